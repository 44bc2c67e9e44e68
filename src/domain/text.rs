//! Texts as people type, look for and see them: one form of each letter, letters without their marks, whole letters in a column.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The mark at the end of a text that was cut.
const CUT: &str = "~";

/// The text for finding: small letters without marks, so that `ounapuu` finds Õunapuu and `sokk` finds Šokk.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        decompose_canonical(letter, |part| {
            if !is_combining_mark(part) {
                push_plain(part, &mut folded);
            }
        });
    }
    folded
}

/// Letters that Unicode does not take apart, though a plain keyboard types them as these.
fn push_plain(letter: char, folded: &mut String) {
    let plain = match letter {
        'ø' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ß' => "ss",
        'ı' => "i",
        '’' | '‘' => "'",
        '–' | '‑' => "-",
        '\u{a0}' | '\u{202f}' => " ",
        other => return folded.push(other),
    };
    folded.push_str(plain);
}

/// True if each word of the query occurs somewhere in the text, which is already folded; an empty query matches everything.
pub fn matches(folded_haystack: &str, query: &str) -> bool {
    query.split_whitespace().all(|word| folded_haystack.contains(&*fold_word(word)))
}

/// Most queries are typed in small plain letters already, and every line of a list asks.
fn fold_word(word: &str) -> Cow<'_, str> {
    if word.is_ascii() && !word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(fold(word))
    }
}

/// The text as it is kept from a field of one line: composed letters, no control characters, line breaks and tabs as spaces,
/// nothing around it. Cleaning twice changes nothing.
pub fn clean(text: &str) -> String {
    let breaks = |letter| matches!(letter, '\t' | '\n' | '\u{2028}' | '\u{2029}');
    let line: String = visible(text).map(|letter| if breaks(letter) { ' ' } else { letter }).collect();
    line.trim().nfc().collect()
}

/// The text as it is kept from a field of several lines: as [`clean`], but tabs and line breaks stay.
pub fn clean_notes(text: &str) -> String {
    let lines: String = visible(text).collect();
    lines.trim().nfc().collect()
}

/// The letters without what no one sees; every kind of line break as a line feed.
fn visible(text: &str) -> impl Iterator<Item = char> {
    let mut letters = text.chars().peekable();
    std::iter::from_fn(move || {
        loop {
            match letters.next()? {
                '\r' if letters.peek() == Some(&'\n') => {}
                '\r' => return Some('\n'),
                letter if is_invisible(letter) => {}
                letter => return Some(letter),
            }
        }
    })
}

/// True for control characters, for those that turn the direction of writing, and for marks without width that would
/// make two equal names differ.
fn is_invisible(letter: char) -> bool {
    let turns_direction =
        matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let has_no_width = matches!(letter, '\u{200b}' | '\u{feff}' | '\u{ad}');
    turns_direction || has_no_width || (letter.is_control() && !matches!(letter, '\t' | '\n'))
}

/// The text within that many columns of the screen: whole, or cut after a whole letter and marked with `~`.
pub fn shorten(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(CUT.len());
    let mut taken = 0;
    let mut end = 0;
    for (start, letter) in text.grapheme_indices(true) {
        taken += letter.width();
        if taken > room {
            break;
        }
        end = start + letter.len();
    }
    let mut short = text[..end].to_owned();
    if columns > 0 {
        short.push_str(CUT);
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn finding_folds_case_and_marks() {
        for (typed, folded) in [
            ("Õunapuu", "ounapuu"),
            ("Šokk", "sokk"),
            ("ÕÄÖÜ ŠŽ", "oaou sz"),
            ("ĄČĘĖĮŠŲŪŽ", "aceeisuuz"),
            ("Åsa Ægir Ørjan Łukasz", "asa aegir orjan lukasz"),
            ("O\u{303}nne", "onne"),
            ("İSTANBUL", "istanbul"),
            ("D’Arc", "d'arc"),
        ] {
            assert_eq!(fold(typed), folded);
        }
    }

    #[test]
    fn each_word_of_the_query_must_occur() {
        let folded = fold("Sääsk, Õnne 5551234");
        for query in ["", "  ", "saa", "Sääsk", "onne sa", "ÕNNE", "1234 õ"] {
            assert!(matches(&folded, query), "{query}");
        }
        for query in ["saask kask", "õnnne", "sa ö5"] {
            assert!(!matches(&folded, query), "{query}");
        }
        assert!(matches(&fold("Örebro"), "orebro"));
    }

    #[test]
    fn what_is_kept_is_composed_and_without_control_characters() {
        assert_eq!(clean("  O\u{303}nne \u{feff}"), "Õnne");
        assert_eq!(clean("Kask\r\nÕnne\tMari"), "Kask Õnne Mari");
        assert_eq!(clean("a\u{7}b\u{9b}c\u{202e}d\u{200b}e"), "abcde");
        assert_eq!(clean("o\u{1b}\u{303}"), "õ");
    }

    #[test]
    fn notes_keep_their_lines() {
        assert_eq!(clean_notes("\n üks\r\n\tkaks\rkolm\u{1b}[2J\n"), "üks\n\tkaks\nkolm[2J");
    }

    #[test]
    fn a_text_too_long_is_cut_after_a_whole_letter() {
        assert_eq!(shorten("Õunapuu", 7), "Õunapuu");
        assert_eq!(shorten("Õunapuu", 6), "Õunap~");
        assert_eq!(shorten("O\u{303}O\u{303}O\u{303}", 2), "O\u{303}~");
        assert_eq!(shorten("漢字", 3), "漢~");
        assert_eq!(shorten("漢字", 2), "~");
        assert_eq!((shorten("ab", 1), shorten("ab", 0), shorten("", 0)), ("~".into(), String::new(), String::new()));
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>()) {
            let once = clean(&text);
            prop_assert_eq!(&clean(&once), &once);
            let notes = clean_notes(&text);
            prop_assert_eq!(&clean_notes(&notes), &notes);
        }

        #[test]
        fn a_text_finds_itself(text in any::<String>()) {
            prop_assert!(matches(&fold(&text), &text));
        }

        #[test]
        fn a_short_text_fits_and_a_cut_is_marked(text in any::<String>(), columns in 0..40_usize) {
            let short = shorten(&text, columns);
            prop_assert!(short.width() <= columns);
            prop_assert!(short == text || columns == 0 || short.ends_with(CUT));
        }
    }
}
