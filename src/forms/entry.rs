//! The entry: a participant begins a stay, with a support worker.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Draft, Field, Opening, Slot, erased::one_change, field::choice_slot};
use crate::{
    domain::{
        Act, Assignment, Case, Change, Id, Kind, Labour, Leaning, Livelihood, Moment, Participation, Problem, Rule,
        Status, Stay, Stored,
    },
    env::Env,
    i18n::{Label, Words},
    store::{Result, Store},
};

/// A stay that begins, or whose beginning is corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct EntryDraft {
    entered_on: Option<NaiveDate>,
    worker: Option<Id>,
    labour: Option<Labour>,
    livelihood: Option<Livelihood>,
    case: Option<Case>,
    existing: Option<Stored<Stay>>,
}

impl Draft for EntryDraft {
    const NAME: &'static str = "entry";
    const ACT: Act = Act::Entry;
    const TITLE: Label = |w| &w.form.entry;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("entered-on", |w| &w.field.entered_on, |w| &w.hint.entered_on, Slot::Date(Leaning::Past, |d| &mut d.entered_on)),
        Field::new("worker", |w| &w.field.worker, |w| &w.hint.worker, Slot::Link(Kind::Worker, |d| &mut d.worker)),
        Field::new("labour", |w| &w.field.labour_at_entry, |w| &w.hint.labour, choice_slot!(Labour, labour)),
        Field::new("livelihood", |w| &w.field.livelihood_at_entry, |w| &w.hint.livelihood, choice_slot!(Livelihood, livelihood)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<Stay>(id)).transpose()?;
        let participation = existing.as_ref().map(|stay| stay.record.participation).or(opening.participation);
        let case = participation.map(|id| store.case(id)).transpose()?.flatten();
        let entered_on = existing.as_ref().map_or(env.today, |stay| stay.record.entered_on);
        let at_entry = case.as_ref().and_then(|case| at_entry(case, entered_on)).map(|status| status.record.clone());
        let worker = case.as_ref().and_then(|case| crate::domain::current_worker(case, entered_on));
        Ok(Self {
            entered_on: Some(entered_on),
            worker,
            labour: at_entry.as_ref().and_then(|status| status.labour),
            livelihood: at_entry.as_ref().and_then(|status| status.livelihood),
            case,
            existing,
        })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let (Some(day), Some(case)) = (self.entered_on, &self.case) else { return Vec::new() };
        let own = self.existing.as_ref().map(|stay| stay.id);
        let ended = self.existing.as_ref().and_then(|stay| stay.record.exited_on);
        let others = case.stays.iter().map(|facts| &facts.stay).filter(|stay| Some(stay.id) != own);
        let mut problems = Vec::new();
        for stay in others {
            match stay.record.exited_on {
                // A stay that was over before is none of its business.
                None if ended.is_some_and(|end| end <= stay.record.entered_on) => {}
                None => problems.push(Problem::new("entered-on", Rule::AlreadyEntered(stay.record.entered_on))),
                Some(exit) if stay.record.entered_on <= day && day < exit => {
                    problems.push(Problem::new("entered-on", Rule::OverlapsStay(exit)));
                }
                Some(_) => {}
            }
        }
        if day > env.today {
            problems.push(Problem::new("entered-on", Rule::InTheFuture));
        }
        if let Some(applied) = case.participation.record.applied_on.filter(|applied| day < *applied) {
            problems.push(Problem::new("entered-on", Rule::BeforeApplication(applied)));
        }
        if let Some(exit) = ended.filter(|exit| day > *exit) {
            problems.push(Problem::new("entered-on", Rule::AfterEnd(exit)));
        }
        problems.truncate(1);
        problems
    }

    fn changes(&self, env: &Env) -> Vec<Change> {
        let (Some(day), Some(case)) = (self.entered_on, &self.case) else { return Vec::new() };
        let participation = case.id();
        let stay = match &self.existing {
            Some(stored) => Stay { entered_on: day, ..stored.record.clone() },
            None => {
                Stay { participation, entered_on: day, exited_on: None, exit_reason: None, exit_note: String::new() }
            }
        };
        let mut changes = one_change(self.existing.as_ref(), stay);
        if let Some(worker) = self.worker.filter(|worker| crate::domain::current_worker(case, day) != Some(*worker)) {
            changes.push(Change::Create(Id(-1), Assignment { participation, worker, from: day, to: None }.into()));
        }
        let old = self.existing.as_ref().and_then(|stay| at_entry(case, stay.record.entered_on));
        let noted = old.map_or_else(|| Status::on(participation, day, Moment::Entry), |old| old.record.clone());
        let status = Status { date: day, labour: self.labour, livelihood: self.livelihood, ..noted };
        if old.is_some() || self.labour.is_some() || self.livelihood.is_some() {
            changes.extend(one_change(old, status));
        }
        changes.extend(self.keep_edition(case, day, env));
        changes
    }

    fn about(&self, words: &Words) -> String {
        self.case.as_ref().map(|case| words.participant(case)).unwrap_or_default()
    }

    fn participation(&self) -> Option<Id> {
        self.case.as_ref().map(Case::id)
    }
}

impl EntryDraft {
    /// Lets the participation keep to the edition that holds on the day of its first entry; one that was moved to another on
    /// purpose stays there.
    fn keep_edition(&self, case: &Case, day: NaiveDate, env: &Env) -> Option<Change> {
        let stored = &case.participation;
        let held = |day| env.definition.on(day).edition().id;
        let follows = match (&self.existing, &case.stays[..]) {
            (None, []) => true,
            (Some(first), [only]) => {
                first.id == only.stay.id && stored.record.programme == held(first.record.entered_on)
            }
            _ => false,
        };
        let programme = held(day);
        (follows && programme != stored.record.programme).then(|| {
            let kept = Participation { programme, ..stored.record.clone() };
            Change::Update(stored.id, stored.version, kept.into())
        })
    }
}

/// The status noted at the entry of this day.
fn at_entry(case: &Case, day: NaiveDate) -> Option<&Stored<Status>> {
    case.statuses.iter().find(|status| status.record.moment == Moment::Entry && status.record.date == day)
}
