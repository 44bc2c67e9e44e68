//! The tables of the funder's indicators against a second count, cell by cell: the records of the training registers are walked
//! over plainly, without the rules of `domain`.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use serde_json::Value as Json;
use tugi::{
    definitions,
    domain::{
        Definition, Gender, Id,
        definition::{Condition, Promise, Unit, Value},
    },
    session::collation,
    store::Store,
};

use crate::{
    recount::{Raw, Recounted, can_recount, walk},
    shell::Shell,
};

/// The cells of the rows of the tables that a report holds, in its order.
fn tables(shell: &Shell, file: &str) -> (NaiveDate, Vec<Vec<Vec<String>>>) {
    let output = shell.output(&["report", "indicators", "--json", "--lang", "en", "--file", file]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let told: Json = serde_json::from_slice(&output.stdout).unwrap();
    let day = told["as-of"].as_str().unwrap().parse().unwrap();
    let tables = told["blocks"].as_array().unwrap().iter().filter(|block| block["block"] == "table");
    (day, tables.map(|block| serde_json::from_value(block["rows"].clone()).unwrap()).collect())
}

/// The whole numbers of a cell: `9 of 25` holds two.
fn numbers(cell: &str) -> Vec<usize> {
    cell.split(|sign: char| !sign.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// Who is counted: the participation, which of its stays, and the gender.
type Found = BTreeSet<(Id, Option<i64>, Option<Gender>)>;

fn found(recounted: &Recounted) -> Found {
    recounted.counted.iter().map(|one| (one.id, one.number, one.person.record.gender)).collect()
}

/// How many there are: women, men, others.
fn by_gender<'a>(people: impl Iterator<Item = &'a (Id, Option<i64>, Option<Gender>)>) -> [usize; 3] {
    let mut of = [0; 3];
    for (_, _, gender) in people {
        of[match gender {
            Some(Gender::Woman) => 0,
            Some(Gender::Man) => 1,
            Some(_) | None => 2,
        }] += 1;
    }
    of
}

/// One register under test.
struct Register {
    definition: Definition,
    raw: Raw,
    day: NaiveDate,
    cells: usize,
}

impl Register {
    /// Holds the table of all who are counted, and that of the year, against the walk.
    fn hold(&mut self, promises: &[&Promise], tables: &[Vec<Vec<String>>]) {
        let [in_all, in_the_year] = tables else { panic!("two tables each, not {}", tables.len()) };
        assert_eq!(in_all.len(), promises.len());
        let of_years: Vec<&Promise> = promises.iter().copied().filter(|it| it.value != Value::Peak).collect();
        assert_eq!(in_the_year.len(), of_years.len());
        let year_before = NaiveDate::from_ymd_opt(self.day.year() - 1, 12, 31).unwrap();
        for (promise, row) in promises.iter().zip(in_all) {
            let now = walk(promise, &self.raw, &self.definition, self.day);
            let [cell, women, men, others] = &row[row.len() - 4..] else { unreachable!() };
            let counted = now.counted.len();
            let expected = match promise.value {
                Value::Share => vec![counted, counted + now.not_counted.len()],
                Value::Count => vec![counted],
                Value::Peak => panic!("{} is counted by the day", promise.id),
            };
            assert_eq!(numbers(cell), expected, "{} {}", self.definition.code, promise.id);
            let genders = [women, men, others].map(|cell| cell.parse::<usize>().unwrap());
            assert_eq!(genders, by_gender(found(&now).iter()), "{} {}", self.definition.code, promise.id);
            self.cells += 4;
        }
        for (promise, row) in of_years.iter().zip(in_the_year) {
            let now = found(&walk(promise, &self.raw, &self.definition, self.day));
            let then = found(&walk(promise, &self.raw, &self.definition, year_before));
            let came = by_gender(now.difference(&then));
            let expected = [came.iter().sum(), came[0], came[1], came[2], then.difference(&now).count()];
            let cells: Vec<usize> = row[row.len() - 5..].iter().map(|cell| cell.parse().unwrap()).collect();
            assert_eq!(cells, expected, "{} {} in {}", self.definition.code, promise.id, self.day.year());
            self.cells += 5;
        }
    }

    /// Holds the list of those whose record is not complete against the walk.
    fn hold_incomplete(&mut self, rows: &[Vec<String>]) {
        let mut of_indicators = self.definition.indicators.iter();
        let breakdown = of_indicators.find(|it| it.base.contains(&Condition::RecordComplete)).unwrap().clone();
        let base = breakdown.base.iter().filter(|it| **it != Condition::RecordComplete).cloned().collect();
        let everybody = Promise { base, counted: vec![], value: Value::Count, ..breakdown };
        let all = walk(&everybody, &self.raw, &self.definition, self.day);
        let number = |id: Id| self.raw.number(id).to_string();
        let expected: BTreeSet<String> =
            all.counted.iter().filter(|one| !one.complete()).map(|one| number(one.id)).collect();
        assert_eq!(rows.iter().map(|row| row[0].clone()).collect::<BTreeSet<_>>(), expected);
        self.cells += rows.len();
    }
}

/// Holds every cell of the tables of a programme's training register against the walk; answers how many there are.
fn held_against_the_walk(code: &str) -> usize {
    let shell = Shell::with_demo_of(code);
    let store = Store::open(&shell.path("demo.tugi"), collation(None)).unwrap();
    let definition = definitions::parse(definitions::embedded(code).unwrap()).unwrap();
    let (day, mut tables) = tables(&shell, "demo.tugi");
    let mut register = Register { definition, raw: Raw::of(&store), day, cells: 0 };
    let own: Vec<Promise> = register.definition.promises.clone();
    let own: Vec<&Promise> = own.iter().filter(|it| matches!(it.unit, Unit::Participations | Unit::Stays)).collect();
    let of_funder = register.definition.indicators.clone();
    register.hold(&own, &tables.split_off(tables.len() - 2));
    if !of_funder.is_empty() {
        let rest = tables.split_off(2);
        register.hold(&of_funder.iter().collect::<Vec<_>>(), &tables);
        if let [incomplete] = &rest[..] {
            register.hold_incomplete(incomplete);
        }
    }
    let all = register.definition.promises.iter().chain(&register.definition.indicators);
    let conditions = all.flat_map(|it| it.universe.iter().chain(&it.base).chain(&it.counted));
    let not_walked = conditions.filter(|it| !can_recount(it, &register.definition));
    assert_eq!(not_walked.collect::<Vec<_>>(), Vec::<&Condition>::new());
    register.cells
}

#[test]
fn the_indicators_of_torsas_are_those_of_a_second_count() {
    assert!(held_against_the_walk("torsas-2013") >= 300);
}

#[test]
fn the_indicators_of_kazlu_ruda_are_those_of_a_second_count() {
    assert!(held_against_the_walk("kazlu-ruda-2020") >= 75);
}

#[test]
fn the_indicators_of_kose_and_raasiku_are_those_of_a_second_count() {
    assert!(held_against_the_walk("kose-raasiku-2022") >= 390);
}

#[test]
fn the_indicators_of_raasiku_and_kose_are_those_of_a_second_count() {
    assert!(held_against_the_walk("raasiku-kose-2020") >= 380);
}
