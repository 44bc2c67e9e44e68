//! Deadlines that follow from a stay: its limit, its plan, the next meeting, the follow-ups after its exit.

use chrono::NaiveDate;

use super::answer::Part;
use super::{Due, DueStatus, PLAN_EVALUATION_RULE, Subject, application, repeat};
use crate::domain::definition::{Anchor, Deadline};
use crate::domain::stays::{open, real_stays};
use crate::domain::{Case, Definition, Reason};

/// The deadlines of all stays that began by this day; a wrong registration has none.
pub(super) fn due(case: &Case, definition: &Definition, day: NaiveDate, dues: &mut Vec<Due>) {
    let stays = real_stays(case, day);
    for (place, stay) in stays.iter().enumerate() {
        let part = Part {
            case,
            definition,
            day,
            occurrence: place as i64 + 1,
            stay: Some(stay),
            after: place.checked_sub(1).and_then(|before| stays[before].exited_by(day)),
            before: stays.get(place + 1).map(|next| next.entered_on()),
            over: false,
        };
        for deadline in &definition.deadlines {
            let Some(anchor) = part.anchor(deadline) else { continue };
            if deadline.every.is_some() {
                repeat::due(&part, deadline, anchor, dues);
            } else {
                dues.extend(part.due(deadline, anchor));
            }
        }
    }
}

impl Part<'_> {
    /// The day of this stay from which the deadline is counted, once it is known.
    fn anchor(&self, deadline: &Deadline) -> Option<NaiveDate> {
        let stay = self.stay?;
        match &deadline.anchor {
            Anchor::Entry => Some(stay.entered_on()),
            Anchor::Exit => self.exited(),
            Anchor::StayLimit => stay.limit(self.definition, self.day).map(|(limit, _)| limit),
            Anchor::LastMeeting | Anchor::LastAssessment => self.last_time(deadline),
            Anchor::Step(step) => self.step(step),
            Anchor::Previous(id) => self.definition.deadline(id).and_then(|before| self.done_on(before)),
            Anchor::ProgrammeEnd if deadline.of_programme() => None,
            Anchor::ProgrammeEnd => self.definition.period.end(),
            Anchor::Applied | Anchor::JobStart | Anchor::ProbationEnd | Anchor::Month | Anchor::Quarter => None,
        }
    }

    /// The day on which another deadline was last done in this stay, or on the application before it.
    fn done_on(&self, deadline: &Deadline) -> Option<NaiveDate> {
        // A definition is checked for circles when it is read; one that was not must not go round for ever.
        if self.definition.in_circle(deadline) {
            return None;
        }
        if deadline.anchor == Anchor::Applied {
            let dues = application::due(self.case, self.definition, self.day);
            return dues.iter().find(|due| due.rule == deadline.id).and_then(done);
        }
        let anchor = self.anchor(deadline)?;
        if deadline.every.is_none() {
            return self.due(deadline, anchor).as_ref().and_then(done);
        }
        let mut times = Vec::new();
        repeat::due(self, deadline, anchor, &mut times);
        times.iter().filter_map(done).max()
    }

    /// The day in this stay on which the participant came to the step.
    fn step(&self, step: &str) -> Option<NaiveDate> {
        let entered = self.case.path_steps.iter().map(|it| &it.record).filter(|it| it.step == step);
        let days = entered.map(|it| it.entered_on).filter(|on| *on <= self.day);
        let own = days.filter(|on| self.after.is_none_or(|exit| *on >= exit));
        own.filter(|on| self.before.is_none_or(|entry| *on < entry)).min()
    }
}

fn done(due: &Due) -> Option<NaiveDate> {
    if let DueStatus::Done(on) = due.status { Some(on) } else { None }
}

/// The days on which plans are to be evaluated; a plan that a newer one replaced needs no evaluation.
pub(super) fn evaluations(case: &Case, day: NaiveDate, dues: &mut Vec<Due>) {
    let made = || case.plans.iter().map(|plan| &plan.plan.record).filter(|plan| plan.made_on <= day);
    let last = made().count();
    for (place, plan) in (1..).zip(made()) {
        let Some(due_on) = plan.evaluate_on else { continue };
        let done = plan.evaluated_on.filter(|on| *on <= day);
        if done.is_none() && (place < last || !open(case, day)) {
            continue;
        }
        let reason = done.map_or(Reason::PlanOf { made_on: plan.made_on }, |on| Reason::PlanEvaluated { on });
        dues.push(Due {
            rule: PLAN_EVALUATION_RULE.to_owned(),
            subject: Subject::Participation(case.id()),
            occurrence: place as i64,
            anchor: plan.made_on,
            opens_on: None,
            due_on,
            status: DueStatus::of(done, due_on, day),
            tries: 0,
            reasons: vec![reason],
        });
    }
}
