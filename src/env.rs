//! What every part of a session may know of its surroundings: the day, the language, the user, the programme.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::{
    domain::{Case, Country, Definition, Editions, Id, Rights, Rules},
    i18n::{Lang, Words, fill, words},
};

/// The surroundings of a session; read-only, and cheap to copy.
#[derive(Clone, Debug)]
pub struct Env {
    /// The day it is, or is taken to be.
    pub today: NaiveDate,
    /// The words of the session's language.
    pub words: &'static Words,
    /// Who works.
    pub user: String,
    /// What the user may do here.
    pub rights: Rights,
    /// The programme that is open.
    pub programme: Id,
    /// Its editions; reads as the definition that holds today.
    pub definition: Arc<Editions>,
    /// Set where another day is looked at than today, or with another day's knowledge.
    pub past: Option<Past>,
    /// Whether the user sits before the screen; what is to be done is said otherwise there than in the shell.
    pub on_screen: bool,
}

/// The day that is looked at in place of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// The day whose facts are told.
    pub as_of: NaiveDate,
    /// The day whose knowledge is asked; none for everything that is known now.
    pub known_on: Option<NaiveDate>,
}

impl Env {
    /// The definition to which a participation keeps.
    pub fn rules(&self, case: &Case) -> &Definition {
        self.definition.of(case)
    }

    /// The same surroundings on another day, with the edition that held then.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Self {
        let editions = self.definition.on(day);
        Self { today: day, programme: editions.edition().id, definition: Arc::new(editions), ..self.clone() }
    }

    /// The same surroundings in another language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> Self {
        Self { words: words(lang), ..self.clone() }
    }

    /// A day as the session's language writes it.
    pub fn date(&self, day: NaiveDate) -> String {
        self.words.lang.date(day)
    }

    /// A day as the session's language writes it, or nothing.
    pub fn date_or_empty(&self, day: Option<NaiveDate>) -> String {
        day.map(|day| self.date(day)).unwrap_or_default()
    }

    /// Which day is looked at and with whose knowledge, in words; none for today.
    pub fn past_said(&self) -> Option<String> {
        let Past { as_of, known_on } = self.past?;
        let (day, words) = (self.date(as_of), &self.words.report);
        Some(match known_on {
            None => fill(&words.as_of, &[("day", &day)]),
            Some(known) => fill(&words.as_known, &[("day", &day), ("known", &self.date(known))]),
        })
    }

    /// The country whose national codes are meant where the code itself does not say it.
    pub fn home(&self) -> Option<Country> {
        self.definition.country()
    }
}
