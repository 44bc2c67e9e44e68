//! What people are called where everybody may look.

use super::Words;
use crate::domain::{Case, Participation, Person};

impl Words {
    /// What a participant is called: `Kask, Mari`, or `19 (protected)` where the name is not shown.
    pub fn called(&self, person: &Person, participation: Option<&Participation>) -> String {
        match (person.unnamed(participation), participation) {
            (None, _) => person.name(),
            (Some(why), Some(participation)) => format!("{} ({})", participation.number, self.name(why)),
            (Some(why), None) => format!("({})", self.name(why)),
        }
    }

    /// What the participant of a case is called.
    pub fn participant(&self, case: &Case) -> String {
        self.called(&case.person.record, Some(&case.participation.record))
    }

    /// What the participant is called where the number stands beside it: `Kask, Mari`, or `(protected)`.
    pub fn beside_number(&self, case: &Case) -> String {
        match case.unnamed() {
            None => case.person.record.name(),
            Some(why) => format!("({})", self.name(why)),
        }
    }
}
