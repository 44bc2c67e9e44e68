//! A copy of a register in memory, to look at without changing anything: of a file, or of bytes that are in no file.

use std::{io::Read, path::Path};

use rusqlite::{Connection, MAIN_DB, OpenFlags};

use super::copy;
use crate::store::{
    Collation, Store,
    error::{Error, Result},
    place::holds_a_register,
    settings::guard,
};

impl Store {
    /// A copy in memory of what a file holds, in the form of this program. The file is only read; where a save was cut off in
    /// it, it is taken as it lies there.
    pub fn scratch(path: &Path, collation: Collation) -> Result<Self> {
        holds_a_register(path)?;
        match copied(&copy::open(path)?) {
            // Only a program that may write could take back a save that was cut off.
            Err(Error::ReadOnly) => Self::over(copied(&as_it_lies(path)?)?, None, collation),
            copied => Self::over(copied?, None, collation),
        }
    }

    /// The register that these bytes are.
    pub fn scratch_of(bytes: &[u8], collation: Collation) -> Result<Self> {
        let mut laid_out = Connection::open_in_memory()?;
        laid_out.deserialize_read_exact(MAIN_DB, bytes, bytes.len(), true)?;
        guard(&laid_out)?;
        Self::over(copied(&laid_out)?, None, collation)
    }

    /// The bytes that a file of this register would have.
    pub(super) fn bytes(&self) -> Result<Vec<u8>> {
        let mut whole = copied(&self.connection)?;
        Ok(whole.serialize(MAIN_DB)?.to_vec())
    }
}

fn copied(source: &Connection) -> Result<Connection> {
    let mut scratch = Connection::open_in_memory()?;
    copy::pour(source, &mut scratch)?;
    Ok(scratch)
}

/// Reads a file without its journal and without locks.
fn as_it_lies(path: &Path) -> Result<Connection> {
    let absolute = std::path::absolute(path)?;
    let escaped = |letter: char| match letter {
        '%' => "%25".to_owned(),
        '?' => "%3f".to_owned(),
        '#' => "%23".to_owned(),
        other => other.to_string(),
    };
    let name: String = absolute.to_string_lossy().chars().map(escaped).collect();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(format!("file:{name}?immutable=1"), flags)?;
    guard(&connection)?;
    Ok(connection)
}

/// All of a file, unless it is larger than any register.
pub(super) fn read_whole(path: &Path) -> Result<Vec<u8>> {
    /// Four gigabytes: what cannot be held in memory is no register.
    const LARGEST: u64 = 1 << 32;
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}
