//! Dates as people type them: today, distances, weeks, figures in the order of the country, weekdays.

use chrono::{Datelike, NaiveDate};

use super::digits::{digit_row, small_number};
use super::{figures, weekday};
use crate::domain::{add_days, monday_of_week};

/// The letters that stand for a week, before its number or after a count: Estonian, Swedish, English, Lithuanian.
const WEEK: [&str; 4] = ["n", "v", "w", "sav"];

/// Which way a date without its year, its month or its sign is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaning {
    /// What has happened: the last such day, today included.
    Past,
    /// What is planned: the next such day, today included.
    Future,
    /// A birthday: the year must be there; with two digits it is the last such year that is not in the future.
    Birth,
}

/// What is wrong with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// Not a date in any form.
    NotADate,
    /// The month has no such day: 31.02.
    NoSuchDay {
        /// The day that was typed.
        day: u32,
        /// The month it was to be in.
        month: u32,
        /// The year it was to be in.
        year: i32,
        /// The last day that month has.
        last: u32,
    },
    /// There is no month of this number.
    NoSuchMonth {
        /// The month that was typed.
        month: u32,
    },
    /// A year outside 1800 to 2199, which can only be a slip.
    NoSuchYear {
        /// The year that was typed.
        year: i32,
    },
    /// The year has no such ISO week.
    NoSuchWeek {
        /// The week that was typed.
        week: u32,
        /// The year it was to be in.
        year: i32,
    },
    /// A date of birth without its year.
    YearMissing,
    /// Two days answer to what was typed.
    Ambiguous {
        /// The one, by day, month and year where both are figures.
        first: NaiveDate,
        /// The other.
        second: NaiveDate,
    },
}

/// Reads a date. `weekdays` are the names of the days from Monday on, in one language or several, the user's own first.
pub fn parse_date<S: AsRef<str>>(
    text: &str,
    today: NaiveDate,
    leaning: Leaning,
    weekdays: &[[S; 7]],
) -> Result<NaiveDate, DateProblem> {
    let typed = digit_row(text).to_lowercase();
    if typed == "t" {
        return Ok(today);
    }
    if let Some(days) = distance(&typed, leaning) {
        return Ok(add_days(today, days));
    }
    if let Some(week) = week_number(&typed) {
        return monday(week, today, leaning);
    }
    if figures::are(&typed) {
        return figures::read(&typed, today, leaning);
    }
    // The names are compared as typed: in them, the letters of the digit row are letters.
    weekday::read(text, today, leaning, weekdays)
}

/// The days of `+7`, `-1`, `2w` and `-2w`; weeks without a sign go the way the field leans.
fn distance(typed: &str, leaning: Leaning) -> Option<i64> {
    let (sign, count) = match typed.as_bytes().first()? {
        b'+' => (Some(1), typed[1..].trim_start()),
        b'-' => (Some(-1), typed[1..].trim_start()),
        _ => (None, typed),
    };
    let unit_at = count.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(count.len());
    let (count, unit) = count.split_at(unit_at);
    let days_each = match unit.trim_start().trim_end_matches('.') {
        "" if sign.is_some() && unit.is_empty() => 1,
        unit if WEEK.contains(&unit) => 7,
        _ => return None,
    };
    let unsigned = if leaning == Leaning::Future { 1 } else { -1 };
    let count = small_number(count).filter(|count| *count < 10_000)?;
    Some(i64::from(count) * days_each * sign.unwrap_or(unsigned))
}

/// The week of `w12`, `v 12` or `sav. 12`.
fn week_number(typed: &str) -> Option<u32> {
    let digits_at = typed.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, digits) = typed.split_at(digits_at);
    let letters = letters.trim_end().trim_end_matches('.');
    if WEEK.contains(&letters) { small_number(digits) } else { None }
}

/// The Monday of that week, in the ISO year the field leans to.
fn monday(week: u32, today: NaiveDate, leaning: Leaning) -> Result<NaiveDate, DateProblem> {
    let now = today.iso_week();
    let year = match leaning {
        Leaning::Past | Leaning::Birth if week > now.week() => now.year() - 1,
        Leaning::Future if week < now.week() => now.year() + 1,
        _ => now.year(),
    };
    monday_of_week(year, week).ok_or(DateProblem::NoSuchWeek { week, year })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A Wednesday in ISO week 30.
    const TODAY: &str = "2013-07-24";
    const ET: [&str; 7] = ["esmaspäev", "teisipäev", "kolmapäev", "neljapäev", "reede", "laupäev", "pühapäev"];
    const LT: [&str; 7] =
        ["pirmadienis", "antradienis", "trečiadienis", "ketvirtadienis", "penktadienis", "šeštadienis", "sekmadienis"];

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn read(text: &str, leaning: Leaning) -> Result<NaiveDate, DateProblem> {
        parse_date(text, day(TODAY), leaning, &[ET, LT])
    }

    #[track_caller]
    fn reads(leaning: Leaning, pairs: &[(&str, &str)]) {
        for (typed, meant) in pairs {
            assert_eq!(read(typed, leaning), Ok(day(meant)), "{typed}");
        }
    }

    #[test]
    fn today_and_distances_are_counted_from_today() {
        reads(Leaning::Past, &[("t", TODAY), (" T ", TODAY), ("-1", "2013-07-23"), ("+7", "2013-07-31")]);
        for weeks in ["2n", "2v", "2w", "2sav", "2 sav.", "+2w", "+ 2 N"] {
            assert_eq!(read(weeks, Leaning::Future), Ok(day("2013-08-07")), "{weeks}");
        }
        reads(Leaning::Past, &[("2w", "2013-07-10"), ("-2w", "2013-07-10"), ("+2w", "2013-08-07")]);
    }

    #[test]
    fn a_week_begins_on_its_monday() {
        reads(Leaning::Past, &[("v12", "2013-03-18"), ("n30", "2013-07-22"), ("w31", "2012-07-30")]);
        reads(Leaning::Future, &[("w12", "2014-03-17"), ("sav. 31", "2013-07-29")]);
        assert_eq!(read("w53", Leaning::Past), Err(DateProblem::NoSuchWeek { week: 53, year: 2012 }));
    }

    #[test]
    fn a_day_without_its_month_or_year_goes_the_way_the_field_leans() {
        reads(Leaning::Past, &[("15", "2013-07-15"), ("24", TODAY), ("25", "2013-06-25"), ("15.12", "2012-12-15")]);
        reads(Leaning::Future, &[("15", "2013-08-15"), ("24", TODAY), ("25", "2013-07-25"), ("15.3", "2014-03-15")]);
        for typed in ["15.3", "15,3", "15/3", "15 3", "15.03.", "15. 3.", "15-3"] {
            assert_eq!(read(typed, Leaning::Past), Ok(day("2013-03-15")), "{typed}");
        }
        assert_eq!(read("15.3", Leaning::Birth), Err(DateProblem::YearMissing));
        assert_eq!(read("15", Leaning::Birth), Err(DateProblem::YearMissing));
    }

    #[test]
    fn whole_dates_are_read_in_every_order_that_says_itself() {
        for typed in [
            "15.3.2013",
            "15.03.13",
            "15/3/13",
            "15 3 13",
            "150313",
            "15032013",
            "20130315",
            "2013-03-15",
            "2013.03.15",
            "2013 3 15",
            "15.03.2013.",
            "15-03-2013",
            "ąį.ę.ąę",
            "č“ąę-“ę-ąį",
        ] {
            assert_eq!(read(typed, Leaning::Past), Ok(day("2013-03-15")), "{typed}");
        }
    }

    #[test]
    fn a_year_of_two_digits_is_the_nearest_but_a_birth_lies_in_the_past() {
        reads(Leaning::Past, &[("1.9.13", "2013-09-01"), ("1.9.98", "1998-09-01")]);
        reads(Leaning::Future, &[("1.9.16", "2016-09-01"), ("1.9.62", "2062-09-01")]);
        reads(Leaning::Birth, &[("24.7.13", TODAY), ("25.7.13", "1913-07-25"), ("150362", "1962-03-15")]);
    }

    #[test]
    fn two_figures_that_could_both_be_the_day_are_asked_about() {
        let both = DateProblem::Ambiguous { first: day("2013-03-10"), second: day("2010-03-13") };
        assert_eq!(read("10-03-13", Leaning::Past), Err(both));
        reads(Leaning::Past, &[("98-03-15", "1998-03-15"), ("13-03-13", "2013-03-13")]);
    }

    #[test]
    fn what_does_not_exist_is_said_exactly() {
        for (typed, problem) in [
            ("31.02.2013", DateProblem::NoSuchDay { day: 31, month: 2, year: 2013, last: 28 }),
            ("29.2", DateProblem::NoSuchDay { day: 29, month: 2, year: 2013, last: 28 }),
            ("20120230", DateProblem::NoSuchDay { day: 30, month: 2, year: 2012, last: 29 }),
            ("31", DateProblem::NoSuchDay { day: 31, month: 6, year: 2013, last: 30 }),
            ("0.5.2013", DateProblem::NoSuchDay { day: 0, month: 5, year: 2013, last: 31 }),
            ("15.13", DateProblem::NoSuchMonth { month: 13 }),
            ("2013-00-15", DateProblem::NoSuchMonth { month: 0 }),
            ("15.3.0213", DateProblem::NoSuchYear { year: 213 }),
        ] {
            assert_eq!(read(typed, Leaning::Past), Err(problem), "{typed}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_made_one() {
        for typed in
            ["", " ", "+", "2013", "2013-03", "15.3.213", "1.2.3.4", "15.3x", "x", "w", "+99999", "12:30", "123"]
        {
            assert_eq!(read(typed, Leaning::Past), Err(DateProblem::NotADate), "{typed}");
        }
    }

    #[test]
    fn a_weekday_goes_the_way_the_field_leans() {
        reads(
            Leaning::Past,
            &[("R", "2013-07-19"), ("kolm", TODAY), ("pühapäev", "2013-07-21"), ("tei", "2013-07-23")],
        );
        reads(Leaning::Future, &[("r", "2013-07-26"), ("K.", TODAY), ("esmaspaev", "2013-07-29"), ("treč", TODAY)]);
        reads(Leaning::Future, &[("šeš", "2013-07-27"), ("penk", "2013-07-26"), ("t", TODAY)]);
    }

    #[test]
    fn letters_that_begin_two_weekdays_are_asked_about() {
        let both = DateProblem::Ambiguous { first: day("2013-07-27"), second: day("2013-07-28") };
        assert_eq!(parse_date("s", day(TODAY), Leaning::Future, &[LT]), Err(both));
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(text in any::<String>()) {
            for leaning in [Leaning::Past, Leaning::Future, Leaning::Birth] {
                let _ = read(&text, leaning);
            }
        }

        #[test]
        fn nothing_like_a_date_panics(text in "[-+0-9nvwtsaąčę„“ž.,/ ]{0,12}", today in -80_000_000_i64..80_000_000) {
            let today = add_days(day(TODAY), today);
            for leaning in [Leaning::Past, Leaning::Future, Leaning::Birth] {
                let _ = parse_date(&text, today, leaning, &[ET]);
            }
        }

        #[test]
        fn a_whole_date_reads_as_itself(offset in 0..140_000_i64) {
            let meant = add_days(day("1800-01-01"), offset);
            for form in ["%Y-%m-%d", "%d.%m.%Y", "%Y%m%d", "%d%m%Y", "%d/%m/%Y"] {
                prop_assert_eq!(read(&meant.format(form).to_string(), Leaning::Past), Ok(meant));
            }
        }
    }
}
