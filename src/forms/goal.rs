//! A goal of a plan.

use serde::{Deserialize, Serialize};

use super::{Draft, Field, Opening, Slot, erased::one_change};
use crate::{
    domain::{Act, Change, Goal, Id, Leaning, Problem, Rule, Stored},
    env::Env,
    i18n::Label,
    store::{Result, Store},
};

/// A goal, new or to be corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct GoalDraft {
    text: String,
    obstacles: String,
    reached_on: Option<chrono::NaiveDate>,
    plan: Id,
    existing: Option<Stored<Goal>>,
}

impl Draft for GoalDraft {
    const NAME: &'static str = "goal";
    const ACT: Act = Act::Plan;
    const TITLE: Label = |w| &w.form.goal;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("text", |w| &w.field.goal, |w| &w.hint.goal, Slot::Text(300, |d| &mut d.text)),
        Field::new("obstacles", |w| &w.field.obstacles, |w| &w.hint.obstacles, Slot::Text(300, |d| &mut d.obstacles)),
        Field::new("reached-on", |w| &w.field.reached_on, |w| &w.hint.reached_on, Slot::Date(Leaning::Past, |d| &mut d.reached_on)),
    ];

    fn open(store: &Store, opening: &Opening, _env: &Env) -> Result<Self> {
        let Some(id) = opening.existing else {
            return Ok(Self { plan: opening.parent.unwrap_or_default(), ..Self::default() });
        };
        let stored = store.expect::<Goal>(id)?;
        let goal = stored.record.clone();
        Ok(Self {
            text: goal.text,
            obstacles: goal.obstacles,
            reached_on: goal.reached_on,
            plan: goal.plan,
            existing: Some(stored),
        })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let late = self.reached_on.is_some_and(|day| day > env.today);
        late.then(|| Problem::new("reached-on", Rule::InTheFuture)).into_iter().collect()
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let goal = Goal {
            plan: self.plan,
            text: self.text.clone(),
            obstacles: self.obstacles.clone(),
            reached_on: self.reached_on,
        };
        one_change(self.existing.as_ref(), goal)
    }
}
