//! A second opinion: every figure of every programme and framework, counted again by a deliberately plain walk over the records
//! of randomly made registers. Nothing here uses the rules of `domain`; days are counted with chrono alone.

use std::collections::BTreeSet;

use chrono::{Days as Plus, Months, NaiveDate};
use proptest::prelude::*;
use tugi::{
    definitions,
    domain::{
        Act, Answer, Assessment, Attendance, Change, Choice, Circumstance, CircumstanceKind, Definition, Education,
        Entity, ExitReason, FollowUp, FollowUpResult, Gender, Id, Labour, Meeting, MeetingKind, MeetingResult, Moment,
        Offset, Participation, PathStep, Person, Plan, Programme, Rater, Register, Scale, Signature, Spell, SpellKind,
        Status, Stay, Stored, count,
        definition::{Anchor, Condition, Days, Framework, Lasting, Promise, Requirement, Task, Unit, Value},
    },
    store::{Collation, Store},
};

/// Yes, no, or nobody can say.
type Said = Option<bool>;

/// No as soon as one says no, else unknown as soon as one is.
fn every(said: &[Said]) -> Said {
    if said.contains(&Some(false)) {
        Some(false)
    } else if said.contains(&None) {
        None
    } else {
        Some(true)
    }
}

fn plus(day: NaiveDate, length: Offset) -> NaiveDate {
    day + Months::new(length.years * 12) + Months::new(length.months) + Plus::new(u64::from(length.days))
}

/// The records, as they stand in the tables.
pub(crate) struct Raw {
    participations: Vec<Stored<Participation>>,
    people: Vec<Stored<Person>>,
    stays: Vec<Stored<Stay>>,
    statuses: Vec<Stored<Status>>,
    spells: Vec<Stored<Spell>>,
    circumstances: Vec<Stored<Circumstance>>,
    plans: Vec<Stored<Plan>>,
    follow_ups: Vec<Stored<FollowUp>>,
    meetings: Vec<Stored<Meeting>>,
    attendance: Vec<Stored<Attendance>>,
    assessments: Vec<Stored<Assessment>>,
    steps: Vec<Stored<PathStep>>,
}

impl Raw {
    /// The number that the office gave a participation.
    pub(crate) fn number(&self, id: Id) -> i64 {
        self.participations.iter().find(|row| row.id == id).unwrap().record.number
    }

    pub(crate) fn of(store: &Store) -> Self {
        fn all<T: Entity>(store: &Store) -> Vec<Stored<T>> {
            store.all().unwrap()
        }
        Self {
            participations: all(store),
            people: all(store),
            stays: all(store),
            statuses: all(store),
            spells: all(store),
            circumstances: all(store),
            plans: all(store),
            follow_ups: all(store),
            meetings: all(store),
            attendance: all(store),
            assessments: all(store),
            steps: all(store),
        }
    }
}

/// Somebody with the stays that are looked at, on a day.
pub(crate) struct Seen<'a> {
    raw: &'a Raw,
    definition: &'a Definition,
    pub(crate) id: Id,
    pub(crate) person: &'a Stored<Person>,
    applied_on: Option<NaiveDate>,
    stays: Vec<&'a Stay>,
    /// Which stay, where each counts by itself.
    pub(crate) number: Option<i64>,
    day: NaiveDate,
}

impl<'a> Seen<'a> {
    fn new(raw: &'a Raw, definition: &'a Definition, who: &'a Stored<Participation>, day: NaiveDate) -> Self {
        let person = raw.people.iter().find(|person| person.id == who.record.person).unwrap();
        let mut stays: Vec<&Stay> = Vec::new();
        for stay in &raw.stays {
            let wrong = stay.record.exit_reason == Some(ExitReason::WrongRegistration);
            if stay.record.participation == who.id && stay.record.entered_on <= day && !wrong {
                stays.push(&stay.record);
            }
        }
        stays.sort_by_key(|stay| stay.entered_on);
        Self { raw, definition, id: who.id, person, applied_on: who.record.applied_on, stays, number: None, day }
    }

    fn is_mistake(&self) -> bool {
        let mut begun = self.raw.stays.iter().filter(|stay| stay.record.participation == self.id);
        self.stays.is_empty() && begun.any(|stay| stay.record.entered_on <= self.day)
    }

    fn entry(&self) -> Option<NaiveDate> {
        Some(self.stays.first()?.entered_on)
    }

    fn exit(&self) -> Option<NaiveDate> {
        self.stays.last()?.exited_on.filter(|exit| *exit <= self.day)
    }

    fn status_at_entry(&self) -> Option<&Status> {
        let (entry, mut nearest) = (self.entry()?, None::<&Status>);
        for row in self.raw.statuses.iter().map(|row| &row.record) {
            let away = |row: &Status| (row.date - entry).num_days().abs();
            let own = row.participation == self.id && row.moment == Moment::Entry;
            if own && nearest.is_none_or(|it| away(row) < away(it)) {
                nearest = Some(row);
            }
        }
        nearest
    }

    fn spells(&self) -> impl Iterator<Item = &Spell> {
        self.raw.spells.iter().map(|row| &row.record).filter(|row| row.participation == self.id)
    }

    fn made(&self) -> impl Iterator<Item = &FollowUp> {
        let own = self.raw.follow_ups.iter().map(|row| &row.record).filter(|row| row.participation == self.id);
        own.filter(|row| row.result == FollowUpResult::Made)
    }

    fn circumstance(&self, kind: CircumstanceKind, on: NaiveDate) -> (Said, Option<NaiveDate>) {
        let (mut latest, mut over_or_later): (Option<&Stored<Circumstance>>, bool) = (None, false);
        for fact in &self.raw.circumstances {
            if fact.record.person != self.person.id || fact.record.kind != kind {
                continue;
            }
            let later = fact.record.since.is_some_and(|since| since > on);
            let over = fact.record.until.is_some_and(|until| until < on);
            if later || over {
                over_or_later |= fact.record.answer == Answer::Yes;
            } else if latest.is_none_or(|it| (it.record.since, it.id) < (fact.record.since, fact.id)) {
                latest = Some(fact);
            }
        }
        match latest.map(|fact| (fact.record.answer, fact.record.since)) {
            Some((Answer::Yes, since)) => (Some(true), since),
            Some((Answer::No, _)) => (Some(false), None),
            Some((Answer::Declined, _)) => (None, None),
            None => (over_or_later.then_some(false), None),
        }
    }

    /// Whether somebody may take part on a day.
    fn eligible(&self, on: NaiveDate) -> Said {
        let said: Vec<Said> =
            self.definition.eligibility.iter().map(|rule| self.meets(&rule.requirement, on)).collect();
        every(&said)
    }

    fn meets(&self, requirement: &Requirement, on: NaiveDate) -> Said {
        match requirement {
            Requirement::Age { at_least, at_most } => {
                let age = self.age(on)?;
                Some(
                    at_least.is_none_or(|least| i64::from(least) <= age)
                        && at_most.is_none_or(|most| age <= i64::from(most)),
                )
            }
            Requirement::Circumstance { kind, lasting } => match (self.circumstance(*kind, on), lasting) {
                ((Some(true), Some(since)), Some(Lasting::AtLeast(length))) => Some(plus(since, *length) <= on),
                ((Some(true), Some(since)), Some(Lasting::MoreThan(length))) => Some(plus(since, *length) < on),
                ((Some(true), None), Some(_)) => None,
                ((said, _), _) => said,
            },
            Requirement::Without(kind) => self.circumstance(*kind, on).0.map(|holds| !holds),
            Requirement::All(parts) => every(&parts.iter().map(|part| self.meets(part, on)).collect::<Vec<_>>()),
            Requirement::Any(parts) => {
                let not: Vec<Said> = parts.iter().map(|part| self.meets(part, on).map(|met| !met)).collect();
                every(&not).map(|none| !none)
            }
        }
    }

    fn age(&self, on: NaiveDate) -> Option<i64> {
        let born = self.person.record.born?;
        let mut age = 0;
        while born + Months::new((age + 1) * 12) <= on {
            age += 1;
        }
        Some(i64::from(age))
    }

    fn labour_at_entry(&self) -> Option<Labour> {
        self.status_at_entry()?.labour.filter(|labour| !matches!(labour, Labour::NotAsked | Labour::Declined))
    }

    pub(crate) fn complete(&self) -> bool {
        let education = self.status_at_entry().and_then(|status| status.education);
        let known = education.is_some_and(|it| !matches!(it, Education::NotAsked | Education::Declined));
        self.person.record.gender.is_some()
            && self.person.record.born.is_some()
            && self.labour_at_entry().is_some()
            && known
    }

    /// The meetings with the participant that took place, and how long they were.
    fn services(&self) -> Vec<&Meeting> {
        let mut found = Vec::new();
        for row in &self.raw.attendance {
            if row.record.participation != Some(self.id) {
                continue;
            }
            let meeting = &self.raw.meetings.iter().find(|it| it.id == row.record.meeting).unwrap().record;
            let about = matches!(meeting.kind, MeetingKind::WorkMeeting | MeetingKind::CaseTeam);
            if !about && meeting.result == Some(MeetingResult::Held) && meeting.date <= self.day {
                found.push(meeting);
            }
        }
        found
    }

    /// The first and the last score of everything scored on two days or more, summed.
    fn scores(&self, scale: Scale) -> Option<(i64, i64)> {
        let mut sums = None;
        let own = |row: &&Stored<Assessment>| {
            row.record.participation == self.id && row.record.scale == scale && row.record.date <= self.day
        };
        let items: BTreeSet<&str> = self.raw.assessments.iter().filter(own).map(|row| &*row.record.item).collect();
        for item in items {
            let of_item = || self.raw.assessments.iter().filter(own).filter(|row| row.record.item == item);
            let first = of_item().map(|row| row.record.date).min().unwrap();
            let last = of_item().map(|row| row.record.date).max().unwrap();
            if first < last {
                let value = |on| of_item().find(|row| row.record.date == on).unwrap().record.value;
                let (a, b) = sums.unwrap_or((0, 0));
                sums = Some((a + value(first), b + value(last)));
            }
        }
        sums
    }

    /// When a deadline applied last, when it was answered, and whether it was given up; only for follow-ups after the exit.
    fn deadline(&self, rule: &str) -> Option<(NaiveDate, Option<NaiveDate>, bool)> {
        let after = self.definition.deadline(rule).unwrap().after.calendar();
        for (place, stay) in self.stays.iter().enumerate().rev() {
            let Some(exit) = stay.exited_on.filter(|exit| *exit <= self.day) else { continue };
            let number = self.number.unwrap_or(place as i64 + 1);
            let due = plus(exit, after);
            let (mut done, mut in_vain) = (None, 0);
            for row in self.raw.follow_ups.iter().map(|row| &row.record) {
                if row.participation != self.id || row.rule != rule || row.occurrence != number || row.date > self.day {
                    continue;
                }
                if row.result == FollowUpResult::NotReached {
                    in_vain += 1;
                } else if done.is_none_or(|first| row.date < first) {
                    done = Some(row.date);
                }
            }
            let next = self.raw.stays.iter().map(|row| &row.record).filter(|other| {
                other.participation == self.id
                    && other.exit_reason != Some(ExitReason::WrongRegistration)
                    && other.entered_on > stay.entered_on
                    && other.entered_on <= self.day
            });
            let back = next.map(|next| next.entered_on).min().is_some_and(|entry| entry <= due);
            let died = stay.exit_reason == Some(ExitReason::Died);
            if done.is_some() || !(back || died) {
                return Some((due, done, done.is_none() && in_vain >= 3));
            }
        }
        None
    }

    #[allow(clippy::too_many_lines, reason = "a table: one arm a condition")]
    fn holds(&self, condition: &Condition) -> Said {
        let entry = self.entry();
        let within = |days: &Days, on: NaiveDate| days.from <= on && on <= days.to;
        match condition {
            Condition::All(parts) => {
                for part in parts {
                    let said = self.holds(part);
                    if said != Some(true) {
                        return said;
                    }
                }
                Some(true)
            }
            Condition::Any(parts) => {
                let said: Vec<Said> = parts.iter().map(|part| self.holds(part)).collect();
                if said.contains(&Some(true)) {
                    Some(true)
                } else if said.contains(&None) {
                    None
                } else {
                    Some(false)
                }
            }
            Condition::Not(part) => self.holds(part).map(|holds| !holds),
            Condition::Applied => Some(!(self.applied_on.is_some_and(|on| on > self.day) && self.stays.is_empty())),
            Condition::Entered => Some(entry.is_some()),
            Condition::EnteredWithin(days) => Some(entry.is_some_and(|on| within(days, on))),
            Condition::PresentWithin(days) => Some(self.stays.iter().any(|stay| {
                let exit = stay.exited_on.filter(|exit| *exit <= self.day);
                stay.entered_on <= days.to && exit.is_none_or(|exit| exit >= days.from)
            })),
            Condition::Open => Some(entry.is_some() && self.exit().is_none()),
            Condition::Exited => Some(self.exit().is_some()),
            Condition::ExitedWithin(days) => Some(self.exit().is_some_and(|on| within(days, on))),
            Condition::ExitedFor(reasons) => {
                let reason = self.stays.last().and_then(|stay| stay.exit_reason);
                Some(self.exit().is_some() && reason.is_some_and(|why| reasons.contains(&why)))
            }
            Condition::TimeSinceExit(length) => Some(self.exit().is_some_and(|exit| plus(exit, *length) <= self.day)),
            Condition::ProbationPassed => self.probation_passed(),
            Condition::Began(kinds) => Some(entry.is_some_and(|entry| {
                self.spells().any(|spell| kinds.contains(&spell.kind) && entry <= spell.from && spell.from <= self.day)
            })),
            Condition::Stands(standing) => {
                self.stands(&standing.is, standing.after, standing.within, standing.follow_up.as_deref())
            }
            Condition::MoreThanBefore => self.more_than_before(),
            Condition::Qualified(length) => {
                let Some(entry) = entry else { return Some(false) };
                let last = self.exit().map_or(self.day, |exit| plus(exit, *length).min(self.day));
                Some(self.spells().filter_map(|spell| spell.qualified_on).any(|on| entry <= on && on <= last))
            }
            Condition::Improved(moment) => {
                let Some(exit) = self.exit() else { return Some(false) };
                let from = plus(exit, moment.after);
                let to = plus(from, moment.within).min(self.day);
                let statuses =
                    self.raw.statuses.iter().map(|row| &row.record).filter(|row| row.participation == self.id);
                let follow_ups =
                    self.raw.follow_ups.iter().map(|row| &row.record).filter(|row| row.participation == self.id);
                let said =
                    statuses.map(|row| (row.date, row.improved)).chain(follow_ups.map(|row| (row.date, row.improved)));
                let said =
                    said.filter_map(|(on, answer)| Some((on, answer?))).filter(|(on, _)| from <= *on && *on <= to);
                match said.max_by_key(|(on, _)| *on)?.1 {
                    Answer::Yes => Some(true),
                    Answer::No => Some(false),
                    Answer::Declined => None,
                }
            }
            Condition::PlanMade => Some(
                self.raw.plans.iter().any(|row| row.record.participation == self.id && row.record.made_on <= self.day),
            ),
            Condition::WithinLimit => {
                let Some(limit) = &self.definition.limit_of_stay else { return Some(entry.is_some()) };
                Some(
                    entry.is_some()
                        && self.stays.iter().all(|stay| {
                            let end = stay.exited_on.filter(|exit| *exit <= self.day).unwrap_or(self.day);
                            end <= plus(stay.entered_on, limit.value)
                        }),
                )
            }
            Condition::AtEntry(kinds) => {
                let Some(entry) = entry else { return Some(false) };
                kinds
                    .iter()
                    .map(|kind| self.circumstance(*kind, entry).0)
                    .find(|said| *said != Some(true))
                    .unwrap_or(Some(true))
            }
            Condition::AnyAtEntry(kinds) => {
                let Some(entry) = entry else { return Some(false) };
                let said: Vec<Said> = kinds.iter().map(|kind| self.circumstance(*kind, entry).0).collect();
                if said.contains(&Some(true)) {
                    Some(true)
                } else if said.contains(&None) {
                    None
                } else {
                    Some(false)
                }
            }
            Condition::AgeAtEntry(band) => {
                let Some(entry) = entry else { return Some(false) };
                let age = self.age(entry)?;
                Some(
                    band.at_least.is_none_or(|least| i64::from(least) <= age)
                        && band.at_most.is_none_or(|most| age <= i64::from(most)),
                )
            }
            Condition::LabourAtEntry(wanted) => {
                if entry.is_none() {
                    return Some(false);
                }
                self.labour_at_entry().map(|labour| wanted.contains(&labour))
            }
            Condition::EducationAtEntry(wanted) => {
                if entry.is_none() {
                    return Some(false);
                }
                let education = self.status_at_entry()?.education?;
                if matches!(education, Education::NotAsked | Education::Declined) {
                    None
                } else {
                    Some(wanted.contains(&education))
                }
            }
            Condition::LongTermUnemployed { under_25, from_25 } => {
                let Some(entry) = entry else { return Some(false) };
                match self.labour_at_entry() {
                    None => return None,
                    Some(Labour::Unemployed) => {}
                    Some(_) => return Some(false),
                }
                let length = if self.age(entry)? < 25 { under_25 } else { from_25 };
                let kinds = [CircumstanceKind::RegisteredUnemployed, CircumstanceKind::OutOfWork];
                let said: Vec<Said> = kinds
                    .iter()
                    .map(|kind| match self.circumstance(*kind, entry) {
                        (Some(true), Some(since)) => Some(plus(since, *length) < entry),
                        (Some(true), None) => None,
                        (said, _) => said,
                    })
                    .collect();
                if said.contains(&Some(true)) {
                    Some(true)
                } else if said.contains(&None) {
                    None
                } else {
                    Some(false)
                }
            }
            Condition::EligibleAtEntry => match entry {
                Some(entry) => self.eligible(entry),
                None => Some(false),
            },
            Condition::OfGender(wanted) => self.person.record.gender.map(|gender| gender == *wanted),
            Condition::RecordComplete => Some(entry.is_some() && self.complete()),
            Condition::Served => Some(!self.services().is_empty()),
            Condition::ServedWithin(days) => Some(self.services().iter().any(|meeting| within(days, meeting.date))),
            Condition::ServedWith(component) => {
                Some(self.services().iter().any(|meeting| meeting.component == *component))
            }
            Condition::AcademicHoursOver(hours) => {
                let minutes: i64 = self.services().iter().filter_map(|meeting| meeting.minutes).sum();
                Some(minutes > i64::from(*hours) * 45)
            }
            Condition::StepReached(step) => {
                let own = self.raw.steps.iter().map(|row| &row.record).filter(|row| row.participation == self.id);
                Some(own.filter(|row| row.step == *step).any(|row| row.entered_on <= self.day))
            }
            Condition::ScoredTwice(scale) => self.scores(*scale).map(|_| true),
            Condition::Rose { scale, by } => {
                let (first, last) = self.scores(*scale)?;
                let better = if *scale == Scale::Barrier { first - last } else { last - first };
                Some(better >= i64::from(*by))
            }
            Condition::FellDue(rule) => Some(match self.deadline(rule) {
                None => false,
                Some((due, done, given_up)) => done.is_some() || given_up || due < self.day,
            }),
            Condition::Done(rule) | Condition::InTime(rule) => match self.deadline(rule) {
                None => Some(false),
                Some((due, Some(on), _)) => Some(matches!(condition, Condition::Done(_)) || on <= due),
                Some((due, None, given_up)) if given_up || due < self.day => Some(false),
                Some(_) => None,
            },
            other => panic!("a condition of another unit: {other:?}"),
        }
    }

    fn probation_passed(&self) -> Said {
        let mut best = (0, Some(false));
        for job in self.spells().filter(|job| job.kind == SpellKind::Work && job.from <= self.day) {
            let ended = job.to.filter(|to| *to <= self.day);
            let said = match job.probation_ends_on {
                None => (1, None),
                Some(end) if ended.is_some_and(|ended| ended <= end) => (2, Some(false)),
                Some(end) if end > self.day => (3, None),
                Some(_) => (4, Some(true)),
            };
            if said.0 >= best.0 {
                best = said;
            }
        }
        best.1
    }

    fn stands(&self, is: &[Labour], after: Offset, within: Offset, follow_up: Option<&str>) -> Said {
        let Some(exit) = self.exit() else { return Some(false) };
        let from = plus(exit, after);
        if from > self.day {
            return None;
        }
        let to = plus(from, within).min(self.day);
        let number = self.number.unwrap_or(self.stays.len() as i64);
        if let Some(rule) = follow_up {
            let found = self.made().filter(|row| row.rule == rule && row.occurrence == number && row.date <= self.day);
            if let Some((_, labour)) = found.filter_map(|row| Some((row.date, row.labour?))).max_by_key(|(on, _)| *on) {
                return Some(is.contains(&labour));
            }
        }
        let mut on = from;
        while on <= to {
            let covered = self.spells().any(|spell| {
                let labour = match spell.kind {
                    SpellKind::Work | SpellKind::Apprenticeship => Labour::Employed,
                    SpellKind::Study | SpellKind::Training => Labour::Studying,
                    SpellKind::Practice | SpellKind::Measure => return false,
                };
                is.contains(&labour) && spell.from <= on && spell.to.is_none_or(|last| on <= last)
            });
            if covered {
                return Some(true);
            }
            on = on + Plus::new(1);
        }
        let mut noted: Vec<(NaiveDate, Labour)> = Vec::new();
        for row in self.raw.statuses.iter().filter(|row| row.record.participation == self.id) {
            noted.extend(row.record.labour.map(|labour| (row.record.date, labour)));
        }
        noted.extend(self.made().filter_map(|row| Some((row.date, row.labour?))));
        noted.retain(|(on, labour)| from <= *on && *on <= to && !matches!(labour, Labour::NotAsked | Labour::Declined));
        if let Some((_, labour)) = noted.into_iter().max_by_key(|(on, _)| *on) {
            return Some(is.contains(&labour));
        }
        let reason = self.stays.last().and_then(|stay| stay.exit_reason).filter(|_| plus(exit, after) == exit);
        match reason {
            Some(ExitReason::Work) => Some(is.contains(&Labour::Employed)),
            Some(ExitReason::Study) => Some(is.contains(&Labour::Studying)),
            _ => None,
        }
    }

    fn more_than_before(&self) -> Said {
        fn busy(status: &Status) -> Option<i64> {
            match (status.work_percent, status.study_percent, status.labour) {
                (None, None, Some(Labour::Employed | Labour::Studying)) => Some(100),
                (None, None, Some(Labour::Unemployed | Labour::Inactive)) => Some(0),
                (None, None, _) => None,
                (work, study, _) => Some(work.unwrap_or(0) + study.unwrap_or(0)),
            }
        }
        let Some(exit) = self.exit() else { return Some(false) };
        let own = self.raw.statuses.iter().map(|row| &row.record).filter(|row| row.participation == self.id);
        let after = own.filter(|row| exit <= row.date && row.date <= self.day).min_by_key(|row| row.date);
        Some(busy(after?)? > busy(self.status_at_entry()?)?)
    }
}

/// What a plain walk finds.
pub(crate) struct Recounted<'a> {
    pub(crate) counted: Vec<Seen<'a>>,
    pub(crate) not_counted: Vec<Seen<'a>>,
    looked_at: usize,
}

/// Walks over everybody.
pub(crate) fn walk<'a>(promise: &Promise, raw: &'a Raw, definition: &'a Definition, day: NaiveDate) -> Recounted<'a> {
    let mut seen = Vec::new();
    for who in &raw.participations {
        let all = Seen::new(raw, definition, who, day);
        match promise.unit {
            Unit::Stays if !all.stays.is_empty() => {
                for (place, stay) in all.stays.iter().enumerate() {
                    let number = Some(place as i64 + 1);
                    seen.push(Seen { stays: vec![stay], number, ..Seen::new(raw, definition, who, day) });
                }
            }
            _ => seen.push(all),
        }
    }
    let mut found = Recounted { counted: Vec::new(), not_counted: Vec::new(), looked_at: 0 };
    for one in seen {
        if one.is_mistake() {
            found.looked_at += 1;
            continue;
        }
        let all = |conditions: &[Condition]| conditions.iter().all(|condition| one.holds(condition) == Some(true));
        if !all(&promise.universe) {
            continue;
        }
        found.looked_at += 1;
        if all(&promise.base) {
            if all(&promise.counted) {
                found.counted.push(one);
            } else {
                found.not_counted.push(one);
            }
        }
    }
    found
}

/// Counted, in the base, looked at.
fn recount(promise: &Promise, raw: &Raw, definition: &Definition, day: NaiveDate) -> (usize, usize, usize) {
    let Recounted { counted, not_counted, looked_at } = walk(promise, raw, definition, day);
    let base = counted.len() + not_counted.len();
    if promise.value != Value::Peak {
        return (counted.len(), base, looked_at);
    }
    let (mut most, mut on) = (0, definition.period.from - Months::new(24));
    while on <= day {
        let there = counted.iter().flat_map(|one| &one.stays).filter(|stay| {
            let exit = stay.exited_on.filter(|exit| *exit <= day);
            stay.entered_on <= on && exit.is_none_or(|exit| on < exit)
        });
        most = most.max(there.count());
        on = on + Plus::new(1);
    }
    (most, base, looked_at)
}

/// How a deadline of this sort is counted stands in the tests of the deadlines; here are those that hang on the exit.
pub(crate) fn can_recount(condition: &Condition, definition: &Definition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().all(|part| can_recount(part, definition)),
        Condition::Not(part) => can_recount(part, definition),
        Condition::FellDue(rule) | Condition::Done(rule) | Condition::InTime(rule) => {
            let deadline = definition.deadline(rule).unwrap();
            let plain = deadline.after.working_days == 0 && deadline.tries.is_none() && deadline.every.is_none();
            plain && matches!((&deadline.anchor, &deadline.task), (Anchor::Exit, Task::FollowUp))
        }
        _ => true,
    }
}

/// The definitions under test: the eight programmes, and one of them under each framework.
fn all_definitions() -> Vec<Definition> {
    let own = definitions::EMBEDDED.iter().map(|(_, text)| definitions::parse(text).unwrap());
    let frameworks = [Framework::Esf2014, Framework::EsfPlus, Framework::Sus].map(|framework| {
        let text = definitions::embedded("rapla-2013").unwrap();
        let text = format!("{text}\n[framework]\nvalue = \"{}\"\n", framework.code());
        let mut definition = definitions::parse(&text).unwrap();
        definition.promises.clear();
        definition
    });
    own.chain(frameworks).collect()
}

/// What one random participant did, as numbers that are turned into records; a small range, so that boundaries are met often.
#[derive(Clone, Debug)]
#[allow(clippy::type_complexity, reason = "random numbers, named where they become records")]
struct Life {
    born: Option<u32>,
    gender: Option<bool>,
    applied: Option<u32>,
    stays: Vec<(u32, Option<u32>, usize)>,
    at_entry: Option<(usize, usize, Option<i64>)>,
    after: Vec<(u32, usize, Option<i64>, Option<usize>)>,
    spells: Vec<(usize, u32, Option<u32>, Option<u32>, Option<u32>)>,
    circumstances: Vec<(usize, usize, Option<u32>)>,
    plan: Option<u32>,
    follow_ups: Vec<(usize, u32, usize, Option<usize>)>,
    scores: Vec<(usize, u32, i64)>,
    meetings: Vec<(u32, usize, usize, i64)>,
}

fn lives() -> impl Strategy<Value = Vec<Life>> {
    let stay = (0..400_u32, prop::option::of(0..500_u32), 0..ExitReason::ALL.len());
    let first = (
        prop::option::weighted(0.8, 0..25_000_u32),
        prop::option::weighted(0.8, any::<bool>()),
        prop::option::weighted(0.9, 0..900_u32),
        prop::collection::vec(stay, 0..3),
        prop::option::weighted(0.8, (0..Labour::ALL.len(), 0..Education::ALL.len(), prop::option::of(0..101_i64))),
        prop::collection::vec(
            (0..400_u32, 0..Labour::ALL.len(), prop::option::of(0..101_i64), prop::option::of(0..3_usize)),
            0..3,
        ),
    );
    let second = (
        prop::collection::vec(
            (
                0..SpellKind::ALL.len(),
                0..900_u32,
                prop::option::of(0..300_u32),
                prop::option::of(0..150_u32),
                prop::option::of(0..200_u32),
            ),
            0..3,
        ),
        prop::collection::btree_map(0..CircumstanceKind::ALL.len(), (0..3_usize, prop::option::of(0..1_500_u32)), 0..8),
        prop::option::of(0..900_u32),
        prop::collection::vec(
            (0..4_usize, 0..900_u32, 0..FollowUpResult::ALL.len(), prop::option::of(0..Labour::ALL.len())),
            0..4,
        ),
        prop::collection::btree_map((0..3_usize, 0..900_u32), 0..10_i64, 0..4),
        prop::collection::vec((0..900_u32, 0..MeetingKind::ALL.len(), 0..4_usize, 1..900_i64), 0..4),
    );
    let life = (first, second).prop_map(|((born, gender, applied, stays, at_entry, after), rest)| {
        let (spells, circumstances, plan, follow_ups, scores, meetings) = rest;
        let circumstances = circumstances.into_iter().map(|(kind, (answer, since))| (kind, answer, since)).collect();
        let scores = scores.into_iter().map(|((scale, on), value)| (scale, on, value)).collect();
        Life {
            born,
            gender,
            applied,
            stays,
            at_entry,
            after,
            spells,
            circumstances,
            plan,
            follow_ups,
            scores,
            meetings,
        }
    });
    prop::collection::vec(life, 0..7)
}

/// Writes the lives into a register of the programme.
#[allow(clippy::too_many_lines, reason = "one record after the other")]
fn register(lives: &[Life], definition: &Definition) -> Store {
    let mut store = Store::in_memory(Collation::plain()).unwrap();
    let from = definition.period.from;
    let on = |days: u32| from + Plus::new(u64::from(days));
    let back = |days: u32| from - Plus::new(u64::from(days));
    let rules: Vec<&str> =
        definition.deadlines.iter().filter(|it| it.task == Task::FollowUp).map(|it| &*it.id).collect();
    let components: Vec<&str> = std::iter::once("").chain(definition.components.iter().map(|it| &*it.id)).collect();
    let mut next = 1;
    let mut changes: Vec<Change> = Vec::new();
    let mut add = |record: tugi::domain::Record, changes: &mut Vec<Change>| {
        next += 1;
        changes.push(Change::Create(Id(-next), record));
        Id(-next)
    };
    add(Register { office: "Any".into(), language: "en".into(), ..Register::default() }.into(), &mut changes);
    let programme = Programme { code: definition.code.clone(), edition: 1, ..Programme::default() };
    let programme = add(programme.into(), &mut changes);
    for life in lives {
        let gender = life.gender.map(|woman| if woman { Gender::Woman } else { Gender::Man });
        let person = Person { surname: "Any".into(), born: life.born.map(back), gender, ..Person::default() };
        let person = add(person.into(), &mut changes);
        let participation =
            Participation { programme, person, applied_on: life.applied.map(on), ..Participation::default() };
        let participation = add(participation.into(), &mut changes);
        let mut free_from = 0;
        let mut first = None;
        for (place, (gap, length, reason)) in life.stays.iter().enumerate() {
            // A stay that is not over leaves room for no other.
            let length = length.or((place + 1 < life.stays.len()).then_some(30));
            let begins = free_from + gap;
            let stay = Stay {
                participation,
                entered_on: on(begins),
                exited_on: length.map(|length| on(begins + length)),
                exit_reason: length.map(|_| ExitReason::ALL[*reason]),
                exit_note: String::new(),
            };
            first.get_or_insert(begins);
            free_from = begins + length.unwrap_or(0) + 1;
            add(stay.into(), &mut changes);
        }
        if let (Some((labour, education, percent)), Some(entry)) = (life.at_entry, first) {
            let status = Status {
                labour: Some(Labour::ALL[labour]),
                education: Some(Education::ALL[education]),
                work_percent: percent,
                ..Status::on(participation, on(entry), Moment::Entry)
            };
            add(status.into(), &mut changes);
        }
        let mut taken = BTreeSet::new();
        for (days, labour, percent, improved) in &life.after {
            // One status a day, so that which is the last is no matter of chance.
            if taken.insert(*days) {
                let status = Status {
                    labour: Some(Labour::ALL[*labour]),
                    work_percent: *percent,
                    improved: improved.map(|answer| Answer::ALL[answer]),
                    ..Status::on(participation, on(free_from + days), Moment::Between)
                };
                add(status.into(), &mut changes);
            }
        }
        for (kind, begins, length, probation, qualified) in &life.spells {
            let spell = Spell {
                participation,
                kind: SpellKind::ALL[*kind],
                employer: String::new(),
                from: on(*begins),
                to: length.map(|length| on(begins + length)),
                probation_ends_on: probation.map(|length| on(begins + length)),
                evidence: String::new(),
                qualified_on: qualified.map(|length| on(begins + length)),
                percent: None,
                supported: None,
            };
            add(spell.into(), &mut changes);
        }
        for (kind, answer, since) in &life.circumstances {
            let fact = Circumstance {
                person,
                kind: CircumstanceKind::ALL[*kind],
                answer: Answer::ALL[*answer],
                since: since.map(|days| on(600) - Plus::new(u64::from(days))),
                until: None,
            };
            add(fact.into(), &mut changes);
        }
        if let Some(days) = life.plan {
            let plan = Plan {
                participation,
                made_on: on(days),
                situation: String::new(),
                evaluate_on: None,
                evaluated_on: None,
                result: String::new(),
            };
            add(plan.into(), &mut changes);
        }
        let mut answered = BTreeSet::new();
        for (rule, days, result, labour) in life.follow_ups.iter().filter(|_| !rules.is_empty()) {
            let date = on(days + 300);
            if !answered.insert(date) || taken.iter().any(|status| on(free_from + status) == date) {
                continue;
            }
            let follow_up = FollowUp {
                participation,
                rule: rules[rule % rules.len()].to_owned(),
                occurrence: 1 + (*rule as i64 / 2),
                date,
                contact: None,
                result: FollowUpResult::ALL[*result],
                labour: labour.map(|labour| Labour::ALL[labour]),
                livelihood: None,
                improved: None,
                notes: String::new(),
            };
            add(follow_up.into(), &mut changes);
        }
        for (scale, days, value) in &life.scores {
            let assessment = Assessment {
                participation,
                date: on(*days),
                scale: Scale::ALL[*scale],
                item: String::new(),
                value: *value,
                by: Rater::Participant,
                note: String::new(),
            };
            add(assessment.into(), &mut changes);
        }
        for (days, kind, component, minutes) in &life.meetings {
            let meeting = Meeting {
                programme,
                date: on(*days),
                time: None,
                minutes: Some(*minutes),
                kind: MeetingKind::ALL[*kind],
                result: [None, Some(MeetingResult::Held), Some(MeetingResult::Held), Some(MeetingResult::Missed)]
                    [*component],
                place: String::new(),
                notes: String::new(),
                component: components[component % components.len()].to_owned(),
            };
            let meeting = add(meeting.into(), &mut changes);
            let there =
                Attendance { meeting, participation: Some(participation), worker: None, outside: String::new() };
            add(there.into(), &mut changes);
        }
    }
    let by = Signature { who: "any".into(), at: from.and_hms_opt(12, 0, 0).unwrap() };
    store.commit(Act::Import, &changes, &by).unwrap();
    store
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_figure_about_people_is_the_same_counted_by_a_plain_walk_over_the_records(lives in lives(), ahead in 0..1_200_u64) {
        for definition in all_definitions() {
            let store = register(&lives, &definition);
            let programme = store.all::<Programme>().unwrap().pop().unwrap().id;
            let (facts, raw) = (store.facts(programme).unwrap(), Raw::of(&store));
            let day = definition.period.from + Plus::new(ahead);
            let people = definition.promises.iter().chain(&definition.indicators);
            for promise in people.filter(|it| matches!(it.unit, Unit::Participations | Unit::Stays)) {
                let all = promise.universe.iter().chain(&promise.base).chain(&promise.counted);
                if !all.into_iter().all(|condition| can_recount(condition, &definition)) {
                    continue;
                }
                let figure = count(promise, &facts, &definition, day);
                let base = figure.counted.len() + figure.not_counted.len();
                prop_assert_eq!(
                    (figure.value.counted(), base, figure.everybody()),
                    recount(promise, &raw, &definition, day),
                    "{} {} on {}", definition.code, promise.id, day
                );
            }
        }
    }
}

#[test]
fn nearly_all_figures_are_recounted() {
    let (mut all, mut left_out) = (0, Vec::new());
    for definition in all_definitions() {
        for promise in definition.promises.iter().chain(&definition.indicators) {
            all += 1;
            let mut conditions = promise.universe.iter().chain(&promise.base).chain(&promise.counted);
            let people = matches!(promise.unit, Unit::Participations | Unit::Stays);
            if people && !conditions.all(|condition| can_recount(condition, &definition)) {
                left_out.push(format!("{} {}", definition.code, promise.id));
            }
        }
    }
    assert!(left_out.len() * 5 < all, "{} of {all}: {left_out:#?}", left_out.len());
}
