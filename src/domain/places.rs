//! Places and caseloads: how many are in the programme, who is next, who has how many cases.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::figure::peak;
use super::stays::{current_worker, last_stay, open};
use super::{Facts, Id, OfferAnswer, Rules, State, state};

/// The places of a programme on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Places {
    /// How many may be in the programme at once; none where the programme sets no number.
    pub at_once: Option<usize>,
    /// How many are in it.
    pub open: usize,
    /// How many are let in and enter on a later day, or have an offer that they have not refused; their places are kept.
    pub kept: usize,
    /// How many places are free; none where the programme sets no number.
    pub free: Option<usize>,
    /// Who waits, in the order of application.
    pub waiting: Vec<Id>,
    /// Who is next, if a place is free: the first in line who has no offer yet. Who refused one stays in line and is asked last.
    pub next: Option<Id>,
    /// Whose places came free, and when, in the order of exit.
    pub freed: Vec<(Id, NaiveDate)>,
    /// How many were in the programme on its fullest day so far.
    pub peak: usize,
}

/// The places of the programme on this day.
pub fn places(facts: &Facts, rules: &dyn Rules, day: NaiveDate) -> Places {
    let outside: Vec<_> = facts.cases.iter().filter(|case| last_stay(case, day).is_none()).collect();
    let in_state =
        |wanted: State| outside.iter().copied().filter(move |case| state(case, rules.of(case), day).state == wanted);
    let at_once = rules.current().places_at_once.as_ref().map(|given| given.value as usize);
    let open_now = facts.cases.iter().filter(|case| open(case, day)).count();
    // On a day in the past, who had not even applied by then took no place.
    let applied = |case: &&super::Case| case.participation.record.applied_on.is_none_or(|on| on <= day);
    let kept = in_state(State::NotYet).filter(applied).filter(|case| !case.stays.is_empty()).count();
    let mut waiting: Vec<_> = in_state(State::Waiting).collect();
    waiting.sort_by_key(|case| {
        let participation = &case.participation.record;
        (participation.applied_on.unwrap_or(NaiveDate::MAX), participation.number, case.id())
    });
    let offered = |case: &super::Case| last_offer(case, day).map(|(_, answer)| answer);
    let held = waiting.iter().filter(|case| matches!(offered(case), Some(None | Some(OfferAnswer::Accepted)))).count();
    let kept = kept + held;
    let free = at_once.map(|places| places.saturating_sub(open_now + kept));
    let asked_last =
        waiting.iter().find(|case| matches!(offered(case), Some(Some(OfferAnswer::Declined | OfferAnswer::NoAnswer))));
    let next = waiting.iter().find(|case| offered(case).is_none()).or(asked_last).map(|case| case.id());
    let next = next.filter(|_| free.is_none_or(|free| free > 0));
    let waiting: Vec<_> = waiting.into_iter().map(super::Case::id).collect();
    let left = |case: &super::Case| Some((case.id(), last_stay(case, day)?.exited_by(day)?));
    let mut freed: Vec<_> = facts.cases.iter().filter_map(left).collect();
    freed.sort_by_key(|(id, on)| (*on, *id));
    Places { at_once, open: open_now, kept, free, waiting, next, freed, peak: peak(facts.cases.iter(), day).0 }
}

/// The last place that was offered to a participant by this day, and what was answered by then.
pub fn last_offer(case: &super::Case, day: NaiveDate) -> Option<(NaiveDate, Option<OfferAnswer>)> {
    let offers = case.offers.iter().map(|offer| &offer.record).filter(|offer| offer.offered_on <= day);
    let last = offers.max_by_key(|offer| offer.offered_on)?;
    Some((last.offered_on, last.answer.filter(|_| last.answered_on.is_none_or(|on| on <= day))))
}

/// The open cases of each worker who has any on this day.
pub fn caseloads(facts: &Facts, day: NaiveDate) -> HashMap<Id, Vec<Id>> {
    let mut loads: HashMap<Id, Vec<Id>> = HashMap::new();
    for case in facts.cases.iter().filter(|case| open(case, day)) {
        if let Some(worker) = current_worker(case, day) {
            loads.entry(worker).or_default().push(case.id());
        }
    }
    loads
}

/// The open cases of a worker on this day.
pub fn caseload(facts: &Facts, worker: Id, day: NaiveDate) -> Vec<Id> {
    let cases = facts.cases.iter().filter(|case| open(case, day) && current_worker(case, day) == Some(worker));
    cases.map(super::Case::id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{Builder, case, day, facts, rapla};
    use crate::domain::{ExitReason, OfferAnswer, Ruling};

    fn of(cases: Vec<Builder>, on: &str) -> Places {
        let mut definition = rapla();
        if let Some(given) = &mut definition.places_at_once {
            given.value = 2;
        }
        places(&facts(cases.into_iter().map(Builder::build).collect(), &[]), &definition, day(on))
    }

    fn left(id: i64, on: &str) -> Builder {
        case(id).enters("2013-01-14").exits(on, ExitReason::Work)
    }

    #[test]
    fn who_enters_on_the_day_another_leaves_takes_the_same_place() {
        let cases = || vec![case(1).enters("2013-01-14"), left(2, "2013-06-28"), case(3).enters("2013-06-28")];

        let found = of(cases(), "2013-06-28");

        assert_eq!((found.open, found.free, found.peak), (2, Some(0), 2));
        assert_eq!(found.freed, [(Id(2), day("2013-06-28"))]);
    }

    #[test]
    fn a_freed_place_goes_to_who_applied_first() {
        let cases = || {
            vec![
                left(1, "2013-06-28"),
                case(2).enters("2013-01-14"),
                case(4).applied("2013-05-02"),
                case(3).applied("2013-05-02"),
                case(5).applied("2013-04-30"),
                case(6).applied("2013-04-01").ruled(Ruling::Refused, "2013-04-05"),
            ]
        };

        let full = of(cases(), "2013-06-27");
        let freed = of(cases(), "2013-06-28");

        assert_eq!(full.waiting, [Id(5), Id(3), Id(4)]);
        assert_eq!((full.free, full.next), (Some(0), None));
        assert_eq!((freed.free, freed.next), (Some(1), Some(Id(5))));
    }

    #[test]
    fn an_offer_keeps_a_place_until_it_is_refused_and_who_refused_is_asked_last() {
        let waits = |answer| {
            let first = case(2).applied("2013-02-01").offered("2013-06-03", answer);
            of(vec![case(1).enters("2013-01-14"), first, case(3).applied("2013-03-01")], "2013-07-05")
        };

        let open = waits(None);
        let refused = waits(Some((OfferAnswer::Declined, "2013-06-10")));
        let answered_later = waits(Some((OfferAnswer::Declined, "2013-07-06")));

        assert_eq!((open.kept, open.free, open.next), (1, Some(0), None));
        assert_eq!((refused.kept, refused.free, refused.next), (0, Some(1), Some(Id(3))));
        assert_eq!((answered_later.kept, answered_later.next), (1, None));
    }

    #[test]
    fn the_place_of_who_is_let_in_for_a_later_day_is_kept() {
        let found = of(vec![case(1).enters("2013-01-14"), case(2).enters("2013-08-01"), case(3)], "2013-07-05");

        assert_eq!((found.open, found.kept, found.free, found.next), (1, 1, Some(0), None));
    }

    #[test]
    fn who_had_not_applied_by_the_day_keeps_no_place() {
        let later = || vec![case(1).applied("2013-06-03").enters("2013-08-01")];

        assert_eq!((of(later(), "2013-06-02").kept, of(later(), "2013-06-03").kept), (0, 1));
    }

    #[test]
    fn the_peak_is_the_fullest_day_so_far() {
        let cases =
            vec![left(1, "2013-03-01"), left(2, "2013-03-01"), left(3, "2013-02-01"), case(4).enters("2013-06-03")];

        assert_eq!(of(cases, "2013-07-05").peak, 3);
    }

    #[test]
    fn who_is_handed_over_moves_to_the_other_caseload() {
        let handed = case(1).enters("2013-01-14").assigned(1, "2013-01-14").assigned(2, "2013-05-01").build();
        let gone = left(2, "2013-06-28").assigned(2, "2013-01-14").build();
        let facts = facts(vec![handed, gone], &[]);

        let loads = |on: &str| [1, 2].map(|worker| caseload(&facts, Id(worker), day(on)));

        assert_eq!(loads("2013-04-30"), [vec![Id(1)], vec![Id(2)]]);
        assert_eq!(loads("2013-07-05"), [vec![], vec![Id(1)]]);
    }
}
