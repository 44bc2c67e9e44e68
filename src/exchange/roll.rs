//! Finding the record that a name, a number or a national code in a sheet means; never by guessing.

use std::collections::{HashMap, HashSet};

use crate::domain::{Case, Id, Person, Rule, Stored, Worker, clean, fold};

/// Those who can be meant, by all that they answer to, each folded.
pub struct Roll {
    all: HashMap<String, Vec<Id>>,
    /// Those who can be meant by the surname alone.
    surnames: HashMap<String, Vec<Id>>,
}

impl Roll {
    fn of(entries: impl Iterator<Item = (Id, Vec<String>)>) -> Self {
        let mut all: HashMap<String, Vec<Id>> = HashMap::new();
        for (id, name) in entries.flat_map(|(id, names)| names.into_iter().map(move |name| (id, name))) {
            let ids = all.entry(name).or_default();
            // Whose names are the same in either order still is one.
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Self { all, surnames: HashMap::new() }
    }

    /// The participants: by name, by the office's number, by national code; who is not named by the number alone.
    pub fn of_participants(cases: &[Case]) -> Self {
        Self::of(cases.iter().map(|case| (case.id(), participant_answers_to(case))))
    }

    /// All people: those who take part as [`Roll::of_participants`] finds them, the others by name and national code.
    pub fn of_people(people: &[Stored<Person>], cases: &[Case]) -> Self {
        let taking_part: HashSet<Id> = cases.iter().map(|case| case.person.id).collect();
        let others = people.iter().filter(|person| !taking_part.contains(&person.id));
        let others = others.map(|person| (person.id, answers_to(&person.record)));
        Self::of(cases.iter().map(|case| (case.person.id, participant_answers_to(case))).chain(others))
    }

    /// The workers: by name, by the name they log in with, by the surname that only one has.
    pub fn of_workers(workers: &[Stored<Worker>]) -> Self {
        let entry = |worker: &Stored<Worker>| {
            let mut answers_to = names(&worker.record.surname, &worker.record.given);
            answers_to.extend(Some(fold(&worker.record.login)).filter(|login| !login.is_empty()));
            (worker.id, answers_to)
        };
        let surname = |worker: &Stored<Worker>| (worker.id, vec![plain(&worker.record.surname)]);
        let surnames = Self::of(workers.iter().map(surname)).all;
        Self { surnames, ..Self::of(workers.iter().map(entry)) }
    }

    /// The one record that is meant.
    pub fn find(&self, text: &str) -> Result<Id, Rule> {
        let cleaned = clean(text);
        let by_surname = self.surnames.get(&plain(&cleaned)).map(Vec::as_slice).unwrap_or_default();
        match (self.find_whole(text), by_surname) {
            (Err(Rule::NotFound(_)), [id]) => Ok(*id),
            (Ok(id), [other]) if id == *other => Ok(id),
            // A surname that is somebody else's login, or that several have, may mean either.
            (Ok(_), [_, ..]) | (Err(Rule::NotFound(_)), [_, _, ..]) => Err(Rule::NotUnique(cleaned)),
            (found, _) => found,
        }
    }

    /// The one record that is meant by all that a name has.
    fn find_whole(&self, text: &str) -> Result<Id, Rule> {
        let cleaned = number_of(&clean(text)).to_owned();
        let code = digits(&cleaned);
        let is_code = code.len() >= 10 && cleaned.chars().all(|letter| !letter.is_alphabetic());
        let typed = if is_code { code } else { plain(&cleaned) };
        match self.all.get(&typed).map(Vec::as_slice) {
            Some([id]) => Ok(*id),
            Some([_, ..]) => Err(Rule::NotUnique(cleaned)),
            _ => Err(Rule::NotFound(cleaned)),
        }
    }

    /// The records that a cell means: one, or several with semicolons, line breaks or commas between them.
    pub fn find_all(&self, text: &str) -> Result<Vec<Id>, Rule> {
        let parts = text.split([';', '\n', '\r']).map(str::trim).filter(|part| !part.is_empty());
        let found: Result<Vec<Vec<Id>>, Rule> = parts.map(|part| self.find_with_commas(part)).collect();
        let mut ids: Vec<Id> = Vec::new();
        for id in found?.into_iter().flatten() {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// `Surname, Given` is one name; only where nobody answers to it may the comma stand between two.
    fn find_with_commas(&self, part: &str) -> Result<Vec<Id>, Rule> {
        let whole = self.find(part).map(|id| vec![id]);
        match whole {
            Err(Rule::NotFound(_)) if part.contains(',') => {
                let each: Result<Vec<Id>, Rule> = part.split(',').map(|name| self.find_whole(name)).collect();
                each.or(whole)
            }
            _ => whole,
        }
    }
}

/// What a participant answers to; who is not named only to the number.
fn participant_answers_to(case: &Case) -> Vec<String> {
    let number = case.participation.record.number.to_string();
    let named = case.shown().map(|_| answers_to(&case.person.record));
    std::iter::once(number).chain(named.into_iter().flatten()).collect()
}

fn answers_to(person: &Person) -> Vec<String> {
    let code = Some(digits(&person.national_id)).filter(|code| !code.is_empty());
    names(&person.surname, &person.given).into_iter().chain(code).collect()
}

/// The number in `19 (protected)`, as lists name somebody who is not named; anything else as it is.
fn number_of(text: &str) -> &str {
    let number = text.split_once(" (").filter(|(_, why)| why.ends_with(')')).map(|(number, _)| number);
    number.filter(|number| number.chars().all(|digit| digit.is_ascii_digit())).unwrap_or(text)
}

/// `Surname, Given`, `Surname Given` and `Given Surname`, folded.
fn names(surname: &str, given: &str) -> Vec<String> {
    let forms = [format!("{surname}, {given}"), format!("{surname} {given}"), format!("{given} {surname}")];
    forms.iter().map(|form| plain(form)).collect()
}

/// Folded, with one space between words and none before a comma.
fn plain(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",")
}

/// The digits of a national code or a number, whatever stands between them.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roll() -> Roll {
        let worker = |id, surname: &str, given: &str, login: &str| Stored {
            id: Id(id),
            version: 1,
            record: Worker { surname: surname.into(), given: given.into(), login: login.into(), ..Worker::default() },
        };
        Roll::of_workers(&[
            worker(1, "Sirelmets", "Kaja", "kaja"),
            worker(2, "Kõrkjalaid", "Tõnis", ""),
            worker(3, "Kask", "Mari", ""),
            worker(4, "Kask", "Mari", ""),
        ])
    }

    #[test]
    fn a_name_is_found_in_either_order_and_without_its_marks() {
        for typed in ["Kõrkjalaid, Tõnis", "korkjalaid , tonis", "Tõnis Kõrkjalaid", " KÕRKJALAID  Tõnis"] {
            assert_eq!(roll().find(typed), Ok(Id(2)), "{typed}");
        }
        assert_eq!(roll().find("kaja"), Ok(Id(1)));
    }

    #[test]
    fn two_of_one_name_and_nobody_are_not_guessed() {
        assert_eq!(roll().find("Mari Kask"), Err(Rule::NotUnique("Mari Kask".into())));
        assert_eq!(roll().find("Tõnis"), Err(Rule::NotFound("Tõnis".into())));
        assert_eq!(roll().find(""), Err(Rule::NotFound(String::new())));
    }

    #[test]
    fn a_surname_is_enough_where_one_worker_has_it() {
        assert_eq!(roll().find("Kõrkjalaid"), Ok(Id(2)));
        assert_eq!(roll().find_all("korkjalaid; SIRELMETS"), Ok(vec![Id(2), Id(1)]));
        assert_eq!(roll().find("Kask"), Err(Rule::NotUnique("Kask".into())));
        let surnames = "Kõrkjalaid, Sirelmets";
        assert_eq!(roll().find_all(surnames), Err(Rule::NotFound(surnames.into())), "that may be one name");
    }

    #[test]
    fn somebody_who_is_not_named_is_meant_by_the_number_before_the_reason() {
        assert_eq!(number_of("19 (kaitstud)"), "19");
        assert_eq!(number_of("Kask (noorem)"), "Kask (noorem)");
    }

    #[test]
    fn several_stand_between_semicolons_or_commas() {
        let both = Ok(vec![Id(2), Id(1)]);
        assert_eq!(roll().find_all("Kõrkjalaid, Tõnis; Sirelmets, Kaja"), both);
        assert_eq!(
            roll().find_all("Tõnis Kõrkjalaid, Kaja Sirelmets,"),
            Err(Rule::NotFound("Tõnis Kõrkjalaid, Kaja Sirelmets,".into()))
        );
        assert_eq!(roll().find_all("Tõnis Kõrkjalaid, Kaja Sirelmets"), both);
        assert_eq!(roll().find_all(" ; "), Ok(Vec::new()));
    }
}
