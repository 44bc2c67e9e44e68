//! Sheets: reports on one record, or with texts that no question asks for. They are read from the file itself, and never sealed.

use super::{Document, handover, hours, minutes, plan};
use crate::{
    domain::{Id, caseload},
    env::Env,
    i18n::Label,
    store::{Result, Store},
};

/// What a sheet is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The programme that is open.
    Programme,
    /// One participation.
    Participant,
    /// One worker.
    Worker,
    /// One meeting.
    Meeting,
}

/// A sheet: its name for links and commands, what it is called, what it is about, and how it is built.
pub struct Sheet {
    /// The name after `tugi report`.
    pub name: &'static str,
    /// What it is called.
    pub title: Label,
    /// What it is about.
    pub about: About,
    /// Builds it as of the day of the surroundings; none where there is no such record.
    pub build: fn(&Store, Id, &Env) -> Result<Option<Document>>,
}

/// All sheets, in the order in which they are offered.
pub static SHEETS: &[Sheet] = &[
    Sheet { name: "plan", title: |w| &w.form.plan, about: About::Participant, build: plan::document },
    Sheet { name: "hours", title: |w| &w.hours.title, about: About::Programme, build: hours::document },
    Sheet { name: "minutes", title: |w| &w.minutes.title, about: About::Meeting, build: minutes::document },
    Sheet { name: "handover", title: |w| &w.handover.title, about: About::Worker, build: handover::document },
];

/// The participants of whom a sheet on this record tells; none where it names nobody.
pub fn told_of(about: About, id: Id, store: &Store, env: &Env) -> Result<Vec<Id>> {
    Ok(match about {
        About::Programme => Vec::new(),
        About::Participant => vec![id],
        About::Meeting => store.meeting(id)?.map(|meeting| meeting.participations).unwrap_or_default(),
        About::Worker => caseload(&store.facts(env.programme)?, id, env.today),
    })
}

/// The sheet with this name.
pub fn sheet(name: &str) -> Option<&'static Sheet> {
    SHEETS.iter().find(|sheet| sheet.name == name)
}
