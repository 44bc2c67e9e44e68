//! The yearly summary: what happened in the year, and how the promises stood, with the year before beside it.

use chrono::Datelike;

use super::{Block, Column, Document, before::Before, figures::said, interim::signature};
use crate::{
    charts::{month_by_month, path},
    domain::{Facts, InYear, counts, definition::Promise, in_year, occupancy},
    env::Env,
    i18n::fill,
    lists::figure_target,
};

/// The summary of the year up to the day.
pub(super) fn document(facts: &Facts, env: &Env) -> Document {
    let (words, year) = (&env.words.yearly, env.today.year());
    let before = Before::the_year(facts, env);
    let values = [("year", &*year.to_string()), ("day", &env.date(env.today)), ("before", &(year - 1).to_string())];
    let about = if before.is_some() { &words.about } else { &words.about_first };
    let mut blocks = vec![
        Block::paragraph_of(env.definition.name.get(env.words.lang.code())),
        Block::paragraph_of(fill(&env.words.report.as_of, &[("day", &env.date(env.today))])),
        Block::paragraph_of(fill(about, &values)),
        Block::heading(&words.in_year),
        happened(facts, before.as_ref(), env),
        Block::heading(&words.promises),
        promises(facts, before.as_ref(), env),
    ];
    if let Some(places) = places(facts, env) {
        blocks.extend([Block::heading(&words.places), places]);
    }
    if let Some(path) = path(facts, env) {
        blocks.extend([Block::heading(&env.words.path.heading), Block::Chart(path)]);
    }
    blocks.push(signature(env));
    let title = fill(&words.of_year, &[("year", &year.to_string())]);
    Document { report: "yearly".to_owned(), title, day: env.today, blocks, log: None }
}

/// The year and, where there was one, the year before.
fn columns(first: &str, before: Option<&Before>, env: &Env) -> Vec<Column> {
    let year = env.today.year();
    let years = std::iter::once(year).chain(before.map(|_| year - 1));
    std::iter::once(Column::words(first)).chain(years.map(|year| Column::people(year.to_string()))).collect()
}

/// What is counted of a year.
type Counted = fn(&InYear) -> i64;

fn happened(facts: &Facts, before: Option<&Before>, env: &Env) -> Block {
    let (words, lang) = (&env.words.yearly, env.words.lang);
    let of = |facts: &Facts, env: &Env| in_year(facts, &env.definition.period, env.today.year(), env.today);
    let (now, then) = (of(facts, env), before.map(|before| of(&before.facts, &before.env)));
    let lines: [(&String, Counted); 9] = [
        (&words.applied, |year| year.applied as i64),
        (&env.words.report.entered, |year| year.entered as i64),
        (&env.words.report.left, |year| year.left as i64),
        (&env.words.report.most_at_once, |year| year.most as i64),
        (&words.plans, |year| year.plans as i64),
        (&words.evaluated, |year| year.evaluated as i64),
        (&words.jobs, |year| year.jobs as i64),
        (&words.follow_ups, |year| year.follow_ups as i64),
        (&words.meetings, |year| year.meetings as i64),
    ];
    let row = |label: &str, of: &dyn Fn(&InYear) -> String| {
        [label.to_owned(), of(&now)].into_iter().chain(then.as_ref().map(of)).collect()
    };
    let mut rows: Vec<Vec<String>> =
        lines.iter().map(|(label, of)| row(label, &|year| lang.number(of(year)))).collect();
    rows.push(row(&words.hours, &|year| lang.decimal(year.minutes as f64 / 60.0, 1)));
    Block::Table { columns: columns("", before, env), rows }
}

fn promises(facts: &Facts, before: Option<&Before>, env: &Env) -> Block {
    let all: Vec<&Promise> = env.definition.promises.iter().collect();
    let now = counts(&all, facts, &env.definition, env.today);
    let then = before.map(|it| counts(&all, &it.facts, &it.env.definition, it.env.today));
    let rows = all.iter().enumerate().map(|(place, promise)| {
        let name = promise.name.get(env.words.lang.code()).to_owned();
        let figures = [&now[place]].into_iter().chain(then.as_ref().map(|then| &then[place]));
        let said = figures.map(|figure| said(figure, env));
        std::iter::once(name).chain(said).chain([figure_target(&now[place], env)]).collect()
    });
    let mut columns = columns(&env.words.column.promise, before, env);
    columns.push(Column::words(&env.words.column.target));
    Block::Table { columns, rows: rows.collect() }
}

/// The months of the year, drawn with the places that there are; none for a year after the end.
fn places(facts: &Facts, env: &Env) -> Option<Block> {
    let months = occupancy(facts, &env.definition.period, env.today);
    let months: Vec<_> = months.into_iter().filter(|month| month.month.year() == env.today.year()).collect();
    (!months.is_empty()).then(|| Block::Chart(month_by_month(&months, facts, env)))
}
