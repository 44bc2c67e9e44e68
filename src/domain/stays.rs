//! What the stays of a case say about a day: which of them holds, and until when it may last.
//!
//! The day of exit is no longer in the programme: the place is free on it, and it is day 0 of what follows the exit.

use chrono::{Days, NaiveDate};

use super::{Case, Decision, DecisionKind, Definition, ExitReason, Id, Pause, StayFacts, add_days};

impl StayFacts {
    /// First day.
    pub const fn entered_on(&self) -> NaiveDate {
        self.stay.record.entered_on
    }

    /// The day of exit, if it has come by this day.
    pub fn exited_by(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.stay.record.exited_on.filter(|exit| *exit <= day)
    }

    /// Whether it was a mistake, which falls out of every figure.
    pub fn is_wrong(&self) -> bool {
        self.stay.record.exit_reason == Some(ExitReason::WrongRegistration)
    }

    /// The pause that holds on this day.
    pub fn pause_on(&self, day: NaiveDate) -> Option<&Pause> {
        let pauses = self.pauses.iter().map(|pause| &pause.record);
        pauses.filter(|pause| pause.from <= day && pause.to.is_none_or(|to| day <= to)).max_by_key(|pause| pause.from)
    }

    /// The prolongation that lasts longest, of those decided by this day.
    pub fn prolonged(&self, day: NaiveDate) -> Option<&Decision> {
        let decisions = self.decisions.iter().map(|decision| &decision.record);
        let prolonging = decisions.filter(|it| it.kind == DecisionKind::Prolongation && it.decided_on <= day);
        prolonging.filter(|it| it.until.is_some()).max_by_key(|it| it.until)
    }

    /// The day on which the programme's limit of stay is reached, as it looks on this day, and the days by which pauses moved it.
    ///
    /// A pause that ends later counts whole, one without an end until this day, and none that begins after the limit. A
    /// prolongation says the day itself; it moves the limit where it is the later one.
    pub fn limit(&self, definition: &Definition, day: NaiveDate) -> Option<(NaiveDate, i64)> {
        let base = definition.limit_of_stay.as_ref()?.value.after(self.entered_on());
        let end = self.exited_by(day);
        let mut pauses: Vec<_> = self.pauses.iter().map(|pause| &pause.record).filter(|p| p.from <= day).collect();
        pauses.sort_by_key(|pause| pause.from);
        let (mut limit, mut counted_to) = (base, self.entered_on().pred_opt().unwrap_or(NaiveDate::MIN));
        for pause in pauses {
            let last = end.map_or(pause.to.unwrap_or(day), |end| pause.to.map_or(end, |to| to.min(end)));
            let first = pause.from.max(add_days(counted_to, 1));
            if first <= last && first <= limit {
                limit =
                    limit.checked_add_days(Days::new((last - first).num_days() as u64 + 1)).unwrap_or(NaiveDate::MAX);
                counted_to = last;
            }
        }
        let moved = (limit - base).num_days();
        let prolonged = self.prolonged(day).and_then(|decision| decision.until);
        Some((prolonged.map_or(limit, |until| until.max(limit)), moved))
    }
}

/// The stay that began last by this day, over or not.
pub fn last_stay(case: &Case, day: NaiveDate) -> Option<&StayFacts> {
    case.stays.iter().filter(|stay| stay.entered_on() <= day).max_by_key(|stay| stay.entered_on())
}

/// The stay in which the participant is on this day.
pub fn current_stay(case: &Case, day: NaiveDate) -> Option<&StayFacts> {
    last_stay(case, day).filter(|stay| stay.exited_by(day).is_none())
}

/// Whether the participant is in the programme on this day, in a pause or not.
pub fn open(case: &Case, day: NaiveDate) -> bool {
    current_stay(case, day).is_some()
}

/// The worker who supports the participant on this day: the one to whom the case was handed last.
pub fn current_worker(case: &Case, day: NaiveDate) -> Option<Id> {
    let holding = case.assignments.iter().map(|assignment| &assignment.record).filter(|given| given.holds(day));
    holding.max_by_key(|given| given.from).map(|given| given.worker)
}

/// The day on which somebody last met the participant; meetings about participants are no meetings with them.
pub fn last_met(case: &Case, day: NaiveDate) -> Option<NaiveDate> {
    met(case, day).max()
}

/// The days up to this one on which somebody met the participant.
pub(super) fn met(case: &Case, day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let meetings = case.meetings.iter().map(|meeting| &meeting.record).filter(move |meeting| meeting.held(day));
    let with = meetings.filter(|meeting| meeting.kind.is_with_participants());
    with.map(|meeting| meeting.date)
}

/// The stays that began by this day and were no mistake, first to last.
pub(super) fn real_stays(case: &Case, day: NaiveDate) -> Vec<&StayFacts> {
    let mut stays: Vec<_> = case.stays.iter().filter(|stay| stay.entered_on() <= day && !stay.is_wrong()).collect();
    stays.sort_by_key(|stay| stay.entered_on());
    stays
}
