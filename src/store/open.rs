//! Opening and creating a register: the place looked at, the way cleared after a crash, the right settings on every connection.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::{
    Collation, Soundness, Store, backup, chain,
    error::{Error, Result},
    guard, index, place,
    private::new_private_file,
    schema, settings, state,
    warning::Warning,
};

impl Store {
    /// Opens a register and brings its form up to date. Refuses a place where it would be in danger, and whatever SQLite would
    /// ruin in good faith; what else is to be said of it stands in [`Store::warnings`].
    pub fn open(path: &Path, collation: Collation) -> Result<Self> {
        let place = place::look(path)?;
        // Held until SQLite has laid over the file what a crash has left.
        let way = guard::clear_the_way(&place.path)?;
        let connection = connect(&place.path)?;
        if !schema::is_register(&connection)? {
            return Err(Error::NotARegister(path.to_owned()));
        }
        let mut store = Self::over(connection, Some(place.path), collation)?;
        let put_right = std::mem::take(&mut store.warnings);
        store.warnings = place.warnings.into_iter().chain(put_right).chain(way.warning.clone()).collect();
        store.watch_from_here()?;
        Ok(store)
    }

    /// Creates an empty register that only its owner may read, or the group whose folder it lies in; refuses to touch a file that
    /// is there, and leaves nothing behind when it fails.
    pub fn create(path: &Path, collation: Collation) -> Result<Self> {
        new_private_file(path)?;
        let made = connect(path).and_then(|connection| Self::over(connection, Some(path.to_owned()), collation));
        let mut store = made.inspect_err(|_| {
            // What went wrong is said; that the empty file stays where it cannot be removed, its next opening says.
            let _ = std::fs::remove_file(path);
        })?;
        store.watch_from_here()?;
        Ok(store)
    }

    /// An empty register in memory: the stand-in for a file in tests.
    pub fn in_memory(collation: Collation) -> Result<Self> {
        Self::over(Connection::open_in_memory()?, None, collation)
    }

    /// Whether the file can only be read.
    pub fn is_read_only(&self) -> bool {
        self.connection.is_readonly(rusqlite::MAIN_DB).unwrap_or(false)
    }

    /// What is to be said of the place the register lies in and of its opening, the most dangerous last.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// A register over a connection that nothing was done with yet.
    pub(super) fn over(mut connection: Connection, path: Option<PathBuf>, collation: Collation) -> Result<Self> {
        let warnings = settings::for_writing(&mut connection)?.into_iter().collect();
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
            warnings,
            continuity: None,
        };
        store.order_people()?;
        Ok(store)
    }
}

/// A connection only for reading a register that is open already; it waits for nobody.
pub(super) fn for_reading(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|error| refine(error, path))?;
    settings::for_reading(&connection)?;
    Ok(connection)
}

fn connect(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags).map_err(|error| refine(error, path))
}

fn refine(error: rusqlite::Error, path: &Path) -> Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::PermissionDenied) => {
            Error::NoPermission(path.to_owned())
        }
        _ => error.into(),
    }
}
