//! What was promised, as a figure whose every part is data: who is looked at, who belongs to the base, who is counted.

use serde::{Deserialize, Serialize};

use super::LocalText;
use crate::domain::{CircumstanceKind, MeetingKind};

/// One promise of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// The id under which the figure is asked for; never changes.
    pub id: String,
    /// What it is called.
    pub name: LocalText,
    /// What is counted.
    pub unit: Unit,
    /// Whether the figure is a number or a share of its base.
    pub value: Value,
    /// Who is looked at at all; all conditions must hold.
    #[serde(default)]
    pub universe: Vec<Condition>,
    /// Which of them belong to the base; all conditions must hold, and the rest stand outside with the first that does not.
    #[serde(default)]
    pub base: Vec<Condition>,
    /// Which of the base are counted; all conditions must hold, and the last one gives the reason.
    #[serde(default)]
    pub counted: Vec<Condition>,
    /// What the figure is to reach.
    pub target: Option<Target>,
    /// The text's own words for it.
    pub words: Option<String>,
    /// Why it is counted so, where the text leaves that open.
    pub chosen: Option<LocalText>,
}

/// What a promise counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Participations, each once however often its participant came back.
    Participations,
    /// Those who work in the programme.
    Workers,
    /// Meetings.
    Meetings,
}

/// What sort of figure a promise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// How many are counted.
    Count,
    /// How many of the base are counted.
    Share,
}

/// What a figure is to reach: a number for a count, a percentage of the base for a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// This or more.
    AtLeast(u32),
    /// This or less.
    AtMost(u32),
}

/// Something that is so or not of a participation, a worker or a meeting on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// The participant has applied.
    Applied,
    /// The participant has entered, and not by a wrong registration.
    Entered,
    /// The participant is in the programme.
    Open,
    /// The participant has left and not come back.
    Exited,
    /// The participant has left for work.
    ExitedWithWork,
    /// The participant has a job, or had one, whose probation was passed.
    ProbationPassed,
    /// A case plan was made.
    PlanMade,
    /// No stay lasts or lasted longer than the limit.
    WithinLimit,
    /// All these circumstances held on the day of entry.
    AtEntry(Vec<CircumstanceKind>),
    /// The worker supports participants and is in the programme.
    ActiveSupport,
    /// The worker's open cases lie in the programme's band.
    CaseloadInBand,
    /// The meeting is of this kind.
    Meeting(MeetingKind),
    /// The meeting took place.
    Held,
}
