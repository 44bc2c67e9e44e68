//! Today: what is late, due today, this week and later; it follows from the facts and is ticked off by doing it.

use std::collections::HashMap;

use chrono::Datelike;

use super::{
    Cell, Column, Query, Target, Width,
    erased::{Item, ListOf, Loaded},
};
use crate::{
    domain::{
        ACTION_RULE, CASELOAD_RULE, Due, DueStatus, Facts, Id, Kind, PLAN_EVALUATION_RULE, Subject, WRITE_UP_RULE,
        current_worker, definition::Task, due, worklist,
    },
    env::Env,
    i18n::{capitalised, fill},
    store::{Result, Store},
};

/// Something to do, as the list shows it.
pub(super) struct ToDo {
    due: Due,
    what: String,
    who: String,
    worker: String,
}

pub(super) static LIST: ListOf<ToDo> = ListOf {
    name: "today",
    title: |w| &w.tab.today,
    columns: COLUMNS,
    views: &[|w| &w.view.everyones, |w| &w.view.mine],
    empty: |w| &w.empty.today,
    load,
    target: |item| target(&item.due),
    attention: |item, _| item.due.status == DueStatus::Overdue,
    hint,
};

#[rustfmt::skip]
const COLUMNS: &[Column<ToDo>] = &[
    Column { name: "due-on", label: |w| &w.column.when,   width: Some(Width::Day),      cell: |t, _| Cell::Day(Some(t.due.due_on)) },
    Column { name: "weekday", label: |w| &w.column.weekday, width: Some(Width::Fixed(3)), cell: |t, e| Cell::text(short_weekday(&t.due, e)) },
    Column { name: "what",   label: |w| &w.column.what,   width: Some(Width::Share(3)), cell: |t, _| Cell::text(&t.what) },
    Column { name: "who",    label: |w| &w.column.who,    width: Some(Width::Share(2)), cell: |t, _| Cell::text(&t.who) },
    Column { name: "worker", label: |w| &w.column.worker, width: Some(Width::Share(1)), cell: |t, _| Cell::text(&t.worker) },
];

fn hint(item: &ToDo, env: &Env) -> String {
    let reasons: Vec<String> = item.due.reasons.iter().map(|reason| env.words.reason(reason)).collect();
    format!("{}. {}", item.what, capitalised(&reasons.join("; ")))
}

fn short_weekday(due: &Due, env: &Env) -> String {
    let name = env.words.weekdays()[due.due_on.weekday().num_days_from_monday() as usize];
    name.chars().take(2).collect()
}

/// Where the thing can be done.
fn target(due: &Due) -> Target {
    match due.subject {
        Subject::Participation(id) => Target::FollowUp(id, due.rule.clone(), due.occurrence),
        Subject::Worker(id) => Target::Record(Kind::Worker, id),
        Subject::Action(id) => Target::Form("action", Kind::Action, id),
        Subject::Meeting(id) => Target::Record(Kind::Meeting, id),
        Subject::Programme => Target::Section("cadence"),
    }
}

fn load(store: &Store, query: &Query, env: &Env) -> Result<Loaded<ToDo>> {
    let facts = store.facts(env.programme)?;
    let dues = due(&facts, &env.definition, env.today);
    let names = Names::of(&facts, env);
    let me = facts.workers.iter().find(|row| !env.user.is_empty() && row.record.login == env.user).map(|row| row.id);
    let list = worklist(&dues, env.today);
    let words = &env.words.today;
    let groups = [
        (&words.late, list.late),
        (&words.today, list.today),
        (&words.this_week, list.this_week),
        (&words.later, list.later),
    ];
    let mut items = Vec::new();
    let (mut late, mut all) = (0, 0);
    for (place, (heading, group)) in groups.into_iter().enumerate() {
        let group: Vec<&Due> = group
            .into_iter()
            .filter(|due| query.view == 0 || names.worker_of(due).is_some_and(|worker| Some(worker) == me))
            .collect();
        if place == 0 {
            late = group.len();
        }
        all += group.len();
        if !group.is_empty() {
            items.push(Item::Heading(format!("{heading} ({})", group.len())));
        }
        items.extend(group.into_iter().map(|due| Item::Row(names.to_do(due, env))));
    }
    let counts = [("n", all.to_string()), ("late", late.to_string())];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(key, value)| (*key, value.as_str())).collect();
    Ok(Loaded { items, summary: fill(&words.summary, &counts), cut: None })
}

/// Who is called what, and who works with whom.
pub(crate) struct Names {
    people: HashMap<Id, String>,
    workers: HashMap<Id, String>,
    /// The worker of each participation on the day.
    support: HashMap<Id, Id>,
    /// The participation and the worker of each agreed action.
    actions: HashMap<Id, (Option<Id>, Option<Id>)>,
    /// The first participation and the first worker of each meeting.
    meetings: HashMap<Id, (Option<Id>, Option<Id>)>,
}

impl Names {
    /// The names as of the day.
    pub(crate) fn of(facts: &Facts, env: &Env) -> Self {
        let actions = facts.cases.iter().flat_map(|case| &case.actions).chain(&facts.actions);
        let support = |case: &crate::domain::Case| Some((case.id(), current_worker(case, env.today)?));
        Self {
            people: facts.cases.iter().map(|case| (case.id(), case.person.record.name())).collect(),
            workers: facts.workers.iter().map(|worker| (worker.id, worker.record.name())).collect(),
            support: facts.cases.iter().filter_map(support).collect(),
            actions: actions.map(|row| (row.id, (row.record.participation, row.record.worker))).collect(),
            meetings: (facts.meetings.iter())
                .map(|row| (row.meeting.id, (row.participations.first().copied(), row.workers.first().copied())))
                .collect(),
        }
    }

    /// Whom it is about, and who has to see to it.
    pub(crate) fn sides(&self, due: &Due) -> (Option<Id>, Option<Id>) {
        let of_participation = |id: Option<Id>| id.and_then(|id| self.support.get(&id).copied());
        match due.subject {
            Subject::Participation(id) => (Some(id), of_participation(Some(id))),
            Subject::Worker(id) => (None, Some(id)),
            Subject::Programme => (None, None),
            Subject::Action(id) => {
                let (participation, worker) = self.actions.get(&id).copied().unwrap_or_default();
                (participation, worker.or_else(|| of_participation(participation)))
            }
            Subject::Meeting(id) => {
                let (participation, worker) = self.meetings.get(&id).copied().unwrap_or_default();
                (participation, worker.or_else(|| of_participation(participation)))
            }
        }
    }

    fn worker_of(&self, due: &Due) -> Option<Id> {
        self.sides(due).1
    }

    fn to_do(&self, due: &Due, env: &Env) -> ToDo {
        let (participation, worker) = self.sides(due);
        let name =
            |names: &HashMap<Id, String>, id: Option<Id>| id.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
        ToDo {
            what: what(due, env),
            who: name(&self.people, participation),
            worker: name(&self.workers, worker),
            due: due.clone(),
        }
    }
}

/// What is to be done, in words.
pub(crate) fn what(due: &Due, env: &Env) -> String {
    let language = env.words.lang.code();
    let words = &env.words.today;
    if let Some(deadline) = env.definition.deadline(&due.rule) {
        return deadline.name.get(language).to_owned();
    }
    match due.rule.as_str() {
        ACTION_RULE => due
            .reasons
            .iter()
            .find_map(|reason| match reason {
                crate::domain::Reason::Agreed { what } => Some(what.clone()),
                _ => None,
            })
            .unwrap_or_else(|| words.action.clone()),
        WRITE_UP_RULE => words.write_up.clone(),
        PLAN_EVALUATION_RULE => words.plan_evaluation.clone(),
        CASELOAD_RULE => words.caseload.clone(),
        _ => env.definition.cadence.as_ref().map_or_else(String::new, |cadence| cadence.name.get(language).to_owned()),
    }
}

/// Whether a deadline is answered by recording a follow-up.
pub(crate) fn wants_follow_up(rule: &str, env: &Env) -> bool {
    env.definition.deadline(rule).is_some_and(|deadline| deadline.task == Task::FollowUp)
}
