//! Whole registers in the shell: new ones, copies, what is none, what was done in one.

use insta::assert_snapshot;
use tugi::{definitions, demo};

use crate::shell::Shell;

#[test]
fn a_training_register_is_written_once_and_never_over_another_file() {
    let shell = Shell::empty();
    assert_snapshot!(shell.run(&["demo", "--to", "demo.tugi"]), @r"
    The training register is in demo.tugi.
    Open it with: tugi demo.tugi
    (exit status 0)
    ");
    let before = shell.read("demo.tugi");
    assert_snapshot!(shell.run(&["demo", "--to", "demo.tugi"]), @r"
    ! error: demo.tugi exists already and was left as it is.
    ! hint: Choose another name, or move that file away first.
    (exit status 1)
    ");
    assert_eq!(shell.read("demo.tugi"), before);
    assert_eq!(shell.files(), ["demo.tugi"]);
}

/// What is said of a programme that there is not, or that is not the only one.
fn refusal(sentence: &str, known: &[&str]) -> String {
    format!("! error: {sentence}\n! hint: There are: {}\n(exit status 1)", known.join(", "))
}

#[test]
fn a_programme_is_asked_for_by_its_code_or_by_a_beginning_that_only_it_has() {
    let shell = Shell::empty();
    let registers: Vec<&str> = demo::REGISTERS.iter().map(|(code, _)| *code).collect();
    let programmes: Vec<&str> = definitions::EMBEDDED.iter().map(|(code, _)| *code).collect();

    let unknown = shell.run(&["demo", "--programme", "kose-2012"]);
    assert_eq!(unknown, refusal("There is no training register for kose-2012.", &registers));
    let several = shell.run(&["demo", "--programme", "kose-iste", "--to", "iste.tugi"]);
    let both = refusal("More than one programme begins with kose-iste.", &["kose-iste-2019", "kose-iste-2022"]);
    assert_eq!(several, both);
    let unknown = shell.run(&["init", "x.tugi", "--programme", "nope"]);
    assert_eq!(unknown, refusal("There is no programme nope.", &programmes));
    assert_eq!(shell.run(&["init", "x.tugi", "--programme", "kose-iste"]), both);
    assert_eq!(shell.files(), Vec::<String>::new());

    assert!(shell.run(&["demo", "--programme", "kose-raasiku", "--to", "both.tugi"]).ends_with("(exit status 0)"));
    assert!(shell.run(&["init", "new.tugi", "--programme", "raasiku"]).ends_with("(exit status 0)"));
    assert_eq!(shell.files(), ["both.tugi", "new.tugi"]);
}

#[test]
fn a_new_register_takes_the_programmes_language_unless_told_otherwise() {
    let shell = Shell::empty();
    assert_snapshot!(shell.run(&["init", "rapla.tugi", "--programme", "rapla-2013", "--today", "2013-01-02"]), @r"
    The new register is in rapla.tugi.
    Open it with: tugi rapla.tugi
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["log", "register:1", "--file", "rapla.tugi"]));
    assert_snapshot!(shell.run(&["init", "sv.tugi", "--programme", "rapla-2013", "--office", "Torsås", "--lang", "sv"]), @r"
    Det nya registret finns i sv.tugi.
    Öppna det med: tugi sv.tugi
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["figures", "participants", "--file", "sv.tugi", "--today", "2013-07-05"]), @r"
    Åtaganden och siffror
    =====================

    Införande av stödpersonstjänsten i Rapla kommun

    Läget 2013-07-05

    Deltagare totalt  0
    (exit status 0)
    ");
    assert_eq!(shell.files(), ["rapla.tugi", "sv.tugi"]);
}

#[test]
fn what_was_done_is_listed_and_taken_back() {
    let shell = Shell::with_demo();
    assert_snapshot!(shell.run(&["log", "--lang", "en"]), @r"
    No  When              Who     What    Records
    4   2013-07-04 16:40  haldur  import  work or study 10, status 27
    3   2013-07-04 16:10  haldur  import  meeting 153, attendance 344, case plan 21, goal 28, decision 76
    2   2013-07-02 14:20  haldur  import  person 27, circumstance 73, participation 27, stay 23, pause 1, assignment 24
    1   2013-07-01 09:05  haldur  set-up  register 1, programme 1, worker 6
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["undo", "--lang", "en"]), @r"
    ! error: There is nothing to take back.
    ! hint: What was done, and by whom: tugi log
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["undo", "--user", "haldur", "--lang", "en"]), @r"
    Taken back: import, 37 records. The taking back has number 5.
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["undo", "4", "--lang", "en"]), @r"
    ! error: There is nothing to take back.
    ! hint: What was done, and by whom: tugi log
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["undo", "99", "--lang", "en"]), @r"
    ! error: There is no act 99 in the change log.
    ! hint: The numbers are listed by: tugi log
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["log", "--newest", "2", "--lang", "en"]), @r"
    No  When              Who     What                      Records
    5   2013-07-05 12:00  haldur  undo 4                    status 27, work or study 10
    4   2013-07-04 16:40  haldur  import (taken back by 5)  work or study 10, status 27
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["log", "status:1", "--lang", "en"]));
    assert_snapshot!(shell.run(&["log", "person", "--lang", "en"]), @r#"
    ! error: "person" names no record.
    ! hint: Write a kind and a number, such as person:5. Kinds: register, programme, person, circumstance, worker, participation, stay, pause, assignment, meeting, attendance, plan, goal, action, spell, status, follow_up, decision, offer, assessment, path_step, team_member, relation, referral, flag, hand_in, sealed, guide
    (exit status 1)
    "#);
    assert_snapshot!(shell.run(&["log", "person:999", "--lang", "en"]), @r"
    ! error: The change log knows no record person:999.
    ! hint: See what was done last: tugi log
    (exit status 1)
    ");
}

#[test]
fn a_copy_is_checked_and_a_damaged_one_is_told() {
    let shell = Shell::with_demo();
    assert_snapshot!(shell.run(&["backup", "copy.tugi", "--lang", "en", "--today", "2013-07-05"]), @r"
    The copy is in copy.tugi and was checked: 842 records, change log up to 842, head 4-0f1e2d3c4b5a6978.
    (exit status 0)
    ");
    let copied = shell.read("copy.tugi");
    assert_snapshot!(shell.run(&["verify", "copy.tugi", "--today", "2013-07-05"]), @r"
    copy.tugi is whole: 842 records, change log up to 842, head 4-0f1e2d3c4b5a6978. Checked on 2013-07-05 by Tugi 0.1.0.
    It holds all that demo.tugi holds.
    (exit status 0)
    ");
    assert_eq!(shell.read("copy.tugi"), copied, "looking changes nothing");
    assert_snapshot!(shell.run(&["backup", "copy.tugi", "--lang", "en", "--today", "2013-07-05"]), @r"
    ! error: copy.tugi exists already and was left as it is.
    ! hint: Choose another name, or move that file away first.
    (exit status 1)
    ");
    let bytes = copied;
    shell.write("cut.tugi", &bytes[..bytes.len() / 2]);
    assert_eq!(shell.output(&["verify", "cut.tugi"]).status.code(), Some(3));
    let place = bytes.windows(8).position(|window| window == "Kadakaru".as_bytes()).unwrap();
    let mut changed = bytes;
    changed[place..place + 8].copy_from_slice(b"Kadakara");
    shell.write("changed.tugi", &changed);
    assert_snapshot!(shell.run(&["verify", "changed.tugi", "--today", "2013-07-05"]), @r"
    changed.tugi is NOT whole: 2 faults. Checked on 2013-07-05 by Tugi 0.1.0.
    The table person is not what its state says: the copy was taken while somebody was saving, or another program changed it.
    A record is not what the change log says: person 19
    ! error: changed.tugi is not whole.
    ! hint: Change nothing in it. Check your last copy with tugi verify FILE and go on with that one.
    (exit status 3)
    ");
}

#[test]
fn what_is_no_register_is_refused_with_what_to_do() {
    let shell = Shell::with_demo();
    shell.write("note.txt", "not a register");
    std::fs::create_dir(shell.path("folder")).unwrap();
    assert_snapshot!(shell.run(&["log", "--file", "none.tugi"]), @r"
    ! error: There is no file none.tugi.
    ! hint: Check the name. A new register: tugi init FILE --programme ID; for trying out: tugi demo
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["log", "--file", "note.txt"]), @r"
    ! error: note.txt is not a register of Tugi.
    ! hint: Check the name. A register that was copied incompletely also looks like this: make the copy again.
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["log", "--file", "folder"]), @r"
    ! error: folder is not a file.
    ! hint: Name the file itself, not its folder.
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["verify", "note.txt"]), @r"
    ! error: note.txt is not a register of Tugi.
    ! hint: Check the name. A register that was copied incompletely also looks like this: make the copy again.
    (exit status 3)
    ");
    let mut newer = shell.read("demo.tugi");
    // The format's number lies at byte 60 of an SQLite file, most significant byte first.
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    shell.write("newer.tugi", &newer);
    assert_snapshot!(shell.run(&["log", "--file", "newer.tugi"]), @r"
    ! error: A newer Tugi wrote this register: format 99, and this program knows up to 6.
    ! hint: Install the newer Tugi. The register was left as it is.
    (exit status 1)
    ");
}
