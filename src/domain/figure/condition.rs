//! Whether a condition of a promise holds, with the fact that decides it.

use chrono::NaiveDate;

use super::At;
use crate::domain::circumstances::{Known, known};
use crate::domain::definition::Condition;
use crate::domain::places::caseload;
use crate::domain::stays::real_stays;
use crate::domain::{
    Case, CircumstanceKind, ExitReason, MeetingBrief, MeetingKind, Reason, SpellKind, StayFacts, Stored, Who, Worker,
    WorkerRole, state,
};

/// A record that a promise looks at.
pub(super) enum Looked<'a> {
    Participation(&'a Case),
    Worker(&'a Stored<Worker>),
    Meeting(&'a Stored<MeetingBrief>),
}

impl Looked<'_> {
    pub(super) const fn who(&self) -> Who {
        match self {
            Self::Participation(case) => Who::Participation(case.id()),
            Self::Worker(worker) => Who::Worker(worker.id),
            Self::Meeting(meeting) => Who::Meeting(meeting.id),
        }
    }
}

/// Holds, for this reason, or does not, for that one.
type Held = Result<Reason, Reason>;

/// That a participation was a mistake: it began, and none of its stays is real.
pub(super) fn wrong_registration(looked: &Looked, day: NaiveDate) -> Option<Reason> {
    let Looked::Participation(case) = looked else { return None };
    let wrong = case.stays.iter().filter(|stay| stay.is_wrong() && stay.entered_on() <= day);
    let on = wrong.map(|stay| stay.stay.record.exited_on.unwrap_or_else(|| stay.entered_on())).max()?;
    real_stays(case, day).is_empty().then_some(Reason::WrongRegistration { on })
}

impl At<'_> {
    pub(super) fn holds(self, condition: &Condition, looked: &Looked) -> Held {
        match looked {
            Looked::Participation(case) => self.of_case(condition, case),
            Looked::Worker(worker) => self.of_worker(condition, worker),
            Looked::Meeting(meeting) => self.of_meeting(condition, meeting),
        }
    }

    fn of_case(self, condition: &Condition, case: &Case) -> Held {
        match condition {
            Condition::Applied => self.applied(case),
            Condition::Entered => self.first(case).map(|stay| Reason::Entered { on: stay.entered_on() }),
            Condition::Open => self.in_programme(case),
            Condition::Exited => swapped(self.in_programme(case), self.first(case).is_ok()),
            Condition::ExitedWithWork => self.exited_with_work(case),
            Condition::ProbationPassed => self.probation_passed(case),
            Condition::PlanMade => self.plan_made(case),
            Condition::WithinLimit => self.within_limit(case),
            Condition::AtEntry(kinds) => self.at_entry(case, kinds),
            Condition::ActiveSupport | Condition::CaseloadInBand | Condition::Meeting(_) | Condition::Held => {
                Err(Reason::OtherUnit)
            }
        }
    }

    /// Who has entered has applied, whatever day of application was noted.
    fn applied(self, case: &Case) -> Held {
        let on = case.participation.record.applied_on;
        match on.filter(|on| *on > self.day && self.first(case).is_err()) {
            Some(on) => Err(Reason::AppliesOn { on }),
            None => Ok(Reason::Applied { on }),
        }
    }

    /// The first stay; for who never entered, what they wait for.
    fn first(self, case: &Case) -> Result<&StayFacts, Reason> {
        let never = || state(case, self.rules.of(case), self.day).reasons.swap_remove(0);
        real_stays(case, self.day).first().copied().ok_or_else(never)
    }

    fn last(self, case: &Case) -> Result<&StayFacts, Reason> {
        self.first(case).map(|first| real_stays(case, self.day).pop().unwrap_or(first))
    }

    fn in_programme(self, case: &Case) -> Held {
        let stay = self.last(case)?;
        if let Some(on) = stay.exited_by(self.day) {
            return Err(Reason::Exited { on, why: stay.stay.record.exit_reason });
        }
        let pause = stay.pause_on(self.day).map(|pause| Reason::Paused { from: pause.from, to: pause.to });
        Ok(pause.unwrap_or(Reason::Entered { on: stay.entered_on() }))
    }

    fn exited_with_work(self, case: &Case) -> Held {
        let stay = self.last(case)?;
        let reason = self.in_programme(case).unwrap_or_else(|exited| exited);
        let with_work = stay.exited_by(self.day).is_some() && stay.stay.record.exit_reason == Some(ExitReason::Work);
        if with_work { Ok(reason) } else { Err(reason) }
    }

    /// A probation is passed when the job went on after its last day; of several jobs the one that says most decides.
    fn probation_passed(self, case: &Case) -> Held {
        let day = self.day;
        let jobs = case.spells.iter().map(|spell| &spell.record);
        let begun = jobs.filter(|job| job.kind == SpellKind::Work && job.from <= day);
        let said = begun.map(|job| match (job.probation_ends_on, job.to.filter(|to| *to <= day)) {
            (None, _) => (1, Err(Reason::ProbationNotKnown { from: job.from })),
            (Some(probation), Some(ended)) if ended <= probation => {
                (2, Err(Reason::LostInProbation { ended, probation }))
            }
            (Some(until), _) if until > day => (3, Err(Reason::ProbationRuns { until })),
            (Some(on), _) => (4, Ok(Reason::ProbationPassed { on })),
        });
        said.max_by_key(|(weight, _)| *weight).map_or(Err(Reason::NoJob), |(_, held)| held)
    }

    fn plan_made(self, case: &Case) -> Held {
        let plans = case.plans.iter().map(|plan| plan.plan.record.made_on).filter(|on| *on <= self.day);
        plans.min().map(|on| Reason::PlanMade { on }).ok_or(Reason::NoPlan)
    }

    fn within_limit(self, case: &Case) -> Held {
        let mut reason = Reason::NoLimit;
        self.first(case)?;
        for stay in real_stays(case, self.day) {
            let Some((limit, _)) = stay.limit(self.rules.of(case), self.day) else { continue };
            let exit = stay.exited_by(self.day);
            let days = (exit.unwrap_or(self.day) - limit).num_days();
            if days > 0 {
                return Err(Reason::LimitPassed { on: limit, days });
            }
            reason = exit.map_or(Reason::LimitOn { on: limit }, |on| Reason::LeftWithinLimit { on, limit });
        }
        Ok(reason)
    }

    fn at_entry(self, case: &Case, kinds: &[CircumstanceKind]) -> Held {
        let entry = self.first(case)?.entered_on();
        let held = |kind: CircumstanceKind| match known(&case.circumstances, kind, entry) {
            Known::Holds(since) => Ok(Reason::Holds { kind, since }),
            Known::Later(since) => Err(Reason::HoldsFrom { kind, since }),
            Known::Not(reason) | Known::Unknown(reason) => Err(reason),
        };
        kinds.iter().try_fold(Reason::NothingAsked, |_, kind| held(*kind))
    }

    fn of_worker(self, condition: &Condition, worker: &Stored<Worker>) -> Held {
        match condition {
            Condition::ActiveSupport => self.active_support(&worker.record),
            Condition::CaseloadInBand => {
                let cases = caseload(self.facts, worker.id, self.day).len();
                let breach = self.rules.current().open_cases.as_ref().and_then(|given| given.value.breach(cases));
                breach.map_or(Ok(Reason::CaseloadRight { cases: cases as u32 }), Err)
            }
            _ => Err(Reason::OtherUnit),
        }
    }

    fn active_support(self, worker: &Worker) -> Held {
        if !worker.role.is_some_and(WorkerRole::has_caseload) {
            return Err(Reason::NoParticipants);
        }
        if let Some(on) = worker.active_from.filter(|from| *from > self.day) {
            return Err(Reason::WorksFrom { on });
        }
        if let Some(on) = worker.active_to.filter(|to| *to < self.day) {
            return Err(Reason::WorkedUntil { on });
        }
        Ok(Reason::Supports { from: worker.active_from })
    }

    fn of_meeting(self, condition: &Condition, facts: &Stored<MeetingBrief>) -> Held {
        let meeting = &facts.record;
        let on = meeting.date;
        match condition {
            Condition::Meeting(kind) => of_kind(meeting.kind, *kind, on),
            Condition::Held => match meeting.result {
                _ if meeting.held(self.day) => Ok(Reason::Held { on }),
                _ if on > self.day => Err(Reason::StillToCome { on }),
                None => Err(Reason::NotWrittenUp { on }),
                Some(result) => Err(Reason::NotHeld { on, result }),
            },
            _ => Err(Reason::OtherUnit),
        }
    }
}

fn of_kind(kind: MeetingKind, wanted: MeetingKind, on: NaiveDate) -> Held {
    if kind == wanted { Ok(Reason::Held { on }) } else { Err(Reason::OtherMeeting) }
}

/// Turns a condition about who is inside into one about who left; who never entered fits neither.
fn swapped(inside: Held, entered: bool) -> Held {
    match inside {
        Err(left) if entered => Ok(left),
        Err(never) => Err(never),
        Ok(inside) => Err(inside),
    }
}
