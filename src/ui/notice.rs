//! What the program says in its status line, and what it has said.

use super::model::Model;

/// How the status line says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something needs the user.
    Attention,
    /// Something failed.
    Failed,
}

/// What the status line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How.
    pub tone: Tone,
    /// What.
    pub text: String,
    /// Whether undo is offered beside it.
    pub undo: bool,
}

impl Model {
    /// Says something in the status line, and remembers it.
    pub(super) fn say(&mut self, tone: Tone, text: impl Into<String>) {
        let notice = Notice { tone, text: text.into(), undo: false };
        self.remember(notice);
    }

    /// Says something that can be undone.
    pub(super) fn say_undoable(&mut self, text: impl Into<String>) {
        self.remember(Notice { tone: Tone::Done, text: text.into(), undo: true });
    }

    /// Says how far something is, until it is further; nothing once it has ended. It is not worth remembering.
    pub(super) fn say_for_now(&mut self, text: String) {
        self.notice = (!text.is_empty()).then_some(Notice { tone: Tone::Attention, text, undo: false });
    }

    fn remember(&mut self, notice: Notice) {
        /// How many messages are kept.
        const KEPT: usize = 100;
        self.messages.push(notice.clone());
        if self.messages.len() > KEPT {
            self.messages.remove(0);
        }
        self.notice = Some(notice);
    }
}
