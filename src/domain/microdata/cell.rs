//! What stands in a cell of a table of participants: the facts by which the figures count, or why there is none.

use chrono::NaiveDate;

use super::{Asked, Fact, LayoutColumn, Wrong};
use crate::domain::circumstances::{Known, known};
use crate::domain::definition::{Condition, Standing};
use crate::domain::{
    Afterwards, Answer, Choice, CircumstanceKind, Education, Labour, Livelihood, Reason, Seen, Verdict, whole_years,
};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Datum {
    /// Nothing, and nothing has to.
    Nothing,
    /// A text.
    Text(String),
    /// A number.
    Number(i64),
    /// A day.
    Day(NaiveDate),
    /// A coded value of a set.
    Coded {
        /// The set.
        set: &'static str,
        /// The code.
        code: &'static str,
    },
}

/// What is found for a cell.
pub(super) enum Found {
    /// This.
    Known(Datum),
    /// Nothing, and nothing has to be there.
    Nothing,
    /// Nothing, where something should be.
    Lacks(Wrong),
}

impl Asked<'_> {
    /// What stands in a column for somebody.
    pub(super) fn found(&self, column: &LayoutColumn, seen: &Seen<'_>) -> Found {
        let (case, person) = (seen.case(), &seen.case().person.record);
        let at_entry = seen.status_at_entry();
        match column.fact {
            Fact::ProjectNumber => text(self.definition(case).project_number.as_deref().unwrap_or_default()),
            Fact::Number => Found::Known(Datum::Number(case.participation.record.number)),
            Fact::Year => Found::Known(Datum::Number(self.span.year().into())),
            Fact::NationalId => text(&person.national_id),
            Fact::Surname => text(&person.surname),
            Fact::Given => text(&person.given),
            Fact::Address => text(&person.address),
            Fact::Phone => text(&person.phone),
            Fact::Born => day(person.born),
            Fact::Gender => coded(person.gender),
            Fact::Age => match person.born.zip(seen.entry()) {
                Some((born, entry)) => Found::Known(Datum::Number(whole_years(born, entry).into())),
                None => Found::Lacks(Wrong::Missing),
            },
            Fact::EnteredOn => day(seen.entry()),
            Fact::ExitedOn => if_there(seen.exit().map(Datum::Day)),
            Fact::ExitReason | Fact::LivelihoodAfter | Fact::PublicSupportAfter if seen.exit().is_none() => {
                Found::Nothing
            }
            Fact::ExitReason => coded(seen.stays().last().and_then(|stay| stay.stay.record.exit_reason)),
            Fact::Labour => labour(at_entry.and_then(|status| status.labour)),
            Fact::Education => education(at_entry.and_then(|status| status.education)),
            Fact::Livelihood => livelihood(at_entry.and_then(|status| status.livelihood)),
            Fact::PublicSupport => answer(at_entry.and_then(|status| status.public_support)),
            Fact::UnemployedSince => unemployed_since(seen),
            Fact::LabourAfter => labour_after(column, seen),
            Fact::LivelihoodAfter => livelihood(seen.status_at_exit().and_then(|status| status.livelihood)),
            Fact::PublicSupportAfter => answer(seen.status_at_exit().and_then(|status| status.public_support)),
            Fact::AcademicHours => Found::Known(Datum::Number(academic_hours(seen))),
            Fact::Holds => yes_or_no(&column.holds, seen),
        }
    }
}

/// The academic hours of service, as the figures count them.
pub(super) fn academic_hours(seen: &Seen<'_>) -> i64 {
    match seen.holds(&Condition::AcademicHoursOver(0)).1 {
        Reason::AcademicHours { hours, .. } => hours,
        _ => 0,
    }
}

fn text(text: &str) -> Found {
    if text.is_empty() { Found::Lacks(Wrong::Missing) } else { Found::Known(Datum::Text(text.to_owned())) }
}

fn day(day: Option<NaiveDate>) -> Found {
    day.map_or(Found::Lacks(Wrong::Missing), |day| Found::Known(Datum::Day(day)))
}

fn if_there(datum: Option<Datum>) -> Found {
    datum.map_or(Found::Nothing, Found::Known)
}

fn coded<C: Choice>(value: Option<C>) -> Found {
    let known = |value: C| Found::Known(Datum::Coded { set: C::SET, code: value.code() });
    value.map_or(Found::Lacks(Wrong::Missing), known)
}

fn labour(value: Option<Labour>) -> Found {
    match value {
        Some(Labour::NotAsked) => Found::Lacks(Wrong::NotAsked),
        Some(Labour::Declined) => Found::Lacks(Wrong::Declined),
        value => coded(value),
    }
}

fn education(value: Option<Education>) -> Found {
    match value {
        Some(Education::NotAsked) => Found::Lacks(Wrong::NotAsked),
        Some(Education::Declined) => Found::Lacks(Wrong::Declined),
        value => coded(value),
    }
}

fn livelihood(value: Option<Livelihood>) -> Found {
    if value == Some(Livelihood::NotAsked) { Found::Lacks(Wrong::NotAsked) } else { coded(value) }
}

/// Who declined has answered.
fn answer(value: Option<Answer>) -> Found {
    if value.is_none() { Found::Lacks(Wrong::NotAsked) } else { coded(value) }
}

/// Since when somebody who was unemployed at entry was registered so, else without work.
fn unemployed_since(seen: &Seen<'_>) -> Found {
    let unemployed = seen.status_at_entry().and_then(|status| status.labour) == Some(Labour::Unemployed);
    let Some(entry) = seen.entry().filter(|_| unemployed) else { return Found::Nothing };
    let kinds = [CircumstanceKind::RegisteredUnemployed, CircumstanceKind::OutOfWork];
    let since = kinds.into_iter().find_map(|kind| match known(&seen.case().circumstances, kind, entry) {
        Known::Holds(since) => since,
        _ => None,
    });
    day(since)
}

fn labour_after(column: &LayoutColumn, seen: &Seen<'_>) -> Found {
    let standing =
        Standing { is: Vec::new(), after: column.after, within: column.within, follow_up: column.follow_up.clone() };
    match seen.stands(&standing) {
        Afterwards::NotYet => Found::Nothing,
        Afterwards::Known(found) => coded(Some(found)),
        Afterwards::Unknown => Found::Lacks(Wrong::Missing),
    }
}

fn yes_or_no(conditions: &[Condition], seen: &Seen<'_>) -> Found {
    match seen.holds(&Condition::All(conditions.to_vec())) {
        (Verdict::Met, _) => coded(Some(Answer::Yes)),
        (Verdict::NotMet, _) => coded(Some(Answer::No)),
        (Verdict::Unknown, Reason::Declined { .. }) => coded(Some(Answer::Declined)),
        (Verdict::Unknown, Reason::NotAsked { .. }) => Found::Lacks(Wrong::NotAsked),
        (Verdict::Unknown, _) => Found::Lacks(Wrong::Missing),
    }
}
