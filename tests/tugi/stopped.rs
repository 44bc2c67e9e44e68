//! A sheet that takes long: whoever looks on sees how far it is, and Ctrl+C leaves the register as it was.

use std::{fmt::Write, path::Path, process::Command};

use tugi::{
    domain::{Act, Change, Id, Person, Signature},
    store::{Collation, Error, Store, side_files},
};

use crate::pty::Session;

/// A sheet that takes some seconds, of invented people.
fn sheet() -> String {
    let mut text = String::from("Perekonnanimi;Eesnimi;Avaldus\n");
    for row in 0..20_000 {
        writeln!(text, "Proov-{row};Isik-{};02.01.2013", row * 7_919 % 20_011).unwrap();
    }
    text
}

fn newest_act(file: &Path) -> i64 {
    Store::open(file, Collation::plain()).unwrap().newest_batch().unwrap()
}

#[test]
fn an_import_says_how_far_it_is_and_ctrl_c_leaves_nothing_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let (file, sheet_file) = (folder.path().join("rapla.tugi"), folder.path().join("sheet.csv"));
    let made = Command::new(env!("CARGO_BIN_EXE_tugi")).args(["demo", "--to"]).arg(&file).output().unwrap();
    assert!(made.status.success());
    std::fs::write(&sheet_file, sheet()).unwrap();
    let before = newest_act(&file);
    let [register, sheet] = [&file, &sheet_file].map(|path| path.display().to_string());
    let import = ["import", "people", &sheet, "--file", &register, "--lang", "en"];

    let mut session = Session::start(&import, &[], 24, 100);
    session.wait("Looking at row").wait("of 20");
    session.send("\u{3}");

    assert_eq!(session.exit_code(), 130);
    assert!(session.screen().contains("the register is as it was"), "{}", session.screen());
    assert!(!session.screen().contains("Looking at row"), "what was said on the way is gone: {}", session.screen());
    assert_eq!(newest_act(&file), before);
    assert_eq!(side_files(&file), Vec::<std::path::PathBuf>::new());
    assert_eq!(Store::open(&file, Collation::plain()).unwrap().verify().unwrap().faults, []);
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
    let stopped = store.commit_while(Act::Import, &people, &by, &mut |done| {
        written = done;
        done < 400
    });

    assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
    assert_eq!((written, store.newest_batch().unwrap()), (400, acts));
    assert_eq!(store.all::<Person>().unwrap(), there);
    assert_eq!(side_files(&file), Vec::<std::path::PathBuf>::new());
    assert_eq!(store.commit_while(Act::Import, &people, &by, &mut |_| true).unwrap().created.len(), 500);
    assert_eq!(store.verify().unwrap().faults, []);
}
