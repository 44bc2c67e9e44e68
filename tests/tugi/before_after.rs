//! Before and after: every count a second time from the records, and everybody behind it.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate};
use insta::assert_snapshot;
use serde_json::Value;
use tugi::{
    domain::{
        Assessment, ExitReason, FollowUp, FollowUpResult, Gender, Id, Labour, Moment, Participation, Person, Scale,
        Spell, SpellKind, Status, Stay,
    },
    i18n::Lang,
};

use crate::{screen::Screen, shell::Shell};

/// The blocks of a report, each table after the heading that it stands under.
fn tables(report: &Value) -> Vec<(String, Vec<Vec<String>>)> {
    let mut heading = String::new();
    let mut found = Vec::new();
    for block in report["blocks"].as_array().unwrap() {
        if block["block"] == "heading" {
            block["text"].as_str().unwrap().clone_into(&mut heading);
        }
        if let Some(rows) = block["rows"].as_array().filter(|_| block["block"] == "table") {
            let cell = |cell: &Value| cell.as_str().unwrap().to_owned();
            let rows = rows.iter().map(|row| row.as_array().unwrap().iter().map(cell).collect()).collect();
            found.push((heading.clone(), rows));
        }
    }
    found
}

/// Somebody who has left Torsås: gender, and what they do at entry, at exit, after 90 days and after a year; none where the day has
/// not come, and unknown where nobody knows.
type Left = (Option<Gender>, [Option<Option<Labour>>; 4]);

/// What the records say of every stay that has ended, read without any rule of the program.
fn left(shell: &Shell, today: NaiveDate) -> Vec<Left> {
    let people: BTreeMap<Id, Person> = shell.all::<Person>().into_iter().map(|row| (row.id, row.record)).collect();
    let of: BTreeMap<Id, Id> =
        shell.all::<Participation>().into_iter().map(|row| (row.id, row.record.person)).collect();
    let (statuses, follow_ups, spells) = (shell.all::<Status>(), shell.all::<FollowUp>(), shell.all::<Spell>());
    let mut stays: Vec<Stay> = shell.all::<Stay>().into_iter().map(|row| row.record).collect();
    stays.retain(|stay| stay.entered_on <= today && stay.exit_reason != Some(ExitReason::WrongRegistration));
    stays.sort_by_key(|stay| (stay.participation, stay.entered_on));
    let mut found = Vec::new();
    for (place, stay) in stays.iter().enumerate() {
        let number = 1 + stays[..place].iter().filter(|other| other.participation == stay.participation).count() as i64;
        let Some(exit) = stay.exited_on.filter(|exit| *exit <= today) else { continue };
        let own = || statuses.iter().map(|row| &row.record).filter(|row| row.participation == stay.participation);
        let entry = own().filter(|row| row.moment == Moment::Entry);
        let entry = entry.min_by_key(|row| (row.date - stay.entered_on).num_days().abs());
        let entry = entry.and_then(|row| row.labour).filter(|it| !matches!(it, Labour::Declined | Labour::NotAsked));
        let later = |rule: Option<&str>, from: NaiveDate, to: NaiveDate| -> Option<Option<Labour>> {
            if from > today {
                return None;
            }
            let made = follow_ups.iter().map(|row| &row.record).filter(|row| row.participation == stay.participation);
            let made: Vec<&FollowUp> =
                made.filter(|row| row.result == FollowUpResult::Made && row.date <= today).collect();
            let answers = made.iter().filter(|row| Some(row.rule.as_str()) == rule && row.occurrence == number);
            if let Some(labour) = answers.max_by_key(|row| row.date).and_then(|row| row.labour) {
                return Some(Some(labour));
            }
            let covers = |kinds: &[SpellKind]| {
                let own = spells.iter().map(|row| &row.record).filter(|row| row.participation == stay.participation);
                own.filter(|row| kinds.contains(&row.kind))
                    .any(|row| row.from <= to.min(today) && row.to.is_none_or(|last| last >= from))
            };
            if covers(&[SpellKind::Work, SpellKind::Apprenticeship]) {
                return Some(Some(Labour::Employed));
            }
            if covers(&[SpellKind::Study, SpellKind::Training]) {
                return Some(Some(Labour::Studying));
            }
            let within = |on: NaiveDate| from <= on && on <= to.min(today);
            let noted = own().filter_map(|row| Some((row.date, row.labour?)));
            let noted = noted.chain(made.iter().filter_map(|row| Some((row.date, row.labour?))));
            let noted = noted.filter(|(_, labour)| !matches!(labour, Labour::Declined | Labour::NotAsked));
            if let Some((_, labour)) = noted.filter(|(on, _)| within(*on)).max_by_key(|(on, _)| *on) {
                return Some(Some(labour));
            }
            match stay.exit_reason {
                Some(ExitReason::Work) if from == exit => Some(Some(Labour::Employed)),
                Some(ExitReason::Study) if from == exit => Some(Some(Labour::Studying)),
                _ if to > today => None,
                _ => Some(None),
            }
        };
        let (ninety, year) = (exit + Days::new(90), exit + Months::new(12));
        let gender = people[&of[&stay.participation]].gender;
        found.push((
            gender,
            [
                Some(entry),
                later(None, exit, exit + Days::new(7)),
                later(Some("ninety-days"), ninety, ninety + Days::new(30)),
                later(Some("one-year"), year, year + Days::new(30)),
            ],
        ));
    }
    found
}

#[test]
fn the_counts_of_torsas_are_those_of_a_second_count_at_every_point_and_by_gender() {
    let shell = Shell::with_demo_of("torsas-2013");
    for today in ["2016-06-30", "2018-01-15"] {
        let report = shell.json(&["report", "before-after", "--as-of", today, "--lang", "en", "--json"]);
        let tables = tables(&report);
        let left = left(&shell, today.parse().unwrap());
        assert!(left.len() > 15, "{today}: {}", left.len());
        let (_, counts) = tables.iter().find(|(heading, _)| heading == "Occupation").unwrap();
        let mut label = String::new();
        let mut seen = 0;
        for row in counts {
            if !row[0].is_empty() {
                label = row[0].to_lowercase();
            }
            let gender = match row[1].as_str() {
                "Women" => Some(Gender::Woman),
                "Men" => Some(Gender::Man),
                _ => None,
            };
            for point in 0..4 {
                let of = left.iter().filter(|(known, _)| gender.is_none() || *known == gender);
                let is_so = |at: Option<Option<Labour>>| match label.as_str() {
                    "looked at" => at.is_some(),
                    "not known" => at == Some(None),
                    "working" => at.flatten() == Some(Labour::Employed),
                    "studying" => at.flatten() == Some(Labour::Studying),
                    "unemployed" => at.flatten() == Some(Labour::Unemployed),
                    "inactive" => at.flatten() == Some(Labour::Inactive),
                    other => panic!("{other}"),
                };
                let again = of.filter(|(_, at)| is_so(at[point])).count();
                assert_eq!(row[point + 2], again.to_string(), "{today} {label} {:?} {point}", row[1]);
                seen += again;
            }
        }
        assert!(seen > 100, "{today}: {seen}");
    }
}

#[test]
fn pairs_are_those_of_whom_both_points_are_known_and_everybody_stands_behind_the_figures() {
    let shell = Shell::with_demo_of("torsas-2013");
    let report = shell.json(&["report", "before-after", "--lang", "en", "--json"]);
    let today = "2018-01-15".parse().unwrap();
    let left = left(&shell, today);
    let occupation: Vec<_> = tables(&report).into_iter().filter(|(heading, _)| heading == "Occupation").collect();
    // All, three times pairs, and who stands behind them.
    assert_eq!(occupation.len(), 5);
    for (place, (_, rows)) in occupation[1..4].iter().enumerate() {
        let both = left.iter().filter_map(|(_, at)| Some((at[0].flatten()?, at[place + 1].flatten()?)));
        let both = both.filter(|(_, after)| !matches!(after, Labour::Declined | Labour::NotAsked)).count();
        for column in [1, 2] {
            let sum: usize = rows.iter().map(|row| row[column].parse::<usize>().unwrap()).sum();
            assert_eq!(sum, both, "{place} {column}");
        }
        let by_gender: usize = rows.iter().flat_map(|row| &row[3..]).map(|cell| cell.parse::<usize>().unwrap()).sum();
        assert_eq!(by_gender, 2 * both, "everybody in the training register has stated one of two genders");
    }
    assert_eq!(occupation[4].1.len(), left.len());
    let text = report.to_string();
    let protected = shell.all::<Person>().into_iter().map(|row| row.record).find(|person| person.protected).unwrap();
    assert!(!text.contains(&protected.surname), "{}", protected.surname);
}

#[test]
fn scores_are_held_against_each_other_and_who_could_not_be_reached_is_named() {
    let shell = Shell::with_demo_of("torsas-2013");
    let report = shell.json(&["report", "before-after", "--lang", "en", "--json"]);
    let tables = tables(&report);
    let ratings: Vec<_> = tables.iter().filter(|(heading, _)| heading.starts_with("Quality of life")).collect();
    assert!(!ratings.is_empty(), "{:?}", tables.iter().map(|(heading, _)| heading).collect::<Vec<_>>());
    let today: NaiveDate = "2018-01-15".parse().unwrap();
    let stays = shell.all::<Stay>().into_iter().map(|row| row.record);
    let ended: Vec<Stay> = stays
        .filter(|it| it.exited_on.is_some_and(|exit| exit <= today))
        .filter(|it| it.exit_reason != Some(ExitReason::WrongRegistration))
        .collect();
    let scores: Vec<Assessment> = shell.all::<Assessment>().into_iter().map(|row| row.record).collect();
    let mut pairs = Vec::new();
    for stay in &ended {
        let earlier =
            ended.iter().filter(|it| it.participation == stay.participation && it.entered_on < stay.entered_on);
        let since = earlier.filter_map(|it| it.exited_on).max();
        let own = scores.iter().filter(|row| row.participation == stay.participation && row.scale == Scale::SelfRating);
        let within = own.filter(|row| since.is_none_or(|since| row.date > since) && Some(row.date) <= stay.exited_on);
        let mut within: Vec<_> = within.map(|row| (row.date, row.value)).collect();
        within.sort_unstable();
        if let (Some(first), Some(last)) = (within.first(), within.last().filter(|_| within.len() > 1)) {
            pairs.push((first.1, last.1));
        }
    }
    let moved = &ratings[1].1[0];
    let higher = pairs.iter().filter(|(first, last)| last > first).count();
    assert_eq!(moved[2], pairs.len().to_string(), "{moved:?}");
    assert_eq!(moved[5], higher.to_string(), "{moved:?}");
    assert!(higher > 5);

    let (_, unreached) = tables.iter().rfind(|(heading, _)| heading == "Follow-ups").unwrap();
    let in_vain: Vec<i64> = unreached.iter().map(|row| row[0].parse().unwrap()).collect();
    // Number 5 was tried three times after 90 days and never reached.
    assert!(in_vain.contains(&5), "{unreached:?}");
}

#[test]
fn a_programme_that_asks_for_no_follow_up_says_so_and_others_have_their_own() {
    let trakai = Shell::with_demo_of("trakai-2024");
    let text = trakai.stdout(&["report", "before-after", "--lang", "en"]);
    assert!(text.replace('\n', " ").contains("The programme asks for no follow-up after the exit"), "{text}");
    let kose = Shell::with_demo_of("raasiku-kose-2020");
    let text = kose.stdout(&["report", "before-after", "--lang", "en"]);
    assert!(text.contains("Situation four weeks") && text.contains("Participants who have left:"), "{text}");
}

#[test]
fn the_report_reads_well_in_the_shell_and_on_the_screen() {
    let shell = Shell::with_demo_of("torsas-2013");
    for lang in ["en", "et", "sv"] {
        assert_snapshot!(shell.run(&["report", "before-after", "--lang", lang, "--as-of", "2014-12-31"]));
    }
    let screen = Screen::of("torsas-2013", (80, 24), Lang::Sv).keys("p").keys("Före och<Enter>");
    assert_snapshot!(screen.shown());
}
