//! Before and after: where those who have left stood at the beginning, at the exit, and at each follow-up that the programme asks for.
//!
//! What somebody does at a moment is what the figures count by, within the same days.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::circumstances::{Known, known};
use super::definition::{Anchor, Condition, Definition, Framework, Standing, Task, Unit};
use super::{
    Afterwards, Answer, Case, CircumstanceKind, Due, Facts, Gender, Labour, Livelihood, Offset, Rules, Scale, Seen,
    Status, Who, look,
};

/// “Directly after” the exit is within these days, as the Swedish follow-up has it.
const DIRECTLY: Offset = Offset { years: 0, months: 0, days: 7 };
/// How much later something tells of a follow-up of which nothing says it.
const OTHERWISE: Offset = Offset { years: 0, months: 0, days: 28 };

/// Those who have left, at each point.
#[derive(Clone, Debug)]
pub struct BeforeAfter {
    /// Whether each stay counts by itself.
    pub unit: Unit,
    /// The points, first to last.
    pub points: Vec<Point>,
    /// Who has left, by number.
    pub lines: Vec<Line>,
    /// How many are still there.
    pub going_on: usize,
}

/// A point at which somebody is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Point {
    /// The entry.
    Entry,
    /// The exit.
    Exit,
    /// The follow-up of this deadline.
    FollowUp(String),
}

/// Somebody who has left.
#[derive(Clone, Debug)]
pub struct Line {
    /// Who.
    pub who: Who,
    /// The gender, where it was stated.
    pub gender: Option<Gender>,
    /// What is known of each point.
    pub at: Vec<Situation>,
    /// How each follow-up stands.
    pub follow_ups: Vec<Due>,
}

/// What is known of somebody at a point.
#[derive(Clone, Debug)]
pub struct Situation {
    /// Whether they were looked at: the point has come, or something is known of it already.
    pub looked_at: bool,
    /// What they do.
    pub labour: Afterwards<Labour>,
    /// What they live on.
    pub livelihood: Afterwards<Livelihood>,
    /// Whether they live on public support; no follow-up asks.
    pub public_support: Afterwards<Answer>,
    /// The circumstances of which it is known whether they hold.
    pub circumstances: BTreeMap<CircumstanceKind, bool>,
    /// What was noted on scales; a barrier with its id.
    pub scores: BTreeMap<(Scale, String), i64>,
}

/// Those who have left by this day, at each point that has come.
pub fn before_after(facts: &Facts, rules: &dyn Rules, day: NaiveDate) -> BeforeAfter {
    let definition = rules.current();
    let framework = definition.framework.as_ref().map(|framework| framework.value);
    let unit = if framework == Some(Framework::Sus) { Unit::Stays } else { Unit::Participations };
    let standings = standings(definition);
    let follow_ups = standings.iter().map(|(id, _)| Point::FollowUp(id.clone()));
    let mut table = BeforeAfter {
        unit,
        points: [Point::Entry, Point::Exit].into_iter().chain(follow_ups).collect(),
        lines: Vec::new(),
        going_on: 0,
    };
    look(unit, facts, rules, day, |seen| match (seen.entry(), seen.exit()) {
        (Some(entry), Some(exit)) => {
            let left = Left { seen, entry, exit, day };
            let at = [left.at_entry(), left.at_exit()].into_iter();
            let follow_ups = standings.iter().filter_map(|(id, _)| seen.due(id).cloned()).collect();
            table.lines.push(Line {
                who: seen.who(),
                gender: seen.case().person.record.gender,
                at: at.chain(standings.iter().map(|(id, standing)| left.at_follow_up(id, standing))).collect(),
                follow_ups,
            });
        }
        (Some(_), None) => table.going_on += 1,
        (None, _) => {}
    });
    let number = |line: &Line| match line.who {
        Who::Participation(id) | Who::Stay { participation: id, .. } => {
            facts.case(id).map(|case: &Case| case.participation.record.number)
        }
        _ => None,
    };
    table.lines.sort_by_key(|line| (number(line), line.who));
    table
}

/// The follow-ups after an exit, first to last, each with the days in which something tells of it: as the figures have them, where
/// one asks for it.
fn standings(definition: &Definition) -> Vec<(String, Standing)> {
    let deadlines = definition.deadlines.iter();
    let asked = deadlines.filter(|deadline| deadline.task == Task::FollowUp && deadline.anchor == Anchor::Exit);
    let mut found: Vec<(Offset, String, Standing)> = asked
        .map(|deadline| {
            let after = deadline.after.calendar();
            let promises = definition.promises.iter().chain(&definition.indicators);
            let conditions = || promises.clone().flat_map(|promise| promise.base.iter().chain(&promise.counted));
            let fits = |fits: &dyn Fn(&Standing) -> bool| conditions().find_map(|condition| inside(condition, fits));
            let by_name = fits(&|standing| standing.follow_up.as_deref() == Some(&deadline.id));
            let by_time = || fits(&|standing| standing.after == after && !after.is_nothing());
            let window = deadline.window.and_then(|window| window.after).unwrap_or(OTHERWISE);
            let own = || Standing { is: Vec::new(), after, within: window, follow_up: None };
            let standing = by_name.or_else(by_time).unwrap_or_else(own);
            (after, deadline.id.clone(), Standing { follow_up: Some(deadline.id.clone()), ..standing })
        })
        .collect();
    found.sort_by_key(|(after, ..)| (after.years * 12 + after.months, after.days));
    found.into_iter().map(|(_, id, standing)| (id, standing)).collect()
}

/// The first standing in a condition that fits.
fn inside(condition: &Condition, fits: &dyn Fn(&Standing) -> bool) -> Option<Standing> {
    match condition {
        Condition::Stands(standing) => Some(standing.clone()).filter(|standing| fits(standing)),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().find_map(|part| inside(part, fits)),
        Condition::Not(part) => inside(part, fits),
        _ => None,
    }
}

/// Somebody who has left.
struct Left<'a, 's> {
    seen: &'s Seen<'a>,
    entry: NaiveDate,
    exit: NaiveDate,
    day: NaiveDate,
}

impl Left<'_, '_> {
    fn at_entry(&self) -> Situation {
        let status = self.seen.status_at_entry();
        Situation {
            looked_at: true,
            labour: labour(status),
            livelihood: livelihood(status.and_then(|status| status.livelihood)),
            public_support: support(status),
            circumstances: self.circumstances(self.entry),
            scores: self.scores(|first, _, on| on == first, |on| on <= self.exit),
        }
    }

    fn at_exit(&self) -> Situation {
        let directly = Standing { is: Vec::new(), after: Offset::default(), within: DIRECTLY, follow_up: None };
        let status = self.seen.status_at_exit();
        Situation {
            looked_at: true,
            labour: come(self.seen.stands(&directly)),
            livelihood: livelihood(status.and_then(|status| status.livelihood)),
            public_support: support(status),
            circumstances: self.circumstances(self.exit),
            scores: self.scores(|first, last, on| on == last && on > first, |on| on <= self.exit),
        }
    }

    fn at_follow_up(&self, id: &str, standing: &Standing) -> Situation {
        let labour = self.seen.stands(standing);
        let found = self.seen.followed_up(id).and_then(|follow_up| follow_up.livelihood);
        let from = standing.after.after(self.exit);
        let to = standing.within.after(from);
        let looked_at = labour != Afterwards::NotYet || livelihood(found) != Afterwards::Unknown;
        Situation {
            looked_at,
            livelihood: if looked_at { livelihood(found) } else { Afterwards::NotYet },
            labour: if looked_at { come(labour) } else { Afterwards::NotYet },
            // No follow-up asks.
            public_support: if looked_at { Afterwards::Unknown } else { Afterwards::NotYet },
            circumstances: if looked_at { self.circumstances(from.min(self.day)) } else { BTreeMap::new() },
            scores: self.scores(|_, last, on| on == last, |on| on > self.exit && from <= on && on <= to),
        }
    }

    fn circumstances(&self, on: NaiveDate) -> BTreeMap<CircumstanceKind, bool> {
        let all = &self.seen.case().circumstances;
        let told = all.iter().filter_map(|row| match known(all, row.record.kind, on) {
            Known::Holds(_) => Some((row.record.kind, true)),
            Known::Not(_) | Known::Later(_) => Some((row.record.kind, false)),
            Known::Unknown(_) => None,
        });
        told.collect()
    }

    /// The values on each scale that are picked of those on these days, told the first and the last of their days; none from before
    /// an earlier stay ended.
    fn scores(
        &self,
        pick: impl Fn(NaiveDate, NaiveDate, NaiveDate) -> bool,
        among: impl Fn(NaiveDate) -> bool,
    ) -> BTreeMap<(Scale, String), i64> {
        let exits = self.seen.case().stays.iter().filter_map(|stay| stay.exited_by(self.day));
        let since = exits.filter(|exit| *exit <= self.entry && *exit < self.exit).max();
        let mut courses: BTreeMap<(Scale, String), Vec<(NaiveDate, i64)>> = BTreeMap::new();
        for row in self.seen.case().assessments.iter().map(|row| &row.record) {
            if row.date <= self.day && among(row.date) && since.is_none_or(|since| row.date > since) {
                courses.entry((row.scale, row.item.clone())).or_default().push((row.date, row.scale.shown(row.value)));
            }
        }
        let picked = courses.into_iter().filter_map(|(scale, noted)| {
            let first = noted.iter().map(|(on, _)| *on).min()?;
            let last = noted.iter().map(|(on, _)| *on).max()?;
            let (_, value) = noted.into_iter().find(|(on, _)| pick(first, last, *on))?;
            Some((scale, value))
        });
        picked.collect()
    }
}

/// What is known at a point at which somebody is looked at: what is not known yet is not known.
fn come(labour: Afterwards<Labour>) -> Afterwards<Labour> {
    if labour == Afterwards::NotYet { Afterwards::Unknown } else { labour }
}

fn labour(status: Option<&Status>) -> Afterwards<Labour> {
    match status.and_then(|status| status.labour) {
        None | Some(Labour::NotAsked | Labour::Declined) => Afterwards::Unknown,
        Some(labour) => Afterwards::Known(labour),
    }
}

fn livelihood(found: Option<Livelihood>) -> Afterwards<Livelihood> {
    match found {
        None | Some(Livelihood::NotAsked) => Afterwards::Unknown,
        Some(livelihood) => Afterwards::Known(livelihood),
    }
}

fn support(status: Option<&Status>) -> Afterwards<Answer> {
    match status.and_then(|status| status.public_support) {
        None | Some(Answer::Declined) => Afterwards::Unknown,
        Some(answer) => Afterwards::Known(answer),
    }
}
