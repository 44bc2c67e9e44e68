//! Forgetting somebody: names, codes, contacts and free texts go out of the records, of every image of the change log and of the
//! drafts, in one act that can be proved and not taken back; or nothing changes at all, should a figure change by it.

mod copies;
mod theirs;

use std::collections::{BTreeSet, HashSet};

use rusqlite::{Transaction, TransactionBehavior, params};
use serde_json::Value;

use super::{
    Store,
    access::Warden,
    commit::{Write, begin, finish, write},
    error::{Error, Result},
};
use crate::domain::{Act, Deed, Id, Kind, Record, Signature};

pub use copies::{Held, Kept};
use theirs::Theirs;

/// Whom to forget, and how.
#[derive(Clone, Debug)]
pub struct Forgetting {
    /// The person.
    pub person: Id,
    /// Whether the participations go on as anonymous ones, because the consent was withdrawn.
    pub anonymous: bool,
    /// Why, for the change log; nothing about the person.
    pub reason: String,
    /// The codes of the referral sources of all definitions, which stay.
    pub codes: HashSet<String>,
}

/// What was taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// The act in the change log; none where nothing was left to take out.
    pub batch: Option<i64>,
    /// How many records changed.
    pub records: usize,
    /// How many entries of the change log had an image replaced.
    pub entries: usize,
    /// How many drafts were thrown away.
    pub drafts: usize,
    /// The meetings in which others took part too, whose notes somebody should read through.
    pub shared: Vec<Id>,
    /// Whether the file was written anew afterwards, so that no page of it holds what was taken out.
    pub compacted: bool,
}

impl Store {
    /// Forgets somebody, unless what `count` counts would be another after it than before; then nothing changes.
    pub fn forget<C: PartialEq>(
        &mut self,
        whom: &Forgetting,
        by: &Signature,
        count: impl Fn(&Self) -> Result<C>,
    ) -> Result<Forgotten> {
        if self.looks_back {
            return Err(Error::LooksBack);
        }
        self.soundness.demand()?;
        let mut forgotten = self.forget_within(whom, by, count)?;
        self.after_saving([Kind::Person].into_iter())?;
        self.connection.flush_prepared_statement_cache();
        // What stood in a page is overwritten as it goes; this rids the file even of the room it took.
        forgotten.compacted = self.connection.execute_batch("VACUUM").is_ok();
        Ok(forgotten)
    }

    fn forget_within<C: PartialEq>(
        &self,
        whom: &Forgetting,
        by: &Signature,
        count: impl Fn(&Self) -> Result<C>,
    ) -> Result<Forgotten> {
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        Warden::of(&transaction, self.login.as_deref(), by)?.demand(Deed::Erasure)?;
        let before = count(self)?;
        let theirs = Theirs::of(&transaction, whom)?;
        let images = theirs.images(&transaction)?;
        let mut changed: BTreeSet<(Kind, Id)> = images.iter().map(|image| (image.kind, image.record)).collect();
        changed.extend(theirs.people_and_participations());
        let batch = begin(&transaction, Act::Erasure, &whom.reason, by, None)?;
        for image in &images {
            replace(&transaction, batch, image)?;
        }
        let mut records = 0;
        for (kind, id) in changed {
            records += usize::from(self.rewrite(&transaction, batch, (kind, id), &theirs, whom, by)?);
        }
        let drafts = theirs.throw_drafts_away(&transaction)?;
        if records + images.len() + drafts == 0 {
            return Ok(Forgotten { shared: theirs.shared(), ..Forgotten::default() });
        }
        if count(self)? != before {
            return Err(Error::FiguresWouldChange);
        }
        finish(transaction)?;
        let entries = images.len();
        Ok(Forgotten { batch: Some(batch), records, entries, drafts, shared: theirs.shared(), compacted: false })
    }

    /// Saves a record anew without what is forgotten; whether there was anything.
    fn rewrite(
        &self,
        transaction: &Transaction<'_>,
        batch: i64,
        (kind, id): (Kind, Id),
        theirs: &Theirs,
        whom: &Forgetting,
        by: &Signature,
    ) -> Result<bool> {
        let Some(stored) = self.record(kind, id)? else { return Ok(false) };
        let unreadable = |error: serde_json::Error| Error::Damaged(error.to_string());
        let mut value = serde_json::to_value(&stored.record).map_err(unreadable)?;
        theirs.redact(kind, id, &mut value);
        let mut record = Record::read(kind, value).map_err(unreadable)?;
        match &mut record {
            Record::Person(person) if id == whom.person => {
                person.erased_on = person.erased_on.or(Some(by.at.date()));
            }
            Record::Participation(participation) => participation.anonymous |= whom.anonymous,
            _ => {}
        }
        if record == stored.record {
            return Ok(false);
        }
        let order = |name: &str| (self.collation.key)(&self.own_language, name);
        write(
            transaction,
            batch,
            &Write { kind, id: Some(id), seen: Some(stored.version), after: Some(record) },
            &order,
        )?;
        Ok(true)
    }
}

/// An entry of the change log whose images are replaced.
struct Replaced {
    change: i64,
    kind: Kind,
    record: Id,
    before: Option<String>,
    after: Option<String>,
}

/// Replaces the images of an entry, under an entry that says so and with a new salt, so that the old digest tells nothing.
fn replace(transaction: &Transaction<'_>, batch: i64, image: &Replaced) -> Result<()> {
    let salt: Vec<u8> = transaction.query_row("SELECT randomblob(16)", [], |row| row.get(0))?;
    let Replaced { change, before, after, .. } = image;
    transaction
        .prepare_cached("INSERT INTO redaction (change, batch, digest) VALUES (?1, ?2, tugi_image(?3, ?4, ?5))")?
        .execute(params![change, batch, salt, before, after])?;
    transaction
        .prepare_cached("UPDATE image SET salt = ?2, before = ?3, after = ?4 WHERE change = ?1")?
        .execute(params![change, salt, before, after])?;
    Ok(())
}

/// An image without what is forgotten; none where it held nothing.
fn redacted(kind: Kind, id: Id, image: Option<&str>, theirs: &Theirs) -> Result<Option<String>> {
    let Some(text) = image else { return Ok(None) };
    let damaged = |error: serde_json::Error| Error::Damaged(format!("change log, {}:{id}: {error}", kind.name()));
    let was: Value = serde_json::from_str(text).map_err(damaged)?;
    let mut value = was.clone();
    theirs.redact(kind, id, &mut value);
    if value == was { Ok(None) } else { serde_json::to_string(&value).map(Some).map_err(damaged) }
}

#[cfg(test)]
mod tests;
