//! Many new rows at once: the triggers rest meanwhile, and the account takes over in one step what was added.
//!
//! It is read from the rows themselves, not from what was meant to be written. All of it is inside the transaction that adds
//! them, so that nobody ever sees the rows without their account.

use rusqlite::{Connection, config::DbConfig, params};

use super::{ACCOUNT, columns, number, rows};
use crate::store::error::Result;

/// Does something that only adds rows to these tables, each with a number above all that were there; it costs about half of what
/// it costs with the triggers.
pub(in crate::store) fn at_once<T>(
    connection: &Connection,
    tables: &[&str],
    work: impl FnOnce() -> Result<T>,
) -> Result<T> {
    let newest = |table: &&str| Ok(connection.query_row(&newest_in(table), [], |row| row.get(0))?);
    let before: Vec<i64> = tables.iter().map(newest).collect::<Result<_>>()?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    let done = work();
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true)?;
    let done = done?;
    for (table, before) in tables.iter().zip(before) {
        take_over(connection, table, before)?;
    }
    Ok(done)
}

/// Adds to a table's entry in the account the rows with a number above this one.
fn take_over(connection: &Connection, table: &str, before: i64) -> Result<()> {
    let listed: Vec<String> = columns(connection, table)?.iter().map(|column| format!("\"{column}\"")).collect();
    let added = format!("SELECT {} FROM \"{table}\" NOT INDEXED WHERE rowid > {before}", listed.join(", "));
    let (count, added) = rows(connection, table, &added)?;
    let noted = format!("SELECT total FROM {ACCOUNT} WHERE \"table\" = ?1");
    let total = connection.query_row(&noted, [table], |row| Ok(number(row.get_ref(0)?)))?;
    let total = total.wrapping_add(number(added.as_slice().into())).to_le_bytes();
    let sets = format!("UPDATE {ACCOUNT} SET rows = rows + ?2, total = ?3 WHERE \"table\" = ?1");
    connection.execute(&sets, params![table, count, total.as_slice()])?;
    Ok(())
}

fn newest_in(table: &str) -> String {
    format!("SELECT coalesce(max(rowid), 0) FROM \"{table}\"")
}
