//! Taking a sheet over: every row through the fields and rules of its form, and all of them as one batch or none.

use std::collections::{HashMap, HashSet};

use super::{
    cells::Cells,
    dates::DateForm,
    heading::{self, Column},
    intake::{Filled, Intake, intake},
    table::{self, Row},
    text::{self, Encoding},
    trouble::{self, RowTrouble},
};
use crate::{
    domain::{Change, Id, clean, has_unseen},
    env::Env,
    failures::Told,
    forms::{AnyForm, form},
    i18n::fill,
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
    /// In how many cells signs were left out that nobody sees, and the first row with one.
    pub cleaned: Option<(usize, usize)>,
    /// What is wrong, row by row.
    pub troubles: Vec<RowTrouble>,
    /// How many more things are wrong than are kept.
    pub more_troubles: usize,
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
    let blank = form.entries(&intake.blank(env), env);
    let read = heading::read(&table.heading, &fields, &blank, what != What::Meetings);
    let columns = read.map_err(|why| NoImport::Sheet(trouble::no_heading(&why, &table, &fields, env)))?.columns;
    let left_out = table.heading.iter().zip(&columns).filter(|(_, column)| **column == Column::Unknown);
    let mut import = Import {
        encoding,
        delimiter: table.delimiter,
        rows: table.rows.len(),
        left_out: left_out.map(|(heading, _)| trouble::listed(std::iter::once(heading.as_str()))).collect(),
        new: 0,
        there: 0,
        cleaned: None,
        troubles: Vec::new(),
        more_troubles: 0,
        changes: Vec::new(),
    };
    let in_sheet = heading::in_sheet(&columns, &fields);
    let mut cells = Cells::of(&table, &columns, &fields, &in_sheet, &blank, &*intake, env);
    import.troubles = cells.find_date_forms(reading.dates);
    let mut taking = Taking { store, form, intake: &*intake, env, cells, earlier: HashMap::new() };
    for row in &table.rows {
        import.count_unseen(row, &columns);
        taking.take(row, &mut import)?;
        import.more_troubles += import.troubles.len().saturating_sub(MOST_TROUBLES);
        import.troubles.truncate(MOST_TROUBLES);
    }
    import.troubles.sort_by_key(|trouble| trouble.row);
    Ok(import)
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

/// The taking over of one sheet.
struct Taking<'a> {
    store: &'a Store,
    form: &'static dyn AnyForm,
    intake: &'a dyn Intake,
    env: &'a Env,
    cells: Cells<'a>,
    /// What earlier rows were about, with their numbers and what they said.
    earlier: HashMap<String, (usize, Vec<String>)>,
}

impl<'a> Taking<'a> {
    fn take(&mut self, row: &Row, import: &mut Import) -> Result<(), NoImport> {
        if let Some(trouble) = self.cells.wrong_length(row) {
            import.troubles.push(trouble);
            return Ok(());
        }
        let mut troubles = Vec::new();
        let mut filled = self.cells.fill(row, &mut troubles);
        if self.intake.passes_over(&filled) {
            import.there += 1;
            return Ok(());
        }
        self.intake.adapt(&mut filled, self.env);
        let blank = self.intake.blank(self.env);
        let changes = match self.form.submit(&blank, &filled.entries, self.env) {
            Ok(changes) => changes,
            Err(problems) => {
                troubles.extend(problems.iter().filter_map(|problem| self.cells.trouble(row, problem)));
                Vec::new()
            }
        };
        let mut seen = HashSet::new();
        troubles.retain(|trouble: &RowTrouble| seen.insert(trouble.column.clone()));
        if !troubles.is_empty() {
            import.troubles.extend(troubles);
            return Ok(());
        }
        if self.cells.are_unreadable() {
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

    /// Whether the register, or an earlier row, has what this row says.
    fn already_there(&mut self, row: &Row, filled: &Filled<'_>) -> Result<There, NoImport> {
        let words = &self.env.words.import;
        let said: Vec<String> = filled.entries.iter().map(|entry| clean(&entry.text)).collect();
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
    fn differing(&self, id: Id, filled: &Filled<'_>) -> Result<Vec<&'a str>, NoImport> {
        let stored = self.form.open(self.store, &self.intake.opening(id), self.env)?;
        let said = |place: &usize| {
            let must_agree = filled.in_sheet[*place] && self.intake.must_agree(filled.fields[*place].name);
            must_agree && !filled.entries[*place].is_empty()
        };
        let said: Vec<usize> = (0..filled.fields.len()).filter(said).collect();
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
            Err(problems) => problems.iter().any(|problem| problem.field == filled.fields[*place].name),
        };
        Ok(said.into_iter().filter(differs).map(|place| (filled.fields[place].label)(self.env.words)).collect())
    }
}

/// Whether what a row says is in the register.
enum There {
    New,
    Same,
    /// It is, but says otherwise; carries the sentence.
    Otherwise(String),
}
