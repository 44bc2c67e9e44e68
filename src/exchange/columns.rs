//! What the columns of a sheet are for, as far as that is known: for whoever is asked about them.

use super::{
    Reading, What,
    heading::{self, Column, Headings},
    import::NoImport,
    intake::intake,
    source::{self, Found, NoSheet, Source},
    table::NotATable,
    text::Encoding,
    trouble,
};
use crate::{
    env::Env,
    forms::{Entry, Input, form},
    i18n::Label,
    store::{self, Store},
};

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetColumn {
    /// What stands over it.
    pub heading: String,
    /// By which it is told from a column with the same heading.
    pub own_name: String,
    /// The field it is for; none where it is left out.
    pub field: Option<&'static str>,
    /// What stands in its first cell with anything in it.
    pub sample: String,
}

/// The columns of a sheet, and what they can be for.
#[derive(Clone, Debug, Default)]
pub struct SheetColumns {
    /// The columns, from the left; none while it is not said which sheet is meant.
    pub columns: Vec<SheetColumn>,
    /// What a column can be for: the name of the field, and what it is called.
    pub fields: Vec<(&'static str, Label)>,
    /// The names of the sheets, where the file has several.
    pub sheets: Vec<String>,
    /// Which of them is read.
    pub sheet: Option<String>,
    /// How it is encoded, where it is text.
    pub encoding: Option<Encoding>,
}

/// How a column is named that holds both names.
const NAME: &str = "name";

/// How a column is named that counts hours.
const HOURS: &str = "hours";

/// Finds out what the columns of a sheet are for; a heading that is missing or there twice is no error here.
///
/// # Errors
/// Where the file holds no table.
pub fn columns(
    store: &Store,
    what: What,
    bytes: &[u8],
    reading: &Reading,
    env: &Env,
) -> Result<SheetColumns, NoImport> {
    let intake = intake(what, store, env)?;
    let missing = || store::Error::Refused(format!("no form {}", intake.form()));
    let form = form(intake.form()).ok_or_else(missing)?;
    let mut fields = form.fields();
    fields.extend(intake.further_fields());
    // With what the form begins with, so that the same sheet is meant here as when it is taken over.
    let mut blank = form.entries(&intake.blank(env), env);
    blank.resize(fields.len(), Entry::default());
    let of_people = is_of_people(what);
    let remembered = store.sheet_maps(intake.form())?;
    let headings = Headings::of(&fields, &blank, of_people).with(&reading.map, remembered);
    match source::read(bytes, reading, &headings, &env.definition.language, &mut |_| true) {
        Ok(found) => Ok(of(&found, &headings, what)),
        Err(NoSheet::Table(NotATable::WhichSheet(sheets))) => {
            Ok(SheetColumns { fields: fields_of(&headings, what), sheets, ..SheetColumns::default() })
        }
        Err(NoSheet::Text(why)) => Err(NoImport::Sheet(trouble::not_text(why, env))),
        Err(NoSheet::Table(why)) => Err(NoImport::Sheet(trouble::not_a_table(&why, env))),
        Err(NoSheet::Stopped) => Err(store::Error::Stopped.into()),
    }
}

/// What a column can be for.
fn fields_of(headings: &Headings<'_>, what: What) -> Vec<(&'static str, Label)> {
    let name: Option<(&str, Label)> = is_of_people(what).then_some((NAME, |w| &w.column.name));
    let fields = headings.fields.iter().flat_map(|field| {
        let hours: Option<(&str, Label)> = matches!(field.input, Input::Minutes).then_some((HOURS, |w| &w.sheet.hours));
        std::iter::once((field.name, field.label)).chain(hours)
    });
    name.into_iter().chain(fields).collect()
}

/// Whether the rows of such a sheet are people, whose names may stand in one column.
pub(super) const fn is_of_people(what: What) -> bool {
    matches!(what, What::People | What::Workers)
}

/// What the columns of a table are for.
pub(super) fn of(found: &Found, headings: &Headings<'_>, what: What) -> SheetColumns {
    let Found { table, source, sheets } = found;
    let field = |column: &Column| match column {
        Column::Field(place) => headings.fields.get(*place).map(|field| field.name),
        Column::Hours(_) => Some(HOURS),
        Column::Name(_) => Some(NAME),
        Column::Unknown => None,
    };
    let sample = |place: usize| {
        let filled = table.rows.iter().map(|row| row.cell(place)).find(|cell| !cell.trim().is_empty());
        filled.unwrap_or_default().to_owned()
    };
    let meant = headings.meant(&table.heading);
    let columns = table.heading.iter().zip(&meant).enumerate().map(|(place, (_, column))| SheetColumn {
        heading: heading::called(&table.heading, place),
        own_name: heading::own_name(&table.heading, place),
        field: field(column),
        sample: sample(place),
    });
    SheetColumns {
        columns: columns.collect(),
        fields: fields_of(headings, what),
        sheets: sheets.clone(),
        sheet: source.sheet(),
        encoding: if let Source::Text(encoding, _) = source { Some(*encoding) } else { None },
    }
}
