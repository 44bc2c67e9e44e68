//! Sheets of what hangs on participations: entries, spells of work and study, assessments; each row names whom it is about.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::Value;

use super::{Filled, Intake};
use crate::{
    domain::{Case, Choice, Definition, Id, Kind, Leaning, Rule, clean, fold},
    env::Env,
    exchange::Roll,
    forms::{Entry, FieldInfo, ItemList, Opening, day_meant, form},
    i18n::{Lang, words},
    store::{Result, Store},
};

/// The column that says whom a row is about.
const WHOSE: &str = "participant";

/// One sort of record, as the register has it, and those whom it can be about.
pub(in crate::exchange) struct Participations {
    form: &'static str,
    /// The field with the day that tells one record from another.
    day: &'static str,
    known: HashMap<(Id, NaiveDate), Vec<Known>>,
    participants: Roll,
    workers: Roll,
}

/// A record of the register, with all that its other telling fields are called.
struct Known {
    id: Id,
    called: Vec<(&'static str, Vec<String>)>,
}

impl Participations {
    /// Entries: one for each participation and day.
    pub(super) fn entries(store: &Store, env: &Env) -> Result<Self> {
        Self::of("entry", "entered-on", store, env, |case| {
            let stays = case.stays.iter().map(|facts| &facts.stay);
            stays.map(|stay| (stay.record.entered_on, Known { id: stay.id, called: Vec::new() })).collect()
        })
    }

    /// Spells: one for each participation, beginning and kind.
    pub(super) fn spells(store: &Store, env: &Env) -> Result<Self> {
        Self::of("spell", "from", store, env, |case| {
            let known = |id, kind| Known { id, called: vec![("kind", names(kind))] };
            case.spells.iter().map(|spell| (spell.record.from, known(spell.id, spell.record.kind))).collect()
        })
    }

    /// Assessments: one for each participation, day, scale and item.
    pub(super) fn assessments(store: &Store, env: &Env) -> Result<Self> {
        let definition = &env.definition;
        Self::of("assessment", "date", store, env, |case| {
            let each = case.assessments.iter().map(|row| {
                let (scale, item) = (names(row.record.scale), item_names(&row.record.item, definition));
                let by = ("by", names(row.record.by));
                (row.record.date, Known { id: row.id, called: vec![("scale", scale), ("item", item), by] })
            });
            each.collect()
        })
    }

    fn of(
        form: &'static str,
        day: &'static str,
        store: &Store,
        env: &Env,
        records: impl Fn(&Case) -> Vec<(NaiveDate, Known)>,
    ) -> Result<Self> {
        let facts = store.facts(env.programme)?;
        let mut known: HashMap<(Id, NaiveDate), Vec<Known>> = HashMap::new();
        for case in &facts.cases {
            for (day, record) in records(case) {
                known.entry((case.id(), day)).or_default().push(record);
            }
        }
        let (participants, workers) = (Roll::of_participants(&facts.cases), Roll::of_workers(&facts.workers));
        Ok(Self { form, day, known, participants, workers })
    }
}

impl Intake for Participations {
    fn form(&self) -> &'static str {
        self.form
    }

    fn further_fields(&self) -> Vec<FieldInfo> {
        vec![FieldInfo::link(WHOSE, |w| &w.field.participant, |w| &w.hint.participant, Kind::Participation)]
    }

    fn blank(&self, _env: &Env) -> Value {
        Value::Null
    }

    /// What the form opens with on the participation, or on the record that the row is about.
    fn base(&self, row: &Filled<'_>, store: &Store, env: &Env) -> Result<Option<Value>> {
        let Some(participation) = row.chosen(WHOSE).first().copied() else { return Ok(None) };
        let opening = match self.known(row, env).first() {
            Some(known) => self.opening(*known),
            None => Opening { participation: Some(participation), ..Opening::default() },
        };
        let form = form(self.form).map(|form| form.open(store, &opening, env)).transpose()?;
        Ok(form.map(|filled| filled.base))
    }

    fn known(&self, row: &Filled<'_>, env: &Env) -> Vec<Id> {
        let leaning = row.leaning(self.day).unwrap_or(Leaning::Past);
        let day = day_meant(row.text(self.day), leaning, env);
        let Some(key) = row.chosen(WHOSE).first().copied().zip(day) else { return Vec::new() };
        let said = |field| fold(&clean(row.text(field)));
        let fits = |known: &&Known| known.called.iter().all(|(field, called)| called.contains(&said(field)));
        self.known.get(&key).into_iter().flatten().filter(fits).map(|known| known.id).collect()
    }

    fn identity(&self, row: &Filled<'_>, _env: &Env) -> String {
        // A second entry rests on the end of the first, which a sheet of entries does not say.
        if self.form == "entry" {
            return format!("{:?}", row.chosen(WHOSE));
        }
        format!(
            "{:?}|{}",
            row.chosen(WHOSE),
            row.entries.iter().map(|entry| clean(&entry.text)).collect::<Vec<_>>().join("|")
        )
    }

    fn opening(&self, id: Id) -> Opening {
        Opening { existing: Some(id), ..Opening::default() }
    }

    fn must_agree(&self, field: &str) -> bool {
        field != WHOSE
    }

    fn link(&self, field: &str, text: &str) -> Option<std::result::Result<Entry, Rule>> {
        let found = match field {
            WHOSE => self.participants.find(text),
            "worker" => self.workers.find(text),
            _ => return None,
        };
        Some(found.map(|id| Entry { text: clean(text), chosen: vec![(id, String::new())] }))
    }
}

/// All that a choice is called: its code, and its name in every language.
fn names<T: Choice + Copy>(choice: T) -> Vec<String> {
    let named = Lang::ALL.into_iter().map(|lang| fold(words(lang).name(choice)));
    std::iter::once(choice.code().to_owned()).chain(named).collect()
}

/// All that an item of the programme's own list is called.
fn item_names(id: &str, definition: &Definition) -> Vec<String> {
    let called = |lang| fold(&ItemList::Barriers.name(id, definition, words(lang)));
    std::iter::once(fold(id)).chain(Lang::ALL.into_iter().map(called)).collect()
}
