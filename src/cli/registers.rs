//! Commands that make whole registers: one for training, and a new one.

use std::path::{Path, PathBuf};

use super::{
    Call,
    answer::{Failure, Outcome},
    screen,
};
use crate::{
    definitions, demo,
    i18n::{Words, fill},
    session::{Asked, Session, collation},
    setup::{self, Plan},
    store::Error,
};

/// Writes a training register, or opens one that is gone when the screen is closed.
pub(super) fn demo(call: &Call, programme: &str, to: Option<&Path>) -> Outcome {
    let words = call.words;
    let code = named(programme, &codes(demo::REGISTERS), &words.cli.no_demo, words)?;
    if let Some(path) = to {
        demo::create(path, code, collation(call.asked.lang))?;
        return Ok(call.written(path, &words.cli.demo_written, &words.cli.demo_next));
    }
    screen::usable(call, words)?;
    let folder = PrivateFolder::create()?;
    // Whoever tries the program out reads it in the language of the shell, whatever the register's office works in.
    let asked = Asked { lang: Some(words.lang), programme: None, ..call.asked.clone() };
    let store = demo::create(&folder.0.join("demo.tugi"), code, collation(asked.lang))?;
    // What is gone when the screen is closed needs no copy.
    screen::open(Session::over(store, &asked)?, call, false)
}

/// Writes a new register.
pub(super) fn init(call: &Call, path: &Path, programme: &str, office: Option<&str>) -> Outcome {
    let words = call.words;
    let code = named(programme, &codes(definitions::EMBEDDED), &words.cli.no_programme, words)?;
    let plan = Plan { editions: definitions::editions(code), office: office.map(str::to_owned), lang: call.asked.lang };
    setup::create(path, &plan, &call.signature())?;
    Ok(call.written(path, &words.cli.init_written, &words.cli.init_next))
}

/// The code that was asked for, or the only one that begins so; says what there is instead where `none` holds or several do.
pub(super) fn named<'a>(asked: &str, codes: &[&'a str], none: &str, words: &Words) -> Result<&'a str, Failure> {
    let begins: Vec<&str> = codes.iter().copied().filter(|code| code.starts_with(asked)).collect();
    let exact = begins.iter().find(|code| **code == asked).or(begins.first().filter(|_| begins.len() == 1));
    if let Some(code) = exact.and_then(|exact| codes.iter().find(|code| *code == exact)) {
        return Ok(code);
    }
    let (sentence, known) =
        if begins.is_empty() { (none, codes) } else { (words.cli.many_begin_so.as_str(), begins.as_slice()) };
    let sentence = fill(sentence, &[("id", asked)]);
    Err(Failure::said(sentence, fill(&words.cli.there_are, &[("known", &known.join(", "))])))
}

/// The codes of texts.
fn codes(texts: &[(&'static str, &str)]) -> Vec<&'static str> {
    texts.iter().map(|(code, _)| *code).collect()
}

/// A folder that only its owner can look into, removed with everything in it at the end.
struct PrivateFolder(PathBuf);

impl PrivateFolder {
    fn create() -> Result<Self, Error> {
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        let process = std::process::id();
        for attempt in 0_u32.. {
            let path = std::env::temp_dir().join(format!("tugi-demo-{process}-{attempt}"));
            match builder.create(&path) {
                Ok(()) => return Ok(Self(path)),
                // Somebody's folder of that name is left alone, whoever made it.
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && attempt < 1000 => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(std::io::Error::from(std::io::ErrorKind::AlreadyExists).into())
    }
}

impl Drop for PrivateFolder {
    fn drop(&mut self) {
        // Nothing can be told any more when this fails; the folder lies where the system clears up.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
