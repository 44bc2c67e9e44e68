//! A spell of work, study or a measure.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Draft, Field, Opening, Slot,
    days::{to_come, too_early},
    erased::one_change,
    field::choice_slot,
};
use crate::{
    domain::{Act, Answer, Change, Id, Kind, Leaning, Problem, Spell, SpellKind, Stored},
    env::Env,
    i18n::{Label, Words},
    store::{Result, Store},
};

/// A spell, new or to be corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct SpellDraft {
    kind: Option<SpellKind>,
    employer: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    probation_ends_on: Option<NaiveDate>,
    evidence: String,
    qualified_on: Option<NaiveDate>,
    percent: Option<i64>,
    supported: Option<Answer>,
    participation: Id,
    existing: Option<Stored<Spell>>,
    about: String,
}

impl Draft for SpellDraft {
    const NAME: &'static str = "spell";
    const ACT: Act = Act::Spell;
    const TITLE: Label = |w| &w.form.spell;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("kind", |w| &w.field.kind, |w| &w.hint.spell_kind, choice_slot!(SpellKind, kind)),
        Field::new("employer", |w| &w.field.employer, |w| &w.hint.employer, Slot::Text(120, |d| &mut d.employer)),
        Field::needed("from", |w| &w.field.from, |w| &w.hint.from, Slot::Date(Leaning::Past, |d| &mut d.from)),
        Field::new("to", |w| &w.field.to, |w| &w.hint.to, Slot::Date(Leaning::Past, |d| &mut d.to)),
        Field::new("probation-ends-on", |w| &w.field.probation_ends_on, |w| &w.hint.probation_ends_on, Slot::Date(Leaning::Future, |d| &mut d.probation_ends_on)),
        Field::new("percent", |w| &w.field.percent, |w| &w.hint.percent, Slot::Number(100, |d| &mut d.percent)),
        Field::new("supported", |w| &w.field.supported, |w| &w.hint.supported, choice_slot!(Answer, supported)),
        Field::new("qualified-on", |w| &w.field.qualified_on, |w| &w.hint.qualified_on, Slot::Date(Leaning::Past, |d| &mut d.qualified_on)),
        Field::new("evidence", |w| &w.field.evidence, |w| &w.hint.evidence, Slot::Text(200, |d| &mut d.evidence)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<Spell>(id)).transpose()?;
        let participation =
            existing.as_ref().map(|spell| spell.record.participation).or(opening.participation).unwrap_or_default();
        let about = super::erased::name_of(store, Kind::Participation, participation, env.words);
        let Some(stored) = existing else {
            return Ok(Self {
                kind: Some(SpellKind::Work),
                from: Some(env.today),
                participation,
                about,
                ..Self::default()
            });
        };
        let spell = stored.record.clone();
        Ok(Self {
            kind: Some(spell.kind),
            employer: spell.employer,
            from: Some(spell.from),
            to: spell.to,
            probation_ends_on: spell.probation_ends_on,
            evidence: spell.evidence,
            qualified_on: spell.qualified_on,
            percent: spell.percent,
            supported: spell.supported,
            participation,
            existing: Some(stored),
            about,
        })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let ends =
            [("to", self.to), ("probation-ends-on", self.probation_ends_on), ("qualified-on", self.qualified_on)];
        let early = ends.into_iter().filter_map(|(field, day)| too_early(field, day, self.from));
        early.chain(to_come(&[("qualified-on", self.qualified_on)], env)).collect()
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let (Some(kind), Some(from)) = (self.kind, self.from) else { return Vec::new() };
        let spell = Spell {
            participation: self.participation,
            kind,
            employer: self.employer.clone(),
            from,
            to: self.to,
            probation_ends_on: self.probation_ends_on,
            evidence: self.evidence.clone(),
            qualified_on: self.qualified_on,
            percent: self.percent,
            supported: self.supported,
        };
        one_change(self.existing.as_ref(), spell)
    }

    fn about(&self, _words: &Words) -> String {
        self.about.clone()
    }

    fn participation(&self) -> Option<Id> {
        Some(self.participation)
    }
}
