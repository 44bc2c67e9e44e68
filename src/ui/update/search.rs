//! Typing in a pick list: every letter narrows it.

use super::super::{
    key::{Code, Key},
    model::{Effect, Layer, Model, PickOption, PickState, Purpose},
};
use crate::domain::Kind;

/// Takes a letter, or takes the last one away.
pub(super) fn typed(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(Layer::Pick(pick)) = model.layers.last_mut() else { return Vec::new() };
    match key.code {
        Code::Char(letter) => pick.typed.push(letter),
        _ => drop(pick.typed.pop()),
    }
    pick.selected = 0;
    wanted(pick)
}

/// What has to be read for what was typed; lists that are whole need nothing.
pub(super) fn wanted(pick: &PickState) -> Vec<Effect> {
    match pick.purpose {
        Purpose::Records(_, kind) => vec![Effect::Options(kind, pick.typed.clone())],
        Purpose::Twin(_) => vec![Effect::Options(Kind::Person, pick.typed.clone())],
        _ => Vec::new(),
    }
}

/// Takes the records that were found; those that are ticked stay, and first.
pub(super) fn found(pick: &mut PickState, options: Vec<PickOption>) {
    let ticked: Vec<PickOption> = pick.options.iter().filter(|option| option.ticked).cloned().collect();
    let new = options.into_iter().filter(|option| ticked.iter().all(|known| known.value != option.value));
    pick.options = ticked.iter().cloned().chain(new).collect();
    pick.selected = pick.selected.min(pick.shown().len().saturating_sub(1));
    if !pick.typed.is_empty() {
        // Past those that are ticked, to the first that was just found.
        pick.selected = ticked.len().min(pick.shown().len().saturating_sub(1));
    }
}
