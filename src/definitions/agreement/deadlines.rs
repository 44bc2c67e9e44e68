//! Whether each deadline agrees with itself and with the rest of the definition.

use super::Found;
use crate::definitions::tree::below;
use crate::domain::Definition;
use crate::domain::definition::{Anchor, Deadline, Flaw, named};

/// Every deadline that does not.
pub(super) fn flaws(definition: &Definition) -> Found {
    let each = (1..).zip(&definition.deadlines);
    let found = each.filter_map(|(n, deadline): (usize, _)| {
        let place = format!("deadline.{n}");
        deadline_flaw(deadline, definition).map(|(key, flaw)| (below(&place, key), flaw))
    });
    found.collect()
}

/// Under which key a deadline does not agree with itself or the rest of the definition, and how.
fn deadline_flaw(deadline: &Deadline, definition: &Definition) -> Option<(&'static str, Flaw)> {
    let id = || deadline.id.clone();
    let unknown = |id: &String, list| Some(("anchor", Flaw::UnknownId { id: id.clone(), list }));
    match &deadline.anchor {
        Anchor::StayLimit if definition.limit_of_stay.is_none() => return Some(("anchor", Flaw::NoLimit(id()))),
        Anchor::Step(step) if named(&definition.steps, step).is_none() => return unknown(step, "step"),
        Anchor::Previous(other) if definition.deadline(other).is_none() => return unknown(other, "deadline"),
        Anchor::Previous(_) if definition.in_circle(deadline) => return Some(("anchor", Flaw::Circle(id()))),
        _ => {}
    }
    if let Some(step) = deadline.step.as_ref().filter(|step| named(&definition.steps, step).is_none()) {
        return Some(("step", Flaw::UnknownId { id: step.clone(), list: "step" }));
    }
    if let Some(key) = deadline.lacks() {
        return Some(("task", Flaw::Lacks { id: id(), key }));
    }
    (!deadline.fits()).then(|| ("task", Flaw::Unfit(id())))
}
