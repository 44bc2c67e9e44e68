//! The language files: built into the program, each read once.

use std::sync::OnceLock;

use serde::de::{DeserializeOwned, Error};

use super::{Lang, Words, read};

/// The language files, embedded.
pub(super) const FILES: [(Lang, &str); Lang::ALL.len()] = [
    (Lang::En, include_str!("../../../data/lang/en.toml")),
    (Lang::Et, include_str!("../../../data/lang/et.toml")),
    (Lang::Lt, include_str!("../../../data/lang/lt.toml")),
    (Lang::Sv, include_str!("../../../data/lang/sv.toml")),
];

/// The words of a language, read once at their first use.
///
/// # Panics
///
/// When a language file that is built into the program is broken, which the tests rule out.
pub fn words(lang: Lang) -> &'static Words {
    static READ: [OnceLock<Words>; Lang::ALL.len()] = [const { OnceLock::new() }; Lang::ALL.len()];
    let (place, text) = FILES
        .iter()
        .enumerate()
        .find_map(|(place, (file, text))| (*file == lang).then_some((place, *text)))
        .unwrap_or((0, FILES[0].1));
    READ[place].get_or_init(|| match read(lang, text) {
        Ok(words) => words,
        Err(error) => panic!("the words of {lang:?}, which are built in: {error}"),
    })
}

/// Takes a word, or a section of words, out of a table.
pub(super) fn word<T: DeserializeOwned>(from: &mut toml::Table, key: &str) -> Result<T, toml::de::Error> {
    from.remove(key).ok_or_else(|| toml::de::Error::custom(format!("{key} is missing")))?.try_into()
}

/// Refuses what no code asks for.
pub(super) fn nothing_left(from: &toml::Table, section: &str) -> Result<(), toml::de::Error> {
    match from.keys().next() {
        None => Ok(()),
        Some(key) => Err(toml::de::Error::custom(format!("{key} in {section} is not asked for"))),
    }
}
