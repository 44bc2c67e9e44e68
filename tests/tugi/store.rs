//! The file: saving, conflicts, undo, and that the change log says exactly what the tables say.

use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use tugi::{
    domain::{Act, Change, Id, Kind, Participation, Person, Programme, Record, Register, Signature, Stay},
    store::{Collation, Error, LogFilter, Store, Window},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn by(who: &str) -> Signature {
    let at: NaiveDateTime = day("2013-07-05").and_hms_opt(9, 30, 0).unwrap();
    Signature { who: who.into(), at }
}

fn person(surname: &str, given: &str) -> Person {
    Person { surname: surname.into(), given: given.into(), ..Person::default() }
}

fn new_register() -> Store {
    let mut store = Store::in_memory(Collation::plain()).unwrap();
    let changes = [
        Change::Create(Id(-1), Register { office: "Rapla".into(), ..Register::default() }.into()),
        Change::Create(Id(-1), Programme { code: "rapla".into(), edition: 1, ..Programme::default() }.into()),
    ];
    store.commit(Act::SetUp, &changes, &by("admin")).unwrap();
    store
}

fn register_person(store: &mut Store, surname: &str, given: &str) -> (Id, Id) {
    let participation = Participation { programme: Id(1), person: Id(-1), ..Participation::default() };
    let changes = [Change::Create(Id(-1), person(surname, given).into()), Change::Create(Id(-1), participation.into())];
    let done = store.commit(Act::Registration, &changes, &by("ann")).unwrap();
    (done.created[0].1, done.created[1].1)
}

#[test]
fn a_batch_links_its_new_records_to_each_other() {
    let mut store = new_register();

    let (person, participation) = register_person(&mut store, "Kask", "Õnne");

    let case = store.case(participation).unwrap().unwrap();
    assert_eq!(case.person.id, person);
    assert_eq!(case.person.record.name(), "Kask, Õnne");
}

#[test]
fn a_second_save_of_the_same_version_is_refused_with_what_stands_now() {
    let mut store = new_register();
    let (id, _) = register_person(&mut store, "Kask", "Õnne");
    store.commit(Act::Registration, &[Change::Update(id, 1, person("Kask", "Anna").into())], &by("bob")).unwrap();

    let refused = store.commit(Act::Registration, &[Change::Update(id, 1, person("Kask", "Eve").into())], &by("ann"));

    let Err(Error::Conflict { now: Some(now), who, .. }) = refused else { panic!("{refused:?}") };
    assert_eq!((now.record, who.as_str()), (Record::Person(person("Kask", "Anna")), "bob"));
}

#[test]
fn a_refused_change_takes_its_whole_batch_with_it() {
    let mut store = new_register();
    let (id, _) = register_person(&mut store, "Kask", "Õnne");
    let before = store.log_position().unwrap();

    let changes = [Change::Create(Id(-1), person("Tamm", "Mai").into()), Change::Delete(id, 7, Kind::Person)];
    assert!(store.commit(Act::Registration, &changes, &by("ann")).is_err());

    assert_eq!(store.log_position().unwrap(), before);
    assert_eq!(store.count(Kind::Person).unwrap(), 1);
}

#[test]
fn a_person_with_a_participation_cannot_be_removed() {
    let mut store = new_register();
    let (id, _) = register_person(&mut store, "Kask", "Õnne");

    let refused = store.commit(Act::Removal, &[Change::Delete(id, 1, Kind::Person)], &by("ann"));

    assert!(matches!(refused, Err(Error::InUse)), "{refused:?}");
}

#[test]
fn a_participation_has_at_most_one_open_stay() {
    let mut store = new_register();
    let (_, participation) = register_person(&mut store, "Kask", "Õnne");
    let stay = Stay {
        participation,
        entered_on: day("2013-01-10"),
        exited_on: None,
        exit_reason: None,
        exit_note: String::new(),
    };
    store.commit(Act::Entry, &[Change::Create(Id(-1), stay.clone().into())], &by("ann")).unwrap();

    let second = store.commit(Act::Entry, &[Change::Create(Id(-1), stay.into())], &by("ann"));

    assert!(matches!(&second, Err(Error::Taken(what)) if what == "stay.participation"), "{second:?}");
}

#[test]
fn participations_are_numbered_when_they_are_saved() {
    let mut store = new_register();
    let (_, first) = register_person(&mut store, "Kask", "Õnne");
    let (_, second) = register_person(&mut store, "Tamm", "Mai");

    let numbers = store.cases(&[first, second]).unwrap();

    assert_eq!(numbers.iter().map(|case| case.participation.record.number).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_national_code_belongs_to_one_person() {
    let mut store = new_register();
    let coded = Person { national_id: "36805280109".into(), ..person("Kask", "Jaan") };
    store.commit(Act::Registration, &[Change::Create(Id(-1), coded.clone().into())], &by("ann")).unwrap();

    let second = store.commit(Act::Registration, &[Change::Create(Id(-1), coded.into())], &by("bob"));

    assert!(matches!(&second, Err(Error::Taken(what)) if what == "person.national_id"), "{second:?}");
}

#[test]
fn undo_and_redo_are_new_entries_and_restore_the_same_numbers() {
    let mut store = new_register();
    let (id, participation) = register_person(&mut store, "Kask", "Õnne");

    let undone = store.undo_last(&by("ann")).unwrap();
    assert_eq!(undone.act, Act::Registration);
    assert!(store.case(participation).unwrap().is_none());
    assert_eq!(store.participations(Id(1), "kask", false, Window::ALL).unwrap().total, 0);

    store.redo_last(&by("ann")).unwrap();
    assert_eq!(store.get::<Person>(id).unwrap().unwrap().record.name(), "Kask, Õnne");
    assert_eq!(store.participations(Id(1), "kask", false, Window::ALL).unwrap().total, 1);
    assert_eq!(store.log(&LogFilter::default()).unwrap().len(), 2 + 2 + 2 + 2);
    assert!(store.verify().unwrap().faults.is_empty());
}

#[test]
fn what_somebody_built_upon_is_not_undone() {
    let mut store = new_register();
    let (id, _) = register_person(&mut store, "Kask", "Õnne");
    store.commit(Act::Registration, &[Change::Update(id, 1, person("Kask", "Anna").into())], &by("bob")).unwrap();

    assert!(
        matches!(store.undo_last(&by("ann")), Err(Error::BuiltUpon(upon)) if upon.record.0 == Kind::Person && upon.who == "bob")
    );
}

#[test]
fn the_set_up_of_a_register_is_not_undone() {
    let mut store = new_register();

    assert!(matches!(store.undo_last(&by("admin")), Err(Error::NothingToUndo)));
}

#[test]
fn people_are_found_without_their_accents_and_those_whose_name_begins_so_come_first() {
    let mut store = new_register();
    for (surname, given) in [("Louk", "Anneli"), ("Õunapuu", "Mari"), ("Tamm", "Jaan")] {
        register_person(&mut store, surname, given);
    }

    let found = store.participations(Id(1), "OU", false, Window::ALL).unwrap();

    let names: Vec<String> =
        store.cases(&found.ids).unwrap().into_iter().map(|case| case.person.record.surname).collect();
    assert_eq!(names, ["Õunapuu", "Louk"]);
}

#[test]
fn any_window_of_a_list_is_the_same_part_of_the_whole() {
    let mut store = new_register();
    for (surname, given) in [("Tamm", "Anna"), ("Kask", "Õnne"), ("Saar", "Anna"), ("Kask", "Anna"), ("Oja", "Rein")] {
        register_person(&mut store, surname, given);
    }
    for (find, by_number) in [("", false), ("", true), ("anna", false), ("nobody", false)] {
        let whole = store.participations(Id(1), find, by_number, Window::ALL).unwrap();
        assert_eq!(whole.ids.len(), whole.total);
        for (offset, limit) in (0..7).flat_map(|offset| (0..7).map(move |limit| (offset, limit))) {
            let part = store.participations(Id(1), find, by_number, Window { offset, limit }).unwrap();
            let expected: Vec<Id> = whole.ids.iter().copied().skip(offset).take(limit).collect();
            assert_eq!((part.total, part.ids), (whole.total, expected), "{find:?}, {offset}, {limit}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Any sequence of saves, then undo until there is nothing left, leaves no person; and the log always replays.
    #[test]
    fn undoing_everything_leaves_nothing(steps in prop::collection::vec((0_u8..3, 0_usize..4, "[A-Za-zÕÄŠž']{1,8}"), 1..12)) {
        let mut store = new_register();
        for (what, which, name) in steps {
            let people = store.all::<Person>().unwrap();
            match (what, people.get(which)) {
                (1, Some(found)) => drop(store.commit(Act::Registration, &[Change::Update(found.id, found.version, person(&name, "X").into())], &by("ann")).unwrap()),
                (2, Some(found)) => drop(store.commit(Act::Removal, &[Change::Delete(found.id, found.version, Kind::Person)], &by("ann")).unwrap()),
                _ => drop(store.commit(Act::Registration, &[Change::Create(Id(-1), person(&name, "Y").into())], &by("ann")).unwrap()),
            }
            prop_assert!(store.verify().unwrap().faults.is_empty());
        }
        while store.undo_last(&by("ann")).is_ok() {
            prop_assert!(store.verify().unwrap().faults.is_empty());
        }
        prop_assert_eq!(store.count(Kind::Person).unwrap(), 0);
    }
}
