//! The case plan: goals and what hinders them; and what was agreed, in a plan or in a meeting.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{Entity, Id, Kind};

/// A case plan, as made on one day; a new one is a new record and the old one stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Whose.
    pub participation: Id,
    /// When it was made.
    pub made_on: NaiveDate,
    /// The person's situation, need and resources, as seen that day.
    #[serde(default)]
    pub situation: String,
    /// When it is to be evaluated.
    #[serde(default)]
    pub evaluate_on: Option<NaiveDate>,
    /// When it was evaluated.
    #[serde(default)]
    pub evaluated_on: Option<NaiveDate>,
    /// What the evaluation found.
    #[serde(default)]
    pub result: String,
}

impl Entity for Plan {
    const KIND: Kind = Kind::Plan;
    const LINKS: &'static [(&'static str, Kind)] = &[("participation", Kind::Participation)];
    const TEXTS: &'static [&'static str] = &["situation", "result"];
    const PERSONAL: &'static [&'static str] = &["situation", "result"];
}

/// A goal of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Which plan.
    pub plan: Id,
    /// What is to be reached.
    pub text: String,
    /// What stands in the way.
    #[serde(default)]
    pub obstacles: String,
    /// When it was reached.
    #[serde(default)]
    pub reached_on: Option<NaiveDate>,
}

impl Entity for Goal {
    const KIND: Kind = Kind::Goal;
    const LINKS: &'static [(&'static str, Kind)] = &[("plan", Kind::Plan)];
    const TEXTS: &'static [&'static str] = &["obstacles"];
    const PERSONAL: &'static [&'static str] = &["text", "obstacles"];
}

/// Something agreed: a decision of a meeting, a step towards a goal, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Action {
    /// About whom; none when it concerns the programme.
    pub participation: Option<Id>,
    /// The meeting that decided it.
    pub meeting: Option<Id>,
    /// The goal it serves.
    pub goal: Option<Id>,
    /// What is to be done.
    pub text: String,
    /// Who does it.
    pub worker: Option<Id>,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
    /// When it was dropped, if it was.
    pub dropped_on: Option<NaiveDate>,
}

impl Action {
    /// Whether it still waits to be done.
    pub const fn open(&self) -> bool {
        self.done_on.is_none() && self.dropped_on.is_none()
    }
}

impl Entity for Action {
    const KIND: Kind = Kind::Action;
    const LINKS: &'static [(&'static str, Kind)] = &[
        ("participation", Kind::Participation),
        ("meeting", Kind::Meeting),
        ("goal", Kind::Goal),
        ("worker", Kind::Worker),
    ];
    const PERSONAL: &'static [&'static str] = &["text"];
}
