//! Torsås: the road to self-support.

use tugi::domain::{Case, Due, DueStatus, FigureValue, Id, Reason, Verdict, Who, count, definition::Framework, due_of};

use super::{Trained, day, definition, says, share, stated, trained};

const CODE: &str = "torsas-2013";

/// The participation with this number.
fn case(trained: &Trained, id: i64) -> &Case {
    trained.facts.cases.iter().find(|case| case.id() == Id(id)).unwrap()
}

/// When a deadline of a stay is due, and whether it was done.
fn due(case: &Case, rule: &str, on: &str) -> Due {
    let dues = due_of(case, &definition(CODE), day(on));
    dues.into_iter().find(|due| due.rule == rule && due.occurrence == 1).unwrap()
}

#[test]
fn the_definition_says_every_number_of_the_text() {
    let definition = definition(CODE);

    stated(CODE, "Projektet påbörjades den 1 september 2013 och pågick ursprungligen till den 31 december 2015.");
    assert_eq!((definition.period.from, definition.period.to), (day("2013-09-01"), Some(day("2015-12-31"))));
    stated(CODE, "förlängts under ytterligare två år och pågår nu till 31 december 2017.");
    assert_eq!(definition.period.end(), Some(day("2017-12-31")));
    stated(CODE, "Totalt förväntas 28-30 personer delta i projektet under 2016-2017.");
    let [total] = &definition.places_in_total[..] else { panic!("one total") };
    assert_eq!((total.value.at_least, total.value.at_most), (Some(28), Some(30)));
    stated(CODE, "överstiger inte ett år");
    assert_eq!(definition.limit_of_stay.as_ref().unwrap().value.years, 1);
    stated(CODE, "Vägledaren hjälper individen genom programmet i fem steg där varje steg har ett tydligt syfte.");
    assert_eq!(definition.steps.len(), 5);
    stated(CODE, "Tel: 0486-337 81");
    assert!(definition.stated.iter().any(|stated| stated.value == "0486-337 81"));
    assert_eq!(definition.partners.len(), 4);
    assert_eq!(definition.eligibility.len(), 4);
    assert_eq!(definition.framework.unwrap().value, Framework::Sus);
}

#[test]
fn the_training_register_answers_every_promise() {
    says(
        CODE,
        &[
            (
                "Totalt förväntas 28-30 personer delta i projektet under 2016-2017.",
                "participants-2016-2017",
                FigureValue::Count(30),
            ),
            (
                "40 procent ska efter avslutad aktivitet vara självförsörjande genom arbete eller studier.",
                "self-supporting",
                share(12, 30),
            ),
            ("40 procent", "self-supporting-90-days", share(9, 20)),
            ("40 procent", "self-supporting-1-year", share(4, 7)),
            ("Projektet ska resultera i ökad egen försörjning.", "own-livelihood", share(16, 48)),
            ("Individuell genomförandeplan ska upprättas för alla deltagare.", "plans", share(48, 48)),
            ("Livskvaliteten ska öka för de individer som deltar i projektet.", "quality-of-life", share(34, 45)),
            ("Livskvaliteten ska öka för de individer som deltar i projektet.", "well-being", share(20, 28)),
            ("90 dagar efter avslutad insats sker en individuell uppföljning.", "follow-up-90-days", share(36, 38)),
            (
                "1 år efter avslutad insats sker ytterligare en individuell uppföljning.",
                "follow-up-1-year",
                share(23, 25),
            ),
            ("Insatstiden varierar, men överstiger inte ett år.", "within-limit", share(48, 48)),
            ("Projektet riktar sig till arbetslösa personer i åldern 16-64 år", "eligible", share(48, 48)),
            ("praktikplats och därefter avslut", "last-step", FigureValue::Count(28)),
        ],
    );
}

#[test]
fn twelve_of_thirty_is_exactly_forty_per_cent_and_eleven_of_twenty_eight_is_not_enough() {
    let mut trained = trained(CODE);
    let promise = trained.definition.promise("self-supporting").unwrap().clone();
    let figure = count(&promise, &trained.facts, &trained.definition, trained.today);
    assert_eq!((figure.value, figure.verdict), (share(12, 30), Some(Verdict::Met)));
    assert_eq!(figure.value.percent(), Some(40.0));

    let gone = [figure.counted[0].who, figure.not_counted[0].who];
    trained.facts.cases.retain(|case| !gone.contains(&Who::Participation(case.id())));

    let figure = count(&promise, &trained.facts, &trained.definition, trained.today);
    assert_eq!((figure.value, figure.verdict), (share(11, 28), Some(Verdict::NotMet)));
}

#[test]
fn while_nobody_has_ended_the_share_is_undefined() {
    let mut trained = trained(CODE);
    trained.facts.cases.retain(|case| case.stays.iter().all(|stay| stay.entered_on() >= day("2016-01-01")));
    let promise = trained.definition.promise("self-supporting").unwrap();

    let figure = count(promise, &trained.facts, &trained.definition, day("2016-02-01"));

    assert_eq!((figure.value, figure.value.percent()), (share(0, 0), None));
    assert_eq!(figure.verdict, Some(Verdict::Unknown));
}

#[test]
fn a_wrong_registration_is_outside_the_base() {
    let trained = trained(CODE);
    let promise = trained.definition.promise("self-supporting").unwrap();

    let figure = count(promise, &trained.facts, &trained.definition, trained.today);

    let wrong = figure.outside.iter().filter(|entry| matches!(entry.reason, Reason::WrongRegistration { .. }));
    assert_eq!(wrong.map(|entry| entry.who).collect::<Vec<_>>(), [Who::Participation(Id(49))]);
}

#[test]
fn an_exit_on_30_november_2016_is_due_on_28_february_and_30_november_2017() {
    let trained = trained(CODE);
    let case = case(&trained, 23);

    assert_eq!(case.stays[0].stay.record.exited_on, Some(day("2016-11-30")));
    assert_eq!(due(case, "ninety-days", "2018-01-15").due_on, day("2017-02-28"));
    assert_eq!(due(case, "one-year", "2018-01-15").due_on, day("2017-11-30"));
}

#[test]
fn correcting_the_exit_moves_both_follow_ups_and_keeps_the_one_that_was_made() {
    let trained = trained(CODE);
    let mut case = case(&trained, 23).clone();
    let DueStatus::Done(made) = due(&case, "ninety-days", "2018-01-15").status else { panic!("it was made") };

    case.stays[0].stay.record.exited_on = Some(day("2016-12-15"));

    let moved = due(&case, "ninety-days", "2018-01-15");
    assert_eq!((moved.due_on, moved.status), (day("2017-03-15"), DueStatus::Done(made)));
    assert_eq!(due(&case, "one-year", "2018-01-15").due_on, day("2017-12-15"));
}

#[test]
fn one_exit_was_corrected_in_the_register_itself() {
    let trained = trained(CODE);
    let exit = case(&trained, 37).stays[0].stay.clone();

    assert_eq!((exit.version, exit.record.exited_on), (2, Some(day("2017-09-19"))));
}

#[test]
fn the_exits_of_2017_are_followed_up_in_2018_after_the_programme_has_ended() {
    let trained = trained(CODE);
    let dues: Vec<Due> =
        trained.facts.cases.iter().flat_map(|case| due_of(case, &trained.definition, trained.today)).collect();
    let later = |rule: &str| dues.iter().filter(|due| due.rule == rule && due.status == DueStatus::Open).count();

    assert!(trained.definition.period.end().unwrap() < trained.today);
    assert_eq!((later("ninety-days"), later("one-year")), (10, 23));
    assert!(dues.iter().any(|due| matches!(due.status, DueStatus::GivenUp(_)) && due.tries == 3));
}

#[test]
fn who_came_back_is_one_person_and_two_stays() {
    let trained = trained(CODE);
    let returned: Vec<&Case> = trained.facts.cases.iter().filter(|case| case.stays.len() == 2).collect();

    assert_eq!(returned.len(), 1);
    assert_eq!(trained.value("participants"), FigureValue::Count(48));
    assert_eq!(trained.facts.cases.iter().map(|case| case.stays.len()).sum::<usize>(), 50);
}
