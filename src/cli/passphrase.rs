//! The passphrase of a locked copy: from a file or a variable, as a nightly job has it, or asked for on the terminal.

use std::path::Path;

use super::{answer::Failure, variable};
use crate::{i18n::Words, store::Error, term};

/// The variable that has the passphrase, where nobody can type it.
const VARIABLE: &str = "TUGI_PASSPHRASE";

/// The passphrase of a copy that exists.
pub(super) fn known(file: Option<&Path>, words: &Words) -> Result<String, Failure> {
    match given(file)? {
        Some(passphrase) => Ok(passphrase),
        None => asked(&words.cli.passphrase, words),
    }
}

/// The passphrase of a new copy, which has to be typed twice.
pub(super) fn new(file: Option<&Path>, words: &Words) -> Result<String, Failure> {
    if let Some(passphrase) = given(file)? {
        return Ok(passphrase);
    }
    let passphrase = asked(&words.cli.passphrase, words)?;
    if asked(&words.cli.passphrase_again, words)? == passphrase {
        return Ok(passphrase);
    }
    Err(Failure::said(&*words.cli.passphrase_differs, &*words.cli.passphrase_hint))
}

fn given(file: Option<&Path>) -> Result<Option<String>, Failure> {
    let text = match file {
        Some(path) => Some(std::fs::read_to_string(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Error::NotThere(path.to_owned()),
            std::io::ErrorKind::PermissionDenied => Error::NoPermission(path.to_owned()),
            _ => Error::Io(error),
        })?),
        None => variable(VARIABLE),
    };
    Ok(text.and_then(|text| text.lines().next().map(str::to_owned)).filter(|line| !line.is_empty()))
}

fn asked(prompt: &str, words: &Words) -> Result<String, Failure> {
    let typed = term::ask_secretly(prompt).map_err(Error::Io)?;
    typed
        .filter(|passphrase| !passphrase.is_empty())
        .ok_or_else(|| Failure::said(&*words.cli.passphrase_none, &*words.cli.passphrase_hint))
}
