//! Whether one requirement is met on a day, and from when time alone will meet it.

use chrono::NaiveDate;

use super::Verdict;
use crate::domain::circumstances::{Known, known};
use crate::domain::definition::{Lasting, Requirement};
use crate::domain::{Circumstance, CircumstanceKind, Person, Reason, Stored, add_days, add_years, whole_years};

/// Who is asked about, on which day.
pub(super) struct Asked<'a> {
    pub(super) person: &'a Person,
    pub(super) circumstances: &'a [Stored<Circumstance>],
    pub(super) day: NaiveDate,
}

/// A verdict, why, and from when time alone turns it into "met".
pub(super) struct Judgement {
    pub(super) verdict: Verdict,
    pub(super) reason: Reason,
    from: Option<NaiveDate>,
}

impl Judgement {
    const fn new(verdict: Verdict, reason: Reason) -> Self {
        Self { verdict, reason, from: None }
    }

    const fn ripening(reason: Reason, from: NaiveDate) -> Self {
        Self { verdict: Verdict::NotMet, reason, from: Some(from) }
    }

    /// The first day on which it is met, as far as time alone decides.
    pub(super) fn ripe_on(&self, day: NaiveDate) -> Option<NaiveDate> {
        if self.verdict == Verdict::Met { Some(day) } else { self.from }
    }
}

/// Whether a requirement is met.
pub(super) fn judge(requirement: &Requirement, asked: &Asked) -> Judgement {
    match requirement {
        Requirement::Age { at_least, at_most } => age(asked, *at_least, *at_most),
        Requirement::Circumstance { kind, lasting } => circumstance(asked, *kind, *lasting),
        Requirement::Without(kind) => without(asked, *kind),
        Requirement::All(parts) => together(parts.iter().map(|part| judge(part, asked)).collect(), asked.day),
        Requirement::Any(parts) => either(parts.iter().map(|part| judge(part, asked)).collect()),
    }
}

fn age(asked: &Asked, at_least: Option<u32>, at_most: Option<u32>) -> Judgement {
    let Some(born) = asked.person.born else {
        return Judgement::new(Verdict::Unknown, Reason::BirthNotKnown);
    };
    let age = whole_years(born, asked.day);
    if let Some(at_least) = at_least.filter(|least| age < *least as i32) {
        let from = add_years(born, at_least as i32);
        return Judgement::ripening(Reason::TooYoung { age, at_least, from }, from);
    }
    match at_most.filter(|most| age > *most as i32) {
        Some(at_most) => Judgement::new(Verdict::NotMet, Reason::TooOld { age, at_most }),
        None => Judgement::new(Verdict::Met, Reason::AgeMet { age }),
    }
}

fn circumstance(asked: &Asked, kind: CircumstanceKind, lasting: Option<Lasting>) -> Judgement {
    match (known(asked.circumstances, kind, asked.day), lasting) {
        (Known::Holds(since), None) => Judgement::new(Verdict::Met, Reason::Holds { kind, since }),
        (Known::Holds(None), Some(_)) => Judgement::new(Verdict::Unknown, Reason::SinceNotKnown { kind }),
        (Known::Holds(Some(since)), Some(lasting)) => {
            let from = lasting.met_from(since);
            if from <= asked.day {
                Judgement::new(Verdict::Met, Reason::Holds { kind, since: Some(since) })
            } else {
                Judgement::ripening(Reason::TooShort { kind, since, from }, from)
            }
        }
        (Known::Later(since), lasting) => {
            let from = lasting.map_or(since, |lasting| lasting.met_from(since));
            Judgement::ripening(Reason::HoldsFrom { kind, since }, from)
        }
        (Known::Not(reason), _) => Judgement::new(Verdict::NotMet, reason),
        (Known::Unknown(reason), _) => Judgement::new(Verdict::Unknown, reason),
    }
}

/// Met when the answer is no or what held is over; what holds now may end, but not by time alone.
fn without(asked: &Asked, kind: CircumstanceKind) -> Judgement {
    match known(asked.circumstances, kind, asked.day) {
        Known::Holds(since) => Judgement::new(Verdict::NotMet, Reason::Holds { kind, since }),
        Known::Not(reason) => Judgement::new(Verdict::Met, reason),
        Known::Later(since) => Judgement::new(Verdict::Met, Reason::HoldsFrom { kind, since }),
        Known::Unknown(reason) => Judgement::new(Verdict::Unknown, reason),
    }
}

impl Lasting {
    /// The first day on which something that began on `since` has lasted long enough.
    pub fn met_from(self, since: NaiveDate) -> NaiveDate {
        match self {
            Self::AtLeast(length) => length.after(since),
            Self::MoreThan(length) => add_days(length.after(since), 1),
        }
    }
}

/// Whether all are met.
pub(super) fn all(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    verdicts.fold(Verdict::Met, |so_far, next| match (so_far, next) {
        (Verdict::NotMet, _) | (_, Verdict::NotMet) => Verdict::NotMet,
        (Verdict::Unknown, _) | (_, Verdict::Unknown) => Verdict::Unknown,
        (Verdict::Met, Verdict::Met) => Verdict::Met,
    })
}

/// All parts must hold: the worst of them decides, and the last to ripen says when.
fn together(parts: Vec<Judgement>, day: NaiveDate) -> Judgement {
    let verdict = all(parts.iter().map(|part| part.verdict));
    let ripe: Option<Vec<_>> = parts.iter().map(|part| part.ripe_on(day)).collect();
    let from = ripe.and_then(|days| days.into_iter().max()).filter(|_| verdict == Verdict::NotMet);
    deciding(parts, verdict, from)
}

/// One part is enough: the best of them decides, and the first to ripen says when.
fn either(parts: Vec<Judgement>) -> Judgement {
    let has = |wanted| parts.iter().any(|part| part.verdict == wanted);
    let verdict = match () {
        () if has(Verdict::Met) => Verdict::Met,
        () if has(Verdict::Unknown) => Verdict::Unknown,
        () => Verdict::NotMet,
    };
    let from = parts.iter().filter_map(|part| part.from).min().filter(|_| verdict == Verdict::NotMet);
    deciding(parts, verdict, from)
}

/// The verdict with the reason of a part that has it: the part that ripens on the day named, where there is one.
fn deciding(parts: Vec<Judgement>, verdict: Verdict, from: Option<NaiveDate>) -> Judgement {
    let with_verdict = parts.into_iter().filter(|part| part.verdict == verdict);
    let part = with_verdict.max_by_key(|part| from.is_some() && part.from == from);
    Judgement { verdict, reason: part.map_or(Reason::NothingAsked, |part| part.reason), from }
}
