//! A session: an open register with its surroundings, as the screen and every command work on it.

mod audit;
mod forgetting;
mod handing;
mod past;
mod saving;
mod sealed;

use std::{path::Path, sync::Arc};

use chrono::NaiveDate;

use crate::{
    clock::Clock,
    definitions,
    domain::{Edition, Editions, Id, Programme, Register, Rights, Signature, Stored},
    env::Env,
    i18n::{Lang, Order, words},
    store::{Collation, Error, Result, Store},
};

pub use forgetting::Outcome as ForgottenEverywhere;
pub use saving::{AT_FIRST, IN_ALL};

/// What the user and the shell ask of a session, before the register is open.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The language asked for; none for the register's own.
    pub lang: Option<Lang>,
    /// The shell's language, for a register that has none.
    pub locale: Option<Lang>,
    /// The day to take for today; none for the clock's, and in a training register for the training day.
    pub today: Option<NaiveDate>,
    /// Who works.
    pub user: String,
    /// Under which name the system has logged the user in; none where the name alone counts.
    pub login: Option<String>,
    /// The programme to open, by its code or how it begins; none for the one that was added last.
    pub programme: Option<String>,
}

/// An open register with its surroundings.
#[derive(Debug)]
pub struct Session {
    /// The register.
    pub store: Store,
    /// The day, the language, the user and the programme.
    pub env: Env,
    /// Where the moments of saving come from.
    pub clock: Clock,
    /// The other day that is looked at in place of today.
    past: Option<past::Looked>,
}

impl Session {
    /// Opens a register.
    pub fn open(path: &Path, asked: &Asked) -> Result<Self> {
        Self::over(Store::open(path, collation(asked.lang))?, asked)
    }

    /// Begins to work on a register that is open already.
    pub fn over(mut store: Store, asked: &Asked) -> Result<Self> {
        let register: Register = store.get(Id(1))?.map(|stored| stored.record).unwrap_or_default();
        let clock = asked.today.or(register.training_day).map_or(Clock::System, Clock::Fixed);
        let lang = asked.lang.or_else(|| register.language.parse().ok()).or(asked.locale).unwrap_or_default();
        let today = clock.today();
        let editions = editions(store.all()?, asked.programme.as_deref(), today, lang)?;
        store.log_in(asked.login.clone());
        let env = Env {
            today,
            words: words(lang),
            user: asked.user.clone(),
            rights: Rights::default(),
            programme: editions.edition().id,
            definition: Arc::new(editions),
            past: None,
            on_screen: false,
        };
        let mut session = Self { store, env, clock, past: None };
        session.look_up_rights();
        Ok(session)
    }

    /// Opens the file anew that lies where the register lay, in the same surroundings.
    pub fn reopen(&mut self) -> Result<()> {
        let Some(path) = self.store.path().map(Path::to_owned) else { return Ok(()) };
        *self = Self::open(&path, &self.asked())?;
        Ok(())
    }

    /// What was asked of this session, to ask the same of another.
    pub fn asked(&self) -> Asked {
        Asked {
            lang: Some(self.env.words.lang),
            locale: None,
            today: matches!(self.clock, Clock::Fixed(_)).then(|| self.clock.today()),
            user: self.env.user.clone(),
            login: self.store.login().map(str::to_owned),
            programme: Some(self.env.definition.code.clone()),
        }
    }

    /// Who saves now.
    pub fn signature(&self) -> Signature {
        Signature { who: self.env.user.clone(), at: self.clock.now() }
    }
}

/// The programme that was asked for, or added last, in all its editions.
fn editions(stored: Vec<Stored<Programme>>, asked: Option<&str>, today: NaiveDate, lang: Lang) -> Result<Editions> {
    let code = chosen(&stored, asked)?;
    let unusable = |problem| Error::Damaged(words(lang).definition_problem(&problem));
    let read = |programme: Stored<Programme>| {
        let Programme { holds_from, definition, .. } = programme.record;
        Ok(Edition { id: programme.id, holds_from, definition: definitions::parse(&definition).map_err(unusable)? })
    };
    let all = stored.into_iter().filter(|programme| programme.record.code == code).map(read);
    let editions = Editions::new(all.collect::<Result<_>>()?, today);
    editions.ok_or_else(|| Error::Damaged("no programme".to_owned()))
}

/// The code of the programme that was asked for, by it or how it begins; of the one that was added last where none was.
fn chosen(stored: &[Stored<Programme>], asked: Option<&str>) -> Result<String> {
    let mut codes: Vec<&str> = stored.iter().map(|programme| programme.record.code.as_str()).collect();
    let Some(asked) = asked else {
        let added = stored.iter().rfind(|programme| programme.record.edition <= 1).or(stored.last());
        return Ok(added.map(|programme| programme.record.code.clone()).unwrap_or_default());
    };
    codes.dedup();
    let begins: Vec<_> = codes.iter().filter(|code| code.starts_with(asked)).collect();
    let exact = codes.iter().find(|code| **code == asked).or(begins.first().copied().filter(|_| begins.len() == 1));
    exact
        .map(|code| (*code).to_owned())
        .ok_or_else(|| Error::NoProgramme { asked: asked.to_owned(), known: codes.join(", ") })
}

/// The order of names in a session of this language; none for the register's own.
pub fn collation(lang: Option<Lang>) -> Collation {
    let orders = Lang::ALL.map(Order::new);
    Collation {
        language: lang.map(|lang| lang.code().to_owned()).unwrap_or_default(),
        library: Order::LIBRARY.to_owned(),
        key: Arc::new(move |language, name| {
            let order = orders.iter().find(|order| order.lang().code() == language);
            order.map_or_else(|| name.as_bytes().to_vec(), |order| order.key(name))
        }),
    }
}
