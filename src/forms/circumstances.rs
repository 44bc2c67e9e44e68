//! The questions about a person's circumstances as the registration asks them, and the records they amount to.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{Answer, Change, Choice, Circumstance, CircumstanceKind, Id, Kind, Stored};

/// The answers to the questions; none where a question was not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Circumstances {
    answers: BTreeMap<CircumstanceKind, Answer>,
    pub(super) out_of_work_since: Option<NaiveDate>,
    pub(super) registered_since: Option<NaiveDate>,
    /// The records behind the answers.
    existing: Vec<Stored<Circumstance>>,
}

impl Circumstances {
    /// The answers that these records give; the newest record of each kind counts.
    pub(super) fn of(existing: Vec<Stored<Circumstance>>) -> Self {
        let newest: BTreeMap<CircumstanceKind, &Circumstance> =
            existing.iter().map(|row| (row.record.kind, &row.record)).collect();
        let since = |kind| newest.get(&kind).and_then(|record| record.since);
        Self {
            answers: newest.iter().map(|(kind, record)| (*kind, record.answer)).collect(),
            out_of_work_since: since(CircumstanceKind::OutOfWork),
            registered_since: since(CircumstanceKind::RegisteredUnemployed),
            existing,
        }
    }

    /// What was answered.
    pub(super) fn answer(&self, kind: CircumstanceKind) -> Option<Answer> {
        // Who says since when something has held has thereby said that it does.
        self.answers.get(&kind).copied().or_else(|| self.since(kind).map(|_| Answer::Yes))
    }

    /// Takes an answer, or takes it back.
    pub(super) fn put(&mut self, kind: CircumstanceKind, answer: Option<Answer>) {
        match answer {
            Some(answer) => self.answers.insert(kind, answer),
            None => self.answers.remove(&kind),
        };
    }

    /// The day that stands in the form.
    const fn since(&self, kind: CircumstanceKind) -> Option<NaiveDate> {
        match kind {
            CircumstanceKind::OutOfWork => self.out_of_work_since,
            CircumstanceKind::RegisteredUnemployed => self.registered_since,
            _ => None,
        }
    }

    /// What changes in the records of this person.
    pub(super) fn changes(&self, person: Id) -> Vec<Change> {
        let kinds = CircumstanceKind::ALL.iter().zip(1..);
        kinds.filter_map(|(kind, place)| self.change(person, *kind, Id(-place))).collect()
    }

    /// The records as they are once the changes are saved.
    pub(super) fn afterwards(&self, person: Id) -> Vec<Stored<Circumstance>> {
        let mut rows = self.existing.clone();
        for change in self.changes(person) {
            match change {
                Change::Create(id, crate::domain::Record::Circumstance(record)) => {
                    rows.push(Stored { id, version: 1, record });
                }
                Change::Update(id, _, crate::domain::Record::Circumstance(record)) => {
                    rows.iter_mut().filter(|row| row.id == id).for_each(|row| row.record = record.clone());
                }
                Change::Delete(id, ..) => rows.retain(|row| row.id != id),
                Change::Create(..) | Change::Update(..) => {}
            }
        }
        rows
    }

    fn change(&self, person: Id, kind: CircumstanceKind, stand_in: Id) -> Option<Change> {
        let old = self.existing.iter().rev().find(|row| row.record.kind == kind);
        match (old, self.answer(kind)) {
            (None, None) => None,
            (None, Some(answer)) => {
                let since = self.since(kind);
                Some(Change::Create(stand_in, Circumstance { person, kind, answer, since, until: None }.into()))
            }
            (Some(old), None) => Some(Change::Delete(old.id, old.version, Kind::Circumstance)),
            (Some(old), Some(answer)) => {
                // Where the form asks for no day, the record keeps the one it has.
                let since = if asks_since(kind) { self.since(kind) } else { old.record.since };
                let record = Circumstance { answer, since, ..old.record.clone() };
                (record != old.record).then(|| Change::Update(old.id, old.version, record.into()))
            }
        }
    }
}

/// Whether the form asks since when it holds.
const fn asks_since(kind: CircumstanceKind) -> bool {
    matches!(kind, CircumstanceKind::OutOfWork | CircumstanceKind::RegisteredUnemployed)
}
