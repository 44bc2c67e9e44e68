//! Two people saved the same record: what does not collide is put together; where both changed the same field the user chooses
//! whose value stands, and saves that.

use super::super::{
    Action,
    model::{Effect, FormState, Layer, Model, Tone},
    together::{ConflictState, Theirs, Together},
};
use super::form;
use crate::{
    forms::{Entry, Filled, merge},
    i18n::fill,
};

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

/// Somebody else was faster: puts the two together and saves again, or asks where both changed the same field.
pub(super) fn met(model: &mut Model, theirs: Theirs, now: Filled) -> Vec<Effect> {
    let Some(Layer::Form(mine)) = model.layers.last().cloned() else { return Vec::new() };
    let merge = merge(&mine.fields, &mine.first, &now.entries, &mine.entries);
    let words = model.env.words;
    let fields = merge.theirs.iter().map(|place| (mine.fields[*place].label)(words).to_owned()).collect();
    let together = Together { who: theirs.who.clone(), fields };
    if merge.clashes.is_empty() {
        return save_on(model, *mine, now, merge.entries, together);
    }
    let fields = merge.clashes.iter().map(|place| (*place, true)).collect();
    // Whoever goes back to the form still reads there that somebody was faster.
    newer(model, Some(theirs.clone()));
    let mine = FormState { entries: merge.entries, ..*mine };
    let conflict = ConflictState { mine, now, theirs, fields, together, selected: 0 };
    model.layers.push(Layer::Conflict(Box::new(conflict)));
    let text = words.notice.not_saved_yet.clone();
    model.say(Tone::Attention, text);
    Vec::new()
}

/// The record is gone: nothing is saved, what was typed stays, and what can be done is said.
pub(super) fn gone(model: &mut Model, theirs: Theirs) {
    let values = [("who", theirs.who.as_str()), ("at", &theirs.moment(&model.env))];
    let text = fill(&model.env.words.conflict.gone, &values);
    if let Some(Layer::Form(form)) = model.layers.last_mut() {
        form.newer = Some(theirs);
        form.enter();
    }
    model.say(Tone::Attention, text);
}

/// Says beside the form that is open that somebody else has saved its record, or no longer; nothing that is typed is touched.
pub(super) fn newer(model: &mut Model, theirs: Option<Theirs>) {
    let form = model.layers.iter_mut().rev().find_map(|layer| match layer {
        Layer::Form(form) => Some(form),
        _ => None,
    });
    if let Some(form) = form {
        form.newer = theirs;
    }
}

/// Saves the form on top of what the other has saved, with the values the user chose.
fn save(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Conflict(conflict)) = model.layers.pop() else { return Vec::new() };
    let ConflictState { mine, now, fields, together, .. } = *conflict;
    let mut entries = mine.entries.clone();
    for (place, _) in fields.iter().filter(|(_, mine)| !mine) {
        entries[*place].clone_from(&now.entries[*place]);
    }
    save_on(model, mine, now, entries, together)
}

/// Saves these entries as a correction of what stands there now.
fn save_on(model: &mut Model, mine: FormState, now: Filled, entries: Vec<Entry>, together: Together) -> Vec<Effect> {
    let Some(Layer::Form(form)) = model.layers.last_mut() else { return Vec::new() };
    // What was typed may have been kept as a draft while the two were looked at; it goes with the save.
    let kept = form.kept.take();
    let together = Some(together);
    **form = FormState { base: now.base.into(), first: now.entries, entries, kept, newer: None, together, ..mine };
    form.problems.clear();
    form.enter();
    form::act(model, Action::Save)
}
