//! The first question: where does a participation stand on a day, since when, and how long may it go on?

use chrono::NaiveDate;
use serde::Serialize;

use super::stays::last_stay;
use super::{Case, Definition, Reason, Ruling, StayFacts, choice::choice};

choice! {
    /// Where a participation stands on a day; always exactly one of these.
    State "state" {
        /// Applied, and neither let in nor refused.
        Waiting "waiting",
        /// Refused.
        Refused "refused",
        /// Took the application back.
        Withdrawn "withdrawn",
        /// The entry, or even the application, lies ahead.
        NotYet "not-yet",
        /// In the programme.
        Active "active",
        /// In the programme, in a pause.
        Paused "paused",
        /// Left.
        Exited "exited",
    }
}

/// A state with everything that follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The state.
    pub state: State,
    /// Since when, where that is known.
    pub since: Option<NaiveDate>,
    /// The day on which the limit of stay is reached, while in the programme.
    pub limit_on: Option<NaiveDate>,
    /// The days until then; negative once it has passed.
    pub days_left: Option<i64>,
    /// Why, the deciding fact first.
    pub reasons: Vec<Reason>,
}

impl Standing {
    /// A state that no limit of stay belongs to.
    fn plain(state: State, since: Option<NaiveDate>, reason: Reason) -> Self {
        Self { state, since, limit_on: None, days_left: None, reasons: vec![reason] }
    }
}

/// Where the participation stands on this day.
pub fn state(case: &Case, definition: &Definition, day: NaiveDate) -> Standing {
    match last_stay(case, day) {
        Some(stay) => match stay.exited_by(day) {
            Some(on) => exited(stay, on),
            None => in_programme(stay, definition, day),
        },
        None => before_entry(case, day),
    }
}

fn exited(stay: &StayFacts, on: NaiveDate) -> Standing {
    let reason = if stay.is_wrong() {
        Reason::WrongRegistration { on }
    } else {
        Reason::Exited { on, why: stay.stay.record.exit_reason }
    };
    Standing::plain(State::Exited, Some(on), reason)
}

fn in_programme(stay: &StayFacts, definition: &Definition, day: NaiveDate) -> Standing {
    let entered = Reason::Entered { on: stay.entered_on() };
    let mut standing = match stay.pause_on(day) {
        Some(pause) => {
            let reason = Reason::Paused { from: pause.from, to: pause.to };
            Standing::plain(State::Paused, Some(pause.from), reason)
        }
        None => Standing::plain(State::Active, Some(stay.entered_on()), entered.clone()),
    };
    if standing.state == State::Paused {
        standing.reasons.push(entered);
    }
    if let Some((limit, moved)) = stay.limit(definition, day) {
        let days_left = (limit - day).num_days();
        standing.limit_on = Some(limit);
        standing.days_left = Some(days_left);
        standing.reasons.push(if days_left < 0 {
            Reason::LimitPassed { on: limit, days: -days_left }
        } else {
            Reason::LimitOn { on: limit }
        });
        let prolonged = stay.prolonged(day).filter(|decision| decision.until == Some(limit));
        if let Some(decision) = prolonged {
            standing.reasons.push(Reason::Prolonged { on: decision.decided_on, until: limit });
        } else if moved > 0 {
            standing.reasons.push(Reason::LimitMoved { days: moved });
        }
    }
    standing
}

fn before_entry(case: &Case, day: NaiveDate) -> Standing {
    let participation = &case.participation.record;
    if let Some(on) = participation.applied_on.filter(|on| *on > day) {
        return Standing::plain(State::NotYet, None, Reason::AppliesOn { on });
    }
    let on = participation.ruled_on;
    match participation.ruling.filter(|_| on.is_none_or(|on| on <= day)) {
        Some(Ruling::Refused) => return Standing::plain(State::Refused, on, Reason::Refused { on }),
        Some(Ruling::Withdrawn) => return Standing::plain(State::Withdrawn, on, Reason::Withdrawn { on }),
        Some(Ruling::Accepted) | None => {}
    }
    if let Some(on) = case.stays.iter().map(StayFacts::entered_on).min() {
        return Standing::plain(State::NotYet, None, Reason::EntersOn { on });
    }
    let applied = participation.applied_on;
    Standing::plain(State::Waiting, applied, Reason::Applied { on: applied })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::testing::{case, day, rapla};
    use crate::domain::{DecisionKind, ExitReason, add_days, current_worker, last_met, open};
    use crate::domain::{Id, MeetingKind, MeetingResult};

    fn on(case: &Case, text: &str) -> Standing {
        state(case, &rapla(), day(text))
    }

    #[test]
    fn a_person_waits_from_the_application_until_the_entry() {
        let case = case(1).applied("2013-02-01").enters("2013-03-04").build();

        assert_eq!(on(&case, "2013-01-31").reasons, [Reason::AppliesOn { on: day("2013-02-01") }]);
        assert_eq!(on(&case, "2013-03-03").state, State::NotYet);
        assert_eq!(on(&case, "2013-03-04").state, State::Active);
    }

    #[test]
    fn an_application_without_an_entry_waits_until_it_is_decided() {
        let waiting = case(1).applied("2013-02-01").build();
        let refused = case(2).applied("2013-02-01").ruled(Ruling::Refused, "2013-02-10").build();
        let withdrawn = case(3).applied("2013-02-01").ruled(Ruling::Withdrawn, "2013-02-10").build();

        assert_eq!(
            (on(&waiting, "2013-07-05").state, on(&waiting, "2013-07-05").since),
            (State::Waiting, Some(day("2013-02-01")))
        );
        assert_eq!(on(&refused, "2013-02-09").state, State::Waiting);
        assert_eq!(on(&refused, "2013-02-10").state, State::Refused);
        assert_eq!(on(&withdrawn, "2013-02-10").state, State::Withdrawn);
    }

    #[test]
    fn the_day_of_exit_is_no_longer_in_the_programme() {
        let case = case(1).enters("2013-01-14").exits("2013-06-28", ExitReason::Work).build();

        assert_eq!(on(&case, "2013-06-27").state, State::Active);
        assert_eq!(on(&case, "2013-06-28").state, State::Exited);
        assert!(!open(&case, day("2013-06-28")));
        assert_eq!(on(&case, "2013-06-28").days_left, None);
    }

    #[test]
    fn who_leaves_and_comes_back_is_active_again_with_a_new_limit() {
        let case = case(1).enters("2013-01-14").exits("2013-03-01", ExitReason::Work).enters("2013-05-02").build();

        assert_eq!(on(&case, "2013-04-01").state, State::Exited);
        assert_eq!(on(&case, "2013-05-02").state, State::Active);
        assert_eq!(on(&case, "2013-05-02").limit_on, Some(day("2014-05-02")));
    }

    #[test]
    fn a_year_from_29_february_ends_on_28_february() {
        let case = case(1).applied("2012-02-01").enters("2012-02-29").build();

        assert_eq!(on(&case, "2013-02-28").days_left, Some(0));
        assert_eq!(on(&case, "2013-03-01").days_left, Some(-1));
    }

    #[test]
    fn a_pause_moves_the_limit_by_its_days() {
        let case = case(1).enters("2013-01-14").pause("2013-03-01", Some("2013-03-10")).build();

        let standing = on(&case, "2013-03-05");

        assert_eq!((standing.state, standing.since), (State::Paused, Some(day("2013-03-01"))));
        assert_eq!(on(&case, "2013-02-28").limit_on, Some(day("2014-01-14")));
        assert_eq!(standing.limit_on, Some(day("2014-01-24")));
        assert_eq!(on(&case, "2013-03-11").state, State::Active);
        assert!(on(&case, "2013-03-11").reasons.contains(&Reason::LimitMoved { days: 10 }));
    }

    #[test]
    fn a_pause_without_an_end_moves_the_limit_day_by_day() {
        let case = case(1).enters("2013-01-14").pause("2013-03-01", None).build();

        assert_eq!(on(&case, "2013-03-01").limit_on, Some(day("2014-01-15")));
        assert_eq!(on(&case, "2013-03-02").limit_on, Some(day("2014-01-16")));
    }

    #[test]
    fn days_in_two_pauses_move_the_limit_once() {
        let case = case(1)
            .enters("2013-01-14")
            .pause("2013-03-01", Some("2013-03-10"))
            .pause("2013-03-06", Some("2013-03-15"))
            .build();

        assert_eq!(on(&case, "2013-04-01").limit_on, Some(day("2014-01-29")));
    }

    #[test]
    fn a_pause_after_the_limit_moves_nothing() {
        let case = case(1).enters("2013-01-14").pause("2014-02-01", Some("2014-02-10")).build();

        assert_eq!(on(&case, "2014-03-01").limit_on, Some(day("2014-01-14")));
    }

    #[test]
    fn a_prolongation_moves_the_limit_from_the_day_it_was_decided() {
        let case = case(1)
            .enters("2013-01-14")
            .decided(DecisionKind::Prolongation, "2013-12-20", Some("2014-03-31"))
            .decided(DecisionKind::Plan, "2013-12-21", Some("2015-01-01"))
            .build();
        let prolonged = Reason::Prolonged { on: day("2013-12-20"), until: day("2014-03-31") };

        assert_eq!(on(&case, "2013-12-19").limit_on, Some(day("2014-01-14")));
        assert_eq!(on(&case, "2013-12-20").limit_on, Some(day("2014-03-31")));
        assert!(!on(&case, "2013-12-19").reasons.contains(&prolonged));
        assert!(on(&case, "2013-12-20").reasons.contains(&prolonged));
    }

    #[test]
    fn the_later_of_pauses_and_prolongations_says_the_limit() {
        let paused = || case(1).enters("2013-01-14").pause("2013-03-01", Some("2013-03-10"));
        let shorter = paused().decided(DecisionKind::Prolongation, "2013-12-20", Some("2014-01-20")).build();
        let longest = paused()
            .decided(DecisionKind::Prolongation, "2013-12-20", Some("2014-04-01"))
            .decided(DecisionKind::Prolongation, "2013-12-21", Some("2014-03-01"))
            .build();

        assert_eq!(on(&shorter, "2013-12-31").limit_on, Some(day("2014-01-24")));
        assert!(on(&shorter, "2013-12-31").reasons.contains(&Reason::LimitMoved { days: 10 }));
        assert_eq!(on(&longest, "2013-12-31").limit_on, Some(day("2014-04-01")));
        assert!(!on(&longest, "2013-12-31").reasons.contains(&Reason::LimitMoved { days: 10 }));
    }

    #[test]
    fn a_wrong_registration_says_so() {
        let case = case(1).enters("2013-01-14").exits("2013-01-20", ExitReason::WrongRegistration).build();

        assert_eq!(on(&case, "2013-01-20").reasons, [Reason::WrongRegistration { on: day("2013-01-20") }]);
    }

    #[test]
    fn the_case_belongs_to_the_worker_to_whom_it_was_handed_last() {
        let case = case(1).enters("2013-01-14").assigned(1, "2013-01-14").assigned(2, "2013-05-01").build();

        assert_eq!(current_worker(&case, day("2013-01-13")), None);
        assert_eq!(current_worker(&case, day("2013-04-30")), Some(Id(1)));
        assert_eq!(current_worker(&case, day("2013-05-01")), Some(Id(2)));
    }

    #[test]
    fn only_a_meeting_that_was_held_with_the_participant_counts_as_met() {
        let case = case(1)
            .enters("2013-01-14")
            .meets("2013-02-01", MeetingKind::Talk, Some(MeetingResult::Held))
            .meets("2013-03-01", MeetingKind::Talk, Some(MeetingResult::Missed))
            .meets("2013-03-05", MeetingKind::WorkMeeting, Some(MeetingResult::Held))
            .meets("2013-03-09", MeetingKind::Phone, None)
            .build();

        assert_eq!(last_met(&case, day("2013-04-01")), Some(day("2013-02-01")));
        assert_eq!(last_met(&case, day("2013-01-31")), None);
    }

    proptest! {
        #[test]
        fn a_participation_is_in_the_programme_exactly_while_active_or_paused(
            entry in 0i64..400, length in 0i64..500, pause in 0i64..400, paused in 0i64..60, ahead in -50i64..900,
        ) {
            let start = day("2013-01-02");
            let text = |days: i64| add_days(start, days).to_string();
            let case = case(1)
                .enters(&text(entry))
                .exits(&text(entry + length), ExitReason::Completed)
                .pause(&text(entry + pause), Some(&text(entry + pause + paused)))
                .build();
            let at = add_days(start, ahead);

            let standing = state(&case, &rapla(), at);

            prop_assert_eq!(open(&case, at), matches!(standing.state, State::Active | State::Paused));
            prop_assert_eq!(standing.limit_on.is_some(), open(&case, at));
            prop_assert_eq!(standing.clone(), state(&case, &rapla(), at));
            prop_assert!(standing.since.is_none_or(|since| since <= at));
            prop_assert!(!standing.reasons.is_empty());
        }
    }
}
