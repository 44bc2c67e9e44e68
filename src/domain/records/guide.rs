//! A guide for support persons: a text of the office's own, kept with the programme.

use serde::{Deserialize, Serialize};

use crate::domain::{Entity, Id, Kind};

/// A text that tells support persons how to go about their work, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Guide {
    /// The programme, by one of its editions.
    pub programme: Id,
    /// What it is called on the command line; the same in all languages.
    pub name: String,
    /// The language: en, et, lt or sv.
    pub language: String,
    /// Its heading.
    pub title: String,
    /// The text, in Markdown.
    pub text: String,
}

impl Entity for Guide {
    const KIND: Kind = Kind::Guide;
    const LINKS: &'static [(&'static str, Kind)] = &[("programme", Kind::Programme)];
    const TEXTS: &'static [&'static str] = &["text"];
}
