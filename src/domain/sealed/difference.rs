//! In what the figures of a sealed report differ from those that are known since, person by person.

use std::collections::BTreeMap;

use serde::Serialize;

use super::SealedFigure;
use crate::domain::{Figure, FigureValue, Reason, Who};

/// A part of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Counted.
    Counted,
    /// In the base, but not counted.
    NotCounted,
    /// Outside the base.
    Outside,
}

/// A figure that is no longer what it was, or no longer of the same people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Difference {
    /// The promise's id.
    pub promise: String,
    /// The figure as it was handed in.
    pub then: FigureValue,
    /// The figure as it is known now; none where it is no longer promised.
    pub now: Option<FigureValue>,
    /// Everybody who stands in another part than then.
    pub moved: Vec<Moved>,
}

/// Somebody who stands in another part of a figure than then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Moved {
    /// Whom or what.
    pub who: Who,
    /// Where they stood; none where they were not looked at.
    pub then: Option<(Part, Reason)>,
    /// Where they stand; none where they are not looked at any more.
    pub now: Option<(Part, Reason)>,
}

impl Moved {
    /// What it does to the number of those who are counted.
    pub fn adds(&self) -> i64 {
        let counted = |place: &Option<(Part, Reason)>| matches!(place, Some((Part::Counted, _)));
        i64::from(counted(&self.now)) - i64::from(counted(&self.then))
    }
}

impl Figure {
    /// Everybody behind the figure, each with the part and the reason.
    pub fn everybody_in_parts(&self) -> BTreeMap<Who, (Part, &Reason)> {
        let parts =
            [(Part::Counted, &self.counted), (Part::NotCounted, &self.not_counted), (Part::Outside, &self.outside)];
        let entries = parts.into_iter().flat_map(|(part, entries)| entries.iter().map(move |entry| (part, entry)));
        entries.map(|(part, entry)| (entry.who, (part, &entry.reason))).collect()
    }
}

/// The figures that differ, in the order in which they were handed in; `now` has them by the promise's id.
pub fn differences(then: &[SealedFigure], now: &[Figure]) -> Vec<Difference> {
    let one = |sealed: &SealedFigure| {
        let found = now.iter().find(|figure| figure.promise == sealed.figure.promise);
        let moved = found.map(|found| moved(&sealed.figure, found)).unwrap_or_default();
        let now = found.map(|found| found.value);
        let same = now == Some(sealed.figure.value) && moved.is_empty();
        let promise = sealed.figure.promise.clone();
        (!same).then_some(Difference { promise, then: sealed.figure.value, now, moved })
    };
    then.iter().filter_map(one).collect()
}

fn moved(then: &Figure, now: &Figure) -> Vec<Moved> {
    let (before, after) = (then.everybody_in_parts(), now.everybody_in_parts());
    let owned = |(part, reason): &(Part, &Reason)| (*part, (*reason).clone());
    let part = |place: Option<&(Part, &Reason)>| place.map(|(part, _)| *part);
    let mut whose: Vec<Who> = before.keys().chain(after.keys()).copied().collect();
    whose.sort_unstable();
    whose.dedup();
    whose.retain(|who| part(before.get(who)) != part(after.get(who)));
    whose
        .into_iter()
        .map(|who| Moved { who, then: before.get(&who).map(owned), now: after.get(&who).map(owned) })
        .collect()
}
