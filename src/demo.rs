//! The training registers: the records of invented offices, written in the one way in which everything is written.
//!
//! Reads the records out of files that come with the program; knows the store and no screen.

mod basis;

use std::{collections::HashMap, path::Path};

use chrono::NaiveDateTime;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{
    definitions,
    domain::{Act, Attendance, Change, Id, Kind, Record, Signature},
    store::{Collation, Error, Result, Store},
};

/// The training registers that come with the program, by the code of their programme.
pub const REGISTERS: &[(&str, &str)] = &[
    ("rapla-2013", include_str!("../data/demo/rapla-2013.toml")),
    ("kose-iste-2019", include_str!("../data/demo/kose-iste-2019.toml")),
    ("kose-iste-2022", include_str!("../data/demo/kose-iste-2022.toml")),
    ("kose-raasiku-2022", include_str!("../data/demo/kose-raasiku-2022.toml")),
    ("raasiku-kose-2020", include_str!("../data/demo/raasiku-kose-2020.toml")),
    ("trakai-2024", include_str!("../data/demo/trakai-2024.toml")),
    ("torsas-2013", include_str!("../data/demo/torsas-2013.toml")),
    ("kazlu-ruda-2020", include_str!("../data/demo/kazlu-ruda-2020.toml")),
];

/// Creates the training register of the programme with this code where there is no file yet.
pub fn create(path: &Path, code: &str, collation: Collation) -> Result<Store> {
    let text = text(code)?;
    let mut store = Store::create(path, collation)?;
    write(&mut store, text)?;
    Ok(store)
}

/// Fills an empty register with the training office of the programme with this code, as it stood on its training day.
pub fn fill(store: &mut Store, code: &str) -> Result<()> {
    write(store, text(code)?)
}

fn text(code: &str) -> Result<&'static str> {
    let register = REGISTERS.iter().find(|(known, _)| *known == code);
    register.map(|(_, text)| *text).ok_or_else(|| unusable(format!("none for {code}")))
}

fn write(store: &mut Store, text: &str) -> Result<()> {
    let Office { save, mut rows } = toml::from_str(text).map_err(unusable)?;
    let (mut known, mut rules) = (HashMap::new(), HashMap::new());
    for save in save {
        let mut changes = Vec::new();
        let kinds = Kind::ALL.iter().filter(|kind| save.kinds.iter().any(|name| name == kind.name()));
        for kind in kinds {
            for row in rows.remove(kind.name()).unwrap_or_default() {
                add(&mut changes, *kind, row, &known)?;
            }
        }
        for (name, kind) in save.kinds.iter().filter_map(|name| Some((name, corrected(name)?))) {
            for row in rows.remove(name).unwrap_or_default() {
                changes.push(correction(kind, row, &known)?);
            }
        }
        basis::take_down(&mut changes, &rules);
        let done = store.commit(save.act, &changes, &Signature { who: save.who, at: save.at })?;
        for (change, (_, id)) in changes.iter().zip(&done.created) {
            if let Change::Create(_, Record::Programme(programme)) = change {
                let read = definitions::parse(&programme.definition);
                rules.insert(*id, read.map_err(|problem| unusable(format!("{problem:?}")))?);
            }
        }
        let local = changes.iter().filter_map(|change| match change {
            Change::Create(id, record) => Some((record.kind(), -id.0)),
            _ => None,
        });
        known.extend(local.zip(done.created.into_iter().map(|(_, id)| id)));
    }
    match rows.into_keys().next() {
        Some(name) => Err(unusable(format!("{name} is in no save"))),
        None => Ok(()),
    }
}

/// The file: who wrote what, and the rows of each kind.
#[derive(Deserialize)]
struct Office {
    save: Vec<Save>,
    #[serde(flatten)]
    rows: HashMap<String, Vec<Map<String, Value>>>,
}

/// One act of somebody.
#[derive(Deserialize)]
struct Save {
    act: Act,
    who: String,
    at: NaiveDateTime,
    kinds: Vec<String>,
}

/// The numbers that the records of earlier saves have got, by kind and by the number they have in the file.
type Known = HashMap<(Kind, i64), Id>;

/// Those who are at a meeting, as its row lists them.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Present {
    participants: Vec<i64>,
    workers: Vec<i64>,
    outside: Vec<String>,
}

/// Adds the record of one row, and for a meeting those who are there.
fn add(changes: &mut Vec<Change>, kind: Kind, mut row: Map<String, Value>, known: &Known) -> Result<()> {
    let number = row.remove("id").and_then(|id| id.as_i64()).ok_or_else(|| unusable("a row without id"))?;
    let lists = ["participants", "workers", "outside"];
    let present: Map<_, _> = lists.iter().filter_map(|name| row.remove_entry(*name)).collect();
    if kind == Kind::Programme {
        let definition = edition(&row).ok_or_else(|| unusable("no definition"))?;
        row.insert("definition".to_owned(), definition.into());
    }
    for (field, target) in kind.links() {
        // Most registers have one edition of one programme, so the rows need not repeat its number.
        let first = (*target == Kind::Programme).then_some(1);
        if let Some(written) = row.get(*field).and_then(Value::as_i64).or(first) {
            row.insert((*field).to_owned(), link(*target, written, known).0.into());
        }
    }
    let record = Record::read(kind, Value::Object(row));
    let record = record.map_err(|error| unusable(format!("{} {number}: {error}", kind.name())))?;
    changes.push(Change::Create(Id(-number), record));
    attend(changes, Id(-number), serde_json::from_value(Value::Object(present)).map_err(unusable)?, known);
    Ok(())
}

/// The kind whose records a table corrects, such as `corrected-stay`.
fn corrected(name: &str) -> Option<Kind> {
    Kind::from_name(name.strip_prefix("corrected-")?)
}

/// The correction of a record of an earlier save: its row, written out anew.
fn correction(kind: Kind, row: Map<String, Value>, known: &Known) -> Result<Change> {
    let mut changes = Vec::new();
    add(&mut changes, kind, row, known)?;
    let Some(Change::Create(Id(number), record)) = changes.pop() else {
        return Err(unusable("a row without a record"));
    };
    let id =
        known.get(&(kind, -number)).ok_or_else(|| unusable(format!("{} {} is not there yet", kind.name(), -number)))?;
    Ok(Change::Update(*id, 1, record))
}

/// The text of the edition that a row names.
fn edition(row: &Map<String, Value>) -> Option<String> {
    let place = usize::try_from(row.get("edition")?.as_i64()?).ok()?.checked_sub(1)?;
    definitions::editions(row.get("code")?.as_str()?).into_iter().nth(place)
}

/// Adds who is at a meeting. No row names a presence by number, so each takes any that is free.
fn attend(changes: &mut Vec<Change>, meeting: Id, present: Present, known: &Known) {
    let nobody = Attendance { meeting, participation: None, worker: None, outside: String::new() };
    let participants = present
        .participants
        .into_iter()
        .map(|number| Attendance { participation: Some(link(Kind::Participation, number, known)), ..nobody.clone() });
    let workers = present
        .workers
        .into_iter()
        .map(|number| Attendance { worker: Some(link(Kind::Worker, number, known)), ..nobody.clone() });
    let outside = present.outside.into_iter().map(|outside| Attendance { outside, ..nobody.clone() });
    for there in participants.chain(workers).chain(outside) {
        changes.push(Change::Create(Id(-1 - changes.len() as i64), there.into()));
    }
}

/// What a link says: the number a record has got, or its stand-in while it is in the same save.
fn link(target: Kind, written: i64, known: &Known) -> Id {
    known.get(&(target, written)).copied().unwrap_or(Id(-written))
}

fn unusable(why: impl std::fmt::Display) -> Error {
    Error::Damaged(format!("the training register that comes with the program: {why}"))
}
