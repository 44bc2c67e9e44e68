//! The quarter or the year that a table is about.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use crate::domain::definition::Days;

/// How often a table is handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Each {
    /// For each calendar quarter.
    Quarter,
    /// For each calendar year.
    Year,
}

/// A calendar quarter, or a calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    year: i32,
    /// From 1; none for a whole year.
    quarter: Option<u32>,
}

impl Span {
    /// The quarter with this number of a year, or the year; none where there is no such quarter.
    pub fn new(year: i32, quarter: Option<u32>) -> Option<Self> {
        let last = NaiveDate::from_ymd_opt(year, 12, 31);
        (last.is_some() && quarter.is_none_or(|number| (1..=4).contains(&number))).then_some(Self { year, quarter })
    }

    /// The one that ends on this day, else the last that is over.
    pub fn over_on(each: Each, day: NaiveDate) -> Option<Self> {
        let this = Self::new(day.year(), (each == Each::Quarter).then(|| day.month0() / 3 + 1))?;
        if this.days()?.to == day { Some(this) } else { this.before() }
    }

    fn before(self) -> Option<Self> {
        match self.quarter {
            None => Self::new(self.year - 1, None),
            Some(1) => Self::new(self.year - 1, Some(4)),
            Some(number) => Self::new(self.year, Some(number - 1)),
        }
    }

    /// Its first and its last day; none at the ends of the calendar.
    pub fn days(self) -> Option<Days> {
        let first = self.quarter.map_or(1, |number| number * 3 - 2);
        let last = self.quarter.map_or(12, |number| number * 3);
        let from = NaiveDate::from_ymd_opt(self.year, first, 1)?;
        let to = crate::domain::Month::new(self.year, last)?.last();
        Some(Days { from, to })
    }

    /// Its year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// Which quarter of the year, from 1; none for a whole year.
    pub const fn quarter(self) -> Option<u32> {
        self.quarter
    }

    /// How often tables of such spans are handed in.
    pub const fn each(self) -> Each {
        if self.quarter.is_some() { Each::Quarter } else { Each::Year }
    }
}

/// As it is asked for: `2021-2`, `2021`.
impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.quarter {
            Some(number) => write!(f, "{:04}-{number}", self.year),
            None => write!(f, "{:04}", self.year),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::day;

    #[test]
    fn the_span_that_was_over_last_is_the_one_that_ends_today_or_the_one_before() {
        let over = |each, on: &str| Span::over_on(each, day(on)).map(|span| span.to_string()).unwrap_or_default();

        assert_eq!(over(Each::Quarter, "2021-06-30"), "2021-2");
        assert_eq!(over(Each::Quarter, "2021-07-12"), "2021-2");
        assert_eq!(over(Each::Quarter, "2021-02-01"), "2020-4");
        assert_eq!(over(Each::Year, "2021-12-31"), "2021");
        assert_eq!(over(Each::Year, "2021-12-30"), "2020");
        assert_eq!(Span::new(2021, Some(5)), None);
        let days = Span::new(2024, Some(1)).and_then(Span::days).unwrap();
        assert_eq!((days.from, days.to), (day("2024-01-01"), day("2024-03-31")));
    }
}
