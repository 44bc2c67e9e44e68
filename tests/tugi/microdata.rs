//! A funder's table of participants: every row as the records have it, everything named for which it would be refused, and nothing
//! written before.

use std::collections::BTreeMap;

use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use insta::assert_snapshot;
use serde_json::{Value, json};
use tugi::{
    domain::{
        Act, Attendance, Change, Choice, Circumstance, CircumstanceKind, Entity, ExitReason, Id, Meeting, MeetingKind,
        MeetingResult, Moment, Participation, Person, Record, Signature, Status, Stay, Stored,
    },
    i18n::Lang,
    session::collation,
    store::Store,
};

use crate::{screen::Screen, shell::Shell};

/// The quarterly table with the personal code, and the one without.
const WITH_CODE: &str = "esf-2014-2020-ee";
const WIDE: &str = "esf-2014-2020-ee-wide";

fn by() -> Signature {
    Signature { who: "kaja".into(), at: "2022-01-12T10:00:00".parse().unwrap() }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn store(shell: &Shell) -> Store {
    Store::open(&shell.path("demo.tugi"), collation(None)).unwrap()
}

fn export<'a>(layout: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["export", "microdata", "--layout", layout], more].concat()
}

/// The records as they stand in the tables.
struct Raw {
    participations: Vec<Stored<Participation>>,
    people: BTreeMap<Id, Person>,
    stays: Vec<Stay>,
    statuses: Vec<Status>,
    circumstances: Vec<Circumstance>,
    meetings: BTreeMap<Id, Meeting>,
    attendance: Vec<Attendance>,
}

impl Raw {
    fn of(shell: &Shell) -> Self {
        fn all<T: Entity>(store: &Store) -> Vec<T> {
            store.all::<T>().unwrap().into_iter().map(|row| row.record).collect()
        }
        let store = store(shell);
        Self {
            participations: store.all().unwrap(),
            people: store.all::<Person>().unwrap().into_iter().map(|row| (row.id, row.record)).collect(),
            stays: all(&store),
            statuses: all(&store),
            circumstances: all(&store),
            meetings: store.all::<Meeting>().unwrap().into_iter().map(|row| (row.id, row.record)).collect(),
            attendance: all(&store),
        }
    }

    /// The minutes of the meetings with a participant that took place by a day.
    fn minutes(&self, participation: Id, by: NaiveDate) -> i64 {
        let theirs = self.attendance.iter().filter(|row| row.participation == Some(participation));
        let meetings = theirs.map(|row| &self.meetings[&row.meeting]);
        let services = meetings.filter(|it| !matches!(it.kind, MeetingKind::WorkMeeting | MeetingKind::CaseTeam));
        let held = services.filter(|it| it.result == Some(MeetingResult::Held) && it.date <= by);
        held.filter_map(|it| it.minutes).sum()
    }

    fn answer(&self, person: Id, kind: CircumstanceKind, on: NaiveDate) -> Value {
        let told = self.circumstances.iter().filter(|it| it.person == person && it.kind == kind);
        let mut covering =
            told.filter(|it| it.since.is_none_or(|since| since <= on) && it.until.is_none_or(|to| on <= to));
        covering.next_back().map_or(json!(""), |it| json!(it.answer.code()))
    }
}

/// The rows of the table with the code, and how many would be refused, counted again without any rule of the program.
fn again(raw: &Raw, last: NaiveDate) -> (Vec<Value>, usize, usize) {
    let (mut rows, mut refused, mut unnamed) = (Vec::new(), 0, 0);
    let mut participations: Vec<_> = raw.participations.iter().collect();
    participations.sort_by_key(|row| row.record.number);
    for row in participations {
        let wrong = |stay: &&Stay| stay.exit_reason == Some(ExitReason::WrongRegistration);
        let own = raw.stays.iter().filter(|stay| stay.participation == row.id && stay.entered_on <= last);
        let mut stays: Vec<&Stay> = own.filter(|stay| !wrong(stay)).collect();
        stays.sort_by_key(|stay| stay.entered_on);
        let (Some(first), Some(end)) = (stays.first(), stays.last()) else { continue };
        let person = &raw.people[&row.record.person];
        if person.protected || row.record.anonymous || person.erased_on.is_some() {
            unnamed += 1;
            continue;
        }
        let status = raw.statuses.iter().find(|it| it.participation == row.id && it.moment == Moment::Entry);
        let word = |code: Option<String>, names: &[(&str, &str)]| {
            let code = code?;
            names.iter().find(|(known, _)| *known == code).map(|(_, name)| json!(name))
        };
        let code = |value: Value| value.as_str().map(str::to_owned);
        let labour = status.and_then(|it| it.labour).and_then(|it| code(json!(it)));
        let labour = word(
            labour,
            &[
                ("unemployed", "töötu"),
                ("inactive", "mitteaktiivne"),
                ("employed", "töötav"),
                ("studying", "mitteaktiivne, õpib"),
            ],
        );
        let education = status.and_then(|it| it.education).and_then(|it| code(json!(it)));
        let education = word(
            education,
            &[
                ("isced-0", "ISCED 0"),
                ("isced-1-2", "ISCED 1–2"),
                ("isced-3", "ISCED 3"),
                ("isced-4", "ISCED 4"),
                ("isced-5-8", "ISCED 5–8"),
            ],
        );
        let minutes = raw.minutes(row.id, last);
        let (Some(labour), Some(education), false) = (labour, education, person.national_id.is_empty()) else {
            refused += 1;
            continue;
        };
        rows.push(json!({
            "project-number": "2014-2020.2.02.19-0236", "national-id": person.national_id,
            "entered-on": first.entered_on,
            "exited-on": end.exited_on.filter(|exit| *exit <= last).map_or(json!(""), |exit| json!(exit)),
            "labour": labour, "education": education, "academic-hours": minutes / 45,
        }));
    }
    (rows, refused, unnamed)
}

#[test]
fn every_row_is_what_the_records_say_in_every_quarter() {
    let shell = Shell::with_demo_of("raasiku-kose-2020");
    let raw = Raw::of(&shell);
    let mut most = 0;
    for (quarter, last) in [("2020-4", "2020-12-31"), ("2021-2", "2021-06-30"), ("2021-4", "2021-12-31")] {
        let (rows, refused, unnamed) = again(&raw, day(last));
        let told = shell.json(&export(WITH_CODE, &["--quarter", quarter, "--check", "--json"]));

        assert_eq!(told["complete"], rows.len(), "{quarter}");
        assert_eq!(told["rows"], rows.len() + refused, "{quarter}");
        assert_eq!(told["left-out"].as_array().unwrap().len(), unnamed, "{quarter}");
        let written = shell.json(&export(WITH_CODE, &["--quarter", quarter, "--complete", "--json"]));
        assert_eq!(written, Value::Array(rows.clone()), "{quarter}");
        most = most.max(rows.len());
    }
    assert!(most > 5, "{most}");
}

#[test]
fn without_the_code_the_table_says_what_the_indicators_count_by() {
    let shell = Shell::with_demo_of("raasiku-kose-2020");
    let raw = Raw::of(&shell);
    let rows = shell.json(&export(WIDE, &["--quarter", "2021-4", "--complete", "--json"]));
    let rows = rows.as_array().unwrap();
    assert!(rows.len() > 5);
    let words = |value: Value| match value.as_str() {
        Some("yes") => "jah",
        Some("no") => "ei",
        Some("declined") => "ei soovinud vastata",
        _ => "",
    };
    for row in rows {
        let participation = raw.participations.iter().find(|it| json!(it.record.number) == row["number"]).unwrap();
        let person = &raw.people[&participation.record.person];
        let entry = row["entered-on"].as_str().map(day).unwrap();
        let rural = words(raw.answer(participation.record.person, CircumstanceKind::Rural, entry));
        assert_eq!(row["rural"], rural, "{row}");
        assert_eq!(row["born"], json!(person.born), "{row}");
        assert_eq!(row["gender"], if json!(person.gender) == "woman" { "naine" } else { "mees" }, "{row}");
        assert_eq!(row["academic-hours"], raw.minutes(participation.id, day("2021-12-31")) / 45, "{row}");
        let text = row.to_string();
        assert!(!text.contains(&person.surname) && !text.contains(&person.national_id), "{row}");
        // Who left has a situation within four weeks.
        assert_eq!(row["after-four-weeks"] == "", row["exited-on"] == "", "{row}");
    }
    // What is counted is what stands in the table: those who have left and work within four weeks, whatever they did before.
    let working = rows.iter().filter(|row| row["after-four-weeks"] == "töötav").count();
    assert!(working > 0);
}

/// Sets one field of the record behind a participation's number.
fn spoil<T: Entity + Into<Record>>(shell: &Shell, found: impl Fn(&Stored<T>) -> bool, change: impl Fn(&mut T)) {
    let mut store = store(shell);
    let Stored { id, version, mut record } = store.all::<T>().unwrap().into_iter().find(found).unwrap();
    change(&mut record);
    store.commit(Act::Registration, &[Change::Update(id, version, record.into())], &by()).unwrap();
}

#[test]
fn each_fault_is_found_with_the_person_the_field_and_the_remedy_and_nothing_is_written() {
    let shell = Shell::with_demo_of("raasiku-kose-2020");
    let complete = shell.json(&export(WITH_CODE, &["--complete", "--json"]));
    let code = |place: usize| complete[place]["national-id"].as_str().unwrap().to_owned();
    let raw = Raw::of(&shell);
    let of = |place: usize| {
        let person = raw.people.iter().find(|(_, it)| it.national_id == code(place)).map(|(id, _)| *id).unwrap();
        let participation = raw.participations.iter().find(|it| it.record.person == person).unwrap();
        (person, participation.id, participation.record.number)
    };
    let people: Vec<(Id, Id, i64)> = (0..8).map(of).collect();
    let person = |place: usize, change: fn(&mut Person)| {
        spoil::<Person>(&shell, |row| row.id == people[place].0, change);
    };
    let status = |place: usize, change: fn(&mut Status)| {
        let entry =
            |row: &Stored<Status>| row.record.participation == people[place].1 && row.record.moment == Moment::Entry;
        spoil::<Status>(&shell, entry, change);
    };
    person(0, |person| person.national_id.clear());
    person(1, |person| {
        person.national_id.replace_range(10..11, if person.national_id.ends_with('7') { "8" } else { "7" });
    });
    status(2, |status| status.labour = Some(tugi::domain::Labour::NotAsked));
    status(3, |status| status.labour = Some(tugi::domain::Labour::Declined));
    spoil::<Stay>(&shell, |row| row.record.participation == people[4].1, |stay| stay.entered_on = day("2019-11-04"));
    status(5, |status| status.education = Some(tugi::domain::Education::Declined));
    person(6, |person| person.born = person.born.and_then(|born| born.succ_opt()));
    // One person with two participations is in it twice.
    let mut twin = raw.participations.iter().find(|row| row.id == people[7].1).unwrap().record.clone();
    twin.number = 901;
    let stay = Stay {
        participation: Id(-1),
        entered_on: day("2021-05-03"),
        exited_on: None,
        exit_reason: None,
        exit_note: String::new(),
    };
    let changes = [Change::Create(Id(-1), twin.into()), Change::Create(Id(-2), stay.into())];
    store(&shell).commit(Act::Registration, &changes, &by()).unwrap();

    let told = shell.json(&export(WITH_CODE, &["--check", "--json", "--lang", "en"]));
    let faults = told["faults"].as_array().unwrap();
    let expected = [
        (0, "Personal code", "It is not known."),
        (1, "Personal code", ""),
        (2, "Status on the labour market at entry", "It was not asked."),
        (3, "Status on the labour market at entry", "The person declined to say, and the table has no such answer."),
        (4, "Beginning of participation", "2019-11-04 lies outside the programme."),
        (5, "Education at entry", "The person declined to say, and the table has no such answer."),
        (6, "Personal code", "By the code the day of birth is"),
        (7, "Personal code", "The same code stands with"),
    ];
    for (place, field, wrong) in expected {
        let own = |fault: &&Value| fault["number"] == people[place].2 && fault["field"] == field;
        let fault = faults.iter().find(own).unwrap_or_else(|| panic!("{place}: {told}"));
        assert!(fault["wrong"].as_str().unwrap().starts_with(wrong), "{fault}");
        let remedied = !fault["remedy"].as_str().unwrap().is_empty() || place == 1;
        assert!(remedied && fault["name"].as_str().unwrap().contains(", "), "{fault}");
    }
    assert!(faults.iter().any(|fault| fault["number"] == 901), "{told}");
    // More than 32 hours are asked of the activity, not of what somebody has had so far.
    assert!(faults.iter().all(|fault| fault["field"] != "Academic hours"), "{told}");

    let noted = || shell.stdout(&["log", "--readings"]).lines().count();
    let before = (shell.log_position(), noted());
    let refused = shell.run(&export(WITH_CODE, &["--out", "table.csv", "--lang", "en"]));
    assert!(
        refused.contains("! error: The table was not written:") && refused.ends_with("(exit status 1)"),
        "{refused}"
    );
    assert_eq!(shell.output(&export(WITH_CODE, &["--check"])).status.code(), Some(3));
    assert!(!shell.files().contains(&"table.csv".to_owned()));
    assert_eq!((shell.log_position(), noted()), before);

    let written = shell.stdout(&export(WITH_CODE, &["--complete", "--out", "table.csv", "--lang", "en"]));
    let table = String::from_utf8(shell.read("table.csv")).unwrap();
    for (place, (_, _, number)) in people.iter().enumerate() {
        assert!(written.contains(&format!("Left out: {number} ")), "{number}: {written}");
        assert!(!table.contains(&code(place)), "{number}");
    }
    let rows = told["complete"].as_u64().unwrap() as usize;
    assert_eq!(table.lines().count(), rows + 1);
    let readings = shell.stdout(&["log", "--readings", "--lang", "en"]);
    assert!(readings.contains(&format!("participant table handed out  {WITH_CODE} 2021-4: {rows}")), "{readings}");
    assert!(shell.run(&["undo"]).contains("exit status"), "it is not taken back");
    assert!(shell.stdout(&["log", "--readings"]).contains(WITH_CODE));
}

#[test]
fn numbers_are_numbers_days_are_days_and_no_text_is_a_formula() {
    let shell = Shell::with_demo_of("torsas-2013");
    let anybody = |row: &Stored<Person>| !row.record.protected && row.id == Id(44);
    spoil::<Person>(&shell, anybody, |person| person.given = "=1+1".to_owned());
    let complete = |more: &[&str]| shell.stdout(&export("sus", &[&["--year", "2016", "--complete"], more].concat()));
    complete(&["--out", "table.xlsx"]);
    let mut book = Xlsx::new(std::io::Cursor::new(shell.read("table.xlsx"))).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let rows: Vec<_> = range.rows().collect();
    assert_eq!(rows[0][1], Data::String("Personnummer".into()));
    assert!(matches!(rows[1][0], Data::Float(year) if year.to_string() == "2016"), "{:?}", rows[1][0]);
    assert!(matches!(&rows[1][5], Data::DateTime(_)), "{:?}", rows[1][5]);
    assert!(rows.len() > 10);
    for line in complete(&[]).lines() {
        assert!(line.split(';').all(|cell| !cell.trim_matches('"').starts_with(['=', '+', '@'])), "{line}");
    }
}

#[test]
fn who_is_protected_or_anonymous_stands_with_gender_and_year_or_not_at_all() {
    let shell = Shell::with_demo_of("torsas-2013");
    let number = |row: &Stored<Participation>| row.record.number == 30;
    let person = store(&shell).all::<Participation>().unwrap().into_iter().find(number).unwrap().record.person;
    let name = store(&shell).get::<Person>(person).unwrap().unwrap().record;
    let rows = || shell.json(&export("sus", &["--year", "2016", "--complete", "--json"]));
    assert!(rows().to_string().contains(&name.surname));
    let protected = |rows: Value| {
        let bare = |row: &Value| row["national-id"] == "" && row["entered-on"] == "" && row["surname"] == "";
        rows.as_array().unwrap().iter().filter(|row| bare(row) && row["gender"] != "" && row["year"] == 2016).count()
    };
    let before = protected(rows());
    spoil::<Person>(&shell, |row| row.id == person, |person| person.protected = true);
    let after = rows();
    assert!(!after.to_string().contains(&name.surname) && !after.to_string().contains(&name.national_id));
    assert_eq!(protected(after), before + 1);

    let estonian = Shell::with_demo_of("raasiku-kose-2020");
    let told = estonian.json(&export(WITH_CODE, &["--check", "--json", "--lang", "en"]));
    let left_out = &told["left-out"][0];
    assert_eq!(left_out["why"], "protected", "{told}");
    let secret = estonian.stdout(&export(WITH_CODE, &["--complete", "--lang", "en"]));
    let person = store(&estonian).all::<Person>().unwrap().into_iter().find(|row| row.record.protected).unwrap().record;
    assert!(!secret.contains(&person.national_id) && !secret.contains(&person.surname));
}

#[test]
fn another_funder_is_another_file() {
    let shell = Shell::with_demo_of("torsas-2013");
    let layout = "code = \"own\"\nlanguage = \"sv\"\nunit = \"participations\"\neach = \"quarter\"\nrows = \"within\"\n\
                  [name]\nsv = \"Egen\"\n\
                  [[column]]\nid = \"nr\"\nfact = \"number\"\nname = { sv = \"Nr\" }\n\
                  [[column]]\nid = \"work\"\nfact = \"holds\"\nholds = [{ began = [\"work\"] }]\nname = { sv = \"Fick arbete\" }\n";
    shell.write("own.toml", layout);
    let table = shell.stdout(&export("own.toml", &["--quarter", "2016-Q3"]));
    assert!(table.starts_with("\u{feff}Nr;Fick arbete\r\n") && table.contains(";ja\r\n"), "{table}");

    shell.write("bad.toml", layout.replace("fact = \"holds\"", "fact = \"shoe size\""));
    let bad = shell.run(&export("bad.toml", &["--check", "--lang", "en"]));
    assert!(bad.contains("bad.toml: Line 14") && bad.contains("exit status 1"), "{bad}");
}

#[test]
fn what_is_not_asked_as_it_should_be_is_said() {
    let shell = Shell::with_demo_of("raasiku-kose-2020");
    let en = |line: &[&str]| shell.run(&[line, &["--lang", "en"]].concat());
    for (line, said, code) in [
        (&["export", "microdata"][..], "Say which table is meant: --layout NAME.", 2),
        (&export("nope", &[]), "There is no layout nope", 1),
        (&export(WITH_CODE, &["--quarter", "2021-5"]), "“2021-5” is no quarter and no year.", 2),
        (&export(WITH_CODE, &["--year", "2021"]), "This table is handed in for quarters.", 2),
        (&export(WITH_CODE, &["--quarter", "2022-1"]), "ends only on 2022-03-31", 1),
        (&export(WITH_CODE, &["--quarter", "2022-2"]), "2022-04-01 has not come yet", 1),
        (&["export", "people", "--complete"], "belong to the table of participants alone", 2),
        (&export(WITH_CODE, &["--names"]), "belong to the table of participants alone", 2),
    ] {
        let run = en(line);
        assert!(run.contains(said) && run.ends_with(&format!("(exit status {code})")), "{line:?}: {run}");
    }
    // Whoever may not print what is held on somebody hands out no table of everybody.
    shell.stdout(&["export", "audit", "--out", "audit.tugi"]);
    let copy = shell.run(&export(WITH_CODE, &["--complete", "--file", "audit.tugi", "--out", "a.csv", "--lang", "en"]));
    assert!(copy.ends_with("(exit status 1)") && !shell.files().contains(&"a.csv".to_owned()), "{copy}");
}

#[test]
fn what_would_be_refused_reads_well() {
    let shell = Shell::with_demo_of("torsas-2013");
    assert_snapshot!(shell.run(&export("sus", &["--check", "--lang", "en"])));
    assert_snapshot!(shell.run(&export("sus", &["--check", "--lang", "sv"])));
    let raasiku = Shell::with_demo_of("raasiku-kose-2020");
    assert_snapshot!(raasiku.run(&export(WIDE, &["--check", "--lang", "et"])));
    assert_snapshot!(raasiku.run(&export(WIDE, &["--check", "--lang", "lt", "--quarter", "2020-1"])));
}

#[test]
fn the_screen_shows_what_would_be_refused_and_writes_the_complete_rows() {
    let mut screen = Screen::of("raasiku-kose-2020", (80, 24), Lang::Et).keys("p").keys("isikukoodiga<Enter>");
    let preview = screen.shown();
    assert!(preview.contains("2021. aasta 4. kvartal"), "{preview}");
    assert_snapshot!(preview);
    screen = screen.keys("<F7>");
    assert_snapshot!(screen.shown());
    screen = screen.keys("<Down><Down><Down><Enter>");
    let written = screen.written();
    let csv = written.iter().find(|(name, _)| name == "esf-2014-2020-ee-2021-4.csv").unwrap();
    let shell = Shell::with_demo_of("raasiku-kose-2020");
    let same = shell.stdout(&export(WITH_CODE, &["--complete"]));
    assert_eq!(String::from_utf8(csv.1.clone()).unwrap(), same);
    assert_eq!(screen.app.session.store.acts_of(Act::HandOut, 9).unwrap().len(), 1);
    assert!(screen.shown().contains("Väljastamine on logis kirjas."), "{}", screen.shown());
}
