//! Taking a sheet over: every row through the fields and rules of its form, and all of them as one batch or none.

use std::collections::HashMap;

use super::{
    dates::{self, DateForm},
    formula::unmarked,
    heading::{self, Column},
    intake::{Filled, Intake, intake},
    table::{self, Row, Table},
    text::{self, Encoding},
    trouble::{self, RowTrouble},
};
use crate::{
    domain::{Change, Id, Problem, Rule},
    env::Env,
    failures::Told,
    forms::{AnyForm, Entry, FieldInfo, Input, form},
    i18n::fill,
    store::{self, Store},
};

/// The largest sheet that is read, in bytes.
pub const LARGEST: u64 = 20 * 1024 * 1024;

/// A sort of sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// People with their participations.
    People,
    /// Workers.
    Workers,
    /// Meetings.
    Meetings,
}

/// What the user says about a sheet that it does not say itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading {
    /// Its encoding.
    pub encoding: Option<Encoding>,
    /// The form of its dates.
    pub dates: Option<DateForm>,
}

/// What taking a sheet over would come to.
#[derive(Clone, Debug)]
pub struct Import {
    /// In which encoding the sheet was read.
    pub encoding: Encoding,
    /// What stands between its columns.
    pub delimiter: char,
    /// How many rows it has under the heading.
    pub rows: usize,
    /// The columns that are not taken over.
    pub left_out: Vec<String>,
    /// How many rows are new.
    pub new: usize,
    /// How many rows are in the register already, or earlier in the sheet.
    pub there: usize,
    /// What is wrong, row by row.
    pub troubles: Vec<RowTrouble>,
    /// What is to be saved, once nothing is wrong.
    pub changes: Vec<Change>,
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

/// Reads a sheet and finds out what taking it over would come to; writes nothing.
pub fn import(store: &Store, what: What, bytes: &[u8], reading: Reading, env: &Env) -> Result<Import, NoImport> {
    let language = &env.definition.language;
    let decoded = text::decode(bytes, reading.encoding, language);
    let (text, encoding) = decoded.map_err(|why| NoImport::Sheet(trouble::not_text(why, env)))?;
    let table = table::parse(&text).map_err(|why| NoImport::Sheet(trouble::not_a_table(&why, env)))?;
    let intake = intake(what, store, env)?;
    let missing = || store::Error::Refused(format!("no form {}", intake.form()));
    let form = form(intake.form()).ok_or_else(missing)?;
    let fields = form.fields();
    let read = heading::read(&table.heading, &fields, what != What::Meetings);
    let columns = read.map_err(|why| NoImport::Sheet(trouble::no_heading(&why, &table, &fields, env)))?.columns;
    let left_out = table.heading.iter().zip(&columns).filter(|(_, column)| **column == Column::Unknown);
    let mut import = Import {
        encoding,
        delimiter: table.delimiter,
        rows: table.rows.len(),
        left_out: left_out.map(|(heading, _)| trouble::listed(std::iter::once(heading.as_str()))).collect(),
        new: 0,
        there: 0,
        troubles: Vec::new(),
        changes: Vec::new(),
    };
    let in_sheet = in_sheet(&columns, &fields);
    let mut taking = Taking {
        store,
        table: &table,
        columns: &columns,
        fields: &fields,
        form,
        intake: &*intake,
        env,
        in_sheet: &in_sheet,
        forms: vec![None; fields.len()],
        unreadable: Vec::new(),
        earlier: HashMap::new(),
    };
    taking.find_date_forms(reading.dates, &mut import);
    for row in &table.rows {
        taking.take(row, &mut import)?;
    }
    import.troubles.sort_by_key(|trouble| trouble.row);
    Ok(import)
}

/// The taking over of one sheet.
struct Taking<'a> {
    store: &'a Store,
    table: &'a Table,
    columns: &'a [Column],
    fields: &'a [FieldInfo],
    form: &'static dyn AnyForm,
    intake: &'a dyn Intake,
    env: &'a Env,
    /// Which fields the sheet has a column for.
    in_sheet: &'a [bool],
    /// The form of the dates of each field.
    forms: Vec<Option<DateForm>>,
    /// The fields whose dates cannot be read at all.
    unreadable: Vec<&'static str>,
    /// What earlier rows were about, with their numbers and what they said.
    earlier: HashMap<String, (usize, Vec<String>)>,
}

/// Which fields the sheet has a column for.
fn in_sheet(columns: &[Column], fields: &[FieldInfo]) -> Vec<bool> {
    let named = |field: &FieldInfo| columns.contains(&Column::Name) && matches!(field.name, "surname" | "given");
    fields.iter().enumerate().map(|(place, field)| columns.contains(&Column::Field(place)) || named(field)).collect()
}

impl<'a> Taking<'a> {
    /// Finds the one form of each column of dates.
    fn find_date_forms(&mut self, asked: Option<DateForm>, import: &mut Import) {
        for (column, used) in self.columns.iter().enumerate() {
            let Column::Field(place) = *used else { continue };
            let field = &self.fields[place];
            if !matches!(field.input, Input::Date(_)) {
                continue;
            }
            let cells = self.table.rows.iter().filter_map(|row| Some((row.number, row.cells.get(column)?.as_str())));
            match dates::form_of(cells, asked) {
                Ok(form) => self.forms[place] = form,
                Err(why) => {
                    import.troubles.push(trouble::form_trouble(why, &self.table.heading[column], self.env));
                    self.unreadable.push(field.name);
                }
            }
        }
    }

    fn take(&mut self, row: &Row, import: &mut Import) -> Result<(), NoImport> {
        if let Some(trouble) = self.wrong_length(row) {
            import.troubles.push(trouble);
            return Ok(());
        }
        let mut troubles = Vec::new();
        let mut filled = self.fill(row, &mut troubles);
        self.intake.adapt(&mut filled, self.env);
        let blank = self.intake.blank(self.env);
        let changes = match self.form.submit(&blank, &filled.entries, self.env) {
            Ok(changes) => changes,
            Err(problems) => {
                troubles.extend(problems.iter().filter_map(|problem| self.trouble(row, problem)));
                Vec::new()
            }
        };
        let mut seen = std::collections::HashSet::new();
        troubles.retain(|trouble: &RowTrouble| seen.insert(trouble.column.clone()));
        if !troubles.is_empty() {
            import.troubles.extend(troubles);
            return Ok(());
        }
        if !self.unreadable.is_empty() {
            return Ok(());
        }
        match self.already_there(row, &filled)? {
            There::New => {
                // Each row's changes link to their own newest stand-ins, so rows can stand one after the other.
                import.changes.extend(changes);
                import.new += 1;
            }
            There::Same => import.there += 1,
            There::Otherwise(said) => import.troubles.push(RowTrouble::with_row(row.number, said)),
        }
        Ok(())
    }

    /// Too many or too few cells: somewhere a separator or a quotation mark stands wrong.
    fn wrong_length(&self, row: &Row) -> Option<RowTrouble> {
        let (expected, found) = (self.columns.len(), row.cells.len());
        let only_blank_more = row.cells.iter().skip(expected).all(|cell| cell.trim().is_empty());
        if found == expected || (found > expected && only_blank_more) {
            return None;
        }
        let values = [("found", &*found.to_string()), ("expected", &*expected.to_string())];
        Some(RowTrouble::with_row(row.number, fill(&self.env.words.import.wrong_length, &values)))
    }

    /// The fields of the form with what the row says.
    fn fill(&self, row: &Row, troubles: &mut Vec<RowTrouble>) -> Filled<'a> {
        let mut entries = vec![Entry::default(); self.fields.len()];
        for (column, used) in self.columns.iter().enumerate() {
            let cell = row.cells.get(column).map_or("", |cell| unmarked(cell.trim()));
            let heading = &self.table.heading[column];
            let mut wrong = |said| troubles.push(RowTrouble::with_cell(row.number, heading, cell, said));
            match *used {
                Column::Unknown => {}
                Column::Name => match split_name(cell) {
                    Some((surname, given)) => {
                        for (field, text) in self.fields.iter().zip(&mut entries) {
                            match field.name {
                                "surname" => *text = Entry::typed(surname),
                                "given" => *text = Entry::typed(given),
                                _ => {}
                            }
                        }
                    }
                    None => wrong(self.env.words.import.whole_name.clone()),
                },
                Column::Field(_) if cell.is_empty() => {}
                Column::Field(place) => match self.entry(place, cell) {
                    Ok(entry) => entries[place] = entry,
                    Err(said) => wrong(said),
                },
            }
        }
        Filled { fields: self.fields, entries, in_sheet: self.in_sheet }
    }

    /// What a cell puts into a field, or what is wrong with it.
    fn entry(&self, place: usize, cell: &str) -> Result<Entry, String> {
        let field = &self.fields[place];
        match &field.input {
            Input::Date(_) if self.unreadable.contains(&field.name) => Ok(Entry::default()),
            Input::Date(_) => {
                let typed = dates::day_first(cell, self.forms[place]);
                typed.map(Entry::typed).ok_or_else(|| trouble::not_a_date(self.env))
            }
            Input::Link(_) | Input::Links(_) => {
                let unknown = || Err(Rule::NotFound(cell.to_owned()));
                let found = self.intake.link(field.name, cell).unwrap_or_else(unknown);
                found.map_err(|rule| trouble::field_sentence(&Problem::new(field.name, rule), field, self.env))
            }
            _ => Ok(Entry::typed(cell)),
        }
    }

    /// A problem of the form, told with the row and the column; none for a field whose column is told about already.
    fn trouble(&self, row: &Row, problem: &Problem) -> Option<RowTrouble> {
        if self.unreadable.contains(&problem.field) {
            return None;
        }
        let place = self.fields.iter().position(|field| field.name == problem.field)?;
        let field = &self.fields[place];
        let named = matches!(field.name, "surname" | "given").then_some(Column::Name);
        let column = self.columns.iter().position(|used| *used == Column::Field(place) || Some(*used) == named);
        let heading = column.map_or_else(|| (field.label)(self.env.words), |column| &self.table.heading[column]);
        let value = column.and_then(|column| row.cells.get(column)).map_or("", String::as_str);
        let said = trouble::field_sentence(problem, field, self.env);
        Some(RowTrouble::with_cell(row.number, heading, value, said))
    }

    /// Whether the register, or an earlier row, has what this row says.
    fn already_there(&mut self, row: &Row, filled: &Filled<'_>) -> Result<There, NoImport> {
        let words = &self.env.words.import;
        let said: Vec<String> = filled.entries.iter().map(|entry| crate::domain::clean(&entry.text)).collect();
        let identity = self.intake.identity(filled, self.env);
        if let Some((earlier, known)) = self.earlier.get(&identity) {
            let differs = *known != said;
            let sentence = fill(&words.twin, &[("row", &earlier.to_string())]);
            return Ok(if differs { There::Otherwise(sentence) } else { There::Same });
        }
        self.earlier.insert(identity, (row.number, said));
        let mut differing = None;
        for id in self.intake.known(filled, self.env) {
            let fields = self.differing(id, filled)?;
            if fields.is_empty() {
                return Ok(There::Same);
            }
            differing.get_or_insert(fields);
        }
        let otherwise = |fields: Vec<&str>| fill(&words.otherwise, &[("columns", &fields.join(", "))]);
        Ok(differing.map_or(There::New, |fields| There::Otherwise(otherwise(fields))))
    }

    /// The fields in which a record of the register says something else than the row; what the row leaves blank agrees.
    fn differing(&self, id: Id, filled: &Filled<'_>) -> Result<Vec<&str>, NoImport> {
        let stored = self.form.open(self.store, &self.intake.opening(id), self.env)?;
        let said = |place: &usize| {
            let must_agree = self.in_sheet[*place] && self.intake.must_agree(self.fields[*place].name);
            must_agree && !filled.entries[*place].is_empty()
        };
        let said: Vec<usize> = (0..self.fields.len()).filter(said).collect();
        let with = |places: &[usize]| {
            let mut entries = stored.entries.clone();
            for place in places {
                entries[*place].clone_from(&filled.entries[*place]);
            }
            self.form.submit(&stored.base, &entries, self.env)
        };
        if with(&said).is_ok_and(|changes| changes.is_empty()) {
            return Ok(Vec::new());
        }
        let differs = |place: &usize| match with(&[*place]) {
            Ok(changes) => !changes.is_empty(),
            // What is wrong with the stored record itself is not this row's doing.
            Err(problems) => problems.iter().any(|problem| problem.field == self.fields[*place].name),
        };
        Ok(said.into_iter().filter(differs).map(|place| (self.fields[place].label)(self.env.words)).collect())
    }
}

/// Whether what a row says is in the register.
enum There {
    New,
    Same,
    /// It is, but says otherwise; carries the sentence.
    Otherwise(String),
}

/// `Surname, Given` apart; nothing for a name without its comma, which might be in either order.
fn split_name(cell: &str) -> Option<(&str, &str)> {
    let (surname, given) = if cell.is_empty() { ("", "") } else { cell.split_once(',')? };
    Some((surname.trim(), given.trim()))
}
