//! A copy of the register for an auditor: every figure as it is, and nobody in it by name.
//!
//! Everybody is forgotten in it as somebody is forgotten in the register, and the workers go by their numbers. The records keep
//! their numbers, by which sealed reports call them; those go along as they were handed in, with whoever sealed them.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use serde_json::Value;

use super::Session;
use crate::{
    domain::{Deed, Id, Kind, Record, Signature, Stays, Worker, forget},
    session::{collation, forgetting::figures},
    store::{Error, NotRebuilt, Numbered, Result, Store},
};

/// Who signs in the copy's own log: nobody.
const NOBODY: &str = "audit";

impl Session {
    /// Writes the copy to a new file; refused where a figure would be another in it than here.
    pub fn audit_copy(&self, path: &std::path::Path) -> Result<()> {
        self.store.allow(Deed::Extract, &self.signature())?;
        let records = self.for_audit()?;
        let by = Signature { who: NOBODY.to_owned(), at: self.clock.now() };
        let refused = |NotRebuilt { error, .. }| error;
        let mut tried = Store::in_memory(collation(None))?;
        tried.rebuild(&records, &by).map_err(refused)?;
        let (today, lang) = (self.env.today, self.env.words.lang);
        if figures(&tried, today, lang)? != figures(&self.store, today, lang)? {
            return Err(Error::FiguresWouldChange);
        }
        Store::create_of(path, collation(None), &records, &by).map(drop).map_err(refused)
    }

    /// The records without whoever is in them.
    fn for_audit(&self) -> Result<Vec<Numbered>> {
        let mut records = Vec::new();
        self.store.every_record(|stored| records.push((stored.id, stored.record)))?;
        let days = days(&records);
        let codes = self.codes()?;
        let word = &self.env.words.audit.worker;
        let damaged = |error: serde_json::Error| Error::Damaged(error.to_string());
        let mut all = Vec::with_capacity(records.len());
        for (id, record) in records {
            let kind = record.kind();
            let own = days.get(&id).filter(|_| kind == Kind::Person).cloned().unwrap_or_default();
            let stays = Stays { codes: codes.clone(), days: own.into_iter().collect() };
            let mut value = serde_json::to_value(&record).map_err(damaged)?;
            forget(kind, &mut value, &stays);
            let mut record = Record::read(kind, value).map_err(damaged)?;
            match &mut record {
                Record::Register(register) => {
                    register.audit_copy = true;
                    register.reading_logged = false;
                }
                Record::Person(person) => person.erased_on = person.erased_on.or(Some(self.env.today)),
                Record::Worker(worker) => *worker = unnamed(worker, id, word),
                _ => {}
            }
            all.push((id, record));
        }
        Ok(all)
    }
}

/// A worker by number, with what figures are counted by.
fn unnamed(worker: &Worker, id: Id, word: &str) -> Worker {
    Worker {
        surname: word.to_owned(),
        given: id.to_string(),
        role: worker.role,
        active_from: worker.active_from,
        active_to: worker.active_to,
        checked_on: worker.checked_on,
        ..Worker::default()
    }
}

/// For each person, the days of their participations and stays, on which a figure may ask for the age.
fn days(records: &[Numbered]) -> HashMap<Id, BTreeSet<NaiveDate>> {
    let mut person_of: HashMap<Id, Id> = HashMap::new();
    let mut days: HashMap<Id, BTreeSet<NaiveDate>> = HashMap::new();
    for (id, record) in records {
        let person = match record {
            Record::Participation(it) => *person_of.entry(*id).or_insert(it.person),
            Record::Stay(it) => person_of.get(&it.participation).copied().unwrap_or_default(),
            _ => continue,
        };
        let Ok(Value::Object(fields)) = serde_json::to_value(record) else { continue };
        let dates = fields.values().filter_map(|value| value.as_str()?.parse::<NaiveDate>().ok());
        days.entry(person).or_default().extend(dates);
    }
    days
}
