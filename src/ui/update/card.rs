//! Keys on a card.

use super::super::{
    Action,
    model::{CardState, Effect, Layer, Model},
    panes::Panes,
};
use super::{list, pick, print};
use crate::cards::Card;

/// Does what an action means on a card.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Layer::Card(card)) = model.layers.last() else { return Vec::new() };
    let panes = Panes::in_window(&card.card, model);
    let page = if panes.list.height == 0 { panes.facts.height as usize } else { panes.rows() } as isize;
    match action {
        Action::Up => step(model, -1, &panes),
        Action::Down => step(model, 1, &panes),
        Action::PageUp => step(model, -page, &panes),
        Action::PageDown => step(model, page, &panes),
        Action::First => step(model, isize::MIN / 2, &panes),
        Action::Last => step(model, isize::MAX / 2, &panes),
        Action::MoreFacts => {
            if let Some(Layer::Card(card)) = model.layers.last_mut() {
                card.turn_facts(&panes);
            }
            Vec::new()
        }
        Action::Open => list::open(model),
        Action::Back => back(model),
        Action::Find | Action::ClearFind => {
            if let Some(Layer::Card(card)) = model.layers.last_mut() {
                card.finding = action == Action::Find;
                card.find.clear();
                card.selected = 0;
            }
            Vec::new()
        }
        Action::Reload => reload(model),
        Action::New => pick::new(model),
        Action::Print => print::print(model),
        Action::PreviousRecord => neighbour(model, -1),
        Action::NextRecord => neighbour(model, 1),
        _ => list::on_record(model, action),
    }
}

/// Closes the card; the list below is where it was, and is read again if something was saved meanwhile.
fn back(model: &mut Model) -> Vec<Effect> {
    model.layers.pop();
    reload(model)
}

/// Reads what is in front anew.
pub(super) fn reload(model: &mut Model) -> Vec<Effect> {
    match model.layers.last() {
        Some(Layer::Card(card)) => vec![Effect::Card(card.card.target.clone())],
        Some(_) => Vec::new(),
        None => list::load(model),
    }
}

/// Puts a card that was read in front, or in the place of its older self.
pub(super) fn show(model: &mut Model, card: Card) {
    let front = model.layers.iter_mut().rev().find_map(|layer| match layer {
        Layer::Card(state) if state.card.target == card.target => Some(state),
        _ => None,
    });
    if let Some(state) = front {
        state.card = card;
        let last = state.shown(model.env.words.lang).len().saturating_sub(1);
        state.selected = state.selected.min(last);
        return;
    }
    let selected = card.rows.iter().position(|row| !row.is_heading()).unwrap_or(0);
    let state = CardState { card, find: String::new(), finding: false, selected, top: 0, facts_top: 0 };
    model.layers.push(Layer::Card(state));
}

/// Moves the cursor by so many rows, over headings; where there is no list, the facts scroll instead.
fn step(model: &mut Model, by: isize, panes: &Panes) -> Vec<Effect> {
    let (lang, rows) = (model.env.words.lang, panes.rows());
    let Some(Layer::Card(card)) = model.layers.last_mut() else { return Vec::new() };
    if card.card.rows.is_empty() {
        card.scroll_facts(panes, by);
        return Vec::new();
    }
    let headings: Vec<bool> = card.shown(lang).iter().map(|row| row.is_heading()).collect();
    if headings.is_empty() {
        return Vec::new();
    }
    let last = headings.len() as isize - 1;
    let mut wanted = (card.selected as isize).saturating_add(by).clamp(0, last) as usize;
    let direction = if by < 0 { -1 } else { 1 };
    while headings[wanted] {
        let Some(next) = wanted.checked_add_signed(direction).filter(|next| *next < headings.len()) else { break };
        wanted = next;
    }
    if !headings[wanted] {
        card.selected = wanted;
    }
    if card.selected < card.top {
        card.top = card.selected.saturating_sub(1);
    } else if card.selected >= card.top + rows {
        card.top = card.selected + 1 - rows;
    }
    Vec::new()
}

/// The card of the record before or after, in the list below.
fn neighbour(model: &mut Model, by: isize) -> Vec<Effect> {
    if model.layers.len() != 1 {
        return Vec::new();
    }
    let before = model.list().selected;
    let mut effects = list::step(model, by);
    let target = model.list().row().filter(|row| !row.is_heading()).map(|row| row.target.clone());
    if let Some(target) = target.filter(|_| model.list().selected != before) {
        model.layers.pop();
        effects.push(Effect::Card(target));
    }
    effects
}
