//! Times of day and lengths of time as people type them.

use chrono::NaiveTime;

use super::digits::{digit_row, small_number};

/// What is wrong with a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeProblem {
    /// Not a time in any form.
    NotATime,
    /// The day has no such hour; carries what was typed.
    NoSuchHour(u32),
    /// The hour has no such minute; carries what was typed.
    NoSuchMinute(u32),
}

/// Reads a time of day by 24 hours: `9`, `930`, `0930`, `9:30`, `9.30`.
pub fn parse_time(text: &str) -> Result<NaiveTime, TimeProblem> {
    let typed = digit_row(text);
    let (hour, minute) = match typed.split_once([':', '.', ',', ' ']) {
        Some((hour, minute)) => (hour, minute),
        None if typed.is_ascii() && typed.len() > 2 => typed.split_at(typed.len() - 2),
        None => (&typed[..], "00"),
    };
    if hour.len() > 2 || minute.len() != 2 {
        return Err(TimeProblem::NotATime);
    }
    let (Some(hour), Some(minute)) = (small_number(hour), small_number(minute)) else {
        return Err(TimeProblem::NotATime);
    };
    if hour > 23 {
        return Err(TimeProblem::NoSuchHour(hour));
    }
    NaiveTime::from_hms_opt(hour, minute, 0).ok_or(TimeProblem::NoSuchMinute(minute))
}

/// What is wrong with a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MinutesProblem {
    /// Not a length of time in any form.
    NotMinutes,
    /// More minutes beside hours than an hour has; carries what was typed.
    NoSuchMinute(u32),
    /// Decimals without the letter that says they are hours.
    UnitMissing,
}

/// Reads a length of time as minutes: `45`, `45 min`, `1:30`, `1,5h`, `1.5 t`, `1 h 30`.
pub fn parse_minutes(text: &str) -> Result<u32, MinutesProblem> {
    let typed = digit_row(text).to_lowercase();
    if let Some((hours, minutes)) = typed.split_once(':') {
        return hours_and_minutes(hours, minutes);
    }
    let end =
        typed.find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ','))).unwrap_or(typed.len());
    let (figure, rest) = typed.split_at(end);
    let (unit, minutes) = unit_and_minutes(rest.trim_start());
    match (unit, minutes) {
        ("" | "m" | "min", "") => whole(figure),
        ("h" | "t" | "val", "") => hours(figure),
        ("h" | "t" | "val", minutes) => hours_and_minutes(figure, minutes),
        _ => Err(MinutesProblem::NotMinutes),
    }
}

/// The unit after the first figure, and the minutes that may follow it.
fn unit_and_minutes(rest: &str) -> (&str, &str) {
    let end = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
    let (unit, minutes) = rest.split_at(end);
    let minutes = minutes.trim_start_matches(['.', ' ']).trim_end_matches('.');
    let minutes = minutes.strip_suffix("min").or_else(|| minutes.strip_suffix('m')).unwrap_or(minutes);
    (unit, minutes.trim_end())
}

fn whole(figure: &str) -> Result<u32, MinutesProblem> {
    match small_number(figure) {
        Some(minutes) if figure.len() <= 4 => Ok(minutes),
        None if figure.contains(['.', ',']) && hours(figure).is_ok() => Err(MinutesProblem::UnitMissing),
        _ => Err(MinutesProblem::NotMinutes),
    }
}

/// Hours with decimals, to the nearest minute.
fn hours(figure: &str) -> Result<u32, MinutesProblem> {
    let (whole, decimals) = figure.split_once(['.', ',']).unwrap_or((figure, "0"));
    if whole.len() > 3 || decimals.len() > 2 {
        return Err(MinutesProblem::NotMinutes);
    }
    let (Some(whole), Some(decimal)) = (small_number(whole), small_number(decimals)) else {
        return Err(MinutesProblem::NotMinutes);
    };
    let hundredths = if decimals.len() == 1 { decimal * 10 } else { decimal };
    Ok(whole * 60 + (hundredths * 60 + 50) / 100)
}

fn hours_and_minutes(hours: &str, minutes: &str) -> Result<u32, MinutesProblem> {
    match (small_number(hours), small_number(minutes)) {
        (Some(_), Some(minute)) if minute > 59 => Err(MinutesProblem::NoSuchMinute(minute)),
        (Some(hour), Some(minute)) if hours.len() <= 3 && minutes.len() <= 2 => Ok(hour * 60 + minute),
        _ => Err(MinutesProblem::NotMinutes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_time_may_be_typed_short() {
        for (typed, hour, minute) in [
            ("9", 9, 0),
            ("09", 9, 0),
            ("930", 9, 30),
            ("0930", 9, 30),
            ("9:30", 9, 30),
            ("9.30", 9, 30),
            ("9,30", 9, 30),
            (" 23 59 ", 23, 59),
            ("0", 0, 0),
            ("„.ę“", 9, 30),
        ] {
            assert_eq!(parse_time(typed), Ok(NaiveTime::from_hms_opt(hour, minute, 0).unwrap()), "{typed}");
        }
    }

    #[test]
    fn a_time_that_does_not_exist_is_refused() {
        for (typed, problem) in [
            ("24", TimeProblem::NoSuchHour(24)),
            ("2500", TimeProblem::NoSuchHour(25)),
            ("9:60", TimeProblem::NoSuchMinute(60)),
            ("9:5", TimeProblem::NotATime),
            ("93015", TimeProblem::NotATime),
            ("", TimeProblem::NotATime),
            ("9:30:00", TimeProblem::NotATime),
            ("+9", TimeProblem::NotATime),
            ("9h", TimeProblem::NotATime),
        ] {
            assert_eq!(parse_time(typed), Err(problem), "{typed}");
        }
    }

    #[test]
    fn a_length_is_minutes_or_hours_with_their_letter() {
        for (typed, minutes) in [
            ("45", 45),
            ("0", 0),
            ("45 min", 45),
            ("45m.", 45),
            ("1:30", 90),
            ("1,5h", 90),
            ("1.5 t", 90),
            ("1,25 val.", 75),
            ("2 H", 120),
            ("1 h 30 min", 90),
            ("1h5", 65),
            ("0:05", 5),
            ("0,33h", 20),
            ("ėį", 45),
        ] {
            assert_eq!(parse_minutes(typed), Ok(minutes), "{typed}");
        }
    }

    #[test]
    fn a_length_that_could_be_misread_is_refused() {
        for (typed, problem) in [
            ("1,5", MinutesProblem::UnitMissing),
            ("1:75", MinutesProblem::NoSuchMinute(75)),
            ("", MinutesProblem::NotMinutes),
            ("h", MinutesProblem::NotMinutes),
            ("1.5.2", MinutesProblem::NotMinutes),
            ("1,5h30", MinutesProblem::NotMinutes),
            ("-45", MinutesProblem::NotMinutes),
            ("45 days", MinutesProblem::NotMinutes),
            ("10000", MinutesProblem::NotMinutes),
        ] {
            assert_eq!(parse_minutes(typed), Err(problem), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(text in any::<String>(), close in "[0-9:.,htmin õ„]{0,9}") {
            for typed in [&text, &close] {
                let _ = (parse_time(typed), parse_minutes(typed));
            }
        }
    }
}
