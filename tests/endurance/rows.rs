//! What stands in a file, read with SQLite alone: the truth that the program's own checks are held against.

use rusqlite::{Connection, OpenFlags, Params, types::Value};
use sha2::{Digest, Sha256};

/// What a query answers, as one digest of every value in order.
pub(crate) fn answered(connection: &Connection, query: &str, with: impl Params) -> rusqlite::Result<Vec<u8>> {
    let mut statement = connection.prepare(query)?;
    let columns = statement.column_count();
    let (mut rows, mut digest) = (statement.query(with)?, Sha256::new());
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            digest.update(format!("{:?},", row.get::<_, Value>(column)?));
        }
        digest.update("\n");
    }
    Ok(digest.finalize().to_vec())
}

/// Every row of every table but the accounts the program keeps for itself, and the form of the tables.
pub(crate) fn all(path: &std::path::Path) -> rusqlite::Result<Vec<Vec<u8>>> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let tables = names(&connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let rows = tables.iter().map(|table| answered(&connection, &format!("SELECT * FROM \"{table}\" NOT INDEXED"), []));
    let form = answered(&connection, "SELECT type, name, tbl_name, sql FROM sqlite_schema", []);
    rows.chain([form]).collect()
}

/// What every index says, in its order.
pub(crate) fn indexes(path: &std::path::Path) -> rusqlite::Result<Vec<Vec<u8>>> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let of_tables =
        "SELECT name || '|' || tbl_name || '|' || coalesce(substr(sql, nullif(instr(sql, ' WHERE '), 0)), '')
                     FROM sqlite_schema WHERE type = 'index' ORDER BY name";
    let ask = |index: &String| {
        let [name, table, only] = index.splitn(3, '|').collect::<Vec<_>>()[..] else { unreachable!() };
        let columns = names(&connection, &format!("SELECT '\"' || name || '\"' FROM pragma_index_info('{name}')"))?;
        let columns = columns.join(", ");
        let query = format!("SELECT {columns} FROM \"{table}\" INDEXED BY \"{name}\" {only} ORDER BY {columns}");
        answered(&connection, &query, [])
    };
    names(&connection, of_tables)?.iter().map(ask).collect()
}

fn names(connection: &Connection, query: &str) -> rusqlite::Result<Vec<String>> {
    connection.prepare(query)?.query_map([], |row| row.get(0))?.collect()
}
