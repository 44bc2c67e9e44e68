//! Meetings, attendance and hours of each worker in the last month that is over: the report that is due in the first days of the
//! next; and the months of the year beside it.

use super::{Bar, Block, Chart, Column, Document};
use crate::{
    domain::{Id, MeetingFacts, Month, Stored, Work, Worker, month_of, months_between, work},
    env::Env,
    i18n::{Order, fill},
    store::{Result, Store},
};

/// The report on the month that was over last, or on the one that ends today.
pub(super) fn document(store: &Store, _: Id, env: &Env) -> Result<Option<Document>> {
    let (words, lang) = (&env.words.hours, env.words.lang);
    let meetings = store.meetings(env.programme)?;
    let month = last_over(env);
    let mut workers = store.all::<Worker>()?;
    let order = Order::new(lang);
    workers.sort_by_cached_key(|worker| order.key(&worker.record.name()));
    let all = work(&meetings, None, month, env.today);
    let mut blocks = vec![
        Block::paragraph_of(env.definition.name.get(lang.code())),
        Block::paragraph_of(fill(&env.words.report.as_of, &[("day", &env.date(env.today))])),
        by_worker(&workers, &meetings, month, env),
        Block::paragraph_of(&words.once_in_all),
    ];
    if all.no_length > 0 {
        blocks.push(Block::paragraph_of(fill(&words.no_length, &[("n", &all.no_length.to_string())])));
    }
    if all.not_noted > 0 {
        blocks.push(Block::paragraph_of(fill(&words.not_noted, &[("n", &all.not_noted.to_string())])));
    }
    blocks.extend([Block::heading(&words.by_month), by_month(&meetings, month, env)]);
    blocks.push(super::interim::signature(env));
    let title = fill(&words.of_month, &[("month", &lang.month(month))]);
    Ok(Some(Document { report: "hours".to_owned(), title, day: env.today, blocks, log: None }))
}

/// The month that ends today, else the one before.
pub(super) fn last_over(env: &Env) -> Month {
    let this = month_of(env.today);
    let before = this.first().pred_opt().map_or(this, month_of);
    if this.last() == env.today { this } else { before }
}

fn by_worker(workers: &[Stored<Worker>], meetings: &[MeetingFacts], month: Month, env: &Env) -> Block {
    let there = |worker: &&Stored<Worker>| {
        worker.record.active(month.first()) || worker.record.active(month.last()) || worker.record.active(env.today)
    };
    let of = |worker: &Stored<Worker>| (worker.record.name(), work(meetings, Some(worker.id), month, env.today));
    let told: Vec<(String, Work)> = workers
        .iter()
        .map(|worker| (worker, of(worker)))
        .filter(|(worker, told)| there(worker) || told.1.held > 0)
        .map(|(_, told)| told)
        .collect();
    let all = (env.words.report.in_all.clone(), work(meetings, None, month, env.today));
    let rows = told.iter().chain([&all]).map(|(name, work)| row(name, work, env)).collect();
    Block::Table { columns: columns(&env.words.column.worker, env), rows }
}

/// The months of the year up to this one, each meeting once.
fn by_month(meetings: &[MeetingFacts], month: Month, env: &Env) -> Block {
    let first = Month::new(month.year(), 1).unwrap_or(month).first().max(env.definition.period.from.min(month.first()));
    let months: Vec<(Month, Work)> =
        months_between(first, month.last()).map(|month| (month, work(meetings, None, month, env.today))).collect();
    Block::Chart(Chart {
        text: env.words.hours.held_by_month.clone(),
        over_time: true,
        columns: columns(&env.words.report.month, env),
        rows: months.iter().map(|(month, work)| row(&env.words.lang.month(*month), work, env)).collect(),
        bars: months.iter().map(|(_, work)| Bar::alone(work.held)).collect(),
        line: None,
    })
}

fn columns(first: &str, env: &Env) -> Vec<Column> {
    let words = &env.words.hours;
    let numbers = [&words.held, &words.attended, &words.missed, &words.minutes, &words.hours];
    std::iter::once(Column::words(first)).chain(numbers.map(Column::numbers)).collect()
}

fn row(name: &str, work: &Work, env: &Env) -> Vec<String> {
    /// Of an hour of the clock.
    const MINUTES: f64 = 60.0;
    let lang = env.words.lang;
    let numbers = [work.held, work.attended, work.missed].map(|n| lang.number(n as i64));
    let time = [lang.number(work.minutes), lang.decimal(work.minutes as f64 / MINUTES, 1)];
    std::iter::once(name.to_owned()).chain(numbers).chain(time).collect()
}
