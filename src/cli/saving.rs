//! Saving from the shell: whoever has to wait is told for whom, and nobody waits for ever.

use std::time::Duration;

use super::{answer::Failure, remark};
use crate::{
    domain::Signature,
    i18n::fill,
    session::{AT_FIRST, IN_ALL, Session},
    store::{Error, Result, Store},
};

/// Saves something; where somebody else is saving, says who, and tries for as long as the screen would.
pub(super) fn save<T>(
    session: &mut Session,
    mut work: impl FnMut(&mut Store, &Signature) -> Result<T>,
) -> std::result::Result<T, Failure> {
    retried(session, |session, patience| session.save(patience, &mut work))
}

/// Does what saves in a session; where somebody else is saving, says who, and tries for as long as the screen would.
pub(super) fn retried<T>(
    session: &mut Session,
    mut work: impl FnMut(&mut Session, Duration) -> Result<T>,
) -> std::result::Result<T, Failure> {
    match work(session, AT_FIRST) {
        Err(Error::Busy) => {}
        other => return Ok(other?),
    }
    let words = &session.env.words.busy;
    remark(&fill(&words.tries, &[("who", &session.who_saves())]));
    match work(session, IN_ALL) {
        Err(Error::Busy) => {
            Err(Failure::said(fill(&words.nothing_saved, &[("who", &session.who_saves())]), String::new()))
        }
        other => Ok(other?),
    }
}
