//! How long what is held on somebody has to be kept: until the later of two clocks, the funder's and the social service's.
//!
//! The funder's runs from the end of the year of the last payment, a fact of the programme; the social service's from the last
//! note on the participant. A programme's definition says which of them run and for how long.

use chrono::{Datelike, NaiveDate};

use super::{Case, Definition, add_years, open};

/// Until when something is kept, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What the funder asks for; none where it asks for nothing.
    pub fund: Option<Clock>,
    /// What the law on social services asks for; none where it asks for nothing.
    pub notes: Option<Clock>,
    /// Whether the participant still takes part or waits, so that no time runs yet.
    pub goes_on: bool,
}

/// One of the two clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// From which day it runs; none where that is not known.
    pub from: Option<NaiveDate>,
    /// The last day of keeping; none where that cannot be said.
    pub until: Option<NaiveDate>,
}

/// What is to be done about what is held on somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keeping {
    /// The last day of both clocks has passed: who it was is to be taken out.
    Over,
    /// It is to be kept until this day.
    Until(NaiveDate),
    /// Nobody can say: a day is missing.
    Unknown,
    /// The participant is still there.
    GoesOn,
    /// The definition gives no time.
    NoRule,
}

impl Kept {
    /// What is to be done on a day.
    pub fn on(&self, day: NaiveDate) -> Keeping {
        let clocks: Vec<Clock> = self.fund.into_iter().chain(self.notes).collect();
        let until: Option<Vec<NaiveDate>> = clocks.iter().map(|clock| clock.until).collect();
        match until.map(|days| days.into_iter().max()) {
            _ if self.goes_on => Keeping::GoesOn,
            None => Keeping::Unknown,
            Some(None) => Keeping::NoRule,
            Some(Some(until)) if until < day => Keeping::Over,
            Some(Some(until)) => Keeping::Until(until),
        }
    }
}

/// How long what is held on a participant has to be kept, as known on a day.
pub fn retention(case: &Case, rules: &Definition, day: NaiveDate) -> Kept {
    let retention = rules.retention.as_ref();
    let fund = retention.and_then(|retention| retention.fund.as_ref()).map(|fund| {
        let until = fund.last_payment.and_then(|paid| NaiveDate::from_ymd_opt(paid.year() + fund.years as i32, 12, 31));
        Clock { from: fund.last_payment, until }
    });
    let notes = retention.and_then(|retention| retention.notes.as_ref()).map(|years| {
        let from = last_note(case, day);
        Clock { from, until: from.map(|from| add_years(from, years.value as i32)) }
    });
    let waits = case.stays.is_empty() && case.participation.record.ruling.is_none();
    let ended = rules.period.end().is_some_and(|end| end < day);
    Kept { fund, notes, goes_on: open(case, day) || (waits && !ended) }
}

/// The newest day of anything noted about a participant, up to a day.
fn last_note(case: &Case, day: NaiveDate) -> Option<NaiveDate> {
    let participation = &case.participation.record;
    let mut days = vec![participation.applied_on, participation.ruled_on, participation.consent_on];
    for stay in &case.stays {
        days.extend([Some(stay.stay.record.entered_on), stay.stay.record.exited_on]);
        days.extend(stay.pauses.iter().flat_map(|row| [Some(row.record.from), row.record.to]));
        days.extend(stay.decisions.iter().map(|row| Some(row.record.decided_on)));
    }
    days.extend(case.assignments.iter().flat_map(|row| [Some(row.record.from), row.record.to]));
    days.extend(case.meetings.iter().map(|row| Some(row.record.date)));
    days.extend(case.plans.iter().flat_map(|row| [Some(row.plan.record.made_on), row.plan.record.evaluated_on]));
    days.extend(case.actions.iter().flat_map(|row| [row.record.done_on, row.record.dropped_on]));
    days.extend(case.spells.iter().flat_map(|row| [Some(row.record.from), row.record.to, row.record.qualified_on]));
    days.extend(case.statuses.iter().map(|row| Some(row.record.date)));
    days.extend(case.follow_ups.iter().map(|row| Some(row.record.date)));
    days.extend(case.offers.iter().flat_map(|row| [Some(row.record.offered_on), row.record.answered_on]));
    days.extend(case.assessments.iter().map(|row| Some(row.record.date)));
    days.extend(case.path_steps.iter().map(|row| Some(row.record.entered_on)));
    days.extend(case.referrals.iter().flat_map(|row| [Some(row.record.sent_on), row.record.answered_on]));
    days.extend(case.flags.iter().flat_map(|row| [Some(row.record.raised_on), row.record.closed_on]));
    days.into_iter().flatten().filter(|noted| *noted <= day).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        ExitReason,
        definition::{FundClock, Given, Retention},
        testing::{case, day, rapla},
    };

    fn rules(last_payment: Option<&str>, years: Option<u32>) -> Definition {
        let fund = FundClock { years: 5, last_payment: last_payment.map(day), words: None, chosen: None };
        let notes = years.map(|value| Given { value, words: None, chosen: None });
        Definition { retention: Some(Retention { fund: Some(fund), notes }), ..rapla() }
    }

    #[test]
    fn the_later_of_the_two_clocks_decides_and_both_are_shown() {
        let left = case(1).enters("2013-02-01").exits("2013-06-30", ExitReason::Work).build();
        let kept = retention(&left, &rules(Some("2016-03-12"), Some(5)), day("2020-01-01"));
        assert_eq!(kept.fund.and_then(|clock| clock.until), Some(day("2021-12-31")));
        assert_eq!(kept.notes.and_then(|clock| clock.until), Some(day("2018-06-30")));
        assert_eq!(kept.on(day("2021-12-31")), Keeping::Until(day("2021-12-31")));
        assert_eq!(kept.on(day("2022-01-01")), Keeping::Over);
    }

    #[test]
    fn a_payment_that_is_not_known_leaves_the_day_unknown() {
        let left = case(1).enters("2013-02-01").exits("2013-06-30", ExitReason::Work).build();
        let kept = retention(&left, &rules(None, Some(5)), day("2030-01-01"));
        assert_eq!(kept.on(day("2030-01-01")), Keeping::Unknown);
        let none = Definition { retention: None, ..rapla() };
        assert_eq!(retention(&left, &none, day("2030-01-01")).on(day("2030-01-01")), Keeping::NoRule);
    }

    #[test]
    fn no_time_runs_while_somebody_takes_part() {
        let there = case(1).enters("2013-02-01").build();
        let kept = retention(&there, &rules(Some("2016-03-12"), None), day("2013-07-05"));
        assert_eq!(kept.on(day("2013-07-05")), Keeping::GoesOn);
    }

    #[test]
    fn five_years_after_a_note_of_29_february_end_on_28_february() {
        let left = case(1).enters("2015-02-01").exits("2016-02-29", ExitReason::Work).build();
        let kept = retention(&left, &rules(Some("2012-01-01"), Some(5)), day("2020-01-01"));
        assert_eq!(kept.notes.and_then(|clock| clock.until), Some(day("2021-02-28")));
    }
}
