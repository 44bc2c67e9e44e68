//! Two offices' registers of one programme as one, to count over both: whoever is in both is there once.
//!
//! Somebody is the same person by the national code, or else by the whole name and the day of birth; what only looks alike stays
//! apart. Meetings that both offices wrote down cannot be told from two meetings, and are two.

mod counted;

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::{
    domain::{Id, Kind, Participation, Person, Record, Stay, Worker},
    store::{Error, Numbered, Store},
};

pub use counted::{Counted, NotCounted, count};

/// The fields of a record.
type Fields = Map<String, Value>;

/// The two registers as one.
#[derive(Debug)]
pub struct Joint {
    /// The records, parents before children.
    pub records: Vec<Numbered>,
    /// Where each participant comes from, in the order of the numbers they have here.
    pub origins: Vec<Origin>,
}

/// Where a participant comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Origin {
    /// The number in the joint count.
    pub number: i64,
    /// The number in the first register.
    pub first: Option<i64>,
    /// The number in the second register.
    pub second: Option<i64>,
}

/// Why two registers cannot be counted as one.
#[derive(Debug)]
pub enum NoJoint {
    /// The second register does not hold the programme; carries those that it holds.
    OtherProgramme(Vec<String>),
    /// An edition of the programme has another text in the second register.
    OtherEdition(i64),
    /// A record cannot be read.
    Store(Error),
}

impl From<Error> for NoJoint {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

/// Makes one register of two, of the programme with this code.
pub fn join(first: &Store, second: &Store, code: &str) -> Result<Joint, NoJoint> {
    let mut joining = Joining { code, ..Joining::default() };
    let (first, second) = (records(first)?, records(second)?);
    same_programme(&first, &second, code)?;
    for kind in Kind::ALL {
        let of_kind = |records: &[Numbered]| -> Vec<Numbered> {
            records.iter().filter(|(_, record)| record.kind() == *kind).cloned().collect()
        };
        joining.take(*kind, Side::First, of_kind(&first));
        joining.take(*kind, Side::Second, of_kind(&second));
        if *kind == Kind::Stay {
            joining.unite_stays()?;
        }
    }
    let mut records = Vec::with_capacity(joining.taken.len());
    for (kind, id, fields) in joining.taken {
        records.push((id, read(kind, fields)?));
    }
    let mut origins: Vec<Origin> = joining.origins.into_values().collect();
    origins.sort_by_key(|origin| origin.number);
    Ok(Joint { records, origins })
}

fn records(store: &Store) -> Result<Vec<Numbered>, Error> {
    let mut records = Vec::new();
    store.every_record(|stored| records.push((stored.id, stored.record)))?;
    Ok(records)
}

fn read(kind: Kind, fields: Fields) -> Result<Record, Error> {
    Record::read(kind, Value::Object(fields)).map_err(|error| Error::Damaged(format!("{}: {error}", kind.name())))
}

/// Refuses two registers in which the programme is not the same.
fn same_programme(first: &[Numbered], second: &[Numbered], code: &str) -> Result<(), NoJoint> {
    let programmes = |records: &[Numbered]| -> Vec<(String, i64, String)> {
        let programme = |(_, record): &Numbered| match record {
            Record::Programme(it) => Some((it.code.clone(), it.edition, it.definition.clone())),
            _ => None,
        };
        records.iter().filter_map(programme).collect()
    };
    let (ours, theirs) = (programmes(first), programmes(second));
    if theirs.iter().all(|(known, ..)| known != code) {
        return Err(NoJoint::OtherProgramme(theirs.into_iter().map(|(known, ..)| known).collect()));
    }
    let differs = |(known, edition, text): &&(String, i64, String)| {
        known == code && ours.iter().any(|other| (&other.0, other.1) == (known, *edition) && other.2 != *text)
    };
    theirs.iter().find(differs).map_or(Ok(()), |(_, edition, _)| Err(NoJoint::OtherEdition(*edition)))
}

/// Which of the two registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Side {
    First,
    Second,
}

/// The joint register on its way.
#[derive(Default)]
struct Joining<'a> {
    code: &'a str,
    taken: Vec<(Kind, Id, Fields)>,
    /// What each record has become; what is not here was left out.
    became: HashMap<(Side, Kind, Id), Id>,
    /// The records by what they say, so that what both registers say is said once.
    said: HashMap<(Kind, String), Id>,
    people: HashMap<String, Id>,
    workers: HashMap<String, Id>,
    participations: HashMap<i64, Id>,
    origins: HashMap<Id, Origin>,
    /// The participations of those who are in both registers.
    in_both: HashSet<Id>,
    last: HashMap<Kind, i64>,
    last_number: i64,
}

impl Joining<'_> {
    fn take(&mut self, kind: Kind, side: Side, records: Vec<Numbered>) {
        for (id, record) in records {
            let keys = Self::keys(&record);
            let Ok(Value::Object(fields)) = serde_json::to_value(&record) else { continue };
            let Some(fields) = self.linked(kind, side, fields) else { continue };
            if let Some(new) = self.taken_in(kind, side, &record, fields, &keys) {
                self.became.insert((side, kind, id), new);
            }
        }
    }

    /// The record with what its links have become; nothing where it hangs on what was left out.
    fn linked(&self, kind: Kind, side: Side, mut fields: Fields) -> Option<Fields> {
        for (field, target) in kind.links() {
            if let Some(link) = fields.get(*field).and_then(Value::as_i64) {
                let new = self.became.get(&(side, *target, Id(link)))?;
                fields.insert((*field).to_owned(), new.0.into());
            }
        }
        Some(fields)
    }

    /// Under which number a record goes in; nothing where it is left out.
    fn taken_in(&mut self, kind: Kind, side: Side, record: &Record, fields: Fields, keys: &[String]) -> Option<Id> {
        let second = side == Side::Second;
        match record {
            Record::Register(_) if second => return Some(Id(1)),
            Record::Programme(programme) if programme.code != self.code => return None,
            // What was sealed or handed in was so by one office.
            Record::Sealed(_) => return None,
            Record::HandIn(_) | Record::Guide(_) if second => return None,
            Record::Person(_) if second && let Some(same) = self.same(keys, false) => return Some(same),
            Record::Worker(_) if second && let Some(same) = self.same(keys, true) => return Some(same),
            Record::Participation(it) => return Some(self.participation(side, it, fields)),
            _ => {}
        }
        // What both say of somebody who is in both is said once; two meetings at one time are two.
        if second
            && kind != Kind::Meeting
            && let Some(same) = self.said.get(&said(kind, &fields)).copied()
        {
            return Some(same);
        }
        let new = self.add(kind, fields);
        let known = if kind == Kind::Worker { &mut self.workers } else { &mut self.people };
        known.extend(keys.iter().map(|key| (key.clone(), new)));
        Some(new)
    }

    fn add(&mut self, kind: Kind, fields: Fields) -> Id {
        let last = self.last.entry(kind).or_default();
        *last += 1;
        let id = Id(*last);
        self.said.entry(said(kind, &fields)).or_insert(id);
        self.taken.push((kind, id, fields));
        id
    }

    /// What tells that somebody is the same: the national code, and the whole name with the day of birth.
    fn keys(record: &Record) -> Vec<String> {
        match record {
            Record::Person(Person { surname, given, national_id, born, .. }) => {
                let code = (!national_id.is_empty()).then(|| format!("code {national_id}"));
                let born = born.filter(|_| !surname.is_empty() && !given.is_empty());
                code.into_iter().chain(born.map(|born| format!("{born} {surname}\n{given}"))).collect()
            }
            Record::Worker(Worker { surname, given, .. }) if !surname.is_empty() && !given.is_empty() => {
                vec![format!("{surname}\n{given}")]
            }
            _ => Vec::new(),
        }
    }

    /// Who of the first register that is. Two who have different codes are two, whatever they are called.
    fn same(&self, keys: &[String], worker: bool) -> Option<Id> {
        let known = if worker { &self.workers } else { &self.people };
        let found = keys.iter().find_map(|key| known.get(key).map(|id| (key, *id)));
        let (key, id) = found?;
        let own_code = keys.first().filter(|key| key.starts_with("code "));
        let other_code = known.iter().any(|(known, other)| *other == id && known.starts_with("code "));
        (worker || Some(key) == own_code || own_code.is_none() || !other_code).then_some(id)
    }

    /// Somebody's part in the programme: whoever is in both registers takes part once.
    fn participation(&mut self, side: Side, it: &Participation, mut fields: Fields) -> Id {
        let person = fields.get("person").and_then(Value::as_i64).unwrap_or_default();
        if side == Side::Second
            && let Some(same) = self.participations.get(&person).copied()
        {
            self.fill(same, &fields);
            self.in_both.insert(same);
            if let Some(origin) = self.origins.get_mut(&same) {
                origin.second = Some(it.number);
            }
            return same;
        }
        let number = if side == Side::First { it.number } else { self.last_number + 1 };
        self.last_number = self.last_number.max(number);
        fields.insert("number".to_owned(), number.into());
        let id = self.add(Kind::Participation, fields);
        self.participations.insert(person, id);
        let (first, second) = if side == Side::First { (Some(it.number), None) } else { (None, Some(it.number)) };
        self.origins.insert(id, Origin { number, first, second });
        id
    }

    /// Fills in what the first register does not know.
    fn fill(&mut self, participation: Id, from: &Fields) {
        let place = |(kind, id, _): &&mut (Kind, Id, Fields)| (*kind, *id) == (Kind::Participation, participation);
        let Some((_, _, fields)) = self.taken.iter_mut().find(place) else { return };
        for (field, value) in from {
            if fields.get(field).is_none_or(|known| known.is_null() || known.as_str() == Some("")) {
                fields.insert(field.clone(), value.clone());
            }
        }
    }

    /// Makes one stay of those that overlap, where somebody is in both registers: from the first entry to the last exit.
    fn unite_stays(&mut self) -> Result<(), Error> {
        let mut theirs: HashMap<i64, Vec<(Id, Stay)>> = HashMap::new();
        for (_, id, fields) in self.taken.iter().filter(|(kind, ..)| *kind == Kind::Stay) {
            let Record::Stay(stay) = read(Kind::Stay, fields.clone())? else { continue };
            if self.in_both.contains(&stay.participation) {
                theirs.entry(stay.participation.0).or_default().push((*id, stay));
            }
        }
        let mut gone: HashMap<Id, Id> = HashMap::new();
        let mut united: HashMap<Id, Stay> = HashMap::new();
        for mut stays in theirs.into_values() {
            stays.sort_by_key(|(id, stay)| (stay.entered_on, *id));
            let mut kept: Vec<(Id, Stay)> = Vec::new();
            for (id, stay) in stays {
                match kept.last_mut() {
                    Some((into, last)) if last.exited_on.is_none_or(|exit| stay.entered_on < exit) => {
                        let longer =
                            last.exited_on.is_some() && stay.exited_on.is_none_or(|exit| Some(exit) > last.exited_on);
                        if longer {
                            *last = Stay { entered_on: last.entered_on, ..stay };
                        }
                        gone.insert(id, *into);
                    }
                    _ => kept.push((id, stay)),
                }
            }
            united.extend(kept);
        }
        self.taken.retain(|(kind, id, _)| *kind != Kind::Stay || !gone.contains_key(id));
        for (_, id, fields) in self.taken.iter_mut().filter(|(kind, ..)| *kind == Kind::Stay) {
            if let Some(Ok(Value::Object(whole))) = united.remove(id).map(serde_json::to_value) {
                *fields = whole;
            }
        }
        for id in self.became.iter_mut().filter(|((_, kind, _), _)| *kind == Kind::Stay).map(|(_, id)| id) {
            *id = gone.get(id).copied().unwrap_or(*id);
        }
        Ok(())
    }
}

/// What a record says, to be compared.
fn said(kind: Kind, fields: &Fields) -> (Kind, String) {
    (kind, serde_json::to_string(fields).unwrap_or_default())
}
