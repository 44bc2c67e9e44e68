//! What a funder's auditor holds against one another in what is handed in: tables, sentences and refusals that agree.

use std::collections::BTreeMap;

use serde_json::Value;
use tugi::i18n::Lang;

use crate::shell::Shell;

/// The tables of a report, each after the heading that it stands under.
fn tables(report: &Value) -> Vec<(String, Vec<Vec<String>>)> {
    let mut heading = String::new();
    let mut found = Vec::new();
    for block in report["blocks"].as_array().unwrap() {
        if block["block"] == "heading" {
            block["text"].as_str().unwrap().clone_into(&mut heading);
        }
        if let Some(rows) = block["rows"].as_array().filter(|_| block["block"] != "figures") {
            let cell = |cell: &Value| cell.as_str().unwrap().to_owned();
            let rows = rows.iter().map(|row| row.as_array().unwrap().iter().map(cell).collect()).collect();
            found.push((heading.clone(), rows));
        }
    }
    found
}

#[test]
fn who_was_looked_at_is_the_same_whatever_is_asked_of_them() {
    for programme in ["rapla-2013", "torsas-2013", "kose-iste-2019"] {
        let shell = Shell::with_demo_of(programme);
        let report = shell.json(&["report", "before-after", "--lang", "en", "--json"]);
        let mut looked: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
        for (heading, rows) in tables(&report) {
            if let Some(place) = rows.iter().position(|row| row[0] == "Looked at") {
                looked.entry(rows[place][1..].to_vec()).or_default().push(heading);
            }
        }
        assert_eq!(looked.len(), 1, "{programme}: {looked:?}");
        assert!(looked.values().all(|measures| measures.len() > 1), "{looked:?}");
    }
}

#[test]
fn who_stated_no_gender_stands_under_a_column_that_says_so_and_the_sentence_names_the_lines_that_count_them() {
    let shell = Shell::with_demo_of("kose-raasiku-2022");
    let text = shell.stdout(&["report", "indicators", "--lang", "en"]);
    assert!(text.replace('\n', " ").contains("no complete record is asked for (CO00, CO18, CO19)"), "{text}");
    let report = shell.json(&["report", "indicators", "--lang", "en", "--json"]);
    let columns = report["blocks"].as_array().unwrap().iter().find(|block| block["block"] == "table").unwrap();
    assert_eq!(columns["columns"][5]["title"], "Other or not stated");
    let (_, rows) = &tables(&report)[0];
    let not_stated = rows.iter().filter(|row| row[5] != "0").map(|row| row[0].as_str());
    assert!(not_stated.clone().count() > 0 && not_stated.clone().all(|code| ["CO00", "CO18", "CO19"].contains(&code)));
}

#[test]
fn nobody_is_refused_for_the_hours_that_they_have_had_so_far() {
    let shell = Shell::with_demo_of("kose-raasiku-2022");
    for layout in ["esf-2014-2020-ee", "esf-2014-2020-ee-wide"] {
        let args = ["export", "microdata", "--layout", layout, "--quarter", "2023-4", "--check", "--lang", "en"];
        let told = shell.run(&args);
        assert!(told.contains("Personal code") || told.contains("row"), "{told}");
        assert!(!told.contains("Academic hours") && !told.contains("32"), "{told}");
    }
}

#[test]
fn a_refusal_says_what_is_so_in_every_language() {
    let shell = Shell::with_demo();
    let said = |args: &[&str]| shell.run(args);
    assert!(said(&["report", "hours", "--anonymous", "--lang", "en"]).contains("meetings and hours in a month"));
    assert!(said(&["report", "minutes", "999", "--lang", "en"]).contains("There is no meeting with the number 999."));
    assert!(said(&["report", "plan", "999", "--lang", "en"]).contains("There is no participant number 999"));
    assert!(said(&["report", "minutes", "1", "--lang", "en"]).contains("Length:"));
    for lang in Lang::ALL.map(Lang::code) {
        let minutes = said(&["report", "minutes", "999", "--lang", lang]);
        assert!(minutes.contains("999") && minutes.ends_with("(exit status 1)"), "{minutes}");
        assert!(said(&["person", "access", "--help", "--lang", lang]).contains("person:5"), "{lang}");
    }
}

/// The first lines of the tables in a sheet of text: those that follow on nothing or on an empty line.
fn names_in(csv: &str) -> Vec<String> {
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    let first = |place: &usize| *place == 0 || lines[place - 1].trim_matches('"').is_empty();
    (0..lines.len()).filter(first).map(|place| lines[place].to_owned()).collect()
}

#[test]
fn every_table_is_told_apart_by_its_name_in_csv_and_by_its_sheet() {
    for (programme, report) in [("kose-raasiku-2022", "indicators"), ("torsas-2013", "before-after")] {
        let shell = Shell::with_demo_of(programme);
        for lang in Lang::ALL.map(Lang::code) {
            let csv = shell.stdout(&["report", report, "--format", "csv", "--lang", lang]);
            let names = names_in(&csv);
            let different: std::collections::BTreeSet<&String> = names.iter().collect();
            assert!(names.len() > 3 && different.len() == names.len(), "{report} {lang}: {names:?}");
            let file = format!("{lang}.xlsx");
            shell.stdout(&["report", report, "--out", &file, "--lang", lang]);
            let book: calamine::Xlsx<_> =
                calamine::open_workbook_from_rs(std::io::Cursor::new(shell.read(&file))).unwrap();
            let sheets = calamine::Reader::sheet_names(&book);
            assert!(sheets.iter().all(|name| name.chars().count() <= 31), "{sheets:?}");
            let of_year = sheets.iter().filter(|name| name.ends_with(" 2023")).count();
            assert_eq!(of_year, if report == "indicators" { 2 } else { 0 }, "{sheets:?}");
        }
    }
    let shell = Shell::with_demo_of("kose-raasiku-2022");
    let csv = shell.stdout(&["report", "indicators", "--format", "csv", "--lang", "en"]);
    assert!(csv.contains(": 2023;") && csv.contains("What 2023 brought"), "{csv}");
}

#[test]
fn a_share_is_three_numbers_in_a_workbook_and_in_json() {
    let shell = Shell::with_demo_of("kose-raasiku-2022");
    for lang in Lang::ALL.map(Lang::code) {
        let report = shell.json(&["report", "indicators", "--lang", lang, "--json"]);
        let blocks = report["blocks"].as_array().unwrap().iter();
        let cells =
            blocks.filter_map(|block| block["values"].as_array()).flatten().filter_map(Value::as_array).flatten();
        let shares: Vec<&Value> = cells.filter(|cell| cell["of"].is_number()).collect();
        assert!(!shares.is_empty() && shares.iter().all(|cell| cell["number"].is_number()), "{lang}");
        shell.stdout(&["report", "indicators", "--out", &format!("{lang}.xlsx"), "--lang", lang]);
        let bytes = std::io::Cursor::new(shell.read(&format!("{lang}.xlsx")));
        let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(bytes).unwrap();
        let sheet = calamine::Reader::worksheet_range_at(&mut book, 1).unwrap().unwrap();
        assert!(sheet.rows().skip(1).all(|row| matches!(row[2], calamine::Data::Float(_))), "{lang}: {sheet:?}");
        assert!(sheet.rows().skip(1).any(|row| matches!(row[3], calamine::Data::Float(_))), "{lang}: {sheet:?}");
    }
}

#[test]
fn small_numbers_of_people_are_left_out_of_places_and_service_too() {
    let shell = Shell::with_demo_of("kose-raasiku-2022");
    for report in ["places", "service"] {
        let text = shell.json(&["report", report, "--small", "5", "--anonymous", "--lang", "en", "--json"]);
        for block in text["blocks"].as_array().unwrap().iter().filter(|block| block["block"] == "table") {
            let columns = block["columns"].as_array().unwrap();
            for row in block["rows"].as_array().unwrap() {
                for (cell, column) in row.as_array().unwrap().iter().zip(columns) {
                    let number = cell.as_str().unwrap().parse::<usize>();
                    assert!(
                        column["holds"] != "people" || !number.is_ok_and(|n| (1..5).contains(&n)),
                        "{report}: {row}"
                    );
                }
            }
        }
    }
}
