//! A definition as sentences, topic by topic, in the order in which it is read.

use super::{Line, line};
use crate::{
    domain::{
        Choice, LocalText,
        definition::{Band, Budget, Item, Period, Total},
    },
    env::Env,
    i18n::fill,
};

/// The whole definition, from what it is to what falls due.
pub(crate) fn definition(env: &Env) -> Vec<Line> {
    [purpose(env), money(env), participants(env), limits(env), way(env), people(env), dates(env), rest(env)].concat()
}

/// Who carries it out, who pays, when and what for.
fn purpose(env: &Env) -> Vec<Line> {
    let (definition, topic, lang) = (&*env.definition, &env.words.programme, env.words.lang.code());
    let text = |name: &str, text: &LocalText, section| line(name, text.get(lang).to_owned(), section);
    let mut lines = vec![text(&topic.carrier, &definition.carrier, "carrier")];
    lines.extend(definition.partners.iter().map(|partner| text(&topic.partner, partner, "partners")));
    let funder = definition.funder.iter().chain(&definition.funder_unnamed);
    lines.extend(funder.map(|funder| text(&topic.funder, funder, "funder")));
    lines.extend(definition.measure.iter().map(|measure| text(&topic.measure, measure, "funder")));
    lines.extend(definition.project_number.iter().map(|n| line(&topic.project_number, n.clone(), "funder")));
    lines.extend(periods(&definition.period, env));
    lines.extend(definition.aims.iter().map(|aim| text(&topic.aim, aim, "aim")));
    lines.extend(definition.case_work.iter().map(|way| text(&topic.case_work, way, "aim")));
    lines
}

fn periods(period: &Period, env: &Env) -> Vec<Line> {
    let (topic, lang) = (&env.words.programme, env.words.lang.code());
    let first = match period.to {
        Some(to) => fill(&topic.period_sentence, &[("from", &env.date(period.from)), ("to", &env.date(to))]),
        None => fill(&topic.period_open, &[("from", &env.date(period.from))]),
    };
    let mut lines =
        vec![line(&topic.period, first, "period").because(period.words.as_ref(), period.chosen.as_ref(), lang)];
    lines.extend(period.extensions.iter().map(|extension| {
        let sentence = fill(&topic.extended, &[("to", &env.date(extension.to))]);
        line(&topic.period, sentence, "period").because(extension.words.as_ref(), None, lang)
    }));
    lines
}

/// What it costs, and who pays which part.
fn money(env: &Env) -> Vec<Line> {
    let (topic, lang) = (&env.words.programme, env.words.lang.code());
    let Some(Budget { currency, total, words, lines: parts }) = &env.definition.budget else { return Vec::new() };
    let amount = |cents| format!("{} {currency}", env.words.lang.money(cents));
    let whole = fill(&topic.budget_total, &[("amount", &amount(total.0))]);
    let mut lines = vec![line(&topic.budget, whole, "budget").because(words.as_ref(), None, lang)];
    lines.extend(parts.iter().map(|part| {
        let sentence = format!("{}: {}", part.name.get(lang), amount(part.amount.0));
        line(&topic.budget, sentence, "budget").because(part.words.as_ref(), None, lang)
    }));
    lines
}

/// Whom it is for.
fn participants(env: &Env) -> Vec<Line> {
    let (definition, topic, lang) = (&*env.definition, &env.words.programme, env.words.lang.code());
    let sentence = definition.target_group.value.get(lang).to_owned();
    let mut lines = vec![line(&topic.target_group, sentence, "target-group").given(&definition.target_group, lang)];
    lines.extend(definition.eligibility.iter().map(|rule| {
        let sentence = rule.name.get(lang).to_owned();
        line(&topic.eligibility, sentence, "eligibility").because(rule.words.as_ref(), rule.chosen.as_ref(), lang)
    }));
    lines.extend(definition.attention.iter().map(|group| {
        let sentence = group.name.get(lang).to_owned();
        line(&topic.attention, sentence, "attention").because(group.words.as_ref(), None, lang)
    }));
    lines
}

/// How long, how many.
fn limits(env: &Env) -> Vec<Line> {
    let (definition, topic, lang) = (&*env.definition, &env.words.programme, env.words.lang.code());
    let mut lines = Vec::new();
    lines.extend(definition.limit_of_stay.iter().map(|limit| {
        let sentence = fill(&topic.limit_sentence, &[("length", &env.words.length(limit.value))]);
        line(&topic.limit, sentence, "limit").given(limit, lang)
    }));
    lines.extend(definition.prolongation.iter().map(|longer| {
        let sentence = fill(&topic.prolongation_sentence, &[("length", &env.words.length(longer.value))]);
        line(&topic.limit, sentence, "limit").given(longer, lang)
    }));
    lines.extend(definition.academic_hours.iter().map(|hours| {
        let sentence = fill(&topic.hours_sentence, &[("n", &hours.value.to_string())]);
        line(&topic.hours, sentence, "hours").given(hours, lang)
    }));
    lines.extend(definition.open_cases.iter().map(|band| {
        let n = band.value.at_least.or(band.value.at_most).unwrap_or_default().to_string();
        let sentence = if band.value.at_least.is_some() { &topic.cases_at_least } else { &topic.cases_at_most };
        line(&topic.caseload, fill(sentence, &[("n", &n)]), "caseload").given(band, lang)
    }));
    lines.extend(definition.places_at_once.iter().map(|places| {
        let sentence = fill(&topic.places_sentence, &[("n", &places.value.to_string())]);
        line(&topic.places, sentence, "places").given(places, lang)
    }));
    lines.extend(definition.places_in_total.iter().map(|total| {
        line(&topic.places, in_total(total, env), "places").because(total.words.as_ref(), total.chosen.as_ref(), lang)
    }));
    lines.extend(definition.refill.iter().map(|refill| {
        let sentence = if refill.value { &topic.refill_yes } else { &topic.refill_no };
        line(&topic.places, sentence.clone(), "refill").given(refill, lang)
    }));
    lines
}

/// `28 to 30 in all, 1.1.2016 to 31.12.2017.`
fn in_total(total: &Total, env: &Env) -> String {
    let topic = &env.words.programme;
    let text = |n: Option<u32>| n.unwrap_or_default().to_string();
    let (least, most) = (text(total.value.at_least), text(total.value.at_most));
    let sentence = match total.value {
        Band { at_least: Some(_), at_most: Some(_) } => &topic.total_between,
        Band { at_most: None, .. } => &topic.total_at_least,
        Band { at_least: None, .. } => &topic.total_at_most,
    };
    let sentence = fill(sentence, &[("least", &least), ("most", &most)]);
    let span = |days: crate::domain::definition::Days| {
        fill(&topic.period_sentence, &[("from", &env.date(days.from)), ("to", &env.date(days.to))])
    };
    total.within.map_or_else(|| format!("{sentence}."), |days| format!("{sentence}, {}", span(days)))
}

/// What is done: the steps, the components, what is assessed.
fn way(env: &Env) -> Vec<Line> {
    let (definition, topic) = (&*env.definition, &env.words.programme);
    let mut lines: Vec<Line> = (1..)
        .zip(&definition.steps)
        .map(|(n, step): (usize, _)| item(&fill(&topic.step, &[("n", &n.to_string())]), step, "steps", env))
        .collect();
    lines.extend(definition.components.iter().map(|component| item(&topic.component, component, "components", env)));
    lines.extend(definition.barriers.iter().map(|barrier| item(&topic.barrier, barrier, "barriers", env)));
    lines
}

/// Who sends participants, who works with them, and what the programme calls them.
fn people(env: &Env) -> Vec<Line> {
    let (definition, topic, lang) = (&*env.definition, &env.words.programme, env.words.lang.code());
    let mut lines = Vec::new();
    lines
        .extend(definition.referral_sources.iter().map(|source| item(&topic.referral_source, source, "referral", env)));
    lines.extend(definition.case_team.iter().map(|field| item(&topic.case_team, field, "case-team", env)));
    let own = |name: &str, text: &LocalText| line(&topic.own_words, format!("{name}: {}", text.get(lang)), "own-words");
    lines
        .extend(definition.roles.iter().map(|(role, text)| own(env.words.code_name("worker-role", role.code()), text)));
    lines.extend(definition.terms.iter().map(|(term, text)| own(env.words.code_name("term", term.code()), text)));
    lines
}

fn item(topic: &str, item: &Item, section: &'static str, env: &Env) -> Line {
    let lang = env.words.lang.code();
    let sentence = item.name.get(lang).to_owned();
    line(topic, sentence, section).because(item.words.as_ref(), item.chosen.as_ref(), lang)
}

/// How often people meet, and what falls due.
fn dates(env: &Env) -> Vec<Line> {
    let (definition, topic, lang) = (&*env.definition, &env.words.programme, env.words.lang.code());
    let cadence = definition.cadences.iter().map(|cadence| {
        let values = [("name", cadence.name.get(lang)), ("n", &*cadence.at_least.to_string())];
        let sentence = fill(&topic.cadence_sentence, &values);
        line(&topic.cadence, sentence, "cadence").because(cadence.words.as_ref(), cadence.chosen.as_ref(), lang)
    });
    let deadlines = definition.deadlines.iter().map(|deadline| {
        let rule = env.words.deadline_rule(deadline, &env.definition);
        let sentence = format!("{}: {rule}.", deadline.name.get(lang));
        line(&topic.deadline, sentence, "deadline").because(deadline.words.as_ref(), deadline.chosen.as_ref(), lang)
    });
    cadence.chain(deadlines).collect()
}

/// What is promised, how it is counted, and what else the text states.
fn rest(env: &Env) -> Vec<Line> {
    let (definition, topic, lang) = (&*env.definition, &env.words.programme, env.words.lang.code());
    let mut lines: Vec<Line> = definition
        .promises
        .iter()
        .map(|promise| {
            let counted = env.words.definition_of(promise, &env.definition);
            let sentence = format!("{}. {counted}", promise.name.get(lang));
            line(&topic.promise, sentence, "promise").because(promise.words.as_ref(), promise.chosen.as_ref(), lang)
        })
        .collect();
    lines.extend(definition.framework.iter().map(|framework| {
        let name = env.words.code_name("framework", framework.value.code());
        line(&topic.framework, name.to_owned(), "framework").given(framework, lang)
    }));
    lines.extend(retention(env));
    lines.extend(definition.stated.iter().map(|stated| {
        let sentence = format!("{}: {}", stated.name.get(lang), stated.value);
        line(&topic.stated, sentence, "stated").because(stated.words.as_ref(), None, lang)
    }));
    lines
}

/// How long what is held on participants has to be kept.
fn retention(env: &Env) -> Vec<Line> {
    let (topic, lang) = (&env.words.programme, env.words.lang.code());
    let Some(retention) = &env.definition.retention else { return Vec::new() };
    let years = |years: u32| env.words.counted(years as usize, &env.words.plural.years);
    let fund = retention.fund.iter().map(|fund| {
        let paid = fund.last_payment.map_or_else(|| topic.payment_not_known.clone(), |day| env.date(day));
        let sentence = fill(&topic.kept_by_fund, &[("years", &years(fund.years)), ("day", &paid)]);
        line(&topic.retention, sentence, "retention").because(fund.words.as_ref(), fund.chosen.as_ref(), lang)
    });
    let notes = retention.notes.iter().map(|notes| {
        let sentence = fill(&topic.kept_by_notes, &[("years", &years(notes.value))]);
        line(&topic.retention, sentence, "retention").given(notes, lang)
    });
    fund.chain(notes).collect()
}
