//! Saving: a batch of changes and its log entries, all or nothing.

mod additions;
mod pieces;

use std::collections::HashMap;

use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use serde_json::{Map, Value};

use super::{
    Soundness, Store,
    access::Warden,
    busy, chain,
    continuity::Continuity,
    error::{Error, Result},
    index, log, row, state,
};
use crate::domain::{Act, Change, Choice, Deed, Id, Kind, Record, Signature};
use additions::Additions;
pub use pieces::Pieces;

/// How names are ordered.
pub(super) type OrderKey<'a> = dyn Fn(&str) -> Vec<u8> + 'a;
/// The numbers that the stand-ins of an act have got.
type Known = HashMap<(Kind, Id), Id>;

/// From so many new records on, they are added to the account together.
const MANY: usize = 100;

/// A batch that is safely on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The batch's number in the change log.
    pub batch: i64,
    /// The numbers of the records that were created, in the order of the changes.
    pub created: Vec<(Kind, Id)>,
}

/// One write that is about to happen.
pub(super) struct Write {
    pub(super) kind: Kind,
    /// None for a record that gets the next free number.
    pub(super) id: Option<Id>,
    /// The version the write builds on; none for a new record.
    pub(super) seen: Option<i64>,
    /// None removes the record.
    pub(super) after: Option<Record>,
}

impl Store {
    /// Saves the changes as one act, in one transaction with their log entries.
    /// Refuses all of them when one was built on a version that is no longer the newest.
    pub fn commit(&mut self, act: Act, changes: &[Change], by: &Signature) -> Result<Done> {
        self.commit_form(act, changes, by, None)
    }

    /// The same for what takes long: `goes_on` hears how many changes are written; when it says no, nothing is saved.
    pub fn commit_while(
        &mut self,
        act: Act,
        changes: &dyn Pieces,
        by: &Signature,
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Done> {
        self.commit_with(act, changes, by, None, goes_on)
    }

    /// The same for a form: what was kept of it as a draft goes in the same transaction, so that nothing that was saved is
    /// offered again, and nothing that was not is gone.
    pub fn commit_form(&mut self, act: Act, changes: &[Change], by: &Signature, draft: Option<Id>) -> Result<Done> {
        self.commit_with(act, &changes, by, draft, &mut |_| true)
    }

    fn commit_with(
        &mut self,
        act: Act,
        changes: &dyn Pieces,
        by: &Signature,
        draft: Option<Id>,
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Done> {
        let order = |name: &str| (self.collation.key)(&self.own_language, name);
        let transaction = saving(&mut self.connection, self.looks_back, &self.soundness, self.continuity.as_ref())?;
        let warden = Warden::of(&transaction, self.login.as_deref(), by)?;
        warden.demand(Deed::of(act, &changes.removed()))?;
        let batch = begin(&transaction, act, "", by, None)?;
        let created = write_all(&transaction, batch, changes, &order, goes_on)?;
        warden.look_after(&transaction, changes.kinds().into_iter())?;
        if let Some(draft) = draft {
            transaction.prepare_cached("DELETE FROM draft WHERE id = ?1")?.execute([draft.0])?;
        }
        finish(transaction)?;
        self.after_saving(changes.kinds().into_iter())?;
        Ok(Done { batch, created })
    }

    /// Notes an act that changes no record, and why it was done. The note is about no person.
    pub fn note(&mut self, act: Act, note: &str, by: &Signature) -> Result<i64> {
        let transaction = saving(&mut self.connection, self.looks_back, &self.soundness, self.continuity.as_ref())?;
        Warden::of(&transaction, self.login.as_deref(), by)?.demand(Deed::of(act, &[]))?;
        let batch = begin(&transaction, act, note, by, None)?;
        finish(transaction)?;
        Ok(batch)
    }

    /// Brings what follows from the saved kinds up to date.
    pub(super) fn after_saving(&mut self, mut kinds: impl Iterator<Item = Kind>) -> Result<()> {
        match kinds.find(|kind| matches!(kind, Kind::Register | Kind::Person)) {
            Some(Kind::Register) => self.order_people(),
            Some(_) => self.refresh_order(),
            None => Ok(()),
        }
    }
}

/// Writes changes in their order; the answer is what was created. Many new records in a row are added to the account together.
fn write_all(
    transaction: &Transaction<'_>,
    batch: i64,
    changes: &dyn Pieces,
    order: &OrderKey<'_>,
    goes_on: &mut dyn FnMut(usize) -> bool,
) -> Result<Vec<(Kind, Id)>> {
    let (mut known, mut created, mut written) = (Known::new(), Vec::new(), 0);
    let mut additions = Additions::of(transaction, batch, order);
    let mut write_run = |run: &[Change]| {
        for change in run {
            written += 1;
            if !goes_on(written) {
                return Err(Error::Stopped);
            }
            if let Change::Create(stand_in, record) = change {
                let id = additions.add(record, &known)?;
                known.insert((record.kind(), *stand_in), id);
                created.push((record.kind(), id));
            } else {
                write(transaction, batch, &resolve(change, &known)?, order)?;
            }
        }
        Ok(())
    };
    for piece in (0..).map_while(|place| changes.piece(place)) {
        for run in piece?.chunk_by(|one, next| is_new(one) == is_new(next)) {
            if is_new(&run[0]) && run.len() >= MANY {
                state::at_once(transaction, &tables_of(run), || write_run(run))?;
            } else {
                write_run(run)?;
            }
        }
    }
    Ok(created)
}

const fn is_new(change: &Change) -> bool {
    matches!(change, Change::Create(..))
}

/// The tables into which new records go with all that is kept of them.
fn tables_of(changes: &[Change]) -> Vec<&'static str> {
    let kinds = changes.kinds();
    let beside = kinds.contains(&Kind::Person).then_some(index::OWN);
    kinds.into_iter().map(Kind::name).chain(["change", "image"]).chain(beside).collect()
}

/// Begins to save; refused where the register is only looked at as it was, where the file is not whole, and where it is no longer
/// the one that was read.
pub(super) fn saving<'a>(
    connection: &'a mut Connection,
    looks_back: bool,
    soundness: &Soundness,
    continuity: Option<&Continuity>,
) -> Result<Transaction<'a>> {
    if looks_back {
        return Err(Error::LooksBack);
    }
    soundness.demand()?;
    continuity.map_or(Ok(()), Continuity::same_place)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    continuity.map_or(Ok(()), |seen| seen.go_on(&transaction))?;
    Ok(transaction)
}

/// Opens a batch in the change log, with why it is done where its records do not say it.
pub(super) fn begin(connection: &Connection, act: Act, note: &str, by: &Signature, undoes: Option<i64>) -> Result<i64> {
    let at = by.at.format("%Y-%m-%dT%H:%M:%S").to_string();
    connection
        .prepare_cached("INSERT INTO batch (at, who, act, undoes, note) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![at, by.who, act.code(), undoes, note])?;
    Ok(connection.last_insert_rowid())
}

/// Chains what was written to the log, and has it safely on the disk.
pub(super) fn finish(transaction: Transaction<'_>) -> Result<()> {
    chain::extend(&transaction)?;
    // From here on nobody else can save; whoever still reads is waited for.
    Ok(busy::patiently(busy::PATIENCE, || transaction.commit())?)
}

/// Replaces the stand-ins in a record's links by the numbers its parents have got meanwhile.
fn resolve(change: &Change, known: &Known) -> Result<Write> {
    let (kind, id, seen, after) = match change {
        Change::Create(_, record) => (record.kind(), None, None, Some(record)),
        Change::Update(id, seen, record) => (record.kind(), Some(*id), Some(*seen), Some(record)),
        Change::Delete(id, seen, kind) => (*kind, Some(*id), Some(*seen), None),
    };
    let linked = |record: &Record| {
        let mut columns = row::columns(record)?;
        if link(kind, &mut columns, known)? { read_back(kind, &columns) } else { Ok(record.clone()) }
    };
    Ok(Write { kind, id, seen, after: after.map(linked).transpose()? })
}

/// Replaces the stand-ins among a record's columns; the answer is whether there was one.
fn link(kind: Kind, columns: &mut Map<String, Value>, known: &Known) -> Result<bool> {
    let mut found = false;
    for (field, target) in kind.links() {
        let stand_in = columns.get(*field).and_then(Value::as_i64).filter(|number| *number < 0);
        let Some(stand_in) = stand_in else { continue };
        let missing = || {
            Error::Refused(format!("{} links to {} {stand_in}, which is not in the batch", kind.name(), target.name()))
        };
        let id = known.get(&(*target, Id(stand_in))).ok_or_else(missing)?;
        columns.insert((*field).to_owned(), id.0.into());
        found = true;
    }
    Ok(found)
}

/// The record that stands in these columns.
fn read_back(kind: Kind, columns: &Map<String, Value>) -> Result<Record> {
    Record::read(kind, columns).map_err(|error| Error::Damaged(error.to_string()))
}

/// Writes one record and its log entry; the answer is the record's number.
pub(super) fn write(transaction: &Transaction<'_>, batch: i64, write: &Write, order: &OrderKey<'_>) -> Result<Id> {
    let before = match write.id {
        Some(id) => log::newest_image(transaction, write.kind, id)?,
        None => None,
    };
    let (id, version) = match (&write.after, write.seen) {
        (Some(record), None) => insert(transaction, write.kind, write.id, record)?,
        (Some(record), Some(seen)) => update(transaction, write.kind, number(write)?, seen, record)?,
        (None, _) => delete(transaction, write.kind, number(write)?, write.seen.unwrap_or_default())?,
    };
    let before = if write.seen.is_some() { before } else { None };
    let after = write.after.as_ref().map(image).transpose()?;
    log::append(transaction, batch, (write.kind, id, version), before.as_deref(), after.as_deref())?;
    if let Some(Record::Person(person)) = &write.after {
        index::put(transaction, index::OWN, id, person, &order(&index::ordered_as(person)))?;
    }
    Ok(id)
}

fn number(write: &Write) -> Result<Id> {
    write.id.ok_or_else(|| Error::Refused(format!("{} without a number", write.kind.name())))
}

/// A record as the change log keeps it.
pub(super) fn image(record: &Record) -> Result<String> {
    serde_json::to_string(record).map_err(|error| Error::Damaged(error.to_string()))
}

/// A record that comes back after a removal goes on counting its versions where it stopped; a number that was ever used is not
/// given to another record.
fn insert(connection: &Connection, kind: Kind, id: Option<Id>, record: &Record) -> Result<(Id, i64)> {
    let (id, version) = match id {
        Some(id) => (id, log::newest_version(connection, kind, id)? + 1),
        None => (log::next_id(connection, kind)?, 1),
    };
    put(connection, kind, id, version, record)?;
    Ok((id, version))
}

/// Puts a record into its table, with its number and version.
pub(super) fn put(connection: &Connection, kind: Kind, id: Id, version: i64, record: &Record) -> Result<()> {
    let columns = row::columns(record)?;
    row::put(connection, &row::insert(kind, &columns), (id, version), &columns)?;
    Ok(())
}

fn update(connection: &Connection, kind: Kind, id: Id, seen: i64, record: &Record) -> Result<(Id, i64)> {
    let columns = row::columns(record)?;
    let sets: Vec<String> = (3..).zip(columns.keys()).map(|(place, name)| format!("\"{name}\" = ?{place}")).collect();
    let sql = format!(
        "UPDATE \"{}\" SET version = version + 1, {} WHERE id = ?1 AND version = ?2",
        kind.name(),
        sets.join(", ")
    );
    if row::put(connection, &sql, (id, seen), &columns)? == 0 {
        return Err(conflict(connection, kind, id));
    }
    Ok((id, seen + 1))
}

fn delete(connection: &Connection, kind: Kind, id: Id, seen: i64) -> Result<(Id, i64)> {
    if kind == Kind::Person {
        connection.prepare_cached("DELETE FROM person_index WHERE person = ?1")?.execute([id.0])?;
    }
    let sql = format!("DELETE FROM \"{}\" WHERE id = ?1 AND version = ?2", kind.name());
    if connection.prepare_cached(&sql)?.execute([id.0, seen])? == 0 {
        return Err(conflict(connection, kind, id));
    }
    Ok((id, seen + 1))
}

/// Why a save built on an old version was refused: what stands in the file now, and who saved it.
fn conflict(connection: &Connection, kind: Kind, id: Id) -> Error {
    match log::newest_of(connection, kind, id) {
        Ok((now, who)) => Error::Conflict { theirs: (kind, id), now: now.map(Box::new), who },
        Err(error) => error,
    }
}
