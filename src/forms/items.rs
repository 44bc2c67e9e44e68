//! Fields that name an item of one of the programme's own lists: shown by its name, kept by its id.

use crate::{
    domain::{
        Definition, Rule,
        definition::{Item, named},
        fold,
    },
    env::Env,
    i18n::Words,
};

/// A list of the programme's definition out of which a field is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemList {
    /// The steps of its way.
    Steps,
    /// The components of its service.
    Components,
    /// The barriers to work.
    Barriers,
    /// Who sends people to it; anybody else may be written in words.
    ReferralSources,
    /// The fields of the case team.
    CaseTeam,
}

impl ItemList {
    /// The items, in the definition's order.
    pub fn of(self, definition: &Definition) -> &[Item] {
        match self {
            Self::Steps => &definition.steps,
            Self::Components => &definition.components,
            Self::Barriers => &definition.barriers,
            Self::ReferralSources => &definition.referral_sources,
            Self::CaseTeam => &definition.case_team,
        }
    }

    /// Whether something that is not on the list may be written instead.
    pub const fn takes_words(self) -> bool {
        matches!(self, Self::ReferralSources)
    }

    /// What the item with this id is called; words that are no id stand for themselves.
    pub fn name(self, id: &str, definition: &Definition, words: &Words) -> String {
        named(self.of(definition), id).map_or(id, |item| item.name.get(words.lang.code())).to_owned()
    }

    /// The id that a text means: the id itself, the name in any language, or the beginning of exactly one name in the
    /// session's. `before` stands already and may stay, also where the list no longer has it.
    pub(super) fn id(self, text: &str, before: &str, env: &Env) -> Result<String, Rule> {
        let items = self.of(&env.definition);
        let called = |item: &&Item| item.name.get(env.words.lang.code()) == text;
        // Letter for letter is what a form or a list writes, thousands of times in a sheet.
        if let Some(item) = items.iter().find(called) {
            return Ok(item.id.clone());
        }
        let typed = fold(text);
        let own = |item: &Item| fold(item.name.get(env.words.lang.code()));
        let any = |item: &&Item| item.id == text || item.name.all().any(|name| fold(name) == typed);
        let only = || {
            let mut begun = items.iter().filter(|item| !self.takes_words() && own(item).starts_with(&typed));
            begun.next().filter(|_| begun.next().is_none())
        };
        match items.iter().find(|item| own(item) == typed).or_else(|| items.iter().find(any)).or_else(only) {
            Some(item) => Ok(item.id.clone()),
            None if self.takes_words() || text == before => Ok(text.to_owned()),
            None => Err(Rule::NotAChoice(text.to_owned())),
        }
    }
}
