//! The registration: a person, their participation and the answers that eligibility rests on, on one form.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{
    Choices, Draft, Field, Opening, Slot,
    circumstances::Circumstances,
    field::{choice_slot, codes},
};
use crate::{
    domain::{
        Act, Answer, Change, Choice, CircumstanceKind, Gender, Id, Kind, Leaning, Participation, Person, Problem, Rule,
        Ruling, Source, Stored, Worker, check_id, eligible, sees_identity, whole_years,
    },
    env::Env,
    i18n::{Label, Words},
    store::{Error, Result, Store},
};

/// A question about a circumstance, asked where something in the programme depends on it.
macro_rules! question {
    ($name:literal, $kind:ident) => {
        Field::<Registration>::new(
            $name,
            |w| w.code_name("question", $name),
            |w| &w.hint.answer,
            Slot::Choice(Choices {
                set: Answer::SET,
                codes: codes::<Answer>,
                get: |d| d.circumstances.answer(CircumstanceKind::$kind).map(Choice::code),
                put: |d, code| d.circumstances.put(CircumstanceKind::$kind, code.and_then(Answer::from_code)),
            }),
        )
        .when(|d| d.asks_for(CircumstanceKind::$kind))
    };
}

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
        Field::new("anonymous", |w| &w.field.anonymous, |w| &w.hint.anonymous, Slot::Choice(Choices {
            set: Answer::SET,
            codes: codes::<Answer>,
            get: |d| d.participation.anonymous.then(|| Answer::Yes.code()),
            put: |d, code| d.participation.anonymous = code == Some(Answer::Yes.code()),
        })),
        Field::new("national-id", |w| &w.field.national_id, |w| &w.hint.national_id, Slot::Text(20, |d| &mut d.person.national_id)),
        Field::new("born", |w| &w.field.born, |w| &w.hint.born, Slot::Date(Leaning::Birth, |d| &mut d.person.born)),
        Field::new("gender", |w| &w.field.gender, |w| &w.hint.gender, choice_slot!(Gender, person.gender)),
        Field::new("phone", |w| &w.field.phone, |w| &w.hint.phone, Slot::Text(40, |d| &mut d.person.phone)),
        Field::new("email", |w| &w.field.email, |w| &w.hint.email, Slot::Text(120, |d| &mut d.person.email)),
        Field::new("address", |w| &w.field.address, |w| &w.hint.address, Slot::Text(200, |d| &mut d.person.address)),
        Field::new("source", |w| &w.field.source, |w| &w.hint.source, choice_slot!(Source, participation.source)),
        Field::needed("applied-on", |w| &w.field.applied_on, |w| &w.hint.applied_on, Slot::Date(Leaning::Past, |d| &mut d.participation.applied_on)),
        Field::<Self>::new("out-of-work-since", |w| &w.field.out_of_work_since, |w| &w.hint.out_of_work_since, Slot::Date(Leaning::Birth, |d| &mut d.circumstances.out_of_work_since)).when(|d| d.asks_for(CircumstanceKind::OutOfWork)),
        Field::<Self>::new("registered-since", |w| &w.field.registered_since, |w| &w.hint.registered_since, Slot::Date(Leaning::Birth, |d| &mut d.circumstances.registered_since)).when(|d| d.asks_for(CircumstanceKind::RegisteredUnemployed)),
        question!("lone-parent", LoneParent),
        question!("subsistence-benefit", SubsistenceBenefit),
        question!("released-from-prison", ReleasedFromPrison),
        question!("disability-social", DisabilitySocial),
        question!("disability-mental", DisabilityMental),
        question!("disability-physical", DisabilityPhysical),
        question!("joint-effort", JointEffort),
        question!("special-mental-need", SpecialMentalNeed),
        question!("parallel-state-service", ParallelStateService),
        question!("carer", Carer),
        question!("cared-for", CaredFor),
        question!("special-need", SpecialNeed),
        question!("coping-difficulty", CopingDifficulty),
        question!("preparing-for-work", PreparingForWork),
        question!("social-obstacle", SocialObstacle),
        question!("disability", Disability),
        question!("minority", Minority),
        question!("foreign-background", ForeignBackground),
        question!("third-country", ThirdCountry),
        question!("homeless", Homeless),
        question!("rural", Rural),
        question!("other-disadvantage", OtherDisadvantage),
        question!("in-education", InEducation),
        question!("consent-withdrawn", ConsentWithdrawn),
        Field::new("ruling", |w| &w.field.ruling, |w| &w.hint.ruling, choice_slot!(Ruling, participation.ruling)),
        Field::new("ruled-on", |w| &w.field.ruled_on, |w| &w.hint.ruled_on, Slot::Date(Leaning::Past, |d| &mut d.participation.ruled_on)),
        Field::new("ruled-by", |w| &w.field.decided_by, |w| &w.hint.worker, Slot::Link(Kind::Worker, |d| &mut d.participation.ruled_by)),
        Field::new("consent-on", |w| &w.field.consent_on, |w| &w.hint.consent_on, Slot::Date(Leaning::Past, |d| &mut d.participation.consent_on)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let Some(id) = opening.existing else {
            let mut blank = Self::blank(env);
            blank.participation.ruled_by = worker_of(store, env)?;
            return Ok(blank);
        };
        let participation = store.expect::<Participation>(id)?;
        let person = store.expect::<Person>(participation.record.person)?;
        let case = store.case(id)?;
        let workers = store.all::<Worker>()?;
        if case.as_ref().is_some_and(|case| !sees_identity(case, &workers, &env.user, env.today)) {
            return Err(Error::Protected(participation.record.number));
        }
        let circumstances = case.map(|case| case.circumstances).unwrap_or_default();
        let undecided = participation.record.ruling.is_none();
        let ruled_by = if undecided { worker_of(store, env)? } else { participation.record.ruled_by };
        Ok(Self {
            person: person.record.clone(),
            participation: Participation { ruled_by, ..participation.record.clone() },
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
            ("registered-since", self.circumstances.registered_since),
            ("ruled-on", self.participation.ruled_on),
            ("consent-on", self.participation.consent_on),
        ];
        let later = past.into_iter().filter(|(_, day)| day.is_some_and(|day| day > env.today));
        problems.extend(later.map(|(field, _)| Problem::new(field, Rule::InTheFuture)));
        if let (Some(applied), Some(ruled)) = (self.participation.applied_on, self.participation.ruled_on)
            && ruled < applied
        {
            problems.push(Problem::new("ruled-on", Rule::BeforeApplication(applied)));
        }
        let was = self.existing.as_ref().is_none_or(|(stored, _)| stored.record.anonymous);
        if self.participation.anonymous && !was {
            problems.push(Problem::new("anonymous", Rule::OnlyWhenNew));
        }
        if self.participation.ruling.is_some() && self.participation.ruled_on.is_none() {
            problems.push(Problem::new("ruled-on", Rule::Missing));
        }
        problems
    }

    fn changes(&self, env: &Env) -> Vec<Change> {
        let person = self.completed_person(env);
        let Some((participation, old_person)) = &self.existing else {
            let decided = self.decided(&person, Id(-1), env);
            let participation = Participation { person: Id(-1), ..decided };
            let mut changes = vec![Change::Create(Id(-1), person.into()), Change::Create(Id(-1), participation.into())];
            changes.extend(self.circumstances.changes(Id(-1)));
            return changes;
        };
        let decided = self.decided(&person, old_person.id, env);
        let mut changes = super::erased::one_change(Some(old_person), person);
        changes.extend(super::erased::one_change(Some(participation), decided));
        changes.extend(self.circumstances.changes(old_person.id));
        changes
    }

    fn about(&self, words: &Words) -> String {
        words.called(&self.person, Some(&self.participation))
    }

    fn may_lack(&self, field: &str) -> bool {
        let nameless = self.participation.anonymous || self.person.erased_on.is_some();
        nameless && ["surname", "given"].contains(&field)
    }

    fn participation(&self) -> Option<Id> {
        self.existing.as_ref().map(|(participation, _)| participation.id)
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
        // Of somebody without a name the gender and the year of birth are kept.
        if self.participation.anonymous {
            let year = person.born.and_then(|born| NaiveDate::from_ymd_opt(born.year(), 1, 1));
            let erased_on = person.erased_on;
            person = Person { gender: person.gender, born: year, erased_on, ..Person::default() };
        }
        person
    }

    /// The participation with what its decision rested on: what is found on eligibility as of that day, taken down when the
    /// decision is first saved or changed, and left as it is when only facts are corrected later.
    fn decided(&self, person: &Person, id: Id, env: &Env) -> Participation {
        let now = self.participation.clone();
        let Some(day) = now.ruled_on.filter(|_| now.ruling.is_some()) else {
            return Participation { ruled_by: None, ruling_basis: String::new(), ..now };
        };
        let before = self.existing.as_ref().map(|(stored, _)| &stored.record);
        if before.is_some_and(|before| before.ruling == now.ruling && before.ruled_on == now.ruled_on) {
            return now;
        }
        let editions = env.definition.all();
        let own = editions.iter().find(|edition| edition.id == now.programme);
        let definition = own.map_or(&**env.definition, |edition| &edition.definition);
        let found = eligible(person, &self.circumstances.afterwards(id), definition, day);
        Participation { ruling_basis: serde_json::to_string(&found).unwrap_or_default(), ..now }
    }

    /// The age on the day of the application, where both days are known.
    pub fn age_at_application(&self) -> Option<i32> {
        Some(whole_years(self.person.born?, self.participation.applied_on?))
    }
}

/// The worker whose login name the session has.
fn worker_of(store: &Store, env: &Env) -> Result<Option<Id>> {
    let workers = store.all::<Worker>()?;
    Ok(workers.into_iter().find(|worker| worker.record.login == env.user).map(|worker| worker.id))
}
