//! Two people at once, in two terminals, on one file: what one saves the other sees, and nobody overwrites anybody.

mod merged;
mod rights;
mod waiting;

use std::{path::Path, process::Command};

use tempfile::TempDir;
use tugi::store::{Collation, Store};

use crate::pty::Session;

/// A training register in a folder of its own.
fn register() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rapla.tugi").display().to_string();
    let written = Command::new(env!("CARGO_BIN_EXE_tugi")).args(["demo", "--to", &file]).output().unwrap();
    assert!(written.status.success(), "{written:?}");
    (folder, file)
}

/// Somebody at work on the participants.
fn at_work(file: &str, user: &str) -> Session {
    let mut session = Session::start(&[file, "--user", user, "--lang", "en"], &[], 24, 80);
    session.wait("F10 Leave").keys("2").wait("27 people");
    session
}

/// Opens the form of the participant whose name is sought.
fn edit(session: &mut Session, name: &str) {
    session.keys("/").wait("Find: _").keys(name).wait("1 found").keys("<Enter><F4>").wait("F2 Save");
}

/// Puts a telephone number into the form and saves.
fn save_phone(session: &mut Session, phone: &str) {
    session.keys("<Tab><Tab><Tab><Tab><Tab><Tab><C-u>").keys(phone).wait(phone).keys("<F2>");
}

fn verified(file: &str) -> bool {
    Command::new(env!("CARGO_BIN_EXE_tugi")).args(["verify", file]).output().unwrap().status.success()
}

#[test]
fn what_one_saves_the_other_sees_without_asking() {
    let (_folder, file) = register();
    let (mut ann, mut bob) = (at_work(&file, "ann"), at_work(&file, "bob"));
    bob.keys("/").wait("Find: _").keys("merike").wait("1 found").keys("<Enter>").wait("Phone 5550 0112");

    edit(&mut ann, "merike");
    save_phone(&mut ann, "5550 7777");

    ann.wait("OK Saved");
    bob.wait("Phone 5550 7777");
}

/// Two people correct the telephone number of one participant; the second answers the question with these keys.
fn both_save(answer: &str) -> (TempDir, String) {
    let (folder, file) = register();
    let (mut ann, mut bob) = (at_work(&file, "ann"), at_work(&file, "bob"));
    edit(&mut ann, "merike");
    edit(&mut bob, "merike");
    save_phone(&mut ann, "5550 7777");
    ann.wait("OK Saved");
    save_phone(&mut bob, "5550 8888");
    bob.wait("ann saved this record").wait("( ) 5550 7777").wait("(x) 5550 8888").wait("draft kept");
    bob.keys(answer).wait_gone("ann saved this record").keys("<F10>").exit_code();
    assert!(verified(&file));
    (folder, file)
}

#[test]
fn a_second_save_of_the_same_record_shows_both_and_the_other_s_may_stand() {
    let (_folder, file) = both_save("<Left><F2>");
    assert_eq!(phone_of(&file, "Merike"), "5550 7777");
}

#[test]
fn a_second_save_of_the_same_record_shows_both_and_one_s_own_may_stand() {
    let (_folder, file) = both_save("<F2>");
    assert_eq!(phone_of(&file, "Merike"), "5550 8888");
    let store = Store::open(Path::new(&file), Collation::plain()).unwrap();
    assert_eq!(
        store.drafts_of("bob", None).unwrap(),
        [],
        "what was kept while the two were looked at went with the save"
    );
}

/// The telephone number that the export has for somebody.
fn phone_of(file: &str, given: &str) -> String {
    let arguments = ["export", "participants", "--format", "json", "--file", file];
    let printed = Command::new(env!("CARGO_BIN_EXE_tugi")).args(arguments).output().unwrap();
    let rows: serde_json::Value = serde_json::from_slice(&printed.stdout).unwrap();
    let row = rows.as_array().unwrap().iter().find(|row| row["given"] == given).unwrap();
    row["phone"].as_str().unwrap().to_owned()
}

#[test]
fn a_file_that_goes_away_is_said_and_the_text_stays() {
    let (_folder, file) = register();
    let mut ann = at_work(&file, "ann");
    edit(&mut ann, "merike");
    std::fs::rename(&file, Path::new(&file).with_extension("away")).unwrap();

    save_phone(&mut ann, "5550 7777");

    ann.wait("The register was moved, removed or replaced").keys("<Esc>").wait("Phone").wait("5550 7777");
    assert!(!ann.screen().contains("What was saved is safe"), "nothing was saved: {}", ann.screen());
}
