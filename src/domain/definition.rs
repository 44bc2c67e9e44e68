//! A programme as its definition says it: what was promised, to whom, for how long, and which of it was chosen rather than given.
//!
//! Data only. The questions read it, and nothing in the program knows a programme by name.

mod budget;
mod condition;
mod deadline;
mod given;
mod item;
mod offset;
mod problem;
mod promise;
mod requirement;
mod retention;
mod text;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::{CircumstanceKind, Country, MeetingKind, Reason, WorkerRole};

pub use budget::{Budget, BudgetLine, Money};
pub use condition::{Condition, Days, Moment, Standing};
pub use deadline::{Anchor, Deadline, Task, Window};
pub use given::Given;
pub use item::{Item, named};
pub use offset::{Delay, Offset};
pub use problem::{DefinitionProblem, Flaw};
pub use promise::{Promise, Unit, Value};
pub use requirement::{EligibilityRule, Lasting, Requirement};
pub use retention::{FundClock, Retention};
pub use text::LocalText;

/// One edition of a programme's definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The programme's identity, the same in all its editions.
    pub code: String,
    /// The language the programme itself speaks: en, et, lt or sv.
    pub language: String,
    /// What it is called.
    pub name: LocalText,
    /// Which edition of the definition this is, from 1.
    #[serde(default = "first")]
    pub edition: i64,
    /// From which day this edition holds; none for the first, which holds from the beginning.
    pub holds_from: Option<NaiveDate>,
    /// The number under which the funder knows it.
    pub project_number: Option<String>,
    /// Who carries it out.
    pub carrier: LocalText,
    /// Who works with the carrier.
    #[serde(default)]
    pub partners: Vec<LocalText>,
    /// Who pays for it; none where the text does not say.
    pub funder: Option<LocalText>,
    /// What the text says instead, where it names no funder.
    pub funder_unnamed: Option<LocalText>,
    /// Under which measure or activity.
    pub measure: Option<LocalText>,
    /// What it costs, and who pays which part.
    pub budget: Option<Budget>,
    /// From when to when.
    pub period: Period,
    /// What it is for, one sentence each; the first is the overall aim.
    pub aims: Vec<LocalText>,
    /// Whom it is for.
    pub target_group: Given<LocalText>,
    /// How a case is worked, in a sentence of the programme's own.
    pub case_work: Option<LocalText>,
    /// The programme's own words for those who work in it.
    #[serde(default)]
    pub roles: BTreeMap<WorkerRole, LocalText>,
    /// The programme's own words for what it keeps records of.
    #[serde(default)]
    pub terms: BTreeMap<Term, LocalText>,
    /// What else the text states in numbers and names.
    #[serde(default, rename = "stated")]
    pub stated: Vec<Stated>,
    /// Who may take part; all must be met.
    #[serde(default)]
    pub eligibility: Vec<EligibilityRule>,
    /// The groups that get special attention.
    #[serde(default)]
    pub attention: Vec<Attention>,
    /// How long a stay may last.
    pub limit_of_stay: Option<Given<Offset>>,
    /// How much longer a decision may let somebody stay.
    pub prolongation: Option<Given<Offset>>,
    /// How many academic hours of 45 minutes somebody must get before the funder counts them: more than this.
    pub academic_hours: Option<Given<u32>>,
    /// How many open cases a support worker has at a time.
    pub open_cases: Option<Given<Band>>,
    /// How many may be in the programme at once.
    pub places_at_once: Option<Given<u32>>,
    /// Whether the place of somebody who left may go to somebody new.
    pub refill: Option<Given<bool>>,
    /// How many take part in all, or between two days.
    #[serde(default, rename = "places_in_total")]
    pub places_in_total: Vec<Total>,
    /// The steps of its way, in order.
    #[serde(default, rename = "step")]
    pub steps: Vec<Item>,
    /// The components of its service.
    #[serde(default, rename = "component")]
    pub components: Vec<Item>,
    /// The barriers to work that are assessed.
    #[serde(default, rename = "barrier")]
    pub barriers: Vec<Item>,
    /// Who sends people to it.
    #[serde(default, rename = "referral_source")]
    pub referral_sources: Vec<Item>,
    /// The fields that a case team is made of.
    #[serde(default)]
    pub case_team: Vec<Item>,
    /// How often the people of the programme meet.
    #[serde(default, rename = "cadence")]
    pub cadences: Vec<Cadence>,
    /// By which framework's indicators the funder counts.
    pub framework: Option<Given<Framework>>,
    /// What falls due, counted from which day.
    #[serde(default, rename = "deadline")]
    pub deadlines: Vec<Deadline>,
    /// How long what is held on participants has to be kept.
    pub retention: Option<Retention>,
    /// What was promised, as figures.
    #[serde(default, rename = "promise")]
    pub promises: Vec<Promise>,
    /// What the funder counts by its framework; comes with the framework and stands in no definition.
    #[serde(skip)]
    pub indicators: Vec<Promise>,
}

impl Definition {
    /// The country whose holidays and national codes are meant; none where its language is no country's own.
    pub fn country(&self) -> Option<Country> {
        Country::of_language(&self.language)
    }

    /// Whether anything in it depends on this circumstance of a person: who may take part, who gets special attention, who is
    /// counted by what held at entry.
    pub fn asks_for(&self, circumstance: CircumstanceKind) -> bool {
        let at_entry = |condition: &Condition| match condition {
            Condition::AtEntry(circumstances) | Condition::AnyAtEntry(circumstances) => {
                circumstances.contains(&circumstance)
            }
            _ => false,
        };
        let counts = |promise: &Promise| {
            [&promise.universe, &promise.base, &promise.counted].into_iter().flatten().any(at_entry)
        };
        self.eligibility.iter().any(|rule| rule.requirement.asks_for(circumstance))
            || self.attention.iter().any(|group| group.circumstances.contains(&circumstance))
            || self.promises.iter().any(counts)
    }

    /// The deadline with this id.
    pub fn deadline(&self, id: &str) -> Option<&Deadline> {
        self.deadlines.iter().find(|deadline| deadline.id == id)
    }

    /// The cadence with this id.
    pub fn cadence(&self, id: &str) -> Option<&Cadence> {
        self.cadences.iter().find(|cadence| cadence.id == id)
    }

    /// The promise or the indicator with this id.
    pub fn promise(&self, id: &str) -> Option<&Promise> {
        self.promises.iter().chain(&self.indicators).find(|promise| promise.id == id)
    }
}

/// From when to when a programme runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day as first set; none while the end is open.
    pub to: Option<NaiveDate>,
    /// By how much it was extended, first to last.
    #[serde(default, rename = "extension")]
    pub extensions: Vec<Extension>,
    /// The text's own words for it.
    pub words: Option<String>,
    /// Why these days were chosen, where the text does not give them.
    pub chosen: Option<LocalText>,
}

impl Period {
    /// Last day, extensions taken in; none while the end is open.
    pub fn end(&self) -> Option<NaiveDate> {
        self.extensions.last().map(|extension| extension.to).or(self.to)
    }

    /// Last day up to the one given: the end, or that day while the programme runs.
    pub fn end_by(&self, day: NaiveDate) -> NaiveDate {
        self.end().map_or(day, |end| end.min(day))
    }
}

/// A later last day of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// The new last day.
    pub to: NaiveDate,
    /// The text's own words for it.
    pub words: Option<String>,
}

choice! {
    /// What a programme may have words of its own for.
    Term "term" {
        /// Who takes part.
        Participant "participant",
        /// One participation.
        Case "case",
        /// The case plan.
        Plan "plan",
        /// A meeting.
        Meeting "meeting",
        /// A follow-up.
        FollowUp "follow-up",
        /// The team about participants.
        CaseTeam "case-team",
    }
}

choice! {
    /// A set of indicators by which a funder counts.
    Framework "framework" {
        /// The European Social Fund of 2014–2020.
        Esf2014 "esf-2014-2020",
        /// The European Social Fund Plus of 2021–2027.
        EsfPlus "esf-plus-2021-2027",
        /// The Swedish before-and-after follow-up of coordinated rehabilitation.
        Sus "sus",
        /// The programme's own promises only.
        Own "own",
    }
}

/// Something the text states that nothing is computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// What it is.
    pub name: LocalText,
    /// What the text says it is.
    pub value: String,
    /// The text's own words for it.
    pub words: Option<String>,
}

/// How many take part in all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Total {
    /// How many.
    pub value: Band,
    /// Between which days; none for the whole programme.
    pub within: Option<Days>,
    /// The text's own words for it.
    pub words: Option<String>,
    /// Why it is understood so, where the text leaves that open.
    pub chosen: Option<LocalText>,
}

const fn first() -> i64 {
    1
}

/// A group that gets special attention: those of whom every one of these circumstances holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attention {
    /// Its name for links.
    pub id: String,
    /// What it is called.
    pub name: LocalText,
    /// The circumstances that make somebody one of the group.
    pub circumstances: Vec<CircumstanceKind>,
    /// The text's own words for it.
    pub words: Option<String>,
}

/// A least and a greatest number, either of which may be open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The least number that is right.
    pub at_least: Option<u32>,
    /// The greatest number that is right.
    pub at_most: Option<u32>,
}

impl Band {
    /// Whether the number lies in it.
    pub fn contains(self, number: i64) -> bool {
        self.at_least.is_none_or(|least| i64::from(least) <= number)
            && self.at_most.is_none_or(|most| number <= i64::from(most))
    }

    /// In which way this number of cases lies outside it.
    pub fn breach(self, number: usize) -> Option<Reason> {
        let cases = number as u32;
        let under = self.at_least.filter(|least| cases < *least);
        let over = self.at_most.filter(|most| cases > *most);
        under
            .map(|at_least| Reason::CaseloadUnder { cases, at_least })
            .or_else(|| over.map(|at_most| Reason::CaseloadOver { cases, at_most }))
    }
}

/// A kind of meeting that takes place at least so often in every calendar month of the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cadence {
    /// The id under which its months fall due.
    pub id: String,
    /// What it is called.
    pub name: LocalText,
    /// Which meetings answer it.
    pub meeting: MeetingKind,
    /// How many in every calendar month.
    pub at_least: u32,
    /// The text's own words for it.
    pub words: Option<String>,
    /// Why it was chosen, where the text does not give it.
    pub chosen: Option<LocalText>,
}
