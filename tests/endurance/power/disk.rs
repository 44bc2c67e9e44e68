//! A disk as it may look after a power cut: of what was written and not synced, any part may be there, as it was or as garbage.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::Path,
};

use crate::chance::Chance;

/// The smallest piece that a disk writes.
const SECTOR: usize = 512;
/// `O_CREAT` and `O_TRUNC` of Linux.
const CREATE: u64 = 0o100;
const TRUNCATE: u64 = 0o1000;

/// When the names of files are safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// Once their folder was synced: all that is promised.
    Strict,
    /// Once anything was synced: as file systems with a journal do.
    Journalled,
}

/// One thing that a process did.
pub(super) struct Deed {
    pub(super) kind: u8,
    file: i32,
    place: u64,
    bytes: Vec<u8>,
}

/// Reads what power.c took down.
pub(super) fn deeds(record: &[u8]) -> Vec<Deed> {
    let (mut rest, mut deeds) = (record, Vec::new());
    while let Some((head, after)) = rest.split_first_chunk::<17>() {
        let number = |range: std::ops::Range<usize>| {
            head[range].iter().rev().fold(0_u64, |number, byte| number << 8 | u64::from(*byte))
        };
        let (bytes, after) = after.split_at(number(13..17) as usize);
        let file = number(1..5) as i32;
        deeds.push(Deed { kind: head[0], file, place: number(5..13), bytes: bytes.to_vec() });
        rest = after;
    }
    deeds
}

/// A write that is not safe yet; without bytes, a cut.
struct Write {
    place: usize,
    bytes: Option<Vec<u8>>,
}

/// The contents of a file: what is safe, and what was written since.
#[derive(Default)]
struct Contents {
    safe: Vec<u8>,
    since: Vec<Write>,
}

/// A change of names that is not safe yet.
enum Naming {
    Add(String, usize),
    Remove(String),
    Rename(String, String),
}

impl Naming {
    fn apply(&self, names: &mut BTreeMap<String, usize>) {
        match self {
            Self::Add(name, file) => drop(names.insert(name.clone(), *file)),
            Self::Remove(name) => drop(names.remove(name)),
            Self::Rename(from, to) => {
                if let Some(file) = names.remove(from) {
                    names.insert(to.clone(), file);
                }
            }
        }
    }

    fn folder(&self) -> &str {
        let (Self::Add(name, _) | Self::Remove(name) | Self::Rename(_, name)) = self;
        name.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// What a file descriptor stands for.
enum Open {
    File(usize),
    Folder(String),
}

/// The disk while things are done to it.
pub(super) struct Disk {
    root: String,
    when: Names,
    files: Vec<Contents>,
    names: BTreeMap<String, usize>,
    safe_names: BTreeMap<String, usize>,
    since: Vec<Naming>,
    open: HashMap<i32, Open>,
    /// The last save that was acknowledged.
    pub(super) acknowledged: i64,
}

impl Disk {
    /// A folder with these files, all of them safe.
    pub(super) fn new(root: &Path, when: Names, files: BTreeMap<String, Vec<u8>>) -> Self {
        let names: BTreeMap<String, usize> = files.keys().cloned().zip(0..).collect();
        let files = files.into_values().map(|safe| Contents { safe, since: Vec::new() }).collect();
        let (root, safe_names) = (root.display().to_string(), names.clone());
        Self { root, when, files, names, safe_names, since: Vec::new(), open: HashMap::new(), acknowledged: 0 }
    }

    /// Does the next thing.
    pub(super) fn does(&mut self, deed: &Deed) {
        match deed.kind {
            // Another process begins, with no file open.
            b'P' => self.open.clear(),
            b'O' => self.opens(deed),
            b'C' => drop(self.open.remove(&deed.file)),
            b'A' => self.acknowledged = deed.place as i64,
            b'W' => self.writes(deed, Some(deed.bytes.clone())),
            b'T' => self.writes(deed, None),
            b'S' => self.syncs(deed.file),
            b'U' => self.renames(Naming::Remove(self.name(&deed.bytes))),
            b'R' => {
                let both = String::from_utf8(deed.bytes.clone()).unwrap();
                let (from, to) = both.split_once('\n').unwrap();
                self.renames(Naming::Rename(self.name(from.as_bytes()), self.name(to.as_bytes())));
            }
            other => panic!("an entry of the kind {other}"),
        }
    }

    fn name(&self, path: &[u8]) -> String {
        let path = String::from_utf8(path.to_vec()).unwrap();
        path.strip_prefix(&self.root).unwrap().trim_start_matches('/').to_owned()
    }

    fn renames(&mut self, naming: Naming) {
        naming.apply(&mut self.names);
        self.since.push(naming);
    }

    fn opens(&mut self, deed: &Deed) {
        let name = self.name(&deed.bytes);
        let file = match self.names.get(&name) {
            Some(file) => *file,
            None if deed.place & CREATE == 0 => {
                self.open.insert(deed.file, Open::Folder(name));
                return;
            }
            None => {
                self.files.push(Contents::default());
                let file = self.files.len() - 1;
                self.renames(Naming::Add(name, file));
                file
            }
        };
        if deed.place & TRUNCATE != 0 {
            self.files[file].since.push(Write { place: 0, bytes: None });
        }
        self.open.insert(deed.file, Open::File(file));
    }

    fn writes(&mut self, deed: &Deed, bytes: Option<Vec<u8>>) {
        if let Some(Open::File(file)) = self.open.get(&deed.file) {
            self.files[*file].since.push(Write { place: deed.place as usize, bytes });
        }
    }

    fn syncs(&mut self, file: i32) {
        let folder = match self.open.get(&file) {
            Some(Open::File(file)) => {
                let contents = &mut self.files[*file];
                for write in std::mem::take(&mut contents.since) {
                    write.apply(&mut contents.safe);
                }
                None
            }
            Some(Open::Folder(folder)) => Some(folder.clone()),
            None => return,
        };
        let all = self.when == Names::Journalled;
        for naming in std::mem::take(&mut self.since) {
            if all || folder.as_deref() == Some(naming.folder()) {
                naming.apply(&mut self.safe_names);
            } else {
                self.since.push(naming);
            }
        }
    }

    /// What the files are for those who work with them, power or not.
    pub(super) fn seen(&self) -> BTreeMap<String, Vec<u8>> {
        let contents = |file: &usize| {
            let mut bytes = self.files[*file].safe.clone();
            for write in &self.files[*file].since {
                write.apply(&mut bytes);
            }
            bytes
        };
        self.names.iter().map(|(name, file)| (name.clone(), contents(file))).collect()
    }

    /// Writes what is left when the power fails now.
    pub(super) fn fail(&self, folder: &Path, chance: &mut Chance) {
        let mut names = self.safe_names.clone();
        let durable = chance.below(self.since.len() + 1);
        for naming in &self.since[..durable] {
            naming.apply(&mut names);
        }
        for (name, file) in names {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, self.files[file].left(chance)).unwrap();
        }
    }
}

impl Write {
    fn apply(&self, to: &mut Vec<u8>) {
        match &self.bytes {
            Some(bytes) => put(to, self.place, bytes),
            None => to.resize(self.place, 0),
        }
    }

    /// Its parts, each within one sector.
    fn sectors<'a>(&self, bytes: &'a [u8]) -> Vec<(usize, &'a [u8])> {
        let (mut place, mut rest, mut sectors) = (self.place, bytes, Vec::new());
        while !rest.is_empty() {
            let (sector, after) = rest.split_at(rest.len().min(SECTOR - place % SECTOR));
            sectors.push((place, sector));
            (place, rest) = (place + sector.len(), after);
        }
        sectors
    }
}

impl Contents {
    /// What is left of the file: of what was not safe, each sector is there, is not, or is garbage.
    fn left(&self, chance: &mut Chance) -> Vec<u8> {
        let (mut left, survives) = (self.safe.clone(), [0, 20, 50, 80, 100][chance.below(5)]);
        for write in &self.since {
            let Some(bytes) = &write.bytes else {
                if chance.happens(survives) {
                    left.resize(write.place, 0);
                }
                continue;
            };
            for (place, sector) in write.sectors(bytes) {
                if chance.happens(survives) {
                    put(&mut left, place, sector);
                } else if chance.happens(15) {
                    let garbage: Vec<u8> = sector.iter().map(|_| chance.below(256) as u8).collect();
                    put(&mut left, place, &garbage);
                }
            }
        }
        left
    }
}

/// Puts bytes into a file; what it skips are zeros.
fn put(file: &mut Vec<u8>, place: usize, bytes: &[u8]) {
    if file.len() < place + bytes.len() {
        file.resize(place + bytes.len(), 0);
    }
    file[place..place + bytes.len()].copy_from_slice(bytes);
}
