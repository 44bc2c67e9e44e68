//! What goes into a file of its own, and how that is called: the calendar, the whole register, the copy for an auditor, and a new
//! register made of a text. Saves nothing in the register that is open.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::{Choices, Draft, Entry, Field, Opening, Slot, field::codes};
use crate::{
    domain::{Act, Answer, Change, Choice, Deed, Id, Kind, Problem, fold},
    env::Env,
    i18n::{Label, Words},
    store::{Error, Result, Store},
};

/// The name of the form that asks for a calendar.
pub const CALENDAR: &str = "calendar";
/// The name of the form that asks for the whole register as text.
pub const WHOLE: &str = "whole-register";
/// The name of the form that asks for a copy for an auditor.
pub const AUDIT_COPY: &str = "audit-copy";
/// The name of the form that asks what a register made of a text is called.
pub const NEW_REGISTER: &str = "new-register";

/// The forms that ask for a file, each with what its file is called at first: before the day, and at its end.
const FILES: &[(&str, &str, &str)] = &[
    (CALENDAR, "calendar", "ics"),
    (WHOLE, "register", "txt"),
    (AUDIT_COPY, "audit", "tugi"),
    (NEW_REGISTER, "register", "tugi"),
];

/// What is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToWrite {
    /// Meetings and deadlines, of everybody or of one worker; with names or without.
    Calendar(Option<Id>, bool),
    /// The whole register as text.
    Whole,
    /// The copy for an auditor.
    AuditCopy,
    /// A register made of the text in this file.
    NewRegister(String),
}

/// What the file of such a form is called at first, before the day and at its end; none for a form that asks for no file.
pub fn file_of(form: &str) -> Option<(&'static str, &'static str)> {
    FILES.iter().find(|(name, ..)| *name == form).map(|(_, stem, ending)| (*stem, *ending))
}

/// What the form in which these entries stand wants written, and to which file.
pub fn to_write(form: &str, opening: &Opening, entries: &[Entry], env: &Env) -> Option<(ToWrite, String)> {
    let what = match form {
        CALENDAR => {
            let worker = entries.first().and_then(|entry| entry.chosen.first()).map(|(id, _)| *id);
            let yes = |entry: &Entry| fold(entry.text.trim()) == fold(env.words.name(Answer::Yes));
            ToWrite::Calendar(worker, entries.get(1).is_some_and(yes))
        }
        WHOLE => ToWrite::Whole,
        AUDIT_COPY => ToWrite::AuditCopy,
        NEW_REGISTER => ToWrite::NewRegister(opening.file.clone()),
        _ => return None,
    };
    Some((what, entries.last()?.text.trim().to_owned()))
}

/// What is asked of a calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct CalendarDraft {
    worker: Option<Id>,
    named: Option<Answer>,
    file: String,
}

impl Draft for CalendarDraft {
    const NAME: &'static str = CALENDAR;
    // It never reaches the change log, since it makes no changes.
    const ACT: Act = Act::SetUp;
    const TITLE: Label = |w| &w.calendar.action;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::new("worker", |w| &w.field.whose, |w| &w.hint.whose, Slot::Link(Kind::Worker, |d| &mut d.worker)),
        Field::new("named", |w| &w.field.named, |w| &w.hint.named, Slot::Choice(Choices {
            set: Answer::SET,
            codes: codes::<Answer>,
            get: |d| d.named.map(Choice::code),
            put: |d, code| d.named = code.and_then(Answer::from_code),
        })),
        Field::needed("file", |w| &w.field.file, |w| &w.hint.file, Slot::Text(LONGEST, |d| &mut d.file)),
    ];

    fn open(_store: &Store, opening: &Opening, _env: &Env) -> Result<Self> {
        Ok(Self { worker: opening.worker, named: Some(Answer::No), ..Self::default() })
    }

    fn problems(&self, _env: &Env) -> Vec<Problem> {
        Vec::new()
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        Vec::new()
    }
}

/// How long the name of a file may be, with its folders.
const LONGEST: usize = 400;

/// Which file a form asks for, and what is said of it.
pub(super) trait Asks: Clone + Default + 'static {
    /// The form's name.
    const NAME: &'static str;
    /// The form's title.
    const TITLE: Label;
    /// What is said below the field.
    const SAID: Label;
    /// What somebody must be allowed to.
    const DEED: Option<Deed>;
}

/// The form asks for the text of the whole register.
#[derive(Clone, Debug, Default)]
pub(super) struct Whole;

impl Asks for Whole {
    const NAME: &'static str = WHOLE;
    const TITLE: Label = |w| &w.whole.action;
    const SAID: Label = |w| &w.whole.said;
    const DEED: Option<Deed> = Some(Deed::Extract);
}

/// The form asks for the copy for an auditor.
#[derive(Clone, Debug, Default)]
pub(super) struct AuditCopy;

impl Asks for AuditCopy {
    const NAME: &'static str = AUDIT_COPY;
    const TITLE: Label = |w| &w.audit.action;
    const SAID: Label = |w| &w.audit.said;
    const DEED: Option<Deed> = Some(Deed::Extract);
}

/// The form asks for a new register.
#[derive(Clone, Debug, Default)]
pub(super) struct NewRegister;

impl Asks for NewRegister {
    const NAME: &'static str = NEW_REGISTER;
    const TITLE: Label = |w| &w.whole.make;
    const SAID: Label = |w| &w.whole.make_said;
    const DEED: Option<Deed> = None;
}

/// What is asked where only the file is to be named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct FileDraft<A> {
    file: String,
    about: String,
    #[serde(skip)]
    asks: PhantomData<A>,
}

impl<A: Asks> Draft for FileDraft<A> {
    const NAME: &'static str = A::NAME;
    const ACT: Act = Act::SetUp;
    const TITLE: Label = A::TITLE;
    const FIELDS: &'static [Field<Self>] =
        &[Field::needed("file", |w| &w.field.file, |w| &w.hint.file, Slot::Text(LONGEST, |d| &mut d.file))];

    fn open(_store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        match A::DEED.filter(|deed| !env.rights.may(*deed)) {
            Some(deed) => Err(Error::NotAllowed { deed, rights: env.rights.clone() }),
            None => Ok(Self { about: opening.file.clone(), ..Self::default() }),
        }
    }

    fn problems(&self, _env: &Env) -> Vec<Problem> {
        Vec::new()
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        Vec::new()
    }

    fn consequences(&self, env: &Env) -> Vec<String> {
        vec![A::SAID(env.words).to_owned()]
    }

    fn about(&self, _words: &Words) -> String {
        let name = std::path::Path::new(&self.about).file_name();
        name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }
}
