//! Whether the people of the programme meet as often as it promised, month by month.

use chrono::NaiveDate;
use serde::Serialize;

use super::definition::{Cadence, Period};
use super::{Facts, Month, months_between};

/// The meetings of a programme's cadence over its calendar months.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CadenceReport {
    /// How many were held by the day.
    pub held: u32,
    /// How many in each month of the period that has begun.
    pub months: Vec<(Month, u32)>,
    /// The months that are over and had too few.
    pub missed: Vec<Month>,
    /// Whether the month of the day still wants one.
    pub open_this_month: bool,
}

/// How the programme keeps a cadence up to this day.
pub fn cadence(facts: &Facts, cadence: &Cadence, period: &Period, day: NaiveDate) -> CadenceReport {
    let months = cadence_months(facts, cadence, period, day);
    let short = |month: &&CadenceMonth| month.fulfilled_on.is_none();
    CadenceReport {
        held: held_days(facts, cadence, day).len() as u32,
        missed: months.iter().filter(short).map(|month| month.month).filter(|month| month.last() < day).collect(),
        open_this_month: months.iter().filter(short).any(|month| month.month.contains(day)),
        months: months.into_iter().map(|month| (month.month, month.held)).collect(),
    }
}

/// One calendar month of a cadence.
pub(super) struct CadenceMonth {
    pub(super) month: Month,
    pub(super) held: u32,
    /// The day of the meeting with which the month had enough.
    pub(super) fulfilled_on: Option<NaiveDate>,
}

/// The months of the period that have begun by this day, first to last.
pub(super) fn cadence_months(facts: &Facts, cadence: &Cadence, period: &Period, day: NaiveDate) -> Vec<CadenceMonth> {
    let held = held_days(facts, cadence, day);
    let months = months_between(period.from, period.end_by(day)).map(|month| {
        let days: Vec<_> = held.iter().copied().filter(|held| month.contains(*held)).collect();
        let fulfilled_on = days.get((cadence.at_least as usize).saturating_sub(1)).copied();
        CadenceMonth { month, held: days.len() as u32, fulfilled_on }
    });
    months.collect()
}

/// How many of a cadence's meetings were held in a month, as known on this day.
pub(super) fn held_in(facts: &Facts, cadence: &Cadence, month: Month, day: NaiveDate) -> u32 {
    held_days(facts, cadence, day).into_iter().filter(|held| month.contains(*held)).count() as u32
}

fn held_days(facts: &Facts, cadence: &Cadence, day: NaiveDate) -> Vec<NaiveDate> {
    let meetings = facts.meetings.iter().map(|meeting| &meeting.record);
    let held = meetings.filter(|meeting| meeting.kind == cadence.meeting && meeting.held(day));
    let mut days: Vec<_> = held.map(|meeting| meeting.date).collect();
    days.sort_unstable();
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Definition;
    use crate::domain::testing::{day, facts, rapla};

    fn kept(facts: &Facts, definition: &Definition, on: &str) -> CadenceReport {
        cadence(facts, &definition.cadences[0], &definition.period, day(on))
    }

    fn months(report: &CadenceReport) -> Vec<(String, u32)> {
        report.months.iter().map(|(month, held)| (month.to_string(), *held)).collect()
    }

    #[test]
    fn the_last_day_of_a_month_belongs_to_it_and_the_first_of_the_next_does_not() {
        let facts = facts(vec![], &["2013-01-31", "2013-02-28"]);

        let report = kept(&facts, &rapla(), "2013-03-01");

        assert_eq!(months(&report), [("2013-01".into(), 1), ("2013-02".into(), 1), ("2013-03".into(), 0)]);
        assert!(report.missed.is_empty());
    }

    #[test]
    fn a_month_is_open_until_its_last_day_and_missed_from_the_next() {
        let facts = facts(vec![], &["2013-01-10"]);

        let last = kept(&facts, &rapla(), "2013-02-28");
        let next = kept(&facts, &rapla(), "2013-03-01");

        assert!(last.open_this_month && last.missed.is_empty());
        assert_eq!(next.missed.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2013-02"]);
    }

    #[test]
    fn a_meeting_still_to_come_is_not_held() {
        let facts = facts(vec![], &["2013-01-10", "2013-01-24"]);

        assert_eq!(kept(&facts, &rapla(), "2013-01-23").held, 1);
    }

    #[test]
    fn no_month_after_the_end_of_the_programme_wants_a_meeting() {
        let mut definition = rapla();
        definition.period.to = Some(day("2013-02-15"));

        let report = kept(&facts(vec![], &["2013-01-10"]), &definition, "2013-04-01");

        assert_eq!(months(&report), [("2013-01".into(), 1), ("2013-02".into(), 0)]);
        assert_eq!(report.missed.len(), 1);
        assert!(!report.open_this_month);
    }
}
