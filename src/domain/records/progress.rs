//! How far a participant has come: steps of the programme's way, and assessments on a scale.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{Entity, Id, Kind, choice::choice};

choice! {
    /// On what scale an assessment stands.
    Scale "scale" {
        /// The quality of life as the person rates it, 0 to 10.
        SelfRating "self-rating",
        /// The WHO-5 well-being index: the raw score, 0 to 25.
        Who5 "who-5",
        /// A barrier to work, 0 (none) to 10.
        Barrier "barrier",
    }
}

impl Scale {
    /// The highest value that can be noted; the lowest is 0.
    pub const fn highest(self) -> i64 {
        match self {
            Self::SelfRating | Self::Barrier => 10,
            Self::Who5 => 25,
        }
    }

    /// The value as it is shown: WHO-5 as a share of a hundred, the others as they were noted.
    pub const fn shown(self, value: i64) -> i64 {
        match self {
            Self::SelfRating | Self::Barrier => value,
            Self::Who5 => value * 4,
        }
    }
}

choice! {
    /// Who assessed.
    Rater "rater" {
        /// The participant.
        Participant "participant",
        /// The worker.
        Worker "worker",
        /// Both together.
        Both "both",
    }
}

/// One value on one scale, on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Whose.
    pub participation: Id,
    /// The day.
    pub date: NaiveDate,
    /// On what scale.
    pub scale: Scale,
    /// The barrier's id in the definition; empty for the other scales.
    #[serde(default)]
    pub item: String,
    /// The value as noted, from 0 to the scale's highest.
    pub value: i64,
    /// Who assessed.
    pub by: Rater,
    /// What else is to be said of it.
    #[serde(default)]
    pub note: String,
}

impl Entity for Assessment {
    const KIND: Kind = Kind::Assessment;
    const LINKS: &'static [(&'static str, Kind)] = &[("participation", Kind::Participation)];
    const TEXTS: &'static [&'static str] = &["note"];
    const PERSONAL: &'static [&'static str] = &["note"];
}

/// The day on which a participant came to a step of the programme's way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathStep {
    /// Whose.
    pub participation: Id,
    /// The step's id in the definition.
    pub step: String,
    /// First day on it.
    pub entered_on: NaiveDate,
}

impl Entity for PathStep {
    const KIND: Kind = Kind::PathStep;
    const LINKS: &'static [(&'static str, Kind)] = &[("participation", Kind::Participation)];
}
