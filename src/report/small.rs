//! Small numbers of people left out of a report that leaves the office: who knows the place would know the person.

use super::{Block, Chart, Column, Document, FigureRow, Holds};
use crate::{domain::Who, env::Env, i18n::fill};

/// The reports of numbers, out of which small ones can be left; the others tell in sentences, or name people.
const OF_NUMBERS: &[&str] = &["figures", "indicators", "yearly", "pace", "places", "service"];
/// Numbers of people below this one are small to whoever hands a report in.
pub const SMALL: usize = 5;
/// What stands in the place of a number out of which a small one could be worked out.
const LEFT_OUT: &str = "–";

/// Whether small numbers can be left out of this report.
pub fn counts_only(report: &str) -> bool {
    OF_NUMBERS.contains(&report)
}

/// The report with `<5` in the place of every number of people below five, where five is the `least` that is shown. Where one
/// small part alone could be worked out from its total, the next smallest part is left out too. Tables of persons go, and what
/// is drawn.
#[must_use]
pub(super) fn without_small(mut document: Document, least: usize, env: &Env) -> Document {
    let blocks = std::mem::take(&mut document.blocks);
    let mut kept: Vec<Block> = Vec::new();
    for block in blocks {
        match block {
            Block::Figures { rows } => {
                let rows = rows.into_iter().map(|row| figure(row, least)).collect();
                kept.push(Block::Figures { rows });
            }
            Block::Table { columns, rows } | Block::Chart(Chart { columns, rows, .. }) => {
                if columns.iter().any(counts) {
                    let rows = rows.into_iter().map(|row| cells(row, &columns, least)).collect();
                    kept.push(Block::Table { columns, rows });
                    continue;
                }
                // Neither its sentence nor its heading says anything without the table.
                if matches!(kept.last(), Some(Block::Caption { .. })) {
                    kept.pop();
                }
                if matches!(kept.last(), Some(Block::Heading { .. })) {
                    kept.pop();
                }
            }
            other => kept.push(other),
        }
    }
    kept.insert(0, Block::paragraph_of(fill(&env.words.small.said, &[("n", &least.to_string())])));
    Document { blocks: kept, ..document }
}

fn counts(column: &Column) -> bool {
    matches!(column.holds, Holds::People | Holds::Part)
}

fn figure(row: FigureRow, least: usize) -> FigureRow {
    let of_people = |who: &Who| matches!(who, Who::Participation(_) | Who::Stay { .. });
    let shown = if row.behind.iter().all(of_people) { hidden(&row.value, least) } else { None };
    match shown {
        Some(value) => FigureRow { value, percent: String::new(), behind: Vec::new(), base: None, ..row },
        None => row,
    }
}

/// What stands in the place of a number of people, or of a share, that is small or has a small rest.
fn hidden(cell: &str, least: usize) -> Option<String> {
    let small = |n: usize| (1..least).contains(&n);
    match numbers(cell)[..] {
        [n] | [n, _, ..] if small(n) => Some(format!("<{least}")),
        // `20 of 23` says that 3 are not counted.
        [n, base, ..] if base > n && small(base - n) => Some(LEFT_OUT.to_owned()),
        _ => None,
    }
}

/// The whole numbers in a cell, from left to right, but the share in percent behind them.
fn numbers(cell: &str) -> Vec<usize> {
    let counted = cell.split('(').next().unwrap_or_default();
    counted.split(|sign: char| !sign.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

fn cells(mut row: Vec<String>, columns: &[Column], least: usize) -> Vec<String> {
    let places = |wanted: Holds| (0..columns.len()).filter(move |place| columns[*place].holds == wanted);
    let parts: Vec<usize> = places(Holds::Part).collect();
    let number = |row: &[String], place: usize| numbers(&row[place]).first().copied().unwrap_or(0);
    let small: Vec<usize> = parts.iter().copied().filter(|place| (1..least).contains(&number(&row, *place))).collect();
    if let [alone] = small[..] {
        let others = parts.iter().copied().filter(|place| *place != alone && number(&row, *place) > 0);
        if let Some(next) = others.min_by_key(|place| number(&row, *place)) {
            LEFT_OUT.clone_into(&mut row[next]);
        }
    }
    for place in places(Holds::People).chain(parts.iter().copied()) {
        if let Some(said) = hidden(&row[place], least) {
            row[place] = said;
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells_of: &[&str]) -> Vec<String> {
        let columns = [Column::words(""), Column::people(""), Column::part(""), Column::part(""), Column::part("")];
        cells(cells_of.iter().map(ToString::to_string).collect(), &columns, 5)
    }

    #[test]
    fn a_small_part_alone_takes_the_next_smallest_with_it_and_zero_stays() {
        assert_eq!(row(&["3", "23", "13", "7", "3"]), ["3", "23", "13", "–", "<5"]);
        assert_eq!(row(&["", "23", "20", "3", "0"]), ["", "23", "–", "<5", "0"]);
        assert_eq!(row(&["", "7", "4", "3", "0"]), ["", "7", "<5", "<5", "0"]);
        assert_eq!(row(&["", "3", "3", "0", "0"]), ["", "<5", "<5", "0", "0"]);
        assert_eq!(row(&["", "30", "15", "15", "0"]), ["", "30", "15", "15", "0"]);
    }

    #[test]
    fn a_share_is_left_out_where_it_or_its_rest_is_small() {
        let said = |cell: &str| hidden(cell, 5);
        assert_eq!(said("3 of 23 (13 %)").as_deref(), Some("<5"));
        assert_eq!(said("20 of 23 (87 %)").as_deref(), Some("–"));
        assert_eq!([said("8 / 23"), said("23 / 23"), said("0 of 23"), said("20"), said("–")], [const { None }; 5]);
        assert_eq!(said("4").as_deref(), Some("<5"));
    }
}
