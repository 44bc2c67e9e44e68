//! The questions about a person's circumstances as a form asks them, and the records they amount to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{Answer, Change, Circumstance, CircumstanceKind, Id, Stored};

/// The answers to the questions; none where a question was not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Circumstances {
    pub(super) out_of_work: Option<Answer>,
    pub(super) out_of_work_since: Option<NaiveDate>,
    pub(super) lone_parent: Option<Answer>,
    pub(super) subsistence_benefit: Option<Answer>,
    pub(super) released_from_prison: Option<Answer>,
    /// The records behind the answers.
    existing: Vec<Stored<Circumstance>>,
}

impl Circumstances {
    /// The answers that these records give; the newest record of each kind counts.
    pub(super) fn of(existing: Vec<Stored<Circumstance>>) -> Self {
        let newest = |kind| existing.iter().rev().map(|row| &row.record).find(|record| record.kind == kind);
        let answer = |kind| newest(kind).map(|record: &Circumstance| record.answer);
        Self {
            out_of_work: answer(CircumstanceKind::OutOfWork),
            out_of_work_since: newest(CircumstanceKind::OutOfWork).and_then(|record| record.since),
            lone_parent: answer(CircumstanceKind::LoneParent),
            subsistence_benefit: answer(CircumstanceKind::SubsistenceBenefit),
            released_from_prison: answer(CircumstanceKind::ReleasedFromPrison),
            existing,
        }
    }

    /// What changes in the records of this person.
    pub(super) fn changes(&self, person: Id) -> Vec<Change> {
        // Who says since when there has been no work has thereby said that there is none.
        let out_of_work = self.out_of_work.or(self.out_of_work_since.map(|_| Answer::Yes));
        [
            (CircumstanceKind::OutOfWork, out_of_work, self.out_of_work_since),
            (CircumstanceKind::LoneParent, self.lone_parent, None),
            (CircumstanceKind::SubsistenceBenefit, self.subsistence_benefit, None),
            (CircumstanceKind::ReleasedFromPrison, self.released_from_prison, None),
        ]
        .into_iter()
        .zip(1..)
        .filter_map(|((kind, answer, since), place)| self.change(person, kind, answer, since, Id(-place)))
        .collect()
    }

    fn change(
        &self,
        person: Id,
        kind: CircumstanceKind,
        answer: Option<Answer>,
        since: Option<NaiveDate>,
        stand_in: Id,
    ) -> Option<Change> {
        let old = self.existing.iter().rev().find(|row| row.record.kind == kind);
        match (old, answer) {
            (None, None) => None,
            (None, Some(answer)) => {
                Some(Change::Create(stand_in, Circumstance { person, kind, answer, since, until: None }.into()))
            }
            (Some(old), None) => Some(Change::Delete(old.id, old.version, crate::domain::Kind::Circumstance)),
            (Some(old), Some(answer)) => {
                // Only the out-of-work question asks for a day; the others keep the one they have.
                let since = if kind == CircumstanceKind::OutOfWork { since } else { old.record.since };
                let record = Circumstance { answer, since, ..old.record.clone() };
                (record != old.record).then(|| Change::Update(old.id, old.version, record.into()))
            }
        }
    }
}
