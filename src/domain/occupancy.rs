//! The places of a programme over time: who came, who left and the most at once, month by month.

use chrono::NaiveDate;
use serde::Serialize;

use super::definition::Period;
use super::stays::real_stays;
use super::{Facts, Month, months_between};

/// One month of a programme's places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MonthPlaces {
    /// Which month.
    pub month: Month,
    /// How many entered in it.
    pub entered: usize,
    /// How many left in it.
    pub left: usize,
    /// The most who were in the programme at once.
    pub most: usize,
    /// The first day on which it was so many.
    pub on: NaiveDate,
}

/// The months of the programme that have begun by this day, first to last. A place is held from the day of entry to the day
/// before the exit.
pub fn occupancy(facts: &Facts, period: &Period, day: NaiveDate) -> Vec<MonthPlaces> {
    let stays = || facts.cases.iter().flat_map(|case| real_stays(case, day));
    let mut entries: Vec<NaiveDate> = stays().map(super::StayFacts::entered_on).collect();
    let mut exits: Vec<NaiveDate> = stays().filter_map(|stay| stay.exited_by(day)).collect();
    entries.sort_unstable();
    exits.sort_unstable();
    let by = |days: &[NaiveDate], on: NaiveDate| days.partition_point(|other| *other <= on);
    let inside = |on: NaiveDate| by(&entries, on) - by(&exits, on);
    let within = |days: &[NaiveDate], month: Month| {
        by(days, month.last()) - days.partition_point(|other| *other < month.first())
    };
    let first = entries.first().map_or(period.from, |first| period.from.min(*first));
    let of = |month: Month| {
        // Only an entry makes it more than it was.
        let days = entries.iter().copied().filter(|entry| month.contains(*entry));
        let (most, on) = std::iter::once(month.first())
            .chain(days)
            .fold((0, month.first()), |most, on| if inside(on) > most.0 { (inside(on), on) } else { most });
        MonthPlaces { month, entered: within(&entries, month), left: within(&exits, month), most, on }
    };
    months_between(first, period.end_by(day)).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ExitReason;
    use crate::domain::testing::{case, day, facts, rapla};

    #[test]
    fn each_month_tells_who_came_who_left_and_the_most_at_once() {
        let cases = vec![
            case(1).enters("2013-01-14").exits("2013-02-10", ExitReason::Work).build(),
            case(2).enters("2013-02-10").build(),
            case(3).enters("2013-02-20").exits("2013-02-25", ExitReason::Moved).build(),
        ];

        let found = occupancy(&facts(cases, &[]), &rapla().period, day("2013-03-15"));

        let told: Vec<_> = found.iter().map(|it| (it.month.to_string(), it.entered, it.left, it.most)).collect();
        assert_eq!(told, [("2013-01".into(), 1, 0, 1), ("2013-02".into(), 2, 2, 2), ("2013-03".into(), 0, 0, 1)]);
        assert_eq!(found[1].on, day("2013-02-20"));
    }
}
