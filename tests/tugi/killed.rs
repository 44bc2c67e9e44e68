//! The program killed while it saves: what was acknowledged is there, and nothing is there by half.

use std::{
    path::Path,
    process::Child,
    time::{Duration, Instant},
};

use crate::shell::Shell;

const ROUNDS: u32 = 12;
const PEOPLE: usize = 12;

#[test]
fn what_was_acknowledged_survives_being_killed_and_nothing_is_half_there() {
    let shell = Shell::with_demo();
    let journal = shell.path("demo.tugi-journal");
    let mut acknowledged = Vec::new();
    // The first save is left alone and measured; the others are killed in turn, from its beginning to after its end.
    let whole_save = watch(&mut importing(&shell, 0), &journal, Duration::MAX);
    for round in 1..=ROUNDS {
        let mut child = importing(&shell, round);
        watch(&mut child, &journal, whole_save * round / (ROUNDS - 3));
        child.kill().unwrap();
        if child.wait().unwrap().code() == Some(0) {
            acknowledged.push(round);
        }
        assert_eq!(shell.output(&["verify", "demo.tugi"]).status.code(), Some(0), "round {round}");
        clear_up(&journal);
    }
    let people = shell.json(&["export", "people", "--json"]);
    for round in 1..=ROUNDS {
        let surname = format!("Ring{round}");
        let there = people.as_array().unwrap().iter().filter(|row| row["surname"] == surname.as_str()).count();
        assert!(there == PEOPLE || (there == 0 && !acknowledged.contains(&round)), "round {round}: {there}");
    }
}

/// The program, about to take over a sheet of people whom only this round has.
fn importing(shell: &Shell, round: u32) -> Child {
    let rows = (0..PEOPLE).map(|place| format!("Ring{round};Inimene{place};01.03.2013"));
    let lines: Vec<String> = std::iter::once("Perekonnanimi;Eesnimi;Avaldus".to_owned()).chain(rows).collect();
    shell.write("people.csv", lines.join("\n"));
    shell.command(&["import", "people", "people.csv"]).stdout(std::process::Stdio::null()).spawn().unwrap()
}

/// Takes away the journal of a save that was killed before it had begun to change the file: it means nothing to anybody, and
/// would hide the beginning of the next save.
fn clear_up(journal: &Path) {
    if let Ok(bytes) = std::fs::read(journal) {
        assert!(bytes.iter().take(8).all(|byte| *byte == 0), "a journal that matters was not used");
        std::fs::remove_file(journal).unwrap();
    }
}

/// Watches the program from the moment its save begins, so long or until it ends; answers how long that was.
fn watch(child: &mut Child, journal: &Path, longest: Duration) -> Duration {
    let mut ended = || child.try_wait().unwrap().is_some();
    while !journal.exists() && !ended() {}
    let begun = Instant::now();
    while begun.elapsed() < longest && !ended() {}
    begun.elapsed()
}
