//! The change log in the shell: what was done, and taking it back.

use chrono::NaiveDate;
use clap::{Args, builder::PossibleValuesParser};
use serde::Deserialize;
use serde_json::json;

use super::{
    Call,
    answer::{Answer, Failure, Outcome},
    arguments::day,
    saving::save,
    table::table,
};
use crate::{
    cards::{self, Told, told},
    domain::{Act, Choice, Id, Kind, Person, veil},
    env::Env,
    failures,
    i18n::{Words, fill},
    session::Session,
    store::{Acted, Batch, LogEntry, LogFilter, Upon},
};

/// What of the log is asked for.
#[derive(Clone, Debug, Args)]
pub(super) struct Wanted {
    #[arg(value_name = "RECORD")]
    record: Option<String>,
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    #[arg(long = "from", id = "log_from", value_name = "DAY", value_parser = day)]
    from: Option<NaiveDate>,
    #[arg(long = "to", id = "log_to", value_name = "DAY", value_parser = day)]
    to: Option<NaiveDate>,
    #[arg(long, value_name = "WHAT", value_parser = codes(Act::ALL.iter().map(|act| act.code())))]
    act: Option<String>,
    #[arg(long, value_name = "WHAT", value_parser = codes(Kind::ALL.iter().map(|kind| kind.name())))]
    kind: Option<String>,
    #[arg(long, value_name = "N", default_value = "20", hide_default_value = true)]
    pub(super) newest: u32,
}

fn codes(codes: impl Iterator<Item = &'static str>) -> PossibleValuesParser {
    PossibleValuesParser::new(codes.collect::<Vec<_>>())
}

/// What was done last: act by act, or change by change for one record and all that belongs to it.
pub(super) fn log(session: &Session, call: &Call, wanted: &Wanted) -> Outcome {
    let (words, store) = (session.env.words, &session.store);
    let filter = LogFilter {
        who: wanted.who.clone(),
        from: wanted.from,
        to: wanted.to,
        act: wanted.act.as_deref().and_then(Act::from_code),
        kind: wanted.kind.as_deref().and_then(Kind::from_name),
        newest: Some(i64::from(wanted.newest)),
        ..LogFilter::default()
    };
    let head = format!("\n{}\n", fill(&words.log.head_is, &[("head", &store.head()?.to_string())]));
    let Some(named) = &wanted.record else {
        let batches = store.batches(&filter)?;
        return Ok(if call.json { Answer::json(&batches) } else { Answer::done(acts(&batches, words) + &head) });
    };
    let (kind, id) = reference(named, session)?;
    let records = store.belongings(kind, id)?;
    if store.log(&LogFilter { records: Some(records.clone()), newest: Some(1), ..LogFilter::default() })?.is_empty() {
        let sentence = fill(&words.cli.unknown_record, &[("typed", named)]);
        return Err(Failure::said(sentence, words.cli.unknown_record_hint.clone()));
    }
    let mut entries = store.log(&LogFilter { records: Some(records), ..filter })?;
    hide(&mut entries, session)?;
    if call.json {
        return Ok(Answer::json(&entries));
    }
    Ok(Answer::done(changes(&told(&entries, store, &session.env), &session.env) + &head))
}

/// Who opened whose card, in a register that notes it; who printed what is held on whom; who handed out a table of participants.
pub(super) fn readings(session: &Session, call: &Call, newest: u32) -> Outcome {
    let words = session.env.words;
    let mut acts = session.store.acts_of(Act::Reading, i64::from(newest))?;
    acts.extend(session.store.acts_of(Act::Access, i64::from(newest))?);
    acts.extend(session.store.acts_of(Act::HandOut, i64::from(newest))?);
    acts.sort_by(|a, b| b.at.cmp(&a.at));
    acts.truncate(newest as usize);
    if call.json {
        return Ok(Answer::json(&acts));
    }
    let head = &words.log;
    let headings = [&head.at, &head.who, &head.act, &head.record].map(Clone::clone);
    let row = |acted: &Acted| {
        vec![moment(&acted.at, words), acted.who.clone(), words.name(acted.act).to_owned(), acted.note.clone()]
    };
    Ok(Answer::done(table(&headings, &acts.iter().map(row).collect::<Vec<_>>())))
}

/// Takes an act back: the one named, or the user's last.
pub(super) fn undo(mut session: Session, call: &Call, batch: Option<i64>) -> Outcome {
    let undone = save(&mut session, |store, by| match batch {
        Some(batch) => store.undo_batch(batch, by),
        None => store.undo_last(by),
    })?;
    let words = session.env.words;
    if call.json {
        let records: Vec<String> = undone.records.iter().map(|(kind, id)| failures::reference(*kind, *id)).collect();
        let left: Vec<_> = undone.left.iter().map(left_json).collect();
        return Ok(Answer::json(
            &json!({ "batch": undone.batch, "act": undone.act, "records": records, "parts": undone.parts, "left": left }),
        ));
    }
    let records = words.counted(undone.records.len(), &words.plural.records);
    let values = [("act", words.name(undone.act)), ("records", &records), ("batch", &undone.batch.to_string())];
    let mut text = fill(&words.cli.undone, &values) + "\n";
    if !undone.left.is_empty() {
        let (left, all) = (undone.left.len(), undone.parts + undone.left.len());
        let values = [("n", &*left.to_string()), ("all", &all.to_string())];
        text.push_str(&format!("\n{}\n", fill(&words.cli.left, &values)));
        let lines = undone.left.iter().map(|upon| format!("- {}\n", cards::left(upon, &session.store, &session.env)));
        text.extend(lines);
    }
    Ok(Answer::done(text))
}

/// Takes out who it is of those who are not named, or were not at the time.
fn hide(entries: &mut [LogEntry], session: &Session) -> Result<(), Failure> {
    let words = session.env.words;
    for entry in entries.iter_mut().filter(|entry| entry.kind == Kind::Person) {
        let now = session.store.get::<Person>(entry.record)?.map(|stored| stored.record);
        let then =
            [&entry.before, &entry.after].map(|image| Person::deserialize(image.clone().unwrap_or_default()).ok());
        let unnamed = now.into_iter().chain(then.into_iter().flatten()).find_map(|person| person.unnamed(None));
        if let Some(why) = unnamed {
            let instead = format!("({})", words.name(why));
            entry.before.iter_mut().chain(&mut entry.after).for_each(|image| veil(entry.kind, image, &instead));
        }
    }
    Ok(())
}

/// `person:5` as a record; a number alone is that of a participation, as the office gives it.
fn reference(text: &str, session: &Session) -> Result<(Kind, Id), Failure> {
    let words = &session.env.words.cli;
    if let Ok(number) = text.parse::<i64>() {
        let facts = session.store.facts(session.env.programme)?;
        let case = facts.cases.iter().find(|case| case.participation.record.number == number);
        return case.map(|case| (Kind::Participation, case.id())).ok_or_else(|| {
            Failure::said(fill(&words.no_participant, &[("n", text)]), words.no_participant_hint.clone())
        });
    }
    let named = text.split_once(':').and_then(|(kind, id)| Some((Kind::from_name(kind)?, Id(id.parse().ok()?))));
    named.ok_or_else(|| {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        let sentence = fill(&words.not_a_record, &[("typed", text)]);
        Failure::said(sentence, fill(&words.not_a_record_hint, &[("kinds", &kinds.join(", "))]))
    })
}

/// What was left, for a program to read.
fn left_json(upon: &Upon) -> serde_json::Value {
    let reference = |(kind, id)| failures::reference(kind, id);
    json!({ "record": reference(upon.record), "by": reference(upon.by), "who": upon.who, "at": upon.at })
}

fn acts(batches: &[Batch], words: &Words) -> String {
    let head = &words.log;
    let headings = [&head.batch, &head.at, &head.who, &head.act, &head.records].map(Clone::clone);
    let rows: Vec<Vec<String>> = batches
        .iter()
        .map(|batch| {
            let counted: Vec<String> =
                batch.records.iter().map(|(kind, n)| format!("{} {n}", words.code_name("kind", kind.name()))).collect();
            let act = act(batch.act, batch.undoes, batch.undone_by, words);
            vec![batch.id.to_string(), words.lang.moment(&batch.at), batch.who.clone(), act, counted.join(", ")]
        })
        .collect();
    table(&headings, &rows)
}

fn act(act: Act, undoes: Option<i64>, undone_by: Option<i64>, words: &Words) -> String {
    let name = words.code_name(Act::SET, act.code());
    match (undoes, undone_by) {
        (_, Some(by)) => format!("{name} ({})", fill(&words.log.undone_by, &[("n", &by.to_string())])),
        (Some(undoes), None) => format!("{name} {undoes}"),
        (None, None) => name.to_owned(),
    }
}

/// One line for each field that a change altered.
fn changes(told: &[Told], env: &Env) -> String {
    let head = &env.words.log;
    let headings =
        [&head.batch, &head.at, &head.who, &head.act, &env.words.column.kind, &head.change].map(Clone::clone);
    let mut rows = Vec::new();
    for change in told {
        let mut front = vec![
            change.batch.to_string(),
            change.at.clone(),
            change.who.clone(),
            change.act.clone(),
            change.what.clone(),
        ];
        for line in change.lines(env) {
            front.push(line);
            rows.push(std::mem::replace(&mut front, vec![String::new(); 5]));
        }
    }
    table(&headings, &rows)
}

/// A moment of the log as the language writes it, to the minute.
pub(super) fn moment(at: &str, words: &Words) -> String {
    words.lang.moment(at)
}
