//! The sheet with which a worker hands over: whom they support, since when, what is agreed and what is due next.

use super::{Block, Column, Document};
use crate::{
    domain::{Action, Case, DueStatus, Id, Worker, current_stay, current_worker, due_of, last_met, open},
    env::Env,
    i18n::{Order, fill},
    lists::due_title,
    store::{Result, Store},
};

/// The sheet of a worker.
pub(super) fn document(store: &Store, id: Id, env: &Env) -> Result<Option<Document>> {
    let Some(worker) = store.get::<Worker>(id)? else { return Ok(None) };
    let words = &env.words.handover;
    let facts = store.facts(env.programme)?;
    let supports = |case: &&Case| open(case, env.today) && current_worker(case, env.today) == Some(id);
    let mut cases: Vec<&Case> = facts.cases.iter().filter(supports).collect();
    let order = Order::new(env.words.lang);
    cases.sort_by_cached_key(|case| order.key(&env.words.participant(case)));
    let mut blocks = vec![
        Block::paragraph_of(env.definition.name.get(env.words.lang.code())),
        Block::paragraph_of(fill(&env.words.report.as_of, &[("day", &env.date(env.today))])),
    ];
    if cases.is_empty() {
        blocks.push(Block::paragraph_of(&words.nobody));
    } else {
        blocks.push(table(&cases, env));
        blocks.extend(cases.iter().flat_map(|case| agreed(case, env)));
    }
    blocks.extend([&words.hands_over, &words.takes_over].map(Block::to_sign));
    let title = fill(&words.of, &[("who", &worker.record.name())]);
    Ok(Some(Document { report: "handover".to_owned(), title, day: env.today, blocks, log: None }))
}

fn table(cases: &[&Case], env: &Env) -> Block {
    let words = &env.words.column;
    let next = |case: &Case| {
        let ahead = due_of(case, env.rules(case), env.today);
        let next = ahead.into_iter().find(|due| matches!(due.status, DueStatus::Open | DueStatus::Overdue));
        next.map(|due| format!("{} {}", env.date(due.due_on), due_title(&due, env))).unwrap_or_default()
    };
    let row = |case: &&Case| {
        let entered = current_stay(case, env.today).map(|stay| stay.stay.record.entered_on);
        vec![
            case.participation.record.number.to_string(),
            env.words.beside_number(case),
            env.date_or_empty(entered),
            env.date_or_empty(last_met(case, env.today)),
            next(case),
        ]
    };
    let columns = vec![
        Column::numbers(&words.number),
        Column::words(&words.name),
        Column::days(&words.since),
        Column::days(&words.last_met),
        Column::words(&words.next),
    ];
    Block::Table { columns, rows: cases.iter().map(row).collect() }
}

/// What is agreed about a participant and not done yet.
fn agreed(case: &Case, env: &Env) -> Vec<Block> {
    let open: Vec<&Action> = case.actions.iter().map(|row| &row.record).filter(|action| action.open()).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let said = |action: &&Action| {
        let due = action.due_on.map(|day| format!(" ({})", env.date(day))).unwrap_or_default();
        format!("{}{due}", action.text)
    };
    let name = format!("{} {}", case.participation.record.number, env.words.beside_number(case));
    vec![Block::heading(name), Block::List { numbered: false, items: open.iter().map(said).collect() }]
}
