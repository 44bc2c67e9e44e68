//! Minutes of service by component: in all, month by month, and of each participant, with who stands behind each.

use std::collections::{BTreeMap, BTreeSet};

use super::{Block, Column, Document, named::named};
use crate::{
    domain::{Delivered, Facts, Id, Service, Who, academic_hours, definition::Item, services},
    env::Env,
    i18n::fill,
};

/// The report.
pub(super) fn document(facts: &Facts, env: &Env) -> Document {
    let words = &env.words.service;
    let all = services(facts, env.today);
    let mut blocks = vec![
        Block::paragraph_of(env.definition.name.get(env.words.lang.code())),
        Block::paragraph_of(fill(&env.words.report.as_of, &[("day", &env.date(env.today))])),
    ];
    if env.definition.components.is_empty() {
        blocks.push(Block::paragraph_of(&words.no_components));
    }
    if all.is_empty() {
        blocks.push(Block::paragraph_of(&words.nothing));
    } else {
        let view = View { facts, env, components: components(&all, env) };
        blocks.push(Block::paragraph_of(&words.how));
        let missing = Delivered::of(all.iter()).no_length.len();
        if missing > 0 {
            blocks.push(Block::paragraph_of(fill(&env.words.hours.no_length, &[("n", &missing.to_string())])));
        }
        blocks.push(view.in_all(&all));
        blocks.extend([Block::heading(&words.by_month), view.by_month(&all)]);
        let last = super::hours::last_over(env);
        let in_month: Vec<Service> = all.iter().filter(|service| service.month == last).cloned().collect();
        let month = env.words.lang.month(last);
        blocks.push(Block::heading(fill(&words.of_month, &[("month", &month)])));
        blocks.push(if in_month.is_empty() {
            Block::paragraph_of(&words.nothing)
        } else {
            view.by_participant(&in_month)
        });
        blocks.extend([Block::heading(&words.by_participant), view.by_participant(&all)]);
    }
    Document { report: "service".to_owned(), title: words.title.clone(), day: env.today, blocks, log: None }
}

/// The components, each by its id and its name, in the order of the definition; one that it no longer names by its id, and last
/// what was noted without a component.
fn components(all: &[Service], env: &Env) -> Vec<(String, String)> {
    let used: BTreeSet<&str> = all.iter().map(|service| &*service.component).collect();
    let defined = &env.definition.components;
    let name = |item: &Item| (item.id.clone(), item.name.get(env.words.lang.code()).to_owned());
    let mut found: Vec<_> = defined.iter().filter(|item| used.contains(item.id.as_str())).map(name).collect();
    let known = |id: &&&str| !id.is_empty() && !defined.iter().any(|item| item.id == **id);
    found.extend(used.iter().filter(known).map(|id| ((*id).to_owned(), (*id).to_owned())));
    if used.contains("") {
        found.push((String::new(), env.words.service.no_component.clone()));
    }
    found
}

/// What the tables have in common.
struct View<'a> {
    facts: &'a Facts,
    env: &'a Env,
    components: Vec<(String, String)>,
}

impl View<'_> {
    /// What services come to by component, and in all where there are several.
    fn parts(&self, services: &[&Service]) -> Vec<(String, Delivered)> {
        let of = |id: &str| Delivered::of(services.iter().copied().filter(|service| *service.component == *id));
        let parts = self.components.iter().map(|(id, name)| (name.clone(), of(id)));
        let mut parts: Vec<_> = parts.filter(|(_, delivered)| !delivered.meetings.is_empty()).collect();
        if parts.len() > 1 {
            parts.push((self.env.words.report.in_all.clone(), Delivered::of(services.iter().copied())));
        }
        parts
    }

    fn in_all(&self, all: &[Service]) -> Block {
        let words = &self.env.words.service;
        let row = |(name, it): (String, Delivered)| {
            let numbers = [it.participants.len() as i64, it.meetings.len() as i64, it.of_meetings(), it.minutes];
            let hours = self.env.words.lang.decimal(academic_hours(it.minutes), 1);
            std::iter::once(name).chain(numbers.map(|n| self.env.words.lang.number(n))).chain([hours]).collect()
        };
        let numbers = [&words.participants, &words.meetings, &words.of_meetings, &words.minutes, &words.academic_hours];
        let mut columns: Vec<Column> = std::iter::once(Column::words(&self.env.words.field.component))
            .chain(numbers.map(Column::numbers))
            .collect();
        columns[1] = Column::people(&words.participants);
        let rows = self.parts(&all.iter().collect::<Vec<_>>()).into_iter().map(row).collect();
        Block::Table { columns, rows }
    }

    fn by_month(&self, all: &[Service]) -> Block {
        let words = &self.env.words.service;
        let months: BTreeSet<_> = all.iter().map(|service| service.month).collect();
        let mut rows = Vec::new();
        for month in months {
            let services: Vec<&Service> = all.iter().filter(|service| service.month == month).collect();
            let mut named = self.env.words.lang.month(month);
            for (name, it) in self.parts(&services) {
                let who: BTreeSet<i64> = it.participants.iter().filter_map(|id| self.number(*id)).collect();
                let who: Vec<String> = who.iter().map(ToString::to_string).collect();
                let numbers = [it.meetings.len() as i64, it.minutes].map(|n| self.env.words.lang.number(n));
                let front = [std::mem::take(&mut named), name];
                rows.push(front.into_iter().chain(numbers).chain([who.join(", ")]).collect());
            }
        }
        let columns = vec![
            Column::words(&self.env.words.report.month),
            Column::words(&self.env.words.field.component),
            Column::numbers(&words.meetings),
            Column::numbers(&words.minutes),
            Column::words(&words.numbers),
        ];
        Block::Table { columns, rows }
    }

    fn by_participant(&self, all: &[Service]) -> Block {
        let (words, column) = (&self.env.words.service, &self.env.words.column);
        let mut people: BTreeMap<(Option<i64>, Id), Vec<&Service>> = BTreeMap::new();
        for service in all {
            let who = (self.number(service.participation), service.participation);
            people.entry(who).or_default().push(service);
        }
        let mut rows = Vec::new();
        for ((_, id), services) in people {
            let who = named(Who::Participation(id), self.facts, self.env);
            let mut front = [who.number.map(|number| number.to_string()).unwrap_or_default(), who.shown(self.env)];
            for (name, it) in self.parts(&services) {
                let numbers = [it.meetings.len() as i64, it.minutes].map(|n| self.env.words.lang.number(n));
                let hours = self.env.words.lang.decimal(academic_hours(it.minutes), 1);
                let shown = std::mem::take(&mut front).into_iter().chain([name]);
                rows.push(shown.chain(numbers).chain([hours]).collect());
            }
        }
        let columns = vec![
            Column::numbers(&column.number),
            Column::words(&column.name),
            Column::words(&self.env.words.field.component),
            Column::numbers(&words.meetings),
            Column::numbers(&words.minutes),
            Column::numbers(&words.academic_hours),
        ];
        Block::Table { columns, rows }
    }

    fn number(&self, id: Id) -> Option<i64> {
        self.facts.case(id).map(|case| case.participation.record.number)
    }
}
