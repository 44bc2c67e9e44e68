//! The update: the only writer of the model. It reads no file, asks no clock and draws nothing; what it wants done outside, it
//! returns as effects.

mod answers;
mod card;
mod conflict;
mod drafts;
mod find;
mod form;
mod list;
mod look;
mod page;
mod pick;
mod print;
mod question;
mod search;
mod sheets;
mod twins;
mod written;

use super::{
    Action,
    key::{Code, Input, Key},
    keymap::{Scope, resolve},
    model::{Effect, Layer, Message, Model, Tone},
    sought::Sought,
};

/// Takes what happened into the model; answers what is to be done outside.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Input(Input::Key(key)) => press(model, key),
        Message::Input(Input::Paste(text)) => paste(model, &text),
        Message::Input(Input::Resize(columns, rows)) => {
            model.size = (columns, rows);
            page::fit(model);
            list::keep_in_sight(model)
        }
        other => answers::take(model, other),
    }
}

fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    if super::layout::too_small(model.size) {
        // Only leaving makes sense where nothing can be seen.
        if resolve(Scope::List, key, |_| true).is_some_and(|binding| binding.action == Action::Leave) {
            return leave(model);
        }
        return Vec::new();
    }
    model.notice = None;
    let scope = model.scope();
    let key = after_escape(model, scope, key);
    match resolve(scope, key, |when| model.allows(when)) {
        Some(binding) => act(model, binding.action),
        None if takes_text(model, key) => typed(model, key),
        None => {
            let text = model.env.words.notice.no_meaning.clone();
            model.say(Tone::Attention, text);
            Vec::new()
        }
    }
}

/// Where Esc found nothing to do, a digit after it stands for a function key, as terminals that eat them want it.
fn after_escape(model: &mut Model, scope: Scope, key: Key) -> Key {
    let escaped = std::mem::take(&mut model.escaped);
    match (scope, key.code) {
        (Scope::List, Code::Char(digit @ '0'..='9')) if escaped => {
            let number = digit as u8 - b'0';
            Key::f(if number == 0 { 10 } else { number })
        }
        _ => key,
    }
}

/// Whether a key that no binding claims goes into a text.
fn takes_text(model: &Model, key: Key) -> bool {
    let printable = matches!(key.code, Code::Char(_)) && !key.ctrl;
    match model.scope() {
        Scope::Find | Scope::Pick => printable || key.code == Code::Backspace,
        Scope::Form | Scope::Notes => true,
        _ => false,
    }
}

fn typed(model: &mut Model, key: Key) -> Vec<Effect> {
    match model.scope() {
        Scope::Find => find::typed(model, key),
        Scope::Form | Scope::Notes if model.only_looks() => look::refuse(model),
        Scope::Pick => search::typed(model, key),
        _ => form::typed(model, key),
    }
}

fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    match model.scope() {
        Scope::Form | Scope::Notes if model.only_looks() => look::refuse(model),
        Scope::Form | Scope::Notes => form::paste(model, text),
        Scope::Find | Scope::Pick => {
            let letters = text.chars().filter(|letter| !letter.is_control());
            letters.flat_map(|letter| typed(model, Key::char(letter))).collect()
        }
        _ => Vec::new(),
    }
}

/// Does what an action means here. The menu and help run actions through the same door.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    if model.env.past.is_some() && model.changes(action) {
        return look::refuse(model);
    }
    if let Some(deed) = model.forbids(action) {
        return look::forbid(model, deed);
    }
    match action {
        Action::Leave => return leave(model),
        Action::AnotherDay => return look::elsewhere(model),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Interrupt => {
            let text = model.env.words.notice.how_to_leave.clone();
            model.say(Tone::Attention, text);
            return Vec::new();
        }
        Action::Help => return pick::help(model),
        Action::Menu => return pick::menu(model),
        Action::Messages => return page::messages(model),
        Action::Drafts => return vec![Effect::Drafts(false)],
        Action::Twins => return twins::choose(model),
        Action::TakeSheet => return vec![Effect::Folder(Sought::Sheet, None)],
        Action::Joint => return vec![Effect::Folder(Sought::Register, None)],
        Action::Guides => return vec![Effect::Guides],
        Action::AddGuide => return vec![Effect::Folder(Sought::Guide, None)],
        Action::NewRegister => return vec![Effect::Folder(Sought::WholeText, None)],
        Action::Undo => return vec![Effect::Undo],
        Action::Redo => return vec![Effect::Redo],
        _ => {}
    }
    match model.scope() {
        Scope::List => list::act(model, action),
        Scope::Find => find::act(model, action),
        Scope::Card => card::act(model, action),
        Scope::Form | Scope::Notes => form::act(model, action),
        Scope::Pick => pick::act(model, action),
        Scope::Page => page::act(model, action),
        Scope::Question => question::act(model, action),
        Scope::Conflict => conflict::act(model, action),
        Scope::Twins => twins::act(model, action),
        Scope::Sheet => sheets::act(model, action),
        Scope::Everywhere => Vec::new(),
    }
}

/// Leaves the program; asks first where something typed would be lost.
fn leave(model: &mut Model) -> Vec<Effect> {
    if model.form().is_some_and(super::model::FormState::is_dirty) {
        if !matches!(model.layers.last(), Some(Layer::Question(_))) {
            question::guard(model, true);
        }
    } else if model.layers.iter().any(|layer| matches!(layer, Layer::Sheet(sheet) if sheet.is_answered())) {
        if !matches!(model.layers.last(), Some(Layer::Question(_))) {
            question::guard_sheet(model, true);
        }
    } else {
        model.ended = true;
    }
    Vec::new()
}
