//! Tables with a row for each participant, as a funder takes them: what stands in each row, and what the table would be refused for.
//!
//! The layout is data. What is told of somebody is what the figures count by: the same status at entry, the same moment after
//! the exit, the same conditions.

mod cell;
mod layout;
mod span;
mod test;

use std::collections::HashMap;

use chrono::NaiveDate;

use super::definition::{Condition, Days, Definition};
use super::{Case, Country, Facts, IdProblem, Rules, Seen, Unnamed, Verdict, Who, look};

pub use cell::Datum;
use cell::Found;
pub use layout::{Covers, Fact, Layout, LayoutColumn, Test};
pub use span::{Each, Span};

/// The table of a span of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Microdata {
    /// Its days.
    pub days: Days,
    /// The rows, in the order of the numbers that the office gives.
    pub rows: Vec<Row>,
    /// Who has no row because they are not named, and why.
    pub unnamed: Vec<(Who, Unnamed)>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Whose it is.
    pub who: Who,
    /// What stands in each column.
    pub cells: Vec<Datum>,
    /// What it would be refused for.
    pub faults: Vec<Fault>,
}

/// Something for which a row would be refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The place of the column; none where it is about the record as a whole.
    pub column: Option<usize>,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is not known.
    Missing,
    /// Nobody has asked.
    NotAsked,
    /// The person declined to say.
    Declined,
    /// The funder has no such value; carries the set and the code.
    NotInList(&'static str, &'static str),
    /// It cannot be a national code.
    NoCode(IdProblem),
    /// The national code says another day of birth.
    OtherBirth(NaiveDate),
    /// The national code says another gender.
    OtherGender,
    /// The national code stands in this row too.
    Twice(Who),
    /// The stay ends before it begins.
    ExitBeforeEntry(NaiveDate, NaiveDate),
    /// The first day lies outside the programme.
    OutsideProgramme(NaiveDate),
    /// The entry comes before the birth.
    BornLater(NaiveDate),
    /// There is no consent.
    NoConsent,
}

impl Microdata {
    /// The rows for which nothing would be refused.
    pub fn complete(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.faults.is_empty())
    }
}

/// The table of a span, as the facts stand on its last day, or on the day where that has not come.
pub fn microdata(layout: &Layout, span: Span, facts: &Facts, rules: &dyn Rules, day: NaiveDate) -> Option<Microdata> {
    let days = span.days()?;
    let asked = Asked { layout, span, days, rules, day: days.to.min(day) };
    let mut table = Microdata { days, rows: Vec::new(), unnamed: Vec::new() };
    let mut codes: HashMap<String, usize> = HashMap::new();
    look(layout.unit, facts, rules, asked.day, |seen| {
        if !asked.has_row(seen) {
            return;
        }
        let unnamed = seen.case().unnamed();
        match unnamed {
            Some(why) if layout.nameless.is_empty() => table.unnamed.push((seen.who(), why)),
            _ => {
                let mut row = asked.row(seen, unnamed.is_some());
                asked.look_for_twins(seen.case(), &mut row, table.rows.len(), &mut codes, &mut table.rows);
                table.rows.push(row);
            }
        }
    });
    let number = |who: &Who| match who {
        Who::Participation(id) | Who::Stay { participation: id, .. } => {
            facts.case(*id).map(|case| case.participation.record.number)
        }
        _ => None,
    };
    table.rows.sort_by_key(|row| (number(&row.who), row.who));
    table.unnamed.sort_by_key(|(who, _)| (number(who), *who));
    Some(table)
}

/// What is asked of each row.
struct Asked<'a> {
    layout: &'a Layout,
    span: Span,
    days: Days,
    rules: &'a dyn Rules,
    day: NaiveDate,
}

impl Asked<'_> {
    fn definition(&self, case: &Case) -> &Definition {
        self.rules.of(case)
    }

    fn country(&self) -> Option<Country> {
        Country::of_language(&self.layout.language)
    }

    fn has_row(&self, seen: &Seen<'_>) -> bool {
        let condition = match self.layout.rows {
            Covers::ToDate => Condition::Entered,
            Covers::Within => Condition::PresentWithin(self.days),
        };
        seen.holds(&condition).0 == Verdict::Met
    }

    fn row(&self, seen: &Seen<'_>, is_nameless: bool) -> Row {
        let mut row = Row { who: seen.who(), cells: Vec::new(), faults: Vec::new() };
        for (place, column) in self.layout.columns.iter().enumerate() {
            let shown = !is_nameless || self.layout.nameless.contains(&column.id);
            let (datum, lacks) = match if shown { self.found(column, seen) } else { Found::Nothing } {
                Found::Known(Datum::Coded { set, code })
                    if !column.codes.is_empty() && !column.codes.contains_key(code) =>
                {
                    (Datum::Coded { set, code }, Some(Wrong::NotInList(set, code)))
                }
                Found::Known(datum) => (datum, None),
                Found::Nothing => (Datum::Nothing, None),
                Found::Lacks(wrong) => (Datum::Nothing, Some(wrong).filter(|_| column.required)),
            };
            row.cells.push(datum);
            row.faults.extend(lacks.map(|wrong| Fault { column: Some(place), wrong }));
        }
        if !is_nameless {
            self.test(seen, &mut row);
        }
        row
    }
}
