//! Strange signs and strange paths in the shell: nothing printed commands a terminal, nothing is written or read where nobody means.

use insta::assert_snapshot;

use crate::shell::Shell;

/// Signs that a terminal would obey, or that nobody would see.
const STRANGE: &str = "x\u{1b}[2J\u{9b}31m\u{202e}\u{200b}\u{7}\ny";

fn is_strange(sign: char) -> bool {
    sign != '\n' && (sign.is_control() || tugi::domain::is_unseen(sign))
}

fn assert_harmless(said: &str) {
    assert!(!said.chars().any(is_strange), "{said:?}");
}

#[test]
fn what_a_command_line_says_is_repeated_without_commanding_the_terminal() {
    let shell = Shell::with_demo();
    let day = format!("--today={STRANGE}");
    for args in [
        &["import", "people", STRANGE][..],
        &[STRANGE],
        &[&day],
        &["verify", STRANGE],
        &["export", STRANGE],
        &["report", STRANGE],
        &["figures", STRANGE],
        &["today", "--worker", STRANGE],
        &["log", STRANGE],
        &["demo", "--programme", STRANGE],
        &["backup", "no/such/folder/\u{1b}c"],
        &["log", "--user", STRANGE],
        &["export", "people", "--out", STRANGE],
    ] {
        for lang in ["en", "et"] {
            assert_harmless(&shell.run(&[args, &["--lang", lang]].concat()));
        }
    }
    assert_snapshot!(shell.run(&["import", "people", "a\u{1b}[2J\nb.csv", "--lang", "en"]), @r"
    ! error: There is no file a�[2J b.csv.
    ! hint: Check the name of the sheet.
    (exit status 1)
    ");
}

#[test]
fn json_names_a_strange_file_as_it_is_called() {
    let shell = Shell::with_demo();
    let name = "x\u{1b}\u{9b}\u{202e}\u{e0041}.csv";
    shell.write(name, "surname;given;born;applied-on\n");
    let said = shell.stdout(&["import", "people", name, "--json"]);
    assert_harmless(&said);
    let told: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(told["file"], name);
}

#[test]
fn strange_signs_in_a_sheet_are_left_out_and_told() {
    let shell = Shell::with_demo();
    let rows = "Ka\u{1b}sk;Ma\u{202e}ri;01.02.1980;01.03.2013;x\nTamm;Ja\u{ad}an;01.02.1980;01.03.2013;\u{7}\n";
    shell.write("people.csv", format!("surname;given;born;applied-on;else\n{rows}"));
    assert_snapshot!(shell.run(&["import", "people", "people.csv", "--lang", "en"]), @r#"
    people.csv: 2 rows, utf-8, columns separated by ";".
    Columns that are not imported: else.
    Invisible and control characters were left out: 3 cells, the first in row 2.
    New: 2. Changed: 0. Already there: 0. Refused: 0. All of it is taken back with: tugi undo 5
    (exit status 0)
    "#);
    let people = shell.json(&["export", "people", "--json"]);
    let names: Vec<_> = people.as_array().unwrap().iter().map(|row| row["name"].clone()).collect();
    assert!(names.contains(&"Kask, Mari".into()) && names.contains(&"Tamm, Jaan".into()), "{names:?}");
}

#[test]
fn what_is_no_sheet_or_too_much_of_one_is_refused_by_name() {
    let shell = Shell::with_demo();
    let refused = |bytes: &[u8]| {
        shell.write("sheet.csv", bytes);
        let said = shell.run(&["import", "people", "sheet.csv", "--lang", "en"]);
        said.lines().next().unwrap_or_default().to_owned()
    };
    let wide = format!("surname;given\na;b\n{}\n", ";".repeat(1_000_000));
    let long = format!("surname;given\na;{}\n", "x".repeat(1024 * 1024 + 1));
    let many = format!("surname;given\n{}", format!("x{}\n", ";".repeat(400)).repeat(5_000));
    let rows = format!("surname;given\n{}", "x;y\n".repeat(100_001));
    let said = [
        refused(b"%PDF-1.7\n"),
        refused(b"PK\x03\x04\x14word/document.xml"),
        refused(b"<html><table><tr><td>surname"),
        refused(b"surname\n\xc3\x95ie\n\xc3\x84li \xc0\xaf\n"),
        refused(wide.as_bytes()),
        refused(long.as_bytes()),
        refused(many.as_bytes()),
        refused(rows.as_bytes()),
    ];
    assert_snapshot!(said.join("\n"), @r"
    ! error: sheet.csv: This is not a sheet but another kind of file: PDF.
    ! error: sheet.csv: This is not a sheet but another kind of file: ZIP.
    ! error: sheet.csv: This is not a sheet but another kind of file: HTML.
    ! error: sheet.csv: Line 3 is not text in utf-8.
    ! error: sheet.csv: Row 3 has 1,000,001 columns; at most 500 are read.
    ! error: sheet.csv: In row 2, column 2 holds more than 1 MB of text.
    ! error: sheet.csv: The sheet has more than 2,000,000 filled and empty cells.
    ! error: sheet.csv: The sheet has more than 100,000 rows.
    ");
    assert_eq!(shell.log_position(), 842);
}

#[test]
fn a_number_with_its_country_goes_out_marked_and_comes_back_as_it_was() {
    let shell = Shell::with_demo();
    let rows = "Kask;Mari;01.02.1980;01.03.2013;+372 5550 0001\nTamm;Jaan;01.02.1980;01.03.2013;=HYPERLINK(1)\n";
    shell.write("people.csv", format!("surname;given;born;applied-on;address\n{rows}"));
    shell.stdout(&["import", "people", "people.csv"]);
    let sheet = shell.stdout(&["export", "people"]);
    assert!(sheet.contains(";'+372 5550 0001;") && sheet.contains(";'=HYPERLINK(1);"), "{sheet}");
    shell.write("back.csv", sheet);
    let told = shell.json(&["import", "people", "back.csv", "--json"]);
    assert_eq!((&told["new"], &told["there"], &told["problems"]), (&0.into(), &29.into(), &serde_json::json!([])));
    let people = shell.json(&["export", "people", "--json"]);
    let addresses: Vec<_> = people.as_array().unwrap().iter().map(|row| row["address"].clone()).collect();
    assert!(addresses.contains(&"+372 5550 0001".into()) && addresses.contains(&"=HYPERLINK(1)".into()));
}

#[cfg(unix)]
#[test]
fn a_list_is_written_over_nothing_and_through_no_link() {
    let shell = Shell::with_demo();
    shell.write("there.csv", "mine");
    std::fs::create_dir(shell.path("folder")).unwrap();
    std::os::unix::fs::symlink(shell.path("there.csv"), shell.path("link.csv")).unwrap();
    std::os::unix::fs::symlink(shell.path("elsewhere.csv"), shell.path("dangling.csv")).unwrap();
    let before = shell.files();
    for name in ["there.csv", "folder", "link.csv", "dangling.csv", "demo.tugi", "no/such/folder.csv", "", "folder/"] {
        let output = shell.output(&["export", "people", "--out", name]);
        assert!(matches!(output.status.code(), Some(1 | 2)), "{name}: {output:?}");
        assert_eq!(shell.files(), before, "{name}");
    }
    assert_eq!(shell.read("there.csv"), b"mine");
    assert_eq!(shell.log_position(), 842);
}

#[cfg(unix)]
#[test]
fn only_a_file_is_read_as_a_sheet() {
    let shell = Shell::with_demo();
    std::fs::create_dir(shell.path("folder")).unwrap();
    for name in ["folder", "/dev/zero", "/dev/null"] {
        let said = shell.run(&["import", "people", name, "--lang", "en"]);
        assert!(said.starts_with(&format!("! error: {name} is not a file.")), "{said}");
    }
    // A pipe that nobody writes into would be waited for until the end of days.
    let pipe = shell.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(shell.run(&["import", "people", "pipe", "--lang", "en"]).contains("pipe is not a file."));
}
