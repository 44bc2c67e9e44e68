//! Typing what to find: in a list or on a card every letter narrows at once, on a page it leads to the line.

use super::super::{
    Action,
    key::{Code, Key},
    model::{Effect, Layer, Model},
};
use super::{card, list, page};

/// Does what an action means while finding.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let on_card = matches!(model.layers.last(), Some(Layer::Card(_)));
    let on_page = matches!(model.layers.last(), Some(Layer::Page(_)));
    match action {
        Action::KeepFind => {
            set_finding(model, false);
            Vec::new()
        }
        Action::ClearFind => {
            set_finding(model, false);
            set(model, String::new())
        }
        Action::Up | Action::Down | Action::PageUp | Action::PageDown if on_page => page::act(model, action),
        Action::Up | Action::Down | Action::PageUp | Action::PageDown if on_card => card::act(model, action),
        Action::Up | Action::Down | Action::PageUp | Action::PageDown => list::act(model, action),
        _ => Vec::new(),
    }
}

/// Takes a letter, or takes the last one away.
pub(super) fn typed(model: &mut Model, key: Key) -> Vec<Effect> {
    let mut find = match model.layers.last() {
        Some(Layer::Card(card)) => card.find.clone(),
        Some(Layer::Page(page)) => page.find.clone(),
        _ => model.list().query.find.clone(),
    };
    match key.code {
        Code::Char(letter) => find.push(letter),
        _ => drop(find.pop()),
    }
    set(model, find)
}

fn set_finding(model: &mut Model, finding: bool) {
    match model.layers.last_mut() {
        Some(Layer::Card(card)) => card.finding = finding,
        Some(Layer::Page(page)) => page.finding = finding,
        _ => model.list_mut().finding = finding,
    }
}

fn set(model: &mut Model, find: String) -> Vec<Effect> {
    match model.layers.last_mut() {
        Some(Layer::Card(card)) => {
            card.find = find;
            card.selected = 0;
            card.top = 0;
            Vec::new()
        }
        Some(Layer::Page(_)) => {
            page::find(model, find);
            Vec::new()
        }
        _ => list::find(model, find),
    }
}
