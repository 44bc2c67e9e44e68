//! What goes wrong with the file while somebody types into a form: the right sentence, and what was typed still stands there.

use std::{fs, os::unix::fs::symlink, path::Path};

use crate::{
    desk::{KAJA, Office, SmallDisk, is_root, program, set_mode},
    pty::Session,
    scale,
};

/// What the user has typed.
const TYPED: &str = "Never alone with him";
/// The answer that opens the file anew.
const REOPEN: &str = "Open what lies there now";

/// Somebody who has typed into a form and not saved yet.
fn typing(office: &Office, user: Option<u32>) -> Session {
    let file = office.file().display().to_string();
    let tugi = [file.as_str(), "--lang", "en"];
    let mut session = match user {
        None => Session::run(program(), &tugi, &[], 24, 80),
        Some(user) => {
            let user = user.to_string();
            let program = program().display().to_string();
            let mut args = vec!["--reuid", &user, "--regid", &user, "--clear-groups", &program];
            args.extend(tugi);
            Session::run(Path::new("setpriv"), &args, &[], 24, 80)
        }
    };
    session.wait("F10");
    session.keys("2/merike<Enter><Enter>").wait("Last met");
    session.keys("n").wait("Case plan");
    session.keys("flag<Enter>").wait("Raised on");
    session.keys(TYPED).wait(TYPED);
    session
}

/// What lets the save go through in the end.
enum Mended {
    /// Nothing: the file is gone.
    Never,
    /// Undoing what was done.
    By(fn(&Office)),
    /// Opening the file that lies there now.
    ByReopening,
}

/// A fault while a form is open: its name, how it is made, the words of the refusal, and how it is mended.
type Fault = (&'static str, fn(&Office), &'static str, Mended);

fn tried((name, make, words, mend): &Fault, user: Option<u32>) {
    let office = Office::new();
    fs::copy(office.file(), office.path("older.tugi")).unwrap();
    office.sheet("people.csv", 1, 5);
    assert!(office.run(&["import", "people", "people.csv"]).status.success());
    if let Some(user) = &user {
        office.give_to(*user);
    }
    let mut session = typing(&office, user);
    make(&office);
    let before = fs::read(office.file()).ok();

    session.keys("<F2>").wait_until(&format!("{name}: {words:?} is said"), |screen| words_of(screen).contains(words));
    // The answers stand below the words, and may still be on their way.
    session.settle();

    let asked = session.screen().contains(REOPEN);
    if asked {
        session.keys("<Esc>").wait_gone(REOPEN);
    }
    assert!(session.screen().contains(TYPED), "{name}: what was typed is gone\n{}", session.screen());
    assert_eq!(fs::read(office.file()).ok(), before, "{name}: the file was changed");
    match mend {
        Mended::Never => return set_mode(office.folder(), 0o700),
        Mended::By(mend) => mend(&office),
        Mended::ByReopening => {
            session.keys("<F2>").wait(REOPEN).keys("<Right><Enter>").wait("opened again");
        }
    }
    session.keys("<F2>").wait("Flag since");
    session.keys("<F10>");
    assert_eq!(session.exit_code(), 0, "{name}");
    set_mode(office.folder(), 0o700);
    assert!(office.is_whole(), "{name}");
}

/// The words of a screen, wherever its lines end.
fn words_of(screen: &str) -> String {
    screen
        .split(|letter: char| letter.is_whitespace() || letter == '│')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn all(group: &str, faults: &[Fault], user: Option<u32>) {
    for fault in faults {
        tried(fault, user);
    }
    scale::say("faults", format!("{group}: {0} of {0} told right, 0 panics, the typed text kept", faults.len()));
}

fn journal(office: &Office) -> std::path::PathBuf {
    office.path("demo.tugi-journal")
}

#[test]
fn a_form_survives_what_is_done_to_its_file() {
    all(
        "an open form",
        &[
            (
                "moved away",
                |office| fs::rename(office.file(), office.path("away.tugi")).unwrap(),
                "moved, removed or replaced",
                Mended::By(|office| fs::rename(office.path("away.tugi"), office.file()).unwrap()),
            ),
            ("removed", |office| fs::remove_file(office.file()).unwrap(), "moved, removed or replaced", Mended::Never),
            (
                "renamed over",
                |office| fs::rename(office.path("older.tugi"), office.file()).unwrap(),
                "moved, removed or replaced",
                Mended::ByReopening,
            ),
            (
                "overwritten by an older copy",
                |office| assert!(fs::copy(office.path("older.tugi"), office.file()).unwrap() > 0),
                "overwritten by an older or another one",
                Mended::ByReopening,
            ),
            ("emptied", |office| office.write("demo.tugi", ""), "is empty", Mended::Never),
            (
                "cut in half",
                |office| {
                    let bytes = fs::read(office.file()).unwrap();
                    fs::write(office.file(), &bytes[..bytes.len() / 2]).unwrap();
                },
                "The register is",
                Mended::Never,
            ),
            (
                "given a second name",
                |office| fs::hard_link(office.file(), office.path("second.tugi")).unwrap(),
                "second name",
                Mended::By(|office| fs::remove_file(office.path("second.tugi")).unwrap()),
            ),
        ],
        None,
    );
}

#[test]
fn a_form_survives_what_is_put_in_the_way_of_its_save() {
    all(
        "an open form, something in the way",
        &[
            (
                "a link in place of the journal",
                |office| symlink(office.path("victim"), journal(office)).unwrap(),
                "is a link or a folder",
                Mended::By(|office| fs::remove_file(journal(office)).unwrap()),
            ),
            (
                "a folder in place of the journal",
                |office| fs::create_dir(journal(office)).unwrap(),
                "is a link or a folder",
                Mended::By(|office| fs::remove_dir(journal(office)).unwrap()),
            ),
        ],
        None,
    );
}

#[test]
fn a_form_survives_a_save_that_somebody_else_does_not_end() {
    let office = Office::new();
    let mut session = typing(&office, None);
    let other = rusqlite::Connection::open(office.file()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    session
        .keys("<F2>")
        .wait_until("it is said who waits", |screen| words_of(screen).contains("somebody else is still saving"));
    assert!(session.screen().contains(TYPED));
    other.execute_batch("ROLLBACK").unwrap();
    session.keys("<F2>").wait("Flag since");
    scale::say("faults", "an open form, somebody else saving: 1 of 1 told right, 0 panics, the typed text kept");
}

#[test]
fn a_form_survives_rights_that_are_taken_away() {
    if !is_root() {
        scale::say("faults", "an open form, rights: needs root, to try them as another user");
        return;
    }
    all(
        "an open form, rights",
        &[(
            "folder to be read only",
            |office| set_mode(office.folder(), 0o500),
            "nothing was saved",
            Mended::By(|office| set_mode(office.folder(), 0o700)),
        )],
        Some(KAJA),
    );
}

#[test]
fn a_form_survives_a_full_disk() {
    let office = Office::new();
    let whole = fs::read(office.file()).unwrap();
    let Some(disk) = SmallDisk::mounted_on(office.folder(), 8) else {
        scale::say("faults", "an open form, full disk: needs root, to mount a small one");
        return;
    };
    office.write("demo.tugi", whole);
    set_mode(&office.file(), 0o600);
    let mut session = typing(&office, None);
    disk.fill();
    session.keys("<F2>").wait("The disk is full");
    assert!(session.screen().contains(TYPED));
    disk.make_room();
    session.keys("<F2>").wait("Flag since");
    session.keys("<F10>");
    assert_eq!(session.exit_code(), 0);
    assert!(office.is_whole());
    scale::say("faults", "an open form, full disk: 1 of 1 told right, 0 panics, the typed text kept");
}

#[test]
fn the_screen_says_once_what_is_to_be_said_of_the_place() {
    let office = Office::new();
    let link = office.path("link.tugi");
    symlink(office.file(), &link).unwrap();
    let file = link.display().to_string();
    let mut session = Session::start(&[&file, "--lang", "en"], &[], 24, 80);
    session.wait("This is a link; the register itself is");
    session.keys("2").wait_gone("This is a link");
}
