//! Stays in sheets: those that earlier rows begin, those that end in the row in which they begin, and the one that an exit ends.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Filled, Unfit};
use crate::{
    domain::{Assignment, Case, Change, Id, Record, Stay, StayFacts, Stored},
    env::Env,
    forms::{AnyForm, Entry, FieldInfo, form},
    i18n::fill,
    store::{Result, Store},
};

/// The columns of a sheet of entries that say when and why the stay was over.
pub(super) const END: [&str; 2] = ["exited-on", "exit-reason"];
/// A stay that is not in the register yet.
const NEW: Id = Id(-1);

/// The fields of those columns; a stay need not be over.
pub(super) fn end_fields() -> Vec<FieldInfo> {
    let fields = form("exit").map(AnyForm::fields).unwrap_or_default();
    let of_end = fields.into_iter().filter(|field| END.contains(&field.name));
    let need_not_be = |mut field: FieldInfo| {
        field.needed = false;
        field
    };
    of_end.map(need_not_be).collect()
}

/// What an exit starts from: the participation with its open stay, none where there is none. The form itself would look up who
/// waits for the place, row by row.
pub(super) fn to_end(store: &Store, participation: Id) -> Result<Value> {
    let case = store.case(participation)?;
    let mut stays = case.iter().flat_map(|case| &case.stays).map(|facts| &facts.stay);
    let open = stays.rfind(|stay| stay.record.exited_on.is_none());
    Ok(json!({ "stay": open, "case": case }))
}

/// Adds to the draft of an entry the stays that earlier rows begin.
pub(super) fn add(base: &mut Value, earlier: &[Stay]) {
    let Some(stays) = base.pointer_mut("/case/stays").and_then(Value::as_array_mut) else { return };
    stays.extend(earlier.iter().map(|stay| {
        let stay = Stored { id: NEW, version: 1, record: stay.clone() };
        json!(StayFacts { stay, pauses: Vec::new(), decisions: Vec::new() })
    }));
}

/// Lets the stay that a row begins end where the row says so, as the form of exits would; and not before another has begun.
pub(super) fn ended(
    row: &Filled<'_>,
    mut changes: Vec<Change>,
    base: &Value,
    env: &Env,
) -> std::result::Result<Vec<Change>, Unfit> {
    let Some(mut stay) = changes.iter().find_map(new_stay).cloned() else { return Ok(changes) };
    if END.iter().any(|field| !row.text(field).is_empty()) {
        stay = end(&stay, row, base, env)?;
    }
    let stays = base.get("case").and_then(|case| Case::deserialize(case).ok()).map(|case| case.stays);
    let others = stays.iter().flatten().map(|facts| facts.stay.record.entered_on);
    let later = others.filter(|begun| stay.entered_on < *begun && stay.exited_on.is_none_or(|end| *begun < end)).min();
    if let Some(day) = later {
        return Err(Unfit::Row(fill(&env.words.import.entered_again, &[("day", &day.to_string())])));
    }
    for change in &mut changes {
        match change {
            Change::Create(_, Record::Stay(begun)) => *begun = stay.clone(),
            Change::Create(_, Record::Assignment(Assignment { to, .. })) => *to = stay.exited_on,
            _ => {}
        }
    }
    Ok(changes)
}

/// The stay with its end, after the fields and rules of the form of exits.
fn end(stay: &Stay, row: &Filled<'_>, base: &Value, env: &Env) -> std::result::Result<Stay, Unfit> {
    let Some(form) = form("exit") else { return Ok(stay.clone()) };
    let begun = Stored { id: NEW, version: 1, record: stay.clone() };
    let draft = json!({ "stay": begun, "case": base.get("case") });
    let typed = |field: &FieldInfo| {
        let is_said = END.contains(&field.name);
        if is_said { Entry::typed(row.text(field.name)) } else { Entry::default() }
    };
    let entries: Vec<Entry> = form.fields().iter().map(typed).collect();
    let changes = form.submit(&draft, &entries, env).map_err(Unfit::Fields)?;
    let ended = changes.into_iter().find_map(|change| match change {
        Change::Update(NEW, _, Record::Stay(ended)) => Some(ended),
        _ => None,
    });
    Ok(ended.unwrap_or_else(|| stay.clone()))
}

/// The stay that a change begins.
pub(in crate::exchange) const fn new_stay(change: &Change) -> Option<&Stay> {
    match change {
        Change::Create(_, Record::Stay(stay)) => Some(stay),
        _ => None,
    }
}
