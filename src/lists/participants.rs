//! The participants: everybody who applied to the programme, and where each stands.

use chrono::NaiveDate;

use super::{
    Cell, Column, Query, Target, Width,
    erased::{Item, ListOf, Loaded},
};
use crate::{
    domain::{
        Case, DueStatus, Id, Kind, Person, Standing, State, current_worker, due_of, last_met, national_id, state,
    },
    env::Env,
    i18n::fill,
    store::{Result, Store, Window},
};

/// A participation as the list shows it.
pub(super) struct Participant {
    case: Case,
    standing: Standing,
    worker: Option<(Id, String)>,
    last_met: Option<NaiveDate>,
    /// The next deadline, and whether it has passed.
    next: Option<(NaiveDate, bool)>,
}

pub(super) static LIST: ListOf<Participant> = ListOf {
    name: "participants",
    title: |w| &w.tab.participants,
    columns: COLUMNS,
    views: &[|w| &w.view.everybody, |w| &w.view.open, |w| &w.view.mine, |w| &w.view.waiting, |w| &w.view.exited],
    empty: |w| &w.empty.participants,
    load,
    target: |item| Target::Record(Kind::Participation, item.case.id()),
    attention: |item, _| item.next.is_some_and(|(_, late)| late),
    hint,
};

#[rustfmt::skip]
const COLUMNS: &[Column<Participant>] = &[
    Column { name: "number",      label: |w| &w.column.number,   width: Some(Width::Fixed(3)), cell: |p, _| Cell::Number(p.case.participation.record.number) },
    Column { name: "name",        label: |w| &w.column.name,     width: Some(Width::Share(3)), cell: |p, e| Cell::Text(e.words.beside_number(&p.case)) },
    Column { name: "surname",     label: |w| &w.field.surname,     width: None, cell: |p, e| surname(p, e) },
    Column { name: "given",       label: |w| &w.field.given,       width: None, cell: |p, _| shown(p, |person| &person.given) },
    Column { name: "national-id", label: |w| &w.field.national_id, width: None, cell: |p, _| shown(p, |person| &person.national_id) },
    Column { name: "born",        label: |w| &w.field.born,        width: None, cell: |p, _| Cell::Day(p.case.shown().and_then(|person| person.born)) },
    Column { name: "gender",      label: |w| &w.field.gender,      width: None, cell: |p, e| Cell::text(e.words.name_or_empty(p.case.person.record.gender)) },
    Column { name: "phone",       label: |w| &w.field.phone,       width: None, cell: |p, _| shown(p, |person| &person.phone) },
    Column { name: "email",       label: |w| &w.field.email,       width: None, cell: |p, _| shown(p, |person| &person.email) },
    Column { name: "address",     label: |w| &w.field.address,     width: None, cell: |p, _| shown(p, |person| &person.address) },
    Column { name: "source",      label: |w| &w.field.source,      width: None, cell: |p, e| Cell::text(e.words.name_or_empty(p.case.participation.record.source.filter(|source| !source.is_special()))) },
    Column { name: "applied-on",  label: |w| &w.field.applied_on,  width: None, cell: |p, _| Cell::Day(p.case.participation.record.applied_on) },
    Column { name: "state",       label: |w| &w.column.state,    width: Some(Width::Words), cell: |p, e| Cell::text(e.words.name(p.standing.state)) },
    Column { name: "since",       label: |w| &w.column.since,    width: None,                  cell: |p, _| Cell::Day(p.standing.since) },
    Column { name: "worker",      label: |w| &w.column.worker,   width: Some(Width::Share(2)), cell: |p, _| Cell::text(p.worker.as_ref().map_or("", |(_, name)| name)) },
    Column { name: "last-met",    label: |w| &w.column.last_met, width: Some(Width::Day),      cell: |p, _| Cell::Day(p.last_met) },
    Column { name: "next",        label: |w| &w.column.next,     width: Some(Width::Day),      cell: |p, _| Cell::Day(p.next.map(|(day, _)| day)) },
];

/// The surname, or why there is none; who is not named is passed over when the sheet is taken in again.
fn surname(item: &Participant, env: &Env) -> Cell {
    Cell::Text(item.case.shown().map_or_else(|| env.words.beside_number(&item.case), |person| person.surname.clone()))
}

/// A field of the person, where it may be shown.
fn shown(item: &Participant, field: fn(&Person) -> &String) -> Cell {
    Cell::text(item.case.shown().map(field).cloned().unwrap_or_default())
}

/// The columns by which the file itself can order.
const NUMBER: usize = 0;
const NAME: usize = 1;
/// The views, as [`LIST`] names them.
const EVERYBODY: usize = 0;
const MINE: usize = 2;

fn load(store: &Store, query: &Query, env: &Env) -> Result<Loaded<Participant>> {
    let by_number = query.sort == Some((NUMBER, false));
    let by_name = query.sort.is_none() || query.sort == Some((NAME, false));
    // What the file itself can order is read a window at a time; anything else needs everybody.
    let in_file = query.view == EVERYBODY && (by_name || by_number);
    let window = if in_file { query.window } else { Window::ALL };
    let found = store.participations(env.programme, &query.find, by_number, window)?;
    let workers = store.all::<crate::domain::Worker>()?;
    let me =
        workers.iter().find(|worker| !env.user.is_empty() && worker.record.login == env.user).map(|worker| worker.id);
    let name = |id: Id| workers.iter().find(|worker| worker.id == id).map(|worker| (id, worker.record.name()));
    let items = store.cases(&found.ids)?.into_iter().map(|case| participant(case, &name, env));
    let items: Vec<_> = items.filter(|item| in_file || in_view(item, query.view, me)).collect();
    let counted = env.words.counted(if in_file { found.total } else { items.len() }, &env.words.plural.people);
    let mut items = items;
    if let (false, Some((column, down))) = (in_file, query.sort) {
        sort(&mut items, column, down, env);
    }
    let total = if in_file { found.total } else { items.len() };
    if !in_file {
        items = items.into_iter().skip(query.window.offset).take(query.window.limit).collect();
    }
    Ok(Loaded { items: items.into_iter().map(Item::Row).collect(), summary: counted, cut: Some(total) })
}

fn sort(items: &mut [Participant], column: usize, down: bool, env: &Env) {
    let Some(column) = COLUMNS.get(column) else { return };
    let order = crate::i18n::Order::new(env.words.lang);
    items.sort_by_cached_key(|item| item.case.participation.record.number);
    items.sort_by(|a, b| {
        let (a, b) = if down { (b, a) } else { (a, b) };
        (column.cell)(a, env).compare(&(column.cell)(b, env), &order)
    });
}

fn in_view(item: &Participant, view: usize, me: Option<Id>) -> bool {
    let open = matches!(item.standing.state, State::Active | State::Paused);
    match view {
        EVERYBODY => true,
        1 => open,
        MINE => open && me.is_some() && item.worker.as_ref().map(|(id, _)| *id) == me,
        3 => matches!(item.standing.state, State::Waiting | State::NotYet),
        _ => matches!(item.standing.state, State::Exited | State::Refused | State::Withdrawn),
    }
}

fn participant(case: Case, name: &dyn Fn(Id) -> Option<(Id, String)>, env: &Env) -> Participant {
    let day = env.today;
    let next = due_of(&case, env.rules(&case), day)
        .into_iter()
        .filter(crate::domain::Due::to_do)
        .map(|due| (due.due_on, due.status == DueStatus::Overdue))
        .min();
    Participant {
        standing: state(&case, env.rules(&case), day),
        worker: current_worker(&case, day).and_then(name),
        last_met: last_met(&case, day),
        next,
        case,
    }
}

fn hint(item: &Participant, env: &Env) -> String {
    let Some(person) = item.case.shown() else { return env.words.participant(&item.case) };
    let shown = |value: &str| if value.is_empty() { env.words.hint.unknown.clone() } else { value.to_owned() };
    let code = national_id::masked(&person.national_id);
    let fields = [
        ("name", person.name()),
        ("code", shown(&code)),
        ("phone", shown(&person.phone)),
        ("address", shown(&person.address)),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(key, value)| (*key, value.as_str())).collect();
    fill(&env.words.hint.person, &fields)
}
