//! The Swedish personnummer and samordningsnummer: date, running number, check digit, with or without the century.

use chrono::{Datelike, NaiveDate};

use super::{Country, IdProblem, NationalId, number};
use crate::domain::Gender;
use crate::domain::typed::exact_date;

/// What a samordningsnummer adds to the day of birth.
const COORDINATION_DAYS: u32 = 60;

/// Checks ten or twelve digits. Without the century, the person was born in the last hundred years, or, if said to be over 100,
/// in the hundred before.
pub(super) fn check(digits: &[u8], is_over_100: bool, today: NaiveDate) -> Result<NationalId, IdProblem> {
    let (century, rest) = digits.split_at(digits.len() - 10);
    let (month, shown_day) = (number(&rest[2..4]), number(&rest[4..6]));
    let is_coordination = shown_day > COORDINATION_DAYS;
    let day = if is_coordination { shown_day - COORDINATION_DAYS } else { shown_day };
    let short_year = number(&rest[..2]) as i32;
    let year = if century.is_empty() {
        let last = last_year_ending_in(short_year, month, day, today);
        if is_over_100 { last - 100 } else { last }
    } else {
        number(century) as i32 * 100 + short_year
    };
    let birth = exact_date(year, month, day).map_err(IdProblem::Date)?;
    if !is_whole_by_luhn(rest) {
        return Err(IdProblem::CheckDigit);
    }
    let gender = if rest[8].is_multiple_of(2) { Gender::Woman } else { Gender::Man };
    Ok(NationalId {
        country: Country::Sweden,
        text: format!("{year:04}{month:02}{shown_day:02}-{:04}", number(&rest[6..])),
        birth: Some(birth),
        gender: Some(gender),
        is_coordination,
    })
}

/// The last year of those two digits in which that day is not in the future.
fn last_year_ending_in(short_year: i32, month: u32, day: u32, today: NaiveDate) -> i32 {
    let year = today.year() - today.year().rem_euclid(100) + short_year;
    if (year, month, day) > (today.year(), today.month(), today.day()) { year - 100 } else { year }
}

/// True if the sum of the digits, every other one from the first doubled and its own digits added, ends in 0.
fn is_whole_by_luhn(digits: &[u8]) -> bool {
    let doubled = |(place, digit): (usize, &u8)| {
        let digit = if place.is_multiple_of(2) { digit * 2 } else { *digit };
        u32::from(digit / 10 + digit % 10)
    };
    digits.iter().enumerate().map(doubled).sum::<u32>().is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::super::{Country, IdProblem, NationalId, check_as};
    use crate::domain::{DateProblem, Gender};
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn swedish(text: &str) -> Result<NationalId, IdProblem> {
        check_as(Country::Sweden, text, day("2018-07-24"))
    }

    #[test]
    fn a_swedish_number_is_kept_with_its_century() {
        for (typed, kept, birth, gender) in [
            ("20170101-2393", "20170101-2393", "2017-01-01", Gender::Man),
            ("201701012393", "20170101-2393", "2017-01-01", Gender::Man),
            ("170101-2393", "20170101-2393", "2017-01-01", Gender::Man),
            ("170101+2393", "19170101-2393", "1917-01-01", Gender::Man),
            ("880320-0016", "19880320-0016", "1988-03-20", Gender::Man),
            ("8803200016", "19880320-0016", "1988-03-20", Gender::Man),
        ] {
            let id = swedish(typed).unwrap();
            assert_eq!((id.text.as_str(), id.birth, id.gender), (kept, Some(day(birth)), Some(gender)), "{typed}");
            assert!(!id.is_coordination);
        }
    }

    #[test]
    fn a_coordination_number_is_accepted_and_marked() {
        let id = swedish("701063-2391").unwrap();
        assert_eq!(
            (id.text.as_str(), id.birth, id.gender),
            ("19701063-2391", Some(day("1970-10-03")), Some(Gender::Man))
        );
        assert!(id.is_coordination);
    }

    #[test]
    fn without_the_century_nobody_is_born_in_the_future() {
        let born = |today| check_as(Country::Sweden, "170101-2393", day(today)).unwrap().birth;
        assert_eq!(born("2017-01-01"), Some(day("2017-01-01")));
        assert_eq!(born("2016-12-31"), Some(day("1917-01-01")));
    }

    #[test]
    fn a_mistyped_digit_is_found() {
        assert_eq!(swedish("880320-0018"), Err(IdProblem::CheckDigit));
        for place in (0..10).filter(|place| *place != 6) {
            let mut digits: Vec<u8> = b"8803200016".to_vec();
            digits[place] = if digits[place] == b'9' { b'0' } else { digits[place] + 1 };
            assert!(swedish(&String::from_utf8(digits).unwrap()).is_err(), "digit {place}");
        }
    }

    #[test]
    fn the_date_inside_the_number_must_exist() {
        let date = |day, month, year, last| Err(IdProblem::Date(DateProblem::NoSuchDay { day, month, year, last }));
        assert_eq!(swedish("20170229-2393"), date(29, 2, 2017, 28));
        assert_eq!(swedish("880392-0016"), date(32, 3, 1988, 31));
        assert_eq!(swedish("881320-0016"), Err(IdProblem::Date(DateProblem::NoSuchMonth { month: 13 })));
        assert_eq!(swedish("17170101-2393"), Err(IdProblem::Date(DateProblem::NoSuchYear { year: 1717 })));
    }
}
