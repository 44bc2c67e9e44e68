//! The facts as the questions of `domain` want them, read kind by kind and put together in memory.

mod assemble;
mod meetings;
mod positions;
mod since;

use std::collections::HashMap;

use super::{Store, error::Result};
use crate::domain::{Action, Attendance, Case, Circumstance, Facts, Id, Meeting, MeetingFacts, Participation, Stored};
use assemble::{Asked, Cases};
use meetings::Meetings;

impl Store {
    /// Everything about one programme, in all its editions; any of them may be given. Long texts are not read.
    pub fn facts(&self, programme: Id) -> Result<Facts> {
        // One transaction, so that a save in the middle is not half seen.
        let transaction = self.connection.unchecked_transaction()?;
        let editions = self.editions(programme)?;
        let mut cases = Cases::read(self, Asked::Editions(&editions))?;
        cases.complete()?;
        let meetings = Meetings::read(self)?;
        meetings.give(self, &mut cases.all, &cases.positions)?;
        let meetings = meetings.of(&editions);
        let open: Vec<Id> = meetings.iter().filter(|row| row.record.result.is_none()).map(|row| row.id).collect();
        let mut facts = Facts {
            cases: cases.all,
            workers: self.all()?,
            meetings,
            without_result: self.attended(self.hanging("id", &open, "date, time, id")?, false)?,
            actions: self.select("WHERE participation IS NULL ORDER BY due_on, id", &[])?,
            hand_ins: self.hanging("programme", &editions, "handed_in_on, id")?,
            ..Facts::default()
        };
        transaction.commit()?;
        self.as_they_were(&mut facts);
        Ok(facts)
    }

    /// The participations with these numbers, each with everything about it, in the order of `ids`.
    pub fn cases(&self, ids: &[Id]) -> Result<Vec<Case>> {
        let mut cases = Cases::read(self, Asked::Numbers(ids))?;
        cases.complete()?;
        cases.meet()?;
        self.as_each_was(&mut cases.all)?;
        let mut cases: HashMap<Id, Case> = cases.all.into_iter().map(|case| (case.id(), case)).collect();
        Ok(ids.iter().filter_map(|id| cases.remove(id)).collect())
    }

    /// One participation with everything about it, if there is one.
    pub fn case(&self, id: Id) -> Result<Option<Case>> {
        Ok(self.cases(&[id])?.pop())
    }

    /// The meetings of a programme, in all its editions, with those who were there; by day.
    pub fn meetings(&self, programme: Id) -> Result<Vec<MeetingFacts>> {
        let meetings = self.hanging("programme", &self.editions(programme)?, "date, time, id")?;
        self.attended(self.held_or_ahead(meetings), true)
    }

    /// One meeting with those who were there, if there is one.
    pub fn meeting(&self, id: Id) -> Result<Option<MeetingFacts>> {
        Ok(self.attended(self.get(id)?.into_iter().collect(), false)?.pop())
    }

    /// The meetings of a participation, by day.
    pub fn meetings_of(&self, participation: Id) -> Result<Vec<Stored<Meeting>>> {
        let theirs = "WHERE id IN (SELECT meeting FROM attendance WHERE participation = ?1) ORDER BY date, time, id";
        Ok(self.held_or_ahead(self.select(theirs, &[&participation.0])?))
    }

    /// The numbers of the meetings of a worker, smallest first.
    pub fn meetings_of_worker(&self, worker: Id) -> Result<Vec<Id>> {
        let sql = "SELECT DISTINCT meeting FROM attendance WHERE worker = ?1 ORDER BY meeting";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map([worker.0], |row| row.get(0).map(Id))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// The participations of a person.
    pub fn participations_of(&self, person: Id) -> Result<Vec<Stored<Participation>>> {
        self.hanging("person", &[person], "id")
    }

    /// The circumstances of a person.
    pub fn circumstances_of(&self, person: Id) -> Result<Vec<Stored<Circumstance>>> {
        self.hanging("person", &[person], "since, id")
    }

    /// What a meeting decided.
    pub fn decisions(&self, meeting: Id) -> Result<Vec<Stored<Action>>> {
        self.hanging("meeting", &[meeting], "id")
    }

    /// Who was there, record by record.
    pub fn attendance(&self, meeting: Id) -> Result<Vec<Stored<Attendance>>> {
        self.hanging("meeting", &[meeting], "id")
    }

    /// The meetings with those who were there; `all` when these are all meetings.
    fn attended(&self, meetings: Vec<Stored<Meeting>>, all: bool) -> Result<Vec<MeetingFacts>> {
        let only: Option<Vec<Id>> = (!all).then(|| meetings.iter().map(|meeting| meeting.id).collect());
        let mut present: HashMap<Id, Vec<Attendance>> = HashMap::new();
        self.each_on("meeting", only.as_deref(), |row: Stored<Attendance>| {
            present.entry(row.record.meeting).or_default().push(row.record);
        })?;
        let facts = |meeting: Stored<Meeting>| {
            let present = present.remove(&meeting.id).unwrap_or_default();
            MeetingFacts {
                meeting,
                participations: present.iter().filter_map(|row| row.participation).collect(),
                workers: present.iter().filter_map(|row| row.worker).collect(),
                outside: present.into_iter().map(|row| row.outside).filter(|name| !name.is_empty()).collect(),
            }
        };
        Ok(meetings.into_iter().map(facts).collect())
    }
}
