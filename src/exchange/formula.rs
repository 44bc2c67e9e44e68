//! Texts that a spreadsheet would run as a formula: marked on the way out, and unmarked on the way in.

/// What stands before a text that is no formula.
const MARK: char = '\'';

/// Whether a spreadsheet would take it for more than text: some read wide signs as narrow ones, and leave out blanks before them.
fn is_dangerous(text: &str) -> bool {
    let begins = ['=', '+', '-', '@', '\0', '＝', '＋', '－', '＠'];
    text.starts_with(['\t', '\r']) || (text.trim_start().starts_with(begins) && !is_negative_number(text))
}

/// A number below zero is what it says.
fn is_negative_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or_default();
    let separators = digits.matches(['.', ',']).count();
    separators <= 1 && digits.starts_with(|first: char| first.is_ascii_digit()) && !digits.contains(is_no_digit)
}

const fn is_no_digit(letter: char) -> bool {
    !matches!(letter, '0'..='9' | '.' | ',')
}

/// The text for a sheet: as it is, or marked so that no spreadsheet runs it.
pub(super) fn marked(text: &str) -> String {
    // A text that begins with the mark itself gets another, so that each comes back as it was.
    if is_dangerous(text.trim_start_matches(MARK)) { format!("{MARK}{text}") } else { text.to_owned() }
}

/// The text of a sheet as it was before it was marked.
pub(super) fn unmarked(text: &str) -> &str {
    match text.strip_prefix(MARK) {
        Some(rest) if is_dangerous(rest.trim_start_matches(MARK)) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_marked() {
        for text in
            ["=1+1", "+372 5550 0001", "-2+3", "-", "@SUM(A1)", "\t=1", "\r=1", "\0", "'=1", " =1", "＝1+1", "＠A1"]
        {
            assert!(marked(text).starts_with('\''), "{text}");
        }
        for text in ["", "Kask", "'t Hooft", "5550 0001", "a=b", "-2", "-1,5"] {
            assert_eq!(marked(text), text);
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back_as_it_was(text in "['=+@＝0-9\\-\\t a]{0,6}|.{0,10}") {
            let marked = marked(&text);
            prop_assert_eq!(unmarked(&marked), text);
        }
    }
}
