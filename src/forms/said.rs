//! The fields of records in words, out of the tables of the forms that fill them: what each is called, and what stands in it.

use serde_json::Value;

use super::{FORMS, FieldInfo, Input, ItemList, name_of};
use crate::{
    domain::{Choice, Id, Kind, Participation, Person, Programme, RelationKind, clean},
    env::Env,
    i18n::Label,
    store::Store,
};

/// The forms whose fields a kind of record has.
const FILLED_BY: &[(Kind, &[&str])] = &[
    (Kind::Person, &["registration"]),
    (Kind::Participation, &["registration"]),
    (Kind::Circumstance, &["circumstance"]),
    (Kind::Worker, &["worker"]),
    (Kind::Stay, &["entry", "exit"]),
    (Kind::Pause, &["pause"]),
    (Kind::Meeting, &["meeting"]),
    (Kind::Plan, &["plan"]),
    (Kind::Goal, &["goal"]),
    (Kind::Action, &["action"]),
    (Kind::Spell, &["spell"]),
    (Kind::Status, &["status"]),
    (Kind::FollowUp, &["follow-up"]),
    (Kind::Decision, &["decision"]),
    (Kind::Offer, &["offer"]),
    (Kind::Assessment, &["assessment"]),
    (Kind::PathStep, &["path-step"]),
    (Kind::TeamMember, &["team-member"]),
    (Kind::Relation, &["relation"]),
    (Kind::Referral, &["referral"]),
    (Kind::Flag, &["flag"]),
    (Kind::HandIn, &["hand-in"]),
];

/// What stands in a field that no form fills under its own name.
#[derive(Clone, Copy)]
enum Holds {
    /// What it looks like.
    Plain,
    /// A code of this set.
    Code(&'static str),
    /// The id of an item of the programme's definition.
    Rule,
    /// More than can be read in a line: only that it changed is said.
    Long,
    /// Nothing for people.
    Nothing,
}

/// The fields that no form fills under their own name.
#[rustfmt::skip]
const OTHERS: &[(Kind, &str, Label, Holds)] = &[
    (Kind::Register,      "office",         |w| &w.log.office,            Holds::Plain),
    (Kind::Register,      "language",       |w| &w.log.language,          Holds::Plain),
    (Kind::Register,      "training_day",   |w| &w.log.training_day,      Holds::Plain),
    (Kind::Register,      "reading_logged", |w| &w.log.reading_logged,    Holds::Plain),
    (Kind::Register,      "audit_copy",     |w| &w.log.audit_copy,        Holds::Plain),
    (Kind::Guide,         "name",           |w| &w.value.name,            Holds::Plain),
    (Kind::Guide,         "language",       |w| &w.log.language,          Holds::Plain),
    (Kind::Guide,         "title",          |w| &w.guide.guide,           Holds::Plain),
    (Kind::Guide,         "text",           |w| &w.guide.text,            Holds::Long),
    (Kind::Programme,     "code",           |w| &w.log.programme,         Holds::Plain),
    (Kind::Programme,     "edition",        |w| &w.log.edition,           Holds::Plain),
    (Kind::Programme,     "holds_from",     |w| &w.log.holds_from,        Holds::Plain),
    (Kind::Programme,     "definition",     |w| &w.log.definition,        Holds::Long),
    (Kind::Person,        "protected",      |w| &w.log.protected,         Holds::Plain),
    (Kind::Person,        "erased_on",      |w| &w.log.erased_on,         Holds::Plain),
    (Kind::Participation, "number",         |w| &w.column.number,         Holds::Plain),
    (Kind::Participation, "ruling_basis",   |w| &w.field.basis,           Holds::Nothing),
    (Kind::Participation, "anonymous",      |w| &w.log.anonymous,         Holds::Plain),
    (Kind::Stay,          "exit_note",      |w| &w.field.note,            Holds::Plain),
    (Kind::Assignment,    "worker",         |w| &w.field.worker,          Holds::Plain),
    (Kind::Assignment,    "from",           |w| &w.field.from,            Holds::Plain),
    (Kind::Assignment,    "to",             |w| &w.field.to,              Holds::Plain),
    (Kind::Worker,        "access",         |w| &w.log.access,            Holds::Code("access")),
    (Kind::Attendance,    "participation",  |w| &w.field.participant,     Holds::Plain),
    (Kind::Attendance,    "worker",         |w| &w.field.worker,          Holds::Plain),
    (Kind::Attendance,    "outside",        |w| &w.field.outside,         Holds::Plain),
    (Kind::FollowUp,      "rule",           |w| &w.programme.deadline,    Holds::Rule),
    (Kind::FollowUp,      "occurrence",     |w| &w.column.number,         Holds::Nothing),
    (Kind::HandIn,        "rule",           |w| &w.programme.deadline,    Holds::Rule),
    (Kind::HandIn,        "occurrence",     |w| &w.column.number,         Holds::Nothing),
    (Kind::Relation,      "kind",           |w| &w.field.relation,        Holds::Code(RelationKind::SET)),
    (Kind::Relation,      "person",         |w| &w.log.first_person,      Holds::Plain),
    (Kind::Sealed,        "report",         |w| &w.cli.report,            Holds::Plain),
    (Kind::Sealed,        "as_of",          |w| &w.field.as_of,           Holds::Plain),
    (Kind::Sealed,        "sealed_at",      |w| &w.log.at,                Holds::Plain),
    (Kind::Sealed,        "log_position",   |w| &w.log.batch,             Holds::Nothing),
    (Kind::Sealed,        "head",           |w| &w.log.head,              Holds::Plain),
    (Kind::Sealed,        "content",        |w| &w.log.definition,        Holds::Nothing),
    (Kind::Sealed,        "digest",         |w| &w.log.digest,            Holds::Plain),
];

/// The field of a form that fills this field of a record.
fn field(kind: Kind, name: &str) -> Option<FieldInfo> {
    let forms = FILLED_BY.iter().find(|(filled, _)| *filled == kind).map(|(_, forms)| *forms)?;
    let fields = FORMS.iter().filter(|form| forms.contains(&form.name())).flat_map(|form| form.fields());
    fields.into_iter().find(|field| field.name.replace('-', "_") == name)
}

/// Where a field stands among those of its record, as its form has them; those that no form has come last.
pub fn place(kind: Kind, name: &str) -> usize {
    let forms = FILLED_BY.iter().find(|(filled, _)| *filled == kind).map_or::<&[&str], _>(&[], |(_, forms)| forms);
    let mut fields = FORMS.iter().filter(|form| forms.contains(&form.name())).flat_map(|form| form.fields());
    fields.position(|field| field.name.replace('-', "_") == name).unwrap_or(usize::MAX)
}

/// Whether a field only says to what a record belongs, which those know who look at it.
pub fn says_where_it_belongs(kind: Kind, name: &str) -> bool {
    match kind {
        Kind::Attendance => name == "meeting",
        Kind::Action => matches!(name, "meeting" | "goal"),
        Kind::Relation => false,
        _ => matches!(name, "programme" | "person" | "participation" | "stay" | "plan"),
    }
}

/// What a field of a record is called; none for one that says nothing to people.
pub fn label(kind: Kind, name: &str) -> Option<Label> {
    let other = OTHERS.iter().find(|(of, field, ..)| *of == kind && *field == name);
    match other {
        Some((_, _, _, Holds::Nothing)) => None,
        Some((_, _, label, _)) => Some(*label),
        None => field(kind, name).map(|field| field.label),
    }
}

/// What stands in a field, in words; empty for nothing, and for a text that is too long to be said.
pub fn said(kind: Kind, name: &str, value: &Value, store: &Store, env: &Env) -> String {
    let words = env.words;
    let holds = OTHERS.iter().find(|(of, field, ..)| *of == kind && *field == name).map(|(.., holds)| *holds);
    let linked = kind.links().iter().find(|(field, _)| *field == name).map(|(_, kind)| *kind);
    match (value, holds, linked) {
        (Value::Null, ..) => String::new(),
        (Value::Bool(yes), ..) => words.code_name("answer", if *yes { "yes" } else { "no" }).to_owned(),
        (Value::Number(id), _, Some(kind)) => linked_record(kind, Id(id.as_i64().unwrap_or_default()), store, env),
        (Value::Number(number), ..) => number.to_string(),
        (Value::String(text), Some(Holds::Long), _) => words.counted(text.lines().count(), &words.plural.lines),
        (Value::String(code), Some(Holds::Code(set)), _) => words.code_name(set, code).to_owned(),
        (Value::String(id), Some(Holds::Rule), _) => {
            let rule = env.definition.deadline(id);
            rule.map_or(id.as_str(), |rule| rule.name.get(words.lang.code())).to_owned()
        }
        (Value::String(text), ..) => match field(kind, name).map(|field| field.input) {
            Some(Input::Choice(set, _)) => words.code_name(set, text).to_owned(),
            Some(Input::Item(list)) => item(list, text, env),
            _ => plain(text, env),
        },
        (other, ..) => other.to_string(),
    }
}

fn item(list: ItemList, id: &str, env: &Env) -> String {
    list.name(id, &env.definition, env.words)
}

/// A day, a time or a moment as the language writes it; any other text as it is.
fn plain(text: &str, env: &Env) -> String {
    let lang = env.words.lang;
    if let Ok(day) = text.parse() {
        return lang.date(day);
    }
    if let Ok(time) = chrono::NaiveTime::parse_from_str(text, "%H:%M:%S") {
        return lang.time(time);
    }
    clean(&lang.moment(text))
}

/// What a record is called to which another links: a protected person by number only.
pub fn linked_record(kind: Kind, id: Id, store: &Store, env: &Env) -> String {
    let person = |id| store.get::<Person>(id).ok().flatten().map(|stored| stored.record);
    let number = |number: i64| format!("{} {number}", env.words.column.number);
    match kind {
        Kind::Participation => {
            let Some(stored) = store.get::<Participation>(id).ok().flatten() else { return id.to_string() };
            let named = person(stored.record.person)
                .filter(|person| person.unnamed(Some(&stored.record)).is_none() && !person.name().is_empty());
            let number = number(stored.record.number);
            named.map_or(number.clone(), |person| format!("{number} {}", person.name()))
        }
        Kind::Person => match person(id) {
            Some(person) if !person.may_be_shown() || person.name().is_empty() => number(id.0),
            Some(person) => person.name(),
            None => id.to_string(),
        },
        Kind::Programme => {
            let found = store.get::<Programme>(id).ok().flatten().map(|stored| stored.record);
            found.map_or_else(|| id.to_string(), |found| format!("{} {}", found.code, found.edition))
        }
        _ => {
            let name = name_of(store, kind, id, env.words);
            if name.is_empty() { id.to_string() } else { name }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Collation;

    #[test]
    fn every_field_of_every_record_has_a_name_or_says_nothing_to_people() {
        let store = Store::in_memory(Collation::plain()).unwrap();
        for kind in Kind::ALL {
            for name in store.fields_of(*kind).unwrap() {
                let silent = OTHERS
                    .iter()
                    .any(|(of, field, _, holds)| *of == *kind && *field == name && matches!(holds, Holds::Nothing));
                let known = label(*kind, &name).is_some() || silent || says_where_it_belongs(*kind, &name);
                assert!(known, "{}.{name}", kind.name());
            }
        }
    }
}
