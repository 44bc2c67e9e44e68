//! Meetings and deadlines as iCalendar, for the calendar that a worker carries about.
//!
//! A file in a calendar lies open to others: participants stand in it by number, meetings without place and notes, agreed actions
//! without their words. What is imported again updates what is there: an event is known by the record or the deadline that it
//! stands for, and its sequence is the number of the newest act that touched what it follows from. What has fallen away stands in
//! it as cancelled, for as long as the calendar reaches back.

mod gone;

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, NaiveDateTime};
use icalendar::{Calendar, Component, Event, Property};

use crate::{
    clock::in_utc,
    domain::{
        ACTION_RULE, CASELOAD_RULE, Case, Due, DueStatus, Facts, Id, Kind, MeetingFacts, MeetingResult, Subject,
        add_days, due,
    },
    env::Env,
    i18n::{capitalised, fill},
    lists::DueNames,
    store::{Result, Store, Touched},
};

use gone::{Earlier, Gone};

/// How many days back a calendar reaches, so that what was done or corrected lately is updated in it.
const DAYS_BACK: i64 = 92;
/// Who wrote the file, as the format wants it.
const PRODUCT: &str = concat!("-//Tugi//Tugi ", env!("CARGO_PKG_VERSION"), "//EN");

/// What is wanted in the calendar.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Only what this worker has to see to; everybody's where there is none.
    pub worker: Option<Id>,
    /// Whether participants are called by name, as far as they may be.
    pub names: bool,
}

/// The calendar, and how many events it has.
pub fn calendar(store: &Store, env: &Env, wanted: Wanted) -> Result<(String, usize)> {
    let facts = store.facts(env.programme)?;
    let writer = Writer { store, env, wanted, facts: &facts, touched: store.touched()?, origin: store.origin()? };
    let first = add_days(env.today, -DAYS_BACK);
    let (mut events, mut there) = (Vec::new(), HashSet::new());
    for meeting in store.meetings(env.programme)? {
        if wanted.worker.is_none_or(|worker| meeting.workers.contains(&worker)) {
            there.insert(format!("meeting-{}", meeting.meeting.id));
            if meeting.meeting.record.date >= first {
                events.push(writer.meeting(&meeting)?);
            }
        }
    }
    let names = DueNames::of(&facts, env);
    let mut histories = HashMap::new();
    // What is noticed of the day itself has no place in a calendar, which is read on other days.
    for due in due(&facts, &env.definition, env.today).iter().filter(|due| due.rule != CASELOAD_RULE) {
        let (participation, worker) = names.sides(due);
        if wanted.worker.is_none_or(|wanted| worker == Some(wanted)) {
            there.insert(known_as(due, env));
            if due.due_on >= first || due.status.to_do() {
                events.push(writer.due(due, participation, &mut histories)?);
            }
        }
    }
    let earlier = Earlier { store, env, facts: &facts, worker: wanted.worker };
    events.extend(earlier.gone(first, &there)?.iter().map(|gone| writer.gone(gone)));
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0")).append_property(("PRODID", PRODUCT));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.name(env.definition.name.get(env.words.lang.code()));
    let count = events.len();
    calendar.extend(events);
    Ok((calendar.to_string(), count))
}

/// Writes events.
struct Writer<'a> {
    store: &'a Store,
    env: &'a Env,
    wanted: Wanted,
    facts: &'a Facts,
    touched: HashMap<(Kind, Id), Touched>,
    origin: String,
}

impl Writer<'_> {
    fn meeting(&self, row: &MeetingFacts) -> Result<Event> {
        let (meeting, env) = (&row.meeting.record, self.env);
        let people: Vec<String> = row.participations.iter().map(|id| self.called(*id)).collect();
        let kind = capitalised(env.words.name(meeting.kind));
        let summary = if people.is_empty() { kind } else { format!("{kind}: {}", people.join(", ")) };
        let newest = self.newest(&self.store.belongings(Kind::Meeting, row.meeting.id)?);
        let mut event = self.event(&format!("meeting-{}", row.meeting.id), &summary, newest);
        match meeting.time {
            // The hour of the office's own clock, wherever the calendar is read.
            Some(time) => {
                event.add_property("DTSTART", meeting.date.and_time(time).format("%Y%m%dT%H%M%S").to_string())
            }
            None => event.append_property(whole_day(meeting.date)),
        };
        if let (Some(_), Some(minutes)) = (meeting.time, meeting.minutes) {
            event.add_property("DURATION", format!("PT{minutes}M"));
        }
        let cancelled = meeting.result == Some(MeetingResult::Cancelled);
        event.add_property("STATUS", if cancelled { "CANCELLED" } else { "CONFIRMED" });
        Ok(event)
    }

    fn due(&self, due: &Due, participation: Option<Id>, histories: &mut HashMap<Id, Option<Touched>>) -> Result<Event> {
        let (env, words) = (self.env, &self.env.words.calendar);
        // What was agreed stands in free words, which may tell of health or an offence.
        let what = if due.rule == ACTION_RULE {
            env.words.today.action.clone()
        } else {
            env.words.due_title(due, &env.definition)
        };
        let what = participation.map_or_else(|| what.clone(), |id| format!("{what}: {}", self.called(id)));
        let summary = match due.status {
            DueStatus::Open | DueStatus::Overdue => what,
            DueStatus::Done(on) => fill(&words.done, &[("what", &what), ("day", &env.date(on))]),
            DueStatus::Missed => fill(&words.missed, &[("what", &what)]),
            DueStatus::GivenUp(on) => fill(&words.given_up, &[("what", &what), ("day", &env.date(on))]),
        };
        let newest = match participation {
            Some(participation) => {
                let known = histories.get(&participation).copied();
                let newest = if let Some(newest) = known {
                    newest
                } else {
                    self.newest(&self.store.belongings(Kind::Participation, participation)?)
                };
                *histories.entry(participation).or_insert(newest)
            }
            // What hangs on nobody alone may follow from everything.
            None => self.touched.values().copied().max(),
        };
        let mut event = self.event(&known_as(due, env), &summary, newest);
        event.append_property(whole_day(due.due_on));
        // Nobody is busy all day because something is due.
        event.add_property("TRANSP", "TRANSPARENT");
        Ok(event)
    }

    /// What has fallen away: it says so by its state for calendars, and by its words for people.
    fn gone(&self, gone: &Gone) -> Event {
        let summary = fill(&self.env.words.calendar.gone, &[("what", &gone.what)]);
        let mut event = self.event(&gone.stands_for, &summary, Some(gone.by));
        event.append_property(whole_day(gone.on));
        event.add_property("STATUS", "CANCELLED").add_property("TRANSP", "TRANSPARENT");
        event.done()
    }

    /// An event that is the same one whenever it is written.
    fn event(&self, stands_for: &str, summary: &str, newest: Option<Touched>) -> Event {
        let (sequence, at) = newest.unwrap_or((0, NaiveDateTime::default()));
        let mut event = Event::new();
        event.uid(&format!("{stands_for}.{}@tugi", self.origin)).summary(summary);
        event.sequence(u32::try_from(sequence).unwrap_or(u32::MAX));
        event.timestamp(in_utc(at)).last_modified(in_utc(at));
        event.add_property("CLASS", "PRIVATE");
        event.done()
    }

    /// The newest act that touched one of these records, or the definition by which deadlines are counted.
    fn newest(&self, records: &[(Kind, Id)]) -> Option<Touched> {
        let rules = self.touched.iter().filter(|((kind, _), _)| *kind == Kind::Programme).map(|(_, touched)| *touched);
        records.iter().filter_map(|record| self.touched.get(record).copied()).chain(rules).max()
    }

    /// What a participant is called: by number, or by name where that is wanted and may be.
    fn called(&self, id: Id) -> String {
        let Some(case) = self.facts.case(id) else { return String::new() };
        if self.wanted.names { self.env.words.participant(case) } else { number(case, self.env) }
    }
}

/// What a deadline is known by, whenever it is written.
fn known_as(due: &Due, env: &Env) -> String {
    let (kind, id) = match due.subject {
        Subject::Participation(id) => (Kind::Participation, id),
        // Its editions are one programme.
        Subject::Programme => {
            (Kind::Programme, env.definition.all().first().map_or(env.programme, |edition| edition.id))
        }
        Subject::Worker(id) => (Kind::Worker, id),
        Subject::Action(id) => (Kind::Action, id),
        Subject::Meeting(id) => (Kind::Meeting, id),
    };
    format!("{}-{}-{id}-{}", due.rule, kind.name(), due.occurrence)
}

fn number(case: &Case, env: &Env) -> String {
    format!("{} {}", env.words.column.number, case.participation.record.number)
}

fn whole_day(day: NaiveDate) -> Property {
    Property::new("DTSTART", day.format("%Y%m%d").to_string()).add_parameter("VALUE", "DATE").done()
}
