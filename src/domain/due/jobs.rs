//! Deadlines that follow from a job: after its probation somebody notes whether it was passed.

use chrono::NaiveDate;

use super::answer::Part;
use super::{Due, DueStatus, Subject};
use crate::domain::definition::{Anchor, Deadline, Task};
use crate::domain::stays::real_stays;
use crate::domain::{Case, Definition, ExitReason, FollowUpResult, Reason, Spell, SpellKind};

/// The deadlines of each job, the jobs counted in the order in which they began; for probation only those that have one.
pub(super) fn due(case: &Case, definition: &Definition, day: NaiveDate, dues: &mut Vec<Due>) {
    let of_jobs = |deadline: &&Deadline| matches!(deadline.anchor, Anchor::JobStart | Anchor::ProbationEnd);
    if case.spells.is_empty() {
        return;
    }
    let begun = case.spells.iter().map(|spell| &spell.record);
    let mut jobs: Vec<_> = begun.filter(|spell| spell.kind == SpellKind::Work && spell.from <= day).collect();
    jobs.sort_by_key(|job| job.from);
    for deadline in definition.deadlines.iter().filter(of_jobs) {
        let start = deadline.anchor == Anchor::JobStart;
        let counted = jobs.iter().filter(|job| start || job.probation_ends_on.is_some());
        dues.extend(
            (1..).zip(counted).filter_map(|(occurrence, job)| of_job(case, definition, day, deadline, occurrence, job)),
        );
    }
}

fn of_job(
    case: &Case,
    definition: &Definition,
    day: NaiveDate,
    deadline: &Deadline,
    occurrence: i64,
    job: &Spell,
) -> Option<Due> {
    let anchor = if deadline.anchor == Anchor::JobStart { job.from } else { job.probation_ends_on? };
    let due_on = deadline.after.after(anchor, definition.country());
    if deadline.task != Task::Probation {
        // Who lost the job before the day is not asked how it goes.
        let lost = job.to.is_some_and(|to| to <= day && to < due_on);
        let over = lost || !asks_now(case, day);
        let part = Part { case, definition, day, occurrence, stay: None, after: None, before: None, over };
        return part.due(deadline, anchor);
    }
    let (done, reason) = outcome(case, job, job.probation_ends_on?, day)?;
    Some(Due {
        rule: deadline.id.clone(),
        subject: Subject::Participation(case.id()),
        occurrence,
        anchor,
        opens_on: None,
        due_on,
        status: DueStatus::of(done, due_on, day),
        tries: 0,
        reasons: vec![reason],
    })
}

/// When it became known how the probation ended, and how it stands; nothing where nobody needs to ask.
fn outcome(case: &Case, job: &Spell, end: NaiveDate, day: NaiveDate) -> Option<(Option<NaiveDate>, Reason)> {
    if let Some(ended) = job.to.filter(|to| *to <= day && *to <= end) {
        return Some((Some(ended), Reason::LostInProbation { ended, probation: end }));
    }
    if day < end {
        return asks_now(case, day).then_some((None, Reason::ProbationRuns { until: end }));
    }
    match confirmed(case, job, end, day) {
        Some(on) => Some((Some(on), Reason::ProbationPassed { on: end })),
        None => asks_now(case, day).then_some((None, Reason::ProbationUnconfirmed { ended: end })),
    }
}

/// Who left for another reason than work is not asked about a job.
fn asks_now(case: &Case, day: NaiveDate) -> bool {
    let last = real_stays(case, day).pop();
    last.is_some_and(|stay| stay.exited_by(day).is_none() || stay.stay.record.exit_reason == Some(ExitReason::Work))
}

/// The first day on which something on file shows how the job stood after its probation: its end, its evidence, a status,
/// a follow-up, or an exit for work.
fn confirmed(case: &Case, job: &Spell, end: NaiveDate, day: NaiveDate) -> Option<NaiveDate> {
    let by_evidence = (!job.evidence.trim().is_empty()).then_some(end);
    let statuses = case.statuses.iter().map(|status| &status.record);
    let by_status = statuses.filter(|status| status.labour.is_some()).map(|status| status.date);
    let follow_ups = case.follow_ups.iter().map(|follow_up| &follow_up.record);
    let by_follow_up = follow_ups.filter(|made| made.result == FollowUpResult::Made).map(|made| made.date);
    let stays = case.stays.iter().map(|stay| &stay.stay.record);
    let by_exit = stays.filter(|stay| stay.exit_reason == Some(ExitReason::Work)).filter_map(|stay| stay.exited_on);
    let days = by_evidence.into_iter().chain(job.to).chain(by_status).chain(by_follow_up).chain(by_exit);
    days.filter(|on| (end..=day).contains(on)).min()
}
