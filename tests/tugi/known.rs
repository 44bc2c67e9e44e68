//! As known on a day: the change log replayed to that day's end is the register as it stood then.

use chrono::NaiveDate;
use proptest::prelude::*;
use tugi::{
    demo,
    domain::{Act, Change, Id, Kind, Participation, Person, Programme, Record, Register, Signature, Stored},
    session::collation,
    store::{Collation, Error, LogFilter, Store, Window},
};

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Somebody who saves at noon of a day.
pub(crate) fn on(text: &str) -> Signature {
    Signature { who: "kaja".into(), at: day(text).and_hms_opt(12, 0, 0).unwrap() }
}

pub(crate) fn person(surname: &str) -> Person {
    Person { surname: surname.into(), given: "Õnne".into(), ..Person::default() }
}

/// A register that was set up on 1 May 2013, with one person since 2 May.
fn register() -> Store {
    let mut store = Store::in_memory(Collation::plain()).unwrap();
    let changes = [
        Change::Create(Id(-1), Register { office: "Rapla".into(), ..Register::default() }.into()),
        Change::Create(Id(-1), Programme { code: "rapla".into(), edition: 1, ..Programme::default() }.into()),
    ];
    store.commit(Act::SetUp, &changes, &on("2013-05-01")).unwrap();
    create(&mut store, person("Kask"), "2013-05-02");
    store
}

pub(crate) fn create(store: &mut Store, record: impl Into<Record>, day: &str) -> Id {
    store.commit(Act::Registration, &[Change::Create(Id(-1), record.into())], &on(day)).unwrap().created[0].1
}

fn update(store: &mut Store, record: impl Into<Record>, version: i64, day: &str) {
    store.commit(Act::Registration, &[Change::Update(Id(1), version, record.into())], &on(day)).unwrap();
}

fn remove(store: &mut Store, version: i64, day: &str) {
    store.commit(Act::Removal, &[Change::Delete(Id(1), version, Kind::Person)], &on(day)).unwrap();
}

/// The first person as known on a day: version and surname.
fn known(store: &Store, on: &str) -> Option<(i64, String)> {
    let known = store.known_on(day(on)).unwrap();
    known.get::<Person>(Id(1)).unwrap().map(|stored| (stored.version, stored.record.surname))
}

fn was(version: i64, surname: &str) -> (i64, String) {
    (version, surname.to_owned())
}

#[test]
fn what_was_created_is_known_from_its_day_on_and_what_was_corrected_in_its_newest_version() {
    let mut store = register();
    update(&mut store, person("Tamm"), 1, "2013-05-05");
    update(&mut store, person("Saar"), 2, "2013-05-05");

    assert_eq!(known(&store, "2013-05-01"), None);
    assert_eq!(known(&store, "2013-05-02"), Some(was(1, "Kask")));
    assert_eq!(known(&store, "2013-05-04"), Some(was(1, "Kask")));
    assert_eq!(known(&store, "2013-05-05"), Some(was(3, "Saar")));
}

#[test]
fn what_was_removed_is_known_until_the_day_before_and_again_once_it_came_back() {
    let mut store = register();
    remove(&mut store, 1, "2013-05-06");
    store.undo_last(&on("2013-05-08")).unwrap();
    store.redo_last(&on("2013-05-10")).unwrap();

    assert_eq!(known(&store, "2013-05-05"), Some(was(1, "Kask")));
    assert_eq!(known(&store, "2013-05-06"), None);
    assert_eq!(known(&store, "2013-05-08"), Some(was(3, "Kask")));
    assert_eq!(known(&store, "2013-05-10"), None);
}

#[test]
fn a_correction_that_was_undone_and_done_again_is_known_while_it_stood() {
    let mut store = register();
    update(&mut store, person("Tamm"), 1, "2013-05-05");
    store.undo_last(&on("2013-05-07")).unwrap();
    store.redo_last(&on("2013-05-09")).unwrap();

    let surnames = ["2013-05-06", "2013-05-08", "2013-05-09"].map(|day| known(&store, day).unwrap().1);

    assert_eq!(surnames, ["Tamm", "Kask", "Tamm"]);
}

#[test]
fn people_are_found_and_ordered_as_on_the_day() {
    let mut store = register();
    for (surname, day) in [("Kask", "2013-05-02"), ("Aas", "2013-05-03"), ("Ilves", "2013-05-04")] {
        let participation = Participation { programme: Id(1), person: Id(-1), ..Participation::default() };
        let changes = [Change::Create(Id(-1), person(surname).into()), Change::Create(Id(-1), participation.into())];
        store.commit(Act::Registration, &changes, &on(day)).unwrap();
    }

    let known = store.known_on(day("2013-05-03")).unwrap();

    let found = |find| known.participations(Id(1), find, false, Window::ALL).unwrap();
    assert_eq!(found("").ids, [Id(2), Id(1)]);
    assert_eq!(found("onne k").ids, [Id(1)]);
    assert_eq!(found("ilves").total, 0);
}

#[test]
fn before_its_first_entry_there_is_no_register() {
    let refused = register().known_on(day("2013-04-30"));

    let Err(Error::NotYetThere { first, .. }) = refused else { panic!("{refused:?}") };
    assert_eq!(first, day("2013-05-01"));
}

#[test]
fn the_register_of_a_past_day_refuses_every_save() {
    let mut known = register().known_on(day("2013-05-03")).unwrap();

    let changes = [Change::Create(Id(-1), person("Tamm").into())];
    assert!(matches!(known.commit(Act::Registration, &changes, &on("2013-05-04")), Err(Error::LooksBack)));
    assert!(matches!(known.undo_batch(1, &on("2013-05-04")), Err(Error::LooksBack)));
    assert_eq!(known.count(Kind::Person).unwrap(), 1);
}

#[test]
fn where_clocks_disagree_the_order_of_the_log_decides() {
    let mut store = register();
    create(&mut store, person("Tamm"), "2013-05-09");
    // Saved after the person by somebody whose clock is behind.
    create(&mut store, Participation { programme: Id(1), person: Id(2), ..Participation::default() }, "2013-05-03");

    let known = store.known_on(day("2013-05-03")).unwrap();

    assert_eq!(known.case(Id(1)).unwrap().unwrap().person.record.surname, "Tamm");
}

#[test]
fn replaying_the_whole_log_gives_exactly_the_tables() {
    for (code, _) in demo::REGISTERS {
        let mut store = Store::in_memory(collation(None)).unwrap();
        demo::fill(&mut store, code).unwrap();

        let known = store.known_on(day("2100-01-01")).unwrap();

        for kind in Kind::ALL {
            assert_eq!(known.count(*kind).unwrap(), store.count(*kind).unwrap(), "{code}: {}", kind.name());
        }
        for entry in store.log(&LogFilter::default()).unwrap() {
            let (there, then) = (store.record(entry.kind, entry.record), known.record(entry.kind, entry.record));
            assert_eq!(then.unwrap(), there.unwrap(), "{code}: {} {}", entry.kind.name(), entry.record);
        }
        let order = |store: &Store| store.participations(Id(1), "", false, Window::ALL).unwrap();
        assert_eq!(order(&known), order(&store), "{code}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whatever is saved, removed, undone and redone day by day: every evening is known again later as it was.
    #[test]
    fn every_evening_is_known_again(steps in prop::collection::vec((0_u8..6, 0_usize..3, "[A-ZÕÄŠ]{1,3}"), 1..16)) {
        let people = |store: &Store| store.all::<Person>().unwrap();
        let mut store = register();
        let mut evenings: Vec<(NaiveDate, Vec<Stored<Person>>)> = Vec::new();
        for (number, (what, which, name)) in (0..).zip(steps) {
            // Two acts a day.
            let today = day("2013-06-01") + chrono::Days::new(number / 2);
            let by = Signature { who: "ann".into(), at: today.and_hms_opt(9, 0, 0).unwrap() };
            let found = people(&store).get(which).cloned();
            // An act that is refused leaves the evening as it was.
            let _ = match (what, found) {
                (0 | 1, Some(found)) => store.commit(Act::Registration, &[Change::Update(found.id, found.version, person(&name).into())], &by).map(drop),
                (2, Some(found)) => store.commit(Act::Removal, &[Change::Delete(found.id, found.version, Kind::Person)], &by).map(drop),
                (3, _) => store.undo_last(&by).map(drop),
                (4, _) => store.redo_last(&by).map(drop),
                _ => store.commit(Act::Registration, &[Change::Create(Id(-1), person(&name).into())], &by).map(drop),
            };
            evenings.retain(|(day, _)| *day != today);
            evenings.push((today, people(&store)));
        }
        for (day, then) in evenings {
            prop_assert_eq!(people(&store.known_on(day).unwrap()), then);
        }
    }
}
