//! The documents say what the program does: their blocks are written from its own tables, and their commands are run.
//!
//! `UPDATE=1 cargo test --test tugi documents` writes the blocks anew.

use std::{collections::BTreeMap, fs};

use tugi::{
    i18n::{Lang, words},
    ui::{Action, KEYMAP, Scope, key_name},
};

use crate::{
    shell::Shell,
    source::{project, read},
};

/// Holds what is written against what it should be; with `UPDATE` set, writes it instead.
pub(crate) fn current(path: &str, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(project(path).parent().unwrap()).unwrap();
        fs::write(project(path), text).unwrap();
    } else {
        let written = fs::read_to_string(project(path)).unwrap_or_default();
        assert!(written == text, "{path} is out of date; UPDATE=1 cargo test --test tugi writes it anew");
    }
}

/// The document with the block of this name replaced: what stands between `<!-- name -->` and `<!-- /name -->`.
fn with_block(document: &str, name: &str, block: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let (before, rest) = document.split_once(&open).unwrap_or_else(|| panic!("{open} is missing"));
    let (_, after) = rest.split_once(&close).unwrap_or_else(|| panic!("{close} is missing"));
    format!("{before}{open}\n{block}\n{close}{after}")
}

/// Where a key works, as the document calls it.
const fn place(scope: Scope) -> &'static str {
    match scope {
        Scope::List => "In a list",
        Scope::Find => "While finding",
        Scope::Card => "On a card",
        Scope::Form => "In a form",
        Scope::Notes => "In notes",
        Scope::Pick => "In a pick list",
        Scope::Page => "On a page of text",
        Scope::Question => "In a question",
        Scope::Conflict => "Where two people saved the same record",
        Scope::Twins => "Beside another record of the same person",
        Scope::Sheet => "Over a sheet to be taken over",
        Scope::Everywhere => "Everywhere",
    }
}

/// The keys of every place: what each does, and all keys that do it. What moves the cursor goes without saying.
fn keys() -> String {
    let words = words(Lang::En);
    let mut lines = vec!["| Where | Key | Does |".to_owned(), "|---|---|---|".to_owned()];
    let mut last = None;
    let moves = [Action::Up, Action::Down, Action::PageUp, Action::PageDown, Action::First, Action::Last];
    for binding in KEYMAP.iter().filter(|binding| !moves.contains(&binding.action)) {
        let keys: Vec<String> = binding.keys.iter().map(|key| format!("`{}`", key_name(*key, words))).collect();
        let place = if last == Some(binding.scope) { "" } else { place(binding.scope) };
        lines.push(format!("| {place} | {} | {} |", keys.join(" "), (binding.label)(words)));
        last = Some(binding.scope);
    }
    lines.join("\n")
}

/// The options of a help page, each with what it does.
fn options(help: &str) -> Vec<(String, String)> {
    let lines = help.lines().skip_while(|line| *line != "Options:").skip(1).take_while(|line| !line.is_empty());
    let mut options: Vec<(String, String)> = Vec::new();
    for line in lines {
        match (options.last_mut(), line.trim().split_once("  ")) {
            (_, Some((name, does))) if name.starts_with('-') => options.push((name.to_owned(), does.trim().to_owned())),
            (Some((_, does)), _) => *does = format!("{does} {}", line.trim()),
            (None, _) => {}
        }
    }
    options
}

/// The commands, each with what it does and its own options, as `--help` tells them.
fn commands() -> String {
    let shell = Shell::empty();
    let help = |args: &[&str]| shell.stdout(&[args, &["--help", "--lang", "en"]].concat());
    let whole = help(&[]);
    let common: BTreeMap<String, String> = options(&whole).into_iter().collect();
    let names = whole.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let mut lines = vec!["| Command | Does | Its own options |".to_owned(), "|---|---|---|".to_owned()];
    // What goes on in a second line stands further to the right.
    let names = names.filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
    for name in names.filter_map(|line| line.split_whitespace().next()) {
        let page = help(&[name]);
        let does = page.lines().next().unwrap_or_default();
        let usage = page.lines().find_map(|line| line.strip_prefix("Usage: ")).unwrap_or_default();
        let own = options(&page).into_iter().filter(|(name, _)| !common.contains_key(name));
        let own: Vec<String> = own.map(|(name, _)| format!("`{name}`")).collect();
        lines.push(format!("| `{}` | {does} | {} |", usage.replace(" [OPTIONS]", ""), own.join(" ")));
    }
    lines.push(String::new());
    lines.push("With every command:".to_owned());
    lines.push(String::new());
    lines.extend(common.iter().map(|(name, does)| format!("- `{name}`: {does}")));
    lines.join("\n")
}

/// The modules, as the list in `lib.rs` has them.
fn modules() -> String {
    let list = read("src/lib.rs");
    let listed = list.lines().filter_map(|line| line.strip_prefix("//! - ")?.split_once(": "));
    let lines = listed.map(|(names, holds)| {
        let names: Vec<String> = names.split('`').skip(1).step_by(2).map(|name| format!("`{name}`")).collect();
        format!("- {}: {holds}", names.join(", "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_map_for_contributors_names_the_modules_there_are() {
    current("CONTRIBUTING.md", &with_block(&read("CONTRIBUTING.md"), "map", &modules()));
}

#[test]
fn every_file_that_contributing_names_is_there() {
    let document = read("CONTRIBUTING.md");
    let quoted = document.split('`').skip(1).step_by(2);
    let is_path = |text: &&str| (text.contains('/') || text.contains(".rs")) && !text.contains([' ', '\n']);
    for path in quoted.filter(is_path).filter(|path| !path.starts_with("foo")) {
        let there = [path.to_owned(), format!("src/{path}")].iter().any(|path| project(path).exists());
        assert!(there, "there is no {path}");
    }
}

#[test]
fn the_readme_lists_the_keys_and_the_commands_there_are() {
    let document = read("README.md");
    let document = with_block(&document, "keys", &keys());
    current("README.md", &with_block(&document, "commands", &commands()));
}

/// The lines of all blocks of this sort, without their comments.
#[cfg(unix)]
fn lines_of_blocks(document: &str, sort: &str) -> Vec<String> {
    let opening = format!("```{sort}");
    let mut inside = false;
    let mut lines = Vec::new();
    for line in document.lines() {
        inside = if inside { line != "```" } else { line == opening };
        let command = line.split(" #").next().unwrap_or_default().trim();
        if inside && line != opening && !command.is_empty() && !command.starts_with('#') {
            lines.push(command.to_owned());
        }
    }
    lines
}

/// What a line of the README does in a shell, in the folder of the shell.
#[cfg(unix)]
fn outcome_of(command: &str, shell: &Shell) -> (bool, String) {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_tugi")).parent().unwrap().display().to_string();
    let script = format!("PATH={program}:/usr/bin:/bin; cd {}; {command}", shell.path("").display());
    let output = std::process::Command::new("/bin/sh").args(["-c", &script]).env("USER", "kaja").output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.success(), format!("{command}\n{said}"))
}

#[cfg(unix)]
#[test]
fn the_scheduled_line_of_the_readme_leaves_a_locked_copy() {
    use std::fs;

    let shell = Shell::empty();
    for folder in ["rapla", "copies"] {
        fs::create_dir(shell.path(folder)).unwrap();
    }
    fs::write(shell.path("secret.txt"), "kuus sõna mida keegi ei arva\n").unwrap();
    let (made, said) = outcome_of("chmod 600 secret.txt; tugi demo --to rapla/office.tugi", &shell);
    assert!(made, "{said}");
    let lines = lines_of_blocks(&read("README.md"), "cron");
    assert_eq!(lines.len(), 1);
    let command: Vec<&str> = lines[0].split_whitespace().skip(5).collect();
    let command = command.join(" ").replace("/srv", shell.path("").to_str().unwrap().trim_end_matches('/'));

    let (done, said) = outcome_of(&command, &shell);

    assert!(done, "{said}");
    let copies: Vec<_> = fs::read_dir(shell.path("copies")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(copies.len() == 1 && copies[0].to_str().unwrap().ends_with(".tugi.age"), "{copies:?}");
    let (whole, said) =
        outcome_of(&format!("tugi verify {} --passphrase-file secret.txt", copies[0].display()), &shell);
    assert!(whole, "{said}");
}

#[cfg(unix)]
#[test]
fn every_command_of_the_readme_does_what_it_is_there_for() {
    use std::path::Path;

    use crate::pty::Session;

    /// Commands that build or test the program, which this test cannot do from inside.
    const ABOUT_THE_PROGRAM: &[&str] = &["cargo test", "cargo install --path ."];
    let shell = Shell::empty();
    let program = Path::new(env!("CARGO_BIN_EXE_tugi")).parent().unwrap().display().to_string();
    let path = format!("PATH={program}:/usr/bin:/bin; cd {}", shell.path("").display());
    let commands = lines_of_blocks(&read("README.md"), "sh");
    assert!(
        commands.iter().any(|line| line == "cargo run --release -- demo")
            && commands.iter().any(|line| line == "cargo test")
    );
    for command in commands.iter().filter(|command| !ABOUT_THE_PROGRAM.contains(&command.as_str())) {
        let command = command.replace("cargo run --release --", "tugi");
        let script = format!("{path}; {command}");
        let words: Vec<&str> = command.split_whitespace().collect();
        let opens_the_screen =
            matches!(words[..], ["tugi", "demo"]) || matches!(words[..], ["tugi", file] if file.contains('.'));
        if opens_the_screen {
            let mut session = Session::run(Path::new("/bin/sh"), &["-c", &script], &[], 24, 80);
            session.wait("F10").keys("<F10>");
            assert_eq!(session.exit_code(), 0, "{command}");
        } else {
            let (done, said) = outcome_of(&command, &shell);
            assert!(done, "{said}");
        }
    }
}
