//! A case plan: the situation as seen on a day, and the first goal.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Draft, Field, Opening, Slot, erased::one_change};
use crate::{
    domain::{Act, Change, Goal, Id, Leaning, Plan, Problem, Rule, Stored},
    env::Env,
    i18n::{Label, Words},
    store::{Result, Store},
};

/// A plan, new (with its first goal) or to be corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct PlanDraft {
    made_on: Option<NaiveDate>,
    situation: String,
    goal: String,
    obstacles: String,
    evaluate_on: Option<NaiveDate>,
    evaluated_on: Option<NaiveDate>,
    result: String,
    participation: Id,
    existing: Option<Stored<Plan>>,
    about: String,
}

impl Draft for PlanDraft {
    const NAME: &'static str = "plan";
    const ACT: Act = Act::Plan;
    const TITLE: Label = |w| &w.form.plan;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("made-on", |w| &w.field.made_on, |w| &w.hint.made_on, Slot::Date(Leaning::Past, |d| &mut d.made_on)),
        Field::new("situation", |w| &w.field.situation, |w| &w.hint.situation, Slot::Notes(|d| &mut d.situation)),
        Field::new("goal", |w| &w.field.goal, |w| &w.hint.goal, Slot::Text(300, |d| &mut d.goal)),
        Field::new("obstacles", |w| &w.field.obstacles, |w| &w.hint.obstacles, Slot::Text(300, |d| &mut d.obstacles)),
        Field::new("evaluate-on", |w| &w.field.evaluate_on, |w| &w.hint.evaluate_on, Slot::Date(Leaning::Future, |d| &mut d.evaluate_on)),
        Field::new("evaluated-on", |w| &w.field.evaluated_on, |w| &w.hint.evaluated_on, Slot::Date(Leaning::Past, |d| &mut d.evaluated_on)),
        Field::new("result", |w| &w.field.evaluation, |w| &w.hint.evaluation, Slot::Notes(|d| &mut d.result)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<Plan>(id)).transpose()?;
        let participation =
            existing.as_ref().map(|plan| plan.record.participation).or(opening.participation).unwrap_or_default();
        let about = super::erased::name_of(store, crate::domain::Kind::Participation, participation, env.words);
        let Some(stored) = existing else {
            return Ok(Self { made_on: Some(env.today), participation, about, ..Self::default() });
        };
        let plan = stored.record.clone();
        Ok(Self {
            made_on: Some(plan.made_on),
            situation: plan.situation,
            evaluate_on: plan.evaluate_on,
            evaluated_on: plan.evaluated_on,
            result: plan.result,
            participation,
            existing: Some(stored),
            about,
            ..Self::default()
        })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (field, day) in [("made-on", self.made_on), ("evaluated-on", self.evaluated_on)] {
            if day.is_some_and(|day| day > env.today) {
                problems.push(Problem::new(field, Rule::InTheFuture));
            }
        }
        if let Some(made) = self.made_on.filter(|made| self.evaluated_on.is_some_and(|day| day < *made)) {
            problems.push(Problem::new("evaluated-on", Rule::BeforeBeginning(made)));
        }
        if self.goal.is_empty() && !self.obstacles.is_empty() {
            problems.push(Problem::new("goal", Rule::Missing));
        }
        problems
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let Some(made_on) = self.made_on else { return Vec::new() };
        let plan = Plan {
            participation: self.participation,
            made_on,
            situation: self.situation.clone(),
            evaluate_on: self.evaluate_on,
            evaluated_on: self.evaluated_on,
            result: self.result.clone(),
        };
        let id = self.existing.as_ref().map_or(Id(-1), |stored| stored.id);
        let mut changes = one_change(self.existing.as_ref(), plan);
        if !self.goal.is_empty() {
            let goal = Goal { plan: id, text: self.goal.clone(), obstacles: self.obstacles.clone(), reached_on: None };
            changes.push(Change::Create(Id(-1), goal.into()));
        }
        changes
    }

    fn about(&self, _words: &Words) -> String {
        self.about.clone()
    }

    fn participation(&self) -> Option<Id> {
        Some(self.participation)
    }
}
