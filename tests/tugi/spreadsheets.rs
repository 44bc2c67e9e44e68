//! Sheets as spreadsheets write them: whatever the file, the same people come in; whatever the mess, each row is explained.

mod last_year;
mod linked;
mod merged;
mod on_screen;
mod whole_names;

use insta::assert_snapshot;
use std::io::{Cursor, Read, Write};
use tugi::{
    domain::{Act, Signature},
    exchange::{self, Import, NoImport, Reading, What},
    session::Session,
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{sheets::empty, shell::Shell, source::project};

/// A sheet that lies beside the tests.
fn sheet(name: &str) -> Vec<u8> {
    std::fs::read(project(&format!("tests/sheets/{name}"))).unwrap()
}

fn read(session: &Session, bytes: &[u8]) -> Result<Import, NoImport> {
    exchange::import(&session.store, What::People, bytes, &Reading::default(), &session.env)
}

/// The whole register after a sheet went in, as text.
fn register_after(name: &str) -> String {
    let mut session = empty();
    let import = read(&session, &sheet(name)).unwrap();
    let problems: Vec<String> = import.troubles.iter().map(|trouble| trouble.sentence(&session.env)).collect();
    assert_eq!((problems, import.new), (Vec::new(), 300), "{name}");
    let by = Signature { who: "kaja".into(), at: session.clock.now() };
    session.store.commit_while(Act::Import, &import.changes, &by, &mut |_| true).unwrap();
    exchange::whole::text(&session.store).unwrap()
}

#[test]
fn the_same_people_come_in_from_every_file_encoding_and_form_of_dates() {
    let expected = register_after("openpyxl.xlsx");
    assert!(expected.contains("Järvežemtš") && expected.contains("1950-03-03"), "{expected}");
    let texts = ["day-first", "year-first", "month-first"].into_iter().flat_map(|form| {
        ["utf-8", "utf-16", "windows-1257", "iso-8859-15"].map(|encoding| format!("{form}-{encoding}.csv"))
    });
    for name in texts.chain(["libreoffice.xlsx".to_owned(), "libreoffice.ods".to_owned()]) {
        assert_eq!(register_after(&name), expected, "{name}");
    }
}

/// A shell with the training register of a Lithuanian office and a messy sheet.
fn messy_shell(name: &str) -> Shell {
    let shell = Shell::with_demo_of("kazlu-ruda-2020");
    shell.write(name, sheet(name));
    shell
}

#[test]
fn a_messy_sheet_goes_in_after_three_answers() {
    let shell = messy_shell("messy.xlsx");
    let import = |more: &[&str]| shell.run(&[&["import", "people", "messy.xlsx", "--lang", "en"], more].concat());
    assert_snapshot!(import(&["--check"]), @r#"
    messy.xlsx: 6 rows, sheet "2021".
    The names of the columns are in row 4; what is above them is not imported.
    From row 12 on, the sheet only adds up; that is not imported.
    Columns that are not imported: Eil. nr, Kada kreipėsi.
    There is no column for "Applied on": every row gets 2021-11-30.
    All names are in capital letters. --proper-names writes them as names are written.
    row 10: This may be the person in row 6: the names differ in one letter. If it is somebody else, say --new 10; if not, take the row out.
    row 11, Asmens kodas "491060*****": The check digit does not match: a digit is mistyped. Compare it with the document.
    New: 4. Changed: 0. Already there: 0. Refused: 2. Nothing was written.
    ! error: 2 problems in the sheet; nothing was written.
    ! hint: Correct the sheet and import it again; or write the refused rows to a file with --refused FILE and import the others.
    (exit status 3)
    "#);
    let map = ["--map", "Kada kreipėsi=Prašymo data"];
    assert_snapshot!(import(&[&["--check"], &map[..]].concat()), @r#"
    messy.xlsx: 6 rows, sheet "2021".
    The names of the columns are in row 4; what is above them is not imported.
    From row 12 on, the sheet only adds up; that is not imported.
    Columns that are not imported: Eil. nr.
    All names are in capital letters. --proper-names writes them as names are written.
    row 10: This may be the person in row 6: the names differ in one letter. If it is somebody else, say --new 10; if not, take the row out.
    row 11, Asmens kodas "491060*****": The check digit does not match: a digit is mistyped. Compare it with the document.
    New: 4. Changed: 0. Already there: 0. Refused: 2. Nothing was written.
    ! error: 2 problems in the sheet; nothing was written.
    ! hint: Correct the sheet and import it again; or write the refused rows to a file with --refused FILE and import the others.
    (exit status 3)
    "#);
    let answers = [&map[..], &["--proper-names", "--new", "10", "--refused", "refused.csv"]].concat();
    assert_snapshot!(import(&answers), @r#"
    messy.xlsx: 6 rows, sheet "2021".
    The names of the columns are in row 4; what is above them is not imported.
    From row 12 on, the sheet only adds up; that is not imported.
    Columns that are not imported: Eil. nr.
    row 11, Asmens kodas "491060*****": The check digit does not match: a digit is mistyped. Compare it with the document.
    New: 5. Changed: 0. Already there: 0. Refused: 1. All of it is taken back with: tugi undo 5
    The refused rows are in refused.csv. Correct them there and import that file; delete it afterwards.
    (exit status 0)
    "#);
    assert_snapshot!(String::from_utf8(shell.read("refused.csv")).unwrap(), @r"
    ﻿Eil. nr.;Pavardė;Vardas;;Asmens kodas;Tel. nr.;Adresas;Kada kreipėsi;What is wrong
    7;ŪKANYTĖ;ONA;;49106050450;;;2021-04-02;Asmens kodas: The check digit does not match: a digit is mistyped. Compare it with the document.
    ");
    let shown = shell.stdout(&["export", "people", "--lang", "en", "--format", "json"]);
    for name in ["Žaliagiris, Jurgis", "Šilaitis, Česlovas", "Åkerlund, Nils", "Žaliagirys, Jurgis"] {
        assert!(shown.contains(name), "{name} is not in {shown}");
    }
    // The sheet is known again, and so is everybody in it; the refused row was corrected and goes in.
    assert_snapshot!(import(&["--proper-names", "--check"]), @r#"
    messy.xlsx: 6 rows, sheet "2021".
    The names of the columns are in row 4; what is above them is not imported.
    From row 12 on, the sheet only adds up; that is not imported.
    Columns taken as for the last such sheet: Kada kreipėsi=Applied on.
    Columns that are not imported: Eil. nr.
    row 10: This may be Žaliagiris, Jurgis: the names differ in one letter. If it is somebody else, say --new 10; if not, take the row out.
    row 11, Asmens kodas "491060*****": The check digit does not match: a digit is mistyped. Compare it with the document.
    New: 0. Changed: 0. Already there: 4. Refused: 2. Nothing was written.
    ! error: 2 problems in the sheet; nothing was written.
    ! hint: Correct the sheet and import it again; or write the refused rows to a file with --refused FILE and import the others.
    (exit status 3)
    "#);
    let refused = String::from_utf8(shell.read("refused.csv")).unwrap();
    let code = refused.split(';').find(|cell| cell.len() == 11 && cell.starts_with('4')).unwrap();
    let corrected = (code.parse::<u64>().unwrap() - 1).to_string();
    shell.write("refused.csv", refused.replace(code, &corrected));
    assert_snapshot!(shell.run(&["import", "people", "refused.csv", "--lang", "en"]), @r#"
    refused.csv: 1 row, utf-8, columns separated by ";".
    Columns taken as for the last such sheet: Kada kreipėsi=Applied on.
    Columns that are not imported: Eil. nr.
    New: 1. Changed: 0. Already there: 0. Refused: 0. All of it is taken back with: tugi undo 6
    (exit status 0)
    "#);
}

#[test]
fn libreoffice_keeps_the_messy_sheet_as_it_was() {
    let (excel, open) = (messy_shell("messy.xlsx"), messy_shell("messy.ods"));
    let told = |shell: &Shell, name| {
        let check = ["import", "people", name, "--check", "--map", "Kada kreipėsi=Prašymo data", "--lang", "lt"];
        shell.run(&check).replace(name, "messy")
    };
    assert_eq!(told(&open, "messy.ods"), told(&excel, "messy.xlsx"));
}

#[test]
fn a_file_with_several_sheets_asks_which_only_where_more_than_one_fits() {
    let shell = messy_shell("messy.ods");
    let import =
        |sheet: &str| shell.run(&["import", "people", "messy.ods", "--check", "--lang", "en", "--sheet", sheet]);
    assert_snapshot!(import("Pastabos"), @r#"
    ! error: messy.ods: The sheet has no column for: Surname, Given names. Its columns are: Paskambinti seniūnei.
    ! hint: Name the columns in the sheet, in any of the four languages, or say what they are: --map "COLUMN=FIELD".
    (exit status 3)
    "#);
    assert_snapshot!(import("2020"), @r#"
    ! error: messy.ods: The file has no sheet "2020". Its sheets are: Pastabos, 2021.
    ! hint: Say it with --sheet NAME; where only one of them has the right columns, it is found without.
    (exit status 3)
    "#);
    shell.write("people.csv", "Surname;Given names;Applied on\nKask;Mari;2021-01-02\n");
    assert_snapshot!(shell.run(&["import", "people", "people.csv", "--lang", "en", "--sheet", "2021"]), @r"
    ! error: people.csv: This file is text and has no sheets to choose from.
    ! hint: Say it with --sheet NAME; where only one of them has the right columns, it is found without.
    (exit status 1)
    ");
}

#[test]
fn who_may_be_there_already_is_asked_about_and_what_differs_is_changed_only_when_asked() {
    let shell = Shell::with_demo();
    let rows = [
        "Perekonnanimi;Eesnimi;Isikukood;Sünniaeg;Avaldus;Telefon",
        "Kabiraba;Onne;;16.03.1979;03.01.2013;",
        "Käbiraba;Õnnel;;14.03.1979;03.01.2013;",
        "Jõhvikaru;Märt;37111029920;;03.01.2013;5550 9999",
        "Kask;Mari;;01.02.1980;01.03.2013;",
        "Kask;Mari;48002012222;;01.03.2013;",
        "Kask;Mary;;01.02.1980;01.03.2013;",
        "Kask;Mari;;24.12.1995;01.03.2013;",
    ];
    shell.write("people.csv", rows.join("\n"));
    let import = |more: &[&str]| shell.run(&[&["import", "people", "people.csv", "--lang", "en"], more].concat());
    assert_snapshot!(import(&["--check"]), @r#"
    people.csv: 7 rows, utf-8, columns separated by ";".
    row 2: This may be Käbiraba, Õnne: the name is the same, and the birth dates are almost the same. If it is somebody else, say --new 2; if not, take the row out.
    row 3: This may be Käbiraba, Õnne: the names differ in one letter. If it is somebody else, say --new 3; if not, take the row out.
    row 4: This is in the register already, but is different there: Phone. Correct it on the screen, take the row out of the sheet, or let the sheet win with --update.
    row 6, Isikukood "480020*****": The check digit does not match: a digit is mistyped. Compare it with the document.
    row 7: This may be the person in row 5: the names differ in one letter. If it is somebody else, say --new 7; if not, take the row out.
    New: 2. Changed: 0. Already there: 0. Refused: 5. Nothing was written.
    ! error: 5 problems in the sheet; nothing was written.
    ! hint: Correct the sheet and import it again; or write the refused rows to a file with --refused FILE and import the others.
    (exit status 3)
    "#);
    assert_snapshot!(import(&["--check", "--update", "--new", "2,3,6,7"]), @r#"
    people.csv: 7 rows, utf-8, columns separated by ";".
    row 4: Phone "5550 0102" becomes "5550 9999"
    row 6, Isikukood "480020*****": The check digit does not match: a digit is mistyped. Compare it with the document.
    New: 5. Changed: 1. Already there: 0. Refused: 1. Nothing was written.
    ! error: 1 problem in the sheet; nothing was written.
    ! hint: Correct the sheet and import it again; or write the refused rows to a file with --refused FILE and import the others.
    (exit status 3)
    "#);
    assert_snapshot!(import(&["--update", "--refused", "refused.csv"]), @r#"
    people.csv: 7 rows, utf-8, columns separated by ";".
    row 4: Phone "5550 0102" becomes "5550 9999"
    row 2: This may be Käbiraba, Õnne: the name is the same, and the birth dates are almost the same. If it is somebody else, say --new 2; if not, take the row out.
    row 3: This may be Käbiraba, Õnne: the names differ in one letter. If it is somebody else, say --new 3; if not, take the row out.
    row 6, Isikukood "480020*****": The check digit does not match: a digit is mistyped. Compare it with the document.
    row 7: This may be the person in row 5: the names differ in one letter. If it is somebody else, say --new 7; if not, take the row out.
    New: 2. Changed: 1. Already there: 0. Refused: 4. All of it is taken back with: tugi undo 5
    The refused rows are in refused.csv. Correct them there and import that file; delete it afterwards.
    (exit status 0)
    "#);
    assert_snapshot!(shell.run(&["undo", "--lang", "en"]), @r"
    Taken back: import, 5 records. The taking back has number 6.
    (exit status 0)
    ");
}

#[test]
fn what_is_said_of_columns_has_to_be_there() {
    let shell = Shell::with_demo();
    shell.write("people.csv", "Klient;Eesnimi;Avaldus;Tel;Telefon\nKask;Mari;2013-01-02;1;2\n");
    let import =
        |map: &[&str]| shell.run(&[&["import", "people", "people.csv", "--lang", "en", "--check"], map].concat());
    assert_snapshot!(import(&["--map", "Klient"]), @r#"
    ! error: people.csv: There is no field "". The fields are: Surname, Given names, Without a name, National code, Born, Gender, Phone, E-mail, Address, Referred by, Applied on, No work since, Registered since, Single parent, On benefit, From prison, Social disability, Mental disability, Phys. disability, Joint effort, Mental need, State service, Care burden, Needs care, Special need, Difficulty coping, Preparing for work, Social problem, Disability, Minority, From abroad, Third country, Homeless, Rural area, Other disadvantage, In education, Consent withdrawn, Decision, Decided on, Decided by, Consent on, Entered on.
    ! hint: Write it as --map "COLUMN=FIELD"; --map "COLUMN=-" leaves a column out.
    (exit status 3)
    "#);
    assert_snapshot!(import(&["--map", "Kliendid=Surname"]), @r#"
    ! error: people.csv: The sheet has no column "Kliendid". Its columns are: Klient, Eesnimi, Avaldus, Tel, Telefon.
    ! hint: Write it as --map "COLUMN=FIELD"; --map "COLUMN=-" leaves a column out.
    (exit status 3)
    "#);
    assert_snapshot!(import(&["--map", "Klient=Surname"]), @r#"
    ! error: people.csv: The columns "Tel" and "Telefon" are for the same thing.
    ! hint: Keep one of them, or leave one out with --map "COLUMN=-"; of two with one heading with the letter of the column.
    (exit status 3)
    "#);
    assert_snapshot!(import(&["--map", "Klient=Surname", "--map", "Tel=-"]), @r#"
    people.csv: 1 row, utf-8, columns separated by ";".
    Columns that are not imported: Tel.
    New: 1. Changed: 0. Already there: 0. Refused: 0. Nothing was written.
    (exit status 0)
    "#);
}

/// A spreadsheet with one of its parts made anew.
fn with_part(bytes: &[u8], name: &str, make: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let (own, mut content) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut content).unwrap();
        let is_first = own == "mimetype";
        let method = if is_first { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        writer.start_file(&*own, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(&if own == name { make(content) } else { content }).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// What is said of a file that cannot be read.
fn refusal(session: &Session, bytes: &[u8]) -> String {
    match read(session, bytes) {
        Err(NoImport::Sheet(told)) => told.sentence,
        Err(NoImport::Store(error)) => error.to_string(),
        Ok(import) => format!("{} rows", import.rows),
    }
}

#[test]
fn a_spreadsheet_that_was_made_to_do_harm_is_refused_with_a_sentence() {
    let session = empty();
    let (excel, open) = (sheet("messy.xlsx"), sheet("messy.ods"));
    let cells = |cells: &str| {
        let cells = cells.to_owned();
        with_part(&excel, "xl/worksheets/sheet2.xml", move |_| {
            format!("<worksheet><sheetData>{cells}</sheetData></worksheet>").into_bytes()
        })
    };
    let content = |rows: &str| {
        let text =
            format!("<office:spreadsheet><table:table table:name=\"a\">{rows}</table:table></office:spreadsheet>");
        with_part(&open, "content.xml", move |_| text.clone().into_bytes())
    };
    let cell = "office:value-type=\"float\" office:value=\"1\"";
    let far = cells("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
    let backwards = cells("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    let shared = sheet("libreoffice.xlsx");
    let promise = with_part(&shared, "xl/sharedStrings.xml", |_| {
        b"<sst uniqueCount=\"4000000000000\"><si><t>a</t></si></sst>".to_vec()
    });
    let bomb = with_part(&shared, "xl/sharedStrings.xml", |_| vec![b' '; 49 * 1024 * 1024]);
    let wide = content(&format!(
        "<table:table-row><table:table-cell table:number-columns-repeated=\"99999999\" {cell}/></table:table-row>"
    ));
    let long = content(&format!(
        "<table:table-row table:number-rows-repeated=\"99999999\"><table:table-cell {cell}/></table:table-row>"
    ));
    let blank = content(
        "<table:table-row table:number-rows-repeated=\"99999999\"><table:table-cell table:number-columns-repeated=\"99999999\"/></table:table-row>",
    );
    let spaces = content(
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>a<text:s text:c=\"99999999999\"/>b</text:p></table:table-cell></table:table-row>",
    );
    let unclosed = with_part(&open, "content.xml", |content| content[..content.len() / 2].to_vec());
    let entity = content(
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>&lol;</text:p></table:table-cell></table:table-row>",
    );
    let locked = with_part(&open, "META-INF/manifest.xml", |_| {
        b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
            .to_vec()
    });
    let refused: Vec<String> =
        [far, backwards, promise, bomb, wide, long, blank, spaces, unclosed, entity, locked, excel[..5_000].to_vec()]
            .iter()
            .map(|bytes| refusal(&session, bytes))
            .collect();
    assert_snapshot!(refused.join("\n"), @r"
    Real 1048576 on 16 384 veergu; loetakse kuni 500.
    See peaks olema tabelarvutuse fail, kuid on rikutud.
    See peaks olema tabelarvutuse fail, kuid on rikutud.
    Fail on pakitud ja lahtipakituna suurem, kui loetakse.
    Real 1 on 501 veergu; loetakse kuni 500.
    Tabelis on rohkem kui 100 000 rida.
    Tabelis ei ole midagi.
    Real 1 on veerus 1 üle 1 MB teksti.
    See peaks olema tabelarvutuse fail, kuid on rikutud.
    See peaks olema tabelarvutuse fail, kuid on rikutud.
    Fail on parooliga lukus.
    See peaks olema tabelarvutuse fail, kuid on rikutud.
    ");
}

#[test]
fn a_spreadsheet_that_is_cut_off_inside_ends_with_a_sentence() {
    let session = empty();
    for (file, parts) in [
        (
            "messy.xlsx",
            &[
                "xl/workbook.xml",
                "xl/sharedStrings.xml",
                "xl/styles.xml",
                "xl/worksheets/sheet2.xml",
                "xl/_rels/workbook.xml.rels",
                "[Content_Types].xml",
                "_rels/.rels",
            ][..],
        ),
        ("messy.ods", &["content.xml", "META-INF/manifest.xml", "mimetype"][..]),
    ] {
        let whole = sheet(file);
        for part in parts {
            for tenth in 0..10 {
                let cut = with_part(&whole, part, |content| content[..content.len() * tenth / 10].to_vec());
                // Where what is left is enough, it is read; nothing panics, and nothing goes on for ever.
                let _ = read(&session, &cut);
            }
        }
    }
}

#[test]
fn spells_entries_and_assessments_go_in_with_whom_they_are_about() {
    let shell = Shell::with_demo();
    let import =
        |what: &str, more: &[&str]| shell.run(&[&["import", what, "sheet.csv", "--lang", "en"], more].concat());
    let spells = [
        "Nimi;Liik;Tööandja;Alates;Kuni",
        "Käbiraba, Õnne;töö;Puidukoda OÜ;01.03.2013;",
        "Märt Jõhvikaru;õpingud;;01.04.2013;01.03.2013",
        "Keegi, Teine;töö;;01.03.2013;",
        ";töö;;01.03.2013;",
    ];
    shell.write("sheet.csv", spells.join("\n"));
    assert_snapshot!(import("spells", &["--refused", "refused.csv"]), @r#"
    sheet.csv: 4 rows, utf-8, columns separated by ";".
    row 3, Kuni "01.03.2013": This is before 2013-04-01, when it began. Enter that day or a later one.
    row 4, Nimi "Keegi, Teine": This person is not in the register. Write the name as the register has it, or import this person first.
    row 5, Nimi: This must be filled in.
    New: 1. Changed: 0. Already there: 0. Refused: 3. All of it is taken back with: tugi undo 5
    The refused rows are in refused.csv. Correct them there and import that file; delete it afterwards.
    (exit status 0)
    "#);
    shell.write("sheet.csv", spells[..2].join("\n"));
    assert_snapshot!(import("spells", &[]), @r#"
    sheet.csv: 1 row, utf-8, columns separated by ";".
    New: 0. Changed: 0. Already there: 1. Refused: 0. Nothing was written.
    (exit status 0)
    "#);
    shell.write("sheet.csv", spells[..2].join("\n").replace("Puidukoda", "Saeveski"));
    assert_snapshot!(import("spells", &["--update"]), @r#"
    sheet.csv: 1 row, utf-8, columns separated by ";".
    row 2: Employer "Puidukoda OÜ" becomes "Saeveski OÜ"
    New: 0. Changed: 1. Already there: 0. Refused: 0. All of it is taken back with: tugi undo 6
    (exit status 0)
    "#);
    shell.write("sheet.csv", "Osaleja;Alustas\nKäbiraba, Õnne;01.07.2013\n");
    assert_snapshot!(import("entries", &["--check"]), @r#"
    sheet.csv: 1 row, utf-8, columns separated by ";".
    New: 1. Changed: 0. Already there: 0. Refused: 0. Nothing was written.
    (exit status 0)
    "#);
    shell
        .write("sheet.csv", "Osaleja;Kuupäev;Skaala;Väärtus;Hindaja\nKäbiraba, Õnne;01.07.2013;who-5;15;osaleja ise\n");
    assert_snapshot!(import("assessments", &[]), @r#"
    sheet.csv: 1 row, utf-8, columns separated by ";".
    New: 1. Changed: 0. Already there: 0. Refused: 0. All of it is taken back with: tugi undo 7
    (exit status 0)
    "#);
    assert_snapshot!(import("assessments", &[]), @r#"
    sheet.csv: 1 row, utf-8, columns separated by ";".
    New: 0. Changed: 0. Already there: 1. Refused: 0. Nothing was written.
    (exit status 0)
    "#);
}

#[test]
fn what_a_spreadsheet_has_made_of_a_code_is_put_right_or_told() {
    let shell = Shell::with_demo_of("torsas-2013");
    // Born in 2001: the zero before the number is gone; of the other only the first digits are left.
    let rows =
        "Efternamn;Förnamn;Personnummer;Ansökan\nAlmdal;Ture;101012383;2013-09-02\nBokdal;Siv;1,95E+11;2013-09-02\n";
    shell.write("people.csv", rows);
    let import = |more: &[&str]| shell.run(&[&["import", "people", "people.csv", "--lang", "en"], more].concat());
    assert_snapshot!(import(&["--check"]), @r#"
    people.csv: 2 rows, utf-8, columns separated by ";".
    row 3, Personnummer "1,95E+11": The spreadsheet has shortened this number, and its last digits are gone. Show the column as text there and type the number again.
    New: 1. Changed: 0. Already there: 0. Refused: 1. Nothing was written.
    ! error: 1 problem in the sheet; nothing was written.
    ! hint: Correct the sheet and import it again; or write the refused rows to a file with --refused FILE and import the others.
    (exit status 3)
    "#);
}

#[test]
fn a_workbook_that_was_exported_changes_nothing_when_it_comes_back() {
    let shell = Shell::with_demo();
    for lang in ["en", "et", "lt", "sv"] {
        for (list, rows) in [("people", 27), ("workers", 6), ("meetings", 153)] {
            let name = format!("{list}-{lang}.xlsx");
            shell.stdout(&["export", list, "--lang", lang, "--format", "xlsx", "--out", &name]);
            let told = shell.json(&["import", list, &name, "--json"]);
            assert_eq!((told["new"].as_i64(), told["there"].as_i64()), (Some(0), Some(rows)), "{told:#}");
        }
    }
    assert_eq!(shell.log_position(), 842);
}
