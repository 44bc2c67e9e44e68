//! What is noted on scales: how many were assessed at each point and their mean, and how those moved who were assessed at both.

use std::collections::BTreeSet;

use super::{Block, Column, Of, View};
use crate::{
    domain::{Line, Scale},
    forms::ItemList,
    i18n::fill,
};

/// A scale; a barrier with its id.
type OnScale = (Scale, String);

/// Every scale on which somebody who has left was assessed.
pub(super) fn blocks(view: &View<'_>) -> Vec<Block> {
    let all = view.told.lines.iter().flat_map(|line| &line.at).flat_map(|at| at.scores.keys());
    let scales: BTreeSet<&OnScale> = all.collect();
    scales.into_iter().flat_map(|scale| one(view, scale)).collect()
}

fn one(view: &View<'_>, scale: &OnScale) -> Vec<Block> {
    let words = &view.env.words.before_after;
    let score = |line: &Line, place: usize| line.at[place].scores.get(scale).copied();
    let mut columns = vec![Column::words(""), Column::words(&view.env.words.field.gender)];
    columns.extend(view.points());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (label, is_mean) in [(&words.assessed, false), (&words.mean, true)] {
        for (place, (gender, wanted)) in view.genders().into_iter().enumerate() {
            let noted = |point: usize| -> Vec<i64> {
                let theirs = view.told.lines.iter().filter(|line| wanted.holds(line.gender));
                theirs.filter_map(|line| score(line, point)).collect()
            };
            let cell = |noted: Vec<i64>| if is_mean { mean(view, &noted) } else { noted.len().to_string() };
            let label = if place == 0 { label.clone() } else { String::new() };
            let cells = (0..view.told.points.len()).map(|point| cell(noted(point)));
            rows.push([label, gender].into_iter().chain(cells).collect());
        }
    }
    let mut blocks = vec![Block::heading(name(view, scale)), Block::Table { columns, rows }];
    blocks.extend(pairs(view, scale));
    blocks.push(Block::caption(&words.behind, &words.people));
    blocks.push(view.people(|line, place| score(line, place).map(|value| value.to_string())));
    blocks
}

/// How those moved who were assessed at entry and at a later point.
fn pairs(view: &View<'_>, scale: &OnScale) -> Vec<Block> {
    let words = &view.env.words.before_after;
    let mut rows = Vec::new();
    for (place, point) in view.told.points.iter().enumerate().skip(1) {
        for (label, wanted) in view.genders() {
            let pairs = both(view, scale, place, wanted);
            if pairs.is_empty() {
                continue;
            }
            let (before, after): (Vec<i64>, Vec<i64>) = pairs.iter().copied().unzip();
            let moved = |fits: fn(&(i64, i64)) -> bool| pairs.iter().filter(|pair| fits(pair)).count().to_string();
            rows.push(vec![
                view.point(point),
                label,
                pairs.len().to_string(),
                mean(view, &before),
                mean(view, &after),
                moved(|(before, after)| after > before),
                moved(|(before, after)| after == before),
                moved(|(before, after)| after < before),
            ]);
        }
    }
    let numbers = [&words.both, &words.before, &words.after, &words.higher, &words.same, &words.lower];
    let first = [Column::words(&words.until), Column::words(&view.env.words.field.gender)];
    let columns = first.into_iter().chain(numbers.map(Column::numbers)).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    vec![Block::caption(&words.known_twice, &words.change), Block::Table { columns, rows }]
}

/// The values before and at a point of those who have both.
fn both(view: &View<'_>, scale: &OnScale, place: usize, wanted: Of) -> Vec<(i64, i64)> {
    let lines = view.told.lines.iter().filter(|line| wanted.holds(line.gender));
    let score = |line: &Line, place: usize| line.at[place].scores.get(scale).copied();
    lines.filter_map(|line| score(line, 0).zip(score(line, place))).collect()
}

fn mean(view: &View<'_>, noted: &[i64]) -> String {
    if noted.is_empty() {
        return "–".to_owned();
    }
    view.env.words.lang.decimal(noted.iter().sum::<i64>() as f64 / noted.len() as f64, 1)
}

fn name(view: &View<'_>, (scale, item): &OnScale) -> String {
    let words = view.env.words;
    let scale_name = crate::i18n::capitalised(words.name(*scale));
    if item.is_empty() {
        return scale_name;
    }
    let barrier = ItemList::Barriers.name(item, &view.env.definition, words);
    fill(&words.before_after.barrier, &[("scale", &scale_name), ("barrier", &barrier)])
}
