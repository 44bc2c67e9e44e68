//! The languages are complete and agree with one another.

use std::collections::BTreeSet;

use super::*;

/// The places of a sentence: `{name}`.
fn places(sentence: &str) -> BTreeSet<&str> {
    sentence.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
}

fn texts(lang: Lang) -> BTreeMap<String, String> {
    let (_, text) = files::FILES.iter().find(|(file, _)| *file == lang).unwrap();
    let table: toml::Table = toml::from_str(text).unwrap();
    let mut found = BTreeMap::new();
    walk(String::new(), &toml::Value::Table(table), &mut found);
    found
}

fn walk(path: String, value: &toml::Value, found: &mut BTreeMap<String, String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                walk(format!("{path}.{key}"), value, found);
            }
        }
        other => drop(found.insert(path, other.as_str().unwrap_or_default().to_owned())),
    }
}

#[test]
fn every_language_is_complete() {
    for (lang, text) in files::FILES {
        let words = read(lang, text).unwrap_or_else(|error| panic!("{lang:?}: {error}"));
        for (key, forms) in words.forms() {
            forms.check(lang).unwrap_or_else(|error| panic!("{lang:?}, plural.{key}: {error}"));
        }
    }
}

#[test]
fn no_word_is_empty_and_all_languages_have_the_same_places() {
    let english = texts(Lang::En);
    for lang in Lang::ALL {
        for (key, text) in texts(lang) {
            assert!(!text.trim().is_empty(), "{lang:?}{key} is empty");
            let base = key.trim_end_matches(".few").to_owned();
            let english = english.get(&key).or_else(|| english.get(&format!("{base}.other")));
            let english = english.unwrap_or_else(|| panic!("{lang:?}{key} is not in English"));
            assert_eq!(places(&text), places(english), "{lang:?}{key}");
        }
    }
}

#[test]
fn all_languages_name_the_same_coded_values() {
    let keys = |lang| {
        words(lang).choice.iter().map(|(set, names)| (set, names.keys().collect())).collect::<Vec<(_, Vec<_>)>>()
    };
    for lang in Lang::ALL {
        assert_eq!(keys(lang), keys(Lang::En), "{lang:?}");
    }
}

#[test]
fn a_sentence_takes_its_values_and_shows_a_place_without_one() {
    assert_eq!(fill("{who} saved {what}.", &[("who", "Ann"), ("what", "it")]), "Ann saved it.");
    assert_eq!(fill("{who} saved {what}.", &[("who", "Ann")]), "Ann saved {what}.");
}
