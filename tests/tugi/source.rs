//! The program's own source, as the tests of its shape read it: without comments, attributes and tests.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// A file of the program.
pub(crate) struct Source {
    /// Its path from the top of the project, with `/`.
    pub(crate) path: String,
    /// How many lines it has.
    pub(crate) lines: usize,
    /// Its code without comments, attributes, tests, and what stands in quotes.
    pub(crate) code: String,
    /// What stands in quotes in that code.
    pub(crate) texts: Vec<String>,
}

impl Source {
    /// The module at the top to which it belongs: `ui` for `src/ui/key.rs`.
    pub(crate) fn module(&self) -> &str {
        let name = self.path.trim_start_matches("src/").split('/').next().unwrap_or_default();
        name.trim_end_matches(".rs")
    }
}

/// The place of a file of the project.
pub(crate) fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A text file of the project.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(project(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All files under a folder, as paths from the top of the project, in order.
pub(crate) fn files(folder: &str) -> Vec<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(project(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path);
        }
    }
    found.into_iter().collect()
}

/// The files of `src`, but for those that are only compiled for tests.
pub(crate) fn sources() -> Vec<Source> {
    let all: Vec<(String, Split)> = files("src")
        .into_iter()
        .filter(|path| Path::new(path).extension().is_some_and(|end| end == "rs"))
        .map(|path| (path.clone(), split(&read(&path))))
        .collect();
    let only_for_tests: Vec<String> = all.iter().flat_map(|(path, split)| split.test_files(path)).collect();
    let kept = all.into_iter().filter(|(path, _)| !only_for_tests.contains(path));
    kept.map(|(path, split)| split.into_source(path)).collect()
}

/// Whether `name` stands in the code as a word of its own, or as words joined by `::`, and not as the member of something.
pub(crate) fn names(code: &str, name: &str) -> bool {
    let part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let member = |letter: char| part(letter) || letter == '.';
    code.match_indices(name).any(|(at, _)| !code[..at].ends_with(member) && !code[at + name.len()..].starts_with(part))
}

/// Code in which every text in quotes is replaced by its number, and the texts.
struct Split {
    code: String,
    texts: Vec<String>,
    /// The names of the files that belong to tests, as `#[cfg(test)] mod name;` says.
    test_modules: Vec<String>,
}

impl Split {
    fn test_files(&self, path: &str) -> Vec<String> {
        let folder = path.trim_end_matches(".rs");
        self.test_modules.iter().map(|name| format!("{folder}/{name}.rs")).collect()
    }

    fn into_source(self, path: String) -> Source {
        let lines = read(&path).lines().count();
        let mut texts = Vec::new();
        let mut code = String::new();
        for (place, part) in self.code.split('"').enumerate() {
            match part.parse::<usize>() {
                Ok(number) if place % 2 == 1 => texts.push(self.texts[number].clone()),
                _ => code.push_str(part),
            }
        }
        Source { path, lines, code, texts }
    }
}

fn split(source: &str) -> Split {
    let letters: Vec<char> = source.chars().collect();
    let (mut code, mut texts) = (String::new(), Vec::new());
    let mut at = 0;
    while at < letters.len() {
        let rest = &letters[at..];
        let inside_name = code.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_');
        at += match rest {
            ['/', '/', ..] => length_until(rest, &['\n']),
            ['"', ..] => text(&rest[1..], &mut code, &mut texts) + 1,
            ['r', '"' | '#', ..] if !inside_name && raw(rest).is_some() => {
                let (whole, inner) = raw(rest).unwrap_or_default();
                code.push_str(&format!("\"{}\"", texts.len()));
                texts.push(inner);
                whole
            }
            ['\'', '\\', ..] => 3 + length_until(&rest[3..], &['\'']),
            ['\'', _, '\'', ..] => 3,
            [letter, ..] => {
                code.push(*letter);
                1
            }
            [] => break,
        };
    }
    let (code, test_modules) = without_tests(&code);
    let code = without(&without(&without(&code, "#["), "#!["), "panic!(");
    Split { code, texts, test_modules }
}

/// How many letters come before `end`.
fn length_until(letters: &[char], end: &[char]) -> usize {
    letters.windows(end.len()).position(|part| part == end).unwrap_or(letters.len())
}

/// Takes a text up to its closing quote; the answer is its length with the quote.
fn text(letters: &[char], code: &mut String, texts: &mut Vec<String>) -> usize {
    let mut length = 0;
    while length < letters.len() && letters[length] != '"' {
        length += if letters[length] == '\\' { 2 } else { 1 };
    }
    code.push_str(&format!("\"{}\"", texts.len()));
    texts.push(letters[..length.min(letters.len())].iter().collect());
    length + 1
}

/// A raw text, with its whole length.
fn raw(letters: &[char]) -> Option<(usize, String)> {
    let marks = letters[1..].iter().take_while(|letter| **letter == '#').count();
    if letters.get(1 + marks) != Some(&'"') {
        return None;
    }
    let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', marks)).collect();
    let inner = length_until(&letters[marks + 2..], &end);
    Some((inner + 2 * marks + 3, letters[marks + 2..marks + 2 + inner].iter().collect()))
}

/// Code without what is only compiled for tests, and the modules of that sort which lie in files of their own.
fn without_tests(code: &str) -> (String, Vec<String>) {
    const MARK: &str = "#[cfg(test)]";
    let (mut kept, mut modules, mut rest) = (String::new(), Vec::new(), code);
    while let Some((before, item)) = rest.split_once(MARK) {
        kept.push_str(before);
        let opens = item.find(['{', ';']).unwrap_or(item.len());
        if item[opens..].starts_with('{') {
            rest = &item[opens + group(&item[opens..])..];
        } else {
            modules.extend(item[..opens].split_once("mod ").map(|(_, name)| name.trim().to_owned()));
            rest = item.get(opens + 1..).unwrap_or_default();
        }
    }
    (kept + rest, modules)
}

/// Code without the groups that open so, such as attributes, and panics, whose texts are for whoever writes the program.
fn without(code: &str, opening: &str) -> String {
    let (mut kept, mut rest) = (String::new(), code);
    while let Some((before, _)) = rest.split_once(opening) {
        kept.push_str(before);
        let bracket = before.len() + opening.len() - 1;
        rest = &rest[bracket + group(&rest[bracket..])..];
    }
    kept + rest
}

/// How long the group in brackets is with which the code begins.
pub(crate) fn group(code: &str) -> usize {
    let mut depth = 0;
    for (at, letter) in code.char_indices() {
        match letter {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    code.len()
}

#[test]
fn comments_attributes_and_tests_are_no_code_and_texts_stand_apart() {
    let source = r##"
        // rusqlite "no text"
        #[allow(dead_code, reason = "an attribute")]
        fn kept<'a>(letter: &'a str) -> char { let quote = '"'; let _ = r#"a "raw" one"#; call("two\" words", '\'') }
        #[cfg(test)]
        mod tests { fn gone() { "gone" } }
        fn after() { panic!("not for people {}", 1) }
        #[cfg(test)]
        mod elsewhere;
    "##;

    let split = split(source);
    let test_files = split.test_files("src/domain.rs");
    let found = Source { path: String::new(), lines: 0, ..split.into_source("src/main.rs".into()) };

    assert_eq!(test_files, ["src/domain/elsewhere.rs"]);
    assert_eq!(found.texts, ["a \"raw\" one", "two\\\" words"]);
    assert!(names(&found.code, "kept") && names(&found.code, "after"));
    assert!(!names(&found.code, "gone") && !names(&found.code, "rusqlite") && !names(&found.code, "reason"));
}
