//! Who stands around a person: the team, relatives and household, and those to whom the person is sent or who sent them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{Entity, Id, Kind, choice::choice};

choice! {
    /// A group around one participant.
    Team "team" {
        /// The specialists who work on the case.
        CaseTeam "case-team",
        /// Those whom the participant wants beside them.
        ResourceGroup "resource-group",
    }
}

/// Somebody's part in a team: a worker, or somebody outside (exactly one of the two).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamMember {
    /// Around whom.
    pub participation: Id,
    /// In which team.
    pub team: Team,
    /// The worker.
    #[serde(default)]
    pub worker: Option<Id>,
    /// Somebody outside, by name.
    #[serde(default)]
    pub name: String,
    /// The id of the definition's field of the case team, or empty.
    #[serde(default)]
    pub field: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none while it lasts.
    #[serde(default)]
    pub to: Option<NaiveDate>,
}

impl TeamMember {
    /// Whether it holds on this day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

impl Entity for TeamMember {
    const KIND: Kind = Kind::TeamMember;
    const LINKS: &'static [(&'static str, Kind)] = &[("participation", Kind::Participation), ("worker", Kind::Worker)];
    const PERSONAL: &'static [&'static str] = &["name"];
}

choice! {
    /// What one person is to another.
    RelationKind "relation-kind" {
        /// The person cares for the other.
        CaresFor "cares-for",
        /// The two live in one household.
        Household "household",
    }
}

/// What a person is to another person; the other need not take part in the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// Who.
    pub person: Id,
    /// To whom.
    pub other: Id,
    /// What.
    pub kind: RelationKind,
    /// First day, where known.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Last day, once over.
    #[serde(default)]
    pub to: Option<NaiveDate>,
}

impl Entity for Relation {
    const KIND: Kind = Kind::Relation;
    const LINKS: &'static [(&'static str, Kind)] = &[("person", Kind::Person), ("other", Kind::Person)];
}

choice! {
    /// What a person is to another, seen from the one.
    Side "side" {
        /// Cares for the other.
        CaresFor "cares-for",
        /// Is cared for by the other.
        CaredForBy "cared-for-by",
        /// Lives in one household with the other.
        Household "household",
    }
}

impl Relation {
    /// What this person is to the other of the two, and who that is.
    pub fn seen_from(&self, person: Id) -> (Side, Id) {
        let first = self.person == person;
        let side = match self.kind {
            RelationKind::CaresFor if first => Side::CaresFor,
            RelationKind::CaresFor => Side::CaredForBy,
            RelationKind::Household => Side::Household,
        };
        (side, if first { self.other } else { self.person })
    }

    /// Whether it holds on this day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

choice! {
    /// Which way a referral goes.
    Direction "direction" {
        /// To the programme.
        In "in",
        /// From the programme to somebody else.
        Out "out",
    }
}

choice! {
    /// What was answered to a referral.
    ReferralAnswer "referral-answer" {
        /// The person was taken.
        Accepted "accepted",
        /// The person was not taken.
        Refused "refused",
        /// There was no answer.
        NoAnswer "no-answer",
    }
}

/// A person sent to the programme, or by it to somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// Whose.
    pub participation: Id,
    /// Which way.
    pub direction: Direction,
    /// Who sent, or to whom: the id of the definition's referral source, or free words.
    pub body: String,
    /// The day.
    pub sent_on: NaiveDate,
    /// The day of the answer; set exactly when there is one.
    #[serde(default)]
    pub answered_on: Option<NaiveDate>,
    /// The answer; none while it is awaited.
    #[serde(default)]
    pub answer: Option<ReferralAnswer>,
    /// What else is to be said of it.
    #[serde(default)]
    pub note: String,
}

impl Entity for Referral {
    const KIND: Kind = Kind::Referral;
    const LINKS: &'static [(&'static str, Kind)] = &[("participation", Kind::Participation)];
    const TEXTS: &'static [&'static str] = &["note"];
    const PERSONAL: &'static [&'static str] = &["body", "note"];
}
