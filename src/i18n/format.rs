//! Days, months and amounts as each country writes them.
//!
//! Not Unicode's short formats: those print `3/5/26`, a minus that spreadsheets do not read, and spaces that terminals do not.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use super::Lang;
use crate::domain::Month;

impl Lang {
    /// The day in figures: `15.03.2026` in Estonian, `2026-03-15` elsewhere.
    pub fn date(self, day: NaiveDate) -> String {
        match self {
            Self::Et => format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year()),
            Self::En | Self::Lt | Self::Sv => format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
        }
    }

    /// The month in figures: `03.2026` in Estonian, `2026-03` elsewhere.
    pub fn month(self, month: Month) -> String {
        match self {
            Self::Et => format!("{:02}.{:04}", month.month(), month.year()),
            Self::En | Self::Lt | Self::Sv => month.to_string(),
        }
    }

    /// The time of day, by 24 hours: `09:30`.
    pub fn time(self, time: NaiveTime) -> String {
        time.format("%H:%M").to_string()
    }

    /// A moment as the file keeps it, to the minute; anything else stays as it is.
    pub fn moment(self, at: &str) -> String {
        match NaiveDateTime::parse_from_str(at, "%Y-%m-%dT%H:%M:%S") {
            Ok(moment) => format!("{} {}", self.date(moment.date()), self.time(moment.time())),
            Err(_) => at.to_owned(),
        }
    }

    /// A whole number in groups of three: `1 234`, in English `1,234`.
    pub fn number(self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let mut text = String::with_capacity(digits.len() * 2);
        if n < 0 {
            text.push('-');
        }
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                text.push(if self == Self::En { ',' } else { ' ' });
            }
            text.push(digit);
        }
        text
    }

    /// An amount kept in cents: `1 234,50`, in English `1,234.50`.
    pub fn money(self, cents: i64) -> String {
        let mut text = self.number(cents / 100);
        if cents < 0 && cents > -100 {
            text.insert(0, '-');
        }
        // Writing to a string cannot fail.
        let _ = write!(text, "{}{:02}", self.decimal_sign(), cents.unsigned_abs() % 100);
        text
    }

    /// A number with that many decimals, in groups of three like a whole one: `1 256,3`, in English `1,256.3`.
    pub fn decimal(self, number: f64, decimals: usize) -> String {
        let plain = format!("{:.decimals$}", number.abs());
        let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
        // Far more than can be counted is shown as it is.
        let whole = whole.parse().map_or_else(|_| whole.to_owned(), |whole| self.number(whole));
        let sign = if number < 0.0 { "-" } else { "" };
        let point = if rest.is_empty() { "" } else { self.decimal_sign() };
        format!("{sign}{whole}{point}{rest}")
    }

    /// What somebody else said, in the quotation marks of the language.
    pub fn quoted(self, said: &str) -> String {
        let (open, close) = match self {
            Self::En => ('“', '”'),
            Self::Et | Self::Lt => ('„', '“'),
            Self::Sv => ('”', '”'),
        };
        format!("{open}{said}{close}")
    }

    /// A day that was written by [`Self::date`]; nothing else is one.
    pub fn read_date(self, text: &str) -> Option<NaiveDate> {
        let form = if self == Self::Et { "%d.%m.%Y" } else { "%Y-%m-%d" };
        NaiveDate::parse_from_str(text, form).ok().filter(|day| self.date(*day) == text)
    }

    /// A number that was written by [`Self::number`] or [`Self::decimal`]; nothing else is one.
    pub fn read_number(self, text: &str) -> Option<f64> {
        let (whole, decimals) = text.split_once(self.decimal_sign()).unwrap_or((text, ""));
        let digits: String = whole.chars().filter(|letter| !matches!(letter, ' ' | ',')).collect();
        let number: i64 = digits.parse().ok().filter(|number| self.number(*number) == whole || digits == whole)?;
        let all_digits = decimals.chars().all(|letter| letter.is_ascii_digit());
        if !all_digits || text.ends_with(self.decimal_sign()) {
            return None;
        }
        if decimals.is_empty() { Some(number as f64) } else { format!("{digits}.{decimals}").parse().ok() }
    }

    const fn decimal_sign(self) -> &'static str {
        match self {
            Self::En => ".",
            Self::Et | Self::Lt | Self::Sv => ",",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Leaning, add_days, month_of, parse_date, parse_money, parse_time};
    use proptest::prelude::*;

    #[test]
    fn a_day_is_written_as_the_country_writes_it() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 5).unwrap();
        assert_eq!(Lang::ALL.map(|lang| lang.date(day)), ["2026-03-05", "05.03.2026", "2026-03-05", "2026-03-05"]);
        assert_eq!(Lang::ALL.map(|lang| lang.month(month_of(day))), ["2026-03", "03.2026", "2026-03", "2026-03"]);
    }

    #[test]
    fn a_time_is_written_by_24_hours() {
        let time = NaiveTime::from_hms_opt(9, 5, 59).unwrap();
        assert_eq!(Lang::ALL.map(|lang| lang.time(time)), ["09:05"; 4]);
    }

    #[test]
    fn numbers_stand_in_groups_of_three() {
        for (n, shown) in [(0, "0"), (999, "999"), (1_234, "1 234"), (-382_600, "-382 600"), (1_000_000, "1 000 000")] {
            assert_eq!(Lang::Et.number(n), shown);
        }
        assert_eq!(Lang::En.number(i64::MIN), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn money_has_two_decimals_and_the_sign_of_the_language() {
        for (cents, shown) in [(8_480_250, "84 802,50"), (5, "0,05"), (-5, "-0,05"), (-123_450, "-1 234,50")] {
            assert_eq!(Lang::Lt.money(cents), shown);
        }
        assert_eq!(Lang::En.money(123_450), "1,234.50");
    }

    #[test]
    fn decimals_take_a_comma_but_in_english() {
        assert_eq!(Lang::ALL.map(|lang| lang.decimal(11.2, 1)), ["11.2", "11,2", "11,2", "11,2"]);
        assert_eq!(Lang::ALL.map(|lang| lang.decimal(1256.3, 1)), ["1,256.3", "1 256,3", "1 256,3", "1 256,3"]);
        assert_eq!(Lang::Lt.decimal(-1_000_000.0, 0), "-1 000 000");
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_as_itself(offset in 0..140_000_i64, minute in 0..1440_u32, cents in any::<i64>()) {
            let today = NaiveDate::from_ymd_opt(2013, 7, 24).unwrap();
            let day = add_days(NaiveDate::from_ymd_opt(1800, 1, 1).unwrap(), offset);
            let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
            for lang in Lang::ALL {
                for leaning in [Leaning::Past, Leaning::Future, Leaning::Birth] {
                    prop_assert_eq!(parse_date::<&str>(&lang.date(day), today, leaning, &[]), Ok(day));
                }
                prop_assert_eq!(parse_time(&lang.time(time)), Ok(time));
                prop_assert_eq!(parse_money(&lang.money(cents)), Ok(cents));
                prop_assert_eq!(lang.read_date(&lang.date(day)), Some(day));
                let small = cents % 1_000_000_000;
                prop_assert_eq!(lang.read_number(&lang.number(small)), Some(small as f64));
                prop_assert_eq!(lang.read_number(&lang.money(small)), Some(small as f64 / 100.0));
                let tenths = (small / 10) as f64 / 10.0;
                prop_assert_eq!(lang.read_number(&lang.decimal(tenths, 1)), Some(tenths));
            }
        }
    }
}
