//! Taking back: at once where nobody has built on it, else after a question.

use super::App;
use crate::{cards, store::Result, ui::Message};

impl App {
    /// Takes the user's last act back; where somebody has built on a part of it, asks first.
    pub(super) fn undo(&mut self) -> Result<Option<Message>> {
        /// How many of those that are left are named in the question.
        const NAMED: usize = 5;
        let (batch, foreseen) = self.session.save(self.patience(), |store, by| {
            let batch = store.last_to_undo(by)?;
            Ok((batch, store.foresee_undo(batch, by)?))
        })?;
        if foreseen.left.is_empty() {
            return self.take_back(batch).map(Some);
        }
        let env = &self.session.env;
        let left = foreseen.left.iter().take(NAMED).map(|upon| cards::left(upon, &self.session.store, env)).collect();
        Ok(Some(Message::Foreseen { batch, parts: foreseen.parts, all: foreseen.parts + foreseen.left.len(), left }))
    }

    /// Takes an act back, but what somebody has built upon.
    pub(super) fn take_back(&mut self, batch: i64) -> Result<Message> {
        let undone = self.session.save(self.patience(), |store, by| store.undo_batch(batch, by))?;
        Ok(Message::Undone(undone.act, self.subject(&undone.records), false))
    }
}
