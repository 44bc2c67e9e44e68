//! What a promise looks at: participations with all their stays, single stays, workers, meetings, months.

use std::cell::OnceCell;

use chrono::NaiveDate;

use super::{At, Unit};
use crate::domain::stays::real_stays;
use crate::domain::{Case, Due, MeetingBrief, Month, Reason, StayFacts, Stored, Who, Worker, due_of, months_between};

/// A record that a promise looks at.
pub(super) enum Looked<'a> {
    Person(Span<'a>),
    Worker(&'a Stored<Worker>),
    Meeting(&'a Stored<MeetingBrief>),
    Month(Month),
}

/// A participation, seen over all its stays or over one of them.
pub(super) struct Span<'a> {
    pub(super) case: &'a Case,
    /// The stays that count, first to last; empty for who never entered.
    pub(super) stays: Vec<&'a StayFacts>,
    /// Which stay it is, from 1, where each counts by itself.
    pub(super) number: Option<u32>,
    /// The deadlines of the case, worked out once when first asked for.
    dues: OnceCell<Vec<Due>>,
}

impl<'a> Span<'a> {
    const fn over(case: &'a Case, stays: Vec<&'a StayFacts>, number: Option<u32>) -> Self {
        Self { case, stays, number, dues: OnceCell::new() }
    }

    pub(super) fn first(&self) -> Option<&'a StayFacts> {
        self.stays.first().copied()
    }

    pub(super) fn last(&self) -> Option<&'a StayFacts> {
        self.stays.last().copied()
    }

    pub(super) const fn who(&self) -> Who {
        match self.number {
            None => Who::Participation(self.case.id()),
            Some(number) => Who::Stay { participation: self.case.id(), number },
        }
    }

    pub(super) fn dues(&self, at: At<'_>) -> &[Due] {
        self.dues.get_or_init(|| due_of(self.case, at.rules.of(self.case), at.day))
    }
}

impl Looked<'_> {
    pub(super) const fn who(&self) -> Who {
        match self {
            Self::Person(span) => span.who(),
            Self::Worker(worker) => Who::Worker(worker.id),
            Self::Meeting(meeting) => Who::Meeting(meeting.id),
            Self::Month(month) => Who::Month(*month),
        }
    }

    /// That a participation was a mistake: it began, and none of its stays is real.
    pub(super) fn wrong_registration(&self, day: NaiveDate) -> Option<Reason> {
        let Self::Person(span) = self else { return None };
        if !span.stays.is_empty() {
            return None;
        }
        let wrong = span.case.stays.iter().filter(|stay| stay.is_wrong() && stay.entered_on() <= day);
        let on = wrong.map(|stay| stay.stay.record.exited_on.unwrap_or_else(|| stay.entered_on())).max()?;
        Some(Reason::WrongRegistration { on })
    }
}

impl<'a> At<'a> {
    /// Calls with every record of the unit.
    pub(super) fn each(self, unit: Unit, mut look: impl FnMut(&Looked<'a>)) {
        match unit {
            Unit::Participations => {
                for case in &self.facts.cases {
                    look(&Looked::Person(Span::over(case, real_stays(case, self.day), None)));
                }
            }
            Unit::Stays => {
                for case in &self.facts.cases {
                    self.each_stay(case, &mut look);
                }
            }
            Unit::Workers => self.facts.workers.iter().for_each(|worker| look(&Looked::Worker(worker))),
            Unit::Meetings => self.facts.meetings.iter().for_each(|meeting| look(&Looked::Meeting(meeting))),
            Unit::Months => {
                let period = &self.rules.current().period;
                months_between(period.from, period.end_by(self.day)).for_each(|month| look(&Looked::Month(month)));
            }
        }
    }

    /// Calls with every participation or stay that is no mistake.
    pub(super) fn each_person(self, unit: Unit, mut look: impl FnMut(&Span<'a>)) {
        self.each(unit, |looked| match looked {
            Looked::Person(span) if looked.wrong_registration(self.day).is_none() => look(span),
            _ => {}
        });
    }

    /// Each stay by itself; who never entered is looked at once, without a stay.
    fn each_stay(self, case: &'a Case, look: &mut impl FnMut(&Looked<'a>)) {
        let stays = real_stays(case, self.day);
        if stays.is_empty() {
            look(&Looked::Person(Span::over(case, stays, None)));
            return;
        }
        for (stay, number) in stays.into_iter().zip(1..) {
            look(&Looked::Person(Span::over(case, vec![stay], Some(number))));
        }
    }
}
