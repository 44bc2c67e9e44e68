//! Two users of one computer with a common group, whatever their masks: each reads and saves what the other saved, and puts right
//! what the other's crash left.

use std::{
    fs,
    os::unix::fs::{MetadataExt, chown},
    process::Stdio,
    time::Duration,
};

use crate::{
    desk::{KAJA, OFFICE, Office, PIRET, is_root, killed_while_saving, set_mode},
    scale,
};

/// An office's folder: the group's, and handed down to what is made in it.
fn office() -> Office {
    let office = Office::new();
    fs::remove_file(office.file()).unwrap();
    chown(office.folder(), Some(0), Some(OFFICE)).unwrap();
    set_mode(office.folder(), 0o2770);
    office
}

/// A user does something; the answer is whether it was done without a word of warning.
fn does(office: &Office, user: u32, mask: &str, args: &[&str]) -> bool {
    let output = office.command_as(user, mask, args).output().unwrap();
    let done = output.status.success() && output.stderr.is_empty();
    if !done {
        println!("{user} {mask} {args:?}: {output:?}");
    }
    done
}

fn saves(office: &Office, user: u32, mask: &str, round: usize) -> bool {
    let sheet = format!("people-{round}.csv");
    office.sheet(&sheet, round, 20);
    set_mode(&office.path(&sheet), 0o644);
    does(office, user, mask, &["import", "people", &sheet])
}

/// One is killed in the middle of a save, and the other opens, checks and saves.
fn recovers(office: &Office, killed: u32, other: u32, mask: &str, round: usize) -> bool {
    let left = (0..100).any(|attempt| {
        office.sheet("many.csv", round * 1000 + attempt, 60);
        set_mode(&office.path("many.csv"), 0o644);
        let mut command = office.command_as(killed, mask, &["import", "people", "many.csv"]);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        killed_while_saving(child, &office.path("demo.tugi-journal"), Duration::from_micros(attempt as u64 % 10 * 300))
    });
    let journal = fs::metadata(office.path("demo.tugi-journal"));
    let of_the_group = journal.is_ok_and(|facts| facts.gid() == OFFICE && facts.mode() & 0o777 == 0o660);
    left && of_the_group
        && does(office, other, mask, &["verify", "demo.tugi"])
        && saves(office, other, mask, round + 1)
        && !office.path("demo.rescue").exists()
}

#[test]
fn two_users_of_a_group_work_in_one_register_whatever_their_masks() {
    if !is_root() {
        scale::say("users", "needs root, to be two users");
        return;
    }
    let mut right = 0;
    for mask in ["022", "077"] {
        let office = office();
        let made = does(&office, KAJA, mask, &["init", "demo.tugi", "--programme", "rapla-2013"]);
        let facts = fs::metadata(office.file()).unwrap();
        let cases = [
            ("the new file is the group's", made && facts.mode() & 0o777 == 0o660 && facts.gid() == OFFICE),
            ("the other reads it", does(&office, PIRET, mask, &["export", "people"])),
            ("the other saves", saves(&office, PIRET, mask, 1)),
            ("the first saves after that", saves(&office, KAJA, mask, 2)),
            ("the other puts the first's crash right", recovers(&office, KAJA, PIRET, mask, 10)),
            ("the first puts the other's crash right", recovers(&office, PIRET, KAJA, mask, 20)),
        ];
        for (case, is_so) in cases {
            assert!(is_so, "mask {mask}: {case}");
            right += 1;
        }
    }
    scale::say("users", format!("{right} of 12"));
}
