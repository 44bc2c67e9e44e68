//! Whom a form is about.

use serde::{Deserialize, Serialize};

use crate::{
    domain::{Id, Participation, Person},
    store::{Result, Store},
};

/// A participation with its person, or a person alone; both 0 where the form was opened on nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Whose {
    pub(super) participation: Id,
    pub(super) person: Id,
    /// The person's name, for the title.
    pub(super) name: String,
}

impl Whose {
    /// Of a record that hangs on a participation.
    pub(super) fn participation(store: &Store, id: Option<Id>) -> Result<Self> {
        let Some(id) = id else { return Ok(Self::default()) };
        let person = store.expect::<Participation>(id)?.record.person;
        Ok(Self { participation: id, ..Self::person(store, Some(person))? })
    }

    /// Of a record that hangs on a person.
    pub(super) fn person(store: &Store, id: Option<Id>) -> Result<Self> {
        let Some(id) = id else { return Ok(Self::default()) };
        let name = store.expect::<Person>(id)?.record.name();
        Ok(Self { participation: Id(0), person: id, name })
    }

    /// Of a new record, or of one that hangs on `person` already.
    pub(super) fn either(store: &Store, person: Option<Id>, participation: Option<Id>) -> Result<Self> {
        if person.is_some() { Self::person(store, person) } else { Self::participation(store, participation) }
    }
}
