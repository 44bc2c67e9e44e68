//! As of a past day: what has happened since is taken out of the facts, so that no question can answer with it.
//!
//! What was planned beyond the day up to which things are known stays: it still lay ahead. A wrong registration stays one, since
//! it never was anything else.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{Action, Case, ExitReason, Facts, Id, Plan, PlanFacts, Spell, Stay, StayFacts, Stored};

/// The days after the one that is looked at, up to the one on which things are known: what they brought had not happened yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since {
    /// The day that is looked at.
    pub after: NaiveDate,
    /// The day up to which things are known.
    pub until: NaiveDate,
}

impl Since {
    /// Whether this day had not come yet.
    pub fn has(self, day: NaiveDate) -> bool {
        self.after < day && day <= self.until
    }

    /// Empties a day that had not come yet; answers whether it had not.
    fn empty(self, day: &mut Option<NaiveDate>) -> bool {
        let empties = day.is_some_and(|day| self.has(day));
        if empties {
            *day = None;
        }
        empties
    }

    /// Leaves out the records whose day had not come yet.
    fn drop<T>(self, records: &mut Vec<Stored<T>>, day: impl Fn(&T) -> NaiveDate) {
        records.retain(|row| !self.has(day(&row.record)));
    }

    /// Leaves out the spans that had not begun yet, and opens those that had not ended yet.
    fn spans<T>(
        self,
        records: &mut Vec<Stored<T>>,
        ends: impl Fn(&mut T) -> (Option<NaiveDate>, &mut Option<NaiveDate>),
    ) {
        records.retain_mut(|row| {
            let (from, to) = ends(&mut row.record);
            self.empty(to);
            from.is_none_or(|from| !self.has(from))
        });
    }

    /// Takes what has happened since out of everything about a programme.
    pub fn take_from(self, facts: &mut Facts) {
        // Named one by one, so that nothing that is added later is forgotten here.
        let Facts { cases, workers, meetings, expected, actions, hand_ins, guides: _, places: _ } = facts;
        let later: HashSet<Id> = meetings.extract_if(.., |row| self.has(row.record.date)).map(|row| row.id).collect();
        expected.retain(|row| !later.contains(&row.meeting));
        for case in cases {
            self.take_from_case(case, &later);
        }
        for worker in workers {
            self.empty(&mut worker.record.active_to);
            self.empty(&mut worker.record.checked_on);
        }
        self.actions(actions, &later, &HashSet::new());
        self.drop(hand_ins, |row| row.handed_in_on);
    }

    /// Takes what has happened since out of everything about one participation, and what these later meetings decided about it.
    pub fn take_from_case(self, case: &mut Case, later: &HashSet<Id>) {
        let Case {
            participation,
            person: _,
            circumstances,
            stays,
            assignments,
            meetings,
            plans,
            actions,
            spells,
            statuses,
            follow_ups,
            offers,
            assessments,
            path_steps,
            team,
            relations,
            referrals,
            flags,
        } = case;
        let ruled = &mut participation.record;
        if self.empty(&mut ruled.ruled_on) {
            (ruled.ruling, ruled.ruled_by, ruled.ruling_basis) = (None, None, String::new());
        }
        self.empty(&mut ruled.consent_on);
        self.stays(stays);
        let goals = self.plans(plans);
        self.drop(meetings, |row| row.date);
        self.actions(actions, later, &goals);
        self.spans(circumstances, |row| (row.since, &mut row.until));
        self.spans(assignments, |row| (Some(row.from), &mut row.to));
        self.spans(team, |row| (Some(row.from), &mut row.to));
        self.spans(relations, |row| (row.from, &mut row.to));
        self.spans(spells, |row: &mut Spell| (Some(row.from), &mut row.to));
        for spell in spells {
            self.empty(&mut spell.record.qualified_on);
        }
        self.drop(statuses, |row| row.date);
        self.drop(follow_ups, |row| row.date);
        self.drop(assessments, |row| row.date);
        self.drop(path_steps, |row| row.entered_on);
        self.drop(offers, |row| row.offered_on);
        self.drop(referrals, |row| row.sent_on);
        self.drop(flags, |row| row.raised_on);
        for offer in offers.iter_mut().map(|row| &mut row.record) {
            offer.answer = offer.answer.filter(|_| !self.empty(&mut offer.answered_on));
        }
        for referral in referrals.iter_mut().map(|row| &mut row.record) {
            referral.answer = referral.answer.filter(|_| !self.empty(&mut referral.answered_on));
        }
        for flag in flags.iter_mut().map(|row| &mut row.record) {
            if self.empty(&mut flag.closed_on) {
                flag.closing_note.clear();
            }
        }
    }

    fn stays(self, stays: &mut Vec<StayFacts>) {
        stays.retain(|facts| !self.has(facts.stay.record.entered_on));
        for StayFacts { stay, pauses, decisions } in stays {
            self.exit(&mut stay.record);
            self.drop(pauses, |row| row.from);
            self.drop(decisions, |row| row.decided_on);
        }
    }

    fn exit(self, stay: &mut Stay) {
        if stay.exit_reason != Some(ExitReason::WrongRegistration) && self.empty(&mut stay.exited_on) {
            stay.exit_reason = None;
            stay.exit_note.clear();
        }
    }

    /// Answers the goals that had not been set yet.
    fn plans(self, plans: &mut Vec<PlanFacts>) -> HashSet<Id> {
        let later = plans.extract_if(.., |facts| self.has(facts.plan.record.made_on));
        let later = later.flat_map(|facts| facts.goals).map(|goal| goal.id).collect();
        for PlanFacts { plan, goals } in plans {
            let Plan { evaluated_on, result, .. } = &mut plan.record;
            if self.empty(evaluated_on) {
                result.clear();
            }
            for goal in goals {
                self.empty(&mut goal.record.reached_on);
            }
        }
        later
    }

    /// Leaves out what these later meetings decided and what leads to these later goals, and opens again what has been done since.
    fn actions(self, actions: &mut Vec<Stored<Action>>, meetings: &HashSet<Id>, goals: &HashSet<Id>) {
        let among = |id: Option<Id>, later: &HashSet<Id>| id.is_some_and(|id| later.contains(&id));
        actions.retain(|row| !among(row.record.meeting, meetings) && !among(row.record.goal, goals));
        for action in actions {
            self.empty(&mut action.record.done_on);
            self.empty(&mut action.record.dropped_on);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{FollowUpResult, MeetingKind, MeetingResult, Ruling, testing::*};

    /// What lies between a day and 5 July 2013.
    fn since(after: &str) -> Since {
        Since { after: day(after), until: day("2013-07-05") }
    }

    fn taken(after: &str, mut case: Case) -> Case {
        since(after).take_from_case(&mut case, &HashSet::from([Id(70)]));
        case
    }

    /// The first months, with a job that is to last beyond its probation.
    fn spring(job_until: Option<&str>) -> Builder {
        let case = case(1).ruled(Ruling::Accepted, "2013-01-05").enters("2013-01-07").planned("2013-01-20");
        let case = case.meets("2013-02-01", MeetingKind::Talk, Some(MeetingResult::Held));
        case.works("2013-02-04", job_until, Some("2013-06-03")).agreed("find a flat", "2013-04-01")
    }

    #[test]
    fn what_has_happened_since_is_taken_out_and_what_has_ended_since_is_open_again() {
        let mut whole =
            spring(Some("2013-05-30")).planned("2013-03-20").assigned(1, "2013-03-04").pause("2013-05-01", None);
        whole.0.actions[0].record.done_on = Some(day("2013-03-28"));
        let whole = whole.meets("2013-04-01", MeetingKind::Talk, Some(MeetingResult::Held));
        let whole = whole.exits("2013-05-31", ExitReason::Work).follow_up(1, "2013-06-30", FollowUpResult::Made);

        assert_eq!(taken("2013-03-01", whole.build()), spring(None).build());
    }

    #[test]
    fn what_bears_the_day_itself_has_happened() {
        let case = spring(None).exits("2013-05-31", ExitReason::Work).build();

        assert_eq!(taken("2013-05-31", case.clone()), case);
        assert_eq!(taken("2013-05-30", case), spring(None).build());
    }

    #[test]
    fn what_is_planned_beyond_the_day_of_knowledge_still_lies_ahead() {
        let case = spring(None).meets("2013-07-08", MeetingKind::Talk, None).pause("2013-07-20", None).build();

        assert_eq!(taken("2013-03-01", case.clone()), case);
    }

    #[test]
    fn a_wrong_registration_was_wrong_from_the_beginning() {
        let case = spring(None).exits("2013-05-31", ExitReason::WrongRegistration).build();

        assert_eq!(taken("2013-03-01", case.clone()), case);
    }

    #[test]
    fn what_a_later_meeting_decided_was_not_to_be_done_yet() {
        let mut case = spring(None).build();
        case.actions[0].record.meeting = Some(Id(70));

        assert_eq!(taken("2013-03-01", case).actions, []);
    }
}
