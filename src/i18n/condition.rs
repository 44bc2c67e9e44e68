//! What a figure counts, as sentences made from the conditions that compute it.

use chrono::NaiveDate;

use super::{Words, fill};
use crate::domain::definition::{Band, Condition, Days, Item, Promise, Standing, Unit, Value};
use crate::domain::{Choice, Definition, Offset};

impl Words {
    /// How a figure is counted: what is looked at, who is in the base, who is counted.
    pub fn definition_of(&self, promise: &Promise, definition: &Definition) -> String {
        let said = &self.condition;
        let unit = match promise.unit {
            Unit::Participations => &said.participations,
            Unit::Stays => &said.stays,
            Unit::Workers => &said.workers,
            Unit::Meetings => &said.meetings,
            Unit::Months => &said.months,
        };
        let list = |conditions: &[Condition]| {
            let parts: Vec<String> = conditions.iter().map(|part| self.condition(part, definition)).collect();
            parts.join("; ")
        };
        let looked_at = match list(&promise.universe) {
            all if all.is_empty() => unit.clone(),
            some => format!("{unit}; {some}"),
        };
        let mut sentences = vec![fill(&said.looked_at, &[("list", &looked_at)])];
        if !promise.base.is_empty() {
            sentences.push(fill(&said.base, &[("list", &list(&promise.base))]));
        }
        if !promise.counted.is_empty() {
            sentences.push(fill(&said.counted, &[("list", &list(&promise.counted))]));
        } else if promise.value != Value::Peak {
            sentences.push(fill(&said.counted, &[("list", &said.everybody_in_base)]));
        }
        if promise.value == Value::Peak {
            sentences.push(said.at_once.clone());
        }
        sentences.join(" ")
    }

    /// A condition in words: part of a sentence, without a full stop.
    #[allow(
        clippy::too_many_lines,
        reason = "a table: one line a condition, and the compiler asks for the line of a new one"
    )]
    fn condition(&self, condition: &Condition, definition: &Definition) -> String {
        let said = &self.condition;
        let named = |sentence: &str, name: &str| fill(sentence, &[("name", name)]);
        let listed = |sentence: &str, list: String| fill(sentence, &[("list", &list)]);
        let deadline = |sentence: &str, id: &str| {
            let name = definition.deadline(id).map_or(id, |deadline| deadline.name.get(self.lang.code()));
            named(sentence, name)
        };
        let item = |sentence: &str, items: &[Item], id: &str| {
            let found = items.iter().find(|item| item.id == id);
            named(sentence, found.map_or(id, |item| item.name.get(self.lang.code())))
        };
        match condition {
            Condition::Applied => said.applied.clone(),
            Condition::Entered => said.entered.clone(),
            Condition::EnteredWithin(days) => self.days(&said.entered_within, *days),
            Condition::PresentWithin(days) => self.days(&said.present_within, *days),
            Condition::ExitedWithin(days) => self.days(&said.exited_within, *days),
            Condition::Open => said.open.clone(),
            Condition::Exited => said.exited.clone(),
            Condition::ExitedFor(reasons) => listed(&said.exited_for, self.names(reasons)),
            Condition::TimeSinceExit(length) => fill(&said.time_since_exit, &[("length", &self.length(*length))]),
            Condition::ProbationPassed => said.probation_passed.clone(),
            Condition::Began(kinds) => listed(&said.began, self.names(kinds)),
            Condition::Stands(standing) => self.standing(standing),
            Condition::MoreThanBefore => said.more_than_before.clone(),
            Condition::Qualified(length) => fill(&said.qualified, &[("length", &self.length(*length))]),
            Condition::Improved(moment) => fill(&said.improved, &[("length", &self.length(moment.after))]),
            Condition::PlanMade => said.plan_made.clone(),
            Condition::WithinLimit => said.within_limit.clone(),
            Condition::EligibleAtEntry => said.eligible_at_entry.clone(),
            Condition::AtEntry(kinds) => listed(&said.at_entry, self.names(kinds)),
            Condition::AnyAtEntry(kinds) => listed(&said.any_at_entry, self.names(kinds)),
            Condition::AgeAtEntry(band) => fill(&said.age_at_entry, &[("band", &self.band(*band))]),
            Condition::LabourAtEntry(wanted) => listed(&said.labour_at_entry, self.names(wanted)),
            Condition::EducationAtEntry(wanted) => listed(&said.education_at_entry, self.names(wanted)),
            Condition::LongTermUnemployed { under_25, from_25 } => {
                let lengths = [("under_25", &*self.length(*under_25)), ("from_25", &self.length(*from_25))];
                fill(&said.long_term_unemployed, &lengths)
            }
            Condition::OfGender(gender) => listed(&said.of_gender, self.name(*gender).to_owned()),
            Condition::RecordComplete => said.record_complete.clone(),
            Condition::FellDue(id) => deadline(&said.fell_due, id),
            Condition::Done(id) => deadline(&said.done, id),
            Condition::InTime(id) => deadline(&said.in_time, id),
            Condition::Served => said.served.clone(),
            Condition::ServedWithin(days) => self.days(&said.served_within, *days),
            Condition::ServedWith(id) => item(&said.served_with, &definition.components, id),
            Condition::AcademicHoursOver(hours) => fill(&said.academic_hours_over, &[("n", &hours.to_string())]),
            Condition::StepReached(id) => item(&said.step_reached, &definition.steps, id),
            Condition::Rose { scale, by } => fill(&said.rose, &[("n", &by.to_string()), ("name", self.name(*scale))]),
            Condition::ScoredTwice(scale) => named(&said.scored_twice, self.name(*scale)),
            Condition::All(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.condition(part, definition)).collect();
                parts.join(" + ")
            }
            Condition::Any(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.condition(part, definition)).collect();
                listed(&said.any, format!("({})", parts.join("; ")))
            }
            Condition::Not(part) => fill(&said.not, &[("what", &self.condition(part, definition))]),
            Condition::ActiveSupport => said.active_support.clone(),
            Condition::CaseloadInBand => said.caseload_in_band.clone(),
            Condition::Meeting(kind) => named(&said.meeting, self.name(*kind)),
            Condition::Held => said.held.clone(),
            Condition::HeldWithin(days) => self.days(&said.held_within, *days),
            Condition::MonthOver => said.month_over.clone(),
            Condition::CadenceKept(id) => {
                let name = definition.cadence(id).map_or(id.as_str(), |cadence| cadence.name.get(self.lang.code()));
                named(&said.cadence_kept, name)
            }
        }
    }

    fn standing(&self, standing: &Standing) -> String {
        let (said, list) = (&self.condition, self.names(&standing.is));
        let moment = if standing.after.is_nothing() {
            fill(&said.stands_at_exit, &[("list", &list)])
        } else {
            fill(&said.stands_after, &[("length", &self.length(standing.after)), ("list", &list)])
        };
        if standing.within.is_nothing() {
            return moment;
        }
        format!("{moment} {}", fill(&said.told_within, &[("length", &self.length(standing.within))]))
    }

    fn days(&self, sentence: &str, days: Days) -> String {
        let date = |day: NaiveDate| self.lang.date(day);
        fill(sentence, &[("from", &date(days.from)), ("to", &date(days.to))])
    }

    fn names<C: Choice>(&self, values: &[C]) -> String {
        values.iter().map(|value| self.name(*value)).collect::<Vec<_>>().join(", ")
    }

    fn band(&self, band: Band) -> String {
        let said = &self.condition;
        let number = |n: u32| n.to_string();
        match (band.at_least, band.at_most) {
            (Some(least), Some(most)) => fill(&said.between, &[("from", &number(least)), ("to", &number(most))]),
            (Some(least), None) => fill(&said.at_least, &[("n", &number(least))]),
            (None, Some(most)) => fill(&said.at_most, &[("n", &number(most))]),
            (None, None) => String::new(),
        }
    }

    /// A length of time in words: `1 year`, `6 months`.
    pub fn length(&self, offset: Offset) -> String {
        let forms = &self.plural;
        let parts = [(offset.years, &forms.years), (offset.months, &forms.months), (offset.days, &forms.days)];
        let parts = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, forms)| self.counted(n as usize, forms));
        parts.collect::<Vec<_>>().join(" ")
    }
}
