//! What a figure gained and lost from one day to another: those counted on the first, with those who came and without those
//! who fell away, are those counted on the second.

use std::collections::HashSet;

use super::{Entry, Figure, Who};

/// Who came to be counted since an earlier day, and who no longer is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turnover<'a> {
    /// Who is counted now and was not.
    pub came: Vec<&'a Entry>,
    /// Who was counted and is not any more: whoever left and came back has no longer left.
    pub fell_away: Vec<&'a Entry>,
}

impl Figure {
    /// What changed since the same figure was counted on an earlier day.
    pub fn turnover<'a>(&'a self, before: &'a Self) -> Turnover<'a> {
        Turnover { came: only_in(self, before), fell_away: only_in(before, self) }
    }
}

fn only_in<'a>(one: &'a Figure, other: &Figure) -> Vec<&'a Entry> {
    let others: HashSet<Who> = other.counted.iter().map(|entry| entry.who).collect();
    one.counted.iter().filter(|entry| !others.contains(&entry.who)).collect()
}
