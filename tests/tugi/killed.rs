//! The program killed while it saves: what was acknowledged is there, and nothing is there by half.

use std::process::Stdio;

use crate::shell::Shell;

const SHEETS: usize = 10;
const PEOPLE: usize = 12;

#[test]
fn what_was_acknowledged_survives_being_killed_and_nothing_is_half_there() {
    let shell = Shell::with_demo();
    let mut acknowledged = Vec::new();
    for round in 0..SHEETS {
        let rows = (0..PEOPLE).map(|place| format!("Ring{round};Inimene{place};01.03.2013"));
        let lines: Vec<String> = std::iter::once("Perekonnanimi;Eesnimi;Avaldus".to_owned()).chain(rows).collect();
        shell.write("people.csv", lines.join("\n"));
        let mut child = shell.command(&["import", "people", "people.csv"]).stdout(Stdio::null()).spawn().unwrap();
        let journal = shell.path("demo.tugi-journal");
        // From the moment the save begins, a little longer each round.
        while !journal.exists() && child.try_wait().unwrap().is_none() {
            std::hint::spin_loop();
        }
        for _ in 0..round * 40 {
            std::hint::black_box(journal.exists());
        }
        child.kill().unwrap();
        if child.wait().unwrap().code() == Some(0) {
            acknowledged.push(round);
        }
        assert_eq!(shell.output(&["verify", "demo.tugi"]).status.code(), Some(0), "round {round}");
    }
    let people = shell.json(&["export", "people", "--json"]);
    for round in 0..SHEETS {
        let surname = format!("Ring{round}");
        let there = people.as_array().unwrap().iter().filter(|row| row["surname"] == surname.as_str()).count();
        assert!(there == PEOPLE || (there == 0 && !acknowledged.contains(&round)), "round {round}: {there}");
    }
}
