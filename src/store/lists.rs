//! The lists that may be long: which participations a screen shows, found and ordered by the file itself.

use std::collections::HashMap;

use rusqlite::{ToSql, params_from_iter};

use super::{Store, error::Result, read::one_of};
use crate::domain::{Id, Person, Stored, fold};

/// The part of a list that is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// How many rows to leave out.
    pub offset: usize,
    /// How many rows to bring at most.
    pub limit: usize,
}

impl Window {
    /// The whole list.
    pub const ALL: Self = Self { offset: 0, limit: usize::MAX >> 1 };
}

/// The part of a list that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// How many there are in all.
    pub total: usize,
    /// Those in the window, in order.
    pub ids: Vec<Id>,
}

impl Store {
    /// The participations of a programme whose person fits `find`: by name in the session's language, or by number.
    /// Each word must occur in name, code or telephone, or be the number; those where a word begins a name come first. Who is
    /// not named is found by the number alone.
    pub fn participations(&self, programme: Id, find: &str, by_number: bool, window: Window) -> Result<Found> {
        let words: Vec<String> = fold(find).split_whitespace().map(String::from).collect();
        let programme = one_of(&self.editions(programme)?);
        let total = self.total(&programme, &words)?;
        let end = window.offset.saturating_add(window.limit).min(total);
        // A window nearer to the end is walked to from the end.
        let backwards = window.offset > total - end;
        let skipped = if backwards { total - end } else { window.offset };
        let mut values: Vec<Box<dyn ToSql>> =
            vec![Box::new(end.saturating_sub(window.offset) as i64), Box::new(skipped as i64)];
        values.extend(words.iter().map(|word| Box::new(word.clone()) as Box<dyn ToSql>));
        let sql = self.window_sql(&programme, words.len(), by_number, backwards);
        let mut ids: Vec<Id> = self
            .connection
            .prepare_cached(&sql)?
            .query_map(params_from_iter(&values), |row| row.get(0).map(Id))?
            .collect::<rusqlite::Result<_>>()?;
        if backwards {
            ids.reverse();
        }
        Ok(Found { total, ids })
    }

    /// The first so many people who fit `find` as [`Store::participations`] does, whether they take part in anything or not.
    pub fn people(&self, find: &str, most: usize) -> Result<Vec<Stored<Person>>> {
        let words: Vec<String> = fold(find).split_whitespace().map(String::from).collect();
        let first = if words.is_empty() { "" } else { "instr(' ' || i.look_in, ' ' || ?2) = 0, " };
        let (people, fits) = (self.index, fits(2, words.len(), false));
        let sql =
            format!("SELECT i.person FROM {people} i WHERE 1{fits} ORDER BY {first}i.sort_key, i.person LIMIT ?1");
        let mut values: Vec<Box<dyn ToSql>> = vec![Box::new(most as i64)];
        values.extend(words.into_iter().map(|word| Box::new(word) as Box<dyn ToSql>));
        let ids: Vec<Id> = self
            .connection
            .prepare_cached(&sql)?
            .query_map(params_from_iter(&values), |row| row.get(0).map(Id))?
            .collect::<rusqlite::Result<_>>()?;
        let found = self.hanging::<Person>("id", &ids, "id")?;
        let mut by_id: HashMap<Id, Stored<Person>> = found.into_iter().map(|person| (person.id, person)).collect();
        Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
    }

    /// The statement for a window: length, what is skipped, then so many words.
    fn window_sql(&self, programme: &str, words: usize, by_number: bool, backwards: bool) -> String {
        let people = self.index;
        // CROSS JOIN holds SQLite to this order of the tables, so that it walks an index that is in the wanted order and
        // stops at the end of the window instead of sorting everybody.
        let by_name = format!("{people} i CROSS JOIN participation p ON p.person = i.person");
        let (from, order): (String, &[&str]) = match (by_number, words) {
            (true, _) => (format!("participation p CROSS JOIN {people} i ON i.person = p.person"), &["p.number"]),
            (false, 0) => (by_name, &["i.sort_key", "i.person", "p.id"]),
            (false, _) => (by_name, &["instr(' ' || i.look_in, ' ' || ?3) = 0", "i.sort_key", "i.person", "p.id"]),
        };
        let direction = if backwards { " DESC" } else { "" };
        let order: Vec<String> = order.iter().map(|term| format!("{term}{direction}")).collect();
        let (fits, order) = (fits(3, words, true), order.join(", "));
        format!("SELECT p.id FROM {from} WHERE p.programme {programme}{fits} ORDER BY {order} LIMIT ?1 OFFSET ?2")
    }

    /// How many participations fit in all.
    fn total(&self, programme: &str, words: &[String]) -> Result<usize> {
        let people = match words {
            [] => String::new(),
            _ => format!("JOIN {} i ON i.person = p.person", self.index),
        };
        let fits = fits(1, words.len(), true);
        let values: Vec<&dyn ToSql> = words.iter().map(|word| word as &dyn ToSql).collect();
        let total: i64 = self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*) FROM participation p {people} WHERE p.programme {programme}{fits}"
            ))?
            .query_row(values.as_slice(), |row| row.get(0))?;
        Ok(total as usize)
    }
}

/// The condition that each of so many words occurs, or is the participation's number; the words are parameters from `first` on.
fn fits(first: usize, words: usize, by_number: bool) -> String {
    let number = |place| if by_number { format!(" OR CAST(p.number AS TEXT) = ?{place}") } else { String::new() };
    let condition = |place| format!(" AND (instr(i.look_in, ?{place}) > 0{})", number(place));
    (first..first + words).map(condition).collect()
}
