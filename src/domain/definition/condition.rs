//! What may be so or not of a participation, a stay, a worker, a meeting or a month on a day: the vocabulary of promises.
//!
//! In a definition a condition is its name, or a table with its name and what belongs to it: `"entered"`,
//! `{ followed-up = "ninety-days" }`, `{ entered-within = { from = "2024-01-01", to = "2024-12-31" } }`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Band, Offset};
use crate::domain::{CircumstanceKind, Education, ExitReason, Gender, Labour, MeetingKind, Scale, SpellKind};

/// Something that is so or not, or that nobody can say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    // ---- participations and stays
    /// The participant has applied.
    Applied,
    /// The participant has entered, and not by a wrong registration.
    Entered,
    /// The participant entered between two days.
    EnteredWithin(Days),
    /// The participant was in the programme on a day between two days.
    PresentWithin(Days),
    /// The participant left between two days.
    ExitedWithin(Days),
    /// The participant is in the programme.
    Open,
    /// The participant has left and not come back.
    Exited,
    /// The participant has left for one of these reasons.
    ExitedFor(Vec<ExitReason>),
    /// So much time has passed since the exit.
    TimeSinceExit(Offset),
    /// The participant has a job, or had one, whose probation was passed.
    ProbationPassed,
    /// The participant began one of these: a job, a practice, a training.
    Began(Vec<SpellKind>),
    /// Where the participant stands at the exit or some time after it.
    Stands(Standing),
    /// The participant worked or studied more after the stay than before it.
    MoreThanBefore,
    /// A qualification was gained by so long after the exit.
    Qualified(Offset),
    /// The position on the labour market was better than at entry, so long after the exit.
    Improved(Moment),
    /// A case plan was made.
    PlanMade,
    /// No stay lasts or lasted longer than the limit.
    WithinLimit,
    /// All rules of eligibility were met on the day of entry.
    EligibleAtEntry,
    /// All these circumstances held on the day of entry.
    AtEntry(Vec<CircumstanceKind>),
    /// At least one of these circumstances held on the day of entry.
    AnyAtEntry(Vec<CircumstanceKind>),
    /// The age on the day of entry, in whole years.
    AgeAtEntry(Band),
    /// The status on the labour market at entry is one of these.
    LabourAtEntry(Vec<Labour>),
    /// The highest education completed at entry is one of these.
    EducationAtEntry(Vec<Education>),
    /// Unemployed at entry, and out of work for longer than this, which may depend on being under 25.
    LongTermUnemployed {
        /// For who is under 25 at entry.
        under_25: Offset,
        /// For everybody else.
        from_25: Offset,
    },
    /// This gender was stated.
    OfGender(Gender),
    /// Gender, age, status on the labour market and education at entry are known.
    RecordComplete,
    /// The deadline with this id has fallen due, or was met before.
    FellDue(String),
    /// What the deadline with this id asks for was done.
    Done(String),
    /// What the deadline with this id asks for was done in time.
    InTime(String),
    /// Met somebody, or got a service, at least once.
    Served,
    /// Got a service, or was met, between two days.
    ServedWithin(Days),
    /// Got a service of this component at least once.
    ServedWith(String),
    /// Got services for more than so many academic hours of 45 minutes.
    AcademicHoursOver(u32),
    /// Reached this step of the pathway.
    StepReached(String),
    /// The last score on this scale is better than the first by at least so much.
    Rose {
        /// Which scale.
        scale: Scale,
        /// By how much; 1 where nothing is said.
        #[serde(default = "one")]
        by: u32,
    },
    /// Scored at least twice on this scale.
    ScoredTwice(Scale),

    // ---- any unit
    /// All of these hold.
    All(Vec<Self>),
    /// At least one of these holds.
    Any(Vec<Self>),
    /// This does not hold.
    Not(Box<Self>),

    // ---- workers
    /// The worker supports participants and is in the programme.
    ActiveSupport,
    /// The worker's open cases lie in the programme's band.
    CaseloadInBand,

    // ---- meetings
    /// The meeting is of this kind.
    Meeting(MeetingKind),
    /// The meeting took place.
    Held,
    /// The meeting took place between two days.
    HeldWithin(Days),

    // ---- months
    /// The month is over.
    MonthOver,
    /// In the month the cadence with this id was kept.
    CadenceKept(String),
}

const fn one() -> u32 {
    1
}

/// The days from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Days {
    /// Whether the day is one of them.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}

/// A moment after an exit, and how much later something may still speak for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Moment {
    /// How long after the exit; nothing for the day of exit itself.
    pub after: Offset,
    /// How long after that moment a fact still tells of it.
    pub within: Offset,
}

/// What the participant does at a moment after the exit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// One of these.
    pub is: Vec<Labour>,
    /// How long after the exit; nothing for the day of exit itself.
    #[serde(default)]
    pub after: Offset,
    /// How long after that moment a fact still tells of it.
    #[serde(default)]
    pub within: Offset,
    /// The deadline whose follow-up tells of it, whenever it was made.
    pub follow_up: Option<String>,
}

impl Standing {
    /// When it is asked about.
    pub const fn moment(&self) -> Moment {
        Moment { after: self.after, within: self.within }
    }
}
