//! Processes killed at any moment: what was acknowledged is there, nothing is there by half, and the next start clears up.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use rusqlite::{Connection, OpenFlags};
use tugi::{
    session::collation,
    store::{Backups, Store},
};

use crate::{
    chance::Chance,
    office::{given_name, register_at},
    scale::{full, rounds, say},
    work::{Job, Task, Writer},
};

const SIZE: usize = 300_000;
/// After so many kills everything is checked, and not only what is checked at every opening.
const WHOLE_CHECK: usize = 20;
/// After so many kills a new register is begun, so that it stays small.
const AFRESH: usize = 100;
const LONGEST: Duration = Duration::from_secs(30);

/// A register in a folder of its own, in which processes are killed.
struct Ground {
    folder: tempfile::TempDir,
    file: PathBuf,
    kills: usize,
    left_behind: usize,
}

impl Ground {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("register.tugi");
        register_at(&file, SIZE);
        Self { folder, file, kills: 0, left_behind: 0 }
    }

    /// Opens the register after a kill and checks it; answers its last save.
    fn look(&mut self) -> i64 {
        self.kills += 1;
        self.left_behind += usize::from(self.others().iter().any(|name| name.ends_with("-journal")));
        let store = Store::open(&self.file, collation(None)).unwrap();
        assert_eq!(store.soundness().wait(), [], "after {} kills", self.kills);
        if self.kills.is_multiple_of(WHOLE_CHECK) {
            assert_eq!(store.verify().unwrap().faults, [], "after {} kills", self.kills);
            assert_eq!(said_by_sqlite(&self.file), "ok");
        }
        store.head().unwrap().batch
    }

    /// The names in the folder but that of the register.
    fn others(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path()).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name != "register.tugi").collect()
    }

    /// The program at work in the folder.
    fn program(&self, arguments: &[&str]) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tugi"));
        command.args(arguments).current_dir(self.folder.path()).env_clear();
        command.env("HOME", self.folder.path()).env("USER", "kaja").env("TUGI_FILE", "register.tugi");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }
}

/// What SQLite's own check says.
fn said_by_sqlite(file: &Path) -> String {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap()
}

/// How many there are, asked of SQLite alone.
fn count(file: &Path, query: &str, with: impl rusqlite::Params) -> i64 {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    connection.query_row(query, with, |row| row.get(0)).unwrap()
}

/// Kills a process after this time unless it has ended by itself; answers whether it had done its work.
fn kill_after(mut child: Child, longest: Duration) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < longest && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap().success()
}

/// A part of a time.
fn part(chance: &mut Chance, of: Duration) -> Duration {
    Duration::from_micros(chance.below(of.as_micros() as usize + 1) as u64)
}

#[test]
fn whoever_is_killed_while_saving_loses_nothing_that_was_acknowledged() {
    let (kills, mut chance) = (rounds(10, 1_000), Chance::new(7));
    let (mut ground, mut saves, mut kept, mut left_behind) = (Ground::new(), 0, 0, 0);
    // How long a save takes on this computer.
    let mut save = Duration::from_millis(20);
    for kill in 0..kills {
        if kill % AFRESH == AFRESH - 1 {
            left_behind += ground.left_behind;
            ground = Ground::new();
        }
        let writer = Writer::start(&Job { beginning: kill as u64, ..Job::on(&ground.file) });
        assert!(writer.wait_beyond(0, LONGEST));
        let first = writer.acknowledged();
        for _ in 0..chance.below(4) {
            let begun = Instant::now();
            writer.wait_beyond(writer.acknowledged(), LONGEST);
            save = (save * 3 + begun.elapsed()) / 4;
        }
        let (begun, longest) = (Instant::now(), part(&mut chance, save * 2));
        while begun.elapsed() < longest {
            std::thread::yield_now();
        }
        let last = writer.kill();
        let head = ground.look();
        assert!(head >= last, "kill {kill}: {last} was acknowledged, {head} is there");
        let there = count(&ground.file, "SELECT count(*) FROM batch WHERE id BETWEEN ?1 AND ?2", [first, last]);
        assert_eq!(there, last - first + 1, "kill {kill}");
        (saves, kept) = (saves + last - first, kept + (head - last));
    }
    left_behind += ground.left_behind;
    say(
        "kills",
        format!(
            "{kills} in plain saves: {saves} acknowledged, 0 lost, 0 corrupt; {left_behind} left a journal, {kept} saves \
             stood that were not acknowledged yet"
        ),
    );
}

#[test]
fn an_import_that_is_killed_is_there_as_a_whole_or_not_at_all() {
    const PEOPLE: i64 = 40;
    let (kills, mut chance, mut ground) = (rounds(6, 500), Chance::new(8), Ground::new());
    let (mut there, mut gone, mut whole) = (0, 0, Duration::ZERO);
    for kill in 0..=kills {
        if kill % AFRESH == AFRESH - 1 {
            ground = Ground::new();
        }
        let lines =
            (0..PEOPLE).map(|place| format!("Ring{kill};{};01.03.2013", given_name(kill * 10_000 + place as usize)));
        let sheet: Vec<String> = std::iter::once("Perekonnanimi;Eesnimi;Avaldus".to_owned()).chain(lines).collect();
        fs::write(ground.folder.path().join("people.csv"), sheet.join("\n")).unwrap();
        let begun = Instant::now();
        // The first is left alone, and measured.
        let longest = if kill == 0 { LONGEST } else { whole / 3 + part(&mut chance, whole) };
        let done = kill_after(ground.program(&["import", "people", "people.csv"]), longest);
        if kill == 0 {
            (whole, ground.kills) = (begun.elapsed(), 0);
            assert!(done, "the import does not work at all");
        }
        ground.look();
        let surname = format!("Ring{kill}");
        let people = count(&ground.file, "SELECT count(*) FROM person WHERE surname = ?1", [surname]);
        assert!(people == PEOPLE || (people == 0 && !done), "kill {kill}: {people} of {PEOPLE}, done: {done}");
        if people == 0 { gone += 1 } else { there += 1 }
    }
    say("kills", format!("{kills} in an import: {there} are there, {gone} are not, 0 by half, 0 lost, 0 corrupt"));
}

/// A sheet of so many rows changes more than a save keeps in memory, so that its first pages reach the file before its last are made.
#[test]
fn a_great_import_that_is_killed_while_its_pages_reach_the_file_is_not_there_by_half() {
    const PEOPLE: usize = 95_000;
    const KILLS: usize = 12;
    if !full() {
        return;
    }
    let lines = (0..PEOPLE).map(|place| format!("Ring{place};{};01.03.2013", given_name(place)));
    let sheet: Vec<String> = std::iter::once("Perekonnanimi;Eesnimi;Avaldus".to_owned()).chain(lines).collect();
    let sheet = sheet.join("\n");
    let (mut chance, mut whole, mut early, mut there) = (Chance::new(10), Duration::ZERO, 0, 0);
    for kill in 0..=KILLS {
        let mut ground = Ground::new();
        fs::write(ground.folder.path().join("people.csv"), &sheet).unwrap();
        let before = fs::metadata(&ground.file).unwrap().len();
        let people = |ground: &Ground| count(&ground.file, "SELECT count(*) FROM person", []);
        let (first, begun) = (people(&ground), Instant::now());
        // The first is left alone, and measured.
        let longest = if kill == 0 { LONGEST * 4 } else { whole * 3 / 4 + part(&mut chance, whole / 4) };
        let done = kill_after(ground.program(&["import", "people", "people.csv"]), longest);
        early += usize::from(!done && fs::metadata(&ground.file).unwrap().len() > before);
        if kill == 0 {
            whole = begun.elapsed();
            assert!(done, "the import does not work at all");
        }
        ground.look();
        let more = people(&ground) - first;
        assert!(more == PEOPLE as i64 || (more == 0 && !done), "kill {kill}: {more} of {PEOPLE}, done: {done}");
        there += usize::from(more > 0);
    }
    assert!(early > 0, "none was killed while its pages reached the file");
    say(
        "kills",
        format!(
            "{KILLS} late in an import of {PEOPLE} rows of {whole:.1?}: {there} are there with the first, {early} had written to \
             the file before they were killed, 0 by half"
        ),
    );
}

/// The newest copies under final names have to be whole, or all of them; answers how many were looked at.
fn copies_are_whole(folder: &Path, all: bool) -> usize {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut copies: Vec<PathBuf> =
        names.filter(|path| path.extension().is_some_and(|ending| ending == "tugi")).collect();
    copies.sort_by_key(|path| std::cmp::Reverse(fs::metadata(path).unwrap().modified().unwrap()));
    copies.truncate(if all { usize::MAX } else { 4 });
    for copy in &copies {
        let store = Store::open(copy, collation(None)).unwrap_or_else(|error| panic!("{}: {error}", copy.display()));
        assert_eq!(store.soundness().wait(), [], "{}", copy.display());
        assert!(!all || store.verify().unwrap().faults.is_empty(), "{}", copy.display());
    }
    copies.len()
}

/// What is not finished in a folder of copies.
fn unfinished(folder: &Path) -> usize {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().contains(".part")).count()
}

/// A register in which somebody saves, while copies are made of it that are cut off.
struct Copied {
    ground: Ground,
    writer: Writer,
    given: PathBuf,
}

impl Copied {
    fn new() -> Self {
        let ground = Ground::new();
        let given = ground.folder.path().join("given");
        fs::create_dir(&given).unwrap();
        let writer = Writer::start(&Job { pace: Duration::from_millis(20), ..Job::on(&ground.file) });
        assert!(writer.wait_beyond(0, LONGEST));
        Self { ground, writer, given }
    }

    /// Ends the saving, and lets the next start clear up.
    fn end(self) {
        let Self { mut ground, writer, .. } = self;
        writer.stop();
        let backups = Backups::of(&ground.file);
        backups.publish().unwrap();
        assert_eq!(unfinished(backups.folder()), 0, "the next start clears up");
        ground.look();
    }
}

#[test]
fn no_half_copy_stands_under_a_final_name_when_its_maker_is_killed() {
    let (kills, mut chance, mut copied) = (rounds(8, 500), Chance::new(9), Copied::new());
    let (mut copies, mut halves, mut whole) = (0, 0, Duration::from_millis(200));
    for kill in 0..kills {
        // Fifty saves a second make it grow more than the kills do.
        if kill % (AFRESH / 2) == AFRESH / 2 - 1 {
            std::mem::replace(&mut copied, Copied::new()).end();
        }
        let Copied { ground, given, .. } = &copied;
        let (backups, fully) = (Backups::of(&ground.file), kill % WHOLE_CHECK == 0);
        if kill % 2 == 0 {
            let maker = Writer::start(&Job { task: Task::Keep, ..Job::on(&ground.file) });
            assert!(maker.wait_beyond(0, LONGEST));
            let (begun, longest) = (Instant::now(), part(&mut chance, whole));
            while begun.elapsed() < longest {
                std::thread::yield_now();
            }
            maker.kill();
            halves += unfinished(backups.folder());
            copies += copies_are_whole(backups.folder(), fully);
        } else {
            let begun = Instant::now();
            let longest = if kill == 1 { LONGEST } else { part(&mut chance, whole * 5 / 4) };
            let done = kill_after(ground.program(&["backup", "given/copy.tugi"]), longest);
            whole = if kill == 1 { begun.elapsed() } else { whole };
            halves += unfinished(given);
            let there = copies_are_whole(given, fully);
            assert!(there == 1 || !done, "kill {kill}");
            copies += there;
            fs::remove_dir_all(given).unwrap();
            fs::create_dir(given).unwrap();
        }
    }
    copied.end();
    say(
        "kills",
        format!(
            "{kills} while copies are made: {copies} copies looked at, 0 half under a final name; {halves} unfinished left"
        ),
    );
}
