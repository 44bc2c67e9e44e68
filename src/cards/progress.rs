//! How far a participant has come, as facts of the card: step, assessments, services, decisions.

use super::participant::Fact;
use crate::{
    domain::{
        Case, Course, Decision, Eligibility, Id, Kind, Scale, academic_hours, courses, current_stay, current_step,
        delivered,
    },
    env::Env,
    forms::{ItemList, name_of},
    i18n::fill,
    store::Store,
};

/// The step of the programme's way, and each scale from its first value to its last.
pub(super) fn progress(case: &Case, env: &Env) -> Vec<Fact> {
    let (words, rules) = (env.words, env.rules(case));
    let step = current_step(case, env.today).map(|step| {
        let name = ItemList::Steps.name(&step.step, rules, words);
        (words.field.step.clone(), format!("{name}, {}", env.date(step.entered_on)))
    });
    let courses = courses(case, env.today);
    let course = |course: &Course<'_>| {
        let label = match course.scale {
            Scale::Barrier if !course.item.is_empty() => ItemList::Barriers.name(course.item, rules, words),
            scale => words.name(scale).to_owned(),
        };
        (label, values(course))
    };
    step.into_iter().chain(courses.iter().map(course)).collect()
}

/// `4 → 6 (+2)`; only the value where it was assessed once.
fn values(course: &Course<'_>) -> String {
    let shown = |value| course.scale.shown(value);
    if course.first == course.last {
        return shown(course.last.value).to_string();
    }
    let sign = if course.change() > 0 { "+" } else { "" };
    format!("{} → {} ({sign}{})", shown(course.first.value), shown(course.last.value), course.change())
}

/// The service delivered: each component, and all together.
pub(super) fn services(case: &Case, env: &Env) -> Vec<Fact> {
    let (words, rules) = (env.words, env.rules(case));
    if rules.components.is_empty() {
        return Vec::new();
    }
    let delivered = delivered(case, env.today);
    let said = |minutes: i64| {
        let hours = words.lang.decimal(academic_hours(minutes), 1);
        fill(&words.card.delivered, &[("minutes", &words.lang.number(minutes)), ("hours", &hours)])
    };
    // In the order of the definition.
    let each = rules.components.iter().filter_map(|item| Some((item, *delivered.get(item.id.as_str())?)));
    let all: i64 = delivered.values().sum();
    let total = (all > 0).then(|| (words.card.services.clone(), said(all)));
    each.map(|(item, minutes)| (item.name.get(words.lang.code()).to_owned(), said(minutes))).chain(total).collect()
}

/// What was decided on the application, by whom, and on which facts, as they were found that day.
pub(super) fn ruling(store: &Store, case: &Case, env: &Env) -> Vec<Fact> {
    let (words, participation) = (env.words, &case.participation.record);
    let by_today = participation.ruled_on.is_none_or(|day| day <= env.today);
    let Some(ruling) = participation.ruling.filter(|_| by_today) else { return Vec::new() };
    let by = participation.ruled_by.map(|id| name_of(store, Kind::Worker, id, env.words)).unwrap_or_default();
    let day = env.date_or_empty(participation.ruled_on);
    let decided = (words.field.ruling.clone(), joined(&[words.name(ruling), &day, &by]));
    // What an earlier program has not taken down is simply not there.
    let found: Option<Eligibility> = serde_json::from_str(&participation.ruling_basis).ok();
    let findings = found.map(|found| found.findings).unwrap_or_default();
    let basis = findings.iter().map(|finding| (words.card.basis.clone(), words.reason(&finding.reason)));
    std::iter::once(decided).chain(basis).collect()
}

/// The decisions about the stay that lasts.
pub(super) fn decisions(store: &Store, case: &Case, env: &Env) -> Vec<Fact> {
    let stay = current_stay(case, env.today);
    let decisions = stay.iter().flat_map(|stay| &stay.decisions);
    decisions.map(|row| (env.words.form.decision.clone(), decided(store, &row.record, env))).collect()
}

/// A decision in one line: about what, when, by whom.
pub(super) fn decided(store: &Store, decision: &Decision, env: &Env) -> String {
    let words = env.words;
    let by = decision.worker.map(|id: Id| name_of(store, Kind::Worker, id, env.words)).unwrap_or_default();
    let until = decision.until.map(|day| fill(&words.timeline.until, &[("day", &env.date(day))]));
    let parts =
        [words.name(decision.kind), &until.unwrap_or_default(), &env.date(decision.decided_on), &by, &decision.by];
    joined(&parts)
}

/// Joins what is not empty.
pub(super) fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ")
}
