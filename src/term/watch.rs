//! Notices that somebody changed the register's file, without polling.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::Event;

/// Watches the folder of `file` for as long as the returned value lives; `None` if the folder cannot be watched.
pub(super) fn listen(file: &Path, sender: Sender<Event>) -> Option<RecommendedWatcher> {
    let file = std::path::absolute(file).ok()?;
    let name = file.file_name()?.to_owned();
    let journal = journal_of(&name);
    let mut watcher = notify::recommended_watcher(move |seen: notify::Result<notify::Event>| {
        if seen.is_ok_and(|seen| tells_of_a_change(&seen, &name, &journal)) {
            let _ = sender.send(Event::Elsewhere);
        }
    })
    .ok()?;
    // The folder, not the file: a restored backup is another file under the same name.
    watcher.watch(file.parent()?, RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}

fn journal_of(name: &OsStr) -> OsString {
    let mut journal = name.to_owned();
    journal.push("-journal");
    journal
}

/// A change is in the file once its journal is gone, or once the file was written whole or replaced.
/// The single pages written before that are not worth waking anybody up.
fn tells_of_a_change(seen: &notify::Event, name: &OsStr, journal: &OsStr) -> bool {
    seen.paths.iter().filter_map(|path| path.file_name()).any(|changed| match seen.kind {
        EventKind::Remove(_) => changed == name || changed == journal,
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => changed == name,
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Data(_)) => false,
        EventKind::Create(_) | EventKind::Modify(_) | EventKind::Any | EventKind::Other => changed == name,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use notify::event::{CreateKind, DataChange, RemoveKind, RenameMode};

    use super::*;

    fn wakes(kind: EventKind, file: &str) -> bool {
        let seen = notify::Event::new(kind).add_path(Path::new("/office").join(file));
        tells_of_a_change(&seen, OsStr::new("rapla.tugi"), OsStr::new("rapla.tugi-journal"))
    }

    #[test]
    fn the_end_of_a_journal_is_a_change() {
        assert!(wakes(EventKind::Remove(RemoveKind::File), "rapla.tugi-journal"));
        assert!(!wakes(EventKind::Create(CreateKind::File), "rapla.tugi-journal"));
    }

    #[test]
    fn a_file_put_in_its_place_is_a_change() {
        assert!(wakes(EventKind::Modify(ModifyKind::Name(RenameMode::To)), "rapla.tugi"));
        assert!(wakes(EventKind::Create(CreateKind::File), "rapla.tugi"));
        assert!(wakes(EventKind::Access(AccessKind::Close(AccessMode::Write)), "rapla.tugi"));
    }

    #[test]
    fn reading_and_single_pages_wake_nobody() {
        assert!(!wakes(EventKind::Access(AccessKind::Open(AccessMode::Any)), "rapla.tugi"));
        assert!(!wakes(EventKind::Modify(ModifyKind::Data(DataChange::Any)), "rapla.tugi"));
    }

    #[test]
    fn other_files_in_the_folder_wake_nobody() {
        assert!(!wakes(EventKind::Remove(RemoveKind::File), "rapla.tugi.bak"));
        assert!(!wakes(EventKind::Create(CreateKind::File), "kose.tugi"));
    }

    #[test]
    fn a_folder_that_is_not_there_is_no_error() {
        let (sender, _receiver) = mpsc::channel();
        assert!(listen(Path::new("/there/is/no/such/folder.tugi"), sender).is_none());
    }

    #[test]
    fn a_real_journal_that_goes_away_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let journal = folder.path().join("rapla.tugi-journal");
        std::fs::write(&journal, "").unwrap();
        let (sender, receiver) = mpsc::channel();
        let watcher = listen(&folder.path().join("rapla.tugi"), sender);
        assert!(watcher.is_some());
        std::fs::remove_file(&journal).unwrap();
        assert_eq!(receiver.recv_timeout(Duration::from_secs(20)), Ok(Event::Elsewhere));
    }
}
