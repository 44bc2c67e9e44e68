//! What the columns of an office's own sheets are for: said once, and known again by their headings. It belongs to no record
//! and to no log.

use std::collections::HashMap;

use rusqlite::params;

use super::{
    Store,
    error::{Error, Result},
};

impl Store {
    /// What was said of sheets for this form, by the key of their headings: each heading with the field it is for.
    pub fn sheet_maps(&self, form: &str) -> Result<HashMap<String, Vec<(String, String)>>> {
        let mut statement = self.connection.prepare_cached("SELECT heading, columns FROM sheet_map WHERE form = ?1")?;
        let mut rows = statement.query([form])?;
        let mut maps = HashMap::new();
        while let Some(row) = rows.next()? {
            let columns: String = row.get(1)?;
            let columns = serde_json::from_str(&columns).map_err(|error| Error::Damaged(error.to_string()))?;
            maps.insert(row.get(0)?, columns);
        }
        Ok(maps)
    }

    /// Remembers what was said of a sheet, in place of what was said of such a one before.
    pub fn remember_sheet_map(&self, form: &str, heading: &str, columns: &[(String, String)]) -> Result<()> {
        let columns = serde_json::to_string(columns).map_err(|error| Error::Damaged(error.to_string()))?;
        self.connection.execute(
            "INSERT INTO sheet_map (form, heading, columns) VALUES (?1, ?2, ?3)
             ON CONFLICT (form, heading) DO UPDATE SET columns = excluded.columns",
            params![form, heading, columns],
        )?;
        Ok(())
    }
}
