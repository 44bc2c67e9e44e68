//! A meeting: what took place or is planned, who was there, and the decision it came to.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{Draft, Field, ItemList, Opening, Slot, erased::one_change, field::choice_slot};
use crate::{
    domain::{
        Act, Action, Attendance, Change, Id, Kind, Leaning, Meeting, MeetingKind, MeetingResult, Problem, Rule, Stored,
        Worker,
    },
    env::Env,
    i18n::Label,
    store::{Result, Store},
};

/// A meeting, new or to be corrected, with one decision to go with it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MeetingDraft {
    /// The day.
    pub date: Option<NaiveDate>,
    /// The hour.
    pub time: Option<NaiveTime>,
    /// The length.
    pub minutes: Option<i64>,
    /// The sort.
    pub kind: Option<MeetingKind>,
    /// What became of it.
    pub result: Option<MeetingResult>,
    /// Where.
    pub place: String,
    /// The participations whose participants were there.
    pub participants: Vec<Id>,
    /// The workers who were there.
    pub workers: Vec<Id>,
    /// Others who were there.
    pub outside: String,
    /// What was said.
    pub notes: String,
    /// The id of the service component.
    pub component: String,
    decision: String,
    decision_worker: Option<Id>,
    decision_due: Option<NaiveDate>,
    existing: Option<Stored<Meeting>>,
    attendance: Vec<Stored<Attendance>>,
}

impl Draft for MeetingDraft {
    const NAME: &'static str = "meeting";
    const ACT: Act = Act::Meeting;
    const TITLE: Label = |w| &w.form.meeting;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::new("participants", |w| &w.field.participants, |w| &w.hint.participants, Slot::Links(Kind::Participation, |d| &mut d.participants)),
        Field::needed("date", |w| &w.field.date, |w| &w.hint.date, Slot::Date(Leaning::Past, |d| &mut d.date)),
        Field::new("time", |w| &w.field.time, |w| &w.hint.time, Slot::Time(|d| &mut d.time)),
        Field::new("minutes", |w| &w.field.minutes, |w| &w.hint.minutes, Slot::Minutes(|d| &mut d.minutes)),
        Field::needed("kind", |w| &w.field.kind, |w| &w.hint.meeting_kind, choice_slot!(MeetingKind, kind)),
        Field::new("component", |w| &w.field.component, |w| &w.hint.component, Slot::Item(ItemList::Components, |d| &mut d.component)),
        Field::new("result", |w| &w.field.result, |w| &w.hint.meeting_result, choice_slot!(MeetingResult, result)),
        Field::new("workers", |w| &w.field.workers, |w| &w.hint.workers, Slot::Links(Kind::Worker, |d| &mut d.workers)),
        Field::new("outside", |w| &w.field.outside, |w| &w.hint.outside, Slot::Text(200, |d| &mut d.outside)),
        Field::new("place", |w| &w.field.place, |w| &w.hint.place, Slot::Text(120, |d| &mut d.place)),
        Field::new("notes", |w| &w.field.notes, |w| &w.hint.notes, Slot::Notes(|d| &mut d.notes)),
        Field::new("decision", |w| &w.field.decision, |w| &w.hint.decision, Slot::Text(300, |d| &mut d.decision)),
        Field::new("decision-worker", |w| &w.field.decision_worker, |w| &w.hint.decision_worker, Slot::Link(Kind::Worker, |d| &mut d.decision_worker)),
        Field::new("decision-due", |w| &w.field.decision_due, |w| &w.hint.decision_due, Slot::Date(Leaning::Future, |d| &mut d.decision_due)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        match opening.existing.map(|id| store.meeting(id)).transpose()?.flatten() {
            Some(facts) => Ok(Self {
                attendance: store.attendance(facts.meeting.id)?,
                participants: facts.participations,
                workers: facts.workers,
                outside: facts.outside.join("; "),
                ..Self::of(facts.meeting)
            }),
            None => Self::blank(store, opening, env),
        }
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.date.is_some_and(|day| day > env.today)
            && self.result.is_some_and(|result| result != MeetingResult::Cancelled)
        {
            problems.push(Problem::new("date", Rule::InTheFuture));
        }
        let with_participant = !matches!(self.kind, None | Some(MeetingKind::WorkMeeting | MeetingKind::Group));
        if with_participant && self.participants.is_empty() {
            problems.push(Problem::new("participants", Rule::Missing));
        }
        if self.decision.is_empty() && (self.decision_due.is_some() || self.decision_worker.is_some()) {
            problems.push(Problem::new("decision", Rule::Missing));
        }
        problems
    }

    fn changes(&self, env: &Env) -> Vec<Change> {
        let (Some(date), Some(kind)) = (self.date, self.kind) else { return Vec::new() };
        let meeting = Meeting {
            programme: env.programme,
            date,
            time: self.time,
            minutes: self.minutes,
            kind,
            result: self.result,
            place: self.place.clone(),
            notes: self.notes.clone(),
            component: self.component.clone(),
        };
        let id = self.existing.as_ref().map_or(Id(-1), |stored| stored.id);
        let mut changes = one_change(self.existing.as_ref(), meeting);
        changes.extend(self.attendance_changes(id));
        if !self.decision.is_empty() {
            let only = if let [one] = self.participants[..] { Some(one) } else { None };
            let action = Action {
                participation: only,
                meeting: Some(id),
                text: self.decision.clone(),
                worker: self.decision_worker,
                due_on: self.decision_due,
                ..Action::default()
            };
            changes.push(Change::Create(Id(-1), action.into()));
        }
        changes
    }

    fn participation(&self) -> Option<Id> {
        self.participants.first().copied()
    }
}

impl MeetingDraft {
    fn of(stored: Stored<Meeting>) -> Self {
        let meeting = stored.record.clone();
        Self {
            date: Some(meeting.date),
            time: meeting.time,
            minutes: meeting.minutes,
            kind: Some(meeting.kind),
            result: meeting.result,
            place: meeting.place,
            notes: meeting.notes,
            component: meeting.component,
            existing: Some(stored),
            ..Self::default()
        }
    }

    /// A new meeting: today, held, with the participant and the worker it was opened on.
    fn blank(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let case = opening.participation.map(|id| store.case(id)).transpose()?.flatten();
        let worker =
            opening.worker.or_else(|| case.as_ref().and_then(|case| crate::domain::current_worker(case, env.today)));
        let me =
            store.all::<Worker>()?.into_iter().find(|worker| worker.record.login == env.user).map(|worker| worker.id);
        Ok(Self {
            date: Some(env.today),
            kind: opening.participation.map(|_| MeetingKind::Talk),
            result: Some(MeetingResult::Held),
            participants: opening.participation.into_iter().collect(),
            workers: worker.or(me).into_iter().collect(),
            ..Self::default()
        })
    }

    /// Who comes to the list of those present, and who goes from it.
    fn attendance_changes(&self, meeting: Id) -> Vec<Change> {
        let outside: Vec<String> =
            self.outside.split(';').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        let none = Attendance { meeting, participation: None, worker: None, outside: String::new() };
        let wanted: Vec<Attendance> = (self.participants.iter())
            .map(|id| Attendance { participation: Some(*id), ..none.clone() })
            .chain(self.workers.iter().map(|id| Attendance { worker: Some(*id), ..none.clone() }))
            .chain(outside.into_iter().map(|name| Attendance { outside: name, ..none.clone() }))
            .collect();
        let known: BTreeSet<usize> =
            self.attendance.iter().filter_map(|row| wanted.iter().position(|want| *want == row.record)).collect();
        let gone = self.attendance.iter().filter(|row| !wanted.contains(&row.record));
        let mut changes: Vec<Change> = gone.map(|row| Change::Delete(row.id, row.version, Kind::Attendance)).collect();
        let new = wanted.into_iter().enumerate().filter(|(place, _)| !known.contains(place));
        changes.extend(new.map(|(place, row)| Change::Create(Id(-1 - place as i64), row.into())));
        changes
    }
}
