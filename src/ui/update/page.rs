//! Keys on a page of text.

use super::super::{
    Action,
    layout::content_rows,
    model::{Effect, Layer, Model, PageOf, PageState, Paper},
    wrap::wrapped,
};
use super::{print, question};
use crate::report::render_text;

/// Does what an action means on a page.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let rows = content_rows(model.size.1);
    let Some(Layer::Page(page)) = model.layers.last_mut() else { return Vec::new() };
    let last = page.lines.len().saturating_sub(rows);
    match action {
        Action::Up => page.top = page.top.saturating_sub(1),
        Action::Down => page.top = (page.top + 1).min(last),
        Action::PageUp => page.top = page.top.saturating_sub(rows),
        Action::PageDown => page.top = (page.top + rows).min(last),
        Action::First => page.top = 0,
        Action::Last => page.top = last,
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
    model.layers.push(Layer::Page(PageState { title, of: PageOf::Text, lines, top: 0, paper: None }));
}

/// Puts a report in front.
pub(super) fn show_paper(model: &mut Model, of: PageOf, title: String, paper: Box<Paper>) {
    /// How wide a report is set on the screen.
    const COLUMNS: usize = 76;
    let text = render_text(&paper.document, COLUMNS);
    let page = |paper| {
        let lines = text.lines().map(String::from).collect();
        Layer::Page(PageState { title, of, lines, top: 0, paper: Some(paper) })
    };
    if print::is_chosen_anew(model, &paper) {
        let below = model.layers.len().saturating_sub(2);
        model.layers[below] = page(paper);
    } else {
        model.layers.push(page(paper));
    }
}

/// Shows what the status line has said, newest first.
pub(super) fn messages(model: &mut Model) -> Vec<Effect> {
    // What was too long for the status line is read here.
    let room = (model.size.0 as usize).saturating_sub(2);
    let lines = model.messages.iter().rev().flat_map(|notice| wrapped(&notice.text, room)).collect();
    let title = model.env.words.action.messages.clone();
    model.layers.push(Layer::Page(PageState { title, of: PageOf::Text, lines, top: 0, paper: None }));
    Vec::new()
}
