//! The places of the programme: month by month as a chart, and who waits for one.

use super::{Block, Column, Document};
use crate::{
    charts::places_by_month,
    domain::{Case, Facts, Id, last_offer, places},
    env::Env,
    i18n::fill,
};

/// The report.
pub(super) fn document(facts: &Facts, env: &Env) -> Document {
    let words = &env.words.report;
    let mut blocks = vec![
        Block::paragraph(&[env.definition.name.get(env.words.lang.code()).to_owned()]),
        Block::paragraph(&[fill(&words.as_of, &[("day", &env.date(env.today))])]),
        Block::Chart(places_by_month(facts, env)),
        Block::paragraph(std::slice::from_ref(&words.place_held)),
        Block::heading(&words.waiting_list),
    ];
    blocks.push(waiting(facts, env));
    Document { report: "places".to_owned(), title: words.places_over_time.clone(), day: env.today, blocks, log: None }
}

fn waiting(facts: &Facts, env: &Env) -> Block {
    let words = env.words;
    let found = places(facts, &env.definition, env.today);
    if found.waiting.is_empty() {
        return Block::paragraph(std::slice::from_ref(&words.report.nobody_waits));
    }
    let case = |id: &Id| facts.cases.iter().find(|case| case.id() == *id);
    let rows = found.waiting.iter().filter_map(case).zip(1..).map(|(case, place): (&Case, usize)| {
        let name = words.participant(case);
        let next = if found.next == Some(case.id()) { words.report.next_in_line.clone() } else { String::new() };
        let offer = last_offer(case, env.today).map(|(on, answer)| {
            let said = answer.map_or(words.report.not_answered.as_str(), |answer| words.name(answer));
            fill(&words.report.offered, &[("day", &env.date(on)), ("answer", said)])
        });
        let applied = env.date_or_empty(case.participation.record.applied_on);
        vec![place.to_string(), name, applied, offer.unwrap_or(next)]
    });
    let columns = vec![
        Column::numbers(""),
        Column::words(&words.column.name),
        Column::days(&words.field.applied_on),
        Column::words(&words.report.offer),
    ];
    Block::Table { columns, rows: rows.collect() }
}
