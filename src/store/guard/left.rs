//! What a crash has left beside a register, and whether somebody is using it just now.

use std::{
    fs::File,
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
};

use super::super::{
    error::{Result, explain},
    private::beside,
};

/// What was left, held against every other Tugi for as long as this lives.
#[cfg(unix)]
pub(super) struct Held(File);

/// What was left; it cannot be held here.
#[cfg(not(unix))]
pub(super) struct Held();

/// Files beside a register that SQLite would lay over it.
pub(super) struct Left {
    files: Vec<PathBuf>,
    /// Whether one of them is a write-ahead log, which is there as long as anybody has the register open.
    log: bool,
}

impl Left {
    /// What lies beside a register; none where SQLite would take no notice of it.
    pub(super) fn beside(path: &Path) -> Result<Option<Self>> {
        let (journal, log) = (beside(path, "-journal"), beside(path, "-wal"));
        let (has_journal, has_log) = (begins(&journal)?, begins(&log)?);
        let files: Vec<_> = [(journal, has_journal), (log, has_log)].into_iter().filter(|(_, there)| *there).collect();
        let files: Vec<_> = files.into_iter().map(|(path, _)| path).collect();
        Ok((!files.is_empty()).then_some(Self { files, log: has_log }))
    }

    /// The files.
    pub(super) fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// The first of the files.
    pub(super) fn first(&self) -> &Path {
        &self.files[0]
    }

    /// Holds it against every other Tugi; none while another one does.
    #[cfg(unix)]
    pub(super) fn hold(&self) -> Result<Option<Held>> {
        let file = match File::open(self.first()) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            file => file.map_err(|error| explain(error, self.first()))?,
        };
        // Where files cannot be held so, looking twice has to do.
        let free = !matches!(file.try_lock(), Err(std::fs::TryLockError::WouldBlock));
        let held = Held(file);
        Ok((free && self.is_still(&held)).then_some(held))
    }

    /// Whether what is held still is what lies there.
    #[cfg(unix)]
    pub(super) fn is_still(&self, held: &Held) -> bool {
        use std::os::unix::fs::MetadataExt;
        let (Ok(there), Ok(held)) = (std::fs::metadata(self.first()), held.0.metadata()) else { return false };
        (there.dev(), there.ino()) == (held.dev(), held.ino())
    }

    /// Elsewhere a file that is held cannot be read by SQLite; looking twice has to do.
    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
    pub(super) fn hold(&self) -> Result<Option<Held>> {
        Ok(Some(Held()))
    }

    #[cfg(not(unix))]
    pub(super) fn is_still(&self, _held: &Held) -> bool {
        self.first().exists()
    }

    /// Whether somebody saves to the register just now, or puts it right; with a write-ahead log, whether anybody has it open.
    ///
    /// No connection of this process to the register may be open.
    #[cfg(unix)]
    pub(super) fn somebody_uses_it(&self, path: &Path) -> Result<bool> {
        use rustix::process::{Flock, FlockOffsetType, FlockType, fcntl_getlk};
        /// The bytes that SQLite locks: one while it waits for readers, one while it saves, and 510 of readers.
        const LOCKED_FROM: u64 = 0x4000_0000;
        const LOCKED: u64 = 512;
        let file = File::open(path).map_err(|error| explain(error, path))?;
        // Asked as a reader, only those are in the way who write.
        let typ = if self.log { FlockType::WriteLock } else { FlockType::ReadLock };
        let asked = Flock { start: LOCKED_FROM, length: LOCKED, pid: None, typ, offset_type: FlockOffsetType::Set };
        match fcntl_getlk(&file, &asked) {
            Ok(found) => Ok(found.is_some()),
            Err(error) => Err(std::io::Error::from(error).into()),
        }
    }

    /// Whether somebody has it open just now: then Windows does not give it to anybody alone.
    #[cfg(windows)]
    pub(super) fn somebody_uses_it(&self, _path: &Path) -> Result<bool> {
        use std::os::windows::fs::OpenOptionsExt;
        Ok(std::fs::OpenOptions::new().read(true).share_mode(0).open(self.first()).is_err())
    }

    #[cfg(not(any(unix, windows)))]
    pub(super) fn somebody_uses_it(&self, _path: &Path) -> Result<bool> {
        Ok(false)
    }
}

/// Whether a file is there and begins with something: SQLite wipes the beginning of what no longer counts.
fn begins(path: &Path) -> Result<bool> {
    let mut first = [0_u8];
    match File::open(path).and_then(|mut file| file.read(&mut first)) {
        Ok(read) => Ok(read == 1 && first[0] != 0),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(explain(error, path)),
    }
}
