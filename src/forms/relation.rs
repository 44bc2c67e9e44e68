//! What a person is to another: who cares for whom, who lives with whom. The other need not take part in anything.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Draft, Field, Opening, Slot,
    days::{left_empty, to_come, too_early},
    erased::one_change,
    field::choice_slot,
    whose::Whose,
};
use crate::{
    domain::{Act, Change, Id, Kind, Leaning, Person, Problem, Relation, RelationKind, Rule, Side, Stored},
    env::Env,
    i18n::{Label, Words},
    store::{Result, Store},
};

/// A relation, new or to be corrected, seen from the person it was opened on; the other may be new to the register.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct RelationDraft {
    side: Option<Side>,
    other: Option<Id>,
    surname: String,
    given: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    whose: Whose,
    existing: Option<Stored<Relation>>,
}

impl Draft for RelationDraft {
    const NAME: &'static str = "relation";
    const ACT: Act = Act::Relation;
    const TITLE: Label = |w| &w.form.relation;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("side", |w| &w.field.relation, |w| &w.hint.relation, choice_slot!(Side, side)),
        Field::new("other", |w| &w.field.other_person, |w| &w.hint.other_person, Slot::Link(Kind::Person, |d| &mut d.other)),
        Field::new("surname", |w| &w.field.new_surname, |w| &w.hint.new_person, Slot::Text(80, |d| &mut d.surname)),
        Field::new("given", |w| &w.field.new_given, |w| &w.hint.new_person, Slot::Text(80, |d| &mut d.given)),
        Field::new("from", |w| &w.field.from, |w| &w.hint.from, Slot::Date(Leaning::Past, |d| &mut d.from)),
        Field::new("to", |w| &w.field.to, |w| &w.hint.to, Slot::Date(Leaning::Past, |d| &mut d.to)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<Relation>(id)).transpose()?;
        let on = Whose::participation(store, opening.participation, env.words)?;
        let Some(stored) = existing else { return Ok(Self { whose: on, ..Self::default() }) };
        let relation = stored.record.clone();
        let own = if relation.other == on.person { on.person } else { relation.person };
        let (side, other) = relation.seen_from(own);
        Ok(Self {
            side: Some(side),
            other: Some(other),
            from: relation.from,
            to: relation.to,
            whose: Whose::person(store, Some(own), env.words)?,
            existing: Some(stored),
            ..Self::default()
        })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let mut problems = to_come(&[("from", self.from), ("to", self.to)], env);
        problems.extend(too_early("to", self.to, self.from));
        problems.extend(left_empty(("surname", !self.surname.is_empty()), ("given", !self.given.is_empty())));
        match (self.other, self.surname.is_empty()) {
            (None, true) if self.given.is_empty() => problems.push(Problem::new("other", Rule::Missing)),
            (Some(_), false) => problems.push(Problem::new("surname", Rule::OnlyOne)),
            (Some(other), true) if other == self.whose.person => {
                problems.push(Problem::new("other", Rule::Oneself));
            }
            _ => {}
        }
        problems
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let Some(side) = self.side else { return Vec::new() };
        let mut changes = Vec::new();
        let other = self.other.unwrap_or(Id(-1));
        if self.other.is_none() {
            let person = Person { surname: self.surname.clone(), given: self.given.clone(), ..Person::default() };
            changes.push(Change::Create(Id(-1), person.into()));
        }
        let own = self.whose.person;
        // Those who live together stay in the order in which they stand, from whichever of them it is looked at.
        let is_other = self.existing.as_ref().is_some_and(|existing| existing.record.other == own);
        let (person, other, kind) = match side {
            Side::CaresFor => (own, other, RelationKind::CaresFor),
            Side::CaredForBy => (other, own, RelationKind::CaresFor),
            Side::Household if is_other => (other, own, RelationKind::Household),
            Side::Household => (own, other, RelationKind::Household),
        };
        let relation = Relation { person, other, kind, from: self.from, to: self.to };
        changes.extend(one_change(self.existing.as_ref(), relation));
        changes
    }

    fn about(&self, _words: &Words) -> String {
        self.whose.name.clone()
    }
}
