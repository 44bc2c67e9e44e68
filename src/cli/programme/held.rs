//! The programmes that a command can name: in the open register, or come with the program.

use chrono::NaiveDate;
use serde::Serialize;

use super::super::saving::save;
use super::{Call, Failure, Outcome, day_or_open, embedded_codes};
use crate::{
    cli::{answer::Answer, warn},
    clock::Clock,
    definitions,
    domain::{self, Act, Change, Definition, Participation, Stored},
    i18n::{Words, fill},
    session::Session,
    setup,
    store::{Error, Store, Why},
};

/// The open register, where there is one, and the words to speak in.
pub(super) struct Held {
    pub(super) session: Option<Session>,
    pub(super) words: &'static Words,
    pub(super) today: NaiveDate,
}

impl Held {
    /// Opens the register that the command line names, or the user's own, where it exists.
    pub(super) fn open(call: &Call) -> Result<Self, Failure> {
        let path = call.path.as_deref().filter(|path| path.exists());
        let session = path.map(|path| Session::open(path, &call.asked)).transpose()?;
        if let Some(session) = &session {
            warn(&session.store, session.env.words);
        }
        let clock = call.asked.today.map_or(Clock::System, Clock::Fixed);
        let words = session.as_ref().map_or(call.words, |session| session.env.words);
        let today = session.as_ref().map_or_else(|| clock.today(), |session| session.env.today);
        Ok(Self { session, words, today })
    }

    fn stored(&self) -> Result<Vec<Stored<domain::Programme>>, Failure> {
        Ok(self.session.as_ref().map_or_else(|| Ok(Vec::new()), |session| session.store.all())?)
    }
}

/// A programme in all its editions.
pub(super) struct Programme {
    pub(super) code: String,
    pub(super) in_register: bool,
    /// First to last.
    pub(super) editions: Vec<Edition>,
}

/// One edition.
pub(super) struct Edition {
    pub(super) number: i64,
    pub(super) holds_from: Option<NaiveDate>,
    pub(super) definition: Definition,
    pub(super) text: String,
}

impl Programme {
    /// The edition with this number; without one, the edition that holds on the day.
    pub(super) fn edition(&self, number: Option<i64>, day: NaiveDate, words: &Words) -> Result<&Edition, Failure> {
        let begun = |edition: &&Edition| edition.holds_from.is_none_or(|from| from <= day);
        let found = match number {
            Some(number) => self.editions.iter().find(|edition| edition.number == number),
            None => self.editions.iter().rev().find(begun).or(self.editions.first()),
        };
        found.ok_or_else(|| {
            let (number, code) = (number.unwrap_or_default().to_string(), self.code.as_str());
            let sentence = fill(&words.cli.no_edition, &[("code", code), ("n", &number)]);
            let known: Vec<String> = self.editions.iter().map(|edition| edition.number.to_string()).collect();
            Failure::said(sentence, fill(&words.cli.there_are, &[("known", &known.join(", "))]))
        })
    }

    /// What the list says of it.
    pub(super) fn line(&self, words: &Words) -> Line {
        let last = self.editions.last().map(|edition| &edition.definition);
        Line {
            code: self.code.clone(),
            name: last.map(|definition| definition.name.get(words.lang.code()).to_owned()).unwrap_or_default(),
            from: last.map(|definition| definition.period.from),
            to: last.and_then(|definition| definition.period.end()),
            language: last.map(|definition| definition.language.clone()).unwrap_or_default(),
            editions: self.editions.iter().map(|edition| edition.number).collect(),
            in_register: self.in_register,
        }
    }
}

/// One line of the list.
#[derive(Serialize)]
pub(super) struct Line {
    code: String,
    name: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    language: String,
    editions: Vec<i64>,
    in_register: bool,
}

impl Line {
    /// The cells of the line.
    pub(super) fn cells(self, words: &Words) -> Vec<String> {
        let period = format!("{} – {}", day_or_open(self.from, words), day_or_open(self.to, words));
        let held = if self.in_register { words.cli.yes.clone() } else { String::new() };
        vec![self.code, self.name, period, self.language, held]
    }
}

/// All programmes that can be named.
pub(super) struct Programmes;

impl Programmes {
    /// Those of the register, then those that come with the program and are not in it.
    pub(super) fn all(held: &Held) -> Result<Vec<Programme>, Failure> {
        let mut all: Vec<Programme> = Vec::new();
        for stored in held.stored()? {
            let edition = read(stored.record, held.words)?;
            match all.iter_mut().find(|programme| programme.code == edition.definition.code) {
                Some(programme) => programme.editions.push(edition),
                None => all.push(Programme {
                    code: edition.definition.code.clone(),
                    in_register: true,
                    editions: vec![edition],
                }),
            }
        }
        for code in embedded_codes() {
            if all.iter().any(|programme| programme.code == code) {
                continue;
            }
            let records =
                setup::records(&definitions::editions(code)).map_err(|problem| unusable(&problem, held.words))?;
            let editions = records.into_iter().map(|record| read(record, held.words)).collect::<Result<_, _>>()?;
            all.push(Programme { code: code.to_owned(), in_register: false, editions });
        }
        Ok(all)
    }
}

fn read(record: domain::Programme, words: &Words) -> Result<Edition, Failure> {
    let definition = definitions::parse(&record.definition).map_err(|problem| unusable(&problem, words))?;
    Ok(Edition { number: record.edition, holds_from: record.holds_from, definition, text: record.definition })
}

fn unusable(problem: &domain::DefinitionProblem, words: &Words) -> Failure {
    Error::Damaged(words.definition_problem(problem)).into()
}

/// Lets a participation keep to another edition from now on.
pub(in super::super) fn move_to(mut session: Session, number: i64, edition: i64) -> Outcome {
    let words = session.env.words;
    let programme = editions_of(&session.store, &session)?.into_iter().find(|stored| stored.record.edition == edition);
    let Some(programme) = programme else {
        let values = [("code", session.env.definition.code.as_str()), ("n", &edition.to_string())];
        let known = editions_of(&session.store, &session)?;
        let known: Vec<String> = known.iter().map(|stored| stored.record.edition.to_string()).collect();
        let hint = fill(&words.cli.there_are, &[("known", &known.join(", "))]);
        return Err(Failure::said(fill(&words.cli.no_edition, &values), hint));
    };
    let of_programme: Vec<_> = session.env.definition.all().iter().map(|edition| edition.id).collect();
    let all: Vec<Stored<Participation>> = session.store.all()?;
    let found = all.into_iter().find(|it| it.record.number == number && of_programme.contains(&it.record.programme));
    let Some(Stored { id, version, record }) = found else {
        let sentence = fill(&words.cli.no_participant, &[("n", &number.to_string())]);
        return Err(Failure::said(sentence, words.cli.no_participant_hint.clone()));
    };
    let moved = Participation { programme: programme.id, ..record };
    let changes = [Change::Update(id, version, moved.into())];
    Call::keep_before(&session, Why::Change);
    save(&mut session, |store, by| store.commit(Act::Registration, &changes, by))?;
    let values = [("number", number.to_string()), ("n", edition.to_string())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    Ok(Answer::done(fill(&words.cli.moved, &values) + "\n"))
}

fn editions_of(store: &Store, session: &Session) -> Result<Vec<Stored<domain::Programme>>, Failure> {
    let mut all: Vec<Stored<domain::Programme>> = store.all()?;
    all.retain(|stored| stored.record.code == session.env.definition.code);
    Ok(all)
}
