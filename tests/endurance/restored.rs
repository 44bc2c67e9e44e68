//! An older copy put over a register with plain `cp` after a crash: it is what opens, or the program says why nothing does.

use std::{fs, process::Stdio, time::Duration};

use crate::{
    desk::{Office, killed_while_saving},
    scale,
};

/// How many people a save takes in, so that it takes long enough to be killed in.
const PEOPLE: usize = 60;
/// How many older copies there are, each one act older than the next; the newest is the register before the crash.
const COPIES: usize = 4;

/// What became of an opening.
#[derive(Debug, Default)]
struct Tally {
    opened_and_said: usize,
    opened_as_the_copy: usize,
    asked: usize,
}

#[test]
fn a_copy_put_over_a_crash_is_never_ruined_and_always_explained() {
    let office = Office::new();
    for copy in 0..COPIES {
        fs::copy(office.file(), office.path(&format!("copy-{copy}"))).unwrap();
        if copy + 1 < COPIES {
            office.sheet("few.csv", copy, 5 + 20 * copy);
            assert!(office.run(&["import", "people", "few.csv"]).status.success());
        }
    }
    let positions: Vec<_> = (0..COPIES).map(|copy| position(&office, &format!("copy-{copy}"))).collect();
    office.sheet("many.csv", 99, PEOPLE);
    let crashes = scale::rounds(40, 1000) / COPIES;
    let mut tally = Tally::default();
    for crash in 0..crashes {
        crash_in_a_save(&office, crash);
        fs::copy(office.path("demo.tugi-journal"), office.path("left")).unwrap();
        // Each older copy is put over what the same crash left.
        for (copy, expected) in positions.iter().enumerate() {
            fs::copy(office.path("left"), office.path("demo.tugi-journal")).unwrap();
            fs::copy(office.path(&format!("copy-{copy}")), office.file()).unwrap();
            opened(&office, *expected, &mut tally);
            let _ = fs::remove_file(office.path("demo.tugi-journal"));
            let _ = fs::remove_dir_all(office.path("demo.rescue"));
        }
    }
    scale::say(
        "restored",
        format!("{} copies put over {crashes} crashes: 0 corrupt accepted, all explained: {tally:?}", crashes * COPIES),
    );
}

/// Kills the program in the middle of a save, so that something is left that counts.
fn crash_in_a_save(office: &Office, crash: usize) {
    for attempt in 0..200 {
        fs::copy(office.path(&format!("copy-{}", COPIES - 1)), office.file()).unwrap();
        let mut command = office.command(&["import", "people", "many.csv"]);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // The moments are spread over what a save takes from there.
        let after = Duration::from_micros((crash * 7 + attempt * 13) as u64 % 50 * 100);
        if killed_while_saving(child, &office.path("demo.tugi-journal"), after) {
            return;
        }
        // Too early or too late: what is left does not count.
        let _ = fs::remove_file(office.path("demo.tugi-journal"));
    }
    panic!("no save could be killed in the middle");
}

/// Opens what lies there and judges what was said of it.
fn opened(office: &Office, expected: i64, tally: &mut Tally) {
    let output = office.run(&["verify", "demo.tugi", "--json"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    match output.status.code() {
        Some(0) => {
            let verdict: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(verdict["whole"], true);
            // The copy as it was, and not the register before the crash by stealth.
            assert_eq!(verdict["log-position"], expected, "{said}");
            if said.contains("A copy was put in the place") {
                tally.opened_and_said += 1;
            } else {
                // What was left did not change a thing: nothing is to be said.
                assert!(said.is_empty(), "{said}");
                tally.opened_as_the_copy += 1;
            }
        }
        Some(3) if said.contains("can be read in two ways") => tally.asked += 1,
        code => panic!("{code:?}: {said}"),
    }
}

fn position(office: &Office, name: &str) -> i64 {
    let output = office.run(&["verify", name, "--json"]);
    serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()["log-position"].as_i64().unwrap()
}
