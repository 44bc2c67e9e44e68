//! Forgetting somebody: what is taken out of the records, and what stays because figures are counted by it.
//!
//! Every number, day and code stays; names, contacts, codes of persons and everything said in free words go. The day of birth
//! becomes another day of its year, one that gives the same age on every day that a figure asks about.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};
use serde_json::Value;

use super::{Eligibility, Kind, Person, add_days, fold, whole_years};

/// What stands where a text was taken out that may not be empty.
pub const TAKEN_OUT: &str = "…";

/// The personal texts without which a record says nothing at all.
const NEEDED: &[(Kind, &str)] = &[
    (Kind::Flag, "text"),
    (Kind::Goal, "text"),
    (Kind::Action, "text"),
    (Kind::TeamMember, "name"),
    (Kind::Attendance, "outside"),
    (Kind::Referral, "body"),
];

/// What stays of what somebody is forgotten by.
#[derive(Clone, Debug, Default)]
pub struct Stays {
    /// The codes of the referral sources of all definitions: who sent somebody is counted.
    pub codes: HashSet<String>,
    /// The days on which a figure may ask for the age.
    pub days: Vec<NaiveDate>,
}

/// Takes out of a record of somebody who is forgotten, written as JSON, everything that says who it is.
pub fn forget(kind: Kind, record: &mut Value, stays: &Stays) {
    for field in kind.personal() {
        let Some(value) = record.get_mut(field) else { continue };
        let Some(text) = value.as_str().filter(|text| !text.is_empty()) else { continue };
        if kind == Kind::Referral && *field == "body" && stays.codes.contains(text) {
            continue;
        }
        *value = if NEEDED.contains(&(kind, field)) { TAKEN_OUT } else { "" }.into();
    }
    let born = record.get("born").and_then(Value::as_str).and_then(|day| day.parse().ok());
    if let Some(born) = born.filter(|_| kind == Kind::Person) {
        record["born"] = coarsened(born, &stays.days).to_string().into();
    }
    // What was found on eligibility stays in its codes; whatever else might stand there goes.
    if let Some(basis) = record.get("ruling_basis").and_then(Value::as_str).filter(|_| kind == Kind::Participation) {
        let found: Option<Eligibility> = serde_json::from_str(basis).ok();
        record["ruling_basis"] = found.and_then(|found| serde_json::to_string(&found).ok()).unwrap_or_default().into();
    }
}

/// A day in the year of birth that says nothing but the year, as far as the age on none of the given days changes.
fn coarsened(born: NaiveDate, days: &[NaiveDate]) -> NaiveDate {
    let year = born.year();
    let first = NaiveDate::from_ymd_opt(year, 1, 1);
    // Between two birthdays of those days it makes no difference which day it is.
    let birthdays = days.iter().filter_map(|day| day.with_year(year)).map(|day| add_days(day, 1));
    let mut candidates: Vec<NaiveDate> = first.into_iter().chain(birthdays).filter(|day| day.year() == year).collect();
    candidates.sort();
    let same = |other: &NaiveDate| days.iter().all(|day| whole_years(*other, *day) == whole_years(born, *day));
    candidates.into_iter().find(same).unwrap_or(born)
}

/// The words by which somebody can be found in what was written about others.
#[derive(Clone, Debug, Default)]
pub struct Traces {
    /// What can mean nobody else: the whole name, codes, numbers, addresses; each as folded words.
    sure: Vec<Vec<String>>,
    /// One name alone, which means somebody only where they were.
    near: Vec<String>,
}

impl Traces {
    /// Those of a person, as the person was called at any time.
    pub fn of<'a>(people: impl IntoIterator<Item = &'a Person>) -> Self {
        let mut traces = Self::default();
        for person in people {
            let (surname, given) = (words(&person.surname), words(&person.given));
            if !surname.is_empty() && !given.is_empty() {
                traces.sure(&[&surname[..], &given].concat());
                traces.sure(&[&given[..], &surname].concat());
                given.first().into_iter().for_each(|first| traces.sure(&[&[first.clone()][..], &surname].concat()));
            }
            for text in [&person.email, &person.address] {
                let words = words(text);
                if words.len() > 1 {
                    traces.sure(&words);
                }
            }
            for number in [&person.national_id, &person.phone] {
                let words = words(number);
                if number.chars().filter(char::is_ascii_digit).count() >= 6 {
                    traces.sure(&words);
                    traces.sure(&[words.concat()]);
                }
            }
            let alone = surname.into_iter().chain(given).filter(|word| word.chars().count() > 2);
            traces.near.extend(alone);
        }
        traces.near.sort();
        traces.near.dedup();
        traces
    }

    fn sure(&mut self, words: &[String]) {
        if !self.sure.iter().any(|known| known == words) {
            self.sure.push(words.to_vec());
        }
    }

    /// Whether a text can hold any of them; quick, and mistaken only in saying yes.
    pub fn may_be_in(&self, text: &str) -> bool {
        let folded = fold(text);
        let first = self.sure.iter().filter_map(|words| words.first());
        first.chain(&self.near).any(|word| folded.contains(word.as_str()))
    }

    /// The text without them; none where they do not stand in it. `near` where the person was there, so that one name is enough.
    pub fn scrub(&self, text: &str, near: bool) -> Option<String> {
        let found = placed(text);
        let mut taken = vec![false; found.len()];
        for words in &self.sure {
            for start in 0..found.len() {
                let Some(part) = found.get(start..start + words.len()) else { break };
                if part.iter().zip(words).all(|((_, _, here), word)| here == word) {
                    taken[start..start + words.len()].fill(true);
                }
            }
        }
        let is_near = |word: &String| {
            self.near.iter().any(|name| word == name || (name.len() > 3 && word.starts_with(name.as_str())))
        };
        for (place, (_, _, word)) in found.iter().enumerate().filter(|_| near) {
            taken[place] |= is_near(word);
        }
        if !taken.contains(&true) {
            return None;
        }
        let (mut scrubbed, mut from) = (String::with_capacity(text.len()), 0);
        let mut in_run = false;
        for ((start, end, _), taken) in found.into_iter().zip(taken) {
            if taken && !in_run {
                scrubbed += &text[from..start];
                scrubbed += TAKEN_OUT;
            } else if !taken {
                scrubbed += &text[from..end];
            }
            (from, in_run) = (end, taken);
        }
        Some(scrubbed + &text[from..])
    }
}

/// The words of a text, folded.
fn words(text: &str) -> Vec<String> {
    placed(text).into_iter().map(|(_, _, word)| word).collect()
}

/// The words of a text, folded, with where each begins and ends.
fn placed(text: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    let mut start = None;
    for (place, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_alphanumeric() || is_mark(letter), start) {
            (true, None) => start = Some(place),
            (false, Some(from)) => {
                found.push((from, place, fold(&text[from..place])));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// A mark that belongs to the letter before it.
fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::testing::day;

    fn traces() -> Traces {
        Traces::of(&[Person {
            surname: "Kõrkja-Laid".into(),
            given: "Mari Liis".into(),
            national_id: "48005280109".into(),
            phone: "5559 7531".into(),
            email: "mari@naidis.example".into(),
            address: "Pargi 7-2, Rapla".into(),
            ..Person::default()
        }])
    }

    #[test]
    fn a_record_loses_its_texts_and_keeps_codes_days_and_numbers() {
        let stays = Stays { codes: ["employment-service".to_owned()].into(), days: Vec::new() };
        let mut referral =
            json!({ "participation": 3, "direction": "in", "body": "Mari õde", "sent_on": "2013-01-02", "note": "x" });
        forget(Kind::Referral, &mut referral, &stays);
        let kept = json!({ "participation": 3, "direction": "in", "body": "…", "sent_on": "2013-01-02", "note": "" });
        assert_eq!(referral, kept);

        let mut known = json!({ "body": "employment-service" });
        forget(Kind::Referral, &mut known, &stays);
        assert_eq!(known["body"], "employment-service");
    }

    #[test]
    fn of_the_day_of_birth_the_year_stays_and_every_age_that_is_asked_for() {
        let days = [day("2013-03-01"), day("2013-09-01"), day("2014-02-28")];
        for born in ["1980-01-15", "1980-02-29", "1980-03-01", "1980-06-15", "1980-12-31"].map(day) {
            let other = coarsened(born, &days);
            assert_eq!(other.year(), 1980);
            for on in days {
                assert_eq!(whole_years(other, on), whole_years(born, on), "{born} {other} {on}");
            }
        }
        assert_eq!(coarsened(day("1980-06-15"), &[]), day("1980-01-01"));
    }

    #[test]
    fn the_whole_name_and_the_contacts_are_found_wherever_they_stand() {
        let text = "Kohal: Kõrkja-Laid, Mari Liis; helistas 55597531, kirjutas MARI@naidis.example. Pargi 7-2, Rapla.";
        let scrubbed = traces().scrub(text, false).unwrap();
        assert_eq!(scrubbed, "Kohal: …; helistas …, kirjutas ….");
        assert_eq!(traces().scrub("Mari Kask ja Pargi 7-3", false), None);
    }

    #[test]
    fn one_name_is_enough_where_the_person_was() {
        assert_eq!(
            traces().scrub("Marile anti aega, Tõnis ootab.", true).as_deref(),
            Some("… anti aega, Tõnis ootab.")
        );
        assert_eq!(traces().scrub("Tõnis ootab.", true), None);
    }
}
