//! The tests that would have a table refused, beside what is missing in it.

use std::collections::HashMap;

use super::{Asked, Fact, Fault, Row, Test, Wrong};
use crate::domain::national_id::{check, check_as};
use crate::domain::{Case, Seen};

impl Asked<'_> {
    /// Notes in the row what it would be refused for.
    pub(super) fn test(&self, seen: &Seen<'_>, row: &mut Row) {
        for test in &self.layout.tests {
            match test {
                Test::Code => self.code(seen, row),
                Test::CodeAgrees => self.code_agrees(seen, row),
                // Needs the other rows.
                Test::CodeOnce => {}
                Test::ExitAfterEntry => self.exit_after_entry(seen, row),
                Test::EntryWithinProgramme => self.entry_within(seen, row),
                Test::BornBeforeEntry => self.born_before(seen, row),
                Test::Consent => {
                    let consents = seen.case().participation.record.consent_on.is_some_and(|on| on <= self.day);
                    self.wrong(row, None, (!consents).then_some(Wrong::NoConsent));
                }
            }
        }
    }

    /// A fault in the first column that holds one of these facts, where there is one.
    fn wrong(&self, row: &mut Row, facts: impl Into<Option<Fact>>, wrong: Option<Wrong>) {
        let fact = facts.into();
        let column = fact.and_then(|fact| self.layout.columns.iter().position(|column| column.fact == fact));
        row.faults.extend(wrong.map(|wrong| Fault { column, wrong }));
    }

    fn code(&self, seen: &Seen<'_>, row: &mut Row) {
        let code = &seen.case().person.record.national_id;
        let checked = match self.country() {
            Some(country) => check_as(country, code, self.day),
            None => check(code, None, self.day),
        };
        let wrong = checked.err().filter(|_| !code.is_empty()).map(Wrong::NoCode);
        self.wrong(row, Fact::NationalId, wrong);
    }

    fn code_agrees(&self, seen: &Seen<'_>, row: &mut Row) {
        let person = &seen.case().person.record;
        let Ok(code) = check(&person.national_id, self.country(), self.day) else { return };
        let birth = code.birth.filter(|birth| person.born.is_some_and(|born| born != *birth) && !code.is_coordination);
        self.wrong(row, Fact::NationalId, birth.map(Wrong::OtherBirth));
        let other = code.gender.is_some_and(|gender| person.gender.is_some_and(|stated| stated != gender));
        self.wrong(row, Fact::NationalId, other.then_some(Wrong::OtherGender));
    }

    fn exit_after_entry(&self, seen: &Seen<'_>, row: &mut Row) {
        for stay in seen.stays() {
            let (entry, exit) = (stay.entered_on(), stay.exited_by(self.day));
            let early = exit.filter(|exit| *exit < entry);
            self.wrong(row, Fact::ExitedOn, early.map(|exit| Wrong::ExitBeforeEntry(entry, exit)));
        }
    }

    fn entry_within(&self, seen: &Seen<'_>, row: &mut Row) {
        let period = &self.definition(seen.case()).period;
        let outside = |entry: &chrono::NaiveDate| *entry < period.from || period.end().is_some_and(|end| *entry > end);
        self.wrong(row, Fact::EnteredOn, seen.entry().filter(outside).map(Wrong::OutsideProgramme));
    }

    fn born_before(&self, seen: &Seen<'_>, row: &mut Row) {
        let born = seen.case().person.record.born;
        let later = born.zip(seen.entry()).filter(|(born, entry)| born > entry).map(|(born, _)| Wrong::BornLater(born));
        self.wrong(row, Fact::Born, later);
    }

    /// Notes in both rows that one code stands in them.
    pub(super) fn look_for_twins(
        &self,
        case: &Case,
        row: &mut Row,
        place: usize,
        codes: &mut HashMap<String, usize>,
        before: &mut [Row],
    ) {
        let code = &case.person.record.national_id;
        if code.is_empty() || case.unnamed().is_some() || !self.layout.tests.contains(&Test::CodeOnce) {
            return;
        }
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let Some(other) = codes.insert(digits, place).and_then(|place| before.get_mut(place)) else { return };
        self.wrong(row, Fact::NationalId, Some(Wrong::Twice(other.who)));
        self.wrong(other, Fact::NationalId, Some(Wrong::Twice(row.who)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::microdata::{Layout, Span, Wrong, microdata};
    use crate::domain::testing::{case, day, facts, rapla};
    use crate::domain::{ExitReason, Gender};

    fn layout() -> Layout {
        crate::definitions::read_layout(
            "code = \"x\"\nlanguage = \"et\"\nunit = \"participations\"\neach = \"year\"\nrows = \"to-date\"\n\
             tests = [\"code-valid\", \"code-agrees\", \"exit-after-entry\", \"entry-within-programme\", \
             \"born-before-entry\", \"consent\"]\nname = \"X\"\n\
             [[column]]\nid = \"code\"\nfact = \"national-id\"\nrequired = true\nname = \"Kood\"\n\
             [[column]]\nid = \"sex\"\nfact = \"gender\"\ncodes = { woman = \"N\" }\nname = \"Sugu\"\n",
        )
        .unwrap()
    }

    /// What a case would be refused for, with the column where there is one.
    fn faults(case: Case) -> Vec<(Option<usize>, Wrong)> {
        let facts = facts(vec![case], &[]);
        let table = microdata(&layout(), Span::new(2013, None).unwrap(), &facts, &rapla(), day("2014-01-10")).unwrap();
        table.rows[0].faults.iter().map(|fault| (fault.column, fault.wrong.clone())).collect()
    }

    fn right() -> Case {
        let mut case = case(1).enters("2013-02-01").exits("2013-06-03", ExitReason::Work).build();
        case.person.record.national_id = "48003100226".to_owned();
        case.person.record.gender = Some(Gender::Woman);
        case.participation.record.consent_on = Some(day("2013-01-02"));
        let digits: Vec<u32> = case.person.record.national_id.chars().filter_map(|digit| digit.to_digit(10)).collect();
        let sum =
            |weights: [u32; 10]| digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11;
        let first = sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 1]);
        let check = if first < 10 { first } else { sum([3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 10 };
        case.person.record.national_id.replace_range(10.., &check.to_string());
        case
    }

    #[test]
    fn nothing_is_wrong_with_a_row_that_keeps_every_rule() {
        assert_eq!(faults(right()), []);
    }

    #[test]
    fn an_exit_before_the_entry_is_found_though_no_form_lets_it_in() {
        let mut case = right();
        case.stays[0].stay.record.exited_on = Some(day("2013-01-31"));

        assert_eq!(faults(case), [(None, Wrong::ExitBeforeEntry(day("2013-02-01"), day("2013-01-31")))]);
    }

    #[test]
    fn what_the_code_says_is_held_against_the_record() {
        let mut case = right();
        case.person.record.born = Some(day("2013-03-10"));
        case.person.record.gender = Some(Gender::Man);
        let code = Some(0);

        let expected = [
            (Some(1), Wrong::NotInList("gender", "man")),
            (code, Wrong::OtherBirth(day("1980-03-10"))),
            (code, Wrong::OtherGender),
            (None, Wrong::BornLater(day("2013-03-10"))),
        ];
        assert_eq!(faults(case), expected);
    }

    #[test]
    fn an_entry_before_the_programme_and_a_missing_consent_are_found() {
        let mut case = right();
        case.stays[0].stay.record.entered_on = day("2012-06-01");
        case.participation.record.consent_on = None;

        assert_eq!(faults(case), [(None, Wrong::OutsideProgramme(day("2012-06-01"))), (None, Wrong::NoConsent)]);
    }
}
