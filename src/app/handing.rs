//! A funder's table of participants on the screen: what would be refused, and the rows that are handed in.

use super::{App, papers::file_of, perform::dated_name};
use crate::{
    definitions,
    domain::microdata::Span,
    exchange::Form,
    i18n::fill,
    report::{self, ParticipantTable},
    store::Result,
    ui::{Message, PageOf, PaperAsked},
};

impl App {
    /// The table of this name before it is handed in; none where no layout is called so.
    pub(super) fn table(&self, name: &str, asked: PaperAsked) -> Result<Option<Message>> {
        let Some((code, table)) = self.participants(name)? else { return Ok(None) };
        let own = self.session.seen().1;
        let env = &own.in_lang(asked.lang);
        let document = report::dated(table.document(env), env);
        let document = report::signed(document, &self.session.head()?, env);
        let (complete, all) = table.complete();
        let title = document.title.clone();
        let paper = self.paper(document, asked, file_of(&format!("{code}-{}", table.span), asked, own))?;
        Ok(Some(Message::Paper(PageOf::Participants { complete, all }, title, Box::new(paper))))
    }

    /// Writes the complete rows as they are now, once the log says so.
    pub(super) fn hand_out(&mut self, name: &str, form: Form) -> Result<Message> {
        let Some((code, table)) = self.participants(name)? else { return Ok(Message::Carded(None)) };
        let env = self.session.seen().1.clone();
        let ((complete, all), lang) = (table.complete(), table.lang());
        let bytes = table.sheet().write(form, table.layout.name.get(lang.code()), env.today, lang)?;
        let note = format!("{code} {}: {complete}", table.span);
        self.session.note_handing_out(&note, self.patience())?;
        let file = dated_name(&format!("{code}-{}", table.span), &env, false);
        let path = super::files::write_new(&self.folder, &format!("{file}.{}", form.ending()), &bytes)?;
        let rows = env.words.counted(complete, &env.words.plural.rows);
        let left = (all - complete + table.data.unnamed.len()).to_string();
        let values = [("rows", rows.as_str()), ("file", &path.display().to_string()), ("left", &left)];
        Ok(Message::Told(fill(&env.words.microdata.handed_out, &values)))
    }

    /// The table of the quarter or year that was over last on the day that is looked at.
    fn participants(&self, name: &str) -> Result<Option<(&'static str, ParticipantTable)>> {
        let (store, env) = self.session.seen();
        let known = definitions::LAYOUTS.iter().find(|(code, _)| *code == name);
        let Some((code, layout)) = known.and_then(|(code, _)| Some((*code, definitions::layout(code)?))) else {
            return Ok(None);
        };
        let Some(span) = Span::over_on(layout.each, env.today) else { return Ok(None) };
        let table = report::participant_table(layout, span, store.facts(env.programme)?, env);
        Ok(table.map(|table| (code, table)))
    }
}
