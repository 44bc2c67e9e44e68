//! Deadlines in words: what is to be done, about whom, and who has to see to it.

use std::collections::HashMap;

use crate::{
    domain::{
        ACTION_RULE, CASELOAD_RULE, Case, Due, Facts, Id, PLAN_EVALUATION_RULE, Reason, Subject, WRITE_UP_RULE,
        current_worker, definition::Task,
    },
    env::Env,
};

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
        let support = |case: &Case| Some((case.id(), current_worker(case, env.today)?));
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

    /// Who has to see to it.
    pub(super) fn worker_of(&self, due: &Due) -> Option<Id> {
        self.sides(due).1
    }

    /// The names of the two sides; empty where there is none.
    pub(super) fn names(&self, due: &Due) -> (String, String) {
        let (participation, worker) = self.sides(due);
        let name =
            |names: &HashMap<Id, String>, id: Option<Id>| id.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
        (name(&self.people, participation), name(&self.workers, worker))
    }

    /// What a participant is called.
    pub(super) fn person(&self, id: Id) -> String {
        self.people.get(&id).cloned().unwrap_or_default()
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
                Reason::Agreed { what } => Some(what.clone()),
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
