//! The promises with a target: how far each is, how far it should be by today, and whether it can still be kept.

use super::{Block, Column, Document, figures::said};
use crate::{
    charts::pace_of_all,
    domain::{Facts, Figure, Pace, counts, definition::Promise, pace},
    env::Env,
    i18n::fill,
    lists::{figure_target, pace_said},
};

/// The report.
pub(super) fn document(facts: &Facts, env: &Env) -> Document {
    let words = &env.words.pace;
    let mut blocks = vec![
        Block::paragraph_of(env.definition.name.get(env.words.lang.code())),
        Block::paragraph_of(fill(&env.words.report.as_of, &[("day", &env.date(env.today))])),
    ];
    let all: Vec<&Promise> = env.definition.promises.iter().filter(|promise| promise.target.is_some()).collect();
    let figures = counts(&all, facts, &env.definition, env.today);
    if all.is_empty() {
        blocks.push(Block::paragraph_of(&words.no_target));
    } else {
        let pace_of = |(promise, figure)| (promise, figure, pace(promise, figure, facts, &env.definition, env.today));
        let promised: Vec<Promised<'_>> = all.iter().copied().zip(&figures).map(pace_of).collect();
        blocks.extend(pace_of_all(&promised, env).map(Block::Chart));
        blocks.push(Block::heading(&words.how_far));
        blocks.push(table(&promised, env));
    }
    Document { report: "pace".to_owned(), title: words.title.clone(), day: env.today, blocks, log: None }
}

/// A promise, its figure, and how it stands to its target.
type Promised<'a> = (&'a Promise, &'a Figure, Option<Pace>);

fn table(promised: &[Promised<'_>], env: &Env) -> Block {
    let row = |(promise, figure, found): &Promised<'_>| {
        vec![
            promise.name.get(env.words.lang.code()).to_owned(),
            said(figure, env),
            figure_target(figure, env),
            found.as_ref().map(|found| pace_said(figure, found, env)).unwrap_or_default(),
        ]
    };
    let column = &env.words.column;
    let columns = vec![
        Column::words(&column.promise),
        Column::people(&column.figure),
        Column::words(&column.target),
        Column::words(&env.words.pace.pace),
    ];
    Block::Table { columns, rows: promised.iter().map(row).collect() }
}
