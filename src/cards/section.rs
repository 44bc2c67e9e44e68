//! A part of the programme's definition with its whole text: the sentence, the text's own words, why a value was chosen.

use super::{About, Card};
use crate::{
    env::Env,
    lists::{Target, lines_about},
    store::{Result, Store},
};

/// The part of the definition with this name.
pub(super) fn card(store: &Store, section: &'static str, env: &Env) -> Result<Option<Card>> {
    let mut facts = Vec::new();
    for line in lines_about(section, &store.facts(env.programme)?, env) {
        facts.push((line.topic.clone(), line.sentence));
        facts.extend(line.words.map(|words| (env.words.programme.in_the_text.clone(), words)));
        facts.extend(line.chosen.map(|why| (env.words.programme.chosen_short.clone(), why)));
    }
    let title = facts.first().map(|(topic, _)| topic.clone()).unwrap_or_default();
    Ok(Some(Card {
        target: Target::Section(section),
        title,
        facts,
        warnings: Vec::new(),
        columns: Vec::new(),
        rows: Vec::new(),
        about: About::default(),
    }))
}
