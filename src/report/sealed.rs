//! Sealed reports in words: the report as it was handed in, all that were handed in, and why one says something else than is known
//! since, person by person.

use serde::Serialize;
use serde_json::Value;

use super::{Block, Column, Document};
use crate::{
    cards::Told,
    domain::{Difference, Facts, Id, Kind, Moved, Part, Sealed, Stored, sealed::Content},
    env::Env,
    i18n::fill,
};

/// What stands around a record in the place of its name.
const MARKS: [char; 2] = ['⟦', '⟧'];
/// The reports that are never handed in: what is due, and what is to be erased.
const NOT_HANDED_IN: &[&str] = &["today", "retention"];
/// How many fields of a new record are told.
const FIELDS: usize = 4;

/// Whether a report can be sealed: what is due is for the office only.
pub fn can_be_sealed(report: &str) -> bool {
    !NOT_HANDED_IN.contains(&report) && super::report(report).is_some()
}

/// The facts with the numbers of records in the place of names.
pub fn nameless(facts: &Facts) -> Facts {
    let mut facts = facts.clone();
    let mark = |kind: Kind, id: Id| format!("{}{}:{id}{}", MARKS[0], kind.name(), MARKS[1]);
    for case in &mut facts.cases {
        let (surname, person) = (mark(Kind::Participation, case.id()), &mut case.person.record);
        (person.surname, person.protected, person.erased_on) = (surname, false, None);
        case.participation.record.anonymous = false;
        let person = &mut case.person.record;
        for text in
            [&mut person.given, &mut person.national_id, &mut person.phone, &mut person.email, &mut person.address]
        {
            text.clear();
        }
    }
    for worker in &mut facts.workers {
        worker.record.surname = mark(Kind::Worker, worker.id);
        worker.record.given.clear();
    }
    facts
}

/// The same text with names in the place of the numbers of records.
fn with_names(value: &Value, name_of: &dyn Fn(Kind, Id) -> String) -> Value {
    match value {
        Value::String(text) => Value::String(named(text, name_of)),
        Value::Array(all) => Value::Array(all.iter().map(|one| with_names(one, name_of)).collect()),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(key, value)| (key.clone(), with_names(value, name_of))).collect())
        }
        other => other.clone(),
    }
}

fn named(text: &str, name_of: &dyn Fn(Kind, Id) -> String) -> String {
    let mut said = String::new();
    for (place, part) in text.split(MARKS).enumerate() {
        let record = || {
            let (kind, id) = part.split_once(':')?;
            Some((Kind::from_name(kind)?, Id(id.parse().ok()?)))
        };
        // Every second part stands between two marks.
        match (place % 2 == 1).then(record).flatten() {
            Some((kind, id)) => said.push_str(&name_of(kind, id)),
            None => said.push_str(part),
        }
    }
    said
}

/// Where and when a report was sealed, in a sentence.
pub fn sealed_when(id: Id, content: &Content, env: &Env) -> String {
    let at = env.words.lang.moment(&content.sealed_at.format("%Y-%m-%dT%H:%M:%S").to_string());
    let values = [
        ("n", &*id.to_string()),
        ("at", &at),
        ("who", &content.by),
        ("day", &env.date(content.as_of)),
        ("head", &content.head),
    ];
    fill(&env.words.sealed.sealed_when, &values)
}

/// The report as it was handed in, with the names as they are known now.
pub fn sealed_document(
    sealed: &Stored<Sealed>,
    content: &Content,
    env: &Env,
    name_of: &dyn Fn(Kind, Id) -> String,
) -> Option<Document> {
    let mut document: Document = serde_json::from_value(with_names(&content.document, name_of)).ok()?;
    let digest = fill(&env.words.sealed.digest, &[("digest", &sealed.record.digest)]);
    document.blocks.insert(0, Block::paragraph(&[sealed_when(sealed.id, content, env)]));
    document.blocks.push(Block::paragraph(&[digest]));
    Some(document)
}

/// All sealed reports as a list.
pub fn sealed_list(sealed: &[Stored<Sealed>], env: &Env) -> Document {
    let words = env.words;
    let row = |row: &Stored<Sealed>| {
        let record = &row.record;
        let at = words.lang.moment(&record.sealed_at.format("%Y-%m-%dT%H:%M:%S").to_string());
        vec![row.id.to_string(), title(&record.report, env), env.date(record.as_of), at, record.head.clone()]
    };
    let columns = vec![
        Column::numbers(&words.column.number),
        Column::words(&words.cli.report),
        Column::words(&words.field.as_of),
        Column::words(&words.sealed.sealed_at),
        Column::words(&words.log.head),
    ];
    let rows: Vec<Vec<String>> = sealed.iter().map(row).collect();
    let block = if rows.is_empty() {
        Block::paragraph(std::slice::from_ref(&words.sealed.none))
    } else {
        Block::Table { columns, rows }
    };
    let title = words.sealed.title.clone();
    Document { report: "sealed".to_owned(), title, day: env.today, blocks: vec![block], log: None }
}

/// What a report is called.
pub fn title(report: &str, env: &Env) -> String {
    super::report(report).map_or(report, |found| (found.title)(env.words)).to_owned()
}

/// A sealed report held against what is known now.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Compared {
    /// The sealed report's number.
    pub sealed: Id,
    /// Its report.
    pub report: String,
    /// What has changed in the definitions since, in sentences.
    pub definitions: Vec<String>,
    /// The figures that are no longer what they were.
    pub figures: Vec<Explained>,
}

/// A figure that is no longer what it was, and why.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Explained {
    /// What is counted.
    pub name: String,
    /// The figure as it was handed in, in words.
    pub then_said: String,
    /// The figure as it is known now, in words; empty where it is no longer promised.
    pub now_said: String,
    /// The difference.
    #[serde(flatten)]
    pub difference: Difference,
    /// Why each of those who moved did, in the order of the difference.
    pub why: Vec<Why>,
}

/// Why somebody stands in another part of a figure than then.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Why {
    /// Who it is, in words.
    pub who: String,
    /// What was saved since that decides it, in order; empty where no entry does.
    pub because: Vec<Because>,
}

/// An act since the sealing that decides where somebody stands.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Because {
    /// The act that it takes back, if it does.
    pub undoes: Option<i64>,
    /// What it changed about them.
    pub changes: Vec<Told>,
}

/// Then and now, with the reason for every difference.
pub fn compared_document(compared: &Compared, content: &Content, env: &Env) -> Document {
    let words = &env.words.sealed;
    let mut blocks = vec![Block::paragraph(&[sealed_when(compared.sealed, content, env)])];
    blocks.extend(compared.definitions.iter().map(|said| Block::paragraph(std::slice::from_ref(said))));
    if compared.figures.is_empty() {
        blocks.push(Block::paragraph(std::slice::from_ref(&words.as_then)));
    }
    for figure in &compared.figures {
        let now = if figure.now_said.is_empty() { &words.not_promised } else { &figure.now_said };
        blocks.push(Block::heading(&figure.name));
        let sentence = fill(&words.then_now, &[("then", &figure.then_said), ("now", now)]);
        blocks.push(Block::paragraph(&[sentence]));
        let people = figure.difference.moved.iter().zip(&figure.why);
        let items: Vec<String> = people.map(|(moved, why)| explained(moved, why, env)).collect();
        if !items.is_empty() {
            blocks.push(Block::List { numbered: false, items });
        }
    }
    let title = fill(&words.compared, &[("report", &title(&content.report, env))]);
    Document { report: "sealed".to_owned(), title, day: env.today, blocks, log: None }
}

/// `17 Kask, Mari: then counted, now outside the base (…). Stay: Entered on: … → … (corrected by MK on …).`
fn explained(moved: &Moved, why: &Why, env: &Env) -> String {
    let words = &env.words.sealed;
    let part = |part: Option<Part>| match part {
        Some(Part::Counted) => &words.counted,
        Some(Part::NotCounted) => &words.not_counted,
        Some(Part::Outside) => &words.outside,
        None => &words.nowhere,
    };
    let place = |place: &Option<(Part, crate::domain::Reason)>| part(place.as_ref().map(|(part, _)| *part)).clone();
    let reason = moved.now.as_ref().map(|(_, reason)| format!(" ({})", env.words.reason(reason))).unwrap_or_default();
    let values = [("who", &*why.who), ("then", &place(&moved.then)), ("now", &(place(&moved.now) + &reason))];
    let mut sentences = vec![fill(&words.moved, &values)];
    sentences
        .extend(why.because.iter().flat_map(|because| because.changes.iter().map(|told| cause(told, because, env))));
    if why.because.is_empty() {
        sentences.push(words.no_entry.clone());
    }
    sentences.join(" ")
}

/// `Stay: Entered on: 28.06.2013 → 02.07.2013 (corrected by MK on 14.08.2013 09:12).`
fn cause(told: &Told, because: &Because, env: &Env) -> String {
    let words = &env.words.sealed;
    let how = match (because.undoes, told.made, told.removed) {
        (Some(_), ..) => &words.taken_back,
        (None, true, _) => &words.entered_late,
        (None, _, true) => &words.removed,
        (None, false, false) => &words.corrected,
    };
    let fields: Vec<String> =
        told.fields.iter().take(FIELDS).map(|field| field.shown(told.made || told.removed)).collect();
    let what = if fields.is_empty() { told.what.clone() } else { format!("{}: {}", told.what, fields.join(", ")) };
    let mut letters = what.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    fill(how, &[("what", &(first + letters.as_str())), ("who", &told.who), ("at", &told.at)])
}
