//! What may be asked of a funder's table of participants.

use clap::Args;

/// Which table of participants, of when, and whether it is only tested.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct Handing {
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) layout: Option<String>,
    #[arg(long, value_name = "QUARTER")]
    pub(in crate::cli) quarter: Option<String>,
    #[arg(long, value_name = "YEAR", conflicts_with = "quarter")]
    pub(in crate::cli) year: Option<i32>,
    #[arg(long)]
    pub(in crate::cli) check: bool,
    #[arg(long, conflicts_with = "check")]
    pub(in crate::cli) complete: bool,
}

impl Handing {
    /// Whether something of it is asked for.
    pub(in crate::cli) const fn is_asked(&self) -> bool {
        self.layout.is_some() || self.quarter.is_some() || self.year.is_some() || self.check || self.complete
    }
}
