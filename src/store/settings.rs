//! The settings of every connection, in the order in which they must come.

use std::time::Duration;

use rusqlite::{Connection, ErrorCode, config::DbConfig, limits::Limit};

use super::{busy, error::Result, warning::Warning};

/// What SQLite may be led to handle at most, whatever stands in a file: bytes of a text or image, of a pattern, steps of triggers
/// that set off each other.
const LIMITS: [(Limit, i32); 3] = [
    (Limit::SQLITE_LIMIT_LENGTH, 10_000_000),
    (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 10_000),
    (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 20),
];

/// How many pages of 4 kB a save keeps in memory at most: 64 MB. Up to there a plain copy of the file meets none of them before
/// all are written; sheets of some seventy thousand rows and more change more than that.
const MOST_KEPT: i64 = 16_384;

/// Sets a connection that may write; says so where the file had been left to be written in another way.
pub(super) fn for_writing(connection: &mut Connection) -> Result<Option<Warning>> {
    busy::wait_for_others(connection)?;
    guard(connection)?;
    let switched = whole_in_one_file(connection)?;
    // A save is there when it is said to be, also after the lights went out; what is erased leaves nothing behind, also where a
    // record replaces another; and no page of a save reaches the file before all of it does, unless it changes more than is kept
    // in memory.
    connection.execute_batch(
        "PRAGMA synchronous = EXTRA; PRAGMA fullfsync = ON; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
         PRAGMA recursive_triggers = ON;",
    )?;
    connection.pragma_update(None, "cache_spill", MOST_KEPT)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(switched)
}

/// Sets a connection that only reads, and waits for nobody.
pub(super) fn for_reading(connection: &Connection) -> Result<()> {
    connection.busy_timeout(Duration::ZERO)?;
    guard(connection)
}

/// What keeps a damaged or forged file from doing harm, and personal data from lying about in the system's folders.
pub(super) fn guard(connection: &Connection) -> Result<()> {
    // Libraries cannot be loaded from a statement: SQLite has that off, and nothing here turns it on.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // A statement is planned once, and not again for each value that is put into it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    for (limit, most) in LIMITS {
        connection.set_limit(limit, most)?;
    }
    connection.execute_batch("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;")?;
    Ok(())
}

/// A copy of the one file must be the whole register: no write-ahead log, and the journal gone after each save.
fn whole_in_one_file(connection: &Connection) -> Result<Option<Warning>> {
    let found: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if found != "wal" {
        connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
        return Ok(None);
    }
    match connection.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get::<_, String>(0)) {
        Ok(mode) if mode == "delete" => Ok(Some(Warning::SwitchedBack)),
        Ok(_) => Ok(Some(Warning::NotSwitchedBack)),
        Err(error) => match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::ReadOnly) => {
                Ok(Some(Warning::NotSwitchedBack))
            }
            _ => Err(error.into()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(connection: &Connection, name: &str) -> String {
        connection
            .pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
            .map(|value| match value {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => format!("{other:?}"),
            })
            .unwrap()
    }

    #[test]
    fn a_connection_that_writes_is_set_for_safety() {
        let folder = tempfile::tempdir().unwrap();
        let mut connection = Connection::open(folder.path().join("rapla.tugi")).unwrap();
        assert_eq!(for_writing(&mut connection).unwrap(), None);
        let names = [
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "secure_delete",
            "cache_spill",
            "temp_store",
            "trusted_schema",
            "cell_size_check",
            "mmap_size",
            "recursive_triggers",
            "fullfsync",
        ];
        let set = names.map(|name| setting(&connection, name));
        assert_eq!(set, ["delete", "3", "1", "1", "16384", "2", "0", "1", "0", "1", "1"]);
        assert_eq!(connection.limit(Limit::SQLITE_LIMIT_LENGTH).unwrap(), 10_000_000);
    }

    #[test]
    fn no_library_can_be_loaded_and_no_schema_forged_from_a_statement() {
        let mut connection = Connection::open_in_memory().unwrap();
        for_writing(&mut connection).unwrap();
        let loaded = connection.query_row("SELECT load_extension('x')", [], |_| Ok(())).unwrap_err();
        assert!(
            loaded.to_string().contains("not authorized") || loaded.to_string().contains("no such function"),
            "{loaded}"
        );
        connection.execute_batch("PRAGMA writable_schema = ON").unwrap();
        assert!(connection.execute_batch("INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 0, '')").is_err());
    }

    #[test]
    fn a_file_left_with_a_write_ahead_log_is_switched_back_as_soon_as_nobody_has_it_open() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rapla.tugi");
        let other = Connection::open(&path).unwrap();
        other.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (a)").unwrap();

        let mut ours = Connection::open(&path).unwrap();
        assert_eq!(for_writing(&mut ours).unwrap(), Some(Warning::NotSwitchedBack));
        drop((ours, other));
        let mut ours = Connection::open(&path).unwrap();
        assert_eq!(for_writing(&mut ours).unwrap(), Some(Warning::SwitchedBack));
        assert_eq!(setting(&ours, "journal_mode"), "delete");
    }
}
