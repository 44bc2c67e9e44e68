//! Plain copies of a register in which people save: each is whole, or said to be torn when it is opened.
//!
//! Whether a copy is whole is known from the writer, who says after each save what the bytes of the file are; a copy with
//! the bytes of no moment at which nobody saved was torn.

use std::{
    fs,
    io::{Read, Write},
    path::Path,
    process::Command,
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};
use tugi::{
    session::collation,
    store::{Backups, Error, Store},
};

use crate::{
    office::register_at,
    scale::{rounds, say},
    work::{Job, Task, Writer, state},
};

/// How long a save is waited for that decides what a copy was.
const LONGEST: Duration = Duration::from_secs(20);

/// What the program says of a copy.
enum Found {
    /// Whole, with this as the last save in it.
    Whole(i64),
    /// Not whole.
    NotWhole,
    /// Something else.
    Other(Error),
}

/// The figures of many copies.
#[derive(Default)]
struct Figures {
    copies: usize,
    torn: usize,
    said_torn: usize,
    mended: usize,
    undetected: usize,
    false_alarms: usize,
    stale: usize,
    asked_the_program: usize,
    saves: i64,
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { copies, torn, said_torn, mended, undetected, false_alarms, stale, asked_the_program, saves } = self;
        write!(
            f,
            "{copies} copies during {saves} saves: {torn} torn, {said_torn} said to be torn, {mended} torn only where no \
             row is; {undetected} torn and undetected, {false_alarms} false alarms, {stale} stale; {asked_the_program} \
             shown to the program"
        )
    }
}

/// Copies a register of a size so many times while somebody saves at a pace; as soon as the saves have made it half as large
/// again, the first one takes its place.
fn copied(size: usize, pace: Duration, copies: usize) -> Figures {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let (first, copy) = (path("first.tugi"), path("copy.tugi"));
    register_at(&first, size);
    let (mut figures, mut beginning) = (Figures::default(), 0);
    while figures.copies < copies {
        beginning += 1;
        let file = path(&format!("register-{beginning}.tugi"));
        fs::copy(&first, &file).unwrap();
        let writer = Writer::start(&Job { pace, states: true, beginning, ..Job::on(&file) });
        assert!(writer.wait_beyond(0, LONGEST));
        let saves = writer.acknowledged();
        while figures.copies < copies && is_about(&file, size) {
            let acknowledged = writer.acknowledged();
            copy_plainly(&file, &copy, figures.copies);
            figures.judge(&writer, (&file, &copy), acknowledged);
            fs::remove_file(&copy).unwrap();
        }
        figures.saves += writer.stop() - saves;
        fs::remove_file(&file).unwrap();
    }
    figures
}

/// Whether a register is still of about its size, after all the saves.
fn is_about(file: &Path, size: usize) -> bool {
    fs::metadata(file).unwrap().len() < (size + size / 2) as u64
}

/// Copies a file as people do: every tenth time with the system's own command, else in pieces as that did for decades.
fn copy_plainly(from: &Path, to: &Path, round: usize) {
    if round.is_multiple_of(10) {
        assert!(Command::new("cp").args([from, to]).status().unwrap().success());
        return;
    }
    let (mut from, mut to) = (fs::File::open(from).unwrap(), fs::File::create_new(to).unwrap());
    let mut piece = vec![0; 128 * 1024];
    loop {
        match from.read(&mut piece).unwrap() {
            0 => return,
            read => to.write_all(&piece[..read]).unwrap(),
        }
    }
}

/// What the program says of a file, asked as at every opening.
fn found(copy: &Path) -> Found {
    let sound = Store::open(copy, collation(None)).and_then(|store| {
        store.soundness().demand()?;
        store.head()
    });
    match sound {
        Ok(head) => Found::Whole(head.batch),
        Err(Error::NotWhole(_) | Error::Damaged(_)) => Found::NotWhole,
        Err(error) => Found::Other(error),
    }
}

impl Figures {
    fn judge(&mut self, writer: &Writer, (file, copy): (&Path, &Path), acknowledged: i64) {
        self.copies += 1;
        let state = state(&fs::read(copy).unwrap());
        let found = found(copy);
        // The save in whose middle the copy was made says a little later what it left behind.
        if writer.batch_of(&state).is_none() {
            writer.wait_beyond(writer.acknowledged() + 1, LONGEST);
        }
        let whole = writer.batch_of(&state);
        let shown = if self.copies.is_multiple_of(50) || (whole.is_none() && self.torn.is_multiple_of(10)) {
            self.asked_the_program += 1;
            Some(shown_to_the_program(copy))
        } else {
            None
        };
        match (found, whole) {
            (Found::Whole(head), Some(batch)) => {
                assert_eq!(head, batch);
                assert_ne!(shown, Some(false), "the program refuses a whole copy");
                self.stale += usize::from(batch < acknowledged);
            }
            (Found::Whole(head), None) => {
                self.torn += 1;
                if holds_as_much(copy, file, head) { self.mended += 1 } else { self.undetected += 1 }
            }
            (Found::NotWhole, None) => {
                self.torn += 1;
                self.said_torn += 1;
                assert_ne!(shown, Some(true), "the program shows a torn copy");
            }
            (Found::NotWhole, Some(_)) => self.false_alarms += 1,
            (Found::Other(error), _) => panic!("a copy is told by a wrong name: {error}"),
        }
    }
}

/// Whether the program itself answers a question about the copy; if not, it has to say why.
fn shown_to_the_program(copy: &Path) -> bool {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tugi"));
    command.args(["export", "people", "--file"]).arg(copy).env_clear().env("USER", "kaja");
    let answer = command.output().unwrap();
    assert!(answer.status.success() || (answer.stdout.is_empty() && !answer.stderr.is_empty()), "{answer:?}");
    answer.status.success()
}

/// Whether a copy that was put together from two moments has every row of the one of its last save: a part in which no row
/// stands may be of any moment. Held against the log of the file it was taken from, which only grows.
fn holds_as_much(copy: &Path, file: &Path, head: i64) -> bool {
    let rows = |path: &Path| {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
        let connection = Connection::open_with_flags(path, flags).unwrap();
        connection.busy_timeout(LONGEST).unwrap();
        let log = [
            "SELECT * FROM batch WHERE id <= ?1 ORDER BY id",
            "SELECT * FROM chain WHERE batch <= ?1 ORDER BY batch",
            "SELECT c.*, i.* FROM change c JOIN image i ON i.change = c.seq WHERE c.batch <= ?1 ORDER BY c.seq",
        ];
        log.map(|query| crate::rows::answered(&connection, query, [head]).unwrap())
    };
    let replayed = Store::open(copy, collation(None)).unwrap().verify().unwrap();
    rows(copy) == rows(file) && replayed.faults.is_empty()
}

#[track_caller]
fn holds(what: &str, size: usize, pace: Duration, copies: usize) {
    let figures = copied(size, pace, copies);
    say("copies", format!("{what}: {figures}"));
    assert_eq!((figures.undetected, figures.false_alarms, figures.stale), (0, 0, 0));
}

const FIVE_A_SECOND: Duration = Duration::from_millis(200);

#[test]
fn a_copy_of_1_mb_at_five_saves_a_second_is_whole_or_said_to_be_torn() {
    holds("1 MB, 5 saves a second", 1_000_000, FIVE_A_SECOND, rounds(20, 2_500));
}

#[test]
fn a_copy_of_1_mb_at_full_rate_is_whole_or_said_to_be_torn() {
    holds("1 MB, full rate", 1_000_000, Duration::ZERO, rounds(40, 2_500));
}

#[test]
fn a_copy_of_5_mb_at_five_saves_a_second_is_whole_or_said_to_be_torn() {
    holds("5 MB, 5 saves a second", 5_000_000, FIVE_A_SECOND, rounds(4, 2_500));
}

#[test]
fn a_copy_of_5_mb_at_full_rate_is_whole_or_said_to_be_torn() {
    holds("5 MB, full rate", 5_000_000, Duration::ZERO, rounds(6, 2_500));
}

#[test]
fn every_copy_of_the_published_copy_is_whole() {
    const SIZE: usize = 1_000_000;
    let folder = tempfile::tempdir().unwrap();
    let (first, copy) = (folder.path().join("first.tugi"), folder.path().join("copy.tugi"));
    register_at(&first, SIZE);
    let (copies, mut made, mut saves, mut renewed, mut different) = (rounds(60, 10_000), 0, 0, 0, 0);
    while made < copies {
        let file = folder.path().join(format!("register-{made}.tugi"));
        fs::copy(&first, &file).unwrap();
        let latest = Backups::of(&file).latest();
        let publisher = Writer::start(&Job { states: true, task: Task::Publish, ..Job::on(&file) });
        assert!(publisher.wait_beyond(0, LONGEST));
        let writer = Writer::start(&Job { beginning: made as u64, ..Job::on(&file) });
        assert!(writer.wait_beyond(0, LONGEST));
        let (before, mut last) = (writer.acknowledged(), 0);
        while made < copies && is_about(&file, SIZE) {
            copy_plainly(&latest, &copy, made);
            let Found::Whole(head) = found(&copy) else { panic!("copy {made} of the published copy is not whole") };
            let state = state(&fs::read(&copy).unwrap());
            while publisher.batch_of(&state).is_none() {
                // It was renewed a moment ago, and that is not said yet.
                assert!(publisher.wait_beyond(publisher.acknowledged(), LONGEST), "copy {made} was never published");
            }
            assert!(head >= last, "copy {made} is older than the one before");
            (different, last, made) = (different + usize::from(head > last), head, made + 1);
            fs::remove_file(&copy).unwrap();
        }
        renewed += publisher.stop();
        saves += writer.stop() - before;
        fs::remove_file(&file).unwrap();
    }
    say(
        "copies",
        format!(
            "published copy, 1 MB: {copies} copies during {saves} saves at full rate, renewed {renewed} times, {different} \
             different ones seen: 0 torn"
        ),
    );
}
