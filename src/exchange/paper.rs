//! A report in the form in which it is handed in: text, page, workbook, sheet, or for a program.

mod numbers;

pub use numbers::with_numbers;

use chrono::NaiveDate;
use csv::Terminator;
use serde::Serialize;

use super::{
    export::as_text,
    workbook::{Grid, Value, workbook},
};
use crate::{
    domain::visible_json,
    env::Env,
    i18n::Words,
    report::{Block, Chart, Column, Document, Letterhead, render_page, render_text},
    store::{Error, Result},
};

/// How many columns a report takes as text: those of a mail, and of the narrowest terminal.
const WIDTH: usize = 80;

/// In which form something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Plain text.
    Text,
    /// A page made for printing.
    Page,
    /// A workbook.
    Workbook,
    /// A sheet of text.
    Csv,
    /// For a program.
    Json,
}

impl Form {
    /// All forms of a report, the first to be offered first.
    pub const ALL: [Self; 5] = [Self::Page, Self::Text, Self::Workbook, Self::Csv, Self::Json];
    /// The forms of a list.
    pub const OF_LISTS: [Self; 3] = [Self::Workbook, Self::Csv, Self::Json];

    /// How the name of a file in this form ends.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Page => "html",
            Self::Workbook => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The form of a file whose name ends so.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.ending() == ending.to_ascii_lowercase())
    }
}

/// On what a report rests: it stands beside what a program reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Known {
    /// The day whose facts are told.
    pub as_of: NaiveDate,
    /// The day whose knowledge was asked.
    pub known_on: Option<NaiveDate>,
    /// The head of the log.
    pub log: String,
}

impl Known {
    /// What is told in these surroundings, with this head of the log.
    pub fn here(env: &Env, log: String) -> Self {
        Self { as_of: env.today, known_on: env.past.and_then(|past| past.known_on), log }
    }
}

/// What a program reads of anything, with that on which it rests.
pub fn for_program<T: Serialize>(told: &T, known: &Known) -> Result<String> {
    #[derive(Serialize)]
    struct Dated<'a, T> {
        #[serde(flatten)]
        known: &'a Known,
        #[serde(flatten)]
        told: &'a T,
    }
    json(&Dated { known, told })
}

/// What a program reads of anything; what nobody would see in it is written by its number.
pub fn json<T: Serialize>(told: &T) -> Result<String> {
    let text = serde_json::to_string_pretty(told).map_err(|error| Error::Damaged(error.to_string()))?;
    Ok(visible_json(&text) + "\n")
}

/// The bytes of a report in any form.
pub fn write(document: &Document, form: Form, letterhead: &Letterhead<'_>, known: &Known) -> Result<Vec<u8>> {
    let lang = letterhead.words.lang;
    Ok(match form {
        Form::Text => render_text(document, WIDTH).into_bytes(),
        Form::Page => render_page(document, letterhead).into_bytes(),
        Form::Workbook => workbook(&document.title, document.day, &grids(document, letterhead), lang)?,
        Form::Csv => csv(document, letterhead).into_bytes(),
        Form::Json => for_program(&with_numbers(document, letterhead.words), known)?.into_bytes(),
    })
}

/// The tables of a report under one another, each after its name and the sentence above it, as a spreadsheet opens them.
fn csv(document: &Document, letterhead: &Letterhead<'_>) -> String {
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for (place, table) in tables(document, letterhead.words).enumerate() {
        let titles = table.columns.iter().map(|column| column.title.clone()).collect();
        let name = std::iter::once(table.whole_name()).chain((!table.said.is_empty()).then_some(table.said)).collect();
        let blank = (place > 0).then(|| vec![String::new()]);
        for row in blank.into_iter().chain([name, titles]).chain(table.rows) {
            // Writing into memory cannot fail.
            let _ = writer.write_record(row.iter().map(|cell| as_text(cell)));
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

/// The words of a report on the first sheet, its tables each on one of its own.
fn grids(document: &Document, letterhead: &Letterhead<'_>) -> Vec<Grid> {
    let text = |text: &str| vec![Value::Text(text.to_owned())];
    let mut said: Vec<Vec<Value>> = vec![text(letterhead.office), text(&document.title)];
    for block in &document.blocks {
        let plain = block.unstressed();
        match plain.as_ref().unwrap_or(block) {
            Block::Heading { text: said_here }
            | Block::Paragraph { text: said_here }
            | Block::Caption { text: said_here, .. } => said.push(text(said_here)),
            Block::List { numbered, items } => said.extend((1..).zip(items).map(|(number, item)| {
                text(&if *numbered { format!("{number}) {item}") } else { format!("• {item}") })
            })),
            Block::Fields { fields } => said.extend(
                fields.iter().map(|field| vec![Value::Text(field.label.clone()), Value::Text(field.value.clone())]),
            ),
            // What stresses is plain by now.
            Block::Stressed { .. }
            | Block::StressedList { .. }
            | Block::Table { .. }
            | Block::Chart(_)
            | Block::Figures { .. }
            | Block::Signature { .. } => {}
        }
    }
    said.extend(document.log.as_deref().map(text));
    said.retain(|row| row.iter().any(|value| *value != Value::Text(String::new())));
    let words = Grid { name: document.title.clone(), of: String::new(), headings: Vec::new(), rows: said };
    let of = |table: Tabled| numbers::grid(table, letterhead.words);
    std::iter::once(words).chain(tables(document, letterhead.words).map(of)).collect()
}

/// A table of a report, named by the heading before it, and told apart from others under it by its caption.
struct Tabled {
    name: String,
    of: String,
    /// The sentence above it.
    said: String,
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

impl Tabled {
    fn whole_name(&self) -> String {
        if self.of.is_empty() { self.name.clone() } else { format!("{}: {}", self.name, self.of) }
    }
}

fn tables<'a>(document: &'a Document, words: &'a Words) -> impl Iterator<Item = Tabled> + 'a {
    let mut name = document.title.clone();
    let (mut said, mut of) = (String::new(), String::new());
    document.blocks.iter().filter_map(move |block| {
        match block {
            Block::Heading { text } => {
                name.clone_from(text);
                of.clear();
                said.clear();
            }
            Block::Caption { text, of: apart } => (said, of) = (text.clone(), apart.clone()),
            _ => {}
        }
        let (columns, rows) = cells(block, words)?;
        Some(Tabled { name: name.clone(), of: std::mem::take(&mut of), said: std::mem::take(&mut said), columns, rows })
    })
}

/// The columns and rows of a part of a report that has any.
fn cells(block: &Block, words: &Words) -> Option<(Vec<Column>, Vec<Vec<String>>)> {
    match block {
        Block::Table { columns, rows } | Block::Chart(Chart { columns, rows, .. }) => {
            Some((columns.clone(), rows.clone()))
        }
        Block::Figures { rows } => {
            let titles = &words.column;
            let columns = vec![
                Column::words(&titles.promise),
                Column::numbers(&titles.figure),
                Column::numbers(&titles.percent),
                Column::words(&titles.target),
            ];
            let cells = rows
                .iter()
                .map(|row| vec![row.label.clone(), row.value.clone(), row.percent.clone(), row.target.clone()]);
            Some((columns, cells.collect()))
        }
        _ => None,
    }
}
