//! The figures of two offices' registers of one programme, counted as one, in the shell.

use std::path::Path;

use super::{
    Call,
    answer::{Answer, Failure, Outcome},
    arguments::Look,
    reports::{WIDTH, no_promise, unmet},
};
use crate::{
    exchange::joint::{Counted, NotCounted, count},
    i18n::Words,
    report,
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
    match count([path, other], &call.asked, look.as_of, look.known_on) {
        Ok(counted) => (told(&counted, call, promise, proof), counted.session.env.words),
        Err(NotCounted::Store(error)) => (Err(error.into()), call.words),
        Err(NotCounted::Apart(told)) => (Err(Failure::said(told.sentence, told.hint)), call.words),
    }
}

fn told(counted: &Counted, call: &Call, promise: Option<&str>, proof: bool) -> Outcome {
    let (store, env) = counted.session.seen();
    let facts = store.facts(env.programme)?;
    let Some(figures) = report::figures(&facts, env, promise, proof) else {
        return Err(no_promise(promise.unwrap_or_default(), env));
    };
    let status = unmet(&figures, promise);
    if call.json {
        return Ok(Answer::json(&counted.told(promise, proof)?).with(status));
    }
    let document = counted.document(promise, proof)?;
    Ok(Answer::done(document.map(|it| report::render_text(&it, WIDTH)).unwrap_or_default()).with(status))
}
