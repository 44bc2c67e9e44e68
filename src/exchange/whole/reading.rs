//! A register read from its text: line by line, every line that cannot be right told by its number.

use std::{cell::RefCell, collections::HashMap};

use serde::de::value::MapDeserializer;
use serde_json::{Map, Value};

use super::{FIRST_LINE, IS, LAST_LINE, NUMBER, POINTS_AT, SAYS};
use crate::{
    definitions,
    domain::{Id, Kind, Record, clean, shorten},
    i18n::{Words, fill},
    store::{Collation, Error, Numbered, Store},
};

/// The widest part of a line that a sentence repeats.
const WIDEST: usize = 40;

/// A line that cannot be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Its number, from 1; 0 where something is missing from the text as a whole.
    pub line: usize,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The text does not begin as such a text does.
    NotARegister,
    /// The text does not end as such a text does.
    CutOff,
    /// The line is not made of its parts.
    NotALine,
    /// There are no records of this kind.
    Kind(String),
    /// The record has no such field.
    Field(String),
    /// The field was said before.
    Twice(String),
    /// What is said is not in JSON.
    Value(String),
    /// The field does not take that.
    NotTaken(String),
    /// No record is called so.
    Nobody(String),
    /// The number is another record's already.
    NumberTaken(i64),
    /// There is not exactly one record that says what the register is, or no programme.
    NoRegister,
    /// The definition of a programme cannot be used.
    Definition(Box<crate::domain::DefinitionProblem>),
    /// The register refuses the record: a rule of the file would be broken.
    Refused(String),
}

impl BadLine {
    /// The whole sentence: `line 17: …`.
    pub fn sentence(&self, words: &Words) -> String {
        let told = &words.whole;
        let with = |sentence: &str, value: &str| fill(sentence, &[("value", &shorten(&clean(value), WIDEST))]);
        let said = match &self.wrong {
            Wrong::NotARegister => told.not_a_register.clone(),
            Wrong::CutOff => told.cut_off.clone(),
            Wrong::NotALine => told.not_a_line.clone(),
            Wrong::Kind(kind) => with(&told.no_kind, kind),
            Wrong::Field(field) => with(&told.no_field, field),
            Wrong::Twice(field) => with(&told.twice, field),
            Wrong::Value(value) => with(&told.not_a_value, value),
            Wrong::NotTaken(why) => with(&told.not_taken, why),
            Wrong::Nobody(name) => with(&told.nobody, name),
            Wrong::NumberTaken(number) => with(&told.number_taken, &number.to_string()),
            Wrong::NoRegister => told.no_register.clone(),
            Wrong::Definition(problem) => words.definition_problem(problem),
            Wrong::Refused(why) => with(&told.refused, why),
        };
        match self.line {
            0 => said,
            line => fill(&told.in_line, &[("line", &line.to_string()), ("said", &said)]),
        }
    }
}

/// Why no register could be read.
#[derive(Debug)]
pub enum NotRead {
    /// Lines that cannot be right.
    Lines(Vec<BadLine>),
    /// The program could not look up what a record consists of.
    Store(Error),
}

impl From<Error> for NotRead {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

/// A record as the text tells it.
struct Told {
    kind: Kind,
    name: String,
    /// The number of its first line.
    line: usize,
    number: Option<i64>,
    /// The fields, each with its line.
    fields: Map<String, Value>,
    lines: HashMap<String, usize>,
    links: Vec<(String, String, usize)>,
}

/// The records of a text under the numbers that they are to bear, each with its first line, parents before children.
pub fn read(text: &str) -> Result<Vec<(Numbered, usize)>, NotRead> {
    let (mut told, mut bad) = records(text, &fields()?);
    told.sort_by_key(|record| record.kind);
    let numbers = numbers(&told, &mut bad);
    let mut read = Vec::with_capacity(told.len());
    for (record, id) in told.into_iter().zip(&numbers.0) {
        let line = record.line;
        match made(record, &numbers.1) {
            Ok(record) => read.push(((*id, record), line)),
            Err(wrong) => bad.push(wrong),
        }
    }
    if bad.is_empty() && !is_register(&read) {
        bad.push(BadLine { line: 0, wrong: Wrong::NoRegister });
    }
    bad.sort_by_key(|bad| bad.line);
    if bad.is_empty() { Ok(read) } else { Err(NotRead::Lines(bad)) }
}

/// What stands in each field of each kind where nothing was entered.
type Fields = HashMap<Kind, Vec<(String, Value)>>;

fn fields() -> Result<Fields, Error> {
    let empty = Store::in_memory(Collation::plain())?;
    Kind::ALL.iter().map(|kind| Ok((*kind, empty.blank(*kind)?))).collect()
}

/// The records that the lines tell, and the lines that cannot be right.
fn records(text: &str, fields: &Fields) -> (Vec<Told>, Vec<BadLine>) {
    let (mut told, mut bad): (Vec<Told>, Vec<BadLine>) = (Vec::new(), Vec::new());
    let mut places: HashMap<(Kind, String), usize> = HashMap::new();
    let mut lines = (1..).zip(text.lines());
    if lines.next().is_none_or(|(_, line)| line.trim_start_matches('\u{feff}').trim_end() != FIRST_LINE) {
        return (told, vec![BadLine { line: 1, wrong: Wrong::NotARegister }]);
    }
    for (line, said) in lines {
        let said = said.trim_end_matches('\r');
        if said == LAST_LINE {
            return (told, bad);
        }
        if said.is_empty() || said.starts_with('#') {
            continue;
        }
        let wrong = parsed(said).and_then(|(kind, name, rest)| {
            let place = *places.entry((kind, name.to_owned())).or_insert_with(|| {
                told.push(Told::new(kind, name, line, &fields[&kind]));
                told.len() - 1
            });
            told[place].say(line, rest)
        });
        bad.extend(wrong.err().map(|wrong| BadLine { line, wrong }));
    }
    bad.push(BadLine { line: text.lines().count(), wrong: Wrong::CutOff });
    (told, bad)
}

/// A line in its parts: the kind and name of the record, and the field with its sign and value.
fn parsed(line: &str) -> Result<(Kind, &str, [&str; 3]), Wrong> {
    let mut parts = line.splitn(5, ' ');
    let mut next = || parts.next().filter(|part| !part.is_empty()).ok_or(Wrong::NotALine);
    let (kind, name, rest) = (next()?, next()?, [next()?, next()?, next()?]);
    Ok((Kind::from_name(kind).ok_or_else(|| Wrong::Kind(kind.to_owned()))?, name, rest))
}

impl Told {
    fn new(kind: Kind, name: &str, line: usize, blank: &[(String, Value)]) -> Self {
        let fields = blank.iter().cloned().collect();
        Self { kind, name: name.to_owned(), line, number: None, fields, lines: HashMap::new(), links: Vec::new() }
    }

    /// Takes a field down.
    fn say(&mut self, line: usize, [field, sign, said]: [&str; 3]) -> Result<(), Wrong> {
        let value = || serde_json::from_str::<Value>(said).map_err(|_| Wrong::Value(said.to_owned()));
        if field != NUMBER && !self.fields.contains_key(field) {
            return Err(Wrong::Field(field.to_owned()));
        }
        let again = self.lines.insert(field.to_owned(), line).is_some();
        let goes_on = again && sign == SAYS && self.fields.get(field).is_some_and(Value::is_string);
        if again && !goes_on {
            return Err(Wrong::Twice(field.to_owned()));
        }
        match sign {
            IS if field == NUMBER => {
                let number = value()?.as_i64().filter(|number| *number > 0);
                self.number = Some(number.ok_or_else(|| Wrong::Value(said.to_owned()))?);
            }
            IS => {
                self.fields.insert(field.to_owned(), value()?);
            }
            SAYS => {
                let value = value()?;
                let text = value.as_str().ok_or_else(|| Wrong::Value(said.to_owned()))?;
                let before = self.fields.get(field).and_then(Value::as_str).filter(|_| goes_on);
                let whole = before.map_or_else(|| text.to_owned(), |before| format!("{before}\n{text}"));
                self.fields.insert(field.to_owned(), whole.into());
            }
            POINTS_AT => self.links.push((field.to_owned(), said.to_owned(), line)),
            _ => return Err(Wrong::NotALine),
        }
        Ok(())
    }
}

/// The numbers that the records are to bear: the one they bring along, or the next free one of their kind; and each record's
/// number by its name.
fn numbers(told: &[Told], bad: &mut Vec<BadLine>) -> (Vec<Id>, HashMap<(Kind, String), Id>) {
    let mut taken: HashMap<(Kind, i64), usize> = HashMap::new();
    for record in told {
        let Some(number) = record.number else { continue };
        if taken.insert((record.kind, number), record.line).is_some() {
            let line = record.lines.get(NUMBER).copied().unwrap_or(record.line);
            bad.push(BadLine { line, wrong: Wrong::NumberTaken(number) });
        }
    }
    let mut next: HashMap<Kind, i64> = HashMap::new();
    let mut number = |record: &Told| {
        let next = next.entry(record.kind).or_insert(1);
        while record.number.is_none() && taken.contains_key(&(record.kind, *next)) {
            *next += 1;
        }
        Id(record.number.unwrap_or_else(|| {
            *next += 1;
            *next - 1
        }))
    };
    let ids: Vec<Id> = told.iter().map(&mut number).collect();
    let names = told.iter().zip(&ids).map(|(record, id)| ((record.kind, record.name.clone()), *id));
    (ids.clone(), names.collect())
}

/// A record of what was told.
fn made(told: Told, ids: &HashMap<(Kind, String), Id>) -> Result<Record, BadLine> {
    let Told { kind, line, mut fields, lines, links, .. } = told;
    for (field, name, line) in links {
        let bad = |wrong| BadLine { line, wrong };
        let target = kind.links().iter().find(|(known, _)| *known == field).map(|(_, target)| *target);
        let target = target.ok_or_else(|| bad(Wrong::NotTaken(name.clone())))?;
        let id = ids.get(&(target, name.clone())).ok_or_else(|| bad(Wrong::Nobody(name)))?;
        fields.insert(field, id.0.into());
    }
    // The field that was looked at last is the one at which the record was given up.
    let last = RefCell::new(String::new());
    let looked = fields.into_iter().inspect(|(field, _)| last.borrow_mut().clone_from(field));
    let record = Record::read(kind, MapDeserializer::<_, serde_json::Error>::new(looked));
    let at = |field: &str| lines.get(field).copied().unwrap_or(line);
    let record =
        record.map_err(|error| BadLine { line: at(&last.borrow()), wrong: Wrong::NotTaken(error.to_string()) })?;
    if let Record::Programme(programme) = &record
        && let Err(problem) = definitions::parse(&programme.definition)
    {
        return Err(BadLine { line: at("definition"), wrong: Wrong::Definition(Box::new(problem)) });
    }
    Ok(record)
}

/// Whether the records make a register: one that says what it is, and a programme.
fn is_register(read: &[(Numbered, usize)]) -> bool {
    let count = |wanted: Kind| read.iter().filter(|((_, record), _)| record.kind() == wanted).count();
    count(Kind::Register) == 1 && count(Kind::Programme) > 0
}
