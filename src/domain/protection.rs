//! Who is shown by number and not by name, and which fields of a record say who somebody is.

use chrono::NaiveDate;
use serde_json::Value;

use super::{
    Access, Case, CircumstanceKind, ExitReason, Kind, Participation, Person, Source, Stored, Worker, WorkerRole,
    choice::choice, current_worker,
};

choice! {
    /// Why somebody is shown by number and not by name.
    Unnamed "unnamed" {
        /// The identity is protected.
        Protected "protected",
        /// Takes part without a name.
        Anonymous "anonymous",
        /// Who it was has been taken out.
        Erased "erased",
    }
}

impl Person {
    /// Why the person is not named where everybody may look; none for one who is. Lists, reports, titles, messages, the change
    /// log and what is handed out all ask here. Only the person's own card and form show what is known.
    pub fn unnamed(&self, participation: Option<&Participation>) -> Option<Unnamed> {
        let why = [
            (participation.is_some_and(|participation| participation.anonymous), Unnamed::Anonymous),
            (self.erased_on.is_some(), Unnamed::Erased),
            (self.protected, Unnamed::Protected),
        ];
        why.into_iter().find_map(|(holds, why)| holds.then_some(why))
    }

    /// Whether name, contacts, address, code and day of birth may stand where everybody may look.
    pub fn may_be_shown(&self) -> bool {
        self.unnamed(None).is_none()
    }
}

impl Case {
    /// Why the participant is not named where everybody may look; none for one who is.
    pub fn unnamed(&self) -> Option<Unnamed> {
        self.person.record.unnamed(Some(&self.participation.record))
    }

    /// The person, as far as everybody may look.
    pub fn shown(&self) -> Option<&Person> {
        self.unnamed().is_none().then_some(&self.person.record)
    }
}

/// Whether this user sees on the participant's card who somebody protected is: whoever supports the participant on the day, a
/// lead, and any worker while nobody supports the participant yet. Where no worker is tied to a login, nobody can be told apart.
pub fn sees_identity(case: &Case, workers: &[Stored<Worker>], user: &str, day: NaiveDate) -> bool {
    if !case.person.record.protected || workers.iter().all(|worker| worker.record.login.is_empty()) {
        return true;
    }
    let Some(me) = workers.iter().find(|worker| worker.record.login == user && !user.is_empty()) else { return false };
    let leads = me.record.access == Some(Access::Lead) || me.record.role == Some(WorkerRole::ProjectManager);
    leads || current_worker(case, day).is_none_or(|supports| supports == me.id)
}

impl CircumstanceKind {
    /// Whether it tells of health, a disability, an offence or a minority: such a circumstance stands on the participant's card
    /// and behind figures, and never in a list, a title or a message.
    pub const fn is_special(self) -> bool {
        matches!(
            self,
            Self::ReleasedFromPrison
                | Self::DisabilitySocial
                | Self::DisabilityMental
                | Self::DisabilityPhysical
                | Self::SpecialMentalNeed
                | Self::SpecialNeed
                | Self::CaredFor
                | Self::Disability
                | Self::Minority
                | Self::ForeignBackground
        )
    }
}

impl ExitReason {
    /// Whether it tells of health or an offence, and is left out of lists.
    pub const fn is_special(self) -> bool {
        matches!(self, Self::Illness | Self::Prison | Self::Died)
    }
}

impl Source {
    /// Whether it tells of an offence, and is left out of lists.
    pub const fn is_special(self) -> bool {
        matches!(self, Self::Probation)
    }
}

/// The fields of a person that say who it is.
const WHO_IT_IS: &[&str] = &["surname", "given", "national_id", "born", "phone", "email", "address"];

/// Takes who it is out of an image of the change log, for a person who is not named; `instead` stands for what is not shown.
pub fn veil(kind: Kind, image: &mut Value, instead: &str) {
    if kind != Kind::Person {
        return;
    }
    for field in WHO_IT_IS {
        if let Some(value) = image.get_mut(field).filter(|value| !value.is_null() && value.as_str() != Some("")) {
            *value = instead.into();
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::{
        Assignment, Id,
        testing::{case, day, stored},
    };

    #[test]
    fn a_veiled_image_keeps_what_says_nothing_of_who_it_is() {
        let mut image =
            json!({ "surname": "Kask", "born": "1980-01-01", "phone": "", "gender": "woman", "protected": true });

        veil(Kind::Person, &mut image, "(protected)");

        let expected = json!({
            "surname": "(protected)", "born": "(protected)", "phone": "", "gender": "woman", "protected": true
        });
        assert_eq!(image, expected);
    }

    #[test]
    fn who_somebody_protected_is_sees_only_who_supports_them_or_leads() {
        let today = day("2013-07-05");
        let mut case = case(1).build();
        case.person.record.protected = true;
        case.assignments.push(stored(1, Assignment { participation: Id(1), worker: Id(1), from: today, to: None }));
        let worker =
            |id, login: &str, role| stored(id, Worker { login: login.into(), role: Some(role), ..Worker::default() });
        let mut workers = vec![
            worker(1, "kaja", WorkerRole::Support),
            worker(2, "tonis", WorkerRole::Support),
            worker(3, "juht", WorkerRole::ProjectManager),
        ];

        let seen: Vec<bool> =
            ["kaja", "tonis", "juht", "", "root"].map(|user| sees_identity(&case, &workers, user, today)).into();
        assert_eq!(seen, [true, false, true, false, false]);

        case.assignments.clear();
        assert!(sees_identity(&case, &workers, "tonis", today), "somebody must take the one who waits");
        for worker in &mut workers {
            worker.record.login.clear();
        }
        assert!(sees_identity(&case, &workers, "", today), "nobody can be told apart");
    }

    #[test]
    fn a_protected_person_is_shown_by_number() {
        let person = Person { protected: true, ..Person::default() };

        assert_eq!(person.unnamed(None), Some(Unnamed::Protected));
        assert!(Person::default().may_be_shown());
    }
}
