//! What falls due, and from which day it is counted.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Definition, Delay, LocalText, Offset};
use crate::domain::Scale;

/// The day from which a deadline is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// The day of application.
    Applied,
    /// The day of entry.
    Entry,
    /// The day of exit.
    Exit,
    /// The day on which the limit of stay is reached, pauses taken in.
    StayLimit,
    /// The first day of a job.
    JobStart,
    /// The last day of a job's probation.
    ProbationEnd,
    /// The day on which somebody last met the participant.
    LastMeeting,
    /// The day of the last assessment on the deadline's scale.
    LastAssessment,
    /// The day on which the participant came to this step of the programme's way.
    Step(String),
    /// The day on which the deadline of this id was last done in the same stay.
    Previous(String),
    /// The last day of each calendar month of the programme.
    Month,
    /// The last day of each calendar quarter of the programme.
    Quarter,
    /// The last day of the programme.
    ProgrammeEnd,
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
    /// An assessment on the deadline's scale.
    Assessment,
    /// A decision on the application.
    Ruling,
    /// That the participant comes to the deadline's step.
    Step,
    /// A report to the funder.
    Report,
}

/// Something that falls due, for a participant or for the programme.
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
    pub after: Delay,
    /// Within which days round the due day it can be done.
    pub window: Option<Window>,
    /// How long after each time it is due again, while the participant is in the programme.
    pub every: Option<Offset>,
    /// What it asks for.
    pub task: Task,
    /// On which scale, where it asks for an assessment.
    pub scale: Option<Scale>,
    /// To which step, where it asks for one.
    pub step: Option<String>,
    /// After how many tries in vain nobody tries any more; [`Deadline::TRIES`] where nothing is said.
    pub tries: Option<u32>,
    /// The text's own words for it.
    pub words: Option<String>,
    /// Why it was chosen, where the text does not give it.
    pub chosen: Option<LocalText>,
}

/// The days round a due day within which it can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// How long before the due day it can first be done; none for any time before.
    pub before: Option<Offset>,
    /// How long after the due day what was found still counts; none for ever.
    pub after: Option<Offset>,
}

impl Deadline {
    /// After how many tries in vain a follow-up is left alone, where the definition says nothing: the participant is not asked again
    /// and again, and the office is not reminded for ever.
    pub const TRIES: u32 = 3;

    /// The first day on which it can be done, where there is one.
    pub fn opens(&self, due_on: NaiveDate) -> Option<NaiveDate> {
        self.window?.before.map(|length| length.before(due_on))
    }

    /// The last day on which what was found counts, where there is one.
    pub fn closes(&self, due_on: NaiveDate) -> Option<NaiveDate> {
        self.window?.after.map(|length| length.after(due_on))
    }

    /// Whether it concerns the programme as a whole and no single participant.
    pub const fn of_programme(&self) -> bool {
        matches!(self.task, Task::Report)
    }

    /// The key that its task or anchor needs and that is not there.
    pub fn lacks(&self) -> Option<&'static str> {
        let scale = self.task == Task::Assessment || self.anchor == Anchor::LastAssessment;
        match (&self.scale, &self.step) {
            (None, _) if scale => Some("scale"),
            (_, None) if self.task == Task::Step => Some("step"),
            _ => None,
        }
    }

    /// Whether its task can be counted from its anchor and repeated as it says.
    pub fn fits(&self) -> bool {
        let of_programme = matches!(self.anchor, Anchor::Month | Anchor::Quarter);
        let of_job = matches!(self.anchor, Anchor::JobStart | Anchor::ProbationEnd);
        let task = match self.task {
            Task::Report => of_programme || self.anchor == Anchor::ProgrammeEnd,
            Task::Probation => of_job,
            Task::Ruling => self.anchor == Anchor::Applied,
            Task::Exit | Task::Plan | Task::Step => !of_programme && !of_job,
            Task::FollowUp | Task::Meeting | Task::Assessment => !of_programme,
        };
        let repeats = self.every.is_none_or(|every| {
            let begins = matches!(self.anchor, Anchor::Entry | Anchor::Step(_) | Anchor::Previous(_));
            begins && !every.is_nothing() && matches!(self.task, Task::Assessment | Task::Meeting | Task::Plan)
        });
        let of_task = (self.scale.is_none() || self.task == Task::Assessment)
            && (self.step.is_none() || self.task == Task::Step)
            && (self.anchor != Anchor::LastAssessment || self.task == Task::Assessment)
            && (self.anchor != Anchor::LastMeeting || self.task == Task::Meeting);
        task && repeats && of_task
    }
}

impl Definition {
    /// Whether a deadline counts, over others, from itself.
    pub fn in_circle(&self, deadline: &Deadline) -> bool {
        let mut at = deadline;
        for _ in 0..self.deadlines.len() {
            let Anchor::Previous(id) = &at.anchor else { return false };
            let Some(before) = self.deadline(id) else { return false };
            at = before;
        }
        true
    }
}
