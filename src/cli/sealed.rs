//! Sealed reports in the shell: sealing one, all of them, one as it was handed in, and one held against what is known now.

use serde_json::json;

use super::{
    Call,
    answer::{Answer, Failure, Outcome},
    arguments::{Look, Paper},
    reports::{given, shown},
};
use crate::{
    domain::{Id, Sealed},
    i18n::{fill, words},
    report,
    session::Session,
};

/// What stands in the place of a report's name to ask for those that were sealed.
pub(super) const NAME: &str = "sealed";

/// Seals a report as of the day that is asked for.
pub(super) fn seal(mut session: Session, call: &Call, name: &str, look: Look) -> Outcome {
    session.look_at(look.as_of, look.known_on)?;
    let id = session.seal(name)?;
    let (sealed, content) = session.sealed(id)?;
    if call.json {
        return Ok(Answer::json(&json!({ "sealed": id, "head": content.head, "digest": sealed.record.digest })));
    }
    let values = [("n", &*id.to_string()), ("report", &report::title_of(name, &session.env))];
    let lines = [
        fill(&session.env.words.sealed.done, &values),
        report::sealed_when(id, &content, &session.env),
        fill(&session.env.words.sealed.digest, &[("digest", &sealed.record.digest)]),
    ];
    Ok(Answer::done(lines.join("\n") + "\n"))
}

/// All sealed reports, or one: as it was handed in, or held against what is known now.
pub(super) fn report(session: &Session, call: &Call, number: Option<i64>, compare: bool, paper: &Paper) -> Outcome {
    let env = &session.env;
    let Some(number) = number else {
        let sealed = session.store.sealed(env.programme)?;
        if call.json {
            let head = |row: &crate::domain::Stored<Sealed>| {
                let record = &row.record;
                json!({ "sealed": row.id, "report": record.report, "as-of": record.as_of, "sealed-at": record.sealed_at,
                    "head": record.head, "digest": record.digest })
            };
            return Ok(Answer::json(&sealed.iter().map(head).collect::<Vec<_>>()));
        }
        return shown(report::sealed_list(&sealed, env), session);
    };
    let id = Id(number);
    if session.store.get::<Sealed>(id)?.is_none() {
        let sentence = fill(&env.words.cli.no_sealed, &[("n", &number.to_string())]);
        return Err(Failure::said(sentence, env.words.cli.no_sealed_hint.clone()));
    }
    if compare {
        let (compared, content) = session.compare_sealed(id)?;
        let document = report::signed(report::compared_document(&compared, &content, env), &session.head()?, env);
        return given(&document, &compared, session, call, &paper.written, env.words);
    }
    let (_, content) = session.sealed(id)?;
    // It was written in another language, perhaps.
    let sealed_words = content.language.parse().map_or(env.words, words);
    given(&session.sealed_document(id)?, &content, session, call, &paper.written, sealed_words)
}
