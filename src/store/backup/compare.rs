//! How two states of a register differ: where their logs parted, who has saved since, and which records are not the same.

use std::{collections::HashMap, path::Path};

use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{copy, published::last_act};
use crate::{
    domain::{Act, Choice, Kind},
    store::{Head, Store, chain, error::Result, state},
};

/// What stands for all that a record says.
pub(super) type Said = Vec<u8>;

/// Where a copy stands in the life of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It holds what the register holds.
    Fresh,
    /// The register went on from it, by so many acts.
    Stale(i64),
    /// The register lacks so many acts that the copy has: it is the older one.
    Ahead(i64),
    /// Both went on from a common beginning, each in its own way.
    Parted,
}

impl Standing {
    /// Where a copy stands to a register; none where that is another register, or cannot be read.
    pub fn of(copy: &Store, register: &Path) -> Option<Self> {
        let register = copy::open(register).ok().filter(|register| state::is_kept(register).unwrap_or(false))?;
        between(&copy.connection, &register).ok().flatten()
    }
}

fn between(copy: &Connection, register: &Connection) -> Result<Option<Standing>> {
    let (there, here) = (chain::newest(copy)?.unwrap_or_default(), chain::newest(register)?.unwrap_or_default());
    Ok(match common(register, copy)? {
        0 => None,
        common if common == there.batch && common == here.batch => Some(Standing::Fresh),
        common if common == there.batch => Some(Standing::Stale(acts_after(register, common)?)),
        common if common == here.batch => Some(Standing::Ahead(acts_after(copy, common)?)),
        _ => Some(Standing::Parted),
    })
}

/// The newest act that both logs have, and everything before it; 0 where they have nothing in common.
fn common(one: &Connection, other: &Connection) -> Result<i64> {
    let mut statement = one.prepare("SELECT batch, digest FROM chain ORDER BY batch DESC")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let head = Head { batch: row.get(0)?, digest: row.get(1)? };
        if chain::holds(other, &head)? {
            return Ok(head.batch);
        }
    }
    Ok(0)
}

fn acts_after(connection: &Connection, batch: i64) -> Result<i64> {
    Ok(connection.query_row("SELECT count(*) FROM batch WHERE id > ?1", [batch], |row| row.get(0))?)
}

/// What putting a copy back would do to a register.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The register's head and the moment of its last act.
    pub register: (String, String),
    /// The copy's.
    pub copy: (String, String),
    /// Whether they are states of one register.
    pub related: bool,
    /// Of each kind that differs: how many records come back, become as they were, and go away.
    pub kinds: Vec<(Kind, [usize; 3])>,
    /// Who has saved since the logs parted, and how often.
    pub since: Vec<(String, i64)>,
    /// How many times somebody was taken out of the register since, who would be back.
    pub erasures: i64,
}

impl Comparison {
    /// Compares a register with a copy of one.
    pub fn between(register: &Store, copy: &Store) -> Result<Self> {
        let (here, there) = (&register.connection, &copy.connection);
        let common = common(here, there)?;
        let mut kinds = Vec::new();
        for kind in Kind::ALL {
            let differing = differing(&records(here, *kind)?, &records(there, *kind)?);
            if differing != [0; 3] {
                kinds.push((*kind, differing));
            }
        }
        let mut statement =
            here.prepare("SELECT who, count(*) FROM batch WHERE id > ?1 GROUP BY who ORDER BY 2 DESC, 1")?;
        let since = statement.query_map([common], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let erasures = "SELECT count(*) FROM batch WHERE id > ?1 AND act = ?2";
        Ok(Self {
            register: place(register)?,
            copy: place(copy)?,
            related: common > 0,
            kinds,
            since: since.collect::<rusqlite::Result<_>>()?,
            erasures: here
                .query_row(erasures, (common, Act::Erasure.code()), |row| row.get(0))
                .optional()?
                .unwrap_or_default(),
        })
    }
}

fn place(store: &Store) -> Result<(String, String)> {
    let at = last_act(&store.connection)?.map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string());
    Ok((store.head()?.to_string(), at.unwrap_or_default()))
}

/// The records of a kind by number, each with a digest of all that it says; its version is left aside.
pub(super) fn records(connection: &Connection, kind: Kind) -> Result<HashMap<i64, Said>> {
    let mut statement = connection.prepare(&format!("SELECT * FROM \"{}\"", kind.name()))?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let number = columns.iter().position(|name| name == "id").unwrap_or_default();
    let said: Vec<usize> = (0..columns.len()).filter(|place| columns[*place] != "version").collect();
    let mut rows = statement.query([])?;
    let mut found = HashMap::new();
    while let Some(row) = rows.next()? {
        let mut bytes = Vec::new();
        for column in &said {
            chain::add(&mut bytes, row.get_ref(*column)?);
        }
        found.insert(row.get(number)?, Sha256::digest(&bytes).to_vec());
    }
    Ok(found)
}

/// How many rows are only in the second, in both and not the same, only in the first.
fn differing(first: &HashMap<i64, Said>, second: &HashMap<i64, Said>) -> [usize; 3] {
    let only_in =
        |one: &HashMap<i64, Said>, other: &HashMap<i64, Said>| one.keys().filter(|id| !other.contains_key(*id)).count();
    let changed = first.iter().filter(|(id, hash)| second.get(*id).is_some_and(|other| other != *hash)).count();
    [only_in(second, first), changed, only_in(first, second)]
}
