//! The funder's indicators: each in all and by gender, and the records that are not complete, with what they lack.

use std::collections::HashMap;

use super::{Block, Column, Document, named::named};
use crate::{
    domain::{
        Entry, Facts, Figure, Gender, Id, Reason, Who, counts,
        definition::{Condition, Promise},
    },
    env::Env,
    i18n::fill,
    lists::figure_value,
};

/// The report.
pub(super) fn document(facts: &Facts, env: &Env) -> Document {
    let (words, lang) = (&env.words.report, env.words.lang.code());
    let mut blocks = vec![
        Block::paragraph(&[env.definition.name.get(lang).to_owned()]),
        Block::paragraph(&[fill(&words.as_of, &[("day", &env.date(env.today))])]),
    ];
    let indicators: Vec<&Promise> = env.definition.indicators.iter().collect();
    match &env.definition.framework {
        Some(framework) if !indicators.is_empty() => {
            blocks.push(Block::paragraph(&[format!("{}.", env.words.name(framework.value))]));
            let figures = counts(&indicators, facts, &env.definition, env.today);
            blocks.push(table(&indicators, &figures, facts, env));
            blocks.extend(incomplete(&indicators, &figures, facts, env));
        }
        _ => blocks.push(Block::paragraph(std::slice::from_ref(&words.no_framework))),
    }
    Document { report: "indicators".to_owned(), title: words.indicators.clone(), day: env.today, blocks, log: None }
}

fn table(indicators: &[&Promise], figures: &[Figure], facts: &Facts, env: &Env) -> Block {
    let (words, lang) = (&env.words.report, env.words.lang.code());
    let genders: HashMap<Id, Option<Gender>> =
        facts.cases.iter().map(|case| (case.id(), case.person.record.gender)).collect();
    let rows = indicators.iter().zip(figures).map(|(indicator, figure)| {
        let of = |gender| counted(figure, &genders, gender).to_string();
        vec![
            indicator.id.clone(),
            indicator.name.get(lang).to_owned(),
            figure_value(figure, env),
            of(Some(Gender::Woman)),
            of(Some(Gender::Man)),
            (counted(figure, &genders, Some(Gender::Other)) + counted(figure, &genders, None)).to_string(),
        ]
    });
    let columns = vec![
        Column::words(""),
        Column::words(&words.indicator),
        Column::people(&words.in_all),
        Column::part(&words.women),
        Column::part(&words.men),
        Column::part(&words.other_gender),
    ];
    Block::Table { columns, rows: rows.collect() }
}

/// How many of those who are counted stated this gender, or none.
fn counted(figure: &Figure, genders: &HashMap<Id, Option<Gender>>, gender: Option<Gender>) -> usize {
    let of = |entry: &&Entry| match entry.who {
        Who::Participation(id) | Who::Stay { participation: id, .. } => genders.get(&id) == Some(&gender),
        Who::Worker(_) | Who::Meeting(_) | Who::Month(_) => false,
    };
    figure.counted.iter().filter(of).count()
}

/// Who counts only in the total, since something is missing; as the first breakdown leaves them out.
fn incomplete(indicators: &[&Promise], figures: &[Figure], facts: &Facts, env: &Env) -> Vec<Block> {
    let breakdown = |indicator: &&Promise| indicator.base.contains(&Condition::RecordComplete);
    let Some(figure) = indicators.iter().position(breakdown).and_then(|place| figures.get(place)) else {
        return vec![];
    };
    let lacks = |entry: &&Entry| matches!(entry.reason, Reason::Incomplete { .. });
    let rows: Vec<Vec<String>> = (figure.outside.iter().filter(lacks))
        .map(|entry| {
            let named = named(entry.who, facts, env);
            let number = named.number.map(|number| number.to_string()).unwrap_or_default();
            vec![number, named.shown(env), env.words.reason(&entry.reason)]
        })
        .collect();
    let words = &env.words;
    let heading = Block::heading(fill(&words.report.incomplete, &[("n", &rows.len().to_string())]));
    if rows.is_empty() {
        return vec![heading];
    }
    let column = &words.column;
    let columns =
        vec![Column::numbers(&column.number), Column::words(&column.name), Column::words(&words.report.reason)];
    vec![heading, Block::Table { columns, rows }]
}
