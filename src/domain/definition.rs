//! A programme as its definition says it: what was promised, to whom, for how long, and which of it was chosen rather than given.
//!
//! Data only. The questions read it, and nothing in the program knows a programme by name.

mod deadline;
mod given;
mod item;
mod offset;
mod problem;
mod promise;
mod requirement;
mod text;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{CircumstanceKind, MeetingKind, Reason, WorkerRole};

pub use deadline::{Anchor, Deadline, Task};
pub use given::Given;
pub use item::{Item, named};
pub use offset::Offset;
pub use problem::{DefinitionProblem, Flaw};
pub use promise::{Condition, Promise, Target, Unit, Value};
pub use requirement::{EligibilityRule, Lasting, Requirement};
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
    /// Who carries it out.
    pub carrier: LocalText,
    /// Who pays for it.
    pub funder: LocalText,
    /// From when to when.
    pub period: Period,
    /// What it is for, one sentence each; the first is the overall aim.
    pub aims: Vec<LocalText>,
    /// Whom it is for.
    pub target_group: Given<LocalText>,
    /// The programme's own words for those who work in it.
    #[serde(default)]
    pub roles: BTreeMap<WorkerRole, LocalText>,
    /// Who may take part; all must be met.
    #[serde(default)]
    pub eligibility: Vec<EligibilityRule>,
    /// The groups that get special attention.
    #[serde(default)]
    pub attention: Vec<Attention>,
    /// How long a stay may last.
    pub limit_of_stay: Option<Given<Offset>>,
    /// How many open cases a support worker has at a time.
    pub open_cases: Option<Given<Band>>,
    /// How many may be in the programme at once.
    pub places_at_once: Option<Given<u32>>,
    /// Whether the place of somebody who left may go to somebody new.
    pub refill: Option<Given<bool>>,
    /// How often the people of the programme meet.
    pub cadence: Option<Cadence>,
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
    /// What falls due, counted from which day.
    #[serde(default, rename = "deadline")]
    pub deadlines: Vec<Deadline>,
    /// What was promised, as figures.
    #[serde(default, rename = "promise")]
    pub promises: Vec<Promise>,
}

impl Definition {
    /// The deadline with this id.
    pub fn deadline(&self, id: &str) -> Option<&Deadline> {
        self.deadlines.iter().find(|deadline| deadline.id == id)
    }

    /// The promise with this id.
    pub fn promise(&self, id: &str) -> Option<&Promise> {
        self.promises.iter().find(|promise| promise.id == id)
    }
}

/// From when to when a programme runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day; none while the end is open.
    pub to: Option<NaiveDate>,
    /// The text's own words for it.
    pub words: Option<String>,
    /// Why these days were chosen, where the text does not give them.
    pub chosen: Option<LocalText>,
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

/// A kind of meeting that takes place at least so often in every calendar month.
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
