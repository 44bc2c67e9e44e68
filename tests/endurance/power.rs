//! Power cuts: what a process did to its files is taken down, and the disk is put together as it may look when the power
//! fails at any moment of it. What was acknowledged is there, and all of it is whole.

mod disk;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use tugi::{
    session::collation,
    store::{Backups, Store},
};

use crate::{
    chance::Chance,
    office::register_at,
    scale::{rounds, say},
    work::{Job, Task, Writer},
};
use disk::{Disk, Names, deeds};

const SIZE: usize = 300_000;
/// After so many cuts everything is checked, and not only what is checked at every opening.
const WHOLE_CHECK: usize = 10;

/// Builds what takes a process's deeds down; none where there is no C compiler.
fn recorder(folder: &Path) -> Option<PathBuf> {
    let (source, built) = (folder.join("power.c"), folder.join("power.so"));
    fs::write(&source, include_str!("power.c")).unwrap();
    let mut compiler = Command::new("cc");
    compiler.args(["-O1", "-shared", "-fPIC", "-o"]).arg(&built).arg(&source).arg("-ldl");
    match compiler.status() {
        Ok(status) => {
            assert!(status.success(), "power.c does not compile");
            Some(built)
        }
        Err(error) => {
            say("power", format!("NOT RUN, since there is no C compiler: cc: {error}"));
            None
        }
    }
}

/// All files of a folder and of the folders in it, by their names in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            files.extend(self::files(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
    files
}

/// What was done in a folder, and what it held before.
struct Record {
    root: PathBuf,
    before: BTreeMap<String, Vec<u8>>,
    deeds: Vec<disk::Deed>,
}

/// Takes down what is done in a folder with a register.
fn recorded(place: &Path, work: impl FnOnce(&Path, &dyn Fn(&mut Command))) -> Option<Record> {
    let recorder = recorder(place)?;
    let (root, record) = (place.join("live"), place.join("record"));
    fs::create_dir(&root).unwrap();
    register_at(&root.join("register.tugi"), SIZE);
    let before = files(&root);
    work(&root, &|command| {
        command.env("LD_PRELOAD", &recorder).env("TUGI_POWER_RECORD", &record).env("TUGI_POWER_FOLDER", &root);
    });
    let deeds = deeds(&fs::read(&record).unwrap());
    let mut disk = Disk::new(&root, Names::Strict, before.clone());
    for deed in &deeds {
        disk.does(deed);
    }
    assert!(disk.seen() == files(&root), "something was done that was not taken down");
    Some(Record { root, before, deeds })
}

impl Record {
    /// Cuts the power so many times at random moments, and looks at what is left.
    fn cut(&self, place: &Path, when: Names, times: usize, mut look: impl FnMut(&Path, i64, usize)) {
        let mut chance = Chance::new(times as u64 + when as u64);
        let mut moments: Vec<usize> = (0..times).map(|_| chance.below(self.deeds.len() + 1)).collect();
        moments.sort_unstable();
        let (mut disk, mut done) = (Disk::new(&self.root, when, self.before.clone()), 0);
        for (cut, moment) in moments.into_iter().enumerate() {
            for deed in &self.deeds[done..moment] {
                disk.does(deed);
            }
            done = moment;
            let left = place.join("left");
            fs::create_dir(&left).unwrap();
            disk.fail(&left, &mut chance);
            look(&left, disk.acknowledged, cut);
            fs::remove_dir_all(&left).unwrap();
        }
    }

    fn saves(&self) -> usize {
        self.deeds.iter().filter(|deed| deed.kind == b'A').count() - 1
    }
}

/// The last save in a register after a power cut; it has to be whole, and so has every copy under a final name.
fn last_save(folder: &Path, cut: usize) -> i64 {
    let store =
        Store::open(&folder.join("register.tugi"), collation(None)).unwrap_or_else(|error| kept(folder, &error));
    let faults = store.soundness().wait();
    if !faults.is_empty() {
        kept(folder, &faults)
    }
    if cut.is_multiple_of(WHOLE_CHECK) {
        assert_eq!(store.verify().unwrap().faults, []);
    }
    store.head().unwrap().batch
}

/// Ends the test, and leaves the files for whoever looks into it.
fn kept(folder: &Path, why: &dyn std::fmt::Debug) -> ! {
    let aside = tempfile::tempdir().unwrap().keep();
    for (name, bytes) in files(folder) {
        fs::create_dir_all(aside.join(&name).parent().unwrap()).unwrap();
        fs::write(aside.join(name), bytes).unwrap();
    }
    panic!("{why:?}; kept in {}", aside.display())
}

/// Records so many saves, done in one way, and cuts the power so many times in each of the two kinds of file system.
fn cut_off(what: &str, task: Task, saves: usize, cuts: usize) {
    let place = tempfile::tempdir().unwrap();
    let record = recorded(place.path(), |root, traced| {
        let job = Job { most: saves, task, ..Job::on(&root.join("register.tugi")) };
        let writer = Writer::start_with(&job, |command| {
            traced(command);
            command
        });
        assert!(writer.ended_alone() > 0);
    });
    let Some(record) = record else { return };
    assert_eq!(record.saves(), saves);
    for when in [Names::Strict, Names::Journalled] {
        let (mut more, mut copies) = (0, 0);
        record.cut(place.path(), when, cuts, |left, acknowledged, cut| {
            let last = last_save(left, cut);
            if last < acknowledged {
                kept(left, &format!("{acknowledged} was acknowledged, {last} is there"));
            }
            more += i64::from(last > acknowledged && acknowledged > 0);
            copies += whole_copies(left);
        });
        let deeds = record.deeds.len();
        say(
            "power",
            format!(
                "{what}: {cuts} cuts in {saves} saves ({deeds} deeds), names {when:?}: 0 acknowledged lost, 0 corrupt; \
                 {more} with a save that was not acknowledged yet; {copies} copies under a final name, all whole"
            ),
        );
    }
}

/// Every copy under a final name has to be whole.
fn whole_copies(folder: &Path) -> usize {
    let Ok(names) = fs::read_dir(Backups::of(&folder.join("register.tugi")).folder()) else { return 0 };
    let paths = names.map(|entry| entry.unwrap().path());
    let copies = paths.filter(|path| path.extension().is_some_and(|ending| ending == "tugi"));
    let whole = copies.map(|copy| match Store::open(&copy, collation(None)) {
        Ok(store) if store.soundness().wait().is_empty() => 1,
        Ok(_) => kept(folder, &copy),
        Err(error) => kept(folder, &error),
    });
    whole.sum()
}

#[test]
fn a_power_cut_takes_nothing_that_was_acknowledged() {
    cut_off("saves", Task::Save, rounds(8, 60), rounds(15, 300));
}

#[test]
fn a_power_cut_while_the_copy_is_renewed_leaves_a_whole_one() {
    cut_off("saves and copies", Task::SaveAndPublish, rounds(3, 20), rounds(15, 200));
}
