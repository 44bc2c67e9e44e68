//! Everything that is held on one person, on one page, for that person: in plain words, and without what belongs to others.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Block, Column, Document, retention::kept_until};
use crate::{
    domain::{Case, HandIn, Id, Kind, Person, Sealed, Worker},
    env::Env,
    forms::{self, Entry, FieldInfo, Input, Opening},
    i18n::{capitalised, fill},
    store::{Acted, Result, Store},
};

/// The page; none where there is no such person.
pub fn access(store: &Store, person: Id, env: &Env) -> Result<Option<Document>> {
    let Some(whose) = store.get::<Person>(person)? else { return Ok(None) };
    let words = &env.words.access;
    let ids: Vec<Id> = store.participations_of(person)?.iter().map(|row| row.id).collect();
    let page = Page { store, env, own: &ids, workers: store.all()? };
    let values = [("day", env.date(env.today)), ("office", super::office(store)?)];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut blocks = vec![
        Block::paragraph(&[fill(&words.what_it_is, &values)]),
        Block::paragraph(std::slice::from_ref(&words.others_left_out)),
    ];
    let mut records = vec![(Kind::Person, person)];
    for case in store.cases(&ids)? {
        let held = held(&case);
        blocks.extend(page.participation(&case, &held)?);
        records.push((Kind::Participation, case.id()));
        records.extend(held.into_iter().map(|(_, kind, id)| (kind, id)));
    }
    blocks.extend(page.handed_over(&ids)?);
    blocks.push(Block::heading(&words.log));
    blocks.push(page.log(&store.acts_about(&records)?));
    blocks.push(Block::paragraph(std::slice::from_ref(&words.rights)));
    let name = whose.record.name();
    let name = if name.is_empty() { forms::name_of(store, Kind::Person, person, env.words) } else { name };
    Ok(Some(Document {
        report: "access".to_owned(),
        title: fill(&words.title, &[("who", &name)]),
        day: env.today,
        blocks,
        log: None,
    }))
}

/// Everything that hangs on a participation: the form that shows it, and which record it is; each once.
fn held(case: &Case) -> Vec<(&'static str, Kind, Id)> {
    fn all<T>(form: &'static str, kind: Kind, rows: &[crate::domain::Stored<T>]) -> Vec<(&'static str, Kind, Id)> {
        rows.iter().map(|row| (form, kind, row.id)).collect()
    }
    let mut held = all("circumstance", Kind::Circumstance, &case.circumstances);
    for stay in &case.stays {
        held.push(("entry", Kind::Stay, stay.stay.id));
        held.extend(stay.stay.record.exited_on.map(|_| ("exit", Kind::Stay, stay.stay.id)));
        held.extend(all("pause", Kind::Pause, &stay.pauses));
        held.extend(all("decision", Kind::Decision, &stay.decisions));
    }
    for plan in &case.plans {
        held.push(("plan", Kind::Plan, plan.plan.id));
        held.extend(all("goal", Kind::Goal, &plan.goals));
    }
    held.extend(all("meeting", Kind::Meeting, &case.meetings));
    held.extend(all("action", Kind::Action, &case.actions));
    held.extend(all("spell", Kind::Spell, &case.spells));
    held.extend(all("status", Kind::Status, &case.statuses));
    held.extend(all("follow-up", Kind::FollowUp, &case.follow_ups));
    held.extend(all("offer", Kind::Offer, &case.offers));
    held.extend(all("assessment", Kind::Assessment, &case.assessments));
    held.extend(all("path-step", Kind::PathStep, &case.path_steps));
    held.extend(all("team-member", Kind::TeamMember, &case.team));
    held.extend(all("relation", Kind::Relation, &case.relations));
    held.extend(all("referral", Kind::Referral, &case.referrals));
    held.extend(all("flag", Kind::Flag, &case.flags));
    held
}

/// What the parts of the page have in common.
struct Page<'a> {
    store: &'a Store,
    env: &'a Env,
    /// The person's own participations.
    own: &'a [Id],
    workers: Vec<crate::domain::Stored<Worker>>,
}

impl Page<'_> {
    /// A participation with everything that hangs on it, one list for each sort of record.
    fn participation(&self, case: &Case, held: &[(&'static str, Kind, Id)]) -> Result<Vec<Block>> {
        let (env, words) = (self.env, &self.env.words.access);
        let name = self.env.rules(case).name.get(env.words.lang.code()).to_owned();
        let values = [("programme", name), ("n", case.participation.record.number.to_string())];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut blocks = vec![Block::heading(fill(&words.participation, &values))];
        let label = |(label, value): (String, String)| vec![label, value];
        let rows = self.fields("registration", case.id())?.into_iter().map(label).collect();
        blocks.push(Block::Table { columns: vec![Column::words(""), Column::words("")], rows });
        let assigned = case.assignments.iter().map(|row| {
            let until = env.date_or_empty(row.record.to);
            format!("{}: {} – {until}", self.worker(row.record.worker), env.date(row.record.from))
        });
        let assigned: Vec<String> = assigned.collect();
        if !assigned.is_empty() {
            blocks.push(Block::paragraph(&[format!("{}:", capitalised(&env.words.field.worker))]));
            blocks.push(Block::List { numbered: false, items: assigned });
        }
        let mut names: Vec<&'static str> = held.iter().map(|(form, ..)| *form).collect();
        names.dedup();
        let mut told = BTreeSet::new();
        for name in names.into_iter().filter(|name| told.insert(*name)) {
            let mut items = Vec::new();
            for (_, _, id) in held.iter().filter(|(form, ..)| *form == name) {
                let said = self.fields(name, *id)?.into_iter().map(|(label, value)| format!("{label}: {value}"));
                items.push(said.collect::<Vec<_>>().join("; "));
            }
            let title = forms::form(name).map(|form| (form.title())(env.words).to_owned()).unwrap_or_default();
            blocks.push(Block::paragraph(&[format!("{title}:")]));
            blocks.push(Block::List { numbered: false, items });
        }
        blocks.push(Block::paragraph(&[kept_until(case, env)]));
        Ok(blocks)
    }

    /// The fields of a record that are filled, as its form names them.
    fn fields(&self, form: &str, id: Id) -> Result<Vec<(String, String)>> {
        let Some(form) = forms::form(form) else { return Ok(Vec::new()) };
        let opening = Opening { existing: Some(id), ..Opening::default() };
        let filled = form.open(self.store, &opening, self.env)?;
        let (fields, words) = (form.fields(), self.env.words);
        let others = form.name() == "meeting" && self.others_were_there(&fields, &filled.entries);
        let shown = fields.iter().zip(&filled.entries).filter(|(_, entry)| !entry.is_empty()).map(|(field, entry)| {
            let value = match field.input {
                Input::Notes if others => words.access.with_others.clone(),
                _ => self.value(field, entry),
            };
            ((field.label)(words).to_owned(), value)
        });
        Ok(shown.collect())
    }

    /// Whether others than the person took part in a meeting.
    fn others_were_there(&self, fields: &[FieldInfo], entries: &[Entry]) -> bool {
        let mut linked =
            fields.iter().zip(entries).filter(|(field, _)| field.input == Input::Links(Kind::Participation));
        linked.any(|(_, entry)| entry.chosen.iter().any(|(id, _)| !self.own.contains(id)))
    }

    /// What a field says, without the names of others.
    fn value(&self, field: &FieldInfo, entry: &Entry) -> String {
        let words = &self.env.words.access;
        let link = |kind: Kind, id: Id| match kind {
            Kind::Worker => self.worker(id),
            Kind::Participation if self.own.contains(&id) => words.you.clone(),
            Kind::Participation => words.other_participant.clone(),
            _ => words.other_person.clone(),
        };
        match field.input {
            Input::Link(kind) | Input::Links(kind) => {
                entry.chosen.iter().map(|(id, _)| link(kind, *id)).collect::<Vec<_>>().join(", ")
            }
            // Those from outside are named by their first letters.
            _ if ["outside", "member"].contains(&field.name) => {
                let names = entry.text.split([';', '\n']).filter(|name| !name.trim().is_empty());
                names.map(initials).collect::<Vec<_>>().join(", ")
            }
            _ => entry.text.clone(),
        }
    }

    /// A worker by role and initials.
    fn worker(&self, id: Id) -> String {
        let worker = self.workers.iter().find(|worker| worker.id == id).map(|worker| &worker.record);
        worker.map_or_else(String::new, |worker| {
            let role = self.env.words.name_or_empty(worker.role);
            format!("{role} {}{}", initials(&worker.given), initials(&worker.surname)).trim().to_owned()
        })
    }

    /// Whoever saved something, by role and initials where a worker is tied to the login.
    fn user(&self, login: &str) -> String {
        let known = self.workers.iter().find(|worker| !login.is_empty() && worker.record.login == login);
        known.map_or_else(|| initials(login), |worker| self.worker(worker.id))
    }

    /// To whom something was handed over: the reports handed in meanwhile, and those that were sealed with the person in them.
    fn handed_over(&self, own: &[Id]) -> Result<Vec<Block>> {
        let (env, words) = (self.env, &self.env.words.access);
        let first = self.store.cases(own)?.iter().filter_map(|case| case.participation.record.applied_on).min();
        let handed = self.store.all::<HandIn>()?.into_iter().map(|row| row.record);
        let handed = handed.filter(|report| first.is_some_and(|first| first <= report.handed_in_on));
        let mut items: Vec<String> = handed
            .map(|report| {
                let rule = env.definition.deadline(&report.rule);
                let name = rule.map(|rule| rule.name.get(env.words.lang.code()).to_owned()).unwrap_or(report.rule);
                let funder = env.definition.funder.as_ref().map(|funder| funder.get(env.words.lang.code()));
                let to_whom = funder.map(|funder| format!(" ({funder})")).unwrap_or_default();
                format!("{}: {name}{to_whom}", env.date(report.handed_in_on))
            })
            .collect();
        for sealed in self.store.all::<Sealed>()?.into_iter().map(|row| row.record) {
            let content: Value = serde_json::from_str(&sealed.content).unwrap_or_default();
            if mentions(&content, own) {
                let name = super::report(&sealed.report).map_or("", |report| (report.title)(env.words));
                items.push(fill(&words.counted_in, &[("report", name), ("day", &env.date(sealed.as_of))]));
            }
        }
        let mut blocks = vec![Block::heading(&words.handed_over)];
        blocks.push(if items.is_empty() {
            Block::paragraph(std::slice::from_ref(&words.handed_to_nobody))
        } else {
            Block::List { numbered: false, items }
        });
        Ok(blocks)
    }

    /// What was done with the data, by whom and when.
    fn log(&self, acts: &[Acted]) -> Block {
        let head = &self.env.words.log;
        let row = |acted: &Acted| {
            let day = acted.at.get(..10).and_then(|day| day.parse().ok());
            vec![self.env.date_or_empty(day), self.env.words.name(acted.act).to_owned(), self.user(&acted.who)]
        };
        let columns = vec![Column::words(&head.at), Column::words(&head.act), Column::words(&head.who)];
        Block::Table { columns, rows: acts.iter().map(row).collect() }
    }
}

/// The first letters of a name: `M.K.`
fn initials(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter_map(|word| word.chars().next());
    words.flat_map(|letter| letter.to_uppercase().chain(['.'])).collect()
}

/// Whether a sealed report has one of these participations behind a figure.
fn mentions(content: &Value, own: &[Id]) -> bool {
    match content {
        Value::Object(fields) => fields.iter().any(|(name, value)| {
            let is_own = name == "participation" && value.as_i64().is_some_and(|id| own.contains(&Id(id)));
            is_own || mentions(value, own)
        }),
        Value::Array(items) => items.iter().any(|item| mentions(item, own)),
        _ => false,
    }
}
