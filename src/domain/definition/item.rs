//! An item of one of a definition's lists: a step, a component, a barrier, a referral source, a field of the case team.

use serde::{Deserialize, Serialize};

use super::LocalText;

/// An item of a list; records name it by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The id under which records name it; never changes.
    pub id: String,
    /// What it is called.
    pub name: LocalText,
    /// The text's own words for it.
    pub words: Option<String>,
    /// Why it was chosen, where the text does not give it.
    pub chosen: Option<LocalText>,
}

/// The item of a list with this id.
pub fn named<'a>(items: &'a [Item], id: &str) -> Option<&'a Item> {
    items.iter().find(|item| item.id == id)
}
