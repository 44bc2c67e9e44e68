//! The parts of a batch that stand or fall together: one person of an import with everything that came with them.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, params};
use serde_json::Value;

use crate::{
    domain::{Act, Id, Kind},
    store::error::{Error, Result},
};

/// A batch of more records than this is taken back part by part, as an import is.
const LARGE: usize = 20;

/// A change that is to be taken back.
#[derive(Clone)]
pub(super) struct Logged {
    pub(super) kind: Kind,
    pub(super) id: Id,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// The changes of a batch, last first.
pub(super) fn changes_of(connection: &Connection, batch: i64) -> Result<Vec<Logged>> {
    let mut statement = connection.prepare_cached(
        "SELECT c.kind, c.record, i.before, i.after FROM change c JOIN image i ON i.change = c.seq
         WHERE c.batch = ?1 ORDER BY c.seq DESC",
    )?;
    let mut rows = statement.query(params![batch])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get(0)?;
        changes.push(Logged {
            kind: Kind::from_name(&kind).ok_or_else(|| Error::Damaged(format!("change log, batch {batch}")))?,
            id: Id(row.get(1)?),
            before: row.get(2)?,
            after: row.get(3)?,
        });
    }
    Ok(changes)
}

/// The parts of a batch, what came last first: one, where the act was small.
pub(super) fn parts(act: Act, logged: Vec<Logged>) -> Result<Vec<Vec<Logged>>> {
    // Two persons are made one, or two again, as a whole.
    if act == Act::Merging || (act != Act::Import && logged.len() <= LARGE) {
        return Ok(if logged.is_empty() { Vec::new() } else { vec![logged] });
    }
    let places: HashMap<(Kind, Id), usize> =
        logged.iter().enumerate().map(|(place, change)| ((change.kind, change.id), place)).collect();
    // Each change points to one that it belongs together with; the last in that line names the part.
    let mut with: Vec<usize> = (0..logged.len()).collect();
    for (place, change) in logged.iter().enumerate() {
        let own = places.get(&(change.kind, change.id)).copied();
        for other in linked(change)?.iter().filter_map(|link| places.get(link).copied()).chain(own) {
            let (a, b) = (root(&with, place), root(&with, other));
            with[a.max(b)] = a.min(b);
        }
    }
    let mut parts: BTreeMap<usize, Vec<Logged>> = BTreeMap::new();
    for (place, change) in logged.iter().enumerate() {
        parts.entry(root(&with, place)).or_default().push(change.clone());
    }
    // A worker stands alone and others point at them: what stands alone comes last.
    let (shared, parts): (Vec<_>, Vec<_>) =
        parts.into_values().partition(|part| part.iter().all(|change| stands_alone(change.kind)));
    Ok(parts.into_iter().chain(shared).collect())
}

fn root(with: &[usize], mut place: usize) -> usize {
    while with[place] != place {
        place = with[place];
    }
    place
}

/// Whether records that link to one of this kind do not belong together for that.
const fn stands_alone(kind: Kind) -> bool {
    matches!(kind, Kind::Register | Kind::Programme | Kind::Worker)
}

/// The records to which a changed record links, before or after, and with which it belongs together.
fn linked(change: &Logged) -> Result<Vec<(Kind, Id)>> {
    let mut found = Vec::new();
    for image in [&change.before, &change.after].into_iter().flatten() {
        let image: Value = serde_json::from_str(image)
            .map_err(|error| Error::Damaged(format!("change log, {}: {error}", change.kind.name())))?;
        let links = change.kind.links().iter().filter(|(_, kind)| !stands_alone(*kind));
        found.extend(links.filter_map(|(field, kind)| Some((*kind, Id(image.get(*field)?.as_i64()?)))));
    }
    Ok(found)
}
