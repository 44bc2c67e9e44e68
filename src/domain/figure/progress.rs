//! What was done with a participant, and how far they came: services, steps, scores on scales.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::held::Held;
use super::looked::Span;
use crate::domain::{MeetingBrief, Reason, Scale};

/// Minutes of an academic hour.
const ACADEMIC_HOUR: i64 = 45;

/// The meetings with the participant that took place; those about them are no service to them.
fn services<'a>(span: &'a Span, day: NaiveDate) -> impl Iterator<Item = &'a MeetingBrief> {
    let meetings = span.case.meetings.iter().map(|meeting| &meeting.record).filter(move |meeting| meeting.held(day));
    meetings.filter(|meeting| meeting.kind.is_with_participants())
}

/// Whether somebody was met or served in a way.
pub(super) fn served(span: &Span, day: NaiveDate, fits: impl Fn(&MeetingBrief) -> bool) -> Held {
    match services(span, day).filter(|meeting| fits(meeting)).map(|meeting| meeting.date).min() {
        Some(on) => Held::Yes(Reason::ServedOn { on }),
        None => Held::No(Reason::NeverServed),
    }
}

/// Whether the services came to more than so many academic hours.
pub(super) fn academic_hours(span: &Span, day: NaiveDate, more_than: u32) -> Held {
    let minutes: i64 = services(span, day).filter_map(|meeting| meeting.minutes).sum();
    let over = minutes > i64::from(more_than) * ACADEMIC_HOUR;
    Held::when(over, Reason::AcademicHours { hours: minutes / ACADEMIC_HOUR, more_than })
}

/// Whether the participant reached a step of the pathway.
pub(super) fn step_reached(span: &Span, day: NaiveDate, step: &str) -> Held {
    let steps = span.case.path_steps.iter().map(|row| &row.record);
    let reached = steps.filter(|row| row.step == step && row.entered_on <= day).map(|row| row.entered_on);
    reached.min().map_or(Held::No(Reason::StepNotReached), |on| Held::Yes(Reason::StepOn { on }))
}

/// The first and the last value of everything that was scored more than once on a scale, summed; or why there is none.
fn change(span: &Span, day: NaiveDate, scale: Scale) -> Result<(i64, i64), Held> {
    let mut items: BTreeMap<&str, [(NaiveDate, i64); 2]> = BTreeMap::new();
    let scores = span.case.assessments.iter().map(|row| &row.record);
    for score in scores.filter(|row| row.scale == scale && row.date <= day) {
        let this = (score.date, score.value);
        let [first, last] = items.entry(&score.item).or_insert([this; 2]);
        if score.date < first.0 {
            *first = this;
        }
        if score.date > last.0 {
            *last = this;
        }
    }
    let once = items.values().map(|[(on, _), _]| *on).max().ok_or(Held::Unknown(Reason::NotScored))?;
    let mut twice = items.values().filter(|[first, last]| first.0 < last.0).peekable();
    twice.peek().ok_or(Held::Unknown(Reason::ScoredOnce { on: once }))?;
    Ok(twice.fold((0, 0), |sums, [first, last]| (sums.0 + first.1, sums.1 + last.1)))
}

/// Whether the last score is better than the first: higher, but lower where barriers are scored.
pub(super) fn rose(span: &Span, day: NaiveDate, scale: Scale, by: i64) -> Held {
    let judge = |(first, last): (i64, i64)| {
        let better = if scale == Scale::Barrier { first - last } else { last - first };
        Held::when(better >= by, Reason::Scores { first, last })
    };
    change(span, day, scale).map_or_else(|why| why, judge)
}

/// Whether there is a first and a later score to hold against each other.
pub(super) fn scored_twice(span: &Span, day: NaiveDate, scale: Scale) -> Held {
    change(span, day, scale).map_or_else(|why| why, |(first, last)| Held::Yes(Reason::Scores { first, last }))
}
