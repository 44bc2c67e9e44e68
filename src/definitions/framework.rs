//! The indicators of the funders' frameworks, which come with the program in the vocabulary of promises.

use serde::Deserialize;

use crate::domain::definition::{Framework, Promise};

/// A framework as its text has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    #[serde(rename = "code")]
    _code: Framework,
    indicator: Vec<Promise>,
}

const fn text(framework: Framework) -> Option<&'static str> {
    match framework {
        Framework::Esf2014 => Some(include_str!("../../data/frameworks/esf-2014-2020.toml")),
        Framework::EsfPlus => Some(include_str!("../../data/frameworks/esf-plus-2021-2027.toml")),
        Framework::Sus => Some(include_str!("../../data/frameworks/sus.toml")),
        Framework::Own => None,
    }
}

/// The indicators of a framework, in its order; none where a programme has only its own promises.
pub(super) fn indicators(framework: Framework) -> Result<Vec<Promise>, toml::de::Error> {
    text(framework).map_or(Ok(vec![]), |text| toml::from_str::<Text>(text).map(|read| read.indicator))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::{Choice, LocalText};

    #[test]
    fn every_framework_is_read_and_named_in_every_language_with_each_indicator_once() {
        for framework in Framework::ALL.iter().copied() {
            let indicators = indicators(framework).unwrap();
            let ids: BTreeSet<&str> = indicators.iter().map(|indicator| indicator.id.as_str()).collect();

            assert_eq!(ids.len(), indicators.len());
            assert_eq!(indicators.is_empty(), framework == Framework::Own);
            for language in LocalText::LANGUAGES {
                assert!(indicators.iter().all(|it| it.name.has(language)), "{framework:?} {language}");
                assert!(indicators.iter().filter_map(|it| it.chosen.as_ref()).all(|why| why.has(language)));
            }
        }
    }
}
