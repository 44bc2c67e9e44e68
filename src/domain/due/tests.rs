//! What the deadlines promise, rule by rule.

mod rules;

use proptest::prelude::*;

use super::*;
use crate::domain::testing::{Builder, case, day, facts, meeting, rapla, stored};
use crate::domain::{ExitReason, FollowUpResult, MeetingKind, MeetingResult, add_days, worklist};

/// The deadlines of one rule, as `due_on status`.
fn of(case: Builder, rule: &str, on: &str) -> Vec<(NaiveDate, DueStatus)> {
    let dues = due_of(&case.build(), &rapla(), day(on));
    dues.into_iter().filter(|due| due.rule == rule).map(|due| (due.due_on, due.status)).collect()
}

fn left(on: &str) -> Builder {
    case(1).enters("2013-01-14").exits(on, ExitReason::Work)
}

#[test]
fn the_limit_of_stay_is_due_a_year_after_the_entry_and_done_with_the_exit() {
    assert_eq!(of(case(1).enters("2013-01-14"), "stay-limit", "2013-07-05"), [(day("2014-01-14"), DueStatus::Open)]);
    assert_eq!(of(case(1).enters("2013-01-14"), "stay-limit", "2014-01-14"), [(day("2014-01-14"), DueStatus::Open)]);
    assert_eq!(of(case(1).enters("2013-01-14"), "stay-limit", "2014-01-15"), [(day("2014-01-14"), DueStatus::Overdue)]);
    assert_eq!(of(left("2013-06-28"), "stay-limit", "2013-07-05")[0].1, DueStatus::Done(day("2013-06-28")));
}

#[test]
fn a_pause_moves_the_deadline_of_the_limit() {
    let case = case(1).enters("2013-01-14").pause("2013-03-01", Some("2013-03-10"));

    assert_eq!(of(case, "stay-limit", "2013-07-05")[0].0, day("2014-01-24"));
}

#[test]
fn a_plan_is_due_within_thirty_days_and_no_more_after_the_exit() {
    assert_eq!(of(case(1).enters("2013-06-10"), "plan", "2013-07-10"), [(day("2013-07-10"), DueStatus::Open)]);
    assert_eq!(of(case(1).enters("2013-06-10"), "plan", "2013-07-11")[0].1, DueStatus::Overdue);
    let planned = case(1).enters("2013-06-10").planned("2013-08-01");
    assert_eq!(of(planned, "plan", "2013-08-01")[0].1, DueStatus::Done(day("2013-08-01")));
    assert_eq!(of(left("2013-06-28"), "plan", "2013-07-05"), []);
}

#[test]
fn a_second_stay_wants_a_plan_of_its_own() {
    let case = left("2013-03-01").planned("2013-02-01").enters("2013-05-02");

    let found = of(case, "plan", "2013-07-05");

    assert_eq!(found[0].1, DueStatus::Done(day("2013-02-01")));
    assert_eq!(found[1], (day("2013-06-01"), DueStatus::Overdue));
}

#[test]
fn a_follow_up_falls_due_six_months_after_the_exit_by_the_calendar() {
    assert_eq!(of(left("2013-08-31"), "six-months", "2013-08-31"), [(day("2014-02-28"), DueStatus::Open)]);
    assert_eq!(of(left("2013-08-31"), "six-months", "2013-08-30"), []);
    assert_eq!(of(left("2013-08-31"), "six-months", "2014-03-01")[0].1, DueStatus::Overdue);
}

#[test]
fn a_follow_up_made_early_or_late_is_done() {
    let early = left("2013-06-28").follow_up(1, "2013-10-01", FollowUpResult::Made);
    let late = left("2013-06-28").follow_up(1, "2014-03-01", FollowUpResult::Made);

    assert_eq!(of(early, "six-months", "2014-06-01")[0].1, DueStatus::Done(day("2013-10-01")));
    assert_eq!(of(late, "six-months", "2014-06-01")[0].1, DueStatus::Done(day("2014-03-01")));
}

#[test]
fn a_follow_up_is_tried_three_times_and_then_given_up_which_is_not_made() {
    let tried = |on: &str| {
        let days = ["2013-12-01", "2013-12-10", "2013-12-20"].into_iter();
        let case = days.fold(left("2013-06-28"), |case, on| case.follow_up(1, on, FollowUpResult::NotReached));
        let dues = due_of(&case.build(), &rapla(), day(on));
        dues.into_iter().find(|due| due.rule == "six-months").unwrap()
    };

    let (second, third) = (tried("2013-12-19"), tried("2013-12-20"));

    assert_eq!((second.status, second.tries, second.to_do()), (DueStatus::Open, 2, true));
    assert_eq!(second.reasons[0], Reason::NotReached { tries: 2, last: day("2013-12-10") });
    assert_eq!((third.status, third.tries, third.to_do()), (DueStatus::GivenUp(day("2013-12-20")), 3, false));
    assert_eq!(third.reasons[0], Reason::GivenUp { tries: 3, last: day("2013-12-20") });
}

#[test]
fn when_the_exit_is_corrected_the_follow_up_moves_but_what_was_made_stays_made() {
    let made = |exit: &str| left(exit).follow_up(1, "2013-12-28", FollowUpResult::Made);

    assert_eq!(of(left("2013-06-28"), "six-months", "2013-07-05")[0].0, day("2013-12-28"));
    assert_eq!(of(left("2013-07-03"), "six-months", "2013-07-05")[0].0, day("2014-01-03"));
    let corrected = of(made("2013-07-03"), "six-months", "2014-07-05");
    assert_eq!(corrected, [(day("2014-01-03"), DueStatus::Done(day("2013-12-28")))]);
}

#[test]
fn who_comes_back_before_the_follow_up_is_not_followed_up_but_who_comes_back_after_it_is() {
    let before = left("2013-03-01").enters("2013-05-02");
    let after = left("2013-03-01").enters("2013-10-01");

    assert_eq!(of(before, "six-months", "2013-12-01"), []);
    assert_eq!(of(after, "six-months", "2013-12-01"), [(day("2013-09-01"), DueStatus::Overdue)]);
}

#[test]
fn the_follow_up_of_a_second_stay_is_answered_by_its_own_occurrence() {
    let case = left("2013-03-01").enters("2013-05-02").exits("2013-07-01", ExitReason::Completed).follow_up(
        1,
        "2013-06-30",
        FollowUpResult::Made,
    );

    let found = of(case, "six-months", "2014-02-01");

    assert_eq!(
        found,
        [(day("2013-09-01"), DueStatus::Done(day("2013-06-30"))), (day("2014-01-01"), DueStatus::Overdue)]
    );
}

#[test]
fn nobody_is_followed_up_after_death_but_after_prison_and_moving_away() {
    let after = |why| of(case(1).enters("2013-01-14").exits("2013-06-28", why), "six-months", "2013-07-05").len();

    assert_eq!((after(ExitReason::Died), after(ExitReason::Prison), after(ExitReason::Moved)), (0, 1, 1));
}

#[test]
fn a_wrong_registration_has_no_deadlines() {
    let case = case(1).enters("2013-01-14").exits("2013-06-28", ExitReason::WrongRegistration).build();

    assert_eq!(due_of(&case, &rapla(), day("2013-07-05")), []);
}

#[test]
fn nobody_met_for_thirty_days_is_overdue_on_the_next() {
    let met = |on: &str| case(1).enters("2013-01-14").meets(on, MeetingKind::Talk, Some(MeetingResult::Held));

    assert_eq!(of(met("2013-06-05"), "contact", "2013-07-05"), [(day("2013-07-05"), DueStatus::Open)]);
    assert_eq!(of(met("2013-06-04"), "contact", "2013-07-05")[0].1, DueStatus::Overdue);
    assert_eq!(of(case(1).enters("2013-06-20"), "contact", "2013-07-05")[0].0, day("2013-07-20"));
}

#[test]
fn who_has_a_pause_or_left_need_not_be_met() {
    let paused = case(1).enters("2013-01-14").pause("2013-05-01", Some("2013-06-30"));

    assert_eq!(of(left("2013-06-28"), "contact", "2013-07-05"), []);
    assert_eq!(of(paused, "contact", "2013-06-30"), []);
    let back = case(1).enters("2013-01-14").pause("2013-05-01", Some("2013-06-30"));
    assert_eq!(of(back, "contact", "2013-07-05"), [(day("2013-07-30"), DueStatus::Open)]);
}

#[test]
fn a_probation_is_asked_about_until_something_shows_how_it_ended() {
    let job = || case(1).enters("2013-01-14").works("2013-03-01", None, Some("2013-06-30"));

    assert_eq!(of(job(), "probation", "2013-06-20"), [(day("2013-06-30"), DueStatus::Open)]);
    assert_eq!(of(job(), "probation", "2013-07-05")[0].1, DueStatus::Overdue);
    let shown = job().exits("2013-07-02", ExitReason::Work);
    assert_eq!(of(shown, "probation", "2013-07-05")[0].1, DueStatus::Done(day("2013-07-02")));
    let mut proven = job();
    proven.0.spells[0].record.evidence = "tööleping".to_owned();
    assert_eq!(of(proven, "probation", "2013-07-05")[0].1, DueStatus::Done(day("2013-06-30")));
}

#[test]
fn a_job_that_ends_inside_probation_is_not_asked_about() {
    let lost = case(1).enters("2013-01-14").works("2013-03-01", Some("2013-05-31"), Some("2013-06-30")).build();

    let dues = due_of(&lost, &rapla(), day("2013-07-05"));
    let found = dues.iter().find(|due| due.rule == "probation").unwrap();

    assert_eq!(found.status, DueStatus::Done(day("2013-05-31")));
    assert_eq!(found.reasons, [Reason::LostInProbation { ended: day("2013-05-31"), probation: day("2013-06-30") }]);
}

#[test]
fn two_jobs_that_overlap_have_a_probation_each() {
    let case = case(1).enters("2013-01-14").works("2013-03-01", None, Some("2013-06-30")).works(
        "2013-05-01",
        None,
        Some("2013-08-31"),
    );

    assert_eq!(
        of(case, "probation", "2013-07-05").iter().map(|(on, _)| *on).collect::<Vec<_>>(),
        [day("2013-06-30"), day("2013-08-31"),]
    );
}

#[test]
fn an_action_is_due_on_its_day_unless_it_was_dropped() {
    let mut dropped = case(1).enters("2013-01-14").agreed("Helistada", "2013-07-01");
    dropped.0.actions[0].record.dropped_on = Some(day("2013-07-02"));

    assert_eq!(
        of(case(1).enters("2013-01-14").agreed("Helistada", "2013-07-01"), ACTION_RULE, "2013-07-05")[0].1,
        DueStatus::Overdue
    );
    assert_eq!(of(dropped, ACTION_RULE, "2013-07-05"), []);
}

#[test]
fn a_past_meeting_without_a_result_is_to_be_written_up() {
    let case = || case(1).enters("2013-01-14").meets("2013-07-04", MeetingKind::Talk, None);

    assert_eq!(of(case(), WRITE_UP_RULE, "2013-07-04"), []);
    assert_eq!(of(case(), WRITE_UP_RULE, "2013-07-05"), [(day("2013-07-05"), DueStatus::Open)]);
    assert_eq!(of(case(), WRITE_UP_RULE, "2013-07-06")[0].1, DueStatus::Overdue);
}

#[test]
fn a_meeting_of_several_participants_is_due_once_in_the_programme() {
    let talk = || case(1).enters("2013-01-14").meets("2013-07-01", MeetingKind::Group, None).build();
    let mut facts = facts(vec![talk()], &[]);
    facts.meetings.push(stored(7, (&meeting("2013-07-01", MeetingKind::Group, None)).into()));

    let dues = due(&facts, &rapla(), day("2013-07-05"));

    assert_eq!(dues.iter().filter(|due| due.rule == WRITE_UP_RULE).count(), 1);
}

#[test]
fn every_month_of_the_programme_wants_its_work_meeting_and_a_missed_one_is_not_to_do() {
    let facts = facts(vec![], &["2013-05-10", "2013-05-24"]);
    let mut definition = rapla();
    definition.period.from = day("2013-05-01");
    definition.open_cases = None;

    let dues = due(&facts, &definition, day("2013-07-05"));

    let shown: Vec<_> = dues.iter().map(|due| (due.occurrence, due.due_on, due.status, due.to_do())).collect();
    assert_eq!(
        shown,
        [
            (1, day("2013-05-31"), DueStatus::Done(day("2013-05-10")), false),
            (2, day("2013-06-30"), DueStatus::Missed, false),
            (3, day("2013-07-31"), DueStatus::Open, true),
        ]
    );
}

#[test]
fn a_support_worker_with_too_few_cases_is_noticed() {
    let facts = facts(vec![case(1).enters("2013-01-14").assigned(1, "2013-01-14").build()], &[]);

    let dues = due(&facts, &rapla(), day("2013-07-05"));
    let notice = dues.iter().find(|due| due.rule == CASELOAD_RULE).unwrap();

    assert_eq!(notice.reasons, [Reason::CaseloadUnder { cases: 1, at_least: 5 }]);
}

#[test]
fn the_worklist_parts_late_today_this_week_and_later() {
    // 5 July 2013 was a Friday.
    let mut case = case(1);
    for on in ["2013-07-04", "2013-07-05", "2013-07-07", "2013-07-08"] {
        case = case.agreed("Helistada", on);
    }
    let dues = due_of(&case.build(), &rapla(), day("2013-07-05"));

    let list = worklist(&dues, day("2013-07-05"));

    let days = |part: &[&Due]| part.iter().map(|due| due.due_on.to_string()).collect::<Vec<_>>();
    assert_eq!(days(&list.late), ["2013-07-04"]);
    assert_eq!(days(&list.today), ["2013-07-05"]);
    assert_eq!(days(&list.this_week), ["2013-07-07"]);
    assert_eq!(days(&list.later), ["2013-07-08"]);
}

proptest! {
    #[test]
    fn what_is_due_depends_on_the_dates_alone(
        entry in 0i64..200, length in 1i64..400, back in 0i64..300, ahead in 0i64..900, made in prop::option::of(0i64..400),
    ) {
        let start = day("2013-01-02");
        let text = |days: i64| add_days(start, days).to_string();
        let mut case = case(1)
            .enters(&text(entry))
            .exits(&text(entry + length), ExitReason::Completed)
            .enters(&text(entry + length + back));
        if let Some(made) = made {
            case = case.follow_up(1, &text(entry + length + made), FollowUpResult::Made);
        }
        let case = case.build();
        let mut shuffled = case.clone();
        shuffled.stays.reverse();
        let on = add_days(start, ahead);

        let dues = due_of(&case, &rapla(), on);

        prop_assert_eq!(&dues, &due_of(&shuffled, &rapla(), on), "the order of the records is no fact");
        prop_assert!(dues.is_sorted_by_key(|due| due.due_on));
        for due in &dues {
            prop_assert!(!due.reasons.is_empty());
            prop_assert!(matches!(due.status, DueStatus::Done(_)) || (due.status == DueStatus::Overdue) == (on > due.due_on));
            prop_assert_eq!(dues.iter().filter(|other| (&other.rule, other.subject, other.occurrence)
                == (&due.rule, due.subject, due.occurrence)).count(), 1);
        }
    }
}
