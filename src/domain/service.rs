//! The service that participants got, component by component and month by month: from the meetings with them that were held.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Component, Facts, Id, Month, month_of};

/// One meeting with one participant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Whose participation.
    pub participation: Id,
    /// The meeting.
    pub meeting: Id,
    /// The id of the component it delivered, or empty.
    pub component: Component,
    /// The month in which it was.
    pub month: Month,
    /// How long, where that was noted.
    pub minutes: Option<i64>,
}

/// What several services come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    /// The participants who got them.
    pub participants: BTreeSet<Id>,
    /// How long each meeting was; one with several participants stands once.
    pub meetings: BTreeMap<Id, i64>,
    /// The minutes of all participants together: a meeting with three counts three times.
    pub minutes: i64,
    /// The meetings whose length is not known.
    pub no_length: BTreeSet<Id>,
}

impl Delivered {
    /// What these services come to.
    pub fn of<'a>(services: impl Iterator<Item = &'a Service>) -> Self {
        let mut all = Self::default();
        for service in services {
            all.participants.insert(service.participation);
            all.meetings.insert(service.meeting, service.minutes.unwrap_or(0));
            all.minutes += service.minutes.unwrap_or(0);
            if service.minutes.is_none() {
                all.no_length.insert(service.meeting);
            }
        }
        all
    }

    /// The minutes of the meetings, each once.
    pub fn of_meetings(&self) -> i64 {
        self.meetings.values().sum()
    }
}

/// Every meeting with a participant that was held by this day; meetings about participants are no service to them.
pub fn services(facts: &Facts, day: NaiveDate) -> Vec<Service> {
    let mut services = Vec::new();
    for case in &facts.cases {
        let held = case.meetings.iter().filter(|row| row.record.held(day) && row.record.kind.is_with_participants());
        services.extend(held.map(|row| Service {
            participation: case.id(),
            meeting: row.id,
            component: row.record.component.clone(),
            month: month_of(row.record.date),
            minutes: row.record.minutes,
        }));
    }
    services
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{case, day, facts};
    use crate::domain::{MeetingKind, MeetingResult};

    #[test]
    fn a_group_counts_for_each_participant_and_as_a_meeting_once_and_a_work_meeting_is_no_service() {
        let held = Some(MeetingResult::Held);
        let with = |id: i64| {
            let mut case = case(id)
                .meets("2013-02-04", MeetingKind::Group, held)
                .meets("2013-02-05", MeetingKind::WorkMeeting, held)
                .meets("2013-03-05", MeetingKind::Talk, Some(MeetingResult::Missed))
                .meets("2013-03-06", MeetingKind::Talk, held)
                .build();
            for (place, meeting) in case.meetings.iter_mut().enumerate() {
                meeting.id = Id(if place == 3 { 90 + id } else { place as i64 + 1 });
                meeting.record.minutes = (place < 3).then_some(60);
            }
            case
        };
        let facts = facts(vec![with(1), with(2)], &[]);
        let all = services(&facts, day("2013-07-05"));

        let delivered = Delivered::of(all.iter());
        assert_eq!((delivered.participants.len(), delivered.meetings.len()), (2, 3));
        assert_eq!((delivered.minutes, delivered.of_meetings(), delivered.no_length.len()), (120, 60, 2));
        assert_eq!(services(&facts, day("2013-02-28")).len(), 2);
    }
}
