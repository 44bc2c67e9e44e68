//! Bytes from the keyboard to inputs, whatever pieces a slow line delivers them in.
//!
//! Pure: takes bytes and the time, returns inputs. A key that came in pieces is put together again; Esc is Esc only
//! once nothing has followed it for a while.

use std::time::{Duration, Instant};

use crate::ui::{Code, Input, Key};

use super::sequence::{self, Sequence};

/// How long the rest of a key may take to arrive after an Esc.
const KEY: Duration = Duration::from_millis(120);

/// How long the rest may take once it is certain that no person typed the beginning.
const REST: Duration = Duration::from_millis(500);

/// How long a paste may pause before it is taken for whole.
const PASTE: Duration = Duration::from_secs(2);

const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// Puts inputs together from bytes.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    /// The beginning of something whose end has not arrived.
    pending: Vec<u8>,
    fed: Option<Instant>,
}

impl Decoder {
    /// Takes bytes that arrived now, and returns all inputs that are whole.
    pub(super) fn feed(&mut self, bytes: &[u8], now: Instant) -> Vec<Input> {
        self.pending.extend_from_slice(bytes);
        self.fed = Some(now);
        self.decode()
    }

    /// When to call [`Self::expire`] if nothing arrives before; `None` if nothing is pending.
    pub(super) fn deadline(&self) -> Option<Instant> {
        let patience = match self.pending.as_slice() {
            [] => return None,
            [0x1b] | [0x1b, b'[' | b'O'] => KEY,
            pending if pending.starts_with(PASTE_BEGINS) => PASTE,
            _ => REST,
        };
        self.fed.map(|fed| fed + patience)
    }

    /// Gives up waiting for the end of what is pending, if its time is over.
    pub(super) fn expire(&mut self, now: Instant) -> Vec<Input> {
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return Vec::new();
        }
        let pending = std::mem::take(&mut self.pending);
        match pending.as_slice() {
            [0x1b, typed @ ..] if typed.len() <= 1 => {
                let mut inputs = vec![Input::Key(Key::plain(Code::Esc))];
                inputs.extend(typed.iter().map(|byte| Input::Key(Key::char(char::from(*byte)))));
                inputs
            }
            pending => pending.strip_prefix(PASTE_BEGINS).map(paste).into_iter().collect(),
        }
    }

    fn decode(&mut self) -> Vec<Input> {
        let pending = std::mem::take(&mut self.pending);
        let mut rest = pending.as_slice();
        let mut inputs = Vec::new();
        while let Some((input, length)) = next(rest) {
            inputs.extend(input);
            rest = &rest[length..];
        }
        self.pending = rest.to_vec();
        inputs
    }
}

/// The first input of `bytes`, if it is one at all, and its length; `None` if its end is missing.
fn next(bytes: &[u8]) -> Option<(Option<Input>, usize)> {
    match *bytes {
        [] | [0x1b] => None,
        [0x1b, b'[' | b'O', ..] => next_sequence(bytes),
        // Alt with a key, or Esc and a key in one packet: never told apart by tmux, so never told apart here.
        [0x1b, ..] => Some((Some(Input::Key(Key::plain(Code::Esc))), 1)),
        [b'\r', b'\n', ..] => Some((control_key(b'\r'), 2)),
        [control @ (0..=0x1f | 0x7f), ..] => Some((control_key(control), 1)),
        _ => next_letter(bytes),
    }
}

fn next_sequence(bytes: &[u8]) -> Option<(Option<Input>, usize)> {
    match sequence::read(bytes) {
        None if sequence::is_endless(bytes) => Some((None, bytes.len())),
        None => None,
        Some((Sequence::Key(key), length)) => Some((Some(Input::Key(key)), length)),
        Some((Sequence::Unknown, length)) => Some((None, length)),
        Some((Sequence::Typed, length)) => Some((Some(Input::Key(Key::plain(Code::Esc))), length)),
        Some((Sequence::Paste, begin)) => {
            let length = bytes[begin..].windows(PASTE_ENDS.len()).position(|window| window == PASTE_ENDS)?;
            Some((Some(paste(&bytes[begin..begin + length])), begin + length + PASTE_ENDS.len()))
        }
    }
}

/// Keys that are a control character. NUL and the four behind Esc are on no binding: some lines send them as padding.
fn control_key(byte: u8) -> Option<Input> {
    let key = match byte {
        b'\r' | b'\n' => Key::plain(Code::Enter),
        b'\t' => Key::plain(Code::Tab),
        0x08 | 0x7f => Key::plain(Code::Backspace),
        1..=26 => Key::ctrl(char::from(b'a' + byte - 1)),
        _ => return None,
    };
    Some(Input::Key(key))
}

/// A letter of one to four bytes. A byte that belongs to none, as a Latin-1 keyboard sends it, is passed over.
fn next_letter(bytes: &[u8]) -> Option<(Option<Input>, usize)> {
    let length = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    };
    let bytes = &bytes[..length.min(bytes.len())];
    match std::str::from_utf8(bytes) {
        Ok(letter) => {
            let letter = letter.chars().next().filter(|letter| !letter.is_control());
            Some((letter.map(|letter| Input::Key(Key::char(letter))), length))
        }
        Err(error) if error.error_len().is_none() => None,
        Err(_) => Some((None, 1)),
    }
}

/// Pasted text with plain line ends and without control characters, which nobody meant to paste.
fn paste(bytes: &[u8]) -> Input {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    Input::Paste(text.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A keyboard whose clock is moved by hand.
    struct Keyboard {
        decoder: Decoder,
        now: Instant,
        inputs: Vec<Input>,
    }

    impl Keyboard {
        fn new() -> Self {
            Self { decoder: Decoder::default(), now: Instant::now(), inputs: Vec::new() }
        }

        fn send(&mut self, text: impl AsRef<[u8]>) {
            let inputs = self.decoder.feed(text.as_ref(), self.now);
            self.inputs.extend(inputs);
        }

        fn pass(&mut self, milliseconds: u64) {
            self.now += Duration::from_millis(milliseconds);
            let inputs = self.decoder.expire(self.now);
            self.inputs.extend(inputs);
        }
    }

    /// Sends the parts 50 ms apart and waits long enough at the end.
    fn typed(parts: &[&str]) -> Vec<Input> {
        let mut keyboard = Keyboard::new();
        for part in parts {
            keyboard.send(part);
            keyboard.pass(50);
        }
        keyboard.pass(3000);
        assert!(keyboard.decoder.deadline().is_none(), "nothing is pending for ever");
        keyboard.inputs
    }

    fn keys(keys: &[Key]) -> Vec<Input> {
        keys.iter().copied().map(Input::Key).collect()
    }

    const ESC: Key = Key::plain(Code::Esc);
    const ENTER: Key = Key::plain(Code::Enter);

    #[test]
    fn a_key_that_came_in_two_parts_is_that_key() {
        assert_eq!(typed(&["\x1b", "[15~"]), keys(&[Key::f(5)]));
        assert_eq!(typed(&["\x1b", "[B"]), keys(&[Key::plain(Code::Down)]));
        assert_eq!(typed(&["\x1b", "OP"]), keys(&[Key::f(1)]));
        assert_eq!(typed(&["\x1b[1", "5~"]), keys(&[Key::f(5)]));
        assert_eq!(typed(&["\x1b", "[[A"]), keys(&[Key::f(1)]));
    }

    #[test]
    fn a_key_that_came_in_three_parts_is_that_key() {
        assert_eq!(typed(&["\x1b", "[", "15~"]), keys(&[Key::f(5)]));
        assert_eq!(typed(&["\x1b", "[15", "~"]), keys(&[Key::f(5)]));
        assert_eq!(typed(&["\x1b", "O", "P"]), keys(&[Key::f(1)]));
    }

    #[test]
    fn esc_is_esc_once_nothing_has_followed_it() {
        let mut keyboard = Keyboard::new();
        keyboard.send("\x1b");
        keyboard.pass(119);
        assert_eq!(keyboard.inputs, []);
        keyboard.pass(1);
        assert_eq!(keyboard.inputs, keys(&[ESC]));
    }

    #[test]
    fn every_esc_counts_also_when_a_key_follows_at_once() {
        assert_eq!(typed(&["\x1b\x1b"]), keys(&[ESC, ESC]));
        assert_eq!(typed(&["\x1b\x1b[B"]), keys(&[ESC, Key::plain(Code::Down)]));
        assert_eq!(typed(&["\x1b\x1bOQ"]), keys(&[ESC, Key::f(2)]));
    }

    #[test]
    fn esc_and_a_digit_stay_two_keys() {
        assert_eq!(typed(&["\x1b1"]), keys(&[ESC, Key::char('1')]));
        assert_eq!(typed(&["\x1b", "0"]), keys(&[ESC, Key::char('0')]));
    }

    #[test]
    fn a_bracket_typed_long_after_esc_is_a_bracket() {
        let mut keyboard = Keyboard::new();
        keyboard.send("\x1b");
        keyboard.pass(200);
        keyboard.send("[15");
        assert_eq!(keyboard.inputs, keys(&[ESC, Key::char('['), Key::char('1'), Key::char('5')]));
    }

    #[test]
    fn the_beginning_of_a_key_whose_end_was_lost_types_nothing() {
        assert_eq!(typed(&["\x1b[15"]), []);
        assert_eq!(typed(&["\x1b[1", "\x1b[A"]), keys(&[Key::plain(Code::Up)]));
        assert_eq!(typed(&["\x1b[", &"1".repeat(40), "x"]), keys(&[Key::char('x')]));
    }

    #[test]
    fn backspace_and_enter_are_known_under_both_their_codes() {
        let backspace = Key::plain(Code::Backspace);
        assert_eq!(typed(&["\x08\x7f"]), keys(&[backspace, backspace]));
        assert_eq!(typed(&["\r", "\n"]), keys(&[ENTER, ENTER]));
        assert_eq!(typed(&["\r\n"]), keys(&[ENTER]));
    }

    #[test]
    fn control_letters_are_control_letters_and_padding_is_nothing() {
        assert_eq!(typed(&["\x13\x11\0\x1f\x03"]), keys(&[Key::ctrl('s'), Key::ctrl('q'), Key::ctrl('c')]));
    }

    #[test]
    fn a_letter_that_came_in_two_parts_is_one_letter() {
        let mut keyboard = Keyboard::new();
        keyboard.send([0xc4]);
        keyboard.pass(60);
        keyboard.send([0x97]);
        assert_eq!(keyboard.inputs, keys(&[Key::char('ė')]));
    }

    #[test]
    fn bytes_of_another_alphabet_are_passed_over_and_the_letters_after_them_kept() {
        let mut keyboard = Keyboard::new();
        keyboard.send([0xf5, b'a', 0xe4, b'b', 0xff]);
        keyboard.pass(1000);
        assert_eq!(keyboard.inputs, keys(&[Key::char('a'), Key::char('b')]));
    }

    #[test]
    fn a_paste_is_one_input_with_plain_line_ends_and_nothing_that_steers_the_terminal() {
        let pasted = typed(&["a\x1b[200~õ\r\nb\rc\td\x1b\x07", "e\x1b[20", "1~f"]);
        let expected = [Input::Key(Key::char('a')), Input::Paste("õ\nb\nc\tde".into()), Input::Key(Key::char('f'))];
        assert_eq!(pasted, expected);
    }

    #[test]
    fn a_paste_that_never_ends_does_not_make_the_keyboard_deaf() {
        assert_eq!(typed(&["\x1b[200~abc"]), [Input::Paste("abc".into())]);
    }

    #[test]
    fn everything_that_came_at_once_is_one_batch() {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.feed("\x1b[B".repeat(2000).as_bytes(), Instant::now()).len(), 2000);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_do_harm_and_none_stay_for_ever(parts in proptest::collection::vec(proptest::collection::vec(0u8.., 0..12), 0..8)) {
            let mut keyboard = Keyboard::new();
            for part in parts {
                keyboard.send(part);
                keyboard.pass(50);
            }
            keyboard.pass(3000);
            keyboard.pass(3000);
            proptest::prop_assert!(keyboard.decoder.deadline().is_none());
        }
    }
}
