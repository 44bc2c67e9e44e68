//! Gender as the funders' forms ask for it: the reporting rules know three values, the national codes only two.

use serde::{Deserialize, Serialize};

/// A person's gender, as the person states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gender {
    /// A woman.
    Woman,
    /// A man.
    Man,
    /// Neither (the third value of the ESF+ forms).
    Other,
}
