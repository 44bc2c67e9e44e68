//! Trakai: the measure for people without work.

use std::collections::BTreeSet;

use tugi::domain::{FigureValue, MeetingKind, Referral, Verdict, count, definition::Framework};

use super::{day, definition, says, share, stated, trained};

const CODE: &str = "trakai-2024";

#[test]
fn the_definition_says_every_number_and_every_list_of_the_text() {
    let definition = definition(CODE);
    let ids = |items: &[tugi::domain::definition::Item]| items.iter().map(|item| item.id.clone()).collect::<Vec<_>>();

    stated(CODE, "Planuojama, kad 2024 m.");
    assert_eq!((definition.period.from, definition.period.end()), (day("2024-01-01"), Some(day("2024-12-31"))));
    stated(CODE, "Šiuo metu tokių asmenų – besirengiančių darbo rinkai, Trakų rajone yra daugiau nei 300.");
    assert_eq!(definition.stated[0].value, "> 300");
    stated(CODE, "nukreips seniūnai");
    assert_eq!(ids(&definition.referral_sources), ["employment-service", "elder", "association", "other-body"]);
    stated(CODE, "socialinio darbo … visuomenės sveikatos … užimtumo … sveikatos priežiūros specialistų komanda");
    assert_eq!(ids(&definition.case_team), ["social-work", "public-health", "employment", "health-care"]);
    assert_eq!(ids(&definition.components), ["skills", "addiction", "debts", "care", "transport", "other"]);
    assert_eq!(ids(&definition.components), ids(&definition.barriers));
    assert_eq!(definition.framework.unwrap().value, Framework::Own);
}

#[test]
fn the_training_register_answers_every_promise() {
    says(
        CODE,
        &[
            (
                "Planuojama, kad 2024 m. priemonėje sudalyvaus ir reikiamas konsultacijas bei paslaugas gaus 100 Trakų rajono savivaldybės gyventojų.",
                "served",
                FigureValue::Count(100),
            ),
            ("priemonėje sudalyvaus", "participants", FigureValue::Count(103)),
            ("padės kiekvienam priemonės dalyviui įsivertinti", "barriers-assessed", share(99, 99)),
            ("padėsiančias šias priežastis šalinti", "barriers-lower", share(70, 77)),
            ("sudarys pagalbos planą", "plans", share(98, 99)),
            ("socialinių įgūdžių ir motyvacijos stiprinimo", "service-skills", FigureValue::Count(33)),
            ("gydymo nuo priklausomybių paslaugos", "service-addiction", FigureValue::Count(50)),
            ("konsultacijos dėl skolų grąžinimo", "service-debts", FigureValue::Count(33)),
            ("globos ar priežiūros paslaugų prieinamumo", "service-care", FigureValue::Count(67)),
            ("susisiekimo problemų sprendimas", "service-transport", FigureValue::Count(17)),
            ("ir kitos paslaugos", "service-other", FigureValue::Count(48)),
            ("Nuotraukoje – pirmasis atvejo komandos susitikimas.", "case-team-meetings", FigureValue::Count(11)),
            ("grįžti ar integruotis į darbo rinką", "found-work", FigureValue::Count(15)),
        ],
    );
}

#[test]
fn who_has_entered_but_got_no_service_yet_is_not_one_of_the_hundred() {
    let trained = trained(CODE);
    let promise = trained.definition.promise("served").unwrap();

    let figure = count(promise, &trained.facts, &trained.definition, trained.today);
    let in_time = count(promise, &trained.facts, &trained.definition, day("2024-11-01"));

    assert_eq!((figure.counted.len(), figure.not_counted.len(), figure.outside.len()), (100, 3, 4));
    assert_eq!((figure.verdict, in_time.verdict), (Some(Verdict::Met), Some(Verdict::NotMet)));
}

#[test]
fn everybody_was_encouraged_or_referred_by_a_source_that_the_text_names() {
    let trained = trained(CODE);
    let referrals = trained.store.all::<Referral>().unwrap();
    let bodies: BTreeSet<&str> = referrals.iter().map(|row| row.record.body.as_str()).collect();

    assert_eq!(referrals.len(), 107);
    assert!(bodies.iter().eq(["association", "elder", "employment-service", "other-body"].iter()));
}

#[test]
fn the_first_meeting_of_the_case_team_was_in_february_with_all_four_fields() {
    let trained = trained(CODE);
    let definition = definition(CODE);
    let first = trained.facts.meetings.iter().find(|meeting| meeting.record.kind == MeetingKind::CaseTeam).unwrap();
    let fields: BTreeSet<_> =
        trained.facts.cases.iter().flat_map(|case| &case.team).map(|row| &row.record.field).collect();

    assert_eq!(first.record.date, day("2024-02-06"));
    assert_eq!(fields.len(), definition.case_team.len());
}
