//! The words: none that no code uses, none left in English, and only letters and signs that every terminal can show.

use std::collections::{BTreeMap, BTreeSet};

use tugi::{
    domain::{
        self, Act, Answer, Choice, CircumstanceKind, Contact, DecisionKind, Direction, Education, ExitReason,
        FollowUpResult, Gender, Labour, Livelihood, MeetingKind, MeetingResult, Moment, OfferAnswer, Rater,
        ReferralAnswer, RelationKind, Ruling, Scale, Side, Source, SpellKind, State, Team, Verdict, WorkerRole,
    },
    i18n::{KEYS, Lang, words},
    term,
};

use crate::source::{files, names, read, sources};

/// Words that are the same as in English in two other languages, rightly.
const SAME: &[&str] = &["OK", "import", "register", "N"];
/// Words that only English has, and that no English sentence does without for long.
const ENGLISH: &[&str] = &["the", "of", "with", "this", "that", "which", "when", "from", "must", "has been", "cannot"];
/// The letters of Estonian, Lithuanian and Swedish that English lacks.
const LETTERS: &str = "äöüõšžąčęėįųūåéÄÖÜÕŠŽĄČĘĖĮŲŪÅÉ";

/// The set of the short questions of the registration, which its fields name: all circumstances but those asked for by a day.
const QUESTIONS: &str = "question";
/// The set of the kinds of record, which is no choice: nobody enters it.
const KINDS: &str = "kind";

/// All closed sets of values: the name in the language files, and the codes.
fn sets() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    fn set<C: Choice>() -> (&'static str, BTreeSet<&'static str>) {
        (C::SET, C::ALL.iter().map(|value| value.code()).collect())
    }
    let dated = [CircumstanceKind::OutOfWork, CircumstanceKind::RegisteredUnemployed];
    let asked = CircumstanceKind::ALL.iter().filter(|kind| !dated.contains(kind));
    let questions = asked.map(|kind| kind.code()).collect();
    BTreeMap::from([
        (KINDS, domain::Kind::ALL.iter().map(|kind| kind.name()).collect()),
        (QUESTIONS, questions),
        set::<domain::Access>(),
        set::<domain::Unnamed>(),
        set::<Act>(),
        set::<Answer>(),
        set::<CircumstanceKind>(),
        set::<Contact>(),
        set::<DecisionKind>(),
        set::<domain::Deed>(),
        set::<domain::Role>(),
        set::<Direction>(),
        set::<Education>(),
        set::<ExitReason>(),
        set::<FollowUpResult>(),
        set::<Gender>(),
        set::<Labour>(),
        set::<Livelihood>(),
        set::<domain::definition::Framework>(),
        set::<domain::definition::Term>(),
        set::<MeetingKind>(),
        set::<domain::Missing>(),
        set::<MeetingResult>(),
        set::<Moment>(),
        set::<OfferAnswer>(),
        set::<Rater>(),
        set::<ReferralAnswer>(),
        set::<RelationKind>(),
        set::<Ruling>(),
        set::<Scale>(),
        set::<Side>(),
        set::<Source>(),
        set::<SpellKind>(),
        set::<State>(),
        set::<Team>(),
        set::<Verdict>(),
        set::<WorkerRole>(),
    ])
}

/// Every text of a language, with its key.
fn texts(lang: Lang) -> BTreeMap<String, String> {
    let file: toml::Table = read(&format!("data/lang/{lang}.toml")).parse().unwrap();
    let mut found = BTreeMap::new();
    walk("", &toml::Value::Table(file), &mut found);
    found
}

fn walk(path: &str, value: &toml::Value, found: &mut BTreeMap<String, String>) {
    match value {
        toml::Value::Table(table) => table.iter().for_each(|(key, value)| walk(&format!("{path}.{key}"), value, found)),
        value => drop(found.insert(path.to_owned(), value.as_str().unwrap_or_default().to_owned())),
    }
}

/// A text without the places for its values.
fn without_places(text: &str) -> String {
    text.split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after)).collect()
}

/// Whether the code asks something for its member of that name.
fn has_member(code: &str, name: &str) -> bool {
    let asked = format!(".{name}");
    let goes_on = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(&asked).any(|(at, _)| !code[at + asked.len()..].starts_with(goes_on))
}

fn squeezed(code: &str) -> String {
    code.split_whitespace().collect()
}

#[test]
fn every_word_is_used() {
    let codes: Vec<String> = sources().iter().map(|source| squeezed(&source.code)).collect();
    let used = |key: &str| {
        let (section, word) = key.split_once('.').unwrap();
        let taken_whole =
            |code: &str| [";", ")", ",", "}"].iter().any(|end| code.contains(&format!(".{section}{end}")));
        codes.iter().any(|code| has_member(code, key) || taken_whole(code) && has_member(code, word))
    };
    let unused: Vec<&&str> = KEYS.iter().filter(|key| !used(key)).collect();
    assert!(unused.is_empty(), "no code uses these words; take them out of words.rs and data/lang: {unused:?}");
}

#[test]
fn every_code_has_a_name_in_every_language_and_no_name_is_left_over() {
    let sets = sets();
    let declared: usize = sources().iter().map(|source| source.code.matches("choice! {").count()).sum();
    assert_eq!(
        sets.len(),
        declared + 2,
        "each choice! of src, the kinds and the questions are in the list of this test"
    );
    for lang in Lang::ALL {
        let named: BTreeMap<&str, BTreeSet<&str>> = words(lang)
            .choice
            .iter()
            .map(|(set, names)| (set.as_str(), names.keys().map(String::as_str).collect()))
            .collect();
        for (set, codes) in &sets {
            assert_eq!(named.get(set), Some(codes), "[choice.{set}] in data/lang/{lang}.toml");
        }
        let more: Vec<_> = named.keys().filter(|set| !sets.contains_key(*set)).collect();
        assert!(more.is_empty(), "{lang}: names for no set: {more:?}");
    }
}

#[test]
fn no_english_is_left_in_the_other_languages() {
    let english = texts(Lang::En);
    let mut same: BTreeMap<&str, Vec<Lang>> = BTreeMap::new();
    for lang in [Lang::Et, Lang::Lt, Lang::Sv] {
        for (key, text) in &texts(lang) {
            let said = without_places(text).to_lowercase();
            let foreign: Vec<_> = ENGLISH.iter().filter(|word| names(&said, word)).collect();
            assert!(foreign.is_empty(), "{lang}{key} speaks English ({foreign:?}): {text}");
            if let Some((key, english)) = english.get_key_value(key).filter(|(_, english)| *english == text) {
                let words = said.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
                assert!(words < 2, "{lang}{key} is the English sentence: {english}");
                if words == 1 {
                    same.entry(key).or_default().push(lang);
                }
            }
        }
    }
    same.retain(|key, langs| langs.len() > 1 && !SAME.contains(&english[*key].as_str()));
    assert!(same.is_empty(), "as in English in several languages: {same:?}");
}

#[test]
fn words_are_written_with_letters_of_the_four_languages_and_signs_that_have_a_stand_in() {
    let known =
        |sign: char| sign.is_ascii_graphic() || sign == ' ' || LETTERS.contains(sign) || term::stand_in(sign).is_some();
    let mut shown: Vec<(String, String)> = Vec::new();
    for lang in Lang::ALL {
        shown.extend(texts(lang).into_iter().map(|(key, text)| (format!("{lang}{key}"), text)));
    }
    shown.extend(files("data/programmes").into_iter().map(|path| (path.clone(), read(&path).replace('\n', " "))));
    for source in
        sources().into_iter().filter(|source| ["ui", "lists", "cards", "forms", "report"].contains(&source.module()))
    {
        shown.extend(source.texts.iter().map(|text| (source.path.clone(), text.clone())));
    }
    for (place, text) in shown {
        let strange: Vec<char> = text.chars().filter(|sign| !known(*sign)).collect();
        assert!(strange.is_empty(), "{place} has {strange:?}, which an old terminal cannot show: {text}");
    }
}

#[test]
fn a_folded_text_is_found_by_what_an_english_keyboard_can_type() {
    for letter in LETTERS.chars() {
        let folded = domain::fold(&letter.to_string());
        assert!(folded.is_ascii(), "{letter} folds to {folded}");
    }
}
