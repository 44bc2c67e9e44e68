//! The interim summary: the sentences with which a project tells the public how it stands, each figure counted from the facts.
//!
//! What the definition does not say is left out; a figure that cannot be computed is said to be so.

use super::{
    Block, Document,
    figures::{figure_of, row},
};
use crate::{
    domain::{
        Choice, ExitReason, Facts, Figure, FigureValue, Month, Stored, Worker, WorkerRole, add_days, cadence,
        caseloads,
        definition::{Cadence, Condition, Promise, Task},
        figures, places, whole_months,
    },
    env::Env,
    i18n::fill,
    lists::figure_value,
};

/// The promise that counts who was ever enrolled.
const PARTICIPANTS: &str = "participants";
/// The promise that counts who found work, passed probation and left.
const FOUND_WORK: &str = "found-work";

/// The interim summary as of the day.
pub(super) fn document(facts: &Facts, env: &Env) -> Document {
    let teller = Teller { facts, env };
    let mut blocks = teller.project();
    blocks.extend([Block::paragraph(&[teller.lasted()]), Block::paragraph(&[teller.enrolled(), teller.open_now()])]);
    blocks.extend(teller.attention());
    blocks.extend(
        [teller.support(), teller.stay(), teller.found_work(), teller.meetings()].map(|s| Block::paragraph(&s)),
    );
    blocks.retain(|block| !matches!(block, Block::Paragraph { text } if text.is_empty()));
    blocks.extend(teller.summary());
    blocks.push(signature(env));
    let name = env.definition.name.get(env.words.lang.code());
    let title = format!("{name}: {}", lower_first(&env.words.report.interim));
    Document { report: "interim".to_owned(), title, day: env.today, blocks, log: None }
}

/// Tells the facts in sentences.
struct Teller<'a> {
    facts: &'a Facts,
    env: &'a Env,
}

impl Teller<'_> {
    fn lang(&self) -> &'static str {
        self.env.words.lang.code()
    }

    fn date(&self, day: chrono::NaiveDate) -> String {
        self.env.date(day)
    }

    /// Who carries out what, with whose money, for whom, and to what end.
    fn project(&self) -> Vec<Block> {
        let (words, definition, lang) = (&self.env.words.report, &self.env.definition, self.lang());
        let (carrier, name) = (definition.carrier.get(lang), definition.name.get(lang));
        let project = fill(&words.project, &[("carrier", carrier), ("name", name)]);
        let funder = definition.funder.as_ref().map(|funder| fill(&words.funder, &[("funder", funder.get(lang))]));
        let group = fill(&words.target_group, &[("group", &lower_first(definition.target_group.value.get(lang)))]);
        let told: Vec<String> = [Some(project), funder, Some(group)].into_iter().flatten().collect();
        let mut blocks = vec![Block::paragraph(&told)];
        let mut aims = definition.aims.iter().map(|aim| aim.get(lang).to_owned());
        blocks.extend(aims.next().map(|aim| Block::paragraph(&[fill(&words.aim, &[("aim", &lower_first(&aim))])])));
        let items: Vec<String> = aims.collect();
        if !items.is_empty() {
            blocks.extend([
                Block::paragraph(std::slice::from_ref(&words.sub_aims)),
                Block::List { numbered: true, items },
            ]);
        }
        blocks
    }

    /// How long the project has lasted.
    fn lasted(&self) -> String {
        let (words, period) = (&self.env.words.report, &self.env.definition.period);
        let from = self.date(period.from);
        if self.env.today < period.from {
            return fill(&words.begins, &[("from", &from)]);
        }
        let ended = period.end().filter(|to| *to < self.env.today);
        // The last day is a day of the project: from 1 January to 31 December is a year.
        let end = ended.map_or(self.env.today, |to| add_days(to, 1));
        let time = self.time(period.from, end);
        let lasted = fill(&words.lasted, &[("time", &time), ("from", &from)]);
        match ended {
            Some(to) => format!("{lasted} {}", fill(&words.ended, &[("to", &self.date(to))])),
            None => lasted,
        }
    }

    fn time(&self, from: chrono::NaiveDate, to: chrono::NaiveDate) -> String {
        let words = self.env.words;
        match whole_months(from, to) {
            6 => words.report.half_a_year.clone(),
            0 => words.counted((to - from).num_days().max(0) as usize, &words.plural.days),
            months if months % 12 == 0 => words.counted(months as usize / 12, &words.plural.years),
            months => words.counted(months as usize, &words.plural.months),
        }
    }

    /// How many were ever enrolled, or why that is not said.
    fn enrolled(&self) -> String {
        let words = self.env.words;
        match figure_of(PARTICIPANTS, self.facts, self.env) {
            Some((_, figure)) => words.counted(figure.counted.len(), &words.plural.enrolled),
            None => fill(&words.report.not_promised, &[("id", PARTICIPANTS)]),
        }
    }

    fn open_now(&self) -> String {
        self.env.words.counted(self.places().open, &self.env.words.plural.still_open)
    }

    fn places(&self) -> crate::domain::Places {
        places(self.facts, &self.env.definition, self.env.today)
    }

    /// The groups of special attention, each with its figure where one was promised.
    fn attention(&self) -> Vec<Block> {
        let groups = &self.env.definition.attention;
        let item = |group: &crate::domain::definition::Attention| {
            let name = group.name.get(self.lang());
            match figure_of(&group.id, self.facts, self.env) {
                Some((_, figure)) if undefined(&figure) => self.undefined(name),
                Some((_, figure)) => format!("{name}: {}", figure_value(&figure, self.env)),
                None => name.to_owned(),
            }
        };
        if groups.is_empty() {
            return vec![];
        }
        let lead = Block::paragraph(std::slice::from_ref(&self.env.words.report.attention));
        vec![lead, Block::List { numbered: false, items: groups.iter().map(item).collect() }]
    }

    fn undefined(&self, name: &str) -> String {
        fill(&self.env.words.report.not_computed, &[("name", name)])
    }

    /// The support workers and their cases.
    fn support(&self) -> Vec<String> {
        let (words, definition) = (self.env.words, &self.env.definition);
        let loads = self.caseloads();
        let mut told = self.employed();
        let by_plan = definition.deadlines.iter().any(|deadline| deadline.task == Task::Plan);
        let own = definition.case_work.as_ref().map(|way| way.get(self.lang()).to_owned());
        told.extend(own.or_else(|| by_plan.then(|| words.report.by_plan.clone())));
        let Some(band) = definition.open_cases.as_ref().map(|given| given.value) else { return told };
        told.extend(band.at_least.map(|n| words.counted(n as usize, &words.plural.band_at_least)));
        told.extend(band.at_most.map(|n| words.counted(n as usize, &words.plural.band_at_most)));
        told.push(match self.joined(loads.iter().map(ToString::to_string).collect()) {
            Some(list) => fill(&words.report.caseload_now, &[("list", &list)]),
            None => words.report.no_support.clone(),
        });
        told
    }

    /// How many have a caseload, role by role, in the programme's own words where it has some.
    fn employed(&self) -> Vec<String> {
        let (words, day) = (self.env.words, self.env.today);
        let told = |role: &WorkerRole| {
            let in_it = |worker: &&Stored<Worker>| worker.record.role == Some(*role) && worker.record.active(day);
            let count = self.facts.workers.iter().filter(in_it).count();
            let usual = words.name(*role);
            let name = self.env.definition.roles.get(role).map_or(usual, |own| own.get(self.lang()));
            match (count, *role) {
                (0, _) => None,
                (_, WorkerRole::Support) if name == usual => Some(words.counted(count, &words.plural.workers_employed)),
                _ => Some(format!("{}: {count}.", upper_first(name))),
            }
        };
        let told: Vec<String> = WorkerRole::ALL.iter().filter(|role| role.has_caseload()).filter_map(told).collect();
        if told.is_empty() { vec![words.counted(0, &words.plural.workers_employed)] } else { told }
    }

    /// The open cases of each support worker, fewest first.
    fn caseloads(&self) -> Vec<usize> {
        let (facts, day) = (self.facts, self.env.today);
        let support = |role: WorkerRole| role.has_caseload();
        let workers = facts.workers.iter().filter(|row| row.record.role.is_some_and(support) && row.record.active(day));
        let all = caseloads(facts, day);
        let mut loads: Vec<usize> = workers.map(|worker| all.get(&worker.id).map_or(0, Vec::len)).collect();
        loads.sort_unstable();
        loads
    }

    /// `6, 7 and 7`; nothing for nothing.
    fn joined(&self, mut parts: Vec<String>) -> Option<String> {
        let last = parts.pop()?;
        if parts.is_empty() {
            Some(last)
        } else {
            Some(format!("{} {} {last}", parts.join(", "), self.env.words.report.and))
        }
    }

    /// How long a stay may last, and who takes a place that comes free.
    fn stay(&self) -> Vec<String> {
        let (words, definition) = (self.env.words, &self.env.definition);
        let limit = definition.limit_of_stay.as_ref().map(|given| words.length(given.value));
        let limit = limit.map(|time| fill(&words.report.limit, &[("time", &time)]));
        let refill = definition.refill.as_ref().filter(|given| given.value).map(|_| words.report.refill.clone());
        let places = self.places();
        let taken = places.at_once.zip(places.free).map(|(all, free)| {
            let numbers = [all, free, places.waiting.len()].map(|n| n.to_string());
            fill(&words.report.places, &[("all", &numbers[0]), ("free", &numbers[1]), ("waiting", &numbers[2])])
        });
        [limit, refill, taken].into_iter().flatten().collect()
    }

    fn found_work(&self) -> Vec<String> {
        let words = self.env.words;
        match figure_of(FOUND_WORK, self.facts, self.env) {
            // A programme that promises something else of that name tells it with its other figures.
            Some((promise, _)) if !is_lasting_work(promise) => Vec::new(),
            Some((_, figure)) if figure.counted.is_empty() => vec![words.report.found_none.clone()],
            Some((_, figure)) => vec![words.counted(figure.counted.len(), &words.plural.found_work)],
            // A programme that promises no such thing has nothing to tell of it.
            None => Vec::new(),
        }
    }

    /// How often the people of the programme meet, and whether they did.
    fn meetings(&self) -> Vec<String> {
        self.env.definition.cadences.iter().flat_map(|promised| self.kept(promised)).collect()
    }

    fn kept(&self, promised: &Cadence) -> Vec<String> {
        let words = self.env.words;
        let name = promised.name.get(self.lang());
        let often = match promised.at_least {
            1 => words.report.cadence_once.clone(),
            n => words.counted(n as usize, &words.plural.cadence_times),
        };
        let kept = cadence(self.facts, promised, &self.env.definition.period, self.env.today);
        let held = words.counted(kept.held as usize, &words.plural.held_so_far);
        let mut told = vec![fill(&often, &[("name", name)]), held];
        let missed = kept.missed.iter().map(|month: &Month| words.lang.month(*month)).collect();
        let over = kept.months.iter().any(|(month, _)| month.last() < self.env.today);
        told.extend(match self.joined(missed) {
            Some(months) => Some(fill(&words.report.missed_months, &[("months", &months)])),
            None => over.then(|| words.report.every_month.clone()),
        });
        told.extend(kept.open_this_month.then(|| words.report.month_open.clone()));
        told
    }

    /// All promises with their figures, and what cannot be computed.
    fn summary(&self) -> Vec<Block> {
        let definition = &self.env.definition;
        let all: Vec<(&Promise, Figure)> =
            definition.promises.iter().zip(figures(self.facts, definition, self.env.today)).collect();
        if all.is_empty() {
            return vec![];
        }
        let (open, known): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, figure)| undefined(figure));
        let rows = known.iter().map(|(promise, figure)| row(promise, figure, self.env)).collect();
        let mut blocks = vec![Block::heading(&self.env.words.report.summary), Block::Figures { rows }];
        if !open.is_empty() {
            let items = open.iter().map(|(promise, _)| self.undefined(promise.name.get(self.lang()))).collect();
            blocks.push(Block::List { numbered: false, items });
        }
        blocks
    }
}

/// Who signs for the programme: the role, never a name.
pub(super) fn signature(env: &Env) -> Block {
    let own = env.definition.roles.get(&WorkerRole::ProjectManager).map(|role| role.get(env.words.lang.code()));
    let role = own.unwrap_or_else(|| env.words.name(WorkerRole::ProjectManager));
    Block::Signature { role: upper_first(role), day: env.date(env.today) }
}

/// Whether a promise counts who found work, passed probation and left, as the sentence says.
fn is_lasting_work(promise: &Promise) -> bool {
    let for_work =
        |condition: &Condition| matches!(condition, Condition::ExitedFor(reasons) if *reasons == [ExitReason::Work]);
    promise.counted.contains(&Condition::ProbationPassed) && promise.counted.iter().any(for_work)
}

/// Whether a figure is a share of nobody.
fn undefined(figure: &Figure) -> bool {
    matches!(figure.value, FigureValue::Share { base: 0, .. })
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// For a sentence that goes on after a colon; a word in capitals stays as it is.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().collect::<String>() + letters.as_str()
        }
        _ => text.to_owned(),
    }
}
