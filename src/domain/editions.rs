//! A programme in all its editions, and which of them holds for whom.
//!
//! A participation keeps to the edition under which it began; what is promised for the programme as a whole is what the
//! edition of the day says.

use std::ops::Deref;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Case, Definition, Id};

/// Which definition holds: for one participation, and for the programme as a whole.
pub trait Rules {
    /// The definition of the programme as a whole.
    fn current(&self) -> &Definition;
    /// The definition to which this participation keeps.
    fn of(&self, case: &Case) -> &Definition;
}

/// One definition holds for everybody.
impl Rules for Definition {
    fn current(&self) -> &Definition {
        self
    }

    fn of(&self, _case: &Case) -> &Definition {
        self
    }
}

impl<T: Rules> Rules for Arc<T> {
    fn current(&self) -> &Definition {
        T::current(self)
    }

    fn of(&self, case: &Case) -> &Definition {
        T::of(self, case)
    }
}

/// One edition of a programme as the register holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The number of its record.
    pub id: Id,
    /// From which day it holds; none for one that held from the beginning.
    pub holds_from: Option<NaiveDate>,
    /// What it says.
    pub definition: Definition,
}

/// A programme in all its editions, of which one holds on the day; reads as the definition of that one.
#[derive(Clone, Debug)]
pub struct Editions {
    /// First to last, at least one.
    all: Arc<[Edition]>,
    /// The place of the one that holds.
    place: usize,
}

impl Editions {
    /// The editions, as they hold on this day; nothing where there are none.
    pub fn new(mut all: Vec<Edition>, day: NaiveDate) -> Option<Self> {
        all.sort_by_key(|edition| (edition.holds_from, edition.id));
        (!all.is_empty()).then(|| Self { all: all.into(), place: 0 }.on(day))
    }

    /// A programme with a single edition, which is record 1.
    pub fn single(definition: Definition) -> Self {
        Self { all: [Edition { id: Id(1), holds_from: None, definition }].into(), place: 0 }
    }

    /// The same editions, as they hold on this day: the last that has begun, or the first of all.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Self {
        let begun = |edition: &Edition| edition.holds_from.is_none_or(|from| from <= day);
        Self { all: Arc::clone(&self.all), place: self.all.iter().rposition(begun).unwrap_or(0) }
    }

    /// The edition that holds.
    pub fn edition(&self) -> &Edition {
        &self.all[self.place]
    }

    /// All of them, first to last.
    pub fn all(&self) -> &[Edition] {
        &self.all
    }
}

impl Rules for Editions {
    fn current(&self) -> &Definition {
        &self.edition().definition
    }

    fn of(&self, case: &Case) -> &Definition {
        let own = self.all.iter().find(|edition| edition.id == case.participation.record.programme);
        own.map_or_else(|| self.current(), |edition| &edition.definition)
    }
}

impl Deref for Editions {
    type Target = Definition;

    fn deref(&self) -> &Definition {
        self.current()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{case, day, rapla};

    fn two(on: &str) -> Editions {
        let edition = |id, from: &str| Edition {
            id: Id(id),
            holds_from: Some(day(from)),
            definition: Definition { code: from.to_owned(), ..rapla() },
        };
        Editions::new(vec![edition(2, "2014-01-01"), edition(1, "2013-01-01")], day(on)).unwrap()
    }

    #[test]
    fn the_last_edition_that_has_begun_holds_and_before_all_of_them_the_first() {
        let held = ["2012-12-31", "2013-12-31", "2014-01-01"].map(|on| two(on).code.clone());

        assert_eq!(held, ["2013-01-01", "2013-01-01", "2014-01-01"]);
    }

    #[test]
    fn a_participation_keeps_to_its_own_edition() {
        let first = case(1).build();
        let mut second = case(2).build();
        second.participation.record.programme = Id(2);

        let now = two("2014-01-01");

        assert_eq!((now.of(&first).code.as_str(), now.of(&second).code.as_str()), ("2013-01-01", "2014-01-01"));
    }

    #[test]
    fn no_editions_are_no_programme() {
        assert!(Editions::new(vec![], day("2013-07-05")).is_none());
    }
}
