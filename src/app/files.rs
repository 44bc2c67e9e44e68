//! Files that people bring and take away: sheets within the limits; reports and lists never over a file that is there, readable by
//! their owner only.

use std::{
    fs::{File, OpenOptions},
    io::{ErrorKind, Read, Write},
    path::{Path, PathBuf},
};

use crate::{
    domain::one_line,
    exchange::{LARGEST, NoImport},
    failures::Told,
    i18n::{Words, fill},
    store::{self, Error},
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

/// Writes a new file that only its owner may read; refuses to touch one that is there, or to follow a link.
///
/// # Errors
/// Where the file is there already, or cannot be written; then nothing is left behind.
pub(crate) fn write_as(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    store::new_private_file(path)?;
    let mut options = OpenOptions::new();
    options.write(true);
    // Whoever may write into the folder could have put a link in its place meanwhile.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
    let written = options.open(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    if let Err(error) = written {
        // Half a file would look like a whole one.
        let _ = std::fs::remove_file(path);
        return Err(error.into());
    }
    Ok(())
}

/// The name of a file that is not in the folder yet: this one, or with a number in it.
pub(super) fn free_name(folder: &Path, stem: &str, ending: &str) -> String {
    let numbered = |number: usize| match number {
        1 => format!("{stem}.{ending}"),
        _ => format!("{stem}-{number}.{ending}"),
    };
    // A link that leads nowhere takes a name too.
    let is_free = |name: &String| folder.join(name).symlink_metadata().is_err();
    (1..=TRIES).map(numbered).find(is_free).unwrap_or_else(|| numbered(1))
}

/// The bytes of a sheet, unless there are too many.
///
/// # Errors
/// Where there is no such file, where it may not be read, is no file at all, or is too large.
pub(crate) fn bytes_of(path: &Path, words: &Words) -> Result<Vec<u8>, NoImport> {
    let words = &words.import;
    let unreadable = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => {
            let sentence = fill(&words.no_sheet, &[("path", &path.display().to_string())]);
            NoImport::Sheet(Told { sentence, hint: words.no_sheet_hint.clone() })
        }
        ErrorKind::IsADirectory => NoImport::Store(Error::NotAFile(path.to_owned())),
        ErrorKind::PermissionDenied => NoImport::Store(Error::NoPermission(path.to_owned())),
        _ => NoImport::Store(Error::Io(error)),
    };
    let too_large = || {
        let sentence = format!("{}: {}", one_line(&path.display().to_string()), words.too_large);
        NoImport::Sheet(Told { sentence, hint: words.too_large_hint.clone() })
    };
    let facts = std::fs::metadata(path).map_err(unreadable)?;
    // A pipe or a device may give nothing for ever, or everything.
    if !facts.is_file() {
        return Err(NoImport::Store(Error::NotAFile(path.to_owned())));
    }
    if facts.len() > LARGEST {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(facts.len() as usize + 1);
    let file = File::open(path).map_err(unreadable)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST { Err(too_large()) } else { Ok(bytes) }
}
