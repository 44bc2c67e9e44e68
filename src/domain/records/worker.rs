//! Those who work in the programme, and whom they support.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::person::surname_first;
use crate::domain::{Entity, Id, Kind, choice::choice};

choice! {
    /// What somebody does in the programme.
    WorkerRole "worker-role" {
        /// Supports participants and has a caseload.
        Support "support",
        /// Manages cases and has a caseload.
        CaseManager "case-manager",
        /// A municipal social worker.
        SocialWorker "social-worker",
        /// Leads the project.
        ProjectManager "project-manager",
        /// A specialist of a partner.
        Partner "partner",
    }
}

choice! {
    /// What somebody may do in the register.
    Access "access" {
        /// The daily work.
        Worker "worker",
        /// Everything: also imports, programmes, removal, sealed reports, and who may do what.
        Lead "lead",
        /// Only read.
        Auditor "auditor",
    }
}

impl WorkerRole {
    /// Whether the role has participants of its own, so that the programme's caseload band applies.
    pub const fn has_caseload(self) -> bool {
        matches!(self, Self::Support | Self::CaseManager)
    }
}

/// Somebody who works in the programme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Worker {
    /// Family name.
    pub surname: String,
    /// Given names.
    pub given: String,
    /// The role.
    pub role: Option<WorkerRole>,
    /// The employer.
    pub organisation: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// The name the worker logs in with, which ties saves to the worker.
    pub login: String,
    /// What the worker may do in the register; none for the daily work.
    pub access: Option<Access>,
    /// First day in the programme.
    pub active_from: Option<NaiveDate>,
    /// Last day in the programme, once known.
    pub active_to: Option<NaiveDate>,
    /// Day on which the background was checked (never what was found).
    pub checked_on: Option<NaiveDate>,
}

impl Worker {
    /// The name as lists show it: surname first.
    pub fn name(&self) -> String {
        surname_first(&self.surname, &self.given)
    }

    /// Whether the worker is in the programme on this day.
    pub fn active(&self, day: NaiveDate) -> bool {
        self.active_from.is_none_or(|from| from <= day) && self.active_to.is_none_or(|to| day <= to)
    }
}

impl Entity for Worker {
    const KIND: Kind = Kind::Worker;
    const LINKS: &'static [(&'static str, Kind)] = &[];
}

/// A worker's part in a participation; history is kept, so a hand-over ends one and begins another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// Which participation.
    pub participation: Id,
    /// Which worker.
    pub worker: Id,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none while it lasts.
    pub to: Option<NaiveDate>,
}

impl Assignment {
    /// Whether it holds on this day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

impl Entity for Assignment {
    const KIND: Kind = Kind::Assignment;
    const LINKS: &'static [(&'static str, Kind)] = &[("participation", Kind::Participation), ("worker", Kind::Worker)];
}
