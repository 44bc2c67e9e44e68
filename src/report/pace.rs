//! The promises with a target: how far each is, how far it should be by today, and whether it can still be kept.

use super::{Bar, Block, Column, Document, figures::said};
use crate::{
    domain::{Facts, Figure, counts, definition::Promise, pace},
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
        let promised: Vec<(&Promise, &Figure)> = all.iter().copied().zip(&figures).collect();
        blocks.extend(drawn(&promised, env));
        blocks.push(Block::heading(&words.how_far));
        blocks.push(table(&promised, facts, env));
    }
    Document { report: "pace".to_owned(), title: words.title.clone(), day: env.today, blocks, log: None }
}

/// Those with a number to reach, drawn as far as they are of it.
fn drawn(promised: &[(&Promise, &Figure)], env: &Env) -> Option<Block> {
    let least = |(_, figure): &&(&Promise, &Figure)| {
        figure.target.and_then(|target| figure.value.least(target)).filter(|least| *least > 0)
    };
    let shown: Vec<_> = promised.iter().filter_map(|it| Some((it, least(&it)?))).collect();
    if shown.is_empty() {
        return None;
    }
    let row = |((promise, figure), least): &(&(&Promise, &Figure), usize)| {
        let name = promise.name.get(env.words.lang.code()).to_owned();
        vec![name, figure.value.counted().to_string(), least.to_string()]
    };
    Some(Block::Chart {
        text: env.words.pace.against.clone(),
        over_time: false,
        columns: vec![
            Column::words(&env.words.column.promise),
            Column::people(&env.words.pace.reached),
            Column::numbers(&env.words.pace.needed),
        ],
        rows: shown.iter().map(row).collect(),
        bars: shown.iter().map(|((_, figure), least)| Bar { full: figure.value.counted(), all: *least }).collect(),
    })
}

fn table(promised: &[(&Promise, &Figure)], facts: &Facts, env: &Env) -> Block {
    let row = |(promise, figure): &(&Promise, &Figure)| {
        let found = pace(promise, figure, facts, &env.definition, env.today);
        vec![
            promise.name.get(env.words.lang.code()).to_owned(),
            said(figure, env),
            figure_target(figure, env),
            found.map(|found| pace_said(&found, env)).unwrap_or_default(),
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
