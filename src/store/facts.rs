//! The facts as the questions of `domain` want them, read kind by kind and put together in memory.

mod assemble;
mod beside;
mod meetings;
mod positions;
mod since;

use std::collections::HashMap;

use rusqlite::Transaction;

use super::{Store, error::Result};
use crate::domain::{Action, Attendance, Case, Circumstance, Facts, Id, Meeting, MeetingFacts, Participation, Stored};
use assemble::{Asked, Cases};
use meetings::Meetings;

impl Store {
    /// Everything about one programme, in all its editions; any of them may be given. Long texts are not read.
    pub fn facts(&self, programme: Id) -> Result<Facts> {
        // One transaction, so that a save in the middle is not half seen.
        let transaction = self.reading()?;
        let editions = self.editions(programme)?;
        let (cases, meetings) = self.beside(
            |connection| Meetings::read(connection, &editions),
            || {
                let mut cases = Cases::read(self, Asked::Editions(&editions))?;
                cases.complete()?;
                Ok(cases)
            },
        )?;
        let cases = cases.with(meetings.theirs);
        let mut facts = Facts {
            cases,
            workers: self.all()?,
            meetings: meetings.all,
            expected: meetings.expected,
            actions: self.select("WHERE participation IS NULL ORDER BY due_on, id", &[])?,
            hand_ins: self.hanging("programme", &editions, "handed_in_on, id")?,
            guides: self.hanging("programme", &editions, "name, language")?,
            ..Facts::default()
        };
        transaction.map_or(Ok(()), Transaction::commit)?;
        self.as_they_were(&mut facts);
        Ok(facts)
    }

    /// A transaction to read in; none within one that has begun already.
    fn reading(&self) -> Result<Option<Transaction<'_>>> {
        let begun = !self.connection.is_autocommit();
        Ok(if begun { None } else { Some(self.connection.unchecked_transaction()?) })
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

    /// Which worker was or is to be at which meeting.
    pub fn meetings_of_workers(&self) -> Result<Vec<(Id, Id)>> {
        let sql = "SELECT worker, meeting FROM attendance WHERE worker IS NOT NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let pairs = statement.query_map([], |row| Ok((Id(row.get(0)?), Id(row.get(1)?))))?;
        Ok(pairs.collect::<rusqlite::Result<_>>()?)
    }

    /// The participations of a person.
    pub fn participations_of(&self, person: Id) -> Result<Vec<Stored<Participation>>> {
        self.hanging("person", &[person], "id")
    }

    /// The participation of a programme with this number, if there is one.
    pub fn numbered(&self, programme: Id, number: i64) -> Result<Option<Stored<Participation>>> {
        let found: Vec<Stored<Participation>> = self.hanging("programme", &self.editions(programme)?, "id")?;
        Ok(found.into_iter().find(|row| row.record.number == number))
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
