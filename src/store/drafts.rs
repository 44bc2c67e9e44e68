//! Drafts: what somebody was typing when it was not saved yet. They belong to no record and to no log, and only who typed one
//! is ever shown it.
//!
//! Nothing here waits longer than it is told to: a draft must never hold up who is typing.

use std::{sync::Arc, time::Duration};

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::{Row, params};
use serde_json::Value;

use super::{
    Store,
    busy::patiently,
    error::{Error, Result},
};
use crate::domain::Id;

/// How moments are written, so that they can be compared as texts.
const MOMENT: &str = "%Y-%m-%dT%H:%M:%S";

/// A form that was not saved yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Who typed it.
    pub who: String,
    /// The process that has it open, as that process calls itself.
    pub process: String,
    /// When it was kept, in local time.
    pub saved_at: NaiveDateTime,
    /// The code of the programme in which it was typed.
    pub programme: String,
    /// The language in which it was typed.
    pub language: String,
    /// The form's name.
    pub form: String,
    /// Whom or what it is about.
    pub about: String,
    /// What the form was opened on.
    pub opening: Value,
    /// What the form started from.
    pub base: Arc<Value>,
    /// What stands in its fields.
    pub entries: Value,
}

impl Store {
    /// Keeps a draft: in the place it had, or in a new one. Waits at most that long, for others who save and for the answer
    /// whether the file is whole.
    pub fn keep_draft(&self, id: Option<Id>, draft: &Draft, patience: Duration) -> Result<Id> {
        self.soundness.within(patience).ok_or(Error::Busy)??;
        patiently(patience, || {
            let at = draft.saved_at.format(MOMENT).to_string();
            let (opening, base) = (draft.opening.to_string(), draft.base.to_string());
            let values = params![
                id.map(|id| id.0),
                draft.who,
                draft.process,
                at,
                draft.programme,
                draft.language,
                draft.form,
                draft.about,
                opening,
                base,
                draft.entries.to_string()
            ];
            let mut keep = self.connection.prepare_cached(
                "INSERT INTO draft (id, who, process, saved_at, programme, language, form, about, opening, base, entries)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                 ON CONFLICT (id) DO UPDATE SET process = ?3, saved_at = ?4, programme = ?5, language = ?6, about = ?8,
                   opening = ?9, base = ?10, entries = ?11
                 RETURNING id",
            )?;
            Ok(Id(keep.query_row(values, |row| row.get(0))?))
        })
    }

    /// The drafts of somebody since that moment, newest first.
    pub fn drafts_of(&self, who: &str, since: Option<NaiveDate>) -> Result<Vec<(Id, Draft)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, who, process, saved_at, programme, language, form, about, opening, base, entries FROM draft
             WHERE who = ?1 AND saved_at >= ?2 ORDER BY saved_at DESC, id DESC",
        )?;
        let since = since.map(|day| day.to_string()).unwrap_or_default();
        let mut rows = statement.query(params![who, since])?;
        let mut drafts = Vec::new();
        while let Some(row) = rows.next()? {
            drafts.push(draft(row)?);
        }
        Ok(drafts)
    }

    /// Hands a draft from a process that has ended to another; whether it was still there to be had.
    pub fn take_draft(&self, id: Id, from: &str, to: &str) -> Result<bool> {
        self.soundness.demand()?;
        let sql = "UPDATE draft SET process = ?3 WHERE id = ?1 AND process = ?2";
        Ok(self.connection.execute(sql, params![id.0, from, to])? == 1)
    }

    /// Removes a draft, if it is there; waits at most that long.
    pub fn remove_draft(&self, id: Id, patience: Duration) -> Result<()> {
        self.soundness.within(patience).ok_or(Error::Busy)??;
        patiently(patience, || {
            self.connection.prepare_cached("DELETE FROM draft WHERE id = ?1")?.execute([id.0])?;
            Ok(())
        })
    }

    /// Removes all drafts that were kept before that day, whoever typed them.
    pub fn remove_drafts_before(&self, day: NaiveDate, patience: Duration) -> Result<()> {
        let old = "SELECT count(*) FROM draft WHERE saved_at < ?1";
        let count: i64 = self.connection.query_row(old, [day.to_string()], |row| row.get(0))?;
        if count == 0 {
            return Ok(());
        }
        self.soundness.within(patience).ok_or(Error::Busy)??;
        patiently(patience, || {
            self.connection.execute("DELETE FROM draft WHERE saved_at < ?1", [day.to_string()])?;
            Ok(())
        })
    }
}

fn draft(row: &Row<'_>) -> Result<(Id, Draft)> {
    let id = Id(row.get(0)?);
    let unreadable = |why: String| Error::Unreadable { kind: "draft", id: id.0, why };
    let at: String = row.get(3)?;
    let read = |column: usize| -> Result<Value> {
        serde_json::from_str(&row.get::<_, String>(column)?).map_err(|error| unreadable(error.to_string()))
    };
    let draft = Draft {
        who: row.get(1)?,
        process: row.get(2)?,
        saved_at: NaiveDateTime::parse_from_str(&at, MOMENT).map_err(|error| unreadable(error.to_string()))?,
        programme: row.get(4)?,
        language: row.get(5)?,
        form: row.get(6)?,
        about: row.get(7)?,
        opening: read(8)?,
        base: Arc::new(read(9)?),
        entries: read(10)?,
    };
    Ok((id, draft))
}
