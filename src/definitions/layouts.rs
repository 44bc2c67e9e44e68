//! The layouts of funders' tables of participants: those that come with the program, and the reading of any.

use toml::Value;

use super::{place, tree, unreadable};
use crate::domain::definition::Flaw;
use crate::domain::{DefinitionProblem, LocalText, microdata::Layout};

/// The layouts that come with the program, by code.
pub const LAYOUTS: &[(&str, &str)] = &[
    ("esf-2014-2020-ee", include_str!("../../data/layouts/esf-2014-2020-ee.toml")),
    ("esf-2014-2020-ee-wide", include_str!("../../data/layouts/esf-2014-2020-ee-wide.toml")),
    ("sus", include_str!("../../data/layouts/sus.toml")),
];

/// The layout with this code, among those that come with the program.
pub fn layout(code: &str) -> Option<Layout> {
    let (_, text) = LAYOUTS.iter().find(|(known, _)| *known == code)?;
    // That each can be read is tested.
    read_layout(text).ok()
}

/// Reads a layout and checks that its parts agree; the first problem found is returned.
pub fn read_layout(text: &str) -> Result<Layout, DefinitionProblem> {
    let unreadable = |error: toml::de::Error| unreadable(text, &error);
    // Read once for problems that name their line; a second time with every text also under "own".
    let layout: Layout = toml::from_str(text).map_err(unreadable)?;
    if !LocalText::LANGUAGES.contains(&layout.language.as_str()) {
        let flaw = Flaw::UnknownLanguage(layout.language);
        return Err(DefinitionProblem { line: place::line(text, "language"), flaw });
    }
    let mut whole: Value = toml::from_str(text).map_err(unreadable)?;
    if let Some(missing) = tree::mark_own(&mut whole, &layout.language).into_iter().next() {
        return Err(DefinitionProblem { line: place::line(text, &missing), flaw: Flaw::NotInOwnLanguage(missing) });
    }
    let layout: Layout = whole.try_into().map_err(unreadable)?;
    layout.flaws().into_iter().next().map_or(Ok(layout), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_is_read_under_its_code_and_named_in_every_language() {
        for (code, text) in LAYOUTS {
            let layout = read_layout(text).unwrap();

            assert_eq!(layout.code, *code);
            let texts =
                [&layout.name].into_iter().chain(&layout.chosen).chain(layout.columns.iter().map(|it| &it.name));
            for said in texts {
                assert!(LocalText::LANGUAGES.iter().all(|language| said.has(language)), "{code}: {said:?}");
            }
        }
    }

    #[test]
    fn what_does_not_agree_is_refused() {
        let text = layout_with("nameless = [\"shoe\"]", "fact = \"born\"");
        assert_eq!(read_layout(&text).unwrap_err().flaw, Flaw::UnknownId { id: "shoe".to_owned(), list: "column" });
        let text = layout_with("", "fact = \"holds\"");
        assert_eq!(read_layout(&text).unwrap_err().flaw, Flaw::Lacks { id: "a".to_owned(), key: "holds" });
        let problem = read_layout(&layout_with("", "fact = \"shoe\"")).unwrap_err();
        assert!(problem.line.is_some() && matches!(problem.flaw, Flaw::Unreadable(_)), "{problem:?}");
        let own = read_layout(&layout_with("", "fact = \"born\"")).unwrap();
        assert_eq!(own.columns[0].name.get("sv"), "A");
    }

    fn layout_with(head: &str, column: &str) -> String {
        format!(
            "code = \"x\"\nlanguage = \"et\"\nunit = \"participations\"\neach = \"year\"\nrows = \"to-date\"\n{head}\n\
             [name]\net = \"X\"\n[[column]]\nid = \"a\"\nname = {{ et = \"A\" }}\n{column}\n"
        )
    }
}
