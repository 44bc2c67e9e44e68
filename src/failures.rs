//! The sentence for whatever goes wrong with the file: what happened, and what to do; the same on the screen and in the shell.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use crate::{
    domain::{Act, Deed, Id, Kind, Rights, Role},
    i18n::{Words, fill},
    store::{Error, Fault, Upon, Warning},
};

/// What went wrong and what to do, in the session's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What went wrong, and what it means for the data.
    pub sentence: String,
    /// What to do.
    pub hint: String,
}

/// Says what went wrong with the file.
#[allow(clippy::too_many_lines, reason = "a table: one line a failure")]
pub fn tell(error: &Error, words: &Words) -> Told {
    let failure = &words.failure;
    let told = |sentence: &str, hint: &str, values: &[(&str, &str)]| Told {
        sentence: fill(sentence, values),
        hint: fill(hint, values),
    };
    let on = |path: &std::path::Path, sentence, hint| told(sentence, hint, &[("path", &path.display().to_string())]);
    let about = |said: &str, sentence, hint| told(sentence, hint, &[("said", said)]);
    match error {
        Error::NotThere(path) => on(path, &failure.not_there, &failure.not_there_hint),
        Error::NotAFile(path) => on(path, &failure.not_a_file, &failure.not_a_file_hint),
        Error::Exists(path) => on(path, &failure.exists, &failure.exists_hint),
        Error::NotARegister(path) => on(path, &failure.not_a_register, &failure.not_a_register_hint),
        Error::Passphrase(path) => on(path, &failure.passphrase, &failure.passphrase_hint),
        Error::NoPermission(path) => on(path, &failure.no_permission, &failure.no_permission_hint),
        Error::Empty(path) => on(path, &failure.empty, &failure.empty_hint),
        Error::CutOff { path, there, length } => {
            let (path, there, length) = (path.display().to_string(), there.to_string(), length.to_string());
            told(&failure.cut_off, &failure.cut_off_hint, &[("path", &path), ("there", &there), ("length", &length)])
        }
        Error::HardLinked(path) => on(path, &failure.hard_linked, &failure.hard_linked_hint),
        Error::Planted(path) => on(path, &failure.planted, &failure.planted_hint),
        Error::BrokenOff(path) => on(path, &failure.broken_off, &failure.broken_off_hint),
        Error::TwoStates { path, left, with, with_at, alone_at } => {
            let lang = words.lang;
            let moment = |at: &Option<NaiveDateTime>| {
                at.map_or_else(|| "?".to_owned(), |at| format!("{} {}", lang.date(at.date()), lang.time(at.time())))
            };
            let values = [
                ("path", &*quoted(path)),
                ("left", &quoted(left)),
                ("with", &quoted(with)),
                ("aside", &quoted(&with.with_file_name("crashed-journal"))),
                ("later", &moment(with_at)),
                ("alone", &moment(alone_at)),
            ];
            told(&failure.two_states, &failure.two_states_hint, &values)
        }
        Error::NothingWhole { path, newest: Some(newest) } => {
            let damaged = with_ending(path, ".damaged");
            let values = [("path", &*quoted(path)), ("damaged", &quoted(&damaged)), ("backup", &quoted(newest))];
            told(&failure.nothing_whole, &failure.nothing_whole_backup, &values)
        }
        Error::NothingWhole { path, newest: None } => on(path, &failure.nothing_whole, &failure.nothing_whole_hint),
        Error::Overwritten => told(&failure.overwritten, &failure.overwritten_hint, &[]),
        Error::NoSideFile => told(&failure.no_side_file, &failure.no_side_file_hint, &[]),
        Error::TooNew { found, known } => {
            let values = [("found", &*found.to_string()), ("known", &known.to_string())];
            told(&failure.too_new, &failure.too_new_hint, &values)
        }
        Error::ReadOnly => told(&failure.read_only, &failure.read_only_hint, &[]),
        Error::Busy => told(&failure.busy, &failure.busy_hint, &[]),
        Error::Stopped => told(&failure.stopped, &failure.stopped_hint, &[]),
        Error::DiskFull => told(&failure.disk_full, &failure.disk_full_hint, &[]),
        Error::Moved => told(&failure.moved, &failure.moved_hint, &[]),
        Error::Damaged(said) => about(said, &failure.damaged, &failure.damaged_hint),
        Error::Unreadable { kind, id, why } => {
            about(&format!("{kind}:{id}: {why}"), &failure.damaged, &failure.damaged_hint)
        }
        Error::NotWhole(faults) => about(&tables(faults), &failure.not_whole, &failure.not_whole_hint),
        Error::Conflict { theirs, who, .. } => {
            let values = [("record", &*record(theirs.0, theirs.1, words)), ("who", who)];
            told(&failure.conflict, &failure.conflict_hint, &values)
        }
        Error::BuiltUpon(upon) => {
            let Upon { record: of, by, who, at } = &**upon;
            let sentence = if of == by { &failure.built_upon } else { &failure.hung_upon };
            let record = record(by.0, by.1, words);
            let at = words.lang.moment(at);
            let values = [("record", &*record), ("ref", &reference(by.0, by.1)), ("who", who), ("at", &at)];
            told(sentence, &failure.built_upon_hint, &values)
        }
        Error::NotSealed(name) => told(&failure.not_sealed, &failure.not_sealed_hint, &[("report", name)]),
        Error::NotUndone(act) => {
            let hint = match act {
                Act::Seal => &failure.seal_not_undone_hint,
                _ => &failure.not_undone_hint,
            };
            told(&failure.not_undone, hint, &[("act", words.name(*act))])
        }
        Error::NotAllowed { deed, rights } => not_allowed(*deed, rights, words),
        Error::NoLead => told(&failure.no_lead, &failure.no_lead_hint, &[]),
        Error::InUse => told(&failure.in_use, &failure.in_use_hint, &[]),
        Error::Taken(what) if what == "person.national_id" => told(&failure.id_taken, &failure.id_taken_hint, &[]),
        Error::Taken(what) if what == "stay.participation" => told(&failure.stay_open, &failure.stay_open_hint, &[]),
        Error::Taken(said) | Error::Refused(said) => about(said, &failure.refused, &failure.refused_hint),
        Error::NothingToUndo => told(&failure.nothing_to_undo, &failure.nothing_to_undo_hint, &[]),
        Error::LooksBack => told(&failure.looks_back, &failure.looks_back_hint, &[]),
        Error::NotYetThere { day, first } => {
            let values = [("day", &*words.lang.date(*day)), ("first", &words.lang.date(*first))];
            told(&failure.not_yet_there, &failure.not_yet_there_hint, &values)
        }
        Error::StillToCome(day) => {
            told(&failure.still_to_come, &failure.still_to_come_hint, &[("day", &words.lang.date(*day))])
        }
        Error::NoProgramme { asked, known } => {
            told(&failure.no_programme, &failure.no_programme_hint, &[("asked", asked), ("known", known)])
        }
        Error::FiguresWouldChange => told(&failure.figures_would_change, &failure.figures_would_change_hint, &[]),
        Error::Forgotten => told(&failure.forgotten, &failure.forgotten_hint, &[]),
        Error::Protected(number) => told(&failure.protected, &failure.protected_hint, &[("n", &number.to_string())]),
        Error::NoBatch(batch) => told(&failure.no_batch, &failure.no_batch_hint, &[("n", &batch.to_string())]),
        Error::Sql(error) => about(&error.to_string(), &failure.other, &failure.other_hint),
        Error::Io(error) => about(&error.to_string(), &failure.other, &failure.other_hint),
    }
}

/// Says that the copy beside the register could not be renewed.
pub fn not_published(error: &Error, words: &Words) -> String {
    because(&words.failure.not_published, error, words)
}

/// Says that no copy could be kept of the register as it was.
pub fn not_kept(error: &Error, words: &Words) -> String {
    because(&words.failure.not_kept, error, words)
}

fn because(sentence: &str, error: &Error, words: &Words) -> String {
    let Told { sentence: why, hint } = tell(error, words);
    fill(sentence, &[("why", format!("{why} {hint}").trim())])
}

/// The tables that are not whole, by name; the first complaint of the database where it names none.
fn tables(faults: &[Fault]) -> String {
    let named = |fault: &Fault| match fault {
        Fault::Torn { table } => Some(table.clone()),
        Fault::Structure(said) => Some(said.clone()),
        _ => None,
    };
    faults.iter().filter_map(named).take(3).collect::<Vec<_>>().join(", ")
}

/// That somebody may not do something here, and who may.
pub fn not_allowed(deed: Deed, rights: &Rights, words: &Words) -> Told {
    let failure = &words.failure;
    if rights.role == Role::Copy {
        return Told { sentence: failure.audit_copy.clone(), hint: failure.audit_copy_hint.clone() };
    }
    let values = [("deed", words.name(deed)), ("role", words.name(rights.role)), ("leads", &rights.leads.join("; "))];
    let hint = if rights.leads.is_empty() { &failure.not_allowed_no_lead } else { &failure.not_allowed_hint };
    Told { sentence: fill(&failure.not_allowed, &values), hint: fill(hint, &values) }
}

/// Says what is to be known of a register that opens all the same.
pub fn warn(warning: &Warning, words: &Words) -> Told {
    let said = &words.warning;
    let told = |sentence: &str, hint: &str, value: (&str, &str)| Told {
        sentence: fill(sentence, &[value]),
        hint: fill(hint, &[value]),
    };
    let on = |path: &Path, sentence, hint| told(sentence, hint, ("path", &quoted(path)));
    match warning {
        Warning::Link(path) => on(path, &said.link, &said.link_hint),
        Warning::OnlyToRead(path) => on(path, &said.only_to_read, &said.only_to_read_hint),
        Warning::KeptAside(path) => on(path, &said.kept_aside, &said.kept_aside_hint),
        Warning::SwitchedBack => told(&said.switched_back, &said.switched_back_hint, ("", "")),
        Warning::NotSwitchedBack => told(&said.not_switched_back, &said.not_switched_back_hint, ("", "")),
        Warning::FolderNotShared(path) => on(path, &said.folder_not_shared, &said.folder_not_shared_hint),
        Warning::OpenToAll(path) => on(path, &said.open_to_all, &said.open_to_all_hint),
        Warning::Synchronised(by) => told(&said.synchronised, &said.synchronised_hint, ("by", by)),
        Warning::NetworkDrive(kind) => told(&said.network_drive, &said.network_drive_hint, ("kind", kind)),
        Warning::PutOverCrash(path) => on(path, &said.put_over_crash, &said.put_over_crash_hint),
    }
}

/// A path as a command line takes it.
fn quoted(path: &Path) -> String {
    let shown = path.display().to_string();
    if shown.contains([' ', '\'', '(', '&', ';', '$']) { format!("'{}'", shown.replace('\'', r"'\''")) } else { shown }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// A record in words: `person 5`.
pub fn record(kind: Kind, id: Id, words: &Words) -> String {
    format!("{} {id}", words.code_name("kind", kind.name()))
}

/// A record as the command line takes it: `person:5`.
pub fn reference(kind: Kind, id: Id) -> String {
    format!("{}:{id}", kind.name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, words};

    fn built_upon(by: (Kind, Id)) -> Error {
        let (who, at) = ("ann".to_owned(), "2013-07-05T09:12:00".to_owned());
        Error::BuiltUpon(Box::new(Upon { record: (Kind::Person, Id(5)), by, who, at }))
    }

    fn all() -> Vec<Error> {
        let path = || PathBuf::from("rapla.tugi");
        let day = "2013-07-05".parse().unwrap();
        vec![
            Error::NotThere(path()),
            Error::NotAFile(path()),
            Error::Exists(path()),
            Error::NotARegister(path()),
            Error::NoPermission(path()),
            Error::TooNew { found: 2, known: 1 },
            Error::ReadOnly,
            Error::Busy,
            Error::Stopped,
            Error::Passphrase(path()),
            Error::DiskFull,
            Error::Moved,
            Error::Damaged("page 7".into()),
            Error::Unreadable { kind: "person", id: 5, why: "bytes in a field".into() },
            Error::NotWhole(vec![Fault::Torn { table: "meeting".into() }]),
            Error::Conflict { theirs: (Kind::Person, Id(5)), now: None, who: "kaja".into() },
            built_upon((Kind::Person, Id(5))),
            built_upon((Kind::Participation, Id(7))),
            Error::NotSealed("today".into()),
            Error::NotUndone(Act::Seal),
            Error::NotUndone(Act::SetUp),
            Error::NotAllowed { deed: Deed::Import, rights: Rights::default() },
            Error::NoLead,
            Error::InUse,
            Error::Taken("person.national_id".into()),
            Error::Taken("stay.participation".into()),
            Error::Refused("a rule".into()),
            Error::NothingToUndo,
            Error::LooksBack,
            Error::NotYetThere { day, first: day },
            Error::StillToCome(day),
            Error::NoProgramme { asked: "rapla".into(), known: "kose-iste-2022".into() },
            Error::Protected(19),
            Error::FiguresWouldChange,
            Error::Forgotten,
            Error::NoBatch(7),
            Error::Io(std::io::Error::other("the cable")),
            Error::Empty(path()),
            Error::CutOff { path: path(), there: 4096, length: 8192 },
            Error::HardLinked(path()),
            Error::Planted(path()),
            Error::BrokenOff(path()),
            Error::TwoStates {
                path: path(),
                left: path(),
                with: path(),
                with_at: None,
                alone_at: day.and_hms_opt(9, 30, 0),
            },
            Error::NothingWhole { path: path(), newest: Some(path()) },
            Error::NothingWhole { path: path(), newest: None },
            Error::Overwritten,
            Error::NoSideFile,
        ]
    }

    #[test]
    fn every_warning_has_a_sentence_and_says_what_to_do_in_every_language() {
        let path = || PathBuf::from("rapla.tugi");
        let all = [
            Warning::Link(path()),
            Warning::OnlyToRead(path()),
            Warning::KeptAside(path()),
            Warning::SwitchedBack,
            Warning::NotSwitchedBack,
            Warning::FolderNotShared(path()),
            Warning::OpenToAll(path()),
            Warning::Synchronised("OneDrive".into()),
            Warning::NetworkDrive("NFS".into()),
            Warning::PutOverCrash(path()),
        ];
        for (lang, warning) in Lang::ALL.into_iter().flat_map(|lang| all.iter().map(move |warning| (lang, warning))) {
            let Told { sentence, hint } = warn(warning, words(lang));
            assert!(!sentence.contains('{') && !hint.contains('{'), "{lang}: {sentence} {hint}");
            assert!(sentence.len() > 20 && hint.len() > 20, "{lang}: {sentence} {hint}");
        }
    }

    #[test]
    fn a_path_with_spaces_can_be_taken_over_into_a_command() {
        assert_eq!(quoted(Path::new("/srv/kaust/rapla.tugi")), "/srv/kaust/rapla.tugi");
        assert_eq!(quoted(Path::new("/srv/Mari's files/rapla.tugi")), r"'/srv/Mari'\''s files/rapla.tugi'");
    }

    #[test]
    fn every_failure_has_a_sentence_and_says_what_to_do_in_every_language() {
        for lang in Lang::ALL {
            for error in all() {
                let Told { sentence, hint } = tell(&error, words(lang));
                assert!(sentence.ends_with(['.', ':']) || sentence.contains(": "), "{lang}: {sentence}");
                assert!(
                    !hint.is_empty() && !sentence.contains('{') && !hint.contains('{'),
                    "{lang}: {sentence} {hint}"
                );
            }
        }
    }

    #[test]
    fn a_failure_names_what_it_is_about() {
        let told = tell(&built_upon((Kind::Person, Id(5))), words(Lang::En));
        assert!(told.sentence.contains("person 5"), "{told:?}");
        assert!(told.sentence.contains("ann") && told.sentence.contains("2013-07-05 09:12"), "{told:?}");
        assert!(told.hint.contains("tugi log person:5"), "{told:?}");
    }
}
