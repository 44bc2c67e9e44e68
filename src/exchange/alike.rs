//! Who in a sheet may be somebody who is known already: certain by code or by name and birth date, else only to be asked about.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

/// What tells a person apart from others; the names folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Who {
    pub(super) surname: String,
    pub(super) given: String,
    pub(super) code: String,
    pub(super) born: Option<NaiveDate>,
}

/// Why two may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The same name, and one of the birth dates is not known.
    Name,
    /// The same name and birth date, but another code.
    OtherCode,
    /// The same name, and birth dates that differ in one digit or in the order of day and month.
    NearBirth,
    /// Names that differ in one letter, and nothing says that they are two.
    OneLetter,
}

/// Those who are known, found without comparing everybody with everybody.
#[derive(Debug)]
pub(super) struct Alike<T> {
    all: Vec<(T, Who)>,
    by_code: HashMap<String, Vec<usize>>,
    /// By one of the names and an end of the other: one letter's difference leaves one of these as it was.
    by_parts: HashMap<(Part, String), Vec<usize>>,
}

/// Which name is whole, and which end of the other stands with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Part {
    SurnameFirst,
    SurnameLast,
    GivenFirst,
    GivenLast,
}

impl<T: Copy> Alike<T> {
    /// Nobody yet.
    pub(super) fn new() -> Self {
        Self { all: Vec::new(), by_code: HashMap::new(), by_parts: HashMap::new() }
    }

    /// Adds somebody.
    pub(super) fn add(&mut self, who: Who, is: T) {
        let place = self.all.len();
        if !who.code.is_empty() {
            self.by_code.entry(who.code.clone()).or_default().push(place);
        }
        // Who is not named is found by the code alone.
        if !who.surname.is_empty() || !who.given.is_empty() {
            for part in who.parts() {
                self.by_parts.entry(part).or_default().push(place);
            }
        }
        self.all.push((is, who));
    }

    /// Those who are certainly the same: of the same code; else of the same name and birth date.
    pub(super) fn same(&self, who: &Who) -> Vec<T> {
        let by_code = self.by_code.get(&who.code).filter(|_| !who.code.is_empty());
        if let Some(places) = by_code {
            return places.iter().map(|place| self.all[*place].0).collect();
        }
        let is_same = |known: &Who| known.name() == who.name() && who.born.is_some() && known.born == who.born;
        let agrees = |known: &&(T, Who)| is_same(&known.1) && (who.code.is_empty() || known.1.code.is_empty());
        self.near(who).into_iter().map(|place| &self.all[place]).filter(agrees).map(|(is, _)| *is).collect()
    }

    /// The first who may be the same, and why.
    pub(super) fn may_be(&self, who: &Who) -> Option<(T, Likeness)> {
        self.near(who).into_iter().find_map(|place| {
            let (is, known) = &self.all[place];
            Some((*is, known.likeness(who)?))
        })
    }

    /// Those whose names are the same or nearly, in the order in which they were added.
    fn near(&self, who: &Who) -> Vec<usize> {
        let mut places: Vec<usize> =
            who.parts().iter().filter_map(|part| self.by_parts.get(part)).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

impl Who {
    fn name(&self) -> (&str, &str) {
        (&self.surname, &self.given)
    }

    fn parts(&self) -> [(Part, String); 4] {
        let part = |part, whole: &str, end: Option<char>| {
            (part, format!("{whole}|{}", end.map(String::from).unwrap_or_default()))
        };
        [
            part(Part::SurnameFirst, &self.surname, self.given.chars().next()),
            part(Part::SurnameLast, &self.surname, self.given.chars().next_back()),
            part(Part::GivenFirst, &self.given, self.surname.chars().next()),
            part(Part::GivenLast, &self.given, self.surname.chars().next_back()),
        ]
    }

    fn likeness(&self, other: &Self) -> Option<Likeness> {
        let same_name = self.name() == other.name();
        let two_codes = !self.code.is_empty() && !other.code.is_empty() && self.code != other.code;
        let births = self.born.zip(other.born);
        let one_day = births.is_some_and(|(one, other)| one == other);
        match (same_name, births) {
            (true, _) if one_day => Some(Likeness::OtherCode),
            // A code that holds is proof that they are two.
            _ if two_codes => None,
            (true, None) => Some(Likeness::Name),
            (true, Some((one, other))) => is_near(one, other).then_some(Likeness::NearBirth),
            (false, None) => self.is_one_letter_from(other).then_some(Likeness::OneLetter),
            (false, Some(_)) => (one_day && self.is_one_letter_from(other)).then_some(Likeness::OneLetter),
        }
    }

    fn is_one_letter_from(&self, other: &Self) -> bool {
        (self.surname == other.surname && is_one_letter(&self.given, &other.given))
            || (self.given == other.given && is_one_letter(&self.surname, &other.surname))
    }
}

/// Whether one letter was changed, left out, added, or two beside each other were exchanged. Short names differ in one letter by
/// being other names.
fn is_one_letter(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let shortest = one.len().min(other.len());
    if shortest < 4 || one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let before = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[before..], &other[before..]);
    let after = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[..one.len() - after], &other[..other.len() - after]);
    match (one, other) {
        ([], [_]) | ([_], [] | [_]) => true,
        ([a, b], [c, d]) => (a, b) == (d, c),
        _ => false,
    }
}

/// Whether two days differ in one digit, or in the order of day and month.
fn is_near(one: NaiveDate, other: NaiveDate) -> bool {
    let digits = |day: NaiveDate| day.format("%Y%m%d").to_string();
    let differing = digits(one).bytes().zip(digits(other).bytes()).filter(|(one, other)| one != other).count();
    let exchanged = one.year() == other.year() && (one.month(), one.day()) == (other.day(), other.month());
    differing == 1 || exchanged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(name: &str, code: &str, born: &str) -> Who {
        let (surname, given) = name.split_once(' ').unwrap();
        Who { surname: surname.into(), given: given.into(), code: code.into(), born: born.parse().ok() }
    }

    fn likeness(one: &Who, other: &Who) -> Option<Likeness> {
        let mut known = Alike::new();
        known.add(one.clone(), 1);
        known.may_be(other).map(|(_, likeness)| likeness)
    }

    #[test]
    fn the_same_code_or_the_same_name_and_birth_date_is_the_same_person() {
        let mut known = Alike::new();
        known.add(who("kask mari", "1", "1980-02-01"), 1);
        known.add(who("kask mari", "", "1990-02-01"), 2);
        assert_eq!(known.same(&who("tamm mai", "1", "")), [1]);
        assert_eq!(known.same(&who("kask mari", "", "1990-02-01")), [2]);
        assert_eq!(known.same(&who("kask mari", "7", "1990-02-01")), [2]);
        assert!(known.same(&who("kask mari", "7", "1980-02-01")).is_empty());
        assert!(known.same(&who("kask mari", "", "")).is_empty());
    }

    #[test]
    fn a_name_alone_and_one_letter_are_asked_about() {
        let mari = who("kask mari", "1", "1980-02-01");
        assert_eq!(likeness(&mari, &who("kask mari", "", "")), Some(Likeness::Name));
        assert_eq!(likeness(&mari, &who("kask mari", "2", "1980-02-01")), Some(Likeness::OtherCode));
        assert_eq!(likeness(&mari, &who("kask mari", "", "1980-01-02")), Some(Likeness::NearBirth));
        assert_eq!(likeness(&mari, &who("kask mari", "", "1980-02-11")), Some(Likeness::NearBirth));
        for name in ["kask marii", "kask mali", "kask mair", "ksak mari", "kaask mari"] {
            assert_eq!(likeness(&mari, &who(name, "", "1980-02-01")), Some(Likeness::OneLetter), "{name}");
        }
    }

    #[test]
    fn two_people_are_not_taken_for_one() {
        let mari = who("kask mari", "1", "1980-02-01");
        for other in [
            who("kask mari", "2", "1990-12-24"),
            who("kask mari", "", "1995-12-24"),
            who("kask mai", "", "1980-02-01"),
            who("kaks mair", "", "1980-02-01"),
            who("kask kati", "", "1980-02-01"),
            who("kask mali", "", "1980-02-02"),
            who("kask mali", "2", ""),
        ] {
            assert_eq!(likeness(&mari, &other), None, "{other:?}");
        }
    }
}
