//! Two people saved the same record: field by field the user chooses whose value stands, and saves that.

use super::super::{
    Action,
    model::{ConflictState, Effect, Layer, Model},
};
use super::form;

/// Does what an action means here.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Layer::Conflict(conflict)) = model.layers.last_mut() else { return Vec::new() };
    let count = conflict.fields.len();
    match action {
        Action::Down if count > 0 => conflict.selected = (conflict.selected + 1) % count,
        Action::Up if count > 0 => conflict.selected = (conflict.selected + count - 1) % count,
        Action::Left | Action::Right => {
            if let Some((_, mine)) = conflict.fields.get_mut(conflict.selected) {
                *mine = action == Action::Right;
            }
        }
        Action::Back => drop(model.layers.pop()),
        Action::Save => return save(model),
        _ => {}
    }
    Vec::new()
}

/// Saves the form on top of what the other has saved, with the values the user chose.
fn save(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Conflict(conflict)) = model.layers.pop() else { return Vec::new() };
    let merged = merged(*conflict);
    match model.layers.last_mut() {
        Some(Layer::Form(form)) => **form = merged,
        _ => model.layers.push(Layer::Form(Box::new(merged))),
    }
    form::act(model, Action::Save)
}

fn merged(conflict: ConflictState) -> super::super::model::FormState {
    let mut state = conflict.mine;
    let mut entries = conflict.theirs.entries.clone();
    for (place, mine) in conflict.fields {
        if mine {
            entries[place].clone_from(&state.entries[place]);
        }
    }
    state.base = conflict.theirs.base;
    state.first = conflict.theirs.entries;
    state.entries = entries;
    state.problems.clear();
    state.enter();
    state
}
