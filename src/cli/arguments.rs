//! What may stand on the command line. The words for it are the language files'; see `wording`.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

mod guide;
mod handing;
mod paper;
mod person;
mod sheet;

pub(super) use guide::OnGuide;
pub(super) use handing::Handing;
pub(super) use paper::{Format, Paper, Written};
pub(super) use person::{OnPerson, Switch};
pub(super) use sheet::Import;

use super::history::Wanted;
use crate::{
    i18n::Lang,
    term::{Colours, Glyphs},
};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "tugi",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
pub(super) struct Arguments {
    /// The register to open on the screen.
    #[arg(value_name = "FILE")]
    pub(super) register: Option<PathBuf>,
    #[command(flatten)]
    pub(super) global: Globals,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What may stand with every command.
#[derive(Debug, Args)]
pub(super) struct Globals {
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    #[arg(long, global = true, value_name = "LANG", value_parser = ["en", "et", "lt", "sv"])]
    lang: Option<String>,
    #[arg(long, global = true, value_name = "DAY", value_parser = day)]
    pub(super) today: Option<NaiveDate>,
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) user: Option<String>,
    #[arg(long, global = true, value_name = "ID")]
    pub(super) programme: Option<String>,
    #[arg(long, global = true)]
    pub(super) json: bool,
    #[arg(long, global = true, value_enum, value_name = "HOW", default_value = "auto", hide_default_value = true)]
    pub(super) color: ColorWish,
    #[arg(long, global = true, value_enum, value_name = "HOW", default_value = "auto", hide_default_value = true)]
    pub(super) glyphs: GlyphWish,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

impl Globals {
    /// The language asked for.
    pub(super) fn lang(&self) -> Option<Lang> {
        self.lang.as_deref().and_then(|code| code.parse().ok())
    }
}

/// How many colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ColorWish {
    Auto,
    #[value(name = "16")]
    Sixteen,
    #[value(name = "8")]
    Eight,
    None,
}

impl ColorWish {
    pub(super) const fn colours(self) -> Option<Colours> {
        match self {
            Self::Auto => None,
            Self::Sixteen => Some(Colours::Sixteen),
            Self::Eight => Some(Colours::Eight),
            Self::None => Some(Colours::None),
        }
    }
}

/// Which signs.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum GlyphWish {
    Auto,
    Unicode,
    Ascii,
}

impl GlyphWish {
    pub(super) const fn glyphs(self) -> Option<Glyphs> {
        match self {
            Self::Auto => None,
            Self::Unicode => Some(Glyphs::Unicode),
            Self::Ascii => Some(Glyphs::Ascii),
        }
    }
}

/// Which day is looked at in place of today.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Look {
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(super) as_of: Option<NaiveDate>,
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(super) known_on: Option<NaiveDate>,
}

/// Where the passphrase of a locked copy comes from, if not from the user.
#[derive(Debug, Args)]
pub(super) struct Key {
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl Key {
    /// The file whose first line is the passphrase.
    pub(super) fn file(&self) -> Option<&Path> {
        self.passphrase_file.as_deref()
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Demo {
        #[arg(long, value_name = "ID", default_value = "rapla-2013", hide_default_value = true)]
        programme: String,
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    Init {
        #[arg(value_name = "FILE")]
        new: PathBuf,
        #[arg(long, value_name = "ID")]
        programme: String,
        #[arg(long, value_name = "NAME")]
        office: Option<String>,
    },
    Import {
        #[command(flatten)]
        import: Import,
    },
    Export {
        #[arg(value_enum, value_name = "WHAT")]
        list: Listed,
        #[arg(long, value_enum, value_name = "HOW")]
        format: Option<Format>,
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        #[arg(long, value_name = "NAME")]
        worker: Option<String>,
        #[arg(long)]
        names: bool,
        #[command(flatten)]
        handing: Handing,
        #[command(flatten)]
        look: Look,
    },
    Report {
        #[arg(value_name = "NAME")]
        report: String,
        #[arg(value_name = "N")]
        sealed: Option<i64>,
        #[arg(long, conflicts_with_all = ["sealed", "compare"])]
        seal: bool,
        #[arg(long, requires = "sealed")]
        compare: bool,
        #[arg(long, value_name = "NAME")]
        worker: Option<String>,
        #[command(flatten)]
        paper: Paper,
        #[command(flatten)]
        look: Look,
    },
    Figures {
        #[arg(value_name = "ID")]
        promise: Option<String>,
        #[arg(long)]
        proof: bool,
        #[arg(long, value_name = "FILE")]
        join: Option<PathBuf>,
        #[command(flatten)]
        look: Look,
    },
    Today {
        #[arg(long, value_name = "N")]
        days: Option<u16>,
        #[arg(long, value_name = "NAME")]
        worker: Option<String>,
        #[command(flatten)]
        look: Look,
    },
    Log {
        #[command(flatten)]
        wanted: Wanted,
        #[arg(long)]
        readings: bool,
    },
    Undo {
        #[arg(value_name = "BATCH")]
        batch: Option<i64>,
    },
    Programme {
        #[command(subcommand)]
        what: OnProgramme,
    },
    Person {
        #[command(subcommand)]
        what: OnPerson,
    },
    Guide {
        #[command(subcommand)]
        what: OnGuide,
    },
    Verify {
        #[arg(value_name = "FILE")]
        copy: PathBuf,
        #[command(flatten)]
        key: Key,
    },
    Backup {
        #[arg(value_name = "FILE")]
        destination: PathBuf,
        #[arg(long)]
        encrypt: bool,
        #[command(flatten)]
        key: Key,
    },
    Restore {
        #[arg(value_name = "FILE")]
        restored: PathBuf,
        #[arg(long)]
        check: bool,
        #[command(flatten)]
        key: Key,
    },
    Completions {
        #[arg(value_enum, value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    Man,
}

/// The commands on definitions of programmes.
#[derive(Debug, Subcommand)]
pub(super) enum OnProgramme {
    List,
    Show {
        #[arg(value_name = "ID")]
        code: String,
        #[arg(long, value_name = "N")]
        edition: Option<i64>,
    },
    Check {
        #[arg(value_name = "FILE")]
        definition: PathBuf,
    },
    Add {
        #[arg(value_name = "FILE")]
        added: String,
    },
    Export {
        #[arg(value_name = "ID")]
        code: String,
        #[arg(long, value_name = "N")]
        edition: Option<i64>,
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    Move {
        #[arg(value_name = "N")]
        number: i64,
        #[arg(long, value_name = "N")]
        edition: i64,
    },
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Listed {
    #[value(alias = "people")]
    Participants,
    Workers,
    Meetings,
    Outcomes,
    Today,
    /// Meetings and deadlines, as iCalendar.
    Calendar,
    /// Everything, as text.
    Register,
    /// Everything without anybody's name, for an auditor.
    Audit,
    /// A funder's table of participants.
    Microdata,
}

/// A whole day: `2013-07-05` or `05.07.2013`.
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    let read = text.parse().or_else(|_| NaiveDate::parse_from_str(text, "%d.%m.%Y"));
    // The sentence that the user sees is made in `usage`.
    read.map_err(|_| String::new())
}
