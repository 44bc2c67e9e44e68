//! What everybody who opens a person must see.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{Entity, Id, Kind};

/// Something about a person that everybody must see, from a day on and until it is closed with a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// Whose.
    pub person: Id,
    /// What is to be seen.
    pub text: String,
    /// First day.
    pub raised_on: NaiveDate,
    /// The day on which it was closed; none while it is open.
    #[serde(default)]
    pub closed_on: Option<NaiveDate>,
    /// Why it was closed; written exactly when it is.
    #[serde(default)]
    pub closing_note: String,
}

impl Flag {
    /// Whether it is to be seen on this day.
    pub fn open(&self, day: NaiveDate) -> bool {
        self.raised_on <= day && self.closed_on.is_none_or(|closed| day < closed)
    }
}

impl Entity for Flag {
    const KIND: Kind = Kind::Flag;
    const LINKS: &'static [(&'static str, Kind)] = &[("person", Kind::Person)];
    const PERSONAL: &'static [&'static str] = &["text", "closing_note"];
}
