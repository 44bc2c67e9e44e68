//! Sheets of what hangs on people who are there already: how stays end, who came back, who cares for whom.

use insta::assert_snapshot;

use crate::shell::Shell;

/// Imports a sheet of these rows.
fn import(shell: &Shell, what: &str, rows: &[&str], more: &[&str]) -> String {
    shell.write("sheet.csv", rows.join("\n"));
    shell.run(&[&["import", what, "sheet.csv", "--lang", "en"], more].concat())
}

/// What the register says of some records, as text.
fn facts(shell: &Shell, beginning: &str) -> String {
    let text = shell.stdout(&["export", "register", "--format", "text"]);
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with(beginning)).collect();
    lines.join("\n")
}

#[test]
fn exits_end_the_stay_that_is_open_and_whatever_cannot_end_is_told() {
    let shell = Shell::with_demo();
    let rows = [
        "Osaleja;Lõpetas;Põhjus;Märkus",
        "Hõbepaas, Merike;01.07.2013;found work;Puidukoda",
        "12;02.07.2013;moved away;",
        "Käbiraba, Õnne;01.07.2013;found work;",
        "Pihlamurd, Jüri;01.07.2012;found work;",
        "Nõmmetuul, Nataša;31.12.2013;moved away;",
    ];
    assert_snapshot!(import(&shell, "exits", &rows, &["--refused", "refused.csv"]), @r#"
    sheet.csv: 5 rows, utf-8, columns separated by ";".
    row 3: An earlier row of the sheet changes the same record. Keep one of the two.
    row 4: The participant is not in the programme, so there is nothing to end. Import the entry first.
    row 5, Lõpetas "01.07.2012": This is before 2013-01-21, when it began. Enter that day or a later one.
    row 6, Lõpetas "31.12.2013": This day is in the future. The last possible day is 2013-07-05.
    New: 1. Changed: 0. Already there: 0. Refused: 4. All of it is taken back with: tugi undo 5
    The refused rows are in refused.csv. Correct them there and import that file; delete it afterwards.
    (exit status 0)
    "#);
    assert!(facts(&shell, "stay rapla-2013/1/12/").contains("exited_on = \"2013-07-01\""));
    assert_snapshot!(import(&shell, "exits", &rows[..2], &[]), @r#"
    sheet.csv: 1 row, utf-8, columns separated by ";".
    New: 0. Changed: 0. Already there: 1. Refused: 0. Nothing was written.
    (exit status 0)
    "#);
    let other = rows[1].replace("found work", "moved away");
    assert_snapshot!(import(&shell, "exits", &[rows[0], &other], &["--update"]), @r#"
    sheet.csv: 1 row, utf-8, columns separated by ";".
    row 2: Reason "found work" becomes "moved away"
    New: 0. Changed: 1. Already there: 0. Refused: 0. All of it is taken back with: tugi undo 6
    (exit status 0)
    "#);
}

#[test]
fn whoever_came_back_has_two_rows_in_one_sheet() {
    let shell = Shell::with_demo();
    let rows = [
        "Osaleja;Alustas;Lõpetas;Põhjus;Tugiisik",
        "Laukasoo, Peeter;11.06.2013;20.06.2013;broke off;Sirelmets, Kaja",
        "Laukasoo, Peeter;25.06.2013;;;Kõrkjalaid, Tõnis",
        "Jääraik, Anneli;28.05.2013;10.06.2013;;",
        "Haabniit, Kaarel;26.06.2013;;;",
        "Haabniit, Kaarel;30.06.2013;;;",
        "Aovalge, Silva;03.07.2013;02.07.2013;broke off;",
        "Käbiraba, Õnne;01.06.2013;15.06.2013;found work;",
    ];
    assert_snapshot!(import(&shell, "entries", &rows, &["--refused", "refused.csv"]), @r#"
    sheet.csv: 7 rows, utf-8, columns separated by ";".
    row 4, Põhjus: This must be filled in.
    row 6, Alustas "30.06.2013": The participant is in the programme already, since 2013-06-26. End that stay first.
    row 7, Lõpetas "02.07.2013": This is before 2013-07-03, when it began. Enter that day or a later one.
    row 8, Alustas "01.06.2013": An earlier stay lasted until 2013-06-07. Enter a later day.
    New: 3. Changed: 0. Already there: 0. Refused: 4. All of it is taken back with: tugi undo 5
    The refused rows are in refused.csv. Correct them there and import that file; delete it afterwards.
    (exit status 0)
    "#);
    let told = facts(&shell, "stay rapla-2013/1/25/") + &facts(&shell, "assignment rapla-2013/1/25/");
    assert!(told.contains("2013-06-11 exited_on = \"2013-06-20\"") && told.contains("2013-06-25 entered_on"), "{told}");
    assert!(told.contains("to = \"2013-06-20\""), "the worker of the first stay goes with it: {told}");
    assert_snapshot!(import(&shell, "entries", &rows[..3], &[]), @r#"
    sheet.csv: 2 rows, utf-8, columns separated by ";".
    New: 0. Changed: 0. Already there: 2. Refused: 0. Nothing was written.
    (exit status 0)
    "#);
    shell.stdout(&["undo"]);
    assert_eq!(facts(&shell, "stay rapla-2013/1/25/"), "");
}

#[test]
fn a_stay_does_not_go_on_past_the_next_one() {
    let shell = Shell::with_demo();
    let rows = [
        "Osaleja;Alustas;Lõpetas;Põhjus",
        "Laukasoo, Peeter;25.06.2013;30.06.2013;broke off",
        "Laukasoo, Peeter;11.06.2013;27.06.2013;broke off",
        "Laukasoo, Peeter;12.06.2013;;",
    ];
    assert_snapshot!(import(&shell, "entries", &rows, &["--check"]), @r#"
    sheet.csv: 3 rows, utf-8, columns separated by ";".
    row 3: The participant entered again on 2013-06-25, before this stay is over. Correct one of the two rows.
    row 4: The participant entered again on 2013-06-25, before this stay is over. Correct one of the two rows.
    New: 1. Changed: 0. Already there: 0. Refused: 2. Nothing was written.
    ! error: 2 problems in the sheet; nothing was written.
    ! hint: Correct the sheet and import it again; or write the refused rows to a file with --refused FILE and import the others.
    (exit status 3)
    "#);
}

#[test]
fn carers_and_households_are_linked_by_name_number_or_code_from_whichever_side() {
    let shell = Shell::with_demo();
    let rows = [
        "Osaleja;Seos;Teine isik;Uus: perenimi;Uus: eesnimi;Alates",
        "Hõbepaas, Merike;cares for;Laukasoo, Peeter;;;01.02.2013",
        "25;is cared for by;12;;;01.02.2013",
        "Käbiraba, Õnne;lives in one household with;;Käbiraba;Aadu;",
        "Jõhvikaru, Märt;lives in one household with;47903149916;;;",
        "Jõhvikaru, Märt;cares for;Keegi, Teine;;;",
        "Jõhvikaru, Märt;cares for;Märt Jõhvikaru;;;",
        "12;cares for;Peeter Laukasoo;;;01.03.2013",
    ];
    assert_snapshot!(import(&shell, "relations", &rows, &["--refused", "refused.csv"]), @r#"
    sheet.csv: 7 rows, utf-8, columns separated by ";".
    row 6, Teine isik "Keegi, Teine": This person is not in the register. Write the name as the register has it, or import this person first.
    row 7, Teine isik "Märt Jõhvikaru": Choose somebody else: this is the same person.
    row 8: This differs from row 2, which is about the same thing. Keep the right one of the two.
    New: 3. Changed: 0. Already there: 1. Refused: 3. All of it is taken back with: tugi undo 5
    The refused rows are in refused.csv. Correct them there and import that file; delete it afterwards.
    (exit status 0)
    "#);
    let seen_otherwise = [rows[0], rows[2], "47903149916;lives in one household with;2;;;"];
    assert_snapshot!(import(&shell, "relations", &seen_otherwise, &[]), @r#"
    sheet.csv: 2 rows, utf-8, columns separated by ";".
    New: 0. Changed: 0. Already there: 2. Refused: 0. Nothing was written.
    (exit status 0)
    "#);
    // Who came in as a relative is somebody to link to from then on.
    let relative = [rows[0], "Jõhvikaru, Märt;lives in one household with;Aadu Käbiraba;;;"];
    assert!(import(&shell, "relations", &relative, &["--check"]).contains("New: 1."));
}

#[test]
fn an_old_workbook_is_refused_with_how_to_save_it() {
    let shell = Shell::with_demo();
    shell.write("people.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and the rest");
    assert_snapshot!(shell.run(&["import", "people", "people.xls", "--lang", "en"]), @"
    ! error: people.xls: This is a spreadsheet of a kind that is not read.
    ! hint: Save the sheet as XLSX, ODS or CSV (UTF-8), with the names of the columns above them, and import that file.
    (exit status 1)
    ");
}
