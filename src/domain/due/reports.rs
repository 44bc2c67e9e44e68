//! What the programme owes its funder: a report for each month or quarter, and the one at its end.

use chrono::{Datelike, NaiveDate};

use super::{Due, DueStatus, Subject};
use crate::domain::definition::{Anchor, Deadline};
use crate::domain::{Definition, Facts, HandIn, Reason, months_between};

/// The reports of every span that has begun by this day, within the programme's period; one that is late is still to be handed in.
pub(super) fn due<'a>(facts: &'a Facts, definition: &'a Definition, day: NaiveDate) -> impl Iterator<Item = Due> + 'a {
    let deadlines = definition.deadlines.iter().filter(|deadline| deadline.of_programme());
    deadlines.flat_map(move |deadline| {
        let spans = spans(&deadline.anchor, definition, day);
        (1..).zip(spans).map(move |(occurrence, span)| report(facts, definition, deadline, occurrence, span, day))
    })
}

fn report(
    facts: &Facts,
    definition: &Definition,
    deadline: &Deadline,
    occurrence: i64,
    (from, to): (NaiveDate, NaiveDate),
    day: NaiveDate,
) -> Due {
    let due_on = deadline.after.after(to, definition.country());
    let answers = |it: &&HandIn| it.rule == deadline.id && it.occurrence == occurrence && it.handed_in_on <= day;
    let handed_in = facts.hand_ins.iter().map(|row| &row.record).filter(answers).map(|it| it.handed_in_on).min();
    let span = Reason::ReportFor { from, to };
    Due {
        rule: deadline.id.clone(),
        subject: Subject::Programme,
        occurrence,
        anchor: to,
        opens_on: deadline.opens(due_on),
        due_on,
        status: DueStatus::of(handed_in, due_on, day),
        tries: 0,
        reasons: handed_in.map(|on| Reason::HandedIn { on }).into_iter().chain([span]).collect(),
    }
}

/// The spans to report on, first to last: calendar months or quarters, or the whole programme.
fn spans(anchor: &Anchor, definition: &Definition, day: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let (from, end) = (definition.period.from, definition.period.end());
    let last = |to: NaiveDate| end.map_or(to, |end| end.min(to));
    if from > day {
        return Vec::new();
    }
    let months = || months_between(from, last(day));
    match anchor {
        Anchor::Month => months().map(|month| (month.first().max(from), last(month.last()))).collect(),
        Anchor::Quarter => {
            let begins = months().filter(|month| month.month() % 3 == 1 || month.contains(from));
            let quarter = |month: crate::domain::Month| {
                let left = 2 - month.first().month0() % 3;
                let close = (0..left).fold(month, |month, _| month.next());
                (month.first().max(from), last(close.last()))
            };
            begins.map(quarter).collect()
        }
        _ => end.map(|end| (from, end)).into_iter().collect(),
    }
}
