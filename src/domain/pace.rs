//! Whether a promise can still be kept: what is needed yet, where it should stand today, and since when it is lost.
//!
//! Lost means lost even in the best case: everybody who may still come to count does, and every place that is left is filled
//! by somebody who does.

use chrono::NaiveDate;
use serde::Serialize;

use super::definition::{Band, Condition, Days, Promise, Unit, Value};
use super::stays::{last_stay, open, real_stays};
use super::{Case, Entry, Facts, Figure, FigureValue, Reason, Rules, StayFacts, Verdict, Who, add_days, count};

/// How far a promise is from its target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pace {
    /// How many should count by today, were the target reached at an even pace; none for shares and for what must not grow.
    pub by_today: Option<usize>,
    /// How many more must count, as the base stands today.
    pub still_needed: usize,
    /// Whether the target can still be reached.
    pub reach: Reach,
}

/// Whether a target can still be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// It is reached as things stand.
    Reached,
    /// It is not reached yet, and can be.
    Possible,
    /// It cannot be reached any more, since this day.
    Lost(NaiveDate),
}

/// How a promise stands to its target on this day; nothing for a promise without one.
pub fn pace(promise: &Promise, figure: &Figure, facts: &Facts, rules: &dyn Rules, day: NaiveDate) -> Option<Pace> {
    let target = promise.target?;
    let still_needed = figure.value.least(target).map_or(0, |least| least.saturating_sub(figure.value.counted()));
    let at = At { promise, target, facts, rules };
    let reach = if at.lost(figure, day) {
        Reach::Lost(at.lost_since(day))
    } else if figure.verdict == Some(Verdict::Met) {
        Reach::Reached
    } else {
        Reach::Possible
    };
    Some(Pace { by_today: at.by_today(day), still_needed, reach })
}

struct At<'a> {
    promise: &'a Promise,
    target: Band,
    facts: &'a Facts,
    rules: &'a dyn Rules,
}

impl At<'_> {
    /// The days over which the target is to be reached.
    fn span(&self) -> (NaiveDate, Option<NaiveDate>) {
        let period = &self.rules.current().period;
        let conditions = self.promise.universe.iter().chain(&self.promise.base).chain(&self.promise.counted);
        let days = conditions.filter_map(|condition| match condition {
            Condition::EnteredWithin(days)
            | Condition::PresentWithin(days)
            | Condition::ExitedWithin(days)
            | Condition::ServedWithin(days)
            | Condition::HeldWithin(days) => Some(*days),
            _ => None,
        });
        let within = days.reduce(|_, last| last);
        let end = self.promise.by.or(within.map(|days| days.to)).or_else(|| period.end());
        (within.map_or(period.from, |days| days.from), end)
    }

    fn by_today(&self, day: NaiveDate) -> Option<usize> {
        let least = self.target.at_least.filter(|_| self.promise.value == Value::Count)?;
        let (from, to) = self.span();
        let all = (to? - from).num_days() + 1;
        let gone = ((day.min(to?) - from).num_days() + 1).max(0);
        Some((i64::from(least) * gone).div_euclid(all.max(1)) as usize)
    }

    /// Whether not even the best case reaches the target.
    fn lost(&self, figure: &Figure, day: NaiveDate) -> bool {
        let over = figure.value.most(self.target).is_some_and(|most| figure.value.counted() > most);
        // A share that must not grow too great may shrink again when its base grows.
        if over && self.promise.value != Value::Share {
            return true;
        }
        if self.target.at_least.is_none() {
            return false;
        }
        let ended = self.span().1.is_some_and(|end| day > end);
        let hopes = self.hopes(figure, day);
        let new = if ended { Some(0) } else { self.new_places(day) };
        let best = match (figure.value, new) {
            (FigureValue::Share { counted, base }, Some(new)) => FigureValue::Share {
                counted: counted + hopes.in_base + hopes.outside + new,
                base: base + hopes.outside + new,
            },
            // Whoever may still come outweighs any number, but not one who has failed where everybody is promised.
            (FigureValue::Share { counted, base }, None) => {
                return self.target.at_least == Some(100) && counted + hopes.in_base < base;
            }
            (value, Some(new)) => FigureValue::Count(value.counted() + hopes.in_base + hopes.outside + new),
            (_, None) => return false,
        };
        best.least(self.target).is_some_and(|least| best.counted() < least)
    }

    /// How many may still enter; none where nobody set a number. Who was refused or registered by mistake took no place.
    fn new_places(&self, day: NaiveDate) -> Option<usize> {
        if !matches!(self.promise.unit, Unit::Participations | Unit::Stays) {
            return None;
        }
        let totals = &self.rules.current().places_in_total;
        let total = totals.iter().find(|total| total.within.is_none()).or_else(|| totals.first())?;
        let within = |stay: &StayFacts, days: Days| {
            stay.entered_on() <= days.to && stay.exited_by(day).is_none_or(|exit| exit >= days.from)
        };
        let took_one = |case: &&Case| {
            real_stays(case, day).into_iter().any(|stay| total.within.is_none_or(|days| within(stay, days)))
        };
        let taken = self.facts.cases.iter().filter(took_one).count();
        Some((total.value.at_most? as usize).saturating_sub(taken))
    }

    /// Those who do not count today and may come to.
    fn hopes(&self, figure: &Figure, day: NaiveDate) -> Hopes {
        let cases = |who: Who| match who {
            Who::Participation(id) | Who::Stay { participation: id, .. } => self.facts.case(id),
            Who::Worker(_) | Who::Meeting(_) | Who::Month(_) => None,
        };
        let hope =
            |entry: &&Entry| entry.unknown || cases(entry.who).is_some_and(|case| self.may(case, &entry.reason, day));
        Hopes {
            in_base: figure.not_counted.iter().filter(hope).count(),
            outside: figure.outside.iter().filter(hope).count(),
        }
    }

    /// Whether somebody may still come to count: who is in the programme or waits, unless what is missing cannot be made good.
    fn may(&self, case: &Case, reason: &Reason, day: NaiveDate) -> bool {
        let in_time = self.promise.counted.iter().any(|condition| matches!(condition, Condition::InTime(_)));
        match reason {
            Reason::WrongRegistration { .. }
            | Reason::LimitPassed { .. }
            | Reason::GivenUp { .. }
            | Reason::Refused { .. }
            | Reason::Withdrawn { .. } => false,
            Reason::DoneOn { .. } | Reason::OverdueSince { .. } if in_time => false,
            // What is late can still be done, and what lies ahead can still come.
            Reason::OnlyOn { .. } | Reason::OverdueSince { .. } => true,
            _ => open(case, day) || last_stay(case, day).is_none(),
        }
    }

    /// The first day from which the target was lost. What is lost stays lost, so half of the days are left out at each look.
    fn lost_since(&self, day: NaiveDate) -> NaiveDate {
        let lost = |on: NaiveDate| self.lost(&count(self.promise, self.facts, self.rules, on), on);
        let (mut kept, mut gone) = (self.rules.current().period.from, day);
        if lost(kept) {
            return kept;
        }
        while (gone - kept).num_days() > 1 {
            let middle = add_days(kept, (gone - kept).num_days() / 2);
            if lost(middle) { gone = middle } else { kept = middle }
        }
        gone
    }
}

/// How many may still come to count.
struct Hopes {
    in_base: usize,
    outside: usize,
}

#[cfg(test)]
mod tests;
