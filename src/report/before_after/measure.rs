//! What can be one of several things at each point: what somebody does, what they live on, whether a circumstance holds.

use std::collections::BTreeSet;

use super::{Block, Column, Of, View};
use crate::{
    domain::{Afterwards, Answer, Choice, CircumstanceKind, Gender, Labour, Line, Livelihood, Situation},
    env::Env,
    i18n::{capitalised, fill},
};

/// Tells which of the values it is.
type Tells<'a> = Box<dyn Fn(&Situation) -> Afterwards<usize> + 'a>;

/// Something that is one of several values at each point.
struct Measure<'a> {
    title: String,
    values: Vec<String>,
    /// Which of the values it is.
    of: Tells<'a>,
    /// Whether the first values are work and studies.
    is_labour: bool,
}

/// All measures, each with the counts of all, those of whom both points are known, and everybody behind them.
pub(super) fn blocks(view: &View<'_>) -> Vec<Block> {
    let words = &view.env.words.before_after;
    let labour = [Labour::Employed, Labour::Studying, Labour::Unemployed, Labour::Inactive];
    let lives_on: Vec<Livelihood> =
        Livelihood::ALL.iter().copied().filter(|value| *value != Livelihood::NotAsked).collect();
    let support = [Answer::Yes, Answer::No];
    let mut measures = vec![
        Measure { is_labour: true, ..measure(&words.labour, labour.to_vec(), view.env, |at| at.labour) },
        measure(&words.livelihood, lives_on, view.env, |at| at.livelihood),
        measure(&words.public_support, support.to_vec(), view.env, |at| at.public_support),
    ];
    measures.extend(changed(view).into_iter().map(|kind| {
        let holds = move |at: &Situation| match at.circumstances.get(&kind) {
            Some(true) => Afterwards::Known(Answer::Yes),
            Some(false) => Afterwards::Known(Answer::No),
            None if at.looked_at => Afterwards::Unknown,
            None => Afterwards::NotYet,
        };
        measure(&capitalised(view.env.words.name(kind)), support.to_vec(), view.env, holds)
    }));
    measures.iter().filter(|measure| measure.is_known(view)).flat_map(|measure| measure.blocks(view)).collect()
}

fn measure<'a, C: Choice + PartialEq>(
    title: &str,
    values: Vec<C>,
    env: &Env,
    of: impl Fn(&Situation) -> Afterwards<C> + 'a,
) -> Measure<'a> {
    let names = values.iter().map(|value| capitalised(env.words.name(*value))).collect();
    let of = move |at: &Situation| match of(at) {
        Afterwards::Known(value) => {
            values.iter().position(|known| *known == value).map_or(Afterwards::Unknown, Afterwards::Known)
        }
        Afterwards::NotYet => Afterwards::NotYet,
        Afterwards::Unknown => Afterwards::Unknown,
    };
    Measure { title: title.to_owned(), values: names, of: Box::new(of), is_labour: false }
}

/// The circumstances that changed for somebody from one point to another.
fn changed(view: &View<'_>) -> BTreeSet<CircumstanceKind> {
    let mut changed = BTreeSet::new();
    for line in &view.told.lines {
        for pair in line.at.windows(2) {
            let told = pair[0].circumstances.iter();
            let differs = told.filter(|(kind, holds)| pair[1].circumstances.get(kind).is_some_and(|now| now != *holds));
            changed.extend(differs.map(|(kind, _)| *kind));
        }
    }
    changed
}

impl Measure<'_> {
    fn is_known(&self, view: &View<'_>) -> bool {
        let mut all = view.told.lines.iter().flat_map(|line| &line.at);
        all.any(|at| matches!((self.of)(at), Afterwards::Known(_)))
    }

    fn blocks(&self, view: &View<'_>) -> Vec<Block> {
        let words = &view.env.words.before_after;
        let mut blocks = vec![Block::heading(&self.title), self.all(view)];
        for place in 1..view.told.points.len() {
            blocks.extend(self.pairs(view, place));
        }
        blocks.push(Block::caption(&words.behind, &words.people));
        blocks.push(view.people(|line, place| match (self.of)(&line.at[place]) {
            Afterwards::Known(value) => self.values.get(value).cloned(),
            Afterwards::Unknown => Some(words.unknown.clone()),
            Afterwards::NotYet => None,
        }));
        blocks
    }

    /// Every value at every point, in all and by gender; then who is not known, and how many were looked at.
    fn all(&self, view: &View<'_>) -> Block {
        let words = &view.env.words;
        let mut columns = vec![Column::words(""), Column::words(&words.field.gender)];
        columns.extend(view.points());
        let mut rows = Vec::new();
        let mut add = |label: &str, fits: &dyn Fn(Afterwards<usize>) -> bool| {
            for (place, (gender, wanted)) in view.genders().into_iter().enumerate() {
                let of = |line: &&Line| wanted.holds(line.gender);
                let at = |point: usize| {
                    let theirs = view.told.lines.iter().filter(of);
                    theirs.filter(|line| fits((self.of)(&line.at[point]))).count().to_string()
                };
                let label = if place == 0 { label.to_owned() } else { String::new() };
                rows.push([label, gender].into_iter().chain((0..view.told.points.len()).map(at)).collect());
            }
        };
        for (value, name) in self.values.iter().enumerate() {
            let is_so = |at: Afterwards<usize>| at == Afterwards::Known(value);
            if view.told.lines.iter().flat_map(|line| &line.at).any(|at| is_so((self.of)(at))) {
                add(name, &is_so);
            }
        }
        add(&words.before_after.unknown, &|at| at == Afterwards::Unknown);
        add(&words.before_after.looked_at, &|at| at != Afterwards::NotYet);
        Block::Table { columns, rows }
    }

    /// Those of whom the entry and this point are known: each value before and after, in all and by gender.
    fn pairs(&self, view: &View<'_>, place: usize) -> Vec<Block> {
        let words = &view.env.words.before_after;
        let known = |line: &Line, place: usize| match (self.of)(&line.at[place]) {
            Afterwards::Known(value) => Some(value),
            _ => None,
        };
        let both =
            |line: &Line| known(line, 0).zip(known(line, place)).map(|(before, after)| (line.gender, before, after));
        let pairs: Vec<(Option<Gender>, usize, usize)> = view.told.lines.iter().filter_map(both).collect();
        let point = view.point(&view.told.points[place]);
        if pairs.is_empty() && self.nothing_yet(view, place) {
            return Vec::new();
        }
        let heading = fill(&words.pairs, &[("point", &point), ("n", &pairs.len().to_string())]);
        let mut said = vec![heading];
        if self.is_labour && !pairs.is_empty() {
            said.push(work_and_study(&pairs, view));
        }
        if pairs.is_empty() {
            return vec![Block::paragraph(&said)];
        }
        let genders: Vec<_> = view.genders().into_iter().take(3).collect();
        let mut columns = vec![Column::words("")];
        for (gender, _) in &genders {
            columns.extend([&words.before, &words.after].map(|when| Column::numbers(format!("{gender}: {when}"))));
        }
        let mut rows = Vec::new();
        for (value, name) in self.values.iter().enumerate() {
            let count = |wanted: Of, after: bool| {
                let of = pairs.iter().filter(|(gender, ..)| wanted.holds(*gender));
                of.filter(|(_, first, last)| value == if after { *last } else { *first }).count()
            };
            if count(Of::All, false) + count(Of::All, true) > 0 {
                let cells = genders.iter().flat_map(|(_, wanted)| [count(*wanted, false), count(*wanted, true)]);
                rows.push(std::iter::once(name.clone()).chain(cells.map(|n| n.to_string())).collect());
            }
        }
        vec![Block::caption(said.join(" "), point), Block::Table { columns, rows }]
    }

    /// Whether the point says nothing of anybody yet.
    fn nothing_yet(&self, view: &View<'_>, place: usize) -> bool {
        view.told.lines.iter().all(|line| (self.of)(&line.at[place]) == Afterwards::NotYet)
    }
}

/// How many of the pairs work or study afterwards, and how many of those did not before.
fn work_and_study(pairs: &[(Option<Gender>, usize, usize)], view: &View<'_>) -> String {
    /// Work and studies stand first.
    const BUSY: usize = 2;
    let after: Vec<_> = pairs.iter().filter(|(_, _, after)| *after < BUSY).collect();
    let began = after.iter().filter(|(_, before, _)| *before >= BUSY).count();
    let numbers = [("n", after.len().to_string()), ("of", pairs.len().to_string()), ("began", began.to_string())];
    let values: Vec<(&str, &str)> = numbers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fill(&view.env.words.before_after.work_or_study, &values)
}
