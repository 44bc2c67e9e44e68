//! The places of the programme month by month, against those that there are.

use super::{Bar, Chart, Column};
use crate::{
    domain::{Facts, MonthPlaces, occupancy, places},
    env::Env,
};

/// Every month of the programme that has begun: who came, who left, and the most at once.
pub fn places_by_month(facts: &Facts, env: &Env) -> Chart {
    month_by_month(&occupancy(facts, &env.definition.period, env.today), facts, env)
}

/// These months.
pub fn month_by_month(months: &[MonthPlaces], facts: &Facts, env: &Env) -> Chart {
    let (words, lang) = (&env.words.report, env.words.lang);
    let line = places(facts, &env.definition, env.today).at_once;
    let row = |month: &MonthPlaces| {
        let numbers = [month.entered, month.left, month.most].map(|n| n.to_string());
        [lang.month(month.month)].into_iter().chain(numbers).collect()
    };
    let columns = vec![
        Column::words(&words.month),
        Column::people(&words.entered),
        Column::people(&words.left),
        Column::people(&words.most_at_once),
    ];
    Chart {
        text: words.places_taken.clone(),
        over_time: true,
        columns,
        rows: months.iter().map(row).collect(),
        bars: months.iter().map(|month| Bar::of(month.most, line.unwrap_or(0))).collect(),
        line,
    }
}
