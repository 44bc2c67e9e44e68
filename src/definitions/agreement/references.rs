//! Whether whatever a definition names by id is in the list that the id belongs to.

use super::{Found, each_condition};
use crate::domain::Definition;
use crate::domain::definition::{Condition, Flaw, Item};

/// The ids that are named and stand nowhere.
pub(super) fn flaws(definition: &Definition) -> Found {
    let mut found = Found::new();
    for (number, promise) in (1..).zip(&definition.promises) {
        each_condition(number, promise, &mut |place, condition| {
            if let Some((list, id)) = named(condition).filter(|(list, id)| !has(definition, list, id)) {
                found.push((place.to_owned(), Flaw::UnknownId { id: id.to_owned(), list }));
            }
        });
    }
    found
}

/// The list and the id that a condition names.
fn named(condition: &Condition) -> Option<(&'static str, &str)> {
    match condition {
        Condition::FellDue(id) | Condition::Done(id) | Condition::InTime(id) => Some(("deadline", id)),
        Condition::Stands(standing) => Some(("deadline", standing.follow_up.as_deref()?)),
        Condition::ServedWith(id) => Some(("component", id)),
        Condition::StepReached(id) => Some(("step", id)),
        Condition::CadenceKept(id) => Some(("cadence", id)),
        _ => None,
    }
}

fn has(definition: &Definition, list: &str, id: &str) -> bool {
    let among = |items: &[Item]| items.iter().any(|item| item.id == id);
    match list {
        "deadline" => definition.deadline(id).is_some() || definition.cadence(id).is_some(),
        "cadence" => definition.cadence(id).is_some(),
        "component" => among(&definition.components),
        _ => among(&definition.steps),
    }
}

#[cfg(test)]
mod tests {
    use crate::definitions::parse;
    use crate::domain::definition::Flaw;

    const RAPLA: &str = include_str!("../../../data/programmes/rapla-2013.toml");

    #[test]
    fn what_a_promise_names_by_id_must_be_in_its_list() {
        let named = [
            ("{ fell-due = \"x\" }", "deadline"),
            ("{ done = \"x\" }", "deadline"),
            ("{ in-time = \"x\" }", "deadline"),
            ("{ stands = { is = [\"employed\"], follow_up = \"x\" } }", "deadline"),
            ("{ served-with = \"x\" }", "component"),
            ("{ any = [\"open\", { step-reached = \"x\" }] }", "step"),
            ("{ cadence-kept = \"x\" }", "cadence"),
        ];
        for (condition, list) in named {
            let counted = format!("counted = [{condition}]");
            let text = RAPLA.replacen("counted = [\"within-limit\"]", &counted, 1);

            let problem = parse(&text).unwrap_err();

            assert_eq!(problem.flaw, Flaw::UnknownId { id: "x".to_owned(), list }, "{condition}");
            assert_eq!(text.lines().nth(problem.line.unwrap() - 1), Some(counted.as_str()));
        }
    }

    #[test]
    fn what_is_in_its_list_may_be_named() {
        let text = RAPLA.replacen("counted = [\"within-limit\"]", "counted = [{ done = \"six-months\" }]", 1);

        assert!(parse(&text).is_ok());
    }
}
