//! The change log: every write with who, when, and the record before and after; only ever added to.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use super::{
    Store, chain,
    error::{Error, Result},
    read,
};
use crate::domain::{Act, Choice, Id, Kind, Record, Stored, add_days};

/// One line of the change log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogEntry {
    /// The place in the log.
    pub seq: i64,
    /// The batch, as `undo` wants it.
    pub batch: i64,
    /// When, in local time.
    pub at: String,
    /// Who.
    pub who: String,
    /// What the user did.
    pub act: Act,
    /// The batch that this one takes back, if it does.
    pub undoes: Option<i64>,
    /// The record's kind.
    pub kind: Kind,
    /// The record's number.
    pub record: Id,
    /// The record before; none when it was created.
    pub before: Option<serde_json::Value>,
    /// The record after; none when it was removed.
    pub after: Option<serde_json::Value>,
}

/// Which part of the log is wanted; everything that is set must hold.
#[derive(Clone, Debug, Default)]
pub struct LogFilter {
    /// Only these records.
    pub records: Option<Vec<(Kind, Id)>>,
    /// Only this batch.
    pub batch: Option<i64>,
    /// Only the change at this place.
    pub seq: Option<i64>,
    /// Only what stands after this place.
    pub after: Option<i64>,
    /// Only by this user.
    pub who: Option<String>,
    /// Only from this day on.
    pub from: Option<NaiveDate>,
    /// Only up to this day.
    pub to: Option<NaiveDate>,
    /// Only such an act.
    pub act: Option<Act>,
    /// Only records of this kind.
    pub kind: Option<Kind>,
    /// At most so many of the newest entries.
    pub newest: Option<i64>,
}

impl LogFilter {
    /// What a batch `b` must fulfil, each with its value.
    pub(super) fn of_batches(&self) -> Vec<(&'static str, String)> {
        let day = |day: NaiveDate| day.to_string();
        let conditions = [
            ("b.id = ?", self.batch.map(|batch| batch.to_string())),
            ("b.who = ?", self.who.clone()),
            ("b.at >= ?", self.from.map(day)),
            ("b.at < ?", self.to.map(|to| day(add_days(to, 1)))),
            ("b.act = ?", self.act.map(|act| act.code().to_owned())),
        ];
        conditions.into_iter().filter_map(|(sql, value)| Some((sql, value?))).collect()
    }

    /// What a change `c` and its batch `b` must fulfil, each with its value.
    fn of_changes(&self) -> Vec<(&'static str, String)> {
        /// The records as pairs of kind and number.
        const AMONG: &str = "(c.kind, c.record) IN
            (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))";
        let among = |records: &Vec<(Kind, Id)>| {
            let pairs: Vec<(&str, Id)> = records.iter().map(|(kind, id)| (kind.name(), *id)).collect();
            serde_json::json!(pairs).to_string()
        };
        let conditions = [
            (AMONG, self.records.as_ref().map(among)),
            ("c.seq = ?", self.seq.map(|seq| seq.to_string())),
            ("c.seq > ?", self.after.map(|after| after.to_string())),
            ("c.kind = ?", self.kind.map(|kind| kind.name().to_owned())),
        ];
        let own = conditions.into_iter().filter_map(|(sql, value)| Some((sql, value?)));
        own.chain(self.of_batches()).collect()
    }
}

/// The conditions as they stand after `WHERE`, and their values in order.
pub(super) fn joined(conditions: &[(&'static str, String)]) -> (String, Vec<String>) {
    let sql: Vec<&str> = conditions.iter().map(|(sql, _)| *sql).collect();
    (sql.join(" AND "), conditions.iter().map(|(_, value)| value.clone()).collect())
}

impl Store {
    /// The entries that the filter lets through, newest first.
    pub fn log(&self, filter: &LogFilter) -> Result<Vec<LogEntry>> {
        let (conditions, values) = joined(&filter.of_changes());
        let conditions = if conditions.is_empty() { conditions } else { format!("WHERE {conditions}") };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT c.seq, c.batch, b.at, b.who, b.act, b.undoes, c.kind, c.record, i.before, i.after
             FROM change c JOIN batch b ON b.id = c.batch JOIN image i ON i.change = c.seq
             {conditions} ORDER BY c.seq DESC LIMIT {}",
            filter.newest.unwrap_or(-1)
        ))?;
        let mut rows = statement.query(rusqlite::params_from_iter(values))?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(entry(row)?);
        }
        Ok(entries)
    }

    /// The place of the newest entry; 0 for an empty log.
    pub fn log_position(&self) -> Result<i64> {
        Ok(self.connection.query_row("SELECT coalesce(max(seq), 0) FROM change", [], |row| row.get(0))?)
    }
}

fn entry(row: &rusqlite::Row<'_>) -> Result<LogEntry> {
    let seq = row.get(0)?;
    let (act, kind): (String, String) = (row.get(4)?, row.get(6)?);
    let damaged = || Error::Damaged(format!("change log, entry {seq}"));
    let json = |text: Option<String>| text.map(|text| serde_json::from_str(&text).map_err(|_| damaged())).transpose();
    Ok(LogEntry {
        seq,
        batch: row.get(1)?,
        at: row.get(2)?,
        who: row.get(3)?,
        act: Act::from_code(&act).ok_or_else(damaged)?,
        undoes: row.get(5)?,
        kind: Kind::from_name(&kind).ok_or_else(damaged)?,
        record: Id(row.get(7)?),
        before: json(row.get(8)?)?,
        after: json(row.get(9)?)?,
    })
}

/// What makes the digest of an image unguessable, drawn many at a time.
#[derive(Default)]
pub(super) struct Salts(Vec<Vec<u8>>);

impl Salts {
    /// One that was never used.
    pub(super) fn next(&mut self, connection: &Connection) -> Result<Vec<u8>> {
        if self.0.is_empty() {
            let drawn = |row: &rusqlite::Row<'_>| row.get::<_, Vec<u8>>(0);
            let drawn = connection.prepare_cached("SELECT randomblob(1024)")?.query_row([], drawn)?;
            self.0.extend(drawn.chunks_exact(16).map(<[u8]>::to_vec));
        }
        Ok(self.0.pop().unwrap_or_default())
    }
}

/// Adds a change of a record (its kind, number and new version) to the log.
pub(super) fn append(
    connection: &Connection,
    batch: i64,
    record: (Kind, Id, i64),
    before: Option<&str>,
    after: Option<&str>,
) -> Result<()> {
    append_salted(connection, batch, record, &Salts::default().next(connection)?, (before, after))
}

/// The same with a salt that was drawn already, and the images before and after.
pub(super) fn append_salted(
    connection: &Connection,
    batch: i64,
    (kind, id, version): (Kind, Id, i64),
    salt: &[u8],
    (before, after): (Option<&str>, Option<&str>),
) -> Result<()> {
    let digest = chain::image_digest([salt.into(), before.into(), after.into()]);
    connection
        .prepare_cached("INSERT INTO change (batch, kind, record, version, digest) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![batch, kind.name(), id.0, version, digest])?;
    connection
        .prepare_cached("INSERT INTO image (change, salt, before, after) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![connection.last_insert_rowid(), salt, before, after])?;
    Ok(())
}

/// The last image of a record, as text; none when the log does not know it or it was removed.
pub(super) fn newest_image(connection: &Connection, kind: Kind, id: Id) -> Result<Option<String>> {
    let image: Option<Option<String>> = connection
        .prepare_cached(
            "SELECT i.after FROM change c JOIN image i ON i.change = c.seq
             WHERE c.kind = ?1 AND c.record = ?2 ORDER BY c.seq DESC LIMIT 1",
        )?
        .query_row(params![kind.name(), id.0], |row| row.get(0))
        .optional()?;
    Ok(image.flatten())
}

/// The last version of a record that the log knows; 0 when it knows none.
pub(super) fn newest_version(connection: &Connection, kind: Kind, id: Id) -> Result<i64> {
    Ok(connection.query_row(
        "SELECT coalesce(max(version), 0) FROM change WHERE kind = ?1 AND record = ?2",
        params![kind.name(), id.0],
        |row| row.get(0),
    )?)
}

/// A number that no record of this kind ever had.
pub(super) fn next_id(connection: &Connection, kind: Kind) -> Result<Id> {
    let next = connection
        .prepare_cached("SELECT coalesce(max(record), 0) + 1 FROM change WHERE kind = ?1")?
        .query_row([kind.name()], |row| row.get(0))?;
    Ok(Id(next))
}

/// A record as the log has it now, and who saved it last.
pub(super) fn newest_of(connection: &Connection, kind: Kind, id: Id) -> Result<(Option<Stored<Record>>, String)> {
    let found: Option<(Option<String>, i64, String)> = connection
        .query_row(
            "SELECT i.after, c.version, b.who FROM change c JOIN batch b ON b.id = c.batch JOIN image i ON i.change = c.seq
             WHERE c.kind = ?1 AND c.record = ?2 ORDER BY c.seq DESC LIMIT 1",
            params![kind.name(), id.0],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    let Some((after, version, who)) = found else { return Ok((None, String::new())) };
    let record = after.map(|text| read::image(kind, &text)).transpose()?;
    Ok((record.map(|record| Stored { id, version, record }), who))
}
