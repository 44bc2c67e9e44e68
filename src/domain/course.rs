//! How far a participant has come: the course of each assessment, the step of the way, the service that was delivered.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Assessment, Case, PathStep, Scale};

/// The minutes of an academic hour.
const ACADEMIC_HOUR: f64 = 45.0;

/// One scale of a participant from its first value to its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course<'a> {
    /// On what scale.
    pub scale: Scale,
    /// The barrier's id; empty for the other scales.
    pub item: &'a str,
    /// The first value.
    pub first: &'a Assessment,
    /// The last value; the first itself where there is only one.
    pub last: &'a Assessment,
}

impl Course<'_> {
    /// How far the last value lies above the first, as it is shown; below when negative.
    pub fn change(&self) -> i64 {
        self.scale.shown(self.last.value) - self.scale.shown(self.first.value)
    }
}

/// The courses of all scales that were assessed by this day, each barrier by itself.
pub fn courses(case: &Case, day: NaiveDate) -> Vec<Course<'_>> {
    let mut courses: BTreeMap<(Scale, &str), Course<'_>> = BTreeMap::new();
    // The case has them in the order of their days.
    for row in case.assessments.iter().map(|row| &row.record).filter(|row| row.date <= day) {
        let begun = Course { scale: row.scale, item: &row.item, first: row, last: row };
        courses.entry((row.scale, row.item.as_str())).or_insert(begun).last = row;
    }
    courses.into_values().collect()
}

/// The step on which the participant is on this day: the one that was reached last.
pub fn current_step(case: &Case, day: NaiveDate) -> Option<&PathStep> {
    case.path_steps.iter().map(|row| &row.record).rfind(|step| step.entered_on <= day)
}

/// The minutes of service delivered by this day in the meetings with the participant that were held, by component; "" for those
/// without one.
pub fn delivered(case: &Case, day: NaiveDate) -> BTreeMap<&str, i64> {
    let mut minutes = BTreeMap::new();
    let held = case.meetings.iter().map(|meeting| &meeting.record).filter(|meeting| meeting.held(day));
    for meeting in held.filter(|meeting| meeting.kind.is_with_participants()) {
        if let Some(length) = meeting.minutes {
            *minutes.entry(&*meeting.component).or_default() += length;
        }
    }
    minutes
}

/// Minutes as academic hours.
pub fn academic_hours(minutes: i64) -> f64 {
    minutes as f64 / ACADEMIC_HOUR
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{case, day};
    use crate::domain::{MeetingKind, MeetingResult};

    #[test]
    fn a_change_runs_from_the_first_value_to_the_last_by_the_day_asked_about() {
        let case = case(1)
            .assessed(Scale::SelfRating, "", "2013-02-01", 4)
            .assessed(Scale::Barrier, "debts", "2013-02-01", 8)
            .assessed(Scale::SelfRating, "", "2013-04-01", 3)
            .assessed(Scale::Barrier, "health", "2013-04-01", 5)
            .assessed(Scale::SelfRating, "", "2013-06-01", 6)
            .build();
        let changes = |on: &str| -> Vec<(&str, i64)> {
            courses(&case, day(on)).iter().map(|course| (course.item, course.change())).collect()
        };

        assert_eq!(changes("2013-02-01"), [("", 0), ("debts", 0)]);
        assert_eq!(changes("2013-05-01"), [("", -1), ("debts", 0), ("health", 0)]);
        assert_eq!(changes("2013-06-01"), [("", 2), ("debts", 0), ("health", 0)]);
    }

    #[test]
    fn who_5_changes_by_four_for_each_point_of_the_raw_score() {
        let case =
            case(1).assessed(Scale::Who5, "", "2013-02-01", 9).assessed(Scale::Who5, "", "2013-06-01", 13).build();

        assert_eq!(courses(&case, day("2013-07-05"))[0].change(), 16);
    }

    #[test]
    fn the_step_is_the_one_reached_last() {
        let case = case(1).reaches("identification", "2013-02-01").reaches("needs", "2013-03-01").build();
        let on = |text: &str| current_step(&case, day(text)).map(|step| step.step.as_str());

        assert_eq!(on("2013-01-31"), None);
        assert_eq!(on("2013-02-28"), Some("identification"));
        assert_eq!(on("2013-03-01"), Some("needs"));
    }

    #[test]
    fn only_the_minutes_of_meetings_that_were_held_are_delivered() {
        let held = Some(MeetingResult::Held);
        let mut case = case(1)
            .meets("2013-02-01", MeetingKind::Talk, held)
            .meets("2013-02-08", MeetingKind::Talk, held)
            .meets("2013-02-15", MeetingKind::Talk, Some(MeetingResult::Missed))
            .meets("2013-02-22", MeetingKind::Talk, held)
            .build();
        for (meeting, minutes) in case.meetings.iter_mut().zip([90, 45, 60, 720]) {
            meeting.record.minutes = Some(minutes);
            meeting.record.component = "counselling".to_owned().into();
        }

        assert_eq!(delivered(&case, day("2013-02-20")), BTreeMap::from([("counselling", 135)]));
        assert!((academic_hours(135) - 3.0).abs() < f64::EPSILON);
    }
}
