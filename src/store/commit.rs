//! Saving: a batch of changes and its log entries, all or nothing.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use serde_json::Value;

use super::{
    Soundness, Store,
    access::Warden,
    busy, chain,
    continuity::Continuity,
    error::{Error, Result},
    index,
    row::{self, Stores},
    state,
};
use crate::domain::{Act, Change, Choice, Deed, Id, Kind, Record, Signature};

/// The number after all that a programme has given, in whatever edition; each edition's last is found in an index.
const NEXT_NUMBER: &str = "SELECT coalesce(max(last), 0) + 1 FROM
    (SELECT (SELECT max(number) FROM participation WHERE programme = e.id) AS last
     FROM programme e WHERE e.code = (SELECT code FROM programme WHERE id = ?1))";
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

    /// The same for a form: what was kept of it as a draft goes in the same transaction, so that nothing that was saved is
    /// offered again, and nothing that was not is gone.
    pub fn commit_form(&mut self, act: Act, changes: &[Change], by: &Signature, draft: Option<Id>) -> Result<Done> {
        let order = |name: &str| (self.collation.key)(&self.own_language, name);
        let transaction = saving(&mut self.connection, self.looks_back, &self.soundness, self.continuity.as_ref())?;
        let warden = Warden::of(&transaction, self.login.as_deref(), by)?;
        warden.demand(Deed::of(act, &removed(changes)))?;
        let batch = begin(&transaction, act, "", by, None)?;
        let mut acted =
            Acting { transaction: &transaction, batch, order: &order, created: Vec::new(), known: HashMap::new() };
        for run in changes.chunk_by(|one, next| is_new(one) == is_new(next)) {
            if is_new(&run[0]) && run.len() >= MANY {
                state::at_once(&transaction, &tables_of(run), || acted.write(run))?;
            } else {
                acted.write(run)?;
            }
        }
        let created = acted.created;
        warden.look_after(&transaction, changes.iter().map(kind_of))?;
        if let Some(draft) = draft {
            transaction.prepare_cached("DELETE FROM draft WHERE id = ?1")?.execute([draft.0])?;
        }
        finish(transaction)?;
        self.after_saving(changes.iter().map(kind_of))?;
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

/// An act in the middle of being written.
struct Acting<'a> {
    transaction: &'a Transaction<'a>,
    batch: i64,
    order: &'a dyn Fn(&str) -> Vec<u8>,
    created: Vec<(Kind, Id)>,
    /// The numbers that the stand-ins have got.
    known: HashMap<(Kind, Id), Id>,
}

impl Acting<'_> {
    /// Writes changes in their order.
    fn write(&mut self, changes: &[Change]) -> Result<()> {
        for change in changes {
            let resolved = numbered(self.transaction, resolve(change, &self.known)?)?;
            let id = write(self.transaction, self.batch, &resolved, self.order)?;
            if let Change::Create(stand_in, record) = change {
                self.known.insert((record.kind(), *stand_in), id);
                self.created.push((record.kind(), id));
            }
        }
        Ok(())
    }
}

const fn is_new(change: &Change) -> bool {
    matches!(change, Change::Create(..))
}

/// The tables into which new records go with all that is kept of them.
fn tables_of(changes: &[Change]) -> Vec<&'static str> {
    let kinds: BTreeSet<Kind> = changes.iter().map(kind_of).collect();
    let beside = kinds.contains(&Kind::Person).then_some(index::OWN);
    kinds.into_iter().map(Kind::name).chain(["change", "image"]).chain(beside).collect()
}

/// The kinds of the records that are removed.
fn removed(changes: &[Change]) -> Vec<Kind> {
    changes.iter().filter(|change| matches!(change, Change::Delete(..))).map(kind_of).collect()
}

const fn kind_of(change: &Change) -> Kind {
    match change {
        Change::Create(_, record) | Change::Update(_, _, record) => record.kind(),
        Change::Delete(_, _, kind) => *kind,
    }
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
    transaction.busy_timeout(busy::PATIENCE)?;
    Ok(transaction.commit()?)
}

/// Replaces the stand-ins in a record's links by the numbers its parents have got meanwhile.
fn resolve(change: &Change, known: &HashMap<(Kind, Id), Id>) -> Result<Write> {
    let (kind, id, seen, after) = match change {
        Change::Create(_, record) => (record.kind(), None, None, Some(record)),
        Change::Update(id, seen, record) => (record.kind(), Some(*id), Some(*seen), Some(record)),
        Change::Delete(id, seen, kind) => (*kind, Some(*id), Some(*seen), None),
    };
    let after = after.map(|record| link(record, known)).transpose()?;
    Ok(Write { kind, id, seen, after })
}

/// Gives a new participation that has no number yet the next one of its programme; two who register at once get two numbers.
fn numbered(connection: &Connection, mut write: Write) -> Result<Write> {
    if let Some(Record::Participation(participation)) = &mut write.after
        && participation.number == 0
    {
        participation.number =
            connection.prepare_cached(NEXT_NUMBER)?.query_row([participation.programme.0], |row| row.get(0))?;
    }
    Ok(write)
}

fn link(record: &Record, known: &HashMap<(Kind, Id), Id>) -> Result<Record> {
    let kind = record.kind();
    let mut fields = serde_json::to_value(record).map_err(|error| Error::Damaged(error.to_string()))?;
    let stands_in =
        |(field, _): &(&str, Kind)| fields.get(*field).and_then(Value::as_i64).is_some_and(|number| number < 0);
    if !kind.links().iter().any(stands_in) {
        return Ok(record.clone());
    }
    for (field, target) in kind.links() {
        let Some(stand_in) = fields.get(field).and_then(Value::as_i64).filter(|number| *number < 0) else { continue };
        let missing = || {
            Error::Refused(format!("{} links to {} {stand_in}, which is not in the batch", kind.name(), target.name()))
        };
        fields[*field] = known.get(&(*target, Id(stand_in))).ok_or_else(missing)?.0.into();
    }
    Record::read(kind, fields).map_err(|error| Error::Damaged(error.to_string()))
}

/// Writes one record and its log entry; the answer is the record's number.
pub(super) fn write(
    transaction: &Transaction<'_>,
    batch: i64,
    write: &Write,
    order: &dyn Fn(&str) -> Vec<u8>,
) -> Result<Id> {
    let before = match write.id {
        Some(id) => super::log::newest_image(transaction, write.kind, id)?,
        None => None,
    };
    let (id, version) = match (&write.after, write.seen) {
        (Some(record), None) => insert(transaction, write.kind, write.id, record)?,
        (Some(record), Some(seen)) => update(transaction, write.kind, number(write)?, seen, record)?,
        (None, _) => delete(transaction, write.kind, number(write)?, write.seen.unwrap_or_default())?,
    };
    let before = if write.seen.is_some() { before } else { None };
    let after = write.after.as_ref().map(image).transpose()?;
    super::log::append(transaction, batch, (write.kind, id, version), before.as_deref(), after.as_deref())?;
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

fn insert(connection: &Connection, kind: Kind, id: Option<Id>, record: &Record) -> Result<(Id, i64)> {
    // A record that comes back after a removal goes on counting its versions where it stopped; a number that was ever
    // used is not given to another record.
    let (id, version) = match id {
        Some(id) => (id, super::log::newest_version(connection, kind, id)? + 1),
        None => (super::log::next_id(connection, kind)?, 1),
    };
    put(connection, kind, id, version, record)?;
    Ok((id, version))
}

/// Puts a record into its table, with its number and version.
pub(super) fn put(connection: &Connection, kind: Kind, id: Id, version: i64, record: &Record) -> Result<()> {
    let columns = row::columns(record)?;
    let names: Vec<String> = columns.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let marks: Vec<String> = (3..columns.len() + 3).map(|place| format!("?{place}")).collect();
    let sql = format!(
        "INSERT INTO \"{}\" (id, version, {}) VALUES (?1, ?2, {})",
        kind.name(),
        names.join(", "),
        marks.join(", ")
    );
    let mut statement = connection.prepare_cached(&sql)?;
    statement.raw_bind_parameter(1, id.0)?;
    statement.raw_bind_parameter(2, version)?;
    for (place, (_, value)) in (3..).zip(&columns) {
        statement.raw_bind_parameter(place, Stores(value))?;
    }
    statement.raw_execute()?;
    Ok(())
}

fn update(connection: &Connection, kind: Kind, id: Id, seen: i64, record: &Record) -> Result<(Id, i64)> {
    let columns = row::columns(record)?;
    let sets: Vec<String> = (3..).zip(&columns).map(|(place, (name, _))| format!("\"{name}\" = ?{place}")).collect();
    let sql = format!(
        "UPDATE \"{}\" SET version = version + 1, {} WHERE id = ?1 AND version = ?2",
        kind.name(),
        sets.join(", ")
    );
    let mut statement = connection.prepare_cached(&sql)?;
    statement.raw_bind_parameter(1, id.0)?;
    statement.raw_bind_parameter(2, seen)?;
    for (place, (_, value)) in (3..).zip(&columns) {
        statement.raw_bind_parameter(place, Stores(value))?;
    }
    if statement.raw_execute()? == 0 {
        return Err(conflict(connection, kind, id));
    }
    Ok((id, seen + 1))
}

fn delete(connection: &Connection, kind: Kind, id: Id, seen: i64) -> Result<(Id, i64)> {
    if kind == Kind::Person {
        connection.execute("DELETE FROM person_index WHERE person = ?1", [id.0])?;
    }
    let sql = format!("DELETE FROM \"{}\" WHERE id = ?1 AND version = ?2", kind.name());
    if connection.execute(&sql, [id.0, seen])? == 0 {
        return Err(conflict(connection, kind, id));
    }
    Ok((id, seen + 1))
}

/// Why a save built on an old version was refused: what stands in the file now, and who saved it.
fn conflict(connection: &Connection, kind: Kind, id: Id) -> Error {
    match super::log::newest_of(connection, kind, id) {
        Ok((now, who)) => Error::Conflict { theirs: (kind, id), now: now.map(Box::new), who },
        Err(error) => error,
    }
}
