//! Sheets in the shell: a list written for a spreadsheet or a program, and a sheet taken over into the register.

use std::{io::Write, path::Path};

use clap::ValueEnum;

use super::{
    Call,
    answer::{Answer, Failure, Outcome},
    arguments::{Format, Listed},
};
use crate::{exchange, i18n::fill, session::Session, store};

/// Writes a list.
pub(super) fn export(session: &Session, call: &Call, list: Listed, format: Format, out: Option<&Path>) -> Outcome {
    let name = list.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let sheet = exchange::list(&session.store, &name, &session.env)?;
    let json = call.json || format == Format::Json;
    let text = if json { Answer::json(&sheet.json()).text } else { sheet.csv(session.env.words.lang) };
    let Some(path) = out else { return Ok(Answer::done(text)) };
    write_new(path, text.as_bytes())?;
    let words = session.env.words;
    let rows = words.counted(sheet.rows.len(), &words.plural.rows);
    let values = [("rows", rows.as_str()), ("path", &path.display().to_string())];
    Ok(Answer::done(fill(&words.cli.exported, &values) + "\n"))
}

/// Writes a new file that only its owner may read; refuses to touch one that is there.
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    store::new_private_file(path)?;
    let written = std::fs::OpenOptions::new().write(true).open(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    if let Err(error) = written {
        // Half a file would look like a whole one.
        let _ = std::fs::remove_file(path);
        return Err(store::Error::from(error).into());
    }
    Ok(())
}
