//! Where things stand on the screen; update and view both ask here, so that they agree on heights.

use ratatui::layout::Rect;

/// The smallest window in which anything can be shown.
pub const SMALLEST: (u16, u16) = (60, 18);

/// Lines above the content: title, tabs, where, rule.
const ABOVE: u16 = 4;
/// Lines below it: status, hint, two lines of keys.
const BELOW: u16 = 4;

/// The parts of the screen.
#[derive(Clone, Copy, Debug)]
pub struct Regions {
    /// The program, the screen, the office, the day.
    pub title: Rect,
    /// The tabs.
    pub tabs: Rect,
    /// Where the user is.
    pub place: Rect,
    /// A rule.
    pub rule: Rect,
    /// The list, card, form or page.
    pub content: Rect,
    /// What happened.
    pub status: Rect,
    /// What is under the cursor.
    pub hint: Rect,
    /// This screen's keys.
    pub keys: Rect,
    /// The keys that are the same everywhere.
    pub common: Rect,
}

impl Regions {
    /// The parts of a window of this size.
    pub fn of(area: Rect) -> Self {
        let line = |y: u16| Rect::new(area.x, area.y + y.min(area.height.saturating_sub(1)), area.width, 1);
        let rows = content_rows(area.height) as u16;
        Self {
            title: line(0),
            tabs: line(1),
            place: line(2),
            rule: line(3),
            content: Rect::new(area.x, area.y + ABOVE, area.width, rows),
            status: line(ABOVE + rows),
            hint: line(ABOVE + rows + 1),
            keys: line(ABOVE + rows + 2),
            common: line(ABOVE + rows + 3),
        }
    }
}

/// How many lines the content has in a window of this height.
pub(super) fn content_rows(height: u16) -> usize {
    height.saturating_sub(ABOVE + BELOW) as usize
}

/// Whether a window of this size is too small to be used.
pub(super) fn too_small(size: (u16, u16)) -> bool {
    size.0 < SMALLEST.0 || size.1 < SMALLEST.1
}
