//! Damage that a disk or a careless hand does: whatever changes a row is found at the next opening.
//!
//! What a damaged file really says is read with SQLite alone.

use std::{fs, path::Path};

use tugi::{
    session::collation,
    store::{Error, Store},
};

use crate::{
    chance::Chance,
    office::{DailyWork, by, register},
    rows,
    scale::{rounds, say},
};

const SIZE: usize = 1_000_000;
const SECTOR: usize = 512;

/// The figures of many damaged files.
#[derive(Default)]
struct Figures {
    files: usize,
    unreadable: usize,
    changed: usize,
    unchanged: usize,
    found: usize,
    undetected: usize,
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { files, unreadable, changed, unchanged, found, undetected } = self;
        write!(
            f,
            "{files} files: {unreadable} that SQLite cannot read, {changed} with a changed row, {unchanged} in which none \
             changed; {found} refused at opening; {undetected} undetected"
        )
    }
}

/// Opens a file as at every opening, with the whole check.
fn opened(path: &Path) -> Result<Store, Error> {
    let store = Store::open(path, collation(None))?;
    store.soundness().demand()?;
    Ok(store)
}

fn damaged(what: &str, times: usize, harm: impl Fn(&mut [u8], &mut Chance)) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("register.tugi");
    let sound = register(SIZE);
    fs::write(&path, sound.as_slice()).unwrap();
    let truth = (rows::all(&path).unwrap(), rows::indexes(&path).unwrap());
    let (mut chance, mut figures) = (Chance::new(times as u64), Figures::default());
    for _ in 0..times {
        let mut bytes = sound.to_vec();
        harm(&mut bytes, &mut chance);
        fs::write(&path, &bytes).unwrap();
        figures.judge(&path, &truth);
        fs::remove_file(&path).unwrap();
    }
    say("damage", format!("{what}: {figures}"));
    assert_eq!(figures.undetected, 0);
}

impl Figures {
    fn judge(&mut self, path: &Path, truth: &(Vec<Vec<u8>>, Vec<Vec<u8>>)) {
        self.files += 1;
        let same = match rows::all(path) {
            Err(_) => {
                self.unreadable += 1;
                false
            }
            Ok(rows) if rows == truth.0 => {
                self.unchanged += 1;
                true
            }
            Ok(_) => {
                self.changed += 1;
                false
            }
        };
        match opened(path) {
            Err(_) => self.found += 1,
            Ok(store) => {
                let harmless = same && rows::indexes(path).is_ok_and(|indexes| indexes == truth.1) && goes_on(store);
                self.undetected += usize::from(!harmless);
            }
        }
    }
}

/// Whether a file that was taken for whole still is after some more work in it.
fn goes_on(mut store: Store) -> bool {
    let mut work = DailyWork::new(&store, 1);
    for _ in 0..3 {
        let (act, changes) = work.next(&store);
        store.commit(act, &changes, &by()).unwrap();
    }
    store.verify().unwrap().faults.is_empty()
}

#[test]
fn a_changed_byte_that_changes_a_row_is_found() {
    damaged("one byte changed", rounds(15, 500), |bytes, chance| {
        let place = chance.below(bytes.len());
        bytes[place] ^= 1 + chance.below(255) as u8;
    });
}

#[test]
fn a_changed_bit_that_changes_a_row_is_found() {
    damaged("one bit changed", rounds(15, 500), |bytes, chance| {
        let place = chance.below(bytes.len());
        bytes[place] ^= 1 << chance.below(8);
    });
}

#[test]
fn a_sector_of_zeros_that_changes_a_row_is_found() {
    damaged("one sector zeroed", rounds(15, 500), |bytes, chance| {
        let sector = chance.below(bytes.len() / SECTOR) * SECTOR;
        bytes[sector..sector + SECTOR].fill(0);
    });
}
