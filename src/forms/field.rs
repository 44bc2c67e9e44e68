//! A field of a form: its name, its words, and where in the draft its value lies.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::ItemList;
use crate::{
    domain::{Choice, Definition, Id, Kind, Leaning},
    env::Env,
    i18n::Label,
};

/// A field of the draft `D`.
pub struct Field<D: 'static> {
    /// The name in code, in problems and in the documentation.
    pub name: &'static str,
    /// What stands before it on the screen, and over its column in a sheet.
    pub label: Label,
    /// What to enter, with an example: the line under the form.
    pub hint: Label,
    /// Whether it must be filled.
    pub needed: bool,
    /// Whether programmes of this definition ask for it; what is not asked for can still be imported.
    pub asked: fn(&Definition) -> bool,
    /// Where its value lies.
    pub slot: Slot<D>,
}

/// Where a field's value lies in the draft, and what sort of value it is.
pub enum Slot<D: 'static> {
    /// One line of text of at most so many characters.
    Text(usize, fn(&mut D) -> &mut String),
    /// Several lines of text.
    Notes(fn(&mut D) -> &mut String),
    /// A day; which way a short form is meant.
    Date(Leaning, fn(&mut D) -> &mut Option<NaiveDate>),
    /// A time of day.
    Time(fn(&mut D) -> &mut Option<NaiveTime>),
    /// A length of time in minutes.
    Minutes(fn(&mut D) -> &mut Option<i64>),
    /// A whole number from 0 to this one.
    Number(i64, fn(&mut D) -> &mut Option<i64>),
    /// One of a closed set.
    Choice(Choices<D>),
    /// The id of an item of one of the programme's own lists.
    Item(ItemList, fn(&mut D) -> &mut String),
    /// Another record.
    Link(Kind, fn(&mut D) -> &mut Option<Id>),
    /// Several other records.
    Links(Kind, fn(&mut D) -> &mut Vec<Id>),
}

/// A choice out of a closed set, by codes.
pub struct Choices<D: 'static> {
    /// The set's name in the language files.
    pub set: &'static str,
    /// All codes, in order.
    pub codes: fn() -> Vec<&'static str>,
    /// Reads the code.
    pub get: fn(&D) -> Option<&'static str>,
    /// Writes the code.
    pub put: fn(&mut D, Option<&str>),
}

/// All codes of a choice.
pub(super) fn codes<C: Choice>() -> Vec<&'static str> {
    C::ALL.iter().map(|value| value.code()).collect()
}

/// A choice slot over a field that holds an `Option` of the given set.
macro_rules! choice_slot {
    ($choice:ty, $($field:ident).+) => {
        $crate::forms::Slot::Choice($crate::forms::Choices {
            set: <$choice as $crate::domain::Choice>::SET,
            codes: $crate::forms::field::codes::<$choice>,
            get: |draft| draft.$($field).+.map($crate::domain::Choice::code),
            put: |draft, code| draft.$($field).+ = code.and_then(<$choice as $crate::domain::Choice>::from_code),
        })
    };
}

pub(super) use choice_slot;

/// What sort of value a field takes, for whoever draws or reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// One line of text.
    Text,
    /// Several lines of text.
    Notes,
    /// A day.
    Date(Leaning),
    /// A time of day.
    Time,
    /// A length of time.
    Minutes,
    /// A whole number.
    Number,
    /// An item of this list of the programme's.
    Item(ItemList),
    /// One of these: codes of this set.
    Choice(&'static str, Vec<&'static str>),
    /// A record of this kind.
    Link(Kind),
    /// Records of this kind.
    Links(Kind),
}

/// A field without its draft, for whoever draws or reads it.
#[derive(Clone, Debug)]
pub struct FieldInfo {
    /// The name in code.
    pub name: &'static str,
    /// What stands before it.
    pub label: Label,
    /// What to enter.
    pub hint: Label,
    /// Whether it must be filled.
    pub needed: bool,
    /// What sort of value it takes.
    pub input: Input,
    asked: fn(&Definition) -> bool,
}

impl FieldInfo {
    /// A link that no form has, but a column of a sheet: it must be filled.
    pub fn link(name: &'static str, label: Label, hint: Label, kind: Kind) -> Self {
        Self { name, label, hint, needed: true, input: Input::Link(kind), asked: |_| true }
    }

    /// Whether programmes of this definition ask for it; never for an item of a list that the programme does not have.
    pub fn is_asked(&self, definition: &Definition) -> bool {
        let there = match self.input {
            Input::Item(list) => list.takes_words() || !list.of(definition).is_empty(),
            _ => true,
        };
        there && (self.asked)(definition)
    }
}

impl Input {
    /// Whether it is filled from a list that opens, and not by typing.
    pub const fn is_choice(&self) -> bool {
        match self {
            Self::Choice(..) | Self::Link(_) | Self::Links(_) => true,
            Self::Item(list) => !list.takes_words(),
            _ => false,
        }
    }
}

/// What a user has entered in a field, before it is understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The text as typed, or the name of what was chosen.
    pub text: String,
    /// The records that were chosen, with their names.
    pub chosen: Vec<(Id, String)>,
}

impl Entry {
    /// Typed text.
    pub fn typed(text: impl Into<String>) -> Self {
        Self { text: text.into(), chosen: Vec::new() }
    }

    /// A record that was chosen.
    pub fn chosen(records: Vec<(Id, String)>) -> Self {
        let names: Vec<&str> = records.iter().map(|(_, name)| name.as_str()).collect();
        Self { text: names.join("; "), chosen: records }
    }

    /// Whether nothing was entered.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.chosen.is_empty()
    }
}

impl<D> Field<D> {
    /// A field that may stay empty.
    pub const fn new(name: &'static str, label: Label, hint: Label, slot: Slot<D>) -> Self {
        Self { name, label, hint, needed: false, asked: |_| true, slot }
    }

    /// A field that must be filled.
    pub const fn needed(name: &'static str, label: Label, hint: Label, slot: Slot<D>) -> Self {
        Self { name, label, hint, needed: true, asked: |_| true, slot }
    }

    /// The same field, asked for only where the definition says so.
    #[must_use]
    pub const fn when(mut self, asked: fn(&Definition) -> bool) -> Self {
        self.asked = asked;
        self
    }

    /// The field without its draft.
    pub fn info(&self) -> FieldInfo {
        let input = match &self.slot {
            Slot::Text(..) => Input::Text,
            Slot::Notes(_) => Input::Notes,
            Slot::Date(leaning, _) => Input::Date(*leaning),
            Slot::Time(_) => Input::Time,
            Slot::Minutes(_) => Input::Minutes,
            Slot::Number(..) => Input::Number,
            Slot::Item(list, _) => Input::Item(*list),
            Slot::Choice(choices) => Input::Choice(choices.set, (choices.codes)()),
            Slot::Link(kind, _) => Input::Link(*kind),
            Slot::Links(kind, _) => Input::Links(*kind),
        };
        FieldInfo { name: self.name, label: self.label, hint: self.hint, needed: self.needed, input, asked: self.asked }
    }

    /// The value as a form first shows it; links are named by `name_of`.
    pub fn show(&self, draft: &mut D, env: &Env, name_of: &dyn Fn(Kind, Id) -> String) -> Entry {
        let (words, lang) = (env.words, env.words.lang);
        match &self.slot {
            Slot::Text(_, at) | Slot::Notes(at) => Entry::typed(at(draft).clone()),
            Slot::Date(_, at) => Entry::typed(at(draft).map(|day| lang.date(day)).unwrap_or_default()),
            Slot::Time(at) => Entry::typed(at(draft).map(|time| lang.time(time)).unwrap_or_default()),
            Slot::Minutes(at) => Entry::typed(at(draft).map(|minutes| minutes.to_string()).unwrap_or_default()),
            Slot::Number(_, at) => Entry::typed(at(draft).map(|number| number.to_string()).unwrap_or_default()),
            Slot::Item(list, at) => Entry::typed(list.name(at(draft), &env.definition, env.words)),
            Slot::Choice(choices) => {
                Entry::typed((choices.get)(draft).map_or("", |code| words.code_name(choices.set, code)))
            }
            Slot::Link(kind, at) => Entry::chosen(at(draft).iter().map(|id| (*id, name_of(*kind, *id))).collect()),
            Slot::Links(kind, at) => Entry::chosen(at(draft).iter().map(|id| (*id, name_of(*kind, *id))).collect()),
        }
    }
}
