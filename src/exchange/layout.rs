//! A sheet as people lay it out: titles above the heading, a heading of two rows, columns without a name, totals at the foot.

use super::{
    cues,
    formula::unmarked,
    grid::{Grid, Row},
};
use crate::domain::clean;

/// The heading stands among so many rows at the top.
pub(super) const HIGHEST_HEADING: usize = 30;
/// Totals stand among so many rows at the foot.
const LOWEST_TOTALS: usize = 5;

/// A sheet as rows under a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) heading: Vec<String>,
    /// The row in which the heading stands, or the last of its rows.
    pub(super) heading_row: usize,
    pub(super) rows: Vec<Row>,
    /// The rows at the foot that only add up the others.
    pub(super) totals: Vec<usize>,
    /// Whether rows may be shorter than the heading, as those of spreadsheets are where their last cells are blank.
    pub(super) is_ragged: bool,
}

/// Whether a heading is known.
pub(super) type Known<'a> = dyn Fn(&str) -> bool + 'a;

/// How many of the headings in a row are known, each counted once.
pub(super) fn known_in(row: &Row, known: &Known<'_>) -> usize {
    let mut found: Vec<String> = row.filled().filter(|cell| known(cell)).map(clean).collect();
    found.sort_unstable();
    found.dedup();
    found.len()
}

impl Table {
    /// Finds the heading of a sheet, the row with the most headings that are known, and takes away what is no row under it.
    pub(super) fn of(grid: Grid, known: &Known<'_>) -> Self {
        let mut rows = grid.rows;
        let Some((place, heading)) = heading(&rows, known) else { return Self::default() };
        let heading_row = rows[place].number;
        rows.drain(..=place);
        // What was printed on several pages has its heading on each.
        rows.retain(|row| !heading.cells.iter().eq(row.cells.iter()));
        let mut totals = Vec::new();
        let foot = rows.len().saturating_sub(LOWEST_TOTALS);
        while let Some(last) = rows.get(foot..).and_then(<[Row]>::last).filter(|last| is_total(last)) {
            totals.insert(0, last.number);
            rows.pop();
        }
        let mut table = Self {
            heading: heading.cells.iter().map(|cell| unmarked(cell).to_owned()).collect(),
            heading_row,
            rows,
            totals,
            is_ragged: false,
        };
        table.name_unnamed();
        table
    }

    /// Gives columns that hold something, but have no heading, the letter that a spreadsheet gives them.
    fn name_unnamed(&mut self) {
        for column in 0..self.heading.len() {
            if self.heading[column].trim().is_empty() && self.rows.iter().any(|row| !row.cell(column).trim().is_empty())
            {
                self.heading[column] = letters(column);
            }
        }
    }
}

/// The place of the last row of the heading, and the heading itself: one row, or two of which the lower says more.
fn heading(rows: &[Row], known: &Known<'_>) -> Option<(usize, Row)> {
    let mut best: Option<((usize, usize), usize, Row)> = None;
    for (place, row) in rows.iter().take(HIGHEST_HEADING).enumerate() {
        let alone = known_in(row, known);
        // Where next to nothing is known, a heading is longer than a title.
        let rank = |known: usize, row: &Row| if known > 1 { (known, 0) } else { (known, row.filled().count()) };
        let mut candidates = vec![(rank(alone, row), place, row.clone())];
        if let Some(below) = rows.get(place + 1).filter(|below| below.number == row.number + 1) {
            let (lower, filled) = (known_in(below, known), below.filled().count());
            let both = joined(row, below);
            let together = known_in(&both, known);
            if together > alone && together > lower && lower * 2 >= filled {
                candidates.push((rank(together, &both), place + 1, both));
            }
        }
        for candidate in candidates {
            if best.as_ref().is_none_or(|best| candidate.0 > best.0) {
                best = Some(candidate);
            }
        }
    }
    let ((known, _), place, row) = best?;
    // What stands over blank cells of a heading belongs to it, unless it is a title.
    let above = place.checked_sub(1).and_then(|above| rows.get(above));
    let above = above.filter(|above| known > 1 && above.number + 1 == row.number && above.filled().count() > 1);
    Some((place, above.map_or_else(|| row.clone(), |above| joined(above, &row))))
}

/// Two rows as one: the lower says what a column is, the upper where the lower is blank.
fn joined(upper: &Row, lower: &Row) -> Row {
    let columns = upper.cells.len().max(lower.cells.len());
    let cell = |column| if lower.cell(column).trim().is_empty() { upper.cell(column) } else { lower.cell(column) };
    Row { number: lower.number, cells: (0..columns).map(cell).collect(), days: Vec::new() }
}

/// Whether a row adds up the others: it begins with a word for that, and has nothing but numbers besides.
fn is_total(row: &Row) -> bool {
    let mut cells = row.filled();
    let says_so = cells.next().is_some_and(cues::is_total);
    let is_number =
        |cell: &str| cell.chars().any(|letter| letter.is_ascii_digit()) && !cell.contains(char::is_alphabetic);
    says_so && cells.all(is_number)
}

/// A column as a spreadsheet names it: A, B … Z, AA.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    if column < 26 { last.to_string() } else { letters(column / 26 - 1) + &last.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sheet out of lines with `|` between the cells; blank lines are left out as a reader leaves them out.
    fn table(lines: &[&str]) -> Table {
        let rows = lines.iter().zip(1..).map(|(line, number)| Row {
            number,
            cells: line.split('|').collect(),
            days: Vec::new(),
        });
        let rows = rows.filter(|row| row.filled().next().is_some()).collect();
        let known = |text: &str| ["Surname", "Given", "Phone", "Mail", "Born"].contains(&text);
        Table::of(Grid { name: String::new(), rows }, &known)
    }

    #[test]
    fn the_heading_is_the_row_in_which_most_is_known() {
        let table = table(&["Participants 2013", "", "as of 1 May|Phone", "Surname|Given|Phone", "Kask|Mari|5"]);
        assert_eq!((table.heading, table.heading_row), (vec!["Surname".into(), "Given".into(), "Phone".into()], 4));
        assert_eq!(table.rows[0].number, 5);
    }

    #[test]
    fn a_heading_of_merged_cells_is_read_over_both_rows() {
        let upper = table(&["Title", "Surname|Given|Contact||Born", "||Phone|Mail|", "Kask|Mari|5|m|1980"]);
        assert_eq!(upper.heading, ["Surname", "Given", "Phone", "Mail", "Born"]);
        assert_eq!((upper.heading_row, upper.rows.len()), (3, 1));
        let lower = table(&["Person||Phone|When|", "Surname|Given|||Mail", "Kask|Mari|5|1980|m"]);
        assert_eq!(lower.heading, ["Surname", "Given", "Phone", "When", "Mail"]);
    }

    #[test]
    fn where_nothing_is_known_the_longest_row_at_the_top_is_the_heading() {
        assert_eq!(table(&["Title", "a|b|c", "1|2|3"]).heading, ["a", "b", "c"]);
    }

    #[test]
    fn totals_at_the_foot_are_no_rows_but_people_of_that_name_are() {
        let rows = ["Surname|Given|Phone", "Summa|Mari|", "Kask|Mari|5", "Kokku:|2|", "|Iš viso|2"];
        let table = table(&rows);
        assert_eq!((table.rows.len(), table.totals), (2, vec![4, 5]));
    }

    #[test]
    fn a_column_without_a_heading_has_its_letter_where_it_holds_something() {
        assert_eq!(table(&["Surname|Given||", "Kask|Mari||x"]).heading, ["Surname", "Given", "", "D"]);
        assert_eq!(
            (letters(0), letters(25), letters(26), letters(701)),
            ("A".into(), "Z".into(), "AA".into(), "ZZ".into())
        );
    }
}
