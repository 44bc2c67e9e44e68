//! Forms: one table of fields for each, which feeds the screen, the validation, the import and the documentation.
//!
//! Knows the records and the file they come from; knows no screen and no keys.

mod action;
mod assessment;
mod assignment;
mod circumstance;
mod circumstances;
mod days;
mod decision;
mod entry;
mod erased;
mod exit;
mod field;
mod flag;
mod follow_up;
mod forget;
mod goal;
mod hand_in;
mod items;
mod kept;
mod look_at;
mod meeting;
mod merge;
mod moves;
mod offer;
mod parse;
mod path_step;
mod pause;
mod plan;
mod problem;
mod referral;
mod registration;
mod relation;
mod removal;
mod said;
mod spell;
mod status;
mod team_member;
mod twins;
mod whose;
mod worker;
mod written;

pub use erased::{AnyForm, Draft, Filled, Opening, form, name_of, subject_of};
pub use field::{Choices, Entry, Field, FieldInfo, Input, Slot};
pub use forget::{FORGET, why_forget};
pub use items::ItemList;
pub use kept::{Kept, KeptField, Restored, restore};
pub use look_at::{LOOK_AT, days_to_look_at};
pub use meeting::MeetingDraft;
pub use merge::{Merge, differ, merge, renewed};
pub use parse::day_meant;
pub(crate) use problem::id_sentence;
pub use problem::sentence;
pub use registration::Registration;
pub use removal::removal;
pub use said::{label, linked_record, place, said, says_where_it_belongs};
pub use twins::{TwinField, Twins, merging, twins};
pub use worker::WorkerDraft;
pub use written::{AUDIT_COPY, CALENDAR, NEW_REGISTER, ToWrite, WHOLE, file_of, to_write};

use erased::FormOf;

/// Whether a form only asks for something, and saves nothing in the register that is open.
pub fn only_asks(form: &str) -> bool {
    form == LOOK_AT || file_of(form).is_some()
}

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
    &FormOf::<circumstance::CircumstanceDraft>::NEW,
    &FormOf::<decision::DecisionDraft>::NEW,
    &FormOf::<offer::OfferDraft>::NEW,
    &FormOf::<assessment::AssessmentDraft>::NEW,
    &FormOf::<path_step::PathStepDraft>::NEW,
    &FormOf::<team_member::TeamMemberDraft>::NEW,
    &FormOf::<relation::RelationDraft>::NEW,
    &FormOf::<referral::ReferralDraft>::NEW,
    &FormOf::<flag::FlagDraft>::NEW,
    &FormOf::<hand_in::HandInDraft>::NEW,
    &FormOf::<worker::WorkerDraft>::NEW,
    &FormOf::<look_at::LookAtDraft>::NEW,
    &FormOf::<forget::ForgetDraft>::NEW,
    &FormOf::<written::CalendarDraft>::NEW,
    &FormOf::<written::FileDraft<written::Whole>>::NEW,
    &FormOf::<written::FileDraft<written::AuditCopy>>::NEW,
    &FormOf::<written::FileDraft<written::NewRegister>>::NEW,
];
