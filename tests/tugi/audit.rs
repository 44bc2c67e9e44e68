//! The auditor's copy: every figure is what it was, nobody stands in any byte of it, and nothing in it can be changed.

use serde_json::Value;
use tugi::{
    demo,
    domain::{Act, Change, Id, Kind, Person, Record, Signature, Stored, Worker},
    session::collation,
    store::{Error, Store},
};

use crate::shell::Shell;

/// How every marked text begins; no word of any language does.
const MARK: &str = "Xqzmark";

fn by() -> Signature {
    Signature { who: MARK.to_lowercase() + "user", at: "2013-07-05T10:00:00".parse().unwrap() }
}

fn records(store: &Store) -> Vec<Stored<Record>> {
    let mut records = Vec::new();
    store.every_record(|stored| records.push(stored)).unwrap();
    records
}

/// A training register in which every personal text of every record, and everything about a worker, holds the mark.
fn marked(shell: &Shell, code: &str) -> usize {
    shell.stdout(&["demo", "--programme", code, "--to", "office.tugi"]);
    let mut store = Store::open(&shell.path("office.tugi"), collation(None)).unwrap();
    let mut marks = 0;
    let mut changes = Vec::new();
    for Stored { id, version, record } in records(&store) {
        let kind = record.kind();
        let mut fields = serde_json::to_value(&record).unwrap();
        let worker: &[&str] = &["surname", "given", "phone", "email", "organisation", "login"];
        for field in kind.personal().iter().chain(if kind == Kind::Worker { worker } else { &[] }) {
            // What a code or a rule of the file forbids stays as it is.
            let free = match (kind, *field) {
                (Kind::Referral, "body") => false,
                (Kind::Attendance, "outside") | (Kind::TeamMember, "name") => fields[*field] != "",
                (Kind::Decision, "by") => fields["worker"].is_null(),
                _ => true,
            };
            if free && fields[*field].is_string() {
                marks += 1;
                fields[*field] = format!("{MARK}{marks}").into();
            }
        }
        if kind != Kind::Sealed && kind != Kind::Programme && kind != Kind::Register {
            changes.push(Change::Update(id, version, Record::read(kind, fields).unwrap()));
        }
    }
    store.commit(Act::Import, &changes, &by()).unwrap();
    marks
}

/// What figures say, without names and without where the log stood.
fn told(shell: &Shell, line: &[&str], file: &str) -> Value {
    let mut told = shell.json(&[line, &["--json", "--file", file]].concat());
    told.as_object_mut().unwrap().remove("log");
    told
}

#[test]
fn every_figure_is_the_same_and_nobody_stands_in_any_byte() {
    for (code, _) in demo::REGISTERS {
        let shell = Shell::empty();
        let marks = marked(&shell, code);
        assert!(marks > 100, "{code}: {marks}");
        // An unmarked name of before stands in the log of the register; the copy has a log of its own.
        let original = {
            let mut store = Store::in_memory(collation(None)).unwrap();
            demo::fill(&mut store, code).unwrap();
            store.all::<Person>().unwrap()
        };
        shell.stdout(&["report", "interim", "--seal", "--file", "office.tugi", "--user", "juht"]);
        shell.stdout(&["export", "audit", "--out", "audit.tugi", "--file", "office.tugi"]);

        let bytes = shell.read("audit.tugi");
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert_eq!(text.matches(&MARK.to_lowercase()).count(), 0, "{code}");
        for Stored { record: person, .. } in original {
            for said in [&person.national_id, &person.email, &person.phone].into_iter().filter(|said| said.len() > 6) {
                assert!(!text.contains(&said.to_lowercase()), "{code}: {said}");
            }
        }
        for line in [&["figures"][..], &["report", "indicators"]] {
            let (here, there) = (told(&shell, line, "office.tugi"), told(&shell, line, "audit.tugi"));
            assert_eq!(here["figures"], there["figures"], "{code} {line:?}");
        }
        let verdict = shell.json(&["verify", "audit.tugi", "--json"]);
        assert_eq!(verdict["faults"], serde_json::json!([]), "{code}");
        assert_eq!(shell.files().iter().filter(|name| name.starts_with("audit")).count(), 1);
    }
}

#[test]
fn the_sealed_reports_go_along_as_they_were_handed_in() {
    let shell = Shell::with_demo();
    shell.stdout(&["report", "interim", "--seal"]);
    shell.stdout(&["export", "audit", "--out", "audit.tugi"]);
    let sealed = |file: &str| {
        let store = Store::open(&shell.path(file), collation(None)).unwrap();
        store.record(Kind::Sealed, Id(1)).unwrap().unwrap().record
    };
    assert_eq!(sealed("audit.tugi"), sealed("demo.tugi"));
    let shown = shell.stdout(&["report", "sealed", "1", "--file", "audit.tugi"]);
    assert!(!shown.is_empty());
    let compared = shell.stdout(&["report", "sealed", "1", "--compare", "--file", "audit.tugi", "--lang", "en"]);
    assert!(compared.contains("does not reach back"), "{compared}");
}

#[test]
fn every_change_is_refused_with_a_sentence() {
    let shell = Shell::with_demo();
    shell.stdout(&["export", "audit", "--out", "audit.tugi"]);
    let before = shell.read("audit.tugi");
    for line in [
        &["person", "pseudonymise", "2", "--reason", "asked for it"][..],
        &["person", "reading", "on"],
        &["programme", "add", "kose-iste-2022"],
        &["report", "interim", "--seal"],
    ] {
        let run = shell.run(&[line, &["--file", "audit.tugi", "--lang", "en"]].concat());
        assert!(run.contains("exit status 1") && run.contains("a copy for audit"), "{line:?}: {run}");
    }
    assert!(shell.read("audit.tugi") == before);
    let mut store = Store::open(&shell.path("audit.tugi"), collation(None)).unwrap();
    let worker = Worker { surname: "Kask".into(), ..Worker::default() };
    let refused = store.commit(Act::Worker, &[Change::Create(Id(-1), worker.into())], &by());
    assert!(matches!(refused, Err(Error::NotAllowed { .. })), "{refused:?}");
}
