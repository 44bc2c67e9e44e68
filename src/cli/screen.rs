//! From the shell onto the screen.

use super::{
    Call,
    answer::{Answer, Failure, Outcome, Status},
};
use crate::{
    app::{self, Ended, Panicked},
    config,
    i18n::{Words, fill},
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

/// Opens the register on the screen, and comes back when the user is done or the terminal has gone. One that is `copied` has
/// its copy beside it kept fresh.
pub(super) fn open(session: Session, call: &Call, copied: bool) -> Outcome {
    let words = session.env.words;
    let capabilities = usable(call, words)?;
    match app::run(session, &capabilities, copied, config::report_folder()) {
        Ok(None) => Ok(Answer::default()),
        Ok(Some(signal)) => Ok(Answer::default().with(Status::Stopped(signal))),
        Err(Ended::Store(error)) => Err(error.into()),
        Err(Ended::Panicked(panicked)) => Err(fault(&panicked, words)),
        Err(Ended::Terminal(_)) => {
            Err(Failure::said(words.cli.no_terminal.clone(), words.cli.no_terminal_hint.clone()))
        }
    }
}

/// A fault of the program itself: what it means for what was saved and typed, and where the report lies.
fn fault(Panicked { kept, report }: &Panicked, words: &Words) -> Failure {
    let said = &words.cli;
    let typed = match kept {
        (_, false) => format!(" {}", said.panicked_lost),
        (true, true) => format!(" {}", said.panicked_kept),
        (false, true) => String::new(),
    };
    let report = report.as_ref().map(|path| path.display().to_string());
    let hint = report.map_or(said.panicked_no_report.clone(), |path| fill(&said.panicked_report, &[("path", &path)]));
    Failure::said(format!("{}{typed}", said.panicked), hint).with(Status::Broken)
}
