//! What took place at a time with people, and who was there.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::domain::{Entity, Id, Kind, choice::choice};

choice! {
    /// What sort of meeting it is.
    MeetingKind "meeting-kind" {
        /// A talk in the office or elsewhere.
        Talk "talk",
        /// A visit at home.
        HomeVisit "home-visit",
        /// A telephone call.
        Phone "phone",
        /// Going along: to an employer, an authority, a doctor.
        Company "company",
        /// A group.
        Group "group",
        /// The support workers' work meeting with the municipality's social workers.
        WorkMeeting "work-meeting",
        /// The case team about participants.
        CaseTeam "case-team",
        /// A participant's resource group; the participant is with it.
        ResourceGroup "resource-group",
    }
}

impl MeetingKind {
    /// Whether it is held with participants; meetings about them are no service to them.
    pub const fn is_with_participants(self) -> bool {
        !matches!(self, Self::WorkMeeting | Self::CaseTeam)
    }
}

choice! {
    /// What became of it; without a result a past meeting waits to be written up.
    MeetingResult "meeting-result" {
        /// It took place.
        Held "held",
        /// The participant did not come.
        Missed "missed",
        /// It was called off.
        Cancelled "cancelled",
    }
}

/// A meeting, planned or past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// In which programme.
    pub programme: Id,
    /// The day.
    pub date: NaiveDate,
    /// The hour it begins.
    #[serde(default)]
    pub time: Option<NaiveTime>,
    /// How long, in minutes.
    #[serde(default)]
    pub minutes: Option<i64>,
    /// What sort.
    pub kind: MeetingKind,
    /// What became of it.
    #[serde(default)]
    pub result: Option<MeetingResult>,
    /// Where.
    #[serde(default)]
    pub place: String,
    /// What was said.
    #[serde(default)]
    pub notes: String,
    /// The id of the definition's service component it delivered, or empty.
    #[serde(default)]
    pub component: String,
}

impl Meeting {
    /// Whether it took place by this day.
    pub fn held(&self, day: NaiveDate) -> bool {
        self.result == Some(MeetingResult::Held) && self.date <= day
    }
}

impl Entity for Meeting {
    const KIND: Kind = Kind::Meeting;
    const LINKS: &'static [(&'static str, Kind)] = &[("programme", Kind::Programme)];
    const TEXTS: &'static [&'static str] = &["place", "notes"];
    const PERSONAL: &'static [&'static str] = &["place", "notes"];
}

/// Somebody's presence in a meeting: a participant, a worker or somebody from outside (exactly one of the three).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Which meeting.
    pub meeting: Id,
    /// The participation whose participant was there.
    #[serde(default)]
    pub participation: Option<Id>,
    /// The worker who was there.
    #[serde(default)]
    pub worker: Option<Id>,
    /// Somebody from outside, in words.
    #[serde(default)]
    pub outside: String,
}

impl Entity for Attendance {
    const KIND: Kind = Kind::Attendance;
    const LINKS: &'static [(&'static str, Kind)] =
        &[("meeting", Kind::Meeting), ("participation", Kind::Participation), ("worker", Kind::Worker)];
    const PERSONAL: &'static [&'static str] = &["outside"];
}
