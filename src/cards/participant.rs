//! A participant's card: facts, what is due, and one timeline of everything dated.

use super::{About, Card, network, progress, timeline::timeline};
use crate::{
    domain::{
        Answer, Case, DueStatus, Eligibility, Flag, Id, Kind, Person, Register, State, Verdict, Worker, current_worker,
        due_of, eligible, last_met, national_id, open, sees_identity, state, whole_years,
    },
    env::Env,
    i18n::fill,
    lists::{Target, Width, due_source, due_title, due_why},
    store::{Result, Store},
};

/// The card of a participation; opened on a deadline, it begins with why that is due.
pub(super) fn card(store: &Store, id: Id, on: Option<(&str, i64)>, env: &Env) -> Result<Option<Card>> {
    let Some(case) = store.case(id)? else { return Ok(None) };
    let worker = current_worker(&case, env.today).map(|id| store.get::<Worker>(id)).transpose()?.flatten();
    let workers = store.all::<Worker>()?;
    let name = worker.map(|worker| worker.record.name());
    let sees = sees_identity(&case, &workers, &env.user, env.today);
    let words = &env.words.column;
    Ok(Some(Card {
        target: Target::Record(Kind::Participation, id),
        title: env.words.participant(&case),
        facts: [on.map(|on| asked(&case, on, env)).unwrap_or_default(), facts(store, &case, name, sees, env)?].concat(),
        charts: Vec::new(),
        warnings: warnings(&case, sees, env),
        columns: vec![
            (words.when.clone(), Width::Day),
            (words.kind.clone(), Width::Words),
            (words.what.clone(), Width::Share(1)),
        ],
        rows: timeline(store, &case, &store.meetings_of(id)?, &workers, env),
        about: About { participation: Some(id), in_programme: open(&case, env.today), ..About::default() },
    }))
}

/// A label and a value.
pub(super) type Fact = (String, String);

fn facts(store: &Store, case: &Case, worker: Option<String>, sees: bool, env: &Env) -> Result<Vec<Fact>> {
    let nobody = Person::default();
    let person = if sees { &case.person.record } else { &nobody };
    let (words, participation) = (env.words, &case.participation.record);
    let field = &words.field;
    let standing = state(case, env.rules(case), env.today);
    let since = standing.since.map(|day| format!(", {}", env.date(day))).unwrap_or_default();
    let born = person.born.map(|born| format!("{} ({})", env.date(born), whole_years(born, env.today)));
    let limit = standing.limit_on.map(|day| {
        let left = words.counted(standing.days_left.unwrap_or_default().max(0) as usize, &words.plural.days_left);
        format!("{} ({left})", env.date(day))
    });
    let mut facts = vec![
        (words.column.number.clone(), participation.number.to_string()),
        (words.column.state.clone(), format!("{}{since}", words.name(standing.state))),
        (words.card.limit.clone(), limit.unwrap_or_default()),
        (field.worker.clone(), worker.unwrap_or_default()),
        (words.column.last_met.clone(), env.date_or_empty(last_met(case, env.today))),
        // The title does not say it.
        (words.column.name.clone(), if case.unnamed().is_some() { person.name() } else { String::new() }),
        (field.national_id.clone(), national_id::masked(&person.national_id)),
        (field.born.clone(), born.unwrap_or_default()),
        (field.phone.clone(), person.phone.clone()),
        (field.email.clone(), person.email.clone()),
        (field.address.clone(), person.address.clone()),
        (field.source.clone(), words.name_or_empty(participation.source).to_owned()),
        (field.applied_on.clone(), env.date_or_empty(participation.applied_on)),
        (words.card.eligible.clone(), verdict(&found(case, env), env)),
        (field.consent_on.clone(), env.date_or_empty(participation.consent_on)),
    ];
    let known = case.circumstances.iter().filter(|row| row.record.answer == Answer::Yes);
    facts.extend(known.map(|row| {
        let since = row.record.since.map(|day| fill(&words.card.since, &[("day", &env.date(day))])).unwrap_or_default();
        (words.card.circumstance.clone(), format!("{} {since}", words.name(row.record.kind)).trim().to_owned())
    }));
    let ruling = progress::ruling(store, case, env);
    facts.splice(15..15, ruling);
    let mut around = upcoming(case, env);
    around.extend(progress::progress(case, env));
    around.extend(network::team(store, case, env));
    around.extend(network::relations(store, case, env));
    around.extend(network::referrals(case, env));
    around.extend(progress::decisions(store, case, env));
    around.extend(progress::services(case, env));
    facts.splice(5..5, around);
    if store.get::<Register>(Id(1))?.is_some_and(|register| register.record.reading_logged) {
        facts.push((words.card.reading.clone(), words.card.reading_is_noted.clone()));
    }
    facts.retain(|(_, value)| !value.is_empty());
    Ok(facts)
}

/// What a deadline asks for, why, and where that comes from.
fn asked(case: &Case, (rule, occurrence): (&str, i64), env: &Env) -> Vec<(String, String)> {
    let (words, rules) = (env.words, env.rules(case));
    let dues = due_of(case, rules, env.today);
    let Some(due) = dues.iter().find(|due| due.rule == rule && due.occurrence == occurrence) else { return Vec::new() };
    let title = format!("{} {}", env.date(due.due_on), words.due_title(due, rules));
    let mut facts = vec![(words.column.what.clone(), title), (words.column.why.clone(), due_why(due, rules, words))];
    facts.extend(due_source(rule, rules, words));
    facts
}

/// The next deadlines that lie ahead.
fn upcoming(case: &Case, env: &Env) -> Vec<(String, String)> {
    /// How many are shown.
    const MOST: usize = 2;
    let ahead = due_of(case, env.rules(case), env.today).into_iter().filter(|due| due.status == DueStatus::Open);
    let shown = |due: crate::domain::Due| format!("{} {}", env.date(due.due_on), due_title(&due, env));
    ahead.take(MOST).map(|due| (env.words.column.next.clone(), shown(due))).collect()
}

/// Whether the person may take part: on the day of the decision, or today while it is open.
fn found(case: &Case, env: &Env) -> Eligibility {
    let participation = &case.participation.record;
    let day = participation.ruled_on.or(participation.applied_on).unwrap_or(env.today);
    eligible(&case.person.record, &case.circumstances, env.rules(case), day)
}

fn verdict(found: &Eligibility, env: &Env) -> String {
    let words = &env.words.card;
    match found.verdict {
        Verdict::Met => words.met.clone(),
        Verdict::NotMet => words.not_met.clone(),
        Verdict::Unknown => words.not_known.clone(),
    }
}

/// What needs attention: what is overdue, and what keeps the person from taking part.
fn warnings(case: &Case, sees: bool, env: &Env) -> Vec<String> {
    let overdue = due_of(case, env.rules(case), env.today).into_iter().filter(|due| due.status == DueStatus::Overdue);
    let mut warnings: Vec<String> = overdue
        .map(|due| fill(&env.words.card.overdue, &[("what", &due_title(&due, env)), ("day", &env.date(due.due_on))]))
        .collect();
    if case.person.record.protected {
        let words = &env.words.card;
        warnings.insert(0, if sees { words.protected.clone() } else { words.protected_from_you.clone() });
    }
    let flags = case.flags.iter().map(|row| &row.record).filter(|flag| flag.open(env.today));
    let said = |flag: &Flag| fill(&env.words.card.flag, &[("text", &flag.text), ("day", &env.date(flag.raised_on))]);
    warnings.splice(0..0, flags.map(said));
    if state(case, env.rules(case), env.today).state == State::Waiting {
        let unmet = found(case, env).findings.into_iter().filter(|finding| finding.verdict != Verdict::Met);
        warnings.extend(unmet.map(|finding| env.words.reason(&finding.reason)));
    }
    warnings
}
