//! What was promised, as a figure whose every part is data: who is looked at, who belongs to the base, who is counted.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Band, Condition, LocalText};

/// One promise of a programme, or one indicator of a framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// The id under which the figure is asked for; never changes.
    pub id: String,
    /// What it is called.
    pub name: LocalText,
    /// What is counted.
    pub unit: Unit,
    /// Whether the figure is a number, a share of its base, or the most at any one moment.
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
    /// What the figure is to reach: a number for a count or a peak, a percentage of the base for a share.
    pub target: Option<Band>,
    /// The day by which it is to be reached; none for the end of the programme.
    pub by: Option<NaiveDate>,
    /// The text's own words for it.
    pub words: Option<String>,
    /// Why it is counted so, where the text leaves that open.
    pub chosen: Option<LocalText>,
}

/// What a promise counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Participations, each once however often its participant came back: values of the first entry, results of the last exit.
    Participations,
    /// Stays, each by itself.
    Stays,
    /// Those who work in the programme.
    Workers,
    /// Meetings.
    Meetings,
    /// The calendar months of the programme, up to that of the day.
    Months,
}

/// What sort of figure a promise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// How many are counted.
    Count,
    /// How many of the base are counted.
    Share,
    /// How many were in the programme at once, on the fullest day so far; counted are those who were in it on that day.
    Peak,
}
