//! A register made of a text: tried in memory first, so that what the file would refuse is found before there is one.

use std::path::Path;

use super::{BadLine, NotRead, Wrong, read};
use crate::{
    domain::{Signature, one_line},
    i18n::{Words, fill},
    session::collation,
    store::{NotRebuilt, Numbered, Store},
};

/// How many bad lines are told one by one; whoever has more begins with these.
const MOST_LINES: usize = 100;

/// Makes a new register of the bytes of a text; without a place for it only tries. The answer is how many records it has.
///
/// # Errors
/// Where lines of the text cannot be right, or the file cannot be written; then nothing is left behind.
pub fn make(bytes: Vec<u8>, to: Option<&Path>, by: &Signature) -> std::result::Result<usize, NotRead> {
    let not_text = |_| NotRead::Lines(vec![BadLine { line: 1, wrong: Wrong::NotARegister }]);
    let read = read(&String::from_utf8(bytes).map_err(not_text)?)?;
    let (records, lines): (Vec<Numbered>, Vec<usize>) = read.into_iter().unzip();
    let refused = |NotRebuilt { place, error }| match place {
        Some(place) => NotRead::Lines(vec![BadLine { line: lines[place], wrong: Wrong::Refused(error.to_string()) }]),
        None => NotRead::Store(error),
    };
    Store::in_memory(collation(None))?.rebuild(&records, by).map_err(refused)?;
    if let Some(path) = to {
        Store::create_of(path, collation(None), &records, by).map_err(refused)?;
    }
    Ok(records.len())
}

/// The lines of a file that cannot be right, as many as anybody reads, and that nothing was written.
pub fn bad_lines(file: &Path, bad: &[BadLine], words: &Words) -> (Vec<String>, String) {
    let shown_path = file.display().to_string();
    let about = |bad: &BadLine| format!("{}: {}", one_line(&shown_path), bad.sentence(words));
    let mut shown: Vec<String> = bad.iter().take(MOST_LINES).map(about).collect();
    if let more @ 1.. = bad.len().saturating_sub(MOST_LINES) {
        shown.push(fill(&words.import.and_more, &[("n", &words.lang.number(more as i64))]));
    }
    let problems = words.counted(bad.len(), &words.plural.problems);
    (shown, fill(&words.whole.not_read, &[("path", &shown_path), ("n", &problems)]))
}
