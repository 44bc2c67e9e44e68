//! Somebody's part in the case team or the resource group of a participant.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Draft, Field, ItemList, Opening, Slot,
    days::{to_come, too_early},
    erased::one_change,
    field::choice_slot,
    whose::Whose,
};
use crate::{
    domain::{Act, Change, Choice, Id, Kind, Leaning, Problem, Rule, Stored, Team, TeamMember},
    env::Env,
    i18n::{Label, Words},
    store::{Result, Store},
};

/// A part in a team, new or to be corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct TeamMemberDraft {
    team: Option<Team>,
    worker: Option<Id>,
    name: String,
    field: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    whose: Whose,
    existing: Option<Stored<TeamMember>>,
}

impl Draft for TeamMemberDraft {
    const NAME: &'static str = "team-member";
    const ACT: Act = Act::TeamMember;
    const TITLE: Label = |w| &w.form.team_member;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("team", |w| &w.field.team, |w| &w.hint.team, choice_slot!(Team, team)),
        Field::new("field", |w| &w.field.team_field, |w| &w.hint.team_field, Slot::Item(ItemList::CaseTeam, |d| &mut d.field)),
        Field::new("worker", |w| &w.field.member_worker, |w| &w.hint.worker, Slot::Link(Kind::Worker, |d| &mut d.worker)),
        Field::new("name", |w| &w.field.member, |w| &w.hint.member, Slot::Text(120, |d| &mut d.name)),
        Field::needed("from", |w| &w.field.from, |w| &w.hint.from, Slot::Date(Leaning::Past, |d| &mut d.from)),
        Field::new("to", |w| &w.field.to, |w| &w.hint.to, Slot::Date(Leaning::Future, |d| &mut d.to)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<TeamMember>(id)).transpose()?;
        let participation = existing.as_ref().map(|row| row.record.participation).or(opening.participation);
        let whose = Whose::participation(store, participation, env.words)?;
        let Some(stored) = existing else {
            return Ok(Self { team: Some(Team::CaseTeam), from: Some(env.today), whose, ..Self::default() });
        };
        let member = stored.record.clone();
        Ok(Self {
            team: Some(member.team),
            worker: member.worker,
            name: member.name,
            field: member.field,
            from: Some(member.from),
            to: member.to,
            whose,
            existing: Some(stored),
        })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let mut problems = to_come(&[("from", self.from)], env);
        problems.extend(too_early("to", self.to, self.from));
        match (self.worker, self.name.is_empty()) {
            (None, true) => problems.push(Problem::new("worker", Rule::Missing)),
            (Some(_), false) => problems.push(Problem::new("name", Rule::OnlyOne)),
            _ => {}
        }
        if self.team == Some(Team::ResourceGroup) && !self.field.is_empty() {
            problems.push(Problem::new("field", Rule::OnlyWith(Team::SET, Team::CaseTeam.code())));
        }
        problems
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let (Some(team), Some(from)) = (self.team, self.from) else { return Vec::new() };
        let member = TeamMember {
            participation: self.whose.participation,
            team,
            worker: self.worker,
            name: self.name.clone(),
            field: self.field.clone(),
            from,
            to: self.to,
        };
        one_change(self.existing.as_ref(), member)
    }

    fn about(&self, _words: &Words) -> String {
        self.whose.name.clone()
    }
}
