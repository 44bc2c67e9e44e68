//! The most who were in the programme at once: a figure that opens into those who were there on the fullest day.
//!
//! A stay holds its place from the day of entry to the day before the exit, so one who leaves and one who enters on the
//! same day are not two at once.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Entry, FigureValue, Parts, Who};
use crate::domain::stays::real_stays;
use crate::domain::{Case, Facts, Id, Reason};

/// Leaves as counted only those who were there on the fullest day, and answers how many and when.
pub(super) fn narrow(parts: &mut Parts, facts: &Facts, day: NaiveDate) -> FigureValue {
    let cases: HashMap<Id, &Case> = facts.cases.iter().map(|case| (case.id(), case)).collect();
    let of = |entry: &Entry| match entry.who {
        Who::Participation(id) | Who::Stay { participation: id, .. } => cases.get(&id).copied(),
        Who::Worker(_) | Who::Meeting(_) | Who::Month(_) => None,
    };
    let (most, on) = peak(parts.counted.iter().filter_map(of), day);
    let Some(fullest) = on else { return FigureValue::Peak { most, on } };
    let there = |entry: &Entry| of(entry).is_some_and(|case| inside(case, fullest, day));
    let (counted, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut parts.counted).into_iter().partition(there);
    parts.counted = with_reason(counted, &Reason::ThereOn { on: fullest });
    parts.not_counted.extend(with_reason(rest, &Reason::NotThereOn { on: fullest }));
    FigureValue::Peak { most, on }
}

fn with_reason(entries: Vec<Entry>, reason: &Reason) -> Vec<Entry> {
    entries.into_iter().map(|entry| Entry { reason: reason.clone(), ..entry }).collect()
}

/// Whether the participant held a place on a day, as known by another.
fn inside(case: &Case, on: NaiveDate, day: NaiveDate) -> bool {
    let stays = real_stays(case, day);
    stays.iter().any(|stay| stay.entered_on() <= on && stay.exited_by(day).is_none_or(|exit| on < exit))
}

/// How many held a place on the fullest day so far, and the first such day.
pub(in crate::domain) fn peak<'a>(cases: impl Iterator<Item = &'a Case>, day: NaiveDate) -> (usize, Option<NaiveDate>) {
    let mut moves: Vec<(NaiveDate, i64)> = Vec::new();
    for stay in cases.flat_map(|case| real_stays(case, day)) {
        moves.push((stay.entered_on(), 1));
        moves.extend(stay.exited_by(day).map(|exit| (exit, -1)));
    }
    // On one day those who leave come before those who enter.
    moves.sort_unstable();
    let (mut now, mut most, mut on) = (0, 0, None);
    for (date, step) in moves {
        now += step;
        if now > most {
            (most, on) = (now, Some(date));
        }
    }
    (most.max(0) as usize, on)
}
