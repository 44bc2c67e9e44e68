//! Participations with everything that hangs on them, each kind read once and put straight where it belongs.

use std::collections::HashMap;

use super::{
    super::{
        Store,
        error::Result,
        read::{numbers, one_of},
    },
    meetings,
    positions::Positions,
};
use crate::domain::{
    Case, Decision, Entity, Goal, Id, MeetingBrief, Participation, Pause, Person, Plan, PlanFacts, Stay, StayFacts,
    Stored,
};

/// Which participations are read.
#[derive(Clone, Copy)]
pub(super) enum Asked<'a> {
    /// All of a programme, given its editions; without the long texts.
    Editions(&'a [Id]),
    /// Those with these numbers, whole.
    Numbers(&'a [Id]),
}

/// Participations under construction.
pub(super) struct Cases<'a> {
    store: &'a Store,
    asked: Asked<'a>,
    pub(super) all: Vec<Case>,
    positions: Positions,
}

/// What records hang on: the link, the numbers it may have unless all are wanted, and whose each is.
struct On {
    link: &'static str,
    only: Option<Vec<Id>>,
    positions: Positions,
    /// The next participation of the same person after each that has one.
    next: HashMap<usize, usize>,
}

/// A list of a participation, for the record that is to go into it.
type List<T> = for<'a> fn(&'a mut Case, &T) -> Option<&'a mut Vec<Stored<T>>>;

impl<'a> Cases<'a> {
    /// The participations with their people, and nothing else yet; by number.
    pub(super) fn read(store: &'a Store, asked: Asked<'a>) -> Result<Self> {
        let (condition, values) = match asked {
            Asked::Editions(ids) => (format!("participation.programme {}", one_of(ids)), None),
            Asked::Numbers(ids) => ("participation.id IN (SELECT value FROM json_each(?1))".into(), Some(numbers(ids))),
        };
        let values: Vec<&dyn rusqlite::ToSql> = values.iter().map(|value| value as _).collect();
        let tail = format!("WHERE {condition} ORDER BY participation.number, participation.id");
        let mut participations: Vec<Stored<Participation>> = Vec::new();
        let whole = matches!(asked, Asked::Numbers(_));
        store.each(&format!("participation {tail}"), &values, whole, |row| participations.push(row))?;
        let mut all = Vec::with_capacity(participations.len());
        let mut participations = participations.into_iter();
        // CROSS JOIN holds SQLite to the order of the participations, so that the people come one for each.
        let people = format!("participation CROSS JOIN person ON person.id = participation.person {tail}");
        store.each(&people, &values, whole, |person: Stored<Person>| {
            let theirs = participations.by_ref().find(|row| row.record.person == person.id);
            all.extend(theirs.map(|participation| Case::new(participation, person)));
        })?;
        let positions = Positions::new(all.iter().map(Case::id).zip(0..));
        Ok(Self { store, asked, all, positions })
    }

    /// Hangs everything on them but the meetings. Each list is in the order of its dates.
    pub(super) fn complete(&mut self) -> Result<()> {
        let own = self.own();
        self.hang(&own, |case, _| Some(&mut case.assignments), |row| Some(row.participation), |row| row.from)?;
        self.hang(&own, |case, _| Some(&mut case.actions), |row| row.participation, |row| row.due_on)?;
        self.hang(&own, |case, _| Some(&mut case.spells), |row| Some(row.participation), |row| row.from)?;
        self.hang(&own, |case, _| Some(&mut case.statuses), |row| Some(row.participation), |row| row.date)?;
        self.hang(&own, |case, _| Some(&mut case.follow_ups), |row| Some(row.participation), |row| row.date)?;
        self.hang(&own, |case, _| Some(&mut case.offers), |row| Some(row.participation), |row| row.offered_on)?;
        self.hang(&own, |case, _| Some(&mut case.assessments), |row| Some(row.participation), |row| row.date)?;
        self.hang(&own, |case, _| Some(&mut case.path_steps), |row| Some(row.participation), |row| row.entered_on)?;
        self.hang(&own, |case, _| Some(&mut case.team), |row| Some(row.participation), |row| row.from)?;
        self.hang(&own, |case, _| Some(&mut case.referrals), |row| Some(row.participation), |row| row.sent_on)?;
        let person = self.of_person("person");
        self.hang(&person, |case, _| Some(&mut case.circumstances), |row| Some(row.person), |row| row.since)?;
        self.hang(&person, |case, _| Some(&mut case.flags), |row| Some(row.person), |row| row.raised_on)?;
        self.hang(&person, |case, _| Some(&mut case.relations), |row| Some(row.person), |row| row.from)?;
        let other = self.of_person("other");
        self.hang(&other, |case, _| Some(&mut case.relations), |row| Some(row.other), |row| row.from)?;
        let stays = self.stays(&own)?;
        self.hang(
            &stays,
            |case, row: &Pause| Some(&mut stay(case, row.stay)?.pauses),
            |row| Some(row.stay),
            |row| row.from,
        )?;
        self.hang(
            &stays,
            |case, row: &Decision| Some(&mut stay(case, row.stay)?.decisions),
            |row| Some(row.stay),
            |row| row.decided_on,
        )?;
        let plans = self.plans(&own)?;
        self.hang(&plans, |case, row: &Goal| Some(&mut plan(case, row.plan)?.goals), |row| Some(row.plan), |_| ())
    }

    /// Hangs their meetings on them.
    pub(super) fn with(mut self, theirs: Vec<(Id, Vec<Stored<MeetingBrief>>)>) -> Vec<Case> {
        for (id, meetings) in theirs {
            if let Some(position) = self.positions.of(id) {
                self.all[position].meetings = meetings;
            }
        }
        self.all
    }

    /// Hangs the meetings on a few.
    pub(super) fn meet(&mut self) -> Result<()> {
        meetings::give_few(self.store, &mut self.all, &self.positions)
    }

    /// What hangs on the participations themselves.
    fn own(&self) -> On {
        self.on("participation", self.all.iter().map(Case::id).zip(0..))
    }

    /// What hangs on their people by this link. Two participations may share a person.
    fn of_person(&self, link: &'static str) -> On {
        let people = || self.all.iter().map(|case| case.person.id).zip(0..);
        let mut on = self.on(link, people());
        let mut last: HashMap<Id, usize> = HashMap::new();
        for (id, position) in people().filter(|(id, position)| on.positions.of(*id) != Some(*position)) {
            // `positions` has the last of a person; the others are linked after it.
            let before = last.insert(id, position).or_else(|| on.positions.of(id));
            on.next.extend(before.map(|before| (before, position)));
        }
        on
    }

    fn on(&self, link: &'static str, whose: impl Iterator<Item = (Id, usize)> + Clone) -> On {
        let few = matches!(self.asked, Asked::Numbers(_));
        let only = few.then(|| whose.clone().map(|(id, _)| id).collect());
        On { link, only, positions: Positions::new(whose), next: HashMap::new() }
    }

    /// Reads the records of a kind and puts each into its list, in the order of their days and then of their numbers.
    fn hang<T: Entity, K: Ord>(
        &mut self,
        on: &On,
        list: List<T>,
        link: impl Fn(&T) -> Option<Id>,
        order: impl Fn(&T) -> K,
    ) -> Result<()> {
        let put = |case: &mut Case, row: Stored<T>| {
            if let Some(list) = list(case, &row.record) {
                let key = |row: &Stored<T>| (order(&row.record), row.id);
                let behind = list.iter().rposition(|other| key(other) <= key(&row)).map_or(0, |last| last + 1);
                list.insert(behind, row);
            }
        };
        let all = &mut self.all;
        self.store.each_on(on.link, on.only.as_deref(), |row: Stored<T>| {
            let Some(mut at) = link(&row.record).and_then(|id| on.positions.of(id)) else { return };
            while let Some(next) = on.next.get(&at) {
                put(&mut all[at], row.clone());
                at = *next;
            }
            put(&mut all[at], row);
        })
    }

    /// Hangs the stays on; what hangs on them comes after.
    fn stays(&mut self, own: &On) -> Result<On> {
        let mut whose = Vec::new();
        let all = &mut self.all;
        self.store.each_on(own.link, own.only.as_deref(), |stay: Stored<Stay>| {
            let Some(at) = own.positions.of(stay.record.participation) else { return };
            whose.push((stay.id, at));
            all[at].stays.push(StayFacts { stay, pauses: Vec::new(), decisions: Vec::new() });
        })?;
        for case in all.iter_mut().filter(|case| case.stays.len() > 1) {
            case.stays.sort_by_key(|facts| facts.stay.record.entered_on);
        }
        Ok(self.on("stay", whose.iter().copied()))
    }

    /// Hangs the plans on; what hangs on them comes after.
    fn plans(&mut self, own: &On) -> Result<On> {
        let mut whose = Vec::new();
        let all = &mut self.all;
        self.store.each_on(own.link, own.only.as_deref(), |plan: Stored<Plan>| {
            let Some(at) = own.positions.of(plan.record.participation) else { return };
            whose.push((plan.id, at));
            all[at].plans.push(PlanFacts { plan, goals: Vec::new() });
        })?;
        for case in all.iter_mut().filter(|case| case.plans.len() > 1) {
            case.plans.sort_by_key(|facts| facts.plan.record.made_on);
        }
        Ok(self.on("plan", whose.iter().copied()))
    }
}

fn stay(case: &mut Case, id: Id) -> Option<&mut StayFacts> {
    case.stays.iter_mut().find(|facts| facts.stay.id == id)
}

fn plan(case: &mut Case, id: Id) -> Option<&mut PlanFacts> {
    case.plans.iter_mut().find(|facts| facts.plan.id == id)
}
