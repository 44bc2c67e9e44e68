//! Labour-market status and livelihood on a day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Draft, Field, Opening, Slot, erased::one_change, field::choice_slot};
use crate::{
    domain::{
        Act, Answer, Change, Education, Id, Kind, Labour, Leaning, Livelihood, Moment, Problem, Rule, Status, Stored,
    },
    env::Env,
    i18n::{Label, Words},
    store::{Result, Store},
};

/// A status, new or to be corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct StatusDraft {
    date: Option<NaiveDate>,
    moment: Option<Moment>,
    labour: Option<Labour>,
    livelihood: Option<Livelihood>,
    education: Option<Education>,
    work_percent: Option<i64>,
    study_percent: Option<i64>,
    improved: Option<Answer>,
    public_support: Option<Answer>,
    participation: Id,
    existing: Option<Stored<Status>>,
    about: String,
}

impl Draft for StatusDraft {
    const NAME: &'static str = "status";
    const ACT: Act = Act::Status;
    const TITLE: Label = |w| &w.form.status;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("date", |w| &w.field.date, |w| &w.hint.date, Slot::Date(Leaning::Past, |d| &mut d.date)),
        Field::needed("moment", |w| &w.field.moment, |w| &w.hint.moment, choice_slot!(Moment, moment)),
        Field::needed("labour", |w| &w.field.labour, |w| &w.hint.labour, choice_slot!(Labour, labour)),
        Field::new("livelihood", |w| &w.field.livelihood, |w| &w.hint.livelihood, choice_slot!(Livelihood, livelihood)),
        Field::new("public-support", |w| &w.field.public_support, |w| &w.hint.public_support, choice_slot!(Answer, public_support)),
        Field::new("work-percent", |w| &w.field.work_percent, |w| &w.hint.percent, Slot::Number(100, |d| &mut d.work_percent)),
        Field::new("study-percent", |w| &w.field.study_percent, |w| &w.hint.percent, Slot::Number(100, |d| &mut d.study_percent)),
        Field::new("education", |w| &w.field.education, |w| &w.hint.education, choice_slot!(Education, education)),
        Field::new("improved", |w| &w.field.improved, |w| &w.hint.improved, choice_slot!(Answer, improved)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<Status>(id)).transpose()?;
        let participation =
            existing.as_ref().map(|status| status.record.participation).or(opening.participation).unwrap_or_default();
        let about = super::erased::name_of(store, Kind::Participation, participation, env.words);
        let noted = existing.as_ref().map(|stored| stored.record.clone());
        let status = noted.unwrap_or_else(|| Status::on(participation, env.today, Moment::Between));
        Ok(Self {
            date: Some(status.date),
            moment: Some(status.moment),
            labour: status.labour,
            livelihood: status.livelihood,
            education: status.education,
            work_percent: status.work_percent,
            study_percent: status.study_percent,
            improved: status.improved,
            public_support: status.public_support,
            participation,
            existing,
            about,
        })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let late = self.date.is_some_and(|day| day > env.today);
        late.then(|| Problem::new("date", Rule::InTheFuture)).into_iter().collect()
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let (Some(date), Some(moment)) = (self.date, self.moment) else { return Vec::new() };
        let participation = self.participation;
        let status = Status {
            participation,
            date,
            moment,
            labour: self.labour,
            livelihood: self.livelihood,
            education: self.education,
            work_percent: self.work_percent,
            study_percent: self.study_percent,
            improved: self.improved,
            public_support: self.public_support,
        };
        one_change(self.existing.as_ref(), status)
    }

    fn about(&self, _words: &Words) -> String {
        self.about.clone()
    }

    fn participation(&self) -> Option<Id> {
        Some(self.participation)
    }
}
