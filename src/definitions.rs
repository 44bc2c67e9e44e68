//! The definitions of programmes as texts: those that come with the program, and the reading of any.
//!
//! The only place that knows the format they are written in.

use std::collections::BTreeSet;

use toml::Value;

use crate::domain::definition::Anchor;
use crate::domain::{COMMON_RULES, Definition, DefinitionProblem, LocalText};

/// The definitions that come with the program, by code.
pub const EMBEDDED: &[(&str, &str)] = &[("rapla-2013", include_str!("../data/programmes/rapla-2013.toml"))];

/// The definition with this code, among those that come with the program.
pub fn embedded(code: &str) -> Option<&'static str> {
    EMBEDDED.iter().find(|(known, _)| *known == code).map(|(_, text)| *text)
}

/// Reads a definition and checks that its parts agree; the first problem found is returned.
pub fn parse(text: &str) -> Result<Definition, DefinitionProblem> {
    let unreadable = |error: toml::de::Error| unreadable(text, &error);
    // Read once for problems that name their line; a second time with every text also under "own".
    let definition: Definition = toml::from_str(text).map_err(unreadable)?;
    if !LocalText::LANGUAGES.contains(&definition.language.as_str()) {
        return Err(DefinitionProblem::UnknownLanguage(definition.language));
    }
    let mut tree: Value = toml::from_str(text).map_err(unreadable)?;
    mark_own(&mut tree, &definition.language, "")?;
    let definition = tree.try_into().map_err(unreadable)?;
    check(&definition)?;
    Ok(definition)
}

fn unreadable(text: &str, error: &toml::de::Error) -> DefinitionProblem {
    let line = error.span().and_then(|span| text.get(..span.start)).map(|before| before.matches('\n').count() + 1);
    DefinitionProblem::Unreadable { line, said: error.message().to_owned() }
}

/// Puts each text's version in the programme's own language also under the code "own", so that the text itself can fall back to it.
fn mark_own(value: &mut Value, language: &str, path: &str) -> Result<(), DefinitionProblem> {
    match value {
        Value::Table(table) => {
            let is_text = !table.is_empty() && table.keys().all(|key| LocalText::LANGUAGES.contains(&key.as_str()));
            if is_text {
                let own = table.get(language).ok_or_else(|| DefinitionProblem::NotInOwnLanguage(path.to_owned()))?;
                table.insert(LocalText::OWN.to_owned(), own.clone());
                return Ok(());
            }
            table.iter_mut().try_for_each(|(key, part)| mark_own(part, language, &below(path, key)))
        }
        Value::Array(parts) => (1..)
            .zip(parts)
            .try_for_each(|(number, part): (usize, _)| mark_own(part, language, &below(path, &number.to_string()))),
        _ => Ok(()),
    }
}

fn below(path: &str, part: &str) -> String {
    if path.is_empty() { part.to_owned() } else { format!("{path}.{part}") }
}

/// Whether the parts of a definition agree with one another.
fn check(definition: &Definition) -> Result<(), DefinitionProblem> {
    if let Some(to) = definition.period.to.filter(|to| *to < definition.period.from) {
        return Err(DefinitionProblem::EndsBeforeBeginning { from: definition.period.from, to });
    }
    if let Some(band) = definition.open_cases.as_ref().map(|given| given.value)
        && let (Some(at_least), Some(at_most)) = (band.at_least, band.at_most)
        && at_least > at_most
    {
        return Err(DefinitionProblem::EmptyBand { at_least, at_most });
    }
    if definition.limit_of_stay.is_none()
        && let Some(deadline) = definition.deadlines.iter().find(|deadline| deadline.anchor == Anchor::StayLimit)
    {
        return Err(DefinitionProblem::NoLimit(deadline.id.clone()));
    }
    let cadence = definition.cadence.iter().map(|cadence| cadence.id.as_str());
    let deadlines = definition.deadlines.iter().map(|deadline| deadline.id.as_str());
    each_id_once(COMMON_RULES.into_iter().chain(cadence).chain(deadlines))?;
    each_id_once(definition.promises.iter().map(|promise| promise.id.as_str()))?;
    each_id_once(definition.eligibility.iter().map(|rule| rule.id.as_str()))
}

fn each_id_once<'a>(ids: impl Iterator<Item = &'a str>) -> Result<(), DefinitionProblem> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(DefinitionProblem::SameId(id.to_owned()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RAPLA: &str = include_str!("../data/programmes/rapla-2013.toml");

    fn texts(value: &Value, path: &str, found: &mut Vec<(String, usize)>) {
        match value {
            Value::Table(table) if table.keys().all(|key| LocalText::LANGUAGES.contains(&key.as_str())) => {
                found.push((path.to_owned(), table.len()));
            }
            Value::Table(table) => table.iter().for_each(|(key, part)| texts(part, &below(path, key), found)),
            Value::Array(parts) => parts.iter().for_each(|part| texts(part, path, found)),
            _ => {}
        }
    }

    #[test]
    fn every_definition_that_comes_with_the_program_is_read_under_its_code() {
        for (code, text) in EMBEDDED {
            assert_eq!(parse(text).map(|definition| definition.code), Ok((*code).to_owned()));
        }
    }

    #[test]
    fn every_text_of_the_embedded_definitions_is_written_in_all_four_languages() {
        for (code, text) in EMBEDDED {
            let mut found = Vec::new();
            texts(&toml::from_str(text).unwrap(), code, &mut found);

            assert!(found.len() > 20);
            assert_eq!(
                found.iter().filter(|(_, languages)| *languages != 4).collect::<Vec<_>>(),
                Vec::<&(_, _)>::new()
            );
        }
    }

    #[test]
    fn a_text_missing_in_a_language_is_shown_in_the_programmes_own() {
        let text = RAPLA.replace("sv = \"Rapla kommun\"\n", "");

        let carrier = parse(&text).unwrap().carrier;

        assert_eq!((carrier.get("lt"), carrier.get("sv")), ("Raplos savivaldybė", "Rapla vald"));
    }

    #[test]
    fn a_text_missing_in_the_programmes_own_language_is_refused_with_its_place() {
        let text = RAPLA.replace("et = \"Rapla vald\"\n", "");

        assert_eq!(parse(&text), Err(DefinitionProblem::NotInOwnLanguage("carrier".to_owned())));
    }

    #[test]
    fn a_misspelt_name_is_refused_with_its_line() {
        let text = RAPLA.replacen("code =", "kode =", 1);

        let Err(DefinitionProblem::Unreadable { line, said }) = parse(&text) else { panic!("it was read") };

        assert_eq!(line, Some(4));
        assert!(said.contains("kode"), "{said}");
    }

    #[test]
    fn two_promises_of_one_id_are_refused() {
        let text = RAPLA.replace("id = \"found-work-share\"", "id = \"found-work\"");

        assert_eq!(parse(&text), Err(DefinitionProblem::SameId("found-work".to_owned())));
    }

    #[test]
    fn a_period_that_ends_before_it_begins_is_refused() {
        let text = RAPLA.replace("from = \"2013-01-01\"", "from = \"2013-01-01\"\nto = \"2012-12-31\"");

        assert!(matches!(parse(&text), Err(DefinitionProblem::EndsBeforeBeginning { .. })));
    }

    #[test]
    fn a_deadline_from_the_limit_of_stay_needs_a_limit() {
        let (before, rest) = RAPLA.split_once("[limit_of_stay]").unwrap();
        let (_, after) = rest.split_once("[open_cases]").unwrap();
        let text = format!("{before}[open_cases]{after}");

        assert_eq!(parse(&text), Err(DefinitionProblem::NoLimit("stay-limit".to_owned())));
    }
}
