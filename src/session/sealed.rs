//! Sealing: a report is kept as it is handed in, shown again as it was, and held against what is known since.

mod walk;

use crate::{
    domain::{
        Difference, Id, Kind, Meeting, Participation, Person, Programme, Sealed, Stored, Unnamed, Who, Worker, counts,
        sealed::{Content, SealedEdition, Sealing, differences, handed_in},
    },
    i18n::fill,
    lists::figure_value,
    report::{self, Because, Compared, Document, Explained, Why},
    store::{Error, LogFilter, Result, Store, digest},
};

use super::Session;
use walk::Walk;

impl Session {
    /// The head of the change log that a report shows: of now, or of the evening with whose knowledge it was built.
    pub fn head(&self) -> Result<String> {
        let known_on = self.seen().1.past.and_then(|past| past.known_on);
        Ok(known_on.map_or_else(|| self.store.head(), |day| self.store.head_on(day))?.to_string())
    }

    /// Seals a report as of the day that is looked at, with the knowledge of now.
    pub fn seal(&mut self, name: &str) -> Result<Id> {
        let (store, env) = self.seen();
        let Some(report) = report::report(name).filter(|_| report::can_be_sealed(name)) else {
            return Err(Error::NotSealed(name.to_owned()));
        };
        if env.past.is_some_and(|past| past.known_on.is_some()) {
            return Err(Error::LooksBack);
        }
        if env.today > self.clock.today() {
            return Err(Error::StillToCome(env.today));
        }
        let (mut position, mut facts) = (self.store.log_position()?, store.facts(env.programme)?);
        // What somebody saves in between must be in it or not, but known.
        while self.store.log_position()? != position {
            (position, facts) = (self.store.log_position()?, store.facts(env.programme)?);
        }
        let by = self.signature();
        let document = report.document(&report::nameless(&facts), env);
        let sealing = Sealing {
            report: name.to_owned(),
            language: env.words.lang.code().to_owned(),
            as_of: env.today,
            sealed_at: by.at,
            by: by.who.clone(),
            log_position: position,
            head: self.store.head()?.to_string(),
            editions: editions_of(&self.store, &env.definition.code)?.into_iter().map(|(edition, _)| edition).collect(),
            document: serde_json::to_value(&document).map_err(|error| Error::Damaged(error.to_string()))?,
        };
        let (content, programme) = (Content::new(sealing, &facts, &env.definition), env.programme);
        self.store.seal(programme, &content, &by)
    }

    /// A sealed report and what it holds.
    pub fn sealed(&self, id: Id) -> Result<(Stored<Sealed>, Content)> {
        let sealed = self.store.expect::<Sealed>(id)?;
        let content = serde_json::from_str(&sealed.record.content);
        let content = content.map_err(|error| Error::Damaged(format!("sealed:{id}: {error}")))?;
        Ok((sealed, content))
    }

    /// A sealed report as it was handed in.
    pub fn sealed_document(&self, id: Id) -> Result<Document> {
        let (sealed, content) = self.sealed(id)?;
        let name_of = |kind, id| self.named(kind, id);
        let document = report::sealed_document(&sealed, &content, &self.env, &name_of);
        document.ok_or_else(|| Error::Damaged(format!("sealed:{id}")))
    }

    /// A sealed report held against what is known now, for the same day.
    pub fn compare_sealed(&self, id: Id) -> Result<(Compared, Content)> {
        let (_, content) = self.sealed(id)?;
        let now = Walk::at(self, &content, self.store.log_position()?)?;
        let facts = now.facts()?;
        let promises = handed_in(&content.report, &now.env.definition);
        let figures = counts(&promises, &facts, &now.env.definition, content.as_of);
        let differences = differences(&content.figures, &figures);
        let reaches = self.store.reaches_back_to(&content.head)?;
        let why = if reaches { walk::causes(self, &content, &differences)? } else { walk::no_causes(&differences) };
        let explained = |(difference, why): (Difference, Vec<Vec<Because>>)| {
            let sealed = content.figures.iter().find(|sealed| sealed.figure.promise == difference.promise);
            let found = figures.iter().find(|figure| figure.promise == difference.promise);
            let said = |figure| figure_value(figure, &self.env);
            let people = difference.moved.iter().zip(why);
            Explained {
                name: sealed
                    .map(|sealed| sealed.promise.name.get(self.env.words.lang.code()).to_owned())
                    .unwrap_or_default(),
                then_said: sealed.map(|sealed| said(&sealed.figure)).unwrap_or_default(),
                now_said: found.map(said).unwrap_or_default(),
                why: people.map(|(moved, because)| Why { who: self.who(moved.who, &content), because }).collect(),
                difference,
            }
        };
        let only_time = |explained: &Explained| explained.why.is_empty() && explained.then_said == explained.now_said;
        let figures = differences.into_iter().zip(why).map(|(difference, why)| entered(difference, why)).map(explained);
        let figures = figures.filter(|explained| !only_time(explained)).collect();
        let mut definitions = self.definitions_changed(&content)?;
        definitions.extend((!reaches).then(|| self.env.words.sealed.log_elsewhere.clone()));
        Ok((Compared { sealed: id, report: content.report.clone(), definitions, figures }, content))
    }

    /// What has changed in the programme's definitions since a report was sealed, in sentences.
    fn definitions_changed(&self, content: &Content) -> Result<Vec<String>> {
        let words = &self.env.words.sealed;
        let mut said = Vec::new();
        for (edition, stored) in editions_of(&self.store, &content.programme)? {
            let n = edition.edition.to_string();
            match content.editions.iter().find(|sealed| sealed.id == edition.id) {
                Some(sealed) if sealed.digest != edition.digest => {
                    said.push(fill(&words.edition_changed, &[("n", &n)]));
                }
                Some(_) => {}
                None => {
                    let records = Some(vec![(Kind::Programme, stored)]);
                    let log = self.store.log(&LogFilter { records, ..LogFilter::default() })?;
                    let (who, at) = log.last().map(|entry| (entry.who.clone(), entry.at.clone())).unwrap_or_default();
                    let at = self.env.words.lang.moment(&at);
                    let from = self.env.date_or_empty(edition.holds_from);
                    let values = [("n", n.as_str()), ("who", &who), ("at", &at), ("from", &from)];
                    said.push(fill(&words.edition_added, &values));
                }
            }
        }
        Ok(said)
    }

    /// What a record is called in a sealed report that is shown now.
    fn named(&self, kind: Kind, id: Id) -> String {
        match kind {
            Kind::Participation => self.person_of(id).map_or("–".to_owned(), |(person, why)| match why {
                Some(why) => format!("({})", self.env.words.name(why)),
                None => person.name(),
            }),
            Kind::Worker => {
                self.store.get::<Worker>(id).ok().flatten().map_or("–".to_owned(), |row| row.record.name())
            }
            _ => id.to_string(),
        }
    }

    /// The person of a participation, and why they are not named.
    fn person_of(&self, participation: Id) -> Option<(Person, Option<Unnamed>)> {
        let found = self.store.get::<Participation>(participation).ok().flatten()?.record;
        let person = self.store.get::<Person>(found.person).ok().flatten()?.record;
        let why = person.unnamed(Some(&found));
        Some((person, why))
    }

    /// Whom a line of a figure stands for, in words: a participant with the number that the report was sealed with.
    fn who(&self, who: Who, content: &Content) -> String {
        match who {
            Who::Participation(id) | Who::Stay { participation: id, .. } => {
                let now = || self.store.get::<Participation>(id).ok().flatten().map(|row| row.record.number);
                let number = content.numbers.get(&id.0).copied().or_else(now).unwrap_or(id.0);
                let named = self.person_of(id).filter(|(_, why)| why.is_none());
                let name = named.map(|(person, _)| person.name()).unwrap_or_default();
                format!("{} {number} {name}", self.env.words.column.number).trim_end().to_owned()
            }
            Who::Month(month) => self.env.words.lang.month(month),
            Who::Worker(id) => self.named(Kind::Worker, id),
            Who::Meeting(id) => {
                let meeting = self.store.get::<Meeting>(id).ok().flatten().map(|row| row.record);
                let said =
                    |meeting: Meeting| format!("{} {}", self.env.words.name(meeting.kind), self.env.date(meeting.date));
                let gone = || format!("{} {id}", self.env.words.code_name("kind", Kind::Meeting.name()));
                meeting.map_or_else(gone, said)
            }
        }
    }
}

/// A difference without those who stand elsewhere only because time has passed, where the figure is what it was: a meeting that
/// was planned then.
fn entered(mut difference: Difference, mut why: Vec<Vec<Because>>) -> (Difference, Vec<Vec<Because>>) {
    if difference.now == Some(difference.then) {
        let pairs = difference.moved.iter().zip(&why);
        let keep: Vec<bool> = pairs.map(|(moved, because)| !because.is_empty() || moved.adds() != 0).collect();
        let mut kept = keep.iter().copied();
        difference.moved.retain(|_| kept.next().unwrap_or(true));
        let mut kept = keep.into_iter();
        why.retain(|_| kept.next().unwrap_or(true));
    }
    (difference, why)
}

/// The editions of a programme as they stand in the register, each with its record.
fn editions_of(store: &Store, code: &str) -> Result<Vec<(SealedEdition, Id)>> {
    let all = store.all::<Programme>()?.into_iter().filter(|row| row.record.code == code);
    let edition = |row: Stored<Programme>| {
        let Programme { edition, holds_from, definition, .. } = row.record;
        (SealedEdition { id: row.id, edition, holds_from, digest: digest(&definition) }, row.id)
    };
    Ok(all.map(edition).collect())
}
