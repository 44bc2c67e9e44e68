//! How a deadline of a participant is answered: which record does it, since when one counts, and how it stands while none does.

use chrono::NaiveDate;

use super::{Due, DueStatus, Subject};
use crate::domain::definition::{Anchor, Deadline, Task};
use crate::domain::stays::{last_met, met};
use crate::domain::{Case, Definition, ExitReason, FollowUpResult, Reason, StayFacts, add_days};

/// The part of a case that a deadline looks at: one stay among the others, one job, or the application.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) case: &'a Case,
    pub(super) definition: &'a Definition,
    pub(super) day: NaiveDate,
    /// 1 for the first stay, the first job.
    pub(super) occurrence: i64,
    /// The stay, where it is one.
    pub(super) stay: Option<&'a StayFacts>,
    /// The exit of the stay before, if there was one.
    pub(super) after: Option<NaiveDate>,
    /// The entry of the stay after it, if there is one by the day.
    pub(super) before: Option<NaiveDate>,
    /// Whether nobody needs to do any more what was not done: the job or the application is over.
    pub(super) over: bool,
}

/// What a task finds: how it stands, how often it was tried, and why it stands so.
pub(super) struct Found {
    pub(super) status: DueStatus,
    pub(super) tries: u32,
    pub(super) reasons: Vec<Reason>,
}

/// The days on which an answer counts, both included.
#[derive(Clone, Copy)]
pub(super) struct Days {
    pub(super) first: Option<NaiveDate>,
    pub(super) last: Option<NaiveDate>,
}

impl Days {
    pub(super) fn contain(self, day: NaiveDate) -> bool {
        self.first.is_none_or(|first| first <= day) && self.last.is_none_or(|last| day <= last)
    }
}

impl<'a> Part<'a> {
    /// The deadline as it stands when it is counted from this day; nothing where nobody needs to do it.
    pub(super) fn due(&self, deadline: &Deadline, anchor: NaiveDate) -> Option<Due> {
        let due_on = deadline.after.after(anchor, self.definition.country());
        let found = self.found(deadline, anchor, due_on)?;
        Some(Due {
            rule: deadline.id.clone(),
            subject: Subject::Participation(self.case.id()),
            occurrence: self.occurrence,
            anchor,
            opens_on: deadline.opens(due_on),
            due_on,
            status: found.status,
            tries: found.tries,
            reasons: found.reasons,
        })
    }

    pub(super) fn exited(&self) -> Option<NaiveDate> {
        self.stay?.exited_by(self.day)
    }

    fn left(&self) -> Option<Reason> {
        // A line of work tells nobody of an illness or a prison; the card does.
        let why = self.stay?.stay.record.exit_reason.filter(|why| !why.is_special());
        self.exited().map(|on| Reason::Exited { on, why })
    }

    fn found(&self, deadline: &Deadline, anchor: NaiveDate, due_on: NaiveDate) -> Option<Found> {
        match (deadline.task, &deadline.anchor) {
            (Task::FollowUp, _) => self.follow_up(deadline, due_on),
            (Task::Exit, _) => Some(self.exit(due_on)),
            (Task::Meeting, Anchor::LastMeeting) | (Task::Assessment, Anchor::LastAssessment) => {
                self.again(deadline, due_on)
            }
            (Task::Ruling, _) => self.ruling(due_on),
            (Task::Plan | Task::Meeting | Task::Assessment | Task::Step, _) => self.dated(deadline, anchor, due_on),
            (Task::Probation | Task::Report, _) => None,
        }
    }

    /// Whether nobody needs to do any more what was not done by now: the participant left, and it was not to be done after that.
    fn needless(&self, deadline: &Deadline) -> bool {
        self.over || (self.exited().is_some() && !after_exit(&deadline.anchor))
    }

    fn exit(&self, due_on: NaiveDate) -> Found {
        let entered = self.stay.map(|stay| Reason::Entered { on: stay.entered_on() });
        let status = DueStatus::of(self.exited(), due_on, self.day);
        Found { status, tries: 0, reasons: self.left().into_iter().chain(entered).collect() }
    }

    /// Done with the first record of its sort on a day that counts.
    fn dated(&self, deadline: &Deadline, anchor: NaiveDate, due_on: NaiveDate) -> Option<Found> {
        let days = self.days(deadline, anchor, due_on);
        if let Some((on, reason)) = self.answer(deadline, days) {
            return Some(Found { status: DueStatus::Done(on), tries: 0, reasons: vec![reason] });
        }
        if self.needless(deadline) {
            return None;
        }
        let closes = deadline.closes(due_on);
        let mut reasons = vec![missing(deadline)];
        reasons.extend(match self.stay {
            Some(stay) if !after_exit(&deadline.anchor) => Some(Reason::Entered { on: stay.entered_on() }),
            _ => self.left(),
        });
        let status = open(closes, due_on, self.day);
        reasons.extend(window(deadline.opens(due_on), closes, self.day));
        Some(Found { status, tries: 0, reasons })
    }

    /// The days on which a record answers: from the window's first day on, or from the anchor; what hangs on the entry may have
    /// been done before it, though not in the stay before. Never later than the next entry.
    fn days(&self, deadline: &Deadline, anchor: NaiveDate, due_on: NaiveDate) -> Days {
        let first = deadline.opens(due_on).or(match deadline.anchor {
            Anchor::Entry | Anchor::Applied => self.after,
            // What was done on the day from which it is counted has answered the deadline before.
            Anchor::Previous(_) => Some(add_days(anchor, 1)),
            _ => Some(anchor),
        });
        let next = self.before.map(|entry| entry.pred_opt().unwrap_or(entry));
        let closes = deadline.closes(due_on).map_or(self.day, |closes| closes.min(self.day));
        Days { first, last: Some(next.map_or(closes, |next| next.min(closes))) }
    }

    /// The first record on these days that does what is asked for.
    pub(super) fn answer(&self, deadline: &Deadline, days: Days) -> Option<(NaiveDate, Reason)> {
        let case = self.case;
        match deadline.task {
            Task::Plan => {
                let made = case.plans.iter().map(|plan| plan.plan.record.made_on);
                made.filter(|on| days.contain(*on)).min().map(|on| (on, Reason::PlanMade { on }))
            }
            Task::Meeting => {
                let met = met(case, self.day).filter(|on| days.contain(*on)).min();
                met.map(|on| (on, Reason::MetOn { on }))
            }
            Task::Assessment => {
                let scale = deadline.scale?;
                let assessed = self.assessed(deadline).filter(|on| days.contain(*on)).min();
                assessed.map(|on| (on, Reason::Assessed { scale, on }))
            }
            Task::Step => {
                let steps = case.path_steps.iter().map(|step| &step.record);
                let reached = steps.filter(|step| deadline.step.as_ref() == Some(&step.step)).map(|it| it.entered_on);
                reached.filter(|on| days.contain(*on)).min().map(|on| (on, Reason::StepOn { on }))
            }
            _ => None,
        }
    }

    fn assessed(&self, deadline: &Deadline) -> impl Iterator<Item = NaiveDate> + use<'a> {
        let (scale, day) = (deadline.scale, self.day);
        let assessments = self.case.assessments.iter().map(|assessment| &assessment.record);
        assessments.filter(move |it| Some(it.scale) == scale && it.date <= day).map(|assessment| assessment.date)
    }

    /// Falls away when the participant died or was back before it fell due; once made it stays made.
    fn follow_up(&self, deadline: &Deadline, due_on: NaiveDate) -> Option<Found> {
        let answers = || {
            let follow_ups = self.case.follow_ups.iter().map(|follow_up| &follow_up.record);
            follow_ups.filter(|f| f.rule == deadline.id && f.occurrence == self.occurrence && f.date <= self.day)
        };
        let with = |result| answers().filter(move |answer| answer.result == result).map(|answer| answer.date);
        let in_vain = || with(FollowUpResult::NotReached);
        let tries = in_vain().count() as u32;
        let (opens, closes) = (deadline.opens(due_on), deadline.closes(due_on));
        let found = |status, first: Reason, then: Option<Reason>| {
            Some(Found { status, tries, reasons: [first].into_iter().chain(then).chain(self.left()).collect() })
        };
        if let Some(on) = with(FollowUpResult::Made).min() {
            return found(DueStatus::Done(on), Reason::FollowUpMade { on }, beside(on, opens, closes));
        }
        if let Some(on) = with(FollowUpResult::Declined).min() {
            return found(DueStatus::Done(on), Reason::FollowUpDeclined { on }, None);
        }
        let died = self.stay.is_some_and(|stay| stay.stay.record.exit_reason == Some(ExitReason::Died));
        let back_in_time = self.before.is_some_and(|entry| entry <= due_on);
        if died || back_in_time || self.needless(deadline) {
            return None;
        }
        let last = in_vain().max();
        if let Some(last) = last.filter(|_| tries >= deadline.tries.unwrap_or(Deadline::TRIES).max(1)) {
            return found(DueStatus::GivenUp(last), Reason::GivenUp { tries, last }, None);
        }
        let tried = last.map(|last| Reason::NotReached { tries, last });
        let reasons = tried.into_iter().chain(self.left()).chain(window(opens, closes, self.day)).collect();
        Some(Found { status: open(closes, due_on, self.day), tries, reasons })
    }

    /// What is to be done again so long after the last time; not for who has left or has a pause.
    fn again(&self, deadline: &Deadline, due_on: NaiveDate) -> Option<Found> {
        let stay = self.stay?;
        if self.exited().is_some() || self.before.is_some() || stay.pause_on(self.day).is_some() {
            return None;
        }
        let entered_on = stay.entered_on();
        let reason = if let Some(scale) = deadline.scale {
            let last = self.assessed(deadline).filter(|on| *on >= entered_on).max();
            last.map_or(Reason::NotAssessed { scale }, |on| Reason::Assessed { scale, on })
        } else {
            let met = last_met(self.case, self.day).filter(|on| *on >= entered_on);
            met.map_or(Reason::NeverMet { since: entered_on }, |on| Reason::Met { on })
        };
        Some(Found { status: DueStatus::of(None, due_on, self.day), tries: 0, reasons: vec![reason] })
    }

    /// The day from which a repeated meeting or assessment is counted: the last one in this stay, the entry before it.
    pub(super) fn last_time(&self, deadline: &Deadline) -> Option<NaiveDate> {
        let stay = self.stay?;
        let entered_on = stay.entered_on();
        let last = if deadline.anchor == Anchor::LastAssessment {
            self.assessed(deadline).max()
        } else {
            let pauses = stay.pauses.iter().filter_map(|pause| pause.record.to).filter(|to| *to < self.day);
            pauses.chain(last_met(self.case, self.day)).max()
        };
        Some(last.map_or(entered_on, |last| last.max(entered_on)))
    }

    /// Decided on its day; an entry says that the application was accepted, where nobody noted when.
    fn ruling(&self, due_on: NaiveDate) -> Option<Found> {
        let participation = &self.case.participation.record;
        let entered = self.case.stays.iter().map(StayFacts::entered_on).filter(|on| *on <= self.day).min();
        let ruled = participation.ruled_on.filter(|on| *on <= self.day);
        let found = |status, reasons| Some(Found { status, tries: 0, reasons });
        match (ruled, entered) {
            (Some(on), _) => found(DueStatus::Done(on), vec![Reason::Ruled { on }]),
            (None, Some(on)) => found(DueStatus::Done(on), vec![Reason::Entered { on }]),
            // A decision without a day was made; nobody can say whether in time.
            (None, None) if participation.ruling.is_some() && participation.ruled_on.is_none() => None,
            (None, None) => {
                let reasons = vec![Reason::NotRuled, Reason::Applied { on: participation.applied_on }];
                found(DueStatus::of(None, due_on, self.day), reasons)
            }
        }
    }
}

/// Why it is still to do.
pub(super) fn missing(deadline: &Deadline) -> Reason {
    match (deadline.task, deadline.scale) {
        (Task::Assessment, Some(scale)) => Reason::NotAssessed { scale },
        (Task::Step, _) => Reason::StepNotReached,
        (Task::Meeting, _) => Reason::NotMet,
        _ => Reason::NoPlan,
    }
}

/// Whether what is counted from this day is done after the exit.
const fn after_exit(anchor: &Anchor) -> bool {
    matches!(anchor, Anchor::Exit | Anchor::Previous(_) | Anchor::ProgrammeEnd)
}

/// How something not done stands: after the last day that counts it cannot be made good.
fn open(closes: Option<NaiveDate>, due_on: NaiveDate, day: NaiveDate) -> DueStatus {
    if closes.is_some_and(|closes| day > closes) { DueStatus::Missed } else { DueStatus::of(None, due_on, day) }
}

/// What is to be said of the days on which it can be done: that they have not begun, or when they end.
fn window(opens: Option<NaiveDate>, closes: Option<NaiveDate>, day: NaiveDate) -> Option<Reason> {
    let ahead = opens.filter(|opens| day < *opens).map(|on| Reason::CanBeDoneFrom { on });
    ahead.or_else(|| closes.map(|on| Reason::CountsUntil { on }))
}

/// That what was made lies beside the days that count.
fn beside(on: NaiveDate, opens: Option<NaiveDate>, closes: Option<NaiveDate>) -> Option<Reason> {
    let early = opens.filter(|opens| on < *opens).map(|from| Reason::TooEarly { from });
    early.or_else(|| closes.filter(|closes| on > *closes).map(|until| Reason::TooLate { until }))
}
