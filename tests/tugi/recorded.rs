//! As known on a day: every command prints what it printed on that day, and the screen only looks.

use insta::assert_snapshot;
use serde_json::Value;
use tugi::{
    domain::{Act, Change, ExitReason, Id, Kind, Participation, Person, Spell, Stay},
    session::collation,
    store::{LogFilter, Store},
};

use crate::{
    known::{create, day, on, person},
    shell::Shell,
};

fn stay(participation: Id, entered_on: &str) -> Stay {
    Stay { participation, entered_on: day(entered_on), exited_on: None, exit_reason: None, exit_note: String::new() }
}

/// The day on which everything is recorded.
const THEN: &str = "2013-07-05";
/// The day on which it is asked for again.
const NOW: &str = "2013-09-02";
/// The lists that can be exported.
const LISTS: &[&str] = &["participants", "workers", "meetings", "outcomes", "today"];

/// Corrects, removes, adds late and takes back, on days after [`THEN`].
fn change_the_past(shell: &Shell) {
    let mut store = Store::open(&shell.path("demo.tugi"), collation(None)).unwrap();
    let left = store.all::<Stay>().unwrap().into_iter().find(|stay| stay.record.exited_on.is_some()).unwrap();
    let corrected = Stay { exited_on: Some(day("2013-06-21")), ..left.record };
    let correction = Change::Update(left.id, left.version, corrected.into());
    store.commit(Act::Exit, &[correction], &on("2013-07-08")).unwrap();
    let job = store.all::<Spell>().unwrap().swap_remove(0);
    store.commit(Act::Removal, &[Change::Delete(job.id, job.version, Kind::Spell)], &on("2013-07-10")).unwrap();
    let late = [
        Change::Create(Id(-1), Person { surname: "Hilinenud".into(), given: "Ülo".into(), ..Person::default() }.into()),
        Change::Create(Id(-1), Participation { programme: Id(1), person: Id(-1), ..Participation::default() }.into()),
        Change::Create(Id(-1), stay(Id(-1), "2013-03-01").into()),
    ];
    store.commit(Act::Registration, &late, &on("2013-07-15")).unwrap();
    // The exit that was recorded on the day itself is taken back.
    let exit =
        store.batches(&LogFilter::default()).unwrap().into_iter().find(|batch| batch.at.starts_with(THEN)).unwrap();
    store.undo_batch(exit.id, &on("2013-08-01")).unwrap();
}

/// The training register with an exit that was recorded on the day itself.
fn recorded() -> Shell {
    let shell = Shell::with_demo();
    let mut store = Store::open(&shell.path("demo.tugi"), collation(None)).unwrap();
    let open = store.all::<Stay>().unwrap().into_iter().rfind(|stay| stay.record.exited_on.is_none()).unwrap();
    let ended = Stay { exited_on: Some(day(THEN)), exit_reason: Some(ExitReason::Moved), ..open.record };
    store.commit(Act::Exit, &[Change::Update(open.id, open.version, ended.into())], &on(THEN)).unwrap();
    shell
}

/// Every command line that prints figures, a report or a list, as text, CSV and JSON.
fn command_lines(shell: &Shell) -> Vec<Vec<String>> {
    let names = shell.json(&["report", "list", "--json"]);
    let report = |name| match name {
        // These are about one record.
        "plan" | "minutes" => vec!["report", name, "2"],
        "handover" => vec!["report", name, "--worker", "Sirelmets, Kaja"],
        _ => vec!["report", name],
    };
    // The key card tells nothing of the register.
    let names = names.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).filter(|name| *name != "keys");
    let reports = names.map(report);
    let plain = [vec!["figures"], vec!["figures", "--proof"], vec!["figures", "found-work-share"], vec!["today"]];
    let lists = LISTS.iter().map(|list| vec!["export", list]);
    let lines = plain.into_iter().chain(reports).chain(lists);
    let owned = |line: Vec<&str>| line.into_iter().map(String::from).collect::<Vec<_>>();
    lines.map(owned).flat_map(|line| [line.clone(), [line, vec!["--json".to_owned()]].concat()]).collect()
}

/// What a command line prints on a day in English, with these options.
fn printed(shell: &Shell, line: &[String], today: &str, options: &[&str]) -> String {
    let words = line.iter().map(String::as_str).chain(["--lang", "en", "--today", today]);
    shell.stdout(&words.chain(options.iter().copied()).collect::<Vec<_>>())
}

#[test]
fn as_known_on_a_day_every_command_prints_what_it_printed_on_that_day() {
    let shell = recorded();
    let lines = command_lines(&shell);
    let then: Vec<String> = lines.iter().map(|line| printed(&shell, line, THEN, &[])).collect();
    change_the_past(&shell);

    let mut changed = 0;
    for (line, then) in lines.iter().zip(then) {
        let known = printed(&shell, line, NOW, &["--known-on", THEN]);
        // All that differs is that it says so.
        let plain = known
            .replace("As of 2013-07-05, as known on 2013-07-05", "As of 2013-07-05")
            .replace(r#""known-on": "2013-07-05""#, r#""known-on": null"#);
        // A report that does not say its own day says the other one first.
        let says_no_day = line[0] == "report" && !then.contains("As of 2013-07-05");
        let plain = if says_no_day { plain.replacen("As of 2013-07-05\n\n", "", 1) } else { plain };
        if says_no_day && then.starts_with('{') {
            let mut known: Value = serde_json::from_str(&plain).unwrap();
            known["blocks"].as_array_mut().unwrap().remove(0);
            assert_eq!(known, serde_json::from_str::<Value>(&then).unwrap(), "{line:?}");
        } else {
            assert_eq!(plain, then, "{line:?}");
        }
        assert_eq!(line[0] == "export", known == then, "{line:?} says that it is not of today, or is pure data");
        changed += usize::from(printed(&shell, line, NOW, &["--as-of", THEN]) != then);
    }
    assert!(changed * 3 > lines.len() * 2, "the past did not change: {changed} of {}", lines.len());
}

#[test]
fn the_figures_of_a_day_before_the_corrections_are_as_they_were_recorded() {
    let shell = recorded();
    change_the_past(&shell);
    // The head of the log is another one in every register: its images are salted.
    let headless =
        |text: String| text.lines().filter(|line| !line.contains("Change log: ")).collect::<Vec<_>>().join("\n");
    let told = |options: &[&str]| headless(printed(&shell, &["figures".to_owned()], NOW, options));

    assert_snapshot!(told(&["--known-on", THEN]), @r"
    Promises and figures
    ====================

    The support-person service in Rapla municipality

    As of 2013-07-05, as known on 2013-07-05

    Participants ever enrolled                           23
    Participants now                                     19
    Support workers                                       3
    Support workers with at least 5 open cases       3 of 3  100 %  all: reached
    Work meetings held                                    9
    Found work, passed probation and left                 3
    Found work and passed probation, of             3 of 23   13 %
    participants
    Found work and passed probation, of those who    3 of 4   75 %
    left
    Stayed at most 1 year                          23 of 23  100 %  all: reached
    Case plan made                                 20 of 23   87 %  all: not reached
    Lone parents on subsistence benefit             8 of 23   35 %
    People released from prison                     4 of 23   17 %

    ");
    assert_snapshot!(told(&["--as-of", THEN]), @r"
    Promises and figures
    ====================

    The support-person service in Rapla municipality

    As of 2013-07-05

    Participants ever enrolled                           24
    Participants now                                     21
    Support workers                                       3
    Support workers with at least 5 open cases       3 of 3  100 %  all: reached
    Work meetings held                                    9
    Found work, passed probation and left                 2
    Found work and passed probation, of             2 of 24    8 %
    participants
    Found work and passed probation, of those who    2 of 3   67 %
    left
    Stayed at most 1 year                          24 of 24  100 %  all: reached
    Case plan made                                 20 of 24   83 %  all: not reached
    Lone parents on subsistence benefit             8 of 24   33 %
    People released from prison                     4 of 24   17 %
    ");
    // What is said now of the end of May, and what was said of it then.
    assert_snapshot!(told(&["--as-of", "2013-05-31", "--known-on", THEN]), @r"
    Promises and figures
    ====================

    The support-person service in Rapla municipality

    As of 2013-05-31, as known on 2013-07-05

    Participants ever enrolled                           21
    Participants now                                     19
    Support workers                                       3
    Support workers with at least 5 open cases       3 of 3  100 %  all: reached
    Work meetings held                                    7
    Found work, passed probation and left                 2
    Found work and passed probation, of             2 of 21   10 %
    participants
    Found work and passed probation, of those who    2 of 2  100 %
    left
    Stayed at most 1 year                          21 of 21  100 %  all: reached
    Case plan made                                 19 of 21   90 %  all: not reached
    Lone parents on subsistence benefit             7 of 21   33 %
    People released from prison                     4 of 21   19 %
    ");
}

#[test]
fn json_names_both_days() {
    let shell = recorded();
    let days = |options: &[&str]| {
        let told = shell.json(&[&["figures", "--json", "--today", NOW], options].concat());
        ["as-of", "known-on", "day"].map(|key| told[key].as_str().unwrap_or("null").to_owned())
    };

    assert_eq!(days(&[]), [NOW, "null", NOW]);
    assert_eq!(days(&["--as-of", THEN]), [THEN, "null", THEN]);
    assert_eq!(days(&["--known-on", THEN]), [THEN, THEN, THEN]);
    assert_eq!(days(&["--known-on", THEN, "--as-of", "2013-05-31"]), ["2013-05-31", THEN, "2013-05-31"]);
}

#[test]
fn a_day_before_the_register_and_a_day_to_come_are_refused_with_a_sentence() {
    let shell = Shell::with_demo();

    assert_snapshot!(shell.run(&["figures", "--known-on", "2013-06-30", "--lang", "en"]), @r"
    ! error: On 2013-06-30 there was nothing in this register yet; its first entry was saved on 2013-07-01.
    ! hint: Choose 2013-07-01 or a later day.
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["export", "meetings", "--known-on", "2013-06-30", "--lang", "et"]), @r"
    ! viga: Seisuga 30.06.2013 ei olnud selles registris veel midagi; esimene kanne salvestati 01.07.2013.
    ! nõuanne: Valige 01.07.2013 või hilisem päev.
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["today", "--known-on", "2013-07-06", "--lang", "sv"]), @r"
    ! fel: 2013-07-06 har inte kommit än; ingen vet vad registret säger då.
    ! råd: Välj i dag eller en tidigare dag.
    (exit status 1)
    ");
}

#[cfg(unix)]
#[test]
fn on_the_screen_one_key_looks_at_another_day_and_back_and_nothing_can_be_changed_there() {
    let shell = recorded();
    change_the_past(&shell);
    let file = shell.path("demo.tugi").display().to_string();
    let mut session =
        crate::pty::Session::start(&[&file, "--lang", "en", "--today", NOW, "--user", "kaja"], &[], 24, 80);
    session.wait("F10").keys("2").wait("28 people");

    session.keys("a").wait("As known on").keys("<Tab>5.7<F2>");
    session.wait("!!! NOT TODAY. As of 2013-07-05, as known on 2013-07-05").wait("27 people");
    for key in ["n", "e", "m", "x", "d", "u", "U"] {
        session.keys(key).wait("can only be looked at.").keys("<Down>");
        session.wait_gone("can only be looked at");
    }
    // Another program saves meanwhile; the day that is looked at does not change.
    let mut store = Store::open(&shell.path("demo.tugi"), collation(None)).unwrap();
    create(&mut store, person("Vahepeal"), NOW);
    session.keys("5").wait("NOT TODAY").keys("2").wait("27 people");
    session.keys("a").wait("This is today again, 2013-09-02").wait_gone("NOT TODAY").wait("28 people");
    assert_eq!(session.keys("<F10>").exit_code(), 0);
}
