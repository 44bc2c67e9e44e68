//! Sheets of people: each row a person with their participation.

use chrono::NaiveDate;
use serde_json::Value;

use super::{Filled, Intake};
use crate::{
    domain::{Case, Choice, Id, Leaning, Rule, Unnamed, check_id, clean, fold},
    env::Env,
    exchange::Roll,
    forms::{Entry, Opening, Registration, day_meant},
    i18n::{Lang, words},
    store::{Result, Store},
};

/// The people in the register.
pub(in crate::exchange) struct People {
    known: Vec<(Id, Who)>,
    workers: Roll,
}

/// What tells a person apart from others.
struct Who {
    /// Folded.
    name: String,
    code: String,
    born: Option<NaiveDate>,
}

impl People {
    pub(super) fn of(store: &Store, env: &Env) -> Result<Self> {
        let who = |case: &Case| {
            let person = &case.person.record;
            // Who is not named is told by nothing but the code, which whoever has it knows already.
            let name = case.shown().map(|person| fold(&person.name())).unwrap_or_default();
            (case.id(), Who { name, code: person.national_id.clone(), born: person.born })
        };
        let facts = store.facts(env.programme)?;
        Ok(Self { known: facts.cases.iter().map(who).collect(), workers: Roll::of_workers(&facts.workers) })
    }
}

impl Intake for People {
    fn form(&self) -> &'static str {
        "registration"
    }

    fn blank(&self, env: &Env) -> Value {
        serde_json::to_value(Registration::blank(env)).unwrap_or_default()
    }

    fn known(&self, row: &Filled<'_>, env: &Env) -> Vec<Id> {
        let who = who(row, env);
        let same = |known: &Who| !who.code.is_empty() && known.code == who.code;
        let may_be_same = |known: &Who| {
            let other_code = !who.code.is_empty() && !known.code.is_empty();
            let other_birth = who.born.is_some() && known.born.is_some() && who.born != known.born;
            known.name == who.name && !other_code && !other_birth
        };
        let ids = |fits: &dyn Fn(&Who) -> bool| -> Vec<Id> {
            self.known.iter().filter(|(_, known)| fits(known)).map(|(id, _)| *id).collect()
        };
        let by_code = ids(&same);
        if by_code.is_empty() { ids(&may_be_same) } else { by_code }
    }

    fn identity(&self, row: &Filled<'_>, env: &Env) -> String {
        let who = who(row, env);
        if who.code.is_empty() { format!("{}|{:?}", who.name, who.born) } else { who.code }
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

    fn opening(&self, id: Id) -> Opening {
        Opening { existing: Some(id), ..Opening::default() }
    }
}

fn who(row: &Filled<'_>, env: &Env) -> Who {
    let id = check_id(row.text("national-id"), env.home(), env.today).ok();
    let born = day_meant(row.text("born"), Leaning::Birth, env);
    Who {
        name: fold(&format!("{}, {}", row.text("surname").trim(), row.text("given").trim())),
        born: born.or(id.as_ref().and_then(|id| id.birth)),
        code: id.map(|id| id.text).unwrap_or_default(),
    }
}
