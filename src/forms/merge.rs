//! Two people's versions of one form, put together against what both started from. Pure: knows entries, no file and no screen.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Entry, FieldInfo, Input};
use crate::domain::Id;

/// What came of putting two versions together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merge {
    /// What is to stand; where both changed a field differently, mine.
    pub entries: Vec<Entry>,
    /// The fields that the other changed and that could be put together.
    pub theirs: Vec<usize>,
    /// The fields that both changed, each to something else.
    pub clashes: Vec<usize>,
}

/// Puts together what two people made of the same form: a field that only one of them changed takes that change, chosen records
/// are put together one by one, and notes that both only added to keep both additions.
pub fn merge(fields: &[FieldInfo], base: &[Entry], theirs: &[Entry], mine: &[Entry]) -> Merge {
    let mut merge = Merge { entries: mine.to_vec(), ..Merge::default() };
    for (place, field) in fields.iter().enumerate() {
        let (Some(base), Some(theirs), Some(mine)) = (base.get(place), theirs.get(place), mine.get(place)) else {
            break;
        };
        if same(field, base, theirs) {
            continue;
        }
        // Names of records may have changed even where both chose the same.
        if same(field, base, mine) || same(field, theirs, mine) {
            merge.entries[place] = theirs.clone();
        } else if let Some(both) = both(field, base, theirs, mine) {
            merge.entries[place] = both;
        } else {
            merge.clashes.push(place);
            continue;
        }
        if !same(field, theirs, mine) {
            merge.theirs.push(place);
        }
    }
    merge
}

/// Whether two versions of a form differ in any field.
pub fn differ(fields: &[FieldInfo], a: &[Entry], b: &[Entry]) -> bool {
    fields.iter().zip(a.iter().zip(b)).any(|(field, (a, b))| !same(field, a, b))
}

/// The numbers of the records that are new, newer or gone in what a form was opened on.
pub fn renewed(before: &Value, after: &Value) -> Vec<Id> {
    let (mut then, mut now) = (BTreeSet::new(), BTreeSet::new());
    versions(before, &mut then);
    versions(after, &mut now);
    then.symmetric_difference(&now).map(|(id, _)| Id(*id)).collect()
}

/// The numbers and versions of the stored records in a draft; the case that is only looked at is left out.
fn versions(value: &Value, found: &mut BTreeSet<(i64, i64)>) {
    match value {
        Value::Object(fields) => {
            let number = |name: &str| fields.get(name).and_then(Value::as_i64);
            if let (Some(id), Some(version), true) = (number("id"), number("version"), fields.contains_key("record")) {
                found.insert((id, version));
            }
            fields.iter().filter(|(name, _)| *name != "case").for_each(|(_, value)| versions(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| versions(value, found)),
        _ => {}
    }
}

/// Whether two entries mean the same; a record that is called otherwise now is the same record.
pub(super) fn same(field: &FieldInfo, a: &Entry, b: &Entry) -> bool {
    if is_link(field) { ids(a) == ids(b) } else { a.text.trim() == b.text.trim() }
}

const fn is_link(field: &FieldInfo) -> bool {
    matches!(field.input, Input::Link(_) | Input::Links(_))
}

fn ids(entry: &Entry) -> BTreeSet<Id> {
    entry.chosen.iter().map(|(id, _)| *id).collect()
}

/// What both changed so that both can stand; none where one of them must give way.
fn both(field: &FieldInfo, base: &Entry, theirs: &Entry, mine: &Entry) -> Option<Entry> {
    match field.input {
        Input::Links(_) => Some(all_chosen(base, theirs, mine)),
        Input::Notes => added_to(base.text.trim(), theirs.text.trim(), mine.text.trim()).map(Entry::typed),
        _ => None,
    }
}

/// Theirs, without what I took out and with what I put in.
fn all_chosen(base: &Entry, theirs: &Entry, mine: &Entry) -> Entry {
    let (before, there, here) = (ids(base), ids(theirs), ids(mine));
    let kept = theirs.chosen.iter().filter(|(id, _)| here.contains(id) || !before.contains(id));
    let added = mine.chosen.iter().filter(|(id, _)| !before.contains(id) && !there.contains(id));
    Entry::chosen(kept.chain(added).cloned().collect())
}

/// The notes with what each of the two wrote before and after them; none where one of them changed what stood there.
fn added_to(base: &str, theirs: &str, mine: &str) -> Option<String> {
    let (before, after) = theirs.split_once(base)?;
    let (my_before, my_after) = mine.split_once(base)?;
    // Nothing has a nothing at its beginning: what was written into empty notes stands in the order of saving.
    let parts = [before, my_before, base, after, my_after].map(str::trim);
    Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::form;

    /// The meeting form, in which every sort of field is.
    fn fields() -> Vec<FieldInfo> {
        form("meeting").unwrap().fields()
    }

    fn with(values: &[(&str, Entry)]) -> Vec<Entry> {
        let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, entry)| entry.clone());
        fields().iter().map(|field| value(field.name).unwrap_or_default()).collect()
    }

    fn names(places: &[usize]) -> Vec<&'static str> {
        places.iter().map(|place| fields()[*place].name).collect()
    }

    fn value(merge: &Merge, name: &str) -> String {
        merge.entries[fields().iter().position(|field| field.name == name).unwrap()].text.clone()
    }

    fn people(ids: &[i64]) -> Entry {
        Entry::chosen(ids.iter().map(|id| (Id(*id), format!("P{id}"))).collect())
    }

    #[test]
    fn a_field_that_only_one_of_us_changed_takes_that_change() {
        let base = with(&[("place", Entry::typed("office")), ("outside", Entry::typed("doctor"))]);
        let theirs = with(&[("place", Entry::typed("library")), ("outside", Entry::typed("doctor"))]);
        let mine = with(&[("place", Entry::typed("office")), ("outside", Entry::typed("teacher"))]);

        let merge = merge(&fields(), &base, &theirs, &mine);

        assert_eq!((value(&merge, "place"), value(&merge, "outside")), ("library".into(), "teacher".into()));
        assert_eq!((names(&merge.theirs), merge.clashes), (vec!["place"], vec![]));
    }

    #[test]
    fn a_field_that_both_changed_differently_is_a_clash_and_one_changed_alike_is_none() {
        let base = with(&[("place", Entry::typed("office")), ("outside", Entry::typed("doctor"))]);
        let theirs = with(&[("place", Entry::typed("library")), ("outside", Entry::typed("teacher"))]);
        let mine = with(&[("place", Entry::typed("home")), ("outside", Entry::typed("teacher "))]);

        let merge = merge(&fields(), &base, &theirs, &mine);

        assert_eq!((names(&merge.clashes), merge.theirs.len()), (vec!["place"], 0));
        assert_eq!(value(&merge, "place"), "home");
    }

    #[test]
    fn participants_that_each_of_us_added_or_took_out_are_put_together_one_by_one() {
        let base = with(&[("participants", people(&[1, 2, 3]))]);
        let theirs = with(&[("participants", people(&[1, 3, 4]))]);
        let mine = with(&[("participants", people(&[1, 2, 5]))]);

        let merge = merge(&fields(), &base, &theirs, &mine);

        assert_eq!((value(&merge, "participants"), merge.clashes.len()), ("P1; P4; P5".into(), 0));
    }

    #[test]
    fn notes_that_both_added_to_keep_both_additions() {
        let base = with(&[("notes", Entry::typed("Came late."))]);
        let theirs = with(&[("notes", Entry::typed("Came late.\nHas a job offer."))]);
        let mine = with(&[("notes", Entry::typed("Came late.\nAsks for a course."))]);

        let merge = merge(&fields(), &base, &theirs, &mine);

        assert_eq!(value(&merge, "notes"), "Came late.\nHas a job offer.\nAsks for a course.");
    }

    #[test]
    fn notes_in_which_one_of_us_changed_what_stood_there_are_a_clash() {
        let base = with(&[("notes", Entry::typed("Came late."))]);
        let theirs = with(&[("notes", Entry::typed("Came in time."))]);
        let mine = with(&[("notes", Entry::typed("Came late.\nAsks for a course."))]);

        assert_eq!(names(&merge(&fields(), &base, &theirs, &mine).clashes), ["notes"]);
    }

    #[test]
    fn what_is_new_newer_or_gone_in_a_draft_is_found_and_the_case_is_not_looked_at() {
        let draft = |version: i64, row: i64| {
            serde_json::json!({ "existing": {"id": 7, "version": version, "record": {}},
                "rows": [{"id": row, "version": 1, "record": {}}], "case": {"id": 1, "version": version, "record": {}} })
        };
        assert_eq!(renewed(&draft(1, 3), &draft(1, 3)), []);
        assert_eq!(renewed(&draft(1, 3), &draft(2, 3)), [Id(7), Id(7)]);
        assert_eq!(renewed(&draft(1, 3), &draft(1, 4)), [Id(3), Id(4)]);
    }
}
