//! The registration: a person, their participation and the answers that eligibility rests on, on one form.

use serde::{Deserialize, Serialize};

use super::{Draft, Field, Opening, Slot, circumstances::Circumstances, field::choice_slot};
use crate::{
    domain::{
        Act, Answer, Change, Gender, Id, Leaning, Participation, Person, Problem, Rule, Ruling, Source, Stored,
        check_id, whole_years,
    },
    env::Env,
    i18n::Label,
    store::{Result, Store},
};

/// A person with a participation, new or to be corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Registration {
    /// The person as the fields have it.
    pub person: Person,
    /// The participation as the fields have it.
    pub participation: Participation,
    circumstances: Circumstances,
    /// The records that are being corrected.
    existing: Option<(Stored<Participation>, Stored<Person>)>,
}

impl Draft for Registration {
    const NAME: &'static str = "registration";
    const ACT: Act = Act::Registration;
    const TITLE: Label = |w| &w.form.registration;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("surname", |w| &w.field.surname, |w| &w.hint.surname, Slot::Text(80, |d| &mut d.person.surname)),
        Field::needed("given", |w| &w.field.given, |w| &w.hint.given, Slot::Text(80, |d| &mut d.person.given)),
        Field::new("national-id", |w| &w.field.national_id, |w| &w.hint.national_id, Slot::Text(20, |d| &mut d.person.national_id)),
        Field::new("born", |w| &w.field.born, |w| &w.hint.born, Slot::Date(Leaning::Birth, |d| &mut d.person.born)),
        Field::new("gender", |w| &w.field.gender, |w| &w.hint.gender, choice_slot!(Gender, person.gender)),
        Field::new("phone", |w| &w.field.phone, |w| &w.hint.phone, Slot::Text(40, |d| &mut d.person.phone)),
        Field::new("email", |w| &w.field.email, |w| &w.hint.email, Slot::Text(120, |d| &mut d.person.email)),
        Field::new("address", |w| &w.field.address, |w| &w.hint.address, Slot::Text(200, |d| &mut d.person.address)),
        Field::new("source", |w| &w.field.source, |w| &w.hint.source, choice_slot!(Source, participation.source)),
        Field::needed("applied-on", |w| &w.field.applied_on, |w| &w.hint.applied_on, Slot::Date(Leaning::Past, |d| &mut d.participation.applied_on)),
        Field::new("out-of-work-since", |w| &w.field.out_of_work_since, |w| &w.hint.out_of_work_since, Slot::Date(Leaning::Birth, |d| &mut d.circumstances.out_of_work_since)),
        Field::new("lone-parent", |w| &w.field.lone_parent, |w| &w.hint.answer, choice_slot!(Answer, circumstances.lone_parent)),
        Field::new("subsistence-benefit", |w| &w.field.subsistence_benefit, |w| &w.hint.answer, choice_slot!(Answer, circumstances.subsistence_benefit)),
        Field::new("released-from-prison", |w| &w.field.released_from_prison, |w| &w.hint.answer, choice_slot!(Answer, circumstances.released_from_prison)),
        Field::new("ruling", |w| &w.field.ruling, |w| &w.hint.ruling, choice_slot!(Ruling, participation.ruling)),
        Field::new("ruled-on", |w| &w.field.ruled_on, |w| &w.hint.ruled_on, Slot::Date(Leaning::Past, |d| &mut d.participation.ruled_on)),
        Field::new("consent-on", |w| &w.field.consent_on, |w| &w.hint.consent_on, Slot::Date(Leaning::Past, |d| &mut d.participation.consent_on)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let Some(id) = opening.existing else {
            return Ok(Self::blank(env));
        };
        let participation = store.expect::<Participation>(id)?;
        let person = store.expect::<Person>(participation.record.person)?;
        let circumstances = store.case(id)?.map(|case| case.circumstances).unwrap_or_default();
        Ok(Self {
            person: person.record.clone(),
            participation: participation.record.clone(),
            circumstances: Circumstances::of(circumstances),
            existing: Some((participation, person)),
        })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let mut problems = self.id_problems(env);
        let past = [
            ("born", self.person.born),
            ("applied-on", self.participation.applied_on),
            ("out-of-work-since", self.circumstances.out_of_work_since),
            ("ruled-on", self.participation.ruled_on),
            ("consent-on", self.participation.consent_on),
        ];
        let later = past.into_iter().filter(|(_, day)| day.is_some_and(|day| day > env.today));
        problems.extend(later.map(|(field, _)| Problem::new(field, Rule::InTheFuture)));
        if let (Some(applied), Some(ruled)) = (self.participation.applied_on, self.participation.ruled_on)
            && ruled < applied
        {
            problems.push(Problem::new("ruled-on", Rule::BeforeBeginning(applied)));
        }
        if self.participation.ruling.is_some() && self.participation.ruled_on.is_none() {
            problems.push(Problem::new("ruled-on", Rule::Missing));
        }
        problems
    }

    fn changes(&self, env: &Env) -> Vec<Change> {
        let person = self.completed_person(env);
        let Some((participation, old_person)) = &self.existing else {
            let participation = Participation { person: Id(-1), ..self.participation.clone() };
            let mut changes = vec![Change::Create(Id(-1), person.into()), Change::Create(Id(-1), participation.into())];
            changes.extend(self.circumstances.changes(Id(-1)));
            return changes;
        };
        let mut changes = super::erased::one_change(Some(old_person), person);
        changes.extend(super::erased::one_change(Some(participation), self.participation.clone()));
        changes.extend(self.circumstances.changes(old_person.id));
        changes
    }

    fn about(&self) -> String {
        self.person.name()
    }
}

impl Registration {
    /// A new registration with what is known before anybody has typed.
    pub fn blank(env: &Env) -> Self {
        let participation =
            Participation { programme: env.programme, applied_on: Some(env.today), ..Participation::default() };
        Self { participation, ..Self::default() }
    }

    fn id_problems(&self, env: &Env) -> Vec<Problem> {
        if self.person.national_id.is_empty() {
            return Vec::new();
        }
        match check_id(&self.person.national_id, env.home(), env.today) {
            Err(problem) => vec![Problem::new("national-id", Rule::NationalId(problem))],
            Ok(id) => match (id.birth, self.person.born) {
                (Some(birth), Some(born)) if birth != born => vec![Problem::new("born", Rule::BornOtherwise(birth))],
                _ => Vec::new(),
            },
        }
    }

    /// The person with what the national code says filled in where nothing was entered.
    fn completed_person(&self, env: &Env) -> Person {
        let mut person = self.person.clone();
        if let Ok(id) = check_id(&person.national_id, env.home(), env.today) {
            person.national_id = id.text;
            person.born = person.born.or(id.birth);
            person.gender = person.gender.or(id.gender);
        }
        person
    }

    /// The age on the day of the application, where both days are known.
    pub fn age_at_application(&self) -> Option<i32> {
        Some(whole_years(self.person.born?, self.participation.applied_on?))
    }
}
