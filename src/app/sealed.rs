//! Sealed reports on the screen: sealing, showing as handed in, and holding against what is known now.

use super::{App, perform::REPORT_COLUMNS};
use crate::{
    domain::Id,
    i18n::fill,
    report,
    store::Result,
    ui::{Message, PageOf},
};

impl App {
    /// Seals a report as it is handed in.
    pub(super) fn seal(&mut self, name: &str) -> Result<Message> {
        let id = self.session.seal(name)?;
        let env = &self.session.env;
        let values = [("n", &*id.to_string()), ("report", &report::title_of(name, env))];
        Ok(Message::Sealed(fill(&env.words.sealed.done, &values)))
    }

    /// A sealed report as it was handed in.
    pub(super) fn sealed(&self, id: Id) -> Result<Message> {
        let document = self.session.sealed_document(id)?;
        let text = report::render_text(&document, REPORT_COLUMNS);
        Ok(Message::Paper(PageOf::Sealed(id), document.title, text, Some(format!("sealed-{id}.txt"))))
    }

    /// A sealed report held against what is known now.
    pub(super) fn sealed_and_now(&self, id: Id) -> Result<Message> {
        let (compared, content) = self.session.compare_sealed(id)?;
        let document = report::compared_document(&compared, &content, &self.session.env);
        let signed = report::signed(document, &self.session.head()?, &self.session.env);
        let text = report::render_text(&signed, REPORT_COLUMNS);
        Ok(Message::Paper(PageOf::Text, signed.title, text, Some(format!("sealed-{id}-compared.txt"))))
    }
}
