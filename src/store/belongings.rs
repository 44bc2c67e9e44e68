//! Which records make up the history of another: everything that hangs on a participation, also what was removed since.

use std::collections::{BTreeMap, BTreeSet};

use super::{Store, error::Result, read::numbers};
use crate::domain::{Id, Kind, Participation};

/// Records, by kind.
type Records = BTreeMap<Kind, BTreeSet<Id>>;

impl Store {
    /// The record itself and all that belongs to it: of a participation its person, stays, meetings and everything else that
    /// hangs on them; of a meeting who was there and what was decided; of a worker their assignments.
    pub fn belongings(&self, kind: Kind, id: Id) -> Result<Vec<(Kind, Id)>> {
        let mut found = Records::from([(kind, BTreeSet::from([id]))]);
        if kind == Kind::Participation {
            found.insert(Kind::Person, self.people_of(id)?);
        }
        // Parents come before children, so that one walk finds everything.
        for child in Kind::ALL.iter().copied().filter(|child| *child != kind && *child != Kind::Person) {
            for (field, parent) in child.links().iter().copied().filter(|(_, parent)| belongs(kind, child, *parent)) {
                let parents: Vec<Id> = found.get(&parent).into_iter().flatten().copied().collect();
                if !parents.is_empty() {
                    let theirs = self.with_link(child, field, &parents)?;
                    found.entry(child).or_default().extend(theirs);
                }
            }
        }
        if kind == Kind::Participation {
            let attended: Vec<Id> = found.get(&Kind::Attendance).into_iter().flatten().copied().collect();
            found.entry(Kind::Meeting).or_default().extend(self.linked_from(Kind::Attendance, "meeting", &attended)?);
        }
        Ok(found.into_iter().flat_map(|(kind, ids)| ids.into_iter().map(move |id| (kind, id))).collect())
    }

    /// The person of a participation, also of one that is gone.
    fn people_of(&self, participation: Id) -> Result<BTreeSet<Id>> {
        let standing = self.get::<Participation>(participation)?.map(|stored| stored.record.person);
        match standing {
            Some(person) => Ok(BTreeSet::from([person])),
            None => self.linked_from(Kind::Participation, "person", &[participation]),
        }
    }

    /// The records of a kind that link to one of these, or did when they were removed.
    fn with_link(&self, kind: Kind, field: &str, to: &[Id]) -> Result<BTreeSet<Id>> {
        let mut found = self.linking(kind, field, to)?;
        found.extend(self.ids(
            &format!(
                "SELECT c.record FROM image i JOIN change c ON c.seq = i.change WHERE i.after IS NULL
                   AND c.kind = '{}' AND json_extract(i.before, '$.{field}') IN (SELECT value FROM json_each(?1))",
                kind.name()
            ),
            to,
        )?);
        Ok(found)
    }

    /// The records of a kind that link to one of these.
    pub(super) fn linking(&self, kind: Kind, field: &str, to: &[Id]) -> Result<BTreeSet<Id>> {
        let kind = kind.name();
        self.ids(&format!("SELECT id FROM \"{kind}\" WHERE \"{field}\" IN (SELECT value FROM json_each(?1))"), to)
    }

    fn ids(&self, sql: &str, of: &[Id]) -> Result<BTreeSet<Id>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map([numbers(of)], |row| row.get(0).map(Id))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// The records to which these ever linked.
    fn linked_from(&self, kind: Kind, field: &str, from: &[Id]) -> Result<BTreeSet<Id>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT DISTINCT json_extract(coalesce(i.after, i.before), '$.{field}') FROM change c
             JOIN image i ON i.change = c.seq
             WHERE c.kind = '{}' AND c.record IN (SELECT value FROM json_each(?1))",
            kind.name()
        ))?;
        let ids = statement.query_map([numbers(from)], |row| row.get::<_, Option<i64>>(0))?;
        Ok(ids.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().map(Id).collect())
    }
}

/// Whether a record of the kind `child` that links to one of the kind `parent` belongs to the history of a `root`.
fn belongs(root: Kind, child: Kind, parent: Kind) -> bool {
    match root {
        Kind::Participation => {
            child != Kind::Participation
                && matches!(parent, Kind::Participation | Kind::Person | Kind::Stay | Kind::Plan | Kind::Goal)
        }
        Kind::Meeting => parent == Kind::Meeting,
        Kind::Worker => (child, parent) == (Kind::Assignment, Kind::Worker),
        Kind::Plan => parent == Kind::Plan,
        Kind::Stay => parent == Kind::Stay,
        _ => false,
    }
}
