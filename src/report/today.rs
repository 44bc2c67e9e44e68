//! What is to be done, as text for a daily mail or for a program to read: the list that the first screen shows, with reasons.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Block, Column, Document, named::named};
use crate::{
    domain::{Due, Facts, Id, Reason, Subject, Unnamed, Who, add_days, still_due, worklist},
    env::Env,
    i18n::fill,
    lists::{DueNames, due_title},
};

/// What is to be done, for a program to read; the names of its keys do not change.
#[derive(Clone, Debug, Serialize)]
pub struct Today {
    /// The programme's code.
    pub programme: String,
    /// The day.
    pub day: NaiveDate,
    /// What is late.
    pub late: Vec<Task>,
    /// What is due on the day.
    pub today: Vec<Task>,
    /// What is due later in the week.
    pub this_week: Vec<Task>,
    /// What is due after that.
    pub later: Vec<Task>,
}

/// Something to do.
#[derive(Clone, Debug, Serialize)]
pub struct Task {
    /// The rule that asks for it.
    pub rule: String,
    /// Whom or what it concerns.
    pub subject: Subject,
    /// By when.
    pub due_on: NaiveDate,
    /// What is to be done.
    pub what: String,
    /// The number of the participation it is about, where it is about one.
    pub number: Option<i64>,
    /// The participant's name; none for somebody who is not named and where it is about no participant.
    pub participant: Option<String>,
    /// Who has to see to it.
    pub worker: Option<String>,
    /// Why, in words; empty where `what` says it all.
    pub why: String,
    /// Why the participant is not named.
    #[serde(skip)]
    unnamed: Option<Unnamed>,
}

/// What is to be done, by everybody or by one worker; with `days`, only what is due within so many days.
pub fn today(facts: &Facts, env: &Env, worker: Option<Id>, days: Option<u32>) -> Today {
    let dues = still_due(facts, &env.definition, env.today);
    let names = DueNames::of(facts, env);
    let end = days.map(|days| add_days(env.today, i64::from(days)));
    let tasks = |group: Vec<&Due>| {
        let asked = group.into_iter().filter(|due| {
            let (_, whose) = names.sides(due);
            worker.is_none_or(|worker| whose == Some(worker)) && end.is_none_or(|end| due.due_on <= end)
        });
        asked.map(|due| task(due, &names, facts, env)).collect()
    };
    let list = worklist(&dues, env.today);
    Today {
        programme: env.definition.code.clone(),
        day: env.today,
        late: tasks(list.late),
        today: tasks(list.today),
        this_week: tasks(list.this_week),
        later: tasks(list.later),
    }
}

fn task(due: &Due, names: &DueNames, facts: &Facts, env: &Env) -> Task {
    let (participation, worker) = names.sides(due);
    let about = participation.map(|id| named(Who::Participation(id), facts, env));
    let why = due.reasons.iter().filter(|reason| !matches!(reason, Reason::Agreed { .. }));
    Task {
        rule: due.rule.clone(),
        subject: due.subject,
        due_on: due.due_on,
        what: due_title(due, env),
        number: about.as_ref().and_then(|named| named.number),
        unnamed: about.as_ref().and_then(|named| named.unnamed),
        participant: about.and_then(|named| named.name),
        worker: worker.and_then(|id| named(Who::Worker(id), facts, env).name),
        why: why.map(|reason| env.words.reason(reason)).collect::<Vec<_>>().join(", "),
    }
}

/// What is to be done, as a report.
pub fn document(facts: &Facts, env: &Env, worker: Option<Id>, days: Option<u32>) -> Document {
    let list = today(facts, env, worker, days);
    let words = &env.words.today;
    let groups = [
        (&words.late, list.late),
        (&words.today, list.today),
        (&words.this_week, list.this_week),
        (&words.later, list.later),
    ];
    let mut blocks = vec![Block::paragraph(&[fill(&env.words.report.as_of, &[("day", &env.date(env.today))])])];
    for (title, tasks) in groups.into_iter().filter(|(_, tasks)| !tasks.is_empty()) {
        blocks.push(Block::heading(format!("{title} ({})", tasks.len())));
        blocks.push(table(&tasks, env));
    }
    if blocks.len() == 1 {
        blocks.push(Block::paragraph(std::slice::from_ref(&env.words.empty.today)));
    }
    Document { report: "today".to_owned(), title: env.words.report.today.clone(), day: env.today, blocks, log: None }
}

fn table(tasks: &[Task], env: &Env) -> Block {
    let column = &env.words.column;
    let who = |task: &Task| match (task.number, &task.participant) {
        (Some(number), Some(name)) => format!("{number} {name}"),
        (Some(number), None) => {
            task.unnamed.map(|why| format!("{number} ({})", env.words.name(why))).unwrap_or_default()
        }
        _ => String::new(),
    };
    let what = |task: &Task| {
        if task.why.is_empty() { task.what.clone() } else { format!("{}: {}", task.what, task.why) }
    };
    let row = |task: &Task| vec![env.date(task.due_on), who(task), what(task), task.worker.clone().unwrap_or_default()];
    let columns = vec![
        Column::days(&column.when),
        Column::words(&column.who),
        Column::words(&column.what),
        Column::words(&column.worker),
    ];
    Block::Table { columns, rows: tasks.iter().map(row).collect() }
}
