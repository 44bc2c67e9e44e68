//! The lists that may be long: which participations a screen shows, found and ordered by the file itself.

use rusqlite::{ToSql, params_from_iter};

use super::{Store, error::Result};
use crate::domain::{Id, fold};

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
    /// Each word must occur in name, code or telephone; those where a word begins a name come first.
    pub fn participations(&self, programme: Id, find: &str, by_number: bool, window: Window) -> Result<Found> {
        let words: Vec<String> = fold(find).split_whitespace().map(String::from).collect();
        let from = format!("FROM participation p JOIN {} i ON i.person = p.person WHERE p.programme = ?1", self.index);
        let fits: Vec<String> =
            (2..words.len() + 2).map(|place| format!(" AND instr(i.look_in, ?{place}) > 0")).collect();
        let fits = fits.concat();
        let mut values: Vec<Box<dyn ToSql>> = vec![Box::new(programme.0)];
        values.extend(words.iter().map(|word| Box::new(word.clone()) as Box<dyn ToSql>));
        let total: i64 = self
            .connection
            .prepare_cached(&format!("SELECT count(*) {from}{fits}"))?
            .query_row(params_from_iter(&values), |row| row.get(0))?;
        let order = match (by_number, words.is_empty()) {
            (true, _) => "p.number",
            (false, true) => "i.sort_key, p.id",
            (false, false) => "instr(' ' || i.look_in, ' ' || ?2) = 0, i.sort_key, p.id",
        };
        let sql = format!("SELECT p.id {from}{fits} ORDER BY {order} LIMIT {} OFFSET {}", window.limit, window.offset);
        let mut statement = self.connection.prepare(&sql)?;
        let ids = statement
            .query_map(params_from_iter(&values), |row| row.get(0).map(Id))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Found { total: total as usize, ids })
    }
}
