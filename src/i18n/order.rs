//! The order of letters in each language, from Unicode's library.

use std::cmp::Ordering;
use std::fmt;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};

use super::Lang;

/// Puts names in the order of a language; cheap to make and to copy.
pub struct Order {
    lang: Lang,
    // None only if the built-in data lacked the language; then the order is that of code points.
    collator: Option<CollatorBorrowed<'static>>,
}

impl Order {
    /// The library that orders, with its version and its data's; keys made by another are not comparable.
    pub const LIBRARY: &str = "icu_collator 2.4.0";

    /// The order of this language.
    pub fn new(lang: Lang) -> Self {
        Self { lang, collator: Collator::try_new(lang.locale().into(), CollatorOptions::default()).ok() }
    }

    /// The language whose order it is.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A key for the text: the keys' bytes stand in the order of the texts. Good only for this version of the program.
    pub fn key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(text.len() * 2 + 4);
        match &self.collator {
            Some(collator) => {
                let Ok(()) = collator.write_sort_key_to(text, &mut key);
            }
            None => key.extend_from_slice(text.as_bytes()),
        }
        key
    }

    /// Says which of two texts comes first.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.as_ref().map_or_else(|| a.cmp(b), |collator| collator.compare(a, b))
    }
}

impl Clone for Order {
    fn clone(&self) -> Self {
        Self::new(self.lang)
    }
}

impl fmt::Debug for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Order").field(&self.lang).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLDEN: [(Lang, &str); 3] = [
        (Lang::Et, "Sander Šarlotta Zoja Žanna Tiit Uno Urmas Viktor Walter Õie Ädu Öie Ülle Xenia"),
        (Lang::Lt, "Eglė Ėma Ęsva Ignas Yla Ina Ivas Įvas Yvė Jonas"),
        (Lang::Sv, "Xerxes Üla Ylva Zara Åsa Ægir Ärla Ørjan Östen"),
    ];

    #[test]
    fn names_stand_in_the_order_of_the_language() {
        for (lang, golden) in GOLDEN {
            let order = Order::new(lang);
            let mut names: Vec<&str> = golden.split(' ').rev().collect();
            names.sort_by(|a, b| order.compare(a, b));
            assert_eq!(names.join(" "), golden, "{lang} by comparing");
            names.reverse();
            names.sort_by_cached_key(|name| order.key(name));
            assert_eq!(names.join(" "), golden, "{lang} by key");
        }
    }

    #[test]
    fn the_letters_of_each_alphabet_stand_in_its_order() {
        for (lang, alphabet) in [
            (Lang::En, "a b c d e f g h i j k l m n o p q r s t u v w x y z"),
            (Lang::Et, "a b c d e f g h i j k l m n o p q r s š z ž t u v w õ ä ö ü x y"),
            (Lang::Lt, "a ą b c č d e ę ė f g h i į y j k l m n o p r s š t u ų ū v z ž"),
            (Lang::Sv, "a b c d e f g h i j k l m n o p q r s t u v w x y z å ä ö"),
        ] {
            let order = Order::new(lang);
            let mut letters: Vec<&str> = alphabet.split(' ').rev().collect();
            letters.sort_by(|a, b| order.compare(a, b));
            assert_eq!(letters.join(" "), alphabet, "{lang}");
        }
    }

    #[test]
    fn a_letter_and_its_mark_typed_apart_take_the_same_place() {
        let order = Order::new(Lang::Et);
        assert_eq!(order.key("Õnne"), order.key("O\u{303}nne"));
        assert_eq!(order.compare("Õnne", "O\u{303}nne"), Ordering::Equal);
        assert_eq!(order.compare("mari", "Mari"), Ordering::Less);
    }

    #[test]
    fn an_order_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&Order::new(Lang::Lt));
    }
}
