//! An open form as a draft keeps it, and how it is opened again: with every field as it was typed, on top of what the form
//! would show now.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{AnyForm, Entry, FieldInfo, Filled, merge::same};
use crate::env::Env;

/// What stood in a form. The fields go by their names, so that a later form still finds them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The field under the cursor.
    pub focus: String,
    /// The fields.
    pub fields: Vec<KeptField>,
}

/// What stood in a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptField {
    /// The field's name.
    pub name: String,
    /// What stood there when the form was opened.
    pub first: Entry,
    /// What stood there when it was kept.
    pub now: Entry,
}

/// A form that is open again.
#[derive(Clone, Debug, PartialEq)]
pub struct Restored {
    /// The draft it started from: the old one, so that somebody else's save since is noticed. Today's where the old one no
    /// longer fits the form.
    pub base: Value,
    /// What stood in the fields at first.
    pub first: Vec<Entry>,
    /// What stands in them, as it was typed.
    pub entries: Vec<Entry>,
    /// Whom or what it is about.
    pub about: String,
    /// The field under the cursor.
    pub focus: usize,
    /// The fields that somebody else has changed since, with what stands there now.
    pub changed: Vec<(usize, Entry)>,
    /// Whether the form is no longer the one in which this was typed.
    pub renewed: bool,
    /// What was typed in fields that the form has no longer.
    pub left_over: Vec<String>,
}

/// Opens a form again. `fresh` is how it would open now; `from` are the surroundings in which it was typed. None where the
/// record it was about is gone.
pub fn restore(
    form: &dyn AnyForm,
    base: &Value,
    kept: &Kept,
    fresh: Filled,
    (from, to): (&Env, &Env),
) -> Option<Restored> {
    if is_gone(base, &fresh.base) {
        return None;
    }
    let fields = form.fields();
    let fits = form.fits(base);
    let base = if fits { base } else { &fresh.base };
    let known = |field: &FieldInfo| kept.fields.iter().find(|known| known.name == field.name);
    let of = |part: fn(&KeptField) -> &Entry| -> Vec<Entry> {
        let entry = |(place, field): (usize, &FieldInfo)| {
            known(field).map_or_else(|| fresh.entries[place].clone(), |kept| part(kept).clone())
        };
        let entries: Vec<Entry> = fields.iter().enumerate().map(entry).collect();
        if from.words.lang == to.words.lang { entries } else { form.reword(base, &entries, from, to) }
    };
    let (mut first, mut entries) = (of(|kept| &kept.first), of(|kept| &kept.now));
    let corrects = !base.get("existing").is_none_or(Value::is_null);
    let changed: Vec<(usize, Entry)> = (0..fields.len())
        .filter(|place| corrects && !same(&fields[*place], &first[*place], &fresh.entries[*place]))
        .map(|place| (place, fresh.entries[place].clone()))
        .collect();
    if !fits {
        for (place, field) in fields.iter().enumerate() {
            if same(field, &entries[place], &first[place]) {
                entries[place].clone_from(&fresh.entries[place]);
            }
        }
        first.clone_from(&fresh.entries);
    }
    let homeless = |kept: &&KeptField| fields.iter().all(|field| field.name != kept.name) && kept.now != kept.first;
    let left_over: Vec<String> = kept.fields.iter().filter(homeless).map(|kept| kept.now.text.clone()).collect();
    Some(Restored {
        base: base.clone(),
        focus: fields.iter().position(|field| field.name == kept.focus).unwrap_or(0),
        about: fresh.about,
        renewed: !fits || !left_over.is_empty(),
        first,
        entries,
        changed,
        left_over,
    })
}

/// Whether a record is gone that the form was opened on.
fn is_gone(base: &Value, fresh: &Value) -> bool {
    let there = |base: &Value, key| base.get(key).is_some_and(|value| !value.is_null());
    ["existing", "case", "stay"].into_iter().any(|key| there(base, key) && !there(fresh, key))
}
