//! Weekdays by their names or the letters they begin with.

use chrono::{Datelike, NaiveDate};

use super::date::{DateProblem, Leaning};
use crate::domain::{add_days, fold};

/// The day of the week that the text names or begins, in the first of the languages where it does.
pub(super) fn read<S: AsRef<str>>(
    text: &str,
    today: NaiveDate,
    leaning: Leaning,
    weekdays: &[[S; 7]],
) -> Result<NaiveDate, DateProblem> {
    let typed = fold(text);
    let typed = typed.trim().trim_end_matches('.');
    if typed.is_empty() {
        return Err(DateProblem::NotADate);
    }
    for names in weekdays {
        let mut begun = (0..).zip(names).filter(|(_, name)| fold(name.as_ref()).starts_with(typed));
        match (begun.next(), begun.next()) {
            (Some((first, _)), Some((second, _))) => {
                let (first, second) = (nearest(first, today, leaning), nearest(second, today, leaning));
                return Err(DateProblem::Ambiguous { first, second });
            }
            (Some((weekday, _)), None) => return Ok(nearest(weekday, today, leaning)),
            _ => {}
        }
    }
    Err(DateProblem::NotADate)
}

/// The last or next such weekday, today included; 0 is Monday.
fn nearest(weekday: i64, today: NaiveDate, leaning: Leaning) -> NaiveDate {
    let now = i64::from(today.weekday().num_days_from_monday());
    match leaning {
        Leaning::Future => add_days(today, (weekday - now).rem_euclid(7)),
        Leaning::Past | Leaning::Birth => add_days(today, -(now - weekday).rem_euclid(7)),
    }
}
