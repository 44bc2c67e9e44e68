//! Sealed reports on the screen: sealing, showing as handed in, and holding against what is known now.

use super::App;
use crate::{
    domain::Id,
    i18n::fill,
    report,
    store::Result,
    ui::{Message, PageOf, PaperAsked, PaperOf},
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
        let lang = self.session.sealed(id)?.1.language.parse().unwrap_or(self.session.env.words.lang);
        let title = document.title.clone();
        let paper = self.paper(document, PaperAsked::plain(PaperOf::Sealed(id), lang), format!("sealed-{id}"))?;
        Ok(Message::Paper(PageOf::Sealed(id), title, Box::new(paper)))
    }

    /// A sealed report held against what is known now.
    pub(super) fn sealed_and_now(&self, id: Id) -> Result<Message> {
        let (compared, content) = self.session.compare_sealed(id)?;
        let document = report::compared_document(&compared, &content, &self.session.env);
        let signed = report::signed(document, &self.session.head()?, &self.session.env);
        let (title, lang) = (signed.title.clone(), self.session.env.words.lang);
        let asked = PaperAsked::plain(PaperOf::Compared(id), lang);
        let paper = self.paper(signed, asked, format!("sealed-{id}-compared"))?;
        Ok(Message::Paper(PageOf::Text, title, Box::new(paper)))
    }
}
