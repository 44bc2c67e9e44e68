//! The forms of a counted noun, and which of them a number takes.

use icu_plurals::{PluralCategory, PluralOperands, PluralRules};
use serde::Deserialize;

use super::Lang;

/// The forms of one counted noun, as the language files hold them: `1 meeting`, `2 meetings`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forms {
    /// With one; in Lithuanian also with 21 and 101.
    pub one: String,
    /// With a few: 2 to 9, 22 to 29 … in Lithuanian; the other languages do without.
    #[serde(default)]
    pub few: Option<String>,
    /// With all other numbers.
    pub other: String,
}

/// What keeps forms from serving a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormsProblem {
    /// The language has a form for a few, and it is not there.
    #[error("the form `few` is missing")]
    FewMissing,
    /// A form is there but empty.
    #[error("a form is empty")]
    Empty,
}

impl Forms {
    /// Says whether every number of this language finds its form.
    pub fn check(&self, lang: Lang) -> Result<(), FormsProblem> {
        if lang == Lang::Lt && self.few.is_none() {
            return Err(FormsProblem::FewMissing);
        }
        let mut forms = [&self.one, &self.other].into_iter().chain(&self.few);
        if forms.any(|form| form.trim().is_empty()) { Err(FormsProblem::Empty) } else { Ok(()) }
    }
}

impl Lang {
    /// The form this language takes with the number `n`.
    pub fn plural(self, n: impl Into<PluralOperands>, forms: &Forms) -> &str {
        match self.category(n.into()) {
            PluralCategory::One => &forms.one,
            PluralCategory::Few => forms.few.as_ref().unwrap_or(&forms.other),
            _ => &forms.other,
        }
    }

    fn category(self, n: PluralOperands) -> PluralCategory {
        // Setting up the rules is a look-up in data built into the program, so nothing is kept between calls.
        PluralRules::try_new_cardinal(self.locale().into()).map_or(PluralCategory::Other, |rules| rules.category_for(n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(few: Option<&str>) -> Forms {
        Forms { one: "one".into(), few: few.map(Into::into), other: "other".into() }
    }

    #[test]
    fn lithuanian_has_three_forms() {
        let forms = forms(Some("few"));
        for (form, numbers) in [
            ("one", &[1, 21, 31, 101, 121, 1001][..]),
            ("few", &[2, 9, 22, 29, 102, 109, 122]),
            ("other", &[0, 10, 11, 12, 19, 20, 30, 100, 110, 111, 119]),
        ] {
            for &n in numbers {
                assert_eq!(Lang::Lt.plural(n, &forms), form, "{n}");
            }
        }
    }

    #[test]
    fn the_other_languages_have_two_forms() {
        for lang in [Lang::En, Lang::Et, Lang::Sv] {
            assert_eq!(lang.plural(1_usize, &forms(None)), "one");
            for n in [0_usize, 2, 9, 10, 11, 20, 21, 101] {
                assert_eq!(lang.plural(n, &forms(None)), "other", "{lang} {n}");
            }
        }
    }

    #[test]
    fn forms_without_few_do_not_serve_lithuanian() {
        assert_eq!(forms(None).check(Lang::Lt), Err(FormsProblem::FewMissing));
        assert_eq!(forms(Some("few")).check(Lang::Lt), Ok(()));
        assert_eq!(forms(None).check(Lang::Et), Ok(()));
        assert_eq!(forms(Some(" ")).check(Lang::Sv), Err(FormsProblem::Empty));
    }

    #[test]
    fn forms_are_read_from_a_language_file() {
        let read = toml::from_str::<Forms>("one = 'koosolek'\nother = 'koosolekut'").unwrap();
        assert_eq!(read, Forms { one: "koosolek".into(), few: None, other: "koosolekut".into() });
        assert!(toml::from_str::<Forms>("one = 'a'\nmany = 'b'\nother = 'c'").is_err());
    }
}
