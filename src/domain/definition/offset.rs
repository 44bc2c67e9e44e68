//! A length of time by the calendar: years, months and days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::{add_days, add_months, add_years};

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

    /// Whether it is no time at all.
    pub const fn is_nothing(self) -> bool {
        self.years == 0 && self.months == 0 && self.days == 0
    }
}

fn clamped(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn years_and_months_are_counted_by_the_calendar_and_days_from_day_zero() {
        assert_eq!(Offset { years: 1, ..Offset::default() }.after(day("2012-02-29")), day("2013-02-28"));
        assert_eq!(Offset { months: 6, ..Offset::default() }.after(day("2013-08-31")), day("2014-02-28"));
        assert_eq!(Offset { days: 90, ..Offset::default() }.after(day("2013-07-05")), day("2013-10-03"));
    }

    #[test]
    fn an_absurd_length_ends_at_the_end_of_the_calendar() {
        let endless = Offset { years: u32::MAX, months: u32::MAX, days: u32::MAX };

        assert_eq!(endless.after(day("2013-07-05")), NaiveDate::MAX);
    }
}
