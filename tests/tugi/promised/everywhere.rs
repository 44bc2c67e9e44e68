//! What holds for every programme that comes with the program, whatever its text promises.

use std::collections::BTreeSet;

use tugi::{
    definitions, demo,
    domain::{
        Participation, count,
        definition::{Condition, Unit},
    },
};

use super::trained;
use crate::shell::Shell;

fn codes() -> impl Iterator<Item = &'static str> {
    demo::REGISTERS.iter().map(|(code, _)| *code)
}

#[test]
fn every_programme_has_a_training_register() {
    assert!(definitions::EMBEDDED.iter().map(|(code, _)| *code).eq(codes()));
}

#[test]
fn every_training_register_is_whole() {
    for code in codes() {
        assert_eq!(trained(code).store.verify().unwrap().faults, [], "{code}");
    }
}

#[test]
fn every_decision_on_an_application_says_what_it_rested_on() {
    for code in codes() {
        for participation in trained(code).store.all::<Participation>().unwrap() {
            let decided = &participation.record;
            assert_eq!(decided.ruling.is_some(), decided.ruling_basis.starts_with('{'), "{code}: {}", participation.id);
        }
    }
}

#[test]
fn the_three_lists_of_every_promise_are_everybody_once() {
    for code in codes() {
        let trained = trained(code);
        let ever = trained.facts.cases.iter().filter(|case| case.stays.iter().any(|s| s.entered_on() <= trained.today));
        let ever = ever.count();
        for promise in trained.definition.promises.iter().filter(|promise| promise.unit == Unit::Participations) {
            let figure = count(promise, &trained.facts, &trained.definition, trained.today);
            let lists = [&figure.counted, &figure.not_counted, &figure.outside];
            let everybody = if promise.universe == [Condition::Applied] { trained.facts.cases.len() } else { ever };
            let who: BTreeSet<_> = lists.into_iter().flatten().map(|entry| entry.who).collect();

            assert_eq!(lists.map(Vec::len).iter().sum::<usize>(), everybody, "{code}: {}", promise.id);
            assert_eq!(who.len(), everybody, "{code}: {}", promise.id);
        }
    }
}

#[test]
fn the_program_prints_the_figures_that_the_questions_answer() {
    for code in codes() {
        let (shell, trained) = (Shell::with_demo_of(code), trained(code));

        let printed = shell.json(&["figures", "--json", "--file", "demo.tugi"]);

        assert_eq!(
            (printed["programme"].as_str(), printed["day"].as_str()),
            (Some(code), Some(&*trained.today.to_string()))
        );
        let figures = printed["figures"].as_array().unwrap();
        for promise in &trained.definition.promises {
            let figure = figures.iter().find(|figure| figure["promise"] == promise.id).unwrap();
            assert_eq!(figure["counted"], trained.value(&promise.id).counted(), "{code}: {}", promise.id);
        }
    }
}
