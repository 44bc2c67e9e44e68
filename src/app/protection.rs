//! Data protection on the screen: noting who opens whose card, printing what is held on somebody, forgetting them.

use super::App;
use crate::{
    domain::{Act, Id, Kind, Participation},
    exchange::Known,
    lists::Target,
    report,
    store::{Error, Result, noted},
    ui::{Message, PageOf, Paper, PaperAsked, PaperOf},
};

impl App {
    /// Notes that a participant's card was opened, in a register that notes it; once until something else is in front.
    pub(super) fn note_reading(&mut self, target: &Target) -> Result<()> {
        let (Target::Record(Kind::Participation, id) | Target::FollowUp(id, ..)) = target else { return Ok(()) };
        if self.read.replace(*id) == Some(*id) { Ok(()) } else { self.session.note_readings(&[*id]) }
    }

    /// Everything that is held on a participant, as a page; that it was asked for is noted.
    pub(super) fn held(&mut self, participation: Id) -> Result<Option<Message>> {
        let by = self.session.signature();
        let person = self.session.store.expect::<Participation>(participation)?.record.person;
        let case = self.session.store.case(participation)?;
        let workers = self.session.store.all()?;
        let env = &self.session.env;
        if let Some(case) = case.filter(|case| !crate::domain::sees_identity(case, &workers, &env.user, env.today)) {
            return Err(Error::Protected(case.participation.record.number));
        }
        let Some(document) = report::access(&self.session.store, person, env)? else { return Ok(None) };
        let (title, file) = (env.words.person.held.clone(), format!("{}-{}", document.report, env.today));
        let asked = PaperAsked::plain(PaperOf::Held(participation), env.words.lang);
        let known = Known::here(env, self.session.head()?);
        let paper = Box::new(Paper { document, asked, known, file, told: None });
        self.session.to_save()?.note(Act::Access, &noted(Kind::Person, person), &by)?;
        Ok(Some(Message::Paper(PageOf::Text, title, paper)))
    }

    /// Forgets a participant, in the copies beside the register too.
    pub(super) fn forget(&mut self, participation: Id, reason: &str, withdrawn: bool) -> Result<Message> {
        let person = self.session.store.expect::<Participation>(participation)?.record.person;
        self.session.forget(person, withdrawn, reason, true)?;
        let about =
            crate::forms::name_of(&self.session.store, Kind::Participation, participation, self.session.env.words);
        Ok(Message::Saved(Act::Erasure, about, Vec::new()))
    }
}
