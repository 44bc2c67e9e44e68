//! The changes of one act, which need not be there all at once.

use std::{borrow::Cow, collections::BTreeSet};

use crate::{
    domain::{Change, Kind},
    store::error::Result,
};

/// Changes that come in pieces, in their order.
pub trait Pieces {
    /// The kinds of their records.
    fn kinds(&self) -> BTreeSet<Kind>;
    /// The kinds of the records that are removed.
    fn removed(&self) -> Vec<Kind>;
    /// The piece at this place, from 0; none after the last.
    fn piece(&self, place: usize) -> Option<Result<Cow<'_, [Change]>>>;
}

impl Pieces for &[Change] {
    fn kinds(&self) -> BTreeSet<Kind> {
        self.iter().map(Change::kind).collect()
    }

    fn removed(&self) -> Vec<Kind> {
        self.iter().filter(|change| matches!(change, Change::Delete(..))).map(Change::kind).collect()
    }

    fn piece(&self, place: usize) -> Option<Result<Cow<'_, [Change]>>> {
        (place == 0).then_some(Ok(Cow::Borrowed(*self)))
    }
}
