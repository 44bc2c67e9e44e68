//! The fourth question: what is the figure of a promise, and who is behind it?
//!
//! A figure is a partition: everybody who is looked at is counted, or in the base but not counted, or outside the base, each
//! with a reason; the three add up to all of them.

mod asked;
mod condition;
mod entry;
mod held;
mod looked;
mod outcome;
mod peak;
mod progress;
mod turnover;

use std::{
    cell::OnceCell,
    collections::{BTreeSet, HashMap},
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::definition::{Band, Condition, Promise, Unit, Value};
use super::{Facts, Id, Reason, Rules, Verdict, Who};
pub use asked::{Afterwards, Seen, look};
use held::Held;
use looked::Looked;
pub(super) use peak::peak;
pub use turnover::Turnover;

/// The figure of a promise on a day, with everybody behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    pub target: Option<Band>,
    /// Whether the target is reached; unknown for a share of nobody, none without a target.
    pub verdict: Option<Verdict>,
}

/// A number, a share or a peak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// So many were there at once, at most.
    Peak {
        /// How many.
        most: usize,
        /// The first day on which it was so; none when nobody was ever there.
        on: Option<NaiveDate>,
    },
}

/// Somebody or something behind a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Whom or what.
    pub who: Who,
    /// What put them where they are.
    pub reason: Reason,
    /// Whether they stand where they are only because nobody can say.
    pub unknown: bool,
}

impl FigureValue {
    /// The share in percent; none for a number, and none for a share of nobody.
    pub fn percent(self) -> Option<f64> {
        match self {
            Self::Share { counted, base } if base > 0 => Some(counted as f64 * 100.0 / base as f64),
            Self::Share { .. } | Self::Count(_) | Self::Peak { .. } => None,
        }
    }

    /// How many are counted.
    pub const fn counted(self) -> usize {
        match self {
            Self::Count(counted) | Self::Share { counted, .. } | Self::Peak { most: counted, .. } => counted,
        }
    }

    /// The least that reaches the target: 40 % of 28 is 11.2, so 12 people.
    pub fn least(self, target: Band) -> Option<usize> {
        target.at_least.map(|least| match self {
            Self::Share { base, .. } => (base * least as usize).div_ceil(100),
            Self::Count(_) | Self::Peak { .. } => least as usize,
        })
    }

    /// The most that keeps to the target: 40 % of 28 is 11.2, so 11 people.
    pub fn most(self, target: Band) -> Option<usize> {
        target.at_most.map(|most| match self {
            Self::Share { base, .. } => base * most as usize / 100,
            Self::Count(_) | Self::Peak { .. } => most as usize,
        })
    }

    /// Whether it reaches the target.
    pub fn reaches(self, target: Band) -> Verdict {
        if matches!(self, Self::Share { base: 0, .. }) {
            return Verdict::Unknown;
        }
        let counted = self.counted();
        let enough = self.least(target).is_none_or(|least| counted >= least);
        let not_too_many = self.most(target).is_none_or(|most| counted <= most);
        if enough && not_too_many { Verdict::Met } else { Verdict::NotMet }
    }
}

/// The figure of one promise on this day.
pub fn count(promise: &Promise, facts: &Facts, rules: &dyn Rules, day: NaiveDate) -> Figure {
    let figure = counts(&[promise], facts, rules, day).pop();
    figure.unwrap_or_else(|| Parts::default().figure(promise))
}

/// The figures of all promises on this day, in the order of the definition.
pub fn figures(facts: &Facts, rules: &dyn Rules, day: NaiveDate) -> Vec<Figure> {
    counts(&rules.current().promises.iter().collect::<Vec<_>>(), facts, rules, day)
}

/// The figures of several promises on this day, in one walk over the records.
pub fn counts(promises: &[&Promise], facts: &Facts, rules: &dyn Rules, day: NaiveDate) -> Vec<Figure> {
    let caseloads = OnceCell::new();
    let at = At { facts, rules, day, caseloads: &caseloads };
    let mut parts: Vec<Parts> = promises.iter().map(|_| Parts::default()).collect();
    for unit in [Unit::Participations, Unit::Stays, Unit::Workers, Unit::Meetings, Unit::Months] {
        let mut wanted: Vec<_> = promises.iter().zip(&mut parts).filter(|(promise, _)| promise.unit == unit).collect();
        if wanted.is_empty() {
            continue;
        }
        at.each(unit, |looked| {
            for (promise, parts) in &mut wanted {
                at.place(promise, looked, parts);
            }
        });
    }
    let figure = |(promise, mut parts): (&&Promise, Parts)| {
        let peak = (promise.value == Value::Peak).then(|| peak::narrow(&mut parts, facts, day));
        Figure { value: peak.unwrap_or_else(|| parts.value(promise)), ..parts.figure(promise) }.judged()
    };
    promises.iter().zip(parts).map(figure).collect()
}

/// Everybody looked at, in the three parts of a figure.
#[derive(Default)]
struct Parts {
    counted: Vec<Entry>,
    not_counted: Vec<Entry>,
    outside: Vec<Entry>,
}

impl Parts {
    fn value(&self, promise: &Promise) -> FigureValue {
        match promise.value {
            Value::Count | Value::Peak => FigureValue::Count(self.counted.len()),
            Value::Share => {
                FigureValue::Share { counted: self.counted.len(), base: self.counted.len() + self.not_counted.len() }
            }
        }
    }

    fn figure(self, promise: &Promise) -> Figure {
        Figure {
            promise: promise.id.clone(),
            value: self.value(promise),
            counted: self.counted,
            not_counted: self.not_counted,
            outside: self.outside,
            target: promise.target,
            verdict: None,
        }
    }
}

impl Figure {
    fn judged(mut self) -> Self {
        self.verdict = self.target.map(|target| self.value.reaches(target));
        self
    }

    /// Whether everybody the promise looks at stands in exactly one of the three parts.
    pub fn adds_up(&self, promise: &Promise, facts: &Facts, rules: &dyn Rules, day: NaiveDate) -> bool {
        let looked_at = Promise { value: Value::Count, base: vec![], counted: vec![], ..promise.clone() };
        let all = count(&looked_at, facts, rules, day);
        let ids = |figure: &Self| {
            let parts = figure.counted.iter().chain(&figure.not_counted).chain(&figure.outside);
            parts.map(|entry| entry.who).collect::<BTreeSet<Who>>()
        };
        self.everybody() == all.everybody() && ids(self).len() == self.everybody() && ids(self) == ids(&all)
    }

    /// How many are in all three parts together.
    pub fn everybody(&self) -> usize {
        self.counted.len() + self.not_counted.len() + self.outside.len()
    }
}

/// What is looked at, and on which day.
#[derive(Clone, Copy)]
struct At<'a> {
    facts: &'a Facts,
    rules: &'a dyn Rules,
    day: NaiveDate,
    /// The open cases of each worker, once somebody asks.
    caseloads: &'a OnceCell<HashMap<Id, Vec<Id>>>,
}

impl At<'_> {
    /// Puts a record into the part of the figure where it belongs; nowhere when the promise does not look at it.
    fn place(self, promise: &Promise, looked: &Looked, parts: &mut Parts) {
        let entry = |reason, unknown| Entry { who: looked.who(), reason, unknown };
        if let Some(reason) = looked.wrong_registration(self.day) {
            return parts.outside.push(entry(reason, false));
        }
        let Held::Yes(looked_at) = self.all(&promise.universe, looked) else { return };
        let in_base = match self.all(&promise.base, looked) {
            Held::Yes(reason) => reason.or(looked_at),
            Held::No(reason) => return parts.outside.push(entry(reason, false)),
            Held::Unknown(reason) => return parts.outside.push(entry(reason, true)),
        };
        match self.all(&promise.counted, looked) {
            Held::Yes(reason) => {
                let reason = reason.or(in_base).unwrap_or(Reason::NothingAsked);
                parts.counted.push(entry(reason, false));
            }
            Held::No(reason) => parts.not_counted.push(entry(reason, false)),
            Held::Unknown(reason) => parts.not_counted.push(entry(reason, true)),
        }
    }

    /// The reason of the last condition when all hold, of the first that does not otherwise.
    fn all(self, conditions: &[Condition], looked: &Looked) -> Held<Option<Reason>> {
        let mut last = None;
        for condition in conditions {
            match self.holds(condition, looked) {
                Held::Yes(reason) => last = Some(reason),
                Held::No(reason) => return Held::No(reason),
                Held::Unknown(reason) => return Held::Unknown(reason),
            }
        }
        Held::Yes(last)
    }
}

#[cfg(test)]
mod framework_tests;
#[cfg(test)]
mod tests;
