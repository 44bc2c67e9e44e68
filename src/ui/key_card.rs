//! The key card: every key, where it works and what it does, as a page to print. It reads the key table, so that it says what is so.

use super::{
    Action, Scope, key_name,
    keymap::{Binding, bindings},
};
use crate::{
    env::Env,
    i18n::{Label, Words},
    report::{Block, Column, Document},
};

/// The name of the card after `tugi report`.
pub const KEY_CARD: &str = "keys";

/// The places in which keys work, as the card calls them.
const PLACES: &[(Scope, Label)] = &[
    (Scope::List, |w| &w.key_card.list),
    (Scope::Card, |w| &w.key_card.card),
    (Scope::Form, |w| &w.key_card.form),
    (Scope::Notes, |w| &w.key_card.notes),
    (Scope::Pick, |w| &w.key_card.pick),
    (Scope::Page, |w| &w.key_card.page),
    (Scope::Question, |w| &w.key_card.question),
    (Scope::Conflict, |w| &w.key_card.conflict),
    (Scope::Twins, |w| &w.key_card.twins),
    (Scope::Sheet, |w| &w.key_card.sheet),
    (Scope::Everywhere, |w| &w.key_card.everywhere),
];

/// The card in the session's language.
pub fn key_card(env: &Env) -> Document {
    let words = env.words;
    let of = |(scope, title): &(Scope, Label)| {
        let own = bindings(*scope).filter(|binding| binding.scope == *scope && !moves(binding.action));
        let rows = own.map(|binding| vec![keys(binding, words), (binding.label)(words).to_owned()]).collect();
        let columns = vec![Column::words(&words.key_card.key), Column::words(&words.key_card.does)];
        [Block::heading(title(words)), Block::Table { columns, rows }]
    };
    let blocks = PLACES.iter().flat_map(of).chain([Block::paragraph_of(&words.key_card.moves)]).collect();
    Document { report: KEY_CARD.to_owned(), title: words.key_card.title.clone(), day: env.today, blocks, log: None }
}

fn keys(binding: &Binding, words: &Words) -> String {
    binding.keys.iter().map(|key| key_name(*key, words)).collect::<Vec<_>>().join("  ")
}

/// What moves the cursor goes without saying.
const fn moves(action: Action) -> bool {
    matches!(action, Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last)
}
