//! Reasons in words: the same sentence on a screen, in a report and on the command line.

use chrono::NaiveDate;

use super::{Words, fill};
use crate::domain::{CircumstanceKind, Reason};

impl Words {
    /// A reason in words: part of a sentence, without a full stop.
    #[allow(
        clippy::too_many_lines,
        reason = "a table: one line a reason, and the compiler asks for the line of a new one"
    )]
    pub fn reason(&self, reason: &Reason) -> String {
        let said = &self.reason;
        let date = |day| self.lang.date(day);
        let days = |n: i64| self.counted(n.max(0) as usize, &self.plural.days);
        let years = |age: i32| self.counted(age.max(0) as usize, &self.plural.years_old);
        let cases = |n: u32| self.counted(n as usize, &self.plural.open_cases);
        match *reason {
            // where a participation stands
            Reason::Applied { on } => self.on_or(&said.applied, &said.applied_undated, on),
            Reason::AppliesOn { on } => self.on(&said.applies_on, on),
            Reason::Refused { on } => self.on_or(&said.refused, &said.refused_undated, on),
            Reason::Withdrawn { on } => self.on_or(&said.withdrawn, &said.withdrawn_undated, on),
            Reason::EntersOn { on } => self.on(&said.enters_on, on),
            Reason::Entered { on } => self.on(&said.entered, on),
            Reason::Paused { from, to: Some(to) } => fill(&said.paused, &[("from", &date(from)), ("to", &date(to))]),
            Reason::Paused { from, to: None } => fill(&said.paused_open, &[("from", &date(from))]),
            Reason::Exited { on, why: Some(why) } => fill(&said.exited, &[("day", &date(on)), ("why", self.name(why))]),
            Reason::Exited { on, why: None } => self.on(&said.exited_plain, on),
            Reason::WrongRegistration { on } => self.on(&said.wrong_registration, on),
            Reason::LimitOn { on } => self.on(&said.limit_on, on),
            Reason::LimitPassed { on, days: past } => {
                fill(&said.limit_passed, &[("day", &date(on)), ("days", &days(past))])
            }
            Reason::LimitMoved { days: by } => fill(&said.limit_moved, &[("days", &days(by))]),
            Reason::Prolonged { on, until } => fill(&said.prolonged, &[("day", &date(on)), ("until", &date(until))]),
            Reason::LeftWithinLimit { on, limit } => {
                fill(&said.left_within_limit, &[("day", &date(on)), ("limit", &date(limit))])
            }
            Reason::NoLimit => said.no_limit.clone(),
            // who may take part
            Reason::AgeMet { age } => fill(&said.age_met, &[("age", &years(age))]),
            Reason::TooYoung { age, at_least, from } => {
                let places =
                    [("age", &*years(age)), ("at_least", &at_least.to_string()), ("day", &self.lang.date(from))];
                fill(&said.too_young, &places)
            }
            Reason::TooOld { age, at_most } => {
                fill(&said.too_old, &[("age", &years(age)), ("at_most", &at_most.to_string())])
            }
            Reason::BirthNotKnown => said.birth_not_known.clone(),
            Reason::Holds { kind, since: Some(since) } => self.what_on(&said.holds, kind, since),
            Reason::Holds { kind, since: None } => self.what(&said.holds_undated, kind),
            Reason::TooShort { kind, since, from } => {
                fill(&self.what_on(&said.too_short, kind, since), &[("from", &self.lang.date(from))])
            }
            Reason::HoldsFrom { kind, since } => self.what_on(&said.holds_from, kind, since),
            Reason::HoldsNot { kind } => self.what(&said.holds_not, kind),
            Reason::HeldUntil { kind, until } => self.what_on(&said.held_until, kind, until),
            Reason::SinceNotKnown { kind } => self.what(&said.since_not_known, kind),
            Reason::Declined { kind } => self.what(&said.declined, kind),
            Reason::NotAsked { kind } => self.what(&said.not_asked, kind),
            Reason::NothingAsked => said.nothing_asked.clone(),
            // what falls due
            Reason::PlanMade { on } => self.on(&said.plan_made, on),
            Reason::NoPlan => said.no_plan.clone(),
            Reason::FollowUpMade { on } => self.on(&said.follow_up_made, on),
            Reason::NotReached { tries, last } => {
                let times = self.counted(tries as usize, &self.plural.times);
                fill(&said.not_reached, &[("times", &times), ("day", &self.lang.date(last))])
            }
            Reason::FollowUpDeclined { on } => self.on(&said.follow_up_declined, on),
            Reason::GivenUp { tries, last } => {
                let times = self.counted(tries as usize, &self.plural.times);
                fill(&said.given_up, &[("times", &times), ("day", &self.lang.date(last))])
            }
            Reason::CanBeDoneFrom { on } => self.on(&said.can_be_done_from, on),
            Reason::CountsUntil { on } => self.on(&said.counts_until, on),
            Reason::TooEarly { from } => self.on(&said.too_early, from),
            Reason::TooLate { until } => self.on(&said.too_late, until),
            Reason::Assessed { scale, on } => fill(&self.on(&said.assessed, on), &[("scale", self.name(scale))]),
            Reason::NotAssessed { scale } => fill(&said.not_assessed, &[("scale", self.name(scale))]),
            Reason::Ruled { on } => self.on(&said.ruled, on),
            Reason::NotRuled => said.not_ruled.clone(),
            Reason::ReportFor { from, to } => fill(&said.report_for, &[("from", &date(from)), ("to", &date(to))]),
            Reason::HandedIn { on } => self.on(&said.handed_in, on),
            Reason::MetOn { on } => self.on(&said.met_on, on),
            Reason::NotMet => said.not_met.clone(),
            Reason::Met { on } => self.on(&said.met, on),
            Reason::NeverMet { since } => self.on(&said.never_met, since),
            // What was agreed stands in the words in which it was agreed.
            Reason::Agreed { ref what } => what.clone(),
            Reason::ActionDone { on } => self.on(&said.action_done, on),
            Reason::PlanOf { made_on } => self.on(&said.plan_of, made_on),
            Reason::PlanEvaluated { on } => self.on(&said.plan_evaluated, on),
            Reason::NotWrittenUp { on } => self.on(&said.not_written_up, on),
            Reason::MonthHeld { month, held, at_least } => {
                let (held, at_least) = (held.to_string(), at_least.to_string());
                let month = self.lang.month(month);
                fill(&said.month_held, &[("month", &month), ("held", &held), ("at_least", &at_least)])
            }
            // what became of a job
            Reason::ProbationRuns { until } => self.on(&said.probation_runs, until),
            Reason::ProbationUnconfirmed { ended } => self.on(&said.probation_unconfirmed, ended),
            Reason::ProbationPassed { on } => self.on(&said.probation_passed, on),
            Reason::LostInProbation { ended, probation } => {
                fill(&self.on(&said.lost_in_probation, ended), &[("until", &self.lang.date(probation))])
            }
            Reason::ProbationNotKnown { from } => self.on(&said.probation_not_known, from),
            Reason::NoJob => said.no_job.clone(),
            // what came of it
            Reason::ThereOn { on } => self.on(&said.there_on, on),
            Reason::NotThereOn { on } => self.on(&said.not_there_on, on),
            Reason::OnlyOn { on } => self.on(&said.only_on, on),
            Reason::SinceExit { on } => self.on(&said.since_exit, on),
            Reason::Spell { kind, from, to } => self.spell(self.name(kind), from, to),
            Reason::NoneBegan => said.none_began.clone(),
            Reason::StatusOn { on, labour } => fill(&self.on(&said.status_on, on), &[("labour", self.name(labour))]),
            Reason::StatusNotKnown { on } => self.on(&said.status_not_known, on),
            Reason::Busy { before, after } => {
                fill(&said.busy, &[("before", &before.to_string()), ("after", &after.to_string())])
            }
            Reason::QualifiedOn { on } => self.on(&said.qualified_on, on),
            Reason::NoQualification => said.no_qualification.clone(),
            Reason::ImprovedOn { on } => self.on(&said.improved_on, on),
            Reason::NotImprovedOn { on } => self.on(&said.not_improved_on, on),
            Reason::EducationIs { education } => fill(&said.education_is, &[("education", self.name(education))]),
            Reason::GenderIs { gender } => fill(&said.gender_is, &[("gender", self.name(gender))]),
            Reason::RecordComplete => said.record_complete.clone(),
            Reason::Incomplete { ref missing } => {
                let missing: Vec<&str> = missing.iter().map(|what| self.name(*what)).collect();
                fill(&said.incomplete, &[("missing", &missing.join(", "))])
            }
            Reason::DueOn { on } => self.on(&said.due_on, on),
            Reason::DoneOn { on, due } => fill(&self.on(&said.done_on, on), &[("due", &self.lang.date(due))]),
            Reason::OverdueSince { on } => self.on(&said.overdue_since, on),
            Reason::NeverDue => said.never_due.clone(),
            Reason::ServedOn { on } => self.on(&said.served_on, on),
            Reason::NeverServed => said.never_served.clone(),
            Reason::AcademicHours { hours, more_than } => {
                fill(&said.academic_hours, &[("hours", &hours.to_string()), ("more", &more_than.to_string())])
            }
            Reason::StepOn { on } => self.on(&said.step_on, on),
            Reason::StepNotReached => said.step_not_reached.clone(),
            Reason::Scores { first, last } => {
                fill(&said.scores, &[("first", &first.to_string()), ("last", &last.to_string())])
            }
            Reason::ScoredOnce { on } => self.on(&said.scored_once, on),
            Reason::NotScored => said.not_scored.clone(),
            // which worker and which meeting counts
            Reason::CaseloadUnder { cases: n, at_least } => {
                fill(&said.caseload_under, &[("cases", &cases(n)), ("at_least", &at_least.to_string())])
            }
            Reason::CaseloadOver { cases: n, at_most } => {
                fill(&said.caseload_over, &[("cases", &cases(n)), ("at_most", &at_most.to_string())])
            }
            Reason::CaseloadRight { cases: n } => cases(n),
            Reason::Supports { from } => self.on_or(&said.supports, &said.supports_undated, from),
            Reason::NoParticipants => said.no_participants.clone(),
            Reason::WorksFrom { on } => self.on(&said.works_from, on),
            Reason::WorkedUntil { on } => self.on(&said.worked_until, on),
            Reason::Held { on } => self.on(&said.held, on),
            Reason::StillToCome { on } => self.on(&said.still_to_come, on),
            Reason::NotHeld { on, result } => fill(&self.on(&said.not_held, on), &[("result", self.name(result))]),
            Reason::MonthEnds { on } => self.on(&said.month_ends, on),
            Reason::OtherMeeting => said.other_meeting.clone(),
            Reason::OtherUnit => said.other_unit.clone(),
        }
    }

    fn spell(&self, kind: &str, from: NaiveDate, to: Option<NaiveDate>) -> String {
        let (sentence, from) = (&self.reason, self.lang.date(from));
        match to {
            Some(to) => fill(&sentence.spell_until, &[("kind", kind), ("from", &from), ("to", &self.lang.date(to))]),
            None => fill(&sentence.spell, &[("kind", kind), ("day", &from)]),
        }
    }

    fn on(&self, sentence: &str, day: NaiveDate) -> String {
        fill(sentence, &[("day", &self.lang.date(day))])
    }

    fn on_or(&self, sentence: &str, undated: &str, day: Option<NaiveDate>) -> String {
        day.map_or_else(|| undated.to_owned(), |day| self.on(sentence, day))
    }

    fn what(&self, sentence: &str, kind: CircumstanceKind) -> String {
        fill(sentence, &[("what", self.name(kind))])
    }

    fn what_on(&self, sentence: &str, kind: CircumstanceKind, day: NaiveDate) -> String {
        fill(sentence, &[("what", self.name(kind)), ("day", &self.lang.date(day))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Education, ExitReason, Gender, Labour, MeetingResult, Missing, Scale, SpellKind, month_of},
        i18n::{Lang, words},
    };

    /// One reason of each variant.
    #[allow(clippy::too_many_lines, reason = "a table: one line a reason")]
    fn each() -> Vec<Reason> {
        let day = |n: u32| NaiveDate::from_ymd_opt(2013, n, 5).unwrap();
        let (on, kind) = (day(1), CircumstanceKind::OutOfWork);
        vec![
            Reason::Applied { on: Some(on) },
            Reason::Applied { on: None },
            Reason::AppliesOn { on },
            Reason::Refused { on: Some(on) },
            Reason::Refused { on: None },
            Reason::Withdrawn { on: Some(on) },
            Reason::Withdrawn { on: None },
            Reason::EntersOn { on },
            Reason::Entered { on },
            Reason::Paused { from: on, to: Some(day(2)) },
            Reason::Paused { from: on, to: None },
            Reason::Exited { on, why: Some(ExitReason::Work) },
            Reason::Exited { on, why: None },
            Reason::WrongRegistration { on },
            Reason::LimitOn { on },
            Reason::LimitPassed { on, days: 2 },
            Reason::LimitMoved { days: 2 },
            Reason::Prolonged { on, until: day(2) },
            Reason::LeftWithinLimit { on, limit: day(2) },
            Reason::NoLimit,
            Reason::AgeMet { age: 33 },
            Reason::TooYoung { age: 15, at_least: 16, from: on },
            Reason::TooOld { age: 65, at_most: 64 },
            Reason::BirthNotKnown,
            Reason::Holds { kind, since: Some(on) },
            Reason::Holds { kind, since: None },
            Reason::TooShort { kind, since: on, from: day(2) },
            Reason::HoldsFrom { kind, since: on },
            Reason::HoldsNot { kind },
            Reason::HeldUntil { kind, until: on },
            Reason::SinceNotKnown { kind },
            Reason::Declined { kind },
            Reason::NotAsked { kind },
            Reason::NothingAsked,
            Reason::PlanMade { on },
            Reason::NoPlan,
            Reason::FollowUpMade { on },
            Reason::NotReached { tries: 2, last: on },
            Reason::FollowUpDeclined { on },
            Reason::GivenUp { tries: 3, last: on },
            Reason::CanBeDoneFrom { on },
            Reason::CountsUntil { on },
            Reason::TooEarly { from: on },
            Reason::TooLate { until: on },
            Reason::Assessed { scale: Scale::Who5, on },
            Reason::NotAssessed { scale: Scale::Who5 },
            Reason::Ruled { on },
            Reason::NotRuled,
            Reason::ReportFor { from: on, to: day(2) },
            Reason::HandedIn { on },
            Reason::MetOn { on },
            Reason::NotMet,
            Reason::Met { on },
            Reason::NeverMet { since: on },
            Reason::ProbationRuns { until: on },
            Reason::ProbationUnconfirmed { ended: on },
            Reason::ProbationPassed { on },
            Reason::LostInProbation { ended: on, probation: day(2) },
            Reason::ProbationNotKnown { from: on },
            Reason::NoJob,
            Reason::Agreed { what: "…".to_owned() },
            Reason::ActionDone { on },
            Reason::PlanOf { made_on: on },
            Reason::PlanEvaluated { on },
            Reason::NotWrittenUp { on },
            Reason::MonthHeld { month: month_of(on), held: 1, at_least: 2 },
            Reason::CaseloadUnder { cases: 4, at_least: 5 },
            Reason::CaseloadOver { cases: 9, at_most: 8 },
            Reason::CaseloadRight { cases: 7 },
            Reason::Supports { from: Some(on) },
            Reason::Supports { from: None },
            Reason::NoParticipants,
            Reason::WorksFrom { on },
            Reason::WorkedUntil { on },
            Reason::Held { on },
            Reason::StillToCome { on },
            Reason::NotHeld { on, result: MeetingResult::Missed },
            Reason::ThereOn { on },
            Reason::NotThereOn { on },
            Reason::OnlyOn { on },
            Reason::SinceExit { on },
            Reason::Spell { kind: SpellKind::Work, from: on, to: None },
            Reason::Spell { kind: SpellKind::Work, from: on, to: Some(day(2)) },
            Reason::NoneBegan,
            Reason::StatusOn { on, labour: Labour::Employed },
            Reason::StatusNotKnown { on },
            Reason::Busy { before: 0, after: 50 },
            Reason::QualifiedOn { on },
            Reason::NoQualification,
            Reason::ImprovedOn { on },
            Reason::NotImprovedOn { on },
            Reason::EducationIs { education: Education::Isced3 },
            Reason::GenderIs { gender: Gender::Woman },
            Reason::RecordComplete,
            Reason::Incomplete { missing: vec![Missing::Gender, Missing::Birth] },
            Reason::DueOn { on },
            Reason::DoneOn { on, due: day(2) },
            Reason::OverdueSince { on },
            Reason::NeverDue,
            Reason::ServedOn { on },
            Reason::NeverServed,
            Reason::AcademicHours { hours: 33, more_than: 32 },
            Reason::StepOn { on },
            Reason::StepNotReached,
            Reason::Scores { first: 4, last: 6 },
            Reason::ScoredOnce { on },
            Reason::NotScored,
            Reason::MonthEnds { on },
            Reason::OtherMeeting,
            Reason::OtherUnit,
        ]
    }

    #[test]
    fn every_reason_is_said_in_every_language_with_no_place_left_empty_and_no_two_alike() {
        for lang in Lang::ALL {
            let mut said: Vec<String> = each().iter().map(|reason| words(lang).reason(reason)).collect();
            assert!(said.iter().all(|text| !text.is_empty() && !text.contains('{')), "{said:?}");
            let all = said.len();
            said.sort();
            said.dedup();
            assert_eq!(said.len(), all, "{lang}: {said:#?}");
        }
    }

    #[test]
    fn a_reason_takes_the_plural_of_its_number() {
        let said = |tries| words(Lang::Lt).reason(&Reason::NotReached { tries, last: NaiveDate::MAX });

        assert!(said(1).contains("1 kartą") && said(2).contains("2 kartus") && said(10).contains("10 kartų"));
    }
}
