//! The change log as a chain: each act's digest covers the one before it, so that the head of the log stands for all of it.
//!
//! A change is covered by the digest of its images, not by the images: those of somebody who has to be forgotten may be
//! replaced, with an entry that says so, and the chain still holds. It proves nothing against those who may write the whole
//! file; hence its head is printed on every copy and report.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, functions::FunctionFlags, params, types::ValueRef};
use sha2::{Digest, Sha256};

use super::{Store, error::Result, verify::Fault};
use crate::domain::add_days;

/// Sets this chain apart from anything else that is hashed so.
const PREFIX: &[u8] = b"tugi change log 1";

/// The newest act of the log, and the digest that stands for all of it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Head {
    /// The act's number; 0 for an empty log.
    pub batch: i64,
    /// The SHA-256 over everything up to it.
    pub digest: Vec<u8>,
}

impl std::fmt::Display for Head {
    /// The number and as much of the digest as can be read out: `123-3f9a1c22b0d1e4a7`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-", self.batch)?;
        self.digest.iter().take(8).try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Store {
    /// The head of the change log, to be printed on copies and reports.
    pub fn head(&self) -> Result<Head> {
        Ok(newest(&self.connection)?.unwrap_or_default())
    }

    /// The head of the change log as it was at the end of a day.
    pub fn head_on(&self, day: NaiveDate) -> Result<Head> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT batch, digest FROM chain WHERE batch <= (SELECT max(id) FROM batch WHERE at < ?1)
                 ORDER BY batch DESC LIMIT 1",
            )?
            .query_row([add_days(day, 1).to_string()], |row| Ok(Head { batch: row.get(0)?, digest: row.get(1)? }))
            .optional()?;
        Ok(found.unwrap_or_default())
    }
}

impl Store {
    /// Whether the log of this file reaches back to a head that was written down.
    pub fn reaches_back_to(&self, head: &str) -> Result<bool> {
        let batch = head.split_once('-').and_then(|(batch, _)| batch.parse().ok()).unwrap_or_default();
        let found = digest(&self.connection, batch)?.map(|digest| Head { batch, digest }.to_string());
        Ok(found.as_deref() == Some(head))
    }
}

/// Makes the functions known that the file's own triggers and steps call.
pub(super) fn register_functions(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("tugi_image", 3, flags, |context| {
        Ok(image_digest([0, 1, 2].map(|place| context.get_raw(place))))
    })?;
    Ok(())
}

/// The digest of a change's images, given its salt and what stood there before and after.
pub(super) fn image_digest(parts: [ValueRef<'_>; 3]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in parts {
        add(&mut bytes, part);
    }
    Sha256::digest(&bytes).to_vec()
}

/// Adds a value with its type and length, so that no two lists of values make the same bytes.
pub(super) fn add(bytes: &mut Vec<u8>, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => add_as(bytes, 0, &[]),
        ValueRef::Integer(number) => add_as(bytes, 1, &number.to_le_bytes()),
        ValueRef::Real(number) => add_as(bytes, 2, &number.to_le_bytes()),
        ValueRef::Text(text) => add_as(bytes, 3, text),
        ValueRef::Blob(blob) => add_as(bytes, 4, blob),
    }
}

fn add_as(bytes: &mut Vec<u8>, kind: u8, value: &[u8]) {
    bytes.push(kind);
    bytes.extend_from_slice(&(value.len() as u64).to_le_bytes());
    bytes.extend_from_slice(value);
}

/// Chains every act that is not chained yet: the one just made, or all of a log that was not chained before.
pub(super) fn extend(connection: &Connection) -> Result<()> {
    let mut head = newest(connection)?.unwrap_or_default();
    let open: Vec<i64> = connection
        .prepare_cached("SELECT id FROM batch WHERE id > ?1 ORDER BY id")?
        .query_map([head.batch], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for batch in open {
        head = Head { batch, digest: link(connection, batch, &head.digest)? };
        connection
            .prepare_cached("INSERT INTO chain (batch, digest) VALUES (?1, ?2)")?
            .execute(params![head.batch, head.digest])?;
    }
    Ok(())
}

/// Follows the chain from its beginning; the first act that does not fit is the fault.
pub(super) fn check(connection: &Connection) -> Result<Vec<Fault>> {
    let mut statement = connection.prepare(
        "SELECT b.id, c.digest FROM batch b LEFT JOIN chain c ON c.batch = b.id
         UNION SELECT batch, x'' FROM chain WHERE batch NOT IN (SELECT id FROM batch) ORDER BY 1",
    )?;
    let mut rows = statement.query([])?;
    let mut before = Vec::new();
    while let Some(row) = rows.next()? {
        let (batch, noted): (i64, Option<Vec<u8>>) = (row.get(0)?, row.get(1)?);
        let found = link(connection, batch, &before)?;
        if noted.as_ref() != Some(&found) {
            return Ok(vec![Fault::Chain { batch }]);
        }
        before = found;
    }
    images(connection)
}

/// The images that are neither what their change says nor what replaced it last.
fn images(connection: &Connection) -> Result<Vec<Fault>> {
    let mut statement = connection.prepare(
        "SELECT c.seq FROM change c LEFT JOIN image i ON i.change = c.seq WHERE i.change IS NULL
           OR tugi_image(i.salt, i.before, i.after) <> coalesce(
             (SELECT r.digest FROM redaction r WHERE r.change = c.seq ORDER BY r.batch DESC LIMIT 1), c.digest)
         UNION SELECT change FROM image WHERE change NOT IN (SELECT seq FROM change)",
    )?;
    let faults = statement.query_map([], |row| Ok(Fault::Image { change: row.get(0)? }))?;
    Ok(faults.collect::<rusqlite::Result<_>>()?)
}

/// The digest that stands for the log up to an act; none where there is no such act.
pub(super) fn digest(connection: &Connection, batch: i64) -> Result<Option<Vec<u8>>> {
    let digest = connection
        .prepare_cached("SELECT digest FROM chain WHERE batch = ?1")?
        .query_row([batch], |row| row.get(0))
        .optional()?;
    Ok(digest)
}

/// The newest act that is chained; none for an empty log.
pub(super) fn newest(connection: &Connection) -> Result<Option<Head>> {
    let newest = connection
        .prepare_cached("SELECT batch, digest FROM chain ORDER BY batch DESC LIMIT 1")?
        .query_row([], |row| Ok(Head { batch: row.get(0)?, digest: row.get(1)? }))
        .optional()?;
    Ok(newest)
}

/// Whether the log of a register has this head, or had it once and went on from there.
pub(super) fn holds(connection: &Connection, head: &Head) -> Result<bool> {
    let there: Option<Vec<u8>> = connection
        .prepare_cached("SELECT digest FROM chain WHERE batch = ?1")?
        .query_row([head.batch], |row| row.get(0))
        .optional()?;
    Ok(head.batch == 0 || there.as_ref() == Some(&head.digest))
}

/// The digest of an act, given that of the act before it: over the act, its changes and what it replaced.
fn link(connection: &Connection, batch: i64, before: &[u8]) -> Result<Vec<u8>> {
    /// From so many bytes on they are taken into the digest: an act may be a hundred thousand changes.
    const MANY: usize = 64 * 1024;
    let (mut digest, mut bytes) = (Sha256::new(), PREFIX.to_vec());
    add(&mut bytes, ValueRef::Blob(before));
    for part in [
        "SELECT id, at, who, act, undoes, note FROM batch WHERE id = ?1",
        "SELECT seq, kind, record, version, digest FROM change WHERE batch = ?1 ORDER BY seq",
        "SELECT change, digest FROM redaction WHERE batch = ?1 ORDER BY change",
    ] {
        let mut statement = connection.prepare_cached(part)?;
        let columns = statement.column_count();
        let mut rows = statement.query([batch])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                add(&mut bytes, row.get_ref(column)?);
            }
            if bytes.len() >= MANY {
                digest.update(&bytes);
                bytes.clear();
            }
        }
        // Where one part ends must be seen in the bytes too.
        add(&mut bytes, ValueRef::Null);
    }
    digest.update(&bytes);
    Ok(digest.finalize().to_vec())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use crate::{
        domain::{Act, Change, Id, Signature, Worker},
        store::{Collation, Fault, Store},
    };

    fn saved(times: usize) -> Store {
        let mut store = Store::in_memory(Collation::plain()).unwrap();
        let at = NaiveDate::from_ymd_opt(2013, 7, 5).unwrap().and_hms_opt(9, 0, 0).unwrap();
        let by = Signature { who: "kaja".into(), at };
        for time in 0..times {
            let worker = Worker { surname: format!("Kask{time}"), ..Worker::default() };
            store.commit(Act::Worker, &[Change::Create(Id(-1), worker.into())], &by).unwrap();
        }
        store
    }

    #[test]
    fn the_head_moves_with_every_act_and_is_short_enough_to_read_out() {
        let (one, two) = (saved(1).head().unwrap(), saved(2).head().unwrap());
        assert_eq!((one.batch, two.batch), (1, 2));
        assert_ne!(one.digest, two.digest);
        assert_eq!(two.to_string().len(), "2-".len() + 16);
        assert_eq!(saved(0).head().unwrap().to_string(), "0-");
    }

    #[test]
    fn an_act_that_is_altered_behind_the_program_breaks_the_chain_there() {
        let store = saved(3);
        assert!(store.verify().unwrap().faults.is_empty());
        store.connection.execute_batch("DROP TRIGGER batch_stays; UPDATE batch SET who = 'ann' WHERE id = 2").unwrap();
        assert!(store.verify().unwrap().faults.contains(&Fault::Chain { batch: 2 }));
    }

    #[test]
    fn an_act_that_is_taken_out_breaks_the_chain_there() {
        let store = saved(3);
        let gone = "DROP TRIGGER chain_kept; DELETE FROM chain WHERE batch = 2";
        store.connection.execute_batch(gone).unwrap();
        assert!(store.verify().unwrap().faults.contains(&Fault::Chain { batch: 2 }));
    }

    #[test]
    fn an_image_can_be_replaced_only_with_an_entry_that_says_so() {
        let store = saved(1);
        let replace = "UPDATE image SET after = replace(after, 'Kask0', '') WHERE change = 1";
        assert!(store.connection.execute(replace, []).is_err());

        let entry = "INSERT INTO redaction (change, batch, digest)
                     SELECT change, 1, tugi_image(salt, before, replace(after, 'Kask0', '')) FROM image";
        store.connection.execute(entry, []).unwrap();
        store.connection.execute(replace, []).unwrap();

        // The entry was smuggled into an old act here, so only the chain complains; the image is what the entry says.
        assert!(super::images(&store.connection).unwrap().is_empty());
    }
}
