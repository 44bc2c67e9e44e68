//! What is wrong with a programme's definition, in words.

use super::{Words, fill};
use crate::domain::DefinitionProblem;

impl Words {
    /// What is wrong with a definition, where, and what to do about it.
    pub fn definition_problem(&self, problem: &DefinitionProblem) -> String {
        let d = &self.definition;
        match problem {
            DefinitionProblem::Unreadable { line: Some(line), said } => {
                fill(&d.unreadable_at, &[("line", &line.to_string()), ("said", said)])
            }
            DefinitionProblem::Unreadable { line: None, said } => fill(&d.unreadable, &[("said", said)]),
            DefinitionProblem::UnknownLanguage(code) => fill(&d.unknown_language, &[("code", code)]),
            DefinitionProblem::NotInOwnLanguage(place) => fill(&d.not_in_own_language, &[("place", place)]),
            DefinitionProblem::SameId(id) => fill(&d.same_id, &[("id", id)]),
            DefinitionProblem::EndsBeforeBeginning { from, to } => {
                fill(&d.ends_before_beginning, &[("from", &self.lang.date(*from)), ("to", &self.lang.date(*to))])
            }
            DefinitionProblem::EmptyBand { at_least, at_most } => {
                let (at_least, at_most) = (at_least.to_string(), at_most.to_string());
                fill(&d.empty_band, &[("at_least", &at_least), ("at_most", &at_most)])
            }
            DefinitionProblem::NoLimit(id) => fill(&d.no_limit, &[("id", id)]),
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
        let problems = [
            DefinitionProblem::Unreadable { line: Some(4), said: "…".to_owned() },
            DefinitionProblem::Unreadable { line: None, said: "…".to_owned() },
            DefinitionProblem::UnknownLanguage("fi".to_owned()),
            DefinitionProblem::NotInOwnLanguage("promise.3.name".to_owned()),
            DefinitionProblem::SameId("plan".to_owned()),
            DefinitionProblem::EndsBeforeBeginning { from: day, to: day },
            DefinitionProblem::EmptyBand { at_least: 8, at_most: 5 },
            DefinitionProblem::NoLimit("stay-limit".to_owned()),
        ];
        for lang in Lang::ALL {
            let said: BTreeSet<_> = problems.iter().map(|problem| words(lang).definition_problem(problem)).collect();

            assert_eq!(said.len(), problems.len(), "{lang}");
            assert_eq!(said.iter().find(|sentence| sentence.contains(['{', '}'])), None);
        }
    }
}
