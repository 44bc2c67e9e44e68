//! Rules on days and answers that several forms share.

use chrono::NaiveDate;

use crate::{
    domain::{Problem, Rule},
    env::Env,
};

/// The days among these that are still to come, where only the past makes sense.
pub(super) fn to_come(days: &[(&'static str, Option<NaiveDate>)], env: &Env) -> Vec<Problem> {
    let later = days.iter().filter(|(_, day)| day.is_some_and(|day| day > env.today));
    later.map(|(field, _)| Problem::new(field, Rule::InTheFuture)).collect()
}

/// An end that lies before its beginning.
pub(super) fn too_early(field: &'static str, end: Option<NaiveDate>, beginning: Option<NaiveDate>) -> Option<Problem> {
    let beginning = beginning.filter(|beginning| end.is_some_and(|end| end < *beginning))?;
    Some(Problem::new(field, Rule::BeforeBeginning(beginning)))
}

/// Of two fields that are filled together, the one that was left empty.
pub(super) fn left_empty(first: (&'static str, bool), second: (&'static str, bool)) -> Option<Problem> {
    match (first, second) {
        ((_, true), (missing, false)) | ((missing, false), (_, true)) => Some(Problem::new(missing, Rule::Missing)),
        _ => None,
    }
}
