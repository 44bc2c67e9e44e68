//! Deadlines that follow from the application: the decision, and what is to be done with who waits.

use chrono::NaiveDate;

use super::Due;
use super::answer::Part;
use crate::domain::definition::Anchor;
use crate::domain::{Case, Definition, StayFacts};

/// The deadlines counted from the application; none before its day, and none of a mistake.
pub(super) fn due(case: &Case, definition: &Definition, day: NaiveDate) -> Vec<Due> {
    let participation = &case.participation.record;
    let mut deadlines = definition.deadlines.iter().filter(|it| it.anchor == Anchor::Applied).peekable();
    let applied = participation.applied_on.filter(|on| *on <= day && deadlines.peek().is_some());
    let Some(applied) = applied.filter(|_| !case.stays.iter().any(StayFacts::is_wrong)) else { return Vec::new() };
    let turned_away = participation.ruling.is_some_and(|ruling| ruling != crate::domain::Ruling::Accepted);
    let part = Part {
        case,
        definition,
        day,
        occurrence: 1,
        stay: None,
        after: None,
        before: None,
        over: turned_away && participation.ruled_on.is_none_or(|on| on <= day),
    };
    deadlines.filter_map(|deadline| part.due(deadline, applied)).collect()
}
