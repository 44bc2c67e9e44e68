//! Deadlines in words: how long, counted from which day, and what is to be done.

use super::{Words, fill};
use crate::domain::definition::{Anchor, Deadline, Delay, named};
use crate::domain::{ACTION_RULE, CASELOAD_RULE, Definition, Due, PLAN_EVALUATION_RULE, Reason, WRITE_UP_RULE};

impl Words {
    /// The time a deadline leaves, in words: `90 days`, `10 working days`.
    pub fn delay(&self, delay: Delay) -> String {
        let plural = &self.plural;
        let parts = [
            (delay.years, &plural.years),
            (delay.months, &plural.months),
            (delay.days, &plural.days),
            (delay.working_days, &plural.working_days),
        ];
        let parts = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, forms)| self.counted(n as usize, forms));
        parts.collect::<Vec<_>>().join(" ")
    }

    /// The rule of a deadline, without its name and a full stop: `90 days after exit`.
    pub fn deadline_rule(&self, deadline: &Deadline, definition: &Definition) -> String {
        let said = &self.programme;
        let mut rule = self.counted_from(deadline, definition);
        if let Some(every) = deadline.every {
            rule = fill(&said.repeats, &[("when", &rule), ("length", &self.length(every))]);
        }
        if let Some(before) = deadline.window.and_then(|window| window.before) {
            rule = fill(&said.opens, &[("when", &rule), ("length", &self.length(before))]);
        }
        if let Some(after) = deadline.window.and_then(|window| window.after) {
            rule = fill(&said.closes, &[("when", &rule), ("length", &self.length(after))]);
        }
        rule
    }

    fn counted_from(&self, deadline: &Deadline, definition: &Definition) -> String {
        let said = &self.programme;
        let (on, after) = match &deadline.anchor {
            Anchor::Applied => (&said.on_applied, &said.after_applied),
            Anchor::Entry => (&said.on_entry, &said.after_entry),
            Anchor::Exit => (&said.on_exit, &said.after_exit),
            Anchor::StayLimit => (&said.on_limit, &said.after_limit),
            Anchor::JobStart => (&said.on_job_start, &said.after_job_start),
            Anchor::ProbationEnd => (&said.on_probation_end, &said.after_probation_end),
            Anchor::LastMeeting => (&said.on_last_meeting, &said.after_last_meeting),
            Anchor::LastAssessment => (&said.on_last_assessment, &said.after_last_assessment),
            Anchor::Step(_) => (&said.on_step, &said.after_step),
            Anchor::Previous(_) => (&said.on_previous, &said.after_previous),
            Anchor::Month => (&said.on_month, &said.after_month),
            Anchor::Quarter => (&said.on_quarter, &said.after_quarter),
            Anchor::ProgrammeEnd => (&said.on_programme, &said.after_programme),
        };
        let code = self.lang.code();
        let name = match &deadline.anchor {
            Anchor::Step(id) => named(&definition.steps, id).map_or(id.as_str(), |step| step.name.get(code)),
            Anchor::Previous(id) => definition.deadline(id).map_or(id.as_str(), |other| other.name.get(code)),
            _ => "",
        };
        let sentence = if deadline.after.is_nothing() { on } else { after };
        fill(sentence, &[("length", &self.delay(deadline.after)), ("name", name)])
    }

    /// What is to be done.
    pub fn due_title(&self, due: &Due, definition: &Definition) -> String {
        let (language, words) = (self.lang.code(), &self.today);
        if let Some(deadline) = definition.deadline(&due.rule) {
            return deadline.name.get(language).to_owned();
        }
        let agreed = |reason: &Reason| if let Reason::Agreed { what } = reason { Some(what.clone()) } else { None };
        match due.rule.as_str() {
            ACTION_RULE => due.reasons.iter().find_map(agreed).unwrap_or_else(|| words.action.clone()),
            WRITE_UP_RULE => words.write_up.clone(),
            PLAN_EVALUATION_RULE => words.plan_evaluation.clone(),
            CASELOAD_RULE => words.caseload.clone(),
            rule => definition.cadence(rule).map_or_else(String::new, |cadence| cadence.name.get(language).to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            LocalText, Offset,
            definition::{Task, Window},
        },
        i18n::{Lang, words},
    };

    fn deadline(anchor: Anchor, after: Delay) -> Deadline {
        Deadline {
            id: "rule".to_owned(),
            name: LocalText::default(),
            anchor,
            after,
            window: None,
            every: None,
            task: Task::FollowUp,
            scale: None,
            step: None,
            tries: None,
            words: None,
            chosen: None,
        }
    }

    #[test]
    fn every_rule_is_said_in_every_language_with_its_length_and_no_two_alike() {
        let rapla = &crate::definitions::parse(crate::definitions::EMBEDDED[0].1).unwrap();
        let anchors = || {
            let named = [Anchor::Step("one".to_owned()), Anchor::Previous("two".to_owned())];
            let plain = [Anchor::Applied, Anchor::Entry, Anchor::Exit, Anchor::StayLimit, Anchor::JobStart];
            let more = [Anchor::ProbationEnd, Anchor::LastMeeting, Anchor::LastAssessment, Anchor::Month];
            plain.into_iter().chain(more).chain([Anchor::Quarter, Anchor::ProgrammeEnd]).chain(named)
        };
        for lang in Lang::ALL {
            let said = |term| anchors().map(move |anchor| words(lang).deadline_rule(&deadline(anchor, term), rapla));
            let on: Vec<String> = said(Delay::default()).collect();
            let after: Vec<String> = said(Delay { working_days: 10, ..Delay::default() }).collect();
            assert!(on.iter().chain(&after).all(|rule| !rule.contains('{')), "{on:?} {after:?}");
            assert!(after.iter().all(|rule| rule.contains("10")));
            let mut all = [on, after].concat();
            all.sort();
            all.dedup();
            assert_eq!(all.len(), 26, "{lang}: {all:#?}");
        }
    }

    #[test]
    fn a_rule_says_when_it_returns_and_within_which_days_it_counts() {
        let rapla = &crate::definitions::parse(crate::definitions::EMBEDDED[0].1).unwrap();
        let days = |days| Offset { days, ..Offset::default() };
        let mut rule = deadline(Anchor::Exit, Delay { days: 28, ..Delay::default() });
        rule.window = Some(Window { before: Some(days(28)), after: Some(days(1)) });
        rule.every = Some(Offset { months: 3, ..Offset::default() });

        let said = words(Lang::En).deadline_rule(&rule, rapla);

        assert_eq!(
            said,
            "28 days after exit; repeated, interval 3 months; at the earliest 28 days before; counts up to 1 day later"
        );
    }
}
