//! Meetings and deadlines as iCalendar: read by another program's code, the same events whenever they are written, and nothing
//! in them that a calendar lying open must not tell.

use std::collections::BTreeMap;

use ical::{IcalParser, parser::ical::component::IcalEvent};
use tugi::{
    demo,
    domain::{
        Act, Action, Assignment, Change, ExitReason, Id, Kind, Meeting, MeetingResult, Participation, Person, Record,
        Signature, Stay, Stored, Worker,
    },
    session::collation,
    store::Store,
};

use crate::shell::Shell;

/// The events of a calendar by their identifiers, each with its properties.
fn events(text: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let calendars: Vec<_> = IcalParser::new(text.as_bytes()).map(Result::unwrap).collect();
    assert_eq!(calendars.len(), 1);
    let properties = |event: &IcalEvent| -> BTreeMap<String, String> {
        event.properties.iter().map(|it| (it.name.clone(), it.value.clone().unwrap_or_default())).collect()
    };
    let all: Vec<_> = calendars[0].events.iter().map(properties).collect();
    let count = all.len();
    let by_uid: BTreeMap<_, _> = all.into_iter().map(|event| (event["UID"].clone(), event)).collect();
    assert_eq!(by_uid.len(), count, "two events of one identifier");
    by_uid
}

fn by(at: &str) -> Signature {
    Signature { who: "kaja".into(), at: at.parse().unwrap() }
}

/// Beginnings of words that tell of health, a disability, an offence or a minority, in the four languages.
const SPECIAL: &[&str] = &[
    "prison",
    "vangla",
    "vangi",
    "kalėj",
    "fängel",
    "offen",
    "kurite",
    "addict",
    "sõltuvus",
    "priklausom",
    "missbruk",
    "disab",
    "puue",
    "puude",
    "negali",
    "funktionsn",
    "illness",
    "haigus",
    "liga",
    "sjuk",
    "minorit",
    "rahvusvähem",
];

#[test]
fn every_training_calendar_is_read_by_another_library_and_tells_nobody_who_and_why() {
    let shell = Shell::empty();
    for (code, _) in demo::REGISTERS {
        let file = format!("{code}.tugi");
        shell.stdout(&["demo", "--programme", code, "--to", &file]);
        let people: Vec<Person> = Store::open(&shell.path(&file), collation(None))
            .unwrap()
            .all::<Person>()
            .unwrap()
            .into_iter()
            .map(|row| row.record)
            .collect();
        for lang in ["en", "et", "lt", "sv"] {
            let text = shell.stdout(&["export", "calendar", "--file", &file, "--lang", lang]);
            assert!(text.lines().all(|line| line.len() <= 76), "{code} {lang}");
            assert!(text.split("\r\n").all(|line| !line.contains('\n')), "{code} {lang}");
            let events = events(&text);
            assert!(events.len() > 5, "{code}: {}", events.len());
            for event in events.values() {
                for name in ["DTSTAMP", "DTSTART", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "CLASS"] {
                    assert!(!event[name].is_empty(), "{code} {lang}: {event:?}");
                }
                let said = event["SUMMARY"].to_lowercase();
                let special = SPECIAL.iter().find(|word| said.contains(*word));
                assert_eq!(special, None, "{code} {lang}: {said}");
                let words: Vec<&str> = said.split(|letter: char| !letter.is_alphabetic()).collect();
                for name in people.iter().map(|person| person.surname.to_lowercase()).filter(|name| !name.is_empty()) {
                    assert!(!words.contains(&name.as_str()), "{code} {lang}: {name} in {said}");
                }
                assert!(!event.contains_key("LOCATION") && !event.contains_key("DESCRIPTION"), "{event:?}");
            }
        }
    }
}

#[test]
fn a_corrected_date_moves_the_event_that_is_there_and_all_others_stay() {
    let shell = Shell::with_demo();
    let before = events(&shell.stdout(&["export", "calendar"]));
    assert_eq!(events(&shell.stdout(&["export", "calendar"])), before);

    let mut store = Store::open(&shell.path("demo.tugi"), collation(None)).unwrap();
    let left = store.all::<Stay>().unwrap().into_iter().rfind(|stay| stay.record.exited_on.is_some()).unwrap();
    let Stored { id, version, record } = left.clone();
    let exited_on = record.exited_on.and_then(|exit| exit.pred_opt());
    let corrected = Stay { exited_on, ..record };
    store.commit(Act::Exit, &[Change::Update(id, version, corrected.into())], &by("2013-07-05T15:00:00")).unwrap();
    drop(store);
    let after = events(&shell.stdout(&["export", "calendar"]));

    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let theirs = format!("-participation-{}-", left.record.participation);
    let moved: Vec<&String> = before.keys().filter(|uid| before[*uid]["DTSTART"] != after[*uid]["DTSTART"]).collect();
    assert!(!moved.is_empty() && moved.iter().all(|uid| uid.contains(&theirs)), "{moved:?}");
    for uid in moved {
        let number = |events: &BTreeMap<_, BTreeMap<String, String>>| events[uid]["SEQUENCE"].parse::<u32>().unwrap();
        assert!(number(&after) > number(&before), "{uid}");
        assert!(after[uid]["LAST-MODIFIED"] > before[uid]["LAST-MODIFIED"], "{uid}");
    }
    let untouched = before.keys().filter(|uid| before[*uid] == after[*uid]).count();
    assert!(untouched > before.len() / 2, "{untouched} of {}", before.len());
}

#[test]
fn a_worker_takes_along_what_that_worker_has_to_see_to_and_names_only_where_they_may_stand() {
    let shell = Shell::with_demo();
    let mut store = Store::open(&shell.path("demo.tugi"), collation(None)).unwrap();
    let participation = store.all::<Participation>().unwrap().into_iter().find(|row| row.record.number == 2).unwrap();
    let mut person = store.get::<Person>(participation.record.person).unwrap().unwrap();
    let name = person.record.surname.clone();
    person.record.protected = true;
    let change = Change::Update(person.id, person.version, person.record.into());
    store.commit(Act::Registration, &[change], &by("2013-07-05T15:00:00")).unwrap();
    let worker = store.all::<Worker>().unwrap().swap_remove(0).record;
    drop(store);

    let all = events(&shell.stdout(&["export", "calendar"]));
    let own = events(&shell.stdout(&["export", "calendar", "--worker", &worker.name()]));
    assert!(!own.is_empty() && own.len() < all.len());
    assert!(own.iter().all(|(uid, event)| all[uid] == *event));

    let named = shell.stdout(&["export", "calendar", "--names"]).replace("\r\n ", "");
    assert!(!named.contains(&name), "{name}");
    let others = Store::open(&shell.path("demo.tugi"), collation(None)).unwrap().all::<Person>().unwrap();
    assert!(others.iter().filter(|other| named.contains(&other.record.surname)).count() > 3);
    // A comma in a name is no separator.
    assert!(named.contains("\\, "), "{named}");
}

#[test]
fn the_file_says_how_many_events_it_has_and_a_list_has_no_worker() {
    let shell = Shell::with_demo();
    let told = shell.run(&["export", "calendar", "--out", "all.ics", "--lang", "en"]);
    let count = events(std::str::from_utf8(&shell.read("all.ics")).unwrap()).len();
    assert!(told.contains(&format!("{count} events written to all.ics")), "{told}");
    for line in [
        &["export", "meetings", "--names"][..],
        &["export", "participants", "--worker", "Kaja"],
        &["export", "calendar", "--format", "csv"],
        &["export", "calendar", "--as-of", "2013-05-31"],
    ] {
        let run = shell.run(line);
        assert!(run.contains("exit status 2"), "{line:?}: {run}");
    }
}

#[test]
fn what_was_agreed_stands_in_no_calendar_in_its_own_words() {
    let shell = Shell::with_demo();
    let mut store = Store::open(&shell.path("demo.tugi"), collation(None)).unwrap();
    let participation = store.all::<Participation>().unwrap()[0].id;
    let agreed = serde_json::json!({ "participation": participation, "text": "Xqzmark psühhiaatri juurde", "due_on": "2013-07-12" });
    let action = Record::read(tugi::domain::Kind::Action, agreed).unwrap();
    store.commit(Act::Action, &[Change::Create(Id(-1), action)], &by("2013-07-05T15:00:00")).unwrap();
    drop(store);
    let text = shell.stdout(&["export", "calendar", "--names"]);
    assert!(!text.contains("Xqzmark"));
    assert!(events(&text).values().any(|event| event["DTSTART"] == "20130712"));
}

/// The events that have fallen away.
fn fallen_away(events: &BTreeMap<String, BTreeMap<String, String>>) -> Vec<&String> {
    events
        .iter()
        .filter(|(_, event)| event.get("STATUS").is_some_and(|it| it == "CANCELLED"))
        .map(|(uid, _)| uid)
        .collect()
}

/// Nothing that an earlier calendar had is missing in a later one, and whatever became different has a higher number.
fn follows(earlier: &BTreeMap<String, BTreeMap<String, String>>, later: &BTreeMap<String, BTreeMap<String, String>>) {
    for (uid, before) in earlier {
        let Some(after) = later.get(uid) else { panic!("{uid} is missing: {before:?}") };
        if before != after {
            let number = |event: &BTreeMap<String, String>| event["SEQUENCE"].parse::<u32>().unwrap();
            assert!(number(after) > number(before), "{uid}: {before:?} {after:?}");
        }
    }
}

#[test]
fn whatever_falls_away_is_called_off_in_the_next_calendar_and_comes_back_by_an_undo() {
    let shell = Shell::with_demo();
    let calendar = || events(&shell.stdout(&["export", "calendar", "--lang", "en"]));
    let store = || Store::open(&shell.path("demo.tugi"), collation(None)).unwrap();
    let before = calendar();
    let off_before: Vec<String> = fallen_away(&before).into_iter().cloned().collect();

    // Somebody leaves; somebody else was never there.
    let mut register = store();
    let stays = register.all::<Stay>().unwrap();
    let Stored { id, version, record } = stays.iter().rfind(|stay| stay.record.exited_on.is_none()).unwrap().clone();
    let left = Stay { exited_on: "2013-07-04".parse().ok(), exit_reason: Some(ExitReason::Moved), ..record.clone() };
    register.commit(Act::Exit, &[Change::Update(id, version, left.into())], &by("2013-07-05T15:00:00")).unwrap();
    drop(register);
    let after_exit = calendar();
    follows(&before, &after_exit);
    let off: Vec<&String> = fallen_away(&after_exit).into_iter().filter(|uid| !off_before.contains(uid)).collect();
    let theirs = format!("-participation-{}-", record.participation);
    assert!(!off.is_empty() && off.iter().all(|uid| uid.contains(&theirs)), "{off:?}");
    for uid in &off {
        let event = &after_exit[*uid];
        assert!(event["SUMMARY"].ends_with("(fallen away)") && !event["SUMMARY"].contains(','), "{event:?}");
        assert_eq!(event["DTSTART"], before[*uid]["DTSTART"]);
    }
    assert_eq!(calendar(), after_exit, "the same whenever it is written");

    // The exit was a mistake.
    shell.stdout(&["undo"]);
    let after_undo = calendar();
    follows(&after_exit, &after_undo);
    assert!(off.iter().all(|uid| !fallen_away(&after_undo).contains(uid)), "{off:?}");
}

#[test]
fn a_meeting_that_is_taken_out_and_a_dropped_action_are_called_off() {
    let shell = Shell::with_demo();
    let calendar = || events(&shell.stdout(&["export", "calendar", "--lang", "en"]));
    let mut register = Store::open(&shell.path("demo.tugi"), collation(None)).unwrap();
    let by = by("2013-07-05T15:00:00");
    let mut earlier = calendar();

    let meeting = register.all::<Meeting>().unwrap().into_iter().max_by_key(|row| row.record.date).unwrap();
    let gone = tugi::forms::removal(&register, "", Kind::Meeting, meeting.id).unwrap();
    register.commit(Act::Removal, &gone, &by).unwrap();
    let later = calendar();
    follows(&earlier, &later);
    let uid = fallen_away(&later).into_iter().find(|uid| uid.starts_with(&format!("meeting-{}.", meeting.id))).unwrap();
    assert!(!fallen_away(&earlier).contains(&uid));
    earlier = later;

    let open = |row: &Stored<Action>| row.record.open() && row.record.due_on.is_some();
    let Stored { id, version, record } = register.all::<Action>().unwrap().into_iter().find(open).unwrap();
    let dropped = Action { dropped_on: "2013-07-05".parse().ok(), ..record };
    register.commit(Act::Action, &[Change::Update(id, version, dropped.into())], &by).unwrap();
    let later = calendar();
    follows(&earlier, &later);
    let uid = format!("action-action-{id}-1.");
    assert!(fallen_away(&later).into_iter().any(|it| it.starts_with(&uid)), "{uid}");
}

#[test]
fn a_participation_that_is_cancelled_is_called_off_with_all_its_deadlines_in_whatever_language_the_calendar_is() {
    let shell = Shell::with_demo();
    let calendar = |lang: &str| events(&shell.stdout(&["export", "calendar", "--lang", lang]));
    let mut register = Store::open(&shell.path("demo.tugi"), collation(None)).unwrap();
    let person = Person { surname: "Ekslik".into(), given: "Õnne".into(), ..Person::default() };
    let entered_on = "2013-07-01".parse().ok();
    let participation =
        Participation { programme: Id(1), person: Id(-1), applied_on: entered_on, ..Participation::default() };
    let stay = Stay {
        participation: Id(-1),
        entered_on: entered_on.unwrap(),
        exited_on: None,
        exit_reason: None,
        exit_note: String::new(),
    };
    let changes = [
        Change::Create(Id(-1), person.into()),
        Change::Create(Id(-1), participation.into()),
        Change::Create(Id(-1), stay.into()),
    ];
    let made = register.commit(Act::Registration, &changes, &by("2013-07-05T14:00:00")).unwrap().created;
    let id_of = |kind: Kind| made.iter().find(|(known, _)| *known == kind).unwrap().1;
    let mut earlier = calendar("en");
    let theirs = format!("-participation-{}-", id_of(Kind::Participation));
    let had: Vec<String> = earlier.keys().filter(|uid| uid.contains(&theirs)).cloned().collect();
    assert!(!had.is_empty() && had.iter().all(|uid| !fallen_away(&earlier).contains(&uid)), "{earlier:?}");

    // The stay was a mistake, and then the whole registration.
    for (kind, at) in [(Kind::Stay, "2013-07-05T15:00:00"), (Kind::Participation, "2013-07-05T16:00:00")] {
        let gone = tugi::forms::removal(&register, "", kind, id_of(kind)).unwrap();
        register.commit(Act::Removal, &gone, &by(at)).unwrap();
        let later = calendar("en");
        follows(&earlier, &later);
        for (lang, said) in
            [("en", "fallen away"), ("et", "ära jäänud"), ("lt", "nebeaktualu"), ("sv", "har fallit bort")]
        {
            let events = calendar(lang);
            for uid in &had {
                let event = &events[uid];
                assert_eq!(event["STATUS"], "CANCELLED", "{kind:?} {lang}: {event:?}");
                assert!(event["SUMMARY"].ends_with(&format!("({said})")), "{kind:?} {lang}: {event:?}");
                assert!(!event["SUMMARY"].contains("Ekslik"), "{event:?}");
            }
        }
        earlier = later;
    }
    // What was taken back comes back.
    shell.stdout(&["undo"]);
    shell.stdout(&["undo"]);
    let again = calendar("en");
    follows(&earlier, &again);
    assert!(had.iter().all(|uid| !fallen_away(&again).contains(&uid)), "{had:?}");
}

#[test]
fn whoever_hands_a_participant_over_has_the_deadlines_called_off_and_nobody_else_has() {
    let shell = Shell::with_demo();
    let mut register = Store::open(&shell.path("demo.tugi"), collation(None)).unwrap();
    let open = |row: &Stored<Assignment>| row.record.to.is_none();
    let Stored { id, version, record } = register.all::<Assignment>().unwrap().into_iter().rfind(open).unwrap();
    let workers = register.all::<Worker>().unwrap();
    let own = workers.iter().find(|worker| worker.id == record.worker).unwrap().record.name();
    let other = workers.iter().find(|worker| worker.id != record.worker).unwrap().id;
    let calendar = |args: &[&str]| events(&shell.stdout(&[&["export", "calendar"], args].concat()));
    let (before, all) = (calendar(&["--worker", &own]), calendar(&[]));

    let handed = Assignment { worker: other, ..record };
    let change = [Change::Update(id, version, handed.into())];
    register.commit(Act::Assignment, &change, &by("2013-07-05T15:00:00")).unwrap();

    let after = calendar(&["--worker", &own]);
    follows(&before, &after);
    assert!(fallen_away(&after).len() > fallen_away(&before).len());
    assert_eq!(fallen_away(&calendar(&[])), fallen_away(&all));
}

#[test]
fn a_training_calendar_calls_nothing_off_that_nobody_has_ever_seen() {
    let shell = Shell::with_demo();
    assert_eq!(fallen_away(&events(&shell.stdout(&["export", "calendar"]))).len(), meetings_called_off(&shell));
}

/// How many meetings of the training register were called off in the ordinary way, and are not too old for a calendar.
fn meetings_called_off(shell: &Shell) -> usize {
    let store = Store::open(&shell.path("demo.tugi"), collation(None)).unwrap();
    let off = |row: &Stored<Meeting>| row.record.result == Some(MeetingResult::Cancelled);
    let recent = |row: &Stored<Meeting>| row.record.date >= "2013-04-04".parse().unwrap();
    store.all::<Meeting>().unwrap().iter().filter(|row| off(row) && recent(row)).count()
}
