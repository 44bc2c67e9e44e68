//! Tables as a workbook: numbers are numbers, days are days, and a text is never more than text.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::{domain::harmless, i18n::Lang, store::Result};

/// The most letters that a cell is given: half of what it holds, since some letters count twice.
const LONGEST_TEXT: usize = 16_000;
/// The most letters that the name of a sheet has.
const LONGEST_NAME: usize = 31;
/// What may not stand in the name of a sheet.
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// The widths of columns, in letters.
const WIDTHS: (usize, usize) = (6, 60);
/// A4, as spreadsheets count the sizes of paper.
const A4: u8 = 9;
/// From how many columns a sheet is printed across.
const MANY_COLUMNS: usize = 6;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(f64),
    /// A share: 0.43 is 43 %.
    Share(f64),
    Day(NaiveDate),
}

/// A table for a sheet of its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid {
    pub(super) name: String,
    /// What tells it apart from others of the same name; shown whole where the name is not.
    pub(super) of: String,
    /// What stands above the columns; nothing for lines that only follow one another.
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Vec<Value>>,
}

/// The bytes of a workbook with these tables, each on its own sheet. The same tables of the same day are the same bytes.
pub(super) fn workbook(title: &str, day: NaiveDate, grids: &[Grid], lang: Lang) -> Result<Vec<u8>> {
    written(title, day, grids, lang).map_err(|error| std::io::Error::other(error).into())
}

fn written(title: &str, day: NaiveDate, grids: &[Grid], lang: Lang) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let mut properties = DocProperties::new().set_title(&*harmless(title));
    if let Some(day) = excel_day(day) {
        properties = properties.set_creation_datetime(&day);
    }
    book.set_properties(&properties);
    let looks = Looks::of(lang);
    let mut names: Vec<String> = Vec::new();
    for grid in grids {
        let name = free_name(&grid.name, &grid.of, &names);
        let sheet = book.add_worksheet();
        sheet.set_name(&name)?;
        fill(sheet, grid, &looks)?;
        names.push(name.to_lowercase());
    }
    book.save_to_buffer()
}

/// How the cells look.
struct Looks {
    heading: Format,
    text: Format,
    number: Format,
    share: Format,
    day: Format,
}

impl Looks {
    fn of(lang: Lang) -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let day = if lang == Lang::Et { "dd.mm.yyyy" } else { "yyyy-mm-dd" };
        Self {
            heading: top().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin),
            text: top().set_text_wrap(),
            number: top(),
            share: top().set_num_format("0 %"),
            day: top().set_num_format(day).set_align(FormatAlign::Left),
        }
    }
}

fn fill(sheet: &mut Worksheet, grid: &Grid, looks: &Looks) -> std::result::Result<(), XlsxError> {
    let columns = grid.rows.iter().map(Vec::len).max().unwrap_or(0).max(grid.headings.len());
    for (column, heading) in (0..).zip(&grid.headings) {
        sheet.write_string_with_format(0, column, &*harmless(heading), &looks.heading)?;
    }
    let first = u32::from(!grid.headings.is_empty());
    for (row, cells) in (first..).zip(&grid.rows) {
        for (column, value) in (0..).zip(cells) {
            write(sheet, (row, column), value, looks)?;
        }
    }
    for column in 0..columns {
        sheet.set_column_width(column as u16, width(grid, column) as f64)?;
    }
    if first == 1 {
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
    }
    sheet.set_paper_size(A4);
    if columns >= MANY_COLUMNS {
        sheet.set_landscape();
    }
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_footer("&L&A&R&P / &N");
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    looks: &Looks,
) -> std::result::Result<(), XlsxError> {
    match value {
        Value::Text(text) if text.is_empty() => sheet.write_blank(row, column, &looks.text)?,
        Value::Text(text) => {
            let text: String = harmless(text).chars().take(LONGEST_TEXT).collect();
            sheet.write_string_with_format(row, column, text, &looks.text)?
        }
        Value::Number(number) => sheet.write_number_with_format(row, column, *number, &looks.number)?,
        Value::Share(share) => sheet.write_number_with_format(row, column, *share, &looks.share)?,
        Value::Day(day) => match excel_day(*day) {
            Some(excel) => sheet.write_datetime_with_format(row, column, &excel, &looks.day)?,
            None => sheet.write_string_with_format(row, column, day.to_string(), &looks.text)?,
        },
    };
    Ok(())
}

/// The day as spreadsheets count it; none before 1900, where they disagree.
fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8).ok()
}

/// As wide as its longest cell, and not so wide that a sentence runs out of the window.
fn width(grid: &Grid, column: usize) -> usize {
    let of = |value: &Value| match value {
        Value::Text(text) => text.lines().map(|line| line.chars().count()).max().unwrap_or(0),
        Value::Number(number) => number.to_string().len(),
        Value::Share(_) => 5,
        Value::Day(_) => 10,
    };
    let cells = grid.rows.iter().filter_map(|row| row.get(column)).map(of);
    let heading = grid.headings.get(column).map_or(0, |heading| heading.chars().count());
    cells.chain([heading]).max().unwrap_or(0).clamp(WIDTHS.0, WIDTHS.1) + 2
}

/// A name that a sheet may bear and no other bears; what tells it apart is the last that is cut.
fn free_name(wanted: &str, of: &str, taken: &[String]) -> String {
    let allowed =
        |text: &str| harmless(text).chars().filter(|letter| !NOT_IN_NAMES.contains(letter)).collect::<String>();
    let (wanted, of) = (allowed(wanted), allowed(of));
    let room = LONGEST_NAME.saturating_sub(of.chars().count() + 1);
    let first: String = wanted.chars().take(room).collect();
    let allowed = if of.is_empty() { wanted } else { format!("{} {of}", first.trim_end()) };
    let cut = |room: usize| allowed.chars().take(room).collect::<String>().trim_matches(['\'', ' ']).to_owned();
    let numbered = |number: usize| match (number, cut(LONGEST_NAME)) {
        (1, name) if !name.is_empty() => name,
        (1, _) => number.to_string(),
        _ => format!("{} {number}", cut(LONGEST_NAME - 4)).trim_start().to_owned(),
    };
    let free = |name: &String| !taken.contains(&name.to_lowercase());
    // One more name than are taken: one of them is free.
    (1..=taken.len() + 1).map(numbered).find(free).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_has_a_name_of_its_own_that_spreadsheets_allow() {
        let mut taken = Vec::new();
        for wanted in [
            "Kohad: 1/2?",
            "kohad 12",
            "",
            "",
            "'",
            "Väga pikk nimi, mis ei mahu kuidagi ära",
            "Väga pikk nimi, mis ei mahu kuidagi kohe",
        ] {
            let name = free_name(wanted, "", &taken);
            assert!(!name.is_empty() && name.chars().count() <= LONGEST_NAME, "{name}");
            assert!(!name.contains(NOT_IN_NAMES) && !taken.contains(&name.to_lowercase()), "{name}");
            taken.push(name.to_lowercase());
        }
        let long = free_name("Väga pikk nimi, mis ei mahu kuidagi ära", "enne: 2023", &taken);
        assert!(long.ends_with(" enne 2023") && long.chars().count() <= LONGEST_NAME, "{long}");
    }

    #[test]
    fn the_same_table_is_the_same_bytes() {
        let day = NaiveDate::from_ymd_opt(2013, 7, 5).unwrap();
        let rows = vec![vec![Value::Text("=1+1".to_owned()), Value::Number(3.0), Value::Day(day), Value::Share(0.43)]];
        let grid = Grid { name: "A".to_owned(), of: String::new(), headings: vec!["Õ".to_owned()], rows };
        let book = || workbook("T", day, std::slice::from_ref(&grid), Lang::Et).unwrap();
        assert_eq!(book(), book());
    }
}
