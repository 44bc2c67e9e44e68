//! The codes of Estonia and Lithuania: century and gender, date, running number, check digit, in eleven digits.

use chrono::NaiveDate;

use super::{Country, IdProblem, NationalId, number};
use crate::domain::Gender;
use crate::domain::typed::exact_date;

const FIRST_WEIGHTS: [u32; 10] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1];
const SECOND_WEIGHTS: [u32; 10] = [3, 4, 5, 6, 7, 8, 9, 1, 2, 3];

/// Checks eleven digits as an isikukood.
pub(super) fn check_estonian(digits: &[u8]) -> Result<NationalId, IdProblem> {
    let first = digits[0];
    if !(1..=8).contains(&first) {
        return Err(IdProblem::FirstDigit(first));
    }
    let birth = birth(digits)?;
    finish(Country::Estonia, digits, Some(birth), Some(gender(first)))
}

/// Checks eleven digits as an asmens kodas. Month or day may be `00` where the person does not know them; in a code that
/// begins with 9, nothing but the check digit follows a rule.
pub(super) fn check_lithuanian(digits: &[u8]) -> Result<NationalId, IdProblem> {
    let first = digits[0];
    if first == 9 {
        return finish(Country::Lithuania, digits, None, None);
    }
    if !(1..=6).contains(&first) {
        return Err(IdProblem::FirstDigit(first));
    }
    let is_unknown = number(&digits[3..5]) == 0 || number(&digits[5..7]) == 0;
    let birth = if is_unknown { None } else { Some(birth(digits)?) };
    finish(Country::Lithuania, digits, birth, Some(gender(first)))
}

/// The first digit is odd for men, and each pair of digits is a century from 1800 on.
fn gender(first: u8) -> Gender {
    if first.is_multiple_of(2) { Gender::Woman } else { Gender::Man }
}

fn birth(digits: &[u8]) -> Result<NaiveDate, IdProblem> {
    let century = 1800 + i32::from((digits[0] - 1) / 2) * 100;
    let year = century + number(&digits[1..3]) as i32;
    exact_date(year, number(&digits[3..5]), number(&digits[5..7])).map_err(IdProblem::Date)
}

fn finish(
    country: Country,
    digits: &[u8],
    birth: Option<NaiveDate>,
    gender: Option<Gender>,
) -> Result<NationalId, IdProblem> {
    if check_digit(digits) != u32::from(digits[10]) {
        return Err(IdProblem::CheckDigit);
    }
    let text = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
    Ok(NationalId { country, text, birth, gender, is_coordination: false })
}

/// The remainder by 11 with the first weights; if that is no digit, with the second ones; if that is none either, 0.
fn check_digit(digits: &[u8]) -> u32 {
    let remainder = |weights: [u32; 10]| digits.iter().zip(weights).map(|(d, w)| u32::from(*d) * w).sum::<u32>() % 11;
    [FIRST_WEIGHTS, SECOND_WEIGHTS].into_iter().map(remainder).find(|digit| *digit < 10).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::{Country, IdProblem, NationalId, check_as};
    use crate::domain::{DateProblem, Gender};
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn estonian(text: &str) -> Result<NationalId, IdProblem> {
        check_as(Country::Estonia, text, day("2013-07-24"))
    }

    fn lithuanian(text: &str) -> Result<NationalId, IdProblem> {
        check_as(Country::Lithuania, text, day("2013-07-24"))
    }

    #[test]
    fn an_estonian_code_says_birth_date_and_gender() {
        for (code, birth, gender) in [
            ("36805280109", "1968-05-28", Gender::Man),   // the first weights decide
            ("38501010087", "1985-01-01", Gender::Man),   // the second
            ("38501011610", "1985-01-01", Gender::Man),   // neither: 0
            ("51307149560", "2013-07-14", Gender::Man),   // neither: 0
            ("60001019906", "2000-01-01", Gender::Woman), // published for tests
            ("60001017869", "2000-01-01", Gender::Woman),
            ("38001085718", "1980-01-08", Gender::Man),
        ] {
            let id = estonian(code).unwrap();
            assert_eq!((id.text.as_str(), id.birth, id.gender), (code, Some(day(birth)), Some(gender)));
            assert!(!id.is_coordination);
        }
    }

    #[test]
    fn a_wrong_check_digit_is_refused() {
        assert_eq!(estonian("36805280108"), Err(IdProblem::CheckDigit));
        assert_eq!(lithuanian("33309240164"), Err(IdProblem::CheckDigit));
    }

    #[test]
    fn the_date_inside_the_code_must_exist() {
        let date = |day, month, year, last| Err(IdProblem::Date(DateProblem::NoSuchDay { day, month, year, last }));
        assert_eq!(estonian("48302290009"), date(29, 2, 1983, 28));
        assert_eq!(estonian("38500010008"), Err(IdProblem::Date(DateProblem::NoSuchMonth { month: 0 })));
        assert_eq!(lithuanian("33309310064"), date(31, 9, 1933, 30));
    }

    #[test]
    fn the_first_digit_must_be_a_century_and_gender_of_the_country() {
        for (problem, digit) in
            [(estonian("06805280109"), 0), (estonian("96805280109"), 9), (lithuanian("76805280109"), 7)]
        {
            assert_eq!(problem, Err(IdProblem::FirstDigit(digit)));
        }
    }

    #[test]
    fn a_lithuanian_code_says_birth_date_and_gender() {
        let id = lithuanian("33309240064").unwrap();
        assert_eq!((id.birth, id.gender), (Some(day("1933-09-24")), Some(Gender::Man)));
    }

    #[test]
    fn a_lithuanian_code_may_not_know_the_day_of_birth() {
        let with_check_digit =
            |start: &str| (0..10).find_map(|last| lithuanian(&format!("{start}{last}")).ok()).unwrap();
        for start in ["4300000001", "4300500001", "4300012001"] {
            let id = with_check_digit(start);
            assert_eq!((id.birth, id.gender), (None, Some(Gender::Woman)), "{}", id.text);
        }
    }

    #[test]
    fn a_lithuanian_code_that_begins_with_9_says_nothing() {
        let fitting: Vec<_> = (0..10).filter_map(|last| lithuanian(&format!("9999999999{last}")).ok()).collect();
        assert_eq!(fitting.len(), 1, "one check digit and no other fits");
        assert_eq!((fitting[0].birth, fitting[0].gender), (None, None));
    }
}
