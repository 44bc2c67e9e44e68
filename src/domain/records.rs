//! The records: the facts that people enter, and nothing that follows from them.

mod decision;
mod flag;
mod guide;
mod hand_in;
mod meeting;
mod network;
mod participation;
mod person;
mod plan;
mod progress;
mod register;
mod sealed;
mod situation;
mod stay;
mod worker;

pub use decision::{Decision, DecisionKind, Offer, OfferAnswer};
pub use flag::Flag;
pub use guide::Guide;
pub use hand_in::HandIn;
pub use meeting::{Attendance, Meeting, MeetingKind, MeetingResult};
pub use network::{Direction, Referral, ReferralAnswer, Relation, RelationKind, Side, Team, TeamMember};
pub use participation::{Participation, Ruling, Source};
pub use person::{Answer, Circumstance, CircumstanceKind, Gender, Person};
pub use plan::{Action, Goal, Plan};
pub use progress::{Assessment, PathStep, Rater, Scale};
pub use register::{Programme, Register};
pub use sealed::Sealed;
pub use situation::{
    Contact, Education, FollowUp, FollowUpResult, Labour, Livelihood, Moment, Spell, SpellKind, Status,
};
pub use stay::{ExitReason, Pause, Stay};
pub use worker::{Access, Assignment, Worker, WorkerRole};
