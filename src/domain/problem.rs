//! What is wrong with what somebody entered: a field and a rule, no words.

use chrono::NaiveDate;

use super::{DateProblem, IdProblem, MinutesProblem, TimeProblem};

/// What is wrong with one field; the words for it are the language files'.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name in its field table.
    pub field: &'static str,
    /// What is wrong.
    pub rule: Rule,
}

impl Problem {
    /// A problem with this field.
    pub const fn new(field: &'static str, rule: Rule) -> Self {
        Self { field, rule }
    }
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Nothing was entered where something must be.
    Missing,
    /// Not a date, or not one that exists.
    Date(DateProblem),
    /// Not a time of day.
    Time(TimeProblem),
    /// Not a length of time.
    Minutes(MinutesProblem),
    /// Not among the choices; carries what was typed.
    NotAChoice(String),
    /// No record of that name; carries what was typed.
    NotFound(String),
    /// More than one record of that name; carries what was typed.
    NotUnique(String),
    /// Not a national code.
    NationalId(IdProblem),
    /// The national code says another day of birth: this one.
    BornOtherwise(NaiveDate),
    /// Lies in the future, where only the past makes sense.
    InTheFuture,
    /// Lies before the beginning, which is this day.
    BeforeBeginning(NaiveDate),
    /// Lies before the application, which is of this day.
    BeforeApplication(NaiveDate),
    /// Lies after the end, which is this day.
    AfterEnd(NaiveDate),
    /// The participant is in the programme already, since this day.
    AlreadyEntered(NaiveDate),
    /// Overlaps an earlier stay, which ended on this day.
    OverlapsStay(NaiveDate),
    /// Not a whole number from 0 to this one.
    NotInRange(i64),
    /// Of two fields that exclude each other, both are filled.
    OnlyOne,
    /// Belongs only to this value of a set; carries the set and the code.
    OnlyWith(&'static str, &'static str),
    /// Somebody stands in a relation to themselves.
    Oneself,
    /// Longer than this many characters.
    TooLong(usize),
    /// Not the surname of the person it is about.
    OtherSurname,
    /// Can be chosen only for somebody who is registered newly.
    OnlyWhenNew,
}
