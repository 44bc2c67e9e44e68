//! What can be done about a sheet: in the shell an option, on the screen a line or a key. Which of the two is decided here alone.

use crate::{env::Env, i18n::fill};

/// What the user can do.
#[derive(Clone, Copy, Debug)]
pub(super) enum Remedy {
    /// Say how the days of a column are written.
    Dates,
    /// Let the sheet win over the register.
    Update,
    /// Say which name comes first.
    Names,
    /// Say how the text is encoded.
    Encoding,
    /// Leave out one of two columns for the same field.
    ColumnTwice,
    /// Say what the columns are for.
    Columns,
    /// Say which sheet is meant.
    WhichSheet,
    /// Have names in capitals put right.
    ProperNames,
    /// Correct the day of the application.
    Application,
    /// Say that this row is about somebody else.
    SomebodyElse(usize),
}

impl Remedy {
    /// In words, for where the user sits.
    pub(super) fn said(self, env: &Env) -> String {
        let (shell, screen) = (&env.words.in_shell, &env.words.on_screen);
        let (in_shell, on_screen) = match self {
            Self::Dates => (&shell.dates, &screen.dates),
            Self::Update => (&shell.update, &screen.update),
            Self::Names => (&shell.names, &screen.names),
            Self::Encoding => (&shell.encoding, &screen.encoding),
            Self::ColumnTwice => (&shell.column_twice, &screen.column_twice),
            Self::Columns => (&shell.columns, &screen.columns),
            Self::WhichSheet => (&shell.which_sheet, &screen.which_sheet),
            Self::ProperNames => (&shell.proper_names, &screen.proper_names),
            Self::Application => (&shell.application, &screen.application),
            Self::SomebodyElse(_) => (&shell.somebody_else, &screen.somebody_else),
        };
        let row = if let Self::SomebodyElse(row) = self { row.to_string() } else { String::new() };
        let lines = &env.words.sheet;
        let values = [
            ("row", &*row),
            ("field", &env.words.field.applied_on),
            ("dates", &lines.dates),
            ("update", &lines.update),
            ("names", &lines.names),
            ("yes", &lines.yes),
            ("encoding", &lines.encoding),
            ("which_sheet", &lines.which_sheet),
            ("proper_names", &lines.proper_names),
        ];
        fill(if env.on_screen { on_screen } else { in_shell }, &values)
    }
}
