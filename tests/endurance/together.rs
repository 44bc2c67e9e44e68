//! Several people in one file, each in a process of their own: nobody overwrites anybody, nobody is turned away, nothing is lost.

mod writer;

use std::{
    collections::BTreeMap,
    fmt::Write,
    path::Path,
    process::Command,
    sync::mpsc::RecvTimeoutError,
    time::{Duration, Instant},
};

use tugi::{
    domain::Kind,
    store::{Collation, LogFilter, Store},
};

use crate::{
    office::given_name,
    scale::{rounds, say},
};
use writer::{Done, Saved, one_word};

/// How many save at once.
const PROCESSES: usize = 8;

/// A training register in a folder of its own.
fn register() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rapla.tugi");
    tugi::demo::create(&file, "rapla-2013", Collation::plain()).unwrap();
    (folder, file)
}

/// All processes, each with so many edits, until they are done.
fn all_save(file: &Path, edits: usize, records: usize, pause: u64) -> Vec<Done> {
    let running: Vec<_> = (0..PROCESSES).map(|who| writer::start(file, who, edits, records, pause)).collect();
    // Each is read in a thread of its own: a full pipe would stop it.
    let reading: Vec<_> = running.into_iter().map(|child| std::thread::spawn(|| writer::finish(child))).collect();
    reading.into_iter().map(|thread| thread.join().unwrap()).collect()
}

/// The telephone numbers of each person in the order of the log: who saved, before, after.
fn logged(file: &Path) -> BTreeMap<i64, Vec<(String, String, String)>> {
    let store = Store::open(file, Collation::plain()).unwrap();
    let phone = |image: &Option<serde_json::Value>| {
        one_word(image.as_ref().and_then(|image| image["phone"].as_str()).unwrap_or_default())
    };
    let mut found: BTreeMap<i64, Vec<_>> = BTreeMap::new();
    for entry in store.log(&LogFilter::default()).unwrap().iter().rev().filter(|entry| entry.kind == Kind::Person) {
        let saved = (entry.who.clone(), phone(&entry.before), phone(&entry.after));
        found.entry(entry.record.0).or_default().push(saved);
    }
    found
}

/// How many edits were saved over something that their writer had not read, and how many acknowledged ones the log lacks.
fn overwritten_and_lost(file: &Path, saved: &[Saved]) -> (usize, usize) {
    let logged = logged(file);
    // The versions of a record are the places of its entries in the log, from 1.
    let entry = |saved: &Saved| logged.get(&saved.record)?.get(saved.version as usize - 1);
    let is_there = |saved: &Saved| {
        entry(saved).is_some_and(|(who, _, after)| *who == format!("w{}", saved.who) && *after == saved.wrote)
    };
    let lost = saved.iter().filter(|saved| !is_there(saved)).count();
    let read_it = |saved: &Saved| entry(saved).is_some_and(|(_, before, _)| *before == saved.read);
    let unread = saved.iter().filter(|saved| !read_it(saved)).count();
    let follows = |pair: &[(String, String, String)]| pair[0].2 == pair[1].1;
    let torn = logged.values().flat_map(|entries| entries.windows(2)).filter(|pair| !follows(pair)).count();
    let edits = logged.values().flatten().filter(|(who, ..)| who.starts_with('w')).count();
    assert_eq!(edits, saved.len(), "the log has all acknowledged edits and no others");
    (unread + torn, lost)
}

#[test]
fn eight_at_once_on_five_records_overwrite_nothing_in_silence() {
    let (_folder, file) = register();
    let edits = rounds(20, 1250);
    let begun = Instant::now();

    let done = all_save(&file, edits, 5, 0);

    let took = begun.elapsed();
    let saved: Vec<Saved> = done.iter().flat_map(|done| done.saved.clone()).collect();
    let (overwritten, lost) = overwritten_and_lost(&file, &saved);
    let conflicts: usize = done.iter().map(|done| done.conflicts).sum();
    let told: usize = done.iter().map(|done| done.told).sum();
    say(
        "together, 5 records",
        format!(
            "{} edits by {PROCESSES} processes in {:.0} s: {overwritten} silent overwrites, {lost} lost",
            saved.len(),
            took.as_secs_f64()
        ),
    );
    say(
        "together, 5 records",
        format!("{conflicts} times somebody was faster and was merged; {told} saves waited over 0.3 s"),
    );
    assert_eq!((saved.len(), overwritten, lost), (edits * PROCESSES, 0, 0));
    assert_eq!(Store::open(&file, Collation::plain()).unwrap().verify().unwrap().faults, []);
}

#[test]
fn eight_who_save_once_a_second_beside_an_import_lose_nothing_and_are_not_turned_away() {
    let (folder, file) = register();
    let seconds = rounds(6, 600);
    let sheets = rounds(3, 20);
    let rows = rounds(240, 1000);
    let pace = Duration::from_millis((seconds * 1000 / sheets) as u64);
    let (over, running) = std::sync::mpsc::channel::<()>();
    let importing = std::thread::spawn({
        let (folder, file) = (folder.path().to_owned(), file.clone());
        let begun = Instant::now();
        // One after the other, spread over the time in which the others save, and none after that.
        let goes_on = move |sheet: &usize| {
            let due = begun + pace * *sheet as u32;
            running.recv_timeout(due.saturating_duration_since(Instant::now())) == Err(RecvTimeoutError::Timeout)
        };
        move || {
            let due = (0..sheets).take_while(goes_on);
            due.map(|sheet| import(&folder, &file, sheet, rows)).collect::<Vec<_>>()
        }
    });

    let done = all_save(&file, seconds, 27, 1000);

    drop(over);
    let imports = importing.join().unwrap();
    let saved: Vec<Saved> = done.iter().flat_map(|done| done.saved.clone()).collect();
    let (overwritten, lost) = overwritten_and_lost(&file, &saved);
    let given_up: usize = done.iter().map(|done| done.given_up).sum();
    let told: usize = done.iter().map(|done| done.told).sum();
    let mut times: Vec<Duration> = saved.iter().map(|saved| saved.took).collect();
    times.sort();
    let middle = times[times.len() / 2].as_millis();
    let most = times[times.len() * 99 / 100].as_millis();
    let slowest = times.last().unwrap().as_millis();
    let test = "together, beside an import";
    say(
        test,
        format!(
            "{} saves by {PROCESSES} processes, {} imports of {rows} rows meanwhile: {lost} lost, {overwritten} overwritten, {given_up} busy errors",
            saved.len(),
            imports.len()
        ),
    );
    say(
        test,
        format!(
            "a save took {middle} ms in the middle, {most} ms at p99, the slowest {slowest} ms; {told} were told who is saving"
        ),
    );
    let of_each = |done: &Done| done.saved.iter().map(|saved| saved.took).max().unwrap_or_default().as_millis();
    let slowest: Vec<u128> = done.iter().map(of_each).collect();
    say(test, format!("the slowest save of each process: {slowest:?} ms; each saved {seconds} times"));
    let longest = imports.iter().max().expect("at least one import").as_millis();
    say(test, format!("the slowest import took {longest} ms from its start to its end"));
    assert_eq!((saved.len(), overwritten, lost, given_up), (seconds * PROCESSES, 0, 0, 0));
    assert_eq!(Store::open(&file, Collation::plain()).unwrap().verify().unwrap().faults, []);
}

/// Takes a sheet of new people over with the real program; how long that took.
fn import(folder: &Path, file: &Path, sheet: usize, rows: usize) -> Duration {
    let mut text = String::from("Perekonnanimi;Eesnimi;Sünniaeg;Avaldus\n");
    for row in 0..rows {
        let born = chrono::NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + chrono::Days::new(row as u64 * 7);
        let given = given_name(sheet * 10_000 + row);
        writeln!(text, "Proov;{given};{};02.01.2013", born.format("%d.%m.%Y")).unwrap();
    }
    let path = folder.join(format!("sheet-{sheet}.csv"));
    std::fs::write(&path, text).unwrap();
    let begun = Instant::now();
    let mut tugi = Command::new(env!("CARGO_BIN_EXE_tugi"));
    let out = tugi.args(["import", "people"]).arg(&path).arg("--file").arg(file).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    begun.elapsed()
}
