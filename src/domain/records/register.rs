//! The register itself, and the programmes it holds.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{Entity, Kind};

/// What the whole file says of itself; there is exactly one, with number 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Register {
    /// The office's name, shown in the title.
    pub office: String,
    /// The language people work in: en, et, lt or sv.
    pub language: String,
    /// The day on which a training register stands still; none in a real one.
    pub training_day: Option<NaiveDate>,
    /// Whether opening a card is noted in the change log.
    pub reading_logged: bool,
    /// Whether it is a copy for an auditor, in which nobody is named and nothing is changed.
    pub audit_copy: bool,
}

impl Entity for Register {
    const KIND: Kind = Kind::Register;
    const LINKS: &'static [(&'static str, Kind)] = &[];
}

/// One edition of a programme's definition, kept as the text it was given in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Programme {
    /// The programme's identity, the same in all its editions.
    pub code: String,
    /// 1 for the first edition.
    pub edition: i64,
    /// From which day this edition holds.
    pub holds_from: Option<NaiveDate>,
    /// The definition, as TOML.
    pub definition: String,
}

impl Entity for Programme {
    const KIND: Kind = Kind::Programme;
    const LINKS: &'static [(&'static str, Kind)] = &[];
}
