//! Sheets of meetings: each row a meeting with those who were there, named as the register knows them.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use serde_json::Value;

use super::{Filled, Intake};
use crate::{
    domain::{Choice, Id, Leaning, MeetingFacts, MeetingResult, Rule, clean, fold, parse_time},
    env::Env,
    exchange::Roll,
    forms::{Entry, MeetingDraft, day_meant},
    i18n::{Lang, words},
    store::{Result, Store},
};

/// The meetings in the register, and those who can be at one.
pub(in crate::exchange) struct Meetings {
    /// By their days.
    known: HashMap<NaiveDate, Vec<MeetingFacts>>,
    participants: Roll,
    workers: Roll,
    /// What a list that was written by Tugi calls a meeting without a result, folded.
    unsaid: HashSet<String>,
}

impl Meetings {
    pub(super) fn of(store: &Store, env: &Env) -> Result<Self> {
        let facts = store.facts(env.programme)?;
        let mut known: HashMap<NaiveDate, Vec<MeetingFacts>> = HashMap::new();
        for facts in store.meetings(env.programme)? {
            known.entry(facts.meeting.record.date).or_default().push(facts);
        }
        let nothing = |lang| {
            let meeting = &words(lang).meeting;
            [&meeting.to_write_up, &meeting.planned].map(|said| fold(said))
        };
        let (participants, workers) = (Roll::of_participants(&facts.cases), Roll::of_workers(&facts.workers));
        Ok(Self { participants, workers, known, unsaid: Lang::ALL.into_iter().flat_map(nothing).collect() })
    }
}

impl Intake for Meetings {
    fn form(&self) -> &'static str {
        "meeting"
    }

    fn blank(&self, _env: &Env) -> Value {
        serde_json::to_value(MeetingDraft::default()).unwrap_or_default()
    }

    /// A meeting with the same participants on the same day, unless both say a different hour or kind.
    fn known(&self, row: &Filled<'_>, env: &Env) -> Vec<Id> {
        let Some(date) = day_meant(row.text("date"), Leaning::Past, env) else { return Vec::new() };
        let time = parse_time(row.text("time")).ok();
        let participants: BTreeSet<Id> = row.chosen("participants").into_iter().collect();
        let kind = fold(row.text("kind").trim());
        let same = |facts: &&MeetingFacts| {
            let meeting = &facts.meeting.record;
            let named = |lang| fold(words(lang).name(meeting.kind)) == kind;
            (time.is_none() || meeting.time.is_none() || meeting.time == time)
                && facts.participations.iter().copied().collect::<BTreeSet<Id>>() == participants
                && (kind == meeting.kind.code() || Lang::ALL.into_iter().any(named))
        };
        let of_the_day = self.known.get(&date).map(Vec::as_slice).unwrap_or_default();
        of_the_day.iter().filter(same).map(|facts| facts.meeting.id).collect()
    }

    /// Two meetings of one day with the same people are two, unless they agree in everything that the sheet says.
    fn identity(&self, row: &Filled<'_>, _env: &Env) -> String {
        row.entries.iter().map(|entry| clean(&entry.text)).collect::<Vec<_>>().join("|")
    }

    /// A decision becomes a record of its own, which a meeting that is there already may have or not.
    fn must_agree(&self, field: &str) -> bool {
        !field.starts_with("decision")
    }

    fn adapt(&self, row: &mut Filled<'_>, env: &Env) {
        let result = fold(row.text("result").trim());
        if self.unsaid.contains(&result) {
            row.put("result", "");
        }
        // A list that was written by Tugi says how many decisions there were, not which.
        if row.text("decision").trim().bytes().all(|byte| byte.is_ascii_digit()) {
            row.put("decision", "");
        }
        let is_past = day_meant(row.text("date"), Leaning::Past, env).is_some_and(|day| day <= env.today);
        if !row.has_column("result") && is_past {
            row.put("result", MeetingResult::Held.code());
        }
    }

    fn link(&self, field: &str, text: &str) -> Option<std::result::Result<Entry, Rule>> {
        let found = match field {
            "participants" => self.participants.find_all(text),
            "workers" => self.workers.find_all(text),
            "decision-worker" => self.workers.find(text).map(|id| vec![id]),
            _ => return None,
        };
        let entry = |ids: Vec<Id>| {
            let chosen = ids.into_iter().map(|id| (id, String::new())).collect();
            Entry { text: clean(text), chosen }
        };
        Some(found.map(entry))
    }
}
