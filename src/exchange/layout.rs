//! A sheet as people lay it out: titles above the heading, a heading of two rows, columns without a name, totals at the foot.

use std::collections::BTreeSet;

use super::{
    cues,
    formula::unmarked,
    grid::{Grid, Room, Row, Tall},
    table::NotATable,
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
    /// The columns with cells that go down over several rows, and hold for each of them.
    pub(super) tall: BTreeSet<usize>,
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
    pub(super) fn of(grid: Grid, known: &Known<'_>) -> Result<Self, NotATable> {
        let Grid { mut rows, tall, .. } = grid;
        let Some((place, heading)) = heading(&rows, known) else { return Ok(Self::default()) };
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
            tall: BTreeSet::new(),
            is_ragged: false,
        };
        table.fill_down(&tall)?;
        table.name_unnamed();
        Ok(table)
    }

    /// Lets what stands in a cell that goes down over several rows hold for each of them; a row in which nothing else stands is
    /// still none.
    fn fill_down(&mut self, tall: &[Tall]) -> Result<(), NotATable> {
        let mut room = Room::whole();
        for Tall { column, first, last } in tall {
            let start = self.rows.partition_point(|row| row.number < *first);
            let end = self.rows.partition_point(|row| row.number <= *last);
            let [upper, under @ ..] = &mut self.rows[start..end] else { continue };
            let (text, is_day) = (upper.cell(*column).to_owned(), upper.is_day(*column));
            if upper.number != *first || text.trim().is_empty() {
                continue;
            }
            for row in under {
                room.spread(row.cells.len().max(column + 1), text.len())?;
                if row.cell(*column).trim().is_empty() {
                    row.put(*column, &text, is_day);
                    self.tall.insert(*column);
                }
            }
        }
        Ok(())
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
pub(super) fn letters(column: usize) -> String {
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
        Table::of(Grid { rows, ..Grid::default() }, &known).unwrap()
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
    fn a_cell_that_goes_down_holds_for_every_row_that_has_something_else() {
        let row = |number: usize, cells: &str| Row { number, cells: cells.split('|').collect(), days: vec![] };
        let rows = vec![
            row(1, "Surname|Given|Phone"),
            row(2, "Kask|Mari|5"),
            row(3, "|Ants|"),
            row(5, "|Leo|7"),
            row(6, "|Mai|"),
        ];
        let tall = |column, first, last| Tall { column, first, last };
        // Over the heading, over rows, from a row that has nothing, and beyond the end.
        let tall = vec![tall(1, 1, 4), tall(0, 2, 5), tall(0, 4, 6), tall(2, 5, 9_999_999)];
        let known = |text: &str| ["Surname", "Given", "Phone"].contains(&text);
        let table = Table::of(Grid { rows, tall, ..Grid::default() }, &known).unwrap();
        let cells: Vec<String> = table.rows.iter().map(|row| row.cells.iter().collect::<Vec<_>>().join("|")).collect();
        assert_eq!(cells, ["Kask|Mari|5", "Kask|Ants|", "Kask|Leo|7", "|Mai|7"]);
        assert_eq!(table.tall, BTreeSet::from([0, 2]));
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
