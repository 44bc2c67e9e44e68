//! What is still to do, as a person plans it: late, today, this week, later.

use chrono::{Datelike, NaiveDate};

use super::{Due, add_days};

/// What is still to do, each part by due day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Worklist<'a> {
    /// The day has passed.
    pub late: Vec<&'a Due>,
    /// Due on the day itself.
    pub today: Vec<&'a Due>,
    /// Due later, but by Sunday.
    pub this_week: Vec<&'a Due>,
    /// Due after Sunday.
    pub later: Vec<&'a Due>,
}

/// Sorts what is still to do by how soon it is due; what was done or can no longer be done is left out.
pub fn worklist(dues: &[Due], day: NaiveDate) -> Worklist<'_> {
    let sunday = add_days(day, 6 - i64::from(day.weekday().num_days_from_monday()));
    let mut list = Worklist::default();
    for due in dues.iter().filter(|due| due.to_do()) {
        let part = match due.due_on {
            on if on < day => &mut list.late,
            on if on == day => &mut list.today,
            on if on <= sunday => &mut list.this_week,
            _ => &mut list.later,
        };
        part.push(due);
    }
    list
}
