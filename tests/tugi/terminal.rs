//! The program gives its terminal back, sleeps when nothing happens, and understands what a slow line does to keys.

use std::process::{Command, Stdio};
use std::time::Duration;

use rustix::process::Signal;

use crate::pty::Session;

/// Starts the program to be tested, whatever it may show.
pub(crate) fn run(env: &[(&str, &str)]) -> Session {
    Session::start(&["demo"], env, 24, 80)
}

/// Starts it and waits for its first screen.
pub(crate) fn start(env: &[(&str, &str)]) -> Session {
    let mut session = run(env);
    session.wait("F10");
    session
}

/// What the terminal must look like once it is the shell's again.
fn assert_given_back(session: &Session) {
    assert!(session.cooked(), "the terminal takes whole lines and echoes");
    let terminal = session.terminal_state();
    assert!(!terminal.alternate_screen(), "the first screen is back");
    assert!(!terminal.bracketed_paste(), "pastes are no longer marked");
    assert!(!terminal.hide_cursor(), "the cursor is shown");
    assert!(!terminal.inverse() && !terminal.bold(), "the look is plain");
}

#[test]
fn a_flag_raised_in_a_terminal_stands_first_on_the_card() {
    let mut session = start(&[]);
    session.keys("2/merike<Enter><Enter>").wait("Last met");
    session.keys("n").wait("Case plan");
    session.keys("flag<Enter>").wait("Raised on");
    session.keys("Never alone<F2>").wait("! Flag since");
    assert_eq!(session.keys("<F10>").exit_code(), 0);
}

#[test]
fn leaving_gives_the_terminal_back() {
    let mut session = start(&[]);
    assert!(!session.cooked());
    assert!(session.terminal_state().alternate_screen());
    assert_eq!(session.keys("<F10>").exit_code(), 0);
    assert_given_back(&session);
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_gives_the_terminal_back_and_then_says_so() {
    let mut session = run(&[("TUGI_TEST_PANIC", "1")]);
    assert_eq!(session.exit_code(), 101);
    assert_given_back(&session);
    assert_ne!(session.screen().trim(), "");
}

#[test]
fn signals_end_the_program_with_their_code_and_give_the_terminal_back() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut session = start(&[]);
        assert_eq!(session.signal(signal).exit_code(), code);
        assert_given_back(&session);
    }
}

#[test]
fn a_program_whose_terminal_takes_no_more_bytes_still_ends() {
    let mut session = start(&[]);
    session.stall().keys("<F1>");
    assert_eq!(session.signal(Signal::TERM).exit_code(), 143);
    assert!(session.cooked());
}

#[test]
fn a_dropped_line_ends_the_program() {
    let mut session = start(&[]);
    assert_eq!(session.hang_up().exit_code(), 129);
}

#[cfg(target_os = "linux")]
#[test]
fn a_stopped_program_lends_the_terminal_to_the_shell_and_redraws_when_it_goes_on() {
    let mut session = start(&[]);
    session.signal(Signal::TSTP).wait_gone("F10").wait_stopped();
    assert_given_back(&session);
    session.signal(Signal::CONT).wait("F10");
    assert!(!session.cooked() && session.terminal_state().alternate_screen());
    assert_eq!(session.keys("<F10>").exit_code(), 0);
    assert_given_back(&session);
}

#[cfg(target_os = "linux")]
#[test]
fn an_idle_program_writes_nothing_and_wakes_nobody_up() {
    let mut session = start(&[]);
    session.settle();
    let before = session.sleeps_so_far();
    assert!(!session.output_within(Duration::from_secs(5)), "nothing is written");
    assert_eq!(session.sleeps_so_far(), before, "no thread has woken up");
}

#[test]
fn keys_that_came_at_once_are_answered_with_few_frames() {
    let mut session = start(&[]);
    session.settle();
    let before = session.bytes_so_far().len();
    session.send("\x1b[B".repeat(200)).settle();
    assert!(session.bytes_so_far().len() - before < 5000);
}

#[test]
fn more_than_a_buffer_of_keys_arrives_whole() {
    let mut session = start(&[]);
    session.send("\x1b[B".repeat(3000)).keys("<F10>");
    assert_eq!(session.exit_code(), 0);
}

#[test]
fn a_key_that_a_slow_line_cut_in_three_is_that_key() {
    let mut session = start(&[]);
    for part in ["\x1b", "[2", "1~"] {
        session.send(part).output_within(Duration::from_millis(40));
    }
    assert_eq!(session.exit_code(), 0, "it was F10");
}

#[test]
fn the_smallest_windows_do_no_harm() {
    let mut session = start(&[]);
    for (rows, cols) in [(1, 1), (0, 0), (1, 80), (24, 1), (2, 2)] {
        session.resize(rows, cols).settle();
    }
    session.resize(24, 80).wait("F10");
}

#[test]
fn without_a_terminal_there_is_a_sentence_and_exit_code_one() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tugi"));
    let output = command.arg("demo").env("TERM", "xterm").stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(!output.stderr.is_empty());
}

#[test]
fn who_corrects_an_exit_sees_what_it_moves_before_saving() {
    let mut session = Session::start(&["demo", "--programme", "rapla-2013", "--lang", "en"], &[], 24, 80);
    session.wait("F10");
    session.keys("2/süvaluht<Enter><Enter>").wait("2013-05-06");
    session.keys("<Enter>").wait("Status before");
    session.keys("<C-u>2013-05-10<Enter>").wait("Follow-up six months after exit: 2013-11-06 → 2013-11-10");
}
