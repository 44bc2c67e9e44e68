//! Commands on the guides for support persons: which there are, what one says, and one of the office's own.

use std::path::Path;

use serde_json::json;

use super::{
    Call,
    answer::{Answer, Failure, Outcome},
    reports::WIDTH,
    sheets::{about, bytes_of},
    table::table,
};
use crate::{
    domain::{Act, Change, Deed, Guide, Id, Stored},
    i18n::{Lang, fill},
    report,
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
    if all.is_empty() {
        return Ok(Answer::done(env.words.guide.none.clone() + "\n"));
    }
    let words = &env.words;
    let headings = [words.value.name.clone(), words.log.language.clone(), words.guide.guide.clone()];
    let row = |guide: &Guide| vec![guide.name.clone(), guide.language.clone(), guide.title.clone()];
    Ok(Answer::done(table(&headings, &all.iter().map(row).collect::<Vec<_>>())))
}

/// What a guide says, in the language of the session where there is such a text.
pub(super) fn show(session: &Session, call: &Call, name: &str) -> Outcome {
    let env = &session.env;
    let facts = session.store.facts(env.programme)?;
    let Some(guide) = report::guide(name, &facts, env) else {
        let sentence = fill(&env.words.guide.unknown, &[("name", name)]);
        let known = report::guide_names(&facts, env).join(", ");
        return Err(Failure::said(sentence, fill(&env.words.cli.there_are, &[("known", &known)])));
    };
    if call.json {
        return Ok(Answer::json(&guide));
    }
    Ok(Answer::done(report::render_text(&report::guide_document(&guide, env), WIDTH)))
}

/// Takes in a guide of the office's own, in the place of the one it had by that name and in that language. The name is the file's:
/// `first-week.et.md` is `first-week` in Estonian.
pub(super) fn add(mut session: Session, call: &Call, file: &Path) -> Outcome {
    let (words, by) = (session.env.words, session.signature());
    session.store.allow(Deed::of(Act::Guide, &[]), &by)?;
    let (name, lang) = named(file, words.lang);
    let not_a_guide = || Failure::said(about(file, &words.guide.not_a_guide), &*words.guide.not_a_guide_hint);
    let text = String::from_utf8(bytes_of(file, words)?).map_err(|_| not_a_guide())?;
    let guide = report::guide_of(session.env.programme, &name, lang, &text).ok_or_else(not_a_guide)?;
    let facts = session.store.facts(session.env.programme)?;
    let held =
        facts.guides.iter().find(|row| (&row.record.name, &row.record.language) == (&guide.name, &guide.language));
    let (title, name) = (guide.title.clone(), guide.name.clone());
    let change = match held {
        Some(Stored { id, version, record }) => {
            Change::Update(*id, *version, Guide { programme: record.programme, ..guide }.into())
        }
        None => Change::Create(Id(-1), guide.into()),
    };
    session.to_save()?.commit(Act::Guide, &[change], &by)?;
    if call.json {
        return Ok(Answer::json(&json!({ "name": name, "language": lang.code(), "title": title })));
    }
    let values = [("name", name.as_str()), ("title", &title), ("lang", lang.code())];
    Ok(Answer::done(fill(&words.guide.added, &values) + "\n"))
}

/// The name of a guide and its language, by the name of its file.
fn named(file: &Path, otherwise: Lang) -> (String, Lang) {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    match stem.rsplit_once('.').and_then(|(name, lang)| Some((name.to_owned(), lang.parse().ok()?))) {
        Some(named) => named,
        None => (stem, otherwise),
    }
}
