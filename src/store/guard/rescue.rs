//! The folder beside a register in which copies are tried out after a crash. It is as private as the register, and gone as soon
//! as nothing in it is needed.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension};

use super::{
    super::{
        Backups, Collation, Store,
        error::explain,
        private::{beside, folder_beside},
        schema,
    },
    Error, Left, RESCUE, Result,
};

/// The copy that is tried out alone, and the one that is tried out together with what was left.
const ALONE: &str = "alone.tugi";
const TOGETHER: &str = "with-journal.tugi";

/// How many backups are looked at for a whole one.
const LOOKED_AT: usize = 20;

/// The folder.
pub(super) struct Rescue {
    folder: PathBuf,
    register: PathBuf,
}

/// What a whole copy holds: the number of every act, its moment, and the digest of the log up to it.
pub(super) struct State(Vec<(i64, String, Vec<u8>)>);

impl State {
    /// The number of the newest act.
    pub(super) fn newest(&self) -> i64 {
        self.0.last().map_or(0, |(batch, ..)| *batch)
    }

    /// When it was saved.
    pub(super) fn saved_at(&self) -> Option<NaiveDateTime> {
        self.0.last().and_then(|(_, at, _)| at.parse().ok())
    }

    /// Whether every act of the other is one of this, too.
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }
}

impl Rescue {
    /// Makes the folder, or takes the one that is there; what an earlier attempt left in it is gone.
    pub(super) fn enter(register: &Path) -> Result<Self> {
        let folder = folder_beside(register, RESCUE);
        let broken_off = |error: std::io::Error| match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Error::BrokenOff(register.to_owned()),
            _ => explain(error, &folder),
        };
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        match builder.create(&folder) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => made.map_err(broken_off)?,
        }
        if !fs::symlink_metadata(&folder).is_ok_and(|facts| facts.is_dir()) {
            return Err(Error::Planted(folder));
        }
        as_private_as(register, &folder).map_err(broken_off)?;
        let rescue = Self { folder, register: register.to_owned() };
        rescue.clear();
        Ok(rescue)
    }

    /// Copies the register, and what was left where it is given, and tells what the copy holds; none where it is not whole.
    pub(super) fn try_out(&self, left: Option<&Left>) -> Result<Option<State>> {
        let copy = self.folder.join(if left.is_some() { TOGETHER } else { ALONE });
        copied(&self.register, &copy)?;
        for side in left.map(Left::files).unwrap_or_default() {
            let ending = if side.to_string_lossy().ends_with("-wal") { "-wal" } else { "-journal" };
            copied(side, &beside(&copy, ending))?;
        }
        whole(&copy)
    }

    /// Moves what was left into the folder, beside nothing that SQLite would lay it over; answers where it lies.
    pub(super) fn take_aside(self, left: &Left) -> Result<PathBuf> {
        self.clear();
        for side in left.files() {
            let name = side.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let taken = |number: &u32| self.folder.join(format!("{name}.{number}")).exists();
            let number = (1..u32::MAX).find(|number| !taken(number)).unwrap_or_default();
            let aside = self.folder.join(format!("{name}.{number}"));
            fs::rename(side, &aside).map_err(|error| explain(error, &aside))?;
        }
        // The memory of a write-ahead log means nothing without it.
        let _ = fs::remove_file(beside(&self.register, "-shm"));
        Ok(self.folder)
    }

    /// Keeps the copy with what was left laid over it, for people to choose.
    pub(super) fn keep_the_one_together(self) -> PathBuf {
        remove(&self.folder.join(ALONE));
        self.folder.join(TOGETHER)
    }

    /// The newest of the register's backups that is whole.
    pub(super) fn newest_whole_backup(&self, register: &Path) -> Result<Option<PathBuf>> {
        let Ok(entries) = fs::read_dir(Backups::of(register).folder()) else { return Ok(None) };
        let mut backups: Vec<_> = entries
            .filter_map(|entry| {
                let path = entry.ok()?.path();
                let saved = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?.modified().ok()?;
                path.extension().is_some_and(|ending| ending == "tugi").then_some((saved, path))
            })
            .collect();
        backups.sort();
        for (_, backup) in backups.into_iter().rev().take(LOOKED_AT) {
            let copy = self.folder.join(ALONE);
            self.clear();
            copied(&backup, &copy)?;
            if whole(&copy)?.is_some() {
                return Ok(Some(backup));
            }
        }
        Ok(None)
    }

    /// Clears the folder, and takes it away unless something older is kept in it.
    pub(super) fn leave(self) {
        self.clear();
        let _ = fs::remove_dir(&self.folder);
    }

    fn clear(&self) {
        for copy in [ALONE, TOGETHER] {
            remove(&self.folder.join(copy));
        }
    }
}

/// Removes a copy with all that SQLite laid beside it. What cannot be removed is in nobody's way.
fn remove(copy: &Path) {
    for path in ["", "-journal", "-wal", "-shm"].map(|ending| beside(copy, ending)) {
        let _ = fs::remove_file(path);
    }
}

/// Gives the folder to those who may write the register, and to nobody else.
#[cfg(unix)]
fn as_private_as(register: &Path, folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let (file, made) = (fs::metadata(register)?, fs::metadata(folder)?);
    let mode = if file.mode() & 0o020 != 0 && file.gid() == made.gid() { 0o2770 } else { 0o700 };
    // Another user's folder is left as it is; whether it can be used shows when it is.
    if made.uid() == rustix::process::geteuid().as_raw() && made.mode() & 0o7777 != mode {
        fs::set_permissions(folder, fs::Permissions::from_mode(mode))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn as_private_as(_register: &Path, _folder: &Path) -> std::io::Result<()> {
    Ok(())
}

fn copied(from: &Path, to: &Path) -> Result<()> {
    // Passed on as it is where it is gone by now.
    fs::copy(from, to)
        .map_err(|error| if error.kind() == ErrorKind::NotFound { error.into() } else { explain(error, to) })?;
    #[cfg(unix)]
    fs::set_permissions(to, std::os::unix::fs::PermissionsExt::from_mode(0o600)).map_err(|error| explain(error, to))?;
    Ok(())
}

/// What a copy holds; none where it is not a whole register.
fn whole(copy: &Path) -> Result<Option<State>> {
    match state(copy) {
        Err(error @ (Error::DiskFull | Error::TooNew { .. } | Error::NoPermission(_) | Error::Io(_))) => Err(error),
        Err(_) => Ok(None),
        Ok(state) => Ok(state),
    }
}

fn state(copy: &Path) -> Result<Option<State>> {
    let connection = Connection::open(copy)?;
    // A save that was broken off while the register was made leaves nothing at all.
    let began: Option<i64> =
        connection.query_row("SELECT 1 FROM sqlite_schema WHERE name = 'batch'", [], |row| row.get(0)).optional()?;
    if began.is_none() || schema::format(&connection)? == 0 {
        return Ok(None);
    }
    let store = Store::over(connection, None, Collation::plain())?;
    if !store.verify()?.faults.is_empty() {
        return Ok(None);
    }
    let mut statement =
        store.connection.prepare("SELECT id, at, digest FROM batch JOIN chain ON batch = id ORDER BY id")?;
    let acts = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(Some(State(acts.collect::<rusqlite::Result<_>>()?)))
}
