//! Opening and creating: the right settings on every connection, and a plain refusal of what is not a register.

use std::{
    fs::{File, OpenOptions},
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, config::DbConfig, limits::Limit};

use super::{
    Collation, Soundness, Store, backup, busy, chain,
    error::{Error, Result},
    index, schema, state,
};

/// The longest text or image SQLite may handle, in bytes.
const LONGEST: i32 = 10_000_000;

impl Store {
    /// Opens a register and brings its form up to date.
    pub fn open(path: &Path, collation: Collation) -> Result<Self> {
        look_before_opening(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|error| refine(error, path))?;
        Self::over(connection, Some(path.to_owned()), collation)
    }

    /// Creates an empty register that only its owner may read; refuses to touch a file that is there.
    pub fn create(path: &Path, collation: Collation) -> Result<Self> {
        new_private_file(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|error| refine(error, path))?;
        Self::over(connection, Some(path.to_owned()), collation)
    }

    /// An empty register in memory: the stand-in for a file in tests.
    pub fn in_memory(collation: Collation) -> Result<Self> {
        Self::over(Connection::open_in_memory()?, None, collation)
    }

    /// Whether the file can only be read.
    pub fn is_read_only(&self) -> bool {
        self.connection.is_readonly(rusqlite::MAIN_DB).unwrap_or(false)
    }

    fn over(mut connection: Connection, path: Option<PathBuf>, collation: Collation) -> Result<Self> {
        prepare(&connection)?;
        chain::register_functions(&connection)?;
        state::register_functions(&connection)?;
        if let Some(path) = &path {
            backup::keep_before_upgrade(&connection, path)?;
        }
        schema::upgrade(&mut connection)?;
        let soundness = path.as_deref().map_or_else(Soundness::certain, Soundness::of);
        let mut store = Self {
            connection,
            path,
            soundness,
            collation,
            index: index::OWN,
            own_language: String::new(),
            login: None,
            looks_back: false,
            since: None,
        };
        store.order_people()?;
        Ok(store)
    }
}

/// A connection only for reading a register that is open already; it waits for nobody.
pub(super) fn for_reading(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|error| refine(error, path))?;
    connection.busy_timeout(Duration::ZERO)?;
    guard(&connection)?;
    Ok(connection)
}

/// The settings of every connection, in the order in which they must come.
fn prepare(connection: &Connection) -> Result<()> {
    connection.busy_timeout(busy::PATIENCE)?;
    guard(connection)?;
    // A copy of the one file must be the whole register: no write-ahead log, and the journal gone after each save.
    connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    connection.execute_batch(
        "PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA cache_spill = OFF;",
    )?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// What keeps a damaged or forged file from doing harm.
pub(super) fn guard(connection: &Connection) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
    connection.execute_batch("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;")?;
    Ok(())
}

/// Tells what is wrong with the path before SQLite sees it. The file is read before any connection to it exists,
/// since closing it later would drop SQLite's locks.
fn look_before_opening(path: &Path) -> Result<()> {
    let facts = std::fs::metadata(path).map_err(|error| explain(error, path))?;
    if !facts.is_file() {
        return Err(Error::NotAFile(path.to_owned()));
    }
    let mut header = [0_u8; 100];
    let mut file = File::open(path).map_err(|error| explain(error, path))?;
    if file.read_exact(&mut header).is_err() || !header.starts_with(b"SQLite format 3\0") {
        return Err(Error::NotARegister(path.to_owned()));
    }
    // The application id lies at byte 68 of an SQLite file, most significant byte first.
    let id = i64::from(u32::from_be_bytes([header[68], header[69], header[70], header[71]]));
    if id == schema::APPLICATION_ID { Ok(()) } else { Err(Error::NotARegister(path.to_owned())) }
}

/// Creates an empty file that only its owner may read, never over another and never through a link.
pub fn new_private_file(path: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|error| explain(error, path))
}

fn explain(error: std::io::Error, path: &Path) -> Error {
    match error.kind() {
        ErrorKind::NotFound => Error::NotThere(path.to_owned()),
        ErrorKind::AlreadyExists => Error::Exists(path.to_owned()),
        ErrorKind::PermissionDenied => Error::NoPermission(path.to_owned()),
        ErrorKind::StorageFull => Error::DiskFull,
        _ => Error::Io(error),
    }
}

fn refine(error: rusqlite::Error, path: &Path) -> Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::PermissionDenied) => {
            Error::NoPermission(path.to_owned())
        }
        _ => error.into(),
    }
}
