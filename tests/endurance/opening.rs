//! The check of every opening beside the first screen: it must not keep anybody waiting.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use ratatui::{Terminal, backend::TestBackend};
use tugi::{
    app::App,
    session::{Asked, Session, collation},
    store::Store,
    ui,
};

use crate::{
    office::{day, register_at},
    scale::{full, say},
    work::{Job, Writer},
};

fn asked() -> Asked {
    Asked { today: Some(day()), user: "kaja".into(), ..Asked::default() }
}

/// Opens a register and draws its first screen; waits for the check in between where that is asked for. The answer is how long
/// everything took but that wait, and how long the check took from the opening on.
fn first_screen(path: &Path, checked_first: bool) -> (Duration, Duration) {
    let begun = Instant::now();
    let session = Session::open(path, &asked()).unwrap();
    let (opened, soundness) = (begun.elapsed(), session.store.soundness());
    if checked_first {
        soundness.wait();
    }
    let waited = begun.elapsed().saturating_sub(opened);
    let app = App::new(session, (80, 24)).unwrap();
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    terminal.draw(|frame| ui::view(&app.model, frame)).unwrap();
    let drawn = begun.elapsed().saturating_sub(if checked_first { waited } else { Duration::ZERO });
    assert_eq!(soundness.wait(), []);
    (drawn, begun.elapsed())
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The slowest save of somebody else in so many openings, one after the other.
fn slowest_save(path: &Path, openings: usize) -> (Duration, Duration) {
    let writer = Writer::start(&Job::on(path));
    let wait = || {
        let (before, begun) = (writer.acknowledged(), Instant::now());
        assert!(writer.wait_beyond(before, Duration::from_mins(1)));
        begun.elapsed()
    };
    wait();
    let alone = (0..openings * 5).map(|_| wait()).max().unwrap();
    let mut slowest = Duration::ZERO;
    for _ in 0..openings {
        let store = Store::open(path, collation(None)).unwrap();
        let checking = std::thread::spawn(move || assert_eq!(store.soundness().wait(), []));
        while !checking.is_finished() {
            slowest = slowest.max(wait());
        }
        checking.join().unwrap();
    }
    writer.stop();
    (alone, slowest)
}

fn measured(name: &str, size: usize, times: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("register.tugi");
    register_at(&path, size);
    let (mut beside, mut without, mut check) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..times {
        beside.push(first_screen(&path, false).0);
        let (drawn, all) = first_screen(&path, true);
        without.push(drawn);
        check.push(all.saturating_sub(drawn));
    }
    let (beside, without, check) = (middle(beside), middle(without), middle(check));
    let ratio = beside.as_secs_f64() / without.as_secs_f64();
    say(
        "opening",
        format!(
            "{name}: first screen {beside:.1?} beside the check, {without:.1?} without it: {ratio:.2} times as long; the \
             check takes {check:.1?}"
        ),
    );
    let (alone, slowest) = slowest_save(&path, times);
    say(
        "opening",
        format!("{name}: the slowest save of somebody else {slowest:.1?} during checks, {alone:.1?} before"),
    );
    // The first screen does not wait for the check; only the two cores are shared.
    assert!(beside < without * 2 + check / 2, "the first screen waits for the check: {beside:?} against {without:?}");
}

#[test]
fn the_check_of_5_mb_does_not_delay_the_first_screen() {
    measured("5 MB", 5_000_000, if full() { 15 } else { 3 });
}

#[test]
fn the_check_of_50_mb_does_not_delay_the_first_screen() {
    if full() {
        measured("50 MB", 50_000_000, 7);
    }
}
