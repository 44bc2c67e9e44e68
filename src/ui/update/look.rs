//! Looking at another day: asking which, going back to today, and refusing to change what is only looked at.

use super::super::{
    keymap::key_to_today,
    model::{Effect, Layer, Model, Tone},
};
use super::answers::refresh;
use crate::{
    domain::Deed,
    env::Env,
    failures::not_allowed,
    forms::{LOOK_AT, Opening},
    i18n::fill,
};

/// Asks which day is to be looked at; from another day goes back to today.
pub(super) fn elsewhere(model: &Model) -> Vec<Effect> {
    match model.env.past {
        Some(_) => vec![Effect::LookAt(None, None)],
        None => vec![Effect::Form(LOOK_AT, Opening::default())],
    }
}

/// Says why nothing can be changed, and which key goes back.
pub(super) fn refuse(model: &mut Model) -> Vec<Effect> {
    if model.env.past.is_none() {
        return forbid(model, Deed::Daily);
    }
    let words = model.env.words;
    let text = fill(&words.notice.only_looking, &[("key", &key_to_today(words))]);
    model.say(Tone::Attention, text);
    Vec::new()
}

/// Says what the user may not do here, and who may.
pub(super) fn forbid(model: &mut Model, deed: Deed) -> Vec<Effect> {
    let told = not_allowed(deed, &model.env.rights, model.env.words);
    model.say(Tone::Attention, format!("{} {}", told.sentence, told.hint));
    Vec::new()
}

/// Takes the surroundings of the day that is looked at now, and reads what is in front anew.
pub(super) fn looked(model: &mut Model, env: Env) -> Vec<Effect> {
    model.env = env;
    while matches!(model.layers.last(), Some(layer) if !matches!(layer, Layer::Card(_))) {
        model.layers.pop();
    }
    if model.env.past.is_none() {
        let day = model.env.date(model.env.today);
        let text = fill(&model.env.words.notice.today_again, &[("day", &day)]);
        model.say(Tone::Done, text);
    }
    refresh(model)
}
