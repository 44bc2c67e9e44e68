//! What hangs on somebody who is forgotten: their records, also those that were removed, and where others speak of them.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use serde_json::Value;

use super::{
    super::error::{Error, Result},
    Forgetting, Replaced, redacted,
};
use crate::domain::{Act, Attendance, Choice, Id, Kind, Person, Stays, Traces, forget};

/// The kinds through which a record belongs to a person.
const THROUGH: [Kind; 5] = [Kind::Person, Kind::Participation, Kind::Stay, Kind::Plan, Kind::Goal];
/// The days on which a figure may ask for the age.
const DAYS: [(Kind, &str); 4] = [
    (Kind::Participation, "applied_on"),
    (Kind::Participation, "ruled_on"),
    (Kind::Stay, "entered_on"),
    (Kind::Stay, "exited_on"),
];

/// What belongs to a person.
pub(super) struct Theirs {
    /// The records of the kinds on which others hang.
    own: BTreeMap<Kind, BTreeSet<i64>>,
    /// The meetings at which nobody else took part.
    alone: BTreeSet<i64>,
    /// The meetings at which others took part too.
    shared: BTreeSet<i64>,
    stays: Stays,
    traces: Traces,
}

impl Theirs {
    pub(super) fn of(connection: &Connection, whom: &Forgetting) -> Result<Self> {
        let mut own = BTreeMap::from([(Kind::Person, with_merged(connection, whom.person)?)]);
        // Parents come before children, so that one walk finds all.
        for kind in THROUGH.into_iter().skip(1) {
            let found = hanging(connection, kind, &own)?;
            own.insert(kind, found);
        }
        let participations = own.get(&Kind::Participation).cloned().unwrap_or_default();
        let (alone, shared) = meetings(connection, &participations)?;
        let mut theirs = Self { own, alone, shared, stays: Stays::default(), traces: Traces::default() };
        theirs.stays = Stays { codes: whom.codes.clone(), days: theirs.days(connection)? };
        let mut people: Vec<Person> = Vec::new();
        each_image(connection, "kind = 'person'", |image| {
            if theirs.own[&Kind::Person].contains(&image.record.0) {
                let both = [&image.before, &image.after].into_iter().flatten();
                people.extend(both.filter_map(|text| serde_json::from_str::<Person>(text).ok()));
            }
            Ok(())
        })?;
        theirs.traces = Traces::of(&people);
        Ok(theirs)
    }

    /// Takes what is forgotten out of a record, written as JSON: all of it where the record is theirs, mentions where it is not.
    pub(super) fn redact(&self, kind: Kind, id: Id, record: &mut Value) {
        if self.owns(kind, id, record) {
            return forget(kind, record, &self.stays);
        }
        if matches!(kind, Kind::Person | Kind::Worker) {
            return;
        }
        let near = self.near(kind, id, record);
        for field in kind.personal() {
            let scrubbed = record.get(field).and_then(Value::as_str).and_then(|text| self.traces.scrub(text, near));
            if let Some(scrubbed) = scrubbed {
                record[*field] = scrubbed.into();
            }
        }
    }

    /// Whether a record, as this image has it, belongs to the person.
    fn owns(&self, kind: Kind, id: Id, record: &Value) -> bool {
        let is = |kind: Kind, id: i64| self.own.get(&kind).is_some_and(|ids| ids.contains(&id));
        let links = |field: &str| record.get(field).and_then(Value::as_i64);
        let through = kind.links().iter().any(|(field, to)| links(field).is_some_and(|id| is(*to, id)));
        let at_their_meeting = || links("meeting").is_some_and(|id| self.alone.contains(&id));
        match kind {
            Kind::Person => is(Kind::Person, id.0),
            Kind::Meeting => self.alone.contains(&id.0),
            Kind::Attendance => through || at_their_meeting(),
            Kind::Action => through || (links("participation").is_none() && at_their_meeting()),
            _ => through,
        }
    }

    /// Whether a record tells of a meeting at which the person was.
    fn near(&self, kind: Kind, id: Id, record: &Value) -> bool {
        let meeting = if kind == Kind::Meeting { Some(id.0) } else { record.get("meeting").and_then(Value::as_i64) };
        meeting.is_some_and(|id| self.shared.contains(&id))
    }

    /// The entries of the log that hold something to be forgotten, with what is to stand there instead.
    pub(super) fn images(&self, connection: &Connection) -> Result<Vec<Replaced>> {
        let mut found = Vec::new();
        each_image(connection, "1", |image| {
            let [before, after] =
                [&image.before, &image.after].map(|text| redacted(image.kind, image.record, text.as_deref(), self));
            let (before, after) = (before?, after?);
            if before.is_some() || after.is_some() {
                found.push(Replaced { before: before.or(image.before), after: after.or(image.after), ..image });
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// The records that change even where they hold no text.
    pub(super) fn people_and_participations(&self) -> Vec<(Kind, Id)> {
        let of = |kind: Kind| self.own.get(&kind).into_iter().flatten().map(move |id| (kind, Id(*id)));
        of(Kind::Person).chain(of(Kind::Participation)).collect()
    }

    /// The meetings at which others took part too.
    pub(super) fn shared(&self) -> Vec<Id> {
        self.shared.iter().copied().map(Id).collect()
    }

    /// Throws the drafts away that are about the person or name them; answers how many.
    pub(super) fn throw_drafts_away(&self, connection: &Connection) -> Result<usize> {
        let mut statement = connection.prepare("SELECT id, opening, entries, base, about FROM draft")?;
        let mut rows = statement.query([])?;
        let mut theirs: Vec<i64> = Vec::new();
        while let Some(row) = rows.next()? {
            let texts: Vec<String> = (1..5).map(|column| row.get(column)).collect::<rusqlite::Result<_>>()?;
            if texts.iter().any(|text| self.concerns(text)) {
                theirs.push(row.get(0)?);
            }
        }
        for id in &theirs {
            connection.execute("DELETE FROM draft WHERE id = ?1", [id])?;
        }
        Ok(theirs.len())
    }

    /// Whether a text of a draft links to the person, or names them.
    fn concerns(&self, text: &str) -> bool {
        let is = |kind: Kind, value: &Value| {
            value.as_i64().is_some_and(|id| self.own.get(&kind).is_some_and(|ids| ids.contains(&id)))
        };
        let links = serde_json::from_str::<Value>(text).is_ok_and(|value| {
            any(&value, &|field, value| match field {
                "person" | "other" => is(Kind::Person, value),
                "participation" => is(Kind::Participation, value),
                "stay" => is(Kind::Stay, value),
                "plan" => is(Kind::Plan, value),
                _ => false,
            })
        });
        links || self.traces.scrub(text, false).is_some()
    }

    /// The days of their records on which a figure may ask for the age.
    fn days(&self, connection: &Connection) -> Result<Vec<chrono::NaiveDate>> {
        let mut days = BTreeSet::new();
        each_image(connection, "kind IN ('participation', 'stay')", |image| {
            for text in [&image.before, &image.after].into_iter().flatten() {
                let Ok(value) = serde_json::from_str::<Value>(text) else { continue };
                if !self.owns(image.kind, image.record, &value) {
                    continue;
                }
                let fields = DAYS.iter().filter(|(kind, _)| *kind == image.kind);
                let found =
                    fields.filter_map(|(_, field)| value.get(field)?.as_str()?.parse::<chrono::NaiveDate>().ok());
                days.extend(found);
            }
            Ok(())
        })?;
        Ok(days.into_iter().collect())
    }
}

/// Whether any field in a value, however deep, is what is asked for.
fn any(value: &Value, asked: &impl Fn(&str, &Value) -> bool) -> bool {
    match value {
        Value::Object(fields) => fields.iter().any(|(name, value)| asked(name, value) || any(value, asked)),
        Value::Array(items) => items.iter().any(|item| any(item, asked)),
        _ => false,
    }
}

/// A person, and all who were ever found to be the same person and made one with them: in such an act the person who is kept is
/// saved, and the other removed.
fn with_merged(connection: &Connection, person: Id) -> Result<BTreeSet<i64>> {
    let mut statement = connection.prepare(
        "WITH RECURSIVE same(person) AS (
           VALUES (?1)
           UNION
           SELECT gone.record FROM same JOIN change kept ON kept.kind = 'person' AND kept.record = same.person
             JOIN batch b ON b.id = kept.batch AND b.act = ?2
             JOIN change gone ON gone.batch = b.id AND gone.kind = 'person' AND gone.record <> same.person
             JOIN image i ON i.change = gone.seq AND i.after IS NULL)
         SELECT person FROM same",
    )?;
    let people = statement.query_map((person.0, Act::Merging.code()), |row| row.get(0))?;
    Ok(people.collect::<rusqlite::Result<_>>()?)
}

/// The records of a kind that hang, or ever hung, on those that are known.
fn hanging(connection: &Connection, kind: Kind, own: &BTreeMap<Kind, BTreeSet<i64>>) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    for (field, to) in kind.links().iter().filter(|(_, to)| THROUGH.contains(to)) {
        let parents: Vec<i64> = own.get(to).into_iter().flatten().copied().collect();
        let mut statement = connection.prepare(
            "SELECT DISTINCT c.record FROM change c JOIN image i ON i.change = c.seq WHERE c.kind = ?1
               AND (json_extract(i.before, ?2) IN (SELECT value FROM json_each(?3))
                 OR json_extract(i.after, ?2) IN (SELECT value FROM json_each(?3)))",
        )?;
        let parents = serde_json::to_string(&parents).unwrap_or_default();
        let ids = statement.query_map((kind.name(), format!("$.{field}"), parents), |row| row.get(0))?;
        found.extend(ids.collect::<rusqlite::Result<Vec<i64>>>()?);
    }
    Ok(found)
}

/// The meetings of these participations: those at which nobody else took part, and the others.
fn meetings(connection: &Connection, participations: &BTreeSet<i64>) -> Result<(BTreeSet<i64>, BTreeSet<i64>)> {
    let mut there: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    each_image(connection, "kind = 'attendance'", |image| {
        let records = [&image.before, &image.after].into_iter().flatten();
        for record in records.filter_map(|text| serde_json::from_str::<Attendance>(text).ok()) {
            there.entry(record.meeting.0).or_default().extend(record.participation.map(|id| id.0));
        }
        Ok(())
    })?;
    there.retain(|_, present| !present.is_disjoint(participations));
    let (alone, shared): (Vec<_>, Vec<_>) =
        there.into_iter().partition(|(_, present)| present.is_subset(participations));
    let ids = |meetings: Vec<(i64, BTreeSet<i64>)>| meetings.into_iter().map(|(id, _)| id).collect();
    Ok((ids(alone), ids(shared)))
}

/// Hands over the entries of the log with their images.
fn each_image(connection: &Connection, which: &str, mut take: impl FnMut(Replaced) -> Result<()>) -> Result<()> {
    let sql = format!(
        "SELECT c.seq, c.kind, c.record, i.before, i.after FROM change c JOIN image i ON i.change = c.seq
         WHERE {which} ORDER BY c.seq"
    );
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (change, kind): (i64, String) = (row.get(0)?, row.get(1)?);
        let kind = Kind::from_name(&kind).ok_or_else(|| Error::Damaged(format!("change log, entry {change}")))?;
        take(Replaced { change, kind, record: Id(row.get(2)?), before: row.get(3)?, after: row.get(4)? })?;
    }
    Ok(())
}
