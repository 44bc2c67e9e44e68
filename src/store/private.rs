//! New files and folders: readable by their owner only, or by the group where the folder is the group's.

use std::{
    fs::{File, OpenOptions},
    path::{Path, PathBuf},
};

use super::error::{Result, explain};

/// Creates an empty file, never over another and never through a link. Only its owner may read it, unless its folder is one that
/// a group shares; then the group may write it too, whatever the user's mask says, and so may it SQLite's file beside it.
pub fn new_private_file(path: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).map_err(|error| explain(error, path))?;
    share(&file, path);
    Ok(())
}

/// The path of something that lies beside a file: its name with an ending.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

/// The folder of this kind that belongs to a register: `NAME.kind` beside `NAME.tugi`, and beside any other NAME.
pub(super) fn folder_beside(register: &Path, kind: &str) -> PathBuf {
    match register.extension() {
        Some(ending) if ending == "tugi" => register.with_extension(kind),
        _ => beside(register, &format!(".{kind}")),
    }
}

/// Whether a folder is one that a group shares: the group may write into it, and not everybody may.
#[cfg(unix)]
pub(super) const fn shared(folder_mode: u32) -> bool {
    folder_mode & 0o022 == 0o020
}

/// Gives the file to the folder's group where that is meant to work in it. What cannot be given stays its owner's alone.
#[cfg(unix)]
fn share(file: &File, path: &Path) {
    use std::os::unix::fs::MetadataExt;

    use rustix::fs::{Gid, Mode, fchmod, fchown};
    let folder = path.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let Some(Ok(folder)) = folder.map(std::fs::metadata) else { return };
    if !shared(folder.mode()) {
        return;
    }
    let of_the_group = |file: &File| file.metadata().is_ok_and(|facts| facts.gid() == folder.gid());
    // Where the folder does not hand its group down, the owner may do so who belongs to it.
    let given = of_the_group(file) || fchown(file, None, Some(Gid::from_raw(folder.gid()))).is_ok();
    if given && of_the_group(file) {
        // Failing that, the others are told that they may not write it.
        let _ = fchmod(file, Mode::from_raw_mode(0o660));
    }
}

#[cfg(not(unix))]
fn share(_file: &File, _path: &Path) {}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt};

    use super::*;

    fn mode_in_a_folder_of(mode: u32) -> u32 {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
        let path = folder.path().join("rapla.tugi");
        new_private_file(&path).unwrap();
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_file_is_its_owners_alone_unless_the_folder_is_a_groups() {
        let modes = [0o700, 0o755, 0o2750, 0o777, 0o1777, 0o770, 0o2770, 0o2775];
        assert_eq!(modes.map(mode_in_a_folder_of), [0o600, 0o600, 0o600, 0o600, 0o600, 0o660, 0o660, 0o660]);
    }

    #[test]
    fn a_file_is_never_made_over_another_or_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (link, victim) = (folder.path().join("new.tugi"), folder.path().join("victim"));
        std::os::unix::fs::symlink(&victim, &link).unwrap();
        assert!(new_private_file(&link).is_err());
        assert!(!victim.exists());
    }
}
