//! Sheets of people: each row a person with their participation.

use serde_json::Value;

use super::{Filled, Intake};
use crate::{
    domain::{Case, Choice, Id, Leaning, Rule, Unnamed, check_id, clean, fold},
    env::Env,
    exchange::{
        Roll,
        alike::{Alike, Likeness, Who},
    },
    forms::{AnyForm, Entry, FieldInfo, Registration, day_meant, form},
    i18n::{Lang, Words, words},
    store::{Result, Store},
};

/// The field of the application, and the column that stands in for it.
pub(in crate::exchange) const APPLIED: &str = "applied-on";
pub(in crate::exchange) const START: &str = "entered-on";

/// The people in the register.
pub(in crate::exchange) struct People {
    known: Alike<Id>,
    workers: Roll,
}

impl People {
    pub(super) fn of(store: &Store, env: &Env) -> Result<Self> {
        let facts = store.facts(env.programme)?;
        let mut known = Alike::new();
        for case in &facts.cases {
            known.add(registered(case), case.id());
        }
        Ok(Self { known, workers: Roll::of_workers(&facts.workers) })
    }
}

/// Who is not named is told by nothing but the code, which whoever has it knows already.
fn registered(case: &Case) -> Who {
    let person = &case.person.record;
    let named = case.shown().map(|person| (fold(&person.surname), fold(&person.given)));
    let (surname, given) = named.unwrap_or_default();
    Who { surname, given, code: person.national_id.clone(), born: person.born }
}

impl Intake for People {
    fn form(&self) -> &'static str {
        "registration"
    }

    /// The start, which is the day of the application where the sheet has no other.
    fn further_fields(&self) -> Vec<FieldInfo> {
        let fields = form("entry").map(AnyForm::fields).unwrap_or_default();
        let start = fields.into_iter().filter(|field| field.name == START);
        let need_not_be = |mut field: FieldInfo| {
            field.needed = false;
            field
        };
        start.map(need_not_be).collect()
    }

    fn blank(&self, env: &Env) -> Value {
        serde_json::to_value(Registration::blank(env)).unwrap_or_default()
    }

    fn known(&self, row: &Filled<'_>, env: &Env) -> Vec<Id> {
        self.known.same(&who(row, env))
    }

    fn who(&self, row: &Filled<'_>, env: &Env) -> Option<Who> {
        Some(who(row, env))
    }

    fn may_be(&self, who: &Who) -> Option<(Id, Likeness)> {
        self.known.may_be(who)
    }

    fn identity(&self, row: &Filled<'_>, env: &Env) -> String {
        let who = who(row, env);
        if who.code.is_empty() { format!("{}|{}|{:?}", who.surname, who.given, who.born) } else { who.code }
    }

    /// Whoever came back has two rows, with two starts.
    fn says(&self, row: &Filled<'_>) -> Vec<String> {
        let is_said = |field: &FieldInfo| field.name != START && (field.name != APPLIED || row.has_column(APPLIED));
        let said = row.fields.iter().zip(&row.entries).filter(|(field, _)| is_said(field));
        said.map(|(_, entry)| clean(&entry.text)).collect()
    }

    fn twin<'w>(&self, words: &'w Words) -> &'w str {
        &words.import.twin_person
    }

    fn must_agree(&self, field: &str) -> bool {
        field != START
    }

    fn adapt(&self, row: &mut Filled<'_>, _env: &Env) {
        let start = row.text(START).to_owned();
        if !row.has_column(APPLIED) && !start.is_empty() {
            row.put(APPLIED, &start);
        }
    }

    fn passes_over(&self, row: &Filled<'_>) -> bool {
        let surname = row.text("surname").trim();
        let said = |lang: Lang, why: &Unnamed| surname == format!("({})", words(lang).name(*why));
        Lang::ALL.iter().any(|lang| Unnamed::ALL.iter().any(|why| said(*lang, why)))
    }

    fn link(&self, field: &str, text: &str) -> Option<std::result::Result<Entry, Rule>> {
        let found = (field == "ruled-by").then(|| self.workers.find(text))?;
        Some(found.map(|id| Entry { text: clean(text), chosen: vec![(id, String::new())] }))
    }
}

fn who(row: &Filled<'_>, env: &Env) -> Who {
    let id = check_id(row.text("national-id"), env.home(), env.today).ok();
    let born = day_meant(row.text("born"), Leaning::Birth, env);
    Who {
        surname: fold(row.text("surname").trim()),
        given: fold(row.text("given").trim()),
        born: born.or(id.as_ref().and_then(|id| id.birth)),
        code: id.map(|id| id.text).unwrap_or_default(),
    }
}
