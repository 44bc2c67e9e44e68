//! Cards: what opens behind a row. Facts at the left, and at the right one list of everything that hangs on the record.
//!
//! Knows the records, the file and the questions; knows no screen and no keys.

mod history;
mod meeting;
mod network;
mod participant;
mod progress;
mod proof;
mod section;
mod timeline;
mod worker;

pub use history::{Altered, Told, in_full, left, told};

use crate::{
    charts::Chart,
    domain::{Id, Kind},
    env::Env,
    lists::{Row, Target, Width},
    store::{Result, Store},
};

/// A card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// What it is the card of.
    pub target: Target,
    /// Whose or what's card it is.
    pub title: String,
    /// The facts: label and value.
    pub facts: Vec<(String, String)>,
    /// What is drawn over the facts.
    pub charts: Vec<Chart>,
    /// What needs attention.
    pub warnings: Vec<String>,
    /// The heads and widths of the columns of the list.
    pub columns: Vec<(String, Width)>,
    /// The list.
    pub rows: Vec<Row>,
    /// What new records made from here hang on.
    pub about: About,
}

/// What new records made from a card hang on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The participation.
    pub participation: Option<Id>,
    /// Whether that participation has an open stay.
    pub in_programme: bool,
    /// The worker.
    pub worker: Option<Id>,
    /// The meeting.
    pub meeting: Option<Id>,
}

/// The card behind a target; none when there is none, or the record is gone.
pub fn open(store: &Store, target: &Target, env: &Env) -> Result<Option<Card>> {
    match target {
        Target::Record(Kind::Participation, id) => participant::card(store, *id, None, env),
        Target::FollowUp(id, rule, occurrence) => participant::card(store, *id, Some((rule, *occurrence)), env),
        Target::Record(Kind::Worker, id) => worker::card(store, *id, env),
        Target::Record(Kind::Meeting, id) => meeting::card(store, *id, env),
        Target::Promise(id) => proof::card(store, id, env),
        Target::Section(section) => section::card(store, section, env),
        Target::History(kind, id) => history::card(store, *kind, *id, env),
        Target::HandIn(..) => section::card(store, "deadline", env),
        Target::Record(..) | Target::Form(..) | Target::Logged(_) | Target::Sealed(_) | Target::Heading => Ok(None),
    }
}
