//! What goes wrong with a file and its surroundings, case by case, from the shell: no panic, the right sentence, nothing made worse.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Output,
};

use rusqlite::Connection;

use crate::{
    desk::{KAJA, Office, SmallDisk, is_root, set_mode},
    scale,
};

/// What a command says of a fault.
struct Told {
    /// The exit status.
    code: i32,
    /// What stands in the errors, in this order or another.
    words: &'static [&'static str],
}

/// Refused, with these words.
const fn refused(words: &'static [&'static str]) -> Told {
    Told { code: 1, words }
}

/// Found not to be a whole register, with these words.
const fn unmet(words: &'static [&'static str]) -> Told {
    Told { code: 3, words }
}

/// Done, with a warning of these words; with none, in silence.
const fn done(words: &'static [&'static str]) -> Told {
    Told { code: 0, words }
}

/// Reads the register, saves to it, checks it.
const READ: &[&str] = &["export", "people"];
const SAVE: &[&str] = &["import", "people", "people.csv"];
const CHECK: &[&str] = &["verify", "demo.tugi"];

/// A fault: its name, how it is made, what is tried, and what is to be said.
type Fault = (&'static str, fn(&Office), &'static [&'static str], Told);

/// The bytes of a file; none where it is no file, since reading a pipe would never end.
fn bytes(path: &Path) -> Option<Vec<u8>> {
    fs::metadata(path).ok().filter(fs::Metadata::is_file).and_then(|_| fs::read(path).ok())
}

/// Runs one fault; a complaint where something was wrong.
fn tried((name, make, args, told): &Fault, user: Option<u32>) -> Option<String> {
    let office = Office::new();
    office.sheet("people.csv", 1, 400);
    if let Some(user) = &user {
        office.give_to(*user);
    }
    make(&office);
    let before = bytes(&office.file());
    let output = match user {
        Some(user) => office.command_as(user, "022", args).output().unwrap(),
        None => office.run(args),
    };
    let after = bytes(&office.file());
    // So that the folder can be cleared away whatever was done to it.
    set_mode(office.folder(), 0o700);
    complaint(told, &output)
        .or_else(|| (told.code != 0 && before != after).then(|| "the file was changed".to_owned()))
        .map(|wrong| format!("{name}: {wrong}"))
}

fn complaint(told: &Told, output: &Output) -> Option<String> {
    let said = String::from_utf8_lossy(&output.stderr).replace('\n', " ");
    let missing = told.words.iter().find(|word| !said.contains(**word));
    let silent = told.code == 0 && told.words.is_empty() && !said.is_empty();
    match output.status.code() {
        _ if said.contains("panicked") => Some(format!("panicked: {said}")),
        Some(code) if code == told.code && missing.is_none() && !silent => None,
        code => Some(format!("{code:?} instead of {}, {missing:?} not in: {said}", told.code)),
    }
}

/// Tries all of them and says how many were told right.
fn all(group: &str, faults: &[Fault], user: Option<u32>) {
    let wrong: Vec<String> = faults.iter().filter_map(|fault| tried(fault, user)).collect();
    scale::say("faults", format!("{group}: {} of {} told right, 0 panics", faults.len() - wrong.len(), faults.len()));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn changed(office: &Office, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(office.file()).unwrap();
    change(&mut bytes);
    fs::write(office.file(), bytes).unwrap();
}

fn moved(office: &Office) -> PathBuf {
    let real = office.path("real.tugi");
    fs::rename(office.file(), &real).unwrap();
    real
}

#[test]
fn a_file_that_is_not_a_whole_register_is_called_what_it_is() {
    let foreign = |office: &Office| {
        fs::remove_file(office.file()).unwrap();
        Connection::open(office.file()).unwrap().execute_batch("CREATE TABLE person (id)").unwrap();
    };
    let pipe = |office: &Office| {
        fs::remove_file(office.file()).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(office.file()).status().unwrap().success());
    };
    all(
        "the file",
        &[
            (
                "removed",
                |office| fs::remove_file(office.file()).unwrap(),
                READ,
                refused(&["There is no file demo.tugi"]),
            ),
            (
                "a folder",
                |office| {
                    fs::remove_file(office.file()).unwrap();
                    fs::create_dir(office.file()).unwrap();
                },
                READ,
                refused(&["is not a file"]),
            ),
            ("a pipe", pipe, READ, refused(&["is not a file"])),
            ("empty", |office| office.write("demo.tugi", ""), READ, refused(&["is empty", "last backup"])),
            ("empty, checked", |office| office.write("demo.tugi", ""), CHECK, unmet(&["is empty"])),
            ("a text", |office| office.write("demo.tugi", "surname;given\n"), READ, refused(&["is not a register"])),
            ("of another program", foreign, READ, refused(&["is not a register"])),
            ("of a newer Tugi", |office| changed(office, |bytes| bytes[63] = 99), READ, refused(&["newer Tugi", "99"])),
            (
                "cut in half",
                |office| changed(office, |bytes| bytes.truncate(bytes.len() / 2)),
                READ,
                refused(&["is not all there", "last backup"]),
            ),
            (
                "without its last page",
                |office| changed(office, |bytes| bytes.truncate(bytes.len() - 4096)),
                SAVE,
                refused(&["is not all there"]),
            ),
            (
                "with a page of nothing",
                |office| changed(office, |bytes| bytes[40_960..45_056].fill(0)),
                SAVE,
                Told { code: 1, words: &["hint:"] },
            ),
        ],
        None,
    );
}

#[test]
fn links_and_second_names_are_followed_or_refused() {
    let second_name = |office: &Office| fs::hard_link(office.file(), office.path("other.tugi")).unwrap();
    all(
        "links",
        &[
            ("second name, read", second_name, READ, refused(&["second name", "-samefile"])),
            ("second name, saved", second_name, SAVE, refused(&["second name"])),
            ("second name, checked", second_name, CHECK, refused(&["second name"])),
            ("a link", |office| symlink(moved(office), office.file()).unwrap(), SAVE, done(&[])),
            (
                "a link to nothing",
                |office| symlink(office.path("gone.tugi"), moved(office).with_file_name("demo.tugi")).unwrap(),
                READ,
                refused(&["There is no file", "gone.tugi"]),
            ),
            (
                "a link to itself",
                |office| {
                    fs::remove_file(office.file()).unwrap();
                    symlink(office.file(), office.file()).unwrap();
                },
                READ,
                refused(&["That did not work"]),
            ),
            (
                "a link in place of the journal",
                |office| symlink(office.path("victim"), office.path("demo.tugi-journal")).unwrap(),
                SAVE,
                refused(&["demo.tugi-journal", "is a link or a folder"]),
            ),
            (
                "a link in place of the log",
                |office| symlink(office.path("victim"), office.path("demo.tugi-wal")).unwrap(),
                READ,
                refused(&["demo.tugi-wal", "is a link or a folder"]),
            ),
            (
                "a folder in place of the journal",
                |office| fs::create_dir(office.path("demo.tugi-journal")).unwrap(),
                SAVE,
                refused(&["demo.tugi-journal", "is a link or a folder"]),
            ),
            (
                "a new register over a link",
                |office| symlink(office.path("victim"), office.path("new.tugi")).unwrap(),
                &["init", "new.tugi", "--programme", "rapla"],
                refused(&["exists already"]),
            ),
            (
                "a backup over a link",
                |office| symlink(office.path("victim"), office.path("copy.tugi")).unwrap(),
                &["backup", "copy.tugi"],
                refused(&["exists already"]),
            ),
            (
                "a backup over a file",
                |office| office.write("copy.tugi", "precious"),
                &["backup", "copy.tugi"],
                refused(&["exists already", "left as it is"]),
            ),
        ],
        None,
    );
}

#[test]
fn a_place_that_endangers_the_register_is_said_and_how_to_mend_it() {
    fn reachable(office: &Office, mode: u32) {
        set_mode(office.folder(), 0o755);
        set_mode(&office.file(), mode);
    }
    let logged = |office: &Office| {
        let other = Connection::open(office.file()).unwrap();
        other
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; PRAGMA application_id = 1414874953",
            )
            .unwrap();
        other.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
    };
    all(
        "the place",
        &[
            (
                "everybody may read",
                |office| reachable(office, 0o644),
                READ,
                done(&["Every user", "chmod o-rwx demo.tugi"]),
            ),
            (
                "everybody may write",
                |office| reachable(office, 0o666),
                SAVE,
                done(&["Every user", "chmod o-rwx demo.tugi"]),
            ),
            ("closed by its folder", |office| set_mode(&office.file(), 0o644), READ, done(&[])),
            (
                "a group's file in one user's folder",
                |office| set_mode(&office.file(), 0o660),
                READ,
                done(&["Several people", "chmod 2770"]),
            ),
            (
                "a synchronised folder",
                |office| fs::create_dir(office.path(".stfolder")).unwrap(),
                READ,
                done(&["Syncthing", "tugi backup"]),
            ),
            ("left with a log by another program", logged, SAVE, done(&["Another program", "set it right"])),
        ],
        None,
    );
}

#[test]
fn a_synchronised_folder_is_known_by_its_name_and_a_plain_output_stays_plain() {
    let office = Office::new();
    let folder = office.path("OneDrive - Rapla vald");
    fs::create_dir(&folder).unwrap();
    fs::copy(office.file(), folder.join("demo.tugi")).unwrap();
    set_mode(&folder.join("demo.tugi"), 0o600);

    let output = office.run(&["export", "people", "--json", "--file", "OneDrive - Rapla vald/demo.tugi"]);

    assert!(serde_json::from_slice::<serde_json::Value>(&output.stdout).is_ok(), "the warning is not among the data");
    assert!(String::from_utf8_lossy(&output.stderr).contains("by OneDrive"), "{output:?}");
}

#[test]
fn what_may_not_be_written_is_read_and_the_save_refused() {
    if !is_root() {
        scale::say("faults", "rights: needs root, to try them as another user");
        return;
    }
    all(
        "rights",
        &[
            ("file to be read only, read", |office| set_mode(&office.file(), 0o400), READ, done(&[])),
            (
                "file to be read only, saved",
                |office| set_mode(&office.file(), 0o400),
                SAVE,
                refused(&["can only be read"]),
            ),
            ("folder to be read only, read", |office| set_mode(office.folder(), 0o500), READ, done(&[])),
            (
                "folder to be read only, saved",
                |office| set_mode(office.folder(), 0o500),
                SAVE,
                refused(&["nothing was saved"]),
            ),
            ("file closed", |office| set_mode(&office.file(), 0), READ, refused(&["You may not read", "demo.tugi"])),
            ("folder closed", |office| set_mode(office.folder(), 0), READ, refused(&["demo.tugi"])),
            (
                "another user's journal",
                |office| {
                    office.break_off();
                    std::os::unix::fs::chown(office.path("demo.tugi-journal"), Some(0), Some(0)).unwrap();
                },
                READ,
                refused(&["You may not read", "demo.tugi-journal"]),
            ),
            (
                "a crash in a folder to be read only",
                |office| {
                    office.break_off();
                    office.give_to(KAJA);
                    set_mode(office.folder(), 0o500);
                },
                READ,
                refused(&["was broken off", "somebody open it"]),
            ),
        ],
        Some(KAJA),
    );
}

/// Tries something on a small disk that is full.
fn on_a_full_disk(args: &[&str], prepare: impl FnOnce(&Office)) -> Option<(Office, SmallDisk, Output)> {
    let office = Office::new();
    let whole = fs::read(office.file()).unwrap();
    let Some(disk) = SmallDisk::mounted_on(office.folder(), 8) else {
        scale::say("faults", "full disk: needs root, to mount a small one");
        return None;
    };
    office.write("demo.tugi", whole);
    set_mode(&office.file(), 0o600);
    office.sheet("people.csv", 1, 400);
    prepare(&office);
    disk.fill();
    let output = office.run(args);
    Some((office, disk, output))
}

#[test]
fn a_full_disk_is_said_and_nothing_is_lost_or_half_there() {
    let full = refused(&["The disk is full", "Make room"]);
    let mut right = 0;
    for (args, what) in [
        (SAVE, "a save"),
        (&["backup", "copy.tugi"][..], "a backup"),
        (&["init", "new.tugi", "--programme", "rapla"], "a new register"),
        (&["export", "people", "--out", "people-out.csv"], "an export"),
    ] {
        let Some((office, disk, output)) = on_a_full_disk(args, |_| {}) else { return };
        assert_eq!(complaint(&full, &output), None, "{what}");
        let half = ["copy.tugi", "new.tugi", "people-out.csv"].map(|name| office.path(name).exists());
        assert_eq!(half, [false; 3], "{what}: half a file is left");
        disk.make_room();
        assert!(office.is_whole(), "{what}");
        assert_eq!(complaint(&done(&[]), &office.run(SAVE)), None, "{what}, once there is room");
        right += 1;
    }
    let (office, disk, output) = on_a_full_disk(READ, Office::break_off).unwrap();
    assert_eq!(complaint(&full, &output), None, "opening after a crash");
    disk.make_room();
    assert!(office.is_whole());
    scale::say("faults", format!("full disk: {} of 5 told right, 0 panics", right + 1));
}

#[test]
fn what_a_crash_left_is_put_right_or_explained() {
    let half_a_journal = |office: &Office| {
        office.break_off();
        let journal = fs::read(office.path("demo.tugi-journal")).unwrap();
        office.write("demo.tugi-journal", &journal[..journal.len() / 3]);
    };
    let with_backup = |office: &Office| {
        fs::create_dir(office.path("demo.backups")).unwrap();
        fs::copy(office.file(), office.path("demo.backups/hourly.tugi")).unwrap();
        office.write("demo.backups/torn.tugi", "not a register");
        office.break_off();
        let journal = fs::read(office.path("demo.tugi-journal")).unwrap();
        office.write("demo.tugi-journal", &journal[..journal.len() / 3]);
    };
    let older_put_over = |office: &Office| {
        fs::copy(office.file(), office.path("older.tugi")).unwrap();
        assert!(office.run(SAVE).status.success());
        office.break_off();
        fs::copy(office.path("older.tugi"), office.file()).unwrap();
    };
    all(
        "after a crash",
        &[
            ("a save broken off", Office::break_off, CHECK, done(&[])),
            ("a copy put over it", older_put_over, READ, done(&["A copy was put in the place", "demo.rescue"])),
            ("nothing whole", half_a_journal, READ, refused(&["damaged after a crash", "move it away"])),
            ("nothing whole, checked", half_a_journal, CHECK, unmet(&["damaged after a crash"])),
            (
                "nothing whole, but a backup",
                with_backup,
                READ,
                refused(&["newest whole backup", "hourly.tugi", "mv demo.tugi demo.tugi.damaged && cp"]),
            ),
        ],
        None,
    );
}

#[test]
fn what_is_tried_out_after_a_crash_leaves_nothing_personal_behind() {
    let office = Office::new();
    office.break_off();
    assert!(office.is_whole());
    assert!(!office.path("demo.rescue").exists(), "the copies are gone");
    assert!(!office.path("demo.tugi-journal").exists());
}

#[test]
fn programs_that_open_at_once_after_a_crash_do_not_hurt_each_other() {
    let rounds = scale::rounds(3, 50);
    for round in 0..rounds {
        let office = Office::new();
        office.break_off();
        let openers: Vec<_> = (0..4)
            .map(|_| {
                let mut command = office.command(READ);
                command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::piped()).spawn().unwrap()
            })
            .collect();
        for opener in openers {
            let output = opener.wait_with_output().unwrap();
            assert!(output.status.success(), "round {round}: {output:?}");
        }
        assert!(office.is_whole(), "round {round}");
        assert!(!office.path("demo.rescue").exists());
    }
    scale::say("faults", format!("four programs at once after a crash: {rounds} of {rounds} whole"));
}
