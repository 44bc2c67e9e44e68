//! The hand-over: a participant gets another worker from a day on; the history stays.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Draft, Field, Opening, Slot};
use crate::{
    domain::{Act, Assignment, Case, Change, Id, Kind, Leaning, Problem, Rule, current_stay},
    env::Env,
    i18n::{Label, Words},
    store::{Result, Store},
};

/// A hand-over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct AssignmentDraft {
    worker: Option<Id>,
    from: Option<NaiveDate>,
    case: Option<Case>,
}

impl Draft for AssignmentDraft {
    const NAME: &'static str = "assignment";
    const ACT: Act = Act::Assignment;
    const TITLE: Label = |w| &w.form.assignment;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("worker", |w| &w.field.new_worker, |w| &w.hint.worker, Slot::Link(Kind::Worker, |d| &mut d.worker)),
        Field::needed("from", |w| &w.field.from, |w| &w.hint.from, Slot::Date(Leaning::Past, |d| &mut d.from)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let case = opening.participation.map(|id| store.case(id)).transpose()?.flatten();
        Ok(Self { worker: None, from: Some(env.today), case })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let (Some(from), Some(case)) = (self.from, &self.case) else { return Vec::new() };
        let lasting = case.assignments.iter().filter(|row| row.record.to.is_none()).map(|row| row.record.from).max();
        let entered = current_stay(case, env.today).map(|facts| facts.stay.record.entered_on);
        let earliest = lasting.max(entered);
        let early = earliest.filter(|earliest| from < *earliest);
        early.map(|earliest| Problem::new("from", Rule::BeforeBeginning(earliest))).into_iter().collect()
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let (Some(worker), Some(from), Some(case)) = (self.worker, self.from, &self.case) else { return Vec::new() };
        let ended = case.assignments.iter().filter(|row| row.record.to.is_none() && row.record.worker != worker);
        let mut changes: Vec<Change> = ended
            .map(|row| {
                // The old worker's last day is the day before, or the same day where the old one began on it.
                let to = Some((from - chrono::Days::new(1)).max(row.record.from));
                Change::Update(row.id, row.version, Assignment { to, ..row.record.clone() }.into())
            })
            .collect();
        if !case.assignments.iter().any(|row| row.record.to.is_none() && row.record.worker == worker) {
            let record = Assignment { participation: case.id(), worker, from, to: None };
            changes.push(Change::Create(Id(-1), record.into()));
        }
        changes
    }

    fn about(&self, words: &Words) -> String {
        self.case.as_ref().map(|case| words.participant(case)).unwrap_or_default()
    }
}
