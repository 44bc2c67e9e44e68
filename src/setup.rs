//! A new register: the office, its language, and the programme it begins with.

use std::path::Path;

use crate::{
    definitions,
    domain::{Act, Change, Id, Programme, Register, Signature},
    i18n::{Lang, words},
    session::collation,
    store::{Error, Result, Store},
};

/// What a new register is to say of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The programme's definition as text.
    pub definition: String,
    /// The office's name; none for whoever carries the programme out.
    pub office: Option<String>,
    /// The language; none for the programme's own.
    pub lang: Option<Lang>,
}

/// Creates a register where there is no file yet; leaves nothing behind when it fails.
pub fn create(path: &Path, plan: &Plan, by: &Signature) -> Result<Store> {
    let unusable = |problem| Error::Damaged(words(plan.lang.unwrap_or_default()).definition_problem(&problem));
    let definition = definitions::parse(&plan.definition).map_err(unusable)?;
    let language = plan.lang.map_or(definition.language.as_str(), |lang| lang.code());
    let register = Register {
        office: plan.office.clone().unwrap_or_else(|| definition.carrier.get(language).to_owned()),
        language: language.to_owned(),
        training_day: None,
    };
    let programme = Programme {
        code: definition.code.clone(),
        edition: 1,
        holds_from: Some(definition.period.from),
        definition: plan.definition.clone(),
    };
    let changes = [Change::Create(Id(-1), register.into()), Change::Create(Id(-1), programme.into())];
    let mut store = Store::create(path, collation(None))?;
    match store.commit(Act::SetUp, &changes, by) {
        Ok(_) => Ok(store),
        Err(error) => {
            drop(store);
            std::fs::remove_file(path)?;
            Err(error)
        }
    }
}
