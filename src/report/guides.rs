//! The guides for support persons: those of the office, and those that come with the program where the office has none of its own.
//!
//! A guide is written in Markdown; `markdown` makes it into parts of a report.

mod markdown;

use super::{Block, Document};
use crate::{
    definitions,
    domain::{Facts, Guide, Id, clean, clean_notes},
    env::Env,
    i18n::Lang,
};
use markdown::blocks;

/// The languages in which a guide is looked for where there is none in the language of the session.
const OTHERWISE: [&str; 4] = ["en", "et", "lt", "sv"];

/// A guide out of a text in Markdown; none where the text does not begin with a heading.
pub fn guide_of(programme: Id, name: &str, lang: Lang, text: &str) -> Option<Guide> {
    let text = clean_notes(text);
    let title = blocks(&text).0?;
    Some(Guide { programme, name: clean(name), language: lang.code().to_owned(), title, text })
}

/// All guides of the programme in all their languages, the office's own in the place of those that come with the program.
pub fn guides(facts: &Facts, env: &Env) -> Vec<Guide> {
    let own: Vec<Guide> = facts.guides.iter().map(|row| row.record.clone()).collect();
    let is_own = |guide: &Guide| own.iter().any(|own| (&own.name, &own.language) == (&guide.name, &guide.language));
    let given =
        definitions::guides().filter_map(|(name, lang, text)| guide_of(env.programme, name, lang.parse().ok()?, text));
    let mut all: Vec<Guide> = given.filter(|guide| !is_own(guide)).collect();
    all.extend(own.iter().cloned());
    all
}

/// The guide of this name in the language of the session, or in another where there is none.
pub fn guide(name: &str, facts: &Facts, env: &Env) -> Option<Guide> {
    let all = guides(facts, env);
    let languages = std::iter::once(env.words.lang.code()).chain(OTHERWISE);
    let mut found = languages.filter_map(|lang| all.iter().find(|guide| guide.name == name && guide.language == lang));
    found.next().cloned()
}

/// The names of all guides, each once.
pub fn names(facts: &Facts, env: &Env) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for guide in guides(facts, env) {
        if !names.contains(&guide.name) {
            names.push(guide.name);
        }
    }
    names
}

/// A guide as a page.
pub fn guide_document(guide: &Guide, env: &Env) -> Document {
    let (title, blocks) = blocks(&guide.text);
    let title = title.unwrap_or_else(|| guide.title.clone());
    Document { report: "guides".to_owned(), title, day: env.today, blocks, log: None }
}

/// All guides, one after the other, each in the language of the session where there is one.
pub(super) fn document(facts: &Facts, env: &Env) -> Document {
    let mut all = Vec::new();
    for guide in names(facts, env).iter().filter_map(|name| guide(name, facts, env)) {
        let (_, blocks) = blocks(&guide.text);
        all.push(Block::heading(guide.title));
        all.extend(blocks);
    }
    let title = env.words.guide.title.clone();
    Document { report: "guides".to_owned(), title, day: env.today, blocks: all, log: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_a_title_is_no_guide() {
        assert_eq!(guide_of(Id(1), "x", Lang::En, "Just words.\n"), None);
        assert_eq!(guide_of(Id(1), "x", Lang::En, "# Words\n").map(|guide| guide.title).as_deref(), Some("Words"));
    }

    #[test]
    fn every_guide_that_comes_with_the_program_has_a_title_and_fits_a_page() {
        for (_, lang, text) in definitions::guides() {
            let (title, blocks) = blocks(text);
            assert!(title.is_some() && blocks.len() > 8, "{lang}");
            assert!(text.lines().count() < 62 && text.split_whitespace().count() < 520, "{lang}");
        }
    }
}
