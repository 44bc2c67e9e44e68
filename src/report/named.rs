//! How reports name those behind a figure: never by name whose identity is protected.

use crate::{
    domain::{Facts, Who},
    env::Env,
};

/// How a report names a record: by its number, where it has one, and by its name.
pub(super) struct Named {
    /// The number the office gives it.
    pub(super) number: Option<i64>,
    /// The name; none for a protected person.
    pub(super) name: Option<String>,
}

impl Named {
    /// The name, or that it is protected.
    pub(super) fn shown(&self, env: &Env) -> String {
        self.name.clone().unwrap_or_else(|| format!("({})", env.words.report.protected))
    }
}

/// Names whom or what a line stands for.
pub(super) fn named(who: Who, facts: &Facts, env: &Env) -> Named {
    let (number, name) = match who {
        Who::Month(month) => (None, Some(env.words.lang.month(month))),
        Who::Participation(id) | Who::Stay { participation: id, .. } => match facts.case(id) {
            Some(case) => {
                let person = &case.person.record;
                (Some(case.participation.record.number), (!person.protected).then(|| person.name()))
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
    Named { number, name }
}
