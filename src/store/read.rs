//! Reading records: one, all, or those that hang on others; written once for all kinds.

use rusqlite::ToSql;
use serde::Deserialize;

use super::{
    Store,
    error::{Error, Result},
    row::Columns,
};
use crate::domain::{Entity, Id, Kind, Record, Stored};

/// The numbers of all editions of the programme of which `?1` is one.
pub(super) const EDITIONS: &str = "SELECT id FROM programme WHERE code = (SELECT code FROM programme WHERE id = ?1)";

/// The columns before a record's own fields: its number and its version.
pub(super) const HEAD: usize = 2;

impl Store {
    /// The record with this number, if there is one.
    pub fn get<T: Entity>(&self, id: Id) -> Result<Option<Stored<T>>> {
        Ok(self.select("WHERE id = ?1", &[&id.0])?.pop())
    }

    /// The record with this number; an error when it is gone.
    pub fn expect<T: Entity>(&self, id: Id) -> Result<Stored<T>> {
        self.get(id)?.ok_or(Error::Conflict { theirs: (T::KIND, id), now: None, who: String::new() })
    }

    /// All records of a kind, in the order in which they were entered.
    pub fn all<T: Entity>(&self) -> Result<Vec<Stored<T>>> {
        self.select("ORDER BY id", &[])
    }

    /// The records whose `link` is one of `ids`, in the order of `order`.
    pub(super) fn hanging<T: Entity>(&self, link: &str, ids: &[Id], order: &str) -> Result<Vec<Stored<T>>> {
        let tail = format!("WHERE {link} IN (SELECT value FROM json_each(?1)) ORDER BY {order}");
        self.select(&tail, &[&numbers(ids)])
    }

    /// The numbers of all editions of the programme of which one is given.
    pub(super) fn editions(&self, programme: Id) -> Result<Vec<Id>> {
        let mut statement = self.connection.prepare_cached(EDITIONS)?;
        let ids = statement.query_map([programme.0], |row| row.get(0).map(Id))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// The records of a kind that a condition picks. `tail` is a constant of this module's siblings, never a user's text.
    pub(super) fn select<T: Entity>(&self, tail: &str, values: &[&dyn ToSql]) -> Result<Vec<Stored<T>>> {
        let mut found = Vec::new();
        self.each(&format!("\"{}\" {tail}", T::KIND.name()), values, true, |row| found.push(row))?;
        Ok(found)
    }

    /// Hands over, in the order of their numbers, the records whose `link` is one of `only`, whole; or all of the kind
    /// without their long texts when there is no `only`.
    pub(super) fn each_on<T: Entity>(
        &self,
        link: &str,
        only: Option<&[Id]>,
        take: impl FnMut(Stored<T>),
    ) -> Result<()> {
        let kind = T::KIND.name();
        match only {
            None => self.each(&format!("\"{kind}\" ORDER BY id"), &[], false, take),
            Some(ids) => {
                let from = format!("\"{kind}\" WHERE {link} IN (SELECT value FROM json_each(?1)) ORDER BY id");
                self.each(&from, &[&numbers(ids)], true, take)
            }
        }
    }

    /// Hands over the records of a kind that a statement finds, given what stands after `FROM`; unless they are to be
    /// whole, without their long texts.
    pub(super) fn each<T: Entity>(
        &self,
        from: &str,
        values: &[&dyn ToSql],
        whole: bool,
        mut take: impl FnMut(Stored<T>),
    ) -> Result<()> {
        let kind = T::KIND.name();
        let wanted = if whole || T::TEXTS.is_empty() { format!("\"{kind}\".*") } else { self.without_texts::<T>()? };
        let mut statement = self.connection.prepare_cached(&format!("SELECT {wanted} FROM {from}"))?;
        let columns = Columns::of(&statement, HEAD);
        let mut rows = statement.query(values)?;
        while let Some(line) = rows.next()? {
            let record = columns.read(line, kind)?;
            take(Stored { id: Id(line.get(0)?), version: line.get(1)?, record });
        }
        Ok(())
    }

    /// The columns of a kind but its long texts.
    fn without_texts<T: Entity>(&self) -> Result<String> {
        let kind = T::KIND.name();
        let statement = self.connection.prepare_cached(&format!("SELECT * FROM \"{kind}\""))?;
        let wanted = statement.column_names().filter(|name| !T::TEXTS.contains(name));
        Ok(wanted.map(|name| format!("\"{kind}\".\"{name}\"")).collect::<Vec<_>>().join(", "))
    }

    /// Any record by kind and number.
    pub fn record(&self, kind: Kind, id: Id) -> Result<Option<Stored<Record>>> {
        let name = kind.name();
        let mut statement = self.connection.prepare_cached(&format!("SELECT * FROM \"{name}\" WHERE id = ?1"))?;
        let columns = Columns::of(&statement, HEAD);
        let mut rows = statement.query([id.0])?;
        let Some(line) = rows.next()? else { return Ok(None) };
        let record = columns.read_any(line, kind)?;
        Ok(Some(Stored { id, version: line.get(1)?, record }))
    }

    /// The names of the fields of a kind.
    #[cfg(test)]
    pub(crate) fn fields_of(&self, kind: Kind) -> Result<Vec<String>> {
        let statement = self.connection.prepare(&format!("SELECT * FROM \"{}\"", kind.name()))?;
        Ok(statement.column_names().skip(HEAD).map(String::from).collect())
    }

    /// How many records of a kind there are.
    pub fn count(&self, kind: Kind) -> Result<i64> {
        let name = kind.name();
        Ok(self.connection.query_row(&format!("SELECT count(*) FROM \"{name}\""), [], |row| row.get(0))?)
    }

    /// A number that changes whenever another program has saved to the file.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// The number of the newest act in the change log; what others keep as drafts does not change it.
    pub fn newest_batch(&self) -> Result<i64> {
        Ok(self.connection.query_row("SELECT coalesce(max(id), 0) FROM batch", [], |row| row.get(0))?)
    }
}

/// What a link is compared with so that it is one of these: one number where there is one, which lets SQLite walk an index
/// in order.
pub(super) fn one_of(ids: &[Id]) -> String {
    match ids {
        [one] => format!("= {one}"),
        several => format!("IN ({})", several.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")),
    }
}

/// A set of numbers as one parameter.
pub(super) fn numbers(ids: &[Id]) -> String {
    let list: Vec<String> = ids.iter().map(ToString::to_string).collect();
    format!("[{}]", list.join(","))
}

/// Reads an image of the change log back into a record.
pub(super) fn image(kind: Kind, text: &str) -> Result<Record> {
    let damaged = |error: serde_json::Error| Error::Damaged(format!("change log, {}: {error}", kind.name()));
    let value = serde_json::Value::deserialize(&mut serde_json::Deserializer::from_str(text)).map_err(damaged)?;
    Record::read(kind, value).map_err(damaged)
}
