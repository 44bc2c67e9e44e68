//! What the cells of a spreadsheet say, as the text that somebody would have typed.

use chrono::NaiveDate;

use super::grid::Value;
use crate::domain::{Answer, Choice};

/// A number without a point where it is whole, with as many digits as spreadsheets show.
pub(super) fn number(number: f64) -> Value {
    let whole = number.fract() == 0.0 && number.abs() < 1e15;
    Value::Text(if whole {
        format!("{}", number as i64)
    } else {
        // Fifteen digits: what a spreadsheet keeps beyond them is the noise of its arithmetic.
        format!("{number:.14e}").parse().map_or_else(|_| number.to_string(), |shown: f64| shown.to_string())
    })
}

/// Yes or no.
pub(super) fn truth(truth: bool) -> Value {
    Value::Text((if truth { Answer::Yes } else { Answer::No }).code().to_owned())
}

/// A day with its time of day, where that is not midnight.
pub(super) fn day(day: NaiveDate, (hour, minute): (u32, u32)) -> Value {
    if (hour, minute) == (0, 0) {
        Value::Day(day.to_string())
    } else {
        Value::Day(format!("{day} {hour:02}:{minute:02}"))
    }
}

/// A length of time, or a time of day.
pub(super) fn duration(minutes: i64) -> Value {
    Value::Text(format!("{}:{:02}", minutes / 60, minutes % 60))
}

/// What stands in a file as `2013-03-15` or `2013-03-15T09:30:00`.
pub(super) fn iso_day(text: &str) -> Value {
    let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    let mut parts = time.split(':').map(|part| part.parse().unwrap_or(0));
    let time = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    date.parse().map_or_else(|_| Value::Text(text.to_owned()), |date| day(date, time))
}

/// What stands in a file as `PT09H30M00S`.
pub(super) fn iso_duration(text: &str) -> Value {
    let minutes = text.strip_prefix("PT").and_then(|rest| {
        let mut minutes = 0;
        for part in rest.split_inclusive(['H', 'M', 'S']) {
            let (number, unit) = part.split_at_checked(part.len().checked_sub(1)?)?;
            match unit {
                "H" => minutes += number.parse::<i64>().ok()?.checked_mul(60)?,
                "M" => minutes += number.parse::<i64>().ok()?,
                _ => {}
            }
        }
        Some(minutes)
    });
    minutes.filter(|minutes| *minutes >= 0).map_or_else(|| Value::Text(text.to_owned()), duration)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn whole_numbers_have_no_point_and_sums_no_noise() {
        assert_eq!(number(46_105_120_009.0), text("46105120009"));
        assert_eq!(number(0.1 + 0.2), text("0.3"));
        assert_eq!(number(-1.5), text("-1.5"));
    }

    #[test]
    fn days_and_times_are_written_as_they_are_meant() {
        assert_eq!(iso_day("2013-03-15"), Value::Day("2013-03-15".into()));
        assert_eq!(iso_day("2013-03-15T09:30:00"), Value::Day("2013-03-15 09:30".into()));
        assert_eq!(iso_day("2013-02-31"), text("2013-02-31"));
        assert_eq!(iso_duration("PT09H30M00S"), text("9:30"));
        assert_eq!(iso_duration("PT00H45M00.000000S"), text("0:45"));
        assert_eq!(iso_duration("P1D"), text("P1D"));
    }
}
