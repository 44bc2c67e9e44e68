//! What a command comes to: what it prints and its exit status, or why it could not be done and what to do about it.

use crate::{
    exchange,
    failures::{self, Told},
    i18n::Words,
    store,
    term::Signal,
};

/// The exit status, as scripts rely on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Status {
    /// Done.
    #[default]
    Done,
    /// Failed, with a sentence.
    Failed,
    /// The command line could not be understood.
    Usage,
    /// A check was made and did not hold.
    Unmet,
    /// The program has met a fault of its own.
    Broken,
    /// The screen was ended by this signal.
    Stopped(Signal),
}

impl Status {
    /// The number the shell sees.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Unmet => 3,
            Self::Broken => 101,
            Self::Stopped(signal) => signal.exit_code() as u8,
        }
    }
}

/// What a command that was carried out prints.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) text: String,
    pub(super) status: Status,
}

impl Answer {
    /// The answer of a command that did what was asked.
    pub(super) fn done(text: impl Into<String>) -> Self {
        Self { text: text.into(), status: Status::Done }
    }

    /// The answer as a program reads it.
    pub(super) fn json(value: &impl serde::Serialize) -> Self {
        // Everything that is printed so is made of texts and numbers, which JSON can always say.
        Self::done(exchange::json(value).unwrap_or_default())
    }

    /// The same with another exit status.
    pub(super) fn with(self, status: Status) -> Self {
        Self { status, ..self }
    }
}

/// Why a command could not be carried out.
#[derive(Debug)]
pub(super) enum Failure {
    /// The file refused.
    Store(store::Error),
    /// Something else, in words.
    Said {
        /// What is printed before, to the output and not as an error.
        shown: String,
        sentence: String,
        hint: String,
        status: Status,
    },
}

impl Failure {
    /// A failure in words.
    pub(super) fn said(sentence: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Said { shown: String::new(), sentence: sentence.into(), hint: hint.into(), status: Status::Failed }
    }

    /// The same with another exit status.
    pub(super) fn with(self, new: Status) -> Self {
        match self {
            Self::Said { shown, sentence, hint, .. } => Self::Said { shown, sentence, hint, status: new },
            store @ Self::Store(_) => store,
        }
    }

    /// What is printed to the output before, what to say, and the exit status.
    pub(super) fn tell(self, words: &Words) -> (String, Told, Status) {
        match self {
            Self::Store(error) => {
                let stopped = matches!(error, store::Error::Stopped);
                let status = if stopped { Status::Stopped(Signal::Interrupt) } else { Status::Failed };
                (String::new(), failures::tell(&error, words), status)
            }
            Self::Said { shown, sentence, hint, status } => (shown, Told { sentence, hint }, status),
        }
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

/// The outcome of a command.
pub(super) type Outcome = Result<Answer, Failure>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::is_unseen;

    #[test]
    fn json_says_what_nobody_would_see_by_its_number_and_means_the_same() {
        let text = "a\u{1b}]0;x\u{7}\u{7f}\u{9b}\u{202e}\u{2028}\u{e0041}õ\n\t";
        let told = Answer::json(&text).text;
        assert!(
            told.trim_end().bytes().all(|byte| byte >= b' ') && !told.trim_end().chars().any(is_unseen),
            "{told:?}"
        );
        assert!(told.contains("õ"));
        assert_eq!(serde_json::from_str::<String>(&told).ok().as_deref(), Some(text));
    }
}
