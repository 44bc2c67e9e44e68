//! Two records of one person: laid beside each other, made one, taken apart again, and refused where they cannot be one.

use tugi::{
    domain::{Act, Change, Kind, Participation, Person, Signature},
    i18n::{Lang, fill},
    store::{Collation, Store},
};

use crate::{screen::Screen, shell::Shell};

/// What would tell of the second record.
const SECRET: &str = "Kasevarju";

/// The training register in which participant 12, Hõbepaas, was registered a second time as 28: spelt otherwise, with another
/// telephone and with an address.
fn twice() -> Shell {
    let shell = Shell::with_demo();
    let sheet =
        format!("Perekonnanimi;Eesnimi;Telefon;Aadress;Avaldus\nHõbepas;Merike;5550 9999;{SECRET} 3;01.07.2013\n");
    shell.write("twin.csv", sheet);
    shell.stdout(&["import", "people", "twin.csv", "--new", "2", "--lang", "et"]);
    shell
}

fn register(shell: &Shell) -> Store {
    Store::open(&shell.path("demo.tugi"), Collation::plain()).unwrap()
}

fn person_of(store: &Store, number: i64) -> Option<Person> {
    let row = store.all::<Participation>().unwrap().into_iter().find(|row| row.record.number == number)?;
    Some(store.expect::<Person>(row.record.person).unwrap().record)
}

#[test]
fn two_records_of_one_person_become_one_with_the_values_that_were_chosen() {
    let shell = twice();
    let before = shell.log_position();
    let foreseen = shell.stdout(&["person", "merge", "12", "28", "--check", "--lang", "en"]);
    assert!(foreseen.contains("Participation 28 becomes one"), "{foreseen}");
    assert_eq!(shell.log_position(), before, "a check saves nothing");

    shell.stdout(&["person", "merge", "12", "28", "--take", "address"]);

    let store = register(&shell);
    let kept = person_of(&store, 12).unwrap();
    assert_eq!((kept.surname.as_str(), kept.phone.as_str()), ("Hõbepaas", "5550 0112"));
    assert_eq!(kept.address, format!("{SECRET} 3"));
    assert_eq!(person_of(&store, 28), None);
    assert_eq!(store.count(Kind::Person).unwrap(), 27);
    assert_eq!(store.verify().unwrap().faults, []);
}

#[test]
fn what_was_made_one_is_two_again_after_an_undo() {
    let shell = twice();
    let people = register(&shell).all::<Person>().unwrap();
    shell.stdout(&["person", "merge", "12", "28", "--take", "surname,phone"]);

    shell.stdout(&["undo"]);

    let store = register(&shell);
    let facts = |people: Vec<tugi::domain::Stored<Person>>| {
        people.into_iter().map(|row| (row.id, row.record)).collect::<Vec<_>>()
    };
    assert_eq!(facts(store.all::<Person>().unwrap()), facts(people));
    assert_eq!(person_of(&store, 28).unwrap().phone, "5550 9999");
    assert_eq!(store.verify().unwrap().faults, []);
}

#[test]
fn whoever_is_forgotten_is_forgotten_in_the_record_that_was_made_one_with_theirs() {
    let shell = twice();
    shell.stdout(&["person", "merge", "12", "28"]);

    shell.stdout(&["person", "pseudonymise", "12", "--reason", "palus", "--renew"]);

    for name in ["demo.tugi", "demo.backups/latest.tugi"] {
        let bytes = shell.read(name);
        let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(!holds(SECRET) && !holds("5550 9999") && !holds("Hõbepas"), "{name}");
        assert!(holds("Jõhvikaru"), "{name} still holds the others");
    }
}

#[test]
fn those_who_take_part_at_the_same_time_stay_two_and_the_way_out_is_said() {
    let shell = twice();
    let before = shell.log_position();

    let said = shell.run(&["person", "merge", "12", "13", "--lang", "en"]);

    assert!(said.contains("Both take part in the same programme at the same time (numbers 12 and 13)."), "{said}");
    assert!(said.contains("registered by mistake"), "{said}");
    for (words, sentence) in [(["12", "12"], "one person already"), (["12", "99"], "99")] {
        let said = shell.run(&["person", "merge", words[0], words[1], "--lang", "en"]);
        assert!(said.contains(sentence), "{said}");
    }
    let said = shell.run(&["person", "merge", "12", "28", "--take", "shoe-size", "--lang", "en"]);
    assert!(said.contains("no field shoe-size") && said.contains("national-id, born"), "{said}");
    assert_eq!(shell.log_position(), before, "nothing was saved");
}

/// The card of Hõbepaas, with Ann's chooser of who is the same person open on these letters. Laukasoo is known by name alone.
fn choosing(lang: Lang, letters: &str) -> Screen {
    let mut screen = Screen::sized(80, 24, lang);
    let store = &mut screen.app.session.store;
    let mut laukasoo = store.all::<Person>().unwrap().into_iter().find(|row| row.record.surname == "Laukasoo").unwrap();
    (laukasoo.record.national_id, laukasoo.record.born, laukasoo.record.gender) = (String::new(), None, None);
    let by = Signature { who: "ann".into(), at: screen.app.session.clock.now() };
    let change = Change::Update(laukasoo.id, laukasoo.version, laukasoo.record.into());
    store.commit(Act::Registration, &[change], &by).unwrap();
    let screen = screen.keys("<F5>2/hõbepaas<Enter><Enter><F9>");
    let action = tugi::i18n::words(lang).twins.action.clone();
    screen.keys(&action).keys("<Enter>").keys(letters).keys("<Enter>")
}

#[test]
fn the_two_lie_side_by_side_and_the_arrows_choose_whose_value_stands() {
    let screen = choosing(Lang::En, "laukasoo");

    insta::assert_snapshot!("two_records_of_one_person", screen.shown());
    let screen = screen.keys("<Right><Down><Right><F2>");
    assert!(screen.shown().contains("OK Saved: two records made one"), "{}", screen.shown());
    assert!(screen.shown().contains("Laukasoo, Peeter"), "{}", screen.shown());
    let screen = screen.keys("u");
    assert!(screen.shown().contains("Hõbepaas, Merike"), "{}", screen.shown());
}

#[test]
fn whose_codes_say_that_they_are_two_stay_two_on_the_screen_and_in_the_shell() {
    let words = &tugi::i18n::words(Lang::En).twins;
    let shell = Shell::with_demo();
    let before = shell.log_position();
    let said = shell.run(&["person", "merge", "12", "25", "--lang", "en"]);
    assert!(said.contains(&words.two_codes) && said.contains(&words.two_codes_hint), "{said}");
    assert_eq!(shell.log_position(), before);

    let screen = choosing(Lang::En, "haabniit");
    assert!(screen.shown().contains("Each has a national code of their own"), "{}", screen.shown());
    let screen = screen.keys("<F2>");
    assert_eq!(screen.app.session.store.count(Kind::Person).unwrap(), 27);
}

#[test]
fn the_sentences_of_the_two_fit_in_every_language() {
    for lang in [Lang::Et, Lang::Lt, Lang::Sv] {
        insta::assert_snapshot!(
            format!("two_records_of_one_person_{}", lang.code()),
            choosing(lang, "laukasoo").shown()
        );
    }
}

#[test]
fn on_the_screen_too_those_who_take_part_at_the_same_time_stay_two() {
    for lang in Lang::ALL {
        let screen = choosing(lang, "loodvärav");

        // Why, and the way out to its last word, however many lines it takes.
        let words = &tugi::i18n::words(lang).twins;
        let why = fill(&words.same_time, &[("kept", "12"), ("other", "13")]);
        let said = screen.shown().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(&format!("{why} {}", words.same_time_hint)), "{}", screen.shown());
        assert_eq!(screen.app.session.store.count(Kind::Person).unwrap(), 27);
    }
}
