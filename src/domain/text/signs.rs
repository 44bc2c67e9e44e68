//! Signs that nobody sees, and that turn, hide or command what stands beside them: left out of what is kept, made visible in
//! what is shown. Knows no terminal: whatever draws or prints a text of somebody else asks here.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What is shown for a sign that nobody would see.
const UNSEEN: char = '\u{fffd}';
/// The most marks over and under one letter; more of them run over the lines above and below.
const MOST_MARKS: usize = 4;
/// Where the scripts and pictures begin in which a joiner has a meaning.
const FIRST_JOINED: char = '\u{590}';

/// The text as it is kept from a field of one line: composed letters, no control characters, line breaks and tabs as spaces,
/// nothing around it. Cleaning twice changes nothing.
pub fn clean(text: &str) -> String {
    if is_plain(text) {
        return text.trim().to_owned();
    }
    kept(text, ' ', ' ')
}

/// The text as it is kept from a field of several lines: as [`clean`], but tabs and line breaks stay.
pub fn clean_notes(text: &str) -> String {
    if is_plain(text) {
        return text.trim().to_owned();
    }
    kept(text, '\n', '\t')
}

fn kept(text: &str, line_break: char, tab: char) -> String {
    let composed: String = text.nfc().collect();
    let kept = signs(&composed).filter_map(|sign| match sign {
        Sign::Letter(letter) => Some(letter),
        Sign::Tab => Some(tab),
        Sign::Break(_) => Some(line_break),
        Sign::Unseen | Sign::Surplus => None,
    });
    let kept: String = kept.collect();
    kept.trim().nfc().collect()
}

/// Whether cleaning leaves something out that nobody sees.
pub fn has_unseen(text: &str) -> bool {
    !is_plain(text) && signs(text).any(|sign| matches!(sign, Sign::Unseen | Sign::Surplus))
}

/// The text as one line that does nothing to a terminal: what nobody would see is seen, breaks and tabs are spaces.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let shown = signs(text).filter_map(|sign| match sign {
        Sign::Letter(letter) => Some(letter),
        Sign::Tab | Sign::Break(_) => Some(' '),
        Sign::Unseen => Some(UNSEEN),
        Sign::Surplus => None,
    });
    Cow::Owned(shown.collect())
}

/// The text in its lines, doing nothing to a terminal: what nobody would see is seen; line ends and tabs stay as they are.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.split(['\n', '\t']).all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for sign in signs(text) {
        match sign {
            Sign::Letter(letter) => shown.push(letter),
            Sign::Tab => shown.push('\t'),
            Sign::Break("") | Sign::Unseen => shown.push(UNSEEN),
            Sign::Break(line_end) => shown.push_str(line_end),
            Sign::Surplus => {}
        }
    }
    Cow::Owned(shown)
}

/// True for control characters, for those that turn the direction of writing, for blanks without width that would make two equal
/// names differ, and for what is no letter at all.
pub const fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}'
        | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
        // The last two of every plane are no letters and never will be.
        || letter as u32 & 0xfffe == 0xfffe
}

/// What a letter of a text is to whoever keeps or shows it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Letter(char),
    Tab,
    /// A line break: a line feed with what stands before it; empty for what other programs break lines with.
    Break(&'static str),
    Unseen,
    /// A mark beyond those that one letter can bear.
    Surplus,
}

/// The text, sign by sign.
fn signs(text: &str) -> impl Iterator<Item = Sign> {
    let mut letters = text.chars().peekable();
    // The last letter that was no mark, and how many marks it bears.
    let (mut base, mut marks) = (None, 0);
    std::iter::from_fn(move || {
        let letter = letters.next()?;
        let after = letters.peek().copied();
        let sign = match letter {
            '\t' => Sign::Tab,
            '\n' => Sign::Break("\n"),
            '\r' if after == Some('\n') => {
                letters.next();
                Sign::Break("\r\n")
            }
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Sign::Break(""),
            '\u{200c}' | '\u{200d}' => {
                let joins = base.take().is_some_and(is_joined) && after.is_some_and(is_joined);
                return Some(if joins { Sign::Letter(letter) } else { Sign::Unseen });
            }
            letter if is_unseen(letter) => return Some(Sign::Unseen),
            letter if is_combining_mark(letter) => {
                marks += 1;
                return Some(if marks > MOST_MARKS { Sign::Surplus } else { Sign::Letter(letter) });
            }
            letter => Sign::Letter(letter),
        };
        (base, marks) = (Some(letter), 0);
        Some(sign)
    })
}

/// Whether a joiner before or after this letter means something: in Arabic, in the scripts of India, between pictures.
fn is_joined(letter: char) -> bool {
    letter >= FIRST_JOINED
        && !matches!(letter, '\u{200c}' | '\u{200d}')
        && !is_unseen(letter)
        && !is_combining_mark(letter)
}

/// Whether nothing in a text needs a second look: the letters of most names, composed.
fn is_plain(text: &str) -> bool {
    text.chars().all(|letter| matches!(letter, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}'))
}

/// JSON in which what nobody would see stands as its number. It may stand so within texts, and nowhere else does it occur.
pub fn visible_json(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter != '\n' && is_unseen(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(letter);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Signs of every sort, close together.
    const STRANGE: &str = "[aõ \\t\\r\\n\u{0}\u{1b}\u{9b}\u{85}\u{301}\u{303}\u{344}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2066}\u{212a}\u{5d0}\u{94d}\u{1dc2}\u{e0041}👩❤\u{fe0f}\u{feff}]{0,24}";

    #[test]
    fn what_is_kept_is_composed_and_without_control_characters() {
        assert_eq!(clean("  O\u{303}nne \u{feff}"), "Õnne");
        assert_eq!(clean("Kask\r\nÕnne\tMari"), "Kask Õnne Mari");
        assert_eq!(clean("a\u{7}b\u{9b}c\u{202e}d\u{200b}e\u{e0041}f"), "abcdef");
        assert_eq!(clean("o\u{1b}\u{303}"), "õ");
        assert_eq!(clean("Kask\u{2028}Mari\u{b}Õnne\u{85}Tiiu"), "Kask Mari Õnne Tiiu");
    }

    #[test]
    fn notes_keep_their_lines() {
        assert_eq!(clean_notes("\n üks\r\n\tkaks\rkolm\u{1b}[2J\u{2029}neli\n"), "üks\n\tkaks\nkolm[2J\nneli");
    }

    #[test]
    fn a_letter_keeps_no_more_marks_than_it_can_bear() {
        assert_eq!(clean(&format!("Z{}a", "\u{335}".repeat(500))), format!("Z{}a", "\u{335}".repeat(4)));
        assert_eq!(clean("Tuye\u{302}\u{301}t"), "Tuyết");
    }

    #[test]
    fn joiners_stay_where_they_mean_something() {
        for name in ["👩\u{200d}💻", "❤\u{fe0f}\u{200d}🔥", "می\u{200c}خواهم", "क\u{94d}\u{200d}ष"] {
            assert_eq!(clean(name), name);
        }
        assert_eq!(clean("Ka\u{200d}sk\u{200c}"), "Kask");
    }

    #[test]
    fn it_is_known_where_something_was_left_out() {
        assert!(has_unseen("Ka\u{ad}sk") && has_unseen("\u{1b}]52;c;eA==\u{7}") && has_unseen("x\u{9b}"));
        assert!(!has_unseen("Kask\tÕnne\r\nO\u{303}"));
    }

    #[test]
    fn what_nobody_would_see_is_shown() {
        assert_eq!(one_line("a\u{1b}[2J\u{202e}b\r\nc\t\u{200d}"), "a\u{fffd}[2J\u{fffd}b c \u{fffd}");
        assert_eq!(harmless("a\r\nb\tc\n\r\u{9b}31m"), "a\r\nb\tc\n\u{fffd}\u{fffd}31m");
        assert!(matches!(one_line("Õunapuu, Žanna"), Cow::Borrowed(_)));
        assert!(matches!(harmless("Õunapuu\n\tŽanna\n"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>(), strange in STRANGE) {
            for text in [text, strange] {
                let once = clean(&text);
                prop_assert_eq!(&clean(&once), &once);
                let notes = clean_notes(&text);
                prop_assert_eq!(&clean_notes(&notes), &notes);
                prop_assert!(!has_unseen(&notes) && harmless(&notes) == notes && one_line(&once) == once);
            }
        }

        #[test]
        fn nothing_shown_commands_the_terminal(text in any::<String>(), strange in STRANGE) {
            for text in [text, strange] {
                prop_assert!(!one_line(&text).chars().any(is_unseen));
                let lines = harmless(&text).replace("\r\n", "\n");
                prop_assert!(!lines.chars().any(|letter| is_unseen(letter) && !matches!(letter, '\n' | '\t')));
            }
        }
    }
}
