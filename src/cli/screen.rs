//! From the shell onto the screen.

use super::{
    Call,
    answer::{Failure, Outcome},
};
use crate::{
    i18n::Words,
    session::Session,
    term::{Capabilities, Unusable},
};

/// Whether there is a terminal that a screen can be drawn on.
pub(super) fn usable(call: &Call, words: &Words) -> Result<Capabilities, Failure> {
    use std::io::IsTerminal;
    let words = &words.cli;
    let unusable = |sentence: &str| Failure::said(sentence, words.no_terminal_hint.clone());
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(unusable(&words.no_terminal));
    }
    Capabilities::detect(&|name| std::env::var(name).ok(), &call.wishes).map_err(|error| match error {
        Unusable::Dumb => unusable(&words.dumb_terminal),
        Unusable::NotATerminal | Unusable::Broken(_) => unusable(&words.no_terminal),
    })
}

/// Opens the register on the screen, and comes back when the user is done.
pub(super) fn open(session: Session, call: &Call) -> Outcome {
    usable(call, session.env.words)?;
    drop(session);
    Err(Failure::said("the screen is not there yet", "tugi --help"))
}
