//! Keys of the native Windows console, which come as records and not as bytes.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::ui::{Code, Input, Key};

/// What the user did, if it is anything Tugi understands.
pub(super) fn input(event: Event) -> Option<Input> {
    match event {
        Event::Key(event) if event.kind != KeyEventKind::Release => key(event).map(Input::Key),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Resize(columns, rows) => Some(Input::Resize(columns, rows)),
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let code = match event.code {
        KeyCode::Char(letter) => return character(letter, ctrl, alt),
        KeyCode::F(number) => Code::F(number),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        _ => return None,
    };
    Some(Key { code, ctrl })
}

/// `AltGr` comes as Ctrl and Alt together, and then the letter is what was meant. Alt alone means nothing in Tugi.
const fn character(letter: char, ctrl: bool, alt: bool) -> Option<Key> {
    match (letter, ctrl, alt) {
        ('h', true, false) => Some(Key::plain(Code::Backspace)),
        ('j' | 'm', true, false) => Some(Key::plain(Code::Enter)),
        (_, true, false) => Some(Key::ctrl(letter.to_ascii_lowercase())),
        (_, false, true) => None,
        (_, true, true) | (_, false, false) => Some(Key::char(letter)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<Input> {
        input(Event::Key(KeyEvent::new(code, modifiers)))
    }

    #[test]
    fn a_letter_typed_with_altgr_is_that_letter() {
        let altgr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(pressed(KeyCode::Char('@'), altgr), Some(Input::Key(Key::char('@'))));
    }

    #[test]
    fn only_pressing_counts_not_letting_go() {
        let released = KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, KeyEventKind::Release);
        let repeated = KeyEvent::new_with_kind(KeyCode::Down, KeyModifiers::NONE, KeyEventKind::Repeat);
        assert_eq!(input(Event::Key(released)), None);
        assert_eq!(input(Event::Key(repeated)), Some(Input::Key(Key::plain(Code::Down))));
    }

    #[test]
    fn control_h_is_backspace_and_control_j_is_enter() {
        let control = |letter| pressed(KeyCode::Char(letter), KeyModifiers::CONTROL);
        assert_eq!(control('h'), Some(Input::Key(Key::plain(Code::Backspace))));
        assert_eq!(control('j'), Some(Input::Key(Key::plain(Code::Enter))));
        assert_eq!(control('s'), Some(Input::Key(Key::ctrl('s'))));
    }

    #[test]
    fn shift_and_tab_go_back() {
        assert_eq!(pressed(KeyCode::Tab, KeyModifiers::SHIFT), Some(Input::Key(Key::plain(Code::BackTab))));
        assert_eq!(pressed(KeyCode::BackTab, KeyModifiers::SHIFT), Some(Input::Key(Key::plain(Code::BackTab))));
    }

    #[test]
    fn alt_with_a_letter_means_nothing() {
        assert_eq!(pressed(KeyCode::Char('x'), KeyModifiers::ALT), None);
    }
}
