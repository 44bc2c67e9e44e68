//! Reports on the screen: made as they are asked for, and the bytes in which each is written. The same come from the shell.

use super::{App, perform::dated_name};
use crate::{
    domain::Id,
    env::Env,
    exchange::{self, Form, Known},
    i18n::words,
    lists::LISTS,
    report::{self, About, Document, LeftOut, Letterhead},
    store::Result,
    ui::{KEY_CARD, Message, PageOf, Paper, PaperAsked, PaperOf, key_card},
};

impl App {
    /// Makes a report as it is asked for; nothing where there is nothing to tell any more.
    pub(super) fn paper_asked(&mut self, asked: PaperAsked) -> Result<Option<Message>> {
        match asked.what {
            PaperOf::Report(name) => self.report(name, asked),
            PaperOf::Sheet(name, id) => self.sheet_on(name, id, asked),
            PaperOf::Participants(layout) => self.table(layout, asked),
            PaperOf::Held(id) => self.held(id),
            PaperOf::List(tab) => self.list_as_shown(tab, asked),
            PaperOf::Sealed(id) => self.sealed(id).map(Some),
            PaperOf::Compared(id) => self.sealed_and_now(id).map(Some),
            // They are asked for by what is in a file or in the menu, and only as they are.
            PaperOf::Draft | PaperOf::Joint | PaperOf::Guide => Ok(None),
        }
    }

    fn report(&self, name: &str, asked: PaperAsked) -> Result<Option<Message>> {
        let (store, own) = self.session.seen();
        let env = &own.in_lang(asked.lang);
        if name == KEY_CARD {
            let paper = self.paper(key_card(env), asked, name.to_owned())?;
            return Ok(Some(Message::Paper(PageOf::Text, env.words.key_card.title.clone(), Box::new(paper))));
        }
        let Some(report) = report::report(name) else { return Ok(None) };
        let document = report.without(asked.left_out, &store.facts(env.programme)?, env);
        let document = report::signed(document, &self.session.head()?, env);
        let title = (report.title)(own.words).to_owned();
        // Only the whole report is handed in, as the session tells it.
        let whole = asked == PaperAsked::plain(asked.what, own.words.lang);
        let of = if whole && report::can_be_sealed(name) { PageOf::Report(report.name) } else { PageOf::Text };
        let paper = self.paper(document, asked, file_of(name, asked, own))?;
        Ok(Some(Message::Paper(of, title, Box::new(paper))))
    }

    fn sheet_on(&mut self, name: &str, id: Id, asked: PaperAsked) -> Result<Option<Message>> {
        let (store, own) = self.session.seen();
        let env = &own.in_lang(asked.lang);
        let Some(sheet) = report::sheet(name) else { return Ok(None) };
        let Some(document) = (sheet.build)(store, id, env)? else { return Ok(None) };
        let document = report::dated(document, env);
        let told_of = report::told_of(sheet.about, id, store, env)?;
        let file = if sheet.about == About::Programme { name.to_owned() } else { format!("{name}-{id}") };
        let (title, env) = (document.title.clone(), env.clone());
        if !self.is_in_front(asked.what) {
            self.session.note_readings(&told_of)?;
        }
        let document = report::signed(document, &self.session.head()?, &env);
        let paper = self.paper(document, asked, file_of(&file, asked, self.session.seen().1))?;
        Ok(Some(Message::Paper(PageOf::Text, title, Box::new(paper))))
    }

    /// The list of a tab as it is shown: with its view, what is sought and its order.
    fn list_as_shown(&self, tab: usize, asked: PaperAsked) -> Result<Option<Message>> {
        let (store, own) = self.session.seen();
        let env = &own.in_lang(asked.lang);
        let (Some(list), Some(state)) = (LISTS.get(tab), self.model.lists.get(tab)) else { return Ok(None) };
        let document = report::dated(report::listed(*list, &state.query, store, env)?, env);
        let document = report::signed(document, &self.session.head()?, env);
        let title = (list.title())(own.words).to_owned();
        let paper = self.paper(document, asked, file_of(list.name(), asked, own))?;
        Ok(Some(Message::Paper(PageOf::Text, title, Box::new(paper))))
    }

    /// A report with that on which it rests.
    pub(super) fn paper(&self, document: Document, asked: PaperAsked, file: String) -> Result<Paper> {
        let known = Known::here(self.session.seen().1, self.session.head()?);
        Ok(Paper { document, asked, known, file, told: None })
    }

    /// Whether the same is read already, only in another language.
    fn is_in_front(&self, what: PaperOf) -> bool {
        let mut papers = self.model.layers.iter().rev().filter_map(|layer| match layer {
            crate::ui::Layer::Page(page) => page.paper.as_ref(),
            _ => None,
        });
        papers.next().is_some_and(|paper| paper.asked.what == what)
    }

    /// What is written of a report in a form: the bytes that the shell writes.
    pub(super) fn bytes_of(&self, paper: &Paper, form: Form) -> Result<Vec<u8>> {
        if let (Form::Json, Some(told)) = (form, &paper.told) {
            return Ok(told.clone().into_bytes());
        }
        let letterhead = Letterhead { office: &self.model.office, words: words(paper.asked.lang) };
        let json = match (form, paper.asked.what) {
            (Form::Json, PaperOf::Sealed(id)) => exchange::for_program(&self.session.sealed(id)?.1, &paper.known)?,
            (Form::Json, PaperOf::Compared(id)) => {
                exchange::for_program(&self.session.compare_sealed(id)?.0, &paper.known)?
            }
            (Form::Json, PaperOf::Held(_)) => exchange::json(&paper.document)?,
            _ => return exchange::write(&paper.document, form, &letterhead, &paper.known),
        };
        Ok(json.into_bytes())
    }
}

/// The name of the file of a report: what is left out of it stands in it too, and its language where that is another one.
pub(super) fn file_of(name: &str, asked: PaperAsked, env: &Env) -> String {
    let LeftOut { names, below } = asked.left_out;
    let mut file = dated_name(name, env, true);
    if names {
        file += "-anonymous";
    }
    if let Some(least) = below {
        file += &format!("-from-{least}");
    }
    if asked.lang != env.words.lang {
        file += &format!("-{}", asked.lang);
    }
    file
}
