//! What is wrong with a programme's definition, in words.

use super::{Words, fill};
use crate::domain::{DefinitionProblem, definition::Flaw};

impl Words {
    /// What is wrong with a definition, on which line, and what to do about it.
    pub fn definition_problem(&self, problem: &DefinitionProblem) -> String {
        let said = self.flaw(&problem.flaw);
        match problem.line {
            Some(line) => fill(&self.definition.at_line, &[("line", &line.to_string()), ("said", &said)]),
            None => said,
        }
    }

    /// What is wrong with a definition, and what to do about it.
    fn flaw(&self, flaw: &Flaw) -> String {
        let d = &self.definition;
        let date = |day| self.lang.date(day);
        match flaw {
            Flaw::Unreadable(said) => fill(&d.unreadable, &[("said", said)]),
            Flaw::UnknownLanguage(code) => fill(&d.unknown_language, &[("code", code)]),
            Flaw::NotInOwnLanguage(place) => fill(&d.not_in_own_language, &[("place", place)]),
            Flaw::BadId(id) => fill(&d.bad_id, &[("id", id)]),
            Flaw::SameId(id) => fill(&d.same_id, &[("id", id)]),
            Flaw::EndsBeforeBeginning { from, to } => {
                fill(&d.ends_before_beginning, &[("from", &date(*from)), ("to", &date(*to))])
            }
            Flaw::ExtensionNotLater { to, end } => {
                fill(&d.extension_not_later, &[("to", &date(*to)), ("end", &date(*end))])
            }
            Flaw::EmptyBand { at_least, at_most } => {
                let (at_least, at_most) = (at_least.to_string(), at_most.to_string());
                fill(&d.empty_band, &[("at_least", &at_least), ("at_most", &at_most)])
            }
            Flaw::NoBound => d.no_bound.clone(),
            Flaw::OverHundred(n) => fill(&d.over_hundred, &[("n", &n.to_string())]),
            Flaw::BudgetSum { sum, total } => fill(&d.budget_sum, &[("sum", sum), ("total", total)]),
            Flaw::UnknownId { id, list } => fill(&d.unknown_id, &[("id", id), ("list", list)]),
            Flaw::Circle(id) => fill(&d.circle, &[("id", id)]),
            Flaw::Lacks { id, key } => fill(&d.lacks, &[("id", id), ("key", key)]),
            Flaw::NoLimit(id) => fill(&d.no_limit, &[("id", id)]),
            Flaw::Unfit(id) => fill(&d.unfit_deadline, &[("id", id)]),
            Flaw::BadEdition(n) => fill(&d.bad_edition, &[("n", &n.to_string())]),
            Flaw::HoldsOutside { from, to: Some(to) } => {
                fill(&d.holds_outside, &[("from", &date(*from)), ("to", &date(*to))])
            }
            Flaw::HoldsOutside { from, to: None } => fill(&d.holds_too_early, &[("from", &date(*from))]),
            Flaw::NothingBefore(code) => fill(&d.nothing_before, &[("code", code)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::NaiveDate;

    use super::*;
    use crate::i18n::{Lang, words};

    #[test]
    fn every_problem_of_a_definition_is_said_in_every_language_with_all_its_places_filled() {
        let day = NaiveDate::MIN;
        let text = || "x".to_owned();
        let flaws = [
            Flaw::Unreadable(text()),
            Flaw::UnknownLanguage(text()),
            Flaw::NotInOwnLanguage(text()),
            Flaw::BadId(text()),
            Flaw::SameId(text()),
            Flaw::EndsBeforeBeginning { from: day, to: day },
            Flaw::ExtensionNotLater { to: day, end: day },
            Flaw::EmptyBand { at_least: 8, at_most: 5 },
            Flaw::NoBound,
            Flaw::OverHundred(101),
            Flaw::BudgetSum { sum: text(), total: text() },
            Flaw::UnknownId { id: text(), list: "deadline" },
            Flaw::Circle(text()),
            Flaw::Lacks { id: text(), key: "scale" },
            Flaw::NoLimit(text()),
            Flaw::Unfit(text()),
            Flaw::BadEdition(0),
            Flaw::HoldsOutside { from: day, to: Some(day) },
            Flaw::HoldsOutside { from: day, to: None },
            Flaw::NothingBefore(text()),
        ];
        let problems: Vec<_> = flaws
            .into_iter()
            .zip([Some(4), None].into_iter().cycle())
            .map(|(flaw, line)| DefinitionProblem { line, flaw })
            .collect();
        for lang in Lang::ALL {
            let said: BTreeSet<_> = problems.iter().map(|problem| words(lang).definition_problem(problem)).collect();

            assert_eq!(said.len(), problems.len(), "{lang}");
            assert_eq!(said.iter().find(|sentence| sentence.contains(['{', '}'])), None);
        }
    }
}
