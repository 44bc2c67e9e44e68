//! What the screen knows of others who work on the same record: who saved, what was put together, what has to be chosen.

use chrono::NaiveDateTime;

use super::model::FormState;
use crate::{env::Env, forms::Filled};

/// Somebody else's save of the record that is open in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theirs {
    /// Who.
    pub who: String,
    /// When, in local time.
    pub at: NaiveDateTime,
    /// Whether the record is no longer there, or no longer such that the form applies.
    pub gone: bool,
}

impl Theirs {
    /// The moment as it is said: the hour, with its day where that is not today.
    pub fn moment(&self, env: &Env) -> String {
        let hour = env.words.lang.time(self.at.time());
        if self.at.date() == env.today { hour } else { format!("{} {hour}", env.date(self.at.date())) }
    }
}

/// What was put together with mine without a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Together {
    /// Who had saved.
    pub who: String,
    /// The names of the fields that the other had changed.
    pub fields: Vec<String>,
}

/// Two versions of one record, field by field.
#[derive(Clone, Debug)]
pub struct ConflictState {
    /// The form as the user has filled it, with what could be put together.
    pub mine: FormState,
    /// The form as it would open now.
    pub now: Filled,
    /// Who saved, and when.
    pub theirs: Theirs,
    /// The fields that both changed, each with whether mine is to stand.
    pub fields: Vec<(usize, bool)>,
    /// What was put together.
    pub together: Together,
    /// The field under the cursor.
    pub selected: usize,
}
