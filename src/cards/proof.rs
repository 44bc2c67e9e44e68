//! The proof sheet of a promise: who is counted, who is not, who stands outside the base, each with the reason.

use std::collections::HashMap;

use super::{About, Card};
use crate::{
    charts::pace_of,
    domain::{Entry, Id, Kind, Who, count, pace},
    env::Env,
    lists::{Cell, Row, Target, Width, figure_parts, figure_target, figure_value, pace_said},
    store::{Result, Store},
};

/// The proof sheet of the promise with this id.
pub(super) fn card(store: &Store, promise: &str, env: &Env) -> Result<Option<Card>> {
    let Some(promise) = env.definition.promise(promise) else { return Ok(None) };
    let facts = store.facts(env.programme)?;
    let figure = count(promise, &facts, &env.definition, env.today);
    let (words, lang) = (env.words, env.words.lang.code());
    let people: HashMap<Id, (i64, String)> = (facts.cases.iter())
        .map(|case| (case.id(), (case.participation.record.number, env.words.beside_number(case))))
        .collect();
    let name = |who: Who| match who {
        Who::Participation(id) | Who::Stay { participation: id, .. } => people.get(&id).cloned().unwrap_or_default(),
        Who::Month(month) => (0, words.lang.month(month)),
        Who::Worker(id) => {
            let worker = facts.workers.iter().find(|worker| worker.id == id);
            (0, worker.map(|worker| worker.record.name()).unwrap_or_default())
        }
        Who::Meeting(id) => {
            let meeting = facts.meetings.iter().find(|row| row.id == id).map(|row| &row.record);
            (
                0,
                meeting
                    .map(|meeting| format!("{} {}", words.name(meeting.kind), env.date(meeting.date)))
                    .unwrap_or_default(),
            )
        }
    };
    let groups = [
        (&words.outcome.counted, &figure.counted),
        (&words.outcome.not_counted, &figure.not_counted),
        (&words.outcome.outside, &figure.outside),
    ];
    let mut rows = Vec::new();
    for (heading, group) in groups {
        rows.push(Row::heading(format!("{heading} ({})", group.len())));
        let mut lines: Vec<(i64, Row)> = group.iter().map(|entry| line(entry, &name, env)).collect();
        lines.sort_by_key(|(number, _)| *number);
        rows.extend(lines.into_iter().map(|(_, row)| row));
    }
    let mut shown = vec![
        (words.column.figure.clone(), figure_value(&figure, env)),
        (words.outcome.all.clone(), figure_parts(&figure, env)),
    ];
    let target = figure_target(&figure, env);
    let found = pace(promise, &figure, &facts, &env.definition, env.today);
    let drawn = found.as_ref().and_then(|pace| pace_of(&figure, pace, env));
    if let Some(pace) = found {
        shown.push((words.column.target.clone(), format!("{target}. {}", pace_said(&figure, &pace, env))));
    }
    shown.push((words.outcome.defined.clone(), words.definition_of(promise, &env.definition)));
    shown.extend(promise.words.iter().map(|text| (words.programme.in_the_text.clone(), text.clone())));
    shown.extend(promise.chosen.iter().map(|why| (words.programme.chosen_short.clone(), why.get(lang).to_owned())));
    Ok(Some(Card {
        target: Target::Promise(promise.id.clone()),
        title: promise.name.get(lang).to_owned(),
        facts: shown,
        charts: drawn.into_iter().collect(),
        warnings: Vec::new(),
        columns: vec![
            (words.column.number.clone(), Width::Fixed(3)),
            (words.column.who.clone(), Width::Share(2)),
            (words.column.why.clone(), Width::Share(3)),
        ],
        rows,
        about: About::default(),
    }))
}

fn line(entry: &Entry, name: &dyn Fn(Who) -> (i64, String), env: &Env) -> (i64, Row) {
    let (number, name) = name(entry.who);
    let target = match entry.who {
        Who::Participation(id) | Who::Stay { participation: id, .. } => Target::Record(Kind::Participation, id),
        Who::Month(_) => Target::Section("cadence"),
        Who::Worker(id) => Target::Record(Kind::Worker, id),
        Who::Meeting(id) => Target::Record(Kind::Meeting, id),
    };
    let reason = env.words.reason(&entry.reason);
    let shown = if number > 0 { Cell::Number(number) } else { Cell::Text(String::new()) };
    let hint = format!("{name}: {reason}.");
    (number, Row { target, cells: vec![shown, Cell::Text(name), Cell::Text(reason)], attention: false, hint })
}
