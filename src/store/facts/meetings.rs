//! Meetings in brief: of a hundred thousand participants there are a million, so they are read column by column, once.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, types::ValueRef};

use super::{
    super::{
        Store,
        error::{Error, Result},
        read::{numbers, one_of},
    },
    positions::Positions,
};
use crate::domain::{Case, Choice, Component, Expected, Id, Kind, MeetingBrief, Stored};

/// The columns of a meeting in brief; all of them stand in the index `meeting_brief`, in whose order they are read.
const COLUMNS: &str = "m.id, m.version, m.date, m.minutes, m.kind, m.result, m.component";

/// The meetings of a programme.
pub(super) struct Meetings {
    /// All of them, by day.
    pub(super) all: Vec<Stored<MeetingBrief>>,
    /// Those of each participation, by day.
    pub(super) theirs: Vec<(Id, Vec<Stored<MeetingBrief>>)>,
    /// Who was or is to be at those of which nothing was noted.
    pub(super) expected: Vec<Expected>,
}

impl Meetings {
    /// Reads those of all editions of a programme.
    pub(super) fn read(connection: &Connection, editions: &[Id]) -> Result<Self> {
        let mut all = Vec::new();
        let of_programme = one_of(editions);
        let sql =
            format!("SELECT {COLUMNS} FROM meeting m WHERE m.programme {of_programme} ORDER BY m.date, m.time, m.id");
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut components = Components::default();
        while let Some(row) = rows.next()? {
            all.push(brief(row, &mut components)?);
        }
        let theirs = theirs(connection, &all)?;
        let open: Vec<Id> = all.iter().filter(|row| row.record.result.is_none()).map(|row| row.id).collect();
        Ok(Self { all, theirs, expected: expected(connection, &open)? })
    }
}

/// The meetings in which the participant of each participation took part or is to take part, by day.
fn theirs(connection: &Connection, all: &[Stored<MeetingBrief>]) -> Result<Vec<(Id, Vec<Stored<MeetingBrief>>)>> {
    let positions = Positions::new(all.iter().map(|meeting| meeting.id).zip(0..));
    let sql = "SELECT participation, meeting FROM attendance WHERE participation IS NOT NULL ORDER BY participation";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut theirs = Vec::new();
    let (mut whose, mut gathered) = (None, Vec::new());
    let mut hand_over = |whose: Option<Id>, gathered: &mut Vec<usize>| {
        gathered.sort_unstable();
        theirs.extend(whose.map(|id| (id, gathered.iter().map(|position| all[*position].clone()).collect())));
        gathered.clear();
    };
    while let Some(row) = rows.next()? {
        let (participation, meeting) = (Id(row.get(0)?), Id(row.get(1)?));
        if whose != Some(participation) {
            hand_over(whose.replace(participation), &mut gathered);
        }
        gathered.extend(positions.of(meeting));
    }
    hand_over(whose, &mut gathered);
    Ok(theirs)
}

/// The first participation and the first worker at each of these meetings, in the order in which they were entered.
fn expected(connection: &Connection, open: &[Id]) -> Result<Vec<Expected>> {
    let sql = "SELECT meeting, participation, worker FROM attendance
               WHERE meeting IN (SELECT value FROM json_each(?1)) ORDER BY meeting, id";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([numbers(open)])?;
    let mut found: Vec<Expected> = Vec::new();
    while let Some(row) = rows.next()? {
        let meeting = Id(row.get(0)?);
        if found.last().is_none_or(|last| last.meeting != meeting) {
            found.push(Expected { meeting, participation: None, worker: None });
        }
        if let Some(last) = found.last_mut() {
            last.participation = last.participation.or(row.get::<_, Option<i64>>(1)?.map(Id));
            last.worker = last.worker.or(row.get::<_, Option<i64>>(2)?.map(Id));
        }
    }
    Ok(found)
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
        if let Some(case) = places.of(Id(row.get(7)?)) {
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
        date: day(row.get_ref(2)?).ok_or_else(|| wrong("not a date"))?,
        minutes: row.get(3)?,
        kind: code(row.get_ref(4)?).ok_or_else(|| wrong("not a code"))?,
        result: match row.get_ref(5)? {
            ValueRef::Null => None,
            value => Some(code(value).ok_or_else(|| wrong("not a code"))?),
        },
        component: components.shared(row.get_ref(6)?.as_str().map_err(|_| wrong("not a text"))?),
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
