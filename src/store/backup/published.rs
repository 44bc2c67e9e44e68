//! The published copy and those that are kept: when one is due, and what becomes of the one before.

use std::{fs, path::Path};

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension};

use super::{
    Backups, Snapshot, Why, copy,
    folder::{Held, Part},
    snapshot,
};
use crate::store::{
    chain,
    error::{Error, Result},
    open::for_reading,
    state,
};

impl Backups {
    /// Renews the newest copy where the register holds something else by now, drafts left aside; the answer is whether it did.
    /// The copy before is kept where it is the last of its hour, and where the register does not go on from it.
    pub fn publish(&self) -> Result<bool> {
        let source = copy::open(&self.register)?;
        if last_act(&source)?.is_none() || is_like(&source, &self.latest())? {
            return Ok(false);
        }
        let held = self.hold()?;
        // Another program may have made it while this one waited for the folder.
        if is_like(&source, &self.latest())? {
            return Ok(false);
        }
        let part = held.make(&source)?;
        keep_latest(&held, &part)?;
        held.finish(&part, &self.latest())?;
        held.thin_out()?;
        Ok(true)
    }

    /// Keeps a copy of the register as it stands before something great is done; nothing where one like it is kept already for
    /// the same reason. The answer is the copy.
    pub fn keep_before(&self, why: Why) -> Result<Option<Snapshot>> {
        self.keep_of(&copy::open(&self.register)?, why)
    }

    /// The same of a register that is open.
    pub(in crate::store) fn keep_of(&self, source: &Connection, why: Why) -> Result<Option<Snapshot>> {
        if last_act(source)?.is_none() {
            return Ok(None);
        }
        self.hold()?.keep(source, why).map(Some)
    }
}

impl Held<'_> {
    /// Keeps a copy, unless one like it is kept already for the same reason; the answer is the copy.
    pub(super) fn keep(&self, source: &Connection, why: Why) -> Result<Snapshot> {
        let mut snapshot = Snapshot { at: last_act(source)?.unwrap_or_default(), why, number: 1 };
        while self.backups.path(snapshot).exists() {
            if is_like(source, &self.backups.path(snapshot))? {
                return Ok(snapshot);
            }
            snapshot.number += 1;
        }
        let part = self.make(source)?;
        self.finish(&part, &self.backups.path(snapshot))?;
        self.thin_out()?;
        Ok(snapshot)
    }

    /// Whether what a register holds since a moment is kept already, for whatever reason.
    fn has_one_like(&self, register: &Connection, at: NaiveDateTime) -> Result<bool> {
        let of_the_moment =
            |snapshot: &Snapshot| snapshot.at.format("%F %H:%M").to_string() == at.format("%F %H:%M").to_string();
        for snapshot in self.backups.snapshots()?.into_iter().filter(of_the_moment) {
            if is_like(register, &self.backups.path(snapshot))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes away the copies that need not be kept any longer.
    fn thin_out(&self) -> Result<()> {
        for snapshot in snapshot::surplus(&self.backups.snapshots()?) {
            fs::remove_file(self.backups.path(snapshot))?;
        }
        Ok(())
    }
}

/// Keeps the newest copy under a name of its own where what takes its place is of another hour, or does not go on from it.
fn keep_latest(held: &Held, next: &Part) -> Result<()> {
    let latest = held.backups.latest();
    let Ok(before) = for_reading(&latest) else { return Ok(()) };
    let next = for_reading(&next.0)?;
    let Ok(Some(at)) = last_act(&before) else { return Ok(()) };
    let why = match last_act(&next)? {
        _ if !goes_on_from(&next, &before) => Why::Replaced,
        Some(now) if snapshot::hour(now) != snapshot::hour(at) => Why::Turn,
        _ => return Ok(()),
    };
    if why == Why::Replaced && held.has_one_like(&before, at)? {
        return Ok(());
    }
    // Somebody may have damaged it since it was made; what is not whole is not worth a name.
    if !copy::faults(&latest).is_ok_and(|faults| faults.is_empty()) {
        return Ok(());
    }
    let mut snapshot = Snapshot { at, why, number: 1 };
    while held.backups.path(snapshot).exists() {
        if is_like(&before, &held.backups.path(snapshot))? {
            return Ok(());
        }
        snapshot.number += 1;
    }
    let name = held.backups.path(snapshot);
    // Its other name goes to the next copy in a moment. Where a file cannot have two names, it is copied.
    fs::hard_link(&latest, &name).or_else(|_| {
        let part = held.make(&before)?;
        held.finish(&part, &name)
    })
}

/// When the last act was saved; none for a register in which nothing was done yet.
pub(super) fn last_act(connection: &Connection) -> Result<Option<NaiveDateTime>> {
    let at: Option<String> =
        connection.query_row("SELECT at FROM batch ORDER BY id DESC LIMIT 1", [], |row| row.get(0)).optional()?;
    let read = |at: String| {
        let unreadable = || Error::Damaged("change log, the moment of the last act".to_owned());
        NaiveDateTime::parse_from_str(&at, "%Y-%m-%dT%H:%M:%S").map_err(|_| unreadable())
    };
    at.map(read).transpose()
}

/// Whether a copy holds what the register holds, drafts left aside. One that cannot be read does not.
fn is_like(register: &Connection, copy: &Path) -> Result<bool> {
    let Ok(copy) = for_reading(copy) else { return Ok(false) };
    let (Ok(true), true) = (state::is_kept(&copy), state::is_kept(register)?) else { return Ok(false) };
    let Ok(there) = state::holding(&copy) else { return Ok(false) };
    Ok(state::holding(register)? == there)
}

/// Whether all acts of a copy are acts of the register too; so it is taken to be where that cannot be told.
fn goes_on_from(register: &Connection, copy: &Connection) -> bool {
    match chain::newest(copy) {
        Ok(Some(head)) => chain::holds(register, &head).unwrap_or(true),
        _ => true,
    }
}
