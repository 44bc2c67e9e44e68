//! The facts: read in brief for the figures and deadlines of a whole programme, and whole for a few participations; the answers
//! are the same.

use chrono::Days;
use tugi::{
    definitions, demo,
    domain::{Case, Facts, Id, MeetingBrief, Programme, Register, Stored, due, figures},
    store::{Collation, Store},
};

/// Each training register, with the number of its programme.
fn registers() -> impl Iterator<Item = (Store, Stored<Programme>)> {
    demo::REGISTERS.iter().map(|(code, _)| {
        let mut store = Store::in_memory(Collation::plain()).unwrap();
        demo::fill(&mut store, code).unwrap();
        let programme = store.all::<Programme>().unwrap().swap_remove(0);
        (store, programme)
    })
}

/// The same participations, read whole.
fn whole(store: &Store, facts: &Facts) -> Vec<Case> {
    store.cases(&facts.cases.iter().map(Case::id).collect::<Vec<_>>()).unwrap()
}

#[test]
fn figures_and_deadlines_are_the_same_from_facts_in_brief_and_from_whole_records() {
    for (store, programme) in registers() {
        let brief = store.facts(programme.id).unwrap();
        let full = Facts { cases: whole(&store, &brief), ..brief.clone() };
        let definition = definitions::parse(&programme.record.definition).unwrap();
        let training_day = store.get::<Register>(Id(1)).unwrap().unwrap().record.training_day.unwrap();

        for later in [0, 30, 400] {
            let day = training_day + Days::new(later);
            assert_eq!(figures(&brief, &definition, day), figures(&full, &definition, day));
            assert_eq!(due(&brief, &definition, day), due(&full, &definition, day));
        }
    }
}

#[test]
fn a_programme_has_all_its_participations_by_number_with_all_that_hangs_on_them() {
    for (store, programme) in registers() {
        let facts = store.facts(programme.id).unwrap();

        for (brief, whole) in facts.cases.iter().zip(whole(&store, &facts)) {
            let whole = without_texts(whole);
            assert_eq!(*brief, whole);
        }
        let numbers: Vec<i64> = facts.cases.iter().map(|case| case.participation.record.number).collect();
        assert!(numbers.is_sorted() && numbers.len() > 1);
    }
}

/// What a programme is read without.
fn without_texts(mut case: Case) -> Case {
    let person = &mut case.person.record;
    for text in [&mut person.phone, &mut person.email, &mut person.address] {
        text.clear();
    }
    for facts in &mut case.stays {
        facts.stay.record.exit_note.clear();
        facts.pauses.iter_mut().for_each(|row| row.record.reason.clear());
        facts.decisions.iter_mut().for_each(|row| row.record.note.clear());
    }
    for facts in &mut case.plans {
        facts.plan.record.situation.clear();
        facts.plan.record.result.clear();
        facts.goals.iter_mut().for_each(|row| row.record.obstacles.clear());
    }
    case.follow_ups.iter_mut().for_each(|row| row.record.notes.clear());
    case.offers.iter_mut().for_each(|row| row.record.note.clear());
    case.assessments.iter_mut().for_each(|row| row.record.note.clear());
    case.referrals.iter_mut().for_each(|row| row.record.note.clear());
    case
}

#[test]
fn a_meeting_in_brief_says_what_the_meeting_says() {
    for (store, programme) in registers() {
        let facts = store.facts(programme.id).unwrap();
        let meetings = store.meetings(programme.id).unwrap();

        let brief = |id, version, record: MeetingBrief| Stored { id, version, record };
        let expected: Vec<_> = meetings
            .iter()
            .map(|row| brief(row.meeting.id, row.meeting.version, (&row.meeting.record).into()))
            .collect();
        assert_eq!(facts.meetings, expected);
        for facts in &facts.expected {
            let meeting = meetings.iter().find(|row| row.meeting.id == facts.meeting).unwrap();
            assert_eq!(meeting.meeting.record.result, None);
            assert_eq!(facts.participation, meeting.participations.first().copied());
            assert_eq!(facts.worker, meeting.workers.first().copied());
        }
        let open = meetings.iter().filter(|row| row.meeting.record.result.is_none()).count();
        assert_eq!(facts.expected.len(), open);
        for case in &facts.cases {
            let theirs: Vec<Id> = store.meetings_of(case.id()).unwrap().iter().map(|meeting| meeting.id).collect();
            assert_eq!(case.meetings.iter().map(|meeting| meeting.id).collect::<Vec<_>>(), theirs);
        }
    }
}
