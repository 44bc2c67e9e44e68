//! Names in capitals, as old registers write them: seen when a whole column is so, and put right only when that is asked for.

use super::{formula::unmarked, grid::Row};

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
