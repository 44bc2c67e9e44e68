//! What is wrong with a sheet, in sentences: which row, which column, what is wrong, what would be right.

use serde::Serialize;

use super::{
    alike::Likeness,
    dates::NoForm,
    foreign::Foreign,
    heading::NoHeading,
    layout::Table,
    limits::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS},
    remedy::Remedy,
    table::NotATable,
    text::NotText,
};
use crate::{
    domain::{DateProblem, Problem, Rule, clean, national_id::masked, shorten},
    env::Env,
    failures::Told,
    forms::{self, FieldInfo, Input},
    i18n::fill,
};

/// The widest value that a sentence repeats.
const WIDEST: usize = 40;

/// What is wrong with one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowTrouble {
    /// The row, as a spreadsheet numbers it.
    pub row: usize,
    /// The column, by its heading; none when it is the row as a whole.
    pub column: Option<String>,
    /// What stands there, national codes without their end.
    pub value: String,
    /// What is wrong and what would be right.
    pub said: String,
    /// Whether it only asks if the row is about somebody who is there already.
    #[serde(skip)]
    pub asks: bool,
}

impl RowTrouble {
    /// With a row as a whole.
    pub(super) fn with_row(row: usize, said: String) -> Self {
        Self { row, column: None, value: String::new(), said, asks: false }
    }

    /// That a row may be about somebody who is there already.
    pub(super) fn with_doubt(row: usize, said: String) -> Self {
        Self { asks: true, ..Self::with_row(row, said) }
    }

    /// With one cell.
    pub(super) fn with_cell(row: usize, column: &str, value: &str, said: String) -> Self {
        Self { row, column: Some(shorten(&clean(column), WIDEST)), value: shown(value), said, asks: false }
    }

    /// The sentence for whoever has the row before them.
    pub(super) fn beside_the_row(&self) -> String {
        self.column.as_ref().map_or_else(|| self.said.clone(), |column| format!("{column}: {}", self.said))
    }

    /// The whole sentence: `row 17, National code "483120*****": …`.
    pub fn sentence(&self, env: &Env) -> String {
        let words = &env.words.import;
        let row = self.row.to_string();
        let column = self.column.as_deref().unwrap_or_default();
        let values = [("row", row.as_str()), ("column", column), ("value", &self.value), ("said", &self.said)];
        let sentence = match (&self.column, self.value.is_empty()) {
            (None, _) => &words.in_row,
            (Some(_), true) => &words.in_column,
            (Some(_), false) => &words.in_cell,
        };
        fill(sentence, &values)
    }
}

/// A value as a sentence may repeat it: short, on one line, and no national code to its end.
pub(super) fn shown(value: &str) -> String {
    let value = clean(value);
    let digits = value.chars().filter(char::is_ascii_digit).count();
    if digits >= 9 { shorten(&masked(&value), WIDEST) } else { shorten(&value, WIDEST) }
}

/// What is wrong with a field, as an import says it: there is no key to press in a sheet.
pub(super) fn field_sentence(problem: &Problem, field: &FieldInfo, env: &Env) -> String {
    let words = &env.words.import;
    match &problem.rule {
        Rule::Missing => words.missing.clone(),
        Rule::BeforeApplication(day) => {
            let values = [("day", &*env.date(*day)), ("field", &env.words.field.applied_on)];
            format!("{} {}", fill(&words.before_application, &values), Remedy::Application.said(env))
        }
        Rule::NotFound(_) => words.not_found.clone(),
        Rule::NotUnique(_) => words.not_unique.clone(),
        Rule::Date(DateProblem::NotADate | DateProblem::YearMissing) => not_a_date(env),
        Rule::NotAChoice(_) => match &field.input {
            Input::Choice(set, codes) => {
                let names: Vec<&str> = codes.iter().map(|code| env.words.code_name(set, code)).collect();
                fill(&words.not_a_choice, &[("choices", &names.join(", "))])
            }
            Input::Item(list) => {
                let items = list.of(&env.definition).iter();
                let names: Vec<&str> = items.map(|item| item.name.get(env.words.lang.code())).collect();
                fill(&words.not_a_choice, &[("choices", &names.join(", "))])
            }
            _ => forms::sentence(problem, env),
        },
        _ => forms::sentence(problem, env),
    }
}

/// That a cell holds no whole date.
pub(super) fn not_a_date(env: &Env) -> String {
    fill(&env.words.import.not_a_date, &[("example", &env.date(env.today))])
}

/// Why the dates of a column cannot be read; told at the row that shows it.
pub(super) fn form_trouble(trouble: NoForm, column: &str, env: &Env) -> RowTrouble {
    let words = &env.words.import;
    match trouble {
        NoForm::Mixed((first, one), (row, other)) => {
            let said = fill(&words.mixed_dates, &[("row", &first.to_string()), ("value", &shown_date(&one))]);
            RowTrouble { value: shown_date(&other), ..RowTrouble::with_cell(row, column, "", said) }
        }
        NoForm::Ambiguous(row, cell) => {
            let said = format!("{} {}", words.ambiguous_dates, Remedy::Dates.said(env));
            RowTrouble { value: shown_date(&cell), ..RowTrouble::with_cell(row, column, "", said) }
        }
    }
}

fn shown_date(cell: &str) -> String {
    shorten(&clean(cell), WIDEST)
}

/// Why the bytes are no text.
pub(super) fn not_text(why: NotText, env: &Env) -> Told {
    let words = &env.words.import;
    let told = |sentence: &str, hint: &str| Told { sentence: sentence.to_owned(), hint: hint.to_owned() };
    match why {
        NotText::Foreign(Foreign::Spreadsheet) => told(&words.spreadsheet, &words.save_as_csv),
        NotText::Foreign(Foreign::Other(kind)) => {
            told(&fill(&words.not_a_sheet, &[("kind", kind)]), &words.save_as_csv)
        }
        NotText::Undecided => told(&words.undecided_encoding, &Remedy::Encoding.said(env)),
        NotText::Line(line, encoding) => {
            let values = [("row", &*line.to_string()), ("encoding", encoding.name())];
            told(&fill(&words.not_text, &values), &Remedy::Encoding.said(env))
        }
    }
}

/// Why the text is no sheet.
pub(super) fn not_a_table(why: &NotATable, env: &Env) -> Told {
    let words = &env.words.import;
    let number = |number: usize| env.words.lang.number(number as i64);
    let told = |sentence: &str, values: &[(&str, &str)], hint: &str| Told {
        sentence: fill(sentence, values),
        hint: hint.to_owned(),
    };
    match *why {
        NotATable::Empty => told(&words.empty, &[], &words.save_as_csv),
        NotATable::TooManyColumns(row, columns) => {
            let values = [("row", &*row.to_string()), ("n", &number(columns)), ("most", &number(MOST_COLUMNS))];
            told(&words.too_many_columns, &values, &words.save_as_csv)
        }
        NotATable::TooManyCells => {
            told(&words.too_many_cells, &[("most", &number(MOST_CELLS))], &words.too_many_cells_hint)
        }
        NotATable::CellTooLong(row, column) => {
            let values = [("row", &*row.to_string()), ("column", &*column.to_string())];
            told(&words.cell_too_long, &values, &words.cell_too_long_hint)
        }
        NotATable::TooManyRows => told(&words.too_many_rows, &[("most", &number(MOST_ROWS))], &words.too_large_hint),
        NotATable::Unclosed(row) => told(&words.unclosed, &[("n", &row.to_string())], &words.unclosed_hint),
        NotATable::Damaged => told(&words.damaged_file, &[], &words.damaged_file_hint),
        NotATable::Locked => told(&words.locked_file, &[], &words.locked_file_hint),
        NotATable::UnpacksTooLarge => told(&words.unpacks_too_large, &[], &words.too_large_hint),
        NotATable::NoSuchSheet(ref name, ref all) => {
            let (name, all) = (shown(name), listed(all.iter().map(String::as_str)));
            let sentence = if all.is_empty() { &words.no_sheets } else { &words.no_such_sheet };
            told(sentence, &[("name", &name), ("sheets", &all)], &Remedy::WhichSheet.said(env))
        }
        NotATable::WhichSheet(ref all) => told(
            &words.which_sheet,
            &[("sheets", &listed(all.iter().map(String::as_str)))],
            &Remedy::WhichSheet.said(env),
        ),
        NotATable::Stopped => told(&env.words.failure.stopped, &[], ""),
    }
}

/// Why the heading cannot be used.
pub(super) fn no_heading(why: &NoHeading, table: &Table, fields: &[FieldInfo], env: &Env) -> Told {
    let words = &env.words.import;
    match why {
        NoHeading::Twice(first, second) => Told {
            sentence: fill(&words.column_twice, &[("first", first), ("second", second)]),
            hint: Remedy::ColumnTwice.said(env),
        },
        NoHeading::NoColumn(column) => {
            let found = listed(table.heading.iter().map(String::as_str));
            Told {
                sentence: fill(&words.no_such_column, &[("column", &shown(column)), ("found", &found)]),
                hint: words.map_hint.clone(),
            }
        }
        NoHeading::NoField(field) => {
            let labels = listed(fields.iter().map(|field| (field.label)(env.words)));
            Told {
                sentence: fill(&words.no_such_field, &[("field", &shown(field)), ("fields", &labels)]),
                hint: words.map_hint.clone(),
            }
        }
        NoHeading::Missing(places) => {
            let missing: Vec<&str> = places.iter().map(|place| (fields[*place].label)(env.words)).collect();
            let found = listed(table.heading.iter().map(String::as_str));
            Told {
                sentence: fill(&words.columns_missing, &[("missing", &missing.join(", ")), ("found", &found)]),
                hint: Remedy::Columns.said(env),
            }
        }
    }
}

/// That somebody may be there already, and what to say if not.
pub(super) fn doubt(likeness: Likeness, who: &str, row: usize, env: &Env) -> String {
    let words = &env.words.import;
    let sentence = match likeness {
        Likeness::Name => &words.may_be_name,
        Likeness::OtherCode => &words.may_be_other_code,
        Likeness::NearBirth => &words.may_be_near_birth,
        Likeness::OneLetter => &words.may_be_one_letter,
    };
    format!("{} {}", fill(sentence, &[("who", who)]), Remedy::SomebodyElse(row).said(env))
}

/// Headings in a sentence.
pub(super) fn listed<'a>(headings: impl Iterator<Item = &'a str>) -> String {
    // A heading that ends with a full stop, as `No.`, would end the sentence.
    let heading = |heading: &str| shorten(clean(heading).trim_end_matches('.'), WIDEST);
    let headings = headings.map(heading).filter(|heading| !heading.is_empty());
    headings.collect::<Vec<_>>().join(", ")
}
