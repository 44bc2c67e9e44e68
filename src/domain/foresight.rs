//! What a save would do to the deadlines of a case, worked out on the case in memory before anything is saved.

use chrono::NaiveDate;

use super::{Case, Change, Due, DueStatus, Id, Kind, PlanFacts, Record, Stay, StayFacts, Stored};

/// How a deadline differs once something is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    /// It falls due on another day; carries the day before.
    Moved(Due, NaiveDate),
    /// It was done and stays done, though it would fall due on another day.
    StaysDone(Due, NaiveDate),
    /// It falls due, and did not before.
    New(Due),
    /// It falls due no longer.
    Gone(Due),
    /// It was done, and is to be done again.
    Again(Due),
}

/// How the deadlines of a case differ after a save, by due day; what the save itself has done is no difference.
pub fn moves(before: &[Due], after: Vec<Due>) -> Vec<Move> {
    let same = |a: &Due, b: &Due| (&a.rule, a.subject, a.occurrence) == (&b.rule, b.subject, b.occurrence);
    let gone: Vec<Due> =
        before.iter().filter(|old| old.to_do() && !after.iter().any(|new| same(old, new))).cloned().collect();
    let differing = after.into_iter().filter_map(|new| {
        let Some(old) = before.iter().find(|old| same(old, &new)) else {
            return new.to_do().then_some(Move::New(new));
        };
        let moved = old.due_on != new.due_on;
        match (old.status, new.status) {
            (DueStatus::Done(was), DueStatus::Done(on)) if moved && was == on => Some(Move::StaysDone(new, on)),
            (DueStatus::Done(_), _) if new.to_do() => Some(Move::Again(new)),
            _ if moved && new.to_do() => Some(Move::Moved(new, old.due_on)),
            _ => None,
        }
    });
    differing.chain(gone.into_iter().map(Move::Gone)).collect()
}

impl Case {
    /// The case as it would be after these changes; those that concern other cases, or nothing of which a deadline is counted,
    /// are passed over.
    #[must_use]
    pub fn with(&self, changes: &[Change]) -> Self {
        let mut case = self.clone();
        for change in changes {
            match change {
                Change::Create(id, record) | Change::Update(id, _, record) => case.put(*id, record),
                Change::Delete(id, _, kind) => case.take_out(*id, *kind),
            }
        }
        case
    }

    fn put(&mut self, id: Id, record: &Record) {
        let own = self.id();
        match record {
            Record::Participation(it) if id == own => self.participation.record = it.clone(),
            Record::Stay(it) if it.participation == own => self.put_stay(id, it),
            Record::Pause(it) => self.of_stay(it.stay, |stay| put(&mut stay.pauses, id, it)),
            Record::Decision(it) => self.of_stay(it.stay, |stay| put(&mut stay.decisions, id, it)),
            Record::Plan(it) if it.participation == own => match self.plans.iter_mut().find(|row| row.plan.id == id) {
                Some(known) => known.plan.record = it.clone(),
                None => self.plans.push(PlanFacts { plan: stored(id, it), goals: Vec::new() }),
            },
            Record::Action(it) if it.participation == Some(own) => put(&mut self.actions, id, it),
            Record::Spell(it) if it.participation == own => put(&mut self.spells, id, it),
            Record::Status(it) if it.participation == own => put(&mut self.statuses, id, it),
            Record::FollowUp(it) if it.participation == own => put(&mut self.follow_ups, id, it),
            Record::Assessment(it) if it.participation == own => put(&mut self.assessments, id, it),
            Record::PathStep(it) if it.participation == own => put(&mut self.path_steps, id, it),
            // Whether the participant was there is said by an attendance; a new one has the meeting's stand-in number.
            Record::Meeting(it) => put(&mut self.meetings, id, &it.into()),
            _ => {}
        }
        self.plans.sort_by_key(|plan| plan.plan.record.made_on);
    }

    fn put_stay(&mut self, id: Id, stay: &Stay) {
        match self.stays.iter_mut().find(|facts| facts.stay.id == id) {
            Some(facts) => facts.stay.record = stay.clone(),
            None => self.stays.push(StayFacts { stay: stored(id, stay), pauses: Vec::new(), decisions: Vec::new() }),
        }
    }

    fn of_stay(&mut self, id: Id, change: impl FnOnce(&mut StayFacts)) {
        if let Some(facts) = self.stays.iter_mut().find(|facts| facts.stay.id == id) {
            change(facts);
        }
    }

    fn take_out(&mut self, id: Id, kind: Kind) {
        match kind {
            Kind::Stay => self.stays.retain(|facts| facts.stay.id != id),
            Kind::Pause => self.stays.iter_mut().for_each(|facts| facts.pauses.retain(|row| row.id != id)),
            Kind::Decision => self.stays.iter_mut().for_each(|facts| facts.decisions.retain(|row| row.id != id)),
            Kind::Meeting => self.meetings.retain(|row| row.id != id),
            Kind::Plan => self.plans.retain(|facts| facts.plan.id != id),
            Kind::Action => self.actions.retain(|row| row.id != id),
            Kind::Spell => self.spells.retain(|row| row.id != id),
            Kind::Status => self.statuses.retain(|row| row.id != id),
            Kind::FollowUp => self.follow_ups.retain(|row| row.id != id),
            Kind::Assessment => self.assessments.retain(|row| row.id != id),
            Kind::PathStep => self.path_steps.retain(|row| row.id != id),
            _ => {}
        }
    }
}

fn put<T: Clone>(rows: &mut Vec<Stored<T>>, id: Id, record: &T) {
    match rows.iter_mut().find(|row| row.id == id && id.0 > 0) {
        Some(row) => row.record = record.clone(),
        None => rows.push(stored(id, record)),
    }
}

fn stored<T: Clone>(id: Id, record: &T) -> Stored<T> {
    Stored { id, version: 1, record: record.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{case, day, rapla};
    use crate::domain::{ExitReason, FollowUpResult, due_of};

    fn exit(case: &Case, on: &str, why: ExitReason) -> Vec<Change> {
        let stay = &case.stays[0].stay;
        let record = Stay { exited_on: Some(day(on)), exit_reason: Some(why), ..stay.record.clone() };
        vec![Change::Update(stay.id, stay.version, record.into())]
    }

    /// What moves when these changes are saved on 5 July 2013: rule, how, due day.
    fn moved(case: &Case, changes: &[Change]) -> Vec<(String, &'static str, String)> {
        let due = |case: &Case| due_of(case, &rapla(), day("2013-07-05"));
        let shown = moves(&due(case), due(&case.with(changes))).into_iter().map(|it| match it {
            Move::Moved(due, from) => (due.rule, "moved", format!("{from} {}", due.due_on)),
            Move::StaysDone(due, on) => (due.rule, "stays", on.to_string()),
            Move::New(due) => (due.rule, "new", due.due_on.to_string()),
            Move::Gone(due) => (due.rule, "gone", due.due_on.to_string()),
            Move::Again(due) => (due.rule, "again", due.due_on.to_string()),
        });
        shown.collect()
    }

    fn line(rule: &str, how: &'static str, day: &str) -> (String, &'static str, String) {
        (rule.to_owned(), how, day.to_owned())
    }

    #[test]
    fn an_exit_makes_the_follow_up_due_and_the_next_meeting_and_the_plan_needless() {
        let case = case(1).enters("2013-06-10").build();

        let found = moved(&case, &exit(&case, "2013-06-28", ExitReason::Work));

        let wanted = [
            line("six-months", "new", "2013-12-28"),
            line("plan", "gone", "2013-07-10"),
            line("contact", "gone", "2013-07-10"),
        ];
        assert!(found.len() == 3 && wanted.iter().all(|line| found.contains(line)), "{found:?}");
    }

    #[test]
    fn a_corrected_exit_moves_the_follow_up_and_keeps_the_one_that_was_made() {
        let open = case(1).enters("2013-01-14").exits("2013-06-28", ExitReason::Work).build();
        let made = case(1)
            .enters("2013-01-14")
            .exits("2013-06-28", ExitReason::Work)
            .follow_up(1, "2013-07-04", FollowUpResult::Made)
            .build();
        let corrected = |case: &Case| moved(case, &exit(case, "2013-07-03", ExitReason::Work));

        assert_eq!(corrected(&open), [line("six-months", "moved", "2013-12-28 2014-01-03")]);
        assert_eq!(corrected(&made), [line("six-months", "stays", "2013-07-04")]);
        assert_eq!(moved(&open, &exit(&open, "2013-06-28", ExitReason::Moved)), []);
    }

    #[test]
    fn a_death_ends_what_was_to_be_followed_up() {
        let case = case(1).enters("2013-01-14").exits("2013-06-28", ExitReason::Work).build();

        let found = moved(&case, &exit(&case, "2013-06-28", ExitReason::Died));

        assert_eq!(found, [line("six-months", "gone", "2013-12-28")]);
    }

    #[test]
    fn what_is_taken_out_is_to_be_done_again() {
        let case = case(1).enters("2013-06-10").planned("2013-06-20").build();

        let found = moved(&case, &[Change::Delete(case.plans[0].plan.id, 1, Kind::Plan)]);

        assert_eq!(found, [line("plan", "again", "2013-07-10")]);
    }

    #[test]
    fn what_concerns_another_case_moves_nothing() {
        let case = case(1).enters("2013-06-10").build();
        let other = crate::domain::testing::case(2).enters("2013-06-10").build();

        let found = moved(&case, &exit(&other, "2013-06-28", ExitReason::Work));

        assert_eq!(found, []);
    }
}
