//! Copies in the shell: making one, and putting the register back to one.

use std::path::{Path, PathBuf};

use super::{
    Call,
    answer::{Answer, Failure, Outcome, Status},
    passphrase,
    table::table,
    verify::{checked, is_same, judged, opened},
};
use crate::{
    domain::{Act, Deed},
    i18n::{Words, fill},
    session::{Session, collation},
    store::{Backups, Comparison, Error, Store},
};

/// How the name of a locked copy ends.
const LOCKED: &str = ".age";

/// Copies the register, whole even while others save; locks the copy where that is asked for.
pub(super) fn backup(session: &Session, call: &Call, destination: &Path, encrypt: bool, key: Option<&Path>) -> Outcome {
    let words = session.env.words;
    let destination = named(session, destination, encrypt);
    let verdict = if encrypt {
        if destination.exists() {
            // Nobody should type a passphrase for nothing.
            return Err(Error::Exists(destination).into());
        }
        session.store.backup_locked(&destination, &passphrase::new(key, words)?)?
    } else {
        session.store.backup(&destination)?
    };
    judged(&verdict, &destination, &words.cli.backup_written, words, call)
}

/// The file to write: in a folder, one named after the register and the moment.
fn named(session: &Session, destination: &Path, encrypt: bool) -> PathBuf {
    let mut path = destination.to_owned();
    if destination.is_dir() {
        let stem = session.store.path().and_then(Path::file_stem).unwrap_or_default().to_string_lossy().into_owned();
        path.push(format!("{stem}-{}.tugi", session.clock.now().format("%Y-%m-%dT%H-%M")));
    }
    if encrypt && !path.to_string_lossy().ends_with(LOCKED) {
        path.as_mut_os_string().push(LOCKED);
    }
    path
}

/// Puts the register back to a copy; with `check` only says what would happen.
pub(super) fn restore(call: &Call, file: &Path, key: Option<&Path>, check: bool) -> (Outcome, &'static Words) {
    let words = &call.words.cli;
    let Some(path) = &call.path else {
        return (Err(Failure::said(&*words.no_home, &*words.no_home_hint)), call.words);
    };
    let copy = opened(file, key, call).and_then(|copy| whole(copy, file, call));
    match copy.and_then(|copy| Ok(Session::over(copy, &call.asked)?)) {
        Ok(session) => {
            let words = session.env.words;
            (put_back(call, path, file, session, check), words)
        }
        Err(failure) => (Err(failure), call.words),
    }
}

/// A copy that is whole; refused where it is not.
fn whole(copy: Store, file: &Path, call: &Call) -> Result<Store, Failure> {
    let (verdict, copy) = checked(copy, call)?;
    if verdict.faults.is_empty() {
        return Ok(copy);
    }
    let words = &call.words.cli;
    let sentence = fill(&words.restore_not_whole, &[("path", &file.display().to_string())]);
    Err(Failure::said(sentence, &*words.restore_not_whole_hint))
}

fn put_back(call: &Call, path: &Path, file: &Path, session: Session, check: bool) -> Outcome {
    let (words, by, backups) = (session.env.words, session.signature(), Backups::of(path));
    let (register, copy) = (path.display().to_string(), file.display().to_string());
    let values = [("register", register.as_str()), ("copy", &copy), ("path", &register)];
    if is_same(path, file) {
        let folder = backups.folder().display().to_string();
        let hint = fill(&words.cli.restore_itself_hint, &[("folder", &folder)]);
        return Err(Failure::said(fill(&words.cli.restore_itself, &values), hint));
    }
    let present = present(path, call);
    if !check {
        // Who may do it says the register as it is; where that cannot be asked, the copy.
        present.as_ref().unwrap_or(&session.store).allow(Deed::of(Act::Restore, &[]), &by)?;
    }
    let comparison = present.map(|present| Comparison::between(&present, &session.store)).transpose()?;
    let mut shown = match &comparison {
        Some(comparison) if !comparison.related => {
            let hint = fill(&words.cli.restore_other_hint, &values);
            return Err(Failure::said(fill(&words.cli.restore_other, &values), hint));
        }
        Some(comparison) => compared(comparison, words),
        None if path.exists() => fill(&words.cli.restore_damaged, &values) + "\n",
        None => String::new(),
    };
    if check {
        let answer = if call.json { Answer::json(&comparison).text } else { shown + &words.cli.restore_checked + "\n" };
        return Ok(Answer { text: answer, status: Status::Done });
    }
    let there_was_one = path.exists();
    let kept = backups.restore(session.store, &by)?;
    super::publish(path, words);
    let kept = kept.display().to_string();
    if call.json {
        return Ok(Answer::json(&serde_json::json!({ "file": register, "kept": kept, "comparison": comparison })));
    }
    let done = if there_was_one { &words.cli.restored } else { &words.cli.restored_anew };
    shown += &fill(done, &[("register", &register), ("copy", &copy), ("kept", &kept)]);
    Ok(Answer::done(shown + "\n"))
}

/// The register as it is, where it is whole; none where it is not, or not there.
fn present(path: &Path, call: &Call) -> Option<Store> {
    let mut store = Store::scratch(path, collation(call.asked.lang)).ok()?;
    store.log_in(call.asked.login.clone());
    store.verify().is_ok_and(|verdict| verdict.faults.is_empty()).then_some(store)
}

fn compared(comparison: &Comparison, words: &Words) -> String {
    let told = &words.cli;
    let line = |name: &str, (head, at): &(String, String)| {
        vec![name.to_owned(), head.clone(), super::history::moment(at, words)]
    };
    let headings = [String::new(), told.restore_head.clone(), told.restore_at.clone()];
    let places = [line(&told.restore_register, &comparison.register), line(&told.restore_copy, &comparison.copy)];
    let mut text = table(&headings, &places) + "\n";
    if comparison.kinds.is_empty() {
        text += &format!("{}\n", told.restore_same);
    } else {
        let headings =
            [&told.restore_kind, &told.restore_back, &told.restore_changed, &told.restore_gone].map(Clone::clone);
        let number = |number: &usize| if *number == 0 { String::new() } else { number.to_string() };
        let rows = comparison.kinds.iter().map(|(kind, numbers)| {
            let mut row = vec![words.code_name("kind", kind.name()).to_owned()];
            row.extend(numbers.iter().map(number));
            row
        });
        text += &table(&headings, &rows.collect::<Vec<_>>());
    }
    if !comparison.since.is_empty() {
        let who: Vec<String> = comparison.since.iter().map(|(who, acts)| format!("{who} {acts}")).collect();
        text += &format!("{}\n", fill(&told.restore_since, &[("who", &who.join(", "))]));
    }
    if comparison.erasures > 0 {
        let acts = words.counted(comparison.erasures as usize, &words.plural.acts);
        text += &format!("{}\n", fill(&told.restore_erased, &[("acts", &acts)]));
    }
    text
}
