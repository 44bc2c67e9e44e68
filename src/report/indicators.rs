//! The figures about people in tables, as a funder takes them: each in all and by gender, what the year brought, and the
//! records that are not complete, with what they lack.

use std::collections::HashMap;

use chrono::Datelike;

use super::{Block, Column, Document, before::Before, named::named};
use crate::{
    domain::{
        Entry, Facts, Figure, Gender, Id, Reason, Who, counts,
        definition::{Condition, Promise, Unit, Value},
    },
    env::Env,
    i18n::fill,
    lists::figure_value,
};

/// The report.
pub(super) fn document(facts: &Facts, env: &Env) -> Document {
    let (words, lang) = (&env.words.report, env.words.lang.code());
    let before = Before::the_year(facts, env);
    let mut blocks = vec![
        Block::paragraph(&[env.definition.name.get(lang).to_owned()]),
        Block::paragraph(&[fill(&words.as_of, &[("day", &env.date(env.today))])]),
    ];
    let indicators: Vec<&Promise> = env.definition.indicators.iter().collect();
    match &env.definition.framework {
        Some(framework) if !indicators.is_empty() => {
            blocks.push(Block::paragraph(&[format!("{}.", env.words.name(framework.value))]));
            let figures = Counted::of(&indicators, facts, before.as_ref(), env);
            blocks.extend(figures.tables(true, env));
            blocks.extend(incomplete(&figures, facts, env));
        }
        _ => blocks.push(Block::paragraph(std::slice::from_ref(&words.no_framework))),
    }
    let promises: Vec<&Promise> = env.definition.promises.iter().filter(|promise| is_about_people(promise)).collect();
    blocks.push(Block::heading(&words.own_promises));
    blocks.extend(Counted::of(&promises, facts, before.as_ref(), env).tables(false, env));
    Document { report: "indicators".to_owned(), title: words.indicators.clone(), day: env.today, blocks, log: None }
}

fn is_about_people(promise: &Promise) -> bool {
    matches!(promise.unit, Unit::Participations | Unit::Stays)
}

/// What is counted today, and what was at the end of the year before.
struct Counted<'a> {
    promises: &'a [&'a Promise],
    now: Vec<Figure>,
    before: Option<Vec<Figure>>,
    genders: HashMap<Id, Option<Gender>>,
}

impl<'a> Counted<'a> {
    fn of(promises: &'a [&'a Promise], facts: &Facts, before: Option<&Before>, env: &Env) -> Self {
        Self {
            promises,
            now: counts(promises, facts, &env.definition, env.today),
            before: before.map(|it| counts(promises, &it.facts, &it.env.definition, it.env.today)),
            genders: facts.cases.iter().map(|case| (case.id(), case.person.record.gender)).collect(),
        }
    }

    /// In all, and what the year brought where there was one before.
    fn tables(&self, with_codes: bool, env: &Env) -> Vec<Block> {
        let mut blocks = vec![self.in_all(with_codes, env)];
        if let Some(before) = &self.before {
            let values = [("year", &*env.today.year().to_string()), ("day", &env.date(env.today))];
            blocks.push(Block::caption(fill(&env.words.report.in_the_year, &values), values[0].1));
            blocks.push(self.in_the_year(before, with_codes, env));
        }
        blocks
    }

    fn in_all(&self, with_codes: bool, env: &Env) -> Block {
        let rows = self.promises.iter().zip(&self.now).map(|(promise, figure)| {
            let mut row = label(promise, with_codes, env);
            row.push(figure_value(figure, env));
            row.extend(self.by_gender(figure.counted.iter()));
            row
        });
        let columns = columns(with_codes, &env.words.report.in_all, env);
        Block::Table { columns, rows: rows.collect() }
    }

    /// Who came to be counted in the year, and how many are no longer counted; the most at once is of no year.
    fn in_the_year(&self, before: &[Figure], with_codes: bool, env: &Env) -> Block {
        let of_years = self.promises.iter().zip(self.now.iter().zip(before)).filter(|(it, _)| it.value != Value::Peak);
        let rows = of_years.map(|(promise, (now, before))| {
            let turnover = now.turnover(before);
            let mut row = label(promise, with_codes, env);
            row.push(turnover.came.len().to_string());
            row.extend(self.by_gender(turnover.came.iter().copied()));
            row.push(turnover.fell_away.len().to_string());
            row
        });
        let mut columns = columns(with_codes, &env.words.report.new, env);
        columns.push(Column::people(&env.words.report.no_longer));
        Block::Table { columns, rows: rows.collect() }
    }

    /// Women, men, and all others: another gender, and none stated.
    fn by_gender<'e>(&self, counted: impl Iterator<Item = &'e Entry>) -> [String; 3] {
        let mut of = [0_usize; 3];
        for entry in counted {
            let (Who::Participation(id) | Who::Stay { participation: id, .. }) = entry.who else { continue };
            let place = match self.genders.get(&id) {
                Some(Some(Gender::Woman)) => 0,
                Some(Some(Gender::Man)) => 1,
                _ => 2,
            };
            of[place] += 1;
        }
        of.map(|number| number.to_string())
    }
}

fn label(promise: &Promise, with_codes: bool, env: &Env) -> Vec<String> {
    let name = promise.name.get(env.words.lang.code()).to_owned();
    if with_codes { vec![promise.id.clone(), name] } else { vec![name] }
}

fn columns(with_codes: bool, number: &str, env: &Env) -> Vec<Column> {
    let words = &env.words.report;
    let named = if with_codes {
        vec![Column::words(""), Column::words(&words.indicator)]
    } else {
        vec![Column::words(&env.words.column.promise)]
    };
    let counted = [
        Column::people(number),
        Column::part(&words.women),
        Column::part(&words.men),
        Column::part(&words.other_or_not_stated),
    ];
    named.into_iter().chain(counted).collect()
}

/// Who counts only where no complete record is asked for, since something is missing; as the first breakdown leaves them out.
fn incomplete(figures: &Counted, facts: &Facts, env: &Env) -> Vec<Block> {
    let breakdown = |indicator: &&Promise| indicator.base.contains(&Condition::RecordComplete);
    let place = figures.promises.iter().position(breakdown);
    let Some(figure) = place.and_then(|place| figures.now.get(place)) else {
        return vec![];
    };
    let lacks = |entry: &&Entry| matches!(entry.reason, Reason::Incomplete { .. });
    let rows: Vec<Vec<String>> = (figure.outside.iter().filter(lacks))
        .map(|entry| {
            let named = named(entry.who, facts, env);
            let number = named.number.map(|number| number.to_string()).unwrap_or_default();
            vec![number, named.shown(env), env.words.reason(&entry.reason)]
        })
        .collect();
    let words = &env.words;
    let counts_them = figures.promises.iter().filter(|it| !breakdown(it)).map(|it| it.id.as_str());
    let values = [("n", &*rows.len().to_string()), ("codes", &counts_them.collect::<Vec<_>>().join(", "))];
    let heading = Block::heading(fill(&words.report.incomplete, &values));
    if rows.is_empty() {
        return vec![heading];
    }
    let column = &words.column;
    let columns =
        vec![Column::numbers(&column.number), Column::words(&column.name), Column::words(&words.report.reason)];
    vec![heading, Block::Table { columns, rows }]
}
