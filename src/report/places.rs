//! The places of the programme: month by month as a chart, and who waits for one.

use super::{Bar, Block, Column, Document};
use crate::{
    domain::{Case, Facts, Id, MonthPlaces, last_offer, occupancy, places},
    env::Env,
    i18n::fill,
};

/// The report.
pub(super) fn document(facts: &Facts, env: &Env) -> Document {
    let words = &env.words.report;
    let mut blocks = vec![
        Block::paragraph(&[env.definition.name.get(env.words.lang.code()).to_owned()]),
        Block::paragraph(&[fill(&words.as_of, &[("day", &env.date(env.today))])]),
        chart(facts, env),
        Block::paragraph(std::slice::from_ref(&words.place_held)),
        Block::heading(&words.waiting_list),
    ];
    blocks.push(waiting(facts, env));
    Document { report: "places".to_owned(), title: words.places_over_time.clone(), day: env.today, blocks, log: None }
}

/// The months, drawn with the places that are there.
fn chart(facts: &Facts, env: &Env) -> Block {
    let found = occupancy(facts, &env.definition.period, env.today);
    let all = places(facts, &env.definition, env.today).at_once.unwrap_or(0);
    let bars = found.iter().map(|month| Bar { full: month.most, all: all.max(month.most) }).collect();
    months(&found, bars, env)
}

/// Months with who came, who left and how many there were, drawn.
pub(super) fn months(months: &[MonthPlaces], bars: Vec<Bar>, env: &Env) -> Block {
    let (words, lang) = (&env.words.report, env.words.lang);
    let row = |month: &MonthPlaces| {
        let numbers = [month.entered, month.left, month.most].map(|n| n.to_string());
        [lang.month(month.month)].into_iter().chain(numbers).collect()
    };
    let columns = vec![
        Column::words(&words.month),
        Column::people(&words.entered),
        Column::people(&words.left),
        Column::people(&words.most_at_once),
    ];
    Block::Chart {
        text: words.places_taken.clone(),
        over_time: true,
        columns,
        rows: months.iter().map(row).collect(),
        bars,
    }
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
