//! The file: one SQLite database that is never half written. The only place that knows SQL.
//!
//! Every write goes through [`Store::commit`], which logs it in the same transaction. Knows the records of `domain`;
//! knows no words, no screen and no clock.

mod access;
mod acted;
mod acts;
mod backup;
mod batch;
mod belongings;
mod busy;
mod chain;
mod commit;
mod continuity;
mod drafts;
mod erase;
mod error;
mod facts;
mod guard;
mod hanging;
mod index;
mod known;
mod lists;
mod log;
mod open;
mod place;
mod private;
mod read;
mod replay;
mod row;
mod schema;
mod sealed;
mod settings;
mod sheet_maps;
mod soundness;
mod state;
mod undo;
mod verify;
mod warning;
mod whole;

use std::path::PathBuf;

use rusqlite::Connection;

use crate::domain::Since;

pub use acted::{Acted, noted};
pub use acts::Touched;
pub use backup::{Backups, Comparison, Publisher, Saved, Snapshot, Standing, Why, is_locked, side_files};
pub use batch::Batch;
pub use busy::Holder;
pub use chain::Head;
pub use commit::{Done, Pieces};
pub use drafts::Draft;
pub use erase::{Forgetting, Forgotten, Held, Kept};
pub use error::{Error, Result};
pub use index::{Collation, SortKey};
pub use lists::{Found, Window};
pub use log::{LogEntry, LogFilter};
pub use private::new_private_file;
pub use replay::Replayed;
pub use sealed::digest;
pub use soundness::Soundness;
pub use undo::{Undone, Upon};
pub use verify::{Fault, Verdict};
pub use warning::Warning;
pub use whole::{NotRebuilt, Numbered};

/// An open register.
pub struct Store {
    connection: Connection,
    path: Option<PathBuf>,
    collation: Collation,
    /// The table that orders people for this session: the file's own, or a temporary one in another language.
    index: &'static str,
    /// The register's language, in which the file's own index is ordered.
    own_language: String,
    /// Whether the file is whole, once that is known.
    soundness: Soundness,
    /// Under which name the system has logged the user in, whatever name signs.
    login: Option<String>,
    /// Set where this is the register as it was on a past day; then every save is refused.
    looks_back: bool,
    /// What has happened since the day that is looked at, where that is not today; it is left out of all facts.
    since: Option<Since>,
    /// What is to be said of the place the file lies in and of its opening.
    warnings: Vec<Warning>,
    /// What this session last saw of the file; none for a new one, and for one in memory.
    continuity: Option<continuity::Continuity>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Store {
    /// Whether the file is whole; known a moment after it was opened.
    pub fn soundness(&self) -> Soundness {
        self.soundness.clone()
    }

    /// Where the register lies; none for one in memory.
    pub fn path(&self) -> Option<&std::path::Path> {
        self.path.as_deref()
    }
}
