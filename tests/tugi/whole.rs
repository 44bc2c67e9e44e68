//! The whole register as text: the same bytes for the same facts, and the same register out of them again.

use std::collections::HashMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use tugi::{
    demo,
    domain::{Act, Change, Id, Kind, Participation, Person, Record, Signature, Stored},
    exchange::whole::{self, NotRead},
    i18n::{Lang, words},
    session::collation,
    store::{Numbered, Store},
};

use crate::shell::Shell;

fn by() -> Signature {
    Signature { who: "kaja".into(), at: "2013-07-05T10:00:00".parse().unwrap() }
}

fn records(store: &Store) -> Vec<Numbered> {
    let mut records = Vec::new();
    store.every_record(|Stored { id, record, .. }| records.push((id, record))).unwrap();
    records
}

fn register(records: &[Numbered]) -> Store {
    let mut store = Store::in_memory(collation(None)).unwrap();
    store.rebuild(records, &by()).unwrap();
    store
}

fn text(records: &[Numbered]) -> String {
    whole::text(&register(records)).unwrap()
}

fn read(text: &str) -> Vec<Numbered> {
    whole::read(text).unwrap_or_else(|why| panic!("{why:?}")).into_iter().map(|(record, _)| record).collect()
}

/// The sentences on a text that cannot be read.
fn complaints(text: &str) -> Vec<String> {
    match whole::read(text) {
        Ok(_) => Vec::new(),
        Err(NotRead::Lines(bad)) => bad.iter().map(|bad| bad.sentence(words(Lang::En))).collect(),
        Err(why) => panic!("{why:?}"),
    }
}

/// The records as somebody else may have entered them: in another order, so that each has another number. Programmes stay in
/// theirs, since the last one opens first.
fn entered_otherwise(records: &[Numbered], shuffled: impl Fn(Kind, &mut Vec<Id>)) -> Vec<Numbered> {
    let mut numbers: HashMap<(Kind, Id), Id> = HashMap::new();
    for kind in Kind::ALL {
        let own: Vec<Id> = records.iter().filter(|(_, record)| record.kind() == *kind).map(|(id, _)| *id).collect();
        let mut other = own.clone();
        if !matches!(kind, Kind::Register | Kind::Programme) {
            other = other.iter().map(|id| Id(id.0 + 7)).collect();
            shuffled(*kind, &mut other);
        }
        numbers.extend(own.into_iter().map(|id| (*kind, id)).zip(other));
    }
    let moved = |(id, record): &Numbered| {
        let kind = record.kind();
        let mut fields = serde_json::to_value(record).unwrap();
        for (field, target) in kind.links() {
            if let Some(link) = fields[*field].as_i64() {
                fields[*field] = numbers[&(*target, Id(link))].0.into();
            }
        }
        (numbers[&(kind, *id)], Record::read(kind, fields).unwrap())
    };
    let mut moved: Vec<Numbered> = records.iter().map(moved).collect();
    moved.sort_by_key(|(id, record)| (record.kind(), *id));
    moved
}

#[test]
fn every_training_register_comes_back_from_its_text_byte_for_byte_with_the_same_figures() {
    let shell = Shell::empty();
    for (code, _) in demo::REGISTERS {
        let (first, second) = (format!("{code}.tugi"), format!("{code}-again.tugi"));
        shell.stdout(&["demo", "--programme", code, "--to", &first]);
        shell.stdout(&["export", "register", "--format", "text", "--file", &first, "--out", "first.txt"]);
        shell.stdout(&["import", "register", "first.txt", "--to", &second]);
        let again = shell.stdout(&["export", "register", "--file", &second]);
        assert!(again.as_bytes() == shell.read("first.txt"), "{code}");
        std::fs::remove_file(shell.path("first.txt")).unwrap();

        let verdict = shell.json(&["verify", &second, "--json"]);
        assert_eq!(verdict["faults"], json!([]), "{code}");
        let of = |file: &str, line: &[&str]| {
            let mut told = shell.json(&[line, &["--json", "--file", file]].concat());
            told.as_object_mut().unwrap().remove("log");
            told
        };
        assert_eq!(of(&first, &["figures"]), of(&second, &["figures"]), "{code}");
    }
}

#[test]
fn the_text_does_not_follow_the_order_in_which_things_were_entered() {
    for (code, _) in demo::REGISTERS {
        let mut store = Store::in_memory(collation(None)).unwrap();
        demo::fill(&mut store, code).unwrap();
        let facts = records(&store);
        let backwards = entered_otherwise(&facts, |_, ids| ids.reverse());
        assert!(text(&backwards) == whole::text(&store).unwrap(), "{code}");
    }
}

#[test]
fn where_a_report_was_sealed_the_records_keep_the_numbers_by_which_it_calls_them() {
    let shell = Shell::with_demo();
    shell.stdout(&["report", "interim", "--seal"]);
    shell.stdout(&["export", "register", "--out", "sealed.txt"]);
    shell.stdout(&["import", "register", "sealed.txt", "--to", "again.tugi"]);
    assert!(shell.stdout(&["export", "register", "--file", "again.tugi"]).as_bytes() == shell.read("sealed.txt"));
    let sealed = |file: &str| shell.stdout(&["report", "sealed", "1", "--file", file]);
    assert_eq!(sealed("again.tugi"), sealed("demo.tugi"));
    assert_eq!(shell.json(&["verify", "again.tugi", "--json"])["faults"], json!([]));
    let store = |file: &str| records(&Store::open(&shell.path(file), collation(None)).unwrap());
    assert!(store("again.tugi") == store("demo.tugi"));
}

#[test]
fn who_is_protected_forgotten_or_takes_part_without_a_name_stays_so() {
    let shell = Shell::with_demo();
    let mut store = Store::open(&shell.path("demo.tugi"), collation(None)).unwrap();
    let mut person = store.all::<Person>().unwrap().swap_remove(3);
    let mut participation = store.all::<Participation>().unwrap().swap_remove(4);
    person.record.protected = true;
    participation.record.anonymous = true;
    let changes = [
        Change::Update(person.id, person.version, person.record.into()),
        Change::Update(participation.id, participation.version, participation.record.into()),
    ];
    store.commit(Act::Registration, &changes, &by()).unwrap();
    drop(store);
    for line in [
        &["person", "pseudonymise", "2", "--reason", "asked for it"][..],
        &["export", "register", "--out", "register.txt"],
        &["import", "register", "register.txt", "--to", "again.tugi"],
    ] {
        shell.stdout(line);
    }
    let facts = |file: &str| {
        let store = Store::open(&shell.path(file), collation(None)).unwrap();
        let mut people: Vec<String> =
            store.all::<Person>().unwrap().into_iter().map(|row| format!("{:?}", row.record)).collect();
        people.sort();
        let open = store.all::<Participation>().unwrap();
        let mut without_name: Vec<i64> =
            open.iter().filter(|row| row.record.anonymous).map(|row| row.record.number).collect();
        without_name.sort_unstable();
        let forgotten = store.all::<Person>().unwrap().iter().filter(|row| row.record.erased_on.is_some()).count();
        (people, without_name, forgotten)
    };
    let before = facts("demo.tugi");
    assert_eq!((before.1.len(), before.2), (1, 1), "{before:?}");
    assert_eq!(facts("again.tugi"), before);
}

#[test]
fn a_bad_line_is_named_by_its_number_and_nothing_is_written() {
    let shell = Shell::with_demo();
    let good = shell.stdout(&["export", "register"]);
    let at = |part: &str| good.lines().position(|line| line.contains(part)).unwrap() + 1;
    let (entered, works) = (at(" entered_on = "), at("worker "));
    for (line, instead, said) in [
        (1, "tugi register 2", "line 1: the text does not begin with “tugi register 1”"),
        (entered, "stay a entered_on = \"2013-02-30\"", "the field does not take that"),
        (entered, "stay a entered_on = 2013-02-03", "“2013-02-03” is not a value in JSON"),
        (entered, "stay a entered_by = \"x\"", "this kind of record has no field “entered_by”"),
        (entered, "stay a participation > nobody", "no record is called “nobody”"),
        (entered, "stays a entered_on = \"2013-02-03\"", "there are no records of the kind “stays”"),
        (entered, "stay a entered_on", "a line is a kind, a name, a field"),
        (works, "worker a surname : \"x\"", "a line is a kind, a name, a field"),
        (works, "worker a id = 0", "“0” is not a value in JSON"),
    ] {
        let mut lines: Vec<&str> = good.lines().collect();
        lines[line - 1] = instead;
        let text = lines.join("\n") + "\n";
        let told = complaints(&text);
        let ours = told.iter().find(|told| told.contains(said)).unwrap_or_else(|| panic!("{instead}: {told:#?}"));
        assert!(ours.starts_with(&format!("line {line}: ")), "{ours}");
        shell.write("bad.txt", text);
        let run = shell.run(&["import", "register", "bad.txt", "--to", "new.tugi", "--lang", "en"]);
        assert!(run.contains(&format!("bad.txt: line {line}: ")) && run.contains("exit status 1"), "{run}");
        assert!(!shell.path("new.tugi").exists());
    }
}

#[test]
fn what_the_file_would_refuse_is_named_by_the_line_of_its_record() {
    let shell = Shell::with_demo();
    let good = shell.stdout(&["export", "register"]);
    // An exit without a reason.
    let text = good.lines().filter(|line| !line.contains(" exit_reason = ")).collect::<Vec<_>>().join(
        "
",
    );
    shell.write("bad.txt", &text);
    let run = shell.run(&["import", "register", "bad.txt", "--to", "new.tugi", "--lang", "en"]);
    let line = text.lines().position(|line| line.contains(" exited_on = ")).unwrap();
    let first = text.lines().take(line + 1).filter(|line| line.starts_with("stay ")).last().unwrap();
    let name = first.split(' ').nth(1).unwrap();
    let first = text.lines().position(|line| line.starts_with(&format!("stay {name} "))).unwrap() + 1;
    assert!(run.contains(&format!("bad.txt: line {first}: the register does not take this record")), "{run}");
    assert!(!shell.path("new.tugi").exists());
}

#[test]
fn a_text_that_was_cut_off_is_not_taken_for_a_whole_one() {
    let shell = Shell::with_demo();
    let good = shell.stdout(&["export", "register"]);
    let half = good.lines().take(400).collect::<Vec<_>>().join(
        "
",
    );
    let told = complaints(&half);
    assert_eq!(told.last().unwrap(), "line 400: the text ends here without “end”; the rest is missing.");
}

#[test]
fn the_command_line_says_what_can_be_written_as_what() {
    let shell = Shell::with_demo();
    for (line, said) in [
        (&["export", "register", "--format", "csv"][..], "The whole register is written as text"),
        (&["export", "participants", "--format", "text"], "lists as CSV or JSON"),
        (&["export", "register", "--as-of", "2013-05-31"], "none can be left out for a day"),
        (&["import", "register", "a.txt"], "Where the new register is to be written was not said"),
        (&["import", "people", "a.csv", "--to", "new.tugi"], "a sheet goes into the open register"),
    ] {
        let run = shell.run(&[line, &["--lang", "en"]].concat());
        assert!(run.contains(said), "{line:?}: {run}");
    }
    let before = shell.stdout(&["export", "register", "--known-on", "2013-07-01"]);
    assert!(before.len() < shell.stdout(&["export", "register"]).len());
    shell.stdout(&["export", "register", "--out", "register.txt"]);
    assert!(
        shell
            .stdout(&["import", "register", "register.txt", "--check", "--lang", "en"])
            .contains("A register can be made of it.")
    );
}

/// A register with many records that say the same, so that little but what hangs on them tells them apart.
fn alike(choices: &[u8]) -> Vec<Numbered> {
    let mut choices = choices.iter().copied();
    let mut choose = |of: usize| choices.next().map_or(0, usize::from) % of;
    let mut store = Store::in_memory(collation(None)).unwrap();
    demo::fill(&mut store, "rapla-2013").unwrap();
    let basis = |(_, record): &Numbered| matches!(record.kind(), Kind::Register | Kind::Programme);
    let mut made: Vec<Numbered> = records(&store).into_iter().filter(basis).collect();
    let mut add = |kind: Kind, id: i64, fields: Value| made.push((Id(id), Record::read(kind, fields).unwrap()));
    let day = ["2013-05-02", "2013-05-03"];
    let note = ["", "käis kohal\nja lubas helistada", "\u{202e}x\u{1b}[2J \"'|=>\\ ~1", "# end"];
    let (surnames, aims) = (["", "Kask", "K\u{131}ask / ä"], ["tuba", "töö"]);
    let people = 2 + choose(4);
    for id in 1..=people {
        add(
            Kind::Person,
            id as i64,
            json!({ "surname": surnames[choose(3)], "given": "", "national_id": "", "phone": "", "email": "", "address": note[choose(4)], "protected": choose(4) == 0 }),
        );
        add(Kind::Participation, id as i64, json!({ "programme": 1, "person": id, "number": id }));
    }
    for id in 1..=choose(6) {
        let (one, other) = (choose(people), choose(people));
        if one != other {
            add(Kind::Relation, id as i64, json!({ "person": one + 1, "other": other + 1, "kind": "cares-for" }));
        }
    }
    let (meetings, plans) = (1 + choose(5), 1 + choose(4));
    for id in 1..=meetings {
        add(
            Kind::Meeting,
            id as i64,
            json!({ "programme": 1, "date": day[choose(2)], "kind": "talk", "place": "", "notes": note[choose(4)] }),
        );
    }
    for id in 1..=choose(8) {
        add(
            Kind::Attendance,
            id as i64,
            json!({ "meeting": choose(meetings) + 1, "participation": choose(people) + 1, "outside": "" }),
        );
    }
    for id in 1..=plans {
        add(
            Kind::Plan,
            id as i64,
            json!({ "participation": choose(2) + 1, "made_on": day[choose(2)], "situation": "", "result": "" }),
        );
    }
    let goals = 1 + choose(5);
    for id in 1..=goals {
        add(Kind::Goal, id as i64, json!({ "plan": choose(plans) + 1, "text": aims[choose(2)], "obstacles": "" }));
    }
    for id in 1..=choose(8) {
        add(
            Kind::Action,
            id as i64,
            json!({ "meeting": choose(meetings) + 1, "goal": choose(goals) + 1, "text": "helistada", "due_on": day[choose(2)] }),
        );
    }
    made.sort_by_key(|(id, record)| (record.kind(), *id));
    made
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever a register holds, its text is the same in whatever order that was entered, and gives the same register again.
    #[test]
    fn any_register_has_one_text_and_comes_back_from_it(choices in prop::collection::vec(any::<u8>(), 0..90), turns in prop::collection::vec(any::<u16>(), 30)) {
        let facts = alike(&choices);
        let said = text(&facts);
        let shuffled = entered_otherwise(&facts, |kind, ids| {
            for place in (1..ids.len()).rev() {
                ids.swap(place, usize::from(turns[(place + kind.name().len()) % turns.len()]) % (place + 1));
            }
        });
        prop_assert_eq!(&text(&shuffled), &said);
        prop_assert_eq!(&text(&read(&said)), &said);
        let unseen = said.contains(['\u{202e}', '\u{1b}']);
        prop_assert!(!unseen);
    }

    /// Whatever is done to a text, it is read or told about, line by line.
    #[test]
    fn a_spoilt_text_is_only_told_about(at in any::<prop::sample::Index>(), instead in "[ -~]{0,40}|(stay|person|end|#|worker x surname) ?[=>|]? ?[\"0-9a-z{}]{0,9}") {
        let said = text(&alike(&[3, 1, 2, 1, 0, 2, 5, 1]));
        let mut lines: Vec<&str> = said.lines().collect();
        let place = at.index(lines.len());
        lines[place] = &instead;
        for told in complaints(&(lines.join("\n") + "\n")) {
            prop_assert!(told.starts_with("line ") || told.starts_with("one record"), "{}", told);
        }
    }
}
