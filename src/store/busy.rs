//! Waiting for somebody else's save: how long, and who it is that holds the file.
//!
//! The system's own list of locks says which process it is. The file itself is never opened for that: closing it again would
//! drop the locks that SQLite holds in this process.

use std::time::Duration;

use super::{Store, error::Result};

/// How long reading waits for the moment in which a save is written, and a save that has begun for those who still read.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

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
        self.connection.busy_timeout(patience)?;
        let done = work(self);
        self.connection.busy_timeout(PATIENCE)?;
        done
    }

    /// The same for what needs nothing but the file.
    pub(super) fn patiently<T>(&self, patience: Duration, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.connection.busy_timeout(patience)?;
        let done = work();
        self.connection.busy_timeout(PATIENCE)?;
        done
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
