//! Folders, to find a file in: the folders in them, and the files that may be what is sought; nothing hidden.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::App;
use crate::{
    domain::{Act, Deed, one_line},
    store::Result,
    ui::{FolderLine, Message, Sought},
};

/// So many folders and files are shown.
const MOST: usize = 1_000;
/// How wide the name of a folder may be over its list.
const WIDEST: usize = 50;

impl App {
    /// A folder's folders and files, folders first; without a folder the one in which the program was begun. Refuses whoever may
    /// not do what the file is sought for.
    pub(super) fn folder(&self, sought: Sought, path: Option<PathBuf>) -> Result<Message> {
        let deed = match sought {
            Sought::Sheet => Some(Deed::Import),
            Sought::Guide => Some(Deed::of(Act::Guide, &[])),
            Sought::Register | Sought::WholeText => None,
        };
        if let Some(deed) = deed {
            self.session.store.allow(deed, &self.session.signature())?;
        }
        let path = match path {
            Some(path) => path,
            None => self.folder.canonicalize()?,
        };
        let mut lines: Vec<FolderLine> = files_in(&path, sought)?;
        lines.sort_by_cached_key(|line| (!line.is_folder, line.name.to_lowercase()));
        let above = path.parent().map(|above| FolderLine {
            path: above.to_owned(),
            name: "..".to_owned(),
            is_folder: true,
            detail: "/".to_owned(),
        });
        let shown: String = path.display().to_string();
        let from = shown.chars().count().saturating_sub(WIDEST);
        let title = one_line(&shown.chars().skip(from).collect::<String>()).into_owned();
        Ok(Message::Folder(sought, title, above.into_iter().chain(lines).collect()))
    }
}

/// What lies in a folder: folders, and files that may be what is sought; nothing hidden.
fn files_in(folder: &Path, sought: Sought) -> io::Result<Vec<FolderLine>> {
    let mut lines = Vec::new();
    for entry in fs::read_dir(folder)?.take(MOST) {
        let Ok(entry) = entry else { continue };
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let Ok(facts) = fs::metadata(&path) else { continue };
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        let is_sought = facts.is_file() && sought.endings().contains(&ending.as_str());
        if name.starts_with('.') || !(facts.is_dir() || is_sought) {
            continue;
        }
        let detail = if facts.is_dir() { "/" } else { "" }.to_owned();
        lines.push(FolderLine { path, name: one_line(&name).into_owned(), is_folder: facts.is_dir(), detail });
    }
    Ok(lines)
}
