//! The whole register in the shell: written as text, and made of such a text again.

use std::path::Path;

use super::{
    Call,
    answer::{Answer, Failure, Outcome, Status},
    arguments::{Format, Look},
    sheets::{about, bytes_of, write_new},
};
use crate::{
    domain::Deed,
    exchange::whole::{self, BadLine, NotRead, Wrong},
    i18n::{Words, fill},
    session::{Session, collation},
    store::{NotRebuilt, Numbered, Store},
};

/// How many bad lines are told one by one; whoever has more begins with these.
const MOST_LINES: usize = 100;

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
    let refused = |bad: Vec<BadLine>| bad_lines(file, &bad, check, words);
    let text = String::from_utf8(bytes_of(file, words)?)
        .map_err(|_| refused(vec![BadLine { line: 1, wrong: Wrong::NotARegister }]))?;
    let read = whole::read(&text).map_err(|why| match why {
        NotRead::Lines(bad) => refused(bad),
        NotRead::Store(error) => error.into(),
    })?;
    let (records, lines): (Vec<Numbered>, Vec<usize>) = read.into_iter().unzip();
    let told = |NotRebuilt { place, error }| match place {
        Some(place) => refused(vec![BadLine { line: lines[place], wrong: Wrong::Refused(error.to_string()) }]),
        None => error.into(),
    };
    let counted = words.counted(records.len(), &words.plural.records);
    let values = |path: &Path| [("records", counted.clone()), ("path", path.display().to_string())];
    let said = |sentence: &str, path: &Path| {
        let values = values(path);
        fill(sentence, &values.each_ref().map(|(name, value)| (*name, value.as_str()))) + "\n"
    };
    // What the file itself would refuse is found before there is one.
    Store::in_memory(collation(None))?.rebuild(&records, &call.signature()).map_err(told)?;
    let Some(path) = to.filter(|_| !check) else {
        return Ok(Answer::done(said(&words.whole.checked, file)));
    };
    Store::create_of(path, collation(None), &records, &call.signature()).map_err(told)?;
    Ok(Answer::done(said(&words.whole.made, path)))
}

/// The lines that cannot be right, and that nothing was written.
fn bad_lines(file: &Path, bad: &[BadLine], check: bool, words: &Words) -> Failure {
    let mut shown: Vec<String> = bad.iter().take(MOST_LINES).map(|bad| about(file, &bad.sentence(words))).collect();
    if let more @ 1.. = bad.len().saturating_sub(MOST_LINES) {
        shown.push(fill(&words.import.and_more, &[("n", &words.lang.number(more as i64))]));
    }
    let problems = words.counted(bad.len(), &words.plural.problems);
    let values = [("path", file.display().to_string()), ("n", problems)];
    Failure::Said {
        shown: shown.join("\n") + "\n",
        sentence: fill(&words.whole.not_read, &values.each_ref().map(|(name, value)| (*name, value.as_str()))),
        hint: words.whole.not_read_hint.clone(),
        status: if check { Status::Unmet } else { Status::Failed },
    }
}
