//! The auditor's copy in the shell.

use std::path::Path;

use super::{
    Call,
    answer::{Failure, Outcome, Status},
};
use crate::{i18n::Words, session::Session};

/// Writes a copy of the register in which nobody is named and nothing can be changed.
pub(super) fn export(session: &Session, call: &Call, to: Option<&Path>) -> Outcome {
    let words = session.env.words;
    let Some(path) = to else { return Err(no_place(words)) };
    session.audit_copy(path)?;
    Ok(call.written(path, &words.audit.written, &words.audit.next))
}

/// That the copy is a file, and goes nowhere else.
fn no_place(words: &Words) -> Failure {
    Failure::said(&*words.audit.no_place, &*words.audit.no_place_hint).with(Status::Usage)
}
