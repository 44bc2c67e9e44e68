//! Who in a sheet may be somebody who is known already: certain by code or by name and birth date, else only to be asked about.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    str::Chars,
};

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

/// With so many at most who have something in common somebody is compared; a sheet in which all have one name is not read for hours.
const MOST: usize = 200;
/// And with so many of those who only may have nearly the same name.
const MOST_NEARLY: usize = 30;
/// So many letters a name has at least of which one may be mistyped: fewer where the birth date is the same.
const LONG: usize = 4;
const SHORT: usize = 3;
/// No place in the list.
const NOBODY: u32 = u32::MAX;
/// The places of the keys: the whole name, with the birth date or without, the code, each name with the birth date, and each name
/// with an end of the other, of which one letter's difference leaves one as it was.
const NAME: usize = 0;
const NAME_AND_BIRTH: usize = 1;
const CODE: usize = 2;
const ONE_NAME_AND_BIRTH: [usize; 2] = [3, 4];
const ONE_NAME_AND_END: [usize; 4] = [5, 6, 7, 8];
const KEYS: usize = 9;

/// Those who are known, found without comparing everybody with everybody.
#[derive(Debug)]
pub(super) struct Alike<T> {
    all: Vec<Known<T>>,
    /// By the hash of what they have in common, the last who was added; a hash that is shared by chance only costs a comparison.
    last: HashMap<u64, u32>,
}

/// Somebody who is known, and who has the same keys and was added before.
#[derive(Debug)]
struct Known<T> {
    is: T,
    who: Who,
    before: [u32; KEYS],
}

impl<T: Copy> Alike<T> {
    /// Nobody yet.
    pub(super) fn new() -> Self {
        Self { all: Vec::new(), last: HashMap::new() }
    }

    /// Adds somebody.
    pub(super) fn add(&mut self, who: Who, is: T) {
        let place = self.all.len() as u32;
        let mut before = [NOBODY; KEYS];
        for (key, hash) in who.keys().into_iter().enumerate() {
            // Who is not named is found by the code alone, and who has no code by the name alone.
            if if key == CODE { who.code.is_empty() } else { who.is_nameless() } {
                continue;
            }
            before[key] = self.last.insert(hash, place).unwrap_or(NOBODY);
        }
        self.all.push(Known { is, who, before });
    }

    /// Those who are certainly the same: of the same code; else of the same name and birth date.
    pub(super) fn same(&self, who: &Who) -> Vec<T> {
        let keys = who.keys();
        let of = |key: usize, agrees: &dyn Fn(&Who) -> bool| -> Vec<T> {
            let mut places: Vec<usize> = self.with(key, keys[key]).collect();
            places.reverse();
            places
                .into_iter()
                .map(|place| &self.all[place])
                .filter(|known| agrees(&known.who))
                .map(|known| known.is)
                .collect()
        };
        let by_code = of(CODE, &|known| !who.code.is_empty() && known.code == who.code);
        if !by_code.is_empty() {
            return by_code;
        }
        let is_same = |known: &Who| known.name() == who.name() && who.born.is_some() && known.born == who.born;
        of(NAME_AND_BIRTH, &|known| is_same(known) && (who.code.is_empty() || known.code.is_empty()))
    }

    /// The first who may be the same, and why.
    pub(super) fn may_be(&self, who: &Who) -> Option<(T, Likeness)> {
        self.near(who).into_iter().find_map(|place| {
            let known = &self.all[place];
            Some((known.is, known.who.likeness(who)?))
        })
    }

    /// Those whose names are the same or nearly, in the order in which they were added.
    fn near(&self, who: &Who) -> Vec<usize> {
        let keys = who.keys();
        let nearly = |key: usize, hash: u64| self.with(key, hash).take(MOST_NEARLY);
        let mut places: Vec<usize> = self.with(NAME, keys[NAME]).collect();
        if who.born.is_some() {
            // Names that are not the same are asked about where the birth date is, or where it is not known.
            let unknown = Who { born: None, ..who.clone() }.keys();
            for key in ONE_NAME_AND_BIRTH {
                places.extend(nearly(key, keys[key]).chain(nearly(key, unknown[key])));
            }
        } else {
            places.extend(ONE_NAME_AND_END.into_iter().flat_map(|key| nearly(key, keys[key])));
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Those with this key, the last first.
    fn with(&self, key: usize, hash: u64) -> impl Iterator<Item = usize> {
        let place = |place: u32| (place != NOBODY).then_some(place as usize);
        let first = self.last.get(&hash).copied().and_then(place);
        std::iter::successors(first, move |last| place(self.all[*last].before[key])).take(MOST)
    }
}

impl Who {
    fn name(&self) -> (&str, &str) {
        (&self.surname, &self.given)
    }

    const fn is_nameless(&self) -> bool {
        self.surname.is_empty() && self.given.is_empty()
    }

    /// What others have in common with this one who may be the same, each as a hash.
    fn keys(&self) -> [u64; KEYS] {
        let (surname, given, born) = (self.surname.as_str(), self.given.as_str(), self.born);
        let first = |name: &str| name.chars().next();
        let last = |name: &str| name.chars().next_back();
        [
            hash(&(NAME, surname, given)),
            hash(&(NAME_AND_BIRTH, surname, given, born)),
            hash(&(CODE, &self.code)),
            hash(&(3, surname, born)),
            hash(&(4, given, born)),
            hash(&(5, surname, first(given))),
            hash(&(6, surname, last(given))),
            hash(&(7, given, first(surname))),
            hash(&(8, given, last(surname))),
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
            (false, None) => self.is_one_letter_from(other, LONG).then_some(Likeness::OneLetter),
            (false, Some(_)) => (one_day && self.is_one_letter_from(other, SHORT)).then_some(Likeness::OneLetter),
        }
    }

    fn is_one_letter_from(&self, other: &Self, shortest: usize) -> bool {
        (self.surname == other.surname && is_one_letter(&self.given, &other.given, shortest))
            || (self.given == other.given && is_one_letter(&self.surname, &other.surname, shortest))
    }
}

/// Whether one letter was changed, left out, added, or two beside each other were exchanged. Short names differ in one letter by
/// being other names.
fn is_one_letter(one: &str, other: &str, shortest: usize) -> bool {
    if one.chars().count().min(other.chars().count()) < shortest {
        return false;
    }
    let before = in_common(one.chars(), other.chars());
    let (one, other) = (&one[before..], &other[before..]);
    let after = in_common(one.chars().rev(), other.chars().rev());
    let (mut one, mut other) = (one[..one.len() - after].chars(), other[..other.len() - after].chars());
    let first = |name: &mut Chars| [name.next(), name.next(), name.next()];
    match (first(&mut one), first(&mut other)) {
        ([None, ..], [Some(_), None, _]) | ([Some(_), None, _], [None, ..] | [Some(_), None, _]) => true,
        ([Some(a), Some(b), None], [Some(c), Some(d), None]) => (a, b) == (d, c),
        _ => false,
    }
}

/// How many bytes the letters take that are the same at the beginning of both.
fn in_common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).map(|(letter, _)| letter.len_utf8()).sum()
}

/// Whether two days differ in one digit, or in the order of day and month.
fn is_near(one: NaiveDate, other: NaiveDate) -> bool {
    let digits = |day: NaiveDate| {
        let all = day.year().unsigned_abs() * 10_000 + day.month() * 100 + day.day();
        (0..8).map(move |place| all / 10_u32.pow(place) % 10)
    };
    let differing = digits(one).zip(digits(other)).filter(|(one, other)| one != other).count();
    let exchanged = one.year() == other.year() && (one.month(), one.day()) == (other.day(), other.month());
    differing == 1 || exchanged
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
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
        let short = who("tam ene", "", "1980-04-03");
        assert_eq!(likeness(&short, &who("tamm ene", "", "1980-04-03")), Some(Likeness::OneLetter));
        assert_eq!(likeness(&short, &who("tamm ene", "", "")), None);
        for name in ["kask marii", "kask mali", "kask mair", "ksak mari", "kaask mari"] {
            assert_eq!(likeness(&mari, &who(name, "", "1980-02-01")), Some(Likeness::OneLetter), "{name}");
        }
    }

    #[test]
    fn thousands_of_one_name_are_compared_with_few() {
        let mut known = Alike::new();
        let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
        let born = |row: usize| Some(first + chrono::Days::new(row as u64));
        let of = |row: usize| Who { born: born(row), ..who("kask mari", "", "") };
        for row in 0..3_000 {
            assert!(known.near(&of(row)).len() <= 3 * MOST);
            known.add(of(row), row);
        }
        for row in [0, 7, 2_999] {
            assert_eq!(known.same(&of(row)), [row], "who is certainly the same is found among all");
        }
    }

    #[test]
    fn two_people_are_not_taken_for_one() {
        let mari = who("kask mari", "1", "1980-02-01");
        for other in [
            who("kask mari", "2", "1990-12-24"),
            who("kask mari", "", "1995-12-24"),
            who("kask mai", "", ""),
            who("kaks mair", "", "1980-02-01"),
            who("kask kati", "", "1980-02-01"),
            who("kask mali", "", "1980-02-02"),
            who("kask mali", "2", ""),
        ] {
            assert_eq!(likeness(&mari, &other), None, "{other:?}");
        }
    }
}
