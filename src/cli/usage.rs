//! What is wrong with a command line, in the language of the session; the library behind it speaks English only.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::answer::{Answer, Failure, Outcome, Status};
use crate::i18n::{Words, fill};

/// The help page that was asked for, or what is wrong with the command line.
pub(super) fn outcome(error: &clap::Error, words: &Words) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Ok(Answer::done(error.render().to_string())),
        kind => Err(Failure::said(sentence(kind, error, words), hint(error, words)).with(Status::Usage)),
    }
}

fn sentence(kind: ErrorKind, error: &clap::Error, words: &Words) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    let other = context(error, ContextKind::PriorArg);
    let values = [("argument", argument.as_str()), ("value", value.as_str()), ("other", other.as_str())];
    let usage = &words.usage;
    let said = match kind {
        ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand => &usage.unknown_argument,
        ErrorKind::InvalidValue if value.is_empty() => &usage.value_missing,
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => &usage.invalid_value,
        ErrorKind::MissingRequiredArgument => &usage.argument_missing,
        ErrorKind::ArgumentConflict if other.is_empty() => &usage.twice,
        ErrorKind::ArgumentConflict => &usage.conflict,
        ErrorKind::InvalidUtf8 => &usage.not_text,
        _ => &usage.other,
    };
    fill(said, &values)
}

fn hint(error: &clap::Error, words: &Words) -> String {
    let allowed = context(error, ContextKind::ValidValue);
    let nearest = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let nearest = nearest.into_iter().map(|kind| context(error, kind)).find(|text| !text.is_empty());
    match nearest {
        Some(nearest) => fill(&words.usage.did_you_mean, &[("nearest", &nearest)]),
        None if !allowed.is_empty() => fill(&words.usage.allowed, &[("allowed", &allowed)]),
        None if error.kind() == ErrorKind::ValueValidation => words.usage.look_at_value.clone(),
        None => words.usage.see_help.clone(),
    }
}

/// What the library knows about this side of the error, as plain text.
fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ if kind == ContextKind::InvalidArg => {
            error.get(ContextKind::InvalidSubcommand).map(ToString::to_string).unwrap_or_default()
        }
        _ => String::new(),
    }
}
