//! The real program in a real terminal, ended in every way there is while somebody types.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use rustix::process::Signal;
use tempfile::TempDir;

use crate::pty::Session;

/// What is typed into the form.
const TYPED: &str = "5551 1234";

/// A training register in a folder of its own.
fn register() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rapla.tugi").display().to_string();
    let written = Command::new(env!("CARGO_BIN_EXE_tugi")).args(["demo", "--to", &file]).output().unwrap();
    assert!(written.status.success(), "{written:?}");
    (folder, file)
}

fn start(file: &str, env: &[(&str, &str)]) -> Session {
    Session::start(&[file, "--user", "ann", "--lang", "en"], env, 24, 80)
}

/// Types a telephone number into the form of a participant, without leaving the field.
fn type_in(session: &mut Session) {
    session.wait("F10 Leave").keys("2").wait("27 people").keys("/").wait("Find: _").keys("merike").wait("1 found");
    session.keys("<Enter><F4>").wait("F2 Save").keys("<Tab><Tab><Tab><Tab><Tab><Tab><C-u>").keys(TYPED).wait(TYPED);
}

/// The next start asks about the draft; opened, it holds what was typed. Saved, it is not offered again.
fn assert_offered_once(file: &str) {
    let mut session = start(file, &[]);
    session.wait("You typed this and it was not saved").wait("Merike, typed");
    session.keys("<Enter>").wait("draft kept").wait(TYPED).keys("<F2>").wait("OK Saved");
    assert_eq!(session.keys("<F10>").exit_code(), 0);
    assert!(verified(file));
    let mut session = start(file, &[]);
    session.wait("F10 Leave").settle();
    assert!(!session.screen().contains("You typed this"), "{}", session.screen());
}

fn verified(file: &str) -> bool {
    Command::new(env!("CARGO_BIN_EXE_tugi")).args(["verify", file]).output().unwrap().status.success()
}

#[test]
fn what_was_typed_some_seconds_before_a_kill_is_offered_at_the_next_start() {
    let (_folder, file) = register();
    let mut session = start(&file, &[]);
    type_in(&mut session);
    session.wait("* not saved | draft kept");

    session.kill();

    assert!(verified(&file));
    assert_offered_once(&file);
}

#[test]
fn a_field_that_was_left_is_kept_before_any_time_has_passed() {
    let (_folder, file) = register();
    let mut session = start(&file, &[]);
    type_in(&mut session);

    session.keys("<Tab>").wait("draft kept").kill();

    assert_offered_once(&file);
}

#[test]
fn every_signal_that_ends_the_program_leaves_the_last_letter_in_the_draft() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let (_folder, file) = register();
        let mut session = start(&file, &[]);
        type_in(&mut session);
        assert_eq!(session.signal(signal).exit_code(), code);
        assert!(session.cooked());
        assert_offered_once(&file);
    }
}

#[test]
fn a_dropped_line_leaves_the_draft_also_where_hanging_up_is_ignored() {
    for ignored in ["", "trap '' HUP; "] {
        let (_folder, file) = register();
        let run = format!("{ignored}exec {} {file} --user ann --lang en", env!("CARGO_BIN_EXE_tugi"));
        let mut session = Session::run(Path::new("/bin/sh"), &["-c", &run], &[], 24, 80);
        type_in(&mut session);
        session.hang_up();
        let dropped = std::time::Instant::now();
        assert_eq!(session.exit_code(), 129);
        assert!(dropped.elapsed() < Duration::from_secs(2), "it ends by itself, after {:?}", dropped.elapsed());
        assert_offered_once(&file);
    }
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_leaves_the_draft_a_sentence_and_a_report_that_names_nobody() {
    let (_folder, file) = register();
    let mut session = start(&file, &[("TUGI_TEST_PANIC", "F11")]);
    type_in(&mut session);

    assert_eq!(session.keys("<F11>").exit_code(), 101);

    assert!(session.cooked() && !session.terminal_state().alternate_screen());
    let shown = session.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("What you were typing is kept as a draft"), "{shown}");
    let report = report_in(session.home());
    assert!(shown.replace(' ', "").contains(&report.file_name().unwrap().display().to_string()), "{shown}");
    let text = std::fs::read_to_string(report).unwrap();
    assert!(text.contains("panics.rs"), "{text}");
    for name in ["Merike", "Hõbepaas", "ann\n", TYPED, "rapla.tugi"] {
        assert!(!text.contains(name), "{name} in {text}");
    }
    assert_offered_once(&file);
}

/// The only report of a fault in somebody's home.
fn report_in(home: &Path) -> PathBuf {
    let folder = home.join(".local/state/tugi");
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files[0].clone()
}

#[test]
fn what_is_open_in_one_window_is_not_offered_in_another() {
    let (_folder, file) = register();
    let mut first = start(&file, &[]);
    type_in(&mut first);
    first.wait("draft kept");

    let mut second = start(&file, &[]);
    second.wait("F10 Leave").settle();
    assert!(!second.screen().contains("You typed this"), "{}", second.screen());
    second.keys("<F9>").wait("Menu").keys("drafts<Enter>").wait("open in another window");

    first.keys("<F2>").wait("OK Saved");
    assert!(verified(&file));
}

#[cfg(target_os = "linux")]
#[test]
fn once_everything_is_kept_the_program_sleeps_again() {
    let (_folder, file) = register();
    let mut session = start(&file, &[]);
    type_in(&mut session);
    session.wait("draft kept").settle();

    let before = session.sleeps_so_far();
    assert!(!session.output_within(Duration::from_secs(6)), "nothing is written");

    assert_eq!(session.sleeps_so_far(), before, "no thread has woken up");
}

#[cfg(target_os = "linux")]
#[test]
fn a_register_that_is_being_saved_to_holds_up_no_typing_and_takes_the_draft_later() {
    let (_folder, file) = register();
    let mut session = start(&file, &[]);
    type_in(&mut session);
    session.wait("draft kept");
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();

    session.keys("<Tab><C-u>other@example.ee<Tab><C-u>").wait("[other@example.ee]").keys("Kooli 7").wait("Kooli 7");
    other.execute_batch("ROLLBACK").unwrap();
    let kept = |screen: &str| screen.contains("draft kept");
    session.wait_until("the draft is kept", kept);
    session.signal(Signal::TERM).exit_code();

    let mut session = start(&file, &[]);
    session.wait("Merike, typed").keys("<Enter>").wait("other@example.ee").wait("Kooli 7");
}

#[cfg(target_os = "linux")]
#[test]
fn a_program_that_was_stopped_and_goes_on_still_has_what_was_typed() {
    let (_folder, file) = register();
    let mut session = start(&file, &[]);
    type_in(&mut session);
    session.signal(Signal::TSTP).wait_gone(TYPED).wait_stopped();

    session.signal(Signal::CONT).wait(TYPED).wait("draft kept").keys("<F2>").wait("OK Saved");

    assert_eq!(session.keys("<F10>").exit_code(), 0);
    assert!(verified(&file));
}
