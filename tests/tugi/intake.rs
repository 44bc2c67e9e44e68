//! Taking a sheet over on the screen: found in a folder, looked into, its columns told, taken over, and taken back.

mod walked;

use std::fs;

use tugi::{domain::Kind, i18n::Lang};

use crate::{screen::Screen, source::project};

/// The chooser of files, with these files in its folder.
fn choosing(lang: Lang, files: &[(&str, &[u8])]) -> Screen {
    let screen = Screen::sized(80, 24, lang);
    for (name, bytes) in files {
        fs::write(screen.app.folder.join(name), bytes).unwrap();
    }
    let action = &tugi::i18n::words(lang).sheet.action;
    screen.keys("2<F9>").keys(action).keys("<Enter>")
}

/// The sheet of people that is called so, looked into.
fn looked_into(lang: Lang, name: &str, bytes: &[u8]) -> Screen {
    let screen = choosing(lang, &[(name, bytes)]).keys(name).keys("<Enter><Enter>");
    // Nothing of the folder's name, which is another each time, stands on the screen any more.
    assert!(screen.shown().contains(name), "{}", screen.shown());
    screen
}

fn people(screen: &Screen) -> i64 {
    screen.app.session.store.count(Kind::Person).unwrap()
}

/// Three people, one with a day that there is not, under a heading that Tugi does not know.
const UNKNOWN: &str = "Klient;Eesnimi;Sünniaeg;Avaldus\nPajulind;Ants;13.03.1980;02.01.2013\nTihane;Mai;31.02.1980;02.01.2013\nPajulind;Leo;15.04.1981;02.01.2013\n";

#[test]
fn folders_and_sheets_are_offered_and_nothing_else() {
    let screen = choosing(Lang::En, &[("people.csv", b"a"), ("letter.pdf", b"a"), ("last year.ods", b"a")]);
    fs::create_dir(screen.app.folder.join("older")).unwrap();
    let screen = screen.keys("<Esc><F9>take a sheet<Enter>");

    let shown = screen.shown();

    for offered in ["..", "older", "last year.ods", "people.csv"] {
        assert!(shown.contains(offered), "{offered}\n{shown}");
    }
    assert!(!shown.contains("letter.pdf") && !shown.contains("training.tugi"), "{shown}");
    fs::write(screen.app.folder.join("older/x.csv"), "a").unwrap();
    let screen = screen.keys("older<Enter>");
    assert!(screen.shown().contains("x.csv"), "{}", screen.shown());
}

#[test]
fn a_column_that_is_not_known_is_told_and_then_the_sheet_goes_in_but_for_the_wrong_row() {
    let screen = looked_into(Lang::En, "people.csv", UNKNOWN.as_bytes());
    insta::assert_snapshot!("a_column_is_not_known", screen.shown());
    let screen = screen.keys("<Enter>surname<Enter>");
    insta::assert_snapshot!("the_column_is_known", screen.shown());
    let before = people(&screen);

    let screen = screen.keys("<F2>");

    assert!(screen.shown().contains("can be taken over: 2; rows that"), "{}", screen.shown());
    assert_eq!(people(&screen), before, "asked first");
    let screen = screen.keys("<Right><Enter>");
    assert!(screen.shown().contains("OK Saved: import, people.csv: 2 rows; the others lie in"), "{}", screen.shown());
    assert!(screen.shown().contains("people-refused.csv"), "{}", screen.shown());
    assert_eq!(people(&screen), before + 2);
    let refused = fs::read_to_string(screen.app.folder.join("people-refused.csv")).unwrap();
    assert!(refused.contains("Tihane") && !refused.contains("Pajulind"), "{refused}");
    let screen = screen.keys("u");
    assert_eq!(people(&screen), before);
}

#[test]
fn what_was_told_of_a_column_is_known_of_the_next_sheet() {
    let screen = looked_into(Lang::En, "people.csv", UNKNOWN.as_bytes());
    let screen = screen.keys("<Enter>surname<Enter><F2><Right><Enter>");
    let next = UNKNOWN.replace("Pajulind", "Kurvits").replace("31.02", "28.02");
    fs::write(screen.app.folder.join("next.csv"), next).unwrap();
    let before = people(&screen);

    let screen = screen.keys("<F9>take a sheet<Enter>next<Enter><Enter><F2>");

    assert_eq!(people(&screen), before + 3, "{}", screen.shown());
}

#[test]
fn whoever_looks_like_somebody_is_asked_about_and_f4_says_that_it_is_somebody_else() {
    let sheet = "Perekonnanimi;Eesnimi;Avaldus\nHõbepas;Merike;02.01.2013\n";
    let screen = looked_into(Lang::En, "people.csv", sheet.as_bytes());
    assert!(screen.shown().contains("Refused: 1"), "{}", screen.shown());
    let before = people(&screen);

    let screen = screen.keys("<End><Enter><Enter>");

    assert!(screen.shown().contains("New: 1") && screen.shown().contains("Refused: 0"), "{}", screen.shown());
    let screen = screen.keys("<F2>");
    assert_eq!(people(&screen), before + 1, "{}", screen.shown());
}

#[test]
fn esc_leaves_everything_as_it_was_at_every_step() {
    let screen = looked_into(Lang::En, "people.csv", UNKNOWN.as_bytes());
    let (people_before, log) = (people(&screen), screen.app.session.store.head().unwrap().batch);

    let screen = screen.keys("<Enter><Esc><Esc>");

    assert!(screen.app.model.layers.is_empty(), "{}", screen.shown());
    assert_eq!((people(&screen), screen.app.session.store.head().unwrap().batch), (people_before, log));
}

#[test]
fn what_was_chosen_for_a_sheet_is_thrown_away_only_after_a_question() {
    let screen = looked_into(Lang::En, "people.csv", UNKNOWN.as_bytes()).keys("<Enter>surname<Enter>");
    let asks = |screen: &Screen| screen.shown().contains("Go on with the sheet");

    let screen = screen.keys("<Esc>");
    assert!(asks(&screen), "{}", screen.shown());
    let screen = screen.keys("<Esc>");
    assert!(!asks(&screen) && screen.shown().contains("people.csv"), "{}", screen.shown());
    let screen = screen.keys("<Esc><Right><Enter>");
    assert!(screen.app.model.layers.is_empty() && !screen.app.model.ended, "{}", screen.shown());
}

#[test]
fn days_that_can_be_read_in_two_ways_are_asked_about() {
    let sheet = fs::read(project("tests/sheets/day-first-windows-1257.csv")).unwrap();
    for lang in Lang::ALL {
        let screen = looked_into(lang, "people.csv", &sheet);
        insta::assert_snapshot!(format!("days_in_two_ways_{}", lang.code()), screen.shown());
    }
    let before = 27;
    let screen = looked_into(Lang::En, "people.csv", &sheet).keys("<Home><Down><Enter>day first<Enter><F2>");
    assert_eq!(people(&screen), before + 300, "{}", screen.shown());
}

#[test]
fn what_is_no_sheet_is_said() {
    let screen = choosing(Lang::En, &[("people.xlsx", b"%PDF-1.7 nothing")]).keys("people<Enter><Enter>");
    insta::assert_snapshot!("no_sheet", screen.shown());
}
