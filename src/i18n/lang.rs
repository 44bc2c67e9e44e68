//! The languages Tugi speaks.

use std::fmt;
use std::str::FromStr;

use icu_locale_core::{Locale, locale};
use serde::{Deserialize, Serialize};

/// A language of the screen and of reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English, the reference.
    #[default]
    En,
    /// Estonian.
    Et,
    /// Lithuanian.
    Lt,
    /// Swedish.
    Sv,
}

impl Lang {
    /// All languages, in the order in which people are offered them.
    pub const ALL: [Self; 4] = [Self::En, Self::Et, Self::Lt, Self::Sv];

    /// Its two-letter code, as it stands in the file, in settings and after `--lang`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Et => "et",
            Self::Lt => "lt",
            Self::Sv => "sv",
        }
    }

    /// The language a locale such as `et_EE.UTF-8` asks for; none for `C`, `POSIX` and languages Tugi does not speak.
    pub fn from_locale(locale: &str) -> Option<Self> {
        let end = locale.find(['_', '-', '.', '@']).unwrap_or(locale.len());
        locale[..end].to_ascii_lowercase().parse().ok()
    }

    /// Its name for Unicode's library.
    pub(super) fn locale(self) -> Locale {
        match self {
            Self::En => locale!("en"),
            Self::Et => locale!("et"),
            Self::Lt => locale!("lt"),
            Self::Sv => locale!("sv"),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// A code that names none of the languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the languages are en, et, lt and sv")]
pub struct UnknownLang;

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(code: &str) -> Result<Self, UnknownLang> {
        Self::ALL.into_iter().find(|lang| lang.code() == code).ok_or(UnknownLang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_names_its_language_and_nothing_else_does() {
        for lang in Lang::ALL {
            assert_eq!(lang.code().parse(), Ok(lang));
            assert_eq!(lang.locale().to_string(), lang.code());
        }
        assert_eq!("fi".parse::<Lang>(), Err(UnknownLang));
        assert_eq!("".parse::<Lang>(), Err(UnknownLang));
    }

    #[test]
    fn the_locale_of_the_shell_names_the_language() {
        assert_eq!(Lang::from_locale("et_EE.UTF-8"), Some(Lang::Et));
        assert_eq!(Lang::from_locale("sv_FI@euro"), Some(Lang::Sv));
        assert_eq!(Lang::from_locale("lt"), Some(Lang::Lt));
        assert_eq!(Lang::from_locale("EN-GB"), Some(Lang::En));
        for other in ["C", "C.UTF-8", "POSIX", "", "fi_FI.UTF-8", "eta_EE", "õ"] {
            assert_eq!(Lang::from_locale(other), None, "{other}");
        }
    }
}
