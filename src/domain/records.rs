//! The records: the facts that people enter, and nothing that follows from them.

mod meeting;
mod participation;
mod person;
mod plan;
mod register;
mod situation;
mod stay;
mod worker;

pub use meeting::{Attendance, Meeting, MeetingKind, MeetingResult};
pub use participation::{Participation, Ruling, Source};
pub use person::{Answer, Circumstance, CircumstanceKind, Gender, Person};
pub use plan::{Action, Goal, Plan};
pub use register::{Programme, Register};
pub use situation::{Contact, FollowUp, FollowUpResult, Labour, Livelihood, Moment, Spell, SpellKind, Status};
pub use stay::{ExitReason, Pause, Stay};
pub use worker::{Assignment, Worker, WorkerRole};
