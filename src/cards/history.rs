//! The history of a record: who changed which field, when, from what to what, in words. The card, `tugi log` and the explanation of
//! a sealed report tell it so.

use serde::Serialize;
use serde_json::Value;

use super::{About, Card};
use crate::{
    domain::{Act, Choice, Id, Kind, Participation, Person, Unnamed, clean},
    env::Env,
    forms,
    i18n::fill,
    lists::{Cell, Row, Target, Width},
    store::{LogEntry, LogFilter, Result, Store, Upon},
};

/// The fields that say who a person is.
const WHO: &[&str] = &["surname", "given", "national_id", "born", "phone", "email", "address"];

/// One change of a record in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The place in the log.
    pub seq: i64,
    /// The act's number.
    pub batch: i64,
    /// When, as the language writes it.
    pub at: String,
    /// Who.
    pub who: String,
    /// What the user did.
    pub act: String,
    /// What sort of record it is.
    pub what: String,
    /// Whether the change made the record.
    pub made: bool,
    /// Whether it removed the record.
    pub removed: bool,
    /// What stood in the fields.
    pub fields: Vec<Altered>,
}

/// A field before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Altered {
    /// What it is called.
    pub field: String,
    /// What stood there; empty for nothing.
    pub before: String,
    /// What stands there since; empty for nothing.
    pub after: String,
}

impl Altered {
    /// `Entered on: 28.06.2013 → 02.07.2013`; of a new record only what stands there now.
    pub fn shown(&self, made: bool) -> String {
        let value = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
        if made {
            return format!("{}: {}", self.field, self.after);
        }
        format!("{}: {} → {}", self.field, value(&self.before), value(&self.after))
    }
}

impl Told {
    /// The change in lines, one for each field.
    pub fn lines(&self, env: &Env) -> Vec<String> {
        let head = match (self.made, self.removed) {
            (_, true) => Some(env.words.log.removed.clone()),
            (true, _) if self.fields.is_empty() => Some(env.words.log.made.clone()),
            _ => None,
        };
        head.into_iter().chain(self.fields.iter().map(|field| field.shown(self.made || self.removed))).collect()
    }
}

/// The changes in words, in the order of the entries.
pub fn told(entries: &[LogEntry], store: &Store, env: &Env) -> Vec<Told> {
    let words = env.words;
    let one = |entry: &LogEntry| Told {
        seq: entry.seq,
        batch: entry.batch,
        at: words.lang.moment(&entry.at),
        who: entry.who.clone(),
        act: act(entry.act, entry.undoes, env),
        what: words.code_name("kind", entry.kind.name()).to_owned(),
        made: entry.before.is_none(),
        removed: entry.after.is_none(),
        fields: altered(entry, store, env),
    };
    entries.iter().map(one).collect()
}

/// An act with the number of the one that it takes back.
fn act(act: Act, undoes: Option<i64>, env: &Env) -> String {
    let name = env.words.code_name(Act::SET, act.code());
    undoes.map_or_else(|| name.to_owned(), |undoes| format!("{name} {undoes}"))
}

/// The fields in which a change alters something; of one that was made or removed, those that say something.
fn altered(entry: &LogEntry, store: &Store, env: &Env) -> Vec<Altered> {
    let masked = is_masked(entry, store);
    let value = |image: &Option<Value>, name: &str| image.as_ref().and_then(|image| image.get(name)).cloned();
    let names = entry.after.as_ref().or(entry.before.as_ref()).and_then(Value::as_object);
    let both = entry.before.is_some() && entry.after.is_some();
    let mut names: Vec<&String> = names.into_iter().flat_map(serde_json::Map::keys).collect();
    names.sort_by_key(|name| forms::place(entry.kind, name));
    let mut fields = Vec::new();
    for name in names {
        let (before, after) = (value(&entry.before, name), value(&entry.after, name));
        // A field that an older program did not know says the same as an empty one.
        if said_nothing(before.as_ref()) == said_nothing(after.as_ref()) && before == after
            || said_nothing(before.as_ref()) && said_nothing(after.as_ref())
            || !both && forms::says_where_it_belongs(entry.kind, name)
        {
            continue;
        }
        let Some(label) = label(entry.kind, name, env) else { continue };
        let said = |value: Option<Value>| match value {
            Some(value) if masked && WHO.contains(&name.as_str()) && !said_nothing(Some(&value)) => {
                format!("({})", env.words.name(Unnamed::Protected))
            }
            Some(value) if !said_nothing(Some(&value)) || both => forms::said(entry.kind, name, &value, store, env),
            _ => String::new(),
        };
        let (before, after) = (said(before), said(after));
        // What was removed is told by what it was.
        let after = if entry.after.is_none() { before.clone() } else { after };
        fields.push(Altered { field: label, before, after });
    }
    fields
}

fn label(kind: Kind, name: &str, env: &Env) -> Option<String> {
    let link =
        kind.links().iter().find(|(field, _)| *field == name).filter(|_| forms::says_where_it_belongs(kind, name));
    match link {
        Some((_, parent)) => Some(env.words.code_name("kind", parent.name()).to_owned()),
        None => forms::label(kind, name).map(|label| label(env.words).to_owned()),
    }
}

/// Whether a value is only the default of a new record.
fn said_nothing(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null | Value::Bool(false)) => true,
        Some(Value::String(text)) => text.is_empty(),
        Some(_) => false,
    }
}

/// Whether the change is of a person whose identity is protected, now or then.
fn is_masked(entry: &LogEntry, store: &Store) -> bool {
    let then = |image: &Option<Value>| image.as_ref().is_some_and(|image| image["protected"] == Value::Bool(true));
    let now = || store.get::<Person>(entry.record).ok().flatten().is_some_and(|person| !person.record.may_be_shown());
    entry.kind == Kind::Person && (then(&entry.before) || then(&entry.after) || now())
}

/// Why something was left when a large act was taken back: whose it is, who built on it and when.
pub fn left(upon: &Upon, store: &Store, env: &Env) -> String {
    let about = forms::subject_of(store, upon.record.0, upon.record.1, env.words);
    let (kind, id) = if about.is_empty() { upon.record } else { upon.by };
    let record = env.words.code_name("kind", kind.name());
    let record = if about.is_empty() { format!("{record} {id}") } else { format!("{about} ({record})") };
    let sentence = if upon.record == upon.by { &env.words.log.left_changed } else { &env.words.log.left_hung };
    fill(sentence, &[("record", &record), ("who", &upon.who), ("at", &env.words.lang.moment(&upon.at))])
}

/// The card with the history of a record and of everything that belongs to it, newest first.
pub(super) fn card(store: &Store, kind: Kind, id: Id, env: &Env) -> Result<Option<Card>> {
    let to = env.past.and_then(|past| past.known_on);
    let records = Some(store.belongings(kind, id)?);
    let told = told(&store.log(&LogFilter { records, to, ..LogFilter::default() })?, store, env);
    let words = env.words;
    let mut rows = Vec::new();
    let mut act = 0;
    for change in &told {
        if change.batch != act {
            act = change.batch;
            rows.push(Row::heading(format!("{} {}: {}", change.at, change.who, change.act)));
        }
        let lines = change.lines(env);
        let target = Target::Logged(change.seq);
        let hint = |line: &str| format!("{}, {}: {line}", change.at, change.who);
        rows.extend(lines.iter().map(|line| Row {
            target: target.clone(),
            cells: vec![Cell::text(&change.what), Cell::text(clean(line))],
            attention: change.removed,
            hint: hint(line),
        }));
    }
    let facts = vec![
        (words.log.changes.clone(), words.lang.number(told.len() as i64)),
        (words.log.head.clone(), store.head()?.to_string()),
    ];
    Ok(Some(Card {
        target: Target::History(kind, id),
        title: fill(&words.log.history_of, &[("name", &name(store, kind, id, env)?)]),
        facts,
        charts: Vec::new(),
        warnings: Vec::new(),
        columns: vec![(words.column.kind.clone(), Width::Words), (words.log.change.clone(), Width::Share(1))],
        rows,
        about: About::default(),
    }))
}

fn name(store: &Store, kind: Kind, id: Id, env: &Env) -> Result<String> {
    if kind == Kind::Participation && store.get::<Participation>(id)?.is_some() {
        return Ok(forms::linked_record(kind, id, store, env));
    }
    let named = forms::linked_record(kind, id, store, env);
    let plain = format!("{} {id}", env.words.code_name("kind", kind.name()));
    Ok(if named == id.to_string() { plain } else { named })
}

/// A change in full, with a title: what stood in each field, line by line.
pub fn in_full(store: &Store, seq: i64, env: &Env) -> Result<(String, Vec<String>)> {
    let entries = store.log(&LogFilter { seq: Some(seq), ..LogFilter::default() })?;
    let told = told(&entries, store, env);
    let Some(change) = told.first() else { return Ok(Default::default()) };
    let title = format!("{}: {}", change.act, change.what);
    let head = format!("{} {} ({})", change.at, change.who, change.batch);
    Ok((title, std::iter::once(head).chain(change.lines(env)).collect()))
}
