//! The copies beside a register: made by themselves, whole at any moment, kept for some time.

use std::time::{Duration, Instant};

use insta::assert_snapshot;

use crate::{
    pty::Session,
    shell::{Shell, files_in},
};

const SHEET: &str = "Perekonnanimi;Eesnimi;Avaldus\nKuusik;Mati;01.03.2013\n";

/// Takes somebody over on a day, and answers what was said.
fn import(shell: &Shell, surname: &str, day: &str) -> String {
    shell.write("people.csv", SHEET.replace("Kuusik", surname));
    shell.run(&["import", "people", "people.csv", "--today", day, "--lang", "en"])
}

fn copies(shell: &Shell) -> Vec<String> {
    files_in(&shell.path("demo.backups"))
}

fn head(shell: &Shell, file: &str) -> i64 {
    shell.json(&["verify", file, "--json"])["log-position"].as_i64().unwrap()
}

#[test]
fn a_command_that_saved_leaves_a_fresh_copy_and_one_that_only_read_leaves_nothing() {
    let shell = Shell::with_demo();
    shell.stdout(&["log"]);
    shell.stdout(&["figures"]);
    assert_eq!(shell.files(), ["demo.tugi"]);

    shell.stdout(&["undo", "--user", "haldur"]);
    assert_eq!(copies(&shell), ["latest.tugi"]);
    assert_eq!(head(&shell, "demo.backups/latest.tugi"), shell.log_position());

    let before = shell.read("demo.backups/latest.tugi");
    assert!(import(&shell, "Kuusik", "2013-07-05").ends_with("(exit status 0)"));
    assert_eq!(copies(&shell), ["before-import-2013-07-05T12-00.tugi", "latest.tugi"]);
    assert_eq!(head(&shell, "demo.backups/latest.tugi"), shell.log_position());
    assert_eq!(head(&shell, "demo.backups/before-import-2013-07-05T12-00.tugi"), 879);
    assert_ne!(before, shell.read("demo.backups/latest.tugi"));
}

#[test]
fn the_last_copy_of_each_hour_of_work_is_kept() {
    let shell = Shell::with_demo();
    for (day, surname) in [("08-01", "Saar"), ("08-01", "Mets"), ("08-02", "Jõgi"), ("08-05", "Nurm")] {
        assert!(import(&shell, surname, &format!("2013-{day}")).ends_with("(exit status 0)"));
    }
    let in_turn: Vec<_> = copies(&shell).into_iter().filter(|name| name.starts_with("20")).collect();
    assert_eq!(in_turn, ["2013-08-01T12-00.tugi", "2013-08-02T12-00.tugi"]);
    // The last of the day, not the first.
    let people = |file: &str| shell.stdout(&["export", "people", "--file", &format!("demo.backups/{file}")]);
    assert!(people("2013-08-01T12-00.tugi").contains("Mets"));
    assert!(!people("2013-08-01T12-00.tugi").contains("Jõgi"));
    for name in copies(&shell) {
        assert_eq!(shell.output(&["verify", &format!("demo.backups/{name}")]).status.code(), Some(0), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn the_copies_may_be_read_by_those_who_may_read_the_register() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    for (mode, folder, file) in [(0o600, 0o700, 0o600), (0o660, 0o2770, 0o660), (0o640, 0o2770, 0o640)] {
        let shell = Shell::with_demo();
        std::fs::set_permissions(shell.path("demo.tugi"), std::fs::Permissions::from_mode(mode)).unwrap();
        assert!(import(&shell, "Kuusik", "2013-07-05").ends_with("(exit status 0)"));
        let mode_of = |name: &str| std::fs::metadata(shell.path(name)).unwrap().mode() & 0o7777;
        assert_eq!(mode_of("demo.backups"), folder);
        assert_eq!(mode_of("demo.backups/latest.tugi"), file);
    }
}

#[test]
fn what_a_killed_program_left_behind_is_cleared_up() {
    let shell = Shell::with_demo();
    std::fs::create_dir(shell.path("demo.backups")).unwrap();
    shell.write("demo.backups/.1.part", "half a copy");
    shell.write("demo.backups/.7.part", "half a copy");
    shell.write("demo.backups/mine.txt", "somebody else's");
    import(&shell, "Kuusik", "2013-07-05");
    assert_eq!(copies(&shell), ["before-import-2013-07-04T16-40.tugi", "latest.tugi", "mine.txt"]);
}

#[test]
fn a_copy_that_cannot_be_made_is_said_and_what_was_saved_stays() {
    let shell = Shell::with_demo();
    shell.write("demo.backups", "in the way");
    let said = shell.run(&["undo", "--user", "haldur", "--lang", "en"]);
    assert_snapshot!(said, @r"
    Taken back: import, 37 records. The taking back has number 5.
    ! note: What was saved is safe, but the copy beside the register could not be renewed: demo.backups exists already and was left as it is. Choose another name, or move that file away first.
    (exit status 0)
    ");
    assert_eq!(shell.read("demo.backups"), b"in the way");
    assert_eq!(shell.log_position(), 879);
}

#[test]
fn a_copy_that_the_register_does_not_go_on_from_is_kept() {
    let shell = Shell::with_demo();
    let old = shell.read("demo.tugi");
    import(&shell, "Kuusik", "2013-07-05");
    // Somebody puts the old file back by hand, and works on.
    shell.write("demo.tugi", old);
    import(&shell, "Nurm", "2013-07-05");
    let names = copies(&shell);
    assert!(names.contains(&"replaced-2013-07-05T12-00.tugi".to_owned()), "{names:?}");
    let kept = shell.stdout(&["export", "people", "--file", "demo.backups/replaced-2013-07-05T12-00.tugi"]);
    assert!(kept.contains("Kuusik"));
}

#[test]
fn a_register_that_is_not_whole_is_never_published() {
    let shell = Shell::with_demo();
    import(&shell, "Kuusik", "2013-07-05");
    let (good, mut bytes) = (shell.read("demo.backups/latest.tugi"), shell.read("demo.tugi"));
    let place = bytes.windows(8).position(|window| window == "Kadakaru".as_bytes()).unwrap();
    bytes[place..place + 8].copy_from_slice(b"Kadakara");
    shell.write("demo.tugi", bytes);
    assert!(shell.run(&["undo"]).ends_with("(exit status 1)"));
    assert_eq!(shell.read("demo.backups/latest.tugi"), good);
}

/// A participant's telephone number is changed on the screen.
fn save_on_the_screen(session: &mut Session) {
    session.wait("F10 Leave").keys("2").wait("27 people");
    session.keys("/").wait("Find: _").keys("merike").wait("1 found").keys("<Enter><F4>").wait("F2 Save");
    session
        .keys("<Tab><Tab><Tab><Tab><Tab><Tab><C-u>")
        .keys("5550 7777")
        .wait("5550 7777")
        .keys("<F2>")
        .wait("OK Saved");
}

#[test]
fn the_screen_s_program_renews_the_copy_a_moment_after_a_save() {
    let shell = Shell::with_demo();
    let file = shell.path("demo.tugi").display().to_string();
    let mut session = Session::start(&[&file, "--user", "ann", "--lang", "en"], &[], 24, 80);
    save_on_the_screen(&mut session);

    let (latest, end) = (shell.path("demo.backups/latest.tugi"), Instant::now() + Duration::from_secs(30));
    while !latest.exists() && Instant::now() < end {
        std::thread::yield_now();
    }

    assert_eq!(head(&shell, "demo.backups/latest.tugi"), 843);
    assert_eq!(session.keys("<F10>").exit_code(), 0);
}

#[test]
fn the_copy_is_fresh_when_the_screen_s_program_ends() {
    let shell = Shell::with_demo();
    let file = shell.path("demo.tugi").display().to_string();
    let mut session = Session::start(&[&file, "--user", "ann", "--lang", "en"], &[], 24, 80);
    save_on_the_screen(&mut session);
    assert_eq!(session.keys("<Esc><F10>").exit_code(), 0);
    assert_eq!(head(&shell, "demo.backups/latest.tugi"), 843);
}
