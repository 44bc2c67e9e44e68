//! Where a register lies, looked at before SQLite sees it: what is refused, and what is to be said of the place.
//!
//! The file is read before any connection to it exists, since closing it later would drop SQLite's locks.

mod folder;

use std::{
    fs::{self, File, Metadata},
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
};

use super::{
    Backups,
    error::{Error, Result, explain},
    private::beside,
    schema,
    warning::Warning,
};

/// What SQLite may lay beside a register.
pub(super) const SIDE_FILES: [&str; 3] = ["-journal", "-wal", "-shm"];

/// A place at which a register can be opened.
pub(super) struct Place {
    /// The file itself, with every link followed: SQLite's files lie beside this name.
    pub(super) path: PathBuf,
    /// What is to be said of it.
    pub(super) warnings: Vec<Warning>,
}

/// Which file lies at a path, whatever it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    device: u64,
    number: u64,
}

impl Identity {
    /// Of the file that lies at a path now.
    pub(super) fn at(path: &Path) -> Result<Self> {
        Ok(Self::of(&fs::metadata(path).map_err(|error| explain(error, path))?))
    }

    fn of(facts: &Metadata) -> Self {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Self { device: facts.dev(), number: facts.ino() }
        }
        #[cfg(not(unix))]
        {
            let _ = facts;
            Self { device: 0, number: 0 }
        }
    }
}

/// Looks at the place a register is to be opened at. Changes nothing.
pub(super) fn look(asked: &Path) -> Result<Place> {
    let path = followed(asked)?;
    let facts = fs::metadata(&path).map_err(|error| explain(error, asked))?;
    if !facts.is_file() {
        return Err(Error::NotAFile(asked.to_owned()));
    }
    one_name(&path, &facts)?;
    nothing_planted(&path)?;
    is_register(asked, &path, &facts)?;
    let mut warnings = Vec::new();
    if path != asked {
        warnings.push(Warning::Link(path.clone()));
    }
    warnings.extend(folder::warnings(&path, &facts));
    Ok(Place { path, warnings })
}

/// Refuses to save where the open file is no longer the one at its path, or was emptied, or has got a second name, or where
/// something was put in the way of the save.
pub(super) fn unchanged(path: &Path, identity: Identity) -> Result<()> {
    let facts = match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(Error::Moved),
        facts => facts.map_err(|error| explain(error, path))?,
    };
    if Identity::of(&facts) != identity {
        return Err(Error::Moved);
    }
    if facts.len() == 0 {
        return Err(Error::Empty(path.to_owned()));
    }
    nothing_planted(path)?;
    one_name(path, &facts)
}

/// Refuses what is no register, or not all of one; looks only at the file itself, as is enough where it is only read.
pub(super) fn holds_a_register(path: &Path) -> Result<()> {
    let facts = fs::metadata(path).map_err(|error| explain(error, path))?;
    if facts.is_file() { is_register(path, path, &facts) } else { Err(Error::NotAFile(path.to_owned())) }
}

/// The file that a path leads to; the path itself where it is no link.
fn followed(asked: &Path) -> Result<PathBuf> {
    match fs::symlink_metadata(asked) {
        Ok(facts) if facts.is_symlink() => fs::canonicalize(asked).map_err(|error| {
            let leads_to = fs::read_link(asked).map_or_else(|_| asked.to_owned(), |to| asked.with_file_name(to));
            explain(error, &leads_to)
        }),
        Ok(_) => Ok(asked.to_owned()),
        Err(error) => Err(explain(error, asked)),
    }
}

/// Refuses a file with a second name: after a crash, whoever opens it by the other name does not find what belongs to it. The
/// copies that Tugi keeps share a file while they are the same; nobody saves to those.
fn one_name(path: &Path, facts: &Metadata) -> Result<()> {
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::nlink(facts) > 1 && Backups::register_of(path).is_none() {
        return Err(Error::HardLinked(path.to_owned()));
    }
    let _ = (path, facts);
    Ok(())
}

/// Refuses where something lies in the place of SQLite's own files that is no file: a save would go through it, or fail.
fn nothing_planted(path: &Path) -> Result<()> {
    for side in SIDE_FILES.map(|ending| beside(path, ending)) {
        if fs::symlink_metadata(&side).is_ok_and(|facts| !facts.is_file()) {
            return Err(Error::Planted(side));
        }
    }
    Ok(())
}

/// Refuses what is no register, what a newer program wrote, and what is not all there.
fn is_register(asked: &Path, path: &Path, facts: &Metadata) -> Result<()> {
    if facts.len() == 0 {
        return Err(Error::Empty(asked.to_owned()));
    }
    let mut header = [0_u8; 100];
    let mut file = File::open(path).map_err(|error| explain(error, asked))?;
    let begins = file.read_exact(&mut header).is_ok() && header.starts_with(b"SQLite format 3\0");
    let number =
        |at: usize| i64::from(u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]));
    // By the description of the SQLite file: the application id, the format, the number of pages and their size.
    if !begins || number(68) != schema::APPLICATION_ID {
        // A power cut may have left its beginning half written; whether it is a register is seen once that was brought back.
        let may_come_back = left_by_a_crash(path);
        return if may_come_back { Ok(()) } else { Err(Error::NotARegister(asked.to_owned())) };
    }
    if number(60) > schema::FORMAT {
        return Err(Error::TooNew { found: number(60), known: schema::FORMAT });
    }
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    let length = number(28).unsigned_abs() * page;
    // The number of pages holds where it was written together with the number of the last change. What a crash has left may
    // still bring the rest back.
    let all_there = facts.len() >= length || number(24) != number(92) || left_by_a_crash(path);
    if all_there { Ok(()) } else { Err(Error::CutOff { path: asked.to_owned(), there: facts.len(), length }) }
}

fn left_by_a_crash(path: &Path) -> bool {
    SIDE_FILES.iter().any(|ending| fs::metadata(beside(path, ending)).is_ok_and(|facts| facts.len() > 0))
}
