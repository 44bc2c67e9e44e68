//! Definitions in the shell: which there are, what is wrong with one, and taking them into a register.

use serde_json::Value;

use crate::shell::Shell;

const RAPLA: &str = include_str!("../../data/programmes/rapla-2013.toml");
/// What a second edition says differently.
const LATER: &str = "code = \"rapla-2013\"\nedition = 2\nholds_from = \"2013-07-01\"\n[carrier]\net = \"Uus kandja\"\n";

/// What a command line prints as JSON, and its exit status.
fn json(shell: &Shell, args: &[&str]) -> (Value, Option<i32>) {
    let output = shell.output(args);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    (serde_json::from_str(&printed).unwrap_or_else(|_| panic!("{printed}")), output.status.code())
}

/// A programme of the office's own, made from Rapla's.
fn own() -> String {
    RAPLA.replacen("code = \"rapla-2013\"", "code = \"our-own\"", 1)
}

#[test]
fn the_list_names_every_programme_and_those_in_the_register() {
    let shell = Shell::empty();
    let (without, _) = json(&shell, &["programme", "list", "--json"]);
    let shell = Shell::with_demo();
    let (with, _) = json(&shell, &["programme", "list", "--json"]);
    let codes = |list: &Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|line| line["code"].as_str().unwrap().to_owned()).collect()
    };
    let mut known: Vec<&str> = tugi::definitions::EMBEDDED.iter().map(|(code, _)| *code).collect();

    assert_eq!(codes(&without), known);
    assert!(without.as_array().unwrap().iter().all(|line| line["in_register"] == false));
    known.sort_unstable();
    let mut listed = codes(&with);
    listed.sort_unstable();
    assert_eq!(listed, known);
    let held: Vec<&Value> = with.as_array().unwrap().iter().filter(|line| line["in_register"] == true).collect();
    assert_eq!(held.iter().map(|line| line["code"].as_str().unwrap()).collect::<Vec<_>>(), ["rapla-2013"]);
    assert!(shell.run(&["programme", "list"]).contains("Tugiisikuteenuse rakendamine Rapla vallas"));
}

#[test]
fn a_definition_is_shown_as_sentences_in_any_language_with_what_was_chosen() {
    let shell = Shell::empty();
    let (english, swedish) = (
        shell.run(&["programme", "show", "rapla", "--lang", "en"]),
        shell.run(&["programme", "show", "rapla", "--lang", "sv"]),
    );

    assert!(english.contains("At most 1 year per stay."), "{english}");
    assert!(english.contains("(Chosen: The text"), "{english}");
    assert!(swedish.contains("Stödpersonstjänsten") || swedish.contains("stödpersonstjänsten"), "{swedish}");
    assert!(english.lines().all(|line| line.chars().count() <= 80), "{english}");
    let (told, _) = json(&shell, &["programme", "show", "rapla-2013", "--json"]);
    assert!(told["sentences"].as_array().unwrap().len() > 20);
}

#[test]
fn a_check_names_every_line_that_is_wrong_and_what_to_do() {
    let shell = Shell::empty();
    shell.write("whole.toml", own());
    shell.write(
        "wrong.toml",
        own().replace("value = { at_least = 5 }", "value = {}").replace("id = \"plans\"", "id = \"Plans\""),
    );

    let whole = shell.run(&["programme", "check", "whole.toml", "--lang", "en"]);
    let wrong = shell.run(&["programme", "check", "wrong.toml", "--lang", "en"]);

    assert_eq!(whole, "whole.toml is whole.\n(exit status 0)");
    let line = |text: &str| own().lines().position(|line| line == text).unwrap() + 1;
    assert_eq!(
        wrong,
        format!(
            "Line {}: Neither a smallest nor a largest number is set. Write at_least, at_most or both.\n\
             Line {}: “Plans” cannot be an id. Use small letters, digits and hyphens only.\n(exit status 3)",
            line("value = { at_least = 5 }"),
            line("id = \"plans\"")
        )
    );
    let (told, status) = json(&shell, &["programme", "check", "wrong.toml", "--json"]);
    assert_eq!(
        (told["whole"].as_bool(), told["problems"].as_array().unwrap().len(), status),
        (Some(false), 2, Some(3))
    );
    assert!(shell.run(&["programme", "check", "nowhere.toml"]).ends_with("(exit status 1)"));
}

#[test]
fn what_a_later_edition_says_differently_is_checked_over_the_edition_before_it() {
    let shell = Shell::with_demo();
    shell.write("later.toml", LATER);
    shell.write("early.toml", LATER.replace("2013-07-01", "2012-07-01"));

    let later = shell.run(&["programme", "check", "later.toml", "--lang", "en"]);
    let early = shell.run(&["programme", "check", "early.toml", "--lang", "en"]);

    assert_eq!(later, "later.toml is whole.\n(exit status 0)");
    assert!(early.starts_with("Line 3: A later edition must hold from a day after"), "{early}");
    assert!(early.ends_with("(exit status 3)"), "{early}");
}

#[test]
fn a_second_programme_is_added_opened_by_its_code_and_taken_back() {
    let shell = Shell::with_demo();
    shell.write("own.toml", own());

    assert!(shell.run(&["programme", "add", "own.toml"]).ends_with("(exit status 0)"));
    let count = |programme: &[&str]| {
        let (told, _) = json(&shell, &[&["figures", "participants", "--json"], programme].concat());
        told["figures"][0]["counted"].clone()
    };
    assert_eq!((count(&[]), count(&["--programme", "rapla"])), (0.into(), 23.into()));
    let unknown = shell.run(&["figures", "--programme", "kose", "--lang", "en"]);
    assert!(unknown.contains("It holds: rapla-2013, our-own."), "{unknown}");
    assert!(shell.run(&["undo"]).ends_with("(exit status 0)"));
    assert_eq!(count(&[]), 23);
}

#[test]
fn an_edition_keeps_its_number_and_its_participants_until_they_are_moved() {
    let shell = Shell::with_demo();
    shell.write("later.toml", LATER);
    let shown = |edition: &str| shell.run(&["programme", "show", "rapla", "--edition", edition]);

    assert!(shell.run(&["programme", "add", "later.toml"]).ends_with("(exit status 0)"));
    let again = shell.run(&["programme", "add", "later.toml", "--lang", "en"]);

    assert!(again.contains("edition = 3") && again.ends_with("(exit status 1)"), "{again}");
    assert!(shown("2").contains("Uus kandja") && !shown("1").contains("Uus kandja"));
    assert!(shown("7").ends_with("(exit status 1)"));
    let (told, _) = json(&shell, &["figures", "participants", "--json"]);
    assert_eq!(told["figures"][0]["counted"], 23);
    let programme = || shell.run(&["log", "participation:1", "--lang", "en"]);
    let moved = "programme: rapla-2013 1 → rapla-2013 2";
    assert!(!programme().contains(moved));
    assert!(shell.run(&["programme", "move", "1", "--edition", "2"]).ends_with("(exit status 0)"));
    assert!(programme().contains(moved), "{}", programme());
    assert!(shell.run(&["programme", "move", "99", "--edition", "2"]).ends_with("(exit status 1)"));
}

#[test]
fn the_text_of_every_edition_can_be_written_and_is_whole() {
    let shell = Shell::with_demo();
    shell.write("later.toml", LATER);
    shell.run(&["programme", "add", "later.toml"]);

    let first = shell.output(&["programme", "export", "rapla", "--edition", "1"]);
    assert!(first.stdout == RAPLA.as_bytes(), "the text is not the one that was taken in");
    assert!(shell.run(&["programme", "export", "rapla", "--out", "second.toml"]).ends_with("(exit status 0)"));

    let second = String::from_utf8(shell.read("second.toml")).unwrap();
    assert_eq!(tugi::definitions::parse(&second).unwrap().carrier.get("et"), "Uus kandja");
    assert!(shell.run(&["programme", "export", "rapla", "--out", "second.toml"]).ends_with("(exit status 1)"));
}
