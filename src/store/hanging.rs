//! A person with everything that would go along, were the person found to be somebody who is in the register already.

use std::collections::BTreeSet;

use super::{Store, error::Result, read::numbers};
use crate::domain::{Id, Kind, Person, Whole};

impl Store {
    /// The person with everything that links to the person or to one of the person's participations.
    pub fn whole(&self, person: Id) -> Result<Whole> {
        let participations: Vec<Id> = self.participations_of(person)?.iter().map(|row| row.id).collect();
        let mut hanging = Vec::new();
        for kind in Kind::ALL.iter().copied() {
            for id in self.linking(kind, person, &participations)? {
                hanging.extend(self.record(kind, id)?);
            }
        }
        Ok(Whole { person: self.expect::<Person>(person)?, hanging })
    }

    fn linking(&self, kind: Kind, person: Id, participations: &[Id]) -> Result<BTreeSet<Id>> {
        let mut found = BTreeSet::new();
        for (field, to) in kind.links() {
            let parents = match to {
                Kind::Person => numbers(&[person]),
                Kind::Participation => numbers(participations),
                _ => continue,
            };
            let sql =
                format!("SELECT id FROM \"{}\" WHERE \"{field}\" IN (SELECT value FROM json_each(?1))", kind.name());
            let mut statement = self.connection.prepare_cached(&sql)?;
            let ids = statement.query_map([parents], |row| row.get(0).map(Id))?;
            found.extend(ids.collect::<rusqlite::Result<Vec<Id>>>()?);
        }
        Ok(found)
    }
}
