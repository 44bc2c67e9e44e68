//! What the decisions of a training register rested on: the files need not repeat what follows from the facts in them.

use std::collections::HashMap;

use crate::domain::{Change, Circumstance, Definition, Id, Participation, Person, Record, Stored, eligible};

/// Takes down with every decided application what is found on eligibility as of the day of its decision, as a form does.
///
/// The facts are those of the same save; an application whose person is in another one is left as it is.
pub(super) fn take_down(changes: &mut [Change], definitions: &HashMap<Id, Definition>) {
    let mut people: HashMap<Id, Person> = HashMap::new();
    let mut circumstances: HashMap<Id, Vec<Stored<Circumstance>>> = HashMap::new();
    for change in &*changes {
        match change {
            Change::Create(id, Record::Person(person)) => {
                people.insert(*id, person.clone());
            }
            Change::Create(id, Record::Circumstance(fact)) => {
                let stored = Stored { id: Id(-id.0), version: 1, record: fact.clone() };
                circumstances.entry(fact.person).or_default().push(stored);
            }
            _ => {}
        }
    }
    let found = |decided: &Participation| {
        let day = decided.ruled_on.filter(|_| decided.ruling.is_some())?;
        let facts = circumstances.get(&decided.person).map_or(&[][..], Vec::as_slice);
        let found = eligible(people.get(&decided.person)?, facts, definitions.get(&decided.programme)?, day);
        serde_json::to_string(&found).ok()
    };
    for change in changes {
        if let Change::Create(_, Record::Participation(decided)) = change {
            decided.ruling_basis = found(decided).unwrap_or_default();
        }
    }
}
