//! The clock: the only place that asks the system what day it is.

use chrono::{DateTime, Local, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};

/// Where a session takes its day from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The system's clock, in local time.
    System,
    /// A day that does not pass: for training, for trying and for tests.
    Fixed(NaiveDate),
}

impl Clock {
    /// The day it is.
    pub fn today(self) -> NaiveDate {
        self.now().date()
    }

    /// The moment it is, in local time; noon of a fixed day.
    pub fn now(self) -> NaiveDateTime {
        const NOON: NaiveTime = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
        match self {
            #[expect(clippy::disallowed_methods, reason = "this is the one place")]
            Self::System => Local::now().naive_local(),
            Self::Fixed(day) => day.and_time(NOON),
        }
    }
}

/// A moment of this computer's local time as all the world writes it; where the clocks were put on it never was, and is taken as
/// it is written.
pub fn in_utc(local: NaiveDateTime) -> DateTime<Utc> {
    Local.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |moment| moment.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_stands_at_noon_of_its_day() {
        let day = NaiveDate::from_ymd_opt(2013, 7, 5).unwrap();
        assert_eq!(Clock::Fixed(day).today(), day);
        assert_eq!(Clock::Fixed(day).now().to_string(), "2013-07-05 12:00:00");
    }
}
