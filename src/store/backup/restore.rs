//! Putting a copy back: into the open file, so that whoever works in it works on; nothing that was saved is thrown away.
//!
//! The log goes back with everything else, and then gets an entry. No version and no number of what is undone may be used again:
//! a form that was opened before would else be taken for one that knows what stands there now. Hence each record that is not as
//! it was, is given a version that it never had, and a record that is gone keeps an entry in the log that keeps its number.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs::{self, File},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags, TransactionBehavior, params, types::Value};

use super::{
    Backups, Why,
    compare::{Said, records},
    copy,
    folder::Held,
};
use crate::{
    domain::{Act, Choice, Id, Kind, Signature},
    store::{
        Store,
        busy::{patiently, wait_for_others},
        chain, commit,
        error::{Error, Result},
        log,
        private::beside,
        state,
    },
};

/// The image in the log for a record that never was, in the life that the register has from now on.
const NEVER: &str = "null";

/// A record by kind and number.
type Name = (String, i64);

/// What must outlive going back, read from the register as it is before.
#[derive(Default)]
struct Present {
    /// The last act's number.
    batch: i64,
    /// The newest version of every record that the log knows.
    versions: BTreeMap<Name, i64>,
    /// What the records say that stand.
    standing: HashMap<Name, Said>,
    /// What was being typed.
    drafts: Vec<Vec<Value>>,
}

impl Backups {
    /// Puts a copy into the register's place, with an entry in the log that says from where and by whom. The register as it was is
    /// kept; the answer is where.
    pub fn restore(&self, mut copy: Store, by: &Signature) -> Result<PathBuf> {
        let held = self.hold()?;
        match self.restore_into(&held, &mut copy, by) {
            // What SQLite cannot open it cannot write into either; then the file itself is replaced.
            Err(Error::Damaged(_) | Error::Sql(_) | Error::NotThere(_)) => self.replace(&held, &mut copy, by),
            outcome => outcome,
        }
    }

    fn restore_into(&self, held: &Held, copy: &mut Store, by: &Signature) -> Result<PathBuf> {
        if !self.register.exists() {
            return Err(Error::NotThere(self.register.clone()));
        }
        let mut register = alone(&self.register)?;
        let (present, kept) = match held.keep(&register, Why::Restore) {
            Ok(snapshot) => (Present::read(&register)?, self.path(snapshot)),
            Err(Error::NotWhole(_) | Error::Damaged(_) | Error::Sql(_)) => {
                let kept = held.free_name()?;
                let part = held.part()?;
                copy::write(&register, &part.0)?;
                File::open(&part.0)?.sync_all()?;
                held.finish(&part, &kept)?;
                (Present::read(&register).unwrap_or_default(), kept)
            }
            Err(error) => return Err(error),
        };
        go_on(copy, &present, by)?;
        copy::pour(&copy.connection, &mut register)?;
        // From here on others may read and write again; taking the lock once more clears the journal away.
        register.execute_batch("PRAGMA locking_mode = NORMAL; BEGIN IMMEDIATE; COMMIT;")?;
        Ok(kept)
    }

    /// Puts a new file in the place of one that cannot be opened, or of none.
    fn replace(&self, held: &Held, copy: &mut Store, by: &Signature) -> Result<PathBuf> {
        // The newest copy knows best which versions there have been.
        let present = super::copy::open(&self.latest()).and_then(|latest| Present::read(&latest)).unwrap_or_default();
        go_on(copy, &present, by)?;
        let part = held.make(&copy.connection)?;
        let kept = held.free_name()?;
        for ending in ["-journal", "-wal", "-shm"] {
            let side = beside(&self.register, ending);
            if side.exists() {
                fs::rename(&side, beside(&kept, ending))?;
            }
        }
        if self.register.exists() {
            fs::hard_link(&self.register, &kept).or_else(|_| fs::copy(&self.register, &kept).map(drop))?;
        }
        held.finish(&part, &self.register)?;
        Ok(kept)
    }
}

impl Held<'_> {
    /// A name for a file that is no whole register.
    fn free_name(&self) -> Result<PathBuf> {
        let name = |number: u32| self.backups.folder().join(format!("before-restore-{number}.damaged"));
        let free = (1..1000).map(name).find(|path| !path.exists());
        free.ok_or_else(|| Error::Exists(name(1)))
    }
}

/// Opens a register so that nobody else can read or write it, until it is let go.
fn alone(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    wait_for_others(&mut connection)?;
    patiently(copy::PATIENCE, || {
        connection.execute_batch(
            "PRAGMA synchronous = EXTRA; PRAGMA cache_spill = OFF; PRAGMA temp_store = MEMORY;
             PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;",
        )
    })?;
    Ok(connection)
}

impl Present {
    fn read(connection: &Connection) -> Result<Self> {
        let batch = connection.query_row("SELECT coalesce(max(id), 0) FROM batch", [], |row| row.get(0))?;
        let mut statement = connection.prepare("SELECT * FROM draft")?;
        let columns = statement.column_count();
        let drafts = statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect())?;
        Ok(Self {
            batch,
            versions: versions(connection)?,
            standing: standing(connection)?,
            drafts: drafts.collect::<rusqlite::Result<_>>()?,
        })
    }
}

fn standing(connection: &Connection) -> Result<HashMap<Name, Said>> {
    let mut standing = HashMap::new();
    for kind in Kind::ALL {
        let records = records(connection, *kind)?;
        standing.extend(records.into_iter().map(|(id, said)| ((kind.name().to_owned(), id), said)));
    }
    Ok(standing)
}

fn versions(connection: &Connection) -> Result<BTreeMap<Name, i64>> {
    let mut statement = connection.prepare("SELECT kind, record, max(version) FROM change GROUP BY kind, record")?;
    let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Has a copy go on from where the register was: with the act in the log, versions that nobody knows, and what was being typed.
fn go_on(copy: &mut Store, present: &Present, by: &Signature) -> Result<()> {
    let from = copy.head()?;
    let known = versions(&copy.connection)?;
    let standing = standing(&copy.connection)?;
    let names: BTreeSet<&Name> = known.keys().chain(present.versions.keys()).collect();
    let mut changed = Vec::new();
    for name in names {
        let kind = Kind::from_name(&name.0).ok_or_else(|| Error::Damaged(format!("change log, {}", name.0)))?;
        let (then, now) = (known.get(name).copied(), present.versions.get(name).copied());
        let (then, now) = (then.unwrap_or_default(), now.unwrap_or_default());
        changed.push((kind, Id(name.1), then, now));
    }
    let mut news = Vec::new();
    for (kind, id, then, now) in changed.into_iter().filter(|(.., now)| *now > 0) {
        let record = copy.record(kind, id)?;
        let as_it_was = match &record {
            Some(stored) => {
                let name = (kind.name().to_owned(), id.0);
                now == stored.version
                    && standing.get(&name).is_some_and(|said| present.standing.get(&name) == Some(said))
            }
            None => then >= now,
        };
        if !as_it_was {
            news.push((kind, id, then.max(now) + 1, record.map(|stored| commit::image(&stored.record)).transpose()?));
        }
    }
    let transaction = copy.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let newest: i64 = transaction.query_row("SELECT coalesce(max(id), 0) FROM batch", [], |row| row.get(0))?;
    let batch = newest.max(present.batch) + 1;
    transaction.execute(
        "INSERT INTO batch (id, at, who, act, undoes, note) VALUES (?1, ?2, ?3, ?4, NULL, ?5)",
        params![batch, by.at.format("%Y-%m-%dT%H:%M:%S").to_string(), by.who, Act::Restore.code(), from.to_string()],
    )?;
    for (kind, id, version, image) in news {
        let before = image.as_deref().unwrap_or(NEVER);
        log::append(&transaction, batch, (kind, id, version), Some(before), image.as_deref())?;
        if image.is_some() {
            let sql = format!("UPDATE \"{}\" SET version = ?2 WHERE id = ?1", kind.name());
            transaction.execute(&sql, [id.0, version])?;
        }
    }
    transaction.execute("DELETE FROM draft", [])?;
    for draft in &present.drafts {
        let marks: Vec<String> = (1..=draft.len()).map(|place| format!("?{place}")).collect();
        let sql = format!("INSERT INTO draft VALUES ({})", marks.join(", "));
        transaction.execute(&sql, rusqlite::params_from_iter(draft))?;
    }
    chain::extend(&transaction)?;
    transaction.commit()?;
    let faults = state::check(&copy.connection)?;
    if faults.is_empty() { Ok(()) } else { Err(Error::NotWhole(faults)) }
}
