//! A referral to the programme, or from it to somebody else, and the answer.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Draft, Field, ItemList, Opening, Slot,
    days::{left_empty, to_come, too_early},
    erased::one_change,
    field::choice_slot,
    whose::Whose,
};
use crate::{
    domain::{Act, Change, Direction, Leaning, Problem, Referral, ReferralAnswer, Stored},
    env::Env,
    i18n::{Label, Words},
    store::{Result, Store},
};

/// A referral, new or to be corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ReferralDraft {
    direction: Option<Direction>,
    body: String,
    sent_on: Option<NaiveDate>,
    answered_on: Option<NaiveDate>,
    answer: Option<ReferralAnswer>,
    note: String,
    whose: Whose,
    existing: Option<Stored<Referral>>,
}

impl Draft for ReferralDraft {
    const NAME: &'static str = "referral";
    const ACT: Act = Act::Referral;
    const TITLE: Label = |w| &w.form.referral;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("direction", |w| &w.field.direction, |w| &w.hint.direction, choice_slot!(Direction, direction)),
        Field::needed("body", |w| &w.field.body, |w| &w.hint.body, Slot::Item(ItemList::ReferralSources, |d| &mut d.body)),
        Field::needed("sent-on", |w| &w.field.sent_on, |w| &w.hint.sent_on, Slot::Date(Leaning::Past, |d| &mut d.sent_on)),
        Field::new("answer", |w| &w.field.answer, |w| &w.hint.referral_answer, choice_slot!(ReferralAnswer, answer)),
        Field::new("answered-on", |w| &w.field.answered_on, |w| &w.hint.answered_on, Slot::Date(Leaning::Past, |d| &mut d.answered_on)),
        Field::new("note", |w| &w.field.note, |w| &w.hint.note, Slot::Text(300, |d| &mut d.note)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<Referral>(id)).transpose()?;
        let participation = existing.as_ref().map(|row| row.record.participation).or(opening.participation);
        let whose = Whose::participation(store, participation, env.words)?;
        let Some(stored) = existing else {
            return Ok(Self { sent_on: Some(env.today), whose, ..Self::default() });
        };
        let referral = stored.record.clone();
        Ok(Self {
            direction: Some(referral.direction),
            body: referral.body,
            sent_on: Some(referral.sent_on),
            answered_on: referral.answered_on,
            answer: referral.answer,
            note: referral.note,
            whose,
            existing: Some(stored),
        })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let mut problems = to_come(&[("sent-on", self.sent_on), ("answered-on", self.answered_on)], env);
        problems.extend(too_early("answered-on", self.answered_on, self.sent_on));
        let (answer, day) = (("answer", self.answer.is_some()), ("answered-on", self.answered_on.is_some()));
        problems.extend(left_empty(answer, day));
        problems
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let (Some(direction), Some(sent_on)) = (self.direction, self.sent_on) else { return Vec::new() };
        let referral = Referral {
            participation: self.whose.participation,
            direction,
            body: self.body.clone(),
            sent_on,
            answered_on: self.answered_on,
            answer: self.answer,
            note: self.note.clone(),
        };
        one_change(self.existing.as_ref(), referral)
    }

    fn about(&self, _words: &Words) -> String {
        self.whose.name.clone()
    }
}
