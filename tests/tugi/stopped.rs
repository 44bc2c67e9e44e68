//! A sheet that takes long: whoever looks on sees how far it is, and Ctrl+C in the shell or Esc on the screen leaves the register as it
//! was.

use std::{
    fmt::Write,
    path::{Path, PathBuf},
    process::Command,
};

use rustix::process::Signal;
use tempfile::TempDir;
use tugi::{
    domain::{Act, Change, Id, Person, Signature},
    store::{Collation, Error, Store, side_files},
};

use crate::pty::Session;

/// A sheet of so many invented people; thousands of them take some seconds.
fn sheet(rows: usize) -> String {
    let mut text = String::from("Perekonnanimi;Eesnimi;Avaldus\n");
    for row in 0..rows {
        writeln!(text, "Proov-{row};Isik-{};02.01.2013", row * 7_919 % 20_011).unwrap();
    }
    text
}

fn newest_act(file: &Path) -> i64 {
    Store::open(file, Collation::plain()).unwrap().newest_batch().unwrap()
}

#[test]
fn an_import_says_how_far_it_is_and_ctrl_c_leaves_nothing_of_it() {
    let (_folder, file, sheet_file) = with_sheet(20_000);
    let before = newest_act(&file);
    let [register, sheet] = [&file, &sheet_file].map(|path| path.display().to_string());
    let import = ["import", "people", &sheet, "--file", &register, "--lang", "en"];

    let mut session = Session::start(&import, &[], 24, 100);
    session.wait("Looking at row").wait("of 20");
    session.send("\u{3}");

    assert_eq!(session.exit_code(), 130);
    assert!(session.screen().contains("the register is as it was"), "{}", session.screen());
    assert!(!session.screen().contains("Looking at row"), "what was said on the way is gone: {}", session.screen());
    assert_nothing_is_left(&file, before);
}

/// The sheet is being looked into on the screen, or it already was.
fn looking_into(file: &Path, sheet: &Path) -> Session {
    let arguments = [&*file.display().to_string(), "--lang", "en"];
    let mut session = Session::start(&arguments, &[], 24, 80);
    std::fs::copy(sheet, session.home().join("sheet.csv")).unwrap();
    session.wait("F10 Leave").keys("2").wait("27 people").keys("<F9>take a sheet<Enter>").wait("sheet.csv");
    session.keys("sheet.csv<Enter>").wait("What is in the sheet?").keys("<Enter>");
    session
}

#[test]
fn the_screen_says_how_far_a_sheet_is_fits_another_window_and_esc_stops_it() {
    let (_folder, file, sheet) = with_sheet(20_000);
    let before = newest_act(&file);
    let mut session = looking_into(&file, &sheet);
    session.wait("Looking at row").wait("of 20").wait("Esc stops it");

    session.resize(30, 100).wait_until("the window is filled", |screen| screen.lines().nth(28).is_some());
    assert!(session.screen().contains("Looking at row"), "{}", session.screen());
    // What is pressed before Esc was meant for a sheet that is not shown.
    session.keys("<F2><Esc>").wait("It was stopped before it was done; the register is as it was.");

    session.keys("<F9>").wait("Menu:").keys("<Esc><F10>");
    assert_eq!(session.exit_code(), 0);
    assert_nothing_is_left(&file, before);
}

#[test]
fn a_sheet_that_is_being_written_from_the_screen_can_still_be_stopped_and_then_be_taken_over_after_all() {
    let (_folder, file, sheet) = with_sheet(6_000);
    let before = newest_act(&file);
    let mut session = looking_into(&file, &sheet);
    session.wait("New: 6").keys("<F2>").wait("Writing record").wait("of 12");

    session.keys("<Esc>").wait("It was stopped");

    assert_nothing_is_left(&file, before);
    session.keys("<F2>").wait("OK").wait("Saved: import, sheet.csv: 6").keys("<F10>");
    assert_eq!(session.exit_code(), 0);
    assert_eq!(newest_act(&file), before + 1);
}

#[test]
fn a_large_import_that_is_taken_back_says_how_far_it_is_can_be_stopped_and_holds_what_is_pressed() {
    let (_folder, file, sheet) = with_sheet(6_000);
    let before = newest_act(&file);
    let mut session = looking_into(&file, &sheet);
    session.wait("New: 6").keys("<F2>").wait("Saved: import, sheet.csv: 6");

    session.keys("u").wait("Taking back record").wait("of 12").keys("<Esc>").wait("It was stopped");
    assert_eq!(newest_act(&file), before + 1);

    session.keys("u").wait("Taking back record").keys("3").wait("[3 Support workers]").keys("2").wait("27 people");
    session.keys("<F10>");
    assert_eq!(session.exit_code(), 0);
    assert_nothing_is_left(&file, before + 2);
}

#[test]
fn a_line_that_drops_while_a_sheet_is_looked_into_ends_the_program_and_leaves_nothing() {
    let (_folder, file, sheet) = with_sheet(20_000);
    let before = newest_act(&file);
    let mut session = looking_into(&file, &sheet);
    session.wait("Looking at row");

    assert_eq!(session.signal(Signal::HUP).exit_code(), 129);

    assert_nothing_is_left(&file, before);
}

/// A training register, and a sheet of so many people beside it.
fn with_sheet(rows: usize) -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (file, sheet_file) = (folder.path().join("rapla.tugi"), folder.path().join("sheet.csv"));
    let made = Command::new(env!("CARGO_BIN_EXE_tugi")).args(["demo", "--to"]).arg(&file).output().unwrap();
    assert!(made.status.success());
    std::fs::write(&sheet_file, sheet(rows)).unwrap();
    (folder, file, sheet_file)
}

fn assert_nothing_is_left(file: &Path, newest: i64) {
    assert_eq!(newest_act(file), newest);
    assert_eq!(side_files(file), Vec::<PathBuf>::new());
    assert_eq!(Store::open(file, Collation::plain()).unwrap().verify().unwrap().faults, []);
}

#[test]
fn an_act_that_is_stopped_while_it_is_written_is_not_there_and_the_next_one_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rapla.tugi");
    tugi::demo::create(&file, "rapla-2013", Collation::plain()).unwrap();
    let mut store = Store::open(&file, Collation::plain()).unwrap();
    let by = Signature { who: "kaja".into(), at: "2013-07-05T12:00:00".parse().unwrap() };
    let person = |row: i64| Person { surname: format!("Proov-{row}"), ..Person::default() };
    let people: Vec<Change> = (1..=500).map(|row| Change::Create(Id(-row), person(row).into())).collect();
    let (acts, there) = (store.newest_batch().unwrap(), store.all::<Person>().unwrap());

    let mut written = 0;
    let stopped = store.commit_while(Act::Import, &people.as_slice(), &by, &mut |done| {
        written = done;
        done < 400
    });

    assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
    assert_eq!((written, store.newest_batch().unwrap()), (400, acts));
    assert_eq!(store.all::<Person>().unwrap(), there);
    assert_eq!(side_files(&file), Vec::<PathBuf>::new());
    assert_eq!(store.commit_while(Act::Import, &people.as_slice(), &by, &mut |_| true).unwrap().created.len(), 500);
    assert_eq!(store.verify().unwrap().faults, []);
}
