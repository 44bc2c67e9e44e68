//! A table of participants as a funder takes it, as data: its columns in order, the fact in each, and what it is refused for.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::span::Each;
use crate::domain::definition::{Condition, DefinitionProblem, Flaw, Framework, LocalText, Offset, Unit};

/// The layout of a table with a row for each participation or stay.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// The name under which it is asked for.
    pub code: String,
    /// The language in which the funder reads it; also says whose national codes are meant.
    pub language: String,
    /// What it is called.
    pub name: LocalText,
    /// What was chosen where the funder's rules leave it open.
    pub chosen: Option<LocalText>,
    /// The framework whose programmes it is offered to; none for one that is asked for by name only.
    pub framework: Option<Framework>,
    /// What has a row.
    pub unit: Unit,
    /// How often it is handed in.
    pub each: Each,
    /// Who has a row.
    pub rows: Covers,
    /// The columns that may be filled for somebody who is not named; where there are none, such a row is left out.
    #[serde(default)]
    pub nameless: Vec<String>,
    /// What it is refused for beside what is missing.
    #[serde(default)]
    pub tests: Vec<Test>,
    /// The columns, first to last.
    #[serde(rename = "column")]
    pub columns: Vec<LayoutColumn>,
}

/// Who has a row in the table of a span of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Covers {
    /// Everybody who has entered by its last day.
    ToDate,
    /// Everybody who was there on one of its days.
    Within,
}

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutColumn {
    /// The name for programs.
    pub id: String,
    /// What it is called; in the layout's language it stands above the column.
    pub name: LocalText,
    /// What stands in it.
    pub fact: Fact,
    /// Whether the table is refused where it is empty and should not be.
    #[serde(default)]
    pub required: bool,
    /// For what comes after the exit: how long after it.
    #[serde(default)]
    pub after: Offset,
    /// For what comes after the exit: how much later something may still tell of it.
    #[serde(default)]
    pub within: Offset,
    /// For what comes after the exit: the deadline whose follow-up tells of it.
    pub follow_up: Option<String>,
    /// For what is answered with yes or no: the conditions that must all hold, in the vocabulary of promises.
    #[serde(default)]
    pub holds: Vec<Condition>,
    /// What the funder writes for each coded value; without it, the value's name in the layout's language. A value that is not
    /// among them is refused.
    #[serde(default)]
    pub codes: BTreeMap<String, String>,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// The number under which the funder knows the programme.
    ProjectNumber,
    /// The number that the office gives the participation.
    Number,
    /// The year of the table.
    Year,
    /// The national code.
    NationalId,
    /// The surname.
    Surname,
    /// The given names.
    Given,
    /// The day of birth.
    Born,
    /// The gender.
    Gender,
    /// The age in whole years on the day of entry.
    Age,
    /// Where the person lives.
    Address,
    /// The telephone number.
    Phone,
    /// The first day.
    EnteredOn,
    /// The last day, once it has come.
    ExitedOn,
    /// Why the stay ended.
    ExitReason,
    /// The status on the labour market at entry.
    Labour,
    /// The education completed at entry.
    Education,
    /// What the person lived on at entry.
    Livelihood,
    /// Whether the person lived on public support at entry.
    PublicSupport,
    /// Since when the person was unemployed at entry.
    UnemployedSince,
    /// The status on the labour market so long after the exit.
    LabourAfter,
    /// What the person lived on at the exit.
    LivelihoodAfter,
    /// Whether the person lived on public support at the exit.
    PublicSupportAfter,
    /// The academic hours of service by the last day of the table.
    AcademicHours,
    /// Yes or no: whether the column's conditions hold.
    Holds,
}

/// What a table is refused for beside what is missing in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Test {
    /// A national code that cannot be one.
    #[serde(rename = "code-valid")]
    Code,
    /// A national code that says another birth date or gender than the record.
    CodeAgrees,
    /// One national code in two rows.
    CodeOnce,
    /// A stay that ends before it begins.
    ExitAfterEntry,
    /// A first day outside the programme.
    EntryWithinProgramme,
    /// An entry before the birth.
    BornBeforeEntry,
    /// No consent to report the data.
    Consent,
}

impl Layout {
    /// Where its parts do not agree, and in what way.
    pub fn flaws(&self) -> Vec<DefinitionProblem> {
        let at = |flaw| DefinitionProblem { line: None, flaw };
        let ids: Vec<&str> = self.columns.iter().map(|column| column.id.as_str()).collect();
        let twice = ids.iter().enumerate().filter(|(place, id)| ids[..*place].contains(id));
        let unknown = self.nameless.iter().filter(|id| !ids.contains(&id.as_str()));
        let unasked = self.columns.iter().filter(|column| column.fact == Fact::Holds && column.holds.is_empty());
        twice
            .map(|(_, id)| at(Flaw::SameId((*id).to_owned())))
            .chain(unknown.map(|id| at(Flaw::UnknownId { id: id.clone(), list: "column" })))
            .chain(unasked.map(|column| at(Flaw::Lacks { id: column.id.clone(), key: "holds" })))
            .collect()
    }
}
