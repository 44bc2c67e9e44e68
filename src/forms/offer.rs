//! A place offered to somebody who waits, and the answer.

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
    domain::{Act, Change, Leaning, Offer, OfferAnswer, Problem, Stored},
    env::Env,
    i18n::{Label, Words},
    store::{Result, Store},
};

/// An offer, new or to be corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct OfferDraft {
    offered_on: Option<NaiveDate>,
    answered_on: Option<NaiveDate>,
    answer: Option<OfferAnswer>,
    note: String,
    whose: Whose,
    existing: Option<Stored<Offer>>,
}

impl Draft for OfferDraft {
    const NAME: &'static str = "offer";
    const ACT: Act = Act::Offer;
    const TITLE: Label = |w| &w.form.offer;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("offered-on", |w| &w.field.offered_on, |w| &w.hint.offered_on, Slot::Date(Leaning::Past, |d| &mut d.offered_on)),
        Field::new("answer", |w| &w.field.answer, |w| &w.hint.offer_answer, choice_slot!(OfferAnswer, answer)),
        Field::new("answered-on", |w| &w.field.answered_on, |w| &w.hint.answered_on, Slot::Date(Leaning::Past, |d| &mut d.answered_on)),
        Field::new("note", |w| &w.field.note, |w| &w.hint.note, Slot::Text(300, |d| &mut d.note)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<Offer>(id)).transpose()?;
        let participation = existing.as_ref().map(|row| row.record.participation).or(opening.participation);
        let whose = Whose::participation(store, participation, env.words)?;
        let Some(stored) = existing else {
            return Ok(Self { offered_on: Some(env.today), whose, ..Self::default() });
        };
        let offer = stored.record.clone();
        Ok(Self {
            offered_on: Some(offer.offered_on),
            answered_on: offer.answered_on,
            answer: offer.answer,
            note: offer.note,
            whose,
            existing: Some(stored),
        })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let mut problems = to_come(&[("offered-on", self.offered_on), ("answered-on", self.answered_on)], env);
        problems.extend(too_early("answered-on", self.answered_on, self.offered_on));
        let (answer, day) = (("answer", self.answer.is_some()), ("answered-on", self.answered_on.is_some()));
        problems.extend(left_empty(answer, day));
        problems
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let Some(offered_on) = self.offered_on else { return Vec::new() };
        let offer = Offer {
            participation: self.whose.participation,
            offered_on,
            answered_on: self.answered_on,
            answer: self.answer,
            note: self.note.clone(),
        };
        one_change(self.existing.as_ref(), offer)
    }

    fn about(&self, _words: &Words) -> String {
        self.whose.name.clone()
    }
}
