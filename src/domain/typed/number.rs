//! Numbers and amounts as people type them, with the comma or the point and with thousands in groups.

use super::digits::digit_row;

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberProblem {
    /// Not a number in any form.
    NotANumber,
    /// `1,234` alone may be a thousand and more, or one and some thousandths.
    Ambiguous {
        /// The number if the sign parts thousands; else it is a thousandth of this.
        whole: i64,
    },
    /// An amount with parts of a cent.
    TooManyDecimals,
    /// More than the register can hold.
    TooLarge,
}

/// Reads a number: `11,2`, `11.2`, `1 234`, `1.234,50`, `-3`.
pub fn parse_number(text: &str) -> Result<f64, NumberProblem> {
    let figure = Figure::read(&digit_row(text))?;
    if figure.whole.len() > 15 {
        return Err(NumberProblem::TooLarge);
    }
    format!("{figure}").parse().map_err(|_| NumberProblem::NotANumber)
}

/// Reads an amount as cents: `84 802,50`, `1,234.50`, `12 €`.
pub fn parse_money(text: &str) -> Result<i64, NumberProblem> {
    let typed = digit_row(text);
    let amount = typed.strip_suffix('€').or_else(|| typed.strip_prefix('€')).unwrap_or(&typed);
    let figure = Figure::read(amount.trim())?;
    if figure.decimals.len() > 2 {
        return Err(NumberProblem::TooManyDecimals);
    }
    let sign = if figure.negative { "-" } else { "" };
    format!("{sign}{}{:0<2}", figure.whole, figure.decimals).parse().map_err(|_| NumberProblem::TooLarge)
}

/// A number taken apart: nothing but digits, the thousands joined; at least one digit before the decimals.
struct Figure {
    negative: bool,
    whole: String,
    decimals: String,
}

impl std::fmt::Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.negative { "-" } else { "" };
        write!(f, "{sign}{}.{}0", self.whole, self.decimals)
    }
}

impl Figure {
    fn read(typed: &str) -> Result<Self, NumberProblem> {
        let negative = typed.starts_with('-');
        let typed = typed.strip_prefix(['-', '+']).unwrap_or(typed).trim_start();
        let (whole, decimals) = part_decimals(typed)?;
        let mut whole = join_thousands(whole).ok_or(NumberProblem::NotANumber)?;
        if whole.is_empty() {
            // `,5` is half of one, but a sign alone is nothing.
            if decimals.is_empty() {
                return Err(NumberProblem::NotANumber);
            }
            whole.push('0');
        }
        Ok(Self { negative, whole, decimals: decimals.to_owned() })
    }
}

/// Parts the decimals off, deciding which of the signs is theirs.
fn part_decimals(typed: &str) -> Result<(&str, &str), NumberProblem> {
    let Some(at) = typed.rfind(['.', ',']) else {
        return Ok((typed, ""));
    };
    let (before, sign, after) = (&typed[..at], &typed[at..=at], &typed[at + 1..]);
    if before.contains(sign) {
        // The same sign twice can only part thousands.
        return Ok((typed, ""));
    }
    if after.is_empty() || !is_digits(after) {
        return Err(NumberProblem::NotANumber);
    }
    let could_be_thousands =
        after.len() == 3 && (1..=3).contains(&before.len()) && is_digits(before) && !before.starts_with('0');
    if could_be_thousands {
        let whole = format!("{before}{after}").parse().map_err(|_| NumberProblem::NotANumber)?;
        return Err(NumberProblem::Ambiguous { whole });
    }
    Ok((before, after))
}

/// The digits without the signs between the thousands, if those are all the same and stand where they must.
fn join_thousands(whole: &str) -> Option<String> {
    let Some(sign) = whole.chars().find(|letter| !letter.is_ascii_digit()) else {
        return Some(whole.to_owned());
    };
    let mut groups = whole.split(sign);
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()));
    let in_order = matches!(sign, ' ' | '.' | ',') && first.is_some_and(is_digits);
    (in_order && groups.all(|group| group.len() == 3 && is_digits(group))).then(|| whole.replace(sign, ""))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_with_either_sign_and_with_thousands() {
        for (typed, cents) in [
            ("84 802,50", 8_480_250),
            ("1.234,50", 123_450),
            ("1,234.50", 123_450),
            ("382600", 38_260_000),
            ("12,5", 1_250),
            ("12 €", 1_200),
            ("€ 12.00", 1_200),
            ("1 234 567", 123_456_700),
            ("1.234.567", 123_456_700),
            ("-0,05", -5),
            ("\u{2212}1\u{a0}234,50", -123_450),
            (",5", 50),
            ("0,1", 10),
            ("ąč,įš", 1_256),
            ("1234.5", 123_450),
        ] {
            assert_eq!(parse_money(typed), Ok(cents), "{typed}");
        }
    }

    #[test]
    fn a_sign_that_may_part_thousands_or_decimals_is_asked_about() {
        for typed in ["1,234", "1.234", "-1,234"] {
            assert_eq!(parse_money(typed), Err(NumberProblem::Ambiguous { whole: 1_234 }), "{typed}");
            assert_eq!(parse_number(typed), Err(NumberProblem::Ambiguous { whole: 1_234 }), "{typed}");
        }
        assert_eq!(parse_number("0,234"), Ok(0.234));
        assert_eq!(parse_number("1234,567"), Ok(1234.567));
        assert_eq!(parse_number("1 234,567"), Ok(1234.567));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for typed in [
            "",
            "-",
            ",",
            "12,",
            "1 23",
            "1 234 56",
            "12 34,5",
            "1,234.567,8",
            "1,2,3",
            "12a",
            "--1",
            "1.234 567",
            "5€5",
            "1e5",
        ] {
            assert_eq!(parse_money(typed), Err(NumberProblem::NotANumber), "{typed}");
        }
        assert_eq!(parse_money("0,125"), Err(NumberProblem::TooManyDecimals));
        assert_eq!(parse_money("99999999999999999999"), Err(NumberProblem::TooLarge));
        assert_eq!(parse_number("99999999999999999999"), Err(NumberProblem::TooLarge));
    }

    #[test]
    fn numbers_keep_their_sign_and_decimals() {
        assert_eq!(parse_number("-3"), Ok(-3.0));
        assert_eq!(parse_number("+11,2"), Ok(11.2));
        assert_eq!(parse_number("1 000"), Ok(1000.0));
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(text in any::<String>(), close in "[-+0-9., €õ]{0,24}") {
            for typed in [&text, &close] {
                let _ = (parse_number(typed), parse_money(typed));
            }
        }
    }
}
