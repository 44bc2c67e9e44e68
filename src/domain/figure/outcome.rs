//! What came of a stay: work and study at a moment after the exit, probation, qualifications, a better position.

use chrono::NaiveDate;

use super::At;
use super::entry::status_at_entry;
use super::held::Held;
use super::looked::Span;
use crate::domain::definition::{Moment, Offset, Standing};
use crate::domain::{
    Answer, Due, DueStatus, ExitReason, FollowUp, FollowUpResult, Labour, Reason, Spell, SpellKind, Status,
};

impl At<'_> {
    /// Asks something of the days from a moment after the exit to the last that tells of it.
    fn at_moment(self, span: &Span, moment: Moment, ask: impl FnOnce(NaiveDate, NaiveDate) -> Held) -> Held {
        self.on_exit(span, |exit, _| {
            let from = moment.after.after(exit);
            if from > self.day {
                return Held::Unknown(Reason::OnlyOn { on: from });
            }
            ask(from, moment.within.after(from).min(self.day))
        })
    }

    /// What the participant does at the moment: as the follow-up found it, else by a job or studies in these days, else by a
    /// status noted in them, else by the reason for leaving.
    pub(super) fn stands(self, span: &Span, standing: &Standing) -> Held {
        self.at_moment(span, standing.moment(), |from, to| {
            if let Some((on, labour)) = self.found_by(span, standing.follow_up.as_deref()) {
                return judged(standing, on, labour);
            }
            let spells = span.case.spells.iter().map(|spell| &spell.record);
            let covering = spells.filter(|spell| spell.from <= to && spell.to.is_none_or(|last| last >= from));
            let wanted = covering.filter(|spell| labour_of(spell).is_some_and(|labour| standing.is.contains(&labour)));
            if let Some(spell) = wanted.max_by_key(|spell| spell.from) {
                return Held::Yes(Reason::Spell {
                    kind: spell.kind,
                    from: spell.from,
                    to: spell.to.filter(|to| *to <= self.day),
                });
            }
            if let Some((on, labour)) = noted_within(span, from, to) {
                return judged(standing, on, labour);
            }
            match self.left_for(span).filter(|_| standing.after.is_nothing()) {
                Some((reason, labour)) if standing.is.contains(&labour) => Held::Yes(reason),
                Some((reason, _)) => Held::No(reason),
                None => Held::Unknown(Reason::StatusNotKnown { on: from }),
            }
        })
    }

    /// What the follow-up of this rule found, whenever it was made.
    fn found_by(self, span: &Span, rule: Option<&str>) -> Option<(NaiveDate, Labour)> {
        self.made(span, rule?).filter_map(|made| Some((made.date, made.labour?))).max_by_key(|(date, _)| *date)
    }

    /// The follow-ups of this rule that were made for the last stay.
    pub(super) fn made<'s>(self, span: &Span<'s>, rule: &str) -> impl Iterator<Item = &'s FollowUp> {
        let number = span.number.map_or(span.stays.len() as i64, i64::from);
        span.case.follow_ups.iter().map(|follow_up| &follow_up.record).filter(move |made| {
            made.rule == rule
                && made.occurrence == number
                && made.date <= self.day
                && made.result == FollowUpResult::Made
        })
    }

    /// What the reason for leaving says.
    fn left_for(self, span: &Span) -> Option<(Reason, Labour)> {
        let stay = span.last()?;
        let labour = match stay.stay.record.exit_reason? {
            ExitReason::Work => Labour::Employed,
            ExitReason::Study => Labour::Studying,
            _ => return None,
        };
        Some((Reason::Exited { on: stay.exited_by(self.day)?, why: stay.stay.record.exit_reason }, labour))
    }

    /// A probation is passed when the job went on after its last day; of several jobs the one that says most decides.
    pub(super) fn probation_passed(self, span: &Span) -> Held {
        let day = self.day;
        let jobs = span.case.spells.iter().map(|spell| &spell.record);
        let begun = jobs.filter(|job| job.kind == SpellKind::Work && job.from <= day);
        let said = begun.map(|job| match (job.probation_ends_on, job.to.filter(|to| *to <= day)) {
            (None, _) => (1, Held::Unknown(Reason::ProbationNotKnown { from: job.from })),
            (Some(probation), Some(ended)) if ended <= probation => {
                (2, Held::No(Reason::LostInProbation { ended, probation }))
            }
            (Some(until), _) if until > day => (3, Held::Unknown(Reason::ProbationRuns { until })),
            (Some(on), _) => (4, Held::Yes(Reason::ProbationPassed { on })),
        });
        said.max_by_key(|(weight, _)| *weight).map_or(Held::No(Reason::NoJob), |(_, held)| held)
    }

    /// Whether one of these spells began after the entry.
    pub(super) fn began(self, span: &Span, kinds: &[SpellKind]) -> Held {
        self.on_entry(span, |entry| {
            let spells = span.case.spells.iter().map(|spell| &spell.record);
            let begun =
                spells.filter(|spell| kinds.contains(&spell.kind) && spell.from <= self.day && spell.from >= entry);
            match begun.min_by_key(|spell| spell.from) {
                Some(spell) => Held::Yes(Reason::Spell {
                    kind: spell.kind,
                    from: spell.from,
                    to: spell.to.filter(|to| *to <= self.day),
                }),
                None => Held::No(Reason::NoneBegan),
            }
        })
    }

    /// Whether a qualification was gained from the entry to so long after the exit.
    pub(super) fn qualified(self, span: &Span, within: Offset) -> Held {
        self.on_entry(span, |entry| {
            let exit = span.last().and_then(|stay| stay.exited_by(self.day));
            let last = exit.map_or(self.day, |exit| within.after(exit).min(self.day));
            let gained = span.case.spells.iter().filter_map(|spell| spell.record.qualified_on);
            match gained.filter(|on| (entry..=last).contains(on)).min() {
                Some(on) => Held::Yes(Reason::QualifiedOn { on }),
                None => Held::No(Reason::NoQualification),
            }
        })
    }

    /// Whether the position on the labour market was noted as better at the moment.
    pub(super) fn improved(self, span: &Span, moment: Moment) -> Held {
        self.at_moment(span, moment, |from, to| {
            let statuses = span.case.statuses.iter().map(|row| (row.record.date, row.record.improved));
            let found = span.case.follow_ups.iter().map(|row| (row.record.date, row.record.improved));
            let noted = statuses.chain(found).filter_map(|(on, improved)| Some((on, improved?)));
            match noted.filter(|(on, _)| (from..=to).contains(on)).max_by_key(|(on, _)| *on) {
                Some((on, Answer::Yes)) => Held::Yes(Reason::ImprovedOn { on }),
                Some((on, Answer::No)) => Held::No(Reason::NotImprovedOn { on }),
                Some((_, Answer::Declined)) | None => Held::Unknown(Reason::StatusNotKnown { on: from }),
            }
        })
    }

    /// Whether work and study together take more of the week after the exit than at entry. Without percentages, whoever took
    /// up work or studies has more.
    pub(super) fn more_than_before(self, span: &Span) -> Held {
        self.on_entry(span, |entry| {
            let before = status_at_entry(span.case, entry);
            self.on_exit(span, |exit, _| {
                let statuses = span.case.statuses.iter().map(|row| &row.record);
                let after = statuses.filter(|row| row.date >= exit && row.date <= self.day).min_by_key(|row| row.date);
                match (before.and_then(busy), after.and_then(busy)) {
                    (Some(before), Some(after)) => Held::when(after > before, Reason::Busy { before, after }),
                    _ => Held::Unknown(Reason::StatusNotKnown { on: exit }),
                }
            })
        })
    }

    /// Whether the deadline has fallen due for the last stay, or was met before.
    pub(super) fn fell_due(self, span: &Span, rule: &str) -> Held {
        match self.due(span, rule) {
            None => Held::No(Reason::NeverDue),
            Some(Due { due_on: on, status: DueStatus::Open, .. }) => Held::No(Reason::OnlyOn { on: *on }),
            Some(Due { due_on: on, .. }) => Held::Yes(Reason::DueOn { on: *on }),
        }
    }

    /// Whether what the deadline asks for was done, in time if that is asked.
    pub(super) fn done(self, span: &Span, rule: &str, in_time: bool) -> Held {
        match self.due(span, rule) {
            None => Held::No(Reason::NeverDue),
            Some(due) => match due.status {
                DueStatus::Done(on) => Held::when(!in_time || on <= due.due_on, Reason::DoneOn { on, due: due.due_on }),
                DueStatus::Open => Held::Unknown(Reason::DueOn { on: due.due_on }),
                DueStatus::Overdue => Held::No(Reason::OverdueSince { on: due.due_on }),
                DueStatus::Missed | DueStatus::GivenUp(_) => {
                    Held::No(due.reasons.first().cloned().unwrap_or(Reason::OverdueSince { on: due.due_on }))
                }
            },
        }
    }

    /// The last time the deadline applies to the participant.
    pub(super) fn due<'s>(self, span: &'s Span, rule: &str) -> Option<&'s Due> {
        let dues = span.dues(self).iter().filter(|due| due.rule == rule);
        let own = dues.filter(|due| span.number.is_none_or(|number| due.occurrence == i64::from(number)));
        own.max_by_key(|due| due.occurrence)
    }
}

/// What a found status says of what was asked.
fn judged(standing: &Standing, on: NaiveDate, labour: Labour) -> Held {
    Held::when(standing.is.contains(&labour), Reason::StatusOn { on, labour })
}

/// What a spell makes of its person on the labour market.
const fn labour_of(spell: &Spell) -> Option<Labour> {
    match spell.kind {
        SpellKind::Work | SpellKind::Apprenticeship => Some(Labour::Employed),
        SpellKind::Study | SpellKind::Training => Some(Labour::Studying),
        SpellKind::Practice | SpellKind::Measure => None,
    }
}

/// How much of the week goes into work and study, in per cent; none where that is not known.
fn busy(status: &Status) -> Option<i64> {
    if status.work_percent.is_some() || status.study_percent.is_some() {
        return Some(status.work_percent.unwrap_or(0) + status.study_percent.unwrap_or(0));
    }
    match status.labour? {
        Labour::Employed | Labour::Studying => Some(100),
        Labour::Unemployed | Labour::Inactive => Some(0),
        Labour::Declined | Labour::NotAsked => None,
    }
}

/// The status that was noted or found by a follow-up in these days; the last where there are several.
fn noted_within(span: &Span, from: NaiveDate, to: NaiveDate) -> Option<(NaiveDate, Labour)> {
    let statuses = span.case.statuses.iter().filter_map(|row| Some((row.record.date, row.record.labour?)));
    let follow_ups = span.case.follow_ups.iter().map(|row| &row.record);
    let found = follow_ups.filter(|row| row.result == FollowUpResult::Made);
    let found = found.filter_map(|row| Some((row.date, row.labour?)));
    let known = statuses.chain(found).filter(|(_, labour)| !matches!(labour, Labour::NotAsked | Labour::Declined));
    known.filter(|(on, _)| (from..=to).contains(on)).max_by_key(|(on, _)| *on)
}
