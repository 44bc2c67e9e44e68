//! A meeting's card: when and where, what was said, who was there, and what was decided.

use super::{About, Card};
use crate::{
    domain::{Id, Kind},
    env::Env,
    forms::{ItemList, name_of},
    lists::{Cell, Row, Target, Width},
    store::{Result, Store},
};

/// The card of a meeting.
pub(super) fn card(store: &Store, id: Id, env: &Env) -> Result<Option<Card>> {
    let Some(facts) = store.meeting(id)? else { return Ok(None) };
    let (words, meeting) = (env.words, &facts.meeting.record);
    // Where it was may be where somebody lives who is not named.
    let veiled = store.cases(&facts.participations)?.iter().any(|case| case.unnamed().is_some());
    let minutes = meeting.minutes.map(|minutes| words.counted(minutes as usize, &words.plural.minutes));
    let result = meeting.result.map_or_else(|| words.meeting.not_noted.clone(), |result| words.name(result).to_owned());
    let mut shown = vec![
        (words.field.date.clone(), env.date(meeting.date)),
        (words.field.time.clone(), meeting.time.map(|time| words.lang.time(time)).unwrap_or_default()),
        (words.field.minutes.clone(), minutes.unwrap_or_default()),
        (words.field.kind.clone(), words.name(meeting.kind).to_owned()),
        (words.field.component.clone(), ItemList::Components.name(&meeting.component, &env.definition, words)),
        (words.field.result.clone(), result),
        (words.field.place.clone(), if veiled { String::new() } else { meeting.place.clone() }),
    ];
    shown.extend(meeting.notes.lines().map(|line| (words.field.notes.clone(), line.to_owned())));
    shown.retain(|(_, value)| !value.is_empty());
    let person = |id: &Id| {
        row(
            &words.field.participant,
            name_of(store, Kind::Participation, *id, env.words),
            Target::Record(Kind::Participation, *id),
        )
    };
    let worker = |id: &Id| {
        row(&words.form.worker, name_of(store, Kind::Worker, *id, env.words), Target::Record(Kind::Worker, *id))
    };
    let mut rows: Vec<Row> = facts.participations.iter().map(person).chain(facts.workers.iter().map(worker)).collect();
    rows.extend(facts.outside.iter().map(|name| row(&words.field.outside, name.clone(), Target::Heading)));
    for action in store.decisions(id)? {
        let due = action.record.due_on.map(|day| format!(" ({})", env.date(day))).unwrap_or_default();
        let target = Target::Form("action", Kind::Action, action.id);
        rows.push(row(&words.form.action, format!("{}{due}", action.record.text), target));
    }
    let only = if let [one] = facts.participations[..] { Some(one) } else { None };
    Ok(Some(Card {
        target: Target::Record(Kind::Meeting, id),
        title: format!("{} {}", words.name(meeting.kind), env.date(meeting.date)),
        facts: shown,
        charts: Vec::new(),
        warnings: Vec::new(),
        columns: vec![(words.column.kind.clone(), Width::Words), (words.column.what.clone(), Width::Share(1))],
        rows,
        about: About { participation: only, meeting: Some(id), ..About::default() },
    }))
}

fn row(kind: &str, what: String, target: Target) -> Row {
    let hint = what.clone();
    Row { target, cells: vec![Cell::text(kind), Cell::Text(what)], attention: false, hint }
}
