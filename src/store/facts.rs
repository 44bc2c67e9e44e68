//! The facts as the questions of `domain` want them, read kind by kind and put together in memory.

use std::collections::HashMap;

use super::{Store, error::Result, read};
use crate::domain::{
    Action, Assessment, Assignment, Attendance, Case, Circumstance, Decision, Entity, Facts, Flag, FollowUp, Goal, Id,
    Meeting, MeetingFacts, Offer, Participation, PathStep, Pause, Person, Plan, PlanFacts, Referral, Relation, Spell,
    Status, Stay, StayFacts, Stored, TeamMember,
};

impl Store {
    /// Everything about one programme, in all its editions; any of them may be given.
    pub fn facts(&self, programme: Id) -> Result<Facts> {
        let of_programme = format!("WHERE programme IN ({})", read::EDITIONS);
        let participations = self.select(&format!("{of_programme} ORDER BY number"), &[&programme.0])?;
        let actions = self.select("WHERE participation IS NULL ORDER BY due_on, id", &[])?;
        Ok(Facts {
            cases: self.assemble(participations, None)?,
            workers: self.all()?,
            meetings: self.meeting_facts(&format!("{of_programme} ORDER BY date, time, id"), programme)?,
            actions,
            hand_ins: self.select("WHERE programme = ?1 ORDER BY handed_in_on, id", &[&programme.0])?,
        })
    }

    /// The participations with these numbers, each with everything about it, in the order of `ids`.
    pub fn cases(&self, ids: &[Id]) -> Result<Vec<Case>> {
        let found: Vec<Stored<Participation>> = self.hanging("id", Some(ids), "id")?;
        let mut cases: HashMap<Id, Case> =
            self.assemble(found, Some(ids))?.into_iter().map(|case| (case.id(), case)).collect();
        Ok(ids.iter().filter_map(|id| cases.remove(id)).collect())
    }

    /// One participation with everything about it, if there is one.
    pub fn case(&self, id: Id) -> Result<Option<Case>> {
        Ok(self.cases(&[id])?.pop())
    }

    /// One meeting with those who were there, if there is one.
    pub fn meeting(&self, id: Id) -> Result<Option<MeetingFacts>> {
        Ok(self.meeting_facts("WHERE id = ?1", id)?.pop())
    }

    /// The participations of a person.
    pub fn participations_of(&self, person: Id) -> Result<Vec<Stored<Participation>>> {
        self.hanging("person", Some(&[person]), "id")
    }

    /// The circumstances of a person.
    pub fn circumstances_of(&self, person: Id) -> Result<Vec<Stored<Circumstance>>> {
        self.hanging("person", Some(&[person]), "since, id")
    }

    /// What a meeting decided.
    pub fn decisions(&self, meeting: Id) -> Result<Vec<Stored<Action>>> {
        self.hanging("meeting", Some(&[meeting]), "id")
    }

    /// Who was there, record by record.
    pub fn attendance(&self, meeting: Id) -> Result<Vec<Stored<Attendance>>> {
        self.hanging("meeting", Some(&[meeting]), "id")
    }

    fn meeting_facts(&self, tail: &str, value: Id) -> Result<Vec<MeetingFacts>> {
        let meetings: Vec<Stored<Meeting>> = self.select(tail, &[&value.0])?;
        let only = (meetings.len() == 1).then(|| meetings.iter().map(|meeting| meeting.id).collect::<Vec<_>>());
        let present = self.hanging::<Attendance>("meeting", only.as_deref(), "id")?;
        let mut present = grouped(present, |attendance| Some(attendance.meeting));
        Ok(meetings
            .into_iter()
            .map(|meeting| {
                let present = present.remove(&meeting.id).unwrap_or_default();
                MeetingFacts {
                    meeting,
                    participations: present.iter().filter_map(|row| row.record.participation).collect(),
                    workers: present.iter().filter_map(|row| row.record.worker).collect(),
                    outside: present
                        .into_iter()
                        .map(|row| row.record.outside)
                        .filter(|name| !name.is_empty())
                        .collect(),
                }
            })
            .collect())
    }

    /// Hangs everything on the participations; `ids` names them when they are not the whole programme.
    fn assemble(&self, participations: Vec<Stored<Participation>>, ids: Option<&[Id]>) -> Result<Vec<Case>> {
        let people_ids: Option<Vec<Id>> = ids.map(|_| participations.iter().map(|row| row.record.person).collect());
        let people: HashMap<Id, Stored<Person>> = self
            .hanging("id", people_ids.as_deref(), "id")?
            .into_iter()
            .map(|person: Stored<Person>| (person.id, person))
            .collect();
        let circumstances = self.hanging::<Circumstance>("person", people_ids.as_deref(), "since, id")?;
        let circumstances = grouped(circumstances, |row| Some(row.person));
        let flags = self.hanging::<Flag>("person", people_ids.as_deref(), "raised_on, id")?;
        let flags = grouped(flags, |row| Some(row.person));
        let relations = self.relations(people_ids.as_deref())?;
        let mut stays = self.stays(ids)?;
        let mut plans = self.plans(ids)?;
        let mut meetings = self.meetings_of(ids)?;
        let mut assignments = grouped(self.of::<Assignment>(ids, "\"from\", id")?, |row| Some(row.participation));
        let mut actions = grouped(self.of::<Action>(ids, "due_on, id")?, |row| row.participation);
        let mut spells = grouped(self.of::<Spell>(ids, "\"from\", id")?, |row| Some(row.participation));
        let mut statuses = grouped(self.of::<Status>(ids, "date, id")?, |row| Some(row.participation));
        let mut follow_ups = grouped(self.of::<FollowUp>(ids, "date, id")?, |row| Some(row.participation));
        let mut offers = grouped(self.of::<Offer>(ids, "offered_on, id")?, |row| Some(row.participation));
        let mut assessments = grouped(self.of::<Assessment>(ids, "date, id")?, |row| Some(row.participation));
        let mut path_steps = grouped(self.of::<PathStep>(ids, "entered_on, id")?, |row| Some(row.participation));
        let mut team = grouped(self.of::<TeamMember>(ids, "\"from\", id")?, |row| Some(row.participation));
        let mut referrals = grouped(self.of::<Referral>(ids, "sent_on, id")?, |row| Some(row.participation));
        let mut cases = Vec::with_capacity(participations.len());
        for participation in participations {
            let id = participation.id;
            let person_id = participation.record.person;
            // Two participations may share a person, so the person is copied, not taken.
            let Some(person) = people.get(&person_id).cloned() else { continue };
            cases.push(Case {
                circumstances: circumstances.get(&person_id).cloned().unwrap_or_default(),
                flags: flags.get(&person_id).cloned().unwrap_or_default(),
                relations: relations.get(&person_id).cloned().unwrap_or_default(),
                person,
                stays: stays.remove(&id).unwrap_or_default(),
                assignments: assignments.remove(&id).unwrap_or_default(),
                meetings: meetings.remove(&id).unwrap_or_default(),
                plans: plans.remove(&id).unwrap_or_default(),
                actions: actions.remove(&id).unwrap_or_default(),
                spells: spells.remove(&id).unwrap_or_default(),
                statuses: statuses.remove(&id).unwrap_or_default(),
                follow_ups: follow_ups.remove(&id).unwrap_or_default(),
                offers: offers.remove(&id).unwrap_or_default(),
                assessments: assessments.remove(&id).unwrap_or_default(),
                path_steps: path_steps.remove(&id).unwrap_or_default(),
                team: team.remove(&id).unwrap_or_default(),
                referrals: referrals.remove(&id).unwrap_or_default(),
                participation,
            });
        }
        Ok(cases)
    }

    fn of<T: Entity>(&self, ids: Option<&[Id]>, order: &str) -> Result<Vec<Stored<T>>> {
        self.hanging("participation", ids, order)
    }

    fn stays(&self, ids: Option<&[Id]>) -> Result<HashMap<Id, Vec<StayFacts>>> {
        let stays = self.of::<Stay>(ids, "entered_on, id")?;
        let stay_ids: Option<Vec<Id>> = ids.map(|_| stays.iter().map(|stay| stay.id).collect());
        let pauses = self.hanging::<Pause>("stay", stay_ids.as_deref(), "\"from\", id")?;
        let mut pauses = grouped(pauses, |row| Some(row.stay));
        let decisions = self.hanging::<Decision>("stay", stay_ids.as_deref(), "decided_on, id")?;
        let mut decisions = grouped(decisions, |row| Some(row.stay));
        let mut groups: HashMap<Id, Vec<StayFacts>> = HashMap::new();
        for stay in stays {
            let pauses = pauses.remove(&stay.id).unwrap_or_default();
            let decisions = decisions.remove(&stay.id).unwrap_or_default();
            groups.entry(stay.record.participation).or_default().push(StayFacts { stay, pauses, decisions });
        }
        Ok(groups)
    }

    /// What people are to each other, under both of them.
    fn relations(&self, people: Option<&[Id]>) -> Result<HashMap<Id, Vec<Stored<Relation>>>> {
        let mut groups = grouped(self.hanging::<Relation>("person", people, "id")?, |row| Some(row.person));
        for (other, rows) in grouped(self.hanging::<Relation>("other", people, "id")?, |row| Some(row.other)) {
            groups.entry(other).or_default().extend(rows);
        }
        for group in groups.values_mut() {
            group.sort_by_key(|row| (row.record.from, row.id));
        }
        Ok(groups)
    }

    fn plans(&self, ids: Option<&[Id]>) -> Result<HashMap<Id, Vec<PlanFacts>>> {
        let plans = self.of::<Plan>(ids, "made_on, id")?;
        let plan_ids: Option<Vec<Id>> = ids.map(|_| plans.iter().map(|plan| plan.id).collect());
        let mut goals = grouped(self.hanging::<Goal>("plan", plan_ids.as_deref(), "id")?, |row| Some(row.plan));
        let mut groups: HashMap<Id, Vec<PlanFacts>> = HashMap::new();
        for plan in plans {
            let goals = goals.remove(&plan.id).unwrap_or_default();
            groups.entry(plan.record.participation).or_default().push(PlanFacts { plan, goals });
        }
        Ok(groups)
    }

    fn meetings_of(&self, ids: Option<&[Id]>) -> Result<HashMap<Id, Vec<Stored<Meeting>>>> {
        let present = self.of::<Attendance>(ids, "id")?;
        let meeting_ids: Option<Vec<Id>> = ids.map(|_| present.iter().map(|row| row.record.meeting).collect());
        let meetings: HashMap<Id, Stored<Meeting>> = self
            .hanging("id", meeting_ids.as_deref(), "id")?
            .into_iter()
            .map(|meeting: Stored<Meeting>| (meeting.id, meeting))
            .collect();
        let mut groups: HashMap<Id, Vec<Stored<Meeting>>> = HashMap::new();
        for row in present {
            if let (Some(id), Some(meeting)) = (row.record.participation, meetings.get(&row.record.meeting)) {
                groups.entry(id).or_default().push(meeting.clone());
            }
        }
        for group in groups.values_mut() {
            group.sort_by_key(|meeting| (meeting.record.date, meeting.record.time, meeting.id));
        }
        Ok(groups)
    }
}

/// Groups records by what they hang on, keeping their order.
fn grouped<T>(rows: Vec<Stored<T>>, parent: impl Fn(&T) -> Option<Id>) -> HashMap<Id, Vec<Stored<T>>> {
    let mut groups: HashMap<Id, Vec<Stored<T>>> = HashMap::new();
    for row in rows {
        if let Some(id) = parent(&row.record) {
            groups.entry(id).or_default().push(row);
        }
    }
    groups
}
