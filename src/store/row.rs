//! Records and rows: a record's fields are its table's columns, so reading and writing are written once for all kinds.

use rusqlite::{
    Row, ToSql,
    types::{ToSqlOutput, Value, ValueRef},
};
use serde::{
    Serialize,
    de::{
        DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor,
        value::{MapDeserializer, StringDeserializer},
    },
    forward_to_deserialize_any,
};

use super::error::{Error, Result};
use crate::domain::{Kind, Record};

/// What a record reads from the file when a value is not what its field wants.
type Mismatch = serde::de::value::Error;

/// One value of a row, as serde wants to see it.
#[derive(Clone, Debug)]
struct Cell(Value);

impl<'de> Deserializer<'de> for Cell {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Mismatch> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Integer(number) => visitor.visit_i64(number),
            Value::Real(number) => visitor.visit_f64(number),
            Value::Text(text) => visitor.visit_string(text),
            Value::Blob(_) => Err(Mismatch::custom("bytes in a field")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Mismatch> {
        if matches!(self.0, Value::Null) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Mismatch> {
        match self.0 {
            Value::Integer(number) => visitor.visit_bool(number != 0),
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
        match self.0 {
            Value::Text(text) => {
                let code: StringDeserializer<Mismatch> = text.into_deserializer();
                code.deserialize_enum(name, variants, visitor)
            }
            _ => Err(Mismatch::custom("not a code")),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map
        struct identifier ignored_any
    }
}

impl IntoDeserializer<'_, Mismatch> for Cell {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

/// Reads a record out of a row whose columns are the record's fields, after `skip` columns of something else.
pub(super) fn read<T: DeserializeOwned>(row: &Row<'_>, names: &[String], skip: usize, kind: &'static str) -> Result<T> {
    T::deserialize(cells(row, names, skip)?).map_err(|why| unreadable(row, kind, &why))
}

/// As [`read`], for a record whose kind is known only at run time.
pub(super) fn read_any(row: &Row<'_>, names: &[String], skip: usize, kind: Kind) -> Result<Record> {
    Record::read(kind, cells(row, names, skip)?).map_err(|why| unreadable(row, kind.name(), &why))
}

/// A row's cells with their names.
type Cells<'a> = MapDeserializer<'a, std::vec::IntoIter<(&'a str, Cell)>, Mismatch>;

fn cells<'a>(row: &Row<'_>, names: &'a [String], skip: usize) -> Result<Cells<'a>> {
    let mut cells = Vec::with_capacity(names.len());
    for (place, name) in names.iter().enumerate().skip(skip) {
        cells.push((name.as_str(), Cell(row.get(place)?)));
    }
    Ok(MapDeserializer::new(cells.into_iter()))
}

fn unreadable(row: &Row<'_>, kind: &'static str, why: &Mismatch) -> Error {
    Error::Unreadable { kind, id: row.get(0).unwrap_or_default(), why: why.to_string() }
}

/// A record's fields as columns: the name and the value of each, in the order of the record.
pub(super) fn columns(record: &impl Serialize) -> Result<Vec<(String, serde_json::Value)>> {
    match serde_json::to_value(record) {
        Ok(serde_json::Value::Object(fields)) => Ok(fields.into_iter().collect()),
        Ok(other) => Err(Error::Damaged(format!("a record is not a set of fields: {other}"))),
        Err(error) => Err(Error::Damaged(error.to_string())),
    }
}

/// A field's value as SQLite stores it.
pub(super) struct Stores<'a>(pub(super) &'a serde_json::Value);

impl ToSql for Stores<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        use serde_json::Value as Json;
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
