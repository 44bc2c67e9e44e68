//! The whole register in the shell: written as text, and made of such a text again.

use std::path::Path;

use super::{
    Call,
    answer::{Answer, Failure, Outcome, Status},
    arguments::{Format, Look},
    sheets::{bytes_of, write_new},
};
use crate::{
    domain::Deed,
    exchange::whole::{self, NotRead},
    i18n::{Words, fill},
    session::Session,
};

/// Writes the whole register as text. Whoever may not print all that is held on somebody may not do so for everybody.
pub(super) fn export(
    session: &Session,
    call: &Call,
    format: Option<Format>,
    look: Look,
    out: Option<&Path>,
) -> Outcome {
    let words = session.env.words;
    if call.json || format.is_some_and(|format| format != Format::Text) {
        return Err(only_text(words));
    }
    if look.as_of.is_some() {
        return Err(Failure::said(&*words.whole.no_as_of, &*words.whole.no_as_of_hint));
    }
    session.store.allow(Deed::Extract, &session.signature())?;
    let text = whole::text(session.seen().0)?;
    let Some(path) = out else { return Ok(Answer::done(text)) };
    write_new(path, text.as_bytes())?;
    let lines = words.counted(text.lines().count(), &words.plural.lines);
    let values = [("lines", lines.as_str()), ("path", &path.display().to_string())];
    Ok(Answer::done(fill(&words.whole.written, &values) + "\n"))
}

/// That only the whole register is written as text, and nothing else.
pub(super) fn only_text(words: &Words) -> Failure {
    Failure::said(&*words.whole.only_text, &*words.whole.only_text_hint).with(Status::Usage)
}

/// That only the text of a whole register makes a new file.
pub(super) fn only_into_new(words: &Words) -> Failure {
    Failure::said(&*words.whole.to_only_register, &*words.whole.no_place_hint).with(Status::Usage)
}

/// Makes a new register of a text; with `check` only says whether it can be made.
pub(super) fn import(call: &Call, file: &Path, to: Option<&Path>, check: bool) -> Outcome {
    let words = call.words;
    if to.is_none() && !check {
        return Err(Failure::said(&*words.whole.no_place, &*words.whole.no_place_hint).with(Status::Usage));
    }
    let to = to.filter(|_| !check);
    let made = whole::make(bytes_of(file, words)?, to, &call.signature()).map_err(|why| match why {
        NotRead::Lines(bad) => {
            let (shown, sentence) = whole::bad_lines(file, &bad, words);
            Failure::Said {
                shown: shown.join("\n") + "\n",
                sentence,
                hint: words.whole.not_read_hint.clone(),
                status: if check { Status::Unmet } else { Status::Failed },
            }
        }
        NotRead::Store(error) => error.into(),
    })?;
    let records = words.counted(made, &words.plural.records);
    let sentence = if to.is_some() { &words.whole.made } else { &words.whole.checked };
    let values = [("records", records.as_str()), ("path", &to.unwrap_or(file).display().to_string())];
    Ok(Answer::done(fill(sentence, &values) + "\n"))
}
