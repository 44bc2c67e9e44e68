//! Cells that were merged over several rows: what they say holds for each of them, and that is told.

use insta::assert_snapshot;
use rust_xlsxwriter::{Format, Workbook};

use super::{read, refusal, sheet, with_part};
use crate::{sheets::empty, shell::Shell};

const HEADING: [&str; 5] = ["Perekonnanimi", "Eesnimi", "Isikukood", "Avaldus", "Aadress"];

/// A family on one address, registered on one day, as an office lays it out; and somebody else.
fn family() -> Vec<u8> {
    let mut book = Workbook::new();
    let (sheet, plain, day) = (book.add_worksheet(), Format::new(), Format::new().set_num_format("dd.mm.yyyy"));
    sheet.merge_range(0, 0, 1, 4, "Pered 2013", &plain).unwrap();
    for (column, heading) in (0..).zip(HEADING) {
        sheet.write_string(2, column, heading).unwrap();
    }
    sheet.merge_range(3, 0, 5, 0, "Proovikas", &plain).unwrap();
    for (row, given) in (3..).zip(["Ants", "Mai", "Leo", "Õie"]) {
        sheet.write_string(row, 1, given).unwrap();
    }
    sheet.merge_range(3, 3, 5, 3, "", &day).unwrap();
    sheet.write_number_with_format(3, 3, 41_276.0, &day).unwrap();
    sheet.merge_range(3, 4, 5, 4, "Kooli 7", &plain).unwrap();
    sheet.write_string(6, 0, "Teine").unwrap();
    sheet.write_number_with_format(6, 3, 41_277.0, &day).unwrap();
    // Merged over rows in which nothing else stands: they are no rows.
    sheet.merge_range(6, 4, 9, 4, "Metsa 1", &plain).unwrap();
    book.save_to_buffer().unwrap()
}

/// The same as the open format keeps it.
fn open_family() -> Vec<u8> {
    let text = |text: &str, attributes: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\" {attributes}><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let day = |day: &str, attributes: &str| {
        format!(
            "<table:table-cell office:value-type=\"date\" office:date-value=\"{day}\" {attributes}><text:p>x</text:p></table:table-cell>"
        )
    };
    let (tall, blank) = ("table:number-rows-spanned=\"3\" table:number-columns-spanned=\"1\"", "<table:table-cell/>");
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let covered = "<table:covered-table-cell/>".to_owned();
    let under =
        |given: &str| row(&[covered.clone(), text(given, ""), blank.to_owned(), covered.clone(), covered.clone()]);
    let rows = [
        row(&HEADING.map(|heading| text(heading, ""))),
        row(&[
            text("Proovikas", tall),
            text("Ants", ""),
            blank.to_owned(),
            day("2013-01-02", tall),
            text("Kooli 7", tall),
        ]),
        under("Mai"),
        under("Leo"),
        row(&[text("Teine", ""), text("Õie", ""), blank.to_owned(), day("2013-01-03", ""), text("Metsa 1", tall)]),
    ];
    let content = format!(
        "<office:spreadsheet><table:table table:name=\"a\">{}</table:table></office:spreadsheet>",
        rows.concat()
    );
    with_part(&sheet("messy.ods"), "content.xml", move |_| content.clone().into_bytes())
}

#[test]
fn what_stands_in_a_merged_cell_holds_for_every_row_it_goes_over() {
    let shell = Shell::with_demo();
    shell.write("family.xlsx", family());
    shell.write("family.ods", open_family());
    assert_snapshot!(shell.run(&["import", "people", "family.xlsx", "--lang", "en"]), @r#"
    family.xlsx: 4 rows, sheet "Sheet1".
    The names of the columns are in row 3; what is above them is not imported.
    Merged cells hold for every row they span: Perekonnanimi, Avaldus, Aadress.
    New: 4. Changed: 0. Already there: 0. Refused: 0. All of it is taken back with: tugi undo 5
    (exit status 0)
    "#);
    assert_snapshot!(shell.run(&["import", "people", "family.ods", "--lang", "en"]), @r#"
    family.ods: 4 rows, sheet "a".
    Merged cells hold for every row they span: Perekonnanimi, Avaldus, Aadress.
    New: 0. Changed: 0. Already there: 4. Refused: 0. Nothing was written.
    (exit status 0)
    "#);
    let people = shell.json(&["export", "people", "--format", "json"]);
    let family: Vec<&str> = people
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["surname"] == "Proovikas" && row["address"] == "Kooli 7" && row["applied-on"] == "2013-01-02")
        .filter_map(|row| row["given"].as_str())
        .collect();
    assert_eq!(family, ["Ants", "Leo", "Mai"]);
}

#[test]
fn merging_that_was_made_to_do_harm_is_refused_or_harmless() {
    let session = empty();
    let cells: Vec<String> =
        (1..=3_000).map(|row| format!("<row r=\"{row}\"><c r=\"B{row}\"><v>1</v></c></row>")).collect();
    let cells = cells.concat();
    let long = "x".repeat(100_000);
    let with = |merged: String| {
        let cells =
            format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{long}</t></is></c></row>{}", &cells[34..]);
        let text = format!("<worksheet><sheetData>{cells}</sheetData><mergeCells>{merged}</mergeCells></worksheet>");
        with_part(&sheet("messy.xlsx"), "xl/worksheets/sheet2.xml", move |_| text.clone().into_bytes())
    };
    let areas: String = (0..3_000).map(|_| "<mergeCell ref=\"A1:A1048576\"/>").collect();
    for merged in [
        areas,
        "<mergeCell ref=\"XFD1:XFD1048576\"/>".into(),
        "<mergeCell ref=\"B9:A1\"/>".into(),
        "<mergeCell ref=\"\"/>".into(),
    ] {
        // Something is said, whatever it is, and soon.
        assert_ne!(refusal(&session, &with(merged)), "");
    }
    assert!(read(&session, &family()).is_ok());
}
