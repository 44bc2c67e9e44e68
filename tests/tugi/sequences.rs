//! What is sent to each kind of terminal, and what never is.

use crate::pty::Session;
use crate::terminal::start;

fn sent_to(env: &[(&str, &str)]) -> (Session, String) {
    let mut session = start(env);
    session.keys("<F10>").exit_code();
    let sent = String::from_utf8(session.bytes_so_far()).unwrap();
    (session, sent)
}

/// The numbers of all looks that were sent, as in `ESC [ 1 ; 31 m`.
fn looks(sent: &str) -> Vec<u16> {
    let ends = |text: &str| text.find(|letter: char| letter.is_ascii_alphabetic());
    let numbers = sent.split("\x1b[").skip(1).filter_map(|rest| {
        let end = ends(rest)?;
        rest[end..].starts_with('m').then(|| &rest[..end])
    });
    numbers.flat_map(|numbers| numbers.split(';')).filter_map(|number| number.parse().ok()).collect()
}

fn has_colour(look: u16) -> bool {
    look >= 30
}

fn assert_never_sent(sent: &str) {
    for (never, why) in [
        ("\x1b(0", "the other alphabet does not work in UTF-8"),
        ("\x1b[?1000h", "the mouse belongs to the terminal, for copying"),
        ("\x1b[?1002h", "the mouse belongs to the terminal, for copying"),
        ("\x1b[?1006h", "the mouse belongs to the terminal, for copying"),
        ("\x1b[6n", "no question is asked"),
        ("\x1b[c", "no question is asked"),
        ("\x1b]", "no question is asked"),
    ] {
        assert!(!sent.contains(never), "{never:?}: {why}");
    }
    let longer_forms = [38, 48, 58];
    assert!(looks(sent).iter().all(|look| !longer_forms.contains(look)), "colours go out in their short form");
}

#[test]
fn a_modern_terminal_gets_its_second_screen_and_marked_pastes() {
    for term in ["xterm", "xterm-256color", "putty", "screen", "tmux-256color"] {
        let (_, sent) = sent_to(&[("TERM", term)]);
        assert!(sent.contains("\x1b[?1049h") && sent.contains("\x1b[?2004h"), "{term}");
        assert_never_sent(&sent);
    }
}

#[test]
fn the_linux_console_gets_eight_colours() {
    let (_, sent) = sent_to(&[("TERM", "linux")]);
    assert!(!sent.contains("\x1b[?2004h"));
    assert!(looks(&sent).iter().all(|look| *look < 90), "no bright colours");
    assert_never_sent(&sent);
}

#[test]
fn a_plain_terminal_gets_no_modes_no_colours_and_no_signs_beyond_ascii() {
    let (session, sent) = sent_to(&[("TERM", "vt100")]);
    assert!(!sent.contains("\x1b[?1049h") && !sent.contains("\x1b[?2004h"));
    assert!(!looks(&sent).into_iter().any(has_colour));
    assert!(sent.chars().all(|letter| letter.is_ascii() || letter.is_alphabetic()), "{sent}");
    assert_eq!(session.screen().trim(), "", "nothing of the register stays on the screen");
    assert_never_sent(&sent);
}

#[test]
fn without_colours_something_is_still_marked() {
    let mut session = start(&[("NO_COLOR", "1")]);
    let terminal = session.terminal_state();
    let (rows, cols) = terminal.size();
    let mut cells = (0..rows.get()).flat_map(|row| (0..cols.get()).map(move |col| (row, col)));
    assert!(cells.any(|(row, col)| terminal.cell(row, col).is_some_and(vt100::Cell::inverse)));
    session.keys("<F10>").exit_code();
    assert!(!looks(&String::from_utf8(session.bytes_so_far()).unwrap()).into_iter().any(has_colour));
}

#[test]
fn without_utf8_signs_are_ascii() {
    let (_, sent) = sent_to(&[("LANG", "C")]);
    assert!(sent.chars().all(|letter| letter.is_ascii() || letter.is_alphabetic()));
}

#[test]
fn a_dumb_terminal_is_refused_with_a_sentence() {
    for term in ["dumb", ""] {
        let mut session = crate::terminal::run(&[("TERM", term)]);
        assert_eq!(session.exit_code(), 1);
        assert!(!session.screen().trim().is_empty());
        assert!(session.cooked());
    }
}
