//! Figures over two offices' registers of one programme: what both together would have counted in one register.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Value, json};
use tugi::{
    demo,
    domain::{Id, Kind, Participation, Person, Record, Signature, Stay, Stored},
    session::collation,
    store::{Numbered, Store},
};

use crate::shell::Shell;

const CODES: &[&str] = &["kose-raasiku-2022", "raasiku-kose-2020", "kose-iste-2019", "kose-iste-2022"];

fn records(store: &Store) -> Vec<Numbered> {
    let mut records = Vec::new();
    store.every_record(|Stored { id, record, .. }| records.push((id, record))).unwrap();
    records
}

fn demo(code: &str) -> Vec<Numbered> {
    let mut store = Store::in_memory(collation(None)).unwrap();
    demo::fill(&mut store, code).unwrap();
    records(&store)
}

fn write(shell: &Shell, name: &str, records: &[Numbered]) {
    let by = Signature { who: "kaja".into(), at: "2022-12-01T10:00:00".parse().unwrap() };
    let mut store = Store::create(&shell.path(name), collation(None)).unwrap();
    store.rebuild(records, &by).unwrap();
}

/// The links of a record.
fn links(record: &Record) -> Vec<(Kind, Id)> {
    let fields = serde_json::to_value(record).unwrap();
    let link = |(field, kind): &(&str, Kind)| fields[*field].as_i64().map(|id| (*kind, Id(id)));
    record.kind().links().iter().filter_map(link).collect()
}

/// The records without these and whatever hangs on them.
fn without(records: &[Numbered], left_out: impl Fn(&Numbered) -> bool) -> Vec<Numbered> {
    let mut gone: BTreeSet<(Kind, Id)> = BTreeSet::new();
    let mut kept = Vec::new();
    for numbered in records {
        let (id, record) = numbered;
        if left_out(numbered) || links(record).iter().any(|link| gone.contains(link)) {
            gone.insert((record.kind(), *id));
        } else {
            kept.push(numbered.clone());
        }
    }
    kept
}

/// A programme without the meetings at which people of both halves were, and its two halves: the participations with even and odd
/// numbers, and in both halves those of `both`.
fn halves(code: &str, both: &[i64]) -> [Vec<Numbered>; 3] {
    let all = demo(code);
    let number_of: HashMap<Id, i64> = all
        .iter()
        .filter_map(|(id, record)| if let Record::Participation(it) = record { Some((*id, it.number)) } else { None })
        .collect();
    let mut at: HashMap<Id, BTreeSet<i64>> = HashMap::new();
    for (_, record) in &all {
        if let Record::Attendance(it) = record {
            let numbers = at.entry(it.meeting).or_default();
            numbers.extend(it.participation.map(|id| number_of[&id]));
        }
    }
    let side = |number: i64| if both.contains(&number) { 2 } else { number % 2 };
    let shared = |(id, record): &Numbered| match record {
        // Whoever is in both halves has no meetings, since those would be two.
        Record::Meeting(_) => at.get(id).is_some_and(|numbers| {
            let sides: BTreeSet<i64> = numbers.iter().map(|number| side(*number)).collect();
            sides.len() > 1 || sides.contains(&2)
        }),
        _ => false,
    };
    let whole = without(&all, shared);
    let half = |odd: i64| {
        without(&whole, |(id, record)| match record {
            Record::Participation(it) => side(it.number) == 1 - odd,
            Record::Meeting(_) => match at.get(id).and_then(|numbers| numbers.first()) {
                Some(number) => side(*number) == 1 - odd,
                None => odd == 1,
            },
            // What hangs on the programme alone is one office's.
            Record::Action(it) => odd == 1 && it.participation.is_none() && it.meeting.is_none(),
            _ => false,
        })
    };
    let (first, second) = (half(0), half(1));
    [whole, first, second]
}

/// What figures say, without where the log stood.
fn counted(told: &Value) -> Vec<Value> {
    let one = |figure: &Value| {
        json!([figure["promise"], figure["counted"], figure["base"], figure["percent"], figure["verdict"]])
    };
    told["figures"].as_array().unwrap().iter().map(one).collect()
}

#[test]
fn two_halves_of_a_register_count_as_the_whole_did_and_neither_file_changes() {
    for code in CODES {
        let shell = Shell::empty();
        let [whole, first, second] = halves(code, &[1, 2, 3]);
        for (name, records) in [("whole.tugi", &whole), ("first.tugi", &first), ("second.tugi", &second)] {
            write(&shell, name, records);
        }
        let bytes = || [shell.read("first.tugi"), shell.read("second.tugi")];
        let before = bytes();
        let joint = shell.json(&["figures", "--json", "--proof", "--file", "first.tugi", "--join", "second.tugi"]);
        let alone = shell.json(&["figures", "--json", "--file", "whole.tugi"]);
        assert_eq!(counted(&joint), counted(&alone), "{code}");
        assert!(bytes() == before, "{code}");
        assert_eq!(shell.files(), ["first.tugi", "second.tugi", "whole.tugi"]);

        let people = joint["people"].as_array().unwrap();
        let in_both = people.iter().filter(|it| !it["first"].is_null() && !it["second"].is_null()).count();
        let persons = |records: &[Numbered]| -> Vec<Id> {
            let person =
                |(_, record): &Numbered| if let Record::Participation(it) = record { Some(it.person) } else { None };
            records.iter().filter_map(person).collect()
        };
        let (ours, theirs) = (persons(&first), persons(&second));
        let expected = theirs.iter().filter(|person| ours.contains(person)).count();
        assert!(expected >= 3, "{code}");
        assert_eq!((people.len(), in_both), (ours.len() + theirs.len() - expected, expected), "{code}");
    }
}

/// A half with this done to it.
fn changed(records: &[Numbered], change: impl Fn(&mut Record)) -> Vec<Numbered> {
    let mut records = records.to_vec();
    for (_, record) in &mut records {
        change(record);
    }
    records
}

/// How many people are in both registers, and how many in all.
fn people(shell: &Shell) -> (usize, usize) {
    let joint = shell.json(&["figures", "--json", "--proof", "--file", "first.tugi", "--join", "second.tugi"]);
    let people = joint["people"].as_array().unwrap().clone();
    (people.iter().filter(|it| !it["first"].is_null() && !it["second"].is_null()).count(), people.len())
}

#[test]
fn somebody_is_the_same_by_the_code_or_by_name_and_birth_and_never_against_the_code() {
    let [_, first, second] = halves("kose-raasiku-2022", &[1]);
    let whose = |record: &Record| {
        if let Record::Participation(it) = record { (it.number == 1).then_some(it.person) } else { None }
    };
    let who = second.iter().find_map(|(_, record)| whose(record)).unwrap();
    let born =
        second.iter().any(|(id, record)| *id == who && matches!(record, Record::Person(it) if it.born.is_some()));
    assert!(born);
    let own = second.iter().find_map(|(id, record)| match record {
        Record::Person(person) if *id == who => Some(person.clone()),
        _ => None,
    });
    let own: Person = own.unwrap();
    let is_own =
        |person: &Person| (&person.surname, &person.given, person.born) == (&own.surname, &own.given, own.born);
    for (change, expected) in [
        (Box::new(|_: &mut Person| {}) as Box<dyn Fn(&mut Person)>, 1),
        (Box::new(|person| person.national_id.clear()), 1),
        (Box::new(|person| person.national_id = "37605030299".into()), 0),
        (
            Box::new(|person| {
                person.national_id.clear();
                person.given += "a";
            }),
            0,
        ),
        (
            Box::new(|person| {
                person.national_id.clear();
                person.born = None;
            }),
            0,
        ),
    ] {
        let shell = Shell::empty();
        let theirs = changed(&second, |record| {
            if let Record::Person(person) = record
                && is_own(person)
            {
                change(person);
            }
        });
        write(&shell, "first.tugi", &first);
        write(&shell, "second.tugi", &theirs);
        assert_eq!(people(&shell).0, expected);
    }
}

#[test]
fn stays_that_overlap_in_the_two_registers_are_one() {
    let [_, first, second] = halves("kose-raasiku-2022", &[1]);
    let participation = |records: &[Numbered]| {
        records
            .iter()
            .find_map(|(id, record)| {
                matches!(record, Record::Participation(Participation { number: 1, .. })).then_some(*id)
            })
            .unwrap()
    };
    let theirs = participation(&second);
    let later = changed(&second, |record| match record {
        Record::Stay(stay) if stay.participation == theirs => {
            *stay = Stay {
                entered_on: stay.entered_on.succ_opt().unwrap(),
                exited_on: None,
                exit_reason: None,
                ..stay.clone()
            };
        }
        _ => {}
    });
    let shell = Shell::empty();
    write(&shell, "first.tugi", &first);
    write(&shell, "second.tugi", &later);
    assert_eq!(people(&shell).0, 1);
}

#[test]
fn different_programmes_and_different_texts_of_one_are_not_added_up() {
    let shell = Shell::empty();
    write(&shell, "first.tugi", &demo("kose-raasiku-2022"));
    write(&shell, "second.tugi", &demo("kose-iste-2022"));
    let run = |other: &str| shell.run(&["figures", "--file", "first.tugi", "--join", other, "--lang", "en"]);
    let told = run("second.tugi");
    assert!(told.contains("second.tugi does not hold the programme kose-raasiku-2022, but kose-iste-2022"), "{told}");
    assert!(told.contains("exit status 1"), "{told}");

    let other = changed(&demo("kose-raasiku-2022"), |record| {
        if let Record::Programme(programme) = record {
            programme.definition += "\n# changed\n";
        }
    });
    write(&shell, "third.tugi", &other);
    let told = run("third.tugi");
    assert!(told.contains("Edition 1 of kose-raasiku-2022 has another text in third.tugi"), "{told}");
    assert!(run("nowhere.tugi").contains("exit status 1"));
}

#[test]
fn the_proof_says_from_which_file_everybody_comes() {
    let shell = Shell::empty();
    let [_, first, second] = halves("kose-raasiku-2022", &[2]);
    write(&shell, "first.tugi", &first);
    write(&shell, "second.tugi", &second);
    let line = ["figures", "--file", "first.tugi", "--join", "second.tugi", "--lang", "en"];
    let told = shell.stdout(&line);
    assert!(told.contains("Counted over first.tugi and second.tugi; in both are 1 person"), "{told}");
    let proof = shell.stdout(&[&line[..], &["--proof"]].concat());
    assert!(proof.contains("From which register everybody comes"), "{proof}");
}
