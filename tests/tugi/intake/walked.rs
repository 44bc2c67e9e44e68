//! What comes in, walked through line by line in all four languages: whatever is said stands there to its end and names what the
//! screen has, and Esc leads back to where it began.

use std::fs;

use tugi::{
    i18n::{Lang, words},
    ui::{Layer, SheetLine, SheetState, packed_keys},
};

use super::{UNKNOWN, looked_into, people};
use crate::{screen::Screen, source::project};

/// Sheets that ask, doubt, refuse, or are none.
fn sheets() -> Vec<(&'static str, Vec<u8>)> {
    let doubt = "Perekonnanimi;Eesnimi;Avaldus\nHõbepas;Merike;02.01.2013\nKäbiraba;Õnne;02.01.2013\n";
    let otherwise = "Perekonnanimi;Eesnimi;Isikukood;Telefon;Aadress;Avaldus\n\
                     Hõbepaas;Merike;47406039925;5550 7777;Kolitud 7;04.02.2013\n";
    let refused = "Perekonnanimi;Eesnimi;Isikukood;Sünniaeg;Avaldus\nKuldnokk;Ants;38003130001;13.03.1980;15.01.2013\n\
                   Leevike;Leo;;15.08.1979;17.01.2033\nVarblane;Iti;;16.08.1979;17.01.2013\n";
    let long = "Perekonnanimi;Eesnimi;Mille üle me esimesel kohtumisel rääkisime ja kokku leppisime\n\
                Lepalind;Ants;Kõigest, mida lehele kirjutada jõudis\n";
    let texts = [
        ("dates.csv", "Perekonnanimi;Eesnimi;Sünniaeg;Avaldus\nKuldnokk;Ants;03/04/1980;02/01/2013\n"),
        ("mixed.csv", "Perekonnanimi;Eesnimi;Avaldus\nKuldnokk;Ants;13.01.2013\nTihane;Mai;01/13/2013\n"),
        ("column.csv", UNKNOWN),
        ("twice.csv", "Perekonnanimi;Surname;Eesnimi;Avaldus\nPajulind;Pajulind;Ants;02.01.2013\n"),
        ("capitals.csv", "Perekonnanimi;Eesnimi;Avaldus\nTUVIKE;ANTS;02.01.2013\nHANEKE;MAI;03.01.2013\n"),
        ("doubt.csv", doubt),
        ("otherwise.csv", otherwise),
        ("wrong.csv", refused),
        ("long.csv", long),
        ("unclosed.csv", "Perekonnanimi;Eesnimi;Avaldus\n\"Pajulind;Ants;02.01.2013\nTihane;Mai;02.01.2013\n"),
        ("empty.csv", ""),
        ("picture.csv", "%PDF-1.7 nothing"),
    ];
    let mut sheets: Vec<_> = texts.map(|(name, text)| (name, text.as_bytes().to_vec())).into();
    sheets.push(("undecided.csv", b"Perekonnanimi;Eesnimi\nM\xf0\x9a;Ants\n".to_vec()));
    sheets.push(("messy.xlsx", fs::read(project("tests/sheets/messy.xlsx")).unwrap()));
    sheets
}

/// What stands between the place at the top and the keys at the foot, as one line.
fn read_out(screen: &Screen) -> String {
    let shown = screen.shown();
    let lines: Vec<&str> = shown.lines().skip(3).map(|line| line.trim_start_matches('>').trim()).collect();
    lines.join(" ")
}

/// Whether a sentence stands on the screen from its first word to its last.
fn stands_in_full(screen: &Screen, sentence: &str, name: &str) {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(&read_out(screen)).contains(&words(sentence)), "{name}: {sentence}\n{}", screen.shown());
}

/// What must be so of every screen on the way.
fn assert_said_well(screen: &Screen, name: &str) {
    let Some(state) = in_front(screen) else { panic!("{name}: no sheet\n{}", screen.shown()) };
    let shown = screen.shown();
    assert!(!shown.contains("--"), "{name}: an option of the shell\n{shown}");
    for sentence in &state.summary {
        stands_in_full(screen, sentence, name);
    }
    match state.lines.get(state.selected) {
        Some(SheetLine::Said(said, _)) => stands_in_full(screen, said, name),
        // What its column cuts stands below.
        Some(SheetLine::Choice { label, value, sample, .. }) => {
            for text in [label, value, sample] {
                stands_in_full(screen, text, name);
            }
        }
        Some(SheetLine::Heading(heading)) => panic!("{name}: the cursor stands on {heading}"),
        None => assert!(state.lines.is_empty(), "{name}"),
    }
    let model = &screen.app.model;
    let foot = packed_keys(model.scope(), model.env.words, 80, |binding| model.offers(binding)).concat();
    let names = |label: &str| foot.iter().any(|(_, named)| named == label);
    let words = &model.env.words.action;
    assert_eq!(names(&words.choose), !state.answers().is_empty(), "{name}\n{shown}");
    assert_eq!(names(&words.write_refused), state.refused > 0, "{name}\n{shown}");
}

/// The sheet in front, if one is.
fn in_front(screen: &Screen) -> Option<&SheetState> {
    match screen.app.model.layers.last() {
        Some(Layer::Sheet(state)) => Some(state),
        _ => None,
    }
}

/// The line under the cursor, as it is drawn.
fn under_cursor(screen: &Screen) -> String {
    let shown = screen.shown();
    shown.lines().find_map(|line| line.strip_prefix('>')).unwrap_or_default().trim().to_owned()
}

/// Looks into the next sheet of the folder.
fn look_into(screen: Screen, name: &str) -> Screen {
    let action = &screen.app.session.env.words.sheet.action;
    screen.keys("<F9>").keys(action).keys("<Enter>").keys(name).keys("<Enter><Enter>")
}

/// Goes through all lines of a sheet, opens what can be answered, and writes what is refused.
fn walk(mut screen: Screen, name: &str) -> Screen {
    assert_said_well(&screen, name);
    screen = screen.keys("<Home>");
    for _ in 0..in_front(&screen).map_or(0, |state| state.lines.len()) {
        assert_said_well(&screen, name);
        screen = screen.keys("<Enter>");
        if matches!(screen.app.model.layers.last(), Some(Layer::Pick(_))) {
            screen = screen.keys("<Esc>");
        }
        screen = screen.keys("<Down>");
    }
    if in_front(&screen).is_some_and(|state| state.refused > 0) {
        screen = screen.keys("<F7>");
        let stem = name.split_once('.').unwrap().0;
        let file = format!("{stem}-{}.csv", screen.app.session.env.words.sheet.refused_name);
        let text = fs::read_to_string(screen.app.folder.join(&file)).unwrap_or_else(|error| {
            panic!("{file}: {error}\n{}", screen.shown());
        });
        assert!(!text.contains("--"), "{file} names an option: {text}");
    }
    screen
}

#[test]
fn every_line_of_every_sheet_is_said_to_its_end_without_an_option_of_the_shell_and_esc_leads_back() {
    for lang in Lang::ALL {
        let words = &words(lang).sheet;
        let mut screen = Screen::sized(80, 24, lang);
        for (name, bytes) in sheets() {
            fs::write(screen.app.folder.join(name), bytes).unwrap();
        }
        screen = screen.keys("2");
        for (name, _) in sheets() {
            screen = look_into(screen, name);
            // Where something is asked, the cursor stands on it.
            match name {
                "dates.csv" => assert!(under_cursor(&screen).starts_with(&words.dates), "{}", screen.shown()),
                "column.csv" => assert!(under_cursor(&screen).starts_with("Klient"), "{}", screen.shown()),
                "undecided.csv" => assert_eq!(under_cursor(&screen), words.encoding),
                _ => {}
            }
            let (before, newest) = (people(&screen), screen.app.session.store.newest_batch().unwrap());
            screen = walk(screen, name).keys("<F2>");
            assert!(!screen.shown().contains("--"), "{name}\n{}", screen.shown());
            if matches!(screen.app.model.layers.last(), Some(Layer::Question(_))) {
                screen = screen.keys("<Esc>");
            }
            if in_front(&screen).is_some() {
                screen = screen.keys("<Esc>");
                assert_eq!(people(&screen), before, "{name}");
                assert_eq!(screen.app.session.store.newest_batch().unwrap(), newest, "{name}");
            }
            assert!(screen.app.model.layers.is_empty(), "{} {name}\n{}", lang.code(), screen.shown());
        }
        let before = people(&screen);
        screen = look_into(screen, "dates.csv").keys("<Enter>").keys(&words.day_first).keys("<Enter><F2>");
        assert_eq!(people(&screen), before + 1, "{}", screen.shown());
    }
}

#[test]
fn another_sheet_of_a_file_can_be_chosen_and_what_was_said_of_the_first_is_not_held_against_it() {
    let workbook = fs::read(project("tests/sheets/two-sheets.xlsx")).unwrap();
    let words = &words(Lang::Et).sheet;
    let mut screen = looked_into(Lang::Et, "two.xlsx", &workbook);
    let before = people(&screen);
    assert!(under_cursor(&screen).starts_with(&words.which_sheet), "{}", screen.shown());
    screen = screen.keys("<Enter>2012<Enter>");
    // The first sheet has one column that the second lacks, and it is told what that is for.
    screen = go_to(screen, "Klient").keys("<Enter><End><Enter>");
    screen = go_to(screen, &words.which_sheet).keys("<Enter>2013<Enter>");
    assert_said_well(&screen, "two.xlsx");

    screen = screen.keys("<F2>");

    assert_eq!(people(&screen), before + 2, "{}", screen.shown());
}

/// Puts the cursor on the line that begins so.
fn go_to(mut screen: Screen, label: &str) -> Screen {
    screen = screen.keys("<Home>");
    for _ in 0..20 {
        if under_cursor(&screen).starts_with(label) {
            return screen;
        }
        screen = screen.keys("<Down>");
    }
    panic!("no line {label}\n{}", screen.shown());
}
