//! Today: what is late, due today, this week and soon, and the places that are free; it follows from the facts and is ticked off
//! by doing it.

use chrono::{Datelike, NaiveDate};

use super::{
    Cell, Column, Query, Target, Width,
    due::{Names, source, what, why},
    erased::{Item, ListOf, Loaded},
};
use crate::{
    domain::{Due, DueStatus, Facts, Id, Kind, Subject, add_days, definition::Task, places, still_due, worklist},
    env::Env,
    i18n::fill,
    store::{Result, Store},
};

/// How many days ahead the list looks, unless all deadlines are asked for.
const DAYS_AHEAD: i64 = 30;
/// The views, as [`LIST`] names them.
const MINE: usize = 1;
const ALL: usize = 2;

/// Something to do, as the list shows it.
pub(super) struct ToDo {
    day: Option<NaiveDate>,
    what: String,
    who: String,
    worker: String,
    target: Target,
    late: bool,
    why: String,
}

pub(super) static LIST: ListOf<ToDo> = ListOf {
    name: "today",
    title: |w| &w.tab.today,
    columns: COLUMNS,
    views: &[|w| &w.view.everyones, |w| &w.view.mine, |w| &w.view.all_deadlines],
    empty: |w| &w.empty.today,
    load,
    target: |item| item.target.clone(),
    attention: |item, _| item.late,
    hint: |item, _| if item.why.is_empty() { item.what.clone() } else { format!("{}. {}", item.what, item.why) },
};

#[rustfmt::skip]
const COLUMNS: &[Column<ToDo>] = &[
    Column { name: "due-on",  label: |w| &w.column.when,    width: Some(Width::Day),      cell: |t, _| Cell::Day(t.day) },
    Column { name: "weekday", label: |w| &w.column.weekday, width: Some(Width::Fixed(3)), cell: |t, e| Cell::text(short_weekday(t.day, e)) },
    Column { name: "what",    label: |w| &w.column.what,    width: Some(Width::Share(29)), cell: |t, _| Cell::text(&t.what) },
    Column { name: "who",     label: |w| &w.column.who,     width: Some(Width::Share(18)), cell: |t, _| Cell::text(&t.who) },
    Column { name: "worker",  label: |w| &w.column.worker,  width: Some(Width::Share(13)), cell: |t, _| Cell::text(&t.worker) },
];

fn short_weekday(day: Option<NaiveDate>, env: &Env) -> String {
    let name = day.map(|day| env.words.weekdays()[day.weekday().num_days_from_monday() as usize]);
    name.unwrap_or_default().chars().take(2).collect()
}

/// Where the thing can be done.
fn target(due: &Due, env: &Env) -> Target {
    let reports = || env.definition.deadline(&due.rule).is_some_and(|deadline| deadline.task == Task::Report);
    match due.subject {
        Subject::Programme if reports() => Target::HandIn(due.rule.clone(), due.occurrence),
        Subject::Participation(id) => Target::FollowUp(id, due.rule.clone(), due.occurrence),
        Subject::Worker(id) => Target::Record(Kind::Worker, id),
        Subject::Action(id) => Target::Form("action", Kind::Action, id),
        Subject::Meeting(id) => Target::Record(Kind::Meeting, id),
        Subject::Programme => Target::Section("cadence"),
    }
}

fn load(store: &Store, query: &Query, env: &Env) -> Result<Loaded<ToDo>> {
    let facts = store.facts(env.programme)?;
    let dues = still_due(&facts, &env.definition, env.today);
    let names = Names::of(&facts, env);
    let me = facts.workers.iter().find(|row| !env.user.is_empty() && row.record.login == env.user).map(|row| row.id);
    let list = worklist(&dues, env.today);
    let words = &env.words.today;
    let horizon = add_days(env.today, DAYS_AHEAD);
    let shown = |due: &&Due| match query.view {
        ALL => true,
        MINE => me.is_some() && names.worker_of(due) == me && due.due_on <= horizon,
        _ => due.due_on <= horizon,
    };
    let groups = [
        (&words.late, list.late),
        (&words.today, list.today),
        (&words.this_week, list.this_week),
        (&words.later, list.later),
    ];
    let mut lines = Vec::new();
    let (mut late, mut all) = (0, 0);
    for (place, (heading, group)) in groups.into_iter().enumerate() {
        let rows: Vec<Line> = group.into_iter().filter(shown).map(Line::ToDo).collect();
        late += if place == 0 { rows.len() } else { 0 };
        all += rows.len();
        lines.extend(section(heading, rows));
        if place == 1 {
            lines.extend(section(&words.free_places, free_places(&facts, env)));
        }
    }
    let summary = fill(&words.summary, &[("n", &all.to_string()), ("late", &late.to_string())]);
    // Only what is in the window is put into words, unless something is sought in all of them or they are sorted by them.
    let whole = !query.find.trim().is_empty() || query.sort.is_some();
    let cut = (!whole).then_some(lines.len());
    let (offset, limit) = if whole { (0, usize::MAX) } else { (query.window.offset, query.window.limit) };
    let items = lines.into_iter().skip(offset).take(limit).map(|line| line.item(&names, env)).collect();
    Ok(Loaded { items, summary, cut })
}

/// A line of the list before it is put into words.
enum Line<'a> {
    Heading(String),
    ToDo(&'a Due),
    /// A place is free for this one who waits.
    Place(Id),
}

impl Line<'_> {
    fn item(self, names: &Names, env: &Env) -> Item<ToDo> {
        match self {
            Line::Heading(text) => Item::Heading(text),
            Line::ToDo(due) => Item::Row(to_do(due, names, env)),
            Line::Place(id) => Item::Row(free_place(id, names, env)),
        }
    }
}

/// A heading with its rows; nothing where there are none.
fn section<'a>(heading: &str, rows: Vec<Line<'a>>) -> impl Iterator<Item = Line<'a>> {
    let heading = (!rows.is_empty()).then(|| Line::Heading(format!("{heading} ({})", rows.len())));
    heading.into_iter().chain(rows)
}

fn to_do(due: &Due, names: &Names, env: &Env) -> ToDo {
    let (who, worker) = names.names(due);
    let (why, source) = (why(due, &env.definition, env.words), source(&due.rule, &env.definition, env.words));
    let source = source.map(|(label, said)| format!(". {label} {said}")).unwrap_or_default();
    ToDo {
        day: Some(due.due_on),
        what: what(due, env),
        who,
        worker,
        target: target(due, env),
        late: due.status == DueStatus::Overdue,
        why: format!("{why}{source}"),
    }
}

/// A line for each free place that somebody waits for, with who is next.
fn free_places(facts: &Facts, env: &Env) -> Vec<Line<'static>> {
    let places = places(facts, &env.definition, env.today);
    let waiting = places.waiting.into_iter().take(places.free.unwrap_or(0));
    waiting.map(Line::Place).collect()
}

fn free_place(id: Id, names: &Names, env: &Env) -> ToDo {
    ToDo {
        day: None,
        what: env.words.today.offer_place.clone(),
        who: names.person(id),
        worker: String::new(),
        target: Target::Record(Kind::Participation, id),
        late: false,
        why: String::new(),
    }
}
