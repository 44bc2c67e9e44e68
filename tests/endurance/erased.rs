//! After somebody is forgotten whose every field holds a mark: the mark stands nowhere, and every figure is what it was.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};
use tugi::{
    demo,
    domain::{Act, Change, Id, Kind, Participation, Record, Signature, Stored},
    session::collation,
    store::Store,
};

use crate::scale;

/// How every marked text begins; no word of any language does.
const MARK: &str = "Xqzmark";
/// The report that is sealed before anybody is forgotten.
const SEALED: Id = Id(1);

fn by() -> Signature {
    Signature { who: "kaja".into(), at: "2013-07-05T10:00:00".parse().unwrap() }
}

/// A training register in a folder of its own.
struct Office {
    folder: tempfile::TempDir,
    register: PathBuf,
}

impl Office {
    fn of(code: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let register = folder.path().join("office.tugi");
        drop(demo::create(&register, code, collation(None)).unwrap());
        Self { folder, register }
    }

    fn store(&self) -> Store {
        Store::open(&self.register, collation(None)).unwrap()
    }

    fn run(&self, args: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tugi"));
        command.args(args).current_dir(self.folder.path()).env_clear();
        command.env("HOME", self.folder.path()).env("USER", "kaja").env("TUGI_FILE", &self.register);
        let output = command.output().unwrap();
        let (out, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(0), "{args:?}: {out}{errors}");
        out.into_owned()
    }

    /// How often the mark stands in any file of the folder, and in how many files.
    fn hits(&self) -> (usize, usize) {
        let mut hits = (0, 0);
        for path in files(self.folder.path()) {
            let bytes = fs::read(&path).unwrap().to_ascii_lowercase();
            let mark = MARK.to_ascii_lowercase().into_bytes();
            let found = bytes.windows(mark.len()).filter(|part| *part == mark).count();
            hits = (hits.0 + found, hits.1 + usize::from(found > 0));
        }
        hits
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() { found.extend(files(&entry)) } else { found.push(entry) }
    }
    found
}

/// The records of a person, by kind.
fn records_of(store: &Store, person: Id) -> Vec<Stored<Record>> {
    let mut own: BTreeMap<Kind, BTreeSet<i64>> = BTreeMap::from([(Kind::Person, BTreeSet::from([person.0]))]);
    let mut found = vec![store.record(Kind::Person, person).unwrap().unwrap()];
    for kind in Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Person) {
        for id in 1..=store.count(kind).unwrap() + 50 {
            let Some(stored) = store.record(kind, Id(id)).unwrap() else { continue };
            let value = serde_json::to_value(&stored.record).unwrap();
            let is_own = |(field, to): &(&str, Kind)| {
                let link = value.get(field).and_then(Value::as_i64);
                link.is_some_and(|link| own.get(to).is_some_and(|ids| ids.contains(&link)))
            };
            if kind.links().iter().any(is_own) {
                if matches!(kind, Kind::Participation | Kind::Stay | Kind::Plan) {
                    own.entry(kind).or_default().insert(id);
                }
                found.push(stored);
            }
        }
    }
    found
}

/// One record of every kind that can hang on a participant, so that none is missing.
fn one_of_each(store: &mut Store, participation: &Stored<Participation>) {
    let (id, person) = (participation.id.0, participation.record.person.0);
    let day = "2013-05-02";
    let programme = participation.record.programme.0;
    let stand_in = |kind: Kind, value: Value| Change::Create(Id(-1), Record::read(kind, value).unwrap());
    let changes = [
        stand_in(
            Kind::Flag,
            json!({ "person": person, "text": "a", "raised_on": day, "closed_on": day, "closing_note": "b" }),
        ),
        stand_in(Kind::Plan, json!({ "participation": id, "made_on": day, "situation": "a", "result": "b" })),
        stand_in(Kind::Goal, json!({ "plan": -1, "text": "a", "obstacles": "b" })),
        stand_in(
            Kind::Meeting,
            json!({ "programme": programme, "date": day, "kind": "talk", "place": "a", "notes": "b" }),
        ),
        stand_in(Kind::Attendance, json!({ "meeting": -1, "participation": id })),
        stand_in(Kind::Attendance, json!({ "meeting": -1, "outside": "c" })),
        stand_in(Kind::Action, json!({ "participation": id, "text": "a" })),
        stand_in(
            Kind::Spell,
            json!({ "participation": id, "kind": "training", "employer": "a", "from": day, "evidence": "b" }),
        ),
        stand_in(Kind::Offer, json!({ "participation": id, "offered_on": day, "note": "a" })),
        stand_in(
            Kind::Assessment,
            json!({ "participation": id, "date": day, "scale": "self-rating", "value": 3, "by": "both", "note": "a" }),
        ),
        stand_in(Kind::TeamMember, json!({ "participation": id, "team": "case-team", "name": "a", "from": day })),
        stand_in(
            Kind::Referral,
            json!({ "participation": id, "direction": "out", "body": "a", "sent_on": day, "note": "b" }),
        ),
    ];
    store.commit(Act::Import, &changes, &by()).unwrap();
    let stays = store.case(participation.id).unwrap().unwrap().stays;
    if let Some(stay) = stays.first() {
        let stay = stay.stay.id.0;
        let changes = [
            stand_in(
                Kind::Decision,
                json!({ "stay": stay, "kind": "other", "decided_on": day, "by": "a", "basis": "b", "note": "c" }),
            ),
            stand_in(Kind::Pause, json!({ "stay": stay, "from": day, "to": day, "reason": "a" })),
        ];
        store.commit(Act::Import, &changes, &by()).unwrap();
    }
}

/// Puts the mark into every personal field of every record of somebody, twice, so that the log holds it too.
fn mark(store: &mut Store, participation: &Stored<Participation>) -> usize {
    one_of_each(store, participation);
    let mut marked = 0;
    for round in 0..2 {
        for stored in records_of(store, participation.record.person) {
            let kind = stored.record.kind();
            let mut value = serde_json::to_value(&stored.record).unwrap();
            for field in kind.personal() {
                // Where a worker or a participant stands, no name may.
                let instead = value.get("worker").is_some_and(|id| !id.is_null()) && kind == Kind::TeamMember;
                let attends = kind == Kind::Attendance && value["outside"] == "";
                if !instead && !attends {
                    value[*field] = format!("{MARK} {kind:?} {field} {round}").into();
                    marked += 1;
                }
            }
            let record = Record::read(kind, value).unwrap();
            let change = Change::Update(stored.id, stored.version, record);
            store.commit(Act::Import, &[change], &by()).unwrap();
        }
    }
    // What was said of them where others were too.
    for meeting in store.meetings_of(participation.id).unwrap() {
        let stored = store.record(Kind::Meeting, meeting.id).unwrap().unwrap();
        let mut value = serde_json::to_value(&stored.record).unwrap();
        value["notes"] = format!("{MARK} Person surname 1, {MARK} Person given 1. {MARK} tuli.").into();
        let change = Change::Update(stored.id, stored.version, Record::read(Kind::Meeting, value).unwrap());
        store.commit(Act::Meeting, &[change], &by()).unwrap();
        marked += 1;
    }
    marked
}

/// Marks and forgets a participant; answers how many marks there were, in how many bytes of the files, and how many remained.
fn forget(code: &str, number: i64) -> (usize, usize, usize) {
    let office = Office::of(code);
    let mut store = office.store();
    let programme = store.all::<Participation>().unwrap()[0].record.programme;
    let participation = store.numbered(programme, number).unwrap().unwrap();
    let marks = mark(&mut store, &participation);
    let figures = office.run(&["figures", "--proof", "--json"]);
    office.run(&["report", "proof", "--seal"]);
    let kept = store.record(Kind::Sealed, SEALED).unwrap();
    assert!(kept.is_some());
    for folder in ["office.backups", "office.tugi.rescue"] {
        fs::create_dir_all(office.folder.path().join(folder)).unwrap();
        store.backup(&office.folder.path().join(folder).join("2013-07-05.tugi")).unwrap();
    }
    drop(store);
    let (before, in_files) = office.hits();
    assert!(before > marks && in_files == 4, "{before} hits of {marks} marks in {in_files} files");

    let who = number.to_string();
    let told = office.run(&["person", "pseudonymise", &who, "--reason", "retention ended", "--renew", "--lang", "en"]);

    let (after, _) = office.hits();
    let without_names = |figures: &str| {
        let mut figures: Value = serde_json::from_str(figures).unwrap();
        strip(&mut figures);
        figures
    };
    let now = office.run(&["figures", "--proof", "--json"]);
    assert_eq!(without_names(&now), without_names(&figures), "{code} {number}");
    let store = office.store();
    assert_eq!(store.record(Kind::Sealed, SEALED).unwrap(), kept);
    assert!(!office.run(&["report", "sealed", "1"]).contains(MARK));
    assert_eq!(store.verify().unwrap().faults, [], "{code} {number}: {told}");
    for folder in ["office.backups", "office.tugi.rescue"] {
        let copy = office.folder.path().join(folder).join("2013-07-05.tugi");
        assert_eq!(Store::open(&copy, collation(None)).unwrap().verify().unwrap().faults, []);
    }
    (marks, before, after)
}

/// Takes out of figures what may differ: the names, since they no longer say who was forgotten, and the head of the log.
fn strip(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, value| name != "log" && (name != "name" || value.is_object()));
            fields.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

#[test]
fn whoever_is_forgotten_is_in_no_byte_of_the_register_and_its_copies_and_every_figure_stays() {
    let every = scale::rounds(1, usize::MAX);
    let (mut people, mut marks, mut hits, mut left) = (0, 0, 0, 0);
    for (code, _) in demo::REGISTERS {
        let office = Office::of(code);
        let numbers: Vec<i64> =
            office.store().all::<Participation>().unwrap().iter().map(|row| row.record.number).collect();
        // A quick run takes one of the first programme and one of the last.
        let quick = every == 1 && code != &demo::REGISTERS[0].0;
        for number in numbers.into_iter().skip(2).take(if quick { 0 } else { every }) {
            let (marked, before, after) = forget(code, number);
            assert_eq!(after, 0, "{code} {number}");
            (people, marks, hits, left) = (people + 1, marks + marked, hits + before, left + after);
        }
    }
    scale::say("erased", format_args!("{people} people, {marks} marked fields, {hits} hits before, {left} after"));
}
