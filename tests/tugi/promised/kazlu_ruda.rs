//! Kazlų Rūda: the model for people without work and on social support, and the change of its co-ordinator.

use tugi::{
    definitions,
    domain::{Eligibility, FigureValue, Id, Participation, Programme, Verdict, eligible},
};

use super::{day, definition, says, share, stated, trained};

const CODE: &str = "kazlu-ruda-2020";

/// What is found on the eligibility of a participation's person on a day.
fn found(participation: i64, on: &str) -> Eligibility {
    let trained = trained(CODE);
    let case = trained.facts.cases.iter().find(|case| case.id() == Id(participation)).unwrap();
    eligible(&case.person.record, &case.circumstances, &trained.definition, day(on))
}

#[test]
fn the_definition_says_every_number_of_the_text() {
    let definition = definition(CODE);

    stated(CODE, "nuo 2020 m. sausio 1 d. įgyvendinamas");
    stated(CODE, "kurio trukmė – 24 mėn.");
    assert_eq!((definition.period.from, definition.period.end()), (day("2020-01-01"), Some(day("2021-12-31"))));
    stated(
        CODE,
        "Alytaus miesto, Akmenės rajono, Druskininkų, Pagėgių, Panevėžio miesto ir Šilutės rajono savivaldybėse",
    );
    stated(CODE, "dar 19 savivaldybių");
    let values: Vec<&str> = definition.stated.iter().map(|stated| stated.value.as_str()).collect();
    assert_eq!(values, ["6", "19", "24"]);
    let [total] = &definition.places_in_total[..] else { panic!("one total") };
    assert_eq!((total.value.at_least, total.value.at_most), (None, Some(70)));
    assert_eq!((definition.eligibility.len(), definition.components.len(), definition.case_team.len()), (3, 4, 3));
}

#[test]
fn the_training_register_answers_every_promise() {
    says(
        CODE,
        &[
            (
                "iki 70 ilgalaikių bedarbių Kazlų Rūdos savivaldybėje turės galimybę gauti nemokamas",
                "participants",
                FigureValue::Count(70),
            ),
            (
                "Projekte turi teisę dalyvauti tik tie asmenys, kurie atitinka šiuos reikalavimus",
                "eligible",
                share(70, 70),
            ),
            ("būtinas individualus darbas su kiekvienu", "individual-work", share(70, 70)),
            ("Socialinės ir motyvavimo paslaugos", "activity-social-and-motivation", FigureValue::Count(63)),
            ("Bandomoji praktika", "activity-trial-practice", FigureValue::Count(12)),
            (
                "Pameistrystės darbo sutartis, nesudarius mokymo sutarties",
                "activity-apprenticeship",
                FigureValue::Count(7),
            ),
            ("Aktyvios darbo rinkos politikos priemonės", "activity-active-measures", FigureValue::Count(19)),
            ("padidinti bedarbių užimtumą", "found-work", FigureValue::Count(12)),
            ("yra patvirtinta Atvejo komanda", "case-team-meetings", FigureValue::Count(11)),
        ],
    );
}

#[test]
fn thirty_on_the_day_is_thirty() {
    let (before, on) = (found(1, "2020-02-02"), found(1, "2020-02-03"));

    assert_eq!((before.verdict, before.qualifies_on), (Verdict::NotMet, Some(day("2020-02-03"))));
    assert_eq!(on.verdict, Verdict::Met);
}

#[test]
fn exactly_twelve_months_is_not_more_than_twelve() {
    let exactly = found(72, "2021-04-12");

    assert_eq!((exactly.verdict, exactly.qualifies_on), (Verdict::NotMet, Some(day("2021-04-13"))));
    assert_eq!(found(72, "2021-04-13").verdict, Verdict::Met);
    assert_eq!(found(75, "2021-11-30").qualifies_on, Some(day("2021-12-08")));
}

#[test]
fn registered_on_a_leap_day_is_more_than_twelve_months_from_the_first_of_march() {
    let before = found(25, "2021-02-28");

    assert_eq!((before.verdict, before.qualifies_on), (Verdict::NotMet, Some(day("2021-03-01"))));
    assert_eq!(found(25, "2021-03-01").verdict, Verdict::Met);
}

#[test]
fn an_unknown_day_of_registration_does_not_matter_after_three_years_without_work() {
    assert_eq!(found(3, "2020-02-28").verdict, Verdict::Met);
}

#[test]
fn who_was_not_asked_about_social_support_is_neither_eligible_nor_not() {
    let asked = found(74, "2021-11-30");

    assert_eq!((asked.verdict, asked.qualifies_on), (Verdict::Unknown, None));
}

#[test]
fn the_co_ordinator_changed_in_2021_and_everything_else_stayed() {
    let trained = trained(CODE);
    let kept: Vec<Programme> = trained.store.all().unwrap().into_iter().map(|stored| stored.record).collect();
    let texts = definitions::editions(CODE);
    let [first, second] = [0, 1].map(|place| definitions::parse(&texts[place]).unwrap());

    assert_eq!(kept.iter().map(|edition| &edition.definition).collect::<Vec<_>>(), texts.iter().collect::<Vec<_>>());
    assert_eq!(kept[1].holds_from, Some(day("2021-01-01")));
    assert!(first.carrier.get("lt").contains("Kazlų Rūdos verslo ir turizmo informacijos centras"));
    assert!(second.carrier.get("lt").contains("Socialinės paramos skyrius"));
    assert!(texts[1].contains("nuspręsta nuo 2021 metų projekto įgyvendinimą pavesti koordinuoti"));
    assert_eq!((first.promises, first.eligibility), (second.promises, second.eligibility));
}

#[test]
fn those_who_entered_in_2020_keep_to_the_first_edition() {
    let trained = trained(CODE);
    let all = trained.store.all::<Participation>().unwrap();
    let of = |edition| all.iter().filter(|row| row.record.programme == Id(edition)).count();

    assert_eq!((of(1), of(2)), (24, 51));
    for case in &trained.facts.cases {
        let first = case.participation.record.programme == Id(1);
        assert!(case.stays.iter().all(|stay| first == (stay.entered_on() < day("2021-01-01"))), "{}", case.id());
    }
}
