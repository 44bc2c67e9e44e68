//! A worker's card: who they are, and whom they support today.

use super::{About, Card};
use crate::{
    charts::caseload_by_month,
    domain::{Case, Id, Kind, Worker, WorkerRole, current_stay, current_worker, last_met, open, state},
    env::Env,
    i18n::Order,
    lists::{Cell, Row, Target, Width},
    store::{Result, Store},
};

/// The card of a worker.
pub(super) fn card(store: &Store, id: Id, env: &Env) -> Result<Option<Card>> {
    let Some(worker) = store.get::<Worker>(id)? else { return Ok(None) };
    let facts = store.facts(env.programme)?;
    let supports = |case: &Case| open(case, env.today) && current_worker(case, env.today) == Some(id);
    let order = Order::new(env.words.lang);
    let mut cases: Vec<&Case> = facts.cases.iter().filter(|case| supports(case)).collect();
    cases.sort_by_cached_key(|case| order.key(&env.words.participant(case)));
    let words = &env.words.column;
    let band = env.definition.open_cases.as_ref().map(|given| given.value);
    let has_caseload = worker.record.role.is_some_and(WorkerRole::has_caseload) && worker.record.active(env.today);
    let breach = band.filter(|_| has_caseload).and_then(|band| band.breach(cases.len()));
    let ever = facts.cases.iter().any(|case| case.assignments.iter().any(|row| row.record.worker == id));
    let drawn = (has_caseload || ever).then(|| caseload_by_month(id, &facts, env));
    Ok(Some(Card {
        target: Target::Record(Kind::Worker, id),
        title: worker.record.name(),
        facts: personal(&worker.record, cases.len(), env),
        charts: drawn.into_iter().collect(),
        warnings: breach.map(|reason| env.words.reason(&reason)).into_iter().collect(),
        columns: vec![
            (words.name.clone(), Width::Share(1)),
            (words.since.clone(), Width::Day),
            (words.last_met.clone(), Width::Day),
        ],
        rows: cases.into_iter().map(|case| row(case, env)).collect(),
        about: About { worker: Some(id), ..About::default() },
    }))
}

fn personal(worker: &Worker, cases: usize, env: &Env) -> Vec<(String, String)> {
    let field = &env.words.field;
    let mut facts = vec![
        (field.role.clone(), env.words.name_or_empty(worker.role).to_owned()),
        (env.words.column.cases.clone(), cases.to_string()),
        (field.organisation.clone(), worker.organisation.clone()),
        (field.phone.clone(), worker.phone.clone()),
        (field.email.clone(), worker.email.clone()),
        (field.login.clone(), worker.login.clone()),
        (field.active_from.clone(), env.date_or_empty(worker.active_from)),
        (field.active_to.clone(), env.date_or_empty(worker.active_to)),
        (field.checked_on.clone(), env.date_or_empty(worker.checked_on)),
    ];
    facts.retain(|(_, value)| !value.is_empty());
    facts
}

fn row(case: &Case, env: &Env) -> Row {
    let standing = state(case, env.rules(case), env.today);
    let entered = current_stay(case, env.today).map(|facts| facts.stay.record.entered_on);
    Row {
        target: Target::Record(Kind::Participation, case.id()),
        cells: vec![Cell::Text(env.words.participant(case)), Cell::Day(entered), Cell::Day(last_met(case, env.today))],
        attention: false,
        hint: standing.reasons.iter().map(|reason| env.words.reason(reason)).collect::<Vec<_>>().join("; "),
    }
}
