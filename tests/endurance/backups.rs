//! Copies made by command while others save: none torn, none stale; and the register put back to each of the last ones.

use std::{
    path::Path,
    process::{Command, Output, Stdio},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use tugi::{
    domain::{Act, Change, Id, Signature, Worker},
    store::{Collation, Store},
};

use crate::scale::{rounds, say};

/// How many copies the register is put back to.
const LAST: usize = 50;

fn tugi(folder: &Path, line: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tugi"));
    command.args(line).current_dir(folder).env_clear().env("HOME", folder).env("USER", "kaja");
    command.env("TUGI_FILE", "demo.tugi").stdin(Stdio::null()).output().unwrap()
}

fn done(folder: &Path, line: &[&str]) {
    let output = tugi(folder, line);
    assert_eq!(output.status.code(), Some(0), "{line:?}: {output:?}");
}

/// Saves one worker after another until it is told to stop; says how many were saved so far.
fn save(file: &Path, pause: Duration, stop: &AtomicBool, saved: &AtomicUsize) {
    let mut store = Store::open(file, Collation::plain()).unwrap();
    let by = Signature { who: "mari".into(), at: "2013-07-05T12:00:00".parse().unwrap() };
    while !stop.load(Ordering::SeqCst) {
        let number = saved.load(Ordering::SeqCst) + 1;
        let worker = Worker { surname: format!("Tamm{number}"), ..Worker::default() };
        if store.commit(Act::Worker, &[Change::Create(Id(-1), worker.into())], &by).is_ok() {
            saved.store(number, Ordering::SeqCst);
        }
        thread::sleep(pause);
    }
}

#[test]
fn copies_made_while_others_save_are_whole_and_newer_than_their_beginning() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    done(place, &["demo", "--to", "demo.tugi"]);
    let before = Store::scratch(&place.join("demo.tugi"), Collation::plain()).unwrap().all::<Worker>().unwrap().len();
    let (stop, saved) = (AtomicBool::new(false), AtomicUsize::new(0));
    let (mut torn, mut stale, mut failed, mut times) = (0, 0, 0, Vec::new());
    thread::scope(|scope| {
        scope.spawn(|| save(&place.join("demo.tugi"), Duration::from_millis(200), &stop, &saved));
        for _ in 0..rounds(40, 2000) {
            let (acknowledged, begun) = (saved.load(Ordering::SeqCst), Instant::now());
            let output = tugi(place, &["backup", "copy.tugi"]);
            times.push(begun.elapsed());
            failed += usize::from(output.status.code() != Some(0));
            match Store::scratch(&place.join("copy.tugi"), Collation::plain()) {
                Ok(copy) if copy.verify().is_ok_and(|verdict| verdict.faults.is_empty()) => {
                    stale += usize::from(copy.all::<Worker>().unwrap().len() < before + acknowledged);
                }
                _ => torn += 1,
            }
            std::fs::remove_file(place.join("copy.tugi")).unwrap();
        }
        stop.store(true, Ordering::SeqCst);
    });
    times.sort();
    let slowest = times[(times.len() * 99).div_ceil(100) - 1];
    let figures = format!(
        "{} copies at 5 saves a second ({} saves): {torn} torn, {stale} stale, {failed} failed, median {:?}, p99 {slowest:?}",
        times.len(),
        saved.load(Ordering::SeqCst),
        times[times.len() / 2],
    );
    say("backup under load", figures);
    assert_eq!((torn, stale, failed), (0, 0, 0));
}

#[test]
fn the_register_can_be_put_back_to_each_of_the_last_copies() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    done(place, &["demo", "--to", "demo.tugi"]);
    for number in 0..rounds(4, 30) {
        std::fs::write(
            place.join("people.csv"),
            format!("Perekonnanimi;Eesnimi;Avaldus\nKuusk;{};01.03.2013\n", crate::office::given_name(number)),
        )
        .unwrap();
        let day = format!("2014-{:02}-{:02}", number / 28 + 1, number % 28 + 1);
        done(place, &["import", "people", "people.csv", "--today", &day]);
    }
    let copies = place.join("demo.backups");
    let mut names: Vec<_> = std::fs::read_dir(&copies).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names.truncate(LAST);
    assert!(names.len() >= rounds(7, 43), "{names:?}");
    // Away from where they are thinned out while the register is put back again and again.
    let apart = place.join("apart");
    std::fs::create_dir(&apart).unwrap();
    let kept = |number: usize| apart.join(format!("{number}.tugi"));
    for (number, name) in names.iter().enumerate() {
        std::fs::copy(name, kept(number)).unwrap();
    }
    let mut whole = 0;
    for copy in (0..names.len()).map(kept) {
        done(place, &["restore", &copy.display().to_string()]);
        done(place, &["verify", "demo.tugi"]);
        let held = Store::scratch(&copy, Collation::plain()).unwrap().verify().unwrap().records;
        let holds = Store::scratch(&place.join("demo.tugi"), Collation::plain()).unwrap().verify().unwrap().records;
        assert_eq!(held, holds);
        whole += 1;
    }
    say("restore", format!("put back to {whole} copies of {}: all whole", names.len()));
}
