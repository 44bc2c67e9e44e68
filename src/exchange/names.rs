//! Names in capitals, as old registers write them: seen when a whole column is so, and put right only when that is asked for.

use super::{formula::unmarked, grid::Row};

/// Which of two names in one cell comes first, where no comma says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameOrder {
    /// Tamm Mari Liis.
    SurnameFirst,
    /// Mari Liis Tamm.
    GivenFirst,
}

impl NameOrder {
    /// Both orders.
    pub const ALL: [Self; 2] = [Self::SurnameFirst, Self::GivenFirst];
}

/// Surname and given names apart: at the comma; without one in the order of the column, where one word is the surname. None where
/// neither says which is which.
pub(super) fn apart(cell: &str, order: Option<NameOrder>) -> Option<(String, String)> {
    if cell.is_empty() {
        return Some(Default::default());
    }
    if let Some((surname, given)) = cell.split_once(',') {
        return Some((surname.trim().to_owned(), given.trim().to_owned()));
    }
    let cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let (surname, given) = match order? {
        NameOrder::SurnameFirst => cell.split_once(' ')?,
        NameOrder::GivenFirst => cell.rsplit_once(' ').map(|(given, surname)| (surname, given))?,
    };
    Some((surname.trim().to_owned(), given.trim().to_owned()))
}

/// The fewest names by which a column can be judged.
const FEWEST: usize = 3;

/// Whether all names in these columns are in capitals.
pub(super) fn are_in_capitals(rows: &[Row], columns: &[usize]) -> bool {
    let names = || rows.iter().flat_map(|row| columns.iter().map(|column| row.cell(*column)));
    let has_case = |letter: char| letter.is_lowercase() || letter.is_uppercase();
    let long = names().filter(|name| name.chars().filter(|letter| has_case(*letter)).count() > 1);
    long.take(FEWEST).count() == FEWEST && !names().any(|name| name.contains(char::is_lowercase))
}

/// A name with a capital only where a part of it begins: `Kask-Õis`, `O'Neill`, `Von Krahl`.
pub(super) fn proper(name: &str) -> String {
    let mut proper = String::with_capacity(name.len());
    let mut is_inside = false;
    for letter in unmarked(name).chars() {
        if is_inside {
            proper.extend(letter.to_lowercase());
        } else {
            proper.push(letter);
        }
        is_inside = letter.is_alphabetic();
    }
    proper
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_capitals(names: &[&str]) -> bool {
        let row = |name: &&str| Row { cells: [*name].iter().collect(), ..Row::default() };
        are_in_capitals(&names.iter().map(row).collect::<Vec<_>>(), &[0])
    }

    #[test]
    fn only_a_whole_column_of_capitals_is_in_capitals() {
        assert!(in_capitals(&["KASK-ÕIS", "ŽEMAITIS", "", "TAMM"]));
        assert!(!in_capitals(&["KASK-ÕIS", "ŽEMAITIS", "Tamm"]));
        assert!(!in_capitals(&["KASK", "TAMM"]));
        assert!(!in_capitals(&["A", "B", "C"]));
    }

    #[test]
    fn two_names_come_apart_at_the_comma_or_in_the_order_of_the_column() {
        let names = |cell, order| apart(cell, order).map(|(surname, given)| format!("{surname}|{given}"));
        for order in [None, Some(NameOrder::SurnameFirst), Some(NameOrder::GivenFirst)] {
            assert_eq!(names("Tamm, Mari Liis", order).as_deref(), Some("Tamm|Mari Liis"));
            assert_eq!(names("Tamm", order), None);
        }
        assert_eq!(names("Tamm Mari Liis", Some(NameOrder::SurnameFirst)).as_deref(), Some("Tamm|Mari Liis"));
        assert_eq!(names("Mari  Liis Tamm", Some(NameOrder::GivenFirst)).as_deref(), Some("Tamm|Mari Liis"));
        assert_eq!(names("Tamm Mari", None), None);
    }

    #[test]
    fn each_part_of_a_name_begins_with_a_capital() {
        for (capitals, name) in [
            ("KASK-ÕIS", "Kask-Õis"),
            ("O'NEILL", "O'Neill"),
            ("VON KRAHL", "Von Krahl"),
            ("ŽUKAUSKIENĖ", "Žukauskienė"),
        ] {
            assert_eq!(proper(capitals), name);
        }
    }
}
