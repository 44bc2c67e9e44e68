//! The names of kept copies, and which of them are kept how long. Pure: knows no file.

use std::{collections::BTreeSet, fmt};

use chrono::{Datelike, NaiveDateTime, Timelike};

/// How many hours, days and weeks on which something was saved keep a copy of how they ended.
const HOURS: usize = 24;
const DAYS: usize = 14;
const WEEKS: usize = 8;
/// How many copies are kept of those made before something great was done.
const BEFORE: usize = 20;
/// How a moment stands in a name.
const MOMENT: &str = "%Y-%m-%dT%H-%M";
/// How a name ends.
const ENDING: &str = ".tugi";

/// Why a copy was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// In its turn: as an hour of work ended.
    Turn,
    /// Before a sheet was taken over.
    Import,
    /// Before a newer program gave the file a newer form.
    Upgrade,
    /// Before an earlier copy was put back.
    Restore,
    /// Before many records were changed at once.
    Change,
    /// The register no longer goes on from it: somebody put another file in its place.
    Replaced,
}

impl Why {
    const ALL: [Self; 6] = [Self::Turn, Self::Import, Self::Upgrade, Self::Restore, Self::Change, Self::Replaced];

    /// What a name begins with.
    const fn prefix(self) -> &'static str {
        match self {
            Self::Turn => "",
            Self::Import => "before-import-",
            Self::Upgrade => "before-upgrade-",
            Self::Restore => "before-restore-",
            Self::Change => "before-change-",
            Self::Replaced => "replaced-",
        }
    }
}

/// A kept copy of the register, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Snapshot {
    /// When the last act was saved that it holds, to the minute.
    pub at: NaiveDateTime,
    /// Why it was kept.
    pub why: Why,
    /// Tells copies apart that have moment and reason in common; 1 for the first.
    pub number: u32,
}

impl Snapshot {
    /// The copy that has this name; none where the file is something else.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.strip_suffix(ENDING)?;
        let why = Why::ALL.into_iter().rev().find(|why| name.starts_with(why.prefix()))?;
        let rest = &name[why.prefix().len()..];
        let (moment, number) = match rest.get("2026-11-22T14-00".len()..)? {
            "" => (rest, 1),
            number => {
                (rest.strip_suffix(number)?, number.strip_prefix('-')?.parse().ok().filter(|number| *number > 1)?)
            }
        };
        let at = NaiveDateTime::parse_from_str(moment, MOMENT).ok()?;
        Some(Self { at, why, number })
    }
}

impl fmt::Display for Snapshot {
    /// The name of its file: `2026-11-22T14-00.tugi`, `before-import-2026-11-22T14-00-2.tugi`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = if self.number > 1 { format!("-{}", self.number) } else { String::new() };
        write!(f, "{}{}{number}{ENDING}", self.why.prefix(), self.at.format(MOMENT))
    }
}

/// The copies that need not be kept any longer. Of those in turn, the newest of each of the last hours, days and weeks stay in
/// which there is one: a register that rests keeps its copies. Of the others, the newest stay.
pub(super) fn surplus(all: &[Snapshot]) -> Vec<Snapshot> {
    let mut newest_first = all.to_vec();
    newest_first.sort_by(|a, b| b.cmp(a));
    let turns = newest_first.iter().filter(|snapshot| snapshot.why == Why::Turn);
    let mut kept: BTreeSet<&Snapshot> = BTreeSet::new();
    for (periods, period) in [(HOURS, hour as fn(NaiveDateTime) -> i64), (DAYS, day), (WEEKS, week)] {
        let mut seen = BTreeSet::new();
        kept.extend(turns.clone().filter(|snapshot| seen.len() < periods && seen.insert(period(snapshot.at))));
    }
    kept.extend(newest_first.iter().filter(|snapshot| snapshot.why != Why::Turn).take(BEFORE));
    newest_first.iter().filter(|snapshot| !kept.contains(snapshot)).copied().collect()
}

/// The hour of a moment, counted on from some beginning.
pub(super) fn hour(at: NaiveDateTime) -> i64 {
    day(at) * 24 + i64::from(at.hour())
}

fn day(at: NaiveDateTime) -> i64 {
    i64::from(at.num_days_from_ce())
}

fn week(at: NaiveDateTime) -> i64 {
    // The first day of the calendar is a Monday.
    (day(at) - 1).div_euclid(7)
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeDelta, Weekday};

    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn turn(at: NaiveDateTime) -> Snapshot {
        Snapshot { at, why: Why::Turn, number: 1 }
    }

    /// The copies that are there after copies were made at these moments, thinned out after each.
    fn after(moments: impl IntoIterator<Item = NaiveDateTime>) -> Vec<Snapshot> {
        let mut there: Vec<Snapshot> = Vec::new();
        for moment in moments {
            there.push(turn(moment));
            let gone = surplus(&there);
            there.retain(|snapshot| !gone.contains(snapshot));
            assert!(there.len() <= HOURS + DAYS + WEEKS);
        }
        there
    }

    #[test]
    fn a_name_says_when_and_why_and_is_read_back() {
        let moment = at("2026-11-22 14:05");
        assert_eq!(turn(moment).to_string(), "2026-11-22T14-05.tugi");
        let import = Snapshot { at: moment, why: Why::Import, number: 2 };
        assert_eq!(import.to_string(), "before-import-2026-11-22T14-05-2.tugi");
        for why in Why::ALL {
            for number in [1, 2, 17] {
                let snapshot = Snapshot { at: moment, why, number };
                assert_eq!(Snapshot::named(&snapshot.to_string()), Some(snapshot));
            }
        }
    }

    #[test]
    fn what_is_no_kept_copy_is_never_taken_for_one() {
        for name in [
            "latest.tugi",
            "2026-11-22T14-05.tugi.part",
            "2026-11-22T14-05.db",
            "2026-13-22T14-05.tugi",
            "2026-11-22T14-05-1.tugi",
            "2026-11-22T14-05-.tugi",
            "copy-2026-11-22T14-05.tugi",
            "õ2026-11-22T14-0.tugi",
            ".tugi",
        ] {
            assert_eq!(Snapshot::named(name), None, "{name}");
        }
    }

    #[test]
    fn years_of_work_leave_the_last_hours_days_and_weeks() {
        let first = at("2020-01-01 08:30");
        let working = |moment: &NaiveDateTime| {
            (8..17).contains(&moment.hour()) && !matches!(moment.weekday(), Weekday::Sat | Weekday::Sun)
        };
        let last = at("2024-12-30 16:30");
        let every_hour = (0..).map(|hour| first + TimeDelta::hours(hour)).take_while(|moment| *moment <= last);
        let hours = every_hour.filter(working);
        let kept = after(hours);
        // Five years on it is Monday, 2024-12-30: nine hours of each of the last days, then a day each, then a week each.
        let newest = kept.iter().map(|snapshot| snapshot.at).max().unwrap();
        assert_eq!(newest, last);
        let since = |day: &str| {
            let day: NaiveDate = day.parse().unwrap();
            kept.iter().filter(|snapshot| snapshot.at.date() >= day).count()
        };
        assert_eq!(since("2024-12-27"), 18, "all hours of the last two days");
        assert_eq!(since("2024-12-26"), 24, "and six of the day before");
        let last_of_days: Vec<_> = kept.iter().filter(|snapshot| snapshot.at.hour() == 16).collect();
        assert_eq!(
            last_of_days.len(),
            14 + 4,
            "14 days in a row, which reach back into the fourth week, then the Fridays of the other four of eight weeks"
        );
        assert_eq!(kept.iter().map(|snapshot| snapshot.at).min(), Some(at("2024-11-15 16:30")));
    }

    #[test]
    fn a_register_that_rests_keeps_its_copies() {
        let yearly = (2000..2020).map(|year| at(&format!("{year}-03-01 10:00")));
        let kept = after(yearly.clone());
        assert_eq!(kept.len(), 20, "fewer than the hours that are kept");
        let more = after(yearly.chain([at("2031-01-01 00:00")]));
        assert_eq!(more.len(), 21);
    }

    #[test]
    fn of_several_copies_of_an_hour_the_last_stays() {
        let kept = after([at("2026-11-22 14:05"), at("2026-11-22 14:50"), at("2026-11-22 14:20")]);
        assert_eq!(kept, [turn(at("2026-11-22 14:50"))]);
    }

    #[test]
    fn copies_from_before_something_are_counted_apart() {
        let before = |minute: u32, why| Snapshot {
            at: at("2026-11-22 14:00") + TimeDelta::minutes(minute.into()),
            why,
            number: 1,
        };
        let mut all: Vec<_> = (0..30).map(|minute| before(minute, Why::Import)).collect();
        all.push(turn(at("2020-01-01 00:00")));
        let gone = surplus(&all);
        assert_eq!(gone.len(), 10);
        assert!(gone.iter().all(|snapshot| snapshot.at < at("2026-11-22 14:10") && snapshot.why == Why::Import));
    }
}
