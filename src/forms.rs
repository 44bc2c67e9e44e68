//! Forms: one table of fields for each, which feeds the screen, the validation, the import and the documentation.
//!
//! Knows the records and the file they come from; knows no screen and no keys.

mod action;
mod assignment;
mod circumstances;
mod entry;
mod erased;
mod exit;
mod field;
mod follow_up;
mod goal;
mod look_at;
mod meeting;
mod parse;
mod pause;
mod plan;
mod problem;
mod registration;
mod removal;
mod spell;
mod status;
mod worker;

pub use erased::{AnyForm, Draft, Filled, Opening, form, name_of, subject_of};
pub use field::{Choices, Entry, Field, FieldInfo, Input, Slot};
pub use look_at::{LOOK_AT, days_to_look_at};
pub use meeting::MeetingDraft;
pub use parse::day_meant;
pub use problem::sentence;
pub use registration::Registration;
pub use removal::removal;
pub use worker::WorkerDraft;

use erased::FormOf;

/// All forms, by name.
pub static FORMS: &[&dyn AnyForm] = &[
    &FormOf::<registration::Registration>::NEW,
    &FormOf::<entry::EntryDraft>::NEW,
    &FormOf::<exit::ExitDraft>::NEW,
    &FormOf::<pause::PauseDraft>::NEW,
    &FormOf::<meeting::MeetingDraft>::NEW,
    &FormOf::<action::ActionDraft>::NEW,
    &FormOf::<plan::PlanDraft>::NEW,
    &FormOf::<goal::GoalDraft>::NEW,
    &FormOf::<spell::SpellDraft>::NEW,
    &FormOf::<status::StatusDraft>::NEW,
    &FormOf::<follow_up::FollowUpDraft>::NEW,
    &FormOf::<assignment::AssignmentDraft>::NEW,
    &FormOf::<worker::WorkerDraft>::NEW,
    &FormOf::<look_at::LookAtDraft>::NEW,
];
