//! Reports in the real program's window: what is chosen there, what is written from there, and who is noted to have read.

use tugi::i18n::Lang;

use crate::{pty::Session, shell::Shell};

/// The forms in the order in which the screen offers them: how the file ends, and what the shell calls the form.
const FORMS: [(&str, &str); 5] =
    [("html", "html"), ("txt", "text"), ("xlsx", "xlsx"), ("csv", "csv"), ("json", "json")];

/// The program over the training register of a shell, on the tab of the outcomes.
fn outcomes(shell: &Shell, lang: Lang) -> Session {
    let file = shell.path("demo.tugi");
    let args = ["--file", file.to_str().unwrap(), "--user", "kaja", "--lang", lang.code()];
    let mut session = Session::start(&args, &[("USER", "kaja")], 24, 80);
    session.wait("F10").keys("5").settle();
    session
}

/// What the shell writes of a report into a file.
fn from_shell(shell: &Shell, args: &[&str], form: &str) -> Vec<u8> {
    shell.stdout(&[&["report"], args, &["--format", form, "--out", "from-shell", "--overwrite"]].concat());
    shell.read("from-shell")
}

fn written(session: &Session, name: &str) -> Vec<u8> {
    std::fs::read(session.home().join(name)).unwrap_or_else(|error| panic!("{name}: {error}\n{}", session.screen()))
}

#[test]
fn what_is_written_from_the_screen_is_what_the_shell_writes_in_every_form() {
    let shell = Shell::with_demo();
    let mut session = outcomes(&shell, Lang::En);
    session.keys("p").wait("to search").keys("figures<Enter>").wait("Participants ever enrolled");
    for (place, (ending, form)) in FORMS.iter().enumerate() {
        let name = format!("figures-2013-07-05.{ending}");
        session.keys("p").wait("For a program").keys(&"<Down>".repeat(place)).keys("<Enter>").wait(&name);
        assert!(
            written(&session, &name) == from_shell(&shell, &["figures", "--lang", "en"], form),
            "{form}: other bytes from the screen"
        );
        session.keys("<Down>").wait_gone(&name);
    }
    let told = String::from_utf8(written(&session, "figures-2013-07-05.json")).unwrap();
    assert!(told.contains("\"as-of\": \"2013-07-05\"") && told.contains("\"log\": \""), "{told}");
}

#[test]
fn names_small_numbers_and_the_language_are_chosen_beside_the_form_and_the_page_shows_what_comes_of_it() {
    let shell = Shell::with_demo();
    let mut session = outcomes(&shell, Lang::En);
    session.keys("p").wait("to search").keys("pace<Enter>").wait("Reached");
    session.keys("p").wait("[ ] Leave names out").wait("[x] Language: English");
    session.keys("<PgDn><Up><Up><Up><Up><Up>");
    session.keys("<Enter>").wait("[x] Leave names out").wait("Names and fre");
    session.keys("<Down><Ins>").wait("[x] Leave out numbers of people below 5");
    session.keys("<Down><Down><Down><Enter>").wait("[x] Language: lietuvių").wait("[ ] Language: English");
    session.keys("<Home><Down><Down><Down><Down><Enter>").wait("pace-2013-07-05-anonymous-from-5-lt.json");

    let of_screen = written(&session, "pace-2013-07-05-anonymous-from-5-lt.json");

    let asked = ["pace", "--anonymous", "--small", "5", "--lang", "lt"];
    assert!(of_screen == from_shell(&shell, &asked, "json"), "other bytes from the screen");
}

#[test]
fn a_sheet_on_somebody_is_noted_as_read_where_the_register_notes_readings_and_once_for_each_of_them() {
    let shell = Shell::with_demo();
    let noted = || shell.json(&["log", "--readings", "--json"]).as_array().unwrap().len();
    shell.stdout(&["report", "plan", "12"]);
    assert_eq!(noted(), 0);
    shell.stdout(&["person", "reading", "on"]);

    shell.stdout(&["report", "plan", "12"]);
    assert_eq!(noted(), 1);
    shell.stdout(&["report", "figures"]);
    shell.stdout(&["report", "hours"]);
    assert_eq!(noted(), 1, "these name nobody");
    let handed_over = shell.json(&["report", "handover", "--worker", "kaja", "--json"]);
    let cases = handed_over["blocks"][2]["rows"].as_array().unwrap().len();
    assert!(cases > 3);
    assert_eq!(noted(), 1 + cases);
}

#[test]
fn a_sheet_that_is_opened_on_the_screen_is_noted_once_however_often_its_language_is_changed() {
    let shell = Shell::with_demo();
    shell.stdout(&["person", "reading", "on"]);
    let noted = || shell.json(&["log", "--readings", "--json"]).as_array().unwrap().len();
    let mut session = outcomes(&shell, Lang::En);
    session.keys("2/hõbepaas<Enter><Enter>").wait("Hõbepaas, Merike");
    session.settle();
    assert_eq!(noted(), 1, "the card");

    session.keys("p").wait("Case plan").keys("<Enter>").wait("General data");
    session.keys("p<PgDn><PgDn><Enter>").wait("[x] Language: svenska").keys("<Esc>").wait("Grunduppgifter");

    assert_eq!(noted(), 2, "and the plan");
}

#[test]
fn a_report_is_read_page_by_page_and_what_is_sought_is_found_in_it() {
    let shell = Shell::with_demo();
    let mut session = outcomes(&shell, Lang::En);
    session.keys("p").wait("to search").keys("proof<Enter>").wait("page 1 of ");
    let pages: usize = {
        let screen = session.screen();
        let said = screen.split("page 1 of ").nth(1).and_then(|rest| rest.split_whitespace().next());
        said.and_then(|n| n.parse().ok()).unwrap_or_else(|| panic!("{screen}"))
    };
    assert!(pages > 3, "{}", session.screen());
    // Every page is begun at its top, and ends with a line that says which it was.
    let mut turned = 0;
    while !session.screen().contains("page 2 of ") || session.screen().contains("page 1 of ") {
        session.keys("<PgDn>").settle();
        turned += 1;
        assert!(turned < 8, "{}", session.screen());
    }
    session.keys("<PgUp>").wait("page 1 of ").wait("───");
    session.keys("<End>").wait(&format!("page {pages} of {pages}")).keys("<Home>").wait("The figures and who is");

    session.keys("/virmalaid").wait(">").wait("Virmalaid, Tõnu");
    session.keys("<Enter>").wait("Next hit");
    let first = session.screen();
    session.keys("<Enter>").settle();
    assert_ne!(session.screen(), first, "the next hit is further on");
    session.keys("<BS>").wait_gone("Next hit");
    session.resize(18, 60).wait("Virmalaid");
    let screen = session.screen();
    assert!(screen.lines().all(|line| !line.trim_end().ends_with('~')), "no line is cut in a narrow window: {screen}");
}

#[test]
fn what_fits_the_record_under_the_cursor_and_the_tab_is_offered_first() {
    let shell = Shell::with_demo();
    let mut session = outcomes(&shell, Lang::En);
    let offered = |session: &Session| -> Vec<String> {
        let screen = session.screen();
        let inside = screen.lines().filter_map(|line| line.split('│').nth(1)).skip(1);
        inside.map(|line| line.trim_start_matches('>').trim().to_owned()).collect()
    };
    for (keys, first) in [
        ("2/hõbepaas<Enter>", ["Case plan", "Everything held", "This list as shown"].as_slice()),
        ("3/sirelmets<Enter>", &["Hand-over sheet", "This list as shown"]),
        ("4", &["Minutes of the meeting", "This list as shown"]),
        ("5", &["This list as shown", "Outcomes", "Promises and figures", "The figures and who is behind them"]),
        ("6", &["This list as shown", "Programme", "Interim summary", "Yearly summary"]),
    ] {
        session.keys(keys).settle();
        session.keys("p").wait("to search").settle();
        let offered = offered(&session);
        for (line, wanted) in offered.iter().zip(first) {
            assert!(line.starts_with(wanted), "{keys}: {wanted} in {offered:#?}");
        }
        session.keys("<Esc>").wait_gone("to search");
    }
    session.keys("2<Enter>").wait("Hõbepaas, Merike").settle();
    session.keys("p").wait("Case plan").keys("<Enter>").wait("General data");
}

#[test]
fn a_list_is_printed_as_it_is_shown_with_what_is_sought() {
    let shell = Shell::with_demo();
    let mut session = outcomes(&shell, Lang::En);
    session.keys("2/õn<Enter>").wait("found").keys("p").wait("to search").keys("shown<Enter>").wait("Find: õn");
    let screen = session.screen();
    assert!(screen.contains("Käbiraba, Õnne") && !screen.contains("Jõhvikaru"), "{screen}");

    session.keys("p").wait("For a program").keys("<Down><Down><Down><Enter>").wait("participants-2013-07-05.csv");

    let sheet = String::from_utf8(written(&session, "participants-2013-07-05.csv")).unwrap();
    assert!(sheet.contains("Käbiraba, Õnne") && !sheet.contains("Jõhvikaru"), "{sheet}");
}
