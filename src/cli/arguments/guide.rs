//! What may stand after `tugi guide`.

use std::path::PathBuf;

use clap::Subcommand;

use super::Written;

/// The commands on guides for support persons.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum OnGuide {
    List,
    Show {
        #[arg(value_name = "NAME")]
        guide: String,
        #[command(flatten)]
        written: Written,
    },
    Add {
        #[arg(value_name = "FILE")]
        guide_file: PathBuf,
    },
}
