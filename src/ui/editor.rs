//! The text under the cursor: one line, or several in the notes. What was typed lives here until the field is left.

use ratatui_textarea::{TextArea, WrapMode};
use tui_input::{Input as Line, InputRequest};

use super::key::{Code, Key};

/// An editor of one field.
#[derive(Clone, Debug)]
pub enum Editor {
    /// One line.
    Line(Line),
    /// Several lines.
    Notes(Box<TextArea<'static>>),
}

impl Editor {
    /// An editor of one line, with the cursor at its end.
    pub fn line(text: &str) -> Self {
        Self::Line(Line::new(text.to_owned()))
    }

    /// An editor of several lines, with the cursor at their end.
    pub fn notes(text: &str) -> Self {
        let mut area = TextArea::new(text.lines().map(String::from).collect());
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.move_cursor(ratatui_textarea::CursorMove::Bottom);
        area.move_cursor(ratatui_textarea::CursorMove::End);
        area.set_cursor_line_style(ratatui::style::Style::new());
        Self::Notes(Box::new(area))
    }

    /// The text as it stands.
    pub fn text(&self) -> String {
        match self {
            Self::Line(line) => line.value().to_owned(),
            Self::Notes(area) => area.lines().join("\n"),
        }
    }

    /// Takes a key that no binding claims; answers whether it meant anything.
    pub fn key(&mut self, key: Key) -> bool {
        match self {
            Self::Line(line) => request(key).is_some_and(|request| line.handle(request).is_some() || true_for(key)),
            Self::Notes(area) => notes_key(area, key),
        }
    }

    /// Takes pasted text; in one line, a line break becomes a space.
    pub fn paste(&mut self, text: &str) {
        match self {
            Self::Line(line) => {
                for letter in text.trim_end_matches(['\r', '\n']).chars() {
                    let letter = if matches!(letter, '\r' | '\n' | '\t') { ' ' } else { letter };
                    line.handle(InputRequest::InsertChar(letter));
                }
            }
            Self::Notes(area) => drop(area.insert_str(text.replace("\r\n", "\n").replace('\r', "\n"))),
        }
    }
}

/// Keys that belong to the field even when they change nothing, such as an arrow at the end of the text.
const fn true_for(key: Key) -> bool {
    matches!(key.code, Code::Left | Code::Right | Code::Home | Code::End | Code::Backspace | Code::Delete)
}

/// What a key asks of one line of text.
const fn request(key: Key) -> Option<InputRequest> {
    Some(match (key.code, key.ctrl) {
        (Code::Char(letter), false) => InputRequest::InsertChar(letter),
        (Code::Char('w'), true) => InputRequest::DeletePrevWord,
        (Code::Backspace, _) => InputRequest::DeletePrevChar,
        (Code::Delete, _) => InputRequest::DeleteNextChar,
        (Code::Left, false) => InputRequest::GoToPrevChar,
        (Code::Left, true) => InputRequest::GoToPrevWord,
        (Code::Right, false) => InputRequest::GoToNextChar,
        (Code::Right, true) => InputRequest::GoToNextWord,
        (Code::Home, _) => InputRequest::GoToStart,
        (Code::End, _) => InputRequest::GoToEnd,
        _ => return None,
    })
}

fn notes_key(area: &mut TextArea<'static>, key: Key) -> bool {
    use ratatui_textarea::{Input, Key as Their};
    let their = match key.code {
        Code::Char('z') if key.ctrl => return area.undo(),
        Code::Char('w') if key.ctrl => return area.delete_word(),
        Code::Char(_) if key.ctrl => return false,
        Code::Char(letter) => Their::Char(letter),
        Code::Enter => Their::Enter,
        Code::Backspace => Their::Backspace,
        Code::Delete => Their::Delete,
        Code::Left => Their::Left,
        Code::Right => Their::Right,
        Code::Up => Their::Up,
        Code::Down => Their::Down,
        Code::Home => Their::Home,
        Code::End => Their::End,
        Code::PageUp => Their::PageUp,
        Code::PageDown => Their::PageDown,
        _ => return false,
    };
    area.input(Input { key: their, ctrl: key.ctrl, alt: false, shift: false });
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_of_three_lines_stays_on_one_line_of_a_field() {
        let mut editor = Editor::line("a");

        editor.paste("b\nc\r\nd\n");

        assert_eq!(editor.text(), "ab c  d");
    }

    #[test]
    fn notes_keep_the_lines_of_a_paste() {
        let mut editor = Editor::notes("first");

        editor.paste("\r\nsecond");
        editor.key(Key::plain(Code::Enter));
        editor.key(Key::char('x'));

        assert_eq!(editor.text(), "first\nsecond\nx");
    }
}
