//! A box over the screen, for pick lists and questions.

use crate::domain::one_line;
use ratatui::{
    Frame,
    layout::Rect,
    widgets::{Block, Clear},
};

/// Draws an empty box of this size in the middle of an area, with a title and a line at its foot; answers its inside.
pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, width: u16, height: u16, title: &str, foot: &str) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    let place = Rect::new(area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height);
    let block = Block::bordered().title(format!(" {} ", one_line(title))).title_bottom(foot.to_owned());
    let inside = block.inner(place);
    frame.render_widget(Clear, place);
    frame.render_widget(block, place);
    inside
}
