//! Who changed what, and taking it back: the history of a record in words, and large acts of which somebody has touched a part.

use insta::assert_snapshot;
use tugi::{
    domain::{Act, Change, Id, Kind, Participation, Person, Record, Signature, Stay},
    i18n::Lang,
    session::collation,
    store::{Error, LogFilter, Store},
};

use crate::{
    known::{create, day, on, person},
    screen::Screen,
    shell::Shell,
};

fn by(who: &str, on: &str) -> Signature {
    Signature { who: who.into(), at: day(on).and_hms_opt(9, 12, 0).unwrap() }
}

/// People, each with a participation, as one import.
fn import(store: &mut Store, names: &[&str]) -> i64 {
    let changes: Vec<Change> = (names.iter().zip(1..))
        .flat_map(|(name, place)| {
            let participation = Participation { programme: Id(1), person: Id(-place), ..Participation::default() };
            [Change::Create(Id(-place), person(name).into()), Change::Create(Id(-place), participation.into())]
        })
        .collect();
    store.commit(Act::Import, &changes, &by("kaja", "2013-07-06")).unwrap().batch
}

fn opened(shell: &Shell) -> Store {
    Store::open(&shell.path("demo.tugi"), collation(None)).unwrap()
}

fn named(store: &Store, name: &str) -> (Id, i64, Person) {
    let found = store.all::<Person>().unwrap().into_iter().find(|row| row.record.surname == name).unwrap();
    (found.id, found.version, found.record)
}

/// Somebody corrects the surname of a person.
fn correct(store: &mut Store, from: &str, to: &str) {
    let (id, version, found) = named(store, from);
    let corrected: Record = Person { surname: to.into(), ..found }.into();
    store.commit(Act::Registration, &[Change::Update(id, version, corrected)], &by("ann", "2013-07-07")).unwrap();
}

fn surnames(store: &Store) -> Vec<String> {
    store.all::<Person>().unwrap().into_iter().map(|row| row.record.surname).collect()
}

#[test]
fn of_an_import_what_others_touched_is_left_whole_and_named_and_the_rest_comes_back_by_redo() {
    let shell = Shell::with_demo();
    let mut store = opened(&shell);
    let before = surnames(&store).len();
    let batch = import(&mut store, &["Esimene", "Teine", "Kolmas", "Neljas"]);
    correct(&mut store, "Teine", "Teiseks");
    // A meeting, a stay: whatever hangs on an imported participation keeps that person too.
    let fourth = named(&store, "Neljas").0;
    let theirs = store.participations_of(fourth).unwrap()[0].id;
    let stay = Stay {
        participation: theirs,
        entered_on: day("2013-07-07"),
        exited_on: None,
        exit_reason: None,
        exit_note: String::new(),
    };
    create(&mut store, stay, "2013-07-08");

    let foreseen = store.undo_whole(batch, &on("2013-07-09"), &mut |_, _| true).unwrap();
    let undone = store.undo_batch(batch, &on("2013-07-09")).unwrap();

    assert_eq!((foreseen.parts, &foreseen.left), (undone.parts, &undone.left));
    assert_eq!((undone.parts, undone.left.len()), (2, 2));
    let left: Vec<(Kind, &str)> = undone.left.iter().map(|upon| (upon.by.0, upon.who.as_str())).collect();
    assert!(left.contains(&(Kind::Person, "ann")) && left.contains(&(Kind::Stay, "kaja")), "{left:?}");
    assert_eq!(surnames(&store)[before..], ["Teiseks", "Neljas"]);
    assert_eq!(store.participations_of(fourth).unwrap().len(), 1);

    store.redo_last(&on("2013-07-09")).unwrap();
    assert_eq!(surnames(&store)[before..], ["Esimene", "Teiseks", "Kolmas", "Neljas"]);
    assert!(store.verify().unwrap().faults.is_empty());
}

#[test]
fn an_import_of_which_everything_was_touched_is_refused_with_who_and_when() {
    let shell = Shell::with_demo();
    let mut store = opened(&shell);
    let batch = import(&mut store, &["Esimene"]);
    correct(&mut store, "Esimene", "Muudetud");
    let position = store.log_position().unwrap();

    let refused = store.undo_batch(batch, &on("2013-07-09"));

    let Err(Error::BuiltUpon(upon)) = refused else { panic!("{refused:?}") };
    assert_eq!((upon.who.as_str(), upon.at.as_str()), ("ann", "2013-07-07T09:12:00"));
    assert_eq!(store.log_position().unwrap(), position);
}

#[test]
fn an_erasure_and_whatever_changed_no_record_is_never_taken_back() {
    let shell = Shell::with_demo();
    let mut store = opened(&shell);
    create(&mut store, person("Kask"), "2013-07-06");
    let erased = store.note(Act::Erasure, "asked for", &on("2013-07-07")).unwrap();
    store.note(Act::Access, "", &on("2013-07-07")).unwrap();

    assert!(matches!(store.undo_batch(erased, &on("2013-07-08")), Err(Error::Forgotten)));
    // What was printed or read in between does not stand in the way.
    assert_eq!(store.undo_last(&on("2013-07-08")).unwrap().act, Act::Registration);
    store.note(Act::Reading, "", &on("2013-07-08")).unwrap();
    assert_eq!(store.redo_last(&on("2013-07-08")).unwrap().act, Act::Registration);
    drop(store);
    assert_snapshot!(shell.run(&["undo", &erased.to_string(), "--lang", "en"]));
}

#[test]
fn the_shell_says_what_was_left_and_why() {
    let shell = Shell::with_demo();
    let mut store = opened(&shell);
    let batch = import(&mut store, &["Esimene", "Teine", "Kolmas"]);
    correct(&mut store, "Teine", "Teiseks");
    drop(store);

    assert_snapshot!(shell.run(&["undo", &batch.to_string(), "--lang", "en", "--today", "2013-07-09"]));
}

#[test]
fn the_screen_asks_before_it_takes_back_a_part() {
    let mut screen = Screen::sized(80, 24, Lang::Et);
    let store = &mut screen.app.session.store;
    import(store, &["Esimene", "Teine", "Kolmas"]);
    correct(store, "Teine", "Teiseks");

    let screen = screen.keys("u");
    assert_snapshot!(screen.shown());
    let screen = screen.keys("<Tab><Enter>");
    assert!(screen.shown().contains("Tagasi võetud"), "{}", screen.shown());
    assert!(!surnames(&screen.app.session.store).contains(&"Kolmas".to_owned()));
    assert!(surnames(&screen.app.session.store).contains(&"Teiseks".to_owned()));
}

#[test]
fn a_participants_history_tells_every_record_in_words_also_those_that_are_gone() {
    let shell = Shell::with_demo();
    let mut store = opened(&shell);
    let stay = store.all::<Stay>().unwrap().swap_remove(4);
    let corrected = Stay { entered_on: day("2013-02-05"), ..stay.record.clone() };
    let by = by("ann", "2013-07-06");
    store.commit(Act::Entry, &[Change::Update(stay.id, stay.version, corrected.into())], &by).unwrap();
    let number = store.get::<Participation>(stay.record.participation).unwrap().unwrap().record.number;
    let spell = store.case(stay.record.participation).unwrap().unwrap().assignments.pop().unwrap();
    store.commit(Act::Removal, &[Change::Delete(spell.id, spell.version, Kind::Assignment)], &by).unwrap();
    drop(store);

    let told = shell.stdout(&["log", &number.to_string(), "--lang", "en", "--newest", "200"]);

    assert!(told.contains("Entered on: ") && told.contains(" → 2013-02-05"), "{told}");
    assert!(told.contains("removed"), "{told}");
    assert!(!told.contains("entered_on") && !told.contains("null") && !told.contains("false"), "{told}");
}

#[test]
fn the_log_is_filtered_by_who_when_what_and_which() {
    let shell = Shell::with_demo();
    let mut store = opened(&shell);
    import(&mut store, &["Esimene"]);
    correct(&mut store, "Esimene", "Muudetud");
    drop(store);

    let numbers = |filter: &[&str]| {
        let json = shell.json(&[&["log", "--json"], filter].concat());
        json.as_array().unwrap().iter().map(|batch| batch["who"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(numbers(&["--who", "ann"]), ["ann"]);
    assert_eq!(numbers(&["--from", "2013-07-07"]), ["ann"]);
    assert_eq!(numbers(&["--from", "2013-07-06", "--to", "2013-07-06"]), ["kaja"]);
    assert_eq!(numbers(&["--act", "import", "--newest", "1"]), ["kaja"]);
    assert!(numbers(&["--kind", "person", "--newest", "2"]).len() == 2);
    let store = opened(&shell);
    let everything = store.log(&LogFilter::default()).unwrap().len();
    assert!(store.log(&LogFilter { kind: Some(Kind::Stay), ..LogFilter::default() }).unwrap().len() < everything);
}

#[test]
fn the_history_of_a_participant_on_the_screen() {
    let mut screen = Screen::sized(80, 24, Lang::Et);
    let store = &mut screen.app.session.store;
    let stay = store.all::<Stay>().unwrap().swap_remove(0);
    let corrected = Stay { entered_on: day("2013-02-05"), ..stay.record };
    let by = by("ann", "2013-07-06");
    store.commit(Act::Entry, &[Change::Update(stay.id, stay.version, corrected.into())], &by).unwrap();
    let head = store.head().unwrap().to_string();

    let shown = screen.keys("2l").shown();

    assert_snapshot!(shown.replace(&head, "<head>"));
}
