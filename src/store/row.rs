//! Records and rows: a record's fields are its table's columns, so reading and writing are written once for all kinds.

use std::cell::OnceCell;

use rusqlite::{
    Connection, Row, Statement, ToSql,
    types::{ToSqlOutput, Value, ValueRef},
};
use serde::{
    Serialize,
    de::{
        DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, SeqAccess, Visitor,
        value::StrDeserializer,
    },
    forward_to_deserialize_any,
};
use serde_json::{Map, Value as Json};

use super::error::{Error, Result};
use crate::domain::{Id, Kind, Record};

/// What a record reads from the file when a value is not what its field wants.
type Mismatch = serde::de::value::Error;

/// One value of a row where SQLite holds it, as serde wants to see it.
#[derive(Clone, Copy)]
struct Cell<'a>(ValueRef<'a>);

impl Cell<'_> {
    fn text(&self) -> std::result::Result<&str, Mismatch> {
        match self.0 {
            ValueRef::Text(bytes) => std::str::from_utf8(bytes).map_err(Mismatch::custom),
            _ => Err(Mismatch::custom("not a code")),
        }
    }
}

impl<'de> Deserializer<'de> for Cell<'_> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Mismatch> {
        match self.0 {
            ValueRef::Null => visitor.visit_unit(),
            ValueRef::Integer(number) => visitor.visit_i64(number),
            ValueRef::Real(number) => visitor.visit_f64(number),
            ValueRef::Text(_) => visitor.visit_str(self.text()?),
            ValueRef::Blob(_) => Err(Mismatch::custom("bytes in a field")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Mismatch> {
        if matches!(self.0, ValueRef::Null) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Mismatch> {
        match self.0 {
            ValueRef::Integer(number) => visitor.visit_bool(number != 0),
            _ => Err(Mismatch::custom("not a yes or no")),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> std::result::Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> std::result::Result<V::Value, Mismatch> {
        let code: StrDeserializer<'_, Mismatch> = self.text()?.into_deserializer();
        code.deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map
        struct identifier ignored_any
    }
}

/// Where a statement brings each field of the record that is read from it.
pub(super) struct Columns {
    names: Vec<String>,
    /// The columns that are no fields of the record, before all others.
    skip: usize,
    /// The column of each field in the order of the fields, found with the first row; none for a field without a column.
    places: OnceCell<Vec<Option<usize>>>,
}

impl Columns {
    /// The columns of a statement, the first `skip` of them something else than fields.
    pub(super) fn of(statement: &Statement<'_>, skip: usize) -> Self {
        let names = statement.column_names().map(String::from).collect();
        Self { names, skip, places: OnceCell::new() }
    }

    /// Reads a record out of a row; a field without a column stays as it is by default.
    pub(super) fn read<T: DeserializeOwned>(&self, row: &Row<'_>, kind: &'static str) -> Result<T> {
        T::deserialize(Line { row, columns: self }).map_err(|why| unreadable(row, kind, &why))
    }

    /// As [`Self::read`], for a record whose kind is known only at run time.
    pub(super) fn read_any(&self, row: &Row<'_>, kind: Kind) -> Result<Record> {
        Record::read(kind, Line { row, columns: self }).map_err(|why| unreadable(row, kind.name(), &why))
    }

    fn places(&self, fields: &[&str]) -> &[Option<usize>] {
        let place = |field: &&str| {
            let at = self.names.iter().skip(self.skip).position(|name| name == field);
            at.map(|at| at + self.skip)
        };
        self.places.get_or_init(|| fields.iter().map(place).collect())
    }
}

/// A row as a record.
struct Line<'a> {
    row: &'a Row<'a>,
    columns: &'a Columns,
}

impl<'de> Deserializer<'de> for Line<'_> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> std::result::Result<V::Value, Mismatch> {
        Err(Mismatch::custom("a row is a record"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> std::result::Result<V::Value, Mismatch> {
        visitor.visit_seq(Fields { row: self.row, places: self.columns.places(fields).iter() })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// The values of a row in the order of the record's fields.
struct Fields<'a> {
    row: &'a Row<'a>,
    places: std::slice::Iter<'a, Option<usize>>,
}

impl<'de> SeqAccess<'de> for Fields<'_> {
    type Error = Mismatch;

    /// Nothing for a field without a column, which then takes its default, and the fields after it go on.
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> std::result::Result<Option<T::Value>, Mismatch> {
        let Some(Some(place)) = self.places.next().copied() else { return Ok(None) };
        let value = self.row.get_ref(place).map_err(Mismatch::custom)?;
        seed.deserialize(Cell(value)).map(Some)
    }
}

fn unreadable(row: &Row<'_>, kind: &'static str, why: &Mismatch) -> Error {
    Error::Unreadable { kind, id: row.get(0).unwrap_or_default(), why: why.to_string() }
}

/// A record's fields as columns, by their names.
pub(super) fn columns(record: &impl Serialize) -> Result<Map<String, Json>> {
    match serde_json::to_value(record) {
        Ok(Json::Object(fields)) => Ok(fields),
        Ok(other) => Err(Error::Damaged(format!("a record is not a set of fields: {other}"))),
        Err(error) => Err(Error::Damaged(error.to_string())),
    }
}

/// The statement that adds a record of a kind with such columns, for [`put`].
pub(super) fn insert(kind: Kind, columns: &Map<String, Json>) -> String {
    let names: Vec<String> = columns.keys().map(|name| format!("\"{name}\"")).collect();
    let marks: Vec<String> = (3..columns.len() + 3).map(|place| format!("?{place}")).collect();
    let (table, names, marks) = (kind.name(), names.join(", "), marks.join(", "));
    format!("INSERT INTO \"{table}\" (id, version, {names}) VALUES (?1, ?2, {marks})")
}

/// Has a statement write a record's columns, after its number and version; the answer is how many rows it wrote.
pub(super) fn put(
    connection: &Connection,
    sql: &str,
    (id, version): (Id, i64),
    columns: &Map<String, Json>,
) -> Result<usize> {
    let mut statement = connection.prepare_cached(sql)?;
    statement.raw_bind_parameter(1, id.0)?;
    statement.raw_bind_parameter(2, version)?;
    for (place, value) in (3..).zip(columns.values()) {
        statement.raw_bind_parameter(place, Stores(value))?;
    }
    Ok(statement.raw_execute()?)
}

/// A field's value as SQLite stores it.
struct Stores<'a>(&'a Json);

impl ToSql for Stores<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Json::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Json::Bool(yes) => i64::from(*yes).into(),
            Json::Number(number) => match number.as_i64() {
                Some(whole) => whole.into(),
                None => ToSqlOutput::Owned(number.as_f64().map_or(Value::Null, Value::Real)),
            },
            Json::String(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            other => return Err(rusqlite::Error::ToSqlConversionFailure(other.to_string().into())),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Gender, Person, Stay};

    /// What a statement reads as a record, from its first column on.
    fn read<T: DeserializeOwned>(sql: &str) -> std::result::Result<T, String> {
        let connection = Connection::open_in_memory().unwrap();
        let mut statement = connection.prepare(sql).unwrap();
        let columns = Columns::of(&statement, 0);
        let mut rows = statement.query([]).unwrap();
        columns.read(rows.next().unwrap().unwrap(), "person").map_err(|error| format!("{error:?}"))
    }

    #[test]
    fn a_field_is_read_by_the_name_of_its_column_wherever_it_stands() {
        let found = read::<Person>("SELECT 1 AS protected, 'woman' AS gender, 7 AS other, 'Kask' AS surname");

        let kask = Person { surname: "Kask".into(), gender: Some(Gender::Woman), protected: true, ..Person::default() };
        assert_eq!(found.unwrap(), kask);
    }

    #[test]
    fn a_field_without_a_column_stays_empty_and_those_after_it_are_read() {
        let sql = "SELECT 5 AS participation, '2013-01-14' AS entered_on, NULL AS exited_on, NULL AS exit_reason";

        let stay = read::<Stay>(sql).unwrap();

        assert_eq!((stay.participation, stay.exit_note.as_str()), (Id(5), ""));
    }

    #[test]
    fn what_is_not_a_value_of_its_field_is_refused() {
        for sql in [
            "SELECT 'nobody' AS gender",
            "SELECT 3 AS gender",
            "SELECT '2013-02-30' AS born",
            "SELECT x'00' AS surname",
            "SELECT 'yes' AS protected",
        ] {
            assert!(read::<Person>(sql).unwrap_err().contains("Unreadable"), "{sql}");
        }
    }
}
