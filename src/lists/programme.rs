//! The programme: its definition as sentences made from the data that computes, its places, and who waits.

mod sentences;

use super::{
    Cell, Column, Query, Target, Width,
    erased::{Item, ListOf, Loaded},
};
use crate::{
    charts::{path, places_by_month},
    domain::{Facts, Id, Kind, LocalText, Sealed, Stored, definition::Given, places},
    env::Env,
    i18n::{Label, fill},
    store::{Result, Store},
};

pub(crate) use sentences::definition;

/// One sentence of the definition, or one line of the places.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) topic: String,
    pub(crate) sentence: String,
    /// Why the value was chosen, where the programme's text does not give it.
    pub(crate) chosen: Option<String>,
    /// The text's own words.
    pub(crate) words: Option<String>,
    opens: Target,
}

pub(super) static LIST: ListOf<Line> = ListOf {
    name: "programme",
    title: |w| &w.tab.programme,
    columns: COLUMNS,
    views: &[|w| &w.view.all],
    empty: |w| &w.empty.programme,
    load,
    target: |item| item.opens.clone(),
    attention: |_, _| false,
    hint: |item, env| match (&item.chosen, &item.words) {
        (Some(why), _) => format!("{} {why}", env.words.programme.chosen),
        (None, Some(words)) => format!("{} {}", env.words.programme.in_the_text, env.words.lang.quoted(words)),
        (None, None) => item.sentence.clone(),
    },
};

#[rustfmt::skip]
const COLUMNS: &[Column<Line>] = &[
    Column { name: "topic",    label: |w| &w.column.topic, width: Some(Width::Words), cell: |l, _| Cell::text(&l.topic) },
    Column { name: "sentence", label: |w| &w.column.what,  width: Some(Width::Share(1)),  cell: |l, _| Cell::text(&l.sentence) },
    Column { name: "chosen",   label: |w| &w.column.given, width: Some(Width::Words), cell: |l, e| Cell::text(if l.chosen.is_some() { e.words.programme.chosen_short.as_str() } else { "" }) },
];

fn load(store: &Store, _query: &Query, env: &Env) -> Result<Loaded<Line>> {
    let facts = store.facts(env.programme)?;
    let words = env.words;
    let mut items: Vec<Item<Line>> = definition(env).into_iter().map(Item::Row).collect();
    items.push(Item::Heading(fill(&words.programme.places_on, &[("day", &env.date(env.today))])));
    items.extend(place_lines(&facts, env).into_iter().map(Item::Row));
    items.extend(drawn_lines(&facts, env).into_iter().map(Item::Row));
    let sealed = sealed_lines(store, env)?;
    if !sealed.is_empty() {
        items.push(Item::Heading(words.sealed.heading.clone()));
        items.extend(sealed.into_iter().map(Item::Row));
    }
    let summary = env.definition.name.get(words.lang.code()).to_owned();
    Ok(Loaded { items, summary, cut: None })
}

/// A line about a value that the text gives or that was chosen.
fn line(topic: &str, sentence: String, section: &'static str) -> Line {
    Line { topic: topic.to_owned(), sentence, chosen: None, words: None, opens: Target::Section(section) }
}

impl Line {
    fn given<T>(self, given: &Given<T>, lang: &str) -> Self {
        self.because(given.words.as_ref(), given.chosen.as_ref(), lang)
    }

    fn because(mut self, words: Option<&String>, chosen: Option<&LocalText>, lang: &str) -> Self {
        self.words = words.cloned();
        self.chosen = chosen.map(|why| why.get(lang).to_owned());
        self
    }
}

/// How long what is held is to be kept, each sentence with where it comes from.
pub(crate) fn retention_lines(env: &Env) -> Vec<String> {
    let lines = definition(env).into_iter().filter(|line| line.opens == Target::Section("retention"));
    let said = |line: Line| [Some(line.sentence), line.chosen].into_iter().flatten().collect::<Vec<_>>().join(" ");
    lines.map(said).collect()
}

/// The lines about one part of the programme.
pub(crate) fn lines_about(section: &'static str, facts: &Facts, env: &Env) -> Vec<Line> {
    let lines = definition(env).into_iter().chain(place_lines(facts, env));
    lines.filter(|line| line.opens == Target::Section(section)).collect()
}

/// The reports that were sealed, newest first.
fn sealed_lines(store: &Store, env: &Env) -> Result<Vec<Line>> {
    let mut sealed = store.sealed(env.programme)?;
    sealed.reverse();
    let words = env.words;
    let title = |report: &str| (report_title(report).map_or(report, |title| title(words))).to_owned();
    let said = |row: Stored<Sealed>| Line {
        topic: format!("{} {}", words.column.number, row.id),
        sentence: fill(
            &words.sealed.line,
            &[
                ("report", &title(&row.record.report)),
                ("day", &env.date(row.record.as_of)),
                ("at", &env.date(row.record.sealed_at.date())),
            ],
        ),
        chosen: None,
        words: None,
        opens: Target::Sealed(row.id),
    };
    Ok(sealed.into_iter().map(said).collect())
}

/// What a report is called, of those that are sealed.
fn report_title(report: &str) -> Option<Label> {
    let title: Label = match report {
        "interim" => |w| &w.report.interim,
        "figures" => |w| &w.report.figures,
        "proof" => |w| &w.report.proof,
        "indicators" => |w| &w.report.indicators,
        "places" => |w| &w.report.places_over_time,
        _ => return None,
    };
    Some(title)
}

/// What is drawn when it is opened, in a line each: the places of the last months, and how many stand at each step.
fn drawn_lines(facts: &Facts, env: &Env) -> Vec<Line> {
    let words = &env.words.programme;
    let by_month = line(&words.by_month, places_by_month(facts, env).in_a_line(), "places");
    let at = |row: &Vec<String>| format!("{} {}", row[0], row[1]);
    let steps = path(facts, env).map(|path| path.rows.iter().map(at).collect::<Vec<_>>().join(", "));
    std::iter::once(by_month).chain(steps.map(|said| line(&words.path, said, "steps"))).collect()
}

fn place_lines(facts: &Facts, env: &Env) -> Vec<Line> {
    let places = places(facts, &env.definition, env.today);
    let (words, topic) = (&env.words.programme, &env.words.programme);
    let taken = match (places.at_once, places.free) {
        (Some(all), Some(free)) => fill(
            &words.places_taken,
            &[("open", &places.open.to_string()), ("all", &all.to_string()), ("free", &free.to_string())],
        ),
        _ => fill(&words.places_open, &[("open", &places.open.to_string())]),
    };
    let name = |id: Id| {
        let case = facts.cases.iter().find(|case| case.id() == id);
        case.map_or_else(String::new, |case| env.words.participant(case))
    };
    let next = places.next.map_or_else(|| words.nobody_next.clone(), name);
    let mut lines = vec![line(&topic.places, taken, "places"), line(&topic.next, next, "places")];
    lines.extend(places.waiting.iter().zip(1..).map(|(id, place)| Line {
        topic: fill(&topic.waiting, &[("n", &place.to_string())]),
        sentence: name(*id),
        chosen: None,
        words: None,
        opens: Target::Record(Kind::Participation, *id),
    }));
    lines
}
