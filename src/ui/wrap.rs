//! Lines of text; update and view both count with them.

use unicode_width::UnicodeWidthStr;

pub use crate::domain::wrapped;

/// A line across so many columns with a text near its right end.
pub(super) fn line_of(text: &str, width: usize) -> String {
    let left = width.saturating_sub(text.width() + 5);
    format!("{} {text} {}", "─".repeat(left), "─".repeat(3))
}
