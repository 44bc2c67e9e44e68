//! What a programme costs, and who pays which part of it.

use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::LocalText;
use crate::domain::parse_money;

/// An amount in cents; written as `84802.50`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(pub i64);

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        parse_money(&text).map(Self).map_err(|_| D::Error::custom(format!("not an amount: {text}")))
    }
}

/// The whole cost, and the parts that must add up to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// The currency's code.
    pub currency: String,
    /// The whole.
    pub total: Money,
    /// The text's own words for it.
    pub words: Option<String>,
    /// The parts.
    #[serde(default, rename = "line")]
    pub lines: Vec<BudgetLine>,
}

impl Budget {
    /// What the parts come to.
    pub fn sum(&self) -> Money {
        Money(self.lines.iter().map(|line| line.amount.0).sum())
    }
}

/// One part of the cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetLine {
    /// Who pays it, or what it is for.
    pub name: LocalText,
    /// How much.
    pub amount: Money,
    /// The text's own words for it.
    pub words: Option<String>,
}
