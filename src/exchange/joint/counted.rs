//! The figures over two registers, with the people behind each and the register from which everybody comes. Neither of the files
//! is written to: both are read into memory, and there one register is made of them.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::json;

use super::{Joint, NoJoint, Origin, join};
use crate::{
    failures::{self, Told},
    i18n::{Words, fill},
    report::{self, Block, Column, Document, Figures},
    session::{Asked, Session, collation},
    store::{Error, NotRebuilt, Result, Store},
};

/// Two registers counted as one.
#[derive(Debug)]
pub struct Counted {
    /// The joint register, in memory.
    pub session: Session,
    /// What was joined.
    pub joint: Joint,
    /// What the two files are called in what is told.
    pub files: [String; 2],
}

/// Why two files cannot be counted as one, for people.
#[derive(Debug)]
pub enum NotCounted {
    /// One of them cannot be read.
    Store(Error),
    /// They do not belong together.
    Apart(Told),
}

impl From<Error> for NotCounted {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

impl NotCounted {
    /// What went wrong, and what to do.
    pub fn told(&self, words: &Words) -> Told {
        match self {
            Self::Store(error) => failures::tell(error, words),
            Self::Apart(told) => Told { sentence: told.sentence.clone(), hint: told.hint.clone() },
        }
    }
}

/// Counts two registers as one, as of a day, with the knowledge of a day; each of the two may be left out.
///
/// # Errors
/// Where a file cannot be read, or the two do not hold the same programme.
pub fn count(
    files: [&Path; 2],
    asked: &Asked,
    as_of: Option<NaiveDate>,
    known_on: Option<NaiveDate>,
) -> std::result::Result<Counted, NotCounted> {
    let copy = |path: &Path| -> Result<Store> {
        let store = Store::scratch(path, collation(asked.lang))?;
        Ok(known_on.map(|day| store.known_on(day)).transpose()?.unwrap_or(store))
    };
    let first = Session::over(copy(files[0])?, asked)?;
    let second = copy(files[1])?;
    let code = first.env.definition.code.clone();
    let joint = join(&first.store, &second, &code).map_err(|why| apart(why, &code, files[1], first.env.words))?;
    let mut store = Store::in_memory(collation(asked.lang))?;
    store.rebuild(&joint.records, &first.signature()).map_err(|NotRebuilt { error, .. }| error)?;
    let mut session = Session::over(store, asked)?;
    session.look_at(as_of.or(known_on), None)?;
    Ok(Counted { session, joint, files: files.map(|path| path.display().to_string()) })
}

fn apart(why: NoJoint, code: &str, other: &Path, words: &Words) -> NotCounted {
    let (path, said) = (other.display().to_string(), &words.joint);
    match why {
        NoJoint::OtherProgramme(known) => {
            let known = known.join(", ");
            let values = [("path", path.as_str()), ("id", code), ("known", &known)];
            let [sentence, hint] = [&said.other_programme, &said.other_programme_hint].map(|text| fill(text, &values));
            NotCounted::Apart(Told { sentence, hint })
        }
        NoJoint::OtherEdition(edition) => {
            let edition = edition.to_string();
            let values = [("path", path.as_str()), ("id", code), ("edition", &edition)];
            let [sentence, hint] = [&said.other_edition, &said.other_edition_hint].map(|text| fill(text, &values));
            NotCounted::Apart(Told { sentence, hint })
        }
        NoJoint::Store(error) => NotCounted::Store(error),
    }
}

impl Counted {
    /// The figures as a report, of one promise or of all; none where there is no such promise. With the proof, everybody behind
    /// each figure, and the register, or the registers, from which they come.
    ///
    /// # Errors
    /// Where the joint register cannot be read.
    pub fn document(&self, promise: Option<&str>, proof: bool) -> Result<Option<Document>> {
        let (store, env) = self.session.seen();
        let facts = store.facts(env.programme)?;
        if report::figures(&facts, env, promise, proof).is_none() {
            return Ok(None);
        }
        let mut document = report::dated(report::figures_document(&facts, env, promise, proof), env);
        self.tell(&mut document);
        if proof {
            let name = |origin: &Origin| {
                let case = facts.cases.iter().find(|case| case.participation.record.number == origin.number);
                case.map(|case| env.words.beside_number(case)).unwrap_or_default()
            };
            self.prove(&mut document, name);
        }
        Ok(Some(document))
    }

    /// What a program reads of the figures, of one promise or of all; none where there is no such promise. With the proof, the
    /// register, or the registers, from which everybody comes.
    ///
    /// # Errors
    /// Where the joint register cannot be read.
    pub fn told(&self, promise: Option<&str>, proof: bool) -> Result<Option<serde_json::Value>> {
        let (store, env) = self.session.seen();
        let told = |figures: Figures| {
            let people = proof.then_some(&self.joint.origins);
            json!({ "as-of": env.today, "files": self.files, "figures": figures.figures, "programme": figures.programme, "people": people })
        };
        Ok(report::figures(&store.facts(env.programme)?, env, promise, proof).map(told))
    }

    /// Says over which files it was counted, and how.
    fn tell(&self, document: &mut Document) {
        let (words, [first, second]) = (self.session.env.words, &self.files);
        let both = self.joint.origins.iter().filter(|origin| origin.first.is_some() && origin.second.is_some()).count();
        let both = words.counted(both, &words.plural.people);
        let values = [("first", first.as_str()), ("second", second), ("both", &both)];
        let said = [fill(&words.joint.counted_over, &values), words.joint.how.clone()];
        document.blocks.insert(1, Block::paragraph(&said));
    }

    /// Adds the file, or the files, from which each participant comes.
    fn prove(&self, document: &mut Document, name: impl Fn(&Origin) -> String) {
        let (words, column) = (&self.session.env.words.joint, &self.session.env.words.column);
        let there = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let row =
            |origin: &Origin| vec![origin.number.to_string(), name(origin), there(origin.first), there(origin.second)];
        document.blocks.push(Block::heading(&words.people));
        document.blocks.push(Block::Table {
            columns: vec![
                Column::numbers(&column.number),
                Column::words(&column.name),
                Column::numbers(&self.files[0]),
                Column::numbers(&self.files[1]),
            ],
            rows: self.joint.origins.iter().map(row).collect(),
        });
    }
}
