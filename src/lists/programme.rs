//! The programme: its definition as sentences made from the data that computes, its places, and who waits.

use super::{
    Cell, Column, Query, Target, Width,
    erased::{Item, ListOf, Loaded},
};
use crate::{
    domain::{
        Facts, Id, Kind, LocalText, Offset,
        definition::{Anchor, Deadline, Period},
        places,
    },
    env::Env,
    i18n::{Words, fill},
    store::{Result, Store},
};

/// One sentence of the definition, or one line of the places.
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
        (None, Some(words)) => format!("{} „{words}“", env.words.programme.in_the_text),
        (None, None) => item.sentence.clone(),
    },
};

#[rustfmt::skip]
const COLUMNS: &[Column<Line>] = &[
    Column { name: "topic",    label: |w| &w.column.topic, width: Some(Width::Fixed(20)), cell: |l, _| Cell::text(&l.topic) },
    Column { name: "sentence", label: |w| &w.column.what,  width: Some(Width::Share(1)),  cell: |l, _| Cell::text(&l.sentence) },
    Column { name: "chosen",   label: |w| &w.column.given, width: Some(Width::Fixed(9)), cell: |l, e| Cell::text(if l.chosen.is_some() { e.words.programme.chosen_short.as_str() } else { "" }) },
];

fn load(store: &Store, _query: &Query, env: &Env) -> Result<Loaded<Line>> {
    let facts = store.facts(env.programme)?;
    let words = env.words;
    let mut items: Vec<Item<Line>> = definition(env).into_iter().map(Item::Row).collect();
    items.push(Item::Heading(fill(&words.programme.places_on, &[("day", &env.date(env.today))])));
    items.extend(place_lines(&facts, env).into_iter().map(Item::Row));
    let summary = env.definition.name.get(words.lang.code()).to_owned();
    Ok(Loaded { items, summary, cut: None })
}

/// A line about a value that the text gives or that was chosen.
fn line(topic: &str, sentence: String, section: &'static str) -> Line {
    Line { topic: topic.to_owned(), sentence, chosen: None, words: None, opens: Target::Section(section) }
}

impl Line {
    fn because(mut self, words: Option<&String>, chosen: Option<&LocalText>, lang: &str) -> Self {
        self.words = words.cloned();
        self.chosen = chosen.map(|why| why.get(lang).to_owned());
        self
    }
}

/// The lines about one part of the programme.
pub(crate) fn lines_about(section: &'static str, facts: &Facts, env: &Env) -> Vec<Line> {
    let lines = definition(env).into_iter().chain(place_lines(facts, env));
    lines.filter(|line| line.opens == Target::Section(section)).collect()
}

fn definition(env: &Env) -> Vec<Line> {
    let (definition, words, lang) = (&*env.definition, env.words, env.words.lang.code());
    let topic = &words.programme;
    let mut lines = vec![
        line(&topic.carrier, definition.carrier.get(lang).to_owned(), "carrier"),
        line(&topic.funder, definition.funder.get(lang).to_owned(), "funder"),
        line(&topic.period, period(&definition.period, env), "period").because(
            definition.period.words.as_ref(),
            definition.period.chosen.as_ref(),
            lang,
        ),
    ];
    lines.extend(definition.aims.iter().map(|aim| line(&topic.aim, aim.get(lang).to_owned(), "aim")));
    let group = &definition.target_group;
    lines.push(line(&topic.target_group, group.value.get(lang).to_owned(), "target-group").because(
        group.words.as_ref(),
        group.chosen.as_ref(),
        lang,
    ));
    lines.extend(definition.eligibility.iter().map(|rule| {
        line(&topic.eligibility, rule.name.get(lang).to_owned(), "eligibility").because(
            rule.words.as_ref(),
            rule.chosen.as_ref(),
            lang,
        )
    }));
    lines.extend(definition.attention.iter().map(|group| {
        line(&topic.attention, group.name.get(lang).to_owned(), "attention").because(group.words.as_ref(), None, lang)
    }));
    if let Some(limit) = &definition.limit_of_stay {
        let sentence = fill(&topic.limit_sentence, &[("length", &length(limit.value, words))]);
        lines.push(line(&topic.limit, sentence, "limit").because(limit.words.as_ref(), limit.chosen.as_ref(), lang));
    }
    if let Some(band) = &definition.open_cases {
        let n = band.value.at_least.or(band.value.at_most).unwrap_or_default().to_string();
        let sentence = if band.value.at_least.is_some() { &topic.cases_at_least } else { &topic.cases_at_most };
        lines.push(line(&topic.caseload, fill(sentence, &[("n", &n)]), "caseload").because(
            band.words.as_ref(),
            band.chosen.as_ref(),
            lang,
        ));
    }
    if let Some(places) = &definition.places_at_once {
        let sentence = fill(&topic.places_sentence, &[("n", &places.value.to_string())]);
        lines.push(line(&topic.places, sentence, "places").because(
            places.words.as_ref(),
            places.chosen.as_ref(),
            lang,
        ));
    }
    if let Some(refill) = &definition.refill {
        let sentence = if refill.value { &topic.refill_yes } else { &topic.refill_no };
        lines.push(line(&topic.places, sentence.clone(), "refill").because(
            refill.words.as_ref(),
            refill.chosen.as_ref(),
            lang,
        ));
    }
    if let Some(cadence) = &definition.cadence {
        let sentence =
            fill(&topic.cadence_sentence, &[("name", cadence.name.get(lang)), ("n", &cadence.at_least.to_string())]);
        lines.push(line(&topic.cadence, sentence, "cadence").because(
            cadence.words.as_ref(),
            cadence.chosen.as_ref(),
            lang,
        ));
    }
    lines.extend(definition.deadlines.iter().map(|deadline| {
        line(&topic.deadline, deadline_sentence(deadline, words), "deadline").because(
            deadline.words.as_ref(),
            deadline.chosen.as_ref(),
            lang,
        )
    }));
    lines
}

fn period(period: &Period, env: &Env) -> String {
    let words = &env.words.programme;
    match period.to {
        Some(to) => fill(&words.period_sentence, &[("from", &env.date(period.from)), ("to", &env.date(to))]),
        None => fill(&words.period_open, &[("from", &env.date(period.from))]),
    }
}

/// A length of time in words: `1 year`, `6 months`.
pub(crate) fn length(offset: Offset, words: &Words) -> String {
    let parts =
        [(offset.years, &words.plural.years), (offset.months, &words.plural.months), (offset.days, &words.plural.days)];
    let parts = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, forms)| words.counted(n as usize, forms));
    parts.collect::<Vec<_>>().join(" ")
}

fn deadline_sentence(deadline: &Deadline, words: &Words) -> String {
    let topic = &words.programme;
    let anchor = match deadline.anchor {
        Anchor::Entry => &topic.after_entry,
        Anchor::Exit => &topic.after_exit,
        Anchor::StayLimit => &topic.at_limit,
        Anchor::ProbationEnd => &topic.at_probation_end,
        Anchor::LastMeeting => &topic.after_last_meeting,
    };
    let when = fill(anchor, &[("length", &length(deadline.after, words))]);
    format!("{}: {when}", deadline.name.get(words.lang.code()))
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
        case.map_or_else(String::new, |case| case.person.record.name())
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
