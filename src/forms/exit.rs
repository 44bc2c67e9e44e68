//! The exit: leaving is one act. It ends the stay and its assignments, notes the status, and shows before saving what follows.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Draft, Field, Opening, Slot, erased::one_change, field::choice_slot};
use crate::{
    domain::{
        Act, Action, Answer, Assignment, Case, Change, ExitReason, Id, Labour, Leaning, Livelihood, Moment, Problem,
        Rule, SpellKind, Status, Stay, Stored, places,
    },
    env::Env,
    i18n::{Label, Words, fill},
    store::{Result, Store},
};

/// A stay that ends, or whose end is corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ExitDraft {
    exited_on: Option<NaiveDate>,
    exit_reason: Option<ExitReason>,
    labour: Option<Labour>,
    livelihood: Option<Livelihood>,
    drop_actions: Option<Answer>,
    note: String,
    case: Option<Case>,
    stay: Option<Stored<Stay>>,
    /// Who waits longest for a place.
    next: Option<String>,
}

impl Draft for ExitDraft {
    const NAME: &'static str = "exit";
    const ACT: Act = Act::Exit;
    const TITLE: Label = |w| &w.form.exit;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("exited-on", |w| &w.field.exited_on, |w| &w.hint.exited_on, Slot::Date(Leaning::Past, |d| &mut d.exited_on)),
        Field::needed("exit-reason", |w| &w.field.exit_reason, |w| &w.hint.exit_reason, choice_slot!(ExitReason, exit_reason)),
        Field::new("labour", |w| &w.field.labour_after, |w| &w.hint.labour, choice_slot!(Labour, labour)),
        Field::new("livelihood", |w| &w.field.livelihood_after, |w| &w.hint.livelihood, choice_slot!(Livelihood, livelihood)),
        Field::new("drop-actions", |w| &w.field.drop_actions, |w| &w.hint.drop_actions, choice_slot!(Answer, drop_actions)),
        Field::new("note", |w| &w.field.note, |w| &w.hint.note, Slot::Text(300, |d| &mut d.note)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let given = opening.existing.map(|id| store.expect::<Stay>(id)).transpose()?;
        let participation = given.as_ref().map(|stay| stay.record.participation).or(opening.participation);
        let case = participation.map(|id| store.case(id)).transpose()?.flatten();
        let open = |case: &Case| {
            case.stays.iter().map(|facts| facts.stay.clone()).find(|stay| stay.record.exited_on.is_none())
        };
        let stay = given.or_else(|| case.as_ref().and_then(open));
        let next = places(&store.facts(env.programme)?, &env.definition, env.today).waiting.first().copied();
        let exit = stay.as_ref().and_then(|stay| stay.record.exited_on);
        let noted =
            case.as_ref().zip(exit).and_then(|(case, exit)| at_exit(case, exit)).map(|status| status.record.clone());
        Ok(Self {
            exited_on: exit.or(Some(env.today)),
            exit_reason: stay.as_ref().and_then(|stay| stay.record.exit_reason),
            labour: noted.as_ref().and_then(|status| status.labour),
            livelihood: noted.as_ref().and_then(|status| status.livelihood),
            drop_actions: None,
            note: stay.as_ref().map(|stay| stay.record.exit_note.clone()).unwrap_or_default(),
            next: next.map(|id| super::erased::name_of(store, crate::domain::Kind::Participation, id, env.words)),
            case,
            stay,
        })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let Some(day) = self.exited_on else { return Vec::new() };
        let mut problems = Vec::new();
        if let Some(stay) = self.stay.as_ref().filter(|stay| day < stay.record.entered_on) {
            problems.push(Problem::new("exited-on", Rule::BeforeBeginning(stay.record.entered_on)));
        }
        if day > env.today {
            problems.push(Problem::new("exited-on", Rule::InTheFuture));
        }
        problems
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let (Some(day), Some(reason), Some(stay), Some(case)) =
            (self.exited_on, self.exit_reason, &self.stay, &self.case)
        else {
            return Vec::new();
        };
        let mut changes = one_change(Some(stay), self.ended_stay(stay, day, reason));
        let earlier = stay.record.exited_on;
        for row in case.assignments.iter().filter(|row| row.record.to == earlier && row.record.from <= day) {
            let ended = Assignment { to: Some(day), ..row.record.clone() };
            changes.extend(one_change(Some(row), ended));
        }
        changes.extend(self.status_change(case, day));
        if self.drop_actions == Some(Answer::Yes) {
            let dropped = |row: &Stored<Action>| Action { dropped_on: Some(day), ..row.record.clone() };
            changes.extend(open_actions(case).map(|row| Change::Update(row.id, row.version, dropped(row).into())));
        }
        changes
    }

    fn foreseen(&self, env: &Env) -> Vec<Change> {
        Self { exit_reason: self.exit_reason.or(Some(ExitReason::Other)), ..self.clone() }.changes(env)
    }

    fn consequences(&self, env: &Env) -> Vec<String> {
        let Some(case) = self.case.as_ref().filter(|_| self.exited_on.is_some()) else { return Vec::new() };
        let words = &env.words.exit;
        let mut lines = vec![status_before(case, env)];
        let actions: Vec<&str> = open_actions(case).map(|row| row.record.text.as_str()).collect();
        if !actions.is_empty() {
            let key = if self.drop_actions == Some(Answer::Yes) { &words.actions_dropped } else { &words.actions_stay };
            lines.push(fill(key, &[("n", &actions.len().to_string()), ("actions", &actions.join("; "))]));
        }
        lines.push(match &self.next {
            Some(name) => fill(&words.place_next, &[("name", name)]),
            None => words.place_nobody.clone(),
        });
        lines.extend(self.missing(case, env));
        lines
    }

    fn about(&self, words: &Words) -> String {
        self.case.as_ref().map(|case| words.participant(case)).unwrap_or_default()
    }

    fn participation(&self) -> Option<Id> {
        self.case.as_ref().map(Case::id)
    }
}

impl ExitDraft {
    fn ended_stay(&self, stay: &Stored<Stay>, day: NaiveDate, reason: ExitReason) -> Stay {
        let exit_note = self.note.clone();
        Stay { exited_on: Some(day), exit_reason: Some(reason), exit_note, ..stay.record.clone() }
    }

    fn status_change(&self, case: &Case, day: NaiveDate) -> Vec<Change> {
        let noted = self.stay.as_ref().and_then(|stay| stay.record.exited_on).and_then(|exit| at_exit(case, exit));
        if noted.is_none() && self.labour.is_none() && self.livelihood.is_none() {
            return Vec::new();
        }
        let before = noted.map_or_else(|| Status::on(case.id(), day, Moment::Exit), |noted| noted.record.clone());
        one_change(noted, Status { date: day, labour: self.labour, livelihood: self.livelihood, ..before })
    }

    /// What the funder's row still lacks.
    fn missing(&self, case: &Case, env: &Env) -> Vec<String> {
        let words = &env.words.exit;
        let mut lines = Vec::new();
        if self.labour.is_none() {
            lines.push(words.missing_status.clone());
        }
        let job = case.spells.iter().any(|spell| spell.record.kind == SpellKind::Work);
        if self.exit_reason == Some(ExitReason::Work) && !job {
            lines.push(words.missing_job.clone());
        }
        lines
    }
}

/// What the status was before.
fn status_before(case: &Case, env: &Env) -> String {
    let before = case.statuses.iter().rev().find(|row| row.record.moment != Moment::Exit).map(|row| &row.record);
    let words = env.words;
    let labour = words.name_or_empty(before.and_then(|status| status.labour));
    let livelihood = words.name_or_empty(before.and_then(|status| status.livelihood));
    let known = [labour, livelihood].iter().filter(|name| !name.is_empty()).copied().collect::<Vec<_>>().join(", ");
    let known = if known.is_empty() { words.exit.not_noted.as_str() } else { known.as_str() };
    fill(&words.exit.before, &[("status", known)])
}

fn open_actions(case: &Case) -> impl Iterator<Item = &Stored<Action>> {
    case.actions.iter().filter(|row| row.record.open())
}

/// The status noted at the exit of this day.
fn at_exit(case: &Case, day: NaiveDate) -> Option<&Stored<Status>> {
    case.statuses.iter().find(|status| status.record.moment == Moment::Exit && status.record.date == day)
}
