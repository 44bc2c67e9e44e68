//! The workers, and how many cases each supports against what the programme wants.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    Cell, Column, Query, Target, Width,
    erased::{Item, ListOf, Loaded},
};
use crate::{
    domain::{Facts, Id, Kind, Stored, Worker, WorkerRole, caseloads},
    env::Env,
    i18n::{Order, fill},
    store::{Result, Store},
};

/// A worker as the list shows it.
pub(super) struct Listed {
    worker: Stored<Worker>,
    /// Open cases; none for a role without a caseload.
    cases: Option<usize>,
    /// Whether the number of cases is as the programme wants it.
    right: bool,
    last_meeting: Option<NaiveDate>,
}

pub(super) static LIST: ListOf<Listed> = ListOf {
    name: "workers",
    title: |w| &w.tab.workers,
    columns: COLUMNS,
    views: &[|w| &w.view.active, |w| &w.view.everybody],
    empty: |w| &w.empty.workers,
    load,
    target: |item| Target::Record(Kind::Worker, item.worker.id),
    attention: |item, _| !item.right,
    hint: |item, env| {
        let worker = &item.worker.record;
        fill(
            &env.words.hint.worker_line,
            &[("name", &worker.name()), ("phone", &worker.phone), ("email", &worker.email)],
        )
    },
};

#[rustfmt::skip]
const COLUMNS: &[Column<Listed>] = &[
    Column { name: "name",         label: |w| &w.column.name,         width: Some(Width::Share(3)),  cell: |l, _| Cell::text(l.worker.record.name()) },
    Column { name: "surname",      label: |w| &w.field.surname,       width: None,                   cell: |l, _| Cell::text(&l.worker.record.surname) },
    Column { name: "given",        label: |w| &w.field.given,         width: None,                   cell: |l, _| Cell::text(&l.worker.record.given) },
    Column { name: "role",         label: |w| &w.field.role,          width: Some(Width::Words),     cell: |l, e| Cell::text(e.words.name_or_empty(l.worker.record.role)) },
    Column { name: "organisation", label: |w| &w.field.organisation,  width: None,                   cell: |l, _| Cell::text(&l.worker.record.organisation) },
    Column { name: "phone",        label: |w| &w.field.phone,         width: None,                   cell: |l, _| Cell::text(&l.worker.record.phone) },
    Column { name: "email",        label: |w| &w.field.email,         width: None,                   cell: |l, _| Cell::text(&l.worker.record.email) },
    Column { name: "cases",        label: |w| &w.column.cases,        width: Some(Width::Fixed(5)),  cell: |l, _| l.cases.map_or(Cell::Text(String::new()), |n| Cell::Number(n as i64)) },
    Column { name: "band",         label: |w| &w.column.band,         width: Some(Width::Words), cell: |l, e| Cell::text(band(l, e)) },
    Column { name: "last-meeting", label: |w| &w.column.last_meeting, width: Some(Width::Day),       cell: |l, _| Cell::Day(l.last_meeting) },
    Column { name: "active-from",  label: |w| &w.field.active_from,   width: None,                   cell: |l, _| Cell::Day(l.worker.record.active_from) },
    Column { name: "active-to",    label: |w| &w.field.active_to,     width: None,                   cell: |l, _| Cell::Day(l.worker.record.active_to) },
];

/// What the programme wants of a caseload, and whether it is so.
fn band(item: &Listed, env: &Env) -> String {
    let Some(band) = env.definition.open_cases.as_ref().filter(|_| item.cases.is_some()) else { return String::new() };
    let words = &env.words.band;
    let wanted = match (band.value.at_least, band.value.at_most) {
        (Some(least), Some(most)) => format!("{least}-{most}"),
        (Some(least), None) => fill(&words.at_least, &[("n", &least.to_string())]),
        (None, Some(most)) => fill(&words.at_most, &[("n", &most.to_string())]),
        (None, None) => return String::new(),
    };
    if item.right { wanted } else { format!("{wanted} !") }
}

fn load(store: &Store, query: &Query, env: &Env) -> Result<Loaded<Listed>> {
    let facts = store.facts(env.programme)?;
    let day = env.today;
    let caseloads = caseloads(&facts, day);
    let last_meetings = last_meetings(&store.meetings_of_workers()?, &facts, day);
    let listed = |worker: &Stored<Worker>| {
        let has_caseload = worker.record.role.is_some_and(WorkerRole::has_caseload);
        let cases = has_caseload.then(|| caseloads.get(&worker.id).map_or(0, Vec::len));
        let band = env.definition.open_cases.as_ref().map(|given| given.value);
        let right =
            cases.zip(band).is_none_or(|(cases, band)| !worker.record.active(day) || band.breach(cases).is_none());
        Listed { cases, right, last_meeting: last_meetings.get(&worker.id).copied(), worker: worker.clone() }
    };
    let shown = |worker: &&Stored<Worker>| query.view != 0 || worker.record.active(day);
    let mut items: Vec<Listed> = facts.workers.iter().filter(shown).map(listed).collect();
    let order = Order::new(env.words.lang);
    items.sort_by_cached_key(|item| (item.cases.is_none(), order.key(&item.worker.record.name())));
    let summary = env.words.counted(items.len(), &env.words.plural.workers);
    Ok(Loaded { items: items.into_iter().map(Item::Row).collect(), summary, cut: None })
}

/// The day of the last meeting that each worker was at.
fn last_meetings(attended: &[(Id, Id)], facts: &Facts, day: NaiveDate) -> HashMap<Id, NaiveDate> {
    let held = facts.meetings.iter().filter(|row| row.record.held(day));
    let held: HashMap<Id, NaiveDate> = held.map(|row| (row.id, row.record.date)).collect();
    let mut last: HashMap<Id, NaiveDate> = HashMap::new();
    for (worker, meeting) in attended {
        if let Some(on) = held.get(meeting) {
            last.entry(*worker).and_modify(|last| *last = (*last).max(*on)).or_insert(*on);
        }
    }
    last
}
