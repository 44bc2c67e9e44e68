//! Sheets taken over: all of it or nothing, each mistake with its row, and everything comes back by undo.

use std::fmt::Write;

use chrono::NaiveDate;
use encoding_rs::WINDOWS_1257;
use insta::assert_snapshot;

use crate::shell::Shell;

const SURNAMES: [&str; 10] =
    ["Õunmets", "Šokolaad", "Žgutov", "Äädikas", "Ööbikmäe", "Ülevoog", "Kask-Õis", "Põldrüü", "Lepašš", "Järvežemtš"];
const GIVEN: [&str; 8] = ["Õie", "Ants", "Mai-Liis", "Jüržan", "Äli", "Šeila", "Ülo", "Peep"];

/// A code with the right control digit, after the two rounds of weights that the Estonian standard gives.
fn isikukood(first: u8, born: NaiveDate, serial: u32) -> String {
    let body = format!("{first}{}{serial:03}", born.format("%y%m%d"));
    let round = |weights: [u32; 10]| {
        let digits = body.bytes().map(|digit| u32::from(digit - b'0'));
        digits.zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11
    };
    let control = match (round([1, 2, 3, 4, 5, 6, 7, 8, 9, 1]), round([3, 4, 5, 6, 7, 8, 9, 1, 2, 3])) {
        (control @ 0..10, _) | (10, control @ 0..10) => control,
        _ => 0,
    };
    format!("{body}{control}")
}

/// A sheet of invented people as an office keeps it: the code page of its country, semicolons, its own way of writing dates.
fn sheet(people: usize) -> String {
    let mut text = String::from("Perekonnanimi;Eesnimi;Isikukood;Sünniaeg;Sugu;Telefon;Avaldus;Märkused\r\n");
    for place in 0..people {
        let born = NaiveDate::from_ymd_opt(1960, 1, 1).unwrap() + chrono::Days::new(place as u64 * 61);
        let woman = place % 2 == 0;
        let code = isikukood(if woman { 4 } else { 3 }, born, 10 + place as u32 % 900);
        let applied = NaiveDate::from_ymd_opt(2013, 1, 2).unwrap() + chrono::Days::new(place as u64 % 180);
        let (surname, given) = (SURNAMES[place % 10], GIVEN[place % 8]);
        let (born, applied) = (born.format("%d.%m.%Y"), applied.format("%d.%m.%Y"));
        let gender = if woman { "naine" } else { "Mees" };
        write!(text, "{surname};{given};{code};{born};{gender};'+372 5550 {place:04};{applied};vana tabel\r\n")
            .unwrap();
    }
    text
}

fn in_code_page(text: &str) -> Vec<u8> {
    let (bytes, _, unmappable) = WINDOWS_1257.encode(text);
    assert!(!unmappable);
    bytes.into_owned()
}

/// The sheet with its line of this number replaced.
fn with_line(text: &str, number: usize, line: &str) -> String {
    text.lines()
        .enumerate()
        .map(|(place, old)| if place + 1 == number { line } else { old })
        .collect::<Vec<_>>()
        .join("\r\n")
}

#[test]
fn two_hundred_people_are_taken_over_and_taken_back() {
    let shell = Shell::with_demo();
    shell.write("people.csv", in_code_page(&sheet(200)));
    let before = shell.stdout(&["export", "people", "--format", "json"]);
    assert_snapshot!(shell.run(&["import", "people", "people.csv", "--check", "--lang", "en"]), @r#"
    people.csv: 200 rows, windows-1257, columns separated by ";".
    Columns that are not imported: Märkused.
    New: 200. Changed: 0. Already there: 0. Refused: 0. Nothing was written.
    (exit status 0)
    "#);
    assert_eq!(shell.log_position(), 842);
    assert_snapshot!(shell.run(&["import", "people", "people.csv", "--lang", "en"]), @r#"
    people.csv: 200 rows, windows-1257, columns separated by ";".
    Columns that are not imported: Märkused.
    New: 200. Changed: 0. Already there: 0. Refused: 0. All of it is taken back with: tugi undo 5
    (exit status 0)
    "#);
    let people = shell.json(&["export", "people", "--format", "json"]);
    assert_eq!(people.as_array().unwrap().len(), 227);
    let zgutov = people.as_array().unwrap().iter().find(|row| row["phone"] == "+372 5550 0002").unwrap();
    assert_eq!((&zgutov["name"], &zgutov["gender"]), (&"Žgutov, Mai-Liis".into(), &"naine".into()));
    assert_eq!((&zgutov["born"], &zgutov["applied-on"]), (&"1960-05-02".into(), &"2013-01-04".into()));
    assert_snapshot!(shell.run(&["import", "people", "people.csv", "--lang", "en"]), @r#"
    people.csv: 200 rows, windows-1257, columns separated by ";".
    Columns that are not imported: Märkused.
    New: 0. Changed: 0. Already there: 200. Refused: 0. Nothing was written.
    (exit status 0)
    "#);
    assert_snapshot!(shell.run(&["undo", "--lang", "en"]), @r"
    Taken back: import, 400 records. The taking back has number 6.
    (exit status 0)
    ");
    assert_eq!(shell.stdout(&["export", "people", "--format", "json"]), before);
    assert_snapshot!(shell.run(&["verify", "demo.tugi", "--today", "2013-07-05"]), @r"
    demo.tugi is whole: 842 records, change log up to 1642, head 6-0f1e2d3c4b5a6978. Checked on 2013-07-05 by Tugi 0.1.0.
    (exit status 0)
    ");
}

#[test]
fn three_wrong_rows_are_named_and_nothing_is_written() {
    let shell = Shell::with_demo();
    let text = with_line(&sheet(200), 17, "Kask;Mari;48302069995;06.02.1983;naine;;31.02.2013;");
    let text = with_line(&text, 90, ";Jaan;;01.02.1980;mees;;01.03.2013;");
    let text = with_line(&text, 181, "Tamm;Peep;;01.02.1980;mees;01.03.2013;");
    shell.write("people.csv", in_code_page(&text));
    let before = shell.read("demo.tugi");
    assert_snapshot!(shell.run(&["import", "people", "people.csv", "--check", "--lang", "en"]), @r#"
    people.csv: 200 rows, windows-1257, columns separated by ";".
    Columns that are not imported: Märkused.
    row 17, Isikukood "483020*****": The check digit does not match: a digit is mistyped. Compare it with the document.
    row 17, Avaldus "31.02.2013": There is no day 31 in 2013-02: the month has 28 days. Type the day again.
    row 90, Perekonnanimi: This must be filled in.
    row 181: The row has 7 cells, the heading 8. A separator or a quotation mark stands in the wrong place.
    New: 197. Changed: 0. Already there: 0. Refused: 3. Nothing was written.
    ! error: 4 problems in the sheet; nothing was written.
    ! hint: Correct the sheet and import it again; or write the refused rows to a file with --refused FILE and import the others.
    (exit status 3)
    "#);
    assert_snapshot!(shell.run(&["import", "people", "people.csv", "--lang", "en"]), @r#"
    people.csv: 200 rows, windows-1257, columns separated by ";".
    Columns that are not imported: Märkused.
    row 17, Isikukood "483020*****": The check digit does not match: a digit is mistyped. Compare it with the document.
    row 17, Avaldus "31.02.2013": There is no day 31 in 2013-02: the month has 28 days. Type the day again.
    row 90, Perekonnanimi: This must be filled in.
    row 181: The row has 7 cells, the heading 8. A separator or a quotation mark stands in the wrong place.
    New: 197. Changed: 0. Already there: 0. Refused: 3. Nothing was written.
    ! error: 4 problems in the sheet; nothing was written.
    ! hint: Correct the sheet and import it again; or write the refused rows to a file with --refused FILE and import the others.
    (exit status 1)
    "#);
    assert_eq!(shell.read("demo.tugi"), before);
    let told = shell.json(&["import", "people", "people.csv", "--check", "--json"]);
    let rows: Vec<i64> = told["problems"].as_array().unwrap().iter().filter_map(|row| row["row"].as_i64()).collect();
    assert_eq!(rows, [17, 17, 90, 181]);
}

#[test]
fn who_is_there_already_is_left_and_who_differs_is_told() {
    let shell = Shell::with_demo();
    let heading = "Nimi,Isikukood,Sünniaeg,Avaldus,Telefon\n";
    let rows = [
        "\"Käbiraba, Õnne\",47903149916,,03.01.2013,5550 0101",
        "\"Jõhvikaru, Märt\",37111029920,,03.01.2013,5550 9999",
        "\"Uus, Inimene\",,01.02.1980,01.03.2013,",
        "\"Uus, Inimene\",,01.02.1980,01.03.2013,",
        "\"uus, inimene\",,01.02.1980,02.03.2013,",
        "Peep Kask,,01.02.1980,02.03.2013,",
        "\"Kadakaru, Grete\",,,,",
    ];
    shell.write("people.csv", format!("{heading}{}", rows.join("\n")));
    assert_snapshot!(shell.run(&["import", "people", "people.csv", "--check", "--lang", "en"]), @r#"
    people.csv: 7 rows, utf-8, columns separated by ",".
    row 3: This is in the register already, but is different there: Phone. Correct it on the screen, take the row out of the sheet, or let the sheet win with --update.
    row 6: This differs from row 4, which is about the same person. Keep the right one of the two.
    row 7, Nimi "Peep Kask": Surname or given name first? Write it with a comma: Surname, Given. Say it for all of them: --names surname-first or given-first.
    row 8, Avaldus: This must be filled in.
    New: 1. Changed: 0. Already there: 2. Refused: 4. Nothing was written.
    ! error: 4 problems in the sheet; nothing was written.
    ! hint: Correct the sheet and import it again; or write the refused rows to a file with --refused FILE and import the others.
    (exit status 3)
    "#);
}

#[test]
fn meetings_find_their_people_by_name_code_or_number() {
    let shell = Shell::with_demo();
    let heading = "Kuupäev;Kell;Kestus;Liik;Osalejad;Tugiisik;Koht;Kokkuvõte;Otsus;Vastutaja;Tähtaeg\n";
    let good = [
        "04.07.2013;9.30;45;vestlus;Õnne Käbiraba;kaja;vallamaja;\"Rääkisime tööst.\nTuleb uuesti.\";Helistab Töötukassasse;Sirelmets, Kaja;12.07.2013",
        "04.07.2013;;1:30;grupp;\"Jõhvikaru, Märt; 46008219930; 4\";Tõnis Kõrkjalaid;;;;;",
    ];
    shell.write("good.csv", format!("{heading}{}", good.join("\n")));
    assert_snapshot!(shell.run(&["import", "meetings", "good.csv", "--lang", "en"]), @r#"
    good.csv: 2 rows, utf-8, columns separated by ";".
    New: 2. Changed: 0. Already there: 0. Refused: 0. All of it is taken back with: tugi undo 5
    (exit status 0)
    "#);
    assert_snapshot!(shell.run(&["import", "meetings", "good.csv", "--lang", "en"]), @r#"
    good.csv: 2 rows, utf-8, columns separated by ";".
    New: 0. Changed: 0. Already there: 2. Refused: 0. Nothing was written.
    (exit status 0)
    "#);
    let meetings = shell.json(&["export", "meetings", "--json", "--lang", "en"]);
    let newest = meetings.as_array().unwrap().iter().filter(|row| row["date"] == "2013-07-04");
    let people: Vec<&str> = newest.filter_map(|row| row["participants"].as_str()).collect();
    assert!(people.contains(&"Jõhvikaru, Märt; Vihmaraba, Tiiu; Süvaluht, Andrus"), "{people:?}");
    let bad = [
        "04.07.2013;25:00;45;vestlus;Õnne Käbiraba;kaja;;;;;",
        "04.07.2013;;1,5;jutt;Õnne Nimetu;kaja;;;;;",
        "05.08.2013;;;vestlus;Õnne Käbiraba;kaja, mari;;;;;",
        "04.07.2013;;;vestlus;;kaja;;;;;01.08.2013",
        "04.07.2013;;;vestlus;47903149917;kaja;;;;;",
    ];
    shell.write("bad.csv", format!("{heading}{}", bad.join("\n")));
    assert_snapshot!(shell.run(&["import", "meetings", "bad.csv", "--check", "--lang", "en"]), @r#"
    bad.csv: 5 rows, utf-8, columns separated by ";".
    row 2, Kell "25:00": There is no hour 25: hours go from 0 to 23.
    row 3, Osalejad "Õnne Nimetu": This person is not in the register. Write the name as the register has it, or import this person first.
    row 3, Kestus "1,5": Hours or minutes? Write 1,5h or 90.
    row 3, Liik "jutt": This is not among the choices: talk, home visit, phone call, going along, group, work meeting, case team, resource group.
    row 4, Tugiisik "kaja, mari": This person is not in the register. Write the name as the register has it, or import this person first.
    row 5, Osalejad: This must be filled in.
    row 5, Otsus: This must be filled in.
    row 6, Osalejad "479031*****": This person is not in the register. Write the name as the register has it, or import this person first.
    New: 0. Changed: 0. Already there: 0. Refused: 5. Nothing was written.
    ! error: 8 problems in the sheet; nothing was written.
    ! hint: Correct the sheet and import it again; or write the refused rows to a file with --refused FILE and import the others.
    (exit status 3)
    "#);
}

#[test]
fn workers_are_taken_over_with_columns_in_another_language() {
    let shell = Shell::with_demo();
    shell.write("workers.csv", "\u{feff}Efternamn\tFörnamn\tRoll\tFrån\tLön\nBjörk\tÅsa\tstödperson\t2013-07-01\t1\n");
    assert_snapshot!(shell.run(&["import", "workers", "workers.csv", "--lang", "en"]), @r#"
    workers.csv: 1 row, utf-8, columns separated by "tab".
    Columns that are not imported: Lön.
    New: 1. Changed: 0. Already there: 0. Refused: 0. All of it is taken back with: tugi undo 5
    (exit status 0)
    "#);
    shell.write("workers.csv", "Nimi;Roll\n\"Björk, Åsa\";projektijuht\n\"Ny, En\";kokk\n");
    assert_snapshot!(shell.run(&["import", "workers", "workers.csv", "--lang", "en"]), @r#"
    workers.csv: 2 rows, utf-8, columns separated by ";".
    row 2: This is in the register already, but is different there: Role. Correct it on the screen, take the row out of the sheet, or let the sheet win with --update.
    row 3, Roll "kokk": This is not among the choices: support worker, case manager, social worker, project manager, partner's specialist.
    New: 0. Changed: 0. Already there: 0. Refused: 2. Nothing was written.
    ! error: 2 problems in the sheet; nothing was written.
    ! hint: Correct the sheet and import it again; or write the refused rows to a file with --refused FILE and import the others.
    (exit status 1)
    "#);
}

#[test]
fn dates_that_can_be_read_in_two_ways_are_asked_about() {
    let shell = Shell::with_demo();
    let sheet = |a: &str, b: &str| {
        format!("Surname;Given names;Born;Applied on\nKask;Mari;1980-02-01;{a}\nTamm;Jaan;1980-02-01;{b}\n")
    };
    shell.write("people.csv", sheet("02/03/2013", "04/05/2013"));
    assert_snapshot!(shell.run(&["import", "people", "people.csv", "--check", "--lang", "en"]), @r#"
    people.csv: 2 rows, utf-8, columns separated by ";".
    row 2, Applied on "02/03/2013": The dates of this column can be read in two ways. Say which comes first: --dates day-first, month-first or year-first.
    ! error: 1 problem in the sheet; nothing was written.
    ! hint: Correct the sheet and import it again; or write the refused rows to a file with --refused FILE and import the others.
    (exit status 3)
    "#);
    assert_snapshot!(shell.run(&["import", "people", "people.csv", "--check", "--lang", "en", "--dates", "month-first"]), @r#"
    people.csv: 2 rows, utf-8, columns separated by ";".
    New: 2. Changed: 0. Already there: 0. Refused: 0. Nothing was written.
    (exit status 0)
    "#);
    shell.write("people.csv", sheet("2013-03-02", "04.05.2013"));
    assert_snapshot!(shell.run(&["import", "people", "people.csv", "--check", "--lang", "en"]), @r#"
    people.csv: 2 rows, utf-8, columns separated by ";".
    row 3, Applied on "04.05.2013": The dates of this column have different forms: row 2 has 2013-03-02. Write them all in one form.
    ! error: 1 problem in the sheet; nothing was written.
    ! hint: Correct the sheet and import it again; or write the refused rows to a file with --refused FILE and import the others.
    (exit status 3)
    "#);
    shell.write("people.csv", sheet("02/03/2013", "04/25/2013"));
    shell.stdout(&["import", "people", "people.csv"]);
    let applied: Vec<String> = shell
        .json(&["export", "people", "--json"])
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["born"] == "1980-02-01")
        .filter_map(|row| row["applied-on"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(applied, ["2013-02-03", "2013-04-25"]);
}

#[test]
fn a_sheet_that_cannot_be_read_is_refused_with_what_to_do() {
    let shell = Shell::with_demo();
    let refused = |bytes: &[u8]| {
        shell.write("sheet.csv", bytes);
        shell.run(&["import", "people", "sheet.csv", "--lang", "en"])
    };
    assert_snapshot!(refused(b""), @r"
    ! error: sheet.csv: There is nothing in the sheet.
    ! hint: Save the sheet as XLSX, ODS or CSV (UTF-8), with the names of the columns above them, and import that file.
    (exit status 1)
    ");
    assert_snapshot!(refused(b"\xd0\xcf\x11\xe0"), @r"
    ! error: sheet.csv: This is a spreadsheet of a kind that is not read.
    ! hint: Save the sheet as XLSX, ODS or CSV (UTF-8), with the names of the columns above them, and import that file.
    (exit status 1)
    ");
    assert_snapshot!(refused(b"Eesnimi;Isikukood\nMari;1\n"), @r#"
    ! error: sheet.csv: The sheet has no column for: Surname. Its columns are: Eesnimi, Isikukood.
    ! hint: Name the columns in the sheet, in any of the four languages, or say what they are: --map "COLUMN=FIELD".
    (exit status 1)
    "#);
    assert_snapshot!(refused(b"Eesnimi;First name\nMari;1\n"), @r#"
    ! error: sheet.csv: The columns "Eesnimi" and "First name" are for the same thing.
    ! hint: Keep one of them, or leave one out with --map "COLUMN=-"; of two with one heading with the letter of the column.
    (exit status 1)
    "#);
    assert_snapshot!(refused(b"a;b\n1;2\n3;\"4\n5;6\n"), @r"
    ! error: sheet.csv: A quotation mark that opens in row 3 is never closed.
    ! hint: Add the closing quotation mark, or remove the first.
    (exit status 1)
    ");
    assert_snapshot!(refused(b"Perekonnanimi\n\xd0\xf5\x9a\n"), @r"
    ! error: sheet.csv: The sheet may be in windows-1257, windows-1252 or iso-8859-15, and š and ž would differ.
    ! hint: Save the sheet as CSV (UTF-8), or say how it is encoded: --encoding utf-8, utf-16, windows-1257, windows-1252, iso-8859-13 or iso-8859-15.
    (exit status 1)
    ");
    assert_snapshot!(refused(b"Perekonnanimi\n\0\n"), @r"
    ! error: sheet.csv: Line 2 is not text in utf-8.
    ! hint: Save the sheet as CSV (UTF-8), or say how it is encoded: --encoding utf-8, utf-16, windows-1257, windows-1252, iso-8859-13 or iso-8859-15.
    (exit status 1)
    ");
    assert_snapshot!(refused("a;".repeat(600).as_bytes()), @r"
    ! error: sheet.csv: Row 1 has 601 columns; at most 500 are read.
    ! hint: Save the sheet as XLSX, ODS or CSV (UTF-8), with the names of the columns above them, and import that file.
    (exit status 1)
    ");
    assert_snapshot!(refused(&vec![b'a'; 21 * 1024 * 1024]), @r"
    ! error: sheet.csv: The sheet is larger than 20 MB.
    ! hint: Import it in parts, each with the heading.
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["import", "people", "none.csv", "--lang", "en"]), @r"
    ! error: There is no file none.csv.
    ! hint: Check the name of the sheet.
    (exit status 1)
    ");
    shell.write("sheet.csv", b"Perekonnanimi\n\xf0\n");
    assert_snapshot!(shell.run(&["import", "people", "sheet.csv", "--encoding", "utf-8", "--check", "--lang", "en"]), @r"
    ! error: sheet.csv: Line 2 is not text in utf-8.
    ! hint: Save the sheet as CSV (UTF-8), or say how it is encoded: --encoding utf-8, utf-16, windows-1257, windows-1252, iso-8859-13 or iso-8859-15.
    (exit status 3)
    ");
    assert_eq!(shell.log_position(), 842);
}

#[test]
fn a_list_that_was_exported_changes_nothing_when_it_comes_back() {
    let shell = Shell::with_demo();
    for lang in ["en", "et", "lt", "sv"] {
        for (list, rows) in [("people", 27), ("workers", 6), ("meetings", 153)] {
            let name = format!("{list}-{lang}.csv");
            shell.stdout(&["export", list, "--lang", lang, "--out", &name]);
            let told = shell.json(&["import", list, &name, "--json"]);
            assert_eq!((told["new"].as_i64(), told["there"].as_i64()), (Some(0), Some(rows)), "{told:#}");
        }
    }
    assert_eq!(shell.log_position(), 842);
}
