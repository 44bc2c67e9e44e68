//! What every record has in common: a kind, a number within its kind, a version, links to others.

use serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned};

use super::records::{
    Action, Assessment, Assignment, Attendance, Circumstance, Decision, Flag, FollowUp, Goal, Guide, HandIn, Meeting,
    Offer, Participation, PathStep, Pause, Person, Plan, Programme, Referral, Register, Relation, Sealed, Spell,
    Status, Stay, TeamMember, Worker,
};

/// A record's number within its kind; negative in a change whose record has no number yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(pub i64);

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A record as the file holds it: with its number and the version that grows with each save.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored<T> {
    /// The number within the kind.
    pub id: Id,
    /// 1 for a new record, one more with each save.
    pub version: i64,
    /// The facts.
    pub record: T,
}

/// A sort of record.
pub trait Entity: Clone + Serialize + DeserializeOwned + Into<Record> {
    /// Which sort.
    const KIND: Kind;
    /// The fields that hold the number of another record, and of which kind.
    const LINKS: &'static [(&'static str, Kind)];
    /// The fields with long texts, which people read and no question asks for.
    const TEXTS: &'static [&'static str] = &[];
    /// The fields that say who somebody is, or tell of somebody in free words: whoever is forgotten loses them.
    const PERSONAL: &'static [&'static str] = &[];
}

/// Lists the kinds once: the enumeration, the union, their names in the file.
macro_rules! records {
    ($($(#[$doc:meta])* $kind:ident $name:literal),+ $(,)?) => {
        /// The sorts of records, parents before children.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Kind { $($(#[$doc])* #[serde(rename = $name)] $kind),+ }

        impl Kind {
            /// All kinds, parents before children.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// The name in the file: of the table, and in the change log.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),+ }
            }

            /// The kind with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.name() == name)
            }

            /// The fields of this kind that say who somebody is, or tell of somebody in free words.
            pub const fn personal(self) -> &'static [&'static str] {
                match self { $(Self::$kind => <$kind as Entity>::PERSONAL),+ }
            }

            /// The fields of this kind that hold the number of another record.
            pub const fn links(self) -> &'static [(&'static str, Self)] {
                match self { $(Self::$kind => <$kind as Entity>::LINKS),+ }
            }
        }

        /// Any record.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        pub enum Record { $($(#[$doc])* $kind($kind)),+ }

        impl Record {
            /// Which sort it is.
            pub const fn kind(&self) -> Kind {
                match self { $(Self::$kind(_) => Kind::$kind),+ }
            }

            /// Reads a record of a known kind.
            pub fn read<'de, D: Deserializer<'de>>(kind: Kind, from: D) -> Result<Self, D::Error> {
                match kind { $(Kind::$kind => $kind::deserialize(from).map(Self::$kind)),+ }
            }
        }

        $(impl From<$kind> for Record {
            fn from(record: $kind) -> Self { Self::$kind(record) }
        })+
    };
}

records! {
    /// The file itself.
    Register "register",
    /// A programme's definition, one edition.
    Programme "programme",
    /// Somebody known to the office.
    Person "person",
    /// A dated circumstance of a person.
    Circumstance "circumstance",
    /// Somebody who works in the programme.
    Worker "worker",
    /// One person in one programme.
    Participation "participation",
    /// One span from entry to exit.
    Stay "stay",
    /// A break inside a stay.
    Pause "pause",
    /// A worker's part in a participation.
    Assignment "assignment",
    /// Something that took place with people.
    Meeting "meeting",
    /// Somebody's presence in a meeting.
    Attendance "attendance",
    /// A case plan.
    Plan "plan",
    /// A goal of a plan.
    Goal "goal",
    /// Something agreed: a decision of a meeting, a step of a plan.
    Action "action",
    /// A span of work, study or a measure.
    Spell "spell",
    /// Labour-market status and livelihood on a day.
    Status "status",
    /// A follow-up made or tried.
    FollowUp "follow_up",
    /// A decision about a stay.
    Decision "decision",
    /// A place offered to somebody who waits.
    Offer "offer",
    /// A value on a scale, on a day.
    Assessment "assessment",
    /// A step of the programme's way.
    PathStep "path_step",
    /// Somebody's part in a team around a participant.
    TeamMember "team_member",
    /// What a person is to another.
    Relation "relation",
    /// A person sent to the programme, or by it to somebody else.
    Referral "referral",
    /// What everybody must see who opens a person.
    Flag "flag",
    /// A report handed in to the funder.
    HandIn "hand_in",
    /// A report as it was handed in.
    Sealed "sealed",
    /// A text that guides support persons.
    Guide "guide",
}
