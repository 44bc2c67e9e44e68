//! What was handed in to the funder.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{Entity, Id, Kind};

/// A report that was handed in, matched to its deadline by rule and occurrence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandIn {
    /// Of which programme.
    pub programme: Id,
    /// The id of the deadline it answers.
    pub rule: String,
    /// Which of the deadline's days: 1 for the first.
    pub occurrence: i64,
    /// The day.
    pub handed_in_on: NaiveDate,
    /// What else is to be said of it.
    #[serde(default)]
    pub note: String,
}

impl Entity for HandIn {
    const KIND: Kind = Kind::HandIn;
    const LINKS: &'static [(&'static str, Kind)] = &[("programme", Kind::Programme)];
    const PERSONAL: &'static [&'static str] = &["note"];
}
