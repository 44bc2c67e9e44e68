//! A person with everything that would go along, were the person found to be somebody who is in the register already.

use std::collections::BTreeSet;

use super::{Store, error::Result};
use crate::domain::{Id, Kind, Person, Whole};

impl Store {
    /// The person with everything that links to the person or to one of the person's participations.
    pub fn whole(&self, person: Id) -> Result<Whole> {
        let participations: Vec<Id> = self.participations_of(person)?.iter().map(|row| row.id).collect();
        let mut hanging = Vec::new();
        for kind in Kind::ALL.iter().copied() {
            let mut found = BTreeSet::new();
            for (field, to) in kind.links() {
                match to {
                    Kind::Person => found.extend(self.linking(kind, field, &[person])?),
                    Kind::Participation => found.extend(self.linking(kind, field, &participations)?),
                    _ => {}
                }
            }
            for id in found {
                hanging.extend(self.record(kind, id)?);
            }
        }
        Ok(Whole { person: self.expect::<Person>(person)?, hanging })
    }
}
