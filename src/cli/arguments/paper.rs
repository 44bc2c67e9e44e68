//! What may be asked of a report or a list that is written.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::exchange::Form;

/// In which form a report is written, and where to.
#[derive(Debug, Args)]
pub(in crate::cli) struct Written {
    #[arg(id = "form", long = "format", value_enum, value_name = "HOW")]
    form: Option<FormWish>,
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
    #[arg(long, requires = "out")]
    pub(in crate::cli) overwrite: bool,
}

/// How a report is written, and what is left out of it.
#[derive(Debug, Args)]
pub(in crate::cli) struct Paper {
    #[command(flatten)]
    pub(in crate::cli) written: Written,
    #[arg(long)]
    pub(in crate::cli) anonymous: bool,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(2..=100))]
    pub(in crate::cli) small: Option<u16>,
}

impl Written {
    /// The form that is asked for, or that the name of the file asks for.
    pub(in crate::cli) fn form(&self) -> Option<Form> {
        let named = || self.out.as_deref()?.extension()?.to_str().and_then(Form::of_ending);
        self.form.map(FormWish::form).or_else(named)
    }
}

/// As what a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    Csv,
    Xlsx,
    Json,
    Text,
}

/// In which form a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FormWish {
    Text,
    Html,
    Xlsx,
    Csv,
    Json,
}

impl FormWish {
    const fn form(self) -> Form {
        match self {
            Self::Text => Form::Text,
            Self::Html => Form::Page,
            Self::Xlsx => Form::Workbook,
            Self::Csv => Form::Csv,
            Self::Json => Form::Json,
        }
    }
}
