//! Deadlines of other programmes than Rapla's: anchors, windows, repetition, reports; each rule stands in a definition made here.

use super::*;
use crate::domain::definition::{Anchor, Deadline, Delay, Task, Window};
use crate::domain::{Definition, Facts, HandIn, Id, LocalText, Offset, Scale};

fn rule(id: &str, anchor: Anchor, task: Task) -> Deadline {
    Deadline {
        id: id.to_owned(),
        name: LocalText::default(),
        anchor,
        after: Delay::default(),
        window: None,
        every: None,
        task,
        scale: None,
        step: None,
        tries: None,
        words: None,
        chosen: None,
    }
}

fn days(days: u32) -> Delay {
    Delay { days, ..Delay::default() }
}

/// A Swedish programme from September 2013 to the end of 2017 with these deadlines alone.
fn programme(deadlines: Vec<Deadline>) -> Definition {
    let mut definition = Definition { language: "sv".to_owned(), deadlines, open_cases: None, ..rapla() };
    definition.cadences.clear();
    definition.period.from = day("2013-09-01");
    definition.period.to = Some(day("2017-12-31"));
    definition
}

/// How the deadlines stand: rule, occurrence, due day, status.
fn stand(case: Builder, deadlines: &[Deadline], on: &str) -> Vec<(String, i64, String, DueStatus)> {
    let dues = due_of(&case.build(), &programme(deadlines.to_vec()), day(on));
    dues.into_iter().map(|due| (due.rule, due.occurrence, due.due_on.to_string(), due.status)).collect()
}

fn line(rule: &str, n: i64, due_on: &str, status: DueStatus) -> (String, i64, String, DueStatus) {
    (rule.to_owned(), n, due_on.to_owned(), status)
}

/// The follow-ups of Torsås: 90 days and one year after the exit.
fn torsas() -> [Deadline; 2] {
    let year = Delay { years: 1, ..Delay::default() };
    let follow_up = |id: &str, after| Deadline { after, ..rule(id, Anchor::Exit, Task::FollowUp) };
    [follow_up("six-months", days(90)), follow_up("one-year", year)]
}

fn leaves(on: &str) -> Builder {
    case(1).enters("2016-02-01").exits(on, ExitReason::Completed)
}

#[test]
fn who_leaves_torsas_is_followed_up_after_90_days_and_after_a_year() {
    let found = stand(leaves("2016-11-30"), &torsas(), "2017-03-01");

    let wanted =
        [line("six-months", 1, "2017-02-28", DueStatus::Overdue), line("one-year", 1, "2017-11-30", DueStatus::Open)];
    assert_eq!(found, wanted);
}

#[test]
fn a_corrected_exit_moves_both_follow_ups_and_keeps_the_one_that_was_made() {
    let made = leaves("2016-12-05").follow_up(1, "2017-02-27", FollowUpResult::Made);

    let found = stand(made, &torsas(), "2017-03-01");

    let done = DueStatus::Done(day("2017-02-27"));
    assert_eq!(found, [line("six-months", 1, "2017-03-05", done), line("one-year", 1, "2017-12-05", DueStatus::Open)]);
}

#[test]
fn who_left_in_2017_is_still_followed_up_in_2018_when_the_programme_has_ended() {
    let facts = facts(vec![leaves("2017-11-30").build()], &[]);

    let dues = due(&facts, &programme(torsas().to_vec()), day("2018-06-01"));

    let to_do: Vec<_> = dues.iter().filter(|due| due.to_do()).map(|due| due.due_on.to_string()).collect();
    assert_eq!(to_do, ["2018-02-28", "2018-11-30"]);
}

#[test]
fn who_declined_to_be_followed_up_is_answered_and_not_asked_again() {
    let found =
        stand(leaves("2016-11-30").follow_up(1, "2017-03-02", FollowUpResult::Declined), &torsas(), "2017-04-01");

    assert_eq!(found[0].3, DueStatus::Done(day("2017-03-02")));
}

#[test]
fn the_definition_may_give_up_after_another_number_of_tries() {
    let once = Deadline { tries: Some(1), ..torsas()[0].clone() };

    let found =
        stand(leaves("2016-11-30").follow_up(1, "2017-03-02", FollowUpResult::NotReached), &[once], "2017-04-01");

    assert_eq!(found[0].3, DueStatus::GivenUp(day("2017-03-02")));
}

#[test]
fn outside_its_window_a_follow_up_cannot_be_made_good_but_stays_made() {
    let four_weeks = Offset { days: 28, ..Offset::default() };
    let window = Some(Window { before: Some(four_weeks), after: Some(Offset { days: 7, ..Offset::default() }) });
    let rule = [Deadline { window, after: days(28), ..torsas()[0].clone() }];
    let reasons = |case: Builder, on: &str| {
        let found = due_of(&case.build(), &programme(rule.to_vec()), day(on)).remove(0);
        (found.opens_on.map(|on| on.to_string()), found.status, found.reasons)
    };

    let (opens, open, said) = reasons(leaves("2016-11-30"), "2017-01-04");
    assert_eq!((opens.as_deref(), open), (Some("2016-11-30"), DueStatus::Overdue));
    assert_eq!(said.last(), Some(&Reason::CountsUntil { on: day("2017-01-04") }));
    assert_eq!(reasons(leaves("2016-11-30"), "2017-01-05").1, DueStatus::Missed);
    let (_, late, said) = reasons(leaves("2016-11-30").follow_up(1, "2017-01-05", FollowUpResult::Made), "2017-02-01");
    assert_eq!(late, DueStatus::Done(day("2017-01-05")));
    assert_eq!(said[1], Reason::TooLate { until: day("2017-01-04") });
}

#[test]
fn an_application_is_decided_in_ten_working_days_and_an_entry_decides_it_too() {
    let ten = Delay { working_days: 10, ..Delay::default() };
    let ruling = [Deadline { after: ten, ..rule("ruling", Anchor::Applied, Task::Ruling) }];
    let applied = || case(1).applied("2019-12-18");

    assert_eq!(stand(applied(), &ruling, "2019-12-17"), []);
    assert_eq!(stand(applied(), &ruling, "2020-01-10"), [line("ruling", 1, "2020-01-09", DueStatus::Overdue)]);
    let ruled = applied().ruled(crate::domain::Ruling::Refused, "2020-01-07");
    assert_eq!(stand(ruled, &ruling, "2020-01-10")[0].3, DueStatus::Done(day("2020-01-07")));
    let entered = applied().enters("2020-01-08");
    assert_eq!(stand(entered, &ruling, "2020-01-10")[0].3, DueStatus::Done(day("2020-01-08")));
}

#[test]
fn a_step_is_counted_from_and_a_deadline_from_the_one_before_it() {
    let step = |id: &str| Anchor::Step(id.to_owned());
    let placed =
        Deadline { after: days(60), step: Some("practice".to_owned()), ..rule("placed", Anchor::Entry, Task::Step) };
    let talk = Deadline { after: days(14), ..rule("talk", step("practice"), Task::Meeting) };
    let again = Deadline { after: days(30), ..rule("again", Anchor::Previous("talk".to_owned()), Task::Meeting) };
    // The order in which a definition names them does not matter.
    let rules = [again, placed, talk];
    let started = || case(1).enters("2016-02-01").reaches("practice", "2016-03-01");

    assert_eq!(
        stand(case(1).enters("2016-02-01"), &rules, "2016-02-10"),
        [line("placed", 1, "2016-04-01", DueStatus::Open)]
    );
    let done = DueStatus::Done(day("2016-03-01"));
    assert_eq!(
        stand(started(), &rules, "2016-03-20"),
        [line("talk", 1, "2016-03-15", DueStatus::Overdue), line("placed", 1, "2016-04-01", done)]
    );
    let talked = started().meets("2016-03-10", MeetingKind::Talk, Some(MeetingResult::Held));
    assert_eq!(stand(talked, &rules, "2016-03-20").last(), Some(&line("again", 1, "2016-04-09", DueStatus::Open)));
}

#[test]
fn a_repeated_assessment_is_due_each_time_and_late_until_the_next_answer() {
    let monthly = Deadline {
        after: Delay { months: 1, ..Delay::default() },
        every: Some(Offset { months: 1, ..Offset::default() }),
        scale: Some(Scale::Barrier),
        ..rule("barriers", Anchor::Entry, Task::Assessment)
    };
    let rules = [monthly];
    let at = |on: &str, assessed: &[&str]| {
        let entered = case(1).enters("2016-01-31");
        let case = assessed.iter().fold(entered, |case, on| case.assessed(Scale::Barrier, "debts", on, 4));
        stand(case, &rules, on)
    };

    let first = DueStatus::Done(day("2016-02-10"));
    assert_eq!(
        at("2016-03-10", &["2016-02-10"]),
        [line("barriers", 1, "2016-02-29", first), line("barriers", 2, "2016-03-29", DueStatus::Open)]
    );
    assert_eq!(
        at("2016-04-02", &["2016-02-10"]),
        [line("barriers", 1, "2016-02-29", first), line("barriers", 2, "2016-03-29", DueStatus::Overdue)]
    );
    assert_eq!(
        at("2016-04-05", &["2016-02-10", "2016-04-04"])[1..],
        [
            line("barriers", 2, "2016-03-29", DueStatus::Missed),
            line("barriers", 3, "2016-04-29", DueStatus::Done(day("2016-04-04")))
        ]
    );
}

#[test]
fn an_assessment_is_due_again_so_long_after_the_last_and_not_after_the_exit() {
    let quarterly = Deadline {
        after: Delay { months: 3, ..Delay::default() },
        scale: Some(Scale::SelfRating),
        ..rule("rating", Anchor::LastAssessment, Task::Assessment)
    };
    let rated = || case(1).enters("2016-01-10").assessed(Scale::SelfRating, "", "2016-02-01", 5);

    assert_eq!(
        stand(rated(), std::slice::from_ref(&quarterly), "2016-03-01"),
        [line("rating", 1, "2016-05-01", DueStatus::Open)]
    );
    assert_eq!(stand(rated().exits("2016-02-20", ExitReason::Work), &[quarterly], "2016-03-01"), []);
}

#[test]
fn a_talk_after_the_start_of_a_job_falls_away_with_the_job() {
    let talk = [Deadline { after: days(30), ..rule("job-talk", Anchor::JobStart, Task::Meeting) }];
    let job = |to| case(1).enters("2016-02-01").works("2016-03-01", to, None);

    assert_eq!(stand(job(None), &talk, "2016-03-20"), [line("job-talk", 1, "2016-03-31", DueStatus::Open)]);
    assert_eq!(stand(job(Some("2016-03-15")), &talk, "2016-03-20"), []);
}

#[test]
fn every_quarter_wants_its_report_and_a_late_one_is_still_to_be_handed_in() {
    let quarterly = Deadline { after: days(15), ..rule("report", Anchor::Quarter, Task::Report) };
    let report = |occurrence, on: &str| HandIn {
        programme: Id(1),
        rule: "report".to_owned(),
        occurrence,
        handed_in_on: day(on),
        note: String::new(),
    };
    let facts = Facts { hand_ins: vec![stored(1, report(1, "2013-10-14"))], ..facts(vec![], &[]) };

    let dues = due(&facts, &programme(vec![quarterly]), day("2014-02-01"));

    let shown: Vec<_> = dues.iter().map(|due| (due.occurrence, due.due_on, due.status, due.to_do())).collect();
    assert_eq!(
        shown,
        [
            (1, day("2013-10-15"), DueStatus::Done(day("2013-10-14")), false),
            (2, day("2014-01-15"), DueStatus::Overdue, true),
            (3, day("2014-04-15"), DueStatus::Open, true),
        ]
    );
    assert_eq!(dues[0].reasons[1], Reason::ReportFor { from: day("2013-09-01"), to: day("2013-09-30") });
}

#[test]
fn no_report_is_due_for_what_lies_after_the_end_but_the_last_one_is() {
    let monthly = Deadline { after: days(10), ..rule("report", Anchor::Month, Task::Report) };
    let last = Deadline { after: days(60), ..rule("final", Anchor::ProgrammeEnd, Task::Report) };

    let dues = due(&facts(vec![], &[]), &programme(vec![monthly, last]), day("2018-06-01"));

    assert_eq!(dues.len(), 52 + 1);
    assert_eq!(
        dues.iter().rev().take(2).map(|due| due.due_on).collect::<Vec<_>>(),
        [day("2018-03-01"), day("2018-01-10")]
    );
}

proptest! {
    #[test]
    fn nothing_is_due_before_its_anchor_and_days_after_an_exit_move_with_it(
        entry in 0i64..300, length in 0i64..500, moved in 0i64..200, offset in 0u32..500, working in 0u32..20,
    ) {
        let start = day("2014-01-02");
        let follow_up = |after| Deadline { after, ..rule("six-months", Anchor::Exit, Task::FollowUp) };
        let text = |days: i64| add_days(start, days).to_string();
        let due_on = |exit: i64, after: Delay| {
            let case = case(1).enters(&text(entry)).exits(&text(entry + exit), ExitReason::Completed).build();
            let found = due_of(&case, &programme(vec![follow_up(after)]), day("2020-01-01")).remove(0);
            (found.anchor, found.due_on)
        };

        let (anchor, with_working_days) = due_on(length, Delay { working_days: working, ..days(offset) });
        let (_, before) = due_on(length, days(offset));
        let (_, after) = due_on(length + moved, days(offset));

        prop_assert!(with_working_days >= anchor && before >= anchor);
        prop_assert_eq!(after, add_days(before, moved));
    }
}
