//! Whether a file is one state of the register: each table has a number that stands for all its rows, kept by triggers in
//! the same transaction as the rows.
//!
//! A copy taken while somebody saves may mix the pages of two states and still be a faultless database; it cannot agree with
//! these numbers. The number is the sum of the hashes of the rows over all their columns, so that a save costs what it
//! changes and not what the table holds.

use rusqlite::{Connection, OptionalExtension, Row, functions::FunctionFlags, params, types::ValueRef};
use sha2::{Digest, Sha256};

use super::{chain::add, error::Result, verify::Fault};

/// The tables that are kept in account: all but the account itself.
const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
     AND name <> 'state' ORDER BY name";

/// Makes the function known that the triggers call: `tugi_state(total, sign, table, values…)`.
pub(super) fn register_functions(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("tugi_state", -1, flags, |context| {
        let mut hash = Sha256::new();
        (2..context.len()).for_each(|place| add(&mut hash, context.get_raw(place)));
        let (total, row) = (number(context.get_raw(0)), first_half(hash));
        let adds = matches!(context.get_raw(1), ValueRef::Integer(1));
        let total = if adds { total.wrapping_add(row) } else { total.wrapping_sub(row) };
        Ok(total.to_le_bytes().to_vec())
    })?;
    Ok(())
}

/// How the triggers are named that keep the account.
const TRIGGERS: &str =
    "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'state\\_of\\_%' ESCAPE '\\'";

/// Takes the account away while the form of the tables changes.
pub(super) fn stand_aside(connection: &Connection) -> Result<()> {
    for trigger in names(connection, TRIGGERS)? {
        connection.execute_batch(&format!("DROP TRIGGER \"{trigger}\""))?;
    }
    Ok(())
}

/// Has every table kept in account from now on, beginning with what it holds.
pub(super) fn account(connection: &Connection) -> Result<()> {
    connection.execute("DELETE FROM state", [])?;
    for table in names(connection, TABLES)? {
        let columns = columns(connection, &table)?;
        let values = |row: &str| columns.iter().map(|column| format!(", {row}.\"{column}\"")).collect::<String>();
        let (new, old) = (values("new"), values("old"));
        let plus = format!("tugi_state(total, 1, '{table}'{new})");
        let minus = format!("tugi_state(total, -1, '{table}'{old})");
        let both = format!("tugi_state(tugi_state(total, -1, '{table}'{old}), 1, '{table}'{new})");
        for (event, sets) in [
            ("INSERT", format!("rows = rows + 1, total = {plus}")),
            ("DELETE", format!("rows = rows - 1, total = {minus}")),
            ("UPDATE", format!("total = {both}")),
        ] {
            connection.execute_batch(&format!(
                "CREATE TRIGGER \"state_of_{table}_{event}\" AFTER {event} ON \"{table}\"
                   BEGIN UPDATE state SET {sets} WHERE \"table\" = '{table}'; END"
            ))?;
        }
        let (rows, total) = sum(connection, &table)?;
        connection.execute("INSERT INTO state VALUES (?1, ?2, ?3)", params![table, rows, total.to_vec()])?;
    }
    Ok(())
}

/// The quick check of every opening: whether each table holds what its number says, and its indexes agree with it. Each table
/// is read in a transaction of its own, so that nobody who saves has to wait long.
pub(super) fn check_apart(connection: &Connection) -> Result<Vec<Fault>> {
    let mut faults = unaccounted(connection)?;
    for table in names(connection, TABLES)? {
        let transaction = connection.unchecked_transaction()?;
        faults.extend(integrity(&transaction, &table)?);
        faults.extend(torn(&transaction, &table)?);
        transaction.finish()?;
    }
    for table in ["state", "sqlite_schema"] {
        faults.extend(integrity(connection, table)?);
    }
    Ok(faults)
}

/// Whether each table holds what its number says, as part of a check that reads everything in one transaction.
pub(super) fn check(connection: &Connection) -> Result<Vec<Fault>> {
    let mut faults = unaccounted(connection)?;
    for table in names(connection, TABLES)? {
        faults.extend(torn(connection, &table)?);
    }
    Ok(faults)
}

/// Whether a file has such numbers; one of an older form has none.
pub(super) fn is_kept(connection: &Connection) -> Result<bool> {
    let found = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'state'";
    Ok(connection.query_row(found, [], |row| row.get::<_, i64>(0))? > 0)
}

/// What a register holds, in few bytes: the number of each table but that of the drafts. Equal for two files only where all
/// those tables are.
pub(super) fn holding(connection: &Connection) -> Result<Vec<(String, i64, Vec<u8>)>> {
    let mut statement =
        connection.prepare("SELECT \"table\", rows, total FROM state WHERE \"table\" <> 'draft' ORDER BY 1")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Tables that have a number and are not there.
fn unaccounted(connection: &Connection) -> Result<Vec<Fault>> {
    let gone = format!("SELECT \"table\" FROM state WHERE \"table\" NOT IN ({TABLES}) ORDER BY 1");
    Ok(names(connection, &gone)?.into_iter().map(|table| Fault::Torn { table }).collect())
}

/// What the database's own check says of a table; it answers `ok` when all is well.
fn integrity(connection: &Connection, table: &str) -> Result<Vec<Fault>> {
    let mut statement = connection.prepare(&format!("PRAGMA integrity_check('{table}')"))?;
    let lines: rusqlite::Result<Vec<String>> = statement.query_map([], |row| row.get(0))?.collect();
    Ok(lines?.into_iter().filter(|line| line != "ok").map(Fault::Structure).collect())
}

/// Whether a table holds what its number says; a table without a number does not.
fn torn(connection: &Connection, table: &str) -> Result<Option<Fault>> {
    let noted: Option<(i64, Vec<u8>)> = connection
        .query_row("SELECT rows, total FROM state WHERE \"table\" = ?1", [table], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (rows, total) = sum(connection, table)?;
    let agrees = noted == Some((rows, total.to_vec()));
    Ok((!agrees).then(|| Fault::Torn { table: table.to_owned() }))
}

/// How many rows a table has, and the sum of their hashes.
fn sum(connection: &Connection, table: &str) -> Result<(i64, [u8; 16])> {
    let columns = columns(connection, table)?;
    let listed: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    let mut statement = connection.prepare(&format!("SELECT {} FROM \"{table}\" NOT INDEXED", listed.join(", ")))?;
    let mut rows = statement.query([])?;
    let (mut count, mut total) = (0, 0_u128);
    while let Some(row) = rows.next()? {
        total = total.wrapping_add(row_hash(table, row, columns.len())?);
        count += 1;
    }
    Ok((count, total.to_le_bytes()))
}

/// The hash of a row: of the table's name and of every value, in the order of the columns.
fn row_hash(table: &str, row: &Row<'_>, columns: usize) -> Result<u128> {
    let mut hash = Sha256::new();
    add(&mut hash, ValueRef::Text(table.as_bytes()));
    for column in 0..columns {
        add(&mut hash, row.get_ref(column)?);
    }
    Ok(first_half(hash))
}

fn first_half(hash: Sha256) -> u128 {
    let digest = hash.finalize();
    let mut half = [0_u8; 16];
    half.copy_from_slice(&digest[..16]);
    u128::from_le_bytes(half)
}

/// A total as a number; anything else than 16 bytes counts as none, and is found when it is checked.
fn number(value: ValueRef<'_>) -> u128 {
    let bytes = value.as_blob().ok().and_then(|bytes| bytes.try_into().ok());
    bytes.map_or(0, u128::from_le_bytes)
}

fn names(connection: &Connection, query: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(query)?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

fn columns(connection: &Connection, table: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    let names = statement.query_map([table], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}
