//! How long what is held on participants has to be kept.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Given, LocalText};

/// Which clocks run; the later one decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// The funder's.
    pub fund: Option<FundClock>,
    /// The social service's: so many years after the last note.
    pub notes: Option<Given<u32>>,
}

/// The funder's clock: so many years from 31 December of the year of the last payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundClock {
    /// How many years.
    pub years: u32,
    /// The day on which the funder made the last payment; none while it is not known.
    pub last_payment: Option<NaiveDate>,
    /// The text's own words for it.
    pub words: Option<String>,
    /// Why it was chosen, where the text does not give it.
    pub chosen: Option<LocalText>,
}
