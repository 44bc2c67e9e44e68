//! Whether the parts of a definition agree with one another.

mod deadlines;
mod references;

use std::collections::BTreeSet;

use super::tree::below;
use crate::domain::definition::{Band, Condition, Days, Flaw, Item, Requirement, Value};
use crate::domain::{COMMON_RULES, Definition};

/// Where something is wrong, and what.
type Found = Vec<(String, Flaw)>;

/// Everything in which the parts of a definition do not agree.
pub(super) fn flaws(definition: &Definition) -> Found {
    let mut found = edition(definition);
    found.extend(period(definition));
    found.extend(budget(definition));
    found.extend(bands(definition));
    found.extend(spans(definition));
    found.extend(ids(definition));
    found.extend(deadlines::flaws(definition));
    found.extend(references::flaws(definition));
    found
}

fn edition(definition: &Definition) -> Found {
    let (from, to) = (definition.period.from, definition.period.end());
    let within = definition.holds_from.is_some_and(|day| day > from && to.is_none_or(|to| day <= to));
    match definition.edition {
        ..=0 => vec![("edition".to_owned(), Flaw::BadEdition(definition.edition))],
        2.. if !within => vec![("holds_from".to_owned(), Flaw::HoldsOutside { from, to })],
        _ => Vec::new(),
    }
}

fn period(definition: &Definition) -> Found {
    let period = &definition.period;
    let mut found: Found =
        period.to.and_then(|to| span(period.from, to)).map(|flaw| ("period.to".to_owned(), flaw)).into_iter().collect();
    let mut end = period.to;
    for (number, extension) in (1..).zip(&period.extensions) {
        if let Some(end) = end.filter(|end| extension.to <= *end) {
            let flaw = Flaw::ExtensionNotLater { to: extension.to, end };
            found.push((format!("period.extension.{number}.to"), flaw));
        }
        end = Some(extension.to);
    }
    found
}

fn span(from: chrono::NaiveDate, to: chrono::NaiveDate) -> Option<Flaw> {
    (to < from).then_some(Flaw::EndsBeforeBeginning { from, to })
}

fn budget(definition: &Definition) -> Found {
    let differs = definition.budget.iter().filter(|budget| !budget.lines.is_empty() && budget.sum() != budget.total);
    let flaw = differs.map(|budget| Flaw::BudgetSum { sum: budget.sum().to_string(), total: budget.total.to_string() });
    flaw.map(|flaw| ("budget.total".to_owned(), flaw)).collect()
}

fn bands(definition: &Definition) -> Found {
    let mut bands: Vec<(String, Band)> = Vec::new();
    bands.extend(definition.open_cases.iter().map(|band| ("open_cases.value".to_owned(), band.value)));
    let totals = (1..).zip(&definition.places_in_total);
    bands.extend(totals.map(|(n, total): (usize, _)| (format!("places_in_total.{n}.value"), total.value)));
    for (n, rule) in (1..).zip(&definition.eligibility) {
        ages(&rule.requirement, &mut |band| bands.push((format!("eligibility.{n}.requirement"), band)));
    }
    for (n, promise) in (1..).zip(&definition.promises) {
        bands.extend(promise.target.map(|target| (format!("promise.{n}.target"), target)));
        each_condition(n, promise, &mut |place, condition| {
            if let Condition::AgeAtEntry(band) = condition {
                bands.push((place.to_owned(), *band));
            }
        });
    }
    let shares = (1..).zip(&definition.promises).filter(|(_, promise): &(usize, _)| promise.value == Value::Share);
    let over = shares.filter_map(|(n, promise)| {
        let target = promise.target?;
        let percent = target.at_least.max(target.at_most).filter(|percent| *percent > 100)?;
        Some((format!("promise.{n}.target"), Flaw::OverHundred(percent)))
    });
    bands.into_iter().filter_map(|(place, band)| Some((place, band_flaw(band)?))).chain(over).collect()
}

fn ages(requirement: &Requirement, look: &mut impl FnMut(Band)) {
    match requirement {
        Requirement::Age { at_least, at_most } => look(Band { at_least: *at_least, at_most: *at_most }),
        Requirement::All(parts) | Requirement::Any(parts) => parts.iter().for_each(|part| ages(part, look)),
        Requirement::Circumstance { .. } | Requirement::Without(_) => {}
    }
}

fn band_flaw(band: Band) -> Option<Flaw> {
    match (band.at_least, band.at_most) {
        (None, None) => Some(Flaw::NoBound),
        (Some(at_least), Some(at_most)) if at_least > at_most => Some(Flaw::EmptyBand { at_least, at_most }),
        _ => None,
    }
}

/// The spans of days in which something is counted.
fn spans(definition: &Definition) -> Found {
    let mut spans: Vec<(String, Days)> = Vec::new();
    let totals = (1..).zip(&definition.places_in_total);
    spans.extend(
        totals.filter_map(|(n, total): (usize, _)| Some((format!("places_in_total.{n}.within"), total.within?))),
    );
    for (n, promise) in (1..).zip(&definition.promises) {
        each_condition(n, promise, &mut |place, condition| match condition {
            Condition::EnteredWithin(days)
            | Condition::PresentWithin(days)
            | Condition::ExitedWithin(days)
            | Condition::ServedWithin(days)
            | Condition::HeldWithin(days) => spans.push((place.to_owned(), *days)),
            _ => {}
        });
    }
    spans.into_iter().filter_map(|(place, days)| Some((place, span(days.from, days.to)?))).collect()
}

/// Calls with every condition of a promise and where it stands; those inside others stand where those do.
fn each_condition(
    number: usize,
    promise: &crate::domain::definition::Promise,
    look: &mut impl FnMut(&str, &Condition),
) {
    let lists = [("universe", &promise.universe), ("base", &promise.base), ("counted", &promise.counted)];
    for (name, conditions) in lists {
        for (place, condition) in (1..).zip(conditions) {
            let place: usize = place;
            inside(condition, &mut |condition| look(&format!("promise.{number}.{name}.{place}"), condition));
        }
    }
}

fn inside<'a>(condition: &'a Condition, look: &mut impl FnMut(&'a Condition)) {
    match condition {
        Condition::Any(parts) => parts.iter().for_each(|part| inside(part, look)),
        Condition::Not(part) => inside(part, look),
        other => look(other),
    }
}

fn ids(definition: &Definition) -> Found {
    let mut dates = numbered("cadence", definition.cadences.iter().map(|cadence| cadence.id.as_str()));
    dates.extend(numbered("deadline", definition.deadlines.iter().map(|deadline| deadline.id.as_str())));
    let items = |list, items: &'_ [Item]| numbered(list, items.iter().map(|item| item.id.as_str()));
    let lists = [
        dates,
        numbered("promise", definition.promises.iter().map(|promise| promise.id.as_str())),
        numbered("eligibility", definition.eligibility.iter().map(|rule| rule.id.as_str())),
        numbered("attention", definition.attention.iter().map(|group| group.id.as_str())),
        items("step", &definition.steps),
        items("component", &definition.components),
        items("barrier", &definition.barriers),
        items("referral_source", &definition.referral_sources),
        items("case_team", &definition.case_team),
    ];
    let bad = lists.iter().flatten().filter(|(_, id)| !is_id(id));
    let mut found: Found = bad.map(|(place, id)| (below(place, "id"), Flaw::BadId((*id).clone()))).collect();
    found.extend((!is_id(&definition.code)).then(|| ("code".to_owned(), Flaw::BadId(definition.code.clone()))));
    found.extend(
        lists.iter().enumerate().flat_map(|(list, ids)| each_id_once(ids, if list == 0 { &COMMON_RULES } else { &[] })),
    );
    found
}

/// Whether it has only small letters, digits and hyphens.
fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|sign| matches!(sign, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// The places of the parts of a list, and their ids.
fn numbered<'a>(list: &str, ids: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
    (1..).zip(ids).map(|(number, id): (usize, _)| (below(list, &number.to_string()), id.to_owned())).collect()
}

fn each_id_once(ids: &[(String, String)], taken: &[&str]) -> Found {
    let mut seen: BTreeSet<&str> = taken.iter().copied().collect();
    let twice = ids.iter().filter(move |(_, id)| !seen.insert(id));
    twice.map(|(place, id)| (below(place, "id"), Flaw::SameId(id.clone()))).collect()
}

#[cfg(test)]
mod tests;
