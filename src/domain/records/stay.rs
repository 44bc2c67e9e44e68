//! A span from entry to exit, and the breaks inside it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{Entity, Id, Kind, choice::choice};

choice! {
    /// Why a stay ended.
    ExitReason "exit-reason" {
        /// Found work and asked to end.
        Work "work",
        /// Began to study.
        Study "study",
        /// The plan was carried out.
        Completed "completed",
        /// The programme's limit of stay was reached.
        Limit "limit",
        /// Moved away.
        Moved "moved",
        /// Illness.
        Illness "illness",
        /// Broke off.
        BrokeOff "broke-off",
        /// Went to prison.
        Prison "prison",
        /// Died.
        Died "died",
        /// Was registered by mistake; falls out of every figure.
        WrongRegistration "wrong-registration",
        /// Anything else, said in the note.
        Other "other",
    }
}

/// One span inside a participation, from entry to exit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// Which participation.
    pub participation: Id,
    /// First day.
    pub entered_on: NaiveDate,
    /// Last day; none while it lasts.
    pub exited_on: Option<NaiveDate>,
    /// Why it ended; set exactly when `exited_on` is.
    pub exit_reason: Option<ExitReason>,
    /// What else is to be said of the end.
    #[serde(default)]
    pub exit_note: String,
}

impl Entity for Stay {
    const KIND: Kind = Kind::Stay;
    const LINKS: &'static [(&'static str, Kind)] = &[("participation", Kind::Participation)];
    const TEXTS: &'static [&'static str] = &["exit_note"];
    const PERSONAL: &'static [&'static str] = &["exit_note"];
}

/// A break inside a stay; the limit of stay stands still meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Which stay.
    pub stay: Id,
    /// First day of the break.
    pub from: NaiveDate,
    /// Last day of the break; none while it lasts.
    pub to: Option<NaiveDate>,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

impl Entity for Pause {
    const KIND: Kind = Kind::Pause;
    const LINKS: &'static [(&'static str, Kind)] = &[("stay", Kind::Stay)];
    const TEXTS: &'static [&'static str] = &["reason"];
    const PERSONAL: &'static [&'static str] = &["reason"];
}
