//! The register written down: its head, which says how to read it, and a line for every fact.

use std::collections::HashMap;

use serde_json::Value;

use super::{
    FIRST_LINE, IS, LAST_LINE, NUMBER, POINTS_AT, SAYS,
    naming::{Node, nodes},
};
use crate::{
    domain::{Id, Kind, Record, Register, visible_json},
    i18n::{Lang, words},
    store::{Error, Result, Store},
};

/// The whole register as text.
pub fn text(store: &Store) -> Result<String> {
    let mut records = Vec::new();
    store.every_record(|stored| records.push((stored.record.kind(), stored.id, stored.record)))?;
    let numbers = numbers(&records);
    let nodes = nodes(records).map_err(|error| Error::Damaged(error.to_string()))?;
    let mut places: Vec<usize> = (0..nodes.len()).collect();
    places.sort_by_cached_key(|place| (nodes[*place].kind, by_numbers(&nodes[*place].name)));
    let mut text = head(store.get::<Register>(Id(1))?.map(|row| row.record.language).unwrap_or_default().parse().ok());
    let mut before = None;
    for place in places {
        let node = &nodes[place];
        if before.replace(node.kind) != Some(node.kind) {
            text.push('\n');
        }
        write(&mut text, node, &nodes, numbers.get(&(node.kind, node.id)));
    }
    text += &format!("\n{LAST_LINE}\n");
    Ok(text)
}

/// What the text says of itself, in the language of the register, whoever has it written.
fn head(lang: Option<Lang>) -> String {
    let words = &words(lang.unwrap_or_default()).whole;
    let said = [&words.what, &words.lines, &words.names, &words.texts, &words.numbers, &words.everything];
    let said: Vec<String> = said.iter().map(|sentence| format!("# {sentence}\n")).collect();
    format!("{FIRST_LINE}\n{}", said.concat())
}

/// The numbers that are facts: the order in which programmes were taken in, since the last one opens first; and where reports were
/// sealed, those of all records, since a sealed report calls them by their numbers.
fn numbers(records: &[(Kind, Id, Record)]) -> HashMap<(Kind, Id), Id> {
    if records.iter().any(|(kind, ..)| *kind == Kind::Sealed) {
        return records.iter().map(|(kind, id, _)| ((*kind, *id), *id)).collect();
    }
    let programmes = records.iter().filter(|(kind, ..)| *kind == Kind::Programme);
    programmes.zip(1..).map(|((kind, id, _), number)| ((*kind, *id), Id(number))).collect()
}

/// A name so that 9 comes before 10.
fn by_numbers(name: &str) -> String {
    let mut key = String::with_capacity(name.len() + 8);
    let mut rest = name;
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let digits = rest[at..].find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len() - at);
        key.push_str(&rest[..at]);
        // Digits sort before letters, and a longer number after a shorter one.
        key.extend(char::from_u32(u32::from(b'0') + digits.min(9) as u32));
        key.push_str(&rest[at..at + digits]);
        rest = &rest[at + digits..];
    }
    key.push_str(rest);
    key
}

/// Writes a record, a line for each of its fields.
fn write(text: &mut String, node: &Node, nodes: &[Node], number: Option<&Id>) {
    let mut lines: Vec<(&str, String)> = Vec::new();
    lines.extend(number.map(|number| (NUMBER, format!("{IS} {number}"))));
    lines.extend(node.links.iter().map(|(field, target)| (*field, format!("{POINTS_AT} {}", nodes[*target].name))));
    for (field, value) in &node.own {
        match value.as_str().filter(|text| text.contains('\n')) {
            Some(several) => lines.extend(several.split('\n').map(|line| (field.as_str(), said(SAYS, &line.into())))),
            None => lines.push((field, said(IS, value))),
        }
    }
    // The lines of one text stay in their order.
    lines.sort_by_key(|(field, _)| *field);
    for (field, line) in lines {
        text.push_str(&format!("{} {} {field} {line}\n", node.kind.name(), node.name));
    }
}

/// A value as it stands in a line: nothing in it is unseen.
fn said(sign: &str, value: &Value) -> String {
    format!("{sign} {}", visible_json(&value.to_string()))
}
