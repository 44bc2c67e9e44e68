//! What was decided about a stay, and the places that were offered to those who wait.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{Entity, Id, Kind, choice::choice};

choice! {
    /// What a decision is about.
    DecisionKind "decision-kind" {
        /// The plan was approved.
        Plan "plan",
        /// The stay may last longer.
        Prolongation "prolongation",
        /// The stay ends.
        Exit "exit",
        /// Anything else, said in the note.
        Other "other",
    }
}

/// A decision about a stay: who made it, when and on what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Which stay.
    pub stay: Id,
    /// About what.
    pub kind: DecisionKind,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// The worker who decided.
    #[serde(default)]
    pub worker: Option<Id>,
    /// The body, or somebody outside, that decided.
    #[serde(default)]
    pub by: String,
    /// The new last day of the stay, for a prolongation.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// What it rested on.
    #[serde(default)]
    pub basis: String,
    /// What else is to be said of it.
    #[serde(default)]
    pub note: String,
}

impl Entity for Decision {
    const KIND: Kind = Kind::Decision;
    const LINKS: &'static [(&'static str, Kind)] = &[("stay", Kind::Stay), ("worker", Kind::Worker)];
    const TEXTS: &'static [&'static str] = &["note"];
    const PERSONAL: &'static [&'static str] = &["by", "basis", "note"];
}

choice! {
    /// What somebody said to a place that was offered.
    OfferAnswer "offer-answer" {
        /// Takes it.
        Accepted "accepted",
        /// Does not want it.
        Declined "declined",
        /// Did not answer.
        NoAnswer "no-answer",
    }
}

/// A place offered to somebody on the waiting list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// To whom.
    pub participation: Id,
    /// The day of the offer.
    pub offered_on: NaiveDate,
    /// The day of the answer; set exactly when there is one.
    #[serde(default)]
    pub answered_on: Option<NaiveDate>,
    /// The answer; none while it is awaited.
    #[serde(default)]
    pub answer: Option<OfferAnswer>,
    /// What else is to be said of it.
    #[serde(default)]
    pub note: String,
}

impl Entity for Offer {
    const KIND: Kind = Kind::Offer;
    const LINKS: &'static [(&'static str, Kind)] = &[("participation", Kind::Participation)];
    const TEXTS: &'static [&'static str] = &["note"];
    const PERSONAL: &'static [&'static str] = &["note"];
}
