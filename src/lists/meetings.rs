//! The meetings, newest first, with the cadence that the programme promised.

use std::collections::{HashMap, HashSet};

use super::{
    Cell, Column, Query, Target, Width,
    erased::{Item, ListOf, Loaded},
};
use crate::{
    domain::{Case, Facts, Id, Kind, MeetingFacts, MeetingKind, cadence, month_of},
    env::Env,
    i18n::{Words, capitalised, fill},
    store::{Result, Store},
};

/// A meeting as the list shows it.
pub(super) struct Listed {
    facts: MeetingFacts,
    who: String,
    workers: String,
    decisions: usize,
    to_write_up: bool,
    /// Whether it tells of somebody who is not named, so that neither place nor notes are shown.
    veiled: bool,
}

pub(super) static LIST: ListOf<Listed> = ListOf {
    name: "meetings",
    title: |w| &w.tab.meetings,
    columns: COLUMNS,
    views: &[|w| &w.view.all, |w| &w.view.team, |w| &w.view.to_write_up, |w| &w.view.planned],
    empty: |w| &w.empty.meetings,
    load,
    target: |item| Target::Record(Kind::Meeting, item.facts.meeting.id),
    attention: |item, _| item.to_write_up,
    hint,
};

#[rustfmt::skip]
const COLUMNS: &[Column<Listed>] = &[
    Column { name: "date",         label: |w| &w.field.date,         width: Some(Width::Day),       cell: |l, _| Cell::Day(Some(l.facts.meeting.record.date)) },
    Column { name: "time",         label: |w| &w.field.time,         width: Some(Width::Fixed(5)),  cell: |l, e| Cell::text(l.facts.meeting.record.time.map(|time| e.words.lang.time(time)).unwrap_or_default()) },
    Column { name: "participants", label: |w| &w.field.participants, width: Some(Width::Share(1)),  cell: |l, _| Cell::text(&l.who) },
    Column { name: "kind",         label: |w| &w.field.kind,         width: Some(Width::Words),     cell: |l, e| Cell::text(e.words.name(l.facts.meeting.record.kind)) },
    Column { name: "workers",      label: |w| &w.field.workers,      width: None,                   cell: |l, _| Cell::text(&l.workers) },
    Column { name: "minutes",      label: |w| &w.field.minutes,      width: None,                   cell: |l, _| l.facts.meeting.record.minutes.map_or(Cell::Text(String::new()), Cell::Number) },
    Column { name: "place",        label: |w| &w.field.place,        width: None,                   cell: |l, _| Cell::text(open(l, &l.facts.meeting.record.place)) },
    Column { name: "result",       label: |w| &w.field.result,       width: Some(Width::Words), cell: |l, e| Cell::text(result(l, e.words)) },
    Column { name: "decisions",    label: |w| &w.column.decisions,   width: Some(Width::Fixed(6)), cell: |l, _| Cell::Number(l.decisions as i64) },
    Column { name: "notes",        label: |w| &w.field.notes,        width: None,                   cell: |l, _| Cell::text(open(l, &l.facts.meeting.record.notes)) },
];

fn result<'a>(item: &Listed, words: &'a Words) -> &'a str {
    match item.facts.meeting.record.result {
        Some(result) => words.name(result),
        None if item.to_write_up => &words.meeting.to_write_up,
        None => &words.meeting.planned,
    }
}

/// A text of the meeting; nothing where it may say who somebody is that is not named.
fn open<'a>(item: &Listed, text: &'a str) -> &'a str {
    if item.veiled { "" } else { text }
}

fn hint(item: &Listed, env: &Env) -> String {
    let meeting = &item.facts.meeting.record;
    let minutes = meeting.minutes.map(|minutes| env.words.counted(minutes as usize, &env.words.plural.minutes));
    // The notes may tell of health or an offence: they stand on the card alone.
    let parts = [minutes.unwrap_or_default(), open(item, &meeting.place).to_owned(), item.workers.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn load(store: &Store, query: &Query, env: &Env) -> Result<Loaded<Listed>> {
    let facts = store.facts(env.programme)?;
    let people: HashMap<Id, String> = facts.cases.iter().map(|case| (case.id(), env.words.participant(case))).collect();
    let workers: HashMap<Id, String> = facts.workers.iter().map(|row| (row.id, row.record.name())).collect();
    let mut decisions: HashMap<Id, usize> = HashMap::new();
    for action in facts.cases.iter().flat_map(|case| &case.actions).chain(&facts.actions) {
        if let Some(meeting) = action.record.meeting {
            *decisions.entry(meeting).or_default() += 1;
        }
    }
    let veiled: HashSet<Id> = facts.cases.iter().filter(|case| case.unnamed().is_some()).map(Case::id).collect();
    let summary = summary(&facts, env);
    let items = store.meetings(env.programme)?.into_iter().rev().map(|row| Listed {
        who: joined(&row.participations, &people),
        workers: joined(&row.workers, &workers),
        decisions: decisions.get(&row.meeting.id).copied().unwrap_or_default(),
        to_write_up: row.meeting.record.result.is_none() && row.meeting.record.date < env.today,
        veiled: row.participations.iter().any(|id| veiled.contains(id)),
        facts: row,
    });
    let items = items.filter(|item| shown(item, query.view)).map(Item::Row).collect();
    Ok(Loaded { items, summary, cut: None })
}

fn shown(item: &Listed, view: usize) -> bool {
    let meeting = &item.facts.meeting.record;
    match view {
        0 => true,
        1 => matches!(meeting.kind, MeetingKind::WorkMeeting | MeetingKind::CaseTeam),
        2 => item.to_write_up,
        _ => meeting.result.is_none() && !item.to_write_up,
    }
}

fn joined(ids: &[Id], names: &HashMap<Id, String>) -> String {
    ids.iter().filter_map(|id| names.get(id)).map(String::as_str).collect::<Vec<_>>().join("; ")
}

/// How the promised cadence is kept: `Work meeting: 9 held; at least one a month is promised; July still to be held.`
fn summary(facts: &Facts, env: &Env) -> String {
    let Some(promised) = env.definition.cadences.first() else { return String::new() };
    let words = env.words;
    let kept = cadence(facts, promised, &env.definition.period, env.today);
    let month = words.lang.month(month_of(env.today));
    let state = if kept.open_this_month { &words.meeting.month_open } else { &words.meeting.month_done };
    let held = words.counted(kept.held as usize, &words.plural.meetings_held);
    let name = capitalised(words.name(promised.meeting));
    format!("{name}: {held}; {}", fill(state, &[("month", &month)]))
}
