//! The change log in the shell: what was done, and taking it back.

use serde::Deserialize;
use serde_json::json;

use super::{
    Call,
    answer::{Answer, Failure, Outcome},
    saving::save,
    table::table,
};
use crate::{
    domain::{Act, Choice, Id, Kind, Person, veil},
    failures,
    i18n::{Words, fill},
    session::Session,
    store::{Acted, Batch, LogEntry, LogFilter},
};

/// What was done last: act by act, or change by change for one record.
pub(super) fn log(session: &Session, call: &Call, record: Option<&str>, newest: u32) -> Outcome {
    let words = session.env.words;
    let newest = Some(i64::from(newest));
    let Some(named) = record else {
        let batches = session.store.batches(newest)?;
        return Ok(if call.json { Answer::json(&batches) } else { Answer::done(acts(&batches, words)) });
    };
    let record = reference(named).ok_or_else(|| {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        let sentence = fill(&words.cli.not_a_record, &[("typed", named)]);
        Failure::said(sentence, fill(&words.cli.not_a_record_hint, &[("kinds", &kinds.join(", "))]))
    })?;
    let mut entries = session.store.log(&LogFilter { record: Some(record), newest, ..LogFilter::default() })?;
    if entries.is_empty() {
        let sentence = fill(&words.cli.unknown_record, &[("typed", named)]);
        return Err(Failure::said(sentence, words.cli.unknown_record_hint.clone()));
    }
    hide(&mut entries, session)?;
    Ok(if call.json { Answer::json(&entries) } else { Answer::done(changes(&entries, words)) })
}

/// Who opened whose card, in a register that notes it; and who printed what is held on whom.
pub(super) fn readings(session: &Session, call: &Call, newest: u32) -> Outcome {
    let words = session.env.words;
    let mut acts = session.store.acts_of(Act::Reading, i64::from(newest))?;
    acts.extend(session.store.acts_of(Act::Access, i64::from(newest))?);
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
        return Ok(Answer::json(&json!({ "batch": undone.batch, "act": undone.act, "records": records })));
    }
    let records = words.counted(undone.records.len(), &words.plural.records);
    let values = [("act", words.name(undone.act)), ("records", &records), ("batch", &undone.batch.to_string())];
    Ok(Answer::done(fill(&words.cli.undone, &values) + "\n"))
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

/// `person:5` as a record.
fn reference(text: &str) -> Option<(Kind, Id)> {
    let (kind, id) = text.split_once(':')?;
    Some((Kind::from_name(kind)?, Id(id.parse().ok()?)))
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
            vec![batch.id.to_string(), moment(&batch.at, words), batch.who.clone(), act, counted.join(", ")]
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
fn changes(entries: &[LogEntry], words: &Words) -> String {
    let head = &words.log;
    let headings = [&head.batch, &head.at, &head.who, &head.act, &head.change].map(Clone::clone);
    let mut rows = Vec::new();
    for entry in entries {
        let mut front = vec![
            entry.batch.to_string(),
            moment(&entry.at, words),
            entry.who.clone(),
            act(entry.act, entry.undoes, None, words),
        ];
        for line in altered(entry, words) {
            front.push(line);
            rows.push(std::mem::replace(&mut front, vec![String::new(); 4]));
        }
    }
    table(&headings, &rows)
}

/// `phone: 5550 0001 -> 5550 0002`, field by field under the names of the file.
fn altered(entry: &LogEntry, words: &Words) -> Vec<String> {
    let fields = |image: &Option<serde_json::Value>| image.as_ref().and_then(|image| image.as_object().cloned());
    let (before, after) = (fields(&entry.before), fields(&entry.after));
    let shown = |value: Option<&serde_json::Value>| match value {
        None | Some(serde_json::Value::Null) => "-".to_owned(),
        Some(serde_json::Value::String(text)) if text.is_empty() => "-".to_owned(),
        Some(serde_json::Value::String(text)) => crate::domain::clean(text),
        Some(other) => other.to_string(),
    };
    let Some(after) = after else { return vec![words.log.removed.clone()] };
    let was = |name: &str| before.as_ref().and_then(|before| before.get(name));
    let differing = after.iter().filter(|(name, value)| shown(was(name)) != shown(Some(value)));
    differing.map(|(name, value)| format!("{name}: {} -> {}", shown(was(name)), shown(Some(value)))).collect()
}

/// A moment of the log as the language writes it, to the minute.
pub(super) fn moment(at: &str, words: &Words) -> String {
    match chrono::NaiveDateTime::parse_from_str(at, "%Y-%m-%dT%H:%M:%S") {
        Ok(moment) => format!("{} {}", words.lang.date(moment.date()), words.lang.time(moment.time())),
        Err(_) => at.to_owned(),
    }
}
