//! The four programmes of Kose and Raasiku.

use std::collections::BTreeSet;

use tugi::domain::{
    Answer, Case, Circumstance, CircumstanceKind as Is, Country, DueStatus, Entry, FigureValue, Gender, Id, Labour,
    MeetingKind, Person, Relation, StayFacts, Stored, Subject, Verdict, Who, check_id, count,
    definition::{Framework, Money},
    due, eligible,
};

use super::{day, definition, says, share, stated, trained};

const CODES: [&str; 4] = ["kose-iste-2019", "kose-iste-2022", "kose-raasiku-2022", "raasiku-kose-2020"];

#[test]
fn the_pilot_of_2019_serves_up_to_ten_at_once_from_october_2019_to_december_2021() {
    let code = "kose-iste-2019";
    let definition = definition(code);

    stated(code, "oktoober 2019 – detsember 2021");
    assert_eq!(definition.period.from, day("2019-10-01"));
    assert_eq!(definition.period.end(), Some(day("2021-12-31")));
    stated(code, "korraga kuni 10-le tööealisele psüühilise erivajadusega inimesele");
    assert_eq!(definition.places_at_once.unwrap().value, 10);
    stated(code, "2019. aastal käivitas Sotsiaalkindlustusamet pilootprojekti");
    assert_eq!(definition.stated[0].value, "2019");
    says(
        code,
        &[
            (
                "Kose vallas osutatakse piloteerimise vältel teenuseid korraga kuni 10-le tööealisele psüühilise erivajadusega inimesele",
                "at-once",
                FigureValue::Peak { most: 10, on: Some(day("2020-02-10")) },
            ),
            ("tööealisele psüühilise erivajadusega inimesele", "eligible", share(22, 22)),
        ],
    );
}

#[test]
fn on_the_day_one_leaves_the_pilot_and_one_enters_there_are_ten_and_not_eleven() {
    let trained = trained("kose-iste-2019");
    let swap = day("2020-02-28");
    let stays = || trained.facts.cases.iter().flat_map(|case| &case.stays).map(|stay| &stay.stay.record);

    assert_eq!(stays().filter(|stay| stay.exited_on == Some(swap)).count(), 1);
    assert_eq!(stays().filter(|stay| stay.entered_on == swap).count(), 1);
    assert_eq!(stays().filter(|s| s.entered_on <= swap && s.exited_on.is_none_or(|exit| swap < exit)).count(), 10);
    assert_eq!(stays().filter(|s| s.entered_on <= swap && s.exited_on.is_none_or(|exit| swap <= exit)).count(), 11);
    let convention = trained.definition.places_at_once.as_ref().unwrap().chosen.as_ref().unwrap();
    assert!(convention.get("en").contains("the place is free on the day of exit"));
    let at_once = count(trained.definition.promise("at-once").unwrap(), &trained.facts, &trained.definition, swap);
    assert_eq!((at_once.value.counted(), at_once.verdict), (10, Some(Verdict::Met)));
}

#[test]
fn the_pilots_register_has_people_who_wait_returned_paused_and_were_prolonged() {
    let trained = trained("kose-iste-2019");
    let cases = &trained.facts.cases;

    assert_eq!(cases.iter().filter(|case| case.stays.len() == 2).count(), 1);
    assert_eq!(cases.iter().filter(|case| case.stays.iter().any(|stay| !stay.pauses.is_empty())).count(), 2);
    let prolonged = |stay: &StayFacts| stay.decisions.iter().any(|row| row.record.until.is_some());
    assert_eq!(cases.iter().filter(|case| case.stays.iter().any(prolonged)).count(), 2);
    let offers: Vec<_> = cases.iter().flat_map(|case| &case.offers).map(|offer| offer.record.answer).collect();
    assert_eq!((offers.len(), offers.iter().filter(|answer| answer.is_none()).count()), (9, 1));
    assert_eq!(trained.value("participants"), FigureValue::Count(22));
    assert_eq!(trained.value("open-now"), FigureValue::Count(9));
    assert_eq!(trained.value("work-or-study"), share(7, 13));
}

#[test]
fn the_model_of_2022_is_for_people_with_special_mental_needs_and_names_no_number_of_places() {
    let code = "kose-iste-2022";
    let definition = definition(code);

    stated(code, "ISIKUKESKSE ERIHOOLEKANDE TEENUSMUDELI RAKENDAMINE KOHALIKUS OMAVALITSUSES 2022");
    assert_eq!((definition.period.from, definition.period.end()), (day("2022-01-01"), Some(day("2022-12-31"))));
    stated(code, "Rohkem infot tel 6756202");
    assert_eq!(definition.stated[0].value, "6756202");
    let places = definition.places_at_once.unwrap();
    assert!(places.words.is_none() && places.chosen.is_some());
    says(
        code,
        &[
            ("mille kaudu pakutakse psüühiliste erivajadustega inimestele abi", "eligible", share(12, 12)),
            ("psüühiliste erivajadustega inimestele", "participants", FigureValue::Count(12)),
        ],
    );
    assert_eq!(trained(code).value("at-once"), FigureValue::Peak { most: 10, on: Some(day("2022-03-01")) });
}

#[test]
fn kose_and_raasiku_serve_at_least_sixty_clients_in_two_years_with_three_components() {
    let code = "kose-raasiku-2022";
    let definition = definition(code);

    stated(code, "01.01.2022. – 31.12.2023.");
    assert_eq!((definition.period.from, definition.period.end()), (day("2022-01-01"), Some(day("2023-12-31"))));
    stated(code, "Projekti number: 2014-2020.2.02.21-0368");
    assert_eq!(definition.project_number.as_deref(), Some("2014-2020.2.02.21-0368"));
    assert!(definition.measure.unwrap().get("et").contains("tegevus 2.2.1"));
    let [total] = &definition.places_in_total[..] else { panic!("one total") };
    assert_eq!((total.value.at_least, total.value.at_most), (Some(60), None));
    assert_eq!(definition.components.len(), 3);
    says(
        code,
        &[
            (
                "Projekti raames osutatakse kahe aasta vältel teenuseid vähemalt 60 kliendile",
                "clients",
                FigureValue::Count(61),
            ),
            ("koduhooldusteenuse", "with-home-care", FigureValue::Count(32)),
            ("tugiisikuteenuse", "with-support-person", FigureValue::Count(36)),
            ("sotsiaalnõustamise teenuse", "with-social-counselling", FigureValue::Count(32)),
            ("tööealise inimese hoolduskoormuse vähendamine", "carers", share(26, 63)),
            ("tööealise erivajadusega inimese toimetuleku toetamine", "special-needs", share(26, 63)),
            ("toimetulekuraskustes inimese toimetuleku toetamine", "coping", share(12, 63)),
            ("tööturul jätkamise /tööturule sisenemise toetamine", "carers-in-work", share(10, 16)),
        ],
    );
}

#[test]
fn a_client_of_two_components_and_one_who_came_back_are_one_client() {
    let trained = trained("kose-raasiku-2022");
    let components = |id: Id| -> BTreeSet<&str> {
        let case = trained.facts.cases.iter().find(|case| case.id() == id).unwrap();
        case.meetings.iter().map(|meeting| &*meeting.record.component).filter(|id| !id.is_empty()).collect()
    };
    let clients =
        count(trained.definition.promise("clients").unwrap(), &trained.facts, &trained.definition, trained.today);
    let counted: Vec<Id> = clients
        .counted
        .iter()
        .map(|entry| match entry.who {
            Who::Participation(id) => id,
            other => panic!("{other:?} is no client"),
        })
        .collect();

    assert_eq!(counted.len(), counted.iter().collect::<BTreeSet<_>>().len());
    assert!(counted.iter().filter(|id| components(**id).len() > 1).count() > 20);
    let returned = trained.facts.cases.iter().filter(|case| case.stays.len() == 2);
    assert_eq!(returned.filter(|case| counted.contains(&case.id())).count(), 2);
    assert_eq!(clients.verdict, Some(Verdict::Met));
}

#[test]
fn who_left_came_back_and_left_again_counts_once_with_what_was_found_at_the_last_exit() {
    let trained = trained("kose-raasiku-2022");
    let case = trained
        .facts
        .cases
        .iter()
        .find(|case| case.stays.iter().filter(|stay| stay.exited_by(trained.today).is_some()).count() == 2);
    let case = case.unwrap();
    let figure =
        |id| count(trained.definition.promise(id).unwrap(), &trained.facts, &trained.definition, trained.today);
    let times = |entries: &[Entry]| entries.iter().filter(|entry| entry.who == Who::Participation(case.id())).count();
    let found = |stay: i64| case.follow_ups.iter().find(|row| row.record.occurrence == stay).unwrap().record.labour;

    assert_eq!((found(1), found(2)), (Some(Labour::Unemployed), Some(Labour::Employed)));
    assert_eq!(times(&figure("participants").counted), 1);
    assert_eq!(times(&figure("special-needs-in-work").counted), 1);
}

#[test]
fn who_is_cared_for_is_linked_to_the_carer_and_is_a_client_only_with_a_participation_of_their_own() {
    for (code, cared_for_who_take_part) in [("kose-raasiku-2022", 1), ("raasiku-kose-2020", 0)] {
        let trained = trained(code);
        let people: BTreeSet<Id> = trained.facts.cases.iter().map(|case| case.person.id).collect();
        let relations: Vec<Relation> =
            trained.store.all().unwrap().into_iter().map(|row: Stored<_>| row.record).collect();
        let cared: BTreeSet<Id> = relations.iter().map(|relation| relation.other).collect();

        assert!(cared.len() >= 20, "{code}");
        assert!(relations.iter().all(|relation| people.contains(&relation.person)));
        assert_eq!(cared.intersection(&people).count(), cared_for_who_take_part, "{code}");
    }
}

#[test]
fn five_records_of_sixty_three_are_incomplete() {
    assert_eq!(trained("kose-raasiku-2022").value("complete-records"), share(58, 63));
}

#[test]
fn raasiku_and_kose_let_carers_go_to_work() {
    let code = "raasiku-kose-2020";
    let definition = definition(code);

    stated(code, "01.01.2020- 31.12.2021");
    assert_eq!((definition.period.from, definition.period.end()), (day("2020-01-01"), Some(day("2021-12-31"))));
    stated(code, "PROJEKTI NR: 2014-2020.2.02.19-0236");
    assert_eq!(definition.project_number.as_deref(), Some("2014-2020.2.02.19-0236"));
    assert!(definition.measure.unwrap().get("et").contains("tegevus 2.2.1"));
    assert_eq!(definition.components.len(), 3);
    says(
        code,
        &[
            (
                "tööealistele hoolduskoormusega pereliikmetele võrdväärselt teiste tööealiste inimestega käia hooldusvajadusega inimese kõrvalt tööl",
                "carers-in-work",
                share(15, 20),
            ),
            ("võimekust asumaks tööturule või seal püsimiseks", "special-needs-in-work", share(11, 15)),
            ("tööturule sisenemist", "carers-began-work", share(9, 14)),
            ("koduteenuse", "with-home-care", FigureValue::Count(20)),
            ("tugiisiku teenuse", "with-support-person", FigureValue::Count(13)),
            ("nõustamisteenuse ja tugigruppide", "with-counselling-and-groups", FigureValue::Count(19)),
            ("tööealise inimese hoolduskoormust", "carers", share(20, 33)),
            ("tööealise erivajadustega inimese toimetulekut", "special-needs", share(15, 33)),
        ],
    );
}

#[test]
fn each_budget_is_the_sum_of_its_lines() {
    let money = |code: &str| {
        let budget = definition(code).budget.unwrap();
        assert_eq!(budget.sum(), budget.total);
        assert_eq!(budget.currency, "EUR");
        let lines: Vec<Money> = budget.lines.iter().map(|line| line.amount).collect();
        (budget.total, lines)
    };
    for (code, words) in [
        ("kose-raasiku-2022", "Projekti kogumaksumus on 382 600 eurot"),
        ("kose-raasiku-2022", "omafinantseering on 95 650 eurot"),
        ("kose-raasiku-2022", "Euroopa Sotsiaalfondi toetus 286 950 eurot"),
        ("raasiku-kose-2020", "Projekti kogumaksumus on 339 210 eurot"),
        ("raasiku-kose-2020", "omafinantseering 84 802,50 eurot"),
        ("raasiku-kose-2020", "Euroopa Sotsiaalfondi toetus 254 407,50 eurot"),
    ] {
        stated(code, words);
    }

    assert_eq!(money("kose-raasiku-2022"), (Money(38_260_000), vec![Money(9_565_000), Money(28_695_000)]));
    assert_eq!(money("raasiku-kose-2020"), (Money(33_921_000), vec![Money(8_480_250), Money(25_440_750)]));
}

/// Whether somebody born on a day, with these circumstances, may take part in 2021.
fn may(code: &str, born: &str, circumstances: &[(Is, Answer)]) -> Verdict {
    let person = Person { born: Some(day(born)), gender: Some(Gender::Woman), ..Person::default() };
    let fact = |(number, (kind, answer)): (i64, &(Is, Answer))| Stored {
        id: Id(number),
        version: 1,
        record: Circumstance { person: Id(1), kind: *kind, answer: *answer, since: None, until: None },
    };
    let circumstances: Vec<_> = (1..).zip(circumstances).map(fact).collect();
    eligible(&person, &circumstances, &definition(code), day("2021-06-15")).verdict
}

#[test]
fn special_care_is_for_a_special_mental_need_without_a_parallel_service_of_the_state() {
    let need = (Is::SpecialMentalNeed, Answer::Yes);
    let none = (Is::ParallelStateService, Answer::No);
    let grown = "1990-01-01";
    for code in ["kose-iste-2019", "kose-iste-2022"] {
        assert_eq!(may(code, grown, &[need, none]), Verdict::Met);
        assert_eq!(may(code, grown, &[need]), Verdict::Unknown);
        assert_eq!(may(code, grown, &[need, (Is::ParallelStateService, Answer::Declined)]), Verdict::Unknown);
        assert_eq!(may(code, grown, &[need, (Is::ParallelStateService, Answer::Yes)]), Verdict::NotMet);
        assert_eq!(may(code, grown, &[(Is::SpecialMentalNeed, Answer::No), none]), Verdict::NotMet);
        assert_eq!(may(code, "2005-06-16", &[need, none]), Verdict::NotMet);
        assert_eq!(may(code, "2005-06-15", &[need, none]), Verdict::Met);
    }
    // The pilot says "of working age", the model of 2022 does not.
    assert_eq!(may("kose-iste-2019", "1956-06-15", &[need, none]), Verdict::NotMet);
    assert_eq!(may("kose-iste-2022", "1956-06-15", &[need, none]), Verdict::Met);
}

#[test]
fn one_group_is_enough_and_only_difficulty_coping_has_no_age() {
    let (carer, need) = ((Is::Carer, Answer::Yes), (Is::SpecialNeed, Answer::Yes));
    let coping = (Is::CopingDifficulty, Answer::Yes);
    let no = |kind| (kind, Answer::No);
    for code in ["kose-raasiku-2022", "raasiku-kose-2020"] {
        assert_eq!(may(code, "1980-01-01", &[carer, no(Is::SpecialNeed), no(Is::CopingDifficulty)]), Verdict::Met);
        assert_eq!(may(code, "1980-01-01", &[need]), Verdict::Met);
        assert_eq!(may(code, "1980-01-01", &[no(Is::Carer)]), Verdict::Unknown);
        assert_eq!(may(code, "1950-01-01", &[carer, no(Is::SpecialNeed), no(Is::CopingDifficulty)]), Verdict::NotMet);
    }
    assert_eq!(may("kose-raasiku-2022", "1950-01-01", &[coping]), Verdict::Met);
    let only_coping = [coping, no(Is::Carer), no(Is::SpecialNeed)];
    assert_eq!(may("raasiku-kose-2020", "1980-01-01", &only_coping), Verdict::NotMet);
}

#[test]
fn thirty_two_academic_hours_are_not_more_than_thirty_two() {
    for (code, over, all) in [("kose-iste-2019", 13, 22), ("raasiku-kose-2020", 14, 33)] {
        let trained = trained(code);
        assert_eq!(trained.definition.academic_hours.as_ref().unwrap().value, 32);
        assert_eq!(trained.value("academic-hours"), FigureValue::Count(over));
        assert_eq!(trained.value("participants"), FigureValue::Count(all));
        let minutes = |case: &Case| -> i64 {
            let meetings = case.meetings.iter().map(|meeting| &meeting.record);
            let with = meetings.filter(|m| m.held(trained.today) && m.kind != MeetingKind::CaseTeam);
            with.filter_map(|meeting| meeting.minutes).sum()
        };
        assert_eq!(trained.facts.cases.iter().filter(|case| minutes(case) == 32 * 45).count(), 1, "{code}");
    }
}

/// What a rule asks of a programme's register on its training day: of whom, by when, whether it was done.
fn asked(code: &str, rule: &str) -> Vec<(Subject, String, DueStatus)> {
    let trained = trained(code);
    let dues = due(&trained.facts, &trained.definition, trained.today).into_iter().filter(|due| due.rule == rule);
    dues.map(|due| (due.subject, due.due_on.to_string(), due.status)).collect()
}

#[test]
fn an_application_is_decided_within_ten_working_days() {
    let open: Vec<_> = asked("kose-iste-2019", "ruling").into_iter().filter(|(_, _, status)| status.to_do()).collect();

    let waiting = |id, on: &str, status| (Subject::Participation(Id(id)), on.to_owned(), status);
    assert_eq!(open, [waiting(27, "2021-11-10", DueStatus::Overdue), waiting(28, "2021-11-24", DueStatus::Open)]);
}

#[test]
fn the_data_go_to_the_funder_by_the_end_of_the_second_week_after_each_quarter() {
    for (code, quarters, next) in [
        ("kose-iste-2019", 8, "2022-01-14"),
        ("kose-iste-2022", 2, "2022-10-14"),
        ("kose-raasiku-2022", 7, "2024-01-14"),
        ("raasiku-kose-2020", 7, "2022-01-14"),
    ] {
        let asked = asked(code, "quarter");
        let done = asked.iter().filter(|(_, due_on, status)| match status {
            DueStatus::Done(on) => *on <= day(due_on),
            _ => false,
        });

        assert_eq!(done.count(), quarters, "{code}");
        let left: Vec<_> = asked.iter().filter(|(_, _, status)| status.to_do()).map(|(_, on, _)| on.as_str()).collect();
        assert_eq!(left, [next], "{code}");
    }
}

#[test]
fn who_left_is_asked_after_four_weeks_and_after_six_months_even_when_the_project_is_over() {
    let open = |rule| {
        let asked = asked("raasiku-kose-2020", rule).into_iter().filter(|(_, _, status)| *status == DueStatus::Open);
        asked.map(|(_, due_on, _)| due_on).max()
    };

    assert_eq!(
        (open("four-weeks").as_deref(), open("six-months").as_deref()),
        (Some("2022-01-28"), Some("2022-06-30"))
    );
}

#[test]
fn all_four_are_counted_as_the_social_fund_of_2014_to_2020_counts() {
    for code in CODES {
        assert_eq!(definition(code).framework.unwrap().value, Framework::Esf2014);
    }
}

#[test]
fn the_people_of_the_training_registers_are_nobody() {
    for code in CODES {
        let trained = trained(code);
        for person in trained.store.all::<Person>().unwrap() {
            let id = &person.record.national_id;
            // Hospitals gave serial numbers up to 710.
            assert!(id.is_empty() || id[7..10].parse::<u32>().unwrap() >= 990, "{code}: {id}");
            assert!(id.is_empty() || check_id(id, Some(Country::Estonia), trained.today).is_ok(), "{code}: {id}");
        }
    }
}
