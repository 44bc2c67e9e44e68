//! Sheets of what people are to each other: who cares for whom, who lives with whom; the other need not take part in anything.

use std::collections::HashMap;

use serde_json::Value;

use super::{
    Earlier, Filled, Intake, names,
    participations::{WHOSE, whose},
};
use crate::{
    domain::{Choice, Id, Person, Relation, RelationKind, Rule, Side, Stored, clean, fold},
    env::Env,
    exchange::Roll,
    forms::{Entry, FieldInfo, Opening, form},
    store::{Result, Store},
};

/// The relations in the register, and those whom one can be about.
pub(in crate::exchange) struct Relations {
    known: HashMap<Tie, Vec<Id>>,
    participants: Roll,
    people: Roll,
    /// The persons of the participations.
    persons: HashMap<Id, Id>,
}

/// Two people and what they are to each other, whichever of them it is seen from.
type Tie = (Id, Id, RelationKind);

impl Relations {
    pub(super) fn of(store: &Store, env: &Env) -> Result<Self> {
        let facts = store.facts(env.programme)?;
        let mut known: HashMap<Tie, Vec<Id>> = HashMap::new();
        for Stored { id, record: Relation { person, other, kind, .. }, .. } in store.all::<Relation>()? {
            known.entry(tie(person, other, kind)).or_default().push(id);
        }
        let persons = facts.cases.iter().map(|case| (case.id(), case.person.id)).collect();
        let people = Roll::of_people(&store.all::<Person>()?, &facts.cases);
        Ok(Self { known, participants: Roll::of_participants(&facts.cases), people, persons })
    }

    /// What a row ties together; nothing where it does not say whom, or names somebody new.
    fn tied(&self, row: &Filled<'_>) -> Option<Tie> {
        let said = fold(&clean(row.text("side")));
        let side = Side::ALL.iter().copied().find(|side| names(*side).contains(&said))?;
        let person = *self.persons.get(row.chosen(WHOSE).first()?)?;
        let other = row.chosen("other").first().copied()?;
        Some(match side {
            Side::CaresFor => tie(person, other, RelationKind::CaresFor),
            Side::CaredForBy => tie(other, person, RelationKind::CaresFor),
            Side::Household => tie(person, other, RelationKind::Household),
        })
    }
}

impl Intake for Relations {
    fn form(&self) -> &'static str {
        "relation"
    }

    fn further_fields(&self) -> Vec<FieldInfo> {
        vec![whose()]
    }

    fn blank(&self, _env: &Env) -> Value {
        Value::Null
    }

    fn base(&self, row: &Filled<'_>, _earlier: &Earlier, store: &Store, env: &Env) -> Result<Option<Value>> {
        let Some(participation) = row.chosen(WHOSE).first().copied() else { return Ok(None) };
        let existing = self.known(row, env).first().copied();
        let opening = Opening { existing, participation: Some(participation), ..Opening::default() };
        let form = form(self.form()).map(|form| form.open(store, &opening, env)).transpose()?;
        Ok(form.map(|filled| filled.base))
    }

    fn known(&self, row: &Filled<'_>, _env: &Env) -> Vec<Id> {
        self.tied(row).and_then(|tie| self.known.get(&tie)).cloned().unwrap_or_default()
    }

    /// Seen from the one or from the other it is the same.
    fn identity(&self, row: &Filled<'_>, _env: &Env) -> String {
        self.tied(row).map_or_else(|| self.says(row).join("|"), |tie| format!("{tie:?}"))
    }

    fn says(&self, row: &Filled<'_>) -> Vec<String> {
        let days = ["from", "to"].map(|field| clean(row.text(field)));
        let others = ["side", "other", "surname", "given"].map(|field| clean(row.text(field)));
        if self.tied(row).is_some() { days.into() } else { days.into_iter().chain(others).chain(whom(row)).collect() }
    }

    fn opening(&self, id: Id, row: &Filled<'_>) -> Opening {
        let participation = row.chosen(WHOSE).first().copied();
        Opening { existing: Some(id), participation, ..Opening::default() }
    }

    fn must_agree(&self, field: &str) -> bool {
        field != WHOSE
    }

    fn link(&self, field: &str, text: &str) -> Option<std::result::Result<Entry, Rule>> {
        let found = match field {
            WHOSE => self.participants.find(text),
            "other" => self.people.find(text),
            _ => return None,
        };
        Some(found.map(|id| Entry { text: clean(text), chosen: vec![(id, String::new())] }))
    }
}

/// Whom a row is about.
fn whom(row: &Filled<'_>) -> Option<String> {
    row.chosen(WHOSE).first().map(ToString::to_string)
}

/// The same for both of those who live together.
fn tie(person: Id, other: Id, kind: RelationKind) -> Tie {
    match kind {
        RelationKind::CaresFor => (person, other, kind),
        RelationKind::Household => (person.min(other), person.max(other), kind),
    }
}
