//! The line of a report that says of which day it is, so that a printed page never passes for today's.

use super::{Block, Document};
use crate::{env::Env, i18n::fill};

/// The report with the head of the change log under it.
#[must_use]
pub fn signed(document: Document, head: &str, env: &Env) -> Document {
    Document { log: Some(fill(&env.words.report.log, &[("head", head)])), ..document }
}

/// The report with the other day that is looked at in its heading: in place of the line that says its day, else first.
pub fn dated(mut document: Document, env: &Env) -> Document {
    let Some(said) = env.past_said() else { return document };
    let own = Block::paragraph(&[fill(&env.words.report.as_of, &[("day", &env.date(env.today))])]);
    let said = Block::paragraph(&[said]);
    match document.blocks.iter_mut().find(|block| **block == own) {
        Some(line) => *line = said,
        None => document.blocks.insert(0, said),
    }
    document
}
