//! The fourth question: what is the figure of a promise, and who is behind it?
//!
//! A figure is a partition: everybody who is looked at is counted, or in the base but not counted, or outside the base, each
//! with a reason; the three add up to all of them.

mod condition;

use chrono::NaiveDate;
use serde::Serialize;

use super::definition::{Condition, Promise, Target, Unit, Value};
use super::{Facts, Reason, Rules, Verdict, Who};
use condition::{Looked, wrong_registration};

/// The figure of a promise on a day, with everybody behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The promise's id.
    pub promise: String,
    /// The figure itself.
    pub value: FigureValue,
    /// Who is counted, and why.
    pub counted: Vec<Entry>,
    /// Who belongs to the base and is not counted, and why not.
    pub not_counted: Vec<Entry>,
    /// Who does not belong to the base, and what left them out.
    pub outside: Vec<Entry>,
    /// What was promised.
    pub target: Option<Target>,
    /// Whether the target is reached; unknown for a share of nobody, none without a target.
    pub verdict: Option<Verdict>,
}

/// A number or a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FigureValue {
    /// So many are counted.
    Count(usize),
    /// So many of the base are counted; undefined when nobody is in the base.
    Share {
        /// How many are counted.
        counted: usize,
        /// How many are in the base.
        base: usize,
    },
}

/// Somebody or something behind a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Whom or what.
    pub who: Who,
    /// What put them where they are.
    pub reason: Reason,
}

impl FigureValue {
    /// The share in percent; none for a count, and none for a share of nobody.
    pub fn percent(self) -> Option<f64> {
        match self {
            Self::Share { counted, base } if base > 0 => Some(counted as f64 * 100.0 / base as f64),
            Self::Share { .. } | Self::Count(_) => None,
        }
    }

    /// How many a target stands for here: 40 % of 28 is 11.2, so at least 12 people, and at most 11.
    pub const fn people(self, target: Target) -> usize {
        match (self, target) {
            (Self::Count(_), Target::AtLeast(number) | Target::AtMost(number)) => number as usize,
            (Self::Share { base, .. }, Target::AtLeast(percent)) => (base * percent as usize).div_ceil(100),
            (Self::Share { base, .. }, Target::AtMost(percent)) => base * percent as usize / 100,
        }
    }

    /// Whether it reaches the target.
    fn reaches(self, target: Target) -> Verdict {
        let counted = match self {
            Self::Share { base: 0, .. } => return Verdict::Unknown,
            Self::Share { counted, .. } | Self::Count(counted) => counted,
        };
        let reached = match target {
            Target::AtLeast(_) => counted >= self.people(target),
            Target::AtMost(_) => counted <= self.people(target),
        };
        if reached { Verdict::Met } else { Verdict::NotMet }
    }
}

/// The figure of a promise on this day.
pub fn count(promise: &Promise, facts: &Facts, rules: &dyn Rules, day: NaiveDate) -> Figure {
    let at = At { facts, rules, day };
    let (mut counted, mut not_counted, mut outside) = (vec![], vec![], vec![]);
    for looked in at.records(promise.unit) {
        let Some((part, reason)) = at.part(promise, &looked) else { continue };
        let entry = Entry { who: looked.who(), reason };
        match part {
            Part::Counted => counted.push(entry),
            Part::NotCounted => not_counted.push(entry),
            Part::Outside => outside.push(entry),
        }
    }
    let value = match promise.value {
        Value::Count => FigureValue::Count(counted.len()),
        Value::Share => FigureValue::Share { counted: counted.len(), base: counted.len() + not_counted.len() },
    };
    let verdict = promise.target.map(|target| value.reaches(target));
    Figure { promise: promise.id.clone(), value, counted, not_counted, outside, target: promise.target, verdict }
}

/// The figures of all promises on this day, in the order of the definition.
pub fn figures(facts: &Facts, rules: &dyn Rules, day: NaiveDate) -> Vec<Figure> {
    rules.current().promises.iter().map(|promise| count(promise, facts, rules, day)).collect()
}

enum Part {
    Counted,
    NotCounted,
    Outside,
}

/// What is looked at, and on which day.
#[derive(Clone, Copy)]
struct At<'a> {
    facts: &'a Facts,
    rules: &'a dyn Rules,
    day: NaiveDate,
}

impl<'a> At<'a> {
    fn records(self, unit: Unit) -> Vec<Looked<'a>> {
        match unit {
            Unit::Participations => self.facts.cases.iter().map(Looked::Participation).collect(),
            Unit::Workers => self.facts.workers.iter().map(Looked::Worker).collect(),
            Unit::Meetings => self.facts.meetings.iter().map(Looked::Meeting).collect(),
        }
    }

    /// In which part of the figure a record belongs, and why; nothing when the promise does not look at it.
    fn part(self, promise: &Promise, looked: &Looked) -> Option<(Part, Reason)> {
        if let Some(reason) = wrong_registration(looked, self.day) {
            return Some((Part::Outside, reason));
        }
        let looked_at = self.all(&promise.universe, looked).ok()?;
        let in_base = match self.all(&promise.base, looked) {
            Ok(reason) => reason.or(looked_at),
            Err(reason) => return Some((Part::Outside, reason)),
        };
        match self.all(&promise.counted, looked) {
            Ok(reason) => Some((Part::Counted, reason.or(in_base).unwrap_or(Reason::NothingAsked))),
            Err(reason) => Some((Part::NotCounted, reason)),
        }
    }

    /// The reason of the last condition when all hold, of the first that does not otherwise.
    fn all(self, conditions: &[Condition], looked: &Looked) -> Result<Option<Reason>, Reason> {
        conditions.iter().try_fold(None, |_, condition| self.holds(condition, looked).map(Some))
    }
}

#[cfg(test)]
mod tests;
