//! Texts as people type, look for and see them: one form of each letter, letters without their marks, whole letters in a column.

mod signs;

use std::borrow::Cow;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub use signs::{clean, clean_notes, harmless, has_unseen, is_unseen, one_line, visible_json};

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

/// The text with a space in every word that is wider than so many columns, such as the path of a file, so that none has to be cut.
pub fn break_long_words(text: &str, columns: usize) -> String {
    let (mut broken, mut taken) = (String::with_capacity(text.len()), 0);
    for letter in text.graphemes(true) {
        taken = if letter.trim().is_empty() { 0 } else { taken + letter.width() };
        if taken > columns.max(1) {
            broken.push(' ');
            taken = letter.width();
        }
        broken.push_str(letter);
    }
    broken
}

/// The text within that many columns of a line of the screen: whole, or cut after a whole letter and marked with `~`.
/// Nothing in it commands the terminal, see [`one_line`].
pub fn shorten(text: &str, columns: usize) -> String {
    let text = one_line(text);
    if text.width() <= columns {
        return text.into_owned();
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

/// A text broken into lines of at most so many columns, between words.
pub fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.width() + 1 + word.width() > columns {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&shorten(word, columns));
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_word_that_is_too_long_goes_on_after_a_space() {
        assert_eq!(break_long_words("in /srv/kodu/õppe.tugi now", 8), "in /srv/kod u/õppe.t ugi now");
        assert_eq!(break_long_words("nothing\tlong here", 7), "nothing\tlong here");
    }

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
        fn a_text_finds_itself(text in any::<String>()) {
            prop_assert!(matches(&fold(&text), &text));
        }

        #[test]
        fn a_short_text_fits_and_a_cut_is_marked(text in any::<String>(), columns in 0..40_usize) {
            let short = shorten(&text, columns);
            prop_assert!(short.width() <= columns);
            prop_assert!(short == one_line(&text) || columns == 0 || short.ends_with(CUT));
        }
    }

    #[test]
    fn a_text_is_broken_between_words_and_a_word_too_long_is_cut() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("extraordinarily", 6), ["extra~"]);
        assert_eq!(wrapped("", 6), [""]);
    }
}
