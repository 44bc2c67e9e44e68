//! Last year's sheets as an office has them: columns that lack, columns that say it in another way.

use insta::assert_snapshot;

use crate::shell::Shell;

const ALL: [&str; 4] = ["en", "et", "lt", "sv"];

#[test]
fn people_without_an_application_day_applied_on_the_day_they_started_and_their_entries_go_in() {
    let shell = Shell::with_demo();
    let rows = "Perekonnanimi;Eesnimi;Sünniaeg;Alustas\nUdumets;Ene;03.04.1980;07.01.2013\nVihmasalu;Ott;05.06.1981;\n";
    shell.write("people.csv", rows);
    let import = |lang: &str| shell.run(&["import", "people", "people.csv", "--check", "--lang", lang]);
    assert_snapshot!(ALL.map(import).concat(), @r#"
    people.csv: 2 rows, utf-8, columns separated by ";".
    There is no column for "Applied on": every row gets its day from "Alustas"; a row without one gets 2013-07-05.
    New: 2. Changed: 0. Already there: 0. Refused: 0. Nothing was written.
    (exit status 0)people.csv: 2 rida, utf-8, veergude eraldaja „;“.
    Veergu „Avalduse kuupäev“ ei ole: iga rida saab päeva veerust „Alustas“; rida, kus seda ei ole, saab väärtuse 05.07.2013.
    Uusi: 2. Muudetud: 0. Juba olemas: 0. Tagasi lükatud: 0. Midagi ei kirjutatud.
    (exit status 0)people.csv: 2 eilutės, utf-8, stulpelių skirtukas „;“.
    Stulpelio „Prašymo data“ nėra: kiekviena eilutė gauna dieną iš stulpelio „Alustas“; eilutė, kurioje jos nėra, gauna 2013-07-05.
    Naujų: 2. Pakeistų: 0. Jau yra: 0. Atmestų: 0. Nieko neįrašyta.
    (exit status 0)people.csv: 2 rader, utf-8, kolumnerna skiljs åt av ”;”.
    Det finns ingen kolumn för ”Ansökan”: varje rad får dagen i ”Alustas”; en rad utan den får 2013-07-05.
    Nya: 2. Ändrade: 0. Finns redan: 0. Avvisade: 0. Ingenting skrevs.
    (exit status 0)
    "#);
    shell.run(&["import", "people", "people.csv"]);
    shell.write("people.csv", "Nimi;Alustas\n\"Udumets, Ene\";07.01.2013\n\"Vihmasalu, Ott\";08.01.2013\n");
    let import = |lang: &str| shell.run(&["import", "entries", "people.csv", "--check", "--lang", lang]);
    for (said, words) in
        ALL.map(import).iter().zip(["\"Applied on\"", "„Avalduse kuupäev“", "„Prašymo data“", "”Ansökan”"])
    {
        let line = said.lines().find(|line| line.contains("08.01.2013")).unwrap_or_default();
        assert!(line.contains(words) && line.contains("--update") && !said.contains("07.01.2013"), "{said}");
    }
    // The way out that the sentence names.
    let heading = "Perekonnanimi;Eesnimi;Sünniaeg;Taotluse esitamise kuupäev;Alustas\n";
    shell.write("day.csv", heading.to_owned() + "Vihmasalu;Ott;05.06.1981;02.01.2013;08.01.2013\n");
    let told = shell.json(&["import", "people", "day.csv", "--update", "--json"]);
    assert_eq!(told["changed"].as_array().map(Vec::len), Some(1), "{told:#}");
    let told = shell.json(&["import", "entries", "people.csv", "--json"]);
    assert_eq!((told["new"].as_i64(), told["refused"].as_i64()), (Some(2), Some(0)), "{told:#}");
}

#[test]
fn somebody_who_came_back_stands_in_two_rows_and_is_one() {
    let shell = Shell::with_demo();
    let rows =
        "Perekonnanimi;Eesnimi;Sünniaeg;Algus\nUdumets;Ene;03.04.1980;07.01.2013\nUdumets;Ene;03.04.1980;05.03.2013\n";
    shell.write("people.csv", rows);
    let told = shell.json(&["import", "people", "people.csv", "--check", "--json"]);
    assert_eq!((told["new"].as_i64(), told["there"].as_i64(), told["refused"].as_i64()), (Some(1), Some(1), Some(0)));
    assert_eq!(told["applied-from"], "Algus");
}

#[test]
fn two_rows_about_one_person_that_differ_are_said_to_be_about_a_person() {
    let shell = Shell::with_demo();
    shell.write("people.csv", "Perekonnanimi;Eesnimi;Sünniaeg;Telefon;Algus\nUdumets;Ene;03.04.1980;1;07.01.2013\nUdumets;Ene;03.04.1980;2;07.01.2013\nTamm;Ene;03.04.1980;;07.01.2013\nTam;Ene;03.04.1980;;07.01.2013\n");
    assert_snapshot!(shell.run(&["import", "people", "people.csv", "--check", "--lang", "en"]), @r#"
    people.csv: 4 rows, utf-8, columns separated by ";".
    There is no column for "Applied on": every row gets its day from "Algus"; a row without one gets 2013-07-05.
    row 3: This differs from row 2, which is about the same person. Keep the right one of the two.
    row 5: This may be the person in row 4: the names differ in one letter. If it is somebody else, say --new 5; if not, take the row out.
    New: 2. Changed: 0. Already there: 0. Refused: 2. Nothing was written.
    ! error: 2 problems in the sheet; nothing was written.
    ! hint: Correct the sheet and import it again; or write the refused rows to a file with --refused FILE and import the others.
    (exit status 3)
    "#);
}

#[test]
fn hours_of_meetings_are_minutes_and_a_surname_is_enough_for_the_one_worker_who_has_it() {
    let shell = Shell::with_demo();
    let workers = "Perekonnanimi;Eesnimi;Roll\nUdumets;Ene;tugiisik\nUdumets;Ott;tugiisik\nVihmasalu;Rein;tugiisik\n";
    shell.write("workers.csv", workers);
    shell.stdout(&["import", "workers", "workers.csv"]);
    for (hours, worker) in
        [("Tunnid", "Töötaja"), ("Valandos", "Darbuotojas"), ("Timmar", "Medarbetare"), ("Hours", "Worker")]
    {
        let heading = format!("Klient;Kuupäev;Liik;{hours};{worker}\n");
        shell.write("meetings.csv", heading + "Käbiraba, Õnne;01.07.2013;vestlus;1,5;Vihmasalu\n");
        let told = shell.json(&["import", "meetings", "meetings.csv", "--check", "--json"]);
        assert_eq!((told["new"].as_i64(), &told["left-out"]), (Some(1), &serde_json::json!([])), "{told:#}");
    }
    let wrong = "Klient;Kuupäev;Liik;Tunnid;Töötaja\n\
        Käbiraba, Õnne;01.07.2013;vestlus;1,5;Vihmasalu\n\
        Käbiraba, Õnne;02.07.2013;vestlus;poolteist;Vihmasalu\n\
        Käbiraba, Õnne;02.07.2013;vestlus;1;Udumets\n";
    shell.write("meetings.csv", wrong);
    assert_snapshot!(shell.run(&["import", "meetings", "meetings.csv", "--refused", "refused.csv", "--lang", "en"]), @r#"
    meetings.csv: 3 rows, utf-8, columns separated by ";".
    row 3, Tunnid "poolteist": This is not a number of hours. Write it like 1,5 or 1:30.
    row 4, Töötaja "Udumets": More than one person in the register fits. Write the national code or the number instead.
    New: 1. Changed: 0. Already there: 0. Refused: 2. All of it is taken back with: tugi undo 6
    The refused rows are in refused.csv. Correct them there and import that file; delete it afterwards.
    (exit status 0)
    "#);
    let meetings = shell.stdout(&["export", "meetings", "--lang", "en"]);
    let taken = meetings.lines().find(|line| line.contains("Vihmasalu"));
    assert!(taken.is_some_and(|line| line.contains("2013-07-01") && line.contains(";90;")), "{taken:?}");
}

#[test]
fn a_sheet_of_exits_may_name_the_number_alone_but_a_number_beside_a_name_is_no_number() {
    let shell = Shell::with_demo();
    let import = |rows: &str| {
        shell.write("exits.csv", rows);
        let told = shell.json(&["import", "exits", "exits.csv", "--check", "--json"]);
        (told["left-out"].clone(), told["problems"].as_array().map(Vec::len))
    };
    let none = serde_json::json!([]);
    assert_eq!(import("Nr;Lahkus;Lahkumise põhjus\n9999;01.07.2013;\n").0, none);
    assert_eq!(import("Nr;Nimi;Lahkus;Lahkumise põhjus\n1;Käbiraba, Õnne;01.07.2013;\n").0, serde_json::json!(["Nr"]));
    // Beside a column that may be the names a number may count the rows.
    shell.write("exits.csv", "Nr;Kes ta on;Lahkus\n1;Käbiraba, Õnne;01.07.2013\n");
    assert_snapshot!(shell.run(&["import", "exits", "exits.csv", "--check", "--lang", "en"]), @r#"
    ! error: exits.csv: The sheet has no column for: Reason, Participant. Its columns are: Nr, Kes ta on, Lahkus.
    ! hint: Name the columns in the sheet, in any of the four languages, or say what they are: --map "COLUMN=FIELD".
    (exit status 3)
    "#);
}
