//! Opening a register beside which a crash has left something.
//!
//! SQLite would lay what was left over the file without asking. That is right after a crash, and ruins the register where an
//! older copy was put over the file since. So both are tried out on copies first, in a folder of their own: the file with what
//! was left, and the file alone.

mod left;
mod rescue;

use std::{io::ErrorKind, path::Path, thread, time::Duration};

use super::{
    error::{Error, Result},
    warning::Warning,
};
use left::{Held, Left};
use rescue::{Rescue, State};

/// The kind of folder in which copies are tried out, and in which what belongs to nothing any more is kept.
pub(super) const RESCUE: &str = "rescue";

/// How often the way is looked at while others clear it, and how long between.
const TRIES: u32 = 300;
const PAUSE: Duration = Duration::from_millis(100);

/// The way to a register that may be opened now; nobody else of Tugi clears it while this is held.
#[derive(Default)]
pub(super) struct Way {
    pub(super) warning: Option<Warning>,
    _held: Option<Held>,
}

/// Makes sure that SQLite may lay what a crash left over the file, or that nothing is there. Refuses, and leaves everything as it
/// is, where that would ruin the register or where only people can tell what is right.
pub(super) fn clear_the_way(path: &Path) -> Result<Way> {
    for _ in 0..TRIES {
        let Some(left) = Left::beside(path)? else { return Ok(Way::default()) };
        let Some(held) = left.hold()? else {
            thread::sleep(PAUSE);
            continue;
        };
        if left.somebody_uses_it(path)? {
            // Not a crash: somebody saves just now, and SQLite waits for them.
            return Ok(Way::default());
        }
        match decide(path, &left, &held) {
            Ok(Decision::Open(warning)) => return Ok(Way { warning, _held: Some(held) }),
            Ok(Decision::LookAgain) => {}
            // It was cleared away while it was copied.
            Err(Error::Io(error)) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Err(Error::Busy)
}

enum Decision {
    Open(Option<Warning>),
    LookAgain,
}

fn decide(path: &Path, left: &Left, held: &Held) -> Result<Decision> {
    let rescue = Rescue::enter(path)?;
    let (together, alone) = (rescue.try_out(Some(left))?, rescue.try_out(None)?);
    if !left.is_still(held) || left.somebody_uses_it(path)? {
        // Somebody else has cleared it away, so that the copies may be of two moments.
        rescue.leave();
        return Ok(Decision::LookAgain);
    }
    Ok(Decision::Open(match (together, alone) {
        (Some(together), Some(alone)) if !alone.may_follow(&together) => {
            return Err(Error::TwoStates {
                path: path.to_owned(),
                left: left.first().to_owned(),
                with: rescue.keep_the_one_together(),
                with_at: together.saved_at(),
                alone_at: alone.saved_at(),
            });
        }
        (Some(_), _) => {
            rescue.leave();
            None
        }
        (None, Some(_)) => {
            let aside = rescue.take_aside(left)?;
            Some(Warning::PutOverCrash(aside))
        }
        (None, None) => {
            let newest = rescue.newest_whole_backup(path)?;
            rescue.leave();
            return Err(Error::NothingWhole { path: path.to_owned(), newest });
        }
    }))
}

impl State {
    /// Whether the file alone is what the crash left of it: as the change log says with the journal, or with the one act more that
    /// was being saved.
    fn may_follow(&self, together: &Self) -> bool {
        let more = self.newest().saturating_sub(together.newest());
        (0..=1).contains(&more) && self.holds(together)
    }
}
