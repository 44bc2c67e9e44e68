//! Who may do what: one table, and what follows from the workers of a register. Tugi holds to it; the wall is the group of the folder.

use chrono::NaiveDate;

use super::{Access, Act, Kind, Stored, Worker, choice::choice};

choice! {
    /// What an act comes to, as far as somebody may do it or not.
    Deed "deed" {
        /// The daily work.
        Daily "daily",
        /// Takes a sheet over.
        Import "import",
        /// Sets up, adds or changes a programme.
        Programme "programme",
        /// Removes a person, a participation or a worker.
        Removal "removal",
        /// Seals a report.
        Seal "seal",
        /// Brings an earlier state of the register back.
        Restore "restore",
        /// Takes out of the register who somebody was.
        Erasure "erasure",
        /// Writes everything that is known about a person.
        Extract "extract",
        /// Notes that somebody has read.
        Reading "reading",
        /// Changes who may do what.
        Rights "rights",
    }
}

choice! {
    /// How somebody stands to a register.
    Role "role" {
        /// Nobody is a lead yet: everybody but an auditor may do everything.
        Free "free",
        /// A lead.
        Lead "lead",
        /// Somebody who does the daily work.
        Worker "worker",
        /// An auditor.
        Auditor "auditor",
        /// A login that belongs to no worker, in a register that has a lead.
        Stranger "stranger",
        /// Whoever reads a copy that was made for an auditor.
        Copy "copy",
    }
}

impl Default for Role {
    /// Before anything is known, nothing is kept from anybody; the file asks again before it is changed.
    fn default() -> Self {
        Self::Free
    }
}

impl Deed {
    /// What an act comes to that removes records of these kinds.
    pub fn of(act: Act, removed: &[Kind]) -> Self {
        let people = || removed.iter().any(|kind| Self::is_about_people(*kind));
        match act {
            Act::Import => Self::Import,
            Act::Programme | Act::SetUp => Self::Programme,
            Act::Seal => Self::Seal,
            Act::Restore => Self::Restore,
            Act::Erasure => Self::Erasure,
            Act::Access | Act::HandOut => Self::Extract,
            Act::Reading => Self::Reading,
            Act::Merging => Self::Removal,
            Act::Removal if people() => Self::Removal,
            _ => Self::Daily,
        }
    }

    /// Whether removing a record of this kind removes somebody.
    pub const fn is_about_people(kind: Kind) -> bool {
        matches!(kind, Kind::Person | Kind::Participation | Kind::Worker)
    }
}

/// Whether somebody who stands so to the register may do that: the whole table.
pub const fn may(role: Role, deed: Deed) -> bool {
    match (role, deed) {
        // A copy for an auditor stays as it was made.
        (Role::Copy, _) => false,
        // That somebody has read is noted whoever it was.
        (_, Deed::Reading) | (Role::Free | Role::Lead, _) | (Role::Worker, Deed::Daily | Deed::Extract) => true,
        (Role::Worker | Role::Auditor | Role::Stranger, _) => false,
    }
}

/// What somebody may do in a register, and who may do more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// The role.
    pub role: Role,
    /// The names of the leads.
    pub leads: Vec<String>,
}

impl Rights {
    /// Whether that may be done.
    pub const fn may(&self, deed: Deed) -> bool {
        may(self.role, deed)
    }
}

/// How whoever logs in under a name stands to a register with these workers on a day.
pub fn role(login: &str, workers: &[Stored<Worker>], day: NaiveDate) -> Role {
    let own = workers.iter().map(|row| &row.record).filter(|worker| worker.active(day) && worker.login == login);
    let accesses: Vec<Access> = own.map(|worker| worker.access.unwrap_or(Access::Worker)).collect();
    let is = |access| !login.is_empty() && accesses.contains(&access);
    match has_lead(workers, day) {
        _ if is(Access::Lead) => Role::Lead,
        // Whoever is there twice has what the greater of the two gives.
        true if is(Access::Worker) => Role::Worker,
        _ if is(Access::Auditor) && !is(Access::Worker) => Role::Auditor,
        true => Role::Stranger,
        false => Role::Free,
    }
}

/// How somebody stands who says to be `user` while the system has logged `login` in: whoever has a login of their own gets no
/// more by another name; behind one that several share, the name that is said counts.
pub fn role_of(user: &str, login: Option<&str>, workers: &[Stored<Worker>], day: NaiveDate) -> Role {
    let said = role(user, workers, day);
    let tied = |login: &&str| !login.is_empty() && workers.iter().any(|row| row.record.login == *login);
    let own = login.filter(tied).map(|login| role(login, workers, day));
    own.map_or(said, |own| if reach(own) < reach(said) { own } else { said })
}

/// How far a role reaches.
const fn reach(role: Role) -> u8 {
    match role {
        Role::Free | Role::Lead => 2,
        Role::Worker => 1,
        Role::Auditor | Role::Stranger | Role::Copy => 0,
    }
}

/// The leads who can log in on a day.
pub fn leads(workers: &[Stored<Worker>], day: NaiveDate) -> impl Iterator<Item = &Worker> {
    let leads = workers.iter().map(|row| &row.record).filter(|worker| worker.access == Some(Access::Lead));
    leads.filter(move |worker| !worker.login.is_empty() && worker.active(day))
}

fn has_lead(workers: &[Stored<Worker>], day: NaiveDate) -> bool {
    leads(workers, day).next().is_some()
}

/// Whether a change of the workers gives or takes anybody a right.
pub fn rights_change(before: &[Stored<Worker>], after: &[Stored<Worker>], day: NaiveDate) -> bool {
    let logins = before.iter().chain(after).map(|row| row.record.login.as_str()).filter(|login| !login.is_empty());
    let mut logins = logins.chain(std::iter::once(""));
    logins.any(|login| role(login, before, day) != role(login, after, day))
}

/// Whether a change of the workers would leave the others without a lead: the last one may go only where nobody is left, and
/// nobody is made an auditor where there is none.
pub fn leaves_no_lead(before: &[Stored<Worker>], after: &[Stored<Worker>], day: NaiveDate) -> bool {
    let stays = |row: &&Stored<Worker>| row.record.active(day) && !row.record.login.is_empty();
    let others = after.iter().filter(stays);
    let auditors = others.clone().any(|row| row.record.access == Some(Access::Auditor));
    !has_lead(after, day) && (auditors || (has_lead(before, day) && others.count() > 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Choice, Id};

    fn day() -> NaiveDate {
        "2013-07-05".parse().unwrap()
    }

    /// Workers with these logins and rights.
    fn workers(rows: &[(&str, Option<Access>)]) -> Vec<Stored<Worker>> {
        let row = |(number, (login, access)): (usize, &(&str, Option<Access>))| {
            let record = Worker { login: (*login).to_owned(), access: *access, ..Worker::default() };
            Stored { id: Id(number as i64 + 1), version: 1, record }
        };
        rows.iter().enumerate().map(row).collect()
    }

    #[test]
    fn the_table() {
        let allowed = |role| Deed::ALL.iter().copied().filter(|deed| may(role, *deed)).collect::<Vec<_>>();
        assert_eq!(allowed(Role::Free), Deed::ALL);
        assert_eq!(allowed(Role::Lead), Deed::ALL);
        assert_eq!(allowed(Role::Worker), [Deed::Daily, Deed::Extract, Deed::Reading]);
        assert_eq!(allowed(Role::Auditor), [Deed::Reading]);
        assert_eq!(allowed(Role::Stranger), [Deed::Reading]);
        assert_eq!(allowed(Role::Copy), []);
    }

    #[test]
    fn while_nobody_is_a_lead_everybody_but_an_auditor_may_do_everything() {
        let rows = workers(&[("ann", None), ("eve", Some(Access::Auditor))]);
        let found = ["ann", "root", "", "eve"].map(|login| role(login, &rows, day()));
        assert_eq!(found, [Role::Free, Role::Free, Role::Free, Role::Auditor]);
    }

    #[test]
    fn once_somebody_is_a_lead_a_login_of_no_worker_only_reads() {
        let rows = workers(&[("ann", None), ("bob", Some(Access::Lead)), ("", None)]);
        let found = ["ann", "bob", "root", ""].map(|login| role(login, &rows, day()));
        assert_eq!(found, [Role::Worker, Role::Lead, Role::Stranger, Role::Stranger]);
    }

    #[test]
    fn a_lead_who_has_left_or_cannot_log_in_is_none() {
        let mut rows = workers(&[("ann", None), ("bob", Some(Access::Lead)), ("", Some(Access::Lead))]);
        rows[1].record.active_to = day().pred_opt();
        assert_eq!(role("root", &rows, day()), Role::Free);
    }

    #[test]
    fn whoever_has_a_login_of_their_own_gets_no_more_under_another_name() {
        let rows = workers(&[("eve", Some(Access::Auditor)), ("bob", Some(Access::Lead))]);
        assert_eq!(role_of("bob", Some("eve"), &rows, day()), Role::Auditor);
        assert_eq!(role_of("eve", Some("bob"), &rows, day()), Role::Auditor);
        assert_eq!(role_of("bob", Some("office"), &rows, day()), Role::Lead);
        assert_eq!(role_of("bob", None, &rows, day()), Role::Lead);
    }

    #[test]
    fn a_login_or_a_last_day_changes_rights_and_a_telephone_number_does_not() {
        let before = workers(&[("ann", None), ("bob", Some(Access::Lead)), ("", None)]);
        let with = |change: &dyn Fn(&mut Worker), row: usize| {
            let mut after = before.clone();
            change(&mut after[row].record);
            rights_change(&before, &after, day())
        };
        assert!(with(&|worker| worker.login = "eve".into(), 2));
        assert!(with(&|worker| worker.active_to = day().pred_opt(), 0));
        assert!(with(&|worker| worker.access = Some(Access::Lead), 0));
        assert!(!with(&|worker| worker.phone = "5550 0001".into(), 1));
    }

    #[test]
    fn the_last_lead_goes_only_where_nobody_is_left() {
        let lead = ("bob", Some(Access::Lead));
        let leaves = |before: &[(&str, Option<Access>)], after: &[(&str, Option<Access>)]| {
            leaves_no_lead(&workers(before), &workers(after), day())
        };
        assert!(leaves(&[("ann", None), lead], &[("ann", None), ("bob", None)]));
        assert!(!leaves(&[lead], &[]));
        assert!(!leaves(&[("ann", None)], &[("ann", None), ("eve", None)]));
        assert!(leaves(&[("ann", None)], &[("ann", Some(Access::Auditor))]), "an auditor needs somebody who is none");
        assert!(!leaves(&[("ann", None)], &[("ann", Some(Access::Auditor)), lead]));
    }
}
