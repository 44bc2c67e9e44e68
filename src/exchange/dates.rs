//! Dates in a sheet: one form for a whole column, found from all its cells and never guessed cell by cell.

/// The order in which a column's dates are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateForm {
    /// 2013-03-15.
    YearFirst,
    /// 15.03.2013.
    DayFirst,
    /// 03/15/2013.
    MonthFirst,
}

impl DateForm {
    /// All forms.
    pub const ALL: [Self; 3] = [Self::YearFirst, Self::DayFirst, Self::MonthFirst];

    const fn bit(self) -> u8 {
        match self {
            Self::YearFirst => 1,
            Self::DayFirst => 2,
            Self::MonthFirst => 4,
        }
    }
}

/// Why a column has no one form; carries the rows that show it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoForm {
    /// These two cells cannot be of one form.
    Mixed((usize, String), (usize, String)),
    /// This cell, like all others, can be read in two ways.
    Ambiguous(usize, String),
}

/// The form of a column, out of its cells with their row numbers; none when no cell has any.
pub(super) fn form_of<'a>(
    cells: impl Iterator<Item = (usize, &'a str)>,
    asked: Option<DateForm>,
) -> Result<Option<DateForm>, NoForm> {
    let mut left = u8::MAX;
    let mut narrowed: Option<(usize, String)> = None;
    let mut seen: Option<(usize, String)> = None;
    for (row, cell) in cells {
        let Some(possible) = Whole::read(cell).map(|whole| whole.forms()).filter(|forms| *forms != 0) else { continue };
        let here = || (row, cell.trim().to_owned());
        if left & possible == 0 {
            return Err(NoForm::Mixed(narrowed.unwrap_or_else(here), here()));
        }
        if left & possible != left || narrowed.is_none() {
            narrowed = Some(here());
        }
        left &= possible;
        seen.get_or_insert_with(here);
    }
    let Some((row, cell)) = seen else { return Ok(None) };
    let mut forms = DateForm::ALL.into_iter().filter(|form| left & form.bit() != 0);
    match (forms.next(), forms.next()) {
        (Some(form), None) => Ok(Some(form)),
        // What the user says decides only where the column itself does not.
        _ => asked.filter(|form| left & form.bit() != 0).map(Some).ok_or(NoForm::Ambiguous(row, cell)),
    }
}

/// The date of a cell as every form field reads it: day, month, year. None for what is no whole date, such as `t` or `15.3`.
pub(super) fn day_first(cell: &str, form: Option<DateForm>) -> Option<String> {
    let whole = Whole::read(cell)?;
    let [a, b, c] = whole.parts(form?);
    Some(format!("{a}.{b}.{c}"))
}

/// The date of a cell year first, with a year of four digits; none for what is no such date.
pub(super) fn year_first(cell: &str, form: Option<DateForm>) -> Option<String> {
    let whole = Whole::read(cell)?;
    let [day, month, year] = whole.parts(form?);
    (year.len() == 4).then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}

/// A date with all its three parts, in whichever order.
struct Whole {
    parts: [String; 3],
    /// The sign between them; none for eight digits in a row.
    between: Option<char>,
}

impl Whole {
    fn read(cell: &str) -> Option<Self> {
        let text = without_midnight(cell.trim());
        let groups: Vec<&str> = text.split(['.', '/', '-', ' ']).filter(|group| !group.is_empty()).collect();
        if groups.iter().any(|group| !group.bytes().all(|byte| byte.is_ascii_digit())) {
            return None;
        }
        let between = text.chars().find(|letter| !letter.is_ascii_digit());
        match groups[..] {
            [digits] if digits.len() == 8 => {
                let year_first = digits[..4].parse().is_ok_and(|year: u16| (1800..2200).contains(&year));
                let cuts = if year_first { [0..4, 4..6, 6..8] } else { [0..2, 2..4, 4..8] };
                Some(Self { parts: cuts.map(|cut| digits[cut].to_owned()), between: None })
            }
            [a, b, c] => Some(Self { parts: [a, b, c].map(str::to_owned), between }),
            _ => None,
        }
    }

    /// The forms in which it is a date that can exist; none when it exists in no form.
    fn forms(&self) -> u8 {
        use DateForm::{DayFirst, MonthFirst, YearFirst};
        let candidates: &[DateForm] = match (self.parts[0].len(), self.parts[2].len(), self.between) {
            (4, ..) => &[YearFirst],
            (_, 4, Some('/' | '-')) => &[DayFirst, MonthFirst],
            (_, 4, _) | (_, _, Some('.' | ' ')) => &[DayFirst],
            (_, _, Some('-')) => &[YearFirst, DayFirst],
            _ => &[DayFirst, MonthFirst],
        };
        candidates.iter().filter(|form| self.exists(**form)).fold(0, |forms, form| forms | form.bit())
    }

    fn exists(&self, form: DateForm) -> bool {
        let [day, month, _] = self.parts(form).map(|part| part.parse().unwrap_or(0_u32));
        (1..=31).contains(&day) && (1..=12).contains(&month)
    }

    /// Day, month, year.
    fn parts(&self, form: DateForm) -> [&str; 3] {
        let [a, b, c] = self.parts.each_ref().map(String::as_str);
        match form {
            DateForm::YearFirst => [c, b, a],
            DateForm::DayFirst => [a, b, c],
            DateForm::MonthFirst => [b, a, c],
        }
    }
}

/// Spreadsheets and databases write a day as a moment at midnight.
fn without_midnight(text: &str) -> &str {
    let Some((day, time)) = text.split_once([' ', 'T']) else { return text };
    let is_midnight = time.contains(':') && time.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.'));
    if is_midnight { day } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateForm::{DayFirst, MonthFirst, YearFirst};
    use proptest::prelude::*;

    fn form(cells: &[&str]) -> Result<Option<DateForm>, NoForm> {
        form_of((2..).zip(cells.iter().copied()), None)
    }

    #[test]
    fn a_column_takes_the_form_that_all_its_dates_have() {
        assert_eq!(form(&["08.02.2026", "16.02.2026"]), Ok(Some(DayFirst)));
        assert_eq!(form(&["2026-02-08", "", "20260216"]), Ok(Some(YearFirst)));
        assert_eq!(form(&["08/02/2026", "16/02/2026"]), Ok(Some(DayFirst)));
        assert_eq!(form(&["02/08/2026", "02/16/2026"]), Ok(Some(MonthFirst)));
        assert_eq!(form(&["10-03-13", "98-03-31"]), Ok(Some(YearFirst)));
        assert_eq!(form(&["", "x"]), Ok(None));
    }

    #[test]
    fn a_column_that_can_be_read_in_two_ways_is_asked_about() {
        assert_eq!(form(&["02/08/2026", "03/04/2026"]), Err(NoForm::Ambiguous(2, "02/08/2026".into())));
        assert_eq!(form_of([(2, "02/08/2026")].into_iter(), Some(MonthFirst)), Ok(Some(MonthFirst)));
        assert_eq!(form_of([(2, "2026-02-08")].into_iter(), Some(MonthFirst)), Ok(Some(YearFirst)));
    }

    #[test]
    fn a_column_of_two_forms_is_refused_with_a_row_of_each() {
        let mixed = Err(NoForm::Mixed((3, "16/02/2026".into()), (4, "02/16/2026".into())));
        assert_eq!(form(&["02/08/2026", "16/02/2026", "02/16/2026"]), mixed);
        let mixed = Err(NoForm::Mixed((2, "2026-02-08".into()), (3, "16.02.2026".into())));
        assert_eq!(form(&["2026-02-08", "16.02.2026"]), mixed);
    }

    #[test]
    fn a_date_that_does_not_exist_says_nothing_about_the_form() {
        assert_eq!(form(&["31.13.2026", "2026-02-08"]), Ok(Some(YearFirst)));
    }

    #[test]
    fn a_date_that_does_not_exist_is_still_rewritten_to_be_corrected() {
        assert_eq!(year_first("31.2.2013", Some(DayFirst)).as_deref(), Some("2013-02-31"));
        assert_eq!(year_first("31.2.13", Some(DayFirst)), None);
        assert_eq!(year_first("soon", Some(DayFirst)), None);
    }

    #[test]
    fn dates_are_rewritten_day_first_and_short_forms_are_no_dates() {
        assert_eq!(day_first("02/16/2026", Some(MonthFirst)).as_deref(), Some("16.02.2026"));
        assert_eq!(day_first("2026-02-16 00:00:00", Some(YearFirst)).as_deref(), Some("16.02.2026"));
        assert_eq!(day_first("15. 3. 1980.", Some(DayFirst)).as_deref(), Some("15.3.1980"));
        for short in ["t", "+7", "15.3", "15", "w12", "41460", "16.02.2026 9:30"] {
            assert_eq!(day_first(short, Some(DayFirst)), None, "{short}");
        }
    }

    proptest! {
        #[test]
        fn no_cells_panic(cells in prop::collection::vec("[0-9./ T:-]{0,14}|.{0,8}", 0..6)) {
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let found = form(&cells);
            for cell in cells {
                let _ = day_first(cell, found.as_ref().ok().copied().flatten());
            }
        }
    }
}
