//! Two records of one person made one: what moves to the record that is kept, and when that cannot be.
//!
//! Nothing is thrown away but what would stand there twice: every stay, assignment, meeting and note moves under its own number, so
//! that its history stays with it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    Change, Circumstance, CircumstanceKind, ExitReason, Id, Kind, Participation, Person, Programme, Record, Stay,
    Stored,
};

/// A person with everything that links to the person or to one of the person's participations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The person.
    pub person: Stored<Person>,
    /// What links to the person, and what links to the person's participations; each once.
    pub hanging: Vec<Stored<Record>>,
}

/// Why two persons cannot be made one as they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoMerge {
    /// They are one already.
    Same,
    /// One of them is no longer named, or does not want to be.
    Unnamed,
    /// They have two national codes that say different birth dates or genders.
    TwoCodes,
    /// They take part in the same programme at the same time, under these numbers.
    SameTime(i64, i64),
    /// This circumstance holds for one of them and does not for the other, in the same span.
    Differs(CircumstanceKind),
}

/// The changes that move everything of `other` to `kept`, who is called and reached as `person` says from then on.
///
/// # Errors
/// Where their codes say that they are two, both take part in the same programme at the same time, or they say opposite things of
/// the same days.
pub fn merge(
    kept: &Whole,
    other: &Whole,
    person: Person,
    programmes: &[Stored<Programme>],
) -> Result<Vec<Change>, NoMerge> {
    if kept.person.id == other.person.id {
        return Err(NoMerge::Same);
    }
    let unnamed =
        |whole: &Whole| whole.person.record.erased_on.is_some() || whole.participations().any(|row| row.1.anonymous);
    if unnamed(kept) || unnamed(other) {
        return Err(NoMerge::Unnamed);
    }
    let circumstances = kept.circumstances();
    let mut moving = Moving { from: other.person.id, to: kept.person.id, participations: Vec::new(), circumstances };
    for (id, theirs) in other.participations() {
        let same = |row: &(Id, &Participation)| code(row.1.programme, programmes) == code(theirs.programme, programmes);
        if let Some((own, ours)) = kept.participations().find(same) {
            if kept.stays(own).any(|a| other.stays(id).any(|b| overlap(a, b))) {
                return Err(NoMerge::SameTime(ours.number, theirs.number));
            }
            moving.participations.push((id, own));
        }
    }
    if are_two(&kept.person.record, &other.person.record) {
        return Err(NoMerge::TwoCodes);
    }
    let (mut changes, mut removed) = (Vec::new(), Vec::new());
    for row in &other.hanging {
        match moving.moved(row, kept)? {
            Moved::To(record) => changes.push(Change::Update(row.id, row.version, record)),
            Moved::There => removed.push(delete(row)),
            Moved::Into(participation) => {
                removed.push(delete(row));
                changes.push(participation);
            }
        }
    }
    changes.extend(moving.longer(kept));
    // What is removed goes children first, and the person last, whose code the kept one may take over.
    removed.sort_by_key(|change| std::cmp::Reverse(change.kind()));
    changes.extend(removed);
    changes.push(Change::Delete(other.person.id, other.person.version, Kind::Person));
    changes.push(Change::Update(kept.person.id, kept.person.version, person.into()));
    Ok(changes)
}

/// Whether two codes prove two people: a code is only kept when it holds, and it says when and as what somebody was born.
fn are_two(a: &Person, b: &Person) -> bool {
    let two_codes = !a.national_id.is_empty() && !b.national_id.is_empty() && a.national_id != b.national_id;
    let differ = |pair: Option<bool>| pair.unwrap_or(false);
    let births = a.born.zip(b.born).map(|(a, b)| a != b);
    let genders = a.gender.zip(b.gender).map(|(a, b)| a != b);
    two_codes && (differ(births) || differ(genders))
}

impl Whole {
    fn participations(&self) -> impl Iterator<Item = (Id, &Participation)> {
        self.hanging.iter().filter_map(|row| match &row.record {
            Record::Participation(participation) => Some((row.id, participation)),
            _ => None,
        })
    }

    fn circumstances(&self) -> BTreeMap<Id, Stored<Circumstance>> {
        let circumstance = |row: &Stored<Record>| match &row.record {
            Record::Circumstance(record) => {
                Some((row.id, Stored { id: row.id, version: row.version, record: record.clone() }))
            }
            _ => None,
        };
        self.hanging.iter().filter_map(circumstance).collect()
    }

    fn stays(&self, of: Id) -> impl Iterator<Item = &Stay> {
        self.hanging.iter().filter_map(move |row| match &row.record {
            Record::Stay(stay) if stay.participation == of => Some(stay),
            _ => None,
        })
    }
}

/// Where everything goes.
struct Moving {
    from: Id,
    to: Id,
    /// The participations that become one: theirs, and the kept person's in the same programme.
    participations: Vec<(Id, Id)>,
    /// The kept person's circumstances, longer where the other's go on beyond them.
    circumstances: BTreeMap<Id, Stored<Circumstance>>,
}

/// What becomes of a record of the other person.
enum Moved {
    /// It links to the kept person from now on.
    To(Record),
    /// The kept person has it already.
    There,
    /// It becomes one with the kept person's participation, which is changed so.
    Into(Change),
}

impl Moving {
    fn moved(&mut self, row: &Stored<Record>, kept: &Whole) -> Result<Moved, NoMerge> {
        if let Record::Participation(theirs) = &row.record
            && let Some((_, own)) = self.participations.iter().find(|(from, _)| *from == row.id)
        {
            return Ok(kept.joined(*own, theirs).map_or(Moved::There, Moved::Into));
        }
        if let Record::Circumstance(theirs) = &row.record
            && self.met(theirs)?
        {
            return Ok(Moved::There);
        }
        let record = self.linked(&row.record);
        let to_oneself = matches!(&record, Record::Relation(relation) if relation.person == relation.other);
        let has_parts = matches!(record.kind(), Kind::Participation | Kind::Stay | Kind::Plan);
        let twice = !has_parts && kept.hanging.iter().any(|own| own.record == record);
        Ok(if to_oneself || twice { Moved::There } else { Moved::To(record) })
    }

    /// Whether the kept person has this circumstance in the same span, which then becomes as long as the two together.
    fn met(&mut self, theirs: &Circumstance) -> Result<bool, NoMerge> {
        for Stored { record: ours, .. } in self.circumstances.values_mut() {
            if ours.kind != theirs.kind || !meet((ours.since, ours.until), (theirs.since, theirs.until)) {
                continue;
            }
            if ours.answer != theirs.answer {
                return Err(NoMerge::Differs(ours.kind));
            }
            ours.since = ours.since.zip(theirs.since).map(|(a, b)| a.min(b));
            ours.until = ours.until.zip(theirs.until).map(|(a, b)| a.max(b));
            return Ok(true);
        }
        Ok(false)
    }

    /// The kept person's circumstances that have become longer.
    fn longer(self, kept: &Whole) -> impl Iterator<Item = Change> {
        let before = kept.circumstances();
        let longer = self.circumstances.into_iter().filter(move |(id, row)| before.get(id) != Some(row));
        longer.map(|(id, row)| Change::Update(id, row.version, row.record.into()))
    }

    /// A record with its links turned from the other person to the kept one.
    fn linked(&self, record: &Record) -> Record {
        let kind = record.kind();
        let Ok(mut value) = serde_json::to_value(record) else { return record.clone() };
        for (field, to) in kind.links() {
            let now = value.get(field).and_then(Value::as_i64).map(Id);
            let then = match to {
                Kind::Person if now == Some(self.from) => Some(self.to),
                Kind::Participation => {
                    self.participations.iter().find(|(from, _)| now == Some(*from)).map(|(_, own)| *own)
                }
                _ => None,
            };
            if let Some(then) = then {
                value[*field] = then.0.into();
            }
        }
        Record::read(kind, value).unwrap_or_else(|_| record.clone())
    }
}

impl Whole {
    /// The participation with what only the other's says; none where that is nothing.
    fn joined(&self, id: Id, theirs: &Participation) -> Option<Change> {
        let row = self.hanging.iter().find(|row| row.id == id && row.record.kind() == Kind::Participation)?;
        let Record::Participation(ours) = &row.record else { return None };
        let mut joined = ours.clone();
        joined.applied_on = [ours.applied_on, theirs.applied_on].into_iter().flatten().min();
        joined.source = ours.source.or(theirs.source);
        joined.consent_on = [ours.consent_on, theirs.consent_on].into_iter().flatten().min();
        if ours.ruling.is_none() {
            (joined.ruling, joined.ruled_on, joined.ruled_by) = (theirs.ruling, theirs.ruled_on, theirs.ruled_by);
            joined.ruling_basis.clone_from(&theirs.ruling_basis);
        }
        (joined != *ours).then(|| Change::Update(row.id, row.version, joined.into()))
    }
}

type Span = (Option<chrono::NaiveDate>, Option<chrono::NaiveDate>);

/// Whether two spans have a day in common; without a first or last day they have no end on that side.
fn meet(a: Span, b: Span) -> bool {
    let ends_before = |a: Span, b: Span| a.1.zip(b.0).is_some_and(|(until, since)| until < since);
    !ends_before(a, b) && !ends_before(b, a)
}

/// Whether two stays are at the same time; the day of exit is free again, and a registration by mistake does not count.
fn overlap(a: &Stay, b: &Stay) -> bool {
    let counts = |stay: &Stay| stay.exit_reason != Some(ExitReason::WrongRegistration);
    let before = |a: &Stay, b: &Stay| a.exited_on.is_some_and(|day| day <= b.entered_on);
    counts(a) && counts(b) && !before(a, b) && !before(b, a)
}

/// The code of a programme, the same in all its editions.
fn code(id: Id, programmes: &[Stored<Programme>]) -> Option<&str> {
    programmes.iter().find(|row| row.id == id).map(|row| row.record.code.as_str())
}

const fn delete(row: &Stored<Record>) -> Change {
    Change::Delete(row.id, row.version, row.record.kind())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Answer, Attendance, Gender, Relation, RelationKind,
        testing::{day, stored},
    };

    fn person(id: i64, hanging: Vec<(i64, Record)>) -> Whole {
        let record = Person { surname: format!("Proov {id}"), ..Person::default() };
        Whole {
            person: stored(id, record),
            hanging: hanging.into_iter().map(|(id, record)| stored(id, record)).collect(),
        }
    }

    fn participation(person: i64, programme: i64) -> Record {
        let applied_on = Some(day("2013-01-02"));
        Participation {
            programme: Id(programme),
            person: Id(person),
            number: person,
            applied_on,
            ..Participation::default()
        }
        .into()
    }

    fn stay(participation: i64, from: &str, to: Option<&str>) -> Record {
        let exit_reason = to.map(|_| ExitReason::Other);
        let (entered_on, exited_on) = (day(from), to.map(day));
        Stay { participation: Id(participation), entered_on, exited_on, exit_reason, exit_note: String::new() }.into()
    }

    fn circumstance(person: i64, answer: Answer, since: &str, until: Option<&str>) -> Record {
        let (since, until) = (Some(day(since)), until.map(day));
        Circumstance { person: Id(person), kind: CircumstanceKind::Carer, answer, since, until }.into()
    }

    fn programmes() -> Vec<Stored<Programme>> {
        let programme = |id, code: &str| {
            let code = code.to_owned();
            stored(id, Programme { code, edition: 1, holds_from: None, definition: String::new() })
        };
        vec![programme(1, "a"), programme(2, "b"), programme(3, "a")]
    }

    fn merged(kept: &Whole, other: &Whole) -> Result<Vec<Change>, NoMerge> {
        merge(kept, other, kept.person.record.clone(), &programmes())
    }

    #[test]
    fn two_codes_with_other_births_or_genders_are_two_people() {
        let with = |id: i64, code: &str, born: &str| {
            let mut whole = person(id, vec![]);
            whole.person.record.national_id = code.into();
            whole.person.record.born = Some(day(born));
            whole
        };
        let kept = with(1, "47406039925", "1974-06-03");
        assert_eq!(merged(&kept, &with(2, "36506269958", "1965-06-26")), Err(NoMerge::TwoCodes));
        for (code, born) in [("", "1965-06-26"), ("47406039914", "1974-06-03"), ("47406039925", "1965-06-26")] {
            assert!(merged(&kept, &with(2, code, born)).is_ok(), "{code} {born}");
        }
        let mut man = with(2, "47406039914", "1974-06-03");
        let mut woman = kept.clone();
        (man.person.record.gender, woman.person.record.gender) = (Some(Gender::Man), Some(Gender::Woman));
        assert_eq!(merged(&woman, &man), Err(NoMerge::TwoCodes));
    }

    #[test]
    fn what_hangs_on_the_other_moves_and_the_other_goes_last_but_for_the_kept_person() {
        let kept = person(1, vec![(10, participation(1, 1))]);
        let other = person(2, vec![(20, participation(2, 2)), (21, stay(20, "2013-02-01", None))]);

        let changes = merged(&kept, &other).unwrap();

        let Record::Participation(mut moved) = participation(2, 2) else { unreachable!() };
        moved.person = Id(1);
        assert_eq!(
            changes,
            [
                Change::Update(Id(20), 1, moved.into()),
                Change::Update(Id(21), 1, stay(20, "2013-02-01", None)),
                Change::Delete(Id(2), 1, Kind::Person),
                Change::Update(Id(1), 1, kept.person.record.clone().into()),
            ]
        );
    }

    #[test]
    fn whoever_takes_part_twice_at_the_same_time_in_any_edition_of_a_programme_stays_two() {
        let kept = person(1, vec![(10, participation(1, 1)), (11, stay(10, "2013-02-01", Some("2013-05-01")))]);
        let at = |from| person(2, vec![(20, participation(2, 3)), (21, stay(20, from, None))]);

        assert_eq!(merged(&kept, &at("2013-04-30")), Err(NoMerge::SameTime(1, 2)));
        // The day of exit is free again.
        let changes = merged(&kept, &at("2013-05-01")).unwrap();
        assert!(changes.contains(&Change::Update(Id(21), 1, stay(10, "2013-05-01", None))), "{changes:?}");
        assert!(changes.contains(&Change::Delete(Id(20), 1, Kind::Participation)), "{changes:?}");
    }

    #[test]
    fn a_circumstance_that_both_have_becomes_one_span_and_an_opposite_answer_is_refused() {
        let kept = person(1, vec![(5, circumstance(1, Answer::Yes, "2012-03-01", Some("2012-12-31")))]);
        let with = |answer| {
            let before = circumstance(2, answer, "2012-01-01", Some("2012-06-30"));
            person(2, vec![(6, before), (7, circumstance(2, answer, "2012-11-01", Some("2013-02-01")))])
        };

        assert_eq!(merged(&kept, &with(Answer::No)), Err(NoMerge::Differs(CircumstanceKind::Carer)));
        let changes = merged(&kept, &with(Answer::Yes)).unwrap();
        let whole = circumstance(1, Answer::Yes, "2012-01-01", Some("2013-02-01"));
        assert_eq!(changes[0], Change::Update(Id(5), 1, whole));
        assert_eq!(changes.len(), 5, "{changes:?}");
    }

    #[test]
    fn what_both_were_at_stands_once_and_nobody_is_related_to_themselves() {
        let there = |participation| {
            let participation = Some(Id(participation));
            Attendance { meeting: Id(9), participation, worker: None, outside: String::new() }.into()
        };
        let relation = Relation { person: Id(2), other: Id(1), kind: RelationKind::Household, from: None, to: None };
        let kept = person(1, vec![(10, participation(1, 1)), (30, there(10))]);
        let other = person(2, vec![(20, participation(2, 1)), (31, there(20)), (40, relation.into())]);

        let removed = merged(&kept, &other).unwrap().into_iter().filter(|change| matches!(change, Change::Delete(..)));

        let kinds: Vec<Kind> = removed.map(|change| change.kind()).collect();
        assert_eq!(kinds, [Kind::Relation, Kind::Attendance, Kind::Participation, Kind::Person]);
    }

    #[test]
    fn whoever_is_not_named_is_merged_with_nobody() {
        let mut forgotten = person(2, Vec::new());
        forgotten.person.record.erased_on = Some(day("2013-07-01"));
        let kept = person(1, vec![(10, participation(1, 1))]);

        assert_eq!(merged(&kept, &forgotten), Err(NoMerge::Unnamed));
        assert_eq!(merged(&kept, &kept), Err(NoMerge::Same));
    }
}
