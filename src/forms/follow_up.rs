//! A follow-up: made or tried, answering a deadline of the programme.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Draft, Field, Opening, Slot, erased::one_change, field::choice_slot};
use crate::{
    domain::{
        Act, Answer, Change, Contact, FollowUp, FollowUpResult, Id, Kind, Labour, Leaning, Livelihood, Problem, Rule,
        Stored,
    },
    env::Env,
    i18n::{Label, Words},
    store::{Result, Store},
};

/// A follow-up, new or to be corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct FollowUpDraft {
    date: Option<NaiveDate>,
    contact: Option<Contact>,
    result: Option<FollowUpResult>,
    labour: Option<Labour>,
    livelihood: Option<Livelihood>,
    improved: Option<Answer>,
    notes: String,
    rule: String,
    occurrence: i64,
    participation: Id,
    existing: Option<Stored<FollowUp>>,
    about: String,
}

impl Draft for FollowUpDraft {
    const NAME: &'static str = "follow-up";
    const ACT: Act = Act::FollowUp;
    const TITLE: Label = |w| &w.form.follow_up;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("date", |w| &w.field.date, |w| &w.hint.date, Slot::Date(Leaning::Past, |d| &mut d.date)),
        Field::needed("result", |w| &w.field.result, |w| &w.hint.follow_up_result, choice_slot!(FollowUpResult, result)),
        Field::new("contact", |w| &w.field.contact, |w| &w.hint.contact, choice_slot!(Contact, contact)),
        Field::new("labour", |w| &w.field.labour, |w| &w.hint.labour, choice_slot!(Labour, labour)),
        Field::new("livelihood", |w| &w.field.livelihood, |w| &w.hint.livelihood, choice_slot!(Livelihood, livelihood)),
        Field::new("improved", |w| &w.field.improved, |w| &w.hint.improved, choice_slot!(Answer, improved)),
        Field::new("notes", |w| &w.field.notes, |w| &w.hint.notes, Slot::Notes(|d| &mut d.notes)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<FollowUp>(id)).transpose()?;
        let participation =
            existing.as_ref().map(|row| row.record.participation).or(opening.participation).unwrap_or_default();
        let about = super::erased::name_of(store, Kind::Participation, participation, env.words);
        let Some(stored) = existing else {
            let (rule, occurrence) = opening.answers.clone().unwrap_or_default();
            let result = Some(FollowUpResult::Made);
            return Ok(Self {
                date: Some(env.today),
                result,
                rule,
                occurrence,
                participation,
                about,
                ..Self::default()
            });
        };
        let follow_up = stored.record.clone();
        Ok(Self {
            date: Some(follow_up.date),
            contact: follow_up.contact,
            result: Some(follow_up.result),
            labour: follow_up.labour,
            livelihood: follow_up.livelihood,
            improved: follow_up.improved,
            notes: follow_up.notes,
            rule: follow_up.rule,
            occurrence: follow_up.occurrence,
            participation,
            existing: Some(stored),
            about,
        })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let late = self.date.is_some_and(|day| day > env.today);
        late.then(|| Problem::new("date", Rule::InTheFuture)).into_iter().collect()
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let (Some(date), Some(result)) = (self.date, self.result) else { return Vec::new() };
        let follow_up = FollowUp {
            participation: self.participation,
            rule: self.rule.clone(),
            occurrence: self.occurrence,
            date,
            contact: self.contact,
            result,
            labour: self.labour,
            notes: self.notes.clone(),
            livelihood: self.livelihood,
            improved: self.improved,
        };
        one_change(self.existing.as_ref(), follow_up)
    }

    fn about(&self, _words: &Words) -> String {
        self.about.clone()
    }

    fn participation(&self) -> Option<Id> {
        Some(self.participation)
    }
}
