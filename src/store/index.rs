//! The index of people: what finding looks in, and the sort key of each name in the language of the register.
//!
//! It follows from the people and is no fact; it is rebuilt when the language or the ordering library changes. A session
//! in another language orders by a temporary table of its own.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::{Store, error::Result};
use crate::domain::{Id, Person, fold};

/// What no name comes after in any language.
const LAST: &str = "\u{ffff}";
/// The file's own index.
pub(super) const OWN: &str = "person_index";
/// The index of a session in another language.
const SESSION: &str = "temp.session_index";

/// The sort key of a name in a language: names compare as their keys do.
pub type SortKey = Arc<dyn Fn(&str, &str) -> Vec<u8> + Send + Sync>;

/// How names are ordered: the caller brings the rules of the languages.
#[derive(Clone)]
pub struct Collation {
    /// The session's language; empty for the register's own.
    pub language: String,
    /// The ordering library and its version; another one may order differently.
    pub library: String,
    /// The sort key of a name, given the language and the name.
    pub key: SortKey,
}

impl Collation {
    /// By bytes: for tests, and where no order is asked for.
    pub fn plain() -> Self {
        Self {
            language: String::new(),
            library: String::new(),
            key: Arc::new(|_language, name| name.as_bytes().to_vec()),
        }
    }
}

impl Store {
    /// Makes sure that people can be ordered in the session's language.
    pub(super) fn order_people(&mut self) -> Result<()> {
        let language: Option<String> =
            self.connection.query_row("SELECT language FROM register", [], |row| row.get(0)).optional()?;
        let Some(language) = language else { return Ok(()) };
        self.own_language = language;
        let made_by: Option<(String, String)> = self
            .connection
            .query_row("SELECT language, library FROM person_index_made_by", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let current = (self.own_language.clone(), self.collation.library.clone());
        // Who brings no rules only looks on: an index that is there stays as it is.
        let looks_on = made_by.is_some() && self.collation.library.is_empty();
        if made_by.as_ref() != Some(&current) && !looks_on {
            if self.is_read_only() {
                return self.use_session_index();
            }
            self.rebuild_own_index()?;
        }
        if self.collation.language.is_empty() || self.own_language == self.collation.language {
            Ok(())
        } else {
            self.use_session_index()
        }
    }

    /// Brings the session's index up to date with what was saved; the file's own always is.
    pub fn refresh_order(&self) -> Result<()> {
        if self.index == SESSION {
            self.connection.execute(&format!("DELETE FROM {SESSION}"), [])?;
            fill(&self.connection, SESSION, &self.collation, &self.collation.language)?;
        }
        Ok(())
    }

    fn rebuild_own_index(&mut self) -> Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute("DELETE FROM person_index", [])?;
        fill(&transaction, OWN, &self.collation, &self.own_language)?;
        let maker = params![self.own_language, self.collation.library];
        transaction.execute(
            "INSERT INTO person_index_made_by VALUES (1, ?1, ?2)
             ON CONFLICT (one) DO UPDATE SET language = excluded.language, library = excluded.library",
            maker,
        )?;
        transaction.commit()?;
        Ok(())
    }

    fn use_session_index(&mut self) -> Result<()> {
        self.connection.execute_batch(&format!(
            "CREATE TABLE IF NOT EXISTS {SESSION}
               (person INTEGER PRIMARY KEY, look_in TEXT NOT NULL, sort_key BLOB NOT NULL) STRICT;
             CREATE INDEX IF NOT EXISTS temp.session_index_order ON session_index (sort_key, person)"
        ))?;
        self.index = SESSION;
        self.refresh_order()
    }
}

fn fill(connection: &Connection, table: &str, collation: &Collation, language: &str) -> Result<()> {
    let mut statement = connection
        .prepare("SELECT id, surname, given, national_id, phone, protected OR erased_on IS NOT NULL FROM person")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let person = Person {
            surname: row.get(1)?,
            given: row.get(2)?,
            national_id: row.get(3)?,
            phone: row.get(4)?,
            // For finding, whoever was erased is as one who is protected.
            protected: row.get(5)?,
            ..Person::default()
        };
        put(connection, table, Id(row.get(0)?), &person, &(collation.key)(language, &ordered_as(&person)))?;
    }
    Ok(())
}

/// Indexes one person anew.
pub(super) fn put(connection: &Connection, table: &str, id: Id, person: &Person, sort_key: &[u8]) -> Result<()> {
    let look_in = look_in(person);
    connection
        .prepare_cached(&format!(
            "INSERT INTO {table} (person, look_in, sort_key) VALUES (?1, ?2, ?3)
             ON CONFLICT (person) DO UPDATE SET look_in = excluded.look_in, sort_key = excluded.sort_key"
        ))?
        .execute(params![id.0, look_in, sort_key])?;
    Ok(())
}

/// As what a person stands among the names; who is not named stands behind all others, where the place says nothing.
pub(super) fn ordered_as(person: &Person) -> String {
    let name = person.name();
    if person.may_be_shown() && !name.is_empty() { name } else { LAST.to_owned() }
}

/// What finding a person looks in: names, national code and telephone, folded; nothing for one who is not named.
pub(super) fn look_in(person: &Person) -> String {
    if !person.may_be_shown() {
        return String::new();
    }
    fold(&format!("{} {} {} {}", person.surname, person.given, person.national_id, person.phone))
}
