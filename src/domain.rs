//! The rules of the product, pure: what the records are, and the questions asked of them.
//!
//! Nothing here knows SQL, a terminal, a word on the screen or today's date; the day is always a parameter.

mod access;
mod as_of;
mod before_after;
mod brief;
mod cadence;
mod calendar;
mod case;
mod change;
mod choice;
mod circumstances;
mod course;
pub mod definition;
mod due;
mod editions;
mod eligibility;
mod figure;
mod foresight;
mod forgetting;
mod holidays;
mod hours;
mod merging;
pub mod microdata;
pub mod national_id;
mod occupancy;
mod pace;
mod places;
mod problem;
mod protection;
mod reason;
mod record;
mod records;
mod retention;
pub mod sealed;
mod service;
mod state;
mod stays;
#[cfg(test)]
mod testing;
mod text;
mod typed;
mod worklist;
mod year;

pub use access::{Deed, Rights, Role, leads, leaves_no_lead, may, rights_change, role, role_of};
pub use as_of::Since;
pub use before_after::{BeforeAfter, Line, Point, Situation, before_after};
pub use brief::{Component, MeetingBrief};
pub use cadence::{CadenceReport, cadence};
pub use calendar::{
    Month, add_days, add_months, add_years, monday_of_week, month_of, months_between, whole_months, whole_years,
};
pub use case::{Case, CasePlaces, Expected, Facts, MeetingFacts, PlanFacts, StayFacts};
pub use change::{Act, Change, Signature};
pub use choice::Choice;
pub use course::{Course, academic_hours, courses, current_step, delivered};
pub use definition::{Definition, DefinitionProblem, LocalText, Offset};
pub use due::{
    ACTION_RULE, CASELOAD_RULE, COMMON_RULES, Due, DueStatus, PLAN_EVALUATION_RULE, Subject, WRITE_UP_RULE, due,
    due_of, still_due,
};
pub use editions::{Edition, Editions, Rules};
pub use eligibility::{Eligibility, Finding, Verdict, eligible};
pub use figure::{Afterwards, Entry, Figure, FigureValue, Seen, Turnover, count, counts, figures, look};
pub use foresight::{Move, moves};
pub use forgetting::{Stays, TAKEN_OUT, Traces, forget};
pub use hours::{Work, work};
pub use merging::{NoMerge, Whole, merge};
pub use national_id::{Country, IdProblem, NationalId, check as check_id};
pub use occupancy::{MonthPlaces, occupancy};
pub use pace::{Pace, Reach, pace};
pub use places::{Places, caseload, caseloads, last_offer, places};
pub use problem::{Problem, Rule};
pub use protection::{Unnamed, sees_identity, veil};
pub use reason::{Missing, Reason, Who};
pub use record::{Entity, Id, Kind, Record, Stored};
pub use records::*;
pub use retention::{Clock, Keeping, Kept, retention};
pub use sealed::{Difference, Moved, Part};
pub use service::{Delivered, Service, services};
pub use state::{Standing, State, state};
pub use stays::{current_stay, current_worker, last_met, last_stay, open};
pub use text::{
    break_long_words, clean, clean_notes, fold, harmless, has_unseen, is_unseen, matches, one_line, shorten,
    visible_json, wrapped,
};
pub use typed::{
    DateProblem, Leaning, MinutesProblem, NumberProblem, TimeProblem, digit_row, parse_date, parse_minutes,
    parse_money, parse_number, parse_time,
};
pub use worklist::{Worklist, worklist};
pub use year::{InYear, in_year};
