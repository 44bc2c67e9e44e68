//! Who is not named is named nowhere, and no list tells of health, a disability, an offence or a minority.

use tugi::{
    cards,
    domain::{
        Act, Change, Choice, CircumstanceKind, ExitReason, Id, Kind, Participation, Person, Register, Signature,
        Source, Stored, fold,
    },
    i18n::Lang,
    lists::{LISTS, Query, Row, Target},
    session::{Asked, Session, collation},
    store::{Collation, Store},
};

use crate::{screen::Screen, shell::Shell};

/// What stands in every field that says who the protected person is.
const MARKS: [&str; 5] = ["markeering", "36805280109", "1968-05-28", "28.05.1968", "5559 7531"];

/// The training register of a programme, in memory.
fn demo_of(code: &str, collation: Collation) -> Store {
    let mut store = Store::in_memory(collation).unwrap();
    tugi::demo::fill(&mut store, code).unwrap();
    store
}

fn session(store: Store, lang: Lang, user: &str) -> Session {
    let asked = Asked { lang: Some(lang), user: user.into(), ..Asked::default() };
    Session::over(store, &asked).unwrap()
}

/// Makes somebody who is in the programme a protected person with marks in every field; answers with the participation.
fn protect(store: &mut Store) -> Stored<Participation> {
    let participation = store.expect::<Participation>(Id(3)).unwrap();
    let stored = store.expect::<Person>(participation.record.person).unwrap();
    let marked = Person {
        surname: "Markeering".into(),
        given: "Märkeering".into(),
        national_id: "36805280109".into(),
        born: "1968-05-28".parse().ok(),
        phone: "5559 7531".into(),
        email: "markeering@naidis.example".into(),
        address: "Markeeringu 7".into(),
        protected: true,
        ..stored.record
    };
    let by = Signature { who: "kaja".into(), at: "2013-07-05T10:00:00".parse().unwrap() };
    store.commit(Act::Registration, &[Change::Update(stored.id, stored.version, marked.into())], &by).unwrap();
    participation
}

fn no_mark_in(text: &str, whence: &str) {
    let folded = fold(text);
    for mark in MARKS {
        assert!(!folded.contains(mark), "{mark} stands in {whence}:\n{text}");
    }
}

fn said(row: &Row, lang: Lang) -> String {
    let cells: Vec<String> = row.cells.iter().map(|cell| cell.show(lang)).collect();
    format!("{} | {}\n", cells.join(" | "), row.hint)
}

#[test]
fn no_command_says_who_a_protected_person_is_in_any_form() {
    let shell = Shell::with_demo();
    let mut store = Store::open(&shell.path("demo.tugi"), collation(None)).unwrap();
    let participation = protect(&mut store);
    drop(store);
    let person = format!("person:{}", participation.record.person);
    let number = participation.record.number.to_string();
    let past = ["--as-of", "2013-06-01"];
    let known = ["--known-on", "2013-07-04"];
    let mut commands: Vec<Vec<&str>> = vec![
        vec!["figures", "--proof"],
        vec!["figures", "--proof", past[0], past[1]],
        vec!["figures", "--proof", known[0], known[1]],
        vec!["today", "--days", "365"],
        vec!["log"],
        vec!["log", &person],
        vec!["verify", "demo.tugi"],
        vec!["programme", "list"],
    ];
    for list in ["participants", "workers", "meetings", "outcomes", "today"] {
        for look in [&[][..], &past, &known] {
            commands.push([&["export", list][..], look].concat());
        }
    }
    for report in tugi::report::REPORTS {
        for look in [&[][..], &past] {
            commands.push([&["report", report.name][..], look].concat());
        }
    }
    let mut numbered = 0;
    for command in commands {
        for form in [&[][..], &["--json"]] {
            let output = shell.output(&[&command[..], form].concat());
            let text =
                format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            assert_eq!(output.status.code(), Some(0), "{command:?}: {text}");
            no_mark_in(&text, &format!("{command:?} {form:?}"));
            numbered += usize::from(text.contains(&format!("{number} (")));
        }
    }
    assert!(numbered > 0, "the participant is shown by number somewhere");
}

#[test]
fn no_list_and_no_card_but_their_own_says_who_a_protected_person_is_and_the_name_finds_nobody() {
    for lang in Lang::ALL {
        let mut store = demo_of("rapla-2013", collation(Some(lang)));
        let participation = protect(&mut store);
        let session = session(store, lang, "kaja");
        let (store, env) = (&session.store, &session.env);
        let mut targets = Vec::new();
        for list in LISTS {
            for view in 0..list.views().len() {
                let page = list.page(store, &Query { view, ..Query::default() }, env).unwrap();
                for row in &page.rows {
                    no_mark_in(&said(row, lang), list.name());
                    targets.push(row.target.clone());
                }
            }
            for find in ["markeering", "märkeer", "36805280109", "55597531", "28.05.1968", "markeeringu"] {
                let page = list.page(store, &Query { find: find.into(), ..Query::default() }, env).unwrap();
                let rows = page.rows.iter().filter(|row| !row.is_heading()).count();
                assert_eq!(rows, 0, "{find} finds somebody in {}", list.name());
            }
        }
        let own = |target: &Target| match target {
            Target::Record(Kind::Participation, id) | Target::FollowUp(id, ..) => *id == participation.id,
            _ => false,
        };
        targets.retain(|target| !own(target));
        for target in targets {
            let Some(card) = cards::open(store, &target, env).unwrap() else { continue };
            no_mark_in(&format!("{} {:?} {:?}", card.title, card.facts, card.warnings), &format!("{target:?}"));
            for row in &card.rows {
                no_mark_in(&said(row, lang), &format!("{target:?}"));
            }
        }
    }
}

#[test]
fn the_card_found_by_its_number_is_the_one_place_that_says_it_to_whom_it_may() {
    let mut store = demo_of("rapla-2013", collation(None));
    let participation = protect(&mut store);
    let session = session(store, Lang::En, "kaja");
    let (store, env) = (&session.store, &session.env);
    let list = tugi::lists::list("participants").unwrap();
    let find = participation.record.number.to_string();

    let found = list.page(store, &Query { find, ..Query::default() }, env).unwrap();

    let target = Target::Record(Kind::Participation, participation.id);
    assert!(found.rows.iter().any(|row| row.target == target), "{found:?}");
    let card = cards::open(store, &target, env).unwrap().unwrap();
    assert_eq!(card.title, format!("{} (protected)", participation.record.number));
    assert!(card.facts.iter().any(|(_, value)| value == "Markeering, Märkeering"), "{:?}", card.facts);
    assert!(card.warnings[0].starts_with("Protected identity: who this is stands on this card alone."));
}

#[test]
fn the_screen_shows_a_protected_participant_by_number_and_finds_nobody_by_the_name() {
    let mut screen = Screen::sized(100, 30, Lang::Et);
    protect(&mut screen.app.session.store);

    let found = screen.keys("2/mark");

    assert!(!found.shown().contains("Markeering"), "{}", found.shown());
    let screen = found.keys("<Esc>1");
    no_mark_in(&screen.shown(), "the first screen");
}

/// The words of a text, each between spaces.
fn words_of(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |text, word| text + word + " ")
}

/// What people read of a special category, in a language.
fn special_words(lang: Lang) -> Vec<String> {
    let words = tugi::i18n::words(lang);
    let circumstances = CircumstanceKind::ALL.iter().filter(|kind| kind.is_special());
    let reasons = [ExitReason::Illness, ExitReason::Prison, ExitReason::Died].map(|reason| words.name(reason));
    let sources = Source::ALL.iter().filter(|source| source.is_special()).map(|source| words.name(*source));
    circumstances.map(|kind| words.name(*kind)).chain(reasons).chain(sources).map(fold).collect()
}

#[test]
fn no_list_and_no_title_tells_of_health_a_disability_an_offence_or_a_minority() {
    for (code, _) in tugi::demo::REGISTERS {
        for lang in Lang::ALL {
            let session = session(demo_of(code, collation(Some(lang))), lang, "kaja");
            let (store, env) = (&session.store, &session.env);
            let special = special_words(lang);
            let none_in = |text: &str, whence: &str| {
                let folded = words_of(text);
                let told = special.iter().find(|word| folded.contains(&words_of(word)));
                assert!(told.is_none(), "{code}, {lang}: {told:?} stands in {whence}: {text}");
            };
            // The two that speak of the programme name its target groups, and nobody.
            for list in LISTS.iter().filter(|list| !["outcomes", "programme"].contains(&list.name())) {
                for view in 0..list.views().len() {
                    let page = list.page(store, &Query { view, ..Query::default() }, env).unwrap();
                    // What is to be done about no participant may name a target group.
                    let about_somebody = |row: &&Row| {
                        let whose = row.cells.get(3).map(|cell| cell.show(lang)).unwrap_or_default();
                        list.name() != "today" || !whose.is_empty()
                    };
                    for row in page.rows.iter().filter(about_somebody) {
                        none_in(&said(row, lang), list.name());
                        let card = cards::open(store, &row.target, env).unwrap();
                        if let Some(card) = &card {
                            none_in(&card.title, "a title");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_held_on_somebody_is_one_page_without_the_names_of_others_and_asking_for_it_is_noted() {
    let shell = Shell::with_demo();

    let page = shell.stdout(&["person", "access", "3", "--lang", "en"]);

    assert!(page.starts_with("What is held on Vihmaraba, Tiiu\n"), "{page}");
    for part in ["Surname", "To whom it was handed over", "What was done with the data", "you may ask"] {
        assert!(fold(&page).contains(&fold(part)), "{part}: {page}");
    }
    for worker in ["Sirelmets", "Kõrkjalaid", "Äärmaa"] {
        assert!(!page.contains(worker), "{worker}: {page}");
    }
    let store = Store::open(&shell.path("demo.tugi"), collation(None)).unwrap();
    let others: Vec<Person> = store.all::<Person>().unwrap().into_iter().map(|row| row.record).collect();
    for other in others.iter().filter(|person| person.surname != "Vihmaraba") {
        assert!(!page.contains(&other.surname), "{}: {page}", other.surname);
    }
    let noted = shell.stdout(&["log", "--readings", "--lang", "en"]);
    assert!(noted.contains("person:3"), "{noted}");
    assert!(shell.run(&["person", "access", "3", "--out", "held.txt", "--lang", "en"]).contains("held.txt"));
    assert!(shell.run(&["person", "access", "99", "--lang", "en"]).contains("There is nobody who is called 99 here."));
}

#[test]
fn nobody_is_erased_while_the_data_are_to_be_kept_and_the_sentence_says_until_when() {
    let shell = Shell::with_demo();
    let before = shell.log_position();

    let there = shell.run(&["person", "erase", "3", "--reason", "asked", "--lang", "en"]);
    let left = shell.run(&["person", "erase", "1", "--reason", "asked", "--lang", "en"]);

    assert!(
        there.contains("Nothing was erased. The time of keeping begins when the participation is over."),
        "{there}"
    );
    assert!(left.contains("the day of the funder's last payment is missing"), "{left}");
    assert!(left.contains("tugi person pseudonymise"), "{left}");
    assert_eq!(shell.log_position(), before);
}

#[test]
fn whoever_was_forgotten_is_shown_by_number_and_the_act_cannot_be_taken_back() {
    let shell = Shell::with_demo();
    let figures = || shell.json(&["figures", "--json"])["figures"].clone();
    let before = figures();

    let said = shell.stdout(&["person", "anonymise", "1", "--reason", "consent withdrawn", "--lang", "en"]);

    assert!(said.contains("Every figure is what it was before"), "{said}");
    assert_eq!(figures(), before);
    let proof = shell.stdout(&["figures", "found-work", "--proof", "--lang", "en"]);
    assert!(proof.contains(" 1  (anonymous)") && !proof.contains("Käbiraba"), "{proof}");
    let batch = said.split_once("(act ").and_then(|(_, rest)| rest.split_once(')')).unwrap().0;
    assert!(shell.run(&["undo", batch, "--lang", "en"]).contains("it cannot be taken back"));
    let log = shell.stdout(&["log", "person:1", "--lang", "en"]);
    assert!(!log.contains("Käbiraba"), "{log}");
    assert!(shell.run(&["verify", "demo.tugi"]).ends_with("(exit status 0)"));
    let none = shell.run(&["person", "pseudonymise", "2", "--reason", " ", "--lang", "en"]);
    assert!(none.contains("A reason is needed; nothing was changed."), "{none}");
}

#[test]
fn the_opening_of_a_card_is_noted_only_where_the_register_says_so_and_the_card_says_it() {
    let mut screen = Screen::sized(100, 40, Lang::En);
    let readings = |screen: &Screen| screen.app.session.store.acts_of(Act::Reading, 10).unwrap().len();
    screen = screen.keys("2<Enter><Esc>");
    assert_eq!(readings(&screen), 0);
    let store = &mut screen.app.session.store;
    let register = store.expect::<Register>(Id(1)).unwrap();
    let record = Register { reading_logged: true, ..register.record };
    let by = Signature { who: "kaja".into(), at: "2013-07-05T10:00:00".parse().unwrap() };
    store.commit(Act::SetUp, &[Change::Update(Id(1), register.version, record.into())], &by).unwrap();

    screen = screen.keys("<Enter>");

    assert_eq!(readings(&screen), 1);
    let noted = screen.app.session.store.acts_of(Act::Reading, 1).unwrap().remove(0);
    assert!(noted.note.starts_with("participation:"), "{noted:?}");
    let Some(tugi::ui::Layer::Card(card)) = screen.app.model.layers.last() else { panic!("{}", screen.shown()) };
    let said = "every opening of this card is noted in the log";
    assert!(card.card.facts.iter().any(|(_, value)| value == said), "{:?}", card.card.facts);
}

#[test]
fn somebody_who_does_not_want_to_be_named_is_registered_with_gender_and_year_of_birth_alone() {
    let form = tugi::forms::form("registration").unwrap();
    let session = session(demo_of("rapla-2013", collation(None)), Lang::En, "kaja");
    let (env, blank) = (&session.env, tugi::forms::Opening::default());
    let filled = form.open(&session.store, &blank, env).unwrap();
    let with = |values: &[(&str, &str)]| {
        let mut entries = filled.entries.clone();
        for (name, text) in values {
            let place = form.fields().iter().position(|field| field.name == *name).unwrap();
            entries[place] = tugi::forms::Entry::typed(*text);
        }
        form.submit(&filled.base, &entries, env)
    };
    let known = [("born", "1980-05-28"), ("gender", "woman"), ("phone", "5559 7531"), ("applied-on", "2013-07-01")];
    assert!(with(&known).is_err(), "without a name only who is anonymous");

    let changes = with(&[&known[..], &[("anonymous", "yes")]].concat()).unwrap();

    let Change::Create(_, tugi::domain::Record::Person(person)) = &changes[0] else { panic!("{changes:?}") };
    let kept = Person { gender: person.gender, born: "1980-01-01".parse().ok(), ..Person::default() };
    assert_eq!(*person, kept);
    let Change::Create(_, tugi::domain::Record::Participation(participation)) = &changes[1] else { panic!() };
    assert!(participation.anonymous);
}

#[test]
fn the_list_of_what_is_kept_says_who_is_due_and_what_is_missing() {
    let shell = Shell::with_demo();
    let today = shell.stdout(&["report", "retention", "--lang", "en"]);
    assert!(today.contains("last_payment") && today.contains("Take part or wait"), "{today}");
    let torsas = shell.path("torsas.tugi");
    let torsas = torsas.to_str().unwrap();
    shell.stdout(&["demo", "--programme", "torsas-2013", "--to", torsas]);
    let later = shell.stdout(&["report", "retention", "--file", torsas, "--as-of", "2030-01-01", "--lang", "en"]);
    assert!(later.contains("Time is over"), "{later}");
}
