//! The tables that everything reads (keys, lists, columns, forms, fields) agree with themselves and fit the screen.

use std::collections::HashSet;

use tugi::{
    forms::FORMS,
    i18n::{Lang, words},
    lists::LISTS,
    ui::{Binding, Code, Footer, KEYMAP, Key, Scope, When, bindings, key_name, packed_keys, packed_tabs},
};
use unicode_width::UnicodeWidthStr;

/// The usual window.
const WIDTH: u16 = 80;
/// The most columns a field's label takes before its value.
const LABEL: usize = 18;

/// Where letters are typed.
const TYPING: &[Scope] = &[Scope::Find, Scope::Form, Scope::Notes];
/// Signs that need `AltGr`, or are dead, on an Estonian, Swedish or Lithuanian keyboard.
const HARD_TO_TYPE: &str = "[]{}@\\|~^`´¨$#*+=";
/// Letters that with Ctrl are another key (Backspace, Tab, Enter, Esc), or never come through tmux and screen.
const NOT_WITH_CTRL: &str = "abhijm[/ ";
/// Function keys without a twin: where letters are typed, help, choosing and the menu have no other key, and need none, since a
/// choice can be typed.
const WITHOUT_TWIN: &[(Scope, u8)] = &[
    (Scope::Find, 1),
    (Scope::Form, 1),
    (Scope::Form, 4),
    (Scope::Form, 9),
    (Scope::Notes, 1),
    (Scope::Notes, 9),
    (Scope::Pick, 1),
];

fn scopes() -> HashSet<Scope> {
    KEYMAP.iter().map(|binding| binding.scope).filter(|scope| *scope != Scope::Everywhere).collect()
}

/// What a binding is called in a message.
fn told(binding: &Binding) -> String {
    let words = words(Lang::En);
    let keys: Vec<String> = binding.keys.iter().map(|key| key_name(*key, words)).collect();
    format!("{:?}, {}: {:?}", binding.scope, keys.join(" "), binding.action)
}

fn printable(key: &Key) -> Option<char> {
    match key.code {
        Code::Char(letter) if !key.ctrl => Some(letter),
        _ => None,
    }
}

fn no_name_twice<'a>(table: &str, names: impl IntoIterator<Item = &'a str>) {
    let mut seen = HashSet::new();
    for name in names {
        let plain = !name.is_empty() && name.chars().all(|sign| sign.is_ascii_lowercase() || sign == '-');
        assert!(plain, "{table}: {name:?} is not in small letters with hyphens");
        assert!(seen.insert(name), "{table}: {name} stands there twice");
    }
}

#[test]
fn every_name_stands_once_in_its_table() {
    no_name_twice("the lists", LISTS.iter().map(|list| list.name()));
    no_name_twice("the forms", FORMS.iter().map(|form| form.name()));
    for list in LISTS {
        no_name_twice(list.name(), list.columns().iter().map(|column| column.name));
    }
    for form in FORMS {
        no_name_twice(form.name(), form.fields().iter().map(|field| field.name));
    }
}

#[test]
fn a_key_means_one_thing_where_it_works() {
    for scope in scopes() {
        let all: Vec<&Binding> = bindings(scope).collect();
        for (place, binding) in all.iter().enumerate() {
            for earlier in &all[..place] {
                let shared = earlier.keys.iter().any(|key| binding.keys.contains(key));
                let both = earlier.when == binding.when || earlier.when == When::Always;
                assert!(!(shared && both), "{} is shadowed by {}", told(binding), told(earlier));
            }
        }
    }
}

#[test]
fn no_binding_needs_a_key_that_some_keyboard_or_terminal_lacks() {
    for binding in KEYMAP {
        for key in binding.keys {
            match key.code {
                Code::F(number) => assert!(number != 11 && number <= 12, "F11 is the window's: {}", told(binding)),
                Code::Char(letter) if key.ctrl => {
                    assert!(letter.is_ascii_lowercase() && !NOT_WITH_CTRL.contains(letter), "{}", told(binding));
                }
                Code::Char(letter) => assert!(!HARD_TO_TYPE.contains(letter), "{}", told(binding)),
                _ => assert!(!key.ctrl, "Ctrl only with letters: {}", told(binding)),
            }
        }
    }
}

#[test]
fn a_digit_has_the_letter_of_the_lithuanian_row_beside_it() {
    let row: Vec<char> = "ąčęėįšųū".chars().collect();
    for binding in KEYMAP {
        for digit in binding.keys.iter().filter_map(printable).filter_map(|letter| letter.to_digit(10)) {
            let letter = Key::char(row[digit as usize - 1]);
            assert!(binding.keys.contains(&letter), "{}", told(binding));
        }
    }
}

#[test]
fn a_capital_letter_undoes_or_redoes_and_never_destroys() {
    for binding in KEYMAP {
        for letter in binding.keys.iter().filter_map(printable).filter(|letter| letter.is_uppercase()) {
            assert_eq!(letter, 'U', "{}", told(binding));
        }
    }
}

#[test]
fn every_function_key_has_a_twin() {
    for binding in KEYMAP {
        for key in binding.keys {
            let Code::F(number) = key.code else { continue };
            let twin = binding.keys.iter().any(|other| !matches!(other.code, Code::F(_)));
            assert!(twin || WITHOUT_TWIN.contains(&(binding.scope, number)), "{}", told(binding));
        }
    }
}

#[test]
fn letters_are_typed_where_text_is_typed() {
    for scope in TYPING {
        for binding in bindings(*scope) {
            assert!(binding.keys.iter().all(|key| printable(key).is_none()), "{}", told(binding));
        }
    }
    // In a pick list a space ticks; it is never needed to find something, since each word is sought by itself.
    for binding in bindings(Scope::Pick) {
        assert!(binding.keys.iter().all(|key| matches!(printable(key), None | Some(' '))), "{}", told(binding));
    }
}

#[test]
fn the_keys_at_the_foot_fit_in_every_language() {
    for lang in Lang::ALL {
        for scope in scopes() {
            let lines = packed_keys(scope, words(lang), WIDTH, |_| true);
            for line in &lines {
                // One column at the left, two between keys.
                let width: usize = line.iter().map(|(key, label)| key.width() + label.width() + 3).sum();
                assert!(width <= WIDTH as usize + 1, "{lang}, {scope:?}: {width} columns: {line:?}");
            }
            let shown = |binding: &&Binding| {
                let key = key_name(binding.keys[0], words(lang));
                lines.iter().flatten().any(|(name, _)| *name == key)
            };
            let dropped: Vec<String> = bindings(scope)
                .filter(|binding| matches!(binding.footer, Footer::Everywhere | Footer::Always) && !shown(binding))
                .map(told)
                .collect();
            assert!(dropped.is_empty(), "{lang}: no room for {dropped:?}");
        }
    }
}

#[test]
fn all_tabs_can_be_read_in_every_language() {
    for lang in Lang::ALL {
        for (open, list) in LISTS.iter().enumerate() {
            let line = packed_tabs(open, words(lang), WIDTH);
            assert!(line.width() <= WIDTH as usize, "{lang}: {line}");
            assert!(line.contains(&format!("{}]", (list.title())(words(lang)))), "{lang}: {line}");
            for other in LISTS {
                assert!(line.contains((other.title())(words(lang))), "{lang}: {} is not in {line}", other.name());
            }
        }
    }
}

#[test]
fn labels_fit_before_their_fields() {
    for lang in Lang::ALL {
        for form in FORMS {
            for field in form.fields() {
                let label = (field.label)(words(lang));
                assert!(label.width() <= LABEL, "{lang}, {}: {label}", form.name());
            }
        }
    }
}
