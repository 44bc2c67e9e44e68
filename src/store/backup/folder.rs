//! The folder of the copies beside a register: who may look into it, one writer at a time, nothing half done under a name.

use std::{
    ffi::OsStr,
    fs::{self, File, Metadata, Permissions},
    io::ErrorKind,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use rusqlite::Connection;

use super::{Snapshot, copy};
use crate::store::{
    error::{Error, Result},
    private::{folder_beside, new_private_file},
};

/// How long somebody else may need for a copy before one's own is given up.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long is waited before the folder is asked for again.
const PAUSE: Duration = Duration::from_millis(5);
/// The name of the newest copy.
const LATEST: &str = "latest.tugi";
/// How the name of a copy ends that is not finished.
const UNFINISHED: &str = "part";

/// The copies of a register, in the folder `NAME.backups` beside it.
#[derive(Clone, Debug)]
pub struct Backups {
    pub(super) register: PathBuf,
    folder: PathBuf,
}

impl Backups {
    /// The copies of the register at this path, whether there are any or not.
    pub fn of(register: &Path) -> Self {
        let folder = folder_beside(register, "backups");
        Self { register: register.to_owned(), folder }
    }

    /// The register of which this file would be a kept copy, by where it lies; none for one that lies elsewhere.
    pub fn register_of(copy: &Path) -> Option<PathBuf> {
        let folder = std::path::absolute(copy).ok()?.parent()?.to_owned();
        let stem = folder.file_name()?.to_str()?.strip_suffix(".backups")?;
        let beside = [folder.with_file_name(format!("{stem}.tugi")), folder.with_file_name(stem)];
        beside.into_iter().find(|register| register.is_file())
    }

    /// Where they lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The newest copy, which is renewed whenever something was saved.
    pub fn latest(&self) -> PathBuf {
        self.folder.join(LATEST)
    }

    /// Where a kept copy lies.
    pub fn path(&self, snapshot: Snapshot) -> PathBuf {
        self.folder.join(snapshot.to_string())
    }

    /// The kept copies, oldest first.
    pub fn snapshots(&self) -> Result<Vec<Snapshot>> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut found = Vec::new();
        for entry in entries {
            found.extend(entry?.file_name().to_str().and_then(Snapshot::named));
        }
        found.sort();
        Ok(found)
    }

    /// Takes hold of the folder, which is made where there is none; waits for another program that has it.
    pub(super) fn hold(&self) -> Result<Held<'_>> {
        let like = fs::metadata(&self.register).ok();
        create(&self.folder, like.as_ref())?;
        let lock = lock(&self.folder)?;
        if lock.is_some() {
            clear_up(&self.folder)?;
        }
        Ok(Held { backups: self, like, _lock: lock })
    }
}

/// The folder while no other program writes into it.
pub(super) struct Held<'a> {
    pub(super) backups: &'a Backups,
    like: Option<Metadata>,
    _lock: Option<File>,
}

impl Held<'_> {
    /// Makes a copy, checks it and has it safely on the disk; it has no name yet by which anybody would take it for a copy.
    pub(super) fn make(&self, source: &Connection) -> Result<Part> {
        let part = self.part()?;
        copy::write(source, &part.0)?;
        let faults = copy::faults(&part.0)?;
        if !faults.is_empty() {
            return Err(Error::NotWhole(faults));
        }
        File::open(&part.0)?.sync_all()?;
        Ok(part)
    }

    /// An empty file that those may read who may read the register.
    pub(super) fn part(&self) -> Result<Part> {
        let mut number = 1;
        let part = loop {
            let path = self.backups.folder.join(format!(".{number}.{UNFINISHED}"));
            match new_private_file(&path) {
                Ok(()) => break Part(path),
                // Where folders cannot be locked, another program may be at work on a copy of its own.
                Err(Error::Exists(_)) => number += 1,
                Err(error) => return Err(error),
            }
        };
        resemble(&part.0, self.like.as_ref(), |mode| mode & 0o660)?;
        Ok(part)
    }

    /// Gives the finished copy its name, in place of whatever had it.
    pub(super) fn finish(&self, part: &Part, name: &Path) -> Result<()> {
        fs::rename(&part.0, name)?;
        sync(&self.backups.folder)
    }
}

/// A copy that is not finished; it goes away unless it gets a name.
pub(super) struct Part(pub(super) PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        // It has another name by now, or the next one to hold the folder takes it away.
        let _ = fs::remove_file(&self.0);
    }
}

/// Has the name of a file safely on the disk.
pub(super) fn sync_folder_of(file: &Path) -> Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    sync(folder.unwrap_or(Path::new(".")))
}

/// Has the names in a folder safely on the disk.
fn sync(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

fn create(folder: &Path, like: Option<&Metadata>) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Ok(()) => resemble(folder, like, |mode| if mode & 0o060 == 0 { 0o700 } else { 0o2770 }),
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(Error::Exists(folder.to_owned())),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(Error::NoPermission(folder.to_owned())),
        Err(error) => Err(error.into()),
    }
}

/// Gives something the group of the register, where there is one, and a mode that follows from the register's.
#[cfg(unix)]
fn resemble(path: &Path, like: Option<&Metadata>, mode: impl Fn(u32) -> u32) -> Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};

    let Some(like) = like else { return Ok(()) };
    let same_group = fs::metadata(path)?.gid() == like.gid() || chown(path, None, Some(like.gid())).is_ok();
    // A group that is not the register's must not read what the register's may.
    let shared = if same_group { like.mode() } else { like.mode() & 0o700 };
    Ok(fs::set_permissions(path, Permissions::from_mode(mode(shared)))?)
}

#[cfg(not(unix))]
fn resemble(_path: &Path, _like: Option<&Metadata>, _mode: impl Fn(u32) -> u32) -> Result<()> {
    Ok(())
}

/// Locks the folder; none where folders cannot be locked.
fn lock(folder: &Path) -> Result<Option<File>> {
    let Ok(open) = File::open(folder) else { return Ok(None) };
    let end = Instant::now() + PATIENCE;
    loop {
        match open.try_lock() {
            Ok(()) => return Ok(Some(open)),
            Err(fs::TryLockError::WouldBlock) if Instant::now() < end => thread::sleep(PAUSE),
            Err(fs::TryLockError::WouldBlock) => return Err(Error::Busy),
            Err(fs::TryLockError::Error(_)) => return Ok(None),
        }
    }
}

/// Takes away what programs left behind that were ended in the middle of a copy. Whoever writes a copy has the folder locked.
fn clear_up(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension() == Some(OsStr::new(UNFINISHED)) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}
