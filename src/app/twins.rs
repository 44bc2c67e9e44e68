//! Two records of one person: laid beside each other, and made one.

use super::App;
use crate::{
    domain::{Act, Id, Kind, Participation},
    forms,
    store::Result,
    ui::Message,
};

impl App {
    /// Lays the person of a participation and another beside each other.
    pub(super) fn twins(&self, participation: Id, other: Id) -> Result<Message> {
        let store = &self.session.store;
        let kept = store.expect::<Participation>(participation)?.record.person;
        Ok(Message::Twins(Box::new(forms::twins(store, kept, other, &self.session.env)?)))
    }

    /// Makes the two one, as the user has chosen.
    pub(super) fn merge(&mut self, [kept, other]: [Id; 2], take: &[&str]) -> Result<Message> {
        let (store, env) = (&self.session.store, &self.session.env);
        let changes = forms::merging(store, [kept, other], take, env)?;
        let about = forms::name_of(store, Kind::Person, kept, env.words);
        self.save(Act::Merging, about, &changes, None)
    }
}
