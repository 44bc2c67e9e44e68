//! What terminals send for the keys that are not letters: the dialects of xterm, the Linux console, rxvt, VT100+ and SCO.

use crate::ui::{Code, Key};

/// What a sequence of bytes means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sequence {
    /// A key.
    Key(Key),
    /// Pasted text follows.
    Paste,
    /// Nothing Tugi has asked for; to be passed over.
    Unknown,
    /// No sequence after all: Esc was pressed and something else typed after it.
    Typed,
}

/// No sequence that means anything is longer.
const LONGEST: usize = 32;

/// Reads the sequence at the beginning of `bytes`, which is `ESC [` or `ESC O`: its meaning and its length, or `None`
/// as long as its end is missing.
pub(super) fn read(bytes: &[u8]) -> Option<(Sequence, usize)> {
    match bytes.get(1) {
        Some(b'O') => match *bytes.get(2)? {
            b' '.. => Some((key_or_unknown(application_key(bytes[2])), 3)),
            _ => Some((Sequence::Typed, 1)),
        },
        Some(b'[') => match *bytes.get(2)? {
            b'[' => Some((key_or_unknown(console_key(*bytes.get(3)?)), 4)),
            _ => read_numbered(bytes),
        },
        _ => Some((Sequence::Typed, 1)),
    }
}

/// `ESC [`, numbers, and a letter or `~` at the end.
fn read_numbered(bytes: &[u8]) -> Option<(Sequence, usize)> {
    let end = 2 + bytes[2..].iter().position(|byte| !matches!(byte, b' '..=b'?'))?;
    let meaning = match bytes[end] {
        // Cut short by something else, which is read next.
        0..=0x1f | 0x7f.. => return Some((Sequence::Unknown, end)),
        last => meaning_of(&bytes[2..end], last),
    };
    Some((meaning, end + 1))
}

/// Whether `bytes` has gone on for too long to be a sequence.
pub(super) const fn is_endless(bytes: &[u8]) -> bool {
    bytes.len() > LONGEST
}

fn meaning_of(numbers: &[u8], last: u8) -> Sequence {
    let plain = numbers.is_empty();
    let mut numbers = numbers.split(|byte| *byte == b';').map(number);
    let first = numbers.next().flatten();
    let code = match (first, last) {
        (Some(200), b'~') => return Sequence::Paste,
        (Some(number), b'~') => numbered_key(number),
        _ if plain => lettered_key(last),
        (Some(1), b'A'..=b'H') => lettered_key(last),
        (Some(1), b'P'..=b'S') => Some(Code::F(last - b'P' + 1)),
        _ => None,
    };
    // One is added to the sum of Shift 1, Alt 2 and Ctrl 4.
    let ctrl = numbers.next().flatten().is_some_and(|held| held.saturating_sub(1) & 4 != 0);
    code.map_or(Sequence::Unknown, |code| Sequence::Key(Key { code, ctrl }))
}

fn number(digits: &[u8]) -> Option<u16> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

fn key_or_unknown(code: Option<Code>) -> Sequence {
    code.map_or(Sequence::Unknown, |code| Sequence::Key(Key::plain(code)))
}

/// `ESC [ number ~`: xterm, rxvt, Linux console and others.
const fn numbered_key(number: u16) -> Option<Code> {
    Some(match number {
        1 | 7 => Code::Home,
        2 => Code::Insert,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        11..=15 => Code::F(number as u8 - 10),
        17..=21 => Code::F(number as u8 - 11),
        23 | 24 => Code::F(number as u8 - 12),
        _ => return None,
    })
}

/// `ESC [ letter`: the arrows everywhere; the rest is SCO's.
const fn lettered_key(letter: u8) -> Option<Code> {
    Some(match letter {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'G' => Code::PageDown,
        b'H' => Code::Home,
        b'I' => Code::PageUp,
        b'L' => Code::Insert,
        b'M'..=b'X' => Code::F(letter - b'M' + 1),
        b'Z' => Code::BackTab,
        _ => return None,
    })
}

/// `ESC O letter`: xterm's F1 to F4 and arrows, VT100+'s F1 to F12, Enter of the number pad.
const fn application_key(letter: u8) -> Option<Code> {
    Some(match letter {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        b'M' => Code::Enter,
        b'P'..=b'[' => Code::F(letter - b'P' + 1),
        _ => return None,
    })
}

/// `ESC [ [ letter`: F1 to F5 of the Linux console.
const fn console_key(letter: u8) -> Option<Code> {
    match letter {
        b'A'..=b'E' => Some(Code::F(letter - b'A' + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Option<Key> {
        match read(text.as_bytes()) {
            Some((Sequence::Key(key), length)) if length == text.len() => Some(key),
            _ => None,
        }
    }

    #[test]
    fn f1_is_understood_in_every_dialect() {
        for text in ["\x1b[11~", "\x1b[[A", "\x1bOP", "\x1b[M"] {
            assert_eq!(key(text), Some(Key::f(1)), "{text:?}");
        }
    }

    #[test]
    fn all_function_keys_are_understood_as_xterm_vt100_plus_and_sco_send_them() {
        let numbered = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24].map(|number| format!("\x1b[{number}~"));
        for (place, text) in numbered.iter().enumerate() {
            let letter = |first: u8| char::from(first + place as u8);
            let expected = Some(Key::f(place as u8 + 1));
            assert_eq!(key(text), expected);
            assert_eq!(key(&format!("\x1bO{}", letter(b'P'))), expected);
            assert_eq!(key(&format!("\x1b[{}", letter(b'M'))), expected);
        }
    }

    #[test]
    fn arrows_and_their_neighbours_are_understood() {
        let keys = [
            ("\x1b[A", Code::Up),
            ("\x1bOB", Code::Down),
            ("\x1b[H", Code::Home),
            ("\x1b[7~", Code::Home),
            ("\x1b[4~", Code::End),
            ("\x1b[2~", Code::Insert),
            ("\x1b[3~", Code::Delete),
            ("\x1b[5~", Code::PageUp),
            ("\x1b[6~", Code::PageDown),
            ("\x1b[Z", Code::BackTab),
            ("\x1bOM", Code::Enter),
        ];
        for (text, code) in keys {
            assert_eq!(key(text), Some(Key::plain(code)), "{text:?}");
        }
    }

    #[test]
    fn ctrl_is_kept_and_shift_and_alt_are_dropped() {
        assert_eq!(key("\x1b[1;5C"), Some(Key { code: Code::Right, ctrl: true }));
        assert_eq!(key("\x1b[3;5~"), Some(Key { code: Code::Delete, ctrl: true }));
        assert_eq!(key("\x1b[1;2A"), Some(Key::plain(Code::Up)));
        assert_eq!(key("\x1b[1;3P"), Some(Key::f(1)));
    }

    #[test]
    fn a_sequence_without_its_end_is_waited_for() {
        for text in ["\x1b[", "\x1b[1", "\x1b[15", "\x1b[1;", "\x1bO", "\x1b[["] {
            assert_eq!(read(text.as_bytes()), None, "{text:?}");
        }
    }

    #[test]
    fn answers_nobody_asked_for_are_passed_over() {
        for text in ["\x1b[?1;2c", "\x1b[12;40R", "\x1b[<0;3;4M", "\x1b[201~", "\x1bOz"] {
            assert_eq!(read(text.as_bytes()), Some((Sequence::Unknown, text.len())), "{text:?}");
        }
    }

    #[test]
    fn a_sequence_cut_by_another_leaves_the_other_whole() {
        assert_eq!(read(b"\x1b[1\x1b[A"), Some((Sequence::Unknown, 3)));
        assert_eq!(read(b"\x1bO\x1b"), Some((Sequence::Typed, 1)));
    }
}
