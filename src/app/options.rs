//! The records that a pick list offers.

use crate::{
    domain::{Choice, Id, Kind, Person, State, Worker, fold, matches, state},
    env::Env,
    forms::name_of,
    i18n::Order,
    store::{Result, Store, Window},
    ui::{PickOption, Picked},
};

/// How many records are offered at most; typing narrows them.
const MOST: usize = 100;

/// The records of a kind whose name fits what was typed.
pub(super) fn find(store: &Store, kind: Kind, typed: &str, env: &Env) -> Result<Vec<PickOption>> {
    match kind {
        Kind::Participation => participations(store, typed, env),
        Kind::Worker => workers(store, typed, env),
        Kind::Person => people(store, typed, env),
        _ => Ok(Vec::new()),
    }
}

/// Those in the programme first, then everybody else, each in the order of names.
fn participations(store: &Store, typed: &str, env: &Env) -> Result<Vec<PickOption>> {
    let found = store.participations(env.programme, typed, false, Window { offset: 0, limit: MOST })?;
    let mut cases = store.cases(&found.ids)?;
    let standing = |case: &crate::domain::Case| state(case, env.rules(case), env.today).state;
    cases.sort_by_key(|case| !matches!(standing(case), State::Active | State::Paused));
    let options =
        cases.iter().map(|case| option(case.id(), env.words.participant(case), env.words.name(standing(case))));
    Ok(options.collect())
}

/// Everybody the office knows, in the order of names; two of one name are told apart by their day of birth.
fn people(store: &Store, typed: &str, env: &Env) -> Result<Vec<PickOption>> {
    let found = store.people(typed, MOST)?;
    let born = |person: &Person| env.date_or_empty(person.born.filter(|_| person.may_be_shown()));
    let name = |id| name_of(store, Kind::Person, id, env.words);
    Ok(found.iter().map(|row| option(row.id, name(row.id), &born(&row.record))).collect())
}

/// Those who are active, in the order of names.
fn workers(store: &Store, typed: &str, env: &Env) -> Result<Vec<PickOption>> {
    let order = Order::new(env.words.lang);
    let fits = |worker: &Worker| worker.active(env.today) && matches(&fold(&worker.name()), typed);
    let mut workers = store.all::<Worker>()?;
    workers.retain(|worker| fits(&worker.record));
    workers.sort_by_cached_key(|worker| order.key(&worker.record.name()));
    let role = |worker: &Worker| worker.role.map_or("", |role| env.words.code_name("worker-role", role.code()));
    Ok(workers.iter().map(|worker| option(worker.id, worker.record.name(), role(&worker.record))).collect())
}

fn option(id: Id, label: String, detail: &str) -> PickOption {
    PickOption { value: Picked::Record(id), label, detail: detail.to_owned(), ticked: false }
}
