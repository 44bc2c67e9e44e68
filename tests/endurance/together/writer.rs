//! Somebody who saves, in a process of their own: this very test binary, run again and told what to do.

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use tugi::{
    domain::{Act, Change, Id, Person, Signature, Stored},
    session::{AT_FIRST, IN_ALL},
    store::{Collation, Error, Store},
};

/// What a process is told: the file, its number, how many edits, on how many records, and the pause between two in milliseconds.
const TOLD: &str = "TUGI_TEST_WRITER";

/// An edit that the file has acknowledged.
#[derive(Clone, Debug)]
pub(super) struct Saved {
    /// Whose.
    pub(super) who: usize,
    pub(super) record: i64,
    /// The version it made.
    pub(super) version: i64,
    /// The telephone number that had been read before, and the one that was saved.
    pub(super) read: String,
    pub(super) wrote: String,
    /// How long saving took, with all that waited.
    pub(super) took: Duration,
}

/// What a process says at its end.
#[derive(Clone, Debug, Default)]
pub(super) struct Done {
    pub(super) saved: Vec<Saved>,
    /// How often somebody else had been faster, so that the record was read again.
    pub(super) conflicts: usize,
    /// How often it was said who is saving, and how often a save was given up.
    pub(super) told: usize,
    pub(super) given_up: usize,
}

/// Starts a process that saves.
pub(super) fn start(file: &Path, who: usize, edits: usize, records: usize, pause: u64) -> Child {
    let told = format!("{who} {edits} {records} {pause} {}", file.display());
    Command::new(std::env::current_exe().unwrap())
        .args(["together::writer::saves_when_told_to", "--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .env(TOLD, told)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits for a process, and reads what it has done.
pub(super) fn finish(mut child: Child) -> Done {
    let mut done = Done::default();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["saved", who, record, version, read, wrote, took] => done.saved.push(Saved {
                who: who.parse().unwrap(),
                record: record.parse().unwrap(),
                version: version.parse().unwrap(),
                read: read.to_owned(),
                wrote: wrote.to_owned(),
                took: Duration::from_micros(took.parse().unwrap()),
            }),
            ["end", conflicts, told, given_up] => {
                done.conflicts = conflicts.parse().unwrap();
                done.told = told.parse().unwrap();
                done.given_up = given_up.parse().unwrap();
            }
            _ => {}
        }
    }
    assert!(child.wait().unwrap().success(), "somebody who saves has failed");
    done
}

#[test]
#[ignore = "is only run by the tests that start it, in a process of its own"]
fn saves_when_told_to() {
    let Ok(told) = std::env::var(TOLD) else { return };
    let words: Vec<&str> = told.splitn(5, ' ').collect();
    let number = |place: usize| words[place].parse::<usize>().unwrap();
    let mut writer = Writer::open(Path::new(words[4]), number(0), number(2));
    println!();
    for edit in 0..number(1) {
        let begun = Instant::now();
        writer.edit(edit);
        let pause = Duration::from_millis(words[3].parse().unwrap());
        std::thread::sleep(pause.saturating_sub(begun.elapsed()));
    }
    println!("end {} {} {}", writer.done.conflicts, writer.done.told, writer.done.given_up);
    std::io::stdout().flush().unwrap();
}

/// A telephone number as one word, for a line of words.
pub(super) fn one_word(phone: &str) -> String {
    if phone.is_empty() { "-".to_owned() } else { phone.replace(' ', "_") }
}

struct Writer {
    store: Store,
    who: usize,
    people: Vec<Id>,
    by: Signature,
    /// A number that is somewhere else each time, so that no two processes go through the records alike.
    dice: u64,
    done: Done,
}

impl Writer {
    fn open(file: &Path, who: usize, records: usize) -> Self {
        let store = Store::open(file, Collation::plain()).unwrap();
        let mut people: Vec<Id> = store.all::<Person>().unwrap().iter().map(|row| row.id).collect();
        people.truncate(records);
        let at = "2013-07-05T12:00:00".parse().unwrap();
        let by = Signature { who: format!("w{who}"), at };
        Self { store, who, people, by, dice: who as u64 + 1, done: Done::default() }
    }

    fn roll(&mut self, sides: usize) -> usize {
        self.dice = self.dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.dice >> 33) as usize % sides
    }

    /// One edit of one person, as the screen does it: read, typed for a while, saved; read again where somebody was faster.
    fn edit(&mut self, edit: usize) {
        let place = self.roll(self.people.len());
        let id = self.people[place];
        loop {
            let row = self.store.expect::<Person>(id).unwrap();
            let typing = self.roll(3) as u64;
            std::thread::sleep(Duration::from_millis(typing));
            let wrote = format!("w{}-{edit}", self.who);
            let begun = Instant::now();
            match self.save(&row, &wrote) {
                Ok(()) => {
                    let (version, took) = (row.version + 1, begun.elapsed().as_micros());
                    let read = one_word(&row.record.phone);
                    println!("saved {} {id} {version} {read} {wrote} {took}", self.who);
                    return;
                }
                Err(Error::Conflict { .. }) => self.done.conflicts += 1,
                Err(Error::Busy) => self.done.given_up += 1,
                Err(error) => panic!("{error}"),
            }
        }
    }

    /// Saves as the screen does: a short try, then a long one with a word about who is saving.
    fn save(&mut self, row: &Stored<Person>, phone: &str) -> tugi::store::Result<()> {
        let person = Person { phone: phone.to_owned(), ..row.record.clone() };
        let changes = [Change::Update(row.id, row.version, person.into())];
        let by = self.by.clone();
        let mut save =
            |patience| self.store.within(patience, |store| store.commit(Act::Registration, &changes, &by)).map(|_| ());
        match save(AT_FIRST) {
            Err(Error::Busy) => {
                self.done.told += 1;
                save(IN_ALL)
            }
            other => other,
        }
    }
}
