//! Commands on the guides for support persons: which there are, what one says, and one of the office's own.

use std::path::Path;

use serde_json::json;

use super::{
    Call,
    answer::{Answer, Failure, Outcome},
    arguments::Written,
    reports::{form_of, office, put_out},
    sheets::bytes_of,
    table::table,
};
use crate::{
    domain::{Act, Deed, Guide},
    exchange::{self, Form, Known, NewGuide},
    i18n::{fill, words},
    report::{self, Letterhead},
    session::Session,
};

/// The guides of the open programme.
pub(super) fn list(session: &Session, call: &Call) -> Outcome {
    let env = &session.env;
    let facts = session.store.facts(env.programme)?;
    let all = report::guides(&facts, env);
    if call.json {
        let one = |guide: &Guide| json!({ "name": guide.name, "language": guide.language, "title": guide.title });
        return Ok(Answer::json(&all.iter().map(one).collect::<Vec<_>>()));
    }
    let words = &env.words;
    let headings = [words.value.name.clone(), words.log.language.clone(), words.guide.guide.clone()];
    let row = |guide: &Guide| vec![guide.name.clone(), guide.language.clone(), guide.title.clone()];
    Ok(Answer::done(table(&headings, &all.iter().map(row).collect::<Vec<_>>())))
}

/// What a guide says, in the language of the session where there is such a text.
pub(super) fn show(session: &Session, call: &Call, name: &str, written: &Written) -> Outcome {
    let env = &session.env;
    let facts = session.store.facts(env.programme)?;
    let Some(guide) = report::guide(name, &facts, env) else {
        let sentence = fill(&env.words.guide.unknown, &[("name", name)]);
        let known = report::guide_names(&facts, env).join(", ");
        return Err(Failure::said(sentence, fill(&env.words.cli.there_are, &[("known", &known)])));
    };
    let form = form_of(call, written);
    let bytes = if form == Form::Json {
        exchange::json(&guide)?.into_bytes()
    } else {
        // A page stands in the language in which the guide is written.
        let lang = guide.language.parse().unwrap_or(env.words.lang);
        let letterhead = Letterhead { office: &office(session)?, words: words(lang) };
        let document = report::guide_document(&guide, env);
        exchange::write(&document, form, &letterhead, &Known::here(env, session.head()?))?
    };
    put_out(bytes, form, session, written)
}

/// Takes in a guide of the office's own, in the place of the one it had by that name and in that language.
pub(super) fn add(mut session: Session, call: &Call, file: &Path) -> Outcome {
    let (words, by) = (session.env.words, session.signature());
    session.store.allow(Deed::of(Act::Guide, &[]), &by)?;
    let new = exchange::new_guide(&session.store, &session.env, file, bytes_of(file, words)?)?;
    let NewGuide { name, lang, title, change } = new.map_err(|told| Failure::said(told.sentence, told.hint))?;
    session.to_save()?.commit(Act::Guide, &[change], &by)?;
    if call.json {
        return Ok(Answer::json(&json!({ "name": name, "language": lang.code(), "title": title })));
    }
    let values = [("name", name.as_str()), ("title", &title), ("lang", lang.code())];
    Ok(Answer::done(fill(&words.guide.added, &values) + "\n"))
}
