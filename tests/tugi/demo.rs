//! The training register: each number it promises, counted straight from the records and not by the questions of the domain.

use chrono::{Datelike, NaiveDate};
use tugi::{
    demo,
    domain::{
        Action, Assignment, Attendance, Circumstance, CircumstanceKind as Is, Entity, ExitReason, Id, Meeting,
        MeetingKind, MeetingResult, Participation, Pause, Person, Plan, Programme, Register, Spell, SpellKind, Status,
        Stay, Stored, Worker, WorkerRole,
    },
    store::{Collation, LogFilter, Store},
};

/// The day on which the training register stands still.
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2013, 7, 5).unwrap();

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn filled() -> Store {
    let mut store = Store::in_memory(Collation::plain()).unwrap();
    demo::fill(&mut store, "rapla-2013").unwrap();
    store
}

fn all<T: Entity>(store: &Store) -> Vec<T> {
    store.all::<T>().unwrap().into_iter().map(|stored| stored.record).collect()
}

fn open_stays(store: &Store) -> Vec<Stay> {
    all::<Stay>(store).into_iter().filter(|stay| stay.exited_on.is_none()).collect()
}

/// The people of whom a circumstance held on a day.
fn people_with(store: &Store, kind: Is, on: impl Fn(Id) -> NaiveDate) -> Vec<Id> {
    let holding = all::<Circumstance>(store).into_iter().filter(|fact| {
        fact.kind == kind
            && fact.answer == tugi::domain::Answer::Yes
            && fact.since.is_none_or(|since| since <= on(fact.person))
            && fact.until.is_none_or(|until| on(fact.person) <= until)
    });
    holding.map(|fact| fact.person).collect()
}

/// The day on which a person entered; people and participations have the same numbers here.
fn entry(store: &Store, person: Id) -> NaiveDate {
    all::<Stay>(store).into_iter().find(|stay| stay.participation == person).map_or(NaiveDate::MAX, |s| s.entered_on)
}

#[test]
fn the_demo_is_a_whole_register_of_rapla_that_stands_still_on_5_july_2013() {
    let store = filled();

    let verdict = store.verify().unwrap();
    let register = Register {
        office: "Rapla vald".into(),
        language: "et".into(),
        training_day: Some(TODAY),
        ..Register::default()
    };

    assert_eq!(verdict.faults, []);
    assert_eq!(all::<Register>(&store), [register]);
    let programmes = all::<Programme>(&store);
    assert_eq!(programmes.len(), 1);
    assert_eq!(tugi::definitions::parse(&programmes[0].definition).unwrap().code, programmes[0].code);
}

#[test]
fn the_demo_was_written_in_a_few_saves_before_its_day() {
    let store = filled();

    let log = store.log(&LogFilter::default()).unwrap();

    assert!(log.iter().all(|entry| entry.at.as_str() < "2013-07-05" && entry.who == "haldur"));
    assert_eq!(log.len(), store.verify().unwrap().records);
}

#[test]
fn a_demo_in_a_file_is_made_once_and_never_over_another_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.tugi");

    let made = demo::create(&path, "rapla-2013", Collation::plain()).unwrap();

    assert_eq!(made.path(), Some(path.as_path()));
    assert!(demo::create(&path, "rapla-2013", Collation::plain()).is_err());
    assert_eq!(Store::open(&path, Collation::plain()).unwrap().all::<Person>().unwrap().len(), 27);
}

#[test]
fn twenty_three_entered_between_january_and_june_and_twenty_are_still_there() {
    let store = filled();
    let stays: Vec<Stay> = all(&store);

    assert_eq!(stays.len(), 23);
    for month in 1..=6 {
        assert!(stays.iter().any(|stay| stay.entered_on.month() == month), "nobody entered in month {month}");
    }
    assert!(stays.iter().all(|stay| stay.entered_on >= day("2013-01-01") && stay.entered_on < day("2013-07-01")));
    assert!(all::<Participation>(&store).iter().all(|part| part.applied_on >= Some(day("2013-01-01"))));
    assert_eq!(open_stays(&store).len(), 20);
}

#[test]
fn there_are_never_more_than_twenty_at_once_and_a_freed_place_is_filled_again() {
    let stays: Vec<Stay> = all(&filled());
    let at_once = |on: NaiveDate| {
        stays.iter().filter(|stay| stay.entered_on <= on && stay.exited_on.is_none_or(|exit| on < exit)).count()
    };

    let most: Vec<usize> = day("2013-01-01").iter_days().take_while(|on| *on <= TODAY).map(at_once).collect();

    assert_eq!(most.iter().max(), Some(&20));
    assert_eq!(at_once(day("2013-05-07")), 19);
    assert_eq!(at_once(TODAY), 20);
}

#[test]
fn exactly_three_found_work_passed_probation_and_left() {
    let store = filled();
    let left: Vec<Stay> = all::<Stay>(&store).into_iter().filter(|stay| stay.exited_on.is_some()).collect();
    let jobs: Vec<Spell> = all(&store);

    assert_eq!(left.len(), 3);
    for stay in left {
        let job = jobs.iter().find(|job| job.participation == stay.participation).unwrap();
        assert_eq!((stay.exit_reason, job.kind, job.to), (Some(ExitReason::Work), SpellKind::Work, None));
        assert!(job.from > stay.entered_on && job.probation_ends_on <= stay.exited_on);
    }
}

#[test]
fn one_who_stays_has_passed_probation_one_is_in_it_and_one_lost_the_job_inside_it() {
    let store = filled();
    let open: Vec<Id> = open_stays(&store).iter().map(|stay| stay.participation).collect();
    let jobs: Vec<Spell> = all(&store);
    let jobs = jobs.iter().filter(|job| job.kind == SpellKind::Work && open.contains(&job.participation));
    let probation = |job: &&Spell| job.probation_ends_on.unwrap();

    assert_eq!(jobs.clone().filter(|job| job.to.is_none() && probation(job) < TODAY).count(), 1);
    assert_eq!(jobs.clone().filter(|job| job.to.is_none() && probation(job) >= TODAY).count(), 1);
    assert_eq!(jobs.filter(|job| job.to.is_some_and(|to| to < probation(job))).count(), 1);
}

#[test]
fn each_of_three_support_workers_has_at_least_five_open_cases() {
    let store = filled();
    let open: Vec<Id> = open_stays(&store).iter().map(|stay| stay.participation).collect();
    let assignments: Vec<Assignment> = all(&store);
    let workers: Vec<Stored<Worker>> = store.all().unwrap();
    let cases = |worker: &Stored<Worker>| {
        let now = |given: &&Assignment| given.worker == worker.id && given.holds(TODAY);
        assignments.iter().filter(now).filter(|given| open.contains(&given.participation)).count()
    };
    let of = |role| workers.iter().filter(move |worker| worker.record.role == Some(role));

    assert_eq!(of(WorkerRole::Support).map(cases).collect::<Vec<_>>(), [6, 7, 7]);
    assert_eq!(of(WorkerRole::ProjectManager).map(cases).collect::<Vec<_>>(), [0]);
    assert_eq!(of(WorkerRole::SocialWorker).map(cases).collect::<Vec<_>>(), [0, 0]);
    for stay in all::<Stay>(&store) {
        let on = stay.exited_on.unwrap_or(TODAY);
        let holding = assignments.iter().filter(|given| given.participation == stay.participation && given.holds(on));
        assert_eq!(holding.count(), 1, "participation {}", stay.participation);
    }
}

#[test]
fn one_case_was_handed_over() {
    let assignments: Vec<Assignment> = all(&filled());
    let over = |given: &&Assignment| {
        given.to.is_some_and(|to| {
            assignments.iter().any(|next| {
                next.participation == given.participation
                    && next.worker != given.worker
                    && to.succ_opt() == Some(next.from)
            })
        })
    };

    assert_eq!(assignments.iter().filter(over).count(), 1);
}

#[test]
fn nine_work_meetings_were_held_at_least_one_a_month_and_none_yet_in_july() {
    let store = filled();
    let held = |meeting: &Stored<Meeting>| {
        meeting.record.kind == MeetingKind::WorkMeeting && meeting.record.result == Some(MeetingResult::Held)
    };
    let held: Vec<_> = store.all::<Meeting>().unwrap().into_iter().filter(held).collect();
    let present: Vec<Attendance> = all(&store);
    let actions: Vec<Action> = all(&store);

    assert_eq!(held.len(), 9);
    for month in 1..=6 {
        assert!(held.iter().any(|meeting| meeting.record.date.month() == month), "none in month {month}");
    }
    for meeting in held {
        assert!(meeting.record.date < day("2013-07-01"));
        let there = present.iter().filter(|row| row.meeting == meeting.id && row.worker.is_some()).count();
        assert!(there >= 4, "{there} on {}", meeting.record.date);
        assert!(actions.iter().any(|action| action.meeting == Some(meeting.id)), "{}", meeting.record.date);
    }
}

#[test]
fn eight_lone_parents_on_benefit_and_four_released_people_entered() {
    let store = filled();
    let on = |person| entry(&store, person);
    let benefit = people_with(&store, Is::SubsistenceBenefit, on);
    let entered = |person: &Id| on(*person) <= TODAY;

    let parents = people_with(&store, Is::LoneParent, on).into_iter().filter(entered);
    let released = people_with(&store, Is::ReleasedFromPrison, on).into_iter().filter(entered);

    assert_eq!(parents.filter(|person| benefit.contains(person)).count(), 8);
    assert_eq!(released.count(), 4);
}

#[test]
fn four_wait_two_of_them_accepted_and_of_one_it_is_unknown_since_when_there_is_no_work() {
    let store = filled();
    let entered: Vec<Id> = all::<Stay>(&store).iter().map(|stay| stay.participation).collect();
    let waiting: Vec<_> = store.all::<Participation>().unwrap();
    let waiting: Vec<_> = waiting.into_iter().filter(|part| !entered.contains(&part.id)).collect();
    let asked: Vec<Circumstance> = all(&store);
    let unknown = waiting
        .iter()
        .filter(|part| !asked.iter().any(|fact| fact.person == part.record.person && fact.kind == Is::OutOfWork));

    assert_eq!(waiting.len(), 4);
    assert_eq!(waiting.iter().filter(|part| part.record.ruling.is_some()).count(), 2);
    assert_eq!(unknown.count(), 1);
}

#[test]
fn everybody_who_entered_was_of_working_age_and_out_of_work_for_a_year() {
    let store = filled();
    let people: Vec<Stored<Person>> = store.all().unwrap();
    let asked: Vec<Circumstance> = all(&store);

    for stay in all::<Stay>(&store) {
        let person = people.iter().find(|person| person.id == stay.participation).unwrap();
        let born = person.record.born.unwrap();
        assert!((1958..=1994).contains(&born.year()));
        let year_before = day(&format!("{}-{}", stay.entered_on.year() - 1, stay.entered_on.format("%m-%d")));
        let long = asked
            .iter()
            .any(|fact| fact.person == person.id && fact.kind == Is::OutOfWork && fact.since.unwrap() <= year_before);
        assert!(long, "{}", person.record.name());
    }
}

#[test]
fn about_125_talks_visits_and_calls_are_noted_and_one_talk_waits_to_be_written_up() {
    let meetings: Vec<Meeting> = all(&filled());
    let personal = |kind| matches!(kind, MeetingKind::Talk | MeetingKind::HomeVisit | MeetingKind::Phone);

    assert_eq!(meetings.iter().filter(|meeting| personal(meeting.kind) && meeting.result.is_some()).count(), 125);
    let held = meetings.iter().filter(|meeting| meeting.result == Some(MeetingResult::Held));
    assert!(held.clone().all(|meeting| !meeting.notes.is_empty() && meeting.minutes.is_some() && meeting.date < TODAY));
    let open = |meeting: &&Meeting| meeting.result.is_none();
    assert_eq!(meetings.iter().filter(open).filter(|meeting| meeting.date < TODAY).count(), 1);
    assert_eq!(meetings.iter().filter(open).filter(|meeting| meeting.date > TODAY).count(), 3);
}

#[test]
fn three_of_those_who_entered_have_no_plan_and_every_worker_sees_decisions_done_open_and_overdue() {
    let store = filled();
    let planned: Vec<Id> = all::<Plan>(&store).iter().map(|plan| plan.participation).collect();
    let actions: Vec<Action> = all(&store);

    assert_eq!(all::<Stay>(&store).iter().filter(|stay| !planned.contains(&stay.participation)).count(), 3);
    for worker in [Id(1), Id(2)] {
        let own = actions.iter().filter(|action| action.worker == Some(worker));
        assert!(own.clone().any(|action| action.done_on.is_some()));
        assert!(own.clone().any(|action| action.open() && action.due_on.is_some_and(|due| due < TODAY)));
        assert!(own.clone().any(|action| action.open() && action.due_on.is_some_and(|due| due > TODAY)));
    }
    assert!(actions.iter().any(|action| action.dropped_on.is_some()));
    assert!(actions.iter().all(|action| action.done_on.is_none_or(|done| done < TODAY)));
}

#[test]
fn one_is_paused_and_those_who_left_have_a_status_before_and_after() {
    let store = filled();
    let pauses: Vec<Pause> = all(&store);
    let statuses: Vec<Status> = all(&store);

    assert!(matches!(&pauses[..], [pause] if pause.from < TODAY && pause.to.is_some_and(|to| to > TODAY)));
    for stay in all::<Stay>(&store).into_iter().filter(|stay| stay.exited_on.is_some()) {
        let days: Vec<_> =
            statuses.iter().filter(|status| status.participation == stay.participation).map(|s| s.date).collect();
        assert_eq!(days, [stay.entered_on, stay.exited_on.unwrap()]);
    }
}

#[test]
fn the_names_try_the_screen_and_the_codes_have_a_right_check_digit_and_no_hospital() {
    let people: Vec<Person> = all(&filled());
    let letters: String = people.iter().map(Person::name).collect();

    for letter in ['õ', 'ä', 'ö', 'ü', 'Š', 'ž'] {
        assert!(letters.contains(letter), "no {letter}");
    }
    assert!(people.iter().any(|person| person.name().chars().count() > 35));
    assert_eq!(people.iter().filter(|person| person.protected).count(), 1);
    for person in people {
        let digits: Vec<u32> = person.national_id.chars().map(|sign| sign.to_digit(10).unwrap()).collect();
        let sum = |weights: [u32; 10]| weights.iter().zip(&digits).map(|(weight, digit)| weight * digit).sum::<u32>();
        let check = match sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11 {
            10 => sum([3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10,
            digit => digit,
        };
        assert_eq!(digits[10], check, "{}", person.name());
        // Hospitals gave serial numbers up to 710.
        assert!(person.national_id[7..10].parse::<u32>().unwrap() >= 990);
        assert_eq!(person.national_id[1..7], person.born.unwrap().format("%y%m%d").to_string());
    }
}
