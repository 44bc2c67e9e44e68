//! What is still possible, and since when it is not.

use super::*;
use crate::domain::definition::{Days as Between, Total};
use crate::domain::testing::{Builder, case, day, facts, rapla};
use crate::domain::{Definition, ExitReason, Ruling};

/// Rapla with one promise: this share of those who left found work.
fn promising(at_least: u32, most_in_all: Option<u32>) -> Definition {
    let mut definition = rapla();
    definition.period.to = Some(day("2014-12-31"));
    let mut promise = definition.promise("found-work-of-ended").unwrap().clone();
    promise.counted = vec![Condition::ExitedFor(vec![ExitReason::Work])];
    promise.target = Some(Band { at_least: Some(at_least), at_most: None });
    definition.promises = vec![promise];
    definition.places_in_total = most_in_all
        .map(|most| Total {
            value: Band { at_least: None, at_most: Some(most) },
            within: None::<Between>,
            words: None,
            chosen: None,
        })
        .into_iter()
        .collect();
    definition
}

fn of(cases: Vec<Builder>, definition: &Definition, on: &str) -> Pace {
    let facts = facts(cases.into_iter().map(Builder::build).collect(), &[]);
    let promise = &definition.promises[0];
    let figure = count(promise, &facts, definition, day(on));
    pace(promise, &figure, &facts, definition, day(on)).unwrap()
}

fn left(id: i64, on: &str, why: ExitReason) -> Builder {
    case(id).enters("2013-01-14").exits(on, why)
}

#[test]
fn what_is_not_reached_says_how_many_are_needed() {
    let cases = vec![left(1, "2013-05-02", ExitReason::Moved), left(2, "2013-06-03", ExitReason::Work)];

    let found = of(cases, &promising(60, None), "2013-07-05");

    assert_eq!((found.reach, found.still_needed), (Reach::Possible, 1));
}

#[test]
fn it_is_lost_from_the_day_on_which_even_the_best_case_is_not_enough() {
    let cases = || {
        vec![
            left(1, "2013-03-01", ExitReason::Moved),
            left(2, "2013-05-02", ExitReason::Moved),
            left(3, "2013-06-03", ExitReason::Moved),
            case(4).enters("2013-01-14"),
        ]
    };

    let capped = of(cases(), &promising(40, Some(4)), "2013-07-05");
    let room_left = of(cases(), &promising(40, Some(5)), "2013-07-05");

    // Of four, 40 % are two people: with three gone without work only one is left.
    assert_eq!(capped.reach, Reach::Lost(day("2013-06-03")));
    assert_eq!(room_left.reach, Reach::Possible);
}

#[test]
fn who_was_refused_or_registered_by_mistake_takes_no_place() {
    let cases = vec![
        left(1, "2013-03-01", ExitReason::Moved),
        left(2, "2013-05-02", ExitReason::Moved),
        left(3, "2013-06-03", ExitReason::WrongRegistration),
        case(4).ruled(Ruling::Refused, "2013-02-01"),
    ];

    // Two of four places are left, and two of four are enough.
    assert_eq!(of(cases, &promising(40, Some(4)), "2013-07-05").reach, Reach::Possible);
}

#[test]
fn who_is_promised_for_everybody_is_lost_with_the_first_failure() {
    let cases = vec![left(1, "2013-03-01", ExitReason::Moved), left(2, "2013-05-02", ExitReason::Work)];

    assert_eq!(of(cases, &promising(100, None), "2013-07-05").reach, Reach::Lost(day("2013-03-01")));
}

#[test]
fn after_the_end_nothing_more_is_possible() {
    let cases = || vec![left(1, "2013-05-02", ExitReason::Moved)];

    assert_eq!(of(cases(), &promising(40, None), "2014-12-31").reach, Reach::Possible);
    assert_eq!(of(cases(), &promising(40, None), "2015-02-01").reach, Reach::Lost(day("2015-01-01")));
}

#[test]
fn a_number_says_where_it_should_stand_today() {
    let mut definition = promising(40, None);
    definition.promises = vec![rapla().promise("participants").unwrap().clone()];
    definition.promises[0].target = Some(Band { at_least: Some(60), at_most: None });

    let found = of(vec![case(1).enters("2013-01-14")], &definition, "2013-12-31");

    assert_eq!((found.by_today, found.still_needed, found.reach), (Some(30), 59, Reach::Possible));
}

#[test]
fn more_than_the_most_is_broken_and_does_not_mend() {
    let mut definition = promising(40, None);
    definition.promises = vec![rapla().promise("participants").unwrap().clone()];
    definition.promises[0].target = Some(Band { at_least: None, at_most: Some(1) });
    let cases = vec![case(1).enters("2013-01-14"), case(2).enters("2013-02-01")];

    assert_eq!(of(cases, &definition, "2013-07-05").reach, Reach::Lost(day("2013-02-01")));
}
