//! Registers of the sizes that offices have, and what is saved in them from day to day: one to twenty records at a time.

use std::{
    collections::HashMap,
    fs,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use tugi::{
    definitions,
    domain::{Act, Change, Id, Kind, Meeting, Person, Programme, Record, Register, Signature, Worker, WorkerRole},
    session::collation,
    store::Store,
};

use crate::chance::Chance;

const NOTES: &str = "Räägiti tööst ja sellest, mis seda takistab: lasteaiakoht, sõit linna ja võlad. Lepiti kokku, et \
    järgmiseks korraks on elulooline kiri valmis ja töötukassas käidud.";
/// How many participants are written at once, each with ten meetings.
const AT_ONCE: usize = 10;

/// The day on which everything is saved.
pub(crate) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2013, 7, 5).unwrap()
}

/// Who saves everything.
pub(crate) fn by() -> Signature {
    Signature { who: "kaja".into(), at: day().and_hms_opt(9, 0, 0).unwrap() }
}

/// A register of at least so many bytes, made once: the bytes of its file.
pub(crate) fn register(size: usize) -> Arc<Vec<u8>> {
    static MADE: Mutex<Option<HashMap<usize, Arc<Vec<u8>>>>> = Mutex::new(None);
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let made = made.get_or_insert_default();
    made.entry(size).or_insert_with(|| Arc::new(fill(size))).clone()
}

/// Writes such a register to a file.
pub(crate) fn register_at(path: &Path, size: usize) {
    fs::write(path, register(size).as_slice()).unwrap();
}

fn fill(size: usize) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("register.tugi");
    let mut store = Store::create(&path, collation(None)).unwrap();
    let definition = definitions::embedded("rapla-2013").unwrap().to_owned();
    let register = Register { office: "Rapla".into(), language: "et".into(), ..Register::default() };
    let programme = Programme { code: "rapla-2013".into(), edition: 1, definition, ..Programme::default() };
    let role = Some(WorkerRole::Support);
    let worker = Worker { surname: "Tugi".into(), given: "Ann".into(), role, ..Worker::default() };
    let set_up = [
        Change::Create(Id(-1), register.into()),
        Change::Create(Id(-1), programme.into()),
        Change::Create(Id(-1), worker.into()),
    ];
    store.commit(Act::SetUp, &set_up, &by()).unwrap();
    for from in (0..).step_by(AT_ONCE) {
        let changes: Vec<Change> = (from..from + AT_ONCE).flat_map(participant).collect();
        store.commit(Act::Import, &changes, &by()).unwrap();
        if fs::metadata(&path).unwrap().len() >= size as u64 {
            break;
        }
    }
    drop(store);
    fs::read(path).unwrap()
}

fn create(kind: Kind, stand_in: i64, row: Value) -> Change {
    Change::Create(Id(-stand_in), Record::read(kind, row).unwrap())
}

/// Somebody new, who takes part, and the stay.
fn newcomer(place: usize) -> Vec<Change> {
    const SURNAMES: [&str; 6] = ["Tamm", "Mägi", "Õunapuu", "Žukova", "Šein", "Ülemõis"];
    const GIVEN: [&str; 5] = ["Anna", "Õnne", "Jüri", "Märt", "Külli"];
    let number = place as i64 + 1;
    let (surname, given) = (format!("{}-{number}", SURNAMES[place % 6]), GIVEN[place % 5]);
    let entered = day() - Days::new(place as u64 % 400 + 120);
    vec![
        create(Kind::Person, number, json!({ "surname": surname, "given": given, "phone": format!("5{place:07}") })),
        create(Kind::Participation, number, json!({ "programme": 1, "person": -number, "applied_on": entered })),
        create(Kind::Stay, number, json!({ "participation": -number, "entered_on": entered })),
    ]
}

/// A participant with ten meetings that were held.
fn participant(place: usize) -> Vec<Change> {
    let mut changes = newcomer(place);
    for meeting in 0..10_usize {
        let number = (place * 10 + meeting) as i64 + 1;
        changes.push(talk(number, day() - Days::new(meeting as u64 * 11)));
        let who = json!({ "meeting": -number, "participation": -(place as i64) - 1 });
        changes.push(create(Kind::Attendance, number, who));
    }
    changes
}

fn talk(stand_in: i64, date: NaiveDate) -> Change {
    let row = json!({ "programme": 1, "date": date, "kind": "talk", "minutes": 45, "result": "held", "notes": NOTES });
    create(Kind::Meeting, stand_in, row)
}

/// What people save next, one save after the other.
pub(crate) struct DailyWork {
    chance: Chance,
    participants: usize,
    meetings: usize,
}

impl DailyWork {
    /// In this register, as chance has it.
    pub(crate) fn new(store: &Store, beginning: u64) -> Self {
        Self {
            chance: Chance::new(beginning),
            participants: store.count(Kind::Participation).unwrap() as usize,
            meetings: store.count(Kind::Meeting).unwrap() as usize,
        }
    }

    /// The next save: most are meetings of one with one, some are groups, corrections and new people.
    pub(crate) fn next(&mut self, store: &Store) -> (Act, Vec<Change>) {
        match self.chance.below(10) {
            0..4 => (Act::Meeting, self.meeting(1)),
            4..6 => (Act::Meeting, self.meeting(12)),
            6..8 => {
                let id = self.one_of(self.participants);
                let mut person = store.expect::<Person>(id).unwrap();
                person.record.phone = format!("5{:07}", self.chance.below(10_000_000));
                (Act::Registration, vec![Change::Update(id, person.version, person.record.into())])
            }
            8 => {
                let id = self.one_of(self.meetings);
                let mut meeting = store.expect::<Meeting>(id).unwrap();
                meeting.record.notes = NOTES.repeat(self.chance.below(4));
                (Act::Meeting, vec![Change::Update(id, meeting.version, meeting.record.into())])
            }
            _ => (Act::Registration, newcomer(store.count(Kind::Person).unwrap() as usize)),
        }
    }

    fn one_of(&mut self, many: usize) -> Id {
        Id(self.chance.below(many) as i64 + 1)
    }

    fn meeting(&mut self, people: usize) -> Vec<Change> {
        let mut changes = vec![talk(1, day())];
        let first = self.chance.below(self.participants);
        changes.extend((0..people).map(|place| {
            let who = (first + place) % self.participants + 1;
            create(Kind::Attendance, place as i64 + 1, json!({ "meeting": -1, "participation": who }))
        }));
        changes.push(create(Kind::Attendance, people as i64 + 1, json!({ "meeting": -1, "worker": 1 })));
        changes
    }
}

/// A given name for each number, no two of which differ by a letter alone: an import would ask whether they are one person.
pub(crate) fn given_name(number: usize) -> String {
    const SYLLABLES: [&str; 10] = ["aa", "ee", "ii", "oo", "uu", "ll", "mm", "nn", "rr", "ss"];
    let digits = format!("{number:08}");
    digits.bytes().map(|digit| SYLLABLES[usize::from(digit - b'0')]).collect()
}
