//! Whether a file is one state of the register: each table has a number that stands for all its rows, kept by triggers in
//! the same transaction as the rows.
//!
//! A copy taken while somebody saves may mix the pages of two states and still be a faultless database; it cannot agree with
//! these numbers. The number is the sum of the hashes of the rows over all their columns, so that a save costs what it
//! changes and not what the table holds. The numbers are themselves held together by one over all of them, so that no two
//! tables can each be right for another moment; the form of the tables, with the triggers that keep all this, has one too.

mod many;

use rusqlite::{Connection, OptionalExtension, functions::FunctionFlags, params, types::ValueRef};
use sha2::{Digest, Sha256};

use super::{
    chain::add,
    error::{Error, Result},
    verify::Fault,
};

pub(super) use many::at_once;

/// The account: the numbers of the tables. Its entry in itself is the one that holds the others together.
const ACCOUNT: &str = "state";
/// Where SQLite keeps the form of the tables. It is fixed once the file has today's form.
const FORM: &str = "sqlite_schema";
/// The tables that are kept in account: all but the account itself.
const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
     AND name <> 'state' ORDER BY name";

/// Makes the function known that the triggers call: `tugi_state(total, sign, table, values…)`.
pub(super) fn register_functions(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("tugi_state", -1, flags, |context| {
        let mut bytes = Vec::new();
        (2..context.len()).for_each(|place| add(&mut bytes, context.get_raw(place)));
        let (total, row) = (number(context.get_raw(0)), first_half(&bytes));
        let adds = matches!(context.get_raw(1), ValueRef::Integer(1));
        let total = if adds { total.wrapping_add(row) } else { total.wrapping_sub(row) };
        Ok(total.to_le_bytes().to_vec())
    })?;
    Ok(())
}

/// How the triggers are named that keep the account.
const TRIGGERS: &str =
    "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'state\\_of\\_%' ESCAPE '\\'";

/// Takes the account away while the form of the tables changes; refused where it is not right.
pub(super) fn stand_aside(connection: &Connection) -> Result<()> {
    let triggers = names(connection, TRIGGERS)?;
    // What is torn must not count as whole afterwards.
    let faults = if triggers.is_empty() { Vec::new() } else { check(connection)? };
    if !faults.is_empty() {
        return Err(Error::NotWhole(faults));
    }
    for trigger in triggers {
        connection.execute_batch(&format!("DROP TRIGGER \"{trigger}\""))?;
    }
    Ok(())
}

/// Has every table kept in account from now on, beginning with what it holds.
pub(super) fn account(connection: &Connection) -> Result<()> {
    connection.execute("DELETE FROM state", [])?;
    for table in names(connection, TABLES)? {
        note(connection, &table, sum(connection, &table)?)?;
        keep(connection, &table)?;
    }
    connection.execute_batch(&format!(
        "CREATE TRIGGER \"state_of_{ACCOUNT}_UPDATE\" AFTER UPDATE ON {ACCOUNT} WHEN new.\"table\" <> '{ACCOUNT}'
           BEGIN UPDATE {ACCOUNT} SET total = {} WHERE \"table\" = '{ACCOUNT}'; END",
        replaced(connection, ACCOUNT)?
    ))?;
    // Of the form with all these triggers; it holds for good.
    note(connection, FORM, form(connection)?)?;
    note(connection, ACCOUNT, accounts(connection)?)
}

/// Has triggers keep a table's number.
fn keep(connection: &Connection, table: &str) -> Result<()> {
    let plus = format!("tugi_state(total, 1, '{table}'{})", values(connection, table, "new")?);
    let minus = format!("tugi_state(total, -1, '{table}'{})", values(connection, table, "old")?);
    for (event, sets) in [
        ("INSERT", format!("rows = rows + 1, total = {plus}")),
        ("DELETE", format!("rows = rows - 1, total = {minus}")),
        ("UPDATE", format!("total = {}", replaced(connection, table)?)),
    ] {
        connection.execute_batch(&format!(
            "CREATE TRIGGER \"state_of_{table}_{event}\" AFTER {event} ON \"{table}\"
               BEGIN UPDATE {ACCOUNT} SET {sets} WHERE \"table\" = '{table}'; END"
        ))?;
    }
    Ok(())
}

/// A total in which a row's old values have given way to its new ones.
fn replaced(connection: &Connection, table: &str) -> Result<String> {
    let (new, old) = (values(connection, table, "new")?, values(connection, table, "old")?);
    Ok(format!("tugi_state(tugi_state(total, -1, '{table}'{old}), 1, '{table}'{new})"))
}

/// All values of a row, as further arguments.
fn values(connection: &Connection, table: &str, row: &str) -> Result<String> {
    let values: Vec<String> =
        columns(connection, table)?.iter().map(|column| format!(", {row}.\"{column}\"")).collect();
    Ok(values.concat())
}

fn note(connection: &Connection, table: &str, (rows, total): Held) -> Result<()> {
    connection.execute("INSERT INTO state VALUES (?1, ?2, ?3)", params![table, rows, total])?;
    Ok(())
}

/// The quick check of every opening: whether the file holds together, each table holds what its number says, and its indexes
/// agree with it. Each table is read in a transaction of its own, so that nobody who saves has to wait long; where somebody saves
/// for longer than the connection waits, `busy` says whether what it was about to read is tried again.
pub(super) fn check_apart(connection: &Connection, busy: impl Fn() -> bool) -> Result<Vec<Fault>> {
    let mut faults = apart(connection, &busy, |connection| {
        let mut faults = said(connection, "PRAGMA quick_check")?;
        faults.extend(said(connection, "PRAGMA integrity_check(state)")?);
        faults.extend(together(connection)?);
        Ok(faults)
    })?;
    for table in apart(connection, &busy, |connection| names(connection, TABLES))? {
        faults.extend(apart(connection, &busy, |connection| {
            let mut faults = said(connection, &format!("PRAGMA integrity_check('{table}')"))?;
            faults.extend(torn(connection, &table, sum(connection, &table)?)?);
            Ok(faults)
        })?);
    }
    Ok(faults)
}

/// Looks at one thing in a transaction of its own.
fn apart<T>(connection: &Connection, busy: impl Fn() -> bool, look: impl Fn(&Connection) -> Result<T>) -> Result<T> {
    let once = || {
        let transaction = connection.unchecked_transaction()?;
        let seen = look(&transaction)?;
        transaction.finish()?;
        Ok(seen)
    };
    loop {
        match once() {
            Err(Error::Busy) if busy() => {}
            other => return other,
        }
    }
}

/// Whether each table holds what its number says, as part of a check that reads everything in one transaction.
pub(super) fn check(connection: &Connection) -> Result<Vec<Fault>> {
    let mut faults = together(connection)?;
    for table in names(connection, TABLES)? {
        faults.extend(torn(connection, &table, sum(connection, &table)?)?);
    }
    Ok(faults)
}

/// Whether a file has such numbers; one of an older form has none.
pub(super) fn is_kept(connection: &Connection) -> Result<bool> {
    let found = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'state'";
    Ok(connection.query_row(found, [], |row| row.get::<_, i64>(0))? > 0)
}

/// What a register holds, in few bytes: the number of each table but that of the drafts, and but the one over all numbers. Equal for two files only where all
/// those tables are.
pub(super) fn holding(connection: &Connection) -> Result<Vec<(String, i64, Vec<u8>)>> {
    let mut statement = connection
        .prepare("SELECT \"table\", rows, total FROM state WHERE \"table\" NOT IN ('draft', 'state') ORDER BY 1")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether the numbers are of one moment, and the form of the tables is what it was when they began; tables that are gone.
fn together(connection: &Connection) -> Result<Vec<Fault>> {
    let gone = format!(
        "SELECT \"table\" FROM state WHERE \"table\" NOT IN (SELECT * FROM ({TABLES}))
           AND \"table\" NOT IN ('{ACCOUNT}', '{FORM}') ORDER BY 1"
    );
    let mut faults: Vec<Fault> = names(connection, &gone)?.into_iter().map(|table| Fault::Torn { table }).collect();
    faults.extend(torn(connection, FORM, form(connection)?)?);
    faults.extend(torn(connection, ACCOUNT, accounts(connection)?)?);
    Ok(faults)
}

/// What the database's own check says; it answers `ok` when all is well.
fn said(connection: &Connection, check: &str) -> Result<Vec<Fault>> {
    let mut statement = connection.prepare(check)?;
    let lines: rusqlite::Result<Vec<String>> = statement.query_map([], |row| row.get(0))?.collect();
    Ok(lines?.into_iter().filter(|line| line != "ok").map(Fault::Structure).collect())
}

/// How many rows a table has, and the sum of their hashes.
type Held = (i64, Vec<u8>);

/// Whether a table holds what its number says; a table without a number does not.
fn torn(connection: &Connection, table: &str, held: Held) -> Result<Option<Fault>> {
    let noted: Option<Held> = connection
        .prepare_cached("SELECT rows, total FROM state WHERE \"table\" = ?1")?
        .query_row([table], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok((noted != Some(held)).then(|| Fault::Torn { table: table.to_owned() }))
}

/// What a table holds.
fn sum(connection: &Connection, table: &str) -> Result<Held> {
    let listed: Vec<String> = columns(connection, table)?.iter().map(|column| format!("\"{column}\"")).collect();
    // The rows themselves, not what an index says of them.
    rows(connection, table, &format!("SELECT {} FROM \"{table}\" NOT INDEXED", listed.join(", ")))
}

/// What the form of the tables holds; where each of them begins in the file does not belong to it.
fn form(connection: &Connection) -> Result<Held> {
    rows(connection, FORM, "SELECT type, name, tbl_name, sql FROM sqlite_schema")
}

/// What the account holds, but for its own entry. It counts no rows, since only its values ever change.
fn accounts(connection: &Connection) -> Result<Held> {
    let all = "SELECT \"table\", rows, total FROM state NOT INDEXED WHERE \"table\" <> 'state'";
    Ok((0, rows(connection, ACCOUNT, all)?.1))
}

/// The number of rows that a query answers, and the sum of their hashes: each of the table's name and of every value, in the
/// order of the columns.
fn rows(connection: &Connection, table: &str, query: &str) -> Result<Held> {
    let mut statement = connection.prepare(query)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let (mut count, mut total, mut bytes) = (0, 0_u128, Vec::new());
    while let Some(row) = rows.next()? {
        bytes.clear();
        add(&mut bytes, ValueRef::Text(table.as_bytes()));
        for column in 0..columns {
            add(&mut bytes, row.get_ref(column)?);
        }
        total = total.wrapping_add(first_half(&bytes));
        count += 1;
    }
    Ok((count, total.to_le_bytes().to_vec()))
}

fn first_half(bytes: &[u8]) -> u128 {
    let digest = Sha256::digest(bytes);
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

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use crate::{
        domain::{Act, Change, Id, Person, Signature, Worker},
        store::{Collation, Error, Fault, Store},
    };

    fn saved() -> Store {
        let mut store = Store::in_memory(Collation::plain()).unwrap();
        let at = NaiveDate::from_ymd_opt(2013, 7, 5).unwrap().and_hms_opt(9, 0, 0).unwrap();
        let worker = Worker { surname: "Kask".into(), ..Worker::default() };
        let by = Signature { who: "kaja".into(), at };
        store.commit(Act::Worker, &[Change::Create(Id(-1), worker.into())], &by).unwrap();
        store
    }

    fn torn(store: &Store) -> Vec<String> {
        let faults = super::check_apart(&store.connection, || false).unwrap();
        let table = |fault| if let Fault::Torn { table } = fault { table } else { format!("{fault:?}") };
        faults.into_iter().map(table).collect()
    }

    /// Does something behind the account's back, and leaves the form of the tables as it was.
    fn unaccounted(store: &Store, table: &str, change: &str) {
        let triggers = format!("SELECT sql FROM sqlite_schema WHERE name LIKE 'state\\_of\\_{table}\\_%' ESCAPE '\\'");
        let made = super::names(&store.connection, &triggers).unwrap();
        for event in ["INSERT", "UPDATE", "DELETE"] {
            store.connection.execute_batch(&format!("DROP TRIGGER IF EXISTS state_of_{table}_{event}")).unwrap();
        }
        store.connection.execute_batch(change).unwrap();
        for trigger in made {
            store.connection.execute_batch(&trigger).unwrap();
        }
    }

    #[test]
    fn every_save_is_accounted_for() {
        assert!(torn(&saved()).is_empty());
    }

    #[test]
    fn a_row_that_is_not_accounted_for_is_told_with_its_table() {
        let store = saved();
        unaccounted(&store, "worker", "UPDATE worker SET surname = 'Saar'");
        assert_eq!(torn(&store), ["worker"]);
    }

    #[test]
    fn numbers_that_are_each_right_for_another_moment_are_found() {
        let store = saved();
        // The table with its number as it was before the save; all else as after it.
        unaccounted(&store, "worker", "DELETE FROM worker");
        unaccounted(&store, "state", "UPDATE state SET rows = 0, total = zeroblob(16) WHERE \"table\" = 'worker'");
        assert_eq!(torn(&store), ["state"]);
    }

    #[test]
    fn what_is_torn_does_not_get_a_newer_form() {
        let store = saved();
        unaccounted(&store, "worker", "UPDATE worker SET surname = 'Saar'");
        let refused = super::stand_aside(&store.connection);
        assert!(matches!(&refused, Err(Error::NotWhole(faults)) if faults.len() == 1), "{refused:?}");
        assert!(super::stand_aside(&saved().connection).is_ok());
    }

    #[test]
    fn many_new_records_are_accounted_for_as_few_are() {
        let mut store = saved();
        let at = NaiveDate::from_ymd_opt(2013, 7, 5).unwrap().and_hms_opt(9, 0, 0).unwrap();
        let person = |number: i64| Person { surname: format!("Kask{number}"), ..Person::default() };
        let many: Vec<Change> = (1..=500).map(|number| Change::Create(Id(-number), person(number).into())).collect();
        store.commit(Act::Import, &many, &Signature { who: "kaja".into(), at }).unwrap();

        assert!(torn(&store).is_empty());
        assert_eq!(store.verify().unwrap().faults, []);
        let by = Signature { who: "kaja".into(), at };
        store.commit(Act::Registration, &[Change::Create(Id(-1), person(501).into())], &by).unwrap();
        assert!(torn(&store).is_empty(), "and the triggers are at work again");
    }

    #[test]
    fn where_many_cannot_be_added_nothing_is_and_the_triggers_are_at_work_again() {
        let mut store = saved();
        let at = NaiveDate::from_ymd_opt(2013, 7, 5).unwrap().and_hms_opt(9, 0, 0).unwrap();
        let by = Signature { who: "kaja".into(), at };
        let person = |id: &str| Person { surname: "Kask".into(), national_id: id.into(), ..Person::default() };
        let mut many: Vec<Change> = (1..500).map(|number| Change::Create(Id(-number), person("").into())).collect();
        many.extend([-501, -502].map(|number| Change::Create(Id(number), person("37605030299").into())));
        let before = super::holding(&store.connection).unwrap();

        assert!(store.commit(Act::Import, &many, &by).is_err());

        assert_eq!(super::holding(&store.connection).unwrap(), before);
        store.commit(Act::Registration, &many[..1], &by).unwrap();
        assert!(torn(&store).is_empty());
        assert_ne!(super::holding(&store.connection).unwrap(), before);
    }

    #[test]
    fn a_form_that_was_altered_is_found() {
        let store = saved();
        store.connection.execute_batch("DROP TRIGGER state_of_worker_UPDATE").unwrap();
        assert_eq!(torn(&store), ["sqlite_schema"]);
    }
}
