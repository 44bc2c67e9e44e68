//! Closed sets of values that people choose from, each value with a code that stands in the file and never changes.

/// A value out of a closed set; its name in each language is found by the set's name and the code.
pub trait Choice: Copy + 'static {
    /// The set's name, as the language files have it.
    const SET: &'static str;
    /// All values, in the order in which lists offer them.
    const ALL: &'static [Self];
    /// The code that stands in the file.
    fn code(self) -> &'static str;
    /// The value with this code.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

/// Declares an enumeration as a [`Choice`] and stores it by its codes.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident $set:literal { $($(#[$vdoc:meta])* $value:ident $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $value),+ }

        impl $crate::domain::Choice for $name {
            const SET: &'static str = $set;
            const ALL: &'static [Self] = &[$(Self::$value),+];
            fn code(self) -> &'static str {
                match self { $(Self::$value => $code),+ }
            }
        }
    };
}

pub(crate) use choice;
