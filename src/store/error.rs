//! What can go wrong with the file, each case with what it needs to say; the words are the language files'.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use chrono::{NaiveDate, NaiveDateTime};

use super::{undo::Upon, verify::Fault};
use crate::domain::{Act, Choice, Deed, Id, Kind, Record, Rights, Stored};

/// What went wrong with the file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such file.
    #[error("{0} does not exist")]
    NotThere(PathBuf),
    /// The path is a folder, a device or the like.
    #[error("{0} is not a file")]
    NotAFile(PathBuf),
    /// There is a file where a new one was to be made.
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// The file is not a register of Tugi.
    #[error("{0} is not a register")]
    NotARegister(PathBuf),
    /// A newer Tugi wrote the file: its format and the newest one known here.
    #[error("the register has format {found}, newer than {known}")]
    TooNew {
        /// The file's format.
        found: i64,
        /// The newest format this program knows.
        known: i64,
    },
    /// The file has nothing in it any more.
    #[error("{0} is empty")]
    Empty(PathBuf),
    /// The end of the file is missing.
    #[error("{path} has {there} of {length} bytes")]
    CutOff {
        /// The file.
        path: PathBuf,
        /// How many bytes are there.
        there: u64,
        /// How many there should be.
        length: u64,
    },
    /// The file has a second name, so that what a crash leaves beside one of them is not found by the other.
    #[error("{0} has a second name")]
    HardLinked(PathBuf),
    /// A link or a folder lies where a save needs a file of its own.
    #[error("{0} is in the way")]
    Planted(PathBuf),
    /// A save was broken off, and this user may not put that right.
    #[error("a save to {0} was broken off")]
    BrokenOff(PathBuf),
    /// The file and what a crash left beside it are whole in two ways, between which only people can choose.
    #[error("{path} is whole with and without {left}")]
    TwoStates {
        /// The file.
        path: PathBuf,
        /// What was left beside it.
        left: PathBuf,
        /// A copy of the register with what was left laid over it.
        with: PathBuf,
        /// When that was last saved.
        with_at: Option<NaiveDateTime>,
        /// When the file alone was last saved.
        alone_at: Option<NaiveDateTime>,
    },
    /// The file is whole neither with nor without what a crash left beside it.
    #[error("{path} is not whole after a crash")]
    NothingWhole {
        /// The file.
        path: PathBuf,
        /// The newest backup that is whole.
        newest: Option<PathBuf>,
    },
    /// The file was overwritten while it was open: it no longer holds what was last seen in it.
    #[error("the file was overwritten by an older or another register")]
    Overwritten,
    /// The file that a save needs beside the register cannot be made or opened.
    #[error("the file beside the register cannot be opened")]
    NoSideFile,
    /// The file, or its folder, may not be read or written.
    #[error("no permission for {0}")]
    NoPermission(PathBuf),
    /// The file may only be read.
    #[error("the register can only be read")]
    ReadOnly,
    /// Somebody else is saving, for longer than one can wait.
    #[error("somebody else is saving")]
    Busy,
    /// Whoever began it has stopped it.
    #[error("stopped by the user")]
    Stopped,
    /// The passphrase does not open the locked copy.
    #[error("the passphrase of {0} is another one")]
    Passphrase(PathBuf),
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The file was moved, deleted or replaced while it was open.
    #[error("the file was moved or replaced")]
    Moved,
    /// The file is damaged; carries what was found.
    #[error("the register is damaged: {0}")]
    Damaged(String),
    /// The file is not one state of the register: a copy that was taken while somebody saved, or damaged.
    #[error("the register is not whole: {0:?}")]
    NotWhole(Vec<Fault>),
    /// Somebody saved this record since it was read.
    #[error("somebody else saved {} {}", theirs.0.name(), theirs.1)]
    Conflict {
        /// Which record.
        theirs: (Kind, Id),
        /// As it stands in the file; none when it was removed.
        now: Option<Box<Stored<Record>>>,
        /// Who saved it last.
        who: String,
    },
    /// Whoever saves may not do that here.
    #[error("{} may not be done in the role of {}", deed.code(), rights.role.code())]
    NotAllowed {
        /// What.
        deed: Deed,
        /// Who saves, and who may do it.
        rights: Rights,
    },
    /// Nobody would be a lead any more.
    #[error("no lead would be left")]
    NoLead,
    /// Other records point at this one, so that it cannot be removed.
    #[error("other records point at it")]
    InUse,
    /// Something that only one record may have is another's already; carries `table.field`.
    #[error("taken already: {0}")]
    Taken(String),
    /// A rule of the file forbids it; carries the rule's name.
    #[error("refused by the file: {0}")]
    Refused(String),
    /// There is nothing to undo or redo.
    #[error("nothing to take back")]
    NothingToUndo,
    /// Something later builds on what was to be undone.
    #[error("something later builds on it")]
    BuiltUpon(Box<Upon>),
    /// A report of this name cannot be sealed.
    #[error("{0} cannot be sealed")]
    NotSealed(String),
    /// An act of this sort is never taken back.
    #[error("{0:?} is not taken back")]
    NotUndone(Act),
    /// The register is being looked at as it was on another day, so that nothing can be saved.
    #[error("the register of another day cannot be changed")]
    LooksBack,
    /// On that day there was nothing in the register yet.
    #[error("nothing was saved by {day}; the first entry is of {first}")]
    NotYetThere {
        /// The day asked for.
        day: NaiveDate,
        /// The day of the first entry.
        first: NaiveDate,
    },
    /// What will be known on a day that has not come, nobody can say.
    #[error("{0} has not come yet")]
    StillToCome(NaiveDate),
    /// The register does not hold the programme that was asked for, or holds several that begin so.
    #[error("no programme {asked}; there are {known}")]
    NoProgramme {
        /// How it was asked for.
        asked: String,
        /// The codes that are there.
        known: String,
    },
    /// A figure would change by forgetting somebody, so that nobody was forgotten.
    #[error("a figure would change")]
    FiguresWouldChange,
    /// What was done cannot be taken back: somebody was forgotten by it.
    #[error("nobody who was forgotten comes back")]
    Forgotten,
    /// Whoever asks does not see who the participant with this number is.
    #[error("the identity of participant {0} is protected")]
    Protected(i64),
    /// There is no such batch in the change log.
    #[error("no batch {0}")]
    NoBatch(i64),
    /// A record in the file cannot be understood.
    #[error("{kind} {id} cannot be read: {why}")]
    Unreadable {
        /// The table.
        kind: &'static str,
        /// The number.
        id: i64,
        /// What is wrong with it.
        why: String,
    },
    /// Anything else the database says.
    #[error("the database says: {0}")]
    Sql(rusqlite::Error),
    /// Anything else the operating system says.
    #[error("{0}")]
    Io(std::io::Error),
}

/// The outcome of anything done with the file.
pub type Result<T> = std::result::Result<T, Error>;

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io(error),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let (code, extended) = match &error {
            rusqlite::Error::SqliteFailure(failure, _) => (failure.code, failure.extended_code),
            _ => return Self::Sql(error),
        };
        match code {
            Code::DatabaseBusy | Code::DatabaseLocked => Self::Busy,
            Code::DiskFull => Self::DiskFull,
            Code::CannotOpen => Self::NoSideFile,
            Code::ReadOnly if extended == rusqlite::ffi::SQLITE_READONLY_DBMOVED => Self::Moved,
            Code::ReadOnly => Self::ReadOnly,
            Code::DatabaseCorrupt | Code::NotADatabase => Self::Damaged(error.to_string()),
            Code::ConstraintViolation if extended == rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Self::InUse,
            Code::ConstraintViolation if extended == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE => {
                // SQLite names what is taken after a colon.
                let said = error.to_string();
                Self::Taken(said.rsplit(": ").next().unwrap_or_default().to_owned())
            }
            Code::ConstraintViolation => Self::Refused(error.to_string()),
            _ => Self::Sql(error),
        }
    }
}

/// What the operating system says about a path.
pub(super) fn explain(error: std::io::Error, path: &Path) -> Error {
    match error.kind() {
        ErrorKind::NotFound => Error::NotThere(path.to_owned()),
        ErrorKind::AlreadyExists => Error::Exists(path.to_owned()),
        ErrorKind::PermissionDenied => Error::NoPermission(path.to_owned()),
        ErrorKind::ReadOnlyFilesystem => Error::ReadOnly,
        _ => error.into(),
    }
}
