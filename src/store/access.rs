//! Who may save what: asked of the workers in the file itself, inside the same transaction that saves.

use rusqlite::{Connection, OptionalExtension};

use super::{
    Store,
    error::{Error, Result},
    row::Columns,
};
use crate::domain::{
    Deed, Entity, Id, Kind, Rights, Role, Signature, Stored, Worker, leads, leaves_no_lead, may, rights_change, role_of,
};

impl Store {
    /// Under which name the system has logged in whoever works; none where the name alone counts.
    pub fn login(&self) -> Option<&str> {
        self.login.as_deref()
    }

    /// Holds whoever saves to what belongs to this login, whatever name they sign with; without one, the name counts.
    pub fn log_in(&mut self, login: Option<String>) {
        self.login = login;
    }

    /// What whoever signs so may do here.
    pub fn rights(&self, by: &Signature) -> Result<Rights> {
        Ok(Warden::of(&self.connection, self.login.as_deref(), by)?.rights())
    }

    /// Refuses what whoever signs so may not do here.
    pub fn allow(&self, deed: Deed, by: &Signature) -> Result<()> {
        Warden::of(&self.connection, self.login.as_deref(), by)?.demand(deed)
    }
}

/// The workers before a save, and the role of whoever saves.
pub(super) struct Warden {
    before: Vec<Stored<Worker>>,
    role: Role,
    day: chrono::NaiveDate,
}

impl Warden {
    /// Finds out who saves.
    pub(super) fn of(connection: &Connection, login: Option<&str>, by: &Signature) -> Result<Self> {
        let (before, day) = (workers(connection)?, by.at.date());
        let role = if is_audit_copy(connection)? { Role::Copy } else { role_of(&by.who, login, &before, day) };
        Ok(Self { before, role, day })
    }

    fn rights(&self) -> Rights {
        Rights { role: self.role, leads: leads(&self.before, self.day).map(Worker::name).collect() }
    }

    /// Refuses what may not be done in this role.
    pub(super) fn demand(&self, deed: Deed) -> Result<()> {
        if may(self.role, deed) { Ok(()) } else { Err(Error::NotAllowed { deed, rights: self.rights() }) }
    }

    /// Refuses, where workers were saved, rights that may not be given and a register without a lead.
    pub(super) fn look_after(&self, connection: &Connection, mut saved: impl Iterator<Item = Kind>) -> Result<()> {
        if !saved.any(|kind| kind == Kind::Worker) {
            return Ok(());
        }
        let after = workers(connection)?;
        if rights_change(&self.before, &after, self.day) {
            self.demand(Deed::Rights)?;
            if leaves_no_lead(&self.before, &after, self.day) {
                return Err(Error::NoLead);
            }
        }
        Ok(())
    }
}

/// Whether the register is a copy for an auditor.
fn is_audit_copy(connection: &Connection) -> Result<bool> {
    let mut statement = connection.prepare_cached("SELECT audit_copy FROM register")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?.unwrap_or(false))
}

fn workers(connection: &Connection) -> Result<Vec<Stored<Worker>>> {
    let kind = Worker::KIND.name();
    let mut statement = connection.prepare_cached(&format!("SELECT * FROM \"{kind}\" ORDER BY id"))?;
    let columns = Columns::of(&statement, 2);
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(line) = rows.next()? {
        found.push(Stored { id: Id(line.get(0)?), version: line.get(1)?, record: columns.read(line, kind)? });
    }
    Ok(found)
}
