//! What may stand behind `tugi import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::exchange::{DateForm, Encoding, NameOrder, Reading, What};

/// A sheet to take over, and all that can be said of it.
#[derive(Debug, Args)]
#[group(skip)]
pub(in crate::cli) struct Import {
    #[arg(value_enum, value_name = "WHAT")]
    what: Taken,
    #[arg(value_name = "SHEET")]
    pub(in crate::cli) sheet: PathBuf,
    #[arg(long)]
    pub(in crate::cli) check: bool,
    #[arg(long = "sheet", value_name = "NAME")]
    tab: Option<String>,
    #[arg(long, value_name = "COLUMN=FIELD")]
    map: Vec<String>,
    #[arg(long, value_enum, value_name = "HOW")]
    dates: Option<DateWish>,
    #[arg(long = "names", value_enum, value_name = "HOW")]
    name_order: Option<OrderWish>,
    #[arg(long, value_enum, value_name = "HOW")]
    encoding: Option<EncodingWish>,
    #[arg(long)]
    proper_names: bool,
    #[arg(long = "new", value_name = "ROW", value_delimiter = ',')]
    others: Vec<usize>,
    #[arg(long)]
    update: bool,
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) refused: Option<PathBuf>,
    #[arg(long = "to", value_name = "FILE")]
    pub(in crate::cli) new_file: Option<PathBuf>,
}

impl Import {
    /// The sort of sheet; none for what is no sheet.
    pub(in crate::cli) const fn what(&self) -> Option<What> {
        self.what.what()
    }

    /// What is said of the sheet.
    pub(in crate::cli) fn reading(&self) -> Reading {
        let said = |said: &String| {
            let (column, field) = said.split_once('=').unwrap_or((said, ""));
            (column.trim().to_owned(), field.trim().to_owned())
        };
        Reading {
            encoding: self.encoding.map(EncodingWish::encoding),
            dates: self.dates.map(DateWish::form),
            names: self.name_order.map(OrderWish::order),
            sheet: self.tab.clone(),
            map: self.map.iter().map(said).collect(),
            proper_names: self.proper_names,
            others: self.others.iter().copied().collect(),
            update: self.update,
        }
    }
}

/// What can be taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Taken {
    #[value(alias = "participants")]
    People,
    Workers,
    Meetings,
    Entries,
    Spells,
    Assessments,
    Exits,
    Relations,
    /// The text of a whole register.
    Register,
}

impl Taken {
    const fn what(self) -> Option<What> {
        match self {
            Self::People => Some(What::People),
            Self::Workers => Some(What::Workers),
            Self::Meetings => Some(What::Meetings),
            Self::Entries => Some(What::Entries),
            Self::Spells => Some(What::Spells),
            Self::Assessments => Some(What::Assessments),
            Self::Exits => Some(What::Exits),
            Self::Relations => Some(What::Relations),
            Self::Register => None,
        }
    }
}

/// How a sheet is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EncodingWish {
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "utf-16")]
    Utf16,
    #[value(name = "windows-1257")]
    Windows1257,
    #[value(name = "windows-1252")]
    Windows1252,
    #[value(name = "iso-8859-13")]
    Iso8859Part13,
    #[value(name = "iso-8859-15")]
    Iso8859Part15,
}

impl EncodingWish {
    const fn encoding(self) -> Encoding {
        match self {
            Self::Utf8 => Encoding::Utf8,
            Self::Utf16 => Encoding::Utf16,
            Self::Windows1257 => Encoding::Windows1257,
            Self::Windows1252 => Encoding::Windows1252,
            Self::Iso8859Part13 => Encoding::Iso8859Part13,
            Self::Iso8859Part15 => Encoding::Iso8859Part15,
        }
    }
}

/// Which name comes first where two stand in one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum OrderWish {
    #[value(name = "surname-first")]
    Surname,
    #[value(name = "given-first")]
    Given,
}

impl OrderWish {
    const fn order(self) -> NameOrder {
        match self {
            Self::Surname => NameOrder::SurnameFirst,
            Self::Given => NameOrder::GivenFirst,
        }
    }
}

/// What comes first in the dates of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DateWish {
    #[value(name = "day-first")]
    Day,
    #[value(name = "month-first")]
    Month,
    #[value(name = "year-first")]
    Year,
}

impl DateWish {
    const fn form(self) -> DateForm {
        match self {
            Self::Day => DateForm::DayFirst,
            Self::Month => DateForm::MonthFirst,
            Self::Year => DateForm::YearFirst,
        }
    }
}
