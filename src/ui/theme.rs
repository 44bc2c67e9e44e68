//! Roles, not colours: what a text is decides how it looks. Every state is also a word or a sign, so that nothing is lost where
//! there are no colours.

use ratatui::style::{Color, Modifier, Style};

/// The title line and what is under the cursor.
pub(super) const REVERSED: Style = Style::new().add_modifier(Modifier::REVERSED);
/// The name of a key, a heading.
pub(super) const STRONG: Style = Style::new().add_modifier(Modifier::BOLD);
/// What needs the user.
pub(super) const ATTENTION: Style = Style::new().fg(Color::Yellow).add_modifier(Modifier::BOLD);
/// What failed.
pub(super) const FAILED: Style = Style::new().fg(Color::Red).add_modifier(Modifier::BOLD);
/// What must not be overlooked.
pub(super) const LOUD: Style = ATTENTION.add_modifier(Modifier::REVERSED);
/// What was done.
pub(super) const DONE: Style = Style::new().fg(Color::Green);
/// Anything else.
pub(super) const PLAIN: Style = Style::new();
