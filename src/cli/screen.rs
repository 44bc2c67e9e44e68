//! From the shell onto the screen.

use std::io::Write;

use super::{
    Call,
    answer::{Answer, Failure, Outcome, Status},
};
use crate::{
    app::{self, Ended},
    i18n::Words,
    session::Session,
    term::{self, Capabilities, Unusable},
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

/// Opens the register on the screen, and comes back when the user is done or the terminal has gone. One that is `copied` has
/// its copy beside it kept fresh.
pub(super) fn open(session: Session, call: &Call, copied: bool) -> Outcome {
    let words = session.env.words;
    let capabilities = usable(call, words)?;
    let sentence = words.cli.panicked.clone();
    term::on_panic(move |_| {
        // The line may be gone; a message that cannot be written must not end the ending.
        let _ = writeln!(std::io::stderr(), "{sentence}");
    });
    match app::run(session, &capabilities, copied) {
        Ok(None) => Ok(Answer::default()),
        Ok(Some(signal)) => Ok(Answer::default().with(Status::Stopped(signal))),
        Err(Ended::Store(error)) => Err(error.into()),
        Err(Ended::Terminal(_)) => {
            Err(Failure::said(words.cli.no_terminal.clone(), words.cli.no_terminal_hint.clone()))
        }
    }
}
