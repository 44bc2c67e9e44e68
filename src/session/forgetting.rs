//! Forgetting somebody in an open register: no figure may be another after it than before, of no programme, today or as handed in.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Session, editions};
use crate::{
    domain::{Editions, FigureValue, Id, Programme, Sealed, Who, counts, definition::Promise},
    store::{Forgetting, Forgotten, Held, Kept, Result, Store},
};

/// A figure with everybody behind it.
type Counted = (String, FigureValue, [Vec<Who>; 3]);

/// Somebody who was forgotten, and what became of the copies beside the register.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What was taken out of the register.
    pub forgotten: Forgotten,
    /// The copies that still hold the person, or may.
    pub left: Vec<Kept>,
    /// The copies that were made anew without the person.
    pub renewed: Vec<Kept>,
}

impl Session {
    /// Forgets somebody; with `renew` also in the copies beside the register.
    pub fn forget(&mut self, person: Id, anonymous: bool, reason: &str, renew: bool) -> Result<Outcome> {
        let by = self.signature();
        let codes = self.codes()?;
        let whom = Forgetting { person, anonymous, reason: reason.to_owned(), codes };
        let (today, lang) = (self.env.today, self.env.words.lang);
        let figures = |store: &Store| figures(store, today, lang);
        let forgotten = self.to_save()?.forget(&whom, &by, figures)?;
        let (mut left, mut renewed) = (Vec::new(), Vec::new());
        for copy in self.store.copies_with(person)? {
            match copy.held {
                Held::No => {}
                Held::Yes if renew && copy.renew(&whom, &by).is_ok() => renewed.push(copy),
                Held::Yes | Held::Unknown => left.push(copy),
            }
        }
        Ok(Outcome { forgotten, left, renewed })
    }

    /// The programme to which an edition belongs, in all its editions, as of today.
    pub fn of_programme(&self, edition: Id) -> Result<Editions> {
        let all = self.store.all::<Programme>()?;
        let code = all.iter().find(|row| row.id == edition).map(|row| row.record.code.clone()).unwrap_or_default();
        editions(all, Some(&code), self.env.today, self.env.words.lang)
    }

    /// The codes of the referral sources of every programme in the register.
    pub(super) fn codes(&self) -> Result<std::collections::HashSet<String>> {
        let mut codes = std::collections::HashSet::new();
        for code in programmes(&self.store)? {
            let editions = editions(self.store.all()?, Some(&code), self.env.today, self.env.words.lang)?;
            let sources = editions.all().iter().flat_map(|edition| &edition.definition.referral_sources);
            codes.extend(sources.map(|source| source.id.clone()));
        }
        Ok(codes)
    }
}

/// The codes of the programmes that the register holds.
fn programmes(store: &Store) -> Result<BTreeSet<String>> {
    Ok(store.all::<Programme>()?.into_iter().map(|row| row.record.code).collect())
}

/// The figures of every programme: of today, and of the day and with the knowledge of every sealed report.
pub(super) fn figures(store: &Store, today: NaiveDate, lang: crate::i18n::Lang) -> Result<Vec<Counted>> {
    let mut all = Vec::new();
    counted(store, today, lang, &mut all)?;
    let sealed: BTreeSet<(NaiveDate, NaiveDate)> =
        store.all::<Sealed>()?.into_iter().map(|row| (row.record.as_of, row.record.sealed_at.date())).collect();
    for (as_of, known) in sealed {
        counted(&store.known_on(known)?, as_of, lang, &mut all)?;
    }
    Ok(all)
}

fn counted(store: &Store, day: NaiveDate, lang: crate::i18n::Lang, all: &mut Vec<Counted>) -> Result<()> {
    for code in programmes(store)? {
        let editions = editions(store.all()?, Some(&code), day, lang)?;
        let facts = store.facts(editions.edition().id)?;
        let promises: Vec<&Promise> = editions.promises.iter().chain(&editions.indicators).collect();
        let figures = counts(&promises, &facts, &editions, day);
        all.extend(promises.iter().zip(figures).map(|(promise, figure)| {
            let who = |entries: &[crate::domain::Entry]| entries.iter().map(|entry| entry.who).collect();
            let behind = [who(&figure.counted), who(&figure.not_counted), who(&figure.outside)];
            (format!("{code}/{}", promise.id), figure.value, behind)
        }));
    }
    Ok(())
}
