//! The facts as they stood on an earlier day, to put beside those of today.

use chrono::{Datelike, NaiveDate};

use crate::{
    domain::{Facts, Since},
    env::Env,
};

/// An earlier day: its facts, and the surroundings that look at it.
pub(super) struct Before {
    pub(super) facts: Facts,
    pub(super) env: Env,
}

impl Before {
    /// As it stood on the last day of the year before; none where the programme had not begun.
    pub(super) fn the_year(facts: &Facts, env: &Env) -> Option<Self> {
        let end = NaiveDate::from_ymd_opt(env.today.year() - 1, 12, 31)?;
        if end < env.definition.period.from {
            return None;
        }
        let mut facts = facts.clone();
        Since { after: end, until: env.today }.take_from(&mut facts);
        Some(Self { facts, env: env.on(end) })
    }
}
