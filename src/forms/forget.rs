//! Taking out who somebody is: why, and the surname once more, so that it is nobody else by mistake. Saves nothing itself.

use serde::{Deserialize, Serialize};

use super::{Choices, Draft, Entry, Field, Opening, Slot, field::codes};
use crate::{
    domain::{Act, Answer, Change, Choice, Id, Problem, Rule, Worker, fold, sees_identity},
    env::Env,
    i18n::{Label, Words},
    store::{Error, Result, Store},
};

/// The form's name, for whoever has to tell it from those that save.
pub const FORGET: &str = "forget";

/// What is asked before somebody is forgotten.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ForgetDraft {
    surname: String,
    reason: String,
    withdrawn: Option<Answer>,
    participation: Id,
    /// What has to be typed: the surname, or the number of somebody without one.
    expected: String,
    about: String,
}

impl Draft for ForgetDraft {
    const NAME: &'static str = FORGET;
    const ACT: Act = Act::Erasure;
    const TITLE: Label = |w| &w.form.forget;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("surname", |w| &w.field.surname, |w| &w.hint.forget_surname, Slot::Text(80, |d| &mut d.surname)),
        Field::needed("reason", |w| &w.field.reason, |w| &w.hint.forget_reason, Slot::Text(200, |d| &mut d.reason)),
        Field::new("withdrawn", |w| &w.field.withdrawn, |w| &w.hint.withdrawn, Slot::Choice(Choices {
            set: Answer::SET,
            codes: codes::<Answer>,
            get: |d| d.withdrawn.map(Choice::code),
            put: |d, code| d.withdrawn = code.and_then(Answer::from_code),
        })),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let Some(case) = opening.participation.map(|id| store.case(id)).transpose()?.flatten() else {
            return Ok(Self::default());
        };
        let number = case.participation.record.number;
        if !sees_identity(&case, &store.all::<Worker>()?, &env.user, env.today) {
            return Err(Error::Protected(number));
        }
        let surname = case.person.record.surname.clone();
        let expected = if surname.is_empty() { number.to_string() } else { surname };
        Ok(Self { participation: case.id(), expected, about: env.words.participant(&case), ..Self::default() })
    }

    fn problems(&self, _env: &Env) -> Vec<Problem> {
        let right = self.surname.is_empty() || fold(self.surname.trim()) == fold(&self.expected);
        if right { Vec::new() } else { vec![Problem::new("surname", Rule::OtherSurname)] }
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        Vec::new()
    }

    fn consequences(&self, env: &Env) -> Vec<String> {
        let words = &env.words.person;
        vec![words.goes.clone(), words.stays.clone(), words.for_good.clone()]
    }

    fn about(&self, _words: &Words) -> String {
        self.about.clone()
    }
}

/// Why somebody is to be forgotten, and whether the consent was withdrawn.
pub fn why_forget(entries: &[Entry], env: &Env) -> (String, bool) {
    let text = |place: usize| entries.get(place).map(|entry| entry.text.trim().to_owned()).unwrap_or_default();
    (text(1), fold(&text(2)) == fold(env.words.name(Answer::Yes)))
}
