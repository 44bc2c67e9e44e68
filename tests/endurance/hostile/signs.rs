//! Signs that must not reach a terminal, told apart without asking the program.

/// A sign that commands a terminal, turns the writing or cannot be seen. Line ends and tabs are none.
pub(crate) fn is_strange(sign: char) -> bool {
    let control = sign.is_control() && !matches!(sign, '\n' | '\t');
    let turns = matches!(sign, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let hidden = matches!(sign, '\u{ad}' | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
    control || turns || hidden
}

/// The strange signs that are no part of the sequences with which the program itself draws.
pub(crate) fn outside_sequences(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut strange = String::new();
    let mut rest: &str = &text;
    while let Some(place) = rest.find(is_strange) {
        rest = &rest[place..];
        let known = own_sequence(rest);
        if known == 0 {
            strange.extend(rest.chars().take(1));
        }
        rest = &rest[known.max(rest.chars().next().map_or(1, char::len_utf8))..];
    }
    strange
}

/// How long the sequence at the beginning is, where it is one of those that the program draws with: `ESC [`, numbers, a letter.
fn own_sequence(text: &str) -> usize {
    if text.starts_with("\r\n") {
        return 2;
    }
    let Some(rest) = text.strip_prefix("\x1b[") else { return 0 };
    let numbers = rest.find(|sign: char| !matches!(sign, '0'..='9' | ';' | '?')).unwrap_or(rest.len());
    let known = rest[numbers..].starts_with(['m', 'H', 'J', 'K', 'h', 'l']);
    if known { 2 + numbers + 1 } else { 0 }
}

#[test]
fn a_sequence_that_the_program_never_draws_is_strange() {
    assert_eq!(outside_sequences(b"\x1b[1;1H\x1b[31m\xc3\x95ie\x1b[?25h"), "");
    assert_eq!(outside_sequences("\x1b[6n\x1b]0;x\x07\u{202e}\u{9b}".as_bytes()), "\x1b\x1b\x07\u{202e}\u{9b}");
}
