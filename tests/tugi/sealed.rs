//! Sealed reports: nothing that is entered later changes what was handed in, and every difference is explained person by person.

use chrono::NaiveDate;
use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::Value;
use tugi::{
    demo,
    domain::{
        Act, Change, ExitReason, FollowUp, Id, Kind, Participation, Sealed, Signature, Since, Spell, SpellKind, Stay,
        counts, sealed::Content,
    },
    i18n::Lang,
    report,
    session::{Asked, Session, collation},
    store::{Error, Fault, Store},
};

use crate::{
    known::{day, person},
    screen::Screen,
    shell::Shell,
};

/// The day on which the reports are handed in.
const THEN: &str = "2013-07-05";

fn session_on(store: Store, on: &str) -> Session {
    let asked = Asked { lang: Some(Lang::En), today: Some(day(on)), user: "kaja".into(), ..Asked::default() };
    Session::over(store, &asked).unwrap()
}

fn rapla() -> Session {
    let mut store = Store::in_memory(collation(None)).unwrap();
    demo::fill(&mut store, "rapla-2013").unwrap();
    session_on(store, THEN)
}

fn by(who: &str, on: NaiveDate) -> Signature {
    Signature { who: who.into(), at: on.and_hms_opt(9, 12, 0).unwrap() }
}

fn save(store: &mut Store, act: Act, change: Change, on: &str) {
    store.commit(act, &[change], &by("mk", day(on))).unwrap();
}

fn stay(participation: Id, entered_on: &str) -> Stay {
    Stay { participation, entered_on: day(entered_on), exited_on: None, exit_reason: None, exit_note: String::new() }
}

/// A late registration with a stay.
fn late(store: &mut Store, entered_on: &str, on: &str) {
    let participation = Participation { programme: Id(1), person: Id(-1), ..Participation::default() };
    let changes = [
        Change::Create(Id(-1), person("Hilinenud").into()),
        Change::Create(Id(-1), participation.into()),
        Change::Create(Id(-1), stay(Id(-1), entered_on).into()),
    ];
    store.commit(Act::Registration, &changes, &by("mk", day(on))).unwrap();
}

/// The comparison as text, without what is different in every register.
fn compared(session: &Session, id: Id) -> String {
    let (compared, content) = session.compare_sealed(id).unwrap();
    let text = report::render_text(&report::compared_document(&compared, &content, &session.env), 80);
    text.replace(&content.head, "<head>")
}

#[test]
fn nothing_has_changed_right_after_the_sealing() {
    let mut session = rapla();
    let id = session.seal("interim").unwrap();

    assert!(session.compare_sealed(id).unwrap().0.figures.is_empty());
    assert!(session.store.verify().unwrap().faults.is_empty());
}

#[test]
fn a_correction_a_late_entry_a_removal_and_an_undo_are_explained_person_by_person() {
    let mut session = rapla();
    // An exit that was recorded before and is taken back after.
    let open = session.store.all::<Stay>().unwrap().into_iter().rfind(|row| row.record.exited_on.is_none()).unwrap();
    let ended = Stay { exited_on: Some(day("2013-07-01")), exit_reason: Some(ExitReason::Moved), ..open.record };
    save(&mut session.store, Act::Exit, Change::Update(open.id, open.version, ended.into()), THEN);
    let exit = session.store.head().unwrap().batch;
    let id = session.seal("figures").unwrap();
    let content = session.store.get::<Sealed>(id).unwrap().unwrap().record.content;

    let store = &mut session.store;
    let first = store.all::<Stay>().unwrap().swap_remove(0);
    let moved = Stay { entered_on: day("2013-07-06"), exited_on: None, exit_reason: None, ..first.record };
    save(store, Act::Entry, Change::Update(first.id, first.version, moved.into()), "2013-08-14");
    let job = store.all::<Spell>().unwrap().swap_remove(0);
    save(store, Act::Removal, Change::Delete(job.id, job.version, Kind::Spell), "2013-08-15");
    late(store, "2013-03-01", "2013-08-16");
    store.undo_batch(exit, &by("ann", day("2013-08-17"))).unwrap();

    let mut later = session_on(session.store, "2013-09-02");
    assert_snapshot!(compared(&later, id));
    assert_eq!(later.store.get::<Sealed>(id).unwrap().unwrap().record.content, content);
    assert!(later.store.verify().unwrap().faults.is_empty());
    // As it was handed in it says what it said, with the name of who was corrected meanwhile.
    let shown = report::render_text(&later.sealed_document(id).unwrap(), 80);
    assert!(shown.contains("Participants ever enrolled") && shown.contains("23"), "{shown}");
    assert!(matches!(later.store.undo_last(&by("kaja", day("2013-09-02"))), Err(Error::NothingToUndo)));
    assert!(later.seal("today").is_err());
}

#[test]
fn a_participation_that_is_moved_to_another_edition_is_said() {
    let mut store = Store::in_memory(collation(None)).unwrap();
    demo::fill(&mut store, "kazlu-ruda-2020").unwrap();
    let on = store.get::<tugi::domain::Register>(Id(1)).unwrap().unwrap().record.training_day.unwrap();
    let mut session = session_on(store, &on.to_string());
    let id = session.seal("figures").unwrap();
    let editions = session.store.all::<tugi::domain::Programme>().unwrap();
    assert!(editions.len() > 1, "the programme has a later edition");
    let row = session.store.all::<Participation>().unwrap().swap_remove(0);
    let other = editions.iter().find(|edition| edition.id != row.record.programme).unwrap().id;
    let moved = Participation { programme: other, ..row.record };
    let change = Change::Update(row.id, row.version, moved.into());
    session.store.commit(Act::Programme, &[change], &by("mk", on)).unwrap();

    let (compared, content) = session.compare_sealed(id).unwrap();
    assert!(compared.definitions.is_empty());
    assert_eq!(content.editions.len(), editions.len());
    assert!(compared.figures.iter().flat_map(|figure| &figure.why).all(|why| !why.because.is_empty()));
}

#[test]
fn what_is_sealed_names_nobody() {
    let mut session = rapla();
    let people = session.store.all::<tugi::domain::Person>().unwrap();
    for name in ["interim", "figures", "proof", "indicators", "places"] {
        let id = session.seal(name).unwrap();
        let content = session.store.get::<Sealed>(id).unwrap().unwrap().record.content;
        for person in &people {
            assert!(!content.contains(&person.record.surname), "{name}: {}", person.record.surname);
        }
        let shown = report::render_text(&session.sealed_document(id).unwrap(), 80);
        assert!(!shown.contains('⟦'), "{shown}");
    }
    // Shown, the proof is the one that was built, with its names.
    let id = session.seal("proof").unwrap();
    let facts = session.store.facts(session.env.programme).unwrap();
    let built = report::render_text(&report::report("proof").unwrap().document(&facts, &session.env), 80);
    let shown = report::render_text(&session.sealed_document(id).unwrap(), 80);
    assert!(built.lines().skip(2).all(|line| shown.contains(line)), "{shown}");
}

#[test]
fn a_sealed_report_cannot_be_changed_and_verify_finds_one_that_was() {
    let shell = Shell::with_demo();
    shell.stdout(&["report", "figures", "--seal"]);
    let file = rusqlite::Connection::open(shell.path("demo.tugi")).unwrap();
    assert!(file.execute("UPDATE sealed SET content = '{}'", []).is_err());
    assert!(file.execute("DELETE FROM sealed", []).is_err());
    file.execute_batch(
        "DROP TRIGGER sealed_stays; DROP TRIGGER state_of_sealed_update;
         UPDATE sealed SET content = replace(content, '\"counted\":[', '\"counted\": [')",
    )
    .unwrap();
    drop(file);

    let faults = Store::open(&shell.path("demo.tugi"), collation(None)).unwrap().verify().unwrap().faults;

    assert!(faults.contains(&Fault::Sealed(Id(1))), "{faults:?}");
}

#[test]
fn the_shell_seals_lists_shows_and_compares() {
    let shell = Shell::with_demo();
    let sealed = shell.json(&["report", "figures", "--seal", "--as-of", "2013-05-31", "--json"]);
    let (head, digest) = (sealed["head"].as_str().unwrap(), sealed["digest"].as_str().unwrap());
    let said = |arguments: &[&str]| shell.run(&[arguments, &["--lang", "en"]].concat()).replace(digest, "<digest>");

    assert!(shell.stdout(&["report", "sealed"]).contains(head));
    assert_snapshot!("sealed_shown", said(&["report", "sealed", "1"]));
    assert_snapshot!("sealed_compared", said(&["report", "sealed", "1", "--compare"]));
    assert_snapshot!("sealed_not_there", said(&["report", "sealed", "7"]));
    assert_snapshot!("sealed_refused", said(&["report", "today", "--seal"]));
    let content: Content = serde_json::from_value(shell.json(&["report", "sealed", "1", "--json"])).unwrap();
    assert_eq!((content.as_of, content.report.as_str()), (day("2013-05-31"), "figures"));
}

#[test]
fn on_the_screen_a_report_is_sealed_opened_from_the_programme_and_compared() {
    let screen = Screen::sized(80, 24, Lang::Et).keys("pinterim<Enter>s");
    assert_snapshot!("sealed_question", screen.shown());
    let screen = screen.keys("<Tab><Enter>");
    assert!(screen.shown().contains("Kinnitatud numbri 1 all"), "{}", screen.shown());
    let screen = screen.keys("<Esc>6<End>");
    assert_snapshot!("sealed_programme", screen.shown());
    let screen = screen.keys("<Enter>");
    assert!(screen.shown().contains("Kinnitatud numbri 1 all"), "{}", screen.shown());
    let screen = screen.keys("c");
    assert!(screen.shown().contains("siis ja nüüd"), "{}", screen.shown());
}

/// One random edit, as somebody of the office could make it; one that is refused changes nothing.
fn edit(store: &mut Store, what: u8, which: usize, days: i64, on: NaiveDate) {
    let by = by("mk", on);
    let pick = |length: usize| which % length.max(1);
    let stays = store.all::<Stay>().unwrap();
    let moved = |day: NaiveDate| day + chrono::Days::new(days.unsigned_abs());
    let change = match what {
        0 | 1 => stays.get(pick(stays.len())).map(|row| {
            let entered_on = moved(row.record.entered_on);
            Change::Update(row.id, row.version, Stay { entered_on, ..row.record.clone() }.into())
        }),
        2 => stays.get(pick(stays.len())).map(|row| {
            let exited_on = Some(moved(row.record.entered_on));
            let ended = Stay { exited_on, exit_reason: Some(ExitReason::Work), ..row.record.clone() };
            Change::Update(row.id, row.version, ended.into())
        }),
        3 => {
            let spells = store.all::<Spell>().unwrap();
            spells.get(pick(spells.len())).map(|row| Change::Delete(row.id, row.version, Kind::Spell))
        }
        4 => stays.get(pick(stays.len())).map(|row| {
            let spell = Spell {
                participation: row.record.participation,
                kind: SpellKind::Work,
                employer: String::new(),
                from: moved(row.record.entered_on),
                to: None,
                probation_ends_on: Some(moved(moved(row.record.entered_on))),
                evidence: String::new(),
                qualified_on: None,
                percent: None,
                supported: None,
            };
            Change::Create(Id(-1), spell.into())
        }),
        5 => {
            let made = store.all::<FollowUp>().unwrap();
            made.get(pick(made.len())).map(|row| Change::Delete(row.id, row.version, Kind::FollowUp))
        }
        6 => {
            let _ = store.undo_last(&by);
            None
        }
        7 => {
            let _ = store.redo_last(&by);
            None
        }
        _ => {
            let participation = Participation { programme: Id(1), person: Id(-1), ..Participation::default() };
            let changes = [
                Change::Create(Id(-1), person("Hilinenud").into()),
                Change::Create(Id(-1), participation.into()),
                Change::Create(Id(-1), stay(Id(-1), "2013-03-01").into()),
            ];
            let _ = store.commit(Act::Registration, &changes, &by);
            None
        }
    };
    if let Some(change) = change {
        let _ = store.commit(Act::Entry, &[change], &by);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    /// Whatever is corrected, removed, added late, taken back and done again: what was sealed is what was known then, and the people
    /// who are explained add up to every difference.
    #[test]
    fn what_is_explained_is_the_whole_difference(
        before in prop::collection::vec((0_u8..9, 0_usize..40, 1_i64..120), 0..4),
        after in prop::collection::vec((0_u8..9, 0_usize..40, 1_i64..120), 1..10),
        as_of in 0_u64..60,
    ) {
        let mut session = rapla();
        for (what, which, days) in before {
            edit(&mut session.store, what, which, days, day(THEN));
        }
        let told = day(THEN) - chrono::Days::new(as_of);
        session.look_at(Some(told), None).unwrap();
        let id = session.seal("figures").unwrap();
        session.look_at(None, None).unwrap();
        let sealed = session.store.get::<Sealed>(id).unwrap().unwrap();
        for (what, which, days) in after {
            edit(&mut session.store, what, which, days, day(THEN));
        }

        // What was sealed is what was known then.
        let (again, content) = session.sealed(id).unwrap();
        prop_assert_eq!(&again, &sealed);
        let mut known = session.store.known_at(content.log_position).unwrap();
        known.leave_out(Some(Since { after: told, until: day(THEN) }));
        let promises: Vec<_> = content.figures.iter().map(|sealed| &sealed.promise).collect();
        let recounted = counts(&promises, &known.facts(Id(1)).unwrap(), &session.env.definition, told);
        let figures: Vec<_> = content.figures.iter().map(|sealed| sealed.figure.clone()).collect();
        prop_assert_eq!(&recounted, &figures);

        // What is known now, counted by itself.
        session.look_at(Some(told), None).unwrap();
        let now = counts(&promises, &session.seen().0.facts(Id(1)).unwrap(), &session.env.definition, told);
        session.look_at(None, None).unwrap();
        let (compared, _) = session.compare_sealed(id).unwrap();
        for (then, now) in figures.iter().zip(&now) {
            let explained = compared.figures.iter().find(|figure| figure.difference.promise == then.promise);
            let sum: i64 = explained.iter().flat_map(|figure| &figure.difference.moved).map(tugi::domain::Moved::adds).sum();
            prop_assert_eq!(sum, now.counted.len() as i64 - then.counted.len() as i64, "{}", then.promise);
            prop_assert_eq!(explained.is_none(), then.value == now.value && sum == 0 && explained.is_none());
            for why in explained.iter().flat_map(|figure| &figure.why) {
                prop_assert!(!why.because.is_empty(), "{}: {:?}", then.promise, why.who);
            }
        }
        prop_assert!(session.store.verify().unwrap().faults.is_empty());
    }
}

#[test]
fn a_report_says_where_the_log_stood_and_says_it_again_for_that_evening() {
    let shell = Shell::with_demo();
    let of = |arguments: &[&str]| shell.json(&[arguments, &["--json"]].concat())["log"].as_str().unwrap().to_owned();
    let then = of(&["report", "interim"]);
    let mut store = Store::open(&shell.path("demo.tugi"), collation(None)).unwrap();
    late(&mut store, "2013-03-01", "2013-08-16");
    drop(store);

    assert_ne!(of(&["figures"]), then);
    assert_eq!(of(&["figures", "--known-on", "2013-07-31", "--today", "2013-09-02"]), then);
    let text =
        shell.stdout(&["report", "interim", "--lang", "en", "--known-on", "2013-07-31", "--today", "2013-09-02"]);
    assert!(text.ends_with(&format!("Change log: {then}\n")), "{text}");
    let log = shell.stdout(&["log", "--lang", "en"]);
    assert!(log.contains("The change log stands at "), "{log}");
    assert!(matches!(shell.json(&["report", "sealed", "--json"]), Value::Array(list) if list.is_empty()));
}
