//! Whom a form is about.

use serde::{Deserialize, Serialize};

use super::erased::name_of;
use crate::{
    domain::{Id, Kind, Participation, Person},
    i18n::Words,
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
    pub(super) fn participation(store: &Store, id: Option<Id>, words: &Words) -> Result<Self> {
        let Some(id) = id else { return Ok(Self::default()) };
        let person = store.expect::<Participation>(id)?.record.person;
        Ok(Self { participation: id, person, name: name_of(store, Kind::Participation, id, words) })
    }

    /// Of a record that hangs on a person.
    pub(super) fn person(store: &Store, id: Option<Id>, words: &Words) -> Result<Self> {
        let Some(id) = id else { return Ok(Self::default()) };
        store.expect::<Person>(id)?;
        Ok(Self { participation: Id(0), person: id, name: name_of(store, Kind::Person, id, words) })
    }

    /// Of a new record, or of one that hangs on `person` already.
    pub(super) fn either(store: &Store, person: Option<Id>, participation: Option<Id>, words: &Words) -> Result<Self> {
        if person.is_some() {
            Self::person(store, person, words)
        } else {
            Self::participation(store, participation, words)
        }
    }
}
