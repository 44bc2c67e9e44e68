//! Meetings in brief: of a hundred thousand participants there are a million, so they are read column by column, once.

use chrono::NaiveDate;
use rusqlite::{Row, types::ValueRef};

use super::{
    super::{
        Store,
        error::{Error, Result},
        read::numbers,
    },
    positions::Positions,
};
use crate::domain::{Case, Choice, Component, Id, Kind, MeetingBrief, Stored};

/// The columns of a meeting in brief; all of them stand in the index `meeting_brief`, in whose order they are read.
const COLUMNS: &str = "m.id, m.version, m.programme, m.date, m.minutes, m.kind, m.result, m.component";

/// All meetings of the file in the order of their days, each with its programme.
pub(super) struct Meetings {
    all: Vec<Stored<MeetingBrief>>,
    programmes: Vec<Id>,
}

impl Meetings {
    /// Reads them all.
    pub(super) fn read(store: &Store) -> Result<Self> {
        let (mut all, mut programmes) = (Vec::new(), Vec::new());
        let sql = format!("SELECT {COLUMNS} FROM meeting m ORDER BY m.date, m.time, m.id");
        let mut statement = store.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut components = Components::default();
        while let Some(row) = rows.next()? {
            all.push(brief(row, &mut components)?);
            programmes.push(Id(row.get(2)?));
        }
        Ok(Self { all, programmes })
    }

    /// Gives each participation the meetings in which its participant took part or is to take part, by day.
    pub(super) fn give(&self, store: &Store, cases: &mut [Case], places: &Positions) -> Result<()> {
        let positions = Positions::new(self.all.iter().map(|meeting| meeting.id).zip(0..));
        let sql =
            "SELECT participation, meeting FROM attendance WHERE participation IS NOT NULL ORDER BY participation";
        let mut statement = store.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut theirs: Vec<usize> = Vec::new();
        let mut whose = None;
        let mut hand_over = |whose: Option<Id>, theirs: &mut Vec<usize>| {
            if let Some(case) = whose.and_then(|id| places.of(id)) {
                theirs.sort_unstable();
                cases[case].meetings = theirs.iter().map(|position| self.all[*position].clone()).collect();
            }
            theirs.clear();
        };
        while let Some(row) = rows.next()? {
            let (participation, meeting) = (Id(row.get(0)?), Id(row.get(1)?));
            if whose != Some(participation) {
                hand_over(whose.replace(participation), &mut theirs);
            }
            theirs.extend(positions.of(meeting));
        }
        hand_over(whose, &mut theirs);
        Ok(())
    }

    /// Those of these programmes, by day.
    pub(super) fn of(self, programmes: &[Id]) -> Vec<Stored<MeetingBrief>> {
        if self.programmes.iter().all(|programme| programmes.contains(programme)) {
            return self.all;
        }
        let all = self.all.into_iter().zip(self.programmes);
        all.filter(|(_, programme)| programmes.contains(programme)).map(|(meeting, _)| meeting).collect()
    }
}

/// Gives these few participations their meetings, by day.
pub(super) fn give_few(store: &Store, cases: &mut [Case], places: &Positions) -> Result<()> {
    let ids: Vec<Id> = cases.iter().map(Case::id).collect();
    let sql = format!(
        "SELECT {COLUMNS}, a.participation FROM attendance a JOIN meeting m ON m.id = a.meeting
         WHERE a.participation IN (SELECT value FROM json_each(?1)) ORDER BY m.date, m.time, m.id"
    );
    let mut statement = store.connection.prepare_cached(&sql)?;
    let mut rows = statement.query([numbers(&ids)])?;
    let mut components = Components::default();
    while let Some(row) = rows.next()? {
        if let Some(case) = places.of(Id(row.get(8)?)) {
            cases[case].meetings.push(brief(row, &mut components)?);
        }
    }
    Ok(())
}

/// The few components, each kept once.
#[derive(Default)]
struct Components(Vec<Component>);

impl Components {
    fn shared(&mut self, id: &str) -> Component {
        if id.is_empty() {
            return Component::default();
        }
        let found = self.0.iter().position(|known| **known == *id).unwrap_or_else(|| {
            self.0.push(id.into());
            self.0.len() - 1
        });
        self.0[found].clone()
    }
}

fn brief(row: &Row<'_>, components: &mut Components) -> Result<Stored<MeetingBrief>> {
    let id = row.get(0)?;
    let wrong = |why: &str| Error::Unreadable { kind: Kind::Meeting.name(), id, why: why.to_owned() };
    let record = MeetingBrief {
        date: day(row.get_ref(3)?).ok_or_else(|| wrong("not a date"))?,
        minutes: row.get(4)?,
        kind: code(row.get_ref(5)?).ok_or_else(|| wrong("not a code"))?,
        result: match row.get_ref(6)? {
            ValueRef::Null => None,
            value => Some(code(value).ok_or_else(|| wrong("not a code"))?),
        },
        component: components.shared(row.get_ref(7)?.as_str().map_err(|_| wrong("not a text"))?),
    };
    Ok(Stored { id: Id(id), version: row.get(1)?, record })
}

fn code<T: Choice>(value: ValueRef<'_>) -> Option<T> {
    T::from_code(value.as_str().ok()?)
}

/// A day as the file writes it: `2013-07-05`.
fn day(value: ValueRef<'_>) -> Option<NaiveDate> {
    let written: &[u8; 10] = value.as_bytes().ok()?.try_into().ok()?;
    let [year @ .., b'-', _, _, b'-', _, _] = written else { return None };
    let number = |digits: &[u8]| {
        let digit = |so_far: u32, digit: &u8| digit.is_ascii_digit().then(|| so_far * 10 + u32::from(digit - b'0'));
        digits.iter().try_fold(0, digit)
    };
    NaiveDate::from_ymd_opt(number(year)? as i32, number(&written[5..7])?, number(&written[8..])?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_it_is_written_and_nothing_else_is_a_day() {
        let read = |text: &str| day(ValueRef::Text(text.as_bytes())).map(|day| day.to_string());

        assert_eq!(read("2016-02-29").as_deref(), Some("2016-02-29"));
        for wrong in ["2015-02-29", "2013-7-5", "2013-07-055", "2013.07.05", "+013-07-05", "20a3-07-05", ""] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(day(ValueRef::Null), None);
    }
}
