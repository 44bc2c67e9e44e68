//! Waiting for somebody else's save: how long, and who it is that holds the file.
//!
//! The system's own list of locks says which process it is. The file itself is never opened for that: closing it again would
//! drop the locks that SQLite holds in this process.

use std::{
    cell::Cell,
    thread,
    time::{Duration, Instant},
};

use rusqlite::Connection;

use super::{Store, error::Result};

/// How long reading waits for the moment in which a save is written, and a save that has begun for those who still read.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);
/// How long it pauses before it asks again. The moments between the saves of somebody who saves without any pause are short; who
/// asks more and more rarely, as SQLite does by itself, misses them all.
const PAUSE: Duration = Duration::from_millis(2);

thread_local! {
    /// How long what this thread does just now waits for others.
    static PATIENT: Cell<Duration> = const { Cell::new(PATIENCE) };
    /// Since when it waits.
    static SINCE: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// Has a connection wait for others: as long as [`patiently`] says, else for the usual time.
pub(super) fn wait_for_others(connection: &mut Connection) -> Result<()> {
    Ok(connection.busy_handler(Some(ask_again))?)
}

/// Does something that waits at most so long for others, in this thread.
pub(super) fn patiently<T>(patience: Duration, work: impl FnOnce() -> T) -> T {
    let before = PATIENT.replace(patience);
    let done = work();
    PATIENT.set(before);
    done
}

/// What SQLite calls when somebody else is in the way: whether it tries again.
fn ask_again(tries: i32) -> bool {
    if tries == 0 {
        SINCE.set(Some(Instant::now()));
    }
    if SINCE.get().is_none_or(|since| since.elapsed() >= PATIENT.get()) {
        return false;
    }
    thread::sleep(PAUSE);
    true
}

/// Whose process holds the file just now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// The name that the process was told to sign with.
    pub user: Option<String>,
    /// The name under which its owner is logged in.
    pub login: Option<String>,
    /// Whether it takes a sheet over, which may take a while.
    pub imports: bool,
}

impl Store {
    /// Does something that saves, and waits at most so long for somebody else's save before it answers that the file is busy.
    pub fn within<T>(&mut self, patience: Duration, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        patiently(patience, || work(self))
    }

    /// Who is saving just now; none where nobody is any more, or the system does not say.
    pub fn holder(&self) -> Option<Holder> {
        system::holder(self.path.as_deref()?)
    }

    /// Who saved last, and when.
    pub fn last_saver(&self) -> Result<Option<(String, String)>> {
        use rusqlite::OptionalExtension;
        let newest = "SELECT who, at FROM batch ORDER BY id DESC LIMIT 1";
        Ok(self.connection.query_row(newest, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::{ErrorCode, Transaction, TransactionBehavior};

    use super::*;

    fn two(folder: &std::path::Path) -> (Connection, Connection) {
        let [one, mut other] = [(), ()].map(|()| Connection::open(folder.join("rapla.tugi")).unwrap());
        one.execute_batch("CREATE TABLE t (a)").unwrap();
        wait_for_others(&mut other).unwrap();
        (one, other)
    }

    fn held(one: &mut Connection) -> Transaction<'_> {
        one.transaction_with_behavior(TransactionBehavior::Exclusive).unwrap()
    }

    fn read(other: &Connection) -> rusqlite::Result<i64> {
        other.query_row("SELECT count(*) FROM t", [], |row| row.get(0))
    }

    #[test]
    fn a_connection_waits_until_others_are_done() {
        let folder = tempfile::tempdir().unwrap();
        let (mut one, other) = two(folder.path());
        let (has_it, got) = std::sync::mpsc::channel();
        let saving = thread::spawn(move || {
            let act = held(&mut one);
            has_it.send(()).unwrap();
            thread::sleep(Duration::from_millis(50));
            act.execute("INSERT INTO t VALUES (1)", []).unwrap();
            act.commit().unwrap();
        });
        got.recv().unwrap();
        assert_eq!(read(&other).unwrap(), 1);
        saving.join().unwrap();
    }

    #[test]
    fn a_connection_waits_no_longer_than_it_is_told_to_and_only_there() {
        let folder = tempfile::tempdir().unwrap();
        let (mut one, other) = two(folder.path());
        let act = held(&mut one);
        for patience in [Duration::ZERO, Duration::from_millis(20)] {
            let busy = patiently(patience, || read(&other)).unwrap_err();
            assert_eq!(busy.sqlite_error_code(), Some(ErrorCode::DatabaseBusy));
            assert_eq!(PATIENT.get(), PATIENCE);
        }
        act.commit().unwrap();
        assert_eq!(read(&other).unwrap(), 0);
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use std::path::Path;

    use super::Holder;

    pub(super) fn holder(_path: &Path) -> Option<Holder> {
        None
    }
}

#[cfg(target_os = "linux")]
mod system {
    use std::{fs, os::unix::fs::MetadataExt, path::Path};

    use super::Holder;

    /// The byte of the file that whoever is about to save holds locked.
    const RESERVED: u64 = 0x4000_0001;

    pub(super) fn holder(path: &Path) -> Option<Holder> {
        let inode = fs::metadata(path).ok()?.ino();
        let process = process_in(&fs::read_to_string("/proc/locks").ok()?, inode)?;
        let folder = Path::new("/proc").join(process.to_string());
        let owner = fs::metadata(&folder).ok()?.uid();
        let login = uzers::get_user_by_uid(owner).map(|user| user.name().to_string_lossy().into_owned());
        let line = fs::read(folder.join("cmdline")).unwrap_or_default();
        let line = String::from_utf8_lossy(&line).into_owned();
        Some(told(&line.split('\0').collect::<Vec<_>>(), login))
    }

    /// The process that has the reserved byte of this file locked for writing. Only the number of the file is compared: some file
    /// systems are listed under another device than their files say.
    fn process_in(locks: &str, inode: u64) -> Option<u32> {
        locks.lines().find_map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            // Whoever waits for the lock has an arrow before the word.
            let [_, "POSIX", _, "WRITE", process, file, from, to] = words[..] else { return None };
            let to = if to == "EOF" { u64::MAX } else { to.parse().ok()? };
            let covers = (from.parse::<u64>().ok()?..=to).contains(&RESERVED);
            let same = file.rsplit(':').next()?.parse() == Ok(inode);
            (same && covers).then(|| process.parse().ok())?
        })
    }

    /// What the command line of a process says about who saves, and what.
    fn told(line: &[&str], login: Option<String>) -> Holder {
        let after = line.iter().position(|word| *word == "--user").and_then(|place| line.get(place + 1).copied());
        let user = after.or_else(|| line.iter().find_map(|word| word.strip_prefix("--user=")));
        let imports = line.iter().skip(1).any(|word| *word == "import");
        Holder { user: user.map(str::trim).filter(|user| !user.is_empty()).map(String::from), login, imports }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        const LOCKS: &str = "\
1: POSIX  ADVISORY  READ 11 fd:01:77 1073741826 1073742335
2: POSIX  ADVISORY  WRITE 12 fd:01:77 1073741825 1073741825
2: -> POSIX  ADVISORY  WRITE 13 fd:01:77 1073741825 1073741825
3: POSIX  ADVISORY  WRITE 14 fd:01:78 1073741824 1073742335
4: FLOCK  ADVISORY  WRITE 15 fd:01:79 0 EOF
";

        #[test]
        fn whoever_has_the_reserved_byte_locked_for_writing_holds_the_file() {
            assert_eq!(process_in(LOCKS, 77), Some(12), "one that is about to save");
            assert_eq!(process_in(LOCKS, 78), Some(14), "one that is writing");
            assert_eq!(process_in(LOCKS, 79), None, "a lock of another sort");
            assert_eq!(process_in("not what it was", 77), None);
        }

        #[test]
        fn the_command_line_says_who_signs_and_whether_a_sheet_is_taken_over() {
            let holder = told(&["tugi", "import", "people", "list.csv", "--user", "marika", ""], Some("root".into()));
            assert_eq!(holder, Holder { user: Some("marika".into()), login: Some("root".into()), imports: true });
            assert_eq!(told(&["tugi", "--user=ann", ""], None).user.as_deref(), Some("ann"));
            assert_eq!(told(&["tugi", ""], None), Holder::default());
        }
    }
}
