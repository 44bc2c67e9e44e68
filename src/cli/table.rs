//! Rows of text in columns, for the shell.

use unicode_width::UnicodeWidthStr;

use crate::domain::one_line;

/// What stands between two columns.
const GAP: &str = "  ";

/// The rows under their headings, each column as wide as its widest cell; no spaces at the ends of lines, and a row a line
/// whatever is in its cells.
pub(super) fn table(headings: &[String], rows: &[Vec<String>]) -> String {
    let shown = |row: &[String]| row.iter().map(|cell| one_line(cell).into_owned()).collect::<Vec<_>>();
    let all: Vec<Vec<String>> = std::iter::once(headings).chain(rows.iter().map(Vec::as_slice)).map(shown).collect();
    let width =
        |column: usize| all.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..headings.len()).map(width).collect();
    let mut text = String::new();
    for row in &all {
        let cell = |(cell, width): (&String, &usize)| format!("{cell}{}", " ".repeat(width - cell.width()));
        let line = row.iter().zip(&widths).map(cell).collect::<Vec<_>>().join(GAP);
        text += line.trim_end();
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_however_wide_the_letters() {
        let rows = [vec!["Õ".to_owned(), "1".to_owned()], vec!["界界".to_owned(), "2".to_owned()]];

        assert_eq!(table(&["Nimi".into(), "Nr".into()], &rows), "Nimi  Nr\nÕ     1\n界界  2\n");
    }

    #[test]
    fn a_cell_stays_on_its_line_and_does_nothing() {
        let rows = [vec!["a\nb\u{1b}[2J".to_owned(), "1".to_owned()]];

        assert_eq!(table(&["Nimi".into(), "Nr".into()], &rows), "Nimi     Nr\na b\u{fffd}[2J  1\n");
    }
}
