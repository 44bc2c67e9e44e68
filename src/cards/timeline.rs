//! The timeline: everything dated about a participation, newest first.

mod around;

use chrono::NaiveDate;

use super::progress::joined;
use crate::{
    domain::{Case, Id, Kind, Meeting, Stored, Worker},
    env::Env,
    forms::ItemList,
    i18n::fill,
    lists::{Cell, Row, Target},
    store::Store,
};

/// Something dated.
struct Event {
    day: NaiveDate,
    kind: String,
    what: String,
    target: Target,
    attention: bool,
}

/// Everything dated about the participation and its meetings, newest first.
pub(super) fn timeline(
    store: &Store,
    case: &Case,
    met: &[Stored<Meeting>],
    workers: &[Stored<Worker>],
    env: &Env,
) -> Vec<Row> {
    let mut events = stays(case, env);
    events.extend(people(case, workers, env));
    events.extend(meetings(met, env));
    events.extend(plans(case, env));
    events.extend(actions(case, env));
    events.extend(situation(case, env));
    events.extend(around::around(store, case, env));
    events.sort_by_key(|event| std::cmp::Reverse(event.day));
    events.into_iter().map(row).collect()
}

fn row(event: Event) -> Row {
    let hint = event.what.clone();
    let cells = vec![Cell::Day(Some(event.day)), Cell::Text(event.kind), Cell::Text(event.what)];
    Row { target: event.target, cells, attention: event.attention, hint }
}

fn stays(case: &Case, env: &Env) -> Vec<Event> {
    let words = env.words;
    let mut events = Vec::new();
    for facts in &case.stays {
        let (id, stay) = (facts.stay.id, &facts.stay.record);
        let event = |day, kind: &str, what: String, form| Event {
            day,
            kind: kind.to_owned(),
            what,
            target: Target::Form(form, Kind::Stay, id),
            attention: false,
        };
        events.push(event(stay.entered_on, &words.form.entry, words.timeline.entered.clone(), "entry"));
        if let Some(exit) = stay.exited_on {
            let why = joined(&[words.name_or_empty(stay.exit_reason), &stay.exit_note]);
            events.push(event(exit, &words.form.exit, why, "exit"));
        }
        events.extend(facts.pauses.iter().map(|pause| {
            let until = pause.record.to.map(|to| fill(&words.timeline.until, &[("day", &env.date(to))]));
            Event {
                day: pause.record.from,
                kind: words.form.pause.clone(),
                what: joined(&[&until.unwrap_or_default(), &pause.record.reason]),
                target: Target::Form("pause", Kind::Pause, pause.id),
                attention: false,
            }
        }));
    }
    let participation = &case.participation;
    if let Some(day) = participation.record.applied_on {
        let what = joined(&[
            words.name_or_empty(participation.record.source),
            words.name_or_empty(participation.record.ruling),
        ]);
        let target = Target::Form("registration", Kind::Participation, participation.id);
        events.push(Event { day, kind: words.timeline.application.clone(), what, target, attention: false });
    }
    events
}

fn people(case: &Case, workers: &[Stored<Worker>], env: &Env) -> Vec<Event> {
    let name = |id: Id| workers.iter().find(|worker| worker.id == id).map(|worker| worker.record.name());
    let events = case.assignments.iter().map(|row| {
        let until = row.record.to.map(|to| fill(&env.words.timeline.until, &[("day", &env.date(to))]));
        Event {
            day: row.record.from,
            kind: env.words.field.worker.clone(),
            what: joined(&[&name(row.record.worker).unwrap_or_default(), &until.unwrap_or_default()]),
            target: Target::Record(Kind::Worker, row.record.worker),
            attention: false,
        }
    });
    events.collect()
}

fn meetings(met: &[Stored<Meeting>], env: &Env) -> Vec<Event> {
    let words = env.words;
    let component = |id: &str| ItemList::Components.name(id, &env.definition, words);
    let events = met.iter().map(|meeting| {
        let record = &meeting.record;
        let to_write_up = record.result.is_none() && record.date < env.today;
        let result = match record.result {
            Some(crate::domain::MeetingResult::Held) => "",
            Some(result) => words.name(result),
            None if to_write_up => &words.meeting.to_write_up,
            None => &words.meeting.planned,
        };
        let first_line = record.notes.lines().next().unwrap_or_default();
        Event {
            day: record.date,
            kind: words.form.meeting.clone(),
            what: joined(&[words.name(record.kind), &component(&record.component), result, first_line]),
            target: Target::Record(Kind::Meeting, meeting.id),
            attention: to_write_up,
        }
    });
    events.collect()
}

fn plans(case: &Case, env: &Env) -> Vec<Event> {
    let words = env.words;
    let mut events = Vec::new();
    for facts in &case.plans {
        let plan = &facts.plan;
        let target = Target::Form("plan", Kind::Plan, plan.id);
        let kind = words.form.plan.clone();
        let what = plan.record.situation.lines().next().unwrap_or_default().to_owned();
        events.push(Event {
            day: plan.record.made_on,
            kind: kind.clone(),
            what,
            target: target.clone(),
            attention: false,
        });
        if let Some(day) = plan.record.evaluated_on {
            let what = joined(&[&words.timeline.evaluated, plan.record.result.lines().next().unwrap_or_default()]);
            events.push(Event { day, kind, what, target, attention: false });
        }
        for goal in &facts.goals {
            let reached = goal.record.reached_on.map(|day| fill(&words.timeline.reached, &[("day", &env.date(day))]));
            events.push(Event {
                day: plan.record.made_on,
                kind: words.form.goal.clone(),
                what: joined(&[&goal.record.text, &reached.unwrap_or_default()]),
                target: Target::Form("goal", Kind::Goal, goal.id),
                attention: false,
            });
        }
    }
    events
}

fn actions(case: &Case, env: &Env) -> Vec<Event> {
    let words = &env.words.timeline;
    let events = case.actions.iter().filter_map(|row| {
        let action = &row.record;
        let meeting = action.meeting.and_then(|id| case.meetings.iter().find(|meeting| meeting.id == id));
        let day =
            action.done_on.or(action.dropped_on).or(action.due_on).or(meeting.map(|meeting| meeting.record.date))?;
        let late = action.open() && action.due_on.is_some_and(|due| due < env.today);
        let state = match (action.done_on, action.dropped_on) {
            (Some(_), _) => words.done.as_str(),
            (None, Some(_)) => &words.dropped,
            _ if late => &words.late,
            _ => &words.open,
        };
        Some(Event {
            day,
            kind: env.words.form.action.clone(),
            what: format!("{} ({state})", action.text),
            target: Target::Form("action", Kind::Action, row.id),
            attention: late,
        })
    });
    events.collect()
}

fn situation(case: &Case, env: &Env) -> Vec<Event> {
    let words = env.words;
    let spells = case.spells.iter().map(|row| {
        let spell = &row.record;
        let until = spell.to.map(|to| fill(&words.timeline.until, &[("day", &env.date(to))])).unwrap_or_default();
        let probation = spell.probation_ends_on.map(|day| fill(&words.timeline.probation, &[("day", &env.date(day))]));
        Event {
            day: spell.from,
            kind: words.name(spell.kind).to_owned(),
            what: joined(&[&spell.employer, &until, &probation.unwrap_or_default()]),
            target: Target::Form("spell", Kind::Spell, row.id),
            attention: false,
        }
    });
    let statuses = case.statuses.iter().map(|row| Event {
        day: row.record.date,
        kind: words.column.status.clone(),
        what: joined(&[
            words.name(row.record.moment),
            words.name_or_empty(row.record.labour),
            words.name_or_empty(row.record.livelihood),
        ]),
        target: Target::Form("status", Kind::Status, row.id),
        attention: false,
    });
    let follow_ups = case.follow_ups.iter().map(|row| Event {
        day: row.record.date,
        kind: words.form.follow_up.clone(),
        what: joined(&[
            words.name(row.record.result),
            words.name_or_empty(row.record.labour),
            row.record.notes.lines().next().unwrap_or_default(),
        ]),
        target: Target::Form("follow-up", Kind::FollowUp, row.id),
        attention: false,
    });
    spells.chain(statuses).chain(follow_ups).collect()
}
