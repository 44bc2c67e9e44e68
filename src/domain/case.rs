//! The facts as the questions want them: one participation with everything that hangs on it, and a programme with all its cases.

use std::{collections::HashMap, sync::OnceLock};

use serde::{Deserialize, Serialize};

use super::{
    Action, Assessment, Assignment, Circumstance, Decision, Flag, FollowUp, Goal, Guide, HandIn, Id, Meeting,
    MeetingBrief, Offer, Participation, PathStep, Pause, Person, Plan, Referral, Relation, Spell, Status, Stay, Stored,
    TeamMember, Worker,
};

/// One participation with everything that is known about it; each list is in the order of its dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// The participation.
    pub participation: Stored<Participation>,
    /// Its person.
    pub person: Stored<Person>,
    /// The person's circumstances.
    pub circumstances: Vec<Stored<Circumstance>>,
    /// The stays with their pauses, first to last.
    pub stays: Vec<StayFacts>,
    /// Who supported the participant, and when.
    pub assignments: Vec<Stored<Assignment>>,
    /// The meetings in which the participant took part or was to take part.
    pub meetings: Vec<Stored<MeetingBrief>>,
    /// The plans with their goals.
    pub plans: Vec<PlanFacts>,
    /// What was agreed about the participant.
    pub actions: Vec<Stored<Action>>,
    /// Work, study, measures.
    pub spells: Vec<Stored<Spell>>,
    /// Status on days.
    pub statuses: Vec<Stored<Status>>,
    /// Follow-ups made and tried.
    pub follow_ups: Vec<Stored<FollowUp>>,
    /// Places offered.
    pub offers: Vec<Stored<Offer>>,
    /// Values on scales.
    pub assessments: Vec<Stored<Assessment>>,
    /// The steps of the programme's way that were reached.
    pub path_steps: Vec<Stored<PathStep>>,
    /// Those who stand around the participant.
    pub team: Vec<Stored<TeamMember>>,
    /// What the person is to others, and others to the person.
    pub relations: Vec<Stored<Relation>>,
    /// Referrals in and out.
    pub referrals: Vec<Stored<Referral>>,
    /// What everybody must see, and what no longer.
    pub flags: Vec<Stored<Flag>>,
}

impl Case {
    /// The participation of a person, with nothing else yet.
    pub const fn new(participation: Stored<Participation>, person: Stored<Person>) -> Self {
        Self {
            participation,
            person,
            circumstances: Vec::new(),
            stays: Vec::new(),
            assignments: Vec::new(),
            meetings: Vec::new(),
            plans: Vec::new(),
            actions: Vec::new(),
            spells: Vec::new(),
            statuses: Vec::new(),
            follow_ups: Vec::new(),
            offers: Vec::new(),
            assessments: Vec::new(),
            path_steps: Vec::new(),
            team: Vec::new(),
            relations: Vec::new(),
            referrals: Vec::new(),
            flags: Vec::new(),
        }
    }

    /// The participation's number in the file.
    pub const fn id(&self) -> Id {
        self.participation.id
    }
}

/// A stay with its pauses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StayFacts {
    /// The stay.
    pub stay: Stored<Stay>,
    /// Its pauses, first to last.
    pub pauses: Vec<Stored<Pause>>,
    /// What was decided about it, first to last.
    pub decisions: Vec<Stored<Decision>>,
}

/// A plan with its goals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanFacts {
    /// The plan.
    pub plan: Stored<Plan>,
    /// Its goals, in the order in which they were written.
    pub goals: Vec<Stored<Goal>>,
}

/// A meeting with those who were there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingFacts {
    /// The meeting.
    pub meeting: Stored<Meeting>,
    /// The participations whose participants were there.
    pub participations: Vec<Id>,
    /// The workers who were there.
    pub workers: Vec<Id>,
    /// People from outside, in words.
    pub outside: Vec<String>,
}

/// Who was or is to be at a meeting of which nothing was noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The meeting.
    pub meeting: Id,
    /// The first participation.
    pub participation: Option<Id>,
    /// The first worker.
    pub worker: Option<Id>,
}

impl Facts {
    /// The participation with this number in the file.
    pub fn case(&self, id: Id) -> Option<&Case> {
        let places = self.places.0.get_or_init(|| self.cases.iter().map(Case::id).zip(0..).collect());
        places.get(&id).and_then(|place| self.cases.get(*place)).filter(|case| case.id() == id)
    }
}

/// Where each participation stands among the others; found out when it is first asked for.
#[derive(Clone, Debug, Default)]
pub struct CasePlaces(OnceLock<HashMap<Id, usize>>);

/// Everything the questions need about one programme; long texts, which none of them asks for, are empty.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The participations.
    pub cases: Vec<Case>,
    /// The workers.
    pub workers: Vec<Stored<Worker>>,
    /// The meetings, by day.
    pub meetings: Vec<Stored<MeetingBrief>>,
    /// Who was or is to be at those of them of which nothing was noted.
    pub expected: Vec<Expected>,
    /// What was agreed about the programme itself, not about one participant.
    pub actions: Vec<Stored<Action>>,
    /// What was handed in to the funder.
    pub hand_ins: Vec<Stored<HandIn>>,
    /// The office's own guides for support persons.
    pub guides: Vec<Stored<Guide>>,
    /// For finding a participation by its number; empty until then.
    pub places: CasePlaces,
}
