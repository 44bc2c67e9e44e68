//! The view: draws the model and changes nothing.

mod boxed;
mod card;
mod chrome;
mod conflict;
mod footer;
mod form;
mod list;
mod page;
mod pick;
mod question;
mod sheets;
mod table;
mod text;
mod twins;

use ratatui::{Frame, widgets::Paragraph, widgets::Wrap};

use super::{
    layout::{self, Regions, SMALLEST},
    model::{Layer, Model},
};
use crate::i18n::fill;

pub use footer::{packed_keys, packed_tabs};

/// Draws the screen.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    if layout::too_small((area.width, area.height)) {
        return too_small(model, frame);
    }
    let regions = Regions::of(area);
    chrome::draw(model, frame, &regions);
    // A pick list or a question lies over what was there before it.
    let below = model.layers.iter().rposition(|layer| !matches!(layer, Layer::Pick(_) | Layer::Question(_)));
    match below.map(|place| &model.layers[place]) {
        None => list::draw(model, frame, regions.content),
        Some(Layer::Card(card)) => card::draw(model, card, frame, regions.content),
        Some(Layer::Form(form)) => form::draw(model, form, frame, regions.content),
        Some(Layer::Page(page)) => page::draw(page, frame, regions.content),
        Some(Layer::Conflict(conflict)) => conflict::draw(model, conflict, frame, regions.content),
        Some(Layer::Sheet(state)) => sheets::draw(model, state, frame, regions.content),
        Some(Layer::Twins(state)) => twins::draw(model, state, frame, regions.content),
        Some(Layer::Pick(_) | Layer::Question(_)) => {}
    }
    match model.layers.last() {
        Some(Layer::Pick(pick)) => pick::draw(model, pick, frame, regions.content),
        Some(Layer::Question(question)) => question::draw(question, frame, regions.content),
        _ => {}
    }
    chrome::over_the_content(model, frame, &regions);
    text::make_harmless(frame.buffer_mut());
}

fn too_small(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    let values = [
        ("columns", area.width.to_string()),
        ("rows", area.height.to_string()),
        ("least_columns", SMALLEST.0.to_string()),
        ("least_rows", SMALLEST.1.to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let sentence = fill(&model.env.words.notice.too_small, &values);
    frame.render_widget(Paragraph::new(sentence).wrap(Wrap { trim: true }), area);
}
