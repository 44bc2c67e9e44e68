//! Every promise with its figure, and on demand everybody behind it: who is counted, who is not, and why.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Block, Column, Document, FigureRow, named::named};
use crate::{
    domain::{
        Entry, Facts, Figure, FigureValue, Pace, Reason, Verdict, Who, count, counts,
        definition::{Band, Promise},
        pace,
    },
    env::Env,
    i18n::fill,
    lists::{figure_parts, figure_percent, figure_target, figure_value, is_limit, pace_said},
};

/// The figures of all promises, or of the one called `only`; with `proof` also who is behind each.
pub fn document(facts: &Facts, env: &Env, only: Option<&str>, proof: bool) -> Document {
    let asked = asked(facts, env, only);
    let words = &env.words.report;
    let title = if proof { &words.proof } else { &words.figures };
    let mut blocks = vec![
        Block::paragraph(&[env.definition.name.get(env.words.lang.code()).to_owned()]),
        Block::paragraph(&[fill(&words.as_of, &[("day", &env.date(env.today))])]),
        Block::Figures { rows: asked.iter().map(|(promise, figure)| row(promise, figure, env)).collect() },
    ];
    if proof {
        blocks.extend(asked.iter().flat_map(|(promise, figure)| sheet(promise, figure, facts, env)));
    }
    let report = if proof { "proof" } else { "figures" }.to_owned();
    Document { report, title: title.clone(), day: env.today, blocks, log: None }
}

fn asked<'a>(facts: &Facts, env: &'a Env, only: Option<&str>) -> Vec<(&'a Promise, Figure)> {
    let wanted: Vec<&Promise> = match only {
        Some(id) => env.definition.promise(id).into_iter().collect(),
        None => env.definition.promises.iter().collect(),
    };
    let figures = counts(&wanted, facts, &env.definition, env.today);
    wanted.into_iter().zip(figures).collect()
}

/// A figure as a line of a report.
pub(super) fn row(promise: &Promise, figure: &Figure, env: &Env) -> FigureRow {
    let words = &env.words.report;
    let reached = match figure.verdict {
        Some(Verdict::Met) if is_limit(figure) => Some(&words.kept),
        Some(Verdict::NotMet) if is_limit(figure) => Some(&words.not_kept),
        Some(Verdict::Met) => Some(&words.reached),
        Some(Verdict::NotMet) => Some(&words.not_reached),
        Some(Verdict::Unknown) => Some(&env.words.outcome.undefined),
        None => None,
    };
    FigureRow {
        promise: promise.id.clone(),
        label: promise.name.get(env.words.lang.code()).to_owned(),
        value: figure_value(figure, env),
        percent: figure_percent(figure, env),
        target: reached.map(|reached| format!("{}: {reached}", figure_target(figure, env))).unwrap_or_default(),
        behind: figure.counted.iter().map(|entry| entry.who).collect(),
        base: matches!(figure.value, FigureValue::Share { .. })
            .then(|| figure.counted.len() + figure.not_counted.len()),
    }
}

/// A figure with its share: `3 of 23 (13 %)`.
pub(super) fn said(figure: &Figure, env: &Env) -> String {
    let (value, percent) = (figure_value(figure, env), figure_percent(figure, env));
    if percent.is_empty() { value } else { format!("{value} ({percent})") }
}

/// The proof sheet of one figure.
fn sheet(promise: &Promise, figure: &Figure, facts: &Facts, env: &Env) -> Vec<Block> {
    let (words, lang) = (&env.words.report, env.words.lang.code());
    let value = format!("{} {}", figure_value(figure, env), figure_percent(figure, env));
    let mut blocks = vec![
        Block::heading(promise.name.get(lang)),
        Block::paragraph(&[format!("{}.", value.trim_end()), figure_parts(figure, env)]),
    ];
    if let Some(pace) = pace(promise, figure, facts, &env.definition, env.today) {
        let target = format!("{}: {}.", env.words.column.target, figure_target(figure, env));
        blocks.push(Block::paragraph(&[target, pace_said(figure, &pace, env)]));
    }
    blocks.push(Block::paragraph(&[env.words.definition_of(promise, &env.definition)]));
    let said = promise
        .words
        .as_ref()
        .map(|said| format!("{} {}", env.words.programme.in_the_text, env.words.lang.quoted(said)));
    blocks.extend(said.map(|said| Block::paragraph(&[said])));
    blocks.extend(promise.chosen.as_ref().map(|why| Block::paragraph(&[why.get(lang).to_owned()])));
    let parts = [
        (&words.counted, &figure.counted),
        (&words.not_counted, &figure.not_counted),
        (&words.outside, &figure.outside),
    ];
    for (title, entries) in parts.into_iter().filter(|(_, entries)| !entries.is_empty()) {
        blocks.push(Block::paragraph(&[fill(title, &[("n", &entries.len().to_string())])]));
        blocks.push(people(entries, facts, env));
    }
    blocks
}

fn people(entries: &[Entry], facts: &Facts, env: &Env) -> Block {
    let column = &env.words.column;
    let line = |entry: &Entry| {
        let named = named(entry.who, facts, env);
        let number = named.number.map(|number| number.to_string()).unwrap_or_default();
        vec![number, named.shown(env), env.words.reason(&entry.reason)]
    };
    let mut columns =
        vec![Column::numbers(&column.number), Column::words(&column.name), Column::words(&env.words.report.reason)];
    let mut rows: Vec<Vec<String>> = entries.iter().map(line).collect();
    // Workers and meetings have no numbers that the office gives them.
    if rows.iter().all(|row| row[0].is_empty()) {
        columns.remove(0);
        for row in &mut rows {
            row.remove(0);
        }
    }
    Block::Table { columns, rows }
}

/// The figures for a program to read; the names of its keys do not change.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// The programme's code.
    pub programme: String,
    /// The day whose facts they tell.
    pub day: NaiveDate,
    /// The figures, in the order of the definition.
    pub figures: Vec<FigureProof>,
}

/// One figure for a program to read.
#[derive(Clone, Debug, Serialize)]
pub struct FigureProof {
    /// The promise's id.
    pub promise: String,
    /// What is counted, in the language asked for.
    pub name: String,
    /// How many are counted.
    pub counted: usize,
    /// How many are in the base.
    pub base: usize,
    /// The share in percent; none for a count and for a share of nobody.
    pub percent: Option<f64>,
    /// Whether the figure is a share of its base rather than a number.
    pub share: bool,
    /// What was promised.
    pub target: Option<Band>,
    /// Whether it is reached.
    pub verdict: Option<Verdict>,
    /// How it stands to its target, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pace: Option<Pace>,
    /// Everybody behind the figure, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
}

/// Everybody whom a figure looks at, in three parts that add up.
#[derive(Clone, Debug, Serialize)]
pub struct Proof {
    /// Who is counted.
    pub counted: Vec<ProofLine>,
    /// Who is in the base and not counted.
    pub not_counted: Vec<ProofLine>,
    /// Who is outside the base.
    pub outside: Vec<ProofLine>,
}

/// Somebody or something behind a figure.
#[derive(Clone, Debug, Serialize)]
pub struct ProofLine {
    /// Which record.
    pub record: Who,
    /// The number the office gives it, where it has one.
    pub number: Option<i64>,
    /// The name; none for a protected person.
    pub name: Option<String>,
    /// What put it where it is.
    pub reason: Reason,
    /// The same in words.
    pub said: String,
}

/// The figures of all promises, or of the one called `only`, for a program to read; none when no promise is called so.
pub fn figures(facts: &Facts, env: &Env, only: Option<&str>, proof: bool) -> Option<Figures> {
    let lines = |entries: Vec<Entry>| {
        let line = |entry: Entry| {
            let named = named(entry.who, facts, env);
            let said = env.words.reason(&entry.reason);
            ProofLine { record: entry.who, number: named.number, name: named.name, reason: entry.reason, said }
        };
        entries.into_iter().map(line).collect()
    };
    let one = |(promise, figure): (&Promise, Figure)| FigureProof {
        promise: promise.id.clone(),
        name: promise.name.get(env.words.lang.code()).to_owned(),
        counted: figure.value.counted(),
        base: figure.counted.len() + figure.not_counted.len(),
        percent: figure.value.percent(),
        share: matches!(figure.value, FigureValue::Share { .. }),
        target: figure.target,
        verdict: figure.verdict,
        pace: pace(promise, &figure, facts, &env.definition, env.today),
        proof: proof.then(|| Proof {
            counted: lines(figure.counted),
            not_counted: lines(figure.not_counted),
            outside: lines(figure.outside),
        }),
    };
    let figures: Vec<FigureProof> = asked(facts, env, only).into_iter().map(one).collect();
    let known = only.is_none() || !figures.is_empty();
    known.then(|| Figures { programme: env.definition.code.clone(), day: env.today, figures })
}

/// The figure of the promise with this id, if the programme makes it.
pub(super) fn figure_of<'a>(id: &str, facts: &Facts, env: &'a Env) -> Option<(&'a Promise, Figure)> {
    let promise = env.definition.promise(id)?;
    Some((promise, count(promise, facts, &env.definition, env.today)))
}
