//! What removing a record takes with it: only what is a part of it. Anything else that hangs on it keeps it from being removed.

use chrono::NaiveDate;

use crate::{
    domain::{
        Assignment, Attendance, Case, Change, Circumstance, Entity, Goal, Id, Kind, Moment, Participation, Pause,
        Person, Plan, Status, Stay, Stored,
    },
    store::{Error, Result, Store},
};

/// The changes that remove a record with its parts, parts first. An exit is a part of its stay: what the exit form has made is
/// taken back, and the stay goes on.
pub fn removal(store: &Store, form: &str, kind: Kind, id: Id) -> Result<Vec<Change>> {
    let Some(record) = store.record(kind, id)? else {
        return Err(Error::Conflict { theirs: (kind, id), now: None, who: String::new() });
    };
    let mut changes = Vec::new();
    match kind {
        Kind::Meeting => changes.extend(all_of::<Attendance>(store.attendance(id)?)),
        Kind::Participation => return participation(store, id),
        Kind::Stay => {
            let stay = store.expect::<Stay>(id)?;
            let Some(case) = store.case(stay.record.participation)? else { return Ok(Vec::new()) };
            if form == "exit" {
                return Ok(exit(&stay, &case));
            }
            changes.extend(parts_of_stay(&stay, &case));
        }
        Kind::Plan => {
            let participation = store.expect::<Plan>(id)?.record.participation;
            let plans = store.case(participation)?.map(|case| case.plans).unwrap_or_default();
            let goals = plans.into_iter().filter(|facts| facts.plan.id == id).flat_map(|facts| facts.goals);
            changes.extend(all_of::<Goal>(goals.collect()));
        }
        _ => {}
    }
    changes.push(Change::Delete(id, record.version, kind));
    Ok(changes)
}

fn all_of<T: Entity>(rows: Vec<Stored<T>>) -> impl Iterator<Item = Change> {
    rows.into_iter().map(|row| Change::Delete(row.id, row.version, T::KIND))
}

/// A participation goes with its person, where the person has no other.
fn participation(store: &Store, id: Id) -> Result<Vec<Change>> {
    let participation = store.expect::<Participation>(id)?;
    let person = store.expect::<Person>(participation.record.person)?;
    let mut changes = vec![Change::Delete(id, participation.version, Kind::Participation)];
    if store.participations_of(person.id)?.len() == 1 {
        changes.extend(all_of::<Circumstance>(store.circumstances_of(person.id)?));
        changes.push(Change::Delete(person.id, person.version, Kind::Person));
    }
    Ok(changes)
}

/// Pauses, the status noted at entry and at exit, and the assignments that began with the stay.
fn parts_of_stay(stay: &Stored<Stay>, case: &Case) -> Vec<Change> {
    let own = |pauses: &&crate::domain::StayFacts| pauses.stay.id == stay.id;
    let pauses = case.stays.iter().filter(own).flat_map(|facts| facts.pauses.clone()).collect();
    let (entered, exited) = (stay.record.entered_on, stay.record.exited_on);
    let begun = case.assignments.iter().filter(|row| row.record.from == entered).cloned().collect();
    let mut statuses = noted(case, Moment::Entry, entered);
    statuses.extend(exited.map(|day| noted(case, Moment::Exit, day)).unwrap_or_default());
    all_of::<Pause>(pauses).chain(all_of::<Status>(statuses)).chain(all_of::<Assignment>(begun)).collect()
}

/// The stay goes on, and so do the assignments that ended with it; the status noted at the exit goes.
fn exit(stay: &Stored<Stay>, case: &Case) -> Vec<Change> {
    let Some(day) = stay.record.exited_on else { return Vec::new() };
    let going_on = Stay { exited_on: None, exit_reason: None, exit_note: String::new(), ..stay.record.clone() };
    let ended = case.assignments.iter().filter(|row| row.record.to == Some(day));
    let again = |row: &Stored<Assignment>| Assignment { to: None, ..row.record.clone() };
    let mut changes: Vec<Change> = all_of::<Status>(noted(case, Moment::Exit, day)).collect();
    changes.push(Change::Update(stay.id, stay.version, going_on.into()));
    changes.extend(ended.map(|row| Change::Update(row.id, row.version, again(row).into())));
    changes
}

fn noted(case: &Case, moment: Moment, day: NaiveDate) -> Vec<Stored<Status>> {
    let fits = |row: &&Stored<Status>| row.record.moment == moment && row.record.date == day;
    case.statuses.iter().filter(fits).cloned().collect()
}
