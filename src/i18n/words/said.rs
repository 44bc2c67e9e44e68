//! How words are picked and filled: the names of coded values, counted nouns, sentences with their values.

use super::Words;
use crate::{
    domain::{Choice, one_line},
    i18n::Forms,
};

impl Words {
    /// The name of a coded value.
    pub fn name<C: Choice>(&self, value: C) -> &str {
        self.code_name(C::SET, value.code())
    }

    /// The name of a coded value, or nothing for none.
    pub fn name_or_empty<C: Choice>(&self, value: Option<C>) -> &str {
        value.map_or("", |value| self.name(value))
    }

    /// The name of the value with this code in this set; the code itself for an unknown one.
    pub fn code_name<'a>(&'a self, set: &str, code: &'a str) -> &'a str {
        self.choice.get(set).and_then(|names| names.get(code)).map_or(code, String::as_str)
    }

    /// The names of the weekdays, from Monday on.
    pub fn weekdays(&self) -> [&str; 7] {
        let week = &self.weekday;
        [&week.monday, &week.tuesday, &week.wednesday, &week.thursday, &week.friday, &week.saturday, &week.sunday]
            .map(String::as_str)
    }

    /// A counted noun with its number: `3 meetings`.
    pub fn counted(&self, n: usize, forms: &Forms) -> String {
        fill(self.lang.plural(n, forms), &[("n", &self.lang.number(n as i64))])
    }
}

/// Puts values in the places of a sentence: `{name}`. A place without a value stays, so that a test can see it. A value that
/// people typed, such as a name or a path, neither breaks the line nor does anything to a terminal.
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some(open) = rest.find('{') {
        let (before, place) = rest.split_at(open);
        filled.push_str(before);
        let close = place.find('}').map_or(place.len(), |close| close + 1);
        let name = place[..close].trim_matches(['{', '}']);
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(&one_line(value)),
            None => filled.push_str(&place[..close]),
        }
        rest = &place[close..];
    }
    filled + rest
}

/// A phrase with a capital at its beginning.
pub fn capitalised(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
