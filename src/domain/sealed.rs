//! What a sealed report holds: its figures with everybody behind them by number, what they were counted by, and where the change
//! log stood. It names nobody; who was meant is said by the register that shows it.

mod difference;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Facts, Figure, Id, Rules, counts, definition::Promise};
pub use difference::{Difference, Moved, Part, differences};

/// The form in which the content is written today.
const FORMAT: u32 = 1;

/// The content of a sealed report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Content {
    /// The form of this content.
    pub format: u32,
    /// The programme's code.
    pub programme: String,
    /// Which report.
    pub report: String,
    /// The language in which it was handed in.
    pub language: String,
    /// The day whose facts it tells.
    pub as_of: NaiveDate,
    /// The programme's first day.
    pub from: NaiveDate,
    /// When it was sealed, in local time.
    pub sealed_at: NaiveDateTime,
    /// Who sealed it.
    pub by: String,
    /// The place of the newest entry of the change log that it knows.
    pub log_position: i64,
    /// The head of the chained log at that place.
    pub head: String,
    /// The definitions by which was counted.
    pub editions: Vec<SealedEdition>,
    /// The figures.
    pub figures: Vec<SealedFigure>,
    /// The number that the office gives each participation.
    pub numbers: BTreeMap<i64, i64>,
    /// The report as it was built, with the numbers of records in the place of names.
    pub document: Value,
}

/// An edition of the programme's definition as it was when a report was sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SealedEdition {
    /// Its record.
    pub id: Id,
    /// Which edition it is.
    pub edition: i64,
    /// From which day it holds.
    pub holds_from: Option<NaiveDate>,
    /// The SHA-256 of its text, in hexadecimal.
    pub digest: String,
}

/// A figure as it was handed in, and how it was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedFigure {
    /// How it was counted.
    pub promise: Promise,
    /// The figure, with everybody behind it.
    pub figure: Figure,
}

/// What a report is sealed with beside its facts.
#[derive(Clone, Debug)]
pub struct Sealing {
    /// Which report.
    pub report: String,
    /// The language in which it is handed in.
    pub language: String,
    /// The day whose facts it tells.
    pub as_of: NaiveDate,
    /// When it is sealed, in local time.
    pub sealed_at: NaiveDateTime,
    /// Who seals it.
    pub by: String,
    /// The place of the newest entry of the change log.
    pub log_position: i64,
    /// The head of the chained log.
    pub head: String,
    /// The definitions by which is counted.
    pub editions: Vec<SealedEdition>,
    /// The report as it was built, without names.
    pub document: Value,
}

/// The figures that a report hands in: the indicators, or the promises.
pub fn handed_in<'a>(report: &str, rules: &'a dyn Rules) -> Vec<&'a Promise> {
    let definition = rules.current();
    let figures = if report == "indicators" { &definition.indicators } else { &definition.promises };
    figures.iter().collect()
}

impl Content {
    /// The content of a report that is sealed now.
    pub fn new(sealing: Sealing, facts: &Facts, rules: &dyn Rules) -> Self {
        let promises = handed_in(&sealing.report, rules);
        let figures = counts(&promises, facts, rules, sealing.as_of);
        let Sealing { report, language, as_of, sealed_at, by, log_position, head, editions, document } = sealing;
        Self {
            format: FORMAT,
            programme: rules.current().code.clone(),
            report,
            language,
            as_of,
            from: rules.current().period.from,
            sealed_at,
            by,
            log_position,
            head,
            editions,
            figures: (promises.into_iter().cloned().zip(figures))
                .map(|(promise, figure)| SealedFigure { promise, figure })
                .collect(),
            numbers: facts.cases.iter().map(|case| (case.id().0, case.participation.record.number)).collect(),
            document,
        }
    }
}
