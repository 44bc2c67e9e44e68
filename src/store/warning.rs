//! What is to be said of a register that opens all the same: dangers of the place it lies in, and what its opening put right.

use std::path::PathBuf;

/// Something its users should know about a register that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The path is a symbolic link: where it leads.
    Link(PathBuf),
    /// The file, or its folder, may not be written by this user.
    OnlyToRead(PathBuf),
    /// Something that a crash left is kept in this folder.
    KeptAside(PathBuf),
    /// Another program had switched the file so that a plain copy misses the newest saves; it is switched back.
    SwitchedBack,
    /// The same, but somebody has the file open in that program, so that it could not be switched back.
    NotSwitchedBack,
    /// Several people work in the file, but not all of them can write into its folder.
    FolderNotShared(PathBuf),
    /// Every user of the computer can read or write the file.
    OpenToAll(PathBuf),
    /// The folder is kept in step with other computers by the program named.
    Synchronised(String),
    /// The file lies on a drive of another computer; carries the kind of drive.
    NetworkDrive(String),
    /// A copy was put over the file after a crash; what the crash had left was moved to this path.
    PutOverCrash(PathBuf),
}

impl Warning {
    /// Whether it can cost data or secrecy, so that commands say it too; the rest is said on the screen only.
    pub const fn is_dangerous(&self) -> bool {
        !matches!(self, Self::Link(_) | Self::OnlyToRead(_) | Self::KeptAside(_))
    }
}
