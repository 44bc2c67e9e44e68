//! What is known of a person's circumstances on a day.

use chrono::NaiveDate;

use super::{Answer, Circumstance, CircumstanceKind, Reason, Stored};

/// What is known of one circumstance on a day; the reason says it with its dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// It holds, since this day where that is known.
    Holds(Option<NaiveDate>),
    /// It does not hold.
    Not(Reason),
    /// It does not hold yet, but will from this day.
    Later(NaiveDate),
    /// Nobody knows.
    Unknown(Reason),
}

/// What the answers on file say of this circumstance on this day; where several cover it, the latest one.
pub(super) fn known(circumstances: &[Stored<Circumstance>], kind: CircumstanceKind, day: NaiveDate) -> Known {
    let answers = || circumstances.iter().filter(move |fact| fact.record.kind == kind);
    let covering = answers().filter(|fact| covers(&fact.record, day));
    if let Some(fact) = covering.max_by_key(|fact| (fact.record.since, fact.id)) {
        return match fact.record.answer {
            Answer::Yes => Known::Holds(fact.record.since),
            Answer::No => Known::Not(Reason::HoldsNot { kind }),
            Answer::Declined => Known::Unknown(Reason::Declined { kind }),
        };
    }
    let yes = || answers().map(|fact| &fact.record).filter(|fact| fact.answer == Answer::Yes);
    if let Some(since) = yes().filter_map(|fact| fact.since).filter(|since| *since > day).min() {
        return Known::Later(since);
    }
    match yes().filter_map(|fact| fact.until).max() {
        Some(until) => Known::Not(Reason::HeldUntil { kind, until }),
        None => Known::Unknown(Reason::NotAsked { kind }),
    }
}

fn covers(fact: &Circumstance, day: NaiveDate) -> bool {
    fact.since.is_none_or(|since| since <= day) && fact.until.is_none_or(|until| day <= until)
}
