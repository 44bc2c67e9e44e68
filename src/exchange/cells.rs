//! From the cells of a row to the fields of its form.

use super::{
    cues,
    dates::{self, DateForm},
    formula::unmarked,
    grid::Row,
    heading::Column,
    intake::{APPLIED, Filled, Intake, START},
    layout::Table,
    names::{self, NameOrder},
    remedy::Remedy,
    trouble::{self, RowTrouble},
};
use crate::{
    domain::{Answer, Choice, Country, Problem, Rule, national_id::check_as},
    env::Env,
    forms::{Entry, FieldInfo, Input},
    i18n::fill,
};

/// So many names are shown as they come apart.
const MOST_NAMES: usize = 5;

/// How names without a comma come apart.
#[derive(Clone, Debug)]
pub struct Apart {
    /// The heading of their column.
    pub column: String,
    /// Which name comes first.
    pub order: NameOrder,
    /// Some of them: the row, the surname, the given names.
    pub names: Vec<(usize, String, String)>,
    /// How many more there are like these.
    pub more: usize,
}

/// The longest text in which records are looked for: no list of people is longer.
const LONGEST_LINKS: usize = 20_000;

/// The cells of a sheet, and what its columns are for.
pub(super) struct Cells<'a> {
    table: &'a Table,
    columns: &'a [Column],
    fields: &'a [FieldInfo],
    /// Which fields the sheet has a column for.
    in_sheet: &'a [bool],
    /// What the form begins with, for the fields that the sheet has no column for.
    blank: &'a [Entry],
    intake: &'a dyn Intake,
    env: &'a Env,
    /// The form of the dates of each field.
    forms: Vec<Option<DateForm>>,
    /// The fields whose dates cannot be read at all.
    unreadable: Vec<&'static str>,
    /// Whether names in capitals are put right.
    puts_names_right: bool,
    /// Which name comes first where two stand in one cell.
    order: Option<NameOrder>,
}

impl<'a> Cells<'a> {
    /// The cells of a sheet, before the forms of its dates are known.
    pub(super) fn of(
        table: &'a Table,
        columns: &'a [Column],
        fields: &'a [FieldInfo],
        in_sheet: &'a [bool],
        blank: &'a [Entry],
        intake: &'a dyn Intake,
        env: &'a Env,
    ) -> Self {
        let (forms, unreadable) = (vec![None; fields.len()], Vec::new());
        Self {
            table,
            columns,
            fields,
            in_sheet,
            blank,
            intake,
            env,
            forms,
            unreadable,
            puts_names_right: false,
            order: None,
        }
    }

    /// Whether all names of the sheet are in capitals; from now on they are put right if that is wished.
    pub(super) fn find_capitals(&mut self, put_right: bool) -> bool {
        let columns: Vec<usize> = (0..self.columns.len()).filter(|column| self.is_name(*column)).collect();
        let found = names::are_in_capitals(&self.table.rows, &columns);
        self.puts_names_right = found && put_right;
        found
    }

    fn is_name(&self, column: usize) -> bool {
        match self.columns[column] {
            Column::Name(_) => true,
            Column::Field(place) => matches!(self.fields[place].name, "surname" | "given"),
            Column::Hours(_) | Column::Unknown => false,
        }
    }

    /// A cell as it is written for being read again: a date in the one form that is never asked about.
    pub(super) fn written(&self, row: usize, column: usize) -> String {
        let cell = self.table.rows[row].cell(column);
        let form = match self.columns[column] {
            Column::Field(place) => self.forms[place],
            _ => None,
        };
        dates::year_first(unmarked(cell.trim()), form).unwrap_or_else(|| unmarked(cell).to_owned())
    }

    /// Finds the one form of each column of dates; tells of those that have none.
    pub(super) fn find_date_forms(&mut self, asked: Option<DateForm>) -> Vec<RowTrouble> {
        let mut troubles = Vec::new();
        for (column, used) in self.columns.iter().enumerate() {
            let Column::Field(place) = *used else { continue };
            let field = &self.fields[place];
            if !matches!(field.input, Input::Date(_)) {
                continue;
            }
            // What the spreadsheet itself keeps as a day has no form.
            let typed = self.table.rows.iter().filter(|row| !row.is_day(column));
            let cells = typed.filter_map(|row| Some((row.number, row.cells.get(column)?)));
            match dates::form_of(cells, asked) {
                Ok(form) => self.forms[place] = form,
                Err(why) => {
                    troubles.push(trouble::form_trouble(why, &self.table.heading[column], self.env));
                    self.unreadable.push(field.name);
                }
            }
        }
        troubles
    }

    /// Whether a column of dates cannot be read, so that no row is known whole.
    pub(super) const fn are_unreadable(&self) -> bool {
        !self.unreadable.is_empty()
    }

    /// Finds out which name comes first in a column of whole names: as is said, else as its heading says; tells where neither does
    /// and no cell has a comma.
    pub(super) fn find_name_order(&mut self, asked: Option<NameOrder>) -> Option<RowTrouble> {
        let (column, said) = self.whole_names()?;
        self.order = asked.or(said);
        let mut cells = self.table.rows.iter().map(|row| (row.number, row.cell(column).trim()));
        if self.order.is_some() || cells.clone().any(|(_, cell)| cell.contains(',')) {
            return None;
        }
        let (row, cell) = cells.find(|(_, cell)| cell.split_whitespace().nth(1).is_some())?;
        self.unreadable.extend(["surname", "given"]);
        let said = format!("{} {}", self.env.words.import.name_order, Remedy::Names.said(self.env));
        Some(RowTrouble::with_cell(row, &self.table.heading[column], cell, said))
    }

    fn whole_names(&self) -> Option<(usize, Option<NameOrder>)> {
        self.columns.iter().enumerate().find_map(|(place, column)| match column {
            Column::Name(said) => Some((place, *said)),
            _ => None,
        })
    }

    /// How names without a comma come apart, shown by those of more than two words, else by the first.
    pub(super) fn apart(&self) -> Option<Apart> {
        let ((column, _), order) = self.whole_names().zip(self.order)?;
        let without_comma = self.table.rows.iter().filter(|row| !row.cell(column).contains(','));
        let names = without_comma.filter_map(|row| {
            let cell = unmarked(row.cell(column).trim());
            let (surname, given) = names::apart(cell, Some(order)).filter(|(surname, _)| !surname.is_empty())?;
            Some((row.number, surname, given))
        });
        let is_long = |(_, surname, given): &(usize, String, String)| surname.contains(' ') || given.contains(' ');
        let (mut first, mut shown, mut more) = (None, Vec::new(), 0);
        for name in names {
            match (is_long(&name), shown.len() < MOST_NAMES) {
                (true, true) => shown.push(name),
                (true, false) => more += 1,
                (false, _) => first = first.or(Some(name)),
            }
        }
        if shown.is_empty() {
            shown.extend(first);
        }
        let column = self.table.heading[column].clone();
        (!shown.is_empty()).then_some(Apart { column, order, names: shown, more })
    }

    /// Surname and given names of a cell, or what is wrong with it.
    fn names(&self, cell: &str, said: Option<NameOrder>) -> Result<(String, String), String> {
        let words = &self.env.words.import;
        let given_first = Some(NameOrder::GivenFirst);
        if cell.contains(',') && said == given_first && self.order == given_first {
            return Err(words.comma_otherwise.clone());
        }
        names::apart(cell, self.order).ok_or_else(|| {
            if cell.split_whitespace().nth(1).is_none() {
                words.one_name.clone()
            } else {
                format!("{} {}", words.whole_name, Remedy::Names.said(self.env))
            }
        })
    }

    /// Too many or too few cells: somewhere a separator or a quotation mark stands wrong.
    pub(super) fn wrong_length(&self, row: &Row) -> Option<RowTrouble> {
        let (expected, found) = (self.columns.len(), row.cells.len());
        let only_blank_more = row.cells.iter().skip(expected).all(|cell| cell.trim().is_empty());
        if self.table.is_ragged || found == expected || (found > expected && only_blank_more) {
            return None;
        }
        let values = [("found", &*found.to_string()), ("expected", &*expected.to_string())];
        Some(RowTrouble::with_row(row.number, fill(&self.env.words.import.wrong_length, &values)))
    }

    /// The fields of the form with what the row says.
    pub(super) fn fill(&self, row: &Row, troubles: &mut Vec<RowTrouble>) -> Filled<'a> {
        let begun = self.blank.iter().zip(self.in_sheet);
        let mut entries: Vec<Entry> =
            begun.map(|(blank, in_sheet)| if *in_sheet { Entry::default() } else { blank.clone() }).collect();
        for (column, used) in self.columns.iter().enumerate() {
            let cell = unmarked(row.cell(column).trim());
            let proper = (self.puts_names_right && self.is_name(column)).then(|| names::proper(cell));
            let cell = proper.as_deref().unwrap_or(cell);
            let heading = &self.table.heading[column];
            let mut wrong = |said| troubles.push(RowTrouble::with_cell(row.number, heading, cell, said));
            match *used {
                Column::Unknown => {}
                Column::Name(_) if self.unreadable.contains(&"surname") => {}
                Column::Name(said) => match self.names(cell, said) {
                    Ok((surname, given)) => {
                        for (field, text) in self.fields.iter().zip(&mut entries) {
                            match field.name {
                                "surname" => *text = Entry::typed(surname.as_str()),
                                "given" => *text = Entry::typed(given.as_str()),
                                _ => {}
                            }
                        }
                    }
                    Err(said) => wrong(said),
                },
                Column::Field(_) | Column::Hours(_) if cell.is_empty() => {}
                Column::Field(_) | Column::Hours(_) if cues::is_error(cell) => {
                    wrong(self.env.words.import.not_worked_out.clone());
                }
                Column::Field(_) if cues::is_shortened(cell) => wrong(self.env.words.import.shortened.clone()),
                Column::Field(place) if row.is_day(column) && matches!(self.fields[place].input, Input::Date(_)) => {
                    let day = dates::day_first(cell.get(..10).unwrap_or(cell), Some(DateForm::YearFirst));
                    entries[place] = Entry::typed(day.unwrap_or_default());
                }
                Column::Hours(place) => match minutes_of(cell) {
                    Some(minutes) => entries[place] = Entry::typed(minutes.to_string()),
                    None => wrong(self.env.words.import.not_hours.clone()),
                },
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
            Input::Link(_) | Input::Links(_) if cell.len() > LONGEST_LINKS => {
                let problem = Problem::new(field.name, Rule::TooLong(LONGEST_LINKS));
                Err(trouble::field_sentence(&problem, field, self.env))
            }
            Input::Link(_) | Input::Links(_) => {
                let unknown = || Err(Rule::NotFound(cell.to_owned()));
                let found = self.intake.link(field.name, cell).unwrap_or_else(unknown);
                found.map_err(|rule| trouble::field_sentence(&Problem::new(field.name, rule), field, self.env))
            }
            Input::Choice(set, _) if *set == Answer::SET => {
                Ok(Entry::typed(cues::answer(cell).map_or_else(|| cell.to_owned(), |answer| answer.code().to_owned())))
            }
            _ if field.name == "national-id" => Ok(Entry::typed(self.with_zeros(cell))),
            _ => Ok(Entry::typed(cell)),
        }
    }

    /// A Swedish code with the zeros before it that a spreadsheet takes away from a number; anything else as it is.
    fn with_zeros(&self, cell: &str) -> String {
        let lacks = matches!(cell.len(), 8 | 9) && cell.bytes().all(|byte| byte.is_ascii_digit());
        let whole = format!("{cell:0>10}");
        let is_code = || check_as(Country::Sweden, &whole, self.env.today).is_ok();
        if lacks && self.env.home() == Some(Country::Sweden) && is_code() { whole } else { cell.to_owned() }
    }

    /// That a row does not say what it hangs on.
    pub(super) fn missing_link(&self, row: &Row) -> Option<RowTrouble> {
        let field = self.intake.further_fields().first()?.name;
        self.trouble(row, &Problem::new(field, Rule::Missing))
    }

    /// A problem of the form, told with the row and the column; none for a field whose column is told about already.
    pub(super) fn trouble(&self, row: &Row, problem: &Problem) -> Option<RowTrouble> {
        if self.unreadable.contains(&problem.field) {
            return None;
        }
        let place = self.fields.iter().position(|field| field.name == problem.field)?;
        let field = &self.fields[place];
        let named = matches!(field.name, "surname" | "given");
        let is_of = |field: &str, name: &str, place: usize| field == name && self.fields[place].name == START;
        let column = self.columns.iter().position(|used| match *used {
            Column::Field(used) => used == place || is_of(field.name, APPLIED, used),
            Column::Hours(used) => used == place,
            Column::Name(_) => named,
            Column::Unknown => false,
        });
        let heading = column.map_or_else(|| (field.label)(self.env.words), |column| &self.table.heading[column]);
        let value = column.and_then(|column| row.cells.get(column)).unwrap_or_default();
        let said = trouble::field_sentence(problem, field, self.env);
        Some(RowTrouble::with_cell(row.number, heading, value, said))
    }
}

/// The minutes in a number of hours, as `1,5` or `1:30`; none for what is no such number.
fn minutes_of(cell: &str) -> Option<i64> {
    let number = |text: &str, most: usize| {
        let is_number = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<f64>().ok()).flatten()
    };
    if let Some((hours, minutes)) = cell.split_once(':') {
        let (hours, minutes) = (number(hours, 3)?, number(minutes, 2).filter(|minutes| *minutes < 60.0)?);
        return Some(hours.mul_add(60.0, minutes) as i64);
    }
    let (whole, part) = cell.split_once([',', '.']).unwrap_or((cell, "0"));
    number(whole, 3).zip(number(part, 6))?;
    let hours: f64 = format!("{whole}.{part}").parse().ok()?;
    Some((hours * 60.0).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_with_a_comma_a_point_or_as_a_time() {
        for (cell, minutes) in [("1,5", 90), ("1.5", 90), ("2", 120), ("0,75", 45), ("1:30", 90), ("1,33", 80)] {
            assert_eq!(minutes_of(cell), Some(minutes), "{cell}");
        }
        for cell in ["", "soon", "1,5,5", "-1", "1:75", ",", "1 h 5", "1e3", "1.500,5"] {
            assert_eq!(minutes_of(cell), None, "{cell}");
        }
    }
}
