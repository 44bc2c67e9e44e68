//! Who stands around a participant, as facts of the card: the team, relatives and household, referrals.

use super::{participant::Fact, progress::joined};
use crate::{
    domain::{Case, Kind, Referral},
    env::Env,
    forms::{ItemList, name_of},
    store::Store,
};

/// Those who are in the case team and the resource group today.
pub(super) fn team(store: &Store, case: &Case, env: &Env) -> Vec<Fact> {
    let (words, rules) = (env.words, env.rules(case));
    let members = case.team.iter().map(|row| &row.record).filter(|member| member.holds(env.today));
    let fact = |member: &crate::domain::TeamMember| {
        let worker = member.worker.map(|id| name_of(store, Kind::Worker, id, env.words)).unwrap_or_default();
        let field = ItemList::CaseTeam.name(&member.field, rules, words);
        (words.name(member.team).to_owned(), joined(&[&worker, &member.name, &field]))
    };
    members.map(fact).collect()
}

/// For whom the person cares, who cares for the person, who lives with the person.
pub(super) fn relations(store: &Store, case: &Case, env: &Env) -> Vec<Fact> {
    let holding = case.relations.iter().map(|row| &row.record).filter(|relation| relation.holds(env.today));
    let seen = holding.map(|relation| relation.seen_from(case.person.id));
    seen.map(|(side, other)| (env.words.name(side).to_owned(), name_of(store, Kind::Person, other, env.words)))
        .collect()
}

/// Where from and where to the person was sent.
pub(super) fn referrals(case: &Case, env: &Env) -> Vec<Fact> {
    let referrals = case.referrals.iter().map(|row| &row.record);
    referrals.map(|referral| (env.words.form.referral.clone(), sent(referral, case, env))).collect()
}

/// A referral in one line: which way, who, when, and what was answered.
pub(super) fn sent(referral: &Referral, case: &Case, env: &Env) -> String {
    let words = env.words;
    let body = ItemList::ReferralSources.name(&referral.body, env.rules(case), words);
    let answer = referral.answer.map_or(words.card.no_answer_yet.as_str(), |answer| words.name(answer));
    let answered = env.date_or_empty(referral.answered_on);
    let what = joined(&[&body, &env.date(referral.sent_on), answer, &answered]);
    format!("{}: {what}", words.name(referral.direction))
}
