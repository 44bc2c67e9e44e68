//! The case plan as a page to sign: the fields that the rules of the programme's country ask for, filled in as far as the
//! register knows them, and lines to write on where it does not. What it says of the situation was known on the day of the plan.
//!
//! In Estonia a regulation lists the fields. The Lithuanian help plan and the Swedish plan have none by law; theirs are those
//! that the offices use.

mod situation;

use chrono::NaiveDate;

use super::{Block, Column, Document, Field};
use crate::{
    domain::{
        Action, Case, Country, Id, Kind, Person, Plan, PlanFacts, Scale, Stored, Worker, current_worker, sees_identity,
        whole_years,
    },
    env::Env,
    forms::{ItemList, name_of},
    i18n::fill,
    store::{Error, Result, Store},
};
use situation::Situation;

/// How many rows of the action plan are left to write in.
const BLANK_ROWS: usize = 2;
/// Until which age a child's plan asks for the carer.
const OF_AGE: i32 = 18;

/// The newest plan of a participation; a page to fill in by hand where there is none. Refuses to name somebody protected to
/// whoever may not see that.
pub(super) fn document(store: &Store, id: Id, env: &Env) -> Result<Option<Document>> {
    let Some(case) = store.case(id)? else { return Ok(None) };
    let workers = store.all::<Worker>()?;
    if !sees_identity(&case, &workers, &env.user, env.today) {
        return Err(Error::Protected(case.participation.record.number));
    }
    let made: Vec<&PlanFacts> = case.plans.iter().filter(|plan| plan.plan.record.made_on <= env.today).collect();
    let plan = made.last().copied();
    let day = plan.map_or(env.today, |plan| plan.plan.record.made_on);
    let worker = responsible(&case, day, env.today).and_then(|id| workers.iter().find(|worker| worker.id == id));
    let (office, then) = (super::office(store)?, Situation::on(day, &case, env));
    let teller = Teller { store, env, case: &case, then, plan, worker, office };
    let number = format!("{}/{}", case.participation.record.number, made.len().max(1));
    Ok(Some(Document {
        report: "plan".to_owned(),
        title: fill(&env.words.plan_page.title, &[("n", &number)]),
        day: env.today,
        blocks: teller.blocks(),
        log: None,
    }))
}

/// Who was responsible on the day of a plan; where nobody was, whoever was last.
fn responsible(case: &Case, day: NaiveDate, today: NaiveDate) -> Option<Id> {
    let given = case.assignments.iter().map(|row| &row.record).filter(|given| given.from <= today);
    let last = given.max_by_key(|given| given.from).map(|given| given.worker);
    current_worker(case, day).or(last)
}

struct Teller<'a> {
    store: &'a Store,
    env: &'a Env,
    case: &'a Case,
    /// The case as it stood when the plan was made.
    then: Situation<'a>,
    plan: Option<&'a PlanFacts>,
    worker: Option<&'a Stored<Worker>>,
    office: String,
}

impl Teller<'_> {
    fn blocks(&self) -> Vec<Block> {
        let words = &self.env.words.plan_page;
        let programme = self.env.rules(self.case).name.get(self.env.words.lang.code());
        let mut blocks = vec![Block::paragraph_of(programme)];
        if self.plan.is_none() {
            blocks.push(Block::paragraph_of(&words.no_plan));
        }
        let (country, child) = (self.env.home().unwrap_or(Country::Estonia), self.is_child());
        blocks.extend([Block::heading(&words.general), Block::Fields { fields: self.general(child) }]);
        blocks.extend([Block::heading(&words.need), Block::Fields { fields: self.need(country) }]);
        blocks.extend([Block::heading(&words.actions), self.actions()]);
        blocks.extend([Block::heading(&words.evaluation), Block::Fields { fields: self.evaluation(country) }]);
        if child {
            let informed = Field::text(&words.carer_informed, "");
            blocks.extend([Block::heading(&words.child), Block::Fields { fields: vec![informed] }]);
        }
        blocks.push(Block::to_sign(&self.env.words.field.participant));
        blocks.extend(child.then(|| Block::to_sign(&words.representative_signs)));
        blocks.push(Block::to_sign(&words.specialist));
        blocks
    }

    /// Who somebody is, as far as they are named.
    fn person(&self) -> Person {
        let unnamed = self.case.participation.record.anonymous || self.case.person.record.erased_on.is_some();
        if unnamed { Person::default() } else { self.case.person.record.clone() }
    }

    fn is_child(&self) -> bool {
        self.case.person.record.born.is_some_and(|born| whole_years(born, self.then.day) < OF_AGE)
    }

    fn made(&self) -> Option<&Plan> {
        self.plan.map(|plan| &plan.plan.record)
    }

    fn general(&self, child: bool) -> Vec<Field> {
        let (words, field) = (&self.env.words.plan_page, &self.env.words.field);
        let (person, worker) = (self.person(), self.worker.map(|worker| &worker.record));
        let specialist = worker.map(|worker| joined(&[&worker.name(), &worker.organisation])).unwrap_or_default();
        let reached = worker.map(|worker| joined(&[&worker.phone, &worker.email])).unwrap_or_default();
        let mut fields = vec![
            Field::line(&words.office, &self.office),
            Field::line(&words.office_contacts, ""),
            Field::line(&words.specialist, specialist),
            Field::line(&words.specialist_contacts, reached),
            Field::line(&field.participant, person.name()),
            Field::line(&field.national_id, &person.national_id),
            Field::line(&field.address, &person.address),
            Field::line(&words.contacts, joined(&[&person.phone, &person.email])),
        ];
        if child || self.env.home() == Some(Country::Estonia) {
            let by_hand = [&words.representative, &words.representative_basis, &words.representative_contacts];
            fields.extend(by_hand.map(|label| Field::line(label, "")));
        }
        fields
            .push(Field::line(&field.made_on, self.made().map(|plan| self.env.date(plan.made_on)).unwrap_or_default()));
        fields
    }

    /// What the country's page asks about the need for help.
    fn need(&self, country: Country) -> Vec<Field> {
        let words = &self.env.words.plan_page;
        let situation = self.made().map(|plan| plan.situation.clone()).unwrap_or_default();
        let mut fields = Vec::new();
        if country == Country::Sweden {
            fields.extend([Field::text(&words.basis, self.decisions()), Field::text(&words.present, self.around())]);
            fields.push(Field::text(&words.took_part, ""));
        }
        if country == Country::Lithuania {
            fields.extend([
                Field::text(&words.team, self.team()),
                Field::text(&words.barriers, self.assessed(|scale| scale == Scale::Barrier)),
            ]);
        }
        if !situation.is_empty() {
            fields.push(Field::text(&self.env.words.field.situation, situation));
        }
        // What stands above as difficulties is not said twice.
        let earlier = self.assessed(|scale| country != Country::Lithuania || scale != Scale::Barrier);
        let network = if country == Country::Estonia { self.around() } else { self.relations() };
        fields.extend([
            Field::text(&words.network, network),
            Field::text(&words.economy, self.then.livelihood()),
            Field::text(&words.housing, ""),
            Field::text(&words.health, ""),
            Field::text(&words.social_status, self.then.status()),
            Field::text(&words.problems, self.obstacles()),
            Field::text(&words.resources, ""),
            Field::text(&words.assessments, earlier),
        ]);
        fields
    }

    /// The goals with what hinders them and what is done about it, row by row, and rows to write in.
    fn actions(&self) -> Block {
        let (words, field) = (&self.env.words.plan_page, &self.env.words.field);
        let goals = self.plan.map(|plan| plan.goals.as_slice()).unwrap_or_default();
        let known: Vec<&Action> = self.case.actions.iter().map(|row| &row.record).collect();
        let mut rows = Vec::new();
        for goal in goals {
            let own: Vec<&&Action> = known.iter().filter(|action| action.goal == Some(goal.id)).collect();
            let first = [goal.record.text.clone(), goal.record.obstacles.clone()];
            let told = own.iter().map(|action| self.action(action));
            // The goal stands once, before the first of its rows.
            let told: Vec<_> = if own.is_empty() { vec![Default::default()] } else { told.collect() };
            rows.extend(told.into_iter().enumerate().map(|(place, told): (usize, [String; 4])| {
                let goal = if place == 0 { first.clone() } else { Default::default() };
                goal.into_iter().chain(told).collect::<Vec<String>>()
            }));
        }
        let of_no_goal = known.iter().filter(|action| action.goal.is_none() && action.dropped_on.is_none());
        rows.extend(
            of_no_goal.map(|action| [String::new(), String::new()].into_iter().chain(self.action(action)).collect()),
        );
        rows.extend(std::iter::repeat_n(vec![String::new(); 6], BLANK_ROWS));
        let columns = vec![
            Column::words(&field.goal),
            Column::words(&field.obstacles),
            Column::words(&words.measure),
            Column::words(&words.responsible),
            Column::days(&words.by_when),
            Column::days(&words.done),
        ];
        Block::Table { columns, rows }
    }

    fn action(&self, action: &Action) -> [String; 4] {
        let who = action.worker.map(|id| self.name(Kind::Worker, id)).unwrap_or_default();
        [action.text.clone(), who, self.env.date_or_empty(action.due_on), self.env.date_or_empty(action.done_on)]
    }

    fn evaluation(&self, country: Country) -> Vec<Field> {
        let (words, field, plan) = (&self.env.words.plan_page, &self.env.words.field, self.made());
        let day = |of: fn(&Plan) -> Option<NaiveDate>| self.env.date_or_empty(plan.and_then(of));
        let mut fields = Vec::new();
        match country {
            Country::Sweden => fields.push(Field::text(&words.how_when, "")),
            Country::Lithuania => fields.push(Field::text(&words.accompanied, "")),
            Country::Estonia => {}
        }
        fields.extend([
            Field::line(&field.evaluate_on, day(|plan| plan.evaluate_on)),
            Field::line(&field.evaluated_on, day(|plan| plan.evaluated_on)),
            Field::text(&words.result, plan.map(|plan| plan.result.clone()).unwrap_or_default()),
            Field::text(&words.next, ""),
        ]);
        fields
    }

    fn name(&self, kind: Kind, id: Id) -> String {
        name_of(self.store, kind, id, self.env.words)
    }

    /// Relatives, household and the team, a line each.
    fn around(&self) -> String {
        lines([self.relations(), self.team()])
    }

    fn relations(&self) -> String {
        let holding = self.then.case.relations.iter().map(|row| &row.record).filter(|it| it.holds(self.then.day));
        let said = holding.map(|relation| relation.seen_from(self.case.person.id));
        lines(said.map(|(side, other)| format!("{}: {}", self.env.words.name(side), self.name(Kind::Person, other))))
    }

    fn team(&self) -> String {
        let members = self.then.case.team.iter().map(|row| &row.record).filter(|member| member.holds(self.then.day));
        lines(members.map(|member| {
            let worker = member.worker.map(|id| self.name(Kind::Worker, id)).unwrap_or_default();
            let field = ItemList::CaseTeam.name(&member.field, self.env.rules(self.case), self.env.words);
            joined(&[&worker, &member.name, &field])
        }))
    }

    fn obstacles(&self) -> String {
        let goals = self.plan.map(|plan| plan.goals.as_slice()).unwrap_or_default();
        lines(goals.iter().map(|goal| goal.record.obstacles.clone()))
    }

    /// What was assessed on these scales.
    fn assessed(&self, wanted: impl Fn(Scale) -> bool) -> String {
        let (words, rules) = (self.env.words, self.env.rules(self.case));
        let wanted = self.then.case.assessments.iter().map(|row| &row.record).filter(|row| wanted(row.scale));
        lines(wanted.map(|row| {
            let item = ItemList::Barriers.name(&row.item, rules, words);
            let value = format!("{} / {}", row.scale.shown(row.value), row.scale.shown(row.scale.highest()));
            joined(&[&self.env.date(row.date), words.name(row.scale), &item, &value])
        }))
    }

    /// What was decided about the stays of the participant.
    fn decisions(&self) -> String {
        let ruled = &self.then.case.participation.record;
        joined(&[self.env.words.name_or_empty(ruled.ruling), &self.env.date_or_empty(ruled.ruled_on)])
    }
}

/// The parts that say something, after one another.
fn joined(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The parts that say something, under one another.
fn lines(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}
