//! What a packager takes out of the program: completions for shells and the manual page.

use super::{
    answer::{Answer, Failure, Outcome},
    wording::worded,
};
use crate::{i18n::Words, store};

/// The completions for a shell.
pub(super) fn completions(shell: clap_complete::Shell, words: &'static Words) -> Answer {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut worded(words), "tugi", &mut script);
    Answer::done(String::from_utf8_lossy(&script))
}

/// The manual page, in the language of the session.
pub(super) fn page(words: &'static Words) -> Outcome {
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(worded(words)).render(&mut page);
    rendered.map_err(|error| Failure::Store(store::Error::Io(error)))?;
    Ok(Answer::done(String::from_utf8_lossy(&page)))
}
