//! The figures of two offices' registers of one programme, counted as one.

use std::path::Path;

use serde_json::json;

use super::{
    Call,
    answer::{Answer, Failure, Outcome},
    arguments::Look,
    reports::{WIDTH, no_promise, unmet},
};
use crate::{
    exchange::joint::{Joint, NoJoint, Origin, join},
    i18n::{Words, fill},
    report::{self, Block, Column, Document},
    session::{Session, collation},
    store::{NotRebuilt, Store},
};

/// Counts over both registers; neither of them is written to.
pub(super) fn figures(
    call: &Call,
    promise: Option<&str>,
    proof: bool,
    other: &Path,
    look: Look,
) -> (Outcome, &'static Words) {
    let Some(path) = &call.path else {
        let words = &call.words.cli;
        return (Err(Failure::said(&*words.no_home, &*words.no_home_hint)), call.words);
    };
    match joined(call, path, other, look) {
        Ok((session, joint)) => {
            let counted = Counted { session: &session, joint: &joint, files: [path, other] };
            (counted.figures(call, promise, proof), session.env.words)
        }
        Err(failure) => (Err(failure), call.words),
    }
}

/// The two registers as one, in memory.
fn joined(call: &Call, path: &Path, other: &Path, look: Look) -> Result<(Session, Joint), Failure> {
    let copy = |path: &Path| -> Result<Store, Failure> {
        let store = Store::scratch(path, collation(call.asked.lang))?;
        Ok(look.known_on.map_or_else(|| Ok(None), |day| store.known_on(day).map(Some))?.unwrap_or(store))
    };
    let first = Session::over(copy(path)?, &call.asked)?;
    let second = copy(other)?;
    let code = first.env.definition.code.clone();
    let joint = join(&first.store, &second, &code).map_err(|why| no_joint(why, &code, other, first.env.words))?;
    let mut store = Store::in_memory(collation(call.asked.lang))?;
    store.rebuild(&joint.records, &first.signature()).map_err(|NotRebuilt { error, .. }| error)?;
    let mut session = Session::over(store, &call.asked)?;
    session.look_at(look.as_of.or(look.known_on), None)?;
    Ok((session, joint))
}

fn no_joint(why: NoJoint, code: &str, other: &Path, words: &Words) -> Failure {
    let (path, said) = (other.display().to_string(), &words.joint);
    match why {
        NoJoint::OtherProgramme(known) => {
            let known = known.join(", ");
            let values = [("path", path.as_str()), ("id", code), ("known", &known)];
            Failure::said(fill(&said.other_programme, &values), fill(&said.other_programme_hint, &values))
        }
        NoJoint::OtherEdition(edition) => {
            let edition = edition.to_string();
            let values = [("path", path.as_str()), ("id", code), ("edition", &edition)];
            Failure::said(fill(&said.other_edition, &values), fill(&said.other_edition_hint, &values))
        }
        NoJoint::Store(error) => error.into(),
    }
}

/// Two registers counted as one.
struct Counted<'a> {
    session: &'a Session,
    joint: &'a Joint,
    files: [&'a Path; 2],
}

impl Counted<'_> {
    fn figures(&self, call: &Call, promise: Option<&str>, proof: bool) -> Outcome {
        let (store, env) = self.session.seen();
        let facts = store.facts(env.programme)?;
        let Some(figures) = report::figures(&facts, env, promise, proof) else {
            return Err(no_promise(promise.unwrap_or_default(), env));
        };
        let status = unmet(&figures, promise);
        let files = self.files.map(|path| path.display().to_string());
        if call.json {
            let people = proof.then_some(&self.joint.origins);
            let told = json!({ "as-of": env.today, "files": files, "figures": figures.figures, "programme": figures.programme, "people": people });
            return Ok(Answer::json(&told).with(status));
        }
        let mut document = report::dated(report::figures_document(&facts, env, promise, proof), env);
        self.tell(&mut document, &files);
        if proof {
            let name = |origin: &Origin| {
                let case = facts.cases.iter().find(|case| case.participation.record.number == origin.number);
                case.map(|case| env.words.beside_number(case)).unwrap_or_default()
            };
            self.prove(&mut document, &files, name);
        }
        Ok(Answer::done(report::render_text(&document, WIDTH)).with(status))
    }

    /// Says over which files it was counted, and how.
    fn tell(&self, document: &mut Document, files: &[String; 2]) {
        let words = self.session.env.words;
        let both = self.joint.origins.iter().filter(|origin| origin.first.is_some() && origin.second.is_some()).count();
        let both = words.counted(both, &words.plural.people);
        let values = [("first", files[0].as_str()), ("second", &files[1]), ("both", &both)];
        let said = [fill(&words.joint.counted_over, &values), words.joint.how.clone()];
        document.blocks.insert(1, Block::paragraph(&said));
    }

    /// Adds the file, or the files, from which each participant comes.
    fn prove(&self, document: &mut Document, files: &[String; 2], name: impl Fn(&Origin) -> String) {
        let (words, column) = (&self.session.env.words.joint, &self.session.env.words.column);
        let there = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let row =
            |origin: &Origin| vec![origin.number.to_string(), name(origin), there(origin.first), there(origin.second)];
        document.blocks.push(Block::heading(&words.people));
        document.blocks.push(Block::Table {
            columns: vec![
                Column::numbers(&column.number),
                Column::words(&column.name),
                Column::numbers(&files[0]),
                Column::numbers(&files[1]),
            ],
            rows: self.joint.origins.iter().map(row).collect(),
        });
    }
}
