//! What held on the day of entry: age, status, education, circumstances, and whether the record says it all.

use chrono::NaiveDate;

use super::At;
use super::held::Held;
use crate::domain::circumstances::{Known, known};
use crate::domain::definition::{Band, Lasting, Offset};
use crate::domain::{
    Case, CircumstanceKind, Education, Gender, Labour, Missing, Moment, Reason, Status, Verdict, eligible, whole_years,
};

/// Who is younger than this at entry is asked for a shorter time without work.
const YOUNG: i32 = 25;

impl At<'_> {
    /// Whether every rule of eligibility was met; the first rule that was not decides.
    pub(super) fn eligible(self, case: &Case, entry: NaiveDate) -> Held {
        let found = eligible(&case.person.record, &case.circumstances, self.rules.of(case), entry);
        let decided = found.findings.into_iter().find(|finding| finding.verdict == found.verdict);
        let reason = decided.map_or(Reason::NothingAsked, |finding| finding.reason);
        match found.verdict {
            Verdict::Met => Held::Yes(reason),
            Verdict::NotMet => Held::No(reason),
            Verdict::Unknown => Held::Unknown(reason),
        }
    }
}

/// Whether all these circumstances held.
pub(super) fn circumstances(case: &Case, kinds: &[CircumstanceKind], entry: NaiveDate) -> Held {
    let mut last = Reason::NothingAsked;
    for kind in kinds.iter().copied() {
        match known(&case.circumstances, kind, entry) {
            Known::Holds(since) => last = Reason::Holds { kind, since },
            Known::Later(since) => return Held::No(Reason::HoldsFrom { kind, since }),
            Known::Not(reason) => return Held::No(reason),
            Known::Unknown(reason) => return Held::Unknown(reason),
        }
    }
    Held::Yes(last)
}

pub(super) fn age(case: &Case, band: Band, entry: NaiveDate) -> Held {
    let Some(born) = case.person.record.born else { return Held::Unknown(Reason::BirthNotKnown) };
    let age = whole_years(born, entry);
    Held::when(band.contains(i64::from(age)), Reason::AgeMet { age })
}

pub(super) fn gender(case: &Case, wanted: Gender) -> Held {
    match case.person.record.gender {
        Some(gender) => Held::when(gender == wanted, Reason::GenderIs { gender }),
        None => Held::Unknown(Reason::Incomplete { missing: vec![Missing::Gender] }),
    }
}

pub(super) fn labour(case: &Case, wanted: &[Labour], entry: NaiveDate) -> Held {
    match status_at_entry(case, entry).and_then(|status| Some((status.date, status.labour?))) {
        Some((on, labour)) if wanted.contains(&labour) => Held::Yes(Reason::StatusOn { on, labour }),
        Some((on, labour @ (Labour::NotAsked | Labour::Declined))) => Held::Unknown(Reason::StatusOn { on, labour }),
        Some((on, labour)) => Held::No(Reason::StatusOn { on, labour }),
        None => Held::Unknown(Reason::Incomplete { missing: vec![Missing::Labour] }),
    }
}

pub(super) fn education(case: &Case, wanted: &[Education], entry: NaiveDate) -> Held {
    match status_at_entry(case, entry).and_then(|status| status.education) {
        Some(education) if wanted.contains(&education) => Held::Yes(Reason::EducationIs { education }),
        Some(education @ (Education::NotAsked | Education::Declined)) => {
            Held::Unknown(Reason::EducationIs { education })
        }
        Some(education) => Held::No(Reason::EducationIs { education }),
        None => Held::Unknown(Reason::Incomplete { missing: vec![Missing::Education] }),
    }
}

/// Unemployed at entry, and without work or registered for longer than the age asks for.
pub(super) fn long_term(case: &Case, under_25: Offset, from_25: Offset, entry: NaiveDate) -> Held {
    let unemployed = labour(case, &[Labour::Unemployed], entry);
    if !matches!(unemployed, Held::Yes(_)) {
        return unemployed;
    }
    let Some(born) = case.person.record.born else { return Held::Unknown(Reason::BirthNotKnown) };
    let length = if whole_years(born, entry) < YOUNG { under_25 } else { from_25 };
    let kinds = [CircumstanceKind::RegisteredUnemployed, CircumstanceKind::OutOfWork];
    Held::any(kinds.into_iter().map(|kind| match known(&case.circumstances, kind, entry) {
        Known::Holds(Some(since)) => {
            let from = Lasting::MoreThan(length).met_from(since);
            let reason = Reason::TooShort { kind, since, from };
            if from <= entry { Held::Yes(Reason::Holds { kind, since: Some(since) }) } else { Held::No(reason) }
        }
        Known::Holds(None) => Held::Unknown(Reason::SinceNotKnown { kind }),
        Known::Later(since) => Held::No(Reason::HoldsFrom { kind, since }),
        Known::Not(reason) => Held::No(reason),
        Known::Unknown(reason) => Held::Unknown(reason),
    }))
}

/// Whether everything is known that a funder's breakdown needs. What may be refused may also be missing.
pub(super) fn complete(case: &Case, entry: NaiveDate) -> Held {
    let missing = missing(case, entry);
    if missing.is_empty() { Held::Yes(Reason::RecordComplete) } else { Held::No(Reason::Incomplete { missing }) }
}

/// What a breakdown needs and the record does not say.
fn missing(case: &Case, entry: NaiveDate) -> Vec<Missing> {
    let status = status_at_entry(case, entry);
    let labour = status.and_then(|status| status.labour);
    let education = status.and_then(|status| status.education);
    let lacks = [
        (case.person.record.gender.is_none(), Missing::Gender),
        (case.person.record.born.is_none(), Missing::Birth),
        (labour.is_none_or(|labour| matches!(labour, Labour::NotAsked | Labour::Declined)), Missing::Labour),
        (education.is_none_or(|it| matches!(it, Education::NotAsked | Education::Declined)), Missing::Education),
    ];
    lacks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect()
}

/// The status noted at the entry; where several were, the one nearest to it.
pub(super) fn status_at_entry(case: &Case, entry: NaiveDate) -> Option<&Status> {
    status_at(case, Moment::Entry, entry)
}

/// The status noted on an occasion; where several were, the one nearest to the day.
pub(super) fn status_at(case: &Case, moment: Moment, day: NaiveDate) -> Option<&Status> {
    let noted = case.statuses.iter().map(|status| &status.record).filter(|status| status.moment == moment);
    noted.min_by_key(|status| (status.date - day).num_days().abs())
}
