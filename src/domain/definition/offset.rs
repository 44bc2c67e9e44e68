//! A length of time by the calendar: years, months and days; and one that may go on in working days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::{add_days, add_months, add_years};
use crate::domain::holidays::add_working_days;
use crate::domain::national_id::Country;

/// A length of time by the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Offset {
    /// Whole years.
    pub years: u32,
    /// Whole months.
    pub months: u32,
    /// Days.
    pub days: u32,
}

impl Offset {
    /// The day that lies this long after another, which counts as day 0.
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        let months = add_months(add_years(day, clamped(self.years)), clamped(self.months));
        add_days(months, i64::from(self.days))
    }

    /// The day that lies this long before another, which counts as day 0.
    pub fn before(self, day: NaiveDate) -> NaiveDate {
        let months = add_months(add_years(day, -clamped(self.years)), -clamped(self.months));
        add_days(months, -i64::from(self.days))
    }

    /// So many times this length.
    #[must_use]
    pub const fn times(self, n: u32) -> Self {
        let Self { years, months, days } = self;
        Self { years: years.saturating_mul(n), months: months.saturating_mul(n), days: days.saturating_mul(n) }
    }

    /// Whether it is no time at all.
    pub const fn is_nothing(self) -> bool {
        self.years == 0 && self.months == 0 && self.days == 0
    }
}

fn clamped(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// The time a deadline leaves: a length by the calendar, and after it so many working days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Delay {
    /// Whole years.
    pub years: u32,
    /// Whole months.
    pub months: u32,
    /// Days.
    pub days: u32,
    /// Working days of the programme's country, after the rest.
    pub working_days: u32,
}

impl Delay {
    /// The part by the calendar.
    pub const fn calendar(self) -> Offset {
        Offset { years: self.years, months: self.months, days: self.days }
    }

    /// The day that lies this long after another, which counts as day 0.
    pub fn after(self, day: NaiveDate, country: Option<Country>) -> NaiveDate {
        add_working_days(self.calendar().after(day), self.working_days, country)
    }

    /// Whether it is no time at all.
    pub const fn is_nothing(self) -> bool {
        self.calendar().is_nothing() && self.working_days == 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::testing::day;

    const ENDLESS: Offset = Offset { years: u32::MAX, months: u32::MAX, days: u32::MAX };

    #[test]
    fn years_and_months_are_counted_by_the_calendar_and_days_from_day_zero() {
        assert_eq!(Offset { years: 1, ..Offset::default() }.after(day("2012-02-29")), day("2013-02-28"));
        assert_eq!(Offset { months: 6, ..Offset::default() }.after(day("2013-08-31")), day("2014-02-28"));
        assert_eq!(Offset { days: 90, ..Offset::default() }.after(day("2013-07-05")), day("2013-10-03"));
    }

    #[test]
    fn a_length_before_a_day_is_counted_by_the_calendar_too() {
        assert_eq!(Offset { months: 1, ..Offset::default() }.before(day("2013-03-31")), day("2013-02-28"));
        assert_eq!(Offset { days: 14, ..Offset::default() }.before(day("2013-03-01")), day("2013-02-15"));
    }

    #[test]
    fn an_absurd_length_ends_at_the_end_of_the_calendar() {
        assert_eq!(ENDLESS.after(day("2013-07-05")), NaiveDate::MAX);
        assert_eq!(ENDLESS.before(day("2013-07-05")), NaiveDate::MIN);
        assert_eq!(ENDLESS.times(2), ENDLESS);
    }

    #[test]
    fn working_days_are_counted_after_the_rest() {
        // A month after 26 November 2019 is the second day of Christmas, a Thursday.
        let term = Delay { months: 1, working_days: 2, ..Delay::default() };

        assert_eq!(term.after(day("2019-11-26"), Some(Country::Estonia)), day("2019-12-30"));
        assert_eq!(term.after(day("2019-11-26"), Some(Country::Sweden)), day("2019-12-30"));
        assert_eq!(term.after(day("2019-11-29"), Some(Country::Sweden)), day("2020-01-02"));
    }

    proptest! {
        #[test]
        fn a_term_never_ends_before_it_begins_and_days_move_with_their_beginning(
            start in 0i64..40_000, years in 0u32..9, months in 0u32..30, days in 0u32..800, working_days in 0u32..60,
            moved in -400i64..400,
        ) {
            let start = add_days(day("1960-01-01"), start);
            let term = Delay { years, months, days, working_days };

            prop_assert!(term.after(start, Some(Country::Lithuania)) >= start);

            let plain = Delay { days, ..Delay::default() };
            prop_assert_eq!(plain.after(add_days(start, moved), None), add_days(plain.after(start, None), moved));
        }
    }
}
