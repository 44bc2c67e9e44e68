//! Where a participant stands: spells of work and study, status on a day, follow-ups.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::person::Answer;
use crate::domain::{Entity, Id, Kind, choice::choice};

choice! {
    /// What a spell is a span of.
    SpellKind "spell-kind" {
        /// A job.
        Work "work",
        /// Studies.
        Study "study",
        /// A work placement.
        Practice "practice",
        /// An apprenticeship.
        Apprenticeship "apprenticeship",
        /// A training course.
        Training "training",
        /// Another labour-market measure.
        Measure "measure",
    }
}

/// A dated span of work, study or a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spell {
    /// Whose.
    pub participation: Id,
    /// Of what.
    pub kind: SpellKind,
    /// Employer or school.
    #[serde(default)]
    pub employer: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none while it lasts.
    #[serde(default)]
    pub to: Option<NaiveDate>,
    /// Last day of probation, where there is one.
    #[serde(default)]
    pub probation_ends_on: Option<NaiveDate>,
    /// What proves it.
    #[serde(default)]
    pub evidence: String,
    /// The day on which a qualification was gained by it.
    #[serde(default)]
    pub qualified_on: Option<NaiveDate>,
    /// The extent in per cent; 100 is full time.
    #[serde(default)]
    pub percent: Option<i64>,
    /// Whether it is subsidised.
    #[serde(default)]
    pub supported: Option<Answer>,
}

impl Entity for Spell {
    const KIND: Kind = Kind::Spell;
    const LINKS: &'static [(&'static str, Kind)] = &[("participation", Kind::Participation)];
    const PERSONAL: &'static [&'static str] = &["employer", "evidence"];
}

choice! {
    /// Status on the labour market.
    Labour "labour" {
        /// Unemployed and looking for work.
        Unemployed "unemployed",
        /// Neither working nor looking for work.
        Inactive "inactive",
        /// Working, also for oneself.
        Employed "employed",
        /// Studying or in training.
        Studying "studying",
        /// Was asked and declined to say.
        Declined "declined",
        /// Was not asked.
        NotAsked "not-asked",
    }
}

choice! {
    /// What the person lives on.
    Livelihood "livelihood" {
        /// Own work.
        Work "work",
        /// Subsistence benefit.
        SubsistenceBenefit "subsistence-benefit",
        /// Unemployment benefit.
        UnemploymentBenefit "unemployment-benefit",
        /// Pension or sickness benefit.
        Pension "pension",
        /// Study grant.
        StudyGrant "study-grant",
        /// Family.
        Family "family",
        /// Nothing of one's own.
        None "none",
        /// Was not asked.
        NotAsked "not-asked",
    }
}

choice! {
    /// On what occasion a status was noted.
    Moment "moment" {
        /// At entry.
        Entry "entry",
        /// At exit.
        Exit "exit",
        /// At a follow-up.
        FollowUp "follow-up",
        /// In between.
        Between "between",
    }
}

choice! {
    /// The highest level of education that was completed.
    Education "education" {
        /// Less than primary education.
        Isced0 "isced-0",
        /// Primary or lower secondary education.
        Isced1To2 "isced-1-2",
        /// Upper secondary education.
        Isced3 "isced-3",
        /// Post-secondary education below the tertiary level.
        Isced4 "isced-4",
        /// Tertiary education.
        Isced5To8 "isced-5-8",
        /// Was asked and declined to say.
        Declined "declined",
        /// Was not asked.
        NotAsked "not-asked",
    }
}

/// Labour-market status and livelihood on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Whose.
    pub participation: Id,
    /// The day.
    pub date: NaiveDate,
    /// On what occasion.
    pub moment: Moment,
    /// Status on the labour market.
    pub labour: Option<Labour>,
    /// Livelihood.
    pub livelihood: Option<Livelihood>,
    /// Education.
    #[serde(default)]
    pub education: Option<Education>,
    /// How much the person works, in per cent of full time.
    #[serde(default)]
    pub work_percent: Option<i64>,
    /// How much the person studies, in per cent of full time.
    #[serde(default)]
    pub study_percent: Option<i64>,
    /// Whether the situation on the labour market is better than at entry.
    #[serde(default)]
    pub improved: Option<Answer>,
    /// Whether the person lives on public support.
    #[serde(default)]
    pub public_support: Option<Answer>,
}

impl Status {
    /// A status of which nothing is noted yet.
    pub const fn on(participation: Id, date: NaiveDate, moment: Moment) -> Self {
        Self {
            participation,
            date,
            moment,
            labour: None,
            livelihood: None,
            education: None,
            work_percent: None,
            study_percent: None,
            improved: None,
            public_support: None,
        }
    }
}

impl Entity for Status {
    const KIND: Kind = Kind::Status;
    const LINKS: &'static [(&'static str, Kind)] = &[("participation", Kind::Participation)];
}

choice! {
    /// How the person was reached.
    Contact "contact" {
        /// By telephone.
        Phone "phone",
        /// Face to face.
        Meeting "meeting",
        /// In writing.
        Letter "letter",
        /// Through a public register.
        Registry "registry",
    }
}

choice! {
    /// What became of a follow-up.
    FollowUpResult "follow-up-result" {
        /// It was made.
        Made "made",
        /// The person was not reached; it may be tried again.
        NotReached "not-reached",
        /// The person was reached and declined to say.
        Declined "declined",
    }
}

/// A follow-up that was made or tried, matched to its deadline by rule and occurrence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Whose.
    pub participation: Id,
    /// The id of the deadline rule it answers.
    pub rule: String,
    /// Which stay it follows up: 1 for the first.
    pub occurrence: i64,
    /// The day.
    pub date: NaiveDate,
    /// How the person was reached.
    pub contact: Option<Contact>,
    /// What became of it.
    pub result: FollowUpResult,
    /// Status found.
    pub labour: Option<Labour>,
    /// What else was found.
    #[serde(default)]
    pub notes: String,
    /// Livelihood found.
    #[serde(default)]
    pub livelihood: Option<Livelihood>,
    /// Whether the situation on the labour market is better than at entry.
    #[serde(default)]
    pub improved: Option<Answer>,
}

impl Entity for FollowUp {
    const KIND: Kind = Kind::FollowUp;
    const LINKS: &'static [(&'static str, Kind)] = &[("participation", Kind::Participation)];
    const TEXTS: &'static [&'static str] = &["notes"];
    const PERSONAL: &'static [&'static str] = &["notes"];
}
