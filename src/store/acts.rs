//! When each record was last touched, and what sets this register apart from every other.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::{
    Store, chain,
    error::{Error, Result},
};
use crate::domain::{Id, Kind};

/// An act of the change log: its number, and when it was done in local time.
pub type Touched = (i64, NaiveDateTime);

impl Store {
    /// The newest act that touched each record, also those that were removed.
    pub fn touched(&self) -> Result<HashMap<(Kind, Id), Touched>> {
        let mut statement = self.connection.prepare(
            "SELECT c.kind, c.record, max(c.batch), b.at FROM change c JOIN batch b ON b.id = c.batch
             GROUP BY c.kind, c.record",
        )?;
        let mut rows = statement.query([])?;
        let mut touched = HashMap::new();
        while let Some(row) = rows.next()? {
            let (kind, at): (String, String) = (row.get(0)?, row.get(3)?);
            let batch = row.get(2)?;
            let damaged = || Error::Damaged(format!("change log, batch {batch}"));
            let kind = Kind::from_name(&kind).ok_or_else(damaged)?;
            touched.insert((kind, Id(row.get(1)?)), (batch, at.parse().map_err(|_| damaged())?));
        }
        Ok(touched)
    }

    /// What sets this register and its copies apart from every other: how its change log began.
    pub fn origin(&self) -> Result<String> {
        let first = chain::digest(&self.connection, 1)?.unwrap_or_default();
        Ok(first.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat())
    }
}
