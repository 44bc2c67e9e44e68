//! What may stand after `tugi person`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

/// The commands of data protection.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum OnPerson {
    Access {
        #[arg(id = "person_who", value_name = "WHO")]
        who: String,
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    Erase {
        #[arg(id = "person_who", value_name = "WHO")]
        who: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[arg(long)]
        renew: bool,
    },
    Merge {
        #[arg(id = "person_who", value_name = "WHO")]
        who: String,
        #[arg(value_name = "WHO")]
        twin: String,
        #[arg(long, value_name = "FIELD", value_delimiter = ',')]
        take: Vec<String>,
        #[arg(long)]
        check: bool,
    },
    Reading {
        #[arg(value_enum, value_name = "HOW")]
        reading: Switch,
    },
    Pseudonymise {
        #[arg(id = "person_who", value_name = "WHO")]
        who: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[arg(long)]
        renew: bool,
    },
    Anonymise {
        #[arg(id = "person_who", value_name = "WHO")]
        who: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[arg(long)]
        renew: bool,
    },
}

/// Whether something is done from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Switch {
    On,
    Off,
}
