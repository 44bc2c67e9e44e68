//! Why a value is what it is: codes with their dates and numbers, no words.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::{CircumstanceKind, Education, ExitReason, Gender, Id, Labour, MeetingResult, Month, Scale, SpellKind};

/// Why a state, a finding, a deadline or a figure is what it is; the words for it are the language files'.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each variant's sentence says what its fields are")]
pub enum Reason {
    // ---- where a participation stands
    /// Applied, on this day where it is known, and was neither refused nor let in.
    Applied { on: Option<NaiveDate> },
    /// Applies only on this later day.
    AppliesOn { on: NaiveDate },
    /// Was refused.
    Refused { on: Option<NaiveDate> },
    /// Took the application back.
    Withdrawn { on: Option<NaiveDate> },
    /// Enters only on this later day.
    EntersOn { on: NaiveDate },
    /// Entered.
    Entered { on: NaiveDate },
    /// Has a pause, until this day where that is known.
    Paused { from: NaiveDate, to: Option<NaiveDate> },
    /// Left.
    Exited { on: NaiveDate, why: Option<ExitReason> },
    /// Was registered by mistake.
    WrongRegistration { on: NaiveDate },
    /// May stay until this day.
    LimitOn { on: NaiveDate },
    /// Has stayed past the limit, or did.
    LimitPassed { on: NaiveDate, days: i64 },
    /// Pauses have moved the limit by so many days.
    LimitMoved { days: i64 },
    /// A decision lets the stay last until this day.
    Prolonged { on: NaiveDate, until: NaiveDate },
    /// Left within the limit.
    LeftWithinLimit { on: NaiveDate, limit: NaiveDate },
    /// The programme sets no limit.
    NoLimit,

    // ---- who may take part
    /// Is of the right age.
    AgeMet { age: i32 },
    /// Is too young, and old enough from this day.
    TooYoung { age: i32, at_least: u32, from: NaiveDate },
    /// Is too old.
    TooOld { age: i32, at_most: u32 },
    /// The day of birth is not known: ask for it.
    BirthNotKnown,
    /// The circumstance holds.
    Holds { kind: CircumstanceKind, since: Option<NaiveDate> },
    /// The circumstance holds, but has not lasted long enough before this day.
    TooShort { kind: CircumstanceKind, since: NaiveDate, from: NaiveDate },
    /// The circumstance begins only on this later day.
    HoldsFrom { kind: CircumstanceKind, since: NaiveDate },
    /// The circumstance does not hold.
    HoldsNot { kind: CircumstanceKind },
    /// The circumstance is over.
    HeldUntil { kind: CircumstanceKind, until: NaiveDate },
    /// The circumstance holds, but not known since when: ask for it.
    SinceNotKnown { kind: CircumstanceKind },
    /// Was asked and declined to say.
    Declined { kind: CircumstanceKind },
    /// Was not asked: ask.
    NotAsked { kind: CircumstanceKind },
    /// The rule asks for nothing.
    NothingAsked,

    // ---- what falls due
    /// A plan was made.
    PlanMade { on: NaiveDate },
    /// No plan was made.
    NoPlan,
    /// The follow-up was made.
    FollowUpMade { on: NaiveDate },
    /// The follow-up was tried so many times, last on this day, and the person not reached.
    NotReached { tries: u32, last: NaiveDate },
    /// The participant was reached and declined to be followed up.
    FollowUpDeclined { on: NaiveDate },
    /// The follow-up was tried in vain so often that nobody tries any more.
    GivenUp { tries: u32, last: NaiveDate },
    /// It can be done from this day on.
    CanBeDoneFrom { on: NaiveDate },
    /// What is found after this day no longer counts.
    CountsUntil { on: NaiveDate },
    /// It was done before the first day that counts.
    TooEarly { from: NaiveDate },
    /// It was done after the last day that counts.
    TooLate { until: NaiveDate },
    /// An assessment was made.
    Assessed { scale: Scale, on: NaiveDate },
    /// No assessment was made.
    NotAssessed { scale: Scale },
    /// The application was decided on.
    Ruled { on: NaiveDate },
    /// The application was not decided on.
    NotRuled,
    /// The report about these days is meant.
    ReportFor { from: NaiveDate, to: NaiveDate },
    /// The report was handed in.
    HandedIn { on: NaiveDate },
    /// Somebody met the participant, as was asked.
    MetOn { on: NaiveDate },
    /// Nobody has met the participant, as was asked.
    NotMet,
    /// Somebody met the participant.
    Met { on: NaiveDate },
    /// Nobody has met the participant since the entry.
    NeverMet { since: NaiveDate },
    /// Probation in a job lasts until this day; afterwards it is to be noted whether it was passed.
    ProbationRuns { until: NaiveDate },
    /// Probation ended on this day, and nothing on file says whether it was passed.
    ProbationUnconfirmed { ended: NaiveDate },
    /// Probation was passed.
    ProbationPassed { on: NaiveDate },
    /// The job ended inside its probation.
    LostInProbation { ended: NaiveDate, probation: NaiveDate },
    /// There is a job, but its probation is not known.
    ProbationNotKnown { from: NaiveDate },
    /// There was no job.
    NoJob,
    /// Something was agreed to be done.
    Agreed { what: String },
    /// What was agreed was done.
    ActionDone { on: NaiveDate },
    /// A plan is to be evaluated.
    PlanOf { made_on: NaiveDate },
    /// A plan was evaluated.
    PlanEvaluated { on: NaiveDate },
    /// The meeting lies in the past and has no result.
    NotWrittenUp { on: NaiveDate },
    /// So many of the month's meetings were held, of at least so many.
    MonthHeld { month: Month, held: u32, at_least: u32 },
    /// The worker has so many open cases, and is to have at least so many.
    CaseloadUnder { cases: u32, at_least: u32 },
    /// The worker has so many open cases, and is to have at most so many.
    CaseloadOver { cases: u32, at_most: u32 },

    // ---- who is counted
    /// The worker has so many open cases, as the programme wants it.
    CaseloadRight { cases: u32 },
    /// The worker supports participants.
    Supports { from: Option<NaiveDate> },
    /// The worker has no participants of their own.
    NoParticipants,
    /// The worker is not in the programme yet.
    WorksFrom { on: NaiveDate },
    /// The worker has left the programme.
    WorkedUntil { on: NaiveDate },
    /// The meeting took place.
    Held { on: NaiveDate },
    /// The meeting is still to come.
    StillToCome { on: NaiveDate },
    /// The meeting did not take place.
    NotHeld { on: NaiveDate, result: MeetingResult },
    /// Was in the programme on this day, its fullest.
    ThereOn { on: NaiveDate },
    /// Was not in the programme on this day, its fullest.
    NotThereOn { on: NaiveDate },
    /// That can be said only on this later day.
    OnlyOn { on: NaiveDate },
    /// Left on this day.
    SinceExit { on: NaiveDate },
    /// A job, studies or a measure.
    Spell { kind: SpellKind, from: NaiveDate, to: Option<NaiveDate> },
    /// No job, studies or measure of that sort began.
    NoneBegan,
    /// The status on the labour market that was noted.
    StatusOn { on: NaiveDate, labour: Labour },
    /// Nothing on file tells the status from this day: ask.
    StatusNotKnown { on: NaiveDate },
    /// So much of the week went into work and studies before and after, in per cent.
    Busy { before: i64, after: i64 },
    /// A qualification was gained.
    QualifiedOn { on: NaiveDate },
    /// No qualification was gained.
    NoQualification,
    /// The position on the labour market was better.
    ImprovedOn { on: NaiveDate },
    /// The position on the labour market was no better.
    NotImprovedOn { on: NaiveDate },
    /// The highest education completed.
    EducationIs { education: Education },
    /// The gender stated.
    GenderIs { gender: Gender },
    /// The record says all that the funder asks.
    RecordComplete,
    /// The record lacks what the funder asks.
    Incomplete { missing: Vec<Missing> },
    /// Is due on this day.
    DueOn { on: NaiveDate },
    /// Was done, and was due on that day.
    DoneOn { on: NaiveDate, due: NaiveDate },
    /// Was due on this day and is not done.
    OverdueSince { on: NaiveDate },
    /// Does not fall due.
    NeverDue,
    /// Was first met or served on this day.
    ServedOn { on: NaiveDate },
    /// Was not met or served in that way.
    NeverServed,
    /// Got so many academic hours, and is to get more than so many.
    AcademicHours { hours: i64, more_than: u32 },
    /// Reached the step.
    StepOn { on: NaiveDate },
    /// Has not reached the step.
    StepNotReached,
    /// The first and the last score.
    Scores { first: i64, last: i64 },
    /// Was scored only once.
    ScoredOnce { on: NaiveDate },
    /// Was not scored.
    NotScored,
    /// The month lasts until this day.
    MonthEnds { on: NaiveDate },
    /// The meeting is of another kind.
    OtherMeeting,
    /// The promise does not look at records of this sort.
    OtherUnit,
}

/// Whom or what a line of a figure or a deadline stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// A participation.
    Participation(Id),
    /// A worker.
    Worker(Id),
    /// A meeting.
    Meeting(Id),
    /// One stay of a participation, the first being 1.
    Stay {
        /// The participation.
        participation: Id,
        /// Which stay.
        number: u32,
    },
    /// A month.
    Month(Month),
}

choice! {
    /// What a funder's breakdown needs to know of everybody at entry.
    Missing "missing" {
        /// The gender.
        Gender "gender",
        /// The day of birth.
        Birth "birth",
        /// The status on the labour market.
        Labour "labour",
        /// The education.
        Education "education",
    }
}
