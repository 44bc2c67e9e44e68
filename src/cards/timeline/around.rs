//! What the timeline says of the way, of decisions, and of those around the participant.

use super::Event;
use crate::{
    cards::{
        network::sent,
        progress::{decided, joined},
    },
    domain::{Assessment, Case, Id, Kind, Scale, TeamMember},
    env::Env,
    forms::{ItemList, name_of},
    i18n::fill,
    lists::Target,
    store::Store,
};

/// All of it.
pub(super) fn around(store: &Store, case: &Case, env: &Env) -> Vec<Event> {
    let mut events = decisions(store, case, env);
    events.extend(way(case, env));
    events.extend(network(store, case, env));
    events.extend(of_the_person(case, env));
    events
}

fn event(day: chrono::NaiveDate, kind: &str, what: String, target: (&'static str, Kind, Id)) -> Event {
    let target = Target::Form(target.0, target.1, target.2);
    Event { day, kind: kind.to_owned(), what, target, attention: false }
}

fn decisions(store: &Store, case: &Case, env: &Env) -> Vec<Event> {
    let words = env.words;
    let decisions = case.stays.iter().flat_map(|stay| &stay.decisions).map(|row| {
        let what = decided(store, &row.record, env);
        event(row.record.decided_on, &words.form.decision, what, ("decision", Kind::Decision, row.id))
    });
    let offers = case.offers.iter().map(|row| {
        let offer = &row.record;
        let answer = offer.answer.map_or(words.card.no_answer_yet.as_str(), |answer| words.name(answer));
        let what = joined(&[answer, &env.date_or_empty(offer.answered_on), &offer.note]);
        event(offer.offered_on, &words.form.offer, what, ("offer", Kind::Offer, row.id))
    });
    decisions.chain(offers).collect()
}

fn way(case: &Case, env: &Env) -> Vec<Event> {
    let (words, rules) = (env.words, env.rules(case));
    let steps = case.path_steps.iter().map(|row| {
        let what = ItemList::Steps.name(&row.record.step, rules, words);
        event(row.record.entered_on, &words.form.path_step, what, ("path-step", Kind::PathStep, row.id))
    });
    let value = |record: &Assessment| {
        let item = ItemList::Barriers.name(&record.item, rules, words);
        let what = if record.scale == Scale::Barrier && !item.is_empty() { &item } else { words.name(record.scale) };
        format!("{what}: {}", record.scale.shown(record.value))
    };
    let assessments = case.assessments.iter().map(|row| {
        let record = &row.record;
        let what = joined(&[&value(record), words.name(record.by), &record.note]);
        event(record.date, &words.form.assessment, what, ("assessment", Kind::Assessment, row.id))
    });
    steps.chain(assessments).collect()
}

fn network(store: &Store, case: &Case, env: &Env) -> Vec<Event> {
    let words = env.words;
    let until = |day: Option<chrono::NaiveDate>| {
        day.map(|day| fill(&words.timeline.until, &[("day", &env.date(day))])).unwrap_or_default()
    };
    let member = |row: &TeamMember| {
        let worker = row.worker.map(|id| name_of(store, Kind::Worker, id, env.words)).unwrap_or_default();
        let field = ItemList::CaseTeam.name(&row.field, env.rules(case), words);
        joined(&[&worker, &row.name, &field, &until(row.to)])
    };
    let team = case.team.iter().map(|row| {
        let target = ("team-member", Kind::TeamMember, row.id);
        event(row.record.from, words.name(row.record.team), member(&row.record), target)
    });
    let relations = case.relations.iter().filter_map(|row| {
        let (side, other) = row.record.seen_from(case.person.id);
        let what = format!("{} {}", words.name(side), name_of(store, Kind::Person, other, env.words));
        let day = row.record.from.or(case.participation.record.applied_on)?;
        let target = ("relation", Kind::Relation, row.id);
        Some(event(day, &words.field.relation, joined(&[&what, &until(row.record.to)]), target))
    });
    let referrals = case.referrals.iter().map(|row| {
        let what = sent(&row.record, case, env);
        event(row.record.sent_on, &words.form.referral, what, ("referral", Kind::Referral, row.id))
    });
    team.chain(relations).chain(referrals).collect()
}

fn of_the_person(case: &Case, env: &Env) -> Vec<Event> {
    let words = env.words;
    let mut events = Vec::new();
    for row in &case.flags {
        let (flag, target) = (&row.record, ("flag", Kind::Flag, row.id));
        events.push(event(flag.raised_on, &words.form.flag, flag.text.clone(), target));
        if let Some(day) = flag.closed_on {
            let what = fill(&words.timeline.closed, &[("note", &flag.closing_note)]);
            events.push(event(day, &words.form.flag, what, target));
        }
    }
    // What has no day of its own stands beside the application.
    let circumstances = case.circumstances.iter().filter_map(|row| {
        let (record, target) = (&row.record, ("circumstance", Kind::Circumstance, row.id));
        let until = record.until.map(|day| fill(&words.timeline.until, &[("day", &env.date(day))]));
        let said = format!("{}: {}", words.name(record.kind), words.name(record.answer));
        let day = record.since.or(case.participation.record.applied_on)?;
        Some(event(day, &words.form.circumstance, joined(&[&said, &until.unwrap_or_default()]), target))
    });
    events.extend(circumstances);
    events
}
