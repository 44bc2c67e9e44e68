//! One person in one programme.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{Entity, Id, Kind, choice::choice};

choice! {
    /// Who pointed the person to the programme.
    Source "source" {
        /// The municipality's social workers.
        SocialWorker "social-worker",
        /// The employment service.
        EmploymentService "employment-service",
        /// The person came by themselves.
        Own "own",
        /// A probation officer or a prison.
        Probation "probation",
        /// A non-governmental organisation.
        Association "association",
        /// A school, a doctor, anybody else.
        Other "other",
    }
}

choice! {
    /// What was decided on an application.
    Ruling "ruling" {
        /// The person may take part.
        Accepted "accepted",
        /// The person may not take part.
        Refused "refused",
        /// The person took the application back.
        Withdrawn "withdrawn",
    }
}

/// One person in one programme, from the application on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Participation {
    /// The programme (the edition that held at application).
    pub programme: Id,
    /// The person.
    pub person: Id,
    /// The number the office gives it, from 1; 0 until it is saved.
    pub number: i64,
    /// Who pointed the person here.
    pub source: Option<Source>,
    /// Day of the application.
    pub applied_on: Option<NaiveDate>,
    /// What was decided on it.
    pub ruling: Option<Ruling>,
    /// When that was decided.
    pub ruled_on: Option<NaiveDate>,
    /// The worker who decided it.
    pub ruled_by: Option<Id>,
    /// What was found on eligibility as of that day when the decision was saved, as JSON; empty while nothing is decided.
    pub ruling_basis: String,
    /// Counted without a name: the person did not agree to be kept, or no longer does.
    pub anonymous: bool,
    /// Day of the consent to keep and report the data.
    pub consent_on: Option<NaiveDate>,
}

impl Entity for Participation {
    const KIND: Kind = Kind::Participation;
    const LINKS: &'static [(&'static str, Kind)] =
        &[("programme", Kind::Programme), ("person", Kind::Person), ("ruled_by", Kind::Worker)];
}
