//! Promise against pace: what is reached, what ought to be by today, what was promised.

use super::{Bar, Chart, Column};
use crate::{
    domain::{Figure, Pace, definition::Promise},
    env::Env,
};

/// How many have to count, where the promise has a number to reach.
fn needed(figure: &Figure) -> Option<usize> {
    figure.target.and_then(|target| figure.value.least(target)).filter(|least| *least > 0)
}

/// One promise: reached, by today, promised, under one another; none for a promise without a number to reach.
pub fn pace_of(figure: &Figure, pace: &Pace, env: &Env) -> Option<Chart> {
    let (words, least) = (&env.words.pace, needed(figure)?);
    let reached = figure.value.counted();
    let told = [
        Some((&words.reached, reached, Bar::of(reached, least))),
        pace.by_today.map(|n| (&words.ought, n, Bar::of(n, least))),
        Some((&words.needed, least, Bar::alone(least))),
    ];
    let told: Vec<_> = told.into_iter().flatten().collect();
    Some(Chart {
        text: words.one_against.clone(),
        over_time: false,
        columns: vec![Column::words(""), Column::people("")],
        rows: told.iter().map(|(name, n, _)| vec![(*name).clone(), n.to_string()]).collect(),
        bars: told.iter().map(|(.., bar)| *bar).collect(),
        line: None,
    })
}

/// Those with a number to reach, as far as they are of it; none where there is no such promise.
pub fn pace_of_all(promised: &[(&Promise, &Figure, Option<Pace>)], env: &Env) -> Option<Chart> {
    let words = &env.words.pace;
    let (mut rows, mut bars) = (Vec::new(), Vec::new());
    for (promise, figure, pace) in promised {
        let Some(least) = needed(figure) else { continue };
        let by_today = pace.as_ref().and_then(|pace| pace.by_today);
        let reached = figure.value.counted();
        let name = promise.name.get(env.words.lang.code()).to_owned();
        let ought = by_today.map(|n| n.to_string()).unwrap_or_default();
        rows.push(vec![name, reached.to_string(), ought, least.to_string()]);
        bars.push(Bar { mark: by_today, ..Bar::of(reached, least) });
    }
    (!rows.is_empty()).then(|| Chart {
        text: words.against.clone(),
        over_time: false,
        columns: vec![
            Column::words(&env.words.column.promise),
            Column::people(&words.reached),
            Column::numbers(&words.ought),
            Column::numbers(&words.needed),
        ],
        rows,
        bars,
        line: None,
    })
}
