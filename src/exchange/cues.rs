//! What offices write in their sheets besides Tugi's own words, as `data/headings.toml` lists it.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;

use super::{formula::unmarked, names::NameOrder};
use crate::domain::{Answer, clean, fold};

#[derive(Deserialize)]
struct Cues {
    fields: HashMap<String, Vec<String>>,
    names: Names,
    hours: Hours,
    numbers: Numbers,
    totals: Totals,
    errors: Errors,
    answers: Answers,
}

#[derive(Deserialize)]
struct Names {
    whole: Vec<String>,
    surname_first: Vec<String>,
    given_first: Vec<String>,
}

#[derive(Deserialize)]
struct Hours {
    headings: Vec<String>,
}

#[derive(Deserialize)]
struct Numbers {
    headings: Vec<String>,
}

#[derive(Deserialize)]
struct Totals {
    begin: Vec<String>,
}

#[derive(Deserialize)]
struct Errors {
    cells: Vec<String>,
}

#[derive(Deserialize)]
struct Answers {
    yes: Vec<String>,
    no: Vec<String>,
}

// A unit test reads the file; one that could not be read would only know fewer words.
static CUES: LazyLock<Option<Cues>> = LazyLock::new(|| toml::from_str(include_str!("../../data/headings.toml")).ok());

/// What else stands over the columns of a field.
pub(super) fn of_field(field: &str) -> &'static [String] {
    CUES.as_ref().and_then(|cues| cues.fields.get(field)).map_or(&[], Vec::as_slice)
}

/// What stands over a column of whole names, and which order it says.
pub(super) fn of_names() -> impl Iterator<Item = (&'static String, Option<NameOrder>)> {
    let names = CUES.iter().map(|cues| &cues.names);
    names.flat_map(|Names { whole, surname_first, given_first }| {
        let ordered = |names: &'static [String], order| names.iter().map(move |name| (name, order));
        ordered(whole, None)
            .chain(ordered(surname_first, Some(NameOrder::SurnameFirst)))
            .chain(ordered(given_first, Some(NameOrder::GivenFirst)))
    })
}

/// What stands over a column that says in hours how long something took.
pub(super) fn of_hours() -> &'static [String] {
    CUES.as_ref().map_or(&[], |cues| &cues.hours.headings)
}

/// Whether a heading says no more than that the column holds numbers.
pub(super) fn is_number(heading: &str) -> bool {
    CUES.as_ref().is_some_and(|cues| cues.numbers.headings.contains(&plain(heading)))
}

/// Whether a cell says that its row adds up the others.
pub(super) fn is_total(cell: &str) -> bool {
    let said = plain(cell);
    let said = said.trim_end_matches(|letter: char| letter.is_numeric() || letter == ' ');
    CUES.as_ref().is_some_and(|cues| cues.totals.begin.iter().any(|word| plain(word) == said))
}

/// Whether a spreadsheet could not work a cell out.
pub(super) fn is_error(cell: &str) -> bool {
    CUES.as_ref().is_some_and(|cues| cues.errors.cells.iter().any(|error| error == cell))
}

/// Whether a spreadsheet wrote a long number short, as `4,61E+10`, so that its last digits are gone.
pub(super) fn is_shortened(cell: &str) -> bool {
    let Some((digits, power)) = cell.split_once(['E', 'e']) else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = digits.split([',', '.']).all(is_number);
    whole && power.strip_prefix('+').is_some_and(is_number)
}

/// What a cell answers, where a spreadsheet or a tick says it and not a word.
pub(super) fn answer(cell: &str) -> Option<Answer> {
    let answers = &CUES.as_ref()?.answers;
    let said = |answers: &[String]| answers.iter().any(|answer| fold(answer) == fold(cell));
    match () {
        () if said(&answers.yes) => Some(Answer::Yes),
        () if said(&answers.no) => Some(Answer::No),
        () => None,
    }
}

/// Folded, with one space for whatever stands between words.
pub(super) fn plain(text: &str) -> String {
    let folded = fold(unmarked(&clean(text)));
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_written_as_they_are_compared() {
        let cues = CUES.as_ref().unwrap();
        for word in cues.fields.values().flatten().chain(of_names().map(|(name, _)| name)).chain(&cues.hours.headings) {
            assert_eq!(&plain(word), word);
        }
    }

    #[test]
    fn a_number_without_its_last_digits_is_known() {
        for cell in ["4,61E+10", "4.61051E+10", "5E+10"] {
            assert!(is_shortened(cell), "{cell}");
        }
        for cell in ["46105120009", "E+10", "Ere 5", "1E5", "4,E+1"] {
            assert!(!is_shortened(cell), "{cell}");
        }
    }

    #[test]
    fn ticks_and_truths_are_answers() {
        assert_eq!(
            (answer("TRUE"), answer("VÄÄR"), answer("x")),
            (Some(Answer::Yes), Some(Answer::No), Some(Answer::Yes))
        );
        assert_eq!(answer("jah"), None);
    }

    #[test]
    fn a_total_is_known_with_or_without_its_number() {
        for cell in ["Kokku", "KOKKU:", "Iš viso: 300", "Summa 12", "Totalt"] {
            assert!(is_total(cell), "{cell}");
        }
        for cell in ["Kokkuta", "Sum Ting", "", "300"] {
            assert!(!is_total(cell), "{cell}");
        }
    }
}
