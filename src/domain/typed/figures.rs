//! Dates typed in figures: which figure is the day, which the month, and what the missing ones are.

use chrono::{Datelike, NaiveDate};

use super::date::{DateProblem, Leaning};
use super::digits::small_number;
use crate::domain::{Month, add_months, month_of};

/// The years that a date in a register can have.
const YEARS: std::ops::RangeInclusive<i32> = 1800..=2199;

/// The signs that may stand between the figures.
const BETWEEN: [char; 5] = ['.', ',', '/', '-', ' '];

/// True if the text begins with a digit and holds nothing but digits and the signs between them.
pub(super) fn are(typed: &str) -> bool {
    typed.starts_with(|first: char| first.is_ascii_digit())
        && typed.chars().all(|letter| letter.is_ascii_digit() || BETWEEN.contains(&letter))
}

/// Reads a date of nothing but digits and signs between them.
pub(super) fn read(typed: &str, today: NaiveDate, leaning: Leaning) -> Result<NaiveDate, DateProblem> {
    let asked = Asked { today, leaning };
    let groups: Vec<&str> = typed.split(BETWEEN).filter(|group| !group.is_empty()).collect();
    match groups[..] {
        [digits] => asked.run_together(digits),
        [day, month] => asked.in_a_year(short(day)?, short(month)?),
        [year, month, day] if year.len() == 4 => exact_date(long(year)?, short(month)?, short(day)?),
        [day, month, year] if year.len() == 4 => exact_date(long(year)?, short(month)?, short(day)?),
        [first, month, last] if first.len() == 2 && last.len() == 2 && typed.contains('-') => {
            asked.either_way(short(first)?, short(month)?, short(last)?)
        }
        [day, month, year] if year.len() == 2 => asked.in_a_century(short(day)?, short(month)?, short(year)?),
        _ => Err(DateProblem::NotADate),
    }
}

/// The figure of a day, a month or a year without its century.
fn short(digits: &str) -> Result<u32, DateProblem> {
    if digits.len() <= 2 { small_number(digits).ok_or(DateProblem::NotADate) } else { Err(DateProblem::NotADate) }
}

/// The figure of a whole year.
fn long(digits: &str) -> Result<i32, DateProblem> {
    small_number(digits).map(|year| year as i32).ok_or(DateProblem::NotADate)
}

/// The day of that year, month and day, or what about them does not exist.
pub(in crate::domain) fn exact_date(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateProblem> {
    if !YEARS.contains(&year) {
        return Err(DateProblem::NoSuchYear { year });
    }
    let whole = Month::new(year, month).ok_or(DateProblem::NoSuchMonth { month })?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateProblem::NoSuchDay {
        day,
        month,
        year,
        last: whole.last().day(),
    })
}

/// On which day, and with which leaning, the missing figures are filled in.
struct Asked {
    today: NaiveDate,
    leaning: Leaning,
}

impl Asked {
    /// `15`, `150326`, `15032026` and `20260315`. No reading of eight digits is ever both of the last two.
    fn run_together(&self, digits: &str) -> Result<NaiveDate, DateProblem> {
        // All bytes are ASCII digits once this has been read, so any place may be cut at.
        small_number(digits).ok_or(DateProblem::NotADate)?;
        match digits.len() {
            1 | 2 => self.in_a_month(short(digits)?),
            6 => self.in_a_century(short(&digits[..2])?, short(&digits[2..4])?, short(&digits[4..])?),
            8 => {
                let (year, month) = (long(&digits[..4])?, short(&digits[4..6])?);
                if YEARS.contains(&year) && (1..=12).contains(&month) {
                    exact_date(year, month, short(&digits[6..])?)
                } else {
                    exact_date(long(&digits[4..])?, short(&digits[2..4])?, short(&digits[..2])?)
                }
            }
            _ => Err(DateProblem::NotADate),
        }
    }

    /// The day of this month, or of the one before or after it.
    fn in_a_month(&self, day: u32) -> Result<NaiveDate, DateProblem> {
        let months = match self.leaning {
            Leaning::Birth => return Err(DateProblem::YearMissing),
            Leaning::Past if day > self.today.day() => -1,
            Leaning::Future if day < self.today.day() => 1,
            Leaning::Past | Leaning::Future => 0,
        };
        let month = month_of(add_months(month_of(self.today).first(), months));
        exact_date(month.year(), month.month(), day)
    }

    /// The day of this year, or of the one before or after it.
    fn in_a_year(&self, day: u32, month: u32) -> Result<NaiveDate, DateProblem> {
        let (typed, now) = ((month, day), (self.today.month(), self.today.day()));
        let years = match self.leaning {
            Leaning::Birth => return Err(DateProblem::YearMissing),
            Leaning::Past if typed > now => -1,
            Leaning::Future if typed < now => 1,
            Leaning::Past | Leaning::Future => 0,
        };
        exact_date(self.today.year() + years, month, day)
    }

    /// The year of two digits that is nearest to today; for a birth, the last one that is not in the future.
    fn in_a_century(&self, day: u32, month: u32, year: u32) -> Result<NaiveDate, DateProblem> {
        let now = self.today.year();
        let year = now - now.rem_euclid(100) + year as i32;
        let year = match self.leaning {
            Leaning::Birth if (year, month, day) > (now, self.today.month(), self.today.day()) => year - 100,
            Leaning::Past | Leaning::Future if year - now > 50 => year - 100,
            Leaning::Past | Leaning::Future if now - year > 50 => year + 100,
            _ => year,
        };
        exact_date(year, month, day)
    }

    /// With hyphens, some write the year first and some the day: where both make a date, it is not for us to choose.
    fn either_way(&self, first: u32, month: u32, last: u32) -> Result<NaiveDate, DateProblem> {
        match (self.in_a_century(first, month, last), self.in_a_century(last, month, first)) {
            (Ok(first), Ok(second)) if first != second => Err(DateProblem::Ambiguous { first, second }),
            (Err(_), Ok(day)) => Ok(day),
            (day_first, _) => day_first,
        }
    }
}
