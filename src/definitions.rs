//! The definitions of programmes as texts: those that come with the program, and the reading of any.
//!
//! The only place that knows the format they are written in. A text may hold a whole definition, or only what a later
//! edition says differently.

mod agreement;
mod framework;
mod guides;
mod layouts;
mod place;
mod tree;

use toml::Value;

use crate::domain::definition::Flaw;
use crate::domain::{Definition, DefinitionProblem, LocalText};
pub use guides::{GivenGuide, guides};
pub use layouts::{LAYOUTS, layout, read_layout};

/// The definitions that come with the program, by code: the first edition of each.
pub const EMBEDDED: &[(&str, &str)] = &[
    ("rapla-2013", include_str!("../data/programmes/rapla-2013.toml")),
    ("kose-iste-2019", include_str!("../data/programmes/kose-iste-2019.toml")),
    ("kose-iste-2022", include_str!("../data/programmes/kose-iste-2022.toml")),
    ("kose-raasiku-2022", include_str!("../data/programmes/kose-raasiku-2022.toml")),
    ("raasiku-kose-2020", include_str!("../data/programmes/raasiku-kose-2020.toml")),
    ("trakai-2024", include_str!("../data/programmes/trakai-2024.toml")),
    ("torsas-2013", include_str!("../data/programmes/torsas-2013.toml")),
    ("kazlu-ruda-2020", include_str!("../data/programmes/kazlu-ruda-2020.toml")),
];

/// What later editions say differently, by code and in their order.
const LATER: &[(&str, &str)] = &[("kazlu-ruda-2020", include_str!("../data/programmes/kazlu-ruda-2020-2.toml"))];

/// The first edition of the definition with this code, among those that come with the program.
pub fn embedded(code: &str) -> Option<&'static str> {
    EMBEDDED.iter().find(|(known, _)| *known == code).map(|(_, text)| *text)
}

/// All editions of the definition with this code that come with the program, first to last, each as a whole text.
pub fn editions(code: &str) -> Vec<String> {
    let mut editions: Vec<String> = embedded(code).map(str::to_owned).into_iter().collect();
    for (_, later) in LATER.iter().filter(|(known, _)| *known == code) {
        editions.extend(whole(later, editions.last().map(String::as_str)));
    }
    editions
}

/// The whole text of an edition: the text itself, or what it says differently put over the edition before it.
pub fn whole(text: &str, before: Option<&str>) -> Result<String, DefinitionProblem> {
    let over: toml::Table = toml::from_str(text).map_err(|error| unreadable(text, &error))?;
    if over.contains_key("language") {
        return Ok(text.to_owned());
    }
    let code = code(text).unwrap_or_default();
    let before = before.ok_or(DefinitionProblem { line: None, flaw: Flaw::NothingBefore(code) })?;
    let mut base: toml::Table = toml::from_str(before).map_err(|error| unreadable(before, &error))?;
    tree::put_over(&mut base, over);
    toml::to_string(&base).map_err(|error| DefinitionProblem { line: None, flaw: Flaw::Unreadable(error.to_string()) })
}

/// The code of the programme that a text is about, where it names one.
pub fn code(text: &str) -> Option<String> {
    let tree: toml::Table = toml::from_str(text).ok()?;
    tree.get("code").and_then(Value::as_str).map(str::to_owned)
}

/// The number of the edition that a text holds; 1 where it says none.
pub fn edition(text: &str) -> i64 {
    let tree: Option<toml::Table> = toml::from_str(text).ok();
    tree.as_ref().and_then(|tree| tree.get("edition")).and_then(Value::as_integer).unwrap_or(1)
}

/// Reads a whole definition and checks that its parts agree; the first problem found is returned.
pub fn parse(text: &str) -> Result<Definition, DefinitionProblem> {
    read(text, text).map_err(|mut problems| problems.swap_remove(0))
}

/// Reads a whole definition and checks that its parts agree. All problems are returned, at least one, by the lines of `written`.
pub fn read(text: &str, written: &str) -> Result<Definition, Vec<DefinitionProblem>> {
    let at = |place: &str, flaw| DefinitionProblem { line: place::line(written, place), flaw };
    let unreadable = |error: toml::de::Error| vec![unreadable(text, &error)];
    // Read once for problems that name their line; a second time with every text also under "own".
    let definition: Definition = toml::from_str(text).map_err(unreadable)?;
    if !LocalText::LANGUAGES.contains(&definition.language.as_str()) {
        return Err(vec![at("language", Flaw::UnknownLanguage(definition.language))]);
    }
    let mut tree: Value = toml::from_str(text).map_err(unreadable)?;
    let missing = tree::mark_own(&mut tree, &definition.language);
    if !missing.is_empty() {
        return Err(missing.into_iter().map(|place| at(&place, Flaw::NotInOwnLanguage(place.clone()))).collect());
    }
    let mut definition: Definition = tree.try_into().map_err(unreadable)?;
    if let Some(framework) = &definition.framework {
        definition.indicators = framework::indicators(framework.value).map_err(unreadable)?;
    }
    let mut problems: Vec<_> =
        agreement::flaws(&definition).into_iter().map(|(place, flaw)| at(&place, flaw)).collect();
    problems.sort_by_key(|problem| problem.line);
    if problems.is_empty() { Ok(definition) } else { Err(problems) }
}

fn unreadable(text: &str, error: &toml::de::Error) -> DefinitionProblem {
    let line = error.span().map(|span| place::line_at(text, span.start));
    DefinitionProblem { line, flaw: Flaw::Unreadable(error.message().to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(value: &Value, path: &str, found: &mut Vec<(String, usize)>) {
        match value {
            Value::Table(table) if table.keys().all(|key| LocalText::LANGUAGES.contains(&key.as_str())) => {
                found.push((path.to_owned(), table.len()));
            }
            Value::Table(table) => table.iter().for_each(|(key, part)| texts(part, &tree::below(path, key), found)),
            Value::Array(parts) => parts.iter().for_each(|part| texts(part, path, found)),
            _ => {}
        }
    }

    #[test]
    fn every_edition_that_comes_with_the_program_is_read_under_its_code_and_in_its_order() {
        for (code, _) in EMBEDDED {
            let read: Vec<_> = editions(code).iter().map(|text| parse(text)).collect();
            let read: Vec<_> = read.into_iter().map(|definition| definition.map(|d| (d.code, d.edition))).collect();

            let wanted: Vec<_> = (1..).take(read.len()).map(|n| Ok(((*code).to_owned(), n))).collect();
            assert_eq!(read, wanted);
        }
        assert!(LATER.iter().all(|(code, _)| editions(code).len() > 1));
    }

    #[test]
    fn every_text_of_the_embedded_definitions_is_written_in_all_four_languages() {
        for (code, _) in EMBEDDED {
            for text in editions(code) {
                let mut found = Vec::new();
                texts(&toml::from_str(&text).unwrap(), code, &mut found);

                assert!(found.len() > 20);
                assert_eq!(
                    found.iter().filter(|(_, languages)| *languages != 4).collect::<Vec<_>>(),
                    Vec::<&(_, _)>::new()
                );
            }
        }
    }

    #[test]
    fn a_later_edition_says_only_what_differs_and_is_kept_whole() {
        let first = "code = \"x\"\nlanguage = \"et\"\naims = [1, 2]\n[name]\net = \"a\"\nen = \"b\"\n";

        let second = whole("code = \"x\"\naims = [3]\n[name]\nen = \"c\"\n", Some(first)).unwrap();

        let second: toml::Table = toml::from_str(&second).unwrap();
        let wanted = "code = \"x\"\nlanguage = \"et\"\naims = [3]\n[name]\net = \"a\"\nen = \"c\"\n";
        assert_eq!(second, toml::from_str(wanted).unwrap());
        assert_eq!(whole(first, None), Ok(first.to_owned()));
    }

    #[test]
    fn what_differs_from_nothing_is_refused() {
        let flaw = whole("code = \"x\"\nedition = 2\n", None).unwrap_err().flaw;

        assert_eq!(flaw, Flaw::NothingBefore("x".to_owned()));
    }
}
