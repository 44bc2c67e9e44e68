//! The register put back to a copy: while others have it open, where it is damaged, where it is gone; and copies that travel.

use insta::assert_snapshot;
use tugi::{
    domain::{Act, Change, Id, Kind, Person, Signature},
    store::{Backups, Collation, Error, LogFilter, Store},
};

use crate::{
    pty::Session,
    shell::{Shell, files_in},
};

const SHEET: &str = "Perekonnanimi;Eesnimi;Avaldus\nKuuskla;Mati;01.03.2013\n";

/// A folder with the training register, a copy of it, and somebody taken over since.
fn gone_on() -> Shell {
    let shell = Shell::with_demo();
    shell.stdout(&["backup", "copy.tugi"]);
    shell.write("people.csv", SHEET);
    shell.stdout(&["import", "people", "people.csv"]);
    shell
}

fn people(shell: &Shell) -> String {
    shell.stdout(&["export", "people"])
}

#[test]
fn what_would_be_put_back_is_shown_and_nothing_changed() {
    let shell = gone_on();
    let before = (shell.read("demo.tugi"), files_in(&shell.path("demo.backups")));
    assert_snapshot!(shell.run(&["restore", "copy.tugi", "--check", "--lang", "en"]), @r"
                      Head of the log     Last act
    The register now  5-0f1e2d3c4b5a6978  2013-07-05 12:00
    Copy              4-0f1e2d3c4b5a6978  2013-07-04 16:40

    Records        Come back  As they were  Go away
    person                                  1
    participation                           1
    Since then there have saved: kaja 1.
    Nothing was changed. To put it back: the same command without --check.
    (exit status 0)
    ");
    assert_eq!((shell.read("demo.tugi"), files_in(&shell.path("demo.backups"))), before);
}

#[test]
fn a_register_is_put_back_and_what_it_held_is_kept() {
    let shell = gone_on();
    assert!(people(&shell).contains("Kuuskla"));
    assert_snapshot!(shell.run(&["restore", "copy.tugi", "--lang", "en"]), @r"
                      Head of the log     Last act
    The register now  5-0f1e2d3c4b5a6978  2013-07-05 12:00
    Copy              4-0f1e2d3c4b5a6978  2013-07-04 16:40

    Records        Come back  As they were  Go away
    person                                  1
    participation                           1
    Since then there have saved: kaja 1.
    demo.tugi is again as it was in copy.tugi. What it held until now is in demo.backups/before-restore-2013-07-05T12-00.tugi.
    (exit status 0)
    ");
    assert!(!people(&shell).contains("Kuuskla"));
    assert_eq!(shell.output(&["verify", "demo.tugi"]).status.code(), Some(0));
    let log = shell.json(&["log", "--json"]);
    assert_eq!((&log[0]["act"], &log[0]["id"], &log[1]["id"]), (&"restore".into(), &6.into(), &4.into()), "{log}");
    assert!(shell.run(&["undo"]).ends_with("(exit status 1)"), "it is taken back by restoring what was kept");

    // The way back is the same way.
    shell.stdout(&["restore", "demo.backups/before-restore-2013-07-05T12-00.tugi"]);
    assert!(people(&shell).contains("Kuuskla"));
    assert_eq!(shell.output(&["verify", "demo.tugi"]).status.code(), Some(0));
    assert_eq!(shell.output(&["verify", "demo.backups/latest.tugi"]).status.code(), Some(0));
}

#[test]
fn what_cannot_be_put_back_is_refused() {
    let shell = gone_on();
    let before = shell.read("demo.tugi");
    let mut torn = shell.read("copy.tugi");
    let place = torn.windows(8).position(|window| window == "Kadakaru".as_bytes()).unwrap();
    torn[place..place + 8].copy_from_slice(b"Kadakara");
    shell.write("torn.tugi", torn);
    shell.stdout(&["demo", "--to", "other.tugi"]);
    shell.write("note.txt", "no register");
    assert_snapshot!(shell.run(&["restore", "torn.tugi", "--lang", "en"]), @r#"
    ! error: torn.tugi is not whole. Nothing was put back.
    ! hint: Take another copy; "tugi verify FILE" says which one is whole.
    (exit status 1)
    "#);
    assert_snapshot!(shell.run(&["restore", "other.tugi", "--lang", "en"]), @r"
    ! error: other.tugi is not a copy of demo.tugi but another register. Nothing was put back.
    ! hint: If it is to take its place all the same, move demo.tugi away first.
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["restore", "demo.tugi", "--lang", "en"]), @r"
    ! error: demo.tugi is the register itself.
    ! hint: Name a copy. They lie in demo.backups.
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["restore", "note.txt", "--lang", "en"]), @r"
    ! error: note.txt is not a register of Tugi.
    ! hint: Check the name. A register that was copied incompletely also looks like this: make the copy again.
    (exit status 1)
    ");
    assert_eq!(shell.read("demo.tugi"), before);
}

#[test]
fn a_register_that_is_torn_cut_short_empty_or_gone_is_put_back_too() {
    for damage in ["torn", "cut", "empty", "gone"] {
        let shell = gone_on();
        let mut bytes = shell.read("demo.tugi");
        match damage {
            "torn" => {
                let is_there = |bytes: &[u8]| bytes.windows(8).position(|window| window == "Kadakaru".as_bytes());
                while let Some(place) = is_there(&bytes) {
                    bytes[place..place + 8].copy_from_slice(b"Kadakara");
                }
            }
            "cut" => bytes.truncate(bytes.len() / 2),
            _ => bytes.clear(),
        }
        shell.write("demo.tugi", bytes);
        if damage == "gone" {
            std::fs::remove_file(shell.path("demo.tugi")).unwrap();
        }
        let said = shell.run(&["restore", "copy.tugi", "--lang", "en"]);
        assert!(said.ends_with("(exit status 0)"), "{damage}: {said}");
        assert!(!people(&shell).contains("Kuuskla"), "{damage}");
        assert_eq!(shell.output(&["verify", "demo.tugi"]).status.code(), Some(0), "{damage}");
        let kept = files_in(&shell.path("demo.backups")).contains(&"before-restore-1.damaged".to_owned());
        assert_eq!(kept, damage != "gone", "{damage}");
    }
}

fn by() -> Signature {
    Signature { who: "ann".into(), at: "2013-07-05T12:00:00".parse().unwrap() }
}

#[test]
fn no_version_and_no_number_of_what_was_undone_is_used_again() {
    let shell = Shell::with_demo();
    shell.stdout(&["backup", "copy.tugi"]);
    let path = shell.path("demo.tugi");
    let open = || Store::open(&path, Collation::plain()).unwrap();
    let mut ann = open();
    let renamed = |given: &str, store: &Store| {
        let read = store.expect::<Person>(Id(1)).unwrap();
        (read.version, Person { given: given.to_owned(), ..read.record })
    };
    let (version, person) = renamed("Undone", &ann);
    ann.commit(Act::Registration, &[Change::Update(Id(1), version, person.into())], &by()).unwrap();
    let (undone_version, typed) = renamed("Typed", &ann);
    let created = Change::Create(Id(-1), Person { surname: "Undone".into(), ..Person::default() }.into());
    let undone_id = ann.commit(Act::Registration, std::slice::from_ref(&created), &by()).unwrap().created[0].1;

    let copy = Store::scratch(&shell.path("copy.tugi"), Collation::plain()).unwrap();
    Backups::of(&path).restore(copy, &by()).unwrap();

    // Others save as often as was undone, and register somebody else.
    let mut bob = open();
    let (version, person) = renamed("Bob's", &bob);
    bob.commit(Act::Registration, &[Change::Update(Id(1), version, person.into())], &by()).unwrap();
    let new_id = bob.commit(Act::Registration, &[created], &by()).unwrap().created[0].1;
    assert_ne!(new_id, undone_id);
    let late = ann.commit(Act::Registration, &[Change::Update(Id(1), undone_version, typed.clone().into())], &by());
    assert!(matches!(late, Err(Error::Conflict { now: Some(_), .. })), "{late:?}");
    let late = ann.commit(Act::Registration, &[Change::Update(undone_id, 1, typed.into())], &by());
    assert!(matches!(late, Err(Error::Conflict { now: None, .. })), "{late:?}");

    let of_undone = LogFilter { records: Some(vec![(Kind::Person, undone_id)]), ..LogFilter::default() };
    assert_eq!(bob.log(&of_undone).unwrap().len(), 1, "the log keeps the number, not what it stood for");
    assert!(bob.verify().unwrap().faults.is_empty());
    assert_eq!(bob.expect::<Person>(Id(1)).unwrap().record.given, "Bob's");
}

/// Somebody at work on the card of a participant.
fn at_work(shell: &Shell, user: &str) -> Session {
    let file = shell.path("demo.tugi").display().to_string();
    let mut session = Session::start(&[&file, "--user", user, "--lang", "en"], &[], 24, 80);
    session.wait("F10 Leave").keys("2").wait("27 people");
    session.keys("/").wait("Find: _").keys("merike").wait("1 found").keys("<Enter>").wait("Phone 5550 0112");
    session
}

#[test]
fn whoever_has_the_register_open_sees_what_was_put_back_and_overwrites_nothing() {
    let shell = Shell::with_demo();
    shell.stdout(&["backup", "copy.tugi"]);
    let (mut ann, mut bob) = (at_work(&shell, "ann"), at_work(&shell, "bob"));
    ann.keys("<F4>").wait("F2 Save").keys("<Tab><Tab><Tab><Tab><Tab><Tab><C-u>5550 7777<F2>").wait("OK Saved");
    bob.wait("Phone 5550 7777");
    ann.keys("<F4>").wait("F2 Save").keys("<Tab><Tab><Tab><Tab><Tab><Tab><C-u>5550 8888").wait("5550 8888");

    shell.stdout(&["restore", "copy.tugi"]);

    bob.wait("Phone 5550 0112");
    ann.keys("<F2>").wait("saved this record").wait("5550 0112").wait("5550 8888");
    ann.keys("<F2>").wait_gone("saved this record");
    bob.wait("Phone 5550 8888");
    assert_eq!(shell.output(&["verify", "demo.tugi"]).status.code(), Some(0));
}

#[test]
fn a_locked_copy_opens_with_its_passphrase_only_and_lies_nowhere_unlocked() {
    let shell = Shell::with_demo();
    shell.write("secret.txt", "vihm ja tuul\n");
    let locked = ["backup", "copy.tugi", "--encrypt", "--passphrase-file", "secret.txt", "--lang", "en"];
    assert_snapshot!(shell.run(&locked), @r"
    The copy is in copy.tugi.age and was checked: 842 records, change log up to 842, head 4-0f1e2d3c4b5a6978.
    (exit status 0)
    ");
    assert_eq!(shell.files(), ["copy.tugi.age", "demo.tugi", "secret.txt"]);
    let bytes = shell.read("copy.tugi.age");
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"));
    for text in ["SQLite format 3", "Kadakaru"] {
        assert!(!bytes.windows(text.len()).any(|window| window == text.as_bytes()), "{text}");
    }

    let with =
        |passphrase: &str, line: &[&str]| shell.command(line).env("TUGI_PASSPHRASE", passphrase).output().unwrap();
    let verify = ["verify", "copy.tugi.age", "--lang", "en"];
    assert_eq!(with("vihm ja tuul", &verify).status.code(), Some(0));
    assert_snapshot!(String::from_utf8(with("päike", &verify).stderr).unwrap(), @r"
    error: This is not the passphrase of copy.tugi.age.
    hint: Nothing was changed. Try again; capital letters and the keyboard's language count.
    ");
    assert_snapshot!(shell.run(&verify), @r"
    ! error: There is no passphrase.
    ! hint: Type it on a terminal, or give it in TUGI_PASSPHRASE or with --passphrase-file FILE. Without it nobody can open the copy again.
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["verify", "copy.tugi.age", "--lang", "et", "--passphrase-file", "none.txt"]), @r"
    ! viga: Faili none.txt ei ole.
    ! nõuanne: Vaadake nimi üle. Uus register: tugi init FAIL --programme TUNNUS; proovimiseks: tugi demo
    (exit status 1)
    ");
    shell.write("cut.age", &bytes[..bytes.len() - 100]);
    assert_eq!(with("vihm ja tuul", &["verify", "cut.age"]).status.code(), Some(3));

    shell.write("people.csv", SHEET);
    shell.stdout(&["import", "people", "people.csv"]);
    assert_eq!(with("vihm ja tuul", &["restore", "copy.tugi.age"]).status.code(), Some(0));
    assert!(!people(&shell).contains("Kuuskla"));
    assert_eq!(
        shell.run(&locked),
        "! error: copy.tugi.age exists already and was left as it is.\n! hint: Choose another name, or move that file away first.\n(exit status 1)"
    );
}

#[test]
fn a_passphrase_is_typed_twice_and_never_shown() {
    let shell = Shell::with_demo();
    let (file, copy) = (shell.path("demo.tugi").display().to_string(), shell.path("copy.tugi").display().to_string());
    let line = ["backup", &copy, "--file", &file, "--encrypt", "--lang", "en"];
    let mut session = Session::start(&line, &[], 24, 200);
    session.wait("Passphrase:").keys("vihm<Enter>").wait("once more:").keys("tuul<Enter>");
    assert_eq!(session.exit_code(), 1);
    assert!(session.screen().contains("not the same") && !session.screen().contains("vihm"));
    assert!(session.cooked());

    let mut session = Session::start(&line, &[], 24, 200);
    session.wait("Passphrase:").keys("vihm<Enter>").wait("once more:").keys("vihm<Enter>");
    assert_eq!(session.exit_code(), 0, "{}", session.screen());
    assert!(session.screen().contains("842 records") && !session.screen().contains("vihm"));

    let mut session = Session::start(&["verify", &format!("{copy}.age"), "--lang", "en"], &[], 24, 200);
    session.wait("Passphrase:").keys("vihm<Enter>");
    assert_eq!(session.exit_code(), 0, "{}", session.screen());
}

/// The line that the guide gives to an administrator, with its times and places.
const CRON: &str =
    "15 22 * * 1-5 tugi backup /srv/copies --file /srv/rapla/demo.tugi --encrypt --passphrase-file /srv/secret.txt";

#[cfg(unix)]
#[test]
fn the_line_for_the_nightly_copy_does_what_the_guide_says() {
    let shell = Shell::with_demo();
    std::fs::create_dir(shell.path("copies")).unwrap();
    std::fs::create_dir(shell.path("rapla")).unwrap();
    std::fs::rename(shell.path("demo.tugi"), shell.path("rapla/demo.tugi")).unwrap();
    shell.write("secret.txt", "vihm ja tuul\n");
    let command = CRON.splitn(6, ' ').last().unwrap();
    let command = command.replace("/srv", shell.path("").display().to_string().trim_end_matches('/'));
    let line: Vec<&str> = command.split(' ').skip(1).collect();
    assert_eq!(shell.output(&line).status.code(), Some(0));
    let copies = files_in(&shell.path("copies"));
    assert_eq!(copies, ["demo-2013-07-05T12-00.tugi.age"]);
}

#[test]
fn how_fresh_a_copy_is_can_be_asked() {
    let shell = gone_on();
    let remark = |file: &str, args: &[&str]| {
        let line: Vec<&str> = ["verify", file, "--lang", "en"].iter().chain(args).copied().collect();
        shell.stdout(&line).lines().skip(1).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(remark("copy.tugi", &[]), "It is older than demo.tugi, which has gone on by 1 act since.");
    assert_eq!(
        remark("demo.backups/latest.tugi", &[]).replace(&shell.path("").display().to_string(), ""),
        "It holds all that demo.tugi holds."
    );
    assert_eq!(
        remark("demo.tugi", &["--file", "copy.tugi"]),
        "It is newer than copy.tugi, which lacks 1 act that stand here."
    );
    assert_eq!(remark("demo.tugi", &[]), "");
    shell.stdout(&["restore", "copy.tugi"]);
    let kept = "demo.backups/before-restore-2013-07-05T12-00.tugi";
    assert!(remark(kept, &[]).contains("different ways"));
}
