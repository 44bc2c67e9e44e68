//! A definition as a tree of values, before anything is known of what it means.

use toml::{Table, Value};

use crate::domain::LocalText;

/// Puts what differs over a definition: tables merge, texts and lists replace.
pub(super) fn put_over(base: &mut Table, over: Table) {
    for (key, value) in over {
        match (base.get_mut(&key), value) {
            (Some(Value::Table(under)), Value::Table(over)) => put_over(under, over),
            (_, value) => drop(base.insert(key, value)),
        }
    }
}

/// Puts each text's version in the programme's own language also under the code "own", so that the text itself can fall back to
/// it. Returns the places of the texts that have none.
pub(super) fn mark_own(value: &mut Value, language: &str) -> Vec<String> {
    let mut missing = Vec::new();
    mark(value, language, "", &mut missing);
    missing
}

fn mark(value: &mut Value, language: &str, path: &str, missing: &mut Vec<String>) {
    match value {
        Value::Table(table) => {
            let is_text = !table.is_empty() && table.keys().all(|key| LocalText::LANGUAGES.contains(&key.as_str()));
            if !is_text {
                table.iter_mut().for_each(|(key, part)| mark(part, language, &below(path, key), missing));
            } else if let Some(own) = table.get(language).cloned() {
                table.insert(LocalText::OWN.to_owned(), own);
            } else {
                missing.push(path.to_owned());
            }
        }
        Value::Array(parts) => {
            (1..).zip(parts).for_each(|(number, part): (usize, _)| {
                mark(part, language, &below(path, &number.to_string()), missing);
            });
        }
        _ => {}
    }
}

/// The place of a part: its keys and, in lists, its numbers from 1.
pub(super) fn below(path: &str, part: &str) -> String {
    if path.is_empty() { part.to_owned() } else { format!("{path}.{part}") }
}
