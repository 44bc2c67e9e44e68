//! What is to be said of a register's rights and of the folder and drive it lies on.

use std::{
    fs::Metadata,
    path::{Component, Path},
};

use super::super::{private::folder_beside, warning::Warning};

/// Beginnings of the names of folders that programs keep in step with other computers.
const SYNCHRONISED: &[&str] = &[
    "OneDrive",
    "Dropbox",
    "Nextcloud",
    "ownCloud",
    "Google Drive",
    "GoogleDrive",
    "My Drive",
    "iCloud Drive",
    "iCloudDrive",
    "Mobile Documents",
    "CloudStorage",
    "pCloud Drive",
    "pCloudDrive",
    "Syncthing",
    "Seafile",
];

/// What such programs leave in the folder they keep in step, with their names.
const MARKS: &[(&str, &str)] = &[
    (".stfolder", "Syncthing"),
    (".sync", "Resilio Sync"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".tmp.drivedownload", "Google Drive"),
];

/// The numbers by which Linux names the kinds of drive that lie on other computers, or that programs pretend to be.
#[cfg(target_os = "linux")]
const NETWORK: &[(u64, &str)] = &[
    (0x6969, "NFS"),
    (0x517b, "SMB"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB2"),
    (0x6573_5546, "FUSE"),
    (0x5346_414f, "AFS"),
    (0x7375_7245, "Coda"),
    (0x0102_1997, "9P"),
    (0x00c3_6400, "Ceph"),
    (0x0bd0_0bd0, "Lustre"),
    (0x786f_4256, "VirtualBox"),
];

/// What is to be said, the most dangerous last.
pub(super) fn warnings(path: &Path, facts: &Metadata) -> Vec<Warning> {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder = absolute.parent().unwrap_or(&absolute);
    let rescue = folder_beside(path, super::super::guard::RESCUE);
    let kept = rescue.is_dir().then_some(Warning::KeptAside(rescue));
    let said = [
        kept,
        only_to_read(path, folder),
        not_shared(folder, facts),
        open_to_all(path, &absolute, facts),
        synchronised(folder).map(Warning::Synchronised),
        drive(folder).map(Warning::NetworkDrive),
    ];
    said.into_iter().flatten().collect()
}

#[cfg(unix)]
fn only_to_read(path: &Path, folder: &Path) -> Option<Warning> {
    use rustix::fs::{Access, access};
    let refused = |path: &Path| access(path, Access::WRITE_OK).is_err().then(|| path.to_owned());
    refused(path).or_else(|| refused(folder)).map(Warning::OnlyToRead)
}

/// A file for several people needs a folder for several people: who saves makes a file beside it, and that must be the group's.
#[cfg(unix)]
fn not_shared(folder: &Path, facts: &Metadata) -> Option<Warning> {
    use std::os::unix::fs::MetadataExt;
    let around = std::fs::metadata(folder).ok()?;
    let for_several = facts.mode() & 0o020 != 0;
    // Only Linux has to be told that what is made in a folder is its group's.
    let handed_down = around.mode() & 0o2000 != 0 || !cfg!(target_os = "linux");
    let of_the_group =
        if handed_down { around.gid() == facts.gid() } else { rustix::process::getegid().as_raw() == facts.gid() };
    let shared = around.mode() & 0o020 != 0 && of_the_group;
    (for_several && !shared).then(|| Warning::FolderNotShared(folder.to_owned()))
}

/// Whether everybody may read or write the file, and can get to it.
#[cfg(unix)]
fn open_to_all(path: &Path, absolute: &Path, facts: &Metadata) -> Option<Warning> {
    use std::os::unix::fs::MetadataExt;
    let passable = |folder: &Path| std::fs::metadata(folder).is_ok_and(|facts| facts.mode() & 0o001 != 0);
    let open = facts.mode() & 0o007 != 0 && absolute.ancestors().skip(1).all(passable);
    open.then(|| Warning::OpenToAll(path.to_owned()))
}

#[cfg(not(unix))]
fn only_to_read(_path: &Path, _folder: &Path) -> Option<Warning> {
    None
}

#[cfg(not(unix))]
fn not_shared(_folder: &Path, _facts: &Metadata) -> Option<Warning> {
    None
}

#[cfg(not(unix))]
fn open_to_all(_path: &Path, _absolute: &Path, _facts: &Metadata) -> Option<Warning> {
    None
}

/// The program that keeps the folder, or one around it, in step with other computers.
fn synchronised(folder: &Path) -> Option<String> {
    let named = folder.components().find_map(|part| match part {
        Component::Normal(name) => keeps_in_step(&name.to_string_lossy()),
        _ => None,
    });
    let marked = |(mark, program): &(&str, &str)| {
        folder.ancestors().any(|around| around.join(mark).exists()).then(|| (*program).to_owned())
    };
    named.or_else(|| MARKS.iter().find_map(marked))
}

/// The program a folder is named for: `OneDrive`, `OneDrive - Rapla vald`, `Dropbox (Personal)`.
fn keeps_in_step(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let is = |program: &&&str| {
        let rest = lower.strip_prefix(&program.to_lowercase());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" - ") || rest.starts_with(" ("))
    };
    SYNCHRONISED.iter().find(is).map(|program| (*program).to_owned())
}

#[cfg(target_os = "linux")]
fn drive(folder: &Path) -> Option<String> {
    // The number has 32 bits, and some kernels give it a sign.
    network(rustix::fs::statfs(folder).ok()?.f_type as u64 & 0xffff_ffff).map(str::to_owned)
}

#[cfg(target_os = "linux")]
fn network(kind: u64) -> Option<&'static str> {
    NETWORK.iter().find(|(number, _)| *number == kind).map(|(_, name)| *name)
}

/// A path that begins with two slashes is another computer's; a letter that stands for one is not told from a disk.
#[cfg(not(target_os = "linux"))]
fn drive(folder: &Path) -> Option<String> {
    folder.to_string_lossy().starts_with(r"\\").then(|| "SMB".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_programs_that_keep_them_in_step_are_known_by_name_and_by_mark() {
        for (name, program) in [
            ("OneDrive - Rapla vald", "OneDrive"),
            ("dropbox", "Dropbox"),
            ("Dropbox (Personal)", "Dropbox"),
            ("Nextcloud", "Nextcloud"),
            ("Google Drive", "Google Drive"),
        ] {
            assert_eq!(synchronised(&Path::new("/home/mari").join(name).join("register")).as_deref(), Some(program));
        }
        assert_eq!(synchronised(Path::new("/home/mari/dropbox-notes/onedrives")), None);
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("deep")).unwrap();
        std::fs::create_dir(folder.path().join(".stfolder")).unwrap();
        assert_eq!(synchronised(&folder.path().join("deep")).as_deref(), Some("Syncthing"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn drives_of_other_computers_are_known_by_their_kind() {
        let kinds = [0x6969, 0xff53_4d42, 0x6573_5546, 0xef53, 0x0102_1994].map(network);
        assert_eq!(kinds, [Some("NFS"), Some("CIFS"), Some("FUSE"), None, None], "the last two: ext4, memory");
    }
}
