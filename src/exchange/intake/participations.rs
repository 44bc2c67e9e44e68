//! Sheets of what hangs on participations: entries, spells of work and study, assessments; each row names whom it is about.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::Value;

use super::{Earlier, Filled, Intake, Unfit, names, stays};
use crate::{
    domain::{Case, Change, Definition, Id, Kind, Leaning, Rule, Stay, Stored, clean, fold},
    env::Env,
    exchange::Roll,
    forms::{Entry, FieldInfo, ItemList, Opening, day_meant, form},
    i18n::{Lang, words},
    store::{Result, Store},
};

/// Its name.
pub(in crate::exchange) const WHOSE: &str = "participant";

/// The column that says whom a row is about.
pub(super) fn whose() -> FieldInfo {
    FieldInfo::link(WHOSE, |w| &w.field.participant, |w| &w.hint.participant, Kind::Participation)
}

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
    /// When it ended, where a row may say that.
    ended: Option<NaiveDate>,
}

impl Known {
    const fn of(id: Id, called: Vec<(&'static str, Vec<String>)>) -> Self {
        Self { id, called, ended: None }
    }
}

impl Participations {
    /// Entries: one for each participation and day.
    pub(super) fn entries(store: &Store, env: &Env) -> Result<Self> {
        Self::of("entry", "entered-on", store, env, |case| {
            let stays = case.stays.iter().map(|facts| &facts.stay);
            let known = |stay: &Stored<Stay>| Known { ended: stay.record.exited_on, ..Known::of(stay.id, Vec::new()) };
            stays.map(|stay| (stay.record.entered_on, known(stay))).collect()
        })
    }

    /// Exits: one for each participation and day.
    pub(super) fn exits(store: &Store, env: &Env) -> Result<Self> {
        Self::of("exit", "exited-on", store, env, |case| {
            let stays = case.stays.iter().map(|facts| &facts.stay);
            let ended = stays.filter_map(|stay| Some((stay.record.exited_on?, Known::of(stay.id, Vec::new()))));
            ended.collect()
        })
    }

    /// Spells: one for each participation, beginning and kind.
    pub(super) fn spells(store: &Store, env: &Env) -> Result<Self> {
        Self::of("spell", "from", store, env, |case| {
            let known = |id, kind| Known::of(id, vec![("kind", names(kind))]);
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
                (row.record.date, Known::of(row.id, vec![("scale", scale), ("item", item), by]))
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
        let whose = whose();
        // Whoever came back has two rows, and the first must say when it was over.
        let ended = if self.form == "entry" { stays::end_fields() } else { Vec::new() };
        std::iter::once(whose).chain(ended).collect()
    }

    fn blank(&self, _env: &Env) -> Value {
        Value::Null
    }

    /// What the form opens with on the participation, or on the record that the row is about.
    fn base(&self, row: &Filled<'_>, earlier: &Earlier, store: &Store, env: &Env) -> Result<Option<Value>> {
        let Some(participation) = row.chosen(WHOSE).first().copied() else { return Ok(None) };
        let known = self.known(row, env).first().copied();
        if let ("exit", None) = (self.form, known) {
            return stays::to_end(store, participation).map(Some);
        }
        let opening = match known {
            Some(known) => self.opening(known, row),
            None => Opening { participation: Some(participation), ..Opening::default() },
        };
        let form = form(self.form).map(|form| form.open(store, &opening, env)).transpose()?;
        Ok(form.map(|mut filled| {
            if known.is_none() {
                stays::add(&mut filled.base, earlier.get(&participation).map(Vec::as_slice).unwrap_or_default());
            }
            filled.base
        }))
    }

    fn refuses(&self, base: &Value, env: &Env) -> Option<String> {
        let nothing_ends = self.form == "exit" && base.get("stay").is_none_or(Value::is_null);
        nothing_ends.then(|| env.words.import.nothing_ends.clone())
    }

    fn complete(
        &self,
        row: &Filled<'_>,
        changes: Vec<Change>,
        base: &Value,
        env: &Env,
    ) -> std::result::Result<Vec<Change>, Unfit> {
        if self.form == "entry" { stays::ended(row, changes, base, env) } else { Ok(changes) }
    }

    fn known(&self, row: &Filled<'_>, env: &Env) -> Vec<Id> {
        let leaning = row.leaning(self.day).unwrap_or(Leaning::Past);
        let day = day_meant(row.text(self.day), leaning, env);
        let Some(key) = row.chosen(WHOSE).first().copied().zip(day) else { return Vec::new() };
        let said = |field| fold(&clean(row.text(field)));
        let end = (self.form == "entry").then(|| day_meant(row.text("exited-on"), Leaning::Past, env)).flatten();
        let fits = |known: &&Known| {
            known.called.iter().all(|(field, called)| called.contains(&said(field)))
                && (end.is_none() || end == known.ended)
        };
        self.known.get(&key).into_iter().flatten().filter(fits).map(|known| known.id).collect()
    }

    fn identity(&self, row: &Filled<'_>, env: &Env) -> String {
        if matches!(self.form, "entry" | "exit") {
            return format!("{:?}|{:?}", row.chosen(WHOSE), day_meant(row.text(self.day), Leaning::Past, env));
        }
        format!(
            "{:?}|{}",
            row.chosen(WHOSE),
            row.entries.iter().map(|entry| clean(&entry.text)).collect::<Vec<_>>().join("|")
        )
    }

    fn must_agree(&self, field: &str) -> bool {
        // When a stay ended has been compared to know it again.
        field != WHOSE && !(self.form == "entry" && stays::END.contains(&field))
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

/// All that an item of the programme's own list is called.
fn item_names(id: &str, definition: &Definition) -> Vec<String> {
    let called = |lang| fold(&ItemList::Barriers.name(id, definition, words(lang)));
    std::iter::once(fold(id)).chain(Lang::ALL.into_iter().map(called)).collect()
}
