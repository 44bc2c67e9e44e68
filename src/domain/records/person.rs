//! Somebody known to the office, and the dated circumstances that eligibility rests on.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{Entity, Id, Kind, choice::choice};

choice! {
    /// A person's gender as the person states it; the ESF+ forms know three values, the national codes two.
    Gender "gender" {
        /// A woman.
        Woman "woman",
        /// A man.
        Man "man",
        /// Neither.
        Other "other",
    }
}

/// Somebody known to the office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Family name.
    pub surname: String,
    /// Given names.
    pub given: String,
    /// National code without spaces; empty when not known. It may change, the person stays.
    pub national_id: String,
    /// Day of birth.
    pub born: Option<NaiveDate>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Where the person lives.
    pub address: String,
    /// Counted, but never named outside the office.
    pub protected: bool,
    /// The day on which everything was taken out that says who this is.
    pub erased_on: Option<NaiveDate>,
}

impl Person {
    /// The name as lists show it: surname first.
    pub fn name(&self) -> String {
        surname_first(&self.surname, &self.given)
    }
}

impl Entity for Person {
    const KIND: Kind = Kind::Person;
    const LINKS: &'static [(&'static str, Kind)] = &[];
    const TEXTS: &'static [&'static str] = &["phone", "email", "address"];
    const PERSONAL: &'static [&'static str] = &["surname", "given", "national_id", "phone", "email", "address"];
}

/// `Surname, Given`; without the comma where one of the two is empty.
pub(super) fn surname_first(surname: &str, given: &str) -> String {
    match (surname.is_empty(), given.is_empty()) {
        (false, false) => format!("{surname}, {given}"),
        _ => format!("{surname}{given}"),
    }
}

choice! {
    /// What eligibility and reporting ask about a person.
    CircumstanceKind "circumstance" {
        /// Has had no work, since the day given.
        OutOfWork "out-of-work",
        /// Brings up children alone.
        LoneParent "lone-parent",
        /// Receives subsistence benefit (cash social support).
        SubsistenceBenefit "subsistence-benefit",
        /// Was released from prison. Criminal-offence data: the code only, never a text.
        ReleasedFromPrison "released-from-prison",
        /// Is registered as unemployed, since the day given.
        RegisteredUnemployed "registered-unemployed",
        /// A disability with social causes.
        DisabilitySocial "disability-social",
        /// A mental disability.
        DisabilityMental "disability-mental",
        /// A physical disability.
        DisabilityPhysical "disability-physical",
        /// Needs the joint effort of the authorities.
        JointEffort "joint-effort",
        /// Has a special mental need.
        SpecialMentalNeed "special-mental-need",
        /// Receives a special-care service that the state pays for at the same time.
        ParallelStateService "parallel-state-service",
        /// Carries a care burden.
        Carer "carer",
        /// Needs care at home.
        CaredFor "cared-for",
        /// Has a special need.
        SpecialNeed "special-need",
        /// Has difficulty coping.
        CopingDifficulty "coping-difficulty",
        /// Is preparing for the labour market.
        PreparingForWork "preparing-for-work",
        /// Has a social problem that keeps from seeking, finding or keeping work.
        SocialObstacle "social-obstacle",
        /// Has a disability.
        Disability "disability",
        /// Belongs to a minority.
        Minority "minority",
        /// Has a foreign background.
        ForeignBackground "foreign-background",
        /// Is a national of a third country.
        ThirdCountry "third-country",
        /// Is homeless or excluded from housing.
        Homeless "homeless",
        /// Lives in a rural area.
        Rural "rural",
        /// Is disadvantaged in another way.
        OtherDisadvantage "other-disadvantage",
        /// Is in education or training.
        InEducation "in-education",
        /// Has withdrawn the consent to keep and report the data.
        ConsentWithdrawn "consent-withdrawn",
    }
}

choice! {
    /// What the person answered; without a circumstance on file the question was not asked.
    Answer "answer" {
        /// It holds.
        Yes "yes",
        /// It does not hold.
        No "no",
        /// The person declined to say.
        Declined "declined",
    }
}

/// One circumstance of a person over a span of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circumstance {
    /// Whose.
    pub person: Id,
    /// Which.
    pub kind: CircumstanceKind,
    /// Whether it holds.
    pub answer: Answer,
    /// First day, where known.
    #[serde(default)]
    pub since: Option<NaiveDate>,
    /// Last day, once over.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

impl Entity for Circumstance {
    const KIND: Kind = Kind::Circumstance;
    const LINKS: &'static [(&'static str, Kind)] = &[("person", Kind::Person)];
}
