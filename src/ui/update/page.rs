//! Keys on a page of text.

use super::super::{
    Action,
    layout::content_rows,
    model::{Effect, Layer, Model, PageOf, PageState, Paper},
    wrap::wrapped,
};
use super::{print, question};

/// Does what an action means on a page.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let rows = content_rows(model.size.1);
    let Some(Layer::Page(page)) = model.layers.last_mut() else { return Vec::new() };
    let last = page.last(rows);
    match action {
        Action::Up => page.top = page.top.saturating_sub(1),
        Action::Down => page.top = (page.top + 1).min(last),
        Action::PageUp => page.turn_back(rows),
        Action::PageDown => page.turn(rows),
        Action::First => page.top = 0,
        Action::Last => page.top = last,
        Action::Find => {
            page.finding = true;
            page.find.clear();
        }
        Action::ClearFind => (page.find, page.hit) = (String::new(), None),
        Action::NextFound => page.seek_on(rows),
        Action::Back => drop(model.layers.pop()),
        Action::Write if page.paper.is_some() => return print::written_as(model),
        Action::Seal => {
            if let PageOf::Report(name) = page.of {
                question::seal(model, name);
            }
        }
        Action::Compare => {
            if let PageOf::Sealed(id) = page.of {
                return vec![Effect::CompareSealed(id)];
            }
        }
        _ => {}
    }
    Vec::new()
}

/// Puts a page in front.
pub(super) fn show(model: &mut Model, title: String, text: &str) {
    let lines = text.lines().map(String::from).collect();
    model.layers.push(Layer::Page(PageState::of_text(title, lines)));
}

/// Puts a report in front; one that was chosen anew, in the place of its older self.
pub(super) fn show_paper(model: &mut Model, of: PageOf, title: String, paper: Box<Paper>) {
    let anew = print::is_chosen_anew(model, &paper);
    let page = PageState::of_paper(of, title, paper, model.size.0, model.env.words);
    if anew {
        let below = model.layers.len().saturating_sub(2);
        model.layers[below] = Layer::Page(page);
    } else {
        model.layers.push(Layer::Page(page));
    }
}

/// Sets the reports that lie there anew, for another window.
pub(super) fn fit(model: &mut Model) {
    let (columns, words) = (model.size.0, model.env.words);
    for layer in &mut model.layers {
        if let Layer::Page(page) = layer {
            page.set(columns, words);
        }
    }
}

/// Seeks what is typed, from the line at the top.
pub(super) fn find(model: &mut Model, find: String) {
    let rows = content_rows(model.size.1);
    if let Some(Layer::Page(page)) = model.layers.last_mut() {
        page.find = find;
        page.seek(page.top, rows);
    }
}

/// Shows what the status line has said, newest first.
pub(super) fn messages(model: &mut Model) -> Vec<Effect> {
    // What was too long for the status line is read here.
    let room = (model.size.0 as usize).saturating_sub(2);
    let lines = model.messages.iter().rev().flat_map(|notice| wrapped(&notice.text, room)).collect();
    let title = model.env.words.action.messages.clone();
    model.layers.push(Layer::Page(PageState::of_text(title, lines)));
    Vec::new()
}
