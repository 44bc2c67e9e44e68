//! What the figures promise: the parts add up, and everybody stands where the facts put them.

use proptest::prelude::*;

use super::*;
use crate::domain::testing::{Builder, case, day, facts, rapla, support};
use crate::domain::{Answer, Case, CircumstanceKind, ExitReason, Id, MeetingResult, WorkerRole, add_days};

fn figure(id: &str, facts: &Facts, on: &str) -> Figure {
    let definition = rapla();
    count(definition.promise(id).unwrap(), facts, &definition, day(on))
}

fn of(id: &str, cases: Vec<Builder>, on: &str) -> Figure {
    figure(id, &facts(cases.into_iter().map(Builder::build).collect(), &[]), on)
}

fn parts(figure: &Figure) -> [usize; 3] {
    [figure.counted.len(), figure.not_counted.len(), figure.outside.len()]
}

fn entered(id: i64) -> Builder {
    case(id).enters("2013-01-14")
}

fn found_work(id: i64) -> Builder {
    entered(id).works("2013-02-25", None, Some("2013-06-25")).exits("2013-06-28", ExitReason::Work)
}

#[test]
fn waiting_is_not_taking_part() {
    let figure = of("participants", vec![entered(1), case(2).applied("2013-06-01")], "2013-07-05");

    assert_eq!(figure.value, FigureValue::Count(1));
    assert_eq!(
        figure.outside,
        [Entry {
            who: Who::Participation(Id(2)),
            reason: Reason::Applied { on: Some(day("2013-06-01")) },
            unknown: false
        }]
    );
}

#[test]
fn who_has_left_still_took_part_but_does_not_now() {
    let cases = || vec![entered(1), found_work(2), entered(3).pause("2013-07-01", None)];

    assert_eq!(of("participants", cases(), "2013-07-05").value, FigureValue::Count(3));
    assert_eq!(parts(&of("open-now", cases(), "2013-07-05")), [2, 1, 0]);
}

#[test]
fn who_applies_later_is_not_looked_at_at_all() {
    assert_eq!(parts(&of("participants", vec![case(1).applied("2013-08-01")], "2013-07-05")), [0, 0, 0]);
}

#[test]
fn who_left_and_came_back_is_one_participant() {
    let back = entered(1).exits("2013-03-01", ExitReason::Work).enters("2013-05-02");

    assert_eq!(of("participants", vec![back], "2013-07-05").value, FigureValue::Count(1));
}

#[test]
fn a_wrong_registration_falls_out_of_every_base_on_every_day() {
    let wrong = || entered(1).exits("2013-02-01", ExitReason::WrongRegistration);
    for promise in rapla().promises.iter().filter(|promise| promise.unit == Unit::Participations) {
        for on in ["2013-01-20", "2013-07-05"] {
            let figure = of(&promise.id, vec![wrong()], on);

            assert_eq!(parts(&figure), [0, 0, 1], "{} {on}", promise.id);
            assert_eq!(figure.outside[0].reason, Reason::WrongRegistration { on: day("2013-02-01") });
        }
    }
}

#[test]
fn a_real_stay_after_a_wrong_one_counts() {
    let case = entered(1).exits("2013-02-01", ExitReason::WrongRegistration).enters("2013-03-04");

    let figure = of("participants", vec![case], "2013-07-05");

    assert_eq!(figure.counted[0].reason, Reason::Entered { on: day("2013-03-04") });
}

#[test]
fn found_work_wants_a_job_a_passed_probation_and_an_exit_for_work() {
    let figure = of("found-work", vec![found_work(1), entered(2)], "2013-07-05");

    assert_eq!(figure.value, FigureValue::Count(1));
    assert_eq!(figure.counted[0].reason, Reason::ProbationPassed { on: day("2013-06-25") });
    assert_eq!(figure.not_counted[0].reason, Reason::Entered { on: day("2013-01-14") });
}

#[test]
fn a_job_that_ends_inside_probation_or_on_its_last_day_is_not_counted() {
    let lost = |on: &'static str| {
        entered(1).works("2013-02-25", Some(on), Some("2013-06-25")).exits("2013-06-28", ExitReason::Work)
    };
    let reason = |on| of("found-work", vec![lost(on)], "2013-07-05").not_counted.into_iter().next().map(|e| e.reason);
    let probation = day("2013-06-25");

    assert_eq!(reason("2013-05-01"), Some(Reason::LostInProbation { ended: day("2013-05-01"), probation }));
    assert_eq!(reason("2013-06-25"), Some(Reason::LostInProbation { ended: probation, probation }));
    assert_eq!(reason("2013-06-26"), None);
}

#[test]
fn a_job_whose_probation_is_not_known_is_not_counted_and_says_so() {
    let case = entered(1).works("2013-02-25", None, None).exits("2013-06-28", ExitReason::Work);

    let figure = of("found-work", vec![case], "2013-07-05");

    assert_eq!(figure.not_counted[0].reason, Reason::ProbationNotKnown { from: day("2013-02-25") });
}

#[test]
fn of_two_jobs_that_overlap_one_passed_probation_is_enough() {
    let case = entered(1)
        .works("2013-02-25", Some("2013-04-01"), Some("2013-06-25"))
        .works("2013-02-28", None, Some("2013-06-28"))
        .exits("2013-07-01", ExitReason::Work);

    assert_eq!(of("found-work", vec![case], "2013-07-05").value, FigureValue::Count(1));
}

#[test]
fn a_share_of_nobody_is_undefined_and_not_nought() {
    let figure = of("found-work-of-ended", vec![entered(1)], "2013-07-05");

    assert_eq!(figure.value, FigureValue::Share { counted: 0, base: 0 });
    assert_eq!(figure.value.percent(), None);
    assert_eq!(figure.value.reaches(Band { at_least: Some(40), at_most: None }), Verdict::Unknown);
    assert_eq!(figure.outside.len(), 1);
}

#[test]
fn forty_percent_of_twenty_eight_is_twelve_people() {
    let share = |counted| FigureValue::Share { counted, base: 28 };

    assert_eq!(share(0).least(Band { at_least: Some(40), at_most: None }), Some(12));
    assert_eq!(share(11).reaches(Band { at_least: Some(40), at_most: None }), Verdict::NotMet);
    assert_eq!(share(12).reaches(Band { at_least: Some(40), at_most: None }), Verdict::Met);
    assert_eq!(share(11).reaches(Band { at_least: None, at_most: Some(40) }), Verdict::Met);
    assert_eq!(share(12).reaches(Band { at_least: None, at_most: Some(40) }), Verdict::NotMet);
}

#[test]
fn who_stays_longer_than_a_year_is_not_within_the_limit_unless_a_pause_moved_it() {
    let cases = || vec![entered(1), entered(2).pause("2013-03-01", Some("2013-03-10"))];

    assert_eq!(of("within-limit", cases(), "2014-01-14").verdict, Some(Verdict::Met));
    let figure = of("within-limit", cases(), "2014-01-15");
    assert_eq!(figure.not_counted[0].reason, Reason::LimitPassed { on: day("2014-01-14"), days: 1 });
    assert_eq!(figure.counted[0].who, Who::Participation(Id(2)));
}

#[test]
fn who_left_too_late_stays_over_the_limit() {
    let late = entered(1).exits("2014-02-14", ExitReason::Completed);

    let figure = of("within-limit", vec![late], "2014-07-05");

    assert_eq!(figure.not_counted[0].reason, Reason::LimitPassed { on: day("2014-01-14"), days: 31 });
}

#[test]
fn a_plan_made_later_is_not_made_yet() {
    let cases = || vec![entered(1).planned("2013-02-01")];

    assert_eq!(parts(&of("plans", cases(), "2013-01-31")), [0, 1, 0]);
    assert_eq!(parts(&of("plans", cases(), "2013-02-01")), [1, 0, 0]);
}

#[test]
fn a_lone_parent_on_benefit_must_have_been_both_on_the_day_of_entry() {
    let person = |id, benefit| {
        entered(id).circumstance(CircumstanceKind::LoneParent, Answer::Yes, Some("2010-01-01")).circumstance(
            CircumstanceKind::SubsistenceBenefit,
            Answer::Yes,
            Some(benefit),
        )
    };

    let figure = of("lone-parents", vec![person(1, "2013-01-14"), person(2, "2013-01-15"), entered(3)], "2013-07-05");

    let kind = CircumstanceKind::SubsistenceBenefit;
    assert_eq!(parts(&figure), [1, 2, 0]);
    assert_eq!(figure.not_counted[0].reason, Reason::HoldsFrom { kind, since: day("2013-01-15") });
    assert_eq!(figure.not_counted[1].reason, Reason::NotAsked { kind: CircumstanceKind::LoneParent });
}

#[test]
fn support_workers_are_counted_while_they_are_in_the_programme() {
    let mut facts = facts(vec![], &[]);
    let (mut gone, mut manager) = (support(2), support(3));
    gone.record.active_to = Some(day("2013-05-31"));
    manager.record.role = Some(WorkerRole::ProjectManager);
    facts.workers.extend([gone, manager]);

    let figure = figure("support-workers", &facts, "2013-07-05");

    assert_eq!(figure.value, FigureValue::Count(1));
    assert_eq!(figure.outside[0].reason, Reason::WorkedUntil { on: day("2013-05-31") });
    assert_eq!(figure.outside[1].reason, Reason::NoParticipants);
}

#[test]
fn five_open_cases_are_at_least_five() {
    let cases = |open: i64| {
        let left = entered(99).assigned(1, "2013-01-14").exits("2013-06-28", ExitReason::Moved);
        (1..=open).map(|id| entered(id).assigned(1, "2013-01-14")).chain([left]).collect::<Vec<_>>()
    };

    let five = of("caseload", cases(5), "2013-07-05");
    let four = of("caseload", cases(4), "2013-07-05");

    assert_eq!((five.verdict, four.verdict), (Some(Verdict::Met), Some(Verdict::NotMet)));
    assert_eq!(four.not_counted[0].reason, Reason::CaseloadUnder { cases: 4, at_least: 5 });
}

#[test]
fn only_work_meetings_that_were_held_are_counted() {
    let mut facts = facts(vec![], &["2013-06-07", "2013-07-12", "2013-05-10", "2013-05-24"]);
    facts.meetings[2].record.result = Some(MeetingResult::Cancelled);
    facts.meetings[3].record.result = None;

    let figure = figure("work-meetings", &facts, "2013-07-05");

    let result = MeetingResult::Cancelled;
    assert_eq!(figure.value, FigureValue::Count(1));
    assert_eq!(
        figure.not_counted.iter().map(|entry| entry.reason.clone()).collect::<Vec<_>>(),
        [
            Reason::StillToCome { on: day("2013-07-12") },
            Reason::NotHeld { on: day("2013-05-10"), result },
            Reason::NotWrittenUp { on: day("2013-05-24") },
        ]
    );
}

/// A case of any shape: entered, left and back, waiting, wrong.
fn any_case(id: i64) -> impl Strategy<Value = Case> {
    let exits = prop::sample::select(<ExitReason as crate::domain::Choice>::ALL);
    (0i64..300, prop::option::of(0i64..300), prop::option::of((0i64..300, exits)), prop::option::of(0i64..200))
        .prop_map(move |(applied, entry, exit, back)| {
            let start = day("2013-01-02");
            let text = |days: i64| add_days(start, days).to_string();
            let mut case = case(id).applied(&text(applied));
            if let Some(entry) = entry.map(|after| applied + after) {
                case = case
                    .enters(&text(entry))
                    .works(&text(entry), None, Some(&text(entry + 60)))
                    .assigned(1, &text(entry));
                if let Some((length, why)) = exit {
                    case = case.exits(&text(entry + length), why);
                    if let Some(back) = back {
                        case = case.enters(&text(entry + length + back));
                    }
                }
            }
            case.build()
        })
}

proptest! {
    #[test]
    fn the_three_parts_always_add_up_to_everybody_who_is_looked_at(
        cases in (1i64..12).prop_flat_map(|n| (1..=n).map(any_case).collect::<Vec<_>>()), ahead in 0i64..900,
    ) {
        let (definition, on) = (rapla(), add_days(day("2013-01-02"), ahead));
        let facts = facts(cases, &[]);
        let applied = facts.cases.iter().filter(|case| case.participation.record.applied_on <= Some(on)).count();
        let ever = facts.cases.iter().filter(|case| case.stays.iter().any(|stay| stay.entered_on() <= on)).count();

        for promise in definition.promises.iter().filter(|promise| promise.unit == Unit::Participations) {
            let figure = count(promise, &facts, &definition, on);

            let everybody = if promise.universe == [Condition::Applied] { applied } else { ever };
            prop_assert_eq!(parts(&figure).iter().sum::<usize>(), everybody, "{}", promise.id);
            let mut seen: Vec<_> = [&figure.counted, &figure.not_counted, &figure.outside].into_iter().flatten()
                .map(|entry| entry.who).collect();
            seen.sort_unstable();
            seen.dedup();
            prop_assert_eq!(seen.len(), everybody, "nobody stands in two parts");
        }
    }
}
