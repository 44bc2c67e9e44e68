//! How reports name those behind a figure: who is not named, by number and why.

use crate::{
    domain::{Facts, Unnamed, Who},
    env::Env,
};

/// How a report names a record: by its number, where it has one, and by its name.
pub(super) struct Named {
    /// The number the office gives it.
    pub(super) number: Option<i64>,
    /// The name; none for somebody who is not named.
    pub(super) name: Option<String>,
    /// Why there is no name.
    pub(super) unnamed: Option<Unnamed>,
}

impl Named {
    /// The name, or why there is none.
    pub(super) fn shown(&self, env: &Env) -> String {
        let why = || self.unnamed.map(|why| format!("({})", env.words.name(why))).unwrap_or_default();
        self.name.clone().unwrap_or_else(why)
    }
}

/// Names whom or what a line stands for.
pub(super) fn named(who: Who, facts: &Facts, env: &Env) -> Named {
    let mut unnamed = None;
    let (number, name) = match who {
        Who::Month(month) => (None, Some(env.words.lang.month(month))),
        Who::Participation(id) | Who::Stay { participation: id, .. } => match facts.case(id) {
            Some(case) => {
                unnamed = case.unnamed();
                (Some(case.participation.record.number), case.shown().map(crate::domain::Person::name))
            }
            None => (None, None),
        },
        Who::Worker(id) => (None, facts.workers.iter().find(|row| row.id == id).map(|row| row.record.name())),
        Who::Meeting(id) => {
            let meeting = facts.meetings.iter().find(|row| row.id == id);
            let title = meeting.map(|row| format!("{} {}", env.date(row.record.date), env.words.name(row.record.kind)));
            (None, title)
        }
    };
    Named { number, name, unnamed }
}
