//! The copies beside a register that still hold somebody who was forgotten: found, and made anew without them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OptionalExtension};

use super::{
    super::{
        Backups, Collation, Store,
        error::{Error, Result},
        open::for_reading,
        private::new_private_file,
    },
    Forgetting,
};
use crate::domain::{Id, Signature};

/// How the files of registers end.
const REGISTER: &str = "tugi";
/// The folders beside a register in which its copies lie, by what is added to its name.
const FOLDERS: [&str; 2] = ["backups", "rescue"];

/// A copy of the register beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Where it lies.
    pub path: PathBuf,
    /// Whether it holds the person.
    pub held: Held,
}

/// Whether a copy holds somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// It does.
    Yes,
    /// It was made before the person was there, or after they were forgotten.
    No,
    /// It cannot be looked into: it is locked, damaged, or no register.
    Unknown,
}

impl Store {
    /// The copies beside this register, each with whether it still holds a person.
    pub fn copies_with(&self, person: Id) -> Result<Vec<Kept>> {
        let Some(path) = self.path() else { return Ok(Vec::new()) };
        let born = beginning(&self.connection, person)?;
        let mut found = Vec::new();
        for file in FOLDERS.into_iter().flat_map(|ending| folders(path, ending)).flat_map(|folder| files(&folder)) {
            let held = for_reading(&file).and_then(|copy| holds(&copy, person, born.as_ref()));
            found.push(Kept { held: held.unwrap_or(Held::Unknown), path: file });
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }
}

impl Kept {
    /// Makes the copy anew without the person, and puts it in the place of the old one when it is whole.
    pub fn renew(&self, whom: &Forgetting, by: &Signature) -> Result<()> {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Named as what is not finished is named, so that what a crash leaves is cleared up with it.
        let anew = self.path.with_file_name(format!(".{name}.part"));
        let _ = fs::remove_file(&anew);
        new_private_file(&anew)?;
        let made = self.made_anew(&anew, whom, by).and_then(|()| {
            fs::set_permissions(&anew, fs::metadata(&self.path)?.permissions())?;
            Ok(fs::rename(&anew, &self.path)?)
        });
        if made.is_err() {
            let _ = fs::remove_file(&anew);
        }
        // A copy of an older form was kept as it was before it was brought up to date: it must not stay.
        let _ = fs::remove_dir_all(Backups::of(&anew).folder());
        made
    }

    fn made_anew(&self, anew: &Path, whom: &Forgetting, by: &Signature) -> Result<()> {
        fs::copy(&self.path, anew)?;
        let mut copy = Store::open(anew, Collation::plain())?;
        copy.forget(whom, by, |_| Ok(()))?;
        let verdict = copy.verify()?;
        drop(copy);
        if !verdict.faults.is_empty() {
            return Err(Error::NotWhole(verdict.faults));
        }
        fs::File::open(anew)?.sync_all()?;
        Ok(())
    }
}

/// When and by whom a person was entered, which tells them apart from somebody else who has the same number in another copy.
fn beginning(connection: &Connection, person: Id) -> Result<Option<(String, String)>> {
    let first = "SELECT b.at, b.who FROM change c JOIN batch b ON b.id = c.batch
                 WHERE c.kind = 'person' AND c.record = ?1 ORDER BY c.seq LIMIT 1";
    Ok(connection.query_row(first, [person.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

fn holds(copy: &Connection, person: Id, born: Option<&(String, String)>) -> Result<Held> {
    let theirs = beginning(copy, person)?;
    if theirs.is_none() || theirs.as_ref() != born {
        return Ok(Held::No);
    }
    let knows = "SELECT count(*) FROM pragma_table_info('person') WHERE name = 'erased_on'";
    if copy.query_row(knows, [], |row| row.get::<_, i64>(0))? == 0 {
        return Ok(Held::Yes);
    }
    let erased = "SELECT erased_on IS NOT NULL FROM person WHERE id = ?1";
    let erased: Option<bool> = copy.query_row(erased, [person.0], |row| row.get(0)).optional()?;
    Ok(if erased == Some(true) { Held::No } else { Held::Yes })
}

/// Where copies may lie: `rapla.backups` and `rapla.tugi.backups` beside `rapla.tugi`.
fn folders(register: &Path, ending: &str) -> Vec<PathBuf> {
    let short = register.with_extension(ending);
    let mut long = register.as_os_str().to_owned();
    long.push(".");
    long.push(ending);
    let mut both = vec![short, PathBuf::from(long)];
    both.dedup();
    both
}

/// The plain files of a folder, without those that lie beside a database of SQLite.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let plain = |entry: fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_file()).then(|| entry.path());
    let beside = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        ["-journal", "-wal", "-shm"].iter().any(|ending| name.ends_with(&format!(".{REGISTER}{ending}")))
    };
    entries.filter_map(|entry| plain(entry.ok()?)).filter(|path| !beside(path)).collect()
}
