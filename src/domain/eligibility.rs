//! The second question: may this person take part on this day, and what is still to be asked?
//!
//! Three-valued: what nobody asked is neither met nor not met.

mod judgement;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::definition::EligibilityRule;
use super::{Circumstance, Definition, Person, Reason, Stored};
use judgement::{Asked, Judgement, all, judge};

choice! {
    /// Whether something that should be so is so.
    Verdict "verdict" {
        /// It is.
        Met "met",
        /// It is not.
        NotMet "not-met",
        /// Nobody can say.
        Unknown "unknown",
    }
}

/// Whether a person may take part, rule by rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eligibility {
    /// Met when every rule is; not met as soon as one is not.
    pub verdict: Verdict,
    /// From which day the person may take part where time alone brings it about.
    pub qualifies_on: Option<NaiveDate>,
    /// One finding for each rule of the definition, in its order.
    pub findings: Vec<Finding>,
}

/// What was found on one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule's id.
    pub rule: String,
    /// Whether it is met.
    pub verdict: Verdict,
    /// The fact that decided it; for an unknown one, what to ask.
    pub reason: Reason,
}

/// Whether the person may take part on this day.
pub fn eligible(
    person: &Person,
    circumstances: &[Stored<Circumstance>],
    definition: &Definition,
    day: NaiveDate,
) -> Eligibility {
    let judged: Vec<_> = definition
        .eligibility
        .iter()
        .map(|rule| (rule, judge(&rule.requirement, &Asked { person, circumstances, day })))
        .collect();
    let verdict = all(judged.iter().map(|(_, judgement)| judgement.verdict));
    let ripe = judged.iter().map(|(_, judgement)| judgement.ripe_on(day)).collect::<Option<Vec<_>>>();
    let qualifies_on = ripe.and_then(|days| days.into_iter().max()).filter(|later| {
        // What is not met today for want of time could be lost again by then: too young may become too old.
        let then = Asked { person, circumstances, day: *later };
        *later > day
            && definition.eligibility.iter().all(|rule| judge(&rule.requirement, &then).verdict == Verdict::Met)
    });
    let finding = |(rule, judgement): (&EligibilityRule, Judgement)| Finding {
        rule: rule.id.clone(),
        verdict: judgement.verdict,
        reason: judgement.reason,
    };
    Eligibility { verdict, qualifies_on, findings: judged.into_iter().map(finding).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::definition::{Lasting, Requirement};
    use crate::domain::testing::{Builder, case, day, rapla};
    use crate::domain::{Answer, CircumstanceKind};
    use crate::domain::{LocalText, Offset};

    use CircumstanceKind::{LoneParent, OutOfWork, SubsistenceBenefit};

    const YEAR: Offset = Offset { years: 0, months: 12, days: 0 };

    fn with(requirement: Requirement) -> Definition {
        let name = LocalText::default();
        let rule = EligibilityRule { id: "rule".to_owned(), name, requirement, words: None, chosen: None };
        Definition { eligibility: vec![rule], ..rapla() }
    }

    fn ask(case: Builder, definition: &Definition, on: &str) -> Eligibility {
        let case = case.build();
        eligible(&case.person.record, &case.circumstances, definition, day(on))
    }

    fn out_of_work(lasting: Lasting) -> Requirement {
        Requirement::Circumstance { kind: OutOfWork, lasting: Some(lasting) }
    }

    fn holds(kind: CircumstanceKind) -> Requirement {
        Requirement::Circumstance { kind, lasting: None }
    }

    #[test]
    fn more_than_twelve_months_is_not_at_least_twelve_months() {
        let person = || case(1).circumstance(OutOfWork, Answer::Yes, Some("2012-07-05"));
        let at_least = with(out_of_work(Lasting::AtLeast(YEAR)));
        let more_than = with(out_of_work(Lasting::MoreThan(YEAR)));

        assert_eq!(ask(person(), &at_least, "2013-07-04").verdict, Verdict::NotMet);
        assert_eq!(ask(person(), &at_least, "2013-07-05").verdict, Verdict::Met);
        assert_eq!(ask(person(), &more_than, "2013-07-05").verdict, Verdict::NotMet);
        assert_eq!(ask(person(), &more_than, "2013-07-06").verdict, Verdict::Met);
    }

    #[test]
    fn where_time_alone_will_do_it_the_day_is_named() {
        let found = ask(case(1).circumstance(OutOfWork, Answer::Yes, Some("2012-09-30")), &rapla(), "2013-07-05");

        assert_eq!(found.verdict, Verdict::NotMet);
        assert_eq!(found.qualifies_on, Some(day("2013-09-30")));
    }

    #[test]
    fn no_day_is_named_when_the_person_will_be_too_old_by_then() {
        let mut person = case(1).circumstance(OutOfWork, Answer::Yes, Some("2013-01-01"));
        person.0.person.record.born = Some(day("1948-10-01"));

        assert_eq!(ask(person, &rapla(), "2013-07-05").qualifies_on, None);
    }

    #[test]
    fn a_question_that_was_not_asked_is_unknown_and_says_what_to_ask() {
        let mut person = case(1);
        person.0.person.record.born = None;

        let found = ask(person, &rapla(), "2013-07-05");

        assert_eq!(found.verdict, Verdict::Unknown);
        assert_eq!(found.findings[0].reason, Reason::BirthNotKnown);
        assert_eq!(found.findings[1].reason, Reason::NotAsked { kind: OutOfWork });
    }

    #[test]
    fn who_declined_to_say_or_gave_no_day_is_unknown() {
        let declined = ask(case(1).circumstance(OutOfWork, Answer::Declined, None), &rapla(), "2013-07-05");
        let no_day = ask(case(1).circumstance(OutOfWork, Answer::Yes, None), &rapla(), "2013-07-05");

        assert_eq!(declined.findings[1].reason, Reason::Declined { kind: OutOfWork });
        assert_eq!(no_day.findings[1].reason, Reason::SinceNotKnown { kind: OutOfWork });
        assert_eq!((declined.verdict, no_day.verdict), (Verdict::Unknown, Verdict::Unknown));
    }

    #[test]
    fn one_rule_not_met_decides_even_when_another_is_unknown() {
        let mut person = case(1);
        person.0.person.record.born = Some(day("1940-01-01"));

        let found = ask(person, &rapla(), "2013-07-05");

        assert_eq!(found.verdict, Verdict::NotMet);
        assert_eq!(found.findings[0].reason, Reason::TooOld { age: 73, at_most: 64 });
    }

    #[test]
    fn any_is_met_by_one_and_unknown_while_another_may_still_hold() {
        let any = with(Requirement::Any(vec![holds(LoneParent), holds(SubsistenceBenefit)]));

        let one = ask(case(1).circumstance(SubsistenceBenefit, Answer::Yes, None), &any, "2013-07-05");
        let open = ask(case(1).circumstance(LoneParent, Answer::No, None), &any, "2013-07-05");

        assert_eq!(one.verdict, Verdict::Met);
        assert_eq!(one.findings[0].reason, Reason::Holds { kind: SubsistenceBenefit, since: None });
        assert_eq!(open.findings[0].reason, Reason::NotAsked { kind: SubsistenceBenefit });
    }

    #[test]
    fn any_names_the_first_day_and_all_names_the_last() {
        let parts = || vec![holds(LoneParent), out_of_work(Lasting::AtLeast(YEAR))];
        let person = || {
            case(1).circumstance(LoneParent, Answer::Yes, Some("2013-08-01")).circumstance(
                OutOfWork,
                Answer::Yes,
                Some("2012-10-01"),
            )
        };

        let any = ask(person(), &with(Requirement::Any(parts())), "2013-07-05");
        let all = ask(person(), &with(Requirement::All(parts())), "2013-07-05");

        assert_eq!((any.qualifies_on, all.qualifies_on), (Some(day("2013-08-01")), Some(day("2013-10-01"))));
    }

    #[test]
    fn a_circumstance_that_is_over_says_until_when_it_held() {
        let mut person = case(1).circumstance(LoneParent, Answer::Yes, Some("2010-01-01"));
        person.0.circumstances[0].record.until = Some(day("2013-06-30"));

        let found = ask(person, &with(holds(LoneParent)), "2013-07-05");

        assert_eq!(found.findings[0].reason, Reason::HeldUntil { kind: LoneParent, until: day("2013-06-30") });
    }

    #[test]
    fn a_programme_without_rules_takes_everybody() {
        let open = Definition { eligibility: vec![], ..rapla() };

        assert_eq!(ask(case(1), &open, "2013-07-05").verdict, Verdict::Met);
    }
}
