//! What is drawn on the screen: the numbers stand beside it and are those of the reports; any terminal shows it, without colours.

use crate::{pty::Session, shell::Shell};

/// The program over a register, in a window of 80 by 24.
fn over(shell: &Shell, env: &[(&str, &str)]) -> Session {
    on_day(shell, "2013-07-05", env)
}

fn on_day(shell: &Shell, day: &str, env: &[(&str, &str)]) -> Session {
    let file = shell.path("demo.tugi");
    let mut session = Session::start(
        &["--file", file.to_str().unwrap(), "--user", "kaja", "--lang", "en", "--today", day],
        env,
        24,
        80,
    );
    session.wait("F10");
    session
}

/// The numbers in a line of the screen.
fn numbers(line: &str) -> Vec<usize> {
    line.split_whitespace().filter_map(|word| word.parse().ok()).collect()
}

/// The line after the last one in which a part of a picture stands.
fn under_the_picture(screen: &str) -> Vec<usize> {
    let lines: Vec<&str> = screen.lines().collect();
    let last = lines.iter().rposition(|line| line.contains('█')).unwrap_or_else(|| panic!("{screen}"));
    numbers(lines[last + 1])
}

#[test]
fn the_places_over_time_have_the_numbers_of_the_report_under_them_and_the_line_of_the_places() {
    let shell = Shell::with_demo();
    let mut session = over(&shell, &[]);
    session.keys("6<End><Enter>").wait("Places taken, month by month 2013-01–2013-07");

    let told = shell.json(&["report", "places", "--json", "--lang", "en"]);
    let chart = told["blocks"].as_array().unwrap().iter().find(|block| block["block"] == "chart").unwrap();
    let most: Vec<usize> =
        chart["rows"].as_array().unwrap().iter().map(|row| row[3].as_str().unwrap().parse().unwrap()).collect();

    assert_eq!(under_the_picture(&session.screen()), most, "{}", session.screen());
    assert!(chart["line"].is_null() || session.screen().contains(&format!("{}─", chart["line"])));
}

#[test]
fn a_workers_card_draws_the_caseload_against_the_limit() {
    let shell = Shell::with_demo();
    let mut session = over(&shell, &[]);
    session.keys("3/sirelmets<Enter><Enter>").wait("2013-01–2013-07").wait("5───");
    let screen = session.screen();
    let cases = numbers(screen.lines().find(|line| line.contains("Cases")).unwrap())[0];
    let left: String =
        screen.lines().map(|line| line.split('│').next().unwrap_or_default().to_owned() + "\n").collect();
    assert_eq!(under_the_picture(&left).last(), Some(&cases), "{screen}");
}

#[test]
fn a_promise_is_drawn_against_its_pace_with_its_numbers_beside() {
    let shell = Shell::with_demo();
    let mut session = over(&shell, &[]);
    session.keys("5/Case plan made<Enter><Enter>").wait("Promise against pace");
    let screen = session.screen();
    let line =
        |name: &str| screen.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or_default().to_owned();
    assert_eq!(numbers(&line("Reached "))[0], 20, "{screen}");
    assert_eq!(numbers(&line("Needed "))[0], 23, "{screen}");
    assert!(line("Reached ").contains("█░"), "{screen}");
}

#[test]
fn the_steps_of_the_way_say_how_many_stand_at_each_and_together_they_are_all() {
    let shell = Shell::with_demo_of("torsas-2013");
    let mut session = on_day(&shell, "2016-06-01", &[]);
    session.keys("6/Path<Enter><Enter>").wait("in the programme stand");
    let screen = session.screen();
    let said = screen.lines().find(|line| line.contains("in the programme stand")).unwrap();
    let all = numbers(said)[0];
    assert!(all > 5, "{screen}");
    let at: Vec<usize> = screen.lines().filter(|line| line.contains(['█', '░'])).map(|line| numbers(line)[0]).collect();
    assert_eq!(at.iter().sum::<usize>(), all, "{screen}");
    assert!(at.len() > 3, "{screen}");
}

#[test]
fn where_a_terminal_has_no_blocks_other_signs_stand_for_them_and_the_numbers_stay() {
    let shell = Shell::with_demo();
    for env in [&[("TERM", "vt100")][..], &[("TERM", "xterm"), ("LANG", "C")], &[("TERM", "linux"), ("NO_COLOR", "1")]]
    {
        let mut session = over(&shell, env);
        session.keys("3/sirelmets<Enter><Enter>").wait("01 02 03").wait("##");
        let screen = session.screen();
        assert!(!screen.contains(['█', '▇', '▅', '░', '▁']), "{env:?}: {screen}");
        session.keys("<Esc>").wait_gone("01 02 03").keys("5/Case plan made<Enter><Enter>").wait("##:");
    }
}

#[test]
fn a_picture_keeps_its_latest_months_in_a_narrow_window_and_stands_still() {
    let shell = Shell::with_demo();
    let mut session = over(&shell, &[]);
    session.keys("3/sirelmets<Enter><Enter>").wait("2013-01–2013-07");
    session.resize(18, 60).wait("6 7 7 6 6 6  ").settle();
    let narrow = session.screen();
    assert!(narrow.contains("2013-02–2013-07") && narrow.contains('█'), "{narrow}");
    let wide = |screen: &str| screen.lines().any(|line| line.chars().count() > 100);
    session.resize(30, 120).wait_until("the wider window is filled", wide).settle();
    assert!(session.screen().contains("at least 5"), "{}", session.screen());
    assert!(!session.output_within(std::time::Duration::from_millis(700)), "nothing is drawn anew without a reason");
}
