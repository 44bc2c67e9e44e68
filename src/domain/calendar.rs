//! Days, months and years as deadlines count them: a month later is the same day, or the last one where that day is missing.
//!
//! Knows no clock: every day is a parameter. At the ends of chrono's calendar everything saturates instead of failing.

use std::fmt;
use std::iter;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// The day `n` days after `day`; before it when `n` is negative.
pub fn add_days(day: NaiveDate, n: i64) -> NaiveDate {
    let distance = Days::new(n.unsigned_abs());
    if n < 0 {
        day.checked_sub_days(distance).unwrap_or(NaiveDate::MIN)
    } else {
        day.checked_add_days(distance).unwrap_or(NaiveDate::MAX)
    }
}

/// The same day `n` months later, or the last day of that month: 31 August + 6 months is 28 or 29 February.
pub fn add_months(day: NaiveDate, n: i32) -> NaiveDate {
    let distance = Months::new(n.unsigned_abs());
    if n < 0 {
        day.checked_sub_months(distance).unwrap_or(NaiveDate::MIN)
    } else {
        day.checked_add_months(distance).unwrap_or(NaiveDate::MAX)
    }
}

/// The same day `n` years later; 29 February falls on the 28th where there is no 29th.
pub fn add_years(day: NaiveDate, n: i32) -> NaiveDate {
    add_months(day, n.saturating_mul(12))
}

/// The whole months from one day to another, so that adding them never passes `to`; negative when `to` comes first.
pub fn whole_months(from: NaiveDate, to: NaiveDate) -> i32 {
    if to < from {
        return -whole_months(to, from);
    }
    let apart = (to.year() - from.year()) * 12 + to.month() as i32 - from.month() as i32;
    if add_months(from, apart) > to { apart - 1 } else { apart }
}

/// The whole years from one day to another: an age, when the first is a birthday. Born on 29 February, one is older on the 28th.
pub fn whole_years(from: NaiveDate, to: NaiveDate) -> i32 {
    whole_months(from, to) / 12
}

/// The Monday of an ISO week, if the year has that week.
pub fn monday_of_week(year: i32, week: u32) -> Option<NaiveDate> {
    NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)
}

/// One month of one year. Shown and ordered as `2013-07`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    // Kept as its first day, so that no month without a first day can exist.
    first: NaiveDate,
}

impl Month {
    /// The month of that number (1 to 12) and year, if there is one.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, 1).map(|first| Self { first })
    }

    /// Its year.
    pub fn year(self) -> i32 {
        self.first.year()
    }

    /// Its number, 1 to 12.
    pub fn month(self) -> u32 {
        self.first.month()
    }

    /// Its first day.
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> NaiveDate {
        self.first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(NaiveDate::MAX)
    }

    /// The month after it.
    #[must_use]
    pub fn next(self) -> Self {
        month_of(add_months(self.first, 1))
    }

    /// True if the day lies in it.
    pub fn contains(self, day: NaiveDate) -> bool {
        month_of(day) == self
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let first = format!("{text}-01").parse();
        first.map(|first| Self { first }).map_err(|_| D::Error::custom("not a month"))
    }
}

/// The month a day lies in.
pub fn month_of(day: NaiveDate) -> Month {
    Month { first: day.with_day(1).unwrap_or(day) }
}

/// Every month that has a day between the two, both included, in order; none when `to` comes first.
pub fn months_between(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = Month> {
    let end = month_of(to);
    iter::successors((from <= to).then(|| month_of(from)), move |month| (*month < end).then(|| month.next()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_later_is_the_same_day_or_the_last_one() {
        assert_eq!(add_months(day("2013-08-31"), 6), day("2014-02-28"));
        assert_eq!(add_months(day("2015-08-31"), 6), day("2016-02-29"));
        assert_eq!(add_months(day("2014-03-31"), -1), day("2014-02-28"));
        assert_eq!(add_months(day("2013-11-15"), 3), day("2014-02-15"));
    }

    #[test]
    fn a_leap_day_and_a_year_is_28_february() {
        assert_eq!(add_years(day("2012-02-29"), 1), day("2013-02-28"));
        assert_eq!(add_years(day("2012-02-29"), 4), day("2016-02-29"));
        assert_eq!(add_years(day("2012-02-29"), -1), day("2011-02-28"));
    }

    #[test]
    fn ninety_days_are_counted_with_the_exit_day_as_day_zero() {
        assert_eq!(add_days(day("2013-07-31"), 90), day("2013-10-29"));
        assert_eq!(add_days(day("2013-03-01"), -1), day("2013-02-28"));
    }

    #[test]
    fn an_age_grows_on_the_birthday() {
        assert_eq!(whole_years(day("1980-07-15"), day("2013-07-14")), 32);
        assert_eq!(whole_years(day("1980-07-15"), day("2013-07-15")), 33);
        assert_eq!(whole_years(day("1996-02-29"), day("2013-02-27")), 16);
        assert_eq!(whole_years(day("1996-02-29"), day("2013-02-28")), 17);
    }

    #[test]
    fn whole_months_end_on_the_same_day_or_the_last_one() {
        assert_eq!(whole_months(day("2013-01-31"), day("2013-02-27")), 0);
        assert_eq!(whole_months(day("2013-01-31"), day("2013-02-28")), 1);
        assert_eq!(whole_months(day("2012-07-10"), day("2013-07-09")), 11);
        assert_eq!(whole_months(day("2013-07-09"), day("2012-07-10")), -11);
    }

    #[test]
    fn months_between_two_days_include_both_ends() {
        let shown = |from, to| months_between(day(from), day(to)).map(|m| m.to_string()).collect::<Vec<_>>();
        assert_eq!(shown("2012-11-30", "2013-02-01"), ["2012-11", "2012-12", "2013-01", "2013-02"]);
        assert_eq!(shown("2013-02-01", "2013-02-28"), ["2013-02"]);
        assert!(shown("2013-02-02", "2013-02-01").is_empty());
    }

    #[test]
    fn a_month_knows_its_first_and_last_day() {
        let month = month_of(day("2016-02-11"));
        assert_eq!((month.first(), month.last()), (day("2016-02-01"), day("2016-02-29")));
        assert_eq!((month.year(), month.month()), (2016, 2));
        assert!(month.contains(day("2016-02-29")) && !month.contains(day("2016-03-01")));
        assert!(month < month.next());
        assert_eq!(Month::new(2016, 13), None);
    }

    #[test]
    fn a_week_starts_on_its_iso_monday() {
        assert_eq!(monday_of_week(2026, 12), Some(day("2026-03-16")));
        assert_eq!(monday_of_week(2026, 1), Some(day("2025-12-29")));
        assert_eq!(monday_of_week(2025, 53), None);
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        for end in [NaiveDate::MIN, NaiveDate::MAX] {
            assert!(month_of(end).first() <= month_of(end).last());
            assert!(add_days(end, i64::MIN) <= add_days(end, i64::MAX));
            assert!(add_years(end, i32::MIN) <= add_years(end, i32::MAX));
            assert_eq!(months_between(end, end).count(), 1);
        }
        assert!(whole_years(NaiveDate::MIN, NaiveDate::MAX) > 500_000);
    }

    proptest! {
        #[test]
        fn whole_months_are_the_most_that_fit(from in 0..80_000_i64, length in 0..40_000_i64) {
            let from = add_days(day("1850-01-01"), from);
            let to = add_days(from, length);
            let months = whole_months(from, to);
            prop_assert!(add_months(from, months) <= to && to < add_months(from, months + 1));
        }
    }
}
