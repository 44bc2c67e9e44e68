//! From what was typed in a field to its value in the draft.

use chrono::NaiveDate;

use super::{Entry, Field, Slot};
use crate::{
    domain::{Rule, clean, clean_notes, fold, parse_date, parse_minutes, parse_number, parse_time},
    env::Env,
    i18n::{Lang, Words, words},
};

/// The longest notes that are kept, in characters.
const LONGEST_NOTES: usize = 20_000;

impl<D> Field<D> {
    /// Understands what was entered and puts it into the draft; or says what is wrong and leaves the draft as it was.
    pub fn take(&self, draft: &mut D, entry: &Entry, env: &Env) -> Result<(), Rule> {
        if self.needed && entry.is_empty() {
            return Err(Rule::Missing);
        }
        let text = clean(&entry.text);
        match &self.slot {
            Slot::Text(longest, at) => *at(draft) = limited(text, *longest)?,
            Slot::Notes(at) => *at(draft) = limited(clean_notes(&entry.text), LONGEST_NOTES)?,
            Slot::Date(leaning, at) => {
                let read = |text: &str| parse_date(text, env.today, *leaning, &weekdays(env.words)).map_err(Rule::Date);
                *at(draft) = optional(&text, read)?;
            }
            Slot::Time(at) => *at(draft) = optional(&text, |text| parse_time(text).map_err(Rule::Time))?,
            Slot::Minutes(at) => {
                *at(draft) = optional(&text, |text| parse_minutes(text).map(i64::from).map_err(Rule::Minutes))?;
            }
            Slot::Number(most, at) => *at(draft) = optional(&text, |text| whole(text, *most))?,
            Slot::Item(list, at) => {
                let id = if text.is_empty() { String::new() } else { list.id(&text, at(draft), env)? };
                *at(draft) = id;
            }
            Slot::Choice(choices) => {
                let code = optional(&text, |text| code_of(text, choices.set, &(choices.codes)(), env.words))?;
                (choices.put)(draft, code);
            }
            Slot::Link(_, at) => *at(draft) = chosen(entry)?.first().copied(),
            Slot::Links(_, at) => *at(draft) = chosen(entry)?,
        }
        Ok(())
    }
}

fn optional<T>(text: &str, read: impl FnOnce(&str) -> Result<T, Rule>) -> Result<Option<T>, Rule> {
    if text.is_empty() { Ok(None) } else { read(text).map(Some) }
}

fn limited(text: String, longest: usize) -> Result<String, Rule> {
    if text.chars().count() > longest { Err(Rule::TooLong(longest)) } else { Ok(text) }
}

/// A whole number from 0 to `most`.
fn whole(text: &str, most: i64) -> Result<i64, Rule> {
    let wrong = || Rule::NotInRange(most);
    let number = parse_number(text.trim_end_matches('%')).map_err(|_| wrong())?;
    let fits = number.fract() == 0.0 && (0.0..=most as f64).contains(&number);
    if fits { Ok(number as i64) } else { Err(wrong()) }
}

/// The records that were chosen; text that was typed but not chosen is no record.
fn chosen(entry: &Entry) -> Result<Vec<crate::domain::Id>, Rule> {
    if entry.chosen.is_empty() && !entry.text.trim().is_empty() {
        return Err(Rule::NotFound(clean(&entry.text)));
    }
    Ok(entry.chosen.iter().map(|(id, _)| *id).collect())
}

/// The code that a text means: the code itself, its name in the session's language or another, or the beginning of exactly
/// one name in the session's language.
fn code_of(text: &str, set: &'static str, codes: &[&'static str], own: &Words) -> Result<&'static str, Rule> {
    // Letter for letter is what a form or a list writes, thousands of times in a sheet.
    if let Some(code) = codes.iter().find(|code| **code == text || own.code_name(set, code) == text) {
        return Ok(*code);
    }
    let typed = fold(text);
    let named = |words: &Words, code: &str| fold(words.code_name(set, code)) == typed;
    let exact = codes.iter().find(|code| **code == typed || named(own, code));
    let foreign = || codes.iter().find(|code| Lang::ALL.iter().any(|lang| named(words(*lang), code)));
    let only = || {
        let mut begun = codes.iter().filter(|code| fold(own.code_name(set, code)).starts_with(&typed));
        begun.next().filter(|_| begun.next().is_none())
    };
    exact.or_else(only).or_else(foreign).copied().ok_or_else(|| Rule::NotAChoice(text.to_owned()))
}

/// The names of the weekdays: the session's language first, then the others.
fn weekdays(own: &'static Words) -> Vec<[&'static str; 7]> {
    let others = Lang::ALL.into_iter().filter(|lang| *lang != own.lang).map(words);
    std::iter::once(own).chain(others).map(Words::weekdays).collect()
}

/// What a typed day means, if it is one: for the remark beside the field.
pub fn day_meant(text: &str, leaning: crate::domain::Leaning, env: &Env) -> Option<NaiveDate> {
    parse_date(&clean(text), env.today, leaning, &weekdays(env.words)).ok()
}
