//! An assessment: one value on one scale, on a day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Draft, Field, ItemList, Opening, Slot, days::to_come, erased::one_change, field::choice_slot, whose::Whose,
};
use crate::{
    domain::{Act, Assessment, Change, Choice, Id, Leaning, Problem, Rater, Rule, Scale, Stored},
    env::Env,
    i18n::{Label, Words},
    store::{Result, Store},
};

/// The highest value on any scale.
const HIGHEST: i64 = Scale::Who5.highest();

/// An assessment, new or to be corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct AssessmentDraft {
    date: Option<NaiveDate>,
    scale: Option<Scale>,
    item: String,
    value: Option<i64>,
    by: Option<Rater>,
    note: String,
    whose: Whose,
    existing: Option<Stored<Assessment>>,
}

impl Draft for AssessmentDraft {
    const NAME: &'static str = "assessment";
    const ACT: Act = Act::Assessment;
    const TITLE: Label = |w| &w.form.assessment;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("date", |w| &w.field.date, |w| &w.hint.date, Slot::Date(Leaning::Past, |d| &mut d.date)),
        Field::needed("scale", |w| &w.field.scale, |w| &w.hint.scale, choice_slot!(Scale, scale)),
        Field::new("item", |w| &w.field.barrier, |w| &w.hint.barrier, Slot::Item(ItemList::Barriers, |d| &mut d.item)),
        Field::needed("value", |w| &w.field.value, |w| &w.hint.value, Slot::Number(HIGHEST, |d| &mut d.value)),
        Field::needed("by", |w| &w.field.rater, |w| &w.hint.rater, choice_slot!(Rater, by)),
        Field::new("note", |w| &w.field.note, |w| &w.hint.note, Slot::Text(300, |d| &mut d.note)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<Assessment>(id)).transpose()?;
        let participation = existing.as_ref().map(|row| row.record.participation).or(opening.participation);
        let whose = Whose::participation(store, participation, env.words)?;
        let Some(stored) = existing else {
            return Ok(Self { date: Some(env.today), by: Some(Rater::Participant), whose, ..Self::default() });
        };
        let assessment = stored.record.clone();
        Ok(Self {
            date: Some(assessment.date),
            scale: Some(assessment.scale),
            item: assessment.item,
            value: Some(assessment.value),
            by: Some(assessment.by),
            note: assessment.note,
            whose,
            existing: Some(stored),
        })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let mut problems = to_come(&[("date", self.date)], env);
        let Some(scale) = self.scale else { return problems };
        let of_barrier = scale == Scale::Barrier;
        if of_barrier && self.item.is_empty() && !env.definition.barriers.is_empty() {
            problems.push(Problem::new("item", Rule::Missing));
        }
        if !of_barrier && !self.item.is_empty() {
            problems.push(Problem::new("item", Rule::OnlyWith(Scale::SET, Scale::Barrier.code())));
        }
        if self.value.is_some_and(|value| value > scale.highest()) {
            problems.push(Problem::new("value", Rule::NotInRange(scale.highest())));
        }
        problems
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let (Some(date), Some(scale), Some(value), Some(by)) = (self.date, self.scale, self.value, self.by) else {
            return Vec::new();
        };
        let (participation, item, note) = (self.whose.participation, self.item.clone(), self.note.clone());
        one_change(self.existing.as_ref(), Assessment { participation, date, scale, item, value, by, note })
    }

    fn participation(&self) -> Option<Id> {
        Some(self.whose.participation)
    }

    fn about(&self, _words: &Words) -> String {
        self.whose.name.clone()
    }
}
