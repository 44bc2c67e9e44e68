//! Somebody else is saving: it is said who, typed text and pressed keys are kept, and nobody reads that a database is locked.

use std::{
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Command, Stdio},
};

use rusqlite::Connection;
use tugi::{i18n::Lang, ui::Input};

use crate::{keys::pressed, screen::Screen};

/// Somebody who has begun to save and has not ended yet.
fn saving(file: &Path) -> Connection {
    let connection = Connection::open(file).unwrap();
    connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    connection
}

/// The screen, on a form whose telephone number was changed and is saved while somebody else saves.
fn waiting() -> (Screen, Connection) {
    let screen =
        Screen::sized(80, 24, Lang::En).keys("2/merike<Enter><F4><Tab><Tab><Tab><Tab><Tab><Tab><C-u>5550 8888");
    let other = saving(screen.app.session.store.path().unwrap());
    (screen.keys("<F2>"), other)
}

/// What the status line says.
fn said(screen: &Screen) -> &str {
    screen.app.model.notice.as_ref().map_or("", |notice| &notice.text)
}

fn press(screen: &mut Screen, keys: &str) {
    for key in pressed(keys) {
        screen.app.hold(Input::Key(key));
    }
}

#[test]
fn whoever_has_to_wait_reads_who_is_saving_and_the_save_follows_by_itself() {
    let (mut screen, other) = waiting();
    assert!(screen.app.waits());
    assert!(said(&screen).starts_with("Someone is saving just now: "), "{}", screen.shown());
    assert!(screen.shown().contains("[5550 8888"), "{}", screen.shown());
    #[cfg(target_os = "linux")]
    {
        let me = tugi::config::login().unwrap_or_default();
        assert!(said(&screen).contains(&format!("just now: {me}. ")), "{}", screen.shown());
    }

    screen.app.try_again();
    assert!(screen.app.waits() && said(&screen).starts_with("Someone is saving"), "still: {}", screen.shown());
    other.execute_batch("ROLLBACK").unwrap();
    screen.app.try_again();

    assert!(!screen.app.waits());
    assert!(said(&screen).starts_with("Saved: registration"), "{}", screen.shown());
}

#[test]
fn keys_pressed_while_a_save_waits_go_where_they_would_have_gone() {
    let (mut screen, other) = waiting();
    press(&mut screen, "3");
    assert_eq!(screen.app.model.form().unwrap().editor.as_ref().unwrap().text(), "5550 8888");

    other.execute_batch("ROLLBACK").unwrap();
    screen.app.try_again();

    assert_eq!((screen.app.model.tab, screen.app.model.form().is_none()), (2, true), "{}", screen.shown());
}

#[test]
fn esc_gives_a_waiting_save_up_and_f2_tries_it_again() {
    let (mut screen, other) = waiting();

    press(&mut screen, "<Esc>");

    assert!(!screen.app.waits());
    assert!(said(&screen).starts_with("Not saved: somebody else is still saving"), "{}", screen.shown());
    assert!(screen.shown().contains("[5550 8888"), "{}", screen.shown());
    other.execute_batch("ROLLBACK").unwrap();
    let screen = screen.keys("<F2>");
    assert!(said(&screen).starts_with("Saved: registration"), "{}", screen.shown());
}

#[test]
fn a_command_that_has_to_wait_says_for_whom_and_then_does_its_work() {
    let screen = Screen::sized(80, 24, Lang::En);
    let file = screen.app.session.store.path().unwrap();
    let other = saving(file);
    let mut tugi = Command::new(env!("CARGO_BIN_EXE_tugi"));
    let mut tugi = tugi.args(["undo", "2", "--lang", "en", "--user", "ann", "--file"]);
    tugi = tugi.arg(file).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut undo = tugi.spawn().unwrap();
    let mut errors = BufReader::new(undo.stderr.take().unwrap());
    let mut said = String::new();

    // The file of the test lies open to everybody, which is said first.
    while !said.starts_with("Someone is saving") {
        said.clear();
        assert!(errors.read_line(&mut said).unwrap() > 0);
    }
    other.execute_batch("ROLLBACK").unwrap();

    assert!(said.starts_with("Someone is saving just now: "), "{said}");
    errors.read_to_string(&mut said).unwrap();
    assert!(!said.contains("locked"), "{said}");
    let _ = undo.wait().unwrap();
    assert!(!said.contains("still saving"), "it did not wait for nothing: {said}");
}
