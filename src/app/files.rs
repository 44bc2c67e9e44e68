//! What the screen writes to files: reports and lists, never over a file that is there, readable by their owner only.

use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

/// How many names are tried.
const TRIES: usize = 1000;

/// Writes a file into the folder; where the name is taken, a number is put into it.
pub(super) fn write_new(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
    let numbered = |number: usize| match number {
        1 => folder.join(name),
        _ => folder.join(format!("{stem}-{number}.{ending}")),
    };
    for number in 1..=TRIES {
        let path = numbered(number);
        match create(&path) {
            Ok(mut file) => {
                file.write_all(bytes)?;
                return Ok(path);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

fn create(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
