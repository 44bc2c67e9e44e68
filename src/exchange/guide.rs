//! A guide of the office's own, out of a file in Markdown: what taking it in changes, and what is said where it cannot be.

use std::path::Path;

use crate::{
    domain::{Change, Guide, Id, Stored, one_line},
    env::Env,
    failures::Told,
    i18n::Lang,
    report,
    store::{Result, Store},
};

/// A guide that can be taken in.
#[derive(Clone, Debug)]
pub struct NewGuide {
    /// What it is called, in all languages.
    pub name: String,
    /// Its language.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// What taking it in changes: the one the office had by that name and in that language gives way.
    pub change: Change,
}

/// The guide that the bytes of a file hold; else why they hold none. The name is the file's: `first-week.et.md` is `first-week`
/// in Estonian.
///
/// # Errors
/// Where the register cannot be read.
pub fn new_guide(store: &Store, env: &Env, file: &Path, bytes: Vec<u8>) -> Result<std::result::Result<NewGuide, Told>> {
    let (name, lang) = named(file, env.words.lang);
    let guide = String::from_utf8(bytes).ok();
    let guide = guide.and_then(|text| report::guide_of(env.programme, &name, lang, &text));
    let Some(guide) = guide else {
        let words = &env.words.guide;
        let sentence = format!("{}: {}", one_line(&file.display().to_string()), words.not_a_guide);
        return Ok(Err(Told { sentence, hint: words.not_a_guide_hint.clone() }));
    };
    let facts = store.facts(env.programme)?;
    let held =
        facts.guides.iter().find(|row| (&row.record.name, &row.record.language) == (&guide.name, &guide.language));
    let (title, name) = (guide.title.clone(), guide.name.clone());
    let change = match held {
        Some(Stored { id, version, record }) => {
            Change::Update(*id, *version, Guide { programme: record.programme, ..guide }.into())
        }
        None => Change::Create(Id(-1), guide.into()),
    };
    Ok(Ok(NewGuide { name, lang, title, change }))
}

/// The name of a guide and its language, by the name of its file.
fn named(file: &Path, otherwise: Lang) -> (String, Lang) {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    match stem.rsplit_once('.').and_then(|(name, lang)| Some((name.to_owned(), lang.parse().ok()?))) {
        Some(named) => named,
        None => (stem, otherwise),
    }
}
