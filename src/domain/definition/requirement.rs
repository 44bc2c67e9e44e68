//! Who may take part: requirements on age and dated circumstances.

use serde::{Deserialize, Serialize};

use super::{LocalText, Offset};
use crate::domain::CircumstanceKind;

/// One rule of eligibility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EligibilityRule {
    /// The id under which its finding is shown.
    pub id: String,
    /// What it is called.
    pub name: LocalText,
    /// What must be so.
    pub requirement: Requirement,
    /// The text's own words for it.
    pub words: Option<String>,
    /// Why it was chosen, where the text does not give it.
    pub chosen: Option<LocalText>,
}

/// What must be so on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Requirement {
    /// An age in whole years.
    Age {
        /// The least.
        at_least: Option<u32>,
        /// The greatest.
        at_most: Option<u32>,
    },
    /// A circumstance that holds.
    Circumstance {
        /// Which.
        kind: CircumstanceKind,
        /// For how long it has held.
        lasting: Option<Lasting>,
    },
    /// A circumstance that does not hold.
    Without(CircumstanceKind),
    /// All of these.
    All(Vec<Self>),
    /// At least one of these.
    Any(Vec<Self>),
}

impl Requirement {
    /// Whether it asks for this circumstance.
    pub fn asks_for(&self, circumstance: CircumstanceKind) -> bool {
        match self {
            Self::Age { .. } => false,
            Self::Circumstance { kind, .. } | Self::Without(kind) => *kind == circumstance,
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.asks_for(circumstance)),
        }
    }
}

/// How long a circumstance must have held; "more than twelve months" begins a day later than "at least".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lasting {
    /// This long or longer.
    AtLeast(Offset),
    /// Longer than this.
    MoreThan(Offset),
}
