//! What the questions ask of a meeting. There are more meetings than all other records together, so it is kept small.

use std::{ops::Deref, sync::Arc};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Meeting, MeetingKind, MeetingResult};

/// A meeting without its hour, place and notes, which no question asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingBrief {
    /// The day.
    pub date: NaiveDate,
    /// How long, in minutes.
    pub minutes: Option<i64>,
    /// What sort.
    pub kind: MeetingKind,
    /// What became of it.
    pub result: Option<MeetingResult>,
    /// The id of the definition's service component it delivered, or empty.
    pub component: Component,
}

impl MeetingBrief {
    /// Whether it took place by this day.
    pub fn held(&self, day: NaiveDate) -> bool {
        self.result == Some(MeetingResult::Held) && self.date <= day
    }
}

impl From<&Meeting> for MeetingBrief {
    fn from(meeting: &Meeting) -> Self {
        Self {
            date: meeting.date,
            minutes: meeting.minutes,
            kind: meeting.kind,
            result: meeting.result,
            component: meeting.component.clone().into(),
        }
    }
}

/// The id of a service component; its copies share one text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Component(Option<Arc<str>>);

impl Deref for Component {
    type Target = str;

    fn deref(&self) -> &str {
        self.0.as_deref().unwrap_or_default()
    }
}

impl From<&str> for Component {
    fn from(id: &str) -> Self {
        Self((!id.is_empty()).then(|| id.into()))
    }
}

impl From<String> for Component {
    fn from(id: String) -> Self {
        id.as_str().into()
    }
}

impl From<Component> for String {
    fn from(component: Component) -> Self {
        (*component).to_owned()
    }
}
