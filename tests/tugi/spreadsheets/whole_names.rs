//! Both names in one column: in the order of its heading, or of one answer for the whole column.

use crate::shell::Shell;

/// A register into which this sheet was written as `people.csv`.
fn office(sheet: &str) -> Shell {
    let shell = Shell::with_demo();
    shell.write("people.csv", sheet);
    shell
}

fn people(shell: &Shell, options: &[&str]) -> serde_json::Value {
    shell.json(&[&["import", "people", "people.csv", "--json"], options].concat())
}

/// What the register holds of whoever has a surname that begins so.
fn held(shell: &Shell, surname: &str) -> Vec<(String, String)> {
    let store = tugi::store::Store::open(&shell.path("demo.tugi"), tugi::store::Collation::plain()).unwrap();
    let people = store.all::<tugi::domain::Person>().unwrap().into_iter().map(|row| row.record);
    people.filter(|person| person.surname.starts_with(surname)).map(|person| (person.surname, person.given)).collect()
}

fn pair(surname: &str, given: &str) -> (String, String) {
    (surname.to_owned(), given.to_owned())
}

#[test]
fn a_heading_that_says_the_order_answers_for_its_column() {
    let given_first = ["Ees- ja perekonnanimi", "First and last name", "Förnamn och efternamn", "Vardas, pavardė"];
    let surname_first = ["Perekonna- ja eesnimi", "Efternamn, förnamn", "Pavardė, vardas"];
    for (headings, name) in [(&given_first[..], "Anna Liisa Proovipuu"), (&surname_first[..], "Proovipuu Anna Liisa")] {
        for heading in headings {
            let shell = office(&format!("{heading};Avaldus\n{name};01.02.2013\n"));
            assert_eq!(people(&shell, &[])["new"], 1, "{heading}");
            assert_eq!(held(&shell, "Proovipuu"), [pair("Proovipuu", "Anna Liisa")], "{heading}");
        }
    }
}

#[test]
fn a_column_whose_order_nothing_says_is_one_question_and_one_answer() {
    let shell = office("Nimi;Avaldus\nMari Proovitamm;01.02.2013\nJaan Peeter Proovikask;02.02.2013\n");
    let before = shell.log_position();
    for lang in ["en", "et", "lt", "sv"] {
        let said = shell.run(&["import", "people", "people.csv", "--lang", lang]);
        assert!(said.contains("--names") && said.contains("(exit status 1)"), "{said}");
        assert_eq!(said.matches("--names").count(), 1, "once for the column: {said}");
    }
    assert_eq!(shell.log_position(), before);

    assert_eq!(people(&shell, &["--names", "given-first"])["new"], 2);

    assert_eq!(held(&shell, "Proovi"), [pair("Proovitamm", "Mari"), pair("Proovikask", "Jaan Peeter")]);
}

#[test]
fn one_word_alone_is_refused_with_its_row() {
    let shell = office("Ees- ja perekonnanimi;Avaldus\nMari Proovitamm;01.02.2013\nMari;01.02.2013\n");
    let said = shell.run(&["import", "people", "people.csv", "--check", "--lang", "en"]);
    assert!(said.contains("row 3, Ees- ja perekonnanimi \"Mari\""), "{said}");
    assert!(said.contains("New: 1.") && said.contains("Refused: 1."), "{said}");
}

#[test]
fn one_of_two_columns_with_one_heading_is_meant_by_its_letter() {
    let shell = office("Perekonnanimi;Eesnimi;Telefon;Telefon\nProovitamm;Mari;5550 1001;5550 1002\n");
    let said = shell.run(&["import", "people", "people.csv", "--check", "--lang", "en"]);
    assert!(said.contains("\"Telefon (C)\" and \"Telefon (D)\""), "{said}");
    assert_eq!(people(&shell, &["--map", "C=-"])["new"], 1);
    let store = tugi::store::Store::open(&shell.path("demo.tugi"), tugi::store::Collation::plain()).unwrap();
    let person =
        store.all::<tugi::domain::Person>().unwrap().into_iter().find(|row| row.record.surname == "Proovitamm");
    assert_eq!(person.unwrap().record.phone, "5550 1002");
}
