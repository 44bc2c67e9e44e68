//! How long what is held on each participant is to be kept: who is due, and why.

use super::{Block, Column, Document};
use crate::{
    domain::{Case, Clock, Facts, Keeping, Kept, Unnamed, retention},
    env::Env,
    i18n::fill,
    lists::retention_lines,
};

/// The report.
pub(super) fn document(facts: &Facts, env: &Env) -> Document {
    let words = &env.words.retention;
    let mut blocks = vec![
        Block::paragraph(&[env.definition.name.get(env.words.lang.code()).to_owned()]),
        Block::paragraph(&[fill(&env.words.report.as_of, &[("day", &env.date(env.today))])]),
        Block::List { numbered: false, items: retention_lines(env) },
    ];
    let forgotten = |case: &&Case| case.unnamed() == Some(Unnamed::Erased) || case.person.record.erased_on.is_some();
    let (gone, held): (Vec<&Case>, Vec<&Case>) = facts.cases.iter().partition(forgotten);
    let mut rows: Vec<(Keeping, &Case, Kept)> = held
        .into_iter()
        .map(|case| {
            let kept = retention(case, env.rules(case), env.today);
            (kept.on(env.today), case, kept)
        })
        .collect();
    rows.sort_by_key(|(keeping, case, _)| (*keeping, case.participation.record.number));
    let groups: [(&String, Belongs); 5] = [
        (&words.over, |keeping| keeping == Keeping::Over),
        (&words.later, |keeping| matches!(keeping, Keeping::Until(_))),
        (&words.unknown, |keeping| keeping == Keeping::Unknown),
        (&words.goes_on, |keeping| keeping == Keeping::GoesOn),
        (&words.no_rule, |keeping| keeping == Keeping::NoRule),
    ];
    for (title, fits) in groups {
        let group: Vec<_> = rows.iter().filter(|(keeping, ..)| fits(*keeping)).collect();
        if !group.is_empty() {
            blocks.push(Block::heading(fill(title, &[("n", &group.len().to_string())])));
            blocks.push(table(&group, env));
        }
    }
    if rows.iter().any(|(keeping, ..)| *keeping == Keeping::Over) {
        blocks.push(Block::paragraph(std::slice::from_ref(&words.what_to_do)));
    }
    if rows.iter().any(|(keeping, ..)| *keeping == Keeping::Unknown) {
        blocks.push(Block::paragraph(std::slice::from_ref(&words.what_to_enter)));
    }
    blocks.push(Block::paragraph(&[fill(&words.gone, &[("n", &gone.len().to_string())])]));
    Document { report: "retention".to_owned(), title: words.title.clone(), day: env.today, blocks, log: None }
}

/// Whether somebody belongs to a part of the report.
type Belongs = fn(Keeping) -> bool;

fn table(rows: &[&(Keeping, &Case, Kept)], env: &Env) -> Block {
    let (words, column) = (&env.words.retention, &env.words.column);
    let said = |clock: Option<Clock>| match clock {
        None => String::new(),
        Some(Clock { until: Some(until), .. }) => env.date(until),
        Some(Clock { until: None, .. }) => words.not_known.clone(),
    };
    let line = |(_, case, kept): &&(Keeping, &Case, Kept)| {
        vec![
            case.participation.record.number.to_string(),
            env.words.beside_number(case),
            said(kept.notes),
            said(kept.fund),
        ]
    };
    let columns = vec![
        Column::numbers(&column.number),
        Column::words(&column.name),
        Column::words(&words.by_notes),
        Column::words(&words.by_fund),
    ];
    Block::Table { columns, rows: rows.iter().map(line).collect() }
}

/// Until when what is held on a participant is kept, in one sentence.
pub(super) fn kept_until(case: &Case, env: &Env) -> String {
    said(retention(case, env.rules(case), env.today).on(env.today), env)
}

/// The same in one sentence.
pub(crate) fn said(keeping: Keeping, env: &Env) -> String {
    let words = &env.words.retention;
    match keeping {
        Keeping::Over => words.said_over.clone(),
        Keeping::Until(day) => fill(&words.said_until, &[("day", &env.date(day))]),
        Keeping::Unknown => words.said_unknown.clone(),
        Keeping::GoesOn => words.said_goes_on.clone(),
        Keeping::NoRule => words.said_no_rule.clone(),
    }
}
