//! Taking a sheet over: every row through the fields and rules of its form, and all of them as one batch or none.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{
    cells::{Apart, Cells},
    changes::Changes,
    columns::{self, SheetColumns},
    dates::DateForm,
    grid::Row,
    heading::{self, Column, Headings},
    intake::{APPLIED, START, intake},
    names::NameOrder,
    refused::{self, Refused},
    source::{self, NoSheet, Source},
    taking::Taking,
    text::Encoding,
    trouble::{self, RowTrouble},
};
use crate::{
    domain::{has_unseen, one_line},
    env::Env,
    failures::Told,
    forms::{Entry, FieldInfo, form},
    i18n::Label,
    store::{self, Store},
};

/// The largest sheet that is read, in bytes.
pub const LARGEST: u64 = 20 * 1024 * 1024;

/// So many problems are kept; a sheet with more of them is wrong as a whole.
const MOST_TROUBLES: usize = 1_000;

/// A sort of sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// People with their participations.
    People,
    /// Workers.
    Workers,
    /// Meetings.
    Meetings,
    /// Entries of participants.
    Entries,
    /// Spells of work and study.
    Spells,
    /// Assessments on scales.
    Assessments,
    /// Ends of stays.
    Exits,
    /// What people are to each other.
    Relations,
}

impl What {
    /// All sorts, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::People,
        Self::Relations,
        Self::Workers,
        Self::Meetings,
        Self::Entries,
        Self::Exits,
        Self::Spells,
        Self::Assessments,
    ];

    /// What such a sheet is called.
    pub const fn label(self) -> Label {
        match self {
            Self::People => |w| &w.sheet.people,
            Self::Workers => |w| &w.sheet.workers,
            Self::Meetings => |w| &w.sheet.meetings,
            Self::Entries => |w| &w.sheet.entries,
            Self::Spells => |w| &w.sheet.spells,
            Self::Assessments => |w| &w.sheet.assessments,
            Self::Exits => |w| &w.sheet.exits,
            Self::Relations => |w| &w.sheet.relations,
        }
    }
}

/// What the user says about a sheet that it does not say itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Its encoding.
    pub encoding: Option<Encoding>,
    /// The form of its dates.
    pub dates: Option<DateForm>,
    /// Which name comes first where two stand in one cell.
    pub names: Option<NameOrder>,
    /// The one of several sheets in a file, by its name.
    pub sheet: Option<String>,
    /// What its columns are for, where their headings do not say so: heading and field, `-` for none.
    pub map: Vec<(String, String)>,
    /// Whether names that are all in capitals are put right.
    pub proper_names: bool,
    /// The rows that are about other people than those they look like.
    pub others: BTreeSet<usize>,
    /// Whether the sheet wins where the register says something else.
    pub update: bool,
}

/// What taking a sheet over would come to.
#[derive(Clone, Debug)]
pub struct Import {
    /// What the sheet was read from.
    pub source: Source,
    /// The row in which its heading stands.
    pub heading_row: usize,
    /// How many rows it has under the heading.
    pub rows: usize,
    /// The rows at its foot that only add up the others.
    pub totals: Vec<usize>,
    /// The columns with merged cells that hold for every row they go over.
    pub merged: Vec<String>,
    /// The columns that are not taken over.
    pub left_out: Vec<String>,
    /// What every row gets where the sheet has no column for it: label and value.
    pub filled_in: Vec<(String, String)>,
    /// Where the day of the application is the start: the label, the column of the start, and what a row without one gets.
    pub applied_from: Option<(String, String, String)>,
    /// What was said of the columns of such a sheet before, and was assumed of this one.
    pub assumed: Vec<(String, String)>,
    /// By which such a sheet is known again, with what was said of its columns.
    pub map: (String, Vec<(String, String)>),
    /// What its columns are for, and what they can be for.
    pub columns: SheetColumns,
    /// The form that each row goes through.
    pub form: &'static str,
    /// How names without a comma come apart.
    pub apart: Option<Apart>,
    /// The row that shows that it has to be said which name comes first.
    pub asks_for_names: Option<usize>,
    /// Whether all names are in capitals.
    pub in_capitals: bool,
    /// Whether they are put right.
    pub puts_names_right: bool,
    /// How many rows are new.
    pub new: usize,
    /// How many rows are in the register already, or earlier in the sheet.
    pub there: usize,
    /// What the sheet changes in records that are in the register.
    pub changed: Vec<Difference>,
    /// In how many cells signs were left out that nobody sees, and the first row with one.
    pub cleaned: Option<(usize, usize)>,
    /// What is wrong, row by row.
    pub troubles: Vec<RowTrouble>,
    /// How many more things are wrong than are kept.
    pub more_troubles: usize,
    /// The rows with something wrong; nothing of them is in the changes.
    pub refused: Refused,
    /// Whether something has to be said first, without which no row is understood.
    pub is_unanswered: bool,
    /// What is to be saved of the rows with nothing wrong.
    pub changes: Changes,
}

/// What a row changes in a record of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The row.
    pub row: usize,
    /// The fields: the label, what stands there, and what comes.
    pub fields: Vec<(String, String, String)>,
}

/// Why a sheet cannot be read at all.
#[derive(Debug)]
pub enum NoImport {
    /// The register could not be read.
    Store(store::Error),
    /// The sheet could not.
    Sheet(Told),
}

impl From<store::Error> for NoImport {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

/// How far the taking over of a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// So many rows of the file were read.
    Read(usize),
    /// So many rows of so many were looked at.
    Looked(usize, usize),
    /// So many records of so many were written.
    Written(usize, usize),
}

/// Hears how far it is; when it says no, that is the end of it.
pub type GoesOn<'a> = dyn FnMut(Reached) -> bool + 'a;

/// Reads a sheet and finds out what taking it over would come to; writes nothing.
pub fn import(store: &Store, what: What, bytes: &[u8], reading: &Reading, env: &Env) -> Result<Import, NoImport> {
    import_while(store, what, bytes, reading, env, &mut |_| true)
}

/// The same for a sheet that may take long.
pub fn import_while(
    store: &Store,
    what: What,
    bytes: &[u8],
    reading: &Reading,
    env: &Env,
    goes_on: &mut GoesOn<'_>,
) -> Result<Import, NoImport> {
    let intake = intake(what, store, env)?;
    let missing = || store::Error::Refused(format!("no form {}", intake.form()));
    let form = form(intake.form()).ok_or_else(missing)?;
    let mut fields = form.fields();
    let mut blank = form.entries(&intake.blank(env), env);
    fields.extend(intake.further_fields());
    blank.resize(fields.len(), Entry::default());
    let remembered = store.sheet_maps(intake.form())?;
    let headings = Headings::of(&fields, &blank, columns::is_of_people(what)).with(&reading.map, remembered);
    let mut heard = |row| goes_on(Reached::Read(row));
    let found =
        source::read(bytes, reading, &headings, &env.definition.language, &mut heard).map_err(|why| match why {
            NoSheet::Stopped => store::Error::Stopped.into(),
            NoSheet::Text(why) => NoImport::Sheet(trouble::not_text(why, env)),
            NoSheet::Table(why) => NoImport::Sheet(trouble::not_a_table(&why, env)),
        })?;
    let table = &found.table;
    let read = headings.read(&table.heading);
    let read = read.map_err(|why| NoImport::Sheet(trouble::no_heading(&why, table, &fields, env)))?;
    let columns = read.columns;
    let of_columns = columns::of(&found, &headings, what);
    let left_out = table.heading.iter().zip(&columns).filter(|(_, column)| **column == Column::Unknown);
    let mut import = Import {
        source: found.source.clone(),
        heading_row: table.heading_row,
        rows: table.rows.len(),
        totals: table.totals.clone(),
        merged: table
            .tall
            .iter()
            .filter_map(|column| table.heading.get(*column))
            .map(|it| one_line(it).into())
            .collect(),
        left_out: left_out
            .map(|(heading, _)| trouble::listed(std::iter::once(heading.as_str())))
            .filter(|heading| !heading.is_empty() && !refused::is_own(heading))
            .collect(),
        filled_in: filled_in(&fields, &blank, &columns, env),
        applied_from: None,
        assumed: read.remembered,
        map: (heading::key(&table.heading), reading.map.clone()),
        columns: of_columns,
        form: intake.form(),
        apart: None,
        asks_for_names: None,
        in_capitals: false,
        puts_names_right: reading.proper_names,
        new: 0,
        there: 0,
        changed: Vec::new(),
        cleaned: None,
        troubles: Vec::new(),
        more_troubles: 0,
        refused: Refused::default(),
        is_unanswered: false,
        changes: Changes::default(),
    };
    let in_sheet = heading::in_sheet(&columns, &fields);
    import.applied_from = applied_from(&fields, &columns, &table.heading, &mut import.filled_in, env);
    let mut cells = Cells::of(table, &columns, &fields, &in_sheet, &blank, &*intake, env);
    import.troubles = cells.find_date_forms(reading.dates);
    let unordered = cells.find_name_order(reading.names);
    import.asks_for_names = unordered.as_ref().map(|trouble| trouble.row);
    import.troubles.extend(unordered);
    import.apart = cells.apart();
    import.in_capitals = cells.find_capitals(reading.proper_names);
    import.is_unanswered = cells.are_unreadable();
    let mut taking = Taking::of(store, form, &*intake, env, cells, reading);
    let mut wrong = Vec::new();
    for (place, row) in table.rows.iter().enumerate() {
        if !goes_on(Reached::Looked(place, table.rows.len())) {
            return Err(store::Error::Stopped.into());
        }
        import.count_unseen(row, &columns);
        let before = import.troubles.len();
        taking.take(row, &mut import)?;
        if import.troubles.len() > before {
            wrong.push(row.number);
        }
        import.more_troubles += import.troubles.len().saturating_sub(MOST_TROUBLES);
        import.troubles.truncate(MOST_TROUBLES);
    }
    import.troubles.sort_by_key(|trouble| trouble.row);
    let written = |row, column| taking.written(row, column);
    import.refused = Refused::of(table, &import.troubles, &wrong, written, env.words);
    Ok(import)
}

/// What the form begins with in fields that must be filled, but have no column.
fn filled_in(fields: &[FieldInfo], blank: &[Entry], columns: &[Column], env: &Env) -> Vec<(String, String)> {
    let in_sheet = heading::in_sheet(columns, fields);
    let each = fields.iter().zip(blank).zip(in_sheet);
    let filled = each.filter(|((field, entry), in_sheet)| field.needed && !in_sheet && !entry.is_empty());
    filled.map(|((field, entry), _)| ((field.label)(env.words).to_owned(), entry.text.clone())).collect()
}

/// Whether the day of the application is that of the start; then it is not the same for every row.
fn applied_from(
    fields: &[FieldInfo],
    columns: &[Column],
    heading: &[String],
    filled_in: &mut Vec<(String, String)>,
    env: &Env,
) -> Option<(String, String, String)> {
    let start = |column: &Column| matches!(column, Column::Field(place) if fields[*place].name == START);
    let column = columns.iter().position(start)?;
    let label = fields.iter().find(|field| field.name == APPLIED).map(|field| (field.label)(env.words))?;
    let place = filled_in.iter().position(|(field, _)| field == label)?;
    let (label, value) = filled_in.remove(place);
    Some((label, one_line(&heading[column]).into_owned(), value))
}

impl Import {
    /// How much is wrong altogether.
    pub const fn problems(&self) -> usize {
        self.troubles.len() + self.more_troubles
    }

    fn count_unseen(&mut self, row: &Row, columns: &[Column]) {
        let used = row.cells.iter().zip(columns).filter(|(_, column)| **column != Column::Unknown);
        let cells = used.filter(|(cell, _)| has_unseen(cell)).count();
        if cells > 0 {
            self.cleaned = Some(self.cleaned.map_or((cells, row.number), |(before, first)| (before + cells, first)));
        }
    }
}
