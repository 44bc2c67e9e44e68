//! The third question: what falls due, when, and what was already done?
//!
//! Nothing of this is stored or ticked off: every deadline follows from dates that people entered. Correct a date and the
//! deadlines move; what was done is found again by rule and occurrence.

mod answer;
mod application;
mod jobs;
mod programme;
mod repeat;
mod reports;
mod stays;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Case, Definition, Facts, Id, Reason, Rules};

/// The rule under which agreed actions fall due.
pub const ACTION_RULE: &str = "action";
/// The rule under which past meetings without a result fall due.
pub const WRITE_UP_RULE: &str = "write-up";
/// The rule under which plans fall due for evaluation.
pub const PLAN_EVALUATION_RULE: &str = "plan-evaluation";
/// The rule under which a caseload outside the programme's band is noticed.
pub const CASELOAD_RULE: &str = "caseload-band";

/// The rules that every programme has; its own deadlines bear other ids.
pub const COMMON_RULES: [&str; 4] = [ACTION_RULE, WRITE_UP_RULE, PLAN_EVALUATION_RULE, CASELOAD_RULE];

/// Something with a day by which it is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The rule: a deadline's or the cadence's id in the definition, or one of [`COMMON_RULES`].
    pub rule: String,
    /// Whom or what it concerns.
    pub subject: Subject,
    /// Which time the rule applies to this subject, from 1: the stay, the job, the plan, the month.
    pub occurrence: i64,
    /// The day it is counted from.
    pub anchor: NaiveDate,
    /// The first day on which it can be done, where there is one.
    pub opens_on: Option<NaiveDate>,
    /// The last day on which it is in time.
    pub due_on: NaiveDate,
    /// Whether it was done.
    pub status: DueStatus,
    /// How often it was tried in vain.
    pub tries: u32,
    /// Why it is due, or what was done; the deciding fact first.
    pub reasons: Vec<Reason>,
}

/// Whom or what a deadline concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// A participation.
    Participation(Id),
    /// The programme as a whole.
    Programme,
    /// A worker.
    Worker(Id),
    /// An agreed action.
    Action(Id),
    /// A meeting.
    Meeting(Id),
}

/// Whether something was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DueStatus {
    /// On this day, in time or not.
    Done(NaiveDate),
    /// Not yet, and there is time.
    Open,
    /// Not yet, the day has passed, and it can still be done.
    Overdue,
    /// Not done, and it cannot be made good any more.
    Missed,
    /// Not done: tried in vain so often, last on this day, that nobody tries any more.
    GivenUp(NaiveDate),
}

impl DueStatus {
    /// Done on a day, or else open or overdue as the day has it.
    fn of(done: Option<NaiveDate>, due_on: NaiveDate, day: NaiveDate) -> Self {
        match done {
            Some(on) => Self::Done(on),
            None if day > due_on => Self::Overdue,
            None => Self::Open,
        }
    }

    /// Whether somebody can and should still do it.
    pub const fn to_do(self) -> bool {
        matches!(self, Self::Open | Self::Overdue)
    }
}

impl Due {
    /// Whether somebody can and should still do it; a month of the cadence that went by cannot be made good.
    pub const fn to_do(&self) -> bool {
        self.status.to_do()
    }
}

/// Everything of a programme that is or was due, as it looks on this day, by due day.
pub fn due(facts: &Facts, rules: &dyn Rules, day: NaiveDate) -> Vec<Due> {
    sorted(all(facts, rules, day).collect())
}

/// What of it somebody can and should still do.
pub fn still_due(facts: &Facts, rules: &dyn Rules, day: NaiveDate) -> Vec<Due> {
    sorted(all(facts, rules, day).filter(Due::to_do).collect())
}

fn all<'a>(facts: &'a Facts, rules: &'a dyn Rules, day: NaiveDate) -> impl Iterator<Item = Due> + 'a {
    let cases = facts.cases.iter().flat_map(move |case| of_participation(case, rules.of(case), day));
    cases.chain(programme::due(facts, rules.current(), day))
}

/// Everything of one participation that is or was due, with its actions and meetings, as it looks on this day, by due day.
pub fn due_of(case: &Case, definition: &Definition, day: NaiveDate) -> Vec<Due> {
    let meetings = case.meetings.iter().filter_map(|meeting| programme::write_up(meeting, day));
    sorted(of_participation(case, definition, day).into_iter().chain(meetings).collect())
}

fn of_participation(case: &Case, definition: &Definition, day: NaiveDate) -> Vec<Due> {
    let mut dues = application::due(case, definition, day);
    jobs::due(case, definition, day, &mut dues);
    stays::due(case, definition, day, &mut dues);
    stays::evaluations(case, day, &mut dues);
    dues.extend(case.actions.iter().filter_map(|action| programme::action(action, day)));
    dues
}

fn sorted(mut dues: Vec<Due>) -> Vec<Due> {
    dues.sort_by(|a, b| {
        let key = |due: &Due| (due.due_on, due.subject, due.occurrence);
        key(a).cmp(&key(b)).then_with(|| a.rule.cmp(&b.rule))
    });
    dues
}

#[cfg(test)]
mod tests;
