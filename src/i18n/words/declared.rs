//! How the sections of words and their keys are declared: a structure with every key, and how it is read from a language file.

/// Declares the sections of words and the keys in each.
macro_rules! words {
    ($($section:ident: $kind:ident of $type:ident { $($key:ident),* $(,)? })*) => {
        /// All words of one language.
        #[derive(Debug)]
        pub struct Words {
            /// Which language.
            pub lang: Lang,
            $(#[allow(missing_docs, reason = "the words say it")] pub $section: $kind,)*
            /// The names of coded values: by set, then by code.
            pub choice: BTreeMap<String, BTreeMap<String, String>>,
        }

        $(
            #[allow(missing_docs, reason = "the words say it")]
            #[derive(Debug)]
            pub struct $kind { $(pub $key: $type),* }

            impl $kind {
                fn take(mut from: toml::Table) -> Result<Self, toml::de::Error> {
                    let taken = Self { $($key: word(&mut from, stringify!($key))?),* };
                    nothing_left(&from, stringify!($section)).map(|()| taken)
                }
            }
        )*

        /// The keys of all sections but the coded values, as `section.key`.
        pub const KEYS: &[&str] = &[$($(concat!(stringify!($section), ".", stringify!($key))),*),*];

        // Word by word, not by a derived visitor: a visitor of so many fields takes the compiler minutes to optimise.
        fn read(lang: Lang, text: &str) -> Result<Words, toml::de::Error> {
            let mut from: toml::Table = toml::from_str(text)?;
            let taken = Words {
                lang,
                $($section: $kind::take(word(&mut from, stringify!($section))?)?,)*
                choice: word(&mut from, "choice")?,
            };
            nothing_left(&from, "words").map(|()| taken)
        }

        impl Words {
            /// The counted nouns, each with its key.
            #[cfg(test)]
            fn forms(&self) -> Vec<(&'static str, &Forms)> {
                words!(@forms self $($section $type { $($key)* })*)
            }
        }
    };
    (@forms $self:ident $($rest:tt)*) => { words!(@find $self $($rest)*) };
    (@find $self:ident plural Forms { $($key:ident)* } $($rest:tt)*) => { vec![$((stringify!($key), &$self.plural.$key)),*] };
    (@find $self:ident $section:ident $type:ident { $($key:ident)* } $($rest:tt)*) => { words!(@find $self $($rest)*) };
}
