//! Deadlines that return while the participant is in the programme: each time has a span of its own, from the due day of the time
//! before to its own.

use chrono::NaiveDate;

use super::answer::{Days, Part, missing};
use super::{Due, DueStatus, Subject};
use crate::domain::definition::{Anchor, Deadline};
use crate::domain::{Reason, add_days};

/// The most times that one stay is asked; a mistyped year must not make thousands.
const MOST: u32 = 1000;

/// One time: its due day, and the first record that answered it.
struct Time {
    due_on: NaiveDate,
    answer: Option<(NaiveDate, Reason)>,
}

/// Every time that has come, and the one that is next; the times go on counting from one stay to the next.
///
/// A time that passed without an answer is late while nothing was done since, and missed from the next answer, or the next due
/// day, on.
pub(super) fn due(part: &Part<'_>, deadline: &Deadline, anchor: NaiveDate, dues: &mut Vec<Due>) {
    let before = dues.iter().filter(|due| due.rule == deadline.id).count() as i64;
    let times = times(part, deadline, anchor);
    let passed = times.iter().filter(|time| time.due_on < part.day).count();
    let since = times[passed..].iter().any(|time| time.answer.is_some());
    let in_programme = part.exited().is_none();
    let mut late = false;
    for (place, time) in times.iter().enumerate() {
        let status = match &time.answer {
            Some((on, _)) => DueStatus::Done(*on),
            None if !in_programme => DueStatus::Missed,
            None if place >= passed => DueStatus::Open,
            None if place + 1 == passed && !since => DueStatus::Overdue,
            None => DueStatus::Missed,
        };
        // What is late is done by the same act as the next time; it is asked for once.
        if status == DueStatus::Open && late {
            break;
        }
        late = status == DueStatus::Overdue;
        let reason = time.answer.as_ref().map_or_else(|| missing(deadline), |(_, reason)| reason.clone());
        dues.push(Due {
            rule: deadline.id.clone(),
            subject: Subject::Participation(part.case.id()),
            occurrence: before + place as i64 + 1,
            anchor,
            opens_on: None,
            due_on: time.due_on,
            status,
            tries: 0,
            reasons: vec![reason],
        });
    }
}

/// The times of one stay up to the first that lies ahead, and none after the exit.
fn times(part: &Part<'_>, deadline: &Deadline, anchor: NaiveDate) -> Vec<Time> {
    let Some(every) = deadline.every else { return Vec::new() };
    let first = deadline.after.after(anchor, part.definition.country());
    let mut from = match deadline.anchor {
        Anchor::Entry => part.after,
        Anchor::Previous(_) => Some(add_days(anchor, 1)),
        _ => Some(anchor),
    };
    let mut times = Vec::new();
    for n in 0..MOST {
        let due_on = every.times(n).after(first);
        if part.exited().is_some_and(|exit| due_on > exit) {
            break;
        }
        let days = Days { first: from, last: Some(due_on.min(part.day)) };
        times.push(Time { due_on, answer: part.answer(deadline, days) });
        if due_on >= part.day {
            break;
        }
        from = Some(add_days(due_on, 1));
    }
    times
}
