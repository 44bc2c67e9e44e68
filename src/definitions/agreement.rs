//! Whether the parts of a definition agree with one another.

use std::collections::BTreeSet;

use super::tree::below;
use crate::domain::definition::{Anchor, Band, Deadline, Flaw, named};
use crate::domain::{COMMON_RULES, Definition};

/// Where something is wrong, and what.
type Found = Vec<(String, Flaw)>;

/// Everything in which the parts of a definition do not agree.
pub(super) fn flaws(definition: &Definition) -> Found {
    let mut found = period(definition);
    found.extend(bands(definition));
    found.extend(ids(definition));
    found.extend(deadlines(definition));
    found
}

fn period(definition: &Definition) -> Found {
    let period = &definition.period;
    let ends_early = |to: &_| *to < period.from;
    let early = period.to.filter(ends_early).map(|to| Flaw::EndsBeforeBeginning { from: period.from, to });
    early.map(|flaw| ("period.to".to_owned(), flaw)).into_iter().collect()
}

fn bands(definition: &Definition) -> Found {
    let open_cases = definition.open_cases.iter().map(|band| ("open_cases.value".to_owned(), band.value));
    open_cases.filter_map(|(place, band)| Some((place, band_flaw(band)?))).collect()
}

fn band_flaw(band: Band) -> Option<Flaw> {
    match (band.at_least, band.at_most) {
        (None, None) => Some(Flaw::NoBound),
        (Some(at_least), Some(at_most)) if at_least > at_most => Some(Flaw::EmptyBand { at_least, at_most }),
        _ => None,
    }
}

fn ids(definition: &Definition) -> Found {
    let mut dates: Vec<_> = COMMON_RULES.into_iter().map(|id| (String::new(), id)).collect();
    dates.extend(numbered("cadence", definition.cadences.iter().map(|cadence| cadence.id.as_str())));
    dates.extend(numbered("deadline", definition.deadlines.iter().map(|deadline| deadline.id.as_str())));
    let promises = numbered("promise", definition.promises.iter().map(|promise| promise.id.as_str()));
    let rules = numbered("eligibility", definition.eligibility.iter().map(|rule| rule.id.as_str()));
    [dates, promises, rules].into_iter().flat_map(each_id_once).collect()
}

/// The places of the parts of a list, and their ids.
fn numbered<'a>(list: &str, ids: impl Iterator<Item = &'a str>) -> Vec<(String, &'a str)> {
    (1..).zip(ids).map(|(number, id): (usize, _)| (below(list, &number.to_string()), id)).collect()
}

fn each_id_once(ids: Vec<(String, &str)>) -> Found {
    let mut seen = BTreeSet::new();
    let twice = ids.into_iter().filter(move |(_, id)| !seen.insert(*id));
    twice.map(|(place, id)| (below(&place, "id"), Flaw::SameId(id.to_owned()))).collect()
}

fn deadlines(definition: &Definition) -> Found {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definitions::{parse, read};
    use crate::domain::definition::DefinitionProblem;

    const RAPLA: &str = include_str!("../../data/programmes/rapla-2013.toml");

    /// What is wrong with Rapla's definition after a change, and what stands on the line that is named.
    fn wrong(from: &str, to: &str) -> (String, Flaw) {
        assert!(RAPLA.contains(from), "{from}");
        let text = RAPLA.replacen(from, to, 1);
        let DefinitionProblem { line, flaw } = parse(&text).unwrap_err();
        (text.lines().nth(line.unwrap() - 1).unwrap().to_owned(), flaw)
    }

    #[test]
    fn a_text_missing_in_a_language_is_shown_in_the_programmes_own() {
        let text = RAPLA.replace("sv = \"Rapla kommun\"\n", "");

        let carrier = parse(&text).unwrap().carrier;

        assert_eq!((carrier.get("lt"), carrier.get("sv")), ("Raplos savivaldybė", "Rapla vald"));
    }

    #[test]
    fn a_text_missing_in_the_programmes_own_language_is_refused_with_its_place() {
        let (line, flaw) = wrong("et = \"Rapla vald\"\n", "");

        assert_eq!((line.as_str(), flaw), ("[carrier]", Flaw::NotInOwnLanguage("carrier".to_owned())));
    }

    #[test]
    fn a_language_that_nobody_speaks_here_is_refused() {
        let (line, flaw) = wrong("language = \"et\"", "language = \"fi\"");

        assert_eq!((line.as_str(), flaw), ("language = \"fi\"", Flaw::UnknownLanguage("fi".to_owned())));
    }

    #[test]
    fn a_misspelt_name_is_refused_with_its_line() {
        let (line, flaw) = wrong("code =", "kode =");

        assert_eq!(line, "kode = \"rapla-2013\"");
        assert!(matches!(flaw, Flaw::Unreadable(said) if said.contains("kode")));
    }

    #[test]
    fn two_promises_of_one_id_are_refused() {
        let (line, flaw) = wrong("id = \"found-work-share\"", "id = \"found-work\"");

        assert_eq!((line.as_str(), flaw), ("id = \"found-work\"", Flaw::SameId("found-work".to_owned())));
    }

    #[test]
    fn a_period_that_ends_before_it_begins_is_refused() {
        let (line, flaw) = wrong("from = \"2013-01-01\"", "from = \"2013-01-01\"\nto = \"2012-12-31\"");

        assert_eq!(line, "to = \"2012-12-31\"");
        assert!(matches!(flaw, Flaw::EndsBeforeBeginning { .. }));
    }

    #[test]
    fn a_band_must_have_a_bound_and_hold_a_number() {
        let (line, none) = wrong("value = { at_least = 5 }", "value = {}");
        let (_, empty) = wrong("value = { at_least = 5 }", "value = { at_least = 8, at_most = 5 }");

        assert_eq!((line.as_str(), none), ("value = {}", Flaw::NoBound));
        assert_eq!(empty, Flaw::EmptyBand { at_least: 8, at_most: 5 });
    }

    #[test]
    fn a_deadline_from_the_limit_of_stay_needs_a_limit() {
        let (before, rest) = RAPLA.split_once("[limit_of_stay]").unwrap();
        let (_, after) = rest.split_once("[open_cases]").unwrap();
        let text = format!("{before}[open_cases]{after}");

        assert_eq!(parse(&text).unwrap_err().flaw, Flaw::NoLimit("stay-limit".to_owned()));
    }

    #[test]
    fn a_deadline_names_what_is_there_and_its_parts_fit() {
        let anchor = "anchor = \"last-meeting\"";
        let task = "task = \"meeting\"";
        let unknown = |id: &str, list| Flaw::UnknownId { id: id.to_owned(), list };

        assert_eq!(wrong(anchor, "anchor = { step = \"practice\" }").1, unknown("practice", "step"));
        assert_eq!(wrong(anchor, "anchor = { previous = \"nothing\" }").1, unknown("nothing", "deadline"));
        assert_eq!(wrong(anchor, "anchor = { previous = \"contact\" }").1, Flaw::Circle("contact".to_owned()));
        let lacks = |key| Flaw::Lacks { id: "contact".to_owned(), key };
        assert_eq!(wrong(task, "task = \"assessment\"").1, lacks("scale"));
        assert_eq!(wrong(task, "task = \"step\"").1, lacks("step"));
        assert_eq!(wrong(task, "task = \"report\"").1, Flaw::Unfit("contact".to_owned()));
        assert_eq!(wrong(anchor, "anchor = \"month\"").1, Flaw::Unfit("contact".to_owned()));
    }

    #[test]
    fn all_problems_are_found_at_once_in_the_order_of_their_lines() {
        let text =
            RAPLA.replace("value = { at_least = 5 }", "value = {}").replace("id = \"plans\"", "id = \"within-limit\"");

        let found: Vec<_> = read(&text, &text).unwrap_err().into_iter().map(|problem| problem.flaw).collect();

        assert_eq!(found, [Flaw::NoBound, Flaw::SameId("within-limit".to_owned())]);
    }
}
