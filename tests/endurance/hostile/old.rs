//! Records as no import and no form would let them in any more, but as an old file may hold them.

use std::path::Path;

use chrono::NaiveDate;
use tugi::{
    domain::{Act, Change, Id, Meeting, Participation, Person, Programme, Signature, Stored, Worker},
    session::collation,
    store::Store,
};

const POISON: &[&str] = &[
    "\x1b[2J\x1b]0;owned\x07",
    "\u{9b}31m\u{9d}52;c;eA==\u{9c}",
    "\u{202e}gnp.exe\u{2066}",
    "\u{200b}\u{feff}\u{e0041}",
    "a\u{335}\u{335}\u{335}\u{335}\u{335}\u{335}\u{335}\u{335}",
    "\r\n\x0b\u{2028}\t\0\x7f\x08",
    "=cmd|'/C calc'!A0",
    "\r=1+1",
    "\t@SUM(1)",
    "\0+1",
    "＝1+1",
];

/// Puts records with raw signs into every text of a register; the people are called `Vanad…`.
pub(crate) fn put_into(register: &Path) {
    let mut store = Store::open(register, collation(None)).unwrap();
    let programme = store.all::<Programme>().unwrap()[0].id;
    let day = NaiveDate::from_ymd_opt(2013, 6, 3);
    let by = Signature { who: "ka\x1b[2Jja\u{202e}".into(), at: day.unwrap().and_hms_opt(9, 0, 0).unwrap() };
    for (number, poison) in POISON.iter().enumerate() {
        let text = (*poison).to_owned();
        let person = Person {
            surname: format!("{poison}Vanad{number}"),
            given: text.clone(),
            phone: text.clone(),
            email: text.clone(),
            address: text.clone(),
            ..Person::default()
        };
        let participation = Participation { programme, person: Id(-1), applied_on: day, ..Participation::default() };
        let worker = Worker { surname: format!("{poison}Vanad{number}"), given: text.clone(), ..Worker::default() };
        let changes = [
            Change::Create(Id(-1), person.into()),
            Change::Create(Id(-1), participation.into()),
            Change::Create(Id(-1), worker.into()),
        ];
        store.commit(Act::Registration, &changes, &by).unwrap();
    }
    let meetings: Vec<Stored<Meeting>> = store.all::<Meeting>().unwrap();
    let poisoned = |(number, row): (usize, &Stored<Meeting>)| {
        let text = POISON[number % POISON.len()].to_owned();
        let meeting = Meeting { place: text.clone(), notes: text, ..row.record.clone() };
        Change::Update(row.id, row.version, meeting.into())
    };
    let changes: Vec<Change> = meetings.iter().take(60).enumerate().map(poisoned).collect();
    store.commit(Act::Meeting, &changes, &by).unwrap();
}
