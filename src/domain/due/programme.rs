//! What falls due for the programme itself: its meetings, what was agreed, caseloads outside the band.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::reports;
use super::{ACTION_RULE, CASELOAD_RULE, Due, DueStatus, Subject, WRITE_UP_RULE};
use crate::domain::cadence::{CadenceMonth, cadence_months};
use crate::domain::definition::Cadence;
use crate::domain::places::caseloads;
use crate::domain::{Action, Definition, Facts, Id, MeetingBrief, Reason, Stored, Worker, WorkerRole, add_days};

/// What is due and belongs to no single participation.
pub(super) fn due<'a>(facts: &'a Facts, definition: &'a Definition, day: NaiveDate) -> impl Iterator<Item = Due> + 'a {
    let actions = facts.actions.iter().filter_map(move |agreed| action(agreed, day));
    let write_ups = facts.meetings.iter().filter_map(move |meeting| write_up(meeting, day));
    let loads = caseloads(facts, day);
    let caseloads = facts.workers.iter().filter_map(move |worker| band(&loads, definition, worker, day));
    actions
        .chain(write_ups)
        .chain(caseloads)
        .chain(months(facts, definition, day))
        .chain(reports::due(facts, definition, day))
}

/// When an agreed action is due; a dropped one and one without a day are not.
pub(super) fn action(action: &Stored<Action>, day: NaiveDate) -> Option<Due> {
    let record = &action.record;
    let due_on = record.due_on?;
    let done = record.done_on.filter(|on| *on <= day);
    if done.is_none() && record.dropped_on.is_some_and(|on| on <= day) {
        return None;
    }
    let agreed = Reason::Agreed { what: record.text.clone() };
    Some(Due {
        rule: ACTION_RULE.to_owned(),
        subject: Subject::Action(action.id),
        occurrence: 1,
        anchor: due_on,
        opens_on: None,
        due_on,
        status: DueStatus::of(done, due_on, day),
        tries: 0,
        reasons: done.map(|on| Reason::ActionDone { on }).into_iter().chain([agreed]).collect(),
    })
}

/// That a meeting of the past has no result; in time until the day after it.
pub(super) fn write_up(meeting: &Stored<MeetingBrief>, day: NaiveDate) -> Option<Due> {
    let on = meeting.record.date;
    (on < day && meeting.record.result.is_none()).then(|| Due {
        rule: WRITE_UP_RULE.to_owned(),
        subject: Subject::Meeting(meeting.id),
        occurrence: 1,
        anchor: on,
        opens_on: None,
        due_on: add_days(on, 1),
        status: DueStatus::of(None, add_days(on, 1), day),
        tries: 0,
        reasons: vec![Reason::NotWrittenUp { on }],
    })
}

fn months(facts: &Facts, definition: &Definition, day: NaiveDate) -> Vec<Due> {
    let of = |cadence: &Cadence| {
        let months = cadence_months(facts, cadence, &definition.period, day);
        let in_month = |(found, occurrence): (CadenceMonth, i64)| Due {
            rule: cadence.id.clone(),
            subject: Subject::Programme,
            occurrence,
            anchor: found.month.first(),
            opens_on: None,
            due_on: found.month.last(),
            status: match DueStatus::of(found.fulfilled_on, found.month.last(), day) {
                DueStatus::Overdue => DueStatus::Missed,
                status => status,
            },
            tries: 0,
            reasons: vec![Reason::MonthHeld { month: found.month, held: found.held, at_least: cadence.at_least }],
        };
        months.into_iter().zip(1..).map(in_month).collect::<Vec<_>>()
    };
    definition.cadences.iter().flat_map(of).collect()
}

/// A notice of the day itself that a worker's caseload lies outside the band.
fn band(loads: &HashMap<Id, Vec<Id>>, definition: &Definition, worker: &Stored<Worker>, day: NaiveDate) -> Option<Due> {
    let band = definition.open_cases.as_ref()?.value;
    if !worker.record.role.is_some_and(WorkerRole::has_caseload) || !worker.record.active(day) {
        return None;
    }
    let cases = loads.get(&worker.id).map_or(0, Vec::len);
    let reason = band.breach(cases)?;
    Some(Due {
        rule: CASELOAD_RULE.to_owned(),
        subject: Subject::Worker(worker.id),
        occurrence: 1,
        anchor: day,
        opens_on: None,
        due_on: day,
        status: DueStatus::Open,
        tries: 0,
        reasons: vec![reason],
    })
}
