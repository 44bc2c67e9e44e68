//! The caseload: whom each worker supports today, and how many month by month.

use super::{Bar, Block, Chart, Column, Document};
use crate::{
    domain::{Facts, Id, Stored, Worker, WorkerRole, caseloads, months_between},
    env::Env,
    i18n::{Order, fill},
};

/// The report.
pub(super) fn document(facts: &Facts, env: &Env) -> Document {
    let words = &env.words.caseload;
    let workers = workers(facts, env);
    let mut blocks = vec![
        Block::paragraph_of(env.definition.name.get(env.words.lang.code())),
        Block::paragraph_of(fill(&env.words.report.as_of, &[("day", &env.date(env.today))])),
        if workers.is_empty() { Block::paragraph_of(&env.words.report.no_support) } else { now(facts, &workers, env) },
        Block::heading(&words.over_time),
        over_time(facts, &workers, env),
    ];
    let band = env.definition.open_cases.as_ref().map(|given| given.value);
    let plural = &env.words.plural;
    let said = [
        band.and_then(|band| band.at_least).map(|n| env.words.counted(n as usize, &plural.band_at_least)),
        band.and_then(|band| band.at_most).map(|n| env.words.counted(n as usize, &plural.band_at_most)),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    if !said.is_empty() {
        blocks.insert(2, Block::paragraph(&said));
    }
    Document { report: "caseload".to_owned(), title: words.title.clone(), day: env.today, blocks, log: None }
}

/// Those who have a caseload and are active, or had somebody to support; in the order of names.
fn workers<'a>(facts: &'a Facts, env: &Env) -> Vec<&'a Stored<Worker>> {
    let assigned = |id: Id| facts.cases.iter().flat_map(|case| &case.assignments).any(|row| row.record.worker == id);
    let carries = |row: &&Stored<Worker>| {
        assigned(row.id) || (row.record.active(env.today) && row.record.role.is_some_and(WorkerRole::has_caseload))
    };
    let mut workers: Vec<_> = facts.workers.iter().filter(carries).collect();
    let order = Order::new(env.words.lang);
    workers.sort_by_cached_key(|row| order.key(&row.record.name()));
    workers
}

fn now(facts: &Facts, workers: &[&Stored<Worker>], env: &Env) -> Block {
    let loads = caseloads(facts, env.today);
    let whom = |id: &Id| {
        let case = facts.case(*id)?;
        Some((case.participation.record.number, env.words.beside_number(case)))
    };
    let row = |worker: &&Stored<Worker>| {
        let cases = loads.get(&worker.id).map(Vec::as_slice).unwrap_or_default();
        let mut named: Vec<(i64, String)> = cases.iter().filter_map(whom).collect();
        named.sort_unstable();
        let named: Vec<String> = named.into_iter().map(|(number, name)| format!("{number} {name}")).collect();
        vec![worker.record.name(), cases.len().to_string(), named.join("; ")]
    };
    let column = &env.words.column;
    let columns = vec![
        Column::words(&column.worker),
        Column::numbers(&column.cases),
        Column::words(&env.words.field.participants),
    ];
    Block::Table { columns, rows: workers.iter().map(row).collect() }
}

/// At the end of each month, and today: all cases, and the fewest and the most that one worker had.
fn over_time(facts: &Facts, workers: &[&Stored<Worker>], env: &Env) -> Block {
    let (mut rows, mut bars) = (Vec::new(), Vec::new());
    for month in months_between(env.definition.period.from, env.definition.period.end_by(env.today)) {
        let day = month.last().min(env.today);
        let loads = caseloads(facts, day);
        let there = workers.iter().filter(|worker| worker.record.active(day) || loads.contains_key(&worker.id));
        let each: Vec<usize> = there.map(|worker| loads.get(&worker.id).map_or(0, Vec::len)).collect();
        let all: usize = each.iter().sum();
        let ends = [each.iter().min(), each.iter().max()].map(|end| end.copied().unwrap_or(0));
        let numbers = [all, ends[0], ends[1]].map(|n| n.to_string());
        rows.push(std::iter::once(env.words.lang.month(month)).chain(numbers).collect());
        bars.push(Bar::alone(all));
    }
    let words = &env.words.caseload;
    let numbers = [&env.words.report.in_all, &words.fewest, &words.most].map(Column::numbers);
    let columns = std::iter::once(Column::words(&env.words.report.month)).chain(numbers).collect();
    Block::Chart(Chart { text: words.in_all_by_month.clone(), over_time: true, columns, rows, bars, line: None })
}
