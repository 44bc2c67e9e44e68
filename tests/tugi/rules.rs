//! The four questions over the training register: the figures are those that the programme itself told in July 2013.

use chrono::NaiveDate;
use tugi::{
    definitions, demo,
    domain::{
        CASELOAD_RULE, Definition, DueStatus, Facts, FigureValue, Id, Reason, State, Verdict, cadence, count, due,
        eligible, figures, places, state, worklist,
    },
    store::{Collation, Store},
};

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2013, 7, 5).unwrap();

fn rapla() -> (Facts, Definition) {
    let mut store = Store::in_memory(Collation::plain()).unwrap();
    demo::fill(&mut store, "rapla-2013").unwrap();
    let programme = store.all::<tugi::domain::Programme>().unwrap().swap_remove(0);
    (store.facts(programme.id).unwrap(), definitions::parse(&programme.record.definition).unwrap())
}

fn value(id: &str) -> FigureValue {
    let (facts, definition) = rapla();
    count(definition.promise(id).unwrap(), &facts, &definition, TODAY).value
}

#[test]
fn twenty_three_ever_and_twenty_now_are_two_figures() {
    assert_eq!(value("participants"), FigureValue::Count(23));
    assert_eq!(value("open-now"), FigureValue::Count(20));
}

#[test]
fn three_support_workers_have_at_least_five_cases_each() {
    assert_eq!(value("support-workers"), FigureValue::Count(3));
    assert_eq!(value("caseload"), FigureValue::Share { counted: 3, base: 3 });
}

#[test]
fn three_found_work_passed_probation_and_left_of_twenty_three_and_of_three() {
    assert_eq!(value("found-work"), FigureValue::Count(3));
    assert_eq!(value("found-work-share"), FigureValue::Share { counted: 3, base: 23 });
    assert_eq!(value("found-work-of-ended"), FigureValue::Share { counted: 3, base: 3 });
}

#[test]
fn nobody_stayed_longer_than_a_year_and_three_have_no_plan() {
    assert_eq!(value("within-limit"), FigureValue::Share { counted: 23, base: 23 });
    assert_eq!(value("plans"), FigureValue::Share { counted: 20, base: 23 });
}

#[test]
fn the_groups_of_special_attention_are_shares_of_all_who_entered() {
    assert_eq!(value("lone-parents"), FigureValue::Share { counted: 8, base: 23 });
    assert_eq!(value("released-from-prison"), FigureValue::Share { counted: 4, base: 23 });
}

#[test]
fn nine_work_meetings_were_held_no_month_was_missed_and_july_is_open() {
    let (facts, definition) = rapla();

    let report = cadence(&facts, &definition.cadences[0], &definition.period, TODAY);

    assert_eq!(value("work-meetings"), FigureValue::Count(9));
    assert_eq!((report.held, report.months.len(), report.missed.len()), (9, 7, 0));
    assert!(report.open_this_month);
}

#[test]
fn every_share_of_the_participants_adds_up_to_twenty_three() {
    let (facts, definition) = rapla();
    for figure in figures(&facts, &definition, TODAY) {
        let everybody = figure.counted.len() + figure.not_counted.len() + figure.outside.len();
        match figure.promise.as_str() {
            "participants" | "open-now" | "found-work" => assert_eq!(everybody, 27, "{}", figure.promise),
            "support-workers" | "caseload" => assert_eq!(everybody, facts.workers.len(), "{}", figure.promise),
            "work-meetings" => assert_eq!(everybody, 11, "nine held, one called off, one to come"),
            share => assert_eq!(everybody, 23, "{share}"),
        }
    }
}

#[test]
fn the_places_are_full_and_a_freed_one_goes_to_who_waits_longest() {
    let (facts, definition) = rapla();

    let now = places(&facts, &definition, TODAY);

    assert_eq!((now.at_once, now.open, now.free, now.next), (Some(20), 20, Some(0), None));
    assert_eq!((now.waiting.len(), now.freed.len(), now.peak), (4, 3, 20));
}

#[test]
fn everybody_has_one_state_and_its_reason() {
    let (facts, definition) = rapla();
    let in_state = |wanted| facts.cases.iter().filter(|case| state(case, &definition, TODAY).state == wanted).count();

    let counts = [State::Active, State::Paused, State::Exited, State::Waiting].map(in_state);

    assert_eq!(counts, [19, 1, 3, 4]);
}

#[test]
fn of_one_who_waits_it_is_to_be_asked_since_when_there_is_no_work() {
    let (facts, definition) = rapla();
    let waiting = facts.cases.iter().filter(|case| case.stays.is_empty());

    let verdicts: Vec<_> = waiting
        .map(|case| eligible(&case.person.record, &case.circumstances, &definition, TODAY))
        .filter(|eligibility| eligibility.verdict == Verdict::Unknown)
        .collect();

    assert_eq!(verdicts.len(), 1);
    assert!(verdicts[0].findings.iter().any(|finding| matches!(finding.reason, Reason::NotAsked { .. })));
}

#[test]
fn each_who_left_is_to_be_followed_up_six_months_later() {
    let (facts, definition) = rapla();

    let dues = due(&facts, &definition, TODAY);
    let follow_ups: Vec<_> = dues.iter().filter(|due| due.rule == "six-months").collect();

    assert_eq!(follow_ups.len(), 3);
    assert!(follow_ups.iter().all(|due| due.status == DueStatus::Open && due.due_on > TODAY));
    assert!(dues.iter().all(|due| due.rule != CASELOAD_RULE), "every caseload lies in the band");
}

#[test]
fn the_worklist_of_the_day_has_something_late_and_something_to_come() {
    let (facts, definition) = rapla();

    let dues = due(&facts, &definition, TODAY);
    let list = worklist(&dues, TODAY);

    assert!(!list.late.is_empty() && !list.later.is_empty());
    assert!(list.late.iter().all(|due| due.due_on < TODAY));
}

#[test]
fn before_the_programme_began_there_is_nothing_to_count() {
    let (facts, definition) = rapla();
    let before = TODAY - chrono::Days::new(365);

    for figure in figures(&facts, &definition, before).iter().filter(|figure| figure.promise != "support-workers") {
        assert_eq!(figure.counted.len(), 0, "{}", figure.promise);
    }
    assert_eq!(places(&facts, &definition, before).waiting, Vec::<Id>::new());
}
