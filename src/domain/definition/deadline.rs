//! What falls due, and from which day it is counted.

use serde::{Deserialize, Serialize};

use super::{LocalText, Offset};

/// The day from which a deadline is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// The day of entry.
    Entry,
    /// The day of exit.
    Exit,
    /// The day on which the limit of stay is reached, pauses taken in.
    StayLimit,
    /// The last day of a job's probation.
    ProbationEnd,
    /// The day on which somebody last met the participant.
    LastMeeting,
}

/// What a deadline asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// That the stay ends.
    Exit,
    /// A case plan.
    Plan,
    /// A follow-up.
    FollowUp,
    /// A word on whether probation was passed.
    Probation,
    /// A meeting with the participant.
    Meeting,
}

/// Something that falls due for a participant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// The id by which what was done is matched to it; never changes.
    pub id: String,
    /// What it is called.
    pub name: LocalText,
    /// From which day it is counted.
    pub anchor: Anchor,
    /// How long after that day.
    #[serde(default)]
    pub after: Offset,
    /// What it asks for.
    pub task: Task,
    /// The text's own words for it.
    pub words: Option<String>,
    /// Why it was chosen, where the text does not give it.
    pub chosen: Option<LocalText>,
}
