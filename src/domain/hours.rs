//! The work of a month: meetings held and missed, how many participants were met, and for how long.

use chrono::NaiveDate;

use super::{Id, MeetingFacts, MeetingResult, Month};

/// What was done in meetings, by one worker or by all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Meetings that took place.
    pub held: usize,
    /// Meetings to which somebody did not come.
    pub missed: usize,
    /// Meetings whose day is over and of which nothing was noted.
    pub not_noted: usize,
    /// Participants who were there; who was at two meetings counts twice.
    pub attended: usize,
    /// Minutes of the meetings that took place.
    pub minutes: i64,
    /// Meetings that took place and whose length is not known.
    pub no_length: usize,
}

/// What was done in the meetings of a month by the end of this day: by a worker who was at them, or by all together, each meeting
/// once.
pub fn work(meetings: &[MeetingFacts], worker: Option<Id>, month: Month, day: NaiveDate) -> Work {
    let mut work = Work::default();
    for facts in meetings {
        let meeting = &facts.meeting.record;
        let theirs = worker.is_none_or(|worker| facts.workers.contains(&worker));
        if !theirs || !month.contains(meeting.date) || meeting.date > day {
            continue;
        }
        match meeting.result {
            Some(MeetingResult::Held) => {
                work.held += 1;
                work.attended += facts.participations.len();
                work.minutes += meeting.minutes.unwrap_or(0);
                work.no_length += usize::from(meeting.minutes.is_none());
            }
            Some(MeetingResult::Missed) => work.missed += 1,
            Some(MeetingResult::Cancelled) => {}
            None => work.not_noted += usize::from(meeting.date < day),
        }
    }
    work
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Meeting, MeetingKind, Stored, month_of};

    fn meeting(date: &str, result: Option<MeetingResult>, minutes: Option<i64>, workers: &[i64]) -> MeetingFacts {
        let record = Meeting {
            programme: Id(1),
            date: date.parse().unwrap(),
            time: None,
            minutes,
            kind: MeetingKind::Talk,
            result,
            place: String::new(),
            notes: String::new(),
            component: String::new(),
        };
        let workers = workers.iter().copied().map(Id).collect();
        let meeting = Stored { id: Id(1), version: 1, record };
        MeetingFacts { meeting, participations: vec![Id(7), Id(8)], workers, outside: Vec::new() }
    }

    #[test]
    fn a_month_counts_what_was_held_in_it_by_that_day_and_a_meeting_of_two_workers_once_for_all() {
        use MeetingResult::{Cancelled, Held, Missed};
        let all = [
            meeting("2013-06-30", Some(Held), Some(60), &[1]),
            meeting("2013-07-01", Some(Held), Some(60), &[1, 2]),
            meeting("2013-07-02", Some(Held), None, &[1]),
            meeting("2013-07-03", Some(Missed), Some(45), &[1]),
            meeting("2013-07-03", Some(Cancelled), Some(45), &[1]),
            meeting("2013-07-04", None, None, &[2]),
            meeting("2013-07-06", Some(Held), Some(90), &[1]),
        ];
        let day: NaiveDate = "2013-07-05".parse().unwrap();
        let of = |worker: Option<i64>| work(&all, worker.map(Id), month_of(day), day);

        assert_eq!(of(None), Work { held: 2, missed: 1, not_noted: 1, attended: 4, minutes: 60, no_length: 1 });
        assert_eq!(of(Some(2)), Work { held: 1, missed: 0, not_noted: 1, attended: 2, minutes: 60, no_length: 0 });
        assert_eq!(of(Some(3)), Work::default());
    }
}
