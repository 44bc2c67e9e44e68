//! The outcomes: every promise of the programme with its figure; each opens into the people behind it.

use super::{
    Cell, Column, Query, Target, Width,
    erased::{Item, ListOf, Loaded},
};
use crate::{
    domain::{
        Figure, FigureValue, Pace, Reach, Verdict, counts,
        definition::{Band, Promise},
        pace,
    },
    env::Env,
    i18n::fill,
    store::{Result, Store},
};

/// How many signs a full bar has.
const BAR: usize = 12;

/// A promise with its figure.
pub(super) struct Outcome {
    promise: Promise,
    figure: Figure,
    pace: Option<Pace>,
}

pub(super) static LIST: ListOf<Outcome> = ListOf {
    name: "outcomes",
    title: |w| &w.tab.outcomes,
    columns: COLUMNS,
    views: &[|w| &w.view.all],
    empty: |w| &w.empty.outcomes,
    load,
    target: |item| Target::Promise(item.promise.id.clone()),
    attention: |item, _| item.figure.verdict == Some(Verdict::NotMet),
    hint,
};

#[rustfmt::skip]
const COLUMNS: &[Column<Outcome>] = &[
    Column { name: "promise", label: |w| &w.column.promise, width: Some(Width::Share(1)),  cell: |o, e| Cell::text(o.promise.name.get(e.words.lang.code())) },
    Column { name: "figure",  label: |w| &w.column.figure,  width: Some(Width::Words), cell: |o, e| Cell::text(value(&o.figure, e)) },
    Column { name: "percent", label: |w| &w.column.percent, width: Some(Width::Fixed(6)),  cell: |o, e| Cell::text(percent(&o.figure, e)) },
    Column { name: "target",  label: |w| &w.column.target,  width: Some(Width::Words), cell: |o, e| Cell::text(aim(&o.figure, e)) },
    Column { name: "bar",     label: |w| &w.column.share,   width: Some(Width::Fixed(BAR as u16)), cell: |o, _| Cell::text(bar(&o.figure)) },
];

fn hint(item: &Outcome, env: &Env) -> String {
    let lang = env.words.lang.code();
    let why = item.promise.chosen.as_ref().map(|why| why.get(lang)).unwrap_or_default();
    let pace = item.pace.as_ref().map(|pace| pace_said(&item.figure, pace, env)).unwrap_or_default();
    let told = [&*format!("{}: {}", item.promise.name.get(lang), parts(&item.figure, env)), &pace, why];
    told.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn load(store: &Store, _query: &Query, env: &Env) -> Result<Loaded<Outcome>> {
    let facts = store.facts(env.programme)?;
    let (promises, indicators) = (&env.definition.promises, &env.definition.indicators);
    let all: Vec<&Promise> = promises.iter().chain(indicators).collect();
    let figures = counts(&all, &facts, &env.definition, env.today);
    let row = |(promise, figure): (&&Promise, Figure)| {
        let pace = pace(promise, &figure, &facts, &env.definition, env.today);
        Item::Row(Outcome { promise: (*promise).clone(), figure, pace })
    };
    let mut items: Vec<Item<Outcome>> = all.iter().zip(figures).map(row).collect();
    if let Some(framework) = env.definition.framework.as_ref().filter(|_| !indicators.is_empty()) {
        items.insert(promises.len(), Item::Heading(env.words.name(framework.value).to_owned()));
    }
    let summary = fill(&env.words.outcome.as_of, &[("day", &env.date(env.today))]);
    Ok(Loaded { items, summary, cut: None })
}

/// The figure in words: `23`, `3 of 23`, or that it is undefined.
pub(crate) fn value(figure: &Figure, env: &Env) -> String {
    match figure.value {
        FigureValue::Count(n) => env.words.lang.number(n as i64),
        FigureValue::Share { base: 0, .. } => env.words.outcome.undefined.clone(),
        FigureValue::Share { counted, base } => {
            fill(&env.words.outcome.share, &[("n", &counted.to_string()), ("base", &base.to_string())])
        }
        FigureValue::Peak { most, on: None } => env.words.lang.number(most as i64),
        FigureValue::Peak { most, on: Some(on) } => {
            fill(&env.words.outcome.peak, &[("n", &most.to_string()), ("day", &env.date(on))])
        }
    }
}

/// The share in percent, or nothing.
pub(crate) fn percent(figure: &Figure, env: &Env) -> String {
    figure.value.percent().map(|percent| format!("{} %", env.words.lang.decimal(percent, 0))).unwrap_or_default()
}

/// What was promised, or nothing.
pub(crate) fn aim(figure: &Figure, env: &Env) -> String {
    let unit = if matches!(figure.value, FigureValue::Share { .. }) { " %" } else { "" };
    match figure.target {
        Some(Band { at_least: Some(100), .. }) if !unit.is_empty() => env.words.outcome.everybody.clone(),
        Some(Band { at_least: Some(n), at_most: None }) => format!(">= {n}{unit}"),
        Some(Band { at_least: None, at_most: Some(n) }) => format!("<= {n}{unit}"),
        Some(Band { at_least: Some(least), at_most: Some(most) }) => format!("{least}–{most}{unit}"),
        Some(Band { at_least: None, at_most: None }) | None => String::new(),
    }
}

/// The share as a bar, which says no more than the number beside it.
fn bar(figure: &Figure) -> String {
    let FigureValue::Share { counted, base } = figure.value else { return String::new() };
    if base == 0 {
        return String::new();
    }
    let full = counted * BAR / base;
    "█".repeat(full) + &"░".repeat(BAR - full)
}

/// Whether what was promised is only that a number is not passed: it is kept, not reached.
pub(crate) fn is_limit(figure: &Figure) -> bool {
    matches!(figure.target, Some(Band { at_least: None, at_most: Some(_) }))
}

/// How a promise stands to its target, in sentences.
pub(crate) fn pace_said(figure: &Figure, pace: &Pace, env: &Env) -> String {
    let words = &env.words.outcome;
    // Of nobody, nobody is missing; but that is not how far it is.
    if matches!(figure.value, FigureValue::Share { base: 0, .. }) && pace.reach == Reach::Possible {
        return words.nobody_yet.clone();
    }
    let number = |n: usize| env.words.lang.number(n as i64);
    let mut told = match pace.reach {
        Reach::Reached if is_limit(figure) => vec![words.kept.clone()],
        Reach::Possible if pace.still_needed == 0 => vec![words.over_limit.clone()],
        Reach::Lost(since) if is_limit(figure) => vec![fill(&words.broken_since, &[("day", &env.date(since))])],
        Reach::Reached => vec![words.reached.clone()],
        Reach::Possible => vec![fill(&words.still_needed, &[("n", &number(pace.still_needed))])],
        Reach::Lost(since) => vec![fill(&words.lost_since, &[("day", &env.date(since))])],
    };
    if pace.reach == Reach::Possible {
        told.extend(pace.by_today.map(|n| fill(&words.by_today, &[("n", &number(n))])));
    }
    told.join(" ")
}

/// How many stand in each part of the figure.
pub(crate) fn parts(figure: &Figure, env: &Env) -> String {
    let numbers = [
        ("counted", figure.counted.len().to_string()),
        ("not", figure.not_counted.len().to_string()),
        ("outside", figure.outside.len().to_string()),
        ("all", (figure.counted.len() + figure.not_counted.len() + figure.outside.len()).to_string()),
    ];
    let numbers: Vec<(&str, &str)> = numbers.iter().map(|(key, value)| (*key, value.as_str())).collect();
    fill(&env.words.outcome.parts, &numbers)
}
