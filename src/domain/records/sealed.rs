//! A report as it was handed in: nothing that is entered later changes what it says.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::domain::{Entity, Id, Kind};

/// A report as it was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// The programme.
    pub programme: Id,
    /// Which report.
    pub report: String,
    /// The day whose facts it tells.
    pub as_of: NaiveDate,
    /// When it was sealed, in local time.
    pub sealed_at: NaiveDateTime,
    /// The place of the newest entry of the change log that it knows.
    pub log_position: i64,
    /// The head of the chained log at that place.
    pub head: String,
    /// The figures, the records behind each and the definitions they were counted by, as JSON; names nobody.
    pub content: String,
    /// The SHA-256 of the content, in hexadecimal.
    pub digest: String,
}

impl Entity for Sealed {
    const KIND: Kind = Kind::Sealed;
    const LINKS: &'static [(&'static str, Kind)] = &[("programme", Kind::Programme)];
    const TEXTS: &'static [&'static str] = &["content"];
}
