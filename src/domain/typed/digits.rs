//! Digits from keyboards whose digit row types letters.

use unicode_normalization::UnicodeNormalization;

/// The text with the letters of the Lithuanian digit row as the digits they stand for, every space and minus in its plain form,
/// nothing around it. For fields in which those letters can never be meant.
pub fn digit_row(text: &str) -> String {
    text.trim().nfc().map(digit).collect()
}

fn digit(letter: char) -> char {
    match letter {
        'ą' | 'Ą' => '1',
        'č' | 'Č' => '2',
        'ę' | 'Ę' => '3',
        'ė' | 'Ė' => '4',
        'į' | 'Į' => '5',
        'š' | 'Š' => '6',
        'ų' | 'Ų' => '7',
        'ū' | 'Ū' => '8',
        '„' => '9',
        '“' => '0',
        'ž' | 'Ž' => '+',
        '\u{2212}' | '–' => '-',
        space if space.is_whitespace() => ' ',
        other => other,
    }
}

/// The number these digits write, if they are digits and no more than nine.
pub(super) fn small_number(digits: &str) -> Option<u32> {
    let readable = (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if readable { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lithuanian_digit_row_types_digits() {
        assert_eq!(digit_row("ąčęėįšųū„“ž"), "1234567890+");
        assert_eq!(digit_row(" ĄĮ.Ę "), "15.3");
        assert_eq!(digit_row("c\u{30c}"), "2");
        assert_eq!(digit_row("\u{2212}1\u{a0}000"), "-1 000");
    }

    #[test]
    fn a_small_number_is_nothing_but_digits() {
        assert_eq!(small_number("007"), Some(7));
        for text in ["", "+7", "7 ", "1234567890", "٣"] {
            assert_eq!(small_number(text), None, "{text}");
        }
    }
}
