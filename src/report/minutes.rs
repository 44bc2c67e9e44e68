//! The minutes of a meeting: when and where, who was there, what was said, and what was decided by whom and by when.

use super::{Block, Column, Document, Field};
use crate::{
    domain::{Id, Kind},
    env::Env,
    forms::name_of,
    i18n::fill,
    store::{Result, Store},
};

/// The minutes of a meeting. Of somebody who is not named neither the name stands in them nor the place, which may be theirs.
pub(super) fn document(store: &Store, id: Id, env: &Env) -> Result<Option<Document>> {
    let Some(facts) = store.meeting(id)? else { return Ok(None) };
    let (words, field, meeting) = (env.words, &env.words.field, &facts.meeting.record);
    let veiled = store.cases(&facts.participations)?.iter().any(|case| case.unnamed().is_some());
    let time = meeting.time.map(|time| words.lang.time(time)).unwrap_or_default();
    let length = meeting.minutes.map(|minutes| words.counted(minutes as usize, &words.plural.minutes));
    let result = meeting.result.map_or_else(|| words.meeting.not_noted.clone(), |result| words.name(result).to_owned());
    let name = |kind, id: &Id| name_of(store, kind, *id, words);
    let workers = facts.workers.iter().map(|id| name(Kind::Worker, id));
    let participants = facts.participations.iter().map(|id| name(Kind::Participation, id));
    let present: Vec<String> = workers.chain(participants).chain(facts.outside.iter().cloned()).collect();
    let fields = vec![
        Field::line(&field.date, env.date(meeting.date)),
        Field::line(&field.time, time),
        Field::line(&words.minutes.length, length.unwrap_or_default()),
        Field::line(&field.place, if veiled { String::new() } else { meeting.place.clone() }),
        Field::line(&field.kind, words.name(meeting.kind)),
        Field::line(&field.result, result),
    ];
    let mut blocks = vec![
        Block::paragraph_of(env.definition.name.get(words.lang.code())),
        Block::Fields { fields },
        Block::heading(&words.minutes.present),
        Block::List { numbered: true, items: present },
        Block::Fields { fields: vec![Field::text(&field.notes, meeting.notes.clone())] },
        Block::heading(&words.minutes.decisions),
        decisions(store, id, env)?,
    ];
    blocks.extend([&words.minutes.chair, &words.minutes.recorder].map(Block::to_sign));
    let kind = words.name(meeting.kind);
    let title = fill(&words.minutes.of, &[("kind", kind), ("day", &env.date(meeting.date))]);
    Ok(Some(Document { report: "minutes".to_owned(), title, day: env.today, blocks, log: None }))
}

fn decisions(store: &Store, meeting: Id, env: &Env) -> Result<Block> {
    let (words, field) = (env.words, &env.words.field);
    let name = |kind, id: Option<Id>| id.map(|id| name_of(store, kind, id, words)).unwrap_or_default();
    let row = |action: &crate::domain::Action| {
        vec![
            action.text.clone(),
            name(Kind::Participation, action.participation),
            name(Kind::Worker, action.worker),
            env.date_or_empty(action.due_on),
        ]
    };
    let mut rows: Vec<Vec<String>> = store.decisions(meeting)?.iter().map(|found| row(&found.record)).collect();
    if rows.is_empty() {
        rows.push(vec![String::new(); 4]);
    }
    let columns = vec![
        Column::words(&field.decision),
        Column::words(&field.participant),
        Column::words(&field.decision_worker),
        Column::days(&field.decision_due),
    ];
    Ok(Block::Table { columns, rows })
}
