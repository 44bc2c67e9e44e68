//! Why a figure changed: the register as it stood when a report was sealed, led on act by act, and counted again after each that
//! can matter.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use crate::{
    cards,
    domain::{
        Act, Difference, Facts, Id, Kind, Moved, Part, Since, Who, counts,
        definition::{Promise, Value},
        sealed::{Content, handed_in},
    },
    env::{Env, Past},
    i18n::Lang,
    report::Because,
    session::{Session, editions},
    store::{LogEntry, LogFilter, Result, Store},
};

/// The kinds of records on which a line depends that stands for no participation.
const AROUND: &[Kind] =
    &[Kind::Meeting, Kind::Attendance, Kind::Assignment, Kind::Worker, Kind::Participation, Kind::Stay, Kind::Pause];
/// How many changes of an act are told where none is about the participant alone.
const TOLD: usize = 3;

/// The register at a place in its log, looked at as of the day of a sealed report.
pub(super) struct Walk {
    store: Store,
    pub(super) env: Env,
}

impl Walk {
    /// The register as it stood at this place.
    pub(super) fn at(session: &Session, content: &Content, position: i64) -> Result<Self> {
        let mut store = session.store.known_at(position)?;
        store.leave_out(Some(Since { after: content.as_of, until: session.clock.today() }));
        let env = env_of(&store, session, content)?;
        Ok(Self { store, env })
    }

    /// The facts of the programme there.
    pub(super) fn facts(&self) -> Result<Facts> {
        self.store.facts(self.env.programme)
    }

    /// In which part of their figures these stand there.
    fn parts(&self, content: &Content, wanted: &[&Difference]) -> Result<HashMap<(String, Who), Part>> {
        let promises: Vec<&Promise> = (handed_in(&content.report, &self.env.definition).into_iter())
            .filter(|promise| wanted.iter().any(|difference| difference.promise == promise.id))
            .collect();
        let figures = counts(&promises, &self.facts()?, &self.env.definition, content.as_of);
        let mut parts = HashMap::new();
        for figure in &figures {
            let everybody = figure.everybody_in_parts().into_iter();
            parts.extend(everybody.map(|(who, (part, _))| ((figure.promise.clone(), who), part)));
        }
        Ok(parts)
    }
}

fn env_of(store: &Store, session: &Session, content: &Content) -> Result<Env> {
    let lang: Lang = session.env.words.lang;
    let editions = editions(store.all()?, Some(&content.programme), content.as_of, lang)?;
    let past = Some(Past { as_of: content.as_of, known_on: None });
    Ok(Env {
        today: content.as_of,
        programme: editions.edition().id,
        definition: Arc::new(editions),
        past,
        ..session.env.clone()
    })
}

/// For each difference and everybody in it: the acts since the sealing that decide where they stand now.
pub(super) fn causes(
    session: &Session,
    content: &Content,
    differences: &[Difference],
) -> Result<Vec<Vec<Vec<Because>>>> {
    let wanted: Vec<&Difference> = differences.iter().filter(|difference| !difference.moved.is_empty()).collect();
    if wanted.is_empty() {
        return Ok(differences.iter().map(|_| Vec::new()).collect());
    }
    let acts = acts_since(session, content.log_position)?;
    let mut about = About::of(session, &wanted)?;
    // Who was there on the fullest day depends on everybody.
    about.others |= content.figures.iter().any(|sealed| sealed.promise.value == Value::Peak);
    let mut walk = Walk::at(session, content, content.log_position)?;
    let mut steps = vec![(0, walk.parts(content, &wanted)?)];
    for (batch, entries) in &acts {
        walk.store.follow(&session.store, *batch)?;
        if entries.iter().any(|entry| entry.kind == Kind::Programme) {
            walk.env = env_of(&walk.store, session, content)?;
        }
        if about.may_matter(entries) {
            steps.push((*batch, walk.parts(content, &wanted)?));
        }
    }
    let because = |difference: &Difference, moved: &Moved| {
        let deciding =
            deciding(&steps, &(difference.promise.clone(), moved.who), moved.then.as_ref().map(|(part, _)| *part));
        deciding
            .into_iter()
            .filter_map(|batch| acts.get(&batch))
            .map(|entries| about.because(session, moved.who, entries))
            .collect()
    };
    let one = |difference: &Difference| difference.moved.iter().map(|moved| because(difference, moved)).collect();
    Ok(differences.iter().map(one).collect())
}

/// The same where the log does not reach back so far: of nobody can it be said why.
pub(super) fn no_causes(differences: &[Difference]) -> Vec<Vec<Vec<Because>>> {
    differences.iter().map(|difference| difference.moved.iter().map(|_| Vec::new()).collect()).collect()
}

/// Where everybody stood after an act.
type Step = (i64, HashMap<(String, Who), Part>);

/// The acts after which somebody stood elsewhere than before, since they stood for the last time where they did when the report was
/// sealed.
fn deciding(steps: &[Step], who: &(String, Who), then: Option<Part>) -> Vec<i64> {
    let at: Vec<(i64, Option<Part>)> = steps.iter().map(|(batch, parts)| (*batch, parts.get(who).copied())).collect();
    let last = at.iter().rposition(|(_, part)| *part == then).unwrap_or(0);
    at[last..].windows(2).filter(|pair| pair[0].1 != pair[1].1).map(|pair| pair[1].0).collect()
}

/// The entries since a place in the log, act by act.
fn acts_since(session: &Session, position: i64) -> Result<BTreeMap<i64, Vec<LogEntry>>> {
    let mut acts: BTreeMap<i64, Vec<LogEntry>> = BTreeMap::new();
    for entry in session.store.log(&LogFilter { after: Some(position), ..LogFilter::default() })?.into_iter().rev() {
        acts.entry(entry.batch).or_default().push(entry);
    }
    Ok(acts)
}

/// Which records those are about who moved.
struct About {
    /// The records that make up the history of each participation.
    theirs: BTreeMap<Id, BTreeSet<(Kind, Id)>>,
    /// Whether somebody moved who is no participation.
    others: bool,
}

impl About {
    fn of(session: &Session, wanted: &[&Difference]) -> Result<Self> {
        let mut about = Self { theirs: BTreeMap::new(), others: false };
        for moved in wanted.iter().flat_map(|difference| &difference.moved) {
            match participation(moved.who) {
                Some(id) if !about.theirs.contains_key(&id) => {
                    let records = session.store.belongings(Kind::Participation, id)?;
                    about.theirs.insert(id, records.into_iter().collect());
                }
                Some(_) => {}
                None => about.others = true,
            }
        }
        Ok(about)
    }

    /// Whether an act can have moved one of them.
    fn may_matter(&self, entries: &[LogEntry]) -> bool {
        entries.iter().any(|entry| {
            entry.kind == Kind::Programme
                || (self.others && AROUND.contains(&entry.kind))
                || self.theirs.values().any(|records| records.contains(&(entry.kind, entry.record)))
        })
    }

    /// What an act changed about somebody, in words.
    fn because(&self, session: &Session, who: Who, entries: &[LogEntry]) -> Because {
        let own = |entry: &&LogEntry| match participation(who).and_then(|id| self.theirs.get(&id)) {
            Some(records) => records.contains(&(entry.kind, entry.record)),
            None => AROUND.contains(&entry.kind),
        };
        let mut matter: Vec<LogEntry> = entries.iter().filter(own).cloned().collect();
        if matter.is_empty() {
            matter = entries.iter().take(TOLD).cloned().collect();
        }
        if participation(who).is_none() {
            matter.truncate(TOLD);
        }
        // Of somebody who came later altogether, the stay says more than that there was a person.
        let made =
            |entry: &LogEntry| entry.before.is_none() && matches!(entry.kind, Kind::Person | Kind::Participation);
        if matter.iter().any(|entry| entry.kind == Kind::Stay) {
            matter.retain(|entry| !made(entry));
        }
        let undoes = matter.first().filter(|entry| entry.act == Act::Undo).and_then(|entry| entry.undoes);
        Because { undoes, changes: cards::told(&matter, &session.store, &session.env) }
    }
}

const fn participation(who: Who) -> Option<Id> {
    match who {
        Who::Participation(id) | Who::Stay { participation: id, .. } => Some(id),
        Who::Worker(_) | Who::Meeting(_) | Who::Month(_) => None,
    }
}
