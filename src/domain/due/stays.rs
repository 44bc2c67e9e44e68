//! Deadlines that follow from a stay: its limit, its plan, the next meeting, the follow-ups after its exit.

use chrono::NaiveDate;

use super::{Due, DueStatus, PLAN_EVALUATION_RULE, Subject};
use crate::domain::definition::{Anchor, Deadline, Task};
use crate::domain::stays::{last_met, open, real_stays};
use crate::domain::{Case, Definition, ExitReason, FollowUpResult, Plan, Reason, StayFacts};

/// One stay among the others of its case, on a day.
struct Span<'a> {
    case: &'a Case,
    definition: &'a Definition,
    day: NaiveDate,
    /// 1 for the first.
    occurrence: i64,
    stay: &'a StayFacts,
    /// The exit of the stay before, if there was one.
    after: Option<NaiveDate>,
    /// The entry of the stay after it, if there is one by this day.
    before: Option<NaiveDate>,
}

/// What a task finds: when it was done, how often it was tried, and why it stands so.
struct Found {
    done: Option<NaiveDate>,
    tries: u32,
    reasons: Vec<Reason>,
}

/// The deadlines of all stays that began by this day; a wrong registration has none.
pub(super) fn due(case: &Case, definition: &Definition, day: NaiveDate) -> Vec<Due> {
    let stays = real_stays(case, day);
    let span = |place: usize| Span {
        case,
        definition,
        day,
        occurrence: place as i64 + 1,
        stay: stays[place],
        after: place.checked_sub(1).and_then(|before| stays[before].exited_by(day)),
        before: stays.get(place + 1).map(|next| next.entered_on()),
    };
    let spans = (0..stays.len()).map(span);
    spans.flat_map(|span| definition.deadlines.iter().filter_map(move |deadline| span.due(deadline))).collect()
}

impl Span<'_> {
    fn exited(&self) -> Option<NaiveDate> {
        self.stay.exited_by(self.day)
    }

    fn due(&self, deadline: &Deadline) -> Option<Due> {
        let anchor = match deadline.anchor {
            Anchor::Entry => self.stay.entered_on(),
            Anchor::Exit => self.exited()?,
            Anchor::StayLimit => self.stay.limit(self.definition, self.day)?.0,
            Anchor::LastMeeting => self.last_contact(),
            Anchor::ProbationEnd => return None,
        };
        let due_on = deadline.after.after(anchor);
        let found = match deadline.task {
            Task::Exit => Some(self.exit()),
            Task::Plan => self.plan(),
            Task::FollowUp => self.follow_up(&deadline.id, due_on),
            Task::Meeting => self.meeting(),
            Task::Probation => None,
        }?;
        Some(Due {
            rule: deadline.id.clone(),
            subject: Subject::Participation(self.case.id()),
            occurrence: self.occurrence,
            anchor,
            due_on,
            status: DueStatus::of(found.done, due_on, self.day),
            tries: found.tries,
            reasons: found.reasons,
        })
    }

    fn exit(&self) -> Found {
        let entered = Reason::Entered { on: self.stay.entered_on() };
        let Some(on) = self.exited() else {
            return Found { done: None, tries: 0, reasons: vec![entered] };
        };
        let left = Reason::Exited { on, why: self.stay.stay.record.exit_reason };
        Found { done: Some(on), tries: 0, reasons: vec![left, entered] }
    }

    /// A plan belongs to the stay before whose end it was made; who left without one needs none any more.
    fn plan(&self) -> Option<Found> {
        let plans = self.case.plans.iter().map(|plan| plan.plan.record.made_on);
        let of_stay = plans.filter(|made_on| {
            *made_on <= self.day
                && self.after.is_none_or(|exit| *made_on >= exit)
                && self.before.is_none_or(|entry| *made_on < entry)
        });
        match of_stay.min() {
            Some(on) => Some(Found { done: Some(on), tries: 0, reasons: vec![Reason::PlanMade { on }] }),
            None if self.exited().is_some() => None,
            None => {
                let reasons = vec![Reason::NoPlan, Reason::Entered { on: self.stay.entered_on() }];
                Some(Found { done: None, tries: 0, reasons })
            }
        }
    }

    /// Falls away when the participant died or was back before it fell due; once made it stays made.
    fn follow_up(&self, rule: &str, due_on: NaiveDate) -> Option<Found> {
        let follow_ups = self.case.follow_ups.iter().map(|follow_up| &follow_up.record);
        let answers = follow_ups
            .filter(|f| f.rule == rule && f.occurrence == self.occurrence && f.date <= self.day)
            .collect::<Vec<_>>();
        let with = |result| answers.iter().filter(move |answer| answer.result == result).map(|answer| answer.date);
        let tries = with(FollowUpResult::NotReached).count() as u32;
        let exit = self.exited().map(|on| Reason::Exited { on, why: self.stay.stay.record.exit_reason });
        if let Some(on) = with(FollowUpResult::Made).min() {
            let reasons = [Reason::FollowUpMade { on }].into_iter().chain(exit).collect();
            return Some(Found { done: Some(on), tries, reasons });
        }
        let died = self.stay.stay.record.exit_reason == Some(ExitReason::Died);
        let back_in_time = self.before.is_some_and(|entry| entry <= due_on);
        if died || back_in_time {
            return None;
        }
        let in_vain = with(FollowUpResult::NotReached).max().map(|last| Reason::NotReached { tries, last });
        Some(Found { done: None, tries, reasons: in_vain.into_iter().chain(exit).collect() })
    }

    /// Nobody needs to be met who has left or has a pause.
    fn meeting(&self) -> Option<Found> {
        if self.exited().is_some() || self.before.is_some() || self.stay.pause_on(self.day).is_some() {
            return None;
        }
        let entered_on = self.stay.entered_on();
        let met = last_met(self.case, self.day).filter(|on| *on >= entered_on);
        let reason = met.map_or(Reason::NeverMet { since: entered_on }, |on| Reason::Met { on });
        Some(Found { done: None, tries: 0, reasons: vec![reason] })
    }

    /// The last day on which somebody met the participant in this stay, or on which a pause ended; the entry before all that.
    fn last_contact(&self) -> NaiveDate {
        let pauses = self.stay.pauses.iter().filter_map(|pause| pause.record.to).filter(|to| *to < self.day);
        let days = pauses.chain(last_met(self.case, self.day));
        days.max().map_or(self.stay.entered_on(), |last| last.max(self.stay.entered_on()))
    }
}

/// The days on which plans are to be evaluated; a plan that a newer one replaced needs no evaluation.
pub(super) fn evaluations(case: &Case, day: NaiveDate) -> Vec<Due> {
    let plans: Vec<_> = case.plans.iter().map(|plan| &plan.plan.record).filter(|plan| plan.made_on <= day).collect();
    let wanted = |place: usize, done: Option<NaiveDate>| done.is_some() || (place == plans.len() && open(case, day));
    let evaluation = |(plan, place): (&&Plan, usize)| {
        let due_on = plan.evaluate_on?;
        let done = plan.evaluated_on.filter(|on| *on <= day);
        wanted(place, done).then(|| Due {
            rule: PLAN_EVALUATION_RULE.to_owned(),
            subject: Subject::Participation(case.id()),
            occurrence: place as i64,
            anchor: plan.made_on,
            due_on,
            status: DueStatus::of(done, due_on, day),
            tries: 0,
            reasons: vec![done.map_or(Reason::PlanOf { made_on: plan.made_on }, |on| Reason::PlanEvaluated { on })],
        })
    };
    plans.iter().zip(1..).filter_map(evaluation).collect()
}
