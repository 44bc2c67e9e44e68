//! Facts of another day than today: what has happened since is taken out of all that is read, in this one place.

use std::collections::HashSet;

use super::super::{Store, error::Result};
use crate::domain::{Case, Facts, Id, Meeting, Since, Stored};

impl Store {
    /// Leaves out of all facts what has happened since a day; with none, they are all there again.
    pub const fn leave_out(&mut self, since: Option<Since>) {
        self.since = since;
    }

    /// A programme's facts on the day that is looked at.
    pub(super) fn as_they_were(&self, facts: &mut Facts) {
        if let Some(since) = self.since {
            since.take_from(facts);
        }
    }

    /// Participations on the day that is looked at.
    pub(super) fn as_each_was(&self, cases: &mut [Case]) -> Result<()> {
        let Some(since) = self.since else { return Ok(()) };
        let sql = "SELECT id FROM meeting WHERE date > ?1 AND date <= ?2";
        let days = [since.after.to_string(), since.until.to_string()];
        let mut statement = self.connection.prepare_cached(sql)?;
        let later: HashSet<Id> =
            statement.query_map(days, |row| row.get(0).map(Id))?.collect::<rusqlite::Result<_>>()?;
        for case in cases {
            since.take_from_case(case, &later);
        }
        Ok(())
    }

    /// The meetings that had been held on the day that is looked at, and those that still lie ahead.
    pub(super) fn held_or_ahead(&self, mut meetings: Vec<Stored<Meeting>>) -> Vec<Stored<Meeting>> {
        if let Some(since) = self.since {
            meetings.retain(|meeting| !since.has(meeting.record.date));
        }
        meetings
    }
}
