//! What a calendar that was written earlier may have and this one has no longer: deadlines and meetings that fell away. The change
//! log tells which there were; an event that is only too old by now has not fallen away.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use super::{DAYS_BACK, known_as, number};
use crate::{
    domain::{
        ACTION_RULE, Action, Attendance, Due, Facts, Id, Kind, Meeting, Record, Subject, WRITE_UP_RULE, add_days,
        current_worker, due_of,
    },
    env::Env,
    i18n::capitalised,
    store::{Error, LogEntry, Replayed, Result, Store, Touched},
};

/// An event that fell away.
pub(super) struct Gone {
    /// The record or the deadline that it stood for.
    pub(super) stands_for: String,
    /// What it was called, with the participant by number.
    pub(super) what: String,
    /// The day on which it stood.
    pub(super) on: NaiveDate,
    /// The act by which it fell away.
    pub(super) by: Touched,
}

/// What is asked of the change log.
pub(super) struct Earlier<'a> {
    pub(super) store: &'a Store,
    pub(super) env: &'a Env,
    pub(super) facts: &'a Facts,
    /// Whose calendar it is; everybody's where there is none.
    pub(super) worker: Option<Id>,
}

/// What fell away, by what it stood for.
type Found = BTreeMap<String, Gone>;

impl Earlier<'_> {
    /// What fell away since this day and does not stand in the calendar again.
    pub(super) fn gone(&self, since: NaiveDate, there: &HashSet<String>) -> Result<Vec<Gone>> {
        let acts = self.store.acts_since(since)?;
        let mut found = Found::new();
        self.meetings_and_actions(&acts, since, &mut found)?;
        self.deadlines(&acts, &mut found)?;
        Ok(found.into_values().filter(|gone| !there.contains(&gone.stands_for)).collect())
    }

    /// The deadlines of participants: the acts that touched them are done once more, and what stood before one of them and not after
    /// it has fallen away.
    fn deadlines(&self, acts: &[Replayed], found: &mut Found) -> Result<()> {
        let touched = self.touched(acts)?;
        if touched.is_empty() {
            return Ok(());
        }
        let mut stood: HashMap<Id, BTreeMap<String, (String, NaiveDate)>> = HashMap::new();
        self.store.replay(acts, |known, act, is_done| {
            for id in touched.get(&act.by.0).into_iter().flatten() {
                let now = self.standing(known, *id, act.by.1.date())?;
                let before = stood.entry(*id).or_default();
                if is_done {
                    for (stands_for, (what, on)) in std::mem::take(before) {
                        if !now.contains_key(&stands_for) {
                            found.insert(stands_for.clone(), Gone { stands_for, what, on, by: act.by });
                        }
                    }
                }
                before.extend(now);
            }
            Ok(())
        })
    }

    /// The participations that each act touched, as far as an earlier calendar can have had anything of them.
    fn touched(&self, acts: &[Replayed]) -> Result<HashMap<i64, Vec<Id>>> {
        let mut by_record: HashMap<(Kind, Id), BTreeSet<i64>> = HashMap::new();
        let mut made: HashMap<Id, i64> = HashMap::new();
        let mut ids: BTreeSet<Id> = self.facts.cases.iter().map(crate::domain::Case::id).collect();
        for change in acts.iter().flat_map(|act| &act.changes) {
            by_record.entry((change.kind, change.record)).or_default().insert(change.batch);
            if change.kind == Kind::Participation {
                ids.insert(change.record);
                if change.before.is_none() {
                    made.insert(change.record, change.batch);
                }
            }
        }
        let mut touched: HashMap<i64, Vec<Id>> = HashMap::new();
        for id in ids {
            let theirs = self.store.belongings(Kind::Participation, id)?;
            let batches: BTreeSet<i64> =
                theirs.iter().filter_map(|record| by_record.get(record)).flatten().copied().collect();
            // Whoever came in by the only act had nothing before it.
            if batches.len() == 1 && batches.first() == made.get(&id) {
                continue;
            }
            for batch in batches {
                touched.entry(batch).or_default().push(id);
            }
        }
        Ok(touched)
    }

    /// The deadlines of a participant that a calendar has which is written on this day.
    fn standing(&self, known: &Store, id: Id, day: NaiveDate) -> Result<BTreeMap<String, (String, NaiveDate)>> {
        let is_ours = |programme: Id| self.env.definition.all().iter().any(|edition| edition.id == programme);
        let case = known.case(id)?.filter(|case| is_ours(case.participation.record.programme));
        let Some(case) = case else { return Ok(BTreeMap::new()) };
        if self.worker.is_some_and(|worker| current_worker(&case, day) != Some(worker)) {
            return Ok(BTreeMap::new());
        }
        let first = add_days(day, -DAYS_BACK);
        let stands =
            |due: &Due| matches!(due.subject, Subject::Participation(_)) && (due.due_on >= first || due.status.to_do());
        let event = |due: Due| {
            let what = format!("{}: {}", self.env.words.due_title(&due, &self.env.definition), number(&case, self.env));
            (known_as(&due, self.env), (what, due.due_on))
        };
        Ok(due_of(&case, self.env.rules(&case), day).into_iter().filter(stands).map(event).collect())
    }

    /// Meetings that were taken out or that a worker no longer goes to, meetings that were written up, and actions that were taken
    /// out, dropped or given to somebody else: what an act changed says it all.
    fn meetings_and_actions(&self, acts: &[Replayed], since: NaiveDate, found: &mut Found) -> Result<()> {
        let words = self.env.words;
        for act in acts {
            for change in &act.changes {
                match before(change)? {
                    Some(Record::Meeting(meeting)) if self.is_at(acts, change.record)? => {
                        let mut put = |stands_for: String, what: &str, on: NaiveDate| {
                            let what = what.to_owned();
                            found.insert(stands_for.clone(), Gone { stands_for, what, on, by: act.by });
                        };
                        if change.after.is_none() && meeting.date >= since {
                            put(
                                format!("meeting-{}", change.record),
                                &capitalised(words.name(meeting.kind)),
                                meeting.date,
                            );
                        }
                        if meeting.result.is_none() && meeting.date < act.by.1.date() {
                            let stands_for = format!("{WRITE_UP_RULE}-{}-{}-1", Kind::Meeting.name(), change.record);
                            put(stands_for, &words.today.write_up, add_days(meeting.date, 1));
                        }
                    }
                    Some(Record::Attendance(there)) if self.worker.is_some() && there.worker == self.worker => {
                        let Some(meeting) = self.meeting(acts, there.meeting)?.filter(|it| it.date >= since) else {
                            continue;
                        };
                        let stands_for = format!("meeting-{}", there.meeting);
                        let what = capitalised(words.name(meeting.kind));
                        found.insert(stands_for.clone(), Gone { stands_for, what, on: meeting.date, by: act.by });
                    }
                    Some(Record::Action(action)) if self.sees_to(&action) => {
                        let Some(on) = action.due_on.filter(|_| action.open()) else { continue };
                        let stands_for = format!("{ACTION_RULE}-{}-{}-1", Kind::Action.name(), change.record);
                        let what = words.today.action.clone();
                        found.insert(stands_for.clone(), Gone { stands_for, what, on, by: act.by });
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Whether the worker of the calendar is or was at a meeting, or sees to whoever it is about.
    fn is_at(&self, acts: &[Replayed], meeting: Id) -> Result<bool> {
        let Some(worker) = self.worker else { return Ok(true) };
        for there in attendances(acts, meeting) {
            if there?.worker == Some(worker) {
                return Ok(true);
            }
        }
        let Some(standing) = self.store.meeting(meeting)? else { return Ok(false) };
        let sees_to = |id: &Id| self.sees_to_case(*id, worker);
        Ok(standing.workers.contains(&worker) || standing.participations.iter().any(sees_to))
    }

    /// A meeting as it stands, or as it stood last.
    fn meeting(&self, acts: &[Replayed], id: Id) -> Result<Option<Meeting>> {
        if let Some(standing) = self.store.meeting(id)? {
            return Ok(Some(standing.meeting.record));
        }
        let mut changes = acts.iter().rev().flat_map(|act| &act.changes);
        let last = changes.find(|change| (change.kind, change.record) == (Kind::Meeting, id));
        Ok(match last.map(before).transpose()?.flatten() {
            Some(Record::Meeting(meeting)) => Some(meeting),
            _ => None,
        })
    }

    /// Whether the worker of the calendar has to see to what was agreed.
    fn sees_to(&self, action: &Action) -> bool {
        let Some(worker) = self.worker else { return true };
        match (action.worker, action.participation) {
            (Some(other), _) => other == worker,
            (None, Some(participation)) => self.sees_to_case(participation, worker),
            (None, None) => false,
        }
    }

    fn sees_to_case(&self, participation: Id, worker: Id) -> bool {
        self.facts.case(participation).is_some_and(|case| current_worker(case, self.env.today) == Some(worker))
    }
}

/// Who was at a meeting before these acts.
fn attendances(acts: &[Replayed], meeting: Id) -> impl Iterator<Item = Result<Attendance>> + '_ {
    let changes = acts.iter().flat_map(|act| &act.changes).filter(|change| change.kind == Kind::Attendance);
    changes.filter_map(move |change| match before(change) {
        Ok(Some(Record::Attendance(there))) => (there.meeting == meeting).then_some(Ok(there)),
        Ok(_) => None,
        Err(error) => Some(Err(error)),
    })
}

/// What a record said before a change.
fn before(change: &LogEntry) -> Result<Option<Record>> {
    let read = |value: &serde_json::Value| {
        Record::read(change.kind, value.clone()).map_err(|error| Error::Damaged(format!("change log: {error}")))
    };
    change.before.as_ref().map(read).transpose()
}
