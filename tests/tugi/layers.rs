//! The shape of the program: who may know whom, how long a file may be, and where words, SQL and the clock may stand.

use std::collections::BTreeSet;

use crate::source::{self, Source, group, names, sources};

/// The most lines a file may have, its tests included.
const LONGEST: usize = 400;
/// The lines that half of the files stay under.
const MIDDLE: usize = 120;

/// The modules that may know less than all above them.
const KNOW_ONLY: &[(&str, &[&str])] =
    &[("domain", &[]), ("definitions", &["domain"]), ("i18n", &["domain"]), ("store", &["domain"]), ("term", &["ui"])];

/// What of `ui` the terminal may know: what a key is.
const KEYS_ONLY: &[&str] = &["Code", "Input", "Key"];

/// What lies outside the program, and the modules that may name it.
#[rustfmt::skip]
const OUTSIDE: &[(&str, &[&str])] = &[
    ("rusqlite",        &["store"]),
    ("crossterm",       &["term"]),
    ("ratatui",         &["ui", "term", "app"]),
    ("ratatui_textarea", &["ui"]),
    ("tui_input",       &["ui"]),
    ("notify",          &["term"]),
    ("signal_hook",     &["term"]),
    ("toml",            &["definitions", "demo", "exchange", "i18n"]),
    ("calamine",        &["exchange"]),
    ("quick_xml",       &["exchange"]),
    ("zip::",           &["exchange"]),
    ("flate2",          &["exchange"]),
    ("csv",             &["exchange", "cli", "app"]),
    ("rust_xlsxwriter", &["exchange"]),
    ("encoding_rs",     &["exchange"]),
    ("pulldown_cmark",  &["report"]),
    ("icalendar",       &["exchange"]),
    ("clap",            &["cli"]),
    ("clap_complete",   &["cli"]),
    ("clap_mangen",     &["cli"]),
    ("directories",     &["config"]),
    ("anyhow",          &["app", "cli", "main"]),
    ("std::fs",         &["app", "cli", "config", "setup", "store", "term"]),
    ("std::env",        &["app", "cli", "config", "main", "term"]),
    ("std::process",    &["app", "cli", "main", "term"]),
    ("std::thread",     &["app", "store", "term"]),
    ("std::net",        &[]),
    ("Local",           &["clock"]),
    ("Utc",             &["clock"]),
    ("SystemTime",      &["clock"]),
];

/// The beginnings of SQL statements.
const STATEMENTS: &[&str] =
    &["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "PRAGMA", "VACUUM", "ATTACH", "BEGIN"];

/// The modules whose sentences must come from the language files.
const SPEAK_ONLY_WORDS: &[&str] = &["app", "cards", "forms", "lists", "report", "ui"];

/// The modules in the order of the list in `lib.rs`: each knows only those before it.
fn order() -> Vec<String> {
    let text = source::read("src/lib.rs");
    let listed = text.lines().filter_map(|line| line.strip_prefix("//! - ")?.split_once(": "));
    listed.flat_map(|(names, _)| names.split('`').skip(1).step_by(2).map(String::from)).collect()
}

/// The names that follow `path` in the code, also where it opens a group: `crate::{a, b::c}` names `a` and `b`.
fn named_after<'a>(code: &'a str, path: &str) -> BTreeSet<&'a str> {
    let first =
        |text: &'a str| text.trim_start().split(|letter: char| !letter.is_alphanumeric() && letter != '_').next();
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices(path) {
        let rest = &code[at + path.len()..];
        if rest.starts_with('{') {
            found.extend(parts(&rest[1..group(rest) - 1]).into_iter().filter_map(first));
        } else {
            found.extend(first(rest));
        }
    }
    found.remove("");
    found
}

/// What stands between the commas of a group, where those are not inside a group of their own.
fn parts(group: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&group[from..]);
    parts
}

/// Fails with all complaints at once.
fn none(complaints: impl IntoIterator<Item = String>) {
    let complaints: Vec<String> = complaints.into_iter().collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

fn inner() -> Vec<Source> {
    sources().into_iter().filter(|source| !["lib", "main"].contains(&source.module())).collect()
}

#[test]
fn the_list_of_modules_names_all_of_them() {
    let listed: BTreeSet<String> = order().into_iter().collect();
    let there: BTreeSet<String> = inner().iter().map(|source| source.module().to_owned()).collect();
    assert_eq!(listed, there, "the list in src/lib.rs and the files");
}

#[test]
fn a_module_knows_only_those_above_it() {
    let order = order();
    none(inner().iter().flat_map(|source| {
        let module = source.module();
        let above = order.iter().take_while(|name| *name != module).map(String::as_str).collect::<Vec<_>>();
        let known = KNOW_ONLY.iter().find(|(name, _)| *name == module).map_or(above, |(_, known)| known.to_vec());
        let named = named_after(&source.code, "crate::");
        let named = named.into_iter().filter(|name| order.iter().any(|other| other == name) && *name != module);
        let wrong: Vec<_> = named.filter(|name| !known.contains(name)).collect();
        wrong.into_iter().map(|name| format!("{} may not know {name}", source.path)).collect::<Vec<_>>()
    }));
}

#[test]
fn other_modules_are_named_from_the_top() {
    let order = order();
    none(inner().iter().flat_map(|source| {
        let climbed = "super::".repeat(source.path.matches('/').count());
        let named = named_after(&source.code, &climbed);
        let wrong = named.into_iter().filter(|name| order.iter().any(|other| other == name));
        wrong.map(|name| format!("{}: write crate::{name} instead", source.path)).collect::<Vec<_>>()
    }));
}

#[test]
fn of_the_screen_the_terminal_knows_only_the_keys() {
    none(inner().iter().filter(|source| source.module() == "term").flat_map(|source| {
        let named = named_after(&source.code, "crate::ui::");
        let wrong = named.into_iter().filter(|name| !KEYS_ONLY.contains(name));
        wrong.map(|name| format!("{} may not know ui::{name}", source.path)).collect::<Vec<_>>()
    }));
}

#[test]
fn what_lies_outside_is_named_only_where_it_belongs() {
    none(sources().iter().flat_map(|source| {
        let wrong = OUTSIDE.iter().filter(|(_, modules)| !modules.contains(&source.module()));
        let wrong = wrong.filter(|(name, _)| names(&source.code, name));
        wrong.map(|(name, _)| format!("{} may not name {name}", source.path)).collect::<Vec<_>>()
    }));
}

#[test]
fn sql_stands_only_in_the_store() {
    none(inner().iter().filter(|source| source.module() != "store").flat_map(|source| {
        let sql = source.texts.iter().filter(|text| STATEMENTS.iter().any(|word| names(text, word)));
        sql.map(|text| format!("{}: {text}", source.path)).collect::<Vec<_>>()
    }));
}

#[test]
fn what_people_read_stands_only_in_the_language_files() {
    none(inner().iter().filter(|source| SPEAK_ONLY_WORDS.contains(&source.module())).flat_map(|source| {
        let speaks = source.texts.iter().filter(|text| is_sentence(text));
        speaks.map(|text| format!("{}: {text:?}", source.path)).collect::<Vec<_>>()
    }));
}

/// Whether a text would be read by people: a word with a space before or after it. Places for values, signs of one letter
/// and the program's own name are no words.
fn is_sentence(text: &str) -> bool {
    let mut depth = 0;
    let said: String = text
        .chars()
        .filter(|letter| {
            depth += i32::from(*letter == '{') - i32::from(*letter == '}');
            depth == 0 && *letter != '}'
        })
        .collect();
    let mut words = said.split(|letter: char| !letter.is_alphabetic());
    said.contains(' ') && words.any(|word| word.chars().count() > 1 && word != "TUGI")
}

#[test]
fn files_are_short_and_half_of_them_very_short() {
    let mut lengths: Vec<(usize, String)> = sources().into_iter().map(|source| (source.lines, source.path)).collect();
    lengths.sort();
    let median = lengths[lengths.len() / 2].0;
    let long: Vec<_> = lengths.iter().filter(|(lines, _)| *lines > LONGEST).collect();
    assert!(
        long.is_empty() && median < MIDDLE,
        "median {median}, too long: {long:?}, the longest: {:?}",
        lengths.iter().rev().take(10)
    );
}

#[test]
fn a_module_lies_beside_its_folder() {
    none(source::files("src").into_iter().chain(source::files("tests")).filter(|path| path.ends_with("/mod.rs")));
}

#[test]
fn a_group_names_the_beginning_of_each_of_its_parts() {
    let code = "use crate::{domain::{Id, Kind}, env::Env}; crate::i18n::fill(x)";
    assert_eq!(named_after(code, "crate::"), BTreeSet::from(["domain", "env", "i18n"]));
    assert!(is_sentence("not there") && is_sentence(" of "));
    assert!(!is_sentence(" TUGI | {name}: {held} (x)") && !is_sentence("national-id"));
}
