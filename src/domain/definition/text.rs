//! A text of a definition in the languages it was written in.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A text by language code. Written as one string it is in the programme's own language only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct LocalText(BTreeMap<String, String>);

impl LocalText {
    /// The code under which the text in the programme's own language stands.
    pub const OWN: &'static str = "own";

    /// The languages a text may be written in.
    pub const LANGUAGES: [&'static str; 4] = ["en", "et", "lt", "sv"];

    /// The text in this language; where it was not written in it, in the programme's own.
    pub fn get(&self, language: &str) -> &str {
        self.0.get(language).or_else(|| self.0.get(Self::OWN)).map_or("", String::as_str)
    }

    /// The text in every language it was written in.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(String::as_str)
    }

    /// Whether it was written in this language.
    pub fn has(&self, language: &str) -> bool {
        self.0.contains_key(language)
    }
}

impl<'de> Deserialize<'de> for LocalText {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Texts)
    }
}

struct Texts;

impl<'de> Visitor<'de> for Texts {
    type Value = LocalText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or texts under the language codes en, et, lt, sv")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<LocalText, E> {
        Ok(LocalText([(LocalText::OWN.to_owned(), text.to_owned())].into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<LocalText, A::Error> {
        let mut texts = BTreeMap::new();
        while let Some((language, text)) = map.next_entry::<String, String>()? {
            if language != LocalText::OWN && !LocalText::LANGUAGES.contains(&language.as_str()) {
                return Err(Error::unknown_field(&language, &LocalText::LANGUAGES));
            }
            texts.insert(language, text);
        }
        Ok(LocalText(texts))
    }
}
