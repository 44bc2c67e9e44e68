//! What removing a record takes with it: only what is a part of it. Anything else that hangs on it keeps it from being removed.

use crate::{
    domain::{Attendance, Change, Circumstance, Entity, Id, Kind, Participation, Person},
    store::{Error, Result, Store},
};

/// The changes that remove a record with its parts, parts first.
pub fn removal(store: &Store, kind: Kind, id: Id) -> Result<Vec<Change>> {
    let Some(record) = store.record(kind, id)? else {
        return Err(Error::Conflict { theirs: (kind, id), now: None, who: String::new() });
    };
    let mut changes = Vec::new();
    match kind {
        Kind::Meeting => changes.extend(all_of::<Attendance>(store.attendance(id)?)),
        Kind::Participation => return participation(store, id),
        _ => {}
    }
    changes.push(Change::Delete(id, record.version, kind));
    Ok(changes)
}

fn all_of<T: Entity>(rows: Vec<crate::domain::Stored<T>>) -> impl Iterator<Item = Change> {
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
