//! Two records of one person made one: who the other is, whose value stands, and the saving of it.

use super::{
    super::{
        Action,
        model::{Effect, Layer, Model, PickState, Purpose, Tone, TwinsState},
    },
    print, search,
};
use crate::forms::Twins;

/// Asks who is the same person as the one whose card is in front.
pub(super) fn choose(model: &mut Model) -> Vec<Effect> {
    let Some(kept) = print::participant(model) else { return Vec::new() };
    let title = model.env.words.twins.who.clone();
    let (purpose, typed) = (Purpose::Twin(kept), String::new());
    let pick = PickState { purpose, title, typed, options: Vec::new(), selected: 0, several: false };
    let effects = search::wanted(&pick);
    model.layers.push(Layer::Pick(pick));
    effects
}

/// Lays the two beside each other, or says why they cannot be made one.
pub(super) fn show(model: &mut Model, twins: Twins) {
    if let Some((sentence, way_out)) = &twins.refused {
        return model.say(Tone::Failed, format!("{sentence} {way_out}"));
    }
    let selected = twins.fields.iter().position(crate::forms::TwinField::differs).unwrap_or_default();
    model.layers.push(Layer::Twins(Box::new(TwinsState { twins, selected })));
}

/// Does what an action means here.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Layer::Twins(state)) = model.layers.last_mut() else { return Vec::new() };
    let count = state.twins.fields.len();
    match action {
        Action::Down if count > 0 => state.selected = (state.selected + 1) % count,
        Action::Up if count > 0 => state.selected = (state.selected + count - 1) % count,
        Action::Left | Action::Right => {
            if let Some(field) = state.twins.fields.get_mut(state.selected).filter(|field| field.differs()) {
                field.take = action == Action::Right;
            }
        }
        Action::Back => drop(model.layers.pop()),
        Action::Save => {
            let Twins { kept, other, .. } = state.twins;
            return vec![Effect::Merge([kept, other], state.twins.taken())];
        }
        _ => {}
    }
    Vec::new()
}
