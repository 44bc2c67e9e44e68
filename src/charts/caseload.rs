//! The caseload: of each worker against the limit, and of one or of all month by month.

use super::{Bar, Chart, Column};
use crate::{
    domain::{Case, Facts, Id, Stored, Worker, caseloads, current_worker, definition::Band, months_between, open},
    env::Env,
    i18n::fill,
};

/// The open cases of each of these workers today, against the limit.
pub fn caseload_now(workers: &[&Stored<Worker>], facts: &Facts, env: &Env) -> Chart {
    let loads = caseloads(facts, env.today);
    let limit = limit(env);
    let of = |worker: &&Stored<Worker>| loads.get(&worker.id).map_or(0, Vec::len);
    let bar = |worker: &&Stored<Worker>| Bar { mark: limit, ..Bar::alone(of(worker)) };
    let name = |worker: &&Stored<Worker>| vec![worker.record.name(), of(worker).to_string()];
    Chart {
        text: said(&env.words.caseload.now, env),
        over_time: false,
        columns: vec![Column::words(&env.words.column.worker), Column::numbers(&env.words.column.cases)],
        rows: workers.iter().map(name).collect(),
        bars: workers.iter().map(bar).collect(),
        line: None,
    }
}

/// The open cases of a worker on the last day of each month, and today, against the limit.
pub fn caseload_by_month(worker: Id, facts: &Facts, env: &Env) -> Chart {
    let ever = |case: &&Case| case.assignments.iter().any(|row| row.record.worker == worker);
    let own: Vec<&Case> = facts.cases.iter().filter(ever).collect();
    let of = |day| own.iter().filter(|case| open(case, day) && current_worker(case, day) == Some(worker)).count();
    let period = &env.definition.period;
    let months = months_between(period.from, period.end_by(env.today));
    let told: Vec<_> = months.map(|month| (month, of(month.last().min(env.today)))).collect();
    Chart {
        text: said(&env.words.caseload.by_month, env),
        over_time: true,
        columns: vec![Column::words(&env.words.report.month), Column::numbers(&env.words.column.cases)],
        rows: told.iter().map(|(month, n)| vec![env.words.lang.month(*month), n.to_string()]).collect(),
        bars: told.iter().map(|(_, n)| Bar::alone(*n)).collect(),
        line: limit(env),
    }
}

fn limit(env: &Env) -> Option<usize> {
    let Band { at_least, at_most } = env.definition.open_cases.as_ref()?.value;
    at_most.or(at_least).map(|n| n as usize)
}

/// What is drawn, with the limit where there is one.
fn said(what: &str, env: &Env) -> String {
    let words = &env.words.caseload;
    let Some(Band { at_least, at_most }) = env.definition.open_cases.as_ref().map(|given| given.value) else {
        return what.to_owned();
    };
    let number = |text: &str, n: u32| fill(text, &[("what", what), ("n", &n.to_string())]);
    match (at_most, at_least) {
        (Some(most), _) => number(&words.at_most, most),
        (None, Some(least)) => number(&words.at_least, least),
        (None, None) => what.to_owned(),
    }
}
