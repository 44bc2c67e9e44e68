//! Whether a condition of a promise holds, with the fact that decides it.

use chrono::NaiveDate;

use super::held::Held;
use super::looked::{Looked, Span};
use super::{At, entry, progress};
use crate::domain::cadence::held_in;
use crate::domain::definition::{Condition, Days};
use crate::domain::places::caseloads;
use crate::domain::{MeetingBrief, MeetingKind, Month, Reason, StayFacts, Stored, Worker, WorkerRole, state};

impl At<'_> {
    pub(super) fn holds(self, condition: &Condition, looked: &Looked) -> Held {
        match (condition, looked) {
            (_, Looked::Person(span)) => self.holds_of(condition, span),
            (Condition::Any(parts), _) => Held::any(parts.iter().map(|part| self.holds(part, looked))),
            (Condition::All(parts), _) => Held::all(parts.iter().map(|part| self.holds(part, looked))),
            (Condition::Not(part), _) => self.holds(part, looked).opposite(),
            (_, Looked::Worker(worker)) => self.of_worker(condition, worker),
            (_, Looked::Meeting(meeting)) => self.of_meeting(condition, meeting),
            (_, Looked::Month(month)) => self.of_month(condition, *month),
        }
    }

    /// Whether a condition holds of a participation or a stay.
    pub(super) fn holds_of(self, condition: &Condition, span: &Span) -> Held {
        match condition {
            Condition::Any(parts) => Held::any(parts.iter().map(|part| self.holds_of(part, span))),
            Condition::All(parts) => Held::all(parts.iter().map(|part| self.holds_of(part, span))),
            Condition::Not(part) => self.holds_of(part, span).opposite(),
            _ => self.of_span(condition, span),
        }
    }

    fn of_span(self, condition: &Condition, span: &Span) -> Held {
        match condition {
            Condition::Applied => self.applied(span),
            Condition::Entered => self.on_entry(span, |entry| Held::Yes(Reason::Entered { on: entry })),
            Condition::EnteredWithin(days) => self.on_entry(span, |entry| entered_within(*days, entry)),
            Condition::PresentWithin(days) => self.present_within(span, *days),
            Condition::ExitedWithin(days) => self.on_exit(span, |exit, reason| Held::when(days.contains(exit), reason)),
            Condition::Open => self.in_programme(span),
            Condition::Exited => self.on_exit(span, |_, reason| Held::Yes(reason)),
            Condition::ExitedFor(reasons) => self.on_exit(span, |_, reason| match reason {
                Reason::Exited { why: Some(why), .. } => Held::when(reasons.contains(&why), reason),
                _ => Held::No(reason),
            }),
            Condition::TimeSinceExit(offset) => self.on_exit(span, |exit, _| {
                let on = offset.after(exit);
                if on <= self.day { Held::Yes(Reason::SinceExit { on: exit }) } else { Held::No(Reason::OnlyOn { on }) }
            }),
            Condition::ProbationPassed => self.probation_passed(span),
            Condition::Began(kinds) => self.began(span, kinds),
            Condition::Stands(standing) => self.stands(span, standing),
            Condition::MoreThanBefore => self.more_than_before(span),
            Condition::Qualified(within) => self.qualified(span, *within),
            Condition::Improved(moment) => self.improved(span, *moment),
            Condition::PlanMade => self.plan_made(span),
            Condition::WithinLimit => self.within_limit(span),
            Condition::EligibleAtEntry => self.on_entry(span, |entry| self.eligible(span.case, entry)),
            Condition::AtEntry(kinds) => self.on_entry(span, |on| entry::circumstances(span.case, kinds, on)),
            Condition::AnyAtEntry(kinds) => self.on_entry(span, |entry| {
                Held::any(kinds.iter().map(|kind| entry::circumstances(span.case, &[*kind], entry)))
            }),
            Condition::AgeAtEntry(band) => self.on_entry(span, |on| entry::age(span.case, *band, on)),
            Condition::LabourAtEntry(wanted) => self.on_entry(span, |on| entry::labour(span.case, wanted, on)),
            Condition::EducationAtEntry(wanted) => self.on_entry(span, |on| entry::education(span.case, wanted, on)),
            Condition::LongTermUnemployed { under_25, from_25 } => {
                self.on_entry(span, |on| entry::long_term(span.case, *under_25, *from_25, on))
            }
            Condition::OfGender(wanted) => entry::gender(span.case, *wanted),
            Condition::RecordComplete => self.on_entry(span, |on| entry::complete(span.case, on)),
            Condition::FellDue(rule) => self.fell_due(span, rule),
            Condition::Done(rule) => self.done(span, rule, false),
            Condition::InTime(rule) => self.done(span, rule, true),
            Condition::Served => progress::served(span, self.day, |_| true),
            Condition::ServedWithin(days) => progress::served(span, self.day, |meeting| days.contains(meeting.date)),
            Condition::ServedWith(component) => {
                progress::served(span, self.day, |meeting| *meeting.component == **component)
            }
            Condition::AcademicHoursOver(hours) => progress::academic_hours(span, self.day, *hours),
            Condition::StepReached(step) => progress::step_reached(span, self.day, step),
            Condition::Rose { scale, by } => progress::rose(span, self.day, *scale, i64::from(*by)),
            Condition::ScoredTwice(scale) => progress::scored_twice(span, self.day, *scale),
            Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_)
            | Condition::ActiveSupport
            | Condition::CaseloadInBand
            | Condition::Meeting(_)
            | Condition::Held
            | Condition::HeldWithin(_)
            | Condition::MonthOver
            | Condition::CadenceKept(_) => Held::No(Reason::OtherUnit),
        }
    }

    /// Who has entered has applied, whatever day of application was noted.
    fn applied(self, span: &Span) -> Held {
        let on = span.case.participation.record.applied_on;
        match on.filter(|on| *on > self.day && span.stays.is_empty()) {
            Some(on) => Held::No(Reason::AppliesOn { on }),
            None => Held::Yes(Reason::Applied { on }),
        }
    }

    /// Asks something of the first day; who never entered says what they wait for.
    pub(super) fn on_entry(self, span: &Span, ask: impl FnOnce(NaiveDate) -> Held) -> Held {
        match span.first() {
            Some(first) => ask(first.entered_on()),
            None => Held::No(self.never_entered(span)),
        }
    }

    /// Asks something of the last exit; who is still there, and who never entered, say so.
    pub(super) fn on_exit(self, span: &Span, ask: impl FnOnce(NaiveDate, Reason) -> Held) -> Held {
        let Some(last) = span.last() else { return Held::No(self.never_entered(span)) };
        match last.exited_by(self.day) {
            Some(on) => ask(on, Reason::Exited { on, why: last.stay.record.exit_reason }),
            None => self.in_programme(span).opposite(),
        }
    }

    fn never_entered(self, span: &Span) -> Reason {
        state(span.case, self.rules.of(span.case), self.day).reasons.swap_remove(0)
    }

    fn in_programme(self, span: &Span) -> Held {
        let Some(last) = span.last() else { return Held::No(self.never_entered(span)) };
        if let Some(on) = last.exited_by(self.day) {
            return Held::No(Reason::Exited { on, why: last.stay.record.exit_reason });
        }
        let pause = last.pause_on(self.day).map(|pause| Reason::Paused { from: pause.from, to: pause.to });
        Held::Yes(pause.unwrap_or(Reason::Entered { on: last.entered_on() }))
    }

    fn present_within(self, span: &Span, days: Days) -> Held {
        let Some(last) = span.last() else { return Held::No(self.never_entered(span)) };
        let there = |stay: &&StayFacts| {
            stay.entered_on() <= days.to && stay.exited_by(self.day).is_none_or(|exit| exit >= days.from)
        };
        match span.stays.iter().copied().find(there) {
            Some(stay) => Held::Yes(Reason::Entered { on: stay.entered_on() }),
            None => Held::No(match last.exited_by(self.day) {
                Some(on) => Reason::Exited { on, why: last.stay.record.exit_reason },
                None => Reason::Entered { on: last.entered_on() },
            }),
        }
    }

    fn plan_made(self, span: &Span) -> Held {
        let plans = span.case.plans.iter().map(|plan| plan.plan.record.made_on).filter(|on| *on <= self.day);
        plans.min().map_or(Held::No(Reason::NoPlan), |on| Held::Yes(Reason::PlanMade { on }))
    }

    fn within_limit(self, span: &Span) -> Held {
        if span.stays.is_empty() {
            return Held::No(self.never_entered(span));
        }
        let mut reason = Reason::NoLimit;
        for stay in &span.stays {
            let Some((limit, _)) = stay.limit(self.rules.of(span.case), self.day) else { continue };
            let exit = stay.exited_by(self.day);
            let days = (exit.unwrap_or(self.day) - limit).num_days();
            if days > 0 {
                return Held::No(Reason::LimitPassed { on: limit, days });
            }
            reason = exit.map_or(Reason::LimitOn { on: limit }, |on| Reason::LeftWithinLimit { on, limit });
        }
        Held::Yes(reason)
    }

    fn of_worker(self, condition: &Condition, worker: &Stored<Worker>) -> Held {
        match condition {
            Condition::ActiveSupport => self.active_support(&worker.record),
            Condition::CaseloadInBand => {
                let loads = self.caseloads.get_or_init(|| caseloads(self.facts, self.day));
                let cases = loads.get(&worker.id).map_or(0, Vec::len);
                let breach = self.rules.current().open_cases.as_ref().and_then(|given| given.value.breach(cases));
                breach.map_or(Held::Yes(Reason::CaseloadRight { cases: cases as u32 }), Held::No)
            }
            _ => Held::No(Reason::OtherUnit),
        }
    }

    fn active_support(self, worker: &Worker) -> Held {
        if !worker.role.is_some_and(WorkerRole::has_caseload) {
            return Held::No(Reason::NoParticipants);
        }
        if let Some(on) = worker.active_from.filter(|from| *from > self.day) {
            return Held::No(Reason::WorksFrom { on });
        }
        if let Some(on) = worker.active_to.filter(|to| *to < self.day) {
            return Held::No(Reason::WorkedUntil { on });
        }
        Held::Yes(Reason::Supports { from: worker.active_from })
    }

    fn of_meeting(self, condition: &Condition, facts: &Stored<MeetingBrief>) -> Held {
        let meeting = &facts.record;
        match condition {
            Condition::Meeting(kind) => of_kind(meeting.kind, *kind, meeting.date),
            Condition::Held => self.took_place(facts),
            Condition::HeldWithin(days) => match self.took_place(facts) {
                Held::Yes(reason) => Held::when(days.contains(meeting.date), reason),
                otherwise => otherwise,
            },
            _ => Held::No(Reason::OtherUnit),
        }
    }

    fn took_place(self, facts: &Stored<MeetingBrief>) -> Held {
        let (meeting, on) = (&facts.record, facts.record.date);
        match meeting.result {
            _ if meeting.held(self.day) => Held::Yes(Reason::Held { on }),
            _ if on > self.day => Held::No(Reason::StillToCome { on }),
            None => Held::Unknown(Reason::NotWrittenUp { on }),
            Some(result) => Held::No(Reason::NotHeld { on, result }),
        }
    }

    fn of_month(self, condition: &Condition, month: Month) -> Held {
        match condition {
            Condition::MonthOver => Held::when(month.last() < self.day, Reason::MonthEnds { on: month.last() }),
            Condition::CadenceKept(id) => match self.rules.current().cadence(id) {
                Some(cadence) => {
                    let (held, at_least) = (held_in(self.facts, cadence, month, self.day), cadence.at_least);
                    Held::when(held >= at_least, Reason::MonthHeld { month, held, at_least })
                }
                None => Held::No(Reason::NothingAsked),
            },
            _ => Held::No(Reason::OtherUnit),
        }
    }
}

fn entered_within(days: Days, entry: NaiveDate) -> Held {
    Held::when(days.contains(entry), Reason::Entered { on: entry })
}

fn of_kind(kind: MeetingKind, wanted: MeetingKind, on: NaiveDate) -> Held {
    if kind == wanted { Held::Yes(Reason::Held { on }) } else { Held::No(Reason::OtherMeeting) }
}
