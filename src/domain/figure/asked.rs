//! The vocabulary of promises asked of one participation or stay at a time: for tables with a row for each of them.

use chrono::NaiveDate;

use super::held::Held;
use super::looked::Span;
use super::{At, Unit, entry};
use crate::domain::definition::{Condition, Standing};
use crate::domain::{
    Case, Choice, Due, Facts, FollowUp, Labour, Moment, Reason, Rules, Status, StayFacts, Verdict, Who,
};

/// A participation seen over all its stays, or over one of them, on a day.
pub struct Seen<'a> {
    at: At<'a>,
    span: &'a Span<'a>,
}

/// What is known of a moment after the exit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Afterwards<T> {
    /// The participant has not left, or the moment has not come.
    NotYet,
    /// This is known of it.
    Known(T),
    /// Nothing is known of it.
    Unknown,
}

/// Looks at every participation or stay on this day, first to last; wrong registrations are passed over.
pub fn look(unit: Unit, facts: &Facts, rules: &dyn Rules, day: NaiveDate, mut see: impl FnMut(&Seen<'_>)) {
    let caseloads = std::cell::OnceCell::new();
    let at = At { facts, rules, day, caseloads: &caseloads };
    at.each_person(unit, |span| see(&Seen { at, span }));
}

impl<'a> Seen<'a> {
    /// Whose row it is.
    pub const fn who(&self) -> Who {
        self.span.who()
    }

    /// The participation with everything that hangs on it.
    pub const fn case(&self) -> &'a Case {
        self.span.case
    }

    /// The stays that count, first to last.
    pub fn stays(&self) -> &[&'a StayFacts] {
        &self.span.stays
    }

    /// The first day.
    pub fn entry(&self) -> Option<NaiveDate> {
        self.span.first().map(StayFacts::entered_on)
    }

    /// The last exit; none for who is there.
    pub fn exit(&self) -> Option<NaiveDate> {
        self.span.last().and_then(|stay| stay.exited_by(self.at.day))
    }

    /// Whether a condition holds, and the fact that decides it.
    pub fn holds(&self, condition: &Condition) -> (Verdict, Reason) {
        match self.at.holds_of(condition, self.span) {
            Held::Yes(reason) => (Verdict::Met, reason),
            Held::No(reason) => (Verdict::NotMet, reason),
            Held::Unknown(reason) => (Verdict::Unknown, reason),
        }
    }

    /// The status noted at the entry.
    pub fn status_at_entry(&self) -> Option<&'a Status> {
        entry::status_at_entry(self.span.case, self.entry()?)
    }

    /// The status noted at the exit.
    pub fn status_at_exit(&self) -> Option<&'a Status> {
        entry::status_at(self.span.case, Moment::Exit, self.exit()?)
    }

    /// The follow-up that was made on a deadline for the last of the stays; the latest of several.
    pub fn followed_up(&self, rule: &str) -> Option<&'a FollowUp> {
        self.at.made(self.span, rule).max_by_key(|follow_up| follow_up.date)
    }

    /// How a deadline stands for the last of the stays.
    pub fn due(&self, rule: &str) -> Option<&'a Due> {
        self.at.due(self.span, rule)
    }

    /// What the participant does at a moment after the exit, as every figure tells it; whatever is asked for in `standing.is`.
    pub fn stands(&self, standing: &Standing) -> Afterwards<Labour> {
        let Some(exit) = self.exit().filter(|exit| standing.after.after(*exit) <= self.at.day) else {
            return Afterwards::NotYet;
        };
        let answers =
            Labour::ALL.iter().copied().filter(|labour| !matches!(labour, Labour::Declined | Labour::NotAsked));
        // Whoever works and studies at once works.
        let mut ordered: Vec<Labour> = answers.collect();
        ordered.sort_by_key(|labour| *labour != Labour::Employed);
        let is_so = |labour: &Labour| {
            let asked = Standing { is: vec![*labour], ..standing.clone() };
            matches!(self.at.stands(self.span, &asked), Held::Yes(_))
        };
        match ordered.into_iter().find(is_so) {
            Some(labour) => Afterwards::Known(labour),
            // Until the days are over in which a fact may still tell of it, nothing is missing.
            None if standing.within.after(standing.after.after(exit)) > self.at.day => Afterwards::NotYet,
            None => Afterwards::Unknown,
        }
    }
}
