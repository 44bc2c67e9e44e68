//! Deadlines in words: what is to be done, about whom, and who has to see to it.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::{
    domain::{Action, Definition, Due, Expected, Facts, Id, Subject, Worker, current_worker, definition::Task},
    env::Env,
    i18n::{Words, capitalised, fill},
};

/// Who is called what, and who works with whom.
pub(crate) struct Names<'a> {
    day: NaiveDate,
    words: &'static Words,
    facts: &'a Facts,
    workers: HashMap<Id, &'a Worker>,
    actions: HashMap<Id, &'a Action>,
    /// The meetings of which nothing was noted.
    meetings: HashMap<Id, Expected>,
}

impl<'a> Names<'a> {
    /// The names as of the day.
    pub(crate) fn of(facts: &'a Facts, env: &Env) -> Self {
        let actions = facts.cases.iter().flat_map(|case| &case.actions).chain(&facts.actions);
        Self {
            day: env.today,
            words: env.words,
            facts,
            workers: facts.workers.iter().map(|worker| (worker.id, &worker.record)).collect(),
            actions: actions.map(|row| (row.id, &row.record)).collect(),
            meetings: facts.expected.iter().map(|row| (row.meeting, *row)).collect(),
        }
    }

    /// Whom it is about, and who has to see to it.
    pub(crate) fn sides(&self, due: &Due) -> (Option<Id>, Option<Id>) {
        let of_participation = |id: Option<Id>| current_worker(self.facts.case(id?)?, self.day);
        match due.subject {
            Subject::Participation(id) => (Some(id), of_participation(Some(id))),
            Subject::Worker(id) => (None, Some(id)),
            Subject::Programme => (None, None),
            Subject::Action(id) => {
                let Some(action) = self.actions.get(&id) else { return (None, None) };
                (action.participation, action.worker.or_else(|| of_participation(action.participation)))
            }
            Subject::Meeting(id) => {
                let Some(Expected { participation, worker, .. }) = self.meetings.get(&id).copied() else {
                    return (None, None);
                };
                (participation, worker.or_else(|| of_participation(participation)))
            }
        }
    }

    /// Who has to see to it.
    pub(super) fn worker_of(&self, due: &Due) -> Option<Id> {
        self.sides(due).1
    }

    /// The names of the two sides; empty where there is none.
    pub(super) fn names(&self, due: &Due) -> (String, String) {
        let (participation, worker) = self.sides(due);
        let worker = worker.and_then(|id| self.workers.get(&id)).map(|worker| worker.name());
        (participation.map(|id| self.person(id)).unwrap_or_default(), worker.unwrap_or_default())
    }

    /// What a participant is called.
    pub(super) fn person(&self, id: Id) -> String {
        self.facts.case(id).map(|case| self.words.participant(case)).unwrap_or_default()
    }
}

/// What is to be done, in words.
pub(crate) fn what(due: &Due, env: &Env) -> String {
    env.words.due_title(due, &env.definition)
}

/// Why it is due, in words: the rule with the day it is counted from, and the facts that decide.
pub(crate) fn why(due: &Due, definition: &Definition, words: &Words) -> String {
    let rule = definition.deadline(&due.rule).map(|deadline| {
        let (when, day) = (words.deadline_rule(deadline, definition), words.lang.date(due.anchor));
        fill(&words.programme.counted_from, &[("when", &when), ("day", &day)])
    });
    let reasons = due.reasons.iter().map(|reason| words.reason(reason));
    capitalised(&rule.into_iter().chain(reasons).collect::<Vec<_>>().join("; "))
}

/// Where a deadline comes from: why it was chosen, or the text's own words for it.
pub(crate) fn source(rule: &str, definition: &Definition, words: &Words) -> Option<(String, String)> {
    let deadline = definition.deadline(rule)?;
    let chosen = deadline.chosen.as_ref().map(|why| (&words.programme.chosen, why.get(words.lang.code()).to_owned()));
    let given = || deadline.words.as_ref().map(|said| (&words.programme.in_the_text, words.lang.quoted(said)));
    chosen.or_else(given).map(|(label, said)| (label.clone(), said))
}

/// The form that answers a deadline by a record of its own.
pub(crate) fn answered_by(rule: &str, env: &Env) -> Option<&'static str> {
    match env.definition.deadline(rule)?.task {
        Task::FollowUp => Some("follow-up"),
        Task::Assessment => Some("assessment"),
        Task::Step => Some("path-step"),
        _ => None,
    }
}
