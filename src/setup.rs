//! A new register: the office, its language, and the programme it begins with.

use std::path::Path;

use crate::{
    definitions,
    domain::{Act, Change, Definition, DefinitionProblem, Id, Programme, Register, Signature},
    i18n::{Lang, words},
    session::collation,
    store::{Error, Result, Store},
};

/// What a new register is to say of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The programme's definition in all its editions as whole texts, first to last.
    pub editions: Vec<String>,
    /// The office's name; none for whoever carries the programme out.
    pub office: Option<String>,
    /// The language; none for the programme's own.
    pub lang: Option<Lang>,
}

/// Creates a register where there is no file yet; leaves nothing behind when it fails.
pub fn create(path: &Path, plan: &Plan, by: &Signature) -> Result<Store> {
    let unusable = |problem| Error::Damaged(words(plan.lang.unwrap_or_default()).definition_problem(&problem));
    let editions = records(&plan.editions).map_err(unusable)?;
    let first = editions.first().ok_or_else(|| Error::Damaged("no programme".to_owned()))?;
    let first = definitions::parse(&first.definition).map_err(unusable)?;
    let language = plan.lang.map_or(first.language.as_str(), |lang| lang.code());
    let register = Register {
        office: plan.office.clone().unwrap_or_else(|| first.carrier.get(language).to_owned()),
        language: language.to_owned(),
        ..Register::default()
    };
    let mut changes = vec![Change::Create(Id(-1), register.into())];
    changes.extend((1..).zip(editions).map(|(number, edition)| Change::Create(Id(-number), edition.into())));
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

/// The records of editions, from their whole texts.
pub fn records(texts: &[String]) -> std::result::Result<Vec<Programme>, DefinitionProblem> {
    let record = |text: &String| {
        let Definition { code, edition, holds_from, period, .. } = definitions::parse(text)?;
        Ok(Programme { code, edition, holds_from: holds_from.or(Some(period.from)), definition: text.clone() })
    };
    texts.iter().map(record).collect()
}
