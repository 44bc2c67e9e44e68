//! What comes back from outside: lists, cards, forms, and how a save went.

use super::super::{
    keymap::Scope,
    model::{Effect, Layer, Message, Model, Tone},
    together::Together,
};
use super::{card, conflict, drafts, form, list, look, page, sheets, twins, written};
use crate::{
    domain::{Act, Id, Kind},
    forms::{Filled, Opening},
    i18n::fill,
    lists::{Page, Target},
};

/// Takes an answer into the model.
pub(super) fn take(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Input(_) => {}
        Message::Listed(tab, page) => return listed(model, tab, page),
        Message::Carded(Some(read)) => card::show(model, *read),
        Message::Carded(None) => return gone(model),
        Message::Opened(name, opening, filled) => opened(model, name, opening, filled),
        Message::Options(options) => {
            if let Some(Layer::Pick(pick)) = model.layers.last_mut() {
                super::search::found(pick, options);
            }
        }
        Message::Saved(act, about, created) => return saved(model, act, &about, &created),
        Message::Conflicted(theirs, now) => return conflict::met(model, theirs, now),
        Message::Overtaken(theirs) => conflict::gone(model, theirs),
        Message::Newer(theirs) => conflict::newer(model, theirs),
        Message::Undone(act, about, again) => return undone(model, act, &about, again),
        Message::Waiting(text) | Message::Warned(text) => model.say(Tone::Attention, text),
        Message::Reached(text) => model.say_for_now(text),
        Message::Rights(rights) => model.env.rights = rights,
        Message::Kept(place, kept) => drafts::kept(model, place, kept),
        Message::Folder(sought, title, lines) => written::folder(model, sought, title, lines),
        Message::Guides(guides) => written::guides(model, guides),
        Message::Written(text) => written::done(model, text),
        Message::Sheet(state) => sheets::show(model, *state),
        Message::Twins(twins) => twins::show(model, *twins),
        Message::Drafts(drafts, at_start) => drafts::offer(model, drafts, at_start),
        Message::Restored(name, opening, restored, kept) => {
            return drafts::show(model, name, opening, *restored, kept);
        }
        Message::Foreseen { batch, parts, all, left } => super::question::partly(model, batch, (parts, all), &left),
        Message::Told(text) => model.say(Tone::Done, text),
        Message::Failed(text) => model.say(Tone::Failed, text),
        Message::Lost(sentence) => super::question::lost(model, sentence),
        Message::Reopened => {
            let text = model.env.words.notice.reopened.clone();
            model.say(Tone::Attention, text);
            return refresh(model);
        }
        Message::Text(title, text) => page::show(model, title, &text),
        Message::Paper(of, title, paper) => page::show_paper(model, of, title, paper),
        Message::Sealed(text) => {
            model.say(Tone::Done, text);
            return refresh(model);
        }
        Message::Looked(env) => return look::looked(model, *env),
        Message::Elsewhere => return elsewhere(model),
        Message::Day(today) => {
            model.env.today = today;
            return refresh(model);
        }
    }
    Vec::new()
}

/// Puts the rows that were read into the list; the cursor stays on its record, not on its row number.
fn listed(model: &mut Model, tab: usize, page: Page) -> Vec<Effect> {
    let list = &mut model.lists[tab];
    let under_cursor = list.row().map(|row| row.target.clone()).filter(|target| *target != Target::Heading);
    let fresh = !list.loaded;
    list.page = page;
    list.loaded = true;
    let same = |target: Target| list.page.rows.iter().position(|row| row.target == target);
    if let Some(place) = under_cursor.filter(|_| !fresh).and_then(same) {
        list.selected = list.page.offset + place;
    }
    if fresh || list.row().is_some_and(crate::lists::Row::is_heading) {
        let first = list.page.rows.iter().position(|row| !row.is_heading()).unwrap_or(0);
        list.selected = list.page.offset + first;
    }
    if tab == model.tab { list::keep_in_sight(model) } else { Vec::new() }
}

/// The record that was to be shown is gone: its card closes. Whoever has just removed it, or taken it back, knows why.
fn gone(model: &mut Model) -> Vec<Effect> {
    if matches!(model.layers.last(), Some(Layer::Card(_))) {
        model.layers.pop();
    }
    if model.notice.as_ref().is_none_or(|notice| notice.tone != Tone::Done) {
        let words = &model.env.words.notice;
        let text = if model.env.past.is_some() { words.not_there_then.clone() } else { words.gone.clone() };
        model.say(Tone::Attention, text);
    }
    card::reload(model)
}

fn opened(model: &mut Model, name: &'static str, opening: Opening, filled: Filled) {
    // The pick list from which the form was chosen has done its work.
    if matches!(model.layers.last(), Some(Layer::Pick(_))) {
        model.layers.pop();
    }
    form::show(model, name, opening, filled);
}

fn saved(model: &mut Model, act: Act, about: &str, created: &[(Kind, Id)]) -> Vec<Effect> {
    let together = model.form().and_then(|form| form.together.clone()).filter(|together| !together.fields.is_empty());
    while matches!(
        model.layers.last(),
        Some(Layer::Form(_) | Layer::Conflict(_) | Layer::Question(_) | Layer::Twins(_) | Layer::Sheet(_))
    ) {
        model.layers.pop();
    }
    let (words, act) = (&model.env.words.notice, named(model, act, about));
    let text = match together {
        None => fill(&words.saved, &[("act", &act)]),
        Some(Together { who, fields }) => {
            fill(&words.saved_together, &[("act", &act), ("who", &who), ("fields", &fields.join(", "))])
        }
    };
    model.say_undoable(text);
    let new_card = created.iter().find(|(kind, _)| matches!(kind, Kind::Participation | Kind::Worker));
    let mut effects = refresh(model);
    if let (Some((kind, id)), true) = (new_card, model.layers.is_empty()) {
        effects.push(Effect::Card(Target::Record(*kind, *id)));
    }
    effects
}

fn undone(model: &mut Model, act: Act, about: &str, again: bool) -> Vec<Effect> {
    let words = &model.env.words.notice;
    let sentence = if again { &words.redone } else { &words.undone };
    let text = fill(sentence, &[("act", &named(model, act, about))]);
    model.say(Tone::Done, text);
    refresh(model)
}

/// An act with whom it was about.
fn named(model: &Model, act: Act, about: &str) -> String {
    let act = model.env.words.name(act);
    if about.is_empty() { act.to_owned() } else { format!("{act}, {about}") }
}

/// Somebody else has saved: what is shown is read anew, and whether it was the record of the open form is asked.
fn elsewhere(model: &Model) -> Vec<Effect> {
    let mut effects = refresh(model);
    effects.extend(model.form().map(|form| Effect::Compare(form.name, form.opening.clone())));
    effects
}

/// Reads what is in front anew; what is being typed is left alone.
pub(super) fn refresh(model: &Model) -> Vec<Effect> {
    let cards = model.layers.iter().rev().find_map(|layer| match layer {
        Layer::Card(card) => Some(Effect::Card(card.card.target.clone())),
        _ => None,
    });
    let in_front = !matches!(model.scope(), Scope::Pick | Scope::Question | Scope::Conflict);
    let mut effects = vec![Effect::List(model.tab)];
    effects.extend(cards.filter(|_| in_front));
    effects
}
