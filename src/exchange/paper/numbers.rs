//! The numbers in the cells of a report, for whoever counts with them: `9 of 25` is 9, 25 and 36 %.

use serde::Serialize;

use super::{Block, Column, Document, Grid, Tabled, Value, cells};
use crate::{
    i18n::{Lang, Words},
    report::{Align, Holds},
};

/// A report with the numbers of its cells beside their texts.
#[derive(Serialize)]
pub struct WithNumbers<'a> {
    report: &'a str,
    title: &'a str,
    day: chrono::NaiveDate,
    blocks: Vec<BlockWithNumbers<'a>>,
}

#[derive(Serialize)]
struct BlockWithNumbers<'a> {
    #[serde(flatten)]
    block: &'a Block,
    /// What the cells of the rows hold, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    values: Vec<Vec<Told>>,
}

/// What a cell holds, for a program.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
enum Told {
    Text(String),
    Number(f64),
    Part { number: f64, of: f64, share: Option<f64> },
}

/// The report with the numbers of its cells beside their texts, for a program.
pub fn with_numbers<'a>(document: &'a Document, words: &Words) -> WithNumbers<'a> {
    let values = |block: &Block| {
        let (columns, rows) = cells(block, words).unwrap_or_default();
        let cell = |(cell, column): (&String, &Column)| match part(cell, column, words.lang) {
            Some((number, of)) => Told::Part { number, of, share: share(number, of) },
            None => match value(cell, column, words.lang) {
                Value::Number(number) | Value::Share(number) => Told::Number(number),
                Value::Text(_) | Value::Day(_) => Told::Text(cell.clone()),
            },
        };
        rows.iter().map(|row| row.iter().zip(&columns).map(cell).collect()).collect()
    };
    let blocks = document.blocks.iter().map(|block| BlockWithNumbers { block, values: values(block) });
    WithNumbers { report: &document.report, title: &document.title, day: document.day, blocks: blocks.collect() }
}

/// A table for a sheet: where cells say `9 of 25`, the number and that of which it is one have columns of their own, and so has the
/// share where no column of the table tells it.
pub(super) fn grid(table: Tabled, words: &Words) -> Grid {
    let lang = words.lang;
    let has_parts = |(place, column): (usize, &Column)| {
        table.rows.iter().any(|row| row.get(place).is_some_and(|cell| part(cell, column, lang).is_some()))
    };
    let split: Vec<bool> = table.columns.iter().enumerate().map(has_parts).collect();
    let with_share = table.columns.iter().all(|column| column.title != words.column.percent);
    let mut headings = Vec::new();
    for (column, split) in table.columns.iter().zip(&split) {
        headings.push(column.title.clone());
        if *split {
            let more = std::iter::once(&words.report.out_of).chain(with_share.then_some(&words.column.percent));
            headings.extend(more.map(|of| format!("{}: {of}", column.title)));
        }
    }
    let row = |row: &Vec<String>| {
        let mut values = Vec::new();
        for ((cell, column), split) in row.iter().zip(&table.columns).zip(&split) {
            let none = || Value::Text(String::new());
            match part(cell, column, lang) {
                Some((number, of)) => {
                    let share = with_share.then(|| share(number, of).map_or_else(none, Value::Share));
                    values.extend([Value::Number(number), Value::Number(of)].into_iter().chain(share));
                }
                None if *split => {
                    let empty = [none(), none()].into_iter().take(1 + usize::from(with_share));
                    values.extend(std::iter::once(value(cell, column, lang)).chain(empty));
                }
                None => values.push(value(cell, column, lang)),
            }
        }
        values
    };
    let rows = table.rows.iter().map(row).collect();
    Grid { name: table.name, of: table.of, headings, rows }
}

fn share(number: f64, of: f64) -> Option<f64> {
    (of > 0.0).then(|| number / of)
}

/// The two numbers of a cell such as `9 of 25 (36 %)`; none where it says anything else.
fn part(cell: &str, column: &Column, lang: Lang) -> Option<(f64, f64)> {
    if column.align != Align::Right || lang.read_number(cell).is_some() {
        return None;
    }
    let counted = cell.split('(').next()?.trim();
    let digit = |letter: char| letter.is_ascii_digit();
    let (first, rest) = counted.split_at(counted.find(|letter: char| letter.is_alphabetic() || letter == '/')?);
    let between = rest.find(digit)?;
    let is_of = rest[..between].chars().all(|letter| letter.is_alphabetic() || letter == '/' || letter == ' ');
    let number = |text: &str| lang.read_number(text.trim());
    is_of.then(|| number(first).zip(number(&rest[between..]))).flatten()
}

/// What a cell holds, by its column: what is no number and no day of the language stays text.
fn value(cell: &str, column: &Column, lang: Lang) -> Value {
    let text = || Value::Text(cell.to_owned());
    match (column.holds, column.align) {
        (Holds::Days, _) => lang.read_date(cell).map_or_else(text, Value::Day),
        (_, Align::Right) => {
            let share = cell.strip_suffix('%').and_then(|share| lang.read_number(share.trim_end()));
            let number = || lang.read_number(cell).map_or_else(text, Value::Number);
            share.map_or_else(number, |share| Value::Share(share / 100.0))
        }
        _ => text(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_others_is_two_numbers_and_nothing_else_is() {
        let said = |cell: &str| part(cell, &Column::numbers(""), Lang::En);
        assert_eq!(said("9 of 25 (36 %)"), Some((9.0, 25.0)));
        assert_eq!(said("1,200 / 2,300"), Some((1200.0, 2300.0)));
        assert_eq!(["<5", "–", "1:30", "36 %", "11.2", "2013-07-05", "8 or more", "undefined"].map(said), [None; 8]);
        assert_eq!(part("9 of 25", &Column::words(""), Lang::En), None);
    }
}
