//! The situation in which a case plan was made: what was known on its day, each fact with its own; and of being at work and being
//! out of it only what was known last, since one of them ended when the other began.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{joined, lines};
use crate::{
    domain::{Answer, Case, Circumstance, CircumstanceKind, Labour, Since, Spell, SpellKind, Status},
    env::Env,
};

/// A case as it stood on the day of a plan.
pub(super) struct Situation<'a> {
    /// What was known then.
    pub(super) case: Case,
    /// The day.
    pub(super) day: NaiveDate,
    env: &'a Env,
}

/// What was noted, and when.
type Noted<'a> = Option<(&'a str, NaiveDate)>;

impl<'a> Situation<'a> {
    /// The case as it stood on this day.
    pub(super) fn on(day: NaiveDate, case: &Case, env: &'a Env) -> Self {
        let mut case = case.clone();
        // Nor had begun what lies ahead even today.
        Since { after: day, until: NaiveDate::MAX }.take_from_case(&mut case, &HashSet::new());
        Self { case, day, env }
    }

    /// What the participant lived on.
    pub(super) fn livelihood(&self) -> String {
        self.told(self.noted(|status| status.livelihood.map(|known| self.env.words.name(known))))
    }

    /// Work, studies, education, and what was known of the circumstances.
    pub(super) fn status(&self) -> String {
        let (words, env) = (self.env.words, self.env);
        let labour = self.labour().filter(|(labour, _)| self.holds(is_at_work(*labour)));
        let labour = labour.map(|(labour, on)| (words.name(labour), on));
        let education = self.noted(|status| status.education.map(|known| words.name(known)));
        let noted = match (labour, education) {
            (Some((labour, on)), Some((education, same))) if on == same => {
                vec![joined(&[labour, education, &env.date(on)])]
            }
            _ => vec![self.told(labour), self.told(education)],
        };
        let spells = self.spells().filter(|spell| self.holds(is_job(spell).then_some(true)));
        let spells = spells.map(|spell| joined(&[words.name(spell.kind), &spell.employer, &env.date(spell.from)]));
        let known = self.circumstances().filter(|row| self.holds(is_out_of_work(row.kind).then_some(false)));
        let known = known.map(|row| joined(&[words.name(row.kind), &env.date_or_empty(row.since)]));
        lines(noted.into_iter().chain(spells).chain(known))
    }

    /// The last that was noted of something.
    fn noted(&self, of: impl Fn(&Status) -> Option<&'a str>) -> Noted<'a> {
        let mut noted = self.case.statuses.iter().rev().map(|row| &row.record);
        noted.find_map(|status| Some((of(status)?, status.date)))
    }

    fn told(&self, noted: Noted<'_>) -> String {
        noted.map(|(what, on)| joined(&[what, &self.env.date(on)])).unwrap_or_default()
    }

    fn labour(&self) -> Option<(Labour, NaiveDate)> {
        let mut noted = self.case.statuses.iter().rev().map(|row| &row.record);
        noted.find_map(|status| Some((status.labour?, status.date)))
    }

    /// The spells that lasted on the day.
    fn spells(&self) -> impl Iterator<Item = &Spell> {
        let spells = self.case.spells.iter().map(|row| &row.record);
        spells.filter(|spell| spell.to.is_none_or(|to| self.day <= to))
    }

    /// The circumstances that held on the day: of several answers to one question the last.
    fn circumstances(&self) -> impl Iterator<Item = &Circumstance> {
        let all = self.case.circumstances.iter().map(|row| &row.record);
        let held: Vec<&Circumstance> = all.filter(|row| row.until.is_none_or(|until| self.day <= until)).collect();
        let is_last = |row: &&Circumstance| !held.iter().any(|other| other.kind == row.kind && other.since > row.since);
        let last: Vec<&Circumstance> = held.iter().copied().filter(is_last).collect();
        last.into_iter().filter(|row| row.answer == Answer::Yes)
    }

    /// Whether what says that somebody is at work, or that they are not, was the last that was known of it.
    fn holds(&self, at_work: Option<bool>) -> bool {
        at_work.is_none_or(|says| self.at_work().is_none_or(|known| known == says))
    }

    /// Whether the participant was at work, by what was known last; none where nothing is known.
    fn at_work(&self) -> Option<bool> {
        let noted = self.labour().and_then(|(labour, on)| Some((on, is_at_work(labour)?)));
        let jobs = self.spells().filter(|spell| is_job(spell)).map(|spell| (spell.from, true));
        let out = self.circumstances().filter(|row| is_out_of_work(row.kind)).map(|row| (row.since, false));
        let out = out.map(|(since, works)| (since.unwrap_or(NaiveDate::MIN), works));
        jobs.chain(out).chain(noted).max().map(|(_, works)| works)
    }
}

/// Whether a status says that somebody is at work; none where it says nothing of it.
const fn is_at_work(labour: Labour) -> Option<bool> {
    match labour {
        Labour::Employed => Some(true),
        Labour::Unemployed | Labour::Inactive => Some(false),
        _ => None,
    }
}

fn is_job(spell: &Spell) -> bool {
    matches!(spell.kind, SpellKind::Work | SpellKind::Apprenticeship)
}

fn is_out_of_work(kind: CircumstanceKind) -> bool {
    matches!(kind, CircumstanceKind::OutOfWork | CircumstanceKind::RegisteredUnemployed)
}
