//! From text to rows: which sign separates the columns, and which number a spreadsheet shows beside each row.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};

use super::{
    grid::{Grid, Row},
    layout::HIGHEST_HEADING,
    limits::{self, MOST_ROWS},
};

/// The signs that may stand between columns; where two are as frequent, the first wins.
const DELIMITERS: [u8; 3] = [b';', b'\t', b','];
/// The signs that a sheet may name itself.
const NAMED_DELIMITERS: [u8; 4] = [b';', b'\t', b',', b'|'];

/// Why a file is no sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotATable {
    /// There is nothing in it.
    Empty,
    /// In this row there are so many columns.
    TooManyColumns(usize, usize),
    /// There are more cells than are read.
    TooManyCells,
    /// In this row and this column, both from 1, stands more text than is read.
    CellTooLong(usize, usize),
    /// There are more rows than are read.
    TooManyRows,
    /// A quotation mark that opens on this row is never closed.
    Unclosed(usize),
    /// It is a spreadsheet's file, but broken.
    Damaged,
    /// It is locked with a password.
    Locked,
    /// It is packed, and more than is read.
    UnpacksTooLarge,
    /// None of its sheets has this name, or it is a text and has none; carries the names that there are.
    NoSuchSheet(String, Vec<String>),
    /// Several of its sheets, or none, can be taken over.
    WhichSheet(Vec<String>),
    /// Whoever looks on has said that it is enough.
    Stopped,
}

/// Reads a text as a sheet, and says which sign stands between its columns: the one with which most headings are known.
pub(super) fn parse(text: &str, known: &dyn Fn(&Row) -> usize) -> Result<(Grid, char), NotATable> {
    let text = in_lines(text);
    let (delimiter, skipped) = delimiter(&text, known);
    let text = text.splitn(skipped + 1, '\n').last().unwrap_or_default();
    limits::check(text, delimiter, skipped)?;
    let rows = rows(text, delimiter, skipped, MOST_ROWS + 2);
    // The heading is one more.
    match rows.len() {
        0 => Err(NotATable::Empty),
        rows if rows > MOST_ROWS + 1 => Err(NotATable::TooManyRows),
        _ => Ok((Grid { rows, ..Grid::default() }, delimiter as char)),
    }
}

/// The text with one sort of line break, so that lines can be counted, and one at its end.
fn in_lines(text: &str) -> Cow<'_, str> {
    if text.ends_with('\n') && !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    let mut lines = String::with_capacity(text.len() + 1);
    for line in text.split('\n') {
        // What ends with both has only one break.
        lines.extend(line.strip_suffix('\r').unwrap_or(line).chars().map(|c| if c == '\r' { '\n' } else { c }));
        lines.push('\n');
    }
    Cow::Owned(lines)
}

/// The sign between the columns, and how many lines to leave out before the first row: Excel's own `sep=;` says it outright.
fn delimiter(text: &str, known: &dyn Fn(&Row) -> usize) -> (u8, usize) {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let named = first.strip_prefix("sep=").map(str::as_bytes).filter(|_| text.starts_with("sep="));
    if let Some([sign]) = named.filter(|sign| sign.iter().all(|sign| NAMED_DELIMITERS.contains(sign))) {
        return (*sign, 1);
    }
    let count = |sign: &u8| {
        let mut quoted = false;
        first
            .bytes()
            .filter(|byte| {
                quoted ^= *byte == b'"';
                !quoted && byte == sign
            })
            .count()
    };
    let heading = |sign: &u8| rows(text, *sign, 0, HIGHEST_HEADING).iter().map(known).max().unwrap_or(0);
    let most = DELIMITERS.iter().rev().max_by_key(|sign| (heading(sign), count(sign)));
    (most.copied().unwrap_or(DELIMITERS[0]), 0)
}

/// Reads so many rows that are not blank at most; `before` lines stood before the text.
fn rows(text: &str, delimiter: u8, before: usize, most: usize) -> Vec<Row> {
    let mut builder = ReaderBuilder::new();
    let mut reader = builder.delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    let (mut number, mut line) = (before, 1);
    // The text is valid UTF-8 and rows may differ in length, so that reading cannot fail but at the end.
    while rows.len() < most && reader.read_record(&mut record).unwrap_or(false) {
        let next_line = reader.position().line();
        let breaks_inside = record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
        // Of the lines that were read, those inside cells belong to the row, and the rest before it were blank.
        number += (next_line - line) as usize - breaks_inside;
        line = next_line;
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            // A copy of the record itself would keep the room of the longest row so far.
            rows.push(Row { number, cells: record.iter().collect(), days: Vec::new() });
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads a text in which the headings x and y are known.
    fn parse(text: &str) -> Result<Vec<Row>, NotATable> {
        let known = |row: &Row| row.cells.iter().filter(|cell| matches!(*cell, "x" | "y")).count();
        super::parse(text, &known).map(|(grid, _)| grid.rows)
    }

    fn heading(text: &str) -> Vec<String> {
        parse(text).unwrap()[0].cells.iter().map(str::to_owned).collect()
    }

    fn numbered(text: &str) -> Vec<(usize, String)> {
        parse(text)
            .unwrap()
            .into_iter()
            .skip(1)
            .map(|row| (row.number, row.cells.iter().collect::<Vec<_>>().join("|")))
            .collect()
    }

    #[test]
    fn the_sign_between_columns_is_the_most_frequent_outside_quotation_marks() {
        assert_eq!(heading("a;b;c"), ["a", "b", "c"]);
        assert_eq!(heading("a,b,c"), ["a", "b", "c"]);
        assert_eq!(heading("a\tb, c\td"), ["a", "b, c", "d"]);
        assert_eq!(heading("\"a, b, c, d\";e"), ["a, b, c, d", "e"]);
        assert_eq!(heading("Surname, Given;Code"), ["Surname, Given", "Code"]);
        assert_eq!(heading("sep=,\na,b"), ["a", "b"]);
        assert_eq!(heading("sep=\"\na;b"), ["sep=\""]);
        assert_eq!(heading("a, b, c\nx;y\n"), ["a, b, c"]);
    }

    #[test]
    fn rows_have_the_numbers_that_a_spreadsheet_shows() {
        let expected = vec![(2, "1".to_owned()), (4, "two\nlines|x".to_owned()), (5, "3".to_owned())];
        for line_break in ["\n", "\r\n", "\r"] {
            let text = ["a;b", "1", "", "\"two\n", "lines\";x", "3"].join("\n").replace("\n\n", "\n");
            let text = text.replace("1\n\"", "1\n\n\"").replace('\n', line_break);
            assert_eq!(numbered(&text), expected, "{text:?}");
        }
        assert_eq!(numbered("\n\na;b\n;\n1;2"), [(5, "1|2".to_owned())]);
        assert_eq!(numbered("sep=;\na;b\n1;2"), [(3, "1|2".to_owned())]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_refused_with_its_row() {
        assert_eq!(parse("a;b\n1;2\n3;\"4\n5;6\n"), Err(NotATable::Unclosed(3)));
        assert!(parse("a;b\n1;\"say \"\"so\"\"\"\n2;5\" pipe\n").is_ok());
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        assert_eq!(parse(""), Err(NotATable::Empty));
        assert_eq!(parse("\n;;\n"), Err(NotATable::Empty));
        assert_eq!(parse(&"a;b\n".repeat(MOST_ROWS + 9)), Err(NotATable::TooManyRows));
        assert_eq!(parse(&"a;".repeat(600)), Err(NotATable::TooManyColumns(1, 601)));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[ab;,\t\"\n\r]{0,60}|.{0,60}") {
            let _ = parse(&text);
        }
    }
}
