//! What happened in a calendar year.

use chrono::{Datelike, NaiveDate};

use super::{Facts, SpellKind, definition::Period, occupancy};

/// What happened in a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InYear {
    /// Applications.
    pub applied: usize,
    /// Entries into the programme.
    pub entered: usize,
    /// Exits from it.
    pub left: usize,
    /// The most who were in it at once.
    pub most: usize,
    /// Plans that were made.
    pub plans: usize,
    /// Plans that were evaluated.
    pub evaluated: usize,
    /// Jobs that began.
    pub jobs: usize,
    /// Follow-ups that were made or tried.
    pub follow_ups: usize,
    /// Meetings that took place.
    pub meetings: usize,
    /// Their minutes, as far as they are known.
    pub minutes: i64,
}

/// What happened in a year by the end of this day.
pub fn in_year(facts: &Facts, period: &Period, year: i32, day: NaiveDate) -> InYear {
    let within = |on: NaiveDate| on.year() == year && on <= day;
    let count = |days: &mut dyn Iterator<Item = NaiveDate>| days.filter(|on| within(*on)).count();
    let months = occupancy(facts, period, day);
    let months = || months.iter().filter(|month| month.month.year() == year);
    let cases = || facts.cases.iter();
    let plans = || cases().flat_map(|case| &case.plans).map(|plan| &plan.plan.record);
    let jobs = cases().flat_map(|case| &case.spells).filter(|spell| spell.record.kind == SpellKind::Work);
    let held = || facts.meetings.iter().map(|row| &row.record).filter(|row| row.held(day) && within(row.date));
    InYear {
        applied: count(&mut cases().filter_map(|case| case.participation.record.applied_on)),
        entered: months().map(|month| month.entered).sum(),
        left: months().map(|month| month.left).sum(),
        most: months().map(|month| month.most).max().unwrap_or(0),
        plans: count(&mut plans().map(|plan| plan.made_on)),
        evaluated: count(&mut plans().filter_map(|plan| plan.evaluated_on)),
        jobs: count(&mut jobs.map(|spell| spell.record.from)),
        follow_ups: count(&mut cases().flat_map(|case| &case.follow_ups).map(|row| row.record.date)),
        meetings: held().count(),
        minutes: held().filter_map(|meeting| meeting.minutes).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ExitReason;
    use crate::domain::testing::{case, day, facts, rapla};

    #[test]
    fn a_year_counts_what_happened_in_it_by_that_day_and_who_was_there_from_before() {
        let cases = vec![
            case(1).enters("2013-11-04").exits("2014-02-10", ExitReason::Work).build(),
            case(2).enters("2014-01-10").build(),
            case(3).enters("2014-05-20").build(),
        ];
        let facts = facts(cases, &[]);
        let period = &rapla().period;

        let before = in_year(&facts, period, 2013, day("2014-03-31"));
        let now = in_year(&facts, period, 2014, day("2014-03-31"));

        assert_eq!((before.entered, before.left, before.most), (1, 0, 1));
        assert_eq!((now.entered, now.left, now.most), (1, 1, 2));
    }
}
