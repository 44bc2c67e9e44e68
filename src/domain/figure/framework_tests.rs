//! What the funders' indicators promise: one person once per operation for the Social Fund, every stay for the Swedish
//! follow-up, breakdowns that add up.

use super::*;
use crate::domain::definition::{Definition, Framework, Given};
use crate::domain::testing::{Builder, case, day, facts, rapla, stored};
use crate::domain::{Answer, CircumstanceKind, Education, ExitReason, Gender, Id, Labour, Missing, Moment, Status};

fn under(framework: Framework) -> Definition {
    let text = crate::definitions::EMBEDDED[0].1;
    let code = serde_json::to_value(framework).unwrap();
    let text = format!("{text}\n[framework]\nvalue = {code}\n");
    let definition = crate::definitions::parse(&text).unwrap();
    assert_eq!(definition.framework, Some(Given { value: framework, words: None, chosen: None }));
    definition
}

fn status(mut of: Builder, moment: Moment, on: &str, labour: Labour) -> Builder {
    let status =
        Status { labour: Some(labour), education: Some(Education::Isced3), ..Status::on(of.0.id(), day(on), moment) };
    of.0.statuses.push(stored(of.0.statuses.len() as i64 + 1, status));
    of
}

/// A woman of 1980 who was unemployed when she entered.
fn unemployed(id: i64) -> Builder {
    let mut of = case(id).enters("2013-01-14");
    of.0.person.record.gender = Some(Gender::Woman);
    status(of, Moment::Entry, "2013-01-14", Labour::Unemployed)
}

fn figure(id: &str, cases: Vec<Builder>, framework: Framework, on: &str) -> Figure {
    let definition = under(framework);
    let facts = facts(cases.into_iter().map(Builder::build).collect(), &[]);
    count(definition.promise(id).unwrap(), &facts, &definition, day(on))
}

fn ids(entries: &[Entry]) -> Vec<i64> {
    let id = |entry: &Entry| match entry.who {
        Who::Participation(id) | Who::Stay { participation: id, .. } => id.0,
        _ => 0,
    };
    entries.iter().map(id).collect()
}

/// Enters unemployed, leaves without work, comes back and leaves for work.
fn came_back(id: i64) -> Builder {
    let first = unemployed(id).exits("2013-03-01", ExitReason::BrokeOff);
    let back = status(first, Moment::Exit, "2013-03-01", Labour::Unemployed).enters("2013-05-06");
    status(back.exits("2013-09-02", ExitReason::Work), Moment::Exit, "2013-09-02", Labour::Employed)
}

#[test]
fn who_comes_back_counts_once_with_the_first_entry_and_the_last_exit() {
    let total = figure("CO00", vec![came_back(1)], Framework::Esf2014, "2013-12-31");
    let in_work = figure("CR04", vec![came_back(1)], Framework::Esf2014, "2013-12-31");

    assert_eq!(total.value, FigureValue::Count(1));
    assert_eq!(in_work.value, FigureValue::Share { counted: 1, base: 1 });
}

#[test]
fn in_the_swedish_follow_up_who_comes_back_counts_twice() {
    let ended = figure("SUS-ended", vec![came_back(1)], Framework::Sus, "2013-12-31");
    let after = figure("SUS-work-or-study", vec![came_back(1)], Framework::Sus, "2013-12-31");

    assert_eq!(ended.value, FigureValue::Count(2));
    assert_eq!(after.value, FigureValue::Share { counted: 1, base: 2 });
}

#[test]
fn an_incomplete_record_counts_in_the_total_only_and_says_what_is_missing() {
    let lacking = || {
        let mut of = unemployed(2);
        of.0.statuses[0].record.education = None;
        of.0.person.record.gender = None;
        of
    };

    let total = figure("EECO01", vec![unemployed(1), lacking()], Framework::EsfPlus, "2013-07-05");
    let unemployed = figure("EECO02", vec![unemployed(1), lacking()], Framework::EsfPlus, "2013-07-05");

    assert_eq!((total.value, ids(&unemployed.counted)), (FigureValue::Count(2), vec![1]));
    let missing = vec![Missing::Gender, Missing::Education];
    assert_eq!(unemployed.outside[0].reason, Reason::Incomplete { missing });
}

#[test]
fn the_status_groups_add_up_to_the_complete_records() {
    let of = |id, labour| {
        let mut of = case(id).enters("2013-01-14");
        of.0.person.record.gender = Some(Gender::Man);
        status(of, Moment::Entry, "2013-01-14", labour)
    };
    let cases =
        || vec![of(1, Labour::Unemployed), of(2, Labour::Inactive), of(3, Labour::Employed), of(4, Labour::Studying)];
    let counted = |id| figure(id, cases(), Framework::EsfPlus, "2013-07-05").value.counted();

    assert_eq!(counted("EECO02") + counted("EECO04") + counted("EECO05"), 4);
    assert_eq!(counted("EECO06") + counted("EECO07") + counted("EECO08"), 0);
}

#[test]
fn a_result_needs_a_change_from_the_entry() {
    let employed = || {
        let mut of = case(1).enters("2013-01-14");
        of.0.person.record.gender = Some(Gender::Man);
        let of = status(of, Moment::Entry, "2013-01-14", Labour::Employed).exits("2013-06-28", ExitReason::Work);
        status(of, Moment::Exit, "2013-06-28", Labour::Employed)
    };

    let figure = figure("EECR04", vec![employed()], Framework::EsfPlus, "2013-12-31");

    assert_eq!(figure.value, FigureValue::Share { counted: 0, base: 0 });
}

#[test]
fn a_job_counts_within_four_weeks_after_leaving_and_not_later() {
    let left = |from: &str| unemployed(1).exits("2013-06-28", ExitReason::Completed).works(from, None, None);

    let in_time = figure("CR04", vec![left("2013-07-26")], Framework::Esf2014, "2013-12-31");
    let late = figure("CR04", vec![left("2013-07-27")], Framework::Esf2014, "2013-12-31");

    assert_eq!((in_time.value.counted(), late.value.counted()), (1, 0));
    assert!(late.not_counted[0].unknown);
}

#[test]
fn long_term_unemployment_depends_on_age_in_the_older_framework_only() {
    let young = || {
        let mut of = unemployed(1).circumstance(CircumstanceKind::OutOfWork, Answer::Yes, Some("2012-06-01"));
        of.0.person.record.born = Some(day("1990-01-01"));
        of
    };

    let older = figure("CO02", vec![young()], Framework::Esf2014, "2013-07-05");
    let newer = figure("EECO03", vec![young()], Framework::EsfPlus, "2013-07-05");

    assert_eq!((older.value.counted(), newer.value.counted()), (1, 0));
}

#[test]
fn fifty_five_is_above_54_and_thirty_is_not_young() {
    let aged = |id, born: &str| {
        let mut of = unemployed(id);
        of.0.person.record.born = Some(day(born));
        of
    };
    let cases = || vec![aged(1, "1958-01-14"), aged(2, "1958-01-15"), aged(3, "1983-01-14"), aged(4, "1983-01-15")];

    assert_eq!(ids(&figure("CO07", cases(), Framework::Esf2014, "2013-07-05").counted), [1]);
    assert_eq!(ids(&figure("EECO07", cases(), Framework::EsfPlus, "2013-07-05").counted), [4]);
}

#[test]
fn every_indicator_of_every_framework_adds_up_to_everybody_it_looks_at() {
    let gone = || unemployed(3).exits("2013-02-01", ExitReason::WrongRegistration);
    for framework in [Framework::Esf2014, Framework::EsfPlus, Framework::Sus] {
        let definition = under(framework);
        let facts = facts([unemployed(1), came_back(2), gone(), case(4)].map(Builder::build).to_vec(), &[]);
        for indicator in &definition.indicators {
            let figure = count(indicator, &facts, &definition, day("2013-12-31"));
            let expected = if indicator.unit == Unit::Stays { 5 } else { 4 };

            assert_eq!(figure.everybody(), expected, "{}", indicator.id);
            assert!(!figure.counted.iter().any(|entry| entry.who == Who::Participation(Id(3))));
        }
    }
}

#[test]
fn a_programme_without_a_framework_has_no_indicators() {
    assert!(rapla().indicators.is_empty());
}
