//! Minutes of service by component: each sum a second time from the meetings and who was at them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use insta::assert_snapshot;
use serde_json::Value;
use tugi::{
    domain::{Attendance, Id, Meeting, MeetingKind, MeetingResult, Participation},
    i18n::Lang,
};

use crate::{screen::Screen, shell::Shell};

/// Who got how much of what and when, read off the meetings and the attendance: number, component, month, meeting, minutes.
fn again(shell: &Shell, today: NaiveDate) -> Vec<(i64, String, String, Id, i64)> {
    let meetings: BTreeMap<Id, Meeting> = shell.all::<Meeting>().into_iter().map(|row| (row.id, row.record)).collect();
    let numbers: BTreeMap<Id, i64> =
        shell.all::<Participation>().into_iter().map(|row| (row.id, row.record.number)).collect();
    let mut found = Vec::new();
    for row in shell.all::<Attendance>() {
        let (Some(participation), meeting) = (row.record.participation, &meetings[&row.record.meeting]) else {
            continue;
        };
        let about = matches!(meeting.kind, MeetingKind::WorkMeeting | MeetingKind::CaseTeam);
        if !about && meeting.result == Some(MeetingResult::Held) && meeting.date <= today {
            let month = format!("{}-{:02}", meeting.date.year(), meeting.date.month());
            let minutes = meeting.minutes.unwrap_or(0);
            found.push((numbers[&participation], meeting.component.clone(), month, row.record.meeting, minutes));
        }
    }
    found
}

fn tables(report: &Value) -> Vec<Vec<Vec<String>>> {
    let blocks = report["blocks"].as_array().unwrap().iter().filter(|block| block["block"] == "table");
    let cell = |cell: &Value| cell.as_str().unwrap().to_owned();
    blocks
        .map(|block| {
            let rows = block["rows"].as_array().unwrap();
            rows.iter().map(|row| row.as_array().unwrap().iter().map(cell).collect()).collect()
        })
        .collect()
}

fn number(cell: &str) -> i64 {
    cell.replace(',', "").parse().unwrap()
}

#[test]
fn every_sum_is_that_of_the_meetings_in_all_by_month_and_by_participant() {
    for (programme, today) in [("kose-raasiku-2022", "2023-12-06"), ("raasiku-kose-2020", "2021-08-31")] {
        let shell = Shell::with_demo_of(programme);
        let report = shell.json(&["report", "service", "--as-of", today, "--lang", "en", "--json"]);
        let services = again(&shell, today.parse().unwrap());
        let tables = tables(&report);
        let [in_all, by_month, _, by_participant] = &tables[..] else { panic!("{}", tables.len()) };

        let total = in_all.last().unwrap();
        assert_eq!(total[0], "In all");
        let meetings: BTreeMap<Id, i64> = services.iter().map(|it| (it.3, it.4)).collect();
        let people: BTreeSet<i64> = services.iter().map(|it| it.0).collect();
        let minutes: i64 = services.iter().map(|it| it.4).sum();
        let expected = [people.len() as i64, meetings.len() as i64, meetings.values().sum(), minutes];
        assert_eq!(total[1..5].iter().map(|cell| number(cell)).collect::<Vec<_>>(), expected, "{programme}");
        let parts: i64 = in_all[..in_all.len() - 1].iter().map(|row| number(&row[4])).sum();
        assert_eq!(parts, minutes, "{programme}");
        let components: BTreeSet<&str> = services.iter().map(|it| it.1.as_str()).collect();
        assert_eq!(in_all.len(), components.len() + 1, "{programme}");

        let mut month = String::new();
        let mut of_months = 0;
        for row in by_month {
            if !row[0].is_empty() {
                month.clone_from(&row[0]);
            }
            if row[1] == "In all" {
                let own: Vec<_> = services.iter().filter(|it| it.2 == month).collect();
                assert_eq!(number(&row[3]), own.iter().map(|it| it.4).sum::<i64>(), "{programme} {month}");
                let who: BTreeSet<i64> = own.iter().map(|it| it.0).collect();
                let who: Vec<String> = who.iter().map(ToString::to_string).collect();
                assert_eq!(row[4], who.join(", "), "{programme} {month}");
            } else {
                of_months += number(&row[3]);
            }
        }
        assert_eq!(of_months, minutes, "{programme}: the parts of all months");

        let mut who = 0;
        let mut told: BTreeMap<i64, i64> = BTreeMap::new();
        for row in by_participant {
            who = row[0].parse().unwrap_or(who);
            if row[2] != "In all" {
                *told.entry(who).or_default() += number(&row[4]);
            }
        }
        let mut each: BTreeMap<i64, i64> = BTreeMap::new();
        for service in &services {
            *each.entry(service.0).or_default() += service.4;
        }
        assert_eq!(told, each, "{programme}");
    }
}

#[test]
fn numbers_are_numbers_in_the_workbook_and_a_programme_without_components_says_so() {
    use calamine::{Data, Reader, Xlsx};
    let shell = Shell::with_demo_of("raasiku-kose-2020");
    shell.stdout(&["report", "service", "--out", "service.xlsx"]);
    let mut book = Xlsx::new(std::io::Cursor::new(shell.read("service.xlsx"))).unwrap();
    let range = book.worksheet_range_at(1).unwrap().unwrap();
    let rows: Vec<_> = range.rows().collect();
    assert!(rows[1][1..].iter().all(|cell| matches!(cell, Data::Float(_))), "{:?}", rows[1]);

    let rapla = Shell::with_demo();
    let text = rapla.stdout(&["report", "service", "--lang", "en"]);
    assert!(text.contains("The programme names no components of its service."), "{text}");
}

#[test]
fn the_report_reads_well_in_the_shell_and_on_the_screen() {
    let shell = Shell::with_demo_of("raasiku-kose-2020");
    for lang in ["en", "et"] {
        assert_snapshot!(shell.run(&["report", "service", "--lang", lang, "--as-of", "2020-04-30"]));
    }
    let screen = Screen::of("raasiku-kose-2020", (80, 24), Lang::Et).keys("p").keys("komponentide<Enter>");
    assert_snapshot!(screen.shown());
}
