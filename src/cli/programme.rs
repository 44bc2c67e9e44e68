//! Commands on definitions of programmes: which there are, what one says, and its text.
//!
//! A definition that the open register holds comes from there, with all its editions; any other comes with the program.

mod given;
mod held;

use std::{fs::File, io::Write, path::Path, sync::Arc};

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::json;

use super::{
    Call,
    answer::{Answer, Failure, Outcome},
    registers::named,
    table::table,
};
use crate::{
    definitions,
    domain::{Editions, Id, Rights},
    env::Env,
    i18n::{Words, fill},
    lists::definition_lines,
    report::{Block, Column, Document, render_text},
    store::Error,
};

pub(super) use given::{add, check, text_of};
pub(super) use held::move_to;
use held::{Held, Programmes};

/// How many columns a definition takes in the shell.
const WIDTH: usize = 80;

/// All programmes: those that come with the program, and those of the open register.
pub(super) fn list(call: &Call) -> Outcome {
    let held = Held::open(call)?;
    let words = held.words;
    let programmes = Programmes::all(&held)?;
    if call.json {
        return Ok(Answer::json(&programmes.iter().map(|programme| programme.line(words)).collect::<Vec<_>>()));
    }
    let cli = &words.cli;
    let headings =
        [&words.value.id, &cli.programme_name, &cli.programme_period, &cli.programme_language, &cli.in_register];
    let rows: Vec<Vec<String>> = programmes.iter().map(|programme| programme.line(words).cells(words)).collect();
    Ok(Answer::done(table(&headings.map(Clone::clone), &rows)))
}

/// A definition as sentences, made from the data that computes.
pub(super) fn show(call: &Call, asked: &str, edition: Option<i64>) -> Outcome {
    let held = Held::open(call)?;
    let programme = find(asked, &held)?;
    let chosen = programme.edition(edition, held.today, held.words)?;
    let env = Env {
        today: held.today,
        words: held.words,
        user: String::new(),
        rights: Rights::default(),
        programme: Id(1),
        definition: Arc::new(Editions::single(chosen.definition.clone())),
        past: None,
        on_screen: false,
    };
    let lines: Vec<Said> = definition_lines(&env).into_iter().map(Said::from).collect();
    if call.json {
        let (code, edition) = (&programme.code, chosen.number);
        return Ok(Answer::json(&json!({ "code": code, "edition": edition, "sentences": lines })));
    }
    let head = fill(&held.words.cli.edition_of, &[("code", &programme.code), ("n", &chosen.number.to_string())]);
    Ok(Answer::done(shown(&lines, &head, &env)))
}

/// The text of a definition.
pub(super) fn export(call: &Call, asked: &str, edition: Option<i64>, out: Option<&Path>) -> Outcome {
    let held = Held::open(call)?;
    let programme = find(asked, &held)?;
    let text = &programme.edition(edition, held.today, held.words)?.text;
    let Some(path) = out else { return Ok(Answer::done(text.as_str())) };
    let mut file = File::create_new(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Error::Exists(path.to_owned()),
        _ => Error::Io(error),
    })?;
    file.write_all(text.as_bytes()).map_err(Error::Io)?;
    Ok(call.written(path, &held.words.cli.definition_written, &held.words.cli.definition_next))
}

/// The programme that was asked for, by its code or how it begins.
fn find(asked: &str, held: &Held) -> Result<held::Programme, Failure> {
    let mut programmes = Programmes::all(held)?;
    let codes: Vec<&str> = programmes.iter().map(|programme| programme.code.as_str()).collect();
    let code = named(asked, &codes, &held.words.cli.no_programme, held.words)?.to_owned();
    let place = programmes.iter().position(|programme| programme.code == code).unwrap_or_default();
    Ok(programmes.swap_remove(place))
}

/// One sentence of a definition.
#[derive(Serialize)]
struct Said {
    topic: String,
    sentence: String,
    chosen: Option<String>,
    words: Option<String>,
}

impl From<crate::lists::DefinitionLine> for Said {
    fn from(line: crate::lists::DefinitionLine) -> Self {
        Self { topic: line.topic, sentence: line.sentence, chosen: line.chosen, words: line.words }
    }
}

fn shown(lines: &[Said], head: &str, env: &Env) -> String {
    let mut rows = Vec::new();
    let mut topic = "";
    for line in lines {
        let again = std::mem::replace(&mut topic, &line.topic) == line.topic;
        rows.push(vec![if again { String::new() } else { line.topic.clone() }, line.sentence.clone()]);
        let why = line.chosen.as_ref().map(|why| format!("({} {why})", env.words.programme.chosen));
        rows.extend(why.map(|why| vec![String::new(), why]));
    }
    let column = |title: &str| Column::words(title);
    let columns = vec![column(&env.words.column.topic), column(&env.words.column.what)];
    let title = env.definition.name.get(env.words.lang.code()).to_owned();
    let blocks = vec![Block::Paragraph { text: head.to_owned() }, Block::Table { columns, rows }];
    render_text(&Document { report: "programme".to_owned(), title, day: env.today, blocks, log: None }, WIDTH)
}

/// A day in words, or the open end.
fn day_or_open(day: Option<NaiveDate>, words: &Words) -> String {
    day.map_or_else(|| "…".to_owned(), |day| words.lang.date(day))
}

/// The codes of the programmes that come with the program.
fn embedded_codes() -> impl Iterator<Item = &'static str> {
    definitions::EMBEDDED.iter().map(|(code, _)| *code)
}
