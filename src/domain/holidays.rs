//! The public holidays of Estonia, Lithuania and Sweden, and the working days between them.
//!
//! Each country's law is a table of days; no crate for holidays covers these three and is still looked after. Estonia: the law on
//! public holidays (pühade ja tähtpäevade seadus). Lithuania: article 123 of the labour code (darbo kodeksas). Sweden: lag
//! (1989:253) om allmänna helgdagar; midsummer's, Christmas and New Year's Eve are no holidays by that law, but lag (1930:173) om
//! beräkning av lagstadgad tid puts them beside Sundays when a time is counted, so that they are no working days here.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Country, add_days};

/// The day on which something is free.
#[derive(Clone, Copy)]
enum When {
    /// The same day of every year: month, day.
    On(u32, u32),
    /// So many days after Easter Sunday; before it when negative.
    Easter(i64),
    /// The first day of this weekday from a day of the year on: month, day.
    From(u32, u32, Weekday),
}

use When::{Easter, From, On};

/// A holiday, and the first and the last year in which it is one.
struct Holiday(When, i32, i32);

/// A holiday for as long as the tables look back.
const fn always(when: When) -> Holiday {
    Holiday(when, i32::MIN, i32::MAX)
}

/// A holiday from this year on.
const fn since(year: i32, when: When) -> Holiday {
    Holiday(when, year, i32::MAX)
}

const ESTONIA: &[Holiday] = &[
    always(On(1, 1)),
    always(On(2, 24)),
    always(Easter(-2)),
    always(Easter(0)),
    always(On(5, 1)),
    always(Easter(49)),
    always(On(6, 23)),
    always(On(6, 24)),
    since(1998, On(8, 20)),
    since(2005, On(12, 24)),
    always(On(12, 25)),
    always(On(12, 26)),
];

const LITHUANIA: &[Holiday] = &[
    always(On(1, 1)),
    always(On(2, 16)),
    always(On(3, 11)),
    always(Easter(0)),
    always(Easter(1)),
    always(On(5, 1)),
    always(From(5, 1, Weekday::Sun)),
    always(From(6, 1, Weekday::Sun)),
    since(2003, On(6, 24)),
    always(On(7, 6)),
    always(On(8, 15)),
    always(On(11, 1)),
    since(2020, On(11, 2)),
    always(On(12, 24)),
    always(On(12, 25)),
    always(On(12, 26)),
];

const SWEDEN: &[Holiday] = &[
    always(On(1, 1)),
    always(On(1, 6)),
    always(Easter(-2)),
    always(Easter(0)),
    always(Easter(1)),
    always(On(5, 1)),
    always(Easter(39)),
    always(Easter(49)),
    Holiday(Easter(50), i32::MIN, 2004),
    since(2005, On(6, 6)),
    always(From(6, 19, Weekday::Fri)),
    always(From(6, 20, Weekday::Sat)),
    always(From(10, 31, Weekday::Sat)),
    always(On(12, 24)),
    always(On(12, 25)),
    always(On(12, 26)),
    always(On(12, 31)),
];

/// Whether the day is a public holiday of the country; in Sweden also an eve that is counted as one.
fn is_holiday(day: NaiveDate, country: Country) -> bool {
    let holidays = match country {
        Country::Estonia => ESTONIA,
        Country::Lithuania => LITHUANIA,
        Country::Sweden => SWEDEN,
    };
    // Easter moves nothing before its own month and after Whit Monday.
    let easter = if (3..=6).contains(&day.month()) { easter(day.year()) } else { None };
    holidays.iter().any(|Holiday(when, first, last)| {
        (*first..=*last).contains(&day.year())
            && match *when {
                On(month, number) => (day.month(), day.day()) == (month, number),
                Easter(apart) => easter.is_some_and(|sunday| add_days(sunday, apart) == day),
                From(month, number, weekday) => day.weekday() == weekday && starts_week(day, month, number),
            }
    })
}

/// Whether the day is one of the seven that begin with this day of its year.
fn starts_week(day: NaiveDate, month: u32, number: u32) -> bool {
    let first = NaiveDate::from_ymd_opt(day.year(), month, number);
    first.is_some_and(|first| (0..7).contains(&(day - first).num_days()))
}

/// Whether people work on the day; where no country is known, Saturdays and Sundays alone are free.
fn is_working_day(day: NaiveDate, country: Option<Country>) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    !weekend && !country.is_some_and(|country| is_holiday(day, country))
}

/// The `n`th working day after the day, which is day 0 whether people work on it or not.
pub(super) fn add_working_days(day: NaiveDate, n: u32, country: Option<Country>) -> NaiveDate {
    let mut day = day;
    for _ in 0..n {
        day = add_days(day, 1);
        while !is_working_day(day, country) && day < NaiveDate::MAX {
            day = add_days(day, 1);
        }
        if day == NaiveDate::MAX {
            break;
        }
    }
    day
}

/// Easter Sunday of a year in the Gregorian calendar, by the rule of Meeus, Jones and Butcher.
fn easter(year: i32) -> Option<NaiveDate> {
    let century = year.div_euclid(100);
    let golden = year.rem_euclid(19);
    let moon =
        (19 * golden + century - century.div_euclid(4) - (century - (century + 8).div_euclid(25) + 1).div_euclid(3)
            + 15)
            .rem_euclid(30);
    let rest = year.rem_euclid(100);
    let sunday = (32 + 2 * century.rem_euclid(4) + 2 * (rest / 4) - moon - rest % 4).rem_euclid(7);
    let back = (golden + 11 * moon + 22 * sunday) / 451;
    let days = moon + sunday - 7 * back + 114;
    NaiveDate::from_ymd_opt(year, (days / 31) as u32, (days % 31 + 1) as u32)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::testing::day;

    const COUNTRIES: [(&str, Country); 3] =
        [("EE", Country::Estonia), ("LT", Country::Lithuania), ("SE", Country::Sweden)];

    /// The lines of a vector file that are not its head.
    fn lines(text: &str) -> impl Iterator<Item = &str> {
        text.lines().filter(|line| !line.starts_with('#'))
    }

    fn of_year(year: i32, country: Country) -> BTreeSet<NaiveDate> {
        let days = (0..366).map(|n| add_days(NaiveDate::from_yo_opt(year, 1).unwrap(), n));
        days.filter(|day| day.year() == year && is_holiday(*day, country)).collect()
    }

    #[test]
    fn easter_falls_as_the_published_table_of_300_years_has_it() {
        let table: Vec<NaiveDate> = lines(include_str!("../../tests/vectors/easter.txt")).map(day).collect();

        assert_eq!(table.len(), 300);
        assert!(table.iter().all(|sunday| easter(sunday.year()) == Some(*sunday)));
    }

    #[test]
    fn every_holiday_of_18_years_in_three_countries_is_that_of_another_library_and_no_other_day_is_one() {
        let file = include_str!("../../tests/vectors/holidays.txt");
        for (code, country) in COUNTRIES {
            for year in 2013..=2030 {
                let wanted: BTreeSet<_> = lines(file)
                    .filter_map(|line| line.strip_prefix(code)?.split_whitespace().next())
                    .map(day)
                    .filter(|day| day.year() == year)
                    .collect();

                assert!(wanted.len() > 10);
                assert_eq!(of_year(year, country), wanted, "{code} {year}");
            }
        }
    }

    #[test]
    fn a_holiday_holds_in_the_years_in_which_it_is_law() {
        let held = |text: &str, country| is_holiday(day(text), country);

        assert_eq!([held("2019-11-02", Country::Lithuania), held("2020-11-02", Country::Lithuania)], [false, true]);
        assert_eq!([held("2004-05-31", Country::Sweden), held("2005-05-16", Country::Sweden)], [true, false]);
        assert_eq!([held("2004-06-06", Country::Sweden), held("2005-06-06", Country::Sweden)], [false, true]);
        assert_eq!([held("2004-12-24", Country::Estonia), held("2005-12-24", Country::Estonia)], [false, true]);
    }

    #[test]
    fn ten_working_days_over_christmas_end_later_than_two_weeks_and_differ_by_country() {
        let ten = |from: &str, country| add_working_days(day(from), 10, country).to_string();
        let all = |from| COUNTRIES.map(|(_, country)| ten(from, Some(country)));

        // 18 December 2019 was a Wednesday, 18 December 2020 a Friday.
        assert_eq!(all("2019-12-18"), ["2020-01-07", "2020-01-07", "2020-01-09"]);
        assert_eq!(all("2020-12-18"), ["2021-01-06", "2021-01-06", "2021-01-08"]);
        assert_eq!(ten("2019-12-18", None), "2020-01-01");
    }

    #[test]
    fn working_days_are_counted_from_a_day_that_need_not_be_one() {
        // 24 February 2014 was a Monday and Estonia's independence day.
        assert_eq!(add_working_days(day("2014-02-22"), 1, Some(Country::Estonia)), day("2014-02-25"));
        assert_eq!(add_working_days(day("2014-02-22"), 1, Some(Country::Sweden)), day("2014-02-24"));
        assert_eq!(add_working_days(day("2014-02-22"), 0, Some(Country::Sweden)), day("2014-02-22"));
        assert_eq!(add_working_days(NaiveDate::MAX, 10, None), NaiveDate::MAX);
    }

    proptest! {
        #[test]
        fn so_many_working_days_lie_between_a_day_and_the_working_day_counted_from_it(
            from in 0i64..40_000, n in 0u32..40, which in 0usize..4,
        ) {
            let country = COUNTRIES.get(which).map(|(_, country)| *country);
            let from = add_days(day("1960-01-01"), from);

            let to = add_working_days(from, n, country);

            let between = (1..=(to - from).num_days()).filter(|n| is_working_day(add_days(from, *n), country)).count();
            prop_assert_eq!(between, n as usize);
            prop_assert!(n == 0 || is_working_day(to, country));
        }
    }
}
