//! National codes: the Estonian isikukood, the Lithuanian asmens kodas, the Swedish personnummer and samordningsnummer.
//!
//! Says whether a code can be one, and the birth date and gender that follow from it. Whether it was ever given to anybody, only the
//! state's register knows. Each country's rules stand in their own file.

mod baltic;
mod swedish;

use chrono::NaiveDate;

use super::typed::digit_row;
use super::{DateProblem, Gender};

/// A country whose national codes Tugi can check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Country {
    /// Estonia.
    Estonia,
    /// Lithuania.
    Lithuania,
    /// Sweden.
    Sweden,
}

impl Country {
    /// The country whose own language this is; none for English.
    pub fn of_language(code: &str) -> Option<Self> {
        match code {
            "et" => Some(Self::Estonia),
            "lt" => Some(Self::Lithuania),
            "sv" => Some(Self::Sweden),
            _ => None,
        }
    }
}

/// A code that keeps every rule of its country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NationalId {
    /// The country that gives such codes.
    pub country: Country,
    /// The code in the one form in which it is kept: eleven digits, or in Sweden `YYYYMMDD-NNNN`.
    pub text: String,
    /// The birth date, where the code says it.
    pub birth: Option<NaiveDate>,
    /// The gender, where the code says it; the person may state another.
    pub gender: Option<Gender>,
    /// True for a samordningsnummer: it may be replaced one day, and its birth date may only be near the true one.
    pub is_coordination: bool,
}

/// The rule that a code breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdProblem {
    /// A character that no code has.
    Letter(char),
    /// Too few or too many digits: Estonia and Lithuania have 11, Sweden 10 or 12.
    Length {
        /// The digits that were typed.
        digits: usize,
        /// The country whose code it was to be, if that was said.
        country: Option<Country>,
    },
    /// No code of the country begins with this digit.
    FirstDigit(u8),
    /// The date inside the code does not exist.
    Date(DateProblem),
    /// The last digit does not fit the others: one of them is mistyped.
    CheckDigit,
    /// Estonia and Lithuania both have such codes, and nothing says which is meant.
    WhichCountry,
}

/// Checks a code of whichever country it can be from. Eleven digits are read as the `home` country's where that is Estonia or
/// Lithuania; there, ten digits are Swedish only with the sign before the last four, else one digit is missing. Ten digits are
/// somebody born in the hundred years before `today`.
pub fn check(text: &str, home: Option<Country>, today: NaiveDate) -> Result<NationalId, IdProblem> {
    let typed = Typed::read(text)?;
    let is_baltic_home = matches!(home, Some(Country::Estonia | Country::Lithuania));
    let country = match (typed.digits.len(), home, typed.digits.first()) {
        (10, ..) if typed.is_parted || !is_baltic_home => Country::Sweden,
        (12, ..) => Country::Sweden,
        (11, Some(country @ (Country::Estonia | Country::Lithuania)), _) => country,
        (11, _, Some(7 | 8)) => Country::Estonia,
        (11, _, Some(9)) => Country::Lithuania,
        (11, _, Some(0)) => return Err(IdProblem::FirstDigit(0)),
        (11, ..) => return Err(IdProblem::WhichCountry),
        (digits, country, _) => return Err(IdProblem::Length { digits, country }),
    };
    typed.check(country, today)
}

/// Checks a code of this country and no other.
pub fn check_as(country: Country, text: &str, today: NaiveDate) -> Result<NationalId, IdProblem> {
    Typed::read(text)?.check(country, today)
}

/// The code for showing: everything after its sixth digit as asterisks.
pub fn masked(code: &str) -> String {
    let mut digits = 0;
    let mask = |letter: char| {
        digits += usize::from(letter.is_alphanumeric());
        if digits > 6 && letter.is_alphanumeric() { '*' } else { letter }
    };
    code.chars().map(mask).collect()
}

impl NationalId {
    /// The code for showing: `461051*****`.
    pub fn masked(&self) -> String {
        masked(&self.text)
    }
}

/// The digits of a code as typed, freed of spaces and hyphens.
struct Typed {
    digits: Vec<u8>,
    /// True if a sign stands before the last four digits, as the Swedish write it.
    is_parted: bool,
    /// True if that sign is `+`: the Swedish mark of somebody who has turned 100.
    is_over_100: bool,
}

impl Typed {
    fn read(text: &str) -> Result<Self, IdProblem> {
        let mut digits = Vec::with_capacity(12);
        let mut last_sign = None;
        for letter in digit_row(text).chars() {
            match letter {
                '0'..='9' => digits.push(letter as u8 - b'0'),
                ' ' => {}
                '-' | '+' if !matches!(last_sign, Some((_, '+'))) => last_sign = Some((digits.len(), letter)),
                other => return Err(IdProblem::Letter(other)),
            }
        }
        let is_parted = last_sign.is_some_and(|(at, _)| at + 4 == digits.len());
        let is_over_100 = last_sign.is_some_and(|(_, sign)| sign == '+');
        if is_over_100 && !is_parted {
            return Err(IdProblem::Letter('+'));
        }
        Ok(Self { digits, is_parted, is_over_100 })
    }

    fn check(&self, country: Country, today: NaiveDate) -> Result<NationalId, IdProblem> {
        match (country, self.digits.len()) {
            (Country::Sweden, 10 | 12) => swedish::check(&self.digits, self.is_over_100, today),
            (Country::Estonia | Country::Lithuania, 11) if self.is_over_100 => Err(IdProblem::Letter('+')),
            (Country::Estonia, 11) => baltic::check_estonian(&self.digits),
            (Country::Lithuania, 11) => baltic::check_lithuanian(&self.digits),
            (country, digits) => Err(IdProblem::Length { digits, country: Some(country) }),
        }
    }
}

/// The number that these digits write.
fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |number, digit| number * 10 + u32::from(*digit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOMES: [Option<Country>; 4] = [None, Some(Country::Estonia), Some(Country::Lithuania), Some(Country::Sweden)];

    fn today() -> NaiveDate {
        "2013-07-24".parse().unwrap()
    }

    #[test]
    fn eleven_digits_belong_to_the_home_country() {
        for home in [Country::Estonia, Country::Lithuania] {
            assert_eq!(check("33309240064", Some(home), today()).map(|id| id.country), Ok(home));
        }
        assert_eq!(check("33309240064", None, today()), Err(IdProblem::WhichCountry));
        assert_eq!(check("33309240064", Some(Country::Sweden), today()), Err(IdProblem::WhichCountry));
        assert_eq!(check("880320-0016", Some(Country::Estonia), today()).map(|id| id.country), Ok(Country::Sweden));
    }

    #[test]
    fn what_was_typed_between_the_digits_does_not_matter() {
        for typed in ["36805280109", " 368 0528 0109 ", "368-0528-0109", "ęšū“įčū“ą“„"] {
            let id = check(typed, Some(Country::Estonia), today());
            assert_eq!(id.map(|id| id.text).as_deref(), Ok("36805280109"), "{typed}");
        }
    }

    #[test]
    fn a_wrong_length_and_a_letter_are_named() {
        let length = |digits, country| Err(IdProblem::Length { digits, country });
        assert_eq!(check_as(Country::Estonia, "3680528010", today()), length(10, Some(Country::Estonia)));
        assert_eq!(check_as(Country::Sweden, "36805280109", today()), length(11, Some(Country::Sweden)));
        assert_eq!(check("", None, today()), length(0, None));
        assert_eq!(check("19880320Tf29", None, today()), Err(IdProblem::Letter('T')));
        assert_eq!(check("+36805280109", Some(Country::Estonia), today()), Err(IdProblem::Letter('+')));
        assert_eq!(check("3680528+0109", Some(Country::Estonia), today()), Err(IdProblem::Letter('+')));
    }

    #[test]
    fn a_digit_left_out_at_home_does_not_make_a_swede() {
        let length = Err(IdProblem::Length { digits: 10, country: Some(Country::Lithuania) });
        assert_eq!(check("8803200016", Some(Country::Lithuania), today()), length);
        assert_eq!(check("8803200016", None, today()).map(|id| id.country), Ok(Country::Sweden));
    }

    #[test]
    fn a_code_is_shown_without_its_end() {
        assert_eq!(masked("46105120009"), "461051*****");
        assert_eq!(masked("19880320-0016"), "198803**-****");
        assert_eq!(masked("õ"), "õ");
        assert_eq!(
            check("36805280109", Some(Country::Estonia), today()).map(|id| id.masked()).as_deref(),
            Ok("368052*****")
        );
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(text in any::<String>(), close in "[0-9+ -]{9,14}", digits in "[0-9]{10,12}") {
            for typed in [&text, &close, &digits] {
                for home in HOMES {
                    let _ = check(typed, home, today());
                }
                for country in [Country::Estonia, Country::Lithuania, Country::Sweden] {
                    let _ = check_as(country, typed, today());
                }
            }
        }

        #[test]
        fn the_kept_form_of_a_code_reads_as_itself(digits in "[3-6][0-9]{2}0[1-9][12][0-9]{4}", last in 0..10_u8) {
            for country in [Country::Estonia, Country::Lithuania, Country::Sweden] {
                if let Ok(id) = check_as(country, &format!("{digits}{last}"), today()) {
                    prop_assert_eq!(check_as(country, &id.text, today()), Ok(id));
                }
            }
        }
    }
}
