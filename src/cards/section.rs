//! A part of the programme's definition with its whole text: the sentence, the text's own words, why a value was chosen.

use super::{About, Card};
use crate::{
    charts::{Chart, caseload_now, path, places_by_month},
    domain::{Facts, HandIn, Kind, Stored, Worker, WorkerRole},
    env::Env,
    lists::{Cell, Row, Target, Width, lines_about},
    store::{Result, Store},
};

/// The part of the definition with this name.
pub(super) fn card(store: &Store, section: &'static str, env: &Env) -> Result<Option<Card>> {
    let mut facts = Vec::new();
    let known = store.facts(env.programme)?;
    for line in lines_about(section, &known, env) {
        facts.push((line.topic.clone(), line.sentence));
        facts.extend(line.words.map(|words| (env.words.programme.in_the_text.clone(), words)));
        facts.extend(line.chosen.map(|why| (env.words.programme.chosen_short.clone(), why)));
    }
    let title = facts.first().map(|(topic, _)| topic.clone()).unwrap_or_default();
    let rows = if section == "deadline" { handed_in(&known, env) } else { Vec::new() };
    let words = &env.words.column;
    let columns = [(words.when.clone(), Width::Day), (words.what.clone(), Width::Share(1))];
    let columns = if rows.is_empty() { Vec::new() } else { columns.into() };
    Ok(Some(Card {
        target: Target::Section(section),
        title,
        facts,
        charts: drawn(section, &known, env),
        warnings: Vec::new(),
        columns,
        rows,
        about: About::default(),
    }))
}

/// What is drawn of a part of the programme.
fn drawn(section: &str, facts: &Facts, env: &Env) -> Vec<Chart> {
    match section {
        "places" => vec![places_by_month(facts, env)],
        "steps" => path(facts, env).into_iter().collect(),
        "caseload" => {
            let carries = |row: &&Stored<Worker>| {
                row.record.active(env.today) && row.record.role.is_some_and(WorkerRole::has_caseload)
            };
            vec![caseload_now(&facts.workers.iter().filter(carries).collect::<Vec<_>>(), facts, env)]
        }
        _ => Vec::new(),
    }
}

/// The reports that were handed in, newest first; each opens to be corrected.
fn handed_in(facts: &Facts, env: &Env) -> Vec<Row> {
    let row = |hand_in: &Stored<HandIn>| {
        let record = &hand_in.record;
        let deadline = env.definition.deadline(&record.rule);
        let name = deadline.map_or(record.rule.as_str(), |deadline| deadline.name.get(env.words.lang.code()));
        let what = format!("{name} ({}) {}", record.occurrence, record.note).trim().to_owned();
        Row {
            target: Target::Form("hand-in", Kind::HandIn, hand_in.id),
            cells: vec![Cell::Day(Some(record.handed_in_on)), Cell::Text(what.clone())],
            attention: false,
            hint: what,
        }
    };
    facts.hand_ins.iter().rev().map(row).collect()
}
