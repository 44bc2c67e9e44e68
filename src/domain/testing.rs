//! Cases for the unit tests of the rules, built fact by fact. The one place here that may name the embedded definitions.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{
    Action, Answer, Assessment, Assignment, Case, Circumstance, CircumstanceKind, Decision, DecisionKind, Definition,
    ExitReason, Facts, FollowUp, FollowUpResult, Id, Meeting, MeetingKind, MeetingResult, Offer, OfferAnswer,
    Participation, PathStep, Pause, Person, Plan, PlanFacts, Rater, Ruling, Scale, Spell, SpellKind, Stay, StayFacts,
    Stored, Worker, WorkerRole,
};

/// The definition of Rapla.
pub(crate) fn rapla() -> Definition {
    static RAPLA: LazyLock<Definition> =
        LazyLock::new(|| crate::definitions::parse(crate::definitions::EMBEDDED[0].1).unwrap());
    RAPLA.clone()
}

/// The day of this text.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn stored<T>(id: i64, record: T) -> Stored<T> {
    Stored { id: Id(id), version: 1, record }
}

/// A case with nothing but an application on 2 January 2013.
pub(crate) fn case(id: i64) -> Builder {
    let participation = Participation {
        programme: Id(1),
        person: Id(id),
        number: id,
        applied_on: Some(day("2013-01-02")),
        ..Participation::default()
    };
    let person = Person { born: Some(day("1980-03-10")), ..Person::default() };
    Builder(Case::new(stored(id, participation), stored(id, person)))
}

/// A case under construction; each step adds one fact.
pub(crate) struct Builder(pub(crate) Case);

impl Builder {
    pub(crate) fn build(self) -> Case {
        self.0
    }

    pub(crate) fn applied(mut self, on: &str) -> Self {
        self.0.participation.record.applied_on = Some(day(on));
        self
    }

    pub(crate) fn ruled(mut self, ruling: Ruling, on: &str) -> Self {
        self.0.participation.record.ruling = Some(ruling);
        self.0.participation.record.ruled_on = Some(day(on));
        self
    }

    pub(crate) fn enters(mut self, on: &str) -> Self {
        let stay = Stay {
            participation: self.0.id(),
            entered_on: day(on),
            exited_on: None,
            exit_reason: None,
            exit_note: String::new(),
        };
        let stay = stored(self.next(), stay);
        self.0.stays.push(StayFacts { stay, pauses: vec![], decisions: vec![] });
        self
    }

    pub(crate) fn exits(mut self, on: &str, why: ExitReason) -> Self {
        let stay = &mut self.0.stays.last_mut().unwrap().stay.record;
        stay.exited_on = Some(day(on));
        stay.exit_reason = Some(why);
        self
    }

    pub(crate) fn pause(mut self, from: &str, to: Option<&str>) -> Self {
        let id = self.next();
        let facts = self.0.stays.last_mut().unwrap();
        let pause = Pause { stay: facts.stay.id, from: day(from), to: to.map(day), reason: String::new() };
        facts.pauses.push(stored(id, pause));
        self
    }

    /// A job from a day on, to its last day and with the last day of its probation.
    pub(crate) fn works(mut self, from: &str, to: Option<&str>, probation: Option<&str>) -> Self {
        let spell = Spell {
            participation: self.0.id(),
            kind: SpellKind::Work,
            employer: "Rapla Leib".to_owned(),
            from: day(from),
            to: to.map(day),
            probation_ends_on: probation.map(day),
            evidence: String::new(),
            qualified_on: None,
            percent: None,
            supported: None,
        };
        self.0.spells.push(stored(self.0.spells.len() as i64 + 1, spell));
        self
    }

    pub(crate) fn planned(mut self, on: &str) -> Self {
        let plan = Plan {
            participation: self.0.id(),
            made_on: day(on),
            situation: String::new(),
            evaluate_on: None,
            evaluated_on: None,
            result: String::new(),
        };
        self.0.plans.push(PlanFacts { plan: stored(self.0.plans.len() as i64 + 1, plan), goals: vec![] });
        self
    }

    pub(crate) fn meets(mut self, on: &str, kind: MeetingKind, result: Option<MeetingResult>) -> Self {
        let id = self.next();
        self.0.meetings.push(stored(id, (&meeting(on, kind, result)).into()));
        self
    }

    pub(crate) fn follow_up(mut self, occurrence: i64, on: &str, result: FollowUpResult) -> Self {
        let follow_up = FollowUp {
            participation: self.0.id(),
            rule: "six-months".to_owned(),
            occurrence,
            date: day(on),
            contact: None,
            result,
            labour: None,
            notes: String::new(),
            livelihood: None,
            improved: None,
        };
        self.0.follow_ups.push(stored(self.0.follow_ups.len() as i64 + 1, follow_up));
        self
    }

    pub(crate) fn circumstance(mut self, kind: CircumstanceKind, answer: Answer, since: Option<&str>) -> Self {
        let person = self.0.person.id;
        let fact = Circumstance { person, kind, answer, since: since.map(day), until: None };
        self.0.circumstances.push(stored(self.0.circumstances.len() as i64 + 1, fact));
        self
    }

    pub(crate) fn assigned(mut self, worker: i64, from: &str) -> Self {
        let given = Assignment { participation: self.0.id(), worker: Id(worker), from: day(from), to: None };
        self.0.assignments.push(stored(self.0.assignments.len() as i64 + 1, given));
        self
    }

    pub(crate) fn agreed(mut self, text: &str, due_on: &str) -> Self {
        let action = Action {
            participation: Some(self.0.id()),
            text: text.to_owned(),
            due_on: Some(day(due_on)),
            ..Action::default()
        };
        let id = self.next();
        self.0.actions.push(stored(id, action));
        self
    }

    /// A decision of the last stay's body; for a prolongation with the new last day.
    pub(crate) fn decided(mut self, kind: DecisionKind, on: &str, until: Option<&str>) -> Self {
        let facts = self.0.stays.last_mut().unwrap();
        let decision = Decision {
            stay: facts.stay.id,
            kind,
            decided_on: day(on),
            worker: None,
            by: "Rapla vald".to_owned(),
            until: until.map(day),
            basis: String::new(),
            note: String::new(),
        };
        facts.decisions.push(stored(facts.stay.id.0 * 10 + facts.decisions.len() as i64, decision));
        self
    }

    /// A place offered, with the answer and its day.
    pub(crate) fn offered(mut self, on: &str, answer: Option<(OfferAnswer, &str)>) -> Self {
        let offer = Offer {
            participation: self.0.id(),
            offered_on: day(on),
            answered_on: answer.map(|(_, on)| day(on)),
            answer: answer.map(|(answer, _)| answer),
            note: String::new(),
        };
        self.0.offers.push(stored(self.0.offers.len() as i64 + 1, offer));
        self
    }

    /// A value on a scale; `item` names the barrier and is empty for the other scales.
    pub(crate) fn assessed(mut self, scale: Scale, item: &str, on: &str, value: i64) -> Self {
        let assessment = Assessment {
            participation: self.0.id(),
            date: day(on),
            scale,
            item: item.to_owned(),
            value,
            by: Rater::Participant,
            note: String::new(),
        };
        self.0.assessments.push(stored(self.0.assessments.len() as i64 + 1, assessment));
        self
    }

    /// A step of the programme's way.
    pub(crate) fn reaches(mut self, step: &str, on: &str) -> Self {
        let step = PathStep { participation: self.0.id(), step: step.to_owned(), entered_on: day(on) };
        self.0.path_steps.push(stored(self.0.path_steps.len() as i64 + 1, step));
        self
    }

    /// A number that no other record of the tests has.
    fn next(&self) -> i64 {
        self.0.id().0 * 1000 + (self.0.stays.len() + self.0.meetings.len() + self.0.actions.len()) as i64 + 1
    }
}

/// A meeting of the programme.
pub(crate) fn meeting(on: &str, kind: MeetingKind, result: Option<MeetingResult>) -> Meeting {
    Meeting {
        programme: Id(1),
        date: day(on),
        time: None,
        minutes: None,
        kind,
        result,
        place: String::new(),
        notes: String::new(),
        component: String::new(),
    }
}

/// A support person who began on the first day of the programme.
pub(crate) fn support(id: i64) -> Stored<Worker> {
    let worker = Worker {
        surname: format!("Saar{id}"),
        role: Some(WorkerRole::Support),
        active_from: Some(day("2013-01-01")),
        ..Worker::default()
    };
    stored(id, worker)
}

/// A programme with these cases, these work meetings held, and one support person, number 1.
pub(crate) fn facts(cases: Vec<Case>, held: &[&str]) -> Facts {
    let work_meeting = |on: &&str| meeting(on, MeetingKind::WorkMeeting, Some(MeetingResult::Held));
    let meetings = held.iter().map(work_meeting).zip(1..).map(|(record, id)| stored(id, (&record).into()));
    Facts { cases, workers: vec![support(1)], meetings: meetings.collect(), ..Facts::default() }
}
