use std::collections::BTreeMap;

use super::*;
use crate::{
    domain::{Change, Meeting, MeetingKind, Participation, Person, Programme, Register},
    store::Collation,
};

/// The texts that say nothing of a person: codes, days, and what the office says of itself and its workers.
const KEPT: &[(Kind, &[&str])] = &[
    (Kind::Register, &["office", "language", "training_day"]),
    (Kind::Programme, &["code", "holds_from", "definition"]),
    (Kind::Person, &["born", "gender", "erased_on"]),
    (Kind::Circumstance, &["kind", "answer", "since", "until"]),
    (
        Kind::Worker,
        &[
            "surname",
            "given",
            "role",
            "organisation",
            "phone",
            "email",
            "login",
            "active_from",
            "active_to",
            "checked_on",
            "access",
        ],
    ),
    (Kind::Participation, &["source", "applied_on", "ruling", "ruled_on", "ruling_basis", "consent_on"]),
    (Kind::Stay, &["entered_on", "exited_on", "exit_reason"]),
    (Kind::Pause, &["from", "to"]),
    (Kind::Assignment, &["from", "to"]),
    (Kind::Meeting, &["date", "time", "kind", "result", "component"]),
    (Kind::Plan, &["made_on", "evaluate_on", "evaluated_on"]),
    (Kind::Goal, &["reached_on"]),
    (Kind::Action, &["due_on", "done_on", "dropped_on"]),
    (Kind::Spell, &["kind", "from", "to", "probation_ends_on", "qualified_on", "supported"]),
    (Kind::Status, &["date", "moment", "labour", "livelihood", "education", "improved", "public_support"]),
    (Kind::FollowUp, &["rule", "date", "contact", "result", "labour", "livelihood", "improved"]),
    (Kind::Decision, &["kind", "decided_on", "until"]),
    (Kind::Offer, &["offered_on", "answered_on", "answer"]),
    (Kind::Assessment, &["date", "scale", "item", "by"]),
    (Kind::PathStep, &["step", "entered_on"]),
    (Kind::TeamMember, &["team", "field", "from", "to"]),
    (Kind::Relation, &["kind", "from", "to"]),
    (Kind::Referral, &["direction", "sent_on", "answered_on", "answer"]),
    (Kind::Flag, &["raised_on", "closed_on"]),
    (Kind::HandIn, &["rule", "handed_in_on"]),
    (Kind::Guide, &["name", "language", "title", "text"]),
    (Kind::Sealed, &["report", "as_of", "sealed_at", "head", "content", "digest"]),
];

fn by() -> Signature {
    Signature { who: "kaja".into(), at: "2013-07-05T09:00:00".parse().unwrap() }
}

fn save(store: &mut Store, record: impl Into<Record>) -> Id {
    store.commit(Act::Registration, &[Change::Create(Id(-1), record.into())], &by()).unwrap().created[0].1
}

fn whom(person: Id) -> Forgetting {
    Forgetting { person, anonymous: false, reason: "asked for it".into(), codes: HashSet::new() }
}

/// A register with one participant, who has a meeting alone.
fn register() -> (Store, Id) {
    let mut store = Store::in_memory(Collation::plain()).unwrap();
    save(&mut store, Register { office: "Rapla".into(), ..Register::default() });
    let programme = save(&mut store, Programme { code: "rapla".into(), edition: 1, ..Programme::default() });
    let person =
        Person { surname: "Kask".into(), given: "Mari".into(), phone: "5559 7531".into(), ..Person::default() };
    let person = save(&mut store, person);
    save(&mut store, Participation { programme, person, ..Participation::default() });
    let meeting = Meeting {
        programme,
        date: "2013-05-01".parse().unwrap(),
        time: None,
        minutes: None,
        kind: MeetingKind::WorkMeeting,
        result: None,
        place: String::new(),
        notes: "Kask, Mari tuleb homme; kask kasvab.".into(),
        component: String::new(),
    };
    save(&mut store, meeting);
    (store, person)
}

#[test]
fn of_every_text_of_every_record_it_is_decided_whether_it_says_who_somebody_is() {
    let store = Store::in_memory(Collation::plain()).unwrap();
    for kind in Kind::ALL {
        let mut statement =
            store.connection.prepare("SELECT name FROM pragma_table_info(?1) WHERE type = 'TEXT'").unwrap();
        let columns: Vec<String> =
            statement.query_map([kind.name()], |row| row.get(0)).unwrap().map(|name| name.unwrap()).collect();
        let kept = KEPT.iter().find(|(of, _)| of == kind).map_or(&[][..], |(_, names)| names);
        for column in &columns {
            // The notes on what was handed in are about a report; a name in them is taken out.
            let (goes, stays) = (kind.personal().contains(&&**column), kept.contains(&&**column));
            assert!(goes != stays, "{}.{column} is to be forgotten or kept: see Entity::PERSONAL", kind.name());
        }
        for name in kind.personal().iter().chain(kept) {
            assert!(columns.iter().any(|column| column == name), "{}.{name} is no text of the file", kind.name());
        }
    }
}

#[test]
fn whoever_is_forgotten_is_in_no_record_and_no_image_and_the_register_is_whole() {
    let (mut store, person) = register();

    let forgotten = store.forget(&whom(person), &by(), |store| store.count(Kind::Participation)).unwrap();

    assert_eq!((forgotten.records, forgotten.entries, forgotten.drafts), (2, 2, 0));
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for entry in store.log(&crate::store::LogFilter::default()).unwrap() {
        texts.insert(format!("{} before", entry.seq), format!("{:?}", entry.before));
        texts.insert(format!("{} after", entry.seq), format!("{:?}", entry.after));
    }
    assert!(texts.values().all(|text| !text.contains("Mari") && !text.contains("5559")), "{texts:#?}");
    assert!(texts.values().any(|text| text.contains("… tuleb homme; kask kasvab.")), "{texts:#?}");
    let now = store.expect::<Person>(person).unwrap().record;
    assert_eq!(now.erased_on, "2013-07-05".parse().ok());
    assert_eq!(store.verify().unwrap().faults, []);
}

#[test]
fn nothing_is_forgotten_where_a_figure_would_change() {
    let (mut store, person) = register();
    let names = |store: &Store| Ok(store.expect::<Person>(person)?.record.name());

    let refused = store.forget(&whom(person), &by(), names);

    assert!(matches!(refused, Err(Error::FiguresWouldChange)), "{refused:?}");
    assert_eq!(store.expect::<Person>(person).unwrap().record.name(), "Kask, Mari");
    assert_eq!(store.verify().unwrap().faults, []);
}

#[test]
fn an_erasure_cannot_be_taken_back_and_a_second_one_finds_nothing() {
    let (mut store, person) = register();
    let batch = store.forget(&whom(person), &by(), |_| Ok(())).unwrap().batch.unwrap();

    assert!(matches!(store.undo_batch(batch, &by()), Err(Error::Forgotten)));
    assert_eq!(store.forget(&whom(person), &by(), |_| Ok(())).unwrap().batch, None);
}
