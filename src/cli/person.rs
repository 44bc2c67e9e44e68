//! Data protection in the shell: what is held on somebody, and forgetting them.

use std::path::Path;

use serde_json::json;

use super::{
    Call,
    answer::{Answer, Failure, Outcome},
    arguments::{OnPerson, Switch},
    saving,
    sheets::write_new,
};
use crate::{
    domain::{Act, Change, Id, Keeping, Kind, Person, Register, Rules, retention},
    forms,
    i18n::fill,
    report,
    session::{ForgottenEverywhere, Session},
    store::{Held, Kept, noted},
};

/// How many columns a page takes.
const WIDTH: usize = 80;

/// Does what is asked about a person.
pub(super) fn person(session: Session, call: &Call, what: &OnPerson) -> Outcome {
    match what {
        OnPerson::Access { who, out } => access(session, call, who, out.as_deref()),
        OnPerson::Erase { who, reason, renew } => {
            let person = meant(&session, who)?;
            over(&session, person)?;
            forget(session, call, (who, false), reason, *renew)
        }
        OnPerson::Merge { who, twin, take, check } => merge(session, call, [who, twin], take, *check),
        OnPerson::Reading { reading } => note_reading(session, call, *reading == Switch::On),
        OnPerson::Pseudonymise { who, reason, renew } => forget(session, call, (who, false), reason, *renew),
        OnPerson::Anonymise { who, reason, renew } => forget(session, call, (who, true), reason, *renew),
    }
}

/// The person who is meant: `12` is the number of a participation, `person:5` a person.
fn meant(session: &Session, who: &str) -> Result<Id, Failure> {
    let words = &session.env.words.person;
    let unknown = || Failure::said(fill(&words.unknown, &[("who", who)]), words.unknown_hint.clone());
    if let Some(id) = who.strip_prefix("person:") {
        let id = Id(id.parse().map_err(|_| unknown())?);
        return session.store.get::<Person>(id)?.map(|person| person.id).ok_or_else(unknown);
    }
    let number: i64 = who.parse().map_err(|_| unknown())?;
    let found = session.store.numbered(session.env.programme, number)?;
    found.map(|participation| participation.record.person).ok_or_else(unknown)
}

/// Everything that is held on somebody, on one page; that it was asked for is noted.
fn access(mut session: Session, call: &Call, who: &str, out: Option<&Path>) -> Outcome {
    let person = meant(&session, who)?;
    let document = report::access(&session.store, person, &session.env)?;
    let Some(document) = document else { return Ok(Answer::default()) };
    saving::save(&mut session, |store, by| store.note(Act::Access, &noted(Kind::Person, person), by))?;
    let words = session.env.words;
    let text = if call.json { Answer::json(&document).text } else { report::render_text(&document, WIDTH) };
    let Some(path) = out else { return Ok(Answer::done(text)) };
    write_new(path, text.as_bytes())?;
    Ok(Answer::done(fill(&words.person.written, &[("path", &path.display().to_string())]) + "\n"))
}

/// Makes two records of one person one, with these fields of the other; or says what would happen.
fn merge(mut session: Session, call: &Call, who: [&String; 2], take: &[String], check: bool) -> Outcome {
    let (kept, other) = (meant(&session, who[0])?, meant(&session, who[1])?);
    let words = session.env.words;
    let mut twins = forms::twins(&session.store, kept, other, &session.env)?;
    if let Some((sentence, way_out)) = twins.refused.take() {
        return Err(Failure::said(sentence, way_out));
    }
    for name in take {
        let Some(field) = twins.fields.iter_mut().find(|field| field.name == name) else {
            let names: Vec<&str> = twins.fields.iter().map(|field| field.name).collect();
            let there = fill(&words.twins.no_field_hint, &[("fields", &names.join(", "))]);
            return Err(Failure::said(fill(&words.twins.no_field, &[("field", name)]), there));
        };
        field.take = true;
    }
    let taken = twins.taken();
    let changes = forms::merging(&session.store, [kept, other], &taken, &session.env)?;
    let batch = if check {
        None
    } else {
        Some(saving::save(&mut session, |store, by| store.commit(Act::Merging, &changes, by))?.batch)
    };
    if call.json {
        return Ok(Answer::json(&json!({ "batch": batch, "taken": taken, "changes": changes.len() })));
    }
    let [kept, other] = &twins.names;
    let last = match batch {
        None => words.twins.foreseen.clone(),
        Some(batch) => fill(&words.twins.done, &[("kept", kept), ("other", other), ("batch", &batch.to_string())]),
    };
    let lines: Vec<&str> = twins.follows.iter().chain([&last]).map(String::as_str).collect();
    Ok(Answer::done(lines.join("\n") + "\n"))
}

/// Refuses where the data are still to be kept, or where nobody can say.
fn over(session: &Session, person: Id) -> Result<(), Failure> {
    let (env, words) = (&session.env, &session.env.words);
    let ids: Vec<Id> = session.store.participations_of(person)?.iter().map(|row| row.id).collect();
    for case in session.store.cases(&ids)? {
        let own = session.of_programme(case.participation.record.programme)?;
        let keeping = retention(&case, own.of(&case), env.today).on(env.today);
        if !matches!(keeping, Keeping::Over | Keeping::NoRule) {
            let sentence = format!("{} {}", words.person.not_over, report::keeping_said(keeping, env));
            return Err(Failure::said(sentence, words.person.not_over_hint.clone()));
        }
    }
    Ok(())
}

/// Has the opening of cards noted from now on, or no more.
fn note_reading(mut session: Session, call: &Call, reading_logged: bool) -> Outcome {
    let stored = session.store.expect::<Register>(Id(1))?;
    let record = Register { reading_logged, ..stored.record.clone() };
    if record != stored.record {
        let changes = [Change::Update(stored.id, stored.version, record.into())];
        saving::save(&mut session, |store, by| store.commit(Act::SetUp, &changes, by))?;
    }
    let words = &session.env.words.person;
    let said = if reading_logged { &words.reading_on } else { &words.reading_off };
    let json = || Answer::json(&json!({ "reading-logged": reading_logged }));
    Ok(if call.json { json() } else { Answer::done(format!("{said}\n")) })
}

/// Takes out who somebody is.
fn forget(mut session: Session, call: &Call, (who, anonymous): (&str, bool), reason: &str, renew: bool) -> Outcome {
    let person = meant(&session, who)?;
    let words = session.env.words;
    if reason.trim().is_empty() {
        return Err(Failure::said(words.person.no_reason.clone(), words.person.no_reason_hint.clone()));
    }
    let outcome = session.forget(person, anonymous, reason.trim(), renew)?;
    if call.json {
        return Ok(as_json(&outcome));
    }
    let told = &words.person;
    let forgotten = &outcome.forgotten;
    let numbers = [
        ("who", who.to_owned()),
        ("records", words.counted(forgotten.records, &words.plural.records)),
        ("entries", forgotten.entries.to_string()),
        ("drafts", forgotten.drafts.to_string()),
        ("batch", forgotten.batch.unwrap_or_default().to_string()),
    ];
    let numbers: Vec<(&str, &str)> = numbers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let done = if forgotten.batch.is_some() { &told.forgotten } else { &told.nothing_left };
    let mut lines = vec![fill(done, &numbers)];
    if forgotten.batch.is_some() {
        lines.push(told.figures_stand.clone());
        lines.extend((!forgotten.compacted).then(|| told.not_compacted.clone()));
    }
    lines.extend(shared(&forgotten.shared, &session));
    lines.extend(outcome.renewed.iter().map(|copy| path(&told.renewed, &copy.path)));
    lines.extend(outcome.left.iter().map(|copy| left(copy, &session)));
    let still = outcome.left.iter().any(|copy| copy.held == Held::Yes);
    lines.extend((still && !renew).then(|| fill(&told.renew_them, &[("who", who)])));
    lines.push(told.elsewhere.clone());
    Ok(Answer::done(lines.join("\n") + "\n"))
}

/// The meetings whose notes tell of others too and are to be read through.
fn shared(meetings: &[Id], session: &Session) -> Option<String> {
    let names: Vec<String> = meetings.iter().map(|id| crate::failures::reference(Kind::Meeting, *id)).collect();
    let sentence = fill(&session.env.words.person.shared, &[("meetings", &names.join(", "))]);
    (!names.is_empty()).then_some(sentence)
}

fn left(copy: &Kept, session: &Session) -> String {
    let words = &session.env.words.person;
    path(if copy.held == Held::Yes { &words.still_held } else { &words.not_looked_into }, &copy.path)
}

fn path(sentence: &str, path: &Path) -> String {
    fill(sentence, &[("path", &path.display().to_string())])
}

fn as_json(outcome: &ForgottenEverywhere) -> Answer {
    let paths = |copies: &[Kept], held: Option<Held>| -> Vec<String> {
        let wanted = copies.iter().filter(|copy| held.is_none_or(|held| copy.held == held));
        wanted.map(|copy| copy.path.display().to_string()).collect()
    };
    let forgotten = &outcome.forgotten;
    Answer::json(&json!({
        "batch": forgotten.batch, "records": forgotten.records, "entries": forgotten.entries,
        "drafts": forgotten.drafts, "compacted": forgotten.compacted,
        "meetings-to-read": forgotten.shared, "renewed": paths(&outcome.renewed, None),
        "still-held": paths(&outcome.left, Some(Held::Yes)),
        "not-looked-into": paths(&outcome.left, Some(Held::Unknown)),
    }))
}
