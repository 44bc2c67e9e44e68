//! A value of a definition together with where it comes from.

use serde::{Deserialize, Serialize};

use super::LocalText;

/// A value that the programme's text gives in its own words, or that was chosen because the text is silent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given<T> {
    /// The value.
    pub value: T,
    /// The text's own words for it.
    pub words: Option<String>,
    /// Why it was chosen, where the text does not give it or leaves its meaning open.
    pub chosen: Option<LocalText>,
}
