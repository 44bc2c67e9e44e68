//! The second question: may this person take part on this day, and what is still to be asked?
//!
//! Three-valued: what nobody asked is neither met nor not met.

use chrono::NaiveDate;
use serde::Serialize;

use super::choice::choice;
use super::circumstances::{Known, known};
use super::definition::{Lasting, Requirement};
use super::{Circumstance, CircumstanceKind, Definition, Person, Reason, Stored, add_days, add_years, whole_years};

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Eligibility {
    /// Met when every rule is; not met as soon as one is not.
    pub verdict: Verdict,
    /// From which day the person may take part where time alone brings it about.
    pub qualifies_on: Option<NaiveDate>,
    /// One finding for each rule of the definition, in its order.
    pub findings: Vec<Finding>,
}

/// What was found on one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    let finding = |(rule, judgement): (&super::definition::EligibilityRule, Judgement)| Finding {
        rule: rule.id.clone(),
        verdict: judgement.verdict,
        reason: judgement.reason,
    };
    Eligibility { verdict, qualifies_on, findings: judged.into_iter().map(finding).collect() }
}

struct Asked<'a> {
    person: &'a Person,
    circumstances: &'a [Stored<Circumstance>],
    day: NaiveDate,
}

/// A verdict, why, and from when time alone turns it into "met".
struct Judgement {
    verdict: Verdict,
    reason: Reason,
    from: Option<NaiveDate>,
}

impl Judgement {
    const fn new(verdict: Verdict, reason: Reason) -> Self {
        Self { verdict, reason, from: None }
    }

    const fn ripening(reason: Reason, from: NaiveDate) -> Self {
        Self { verdict: Verdict::NotMet, reason, from: Some(from) }
    }

    fn ripe_on(&self, day: NaiveDate) -> Option<NaiveDate> {
        if self.verdict == Verdict::Met { Some(day) } else { self.from }
    }
}

fn judge(requirement: &Requirement, asked: &Asked) -> Judgement {
    match requirement {
        Requirement::Age { at_least, at_most } => age(asked, *at_least, *at_most),
        Requirement::Circumstance { kind, lasting } => circumstance(asked, *kind, *lasting),
        Requirement::All(parts) => together(parts.iter().map(|part| judge(part, asked)).collect(), asked.day),
        Requirement::Any(parts) => either(parts.iter().map(|part| judge(part, asked)).collect()),
    }
}

fn age(asked: &Asked, at_least: Option<u32>, at_most: Option<u32>) -> Judgement {
    let Some(born) = asked.person.born else {
        return Judgement::new(Verdict::Unknown, Reason::BirthNotKnown);
    };
    let age = whole_years(born, asked.day);
    if let Some(at_least) = at_least.filter(|least| age < *least as i32) {
        let from = add_years(born, at_least as i32);
        return Judgement::ripening(Reason::TooYoung { age, at_least, from }, from);
    }
    match at_most.filter(|most| age > *most as i32) {
        Some(at_most) => Judgement::new(Verdict::NotMet, Reason::TooOld { age, at_most }),
        None => Judgement::new(Verdict::Met, Reason::AgeMet { age }),
    }
}

fn circumstance(asked: &Asked, kind: CircumstanceKind, lasting: Option<Lasting>) -> Judgement {
    match (known(asked.circumstances, kind, asked.day), lasting) {
        (Known::Holds(since), None) => Judgement::new(Verdict::Met, Reason::Holds { kind, since }),
        (Known::Holds(None), Some(_)) => Judgement::new(Verdict::Unknown, Reason::SinceNotKnown { kind }),
        (Known::Holds(Some(since)), Some(lasting)) => {
            let from = lasting.met_from(since);
            if from <= asked.day {
                Judgement::new(Verdict::Met, Reason::Holds { kind, since: Some(since) })
            } else {
                Judgement::ripening(Reason::TooShort { kind, since, from }, from)
            }
        }
        (Known::Later(since), lasting) => {
            let from = lasting.map_or(since, |lasting| lasting.met_from(since));
            Judgement::ripening(Reason::HoldsFrom { kind, since }, from)
        }
        (Known::Not(reason), _) => Judgement::new(Verdict::NotMet, reason),
        (Known::Unknown(reason), _) => Judgement::new(Verdict::Unknown, reason),
    }
}

impl Lasting {
    /// The first day on which something that began on `since` has lasted long enough.
    pub fn met_from(self, since: NaiveDate) -> NaiveDate {
        match self {
            Self::AtLeast(length) => length.after(since),
            Self::MoreThan(length) => add_days(length.after(since), 1),
        }
    }
}

fn all(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    verdicts.fold(Verdict::Met, |so_far, next| match (so_far, next) {
        (Verdict::NotMet, _) | (_, Verdict::NotMet) => Verdict::NotMet,
        (Verdict::Unknown, _) | (_, Verdict::Unknown) => Verdict::Unknown,
        (Verdict::Met, Verdict::Met) => Verdict::Met,
    })
}

/// All parts must hold: the worst of them decides, and the last to ripen says when.
fn together(parts: Vec<Judgement>, day: NaiveDate) -> Judgement {
    let verdict = all(parts.iter().map(|part| part.verdict));
    let ripe: Option<Vec<_>> = parts.iter().map(|part| part.ripe_on(day)).collect();
    let from = ripe.and_then(|days| days.into_iter().max()).filter(|_| verdict == Verdict::NotMet);
    deciding(parts, verdict, from)
}

/// One part is enough: the best of them decides, and the first to ripen says when.
fn either(parts: Vec<Judgement>) -> Judgement {
    let has = |wanted| parts.iter().any(|part| part.verdict == wanted);
    let verdict = match () {
        () if has(Verdict::Met) => Verdict::Met,
        () if has(Verdict::Unknown) => Verdict::Unknown,
        () => Verdict::NotMet,
    };
    let from = parts.iter().filter_map(|part| part.from).min().filter(|_| verdict == Verdict::NotMet);
    deciding(parts, verdict, from)
}

/// The verdict with the reason of a part that has it: the part that ripens on the day named, where there is one.
fn deciding(parts: Vec<Judgement>, verdict: Verdict, from: Option<NaiveDate>) -> Judgement {
    let with_verdict = parts.into_iter().filter(|part| part.verdict == verdict);
    let part = with_verdict.max_by_key(|part| from.is_some() && part.from == from);
    Judgement { verdict, reason: part.map_or(Reason::NothingAsked, |part| part.reason), from }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Answer;
    use crate::domain::definition::EligibilityRule;
    use crate::domain::testing::{Builder, case, day, rapla};
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
