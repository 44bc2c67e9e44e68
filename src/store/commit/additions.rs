//! New records, one or a hundred thousand: their numbers are asked for once in an act and then counted up, since nobody else can
//! give one meanwhile.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction};
use serde_json::{Map, Value};

use super::{Known, OrderKey, image, link, read_back};
use crate::{
    domain::{Id, Kind, Participation, Record},
    store::{error::Result, index, log, row},
};

/// The number after all that a programme has given, in whatever edition; each edition's last is found in an index.
const NEXT_NUMBER: &str = "SELECT coalesce(max(last), 0) + 1 FROM
    (SELECT (SELECT max(number) FROM participation WHERE programme = e.id) AS last FROM programme e WHERE e.code = ?1)";

/// The new records of one act.
pub(super) struct Additions<'a> {
    transaction: &'a Transaction<'a>,
    batch: i64,
    order: &'a OrderKey<'a>,
    salts: log::Salts,
    /// The next number of each kind.
    next: HashMap<Kind, i64>,
    /// The programmes of the editions by their numbers, and the next number of each programme.
    codes: HashMap<Id, String>,
    numbers: HashMap<String, i64>,
    /// How records of each kind are put into their table.
    inserts: HashMap<Kind, String>,
}

impl<'a> Additions<'a> {
    pub(super) fn of(transaction: &'a Transaction<'a>, batch: i64, order: &'a OrderKey<'a>) -> Self {
        let (next, codes, numbers, inserts) = (HashMap::new(), HashMap::new(), HashMap::new(), HashMap::new());
        Self { transaction, batch, order, salts: log::Salts::default(), next, codes, numbers, inserts }
    }

    /// Writes a new record with its log entry; the answer is the number it got.
    pub(super) fn add(&mut self, record: &Record, known: &Known) -> Result<Id> {
        let kind = record.kind();
        let id = self.next(kind)?;
        let mut columns = row::columns(record)?;
        let linked = link(kind, &mut columns, known)?;
        let numbered = self.number(record, &mut columns)?;
        // What stands in the columns now is the record.
        let read = if linked || numbered { Some(read_back(kind, &columns)?) } else { None };
        let record = read.as_ref().unwrap_or(record);
        self.put(kind, id, &columns)?;
        let salt = self.salts.next(self.transaction)?;
        log::append_salted(self.transaction, self.batch, (kind, id, 1), &salt, (None, Some(&image(record)?)))?;
        if let Record::Person(person) = record {
            index::put(self.transaction, index::OWN, id, person, &(self.order)(&index::ordered_as(person)))?;
        }
        Ok(id)
    }

    /// A number that no record of this kind ever had.
    fn next(&mut self, kind: Kind) -> Result<Id> {
        let next = match self.next.get(&kind) {
            Some(next) => *next,
            None => log::next_id(self.transaction, kind)?.0,
        };
        self.next.insert(kind, next + 1);
        Ok(Id(next))
    }

    /// Gives a new participation that has no number yet the next one of its programme; two who register at once get two numbers.
    fn number(&mut self, record: &Record, columns: &mut Map<String, Value>) -> Result<bool> {
        let Record::Participation(Participation { number, programme, .. }) = record else { return Ok(false) };
        if *number != 0 {
            // It may be above all that were counted.
            self.numbers.clear();
            return Ok(false);
        }
        let code = match self.codes.get(programme) {
            Some(code) => code.clone(),
            None => code_of(self.transaction, *programme)?,
        };
        let next = match self.numbers.get(&code) {
            Some(next) => *next,
            None => self.transaction.prepare_cached(NEXT_NUMBER)?.query_row([&code], |row| row.get(0))?,
        };
        self.codes.insert(*programme, code.clone());
        self.numbers.insert(code, next + 1);
        columns.insert("number".to_owned(), next.into());
        Ok(true)
    }

    fn put(&mut self, kind: Kind, id: Id, columns: &Map<String, Value>) -> Result<()> {
        let insert = self.inserts.entry(kind).or_insert_with(|| row::insert(kind, columns));
        row::put(self.transaction, insert, (id, 1), columns)?;
        Ok(())
    }
}

/// The code of a programme; none for one that is not there, which the file refuses by itself.
fn code_of(connection: &Connection, programme: Id) -> Result<String> {
    let code = connection
        .prepare_cached("SELECT code FROM programme WHERE id = ?1")?
        .query_row([programme.0], |row| row.get(0))
        .optional()?;
    Ok(code.unwrap_or_default())
}
