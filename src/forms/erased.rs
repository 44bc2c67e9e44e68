//! Forms without their types: what the screen, the import and the documentation work with.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{Entry, FORMS, Field, FieldInfo, moves::what_moves};
use crate::{
    domain::{Act, Case, Change, Id, Kind, Participation, Person, Problem, Rule, Worker},
    env::Env,
    i18n::{Label, Words},
    store::{Error, Result, Store},
};

/// What a form edits: a value that its fields fill, with rules of its own and the changes it amounts to.
pub trait Draft: Clone + Default + Serialize + DeserializeOwned + 'static {
    /// The form's name.
    const NAME: &'static str;
    /// What saving it is called in the change log.
    const ACT: Act;
    /// The form's title.
    const TITLE: Label;
    /// The fields, in the order in which they are walked through.
    const FIELDS: &'static [Field<Self>];

    /// The draft with which the form opens.
    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self>;
    /// What is wrong with the draft as a whole, each with the field to correct.
    fn problems(&self, env: &Env) -> Vec<Problem>;
    /// The changes that saving makes; none when nothing was changed.
    fn changes(&self, env: &Env) -> Vec<Change>;
    /// The changes that saving would make if what is still missing were there.
    fn foreseen(&self, env: &Env) -> Vec<Change> {
        self.changes(env)
    }
    /// What follows from saving, in sentences; shown before.
    fn consequences(&self, _env: &Env) -> Vec<String> {
        Vec::new()
    }
    /// Whether a field that must be filled may stay empty in this draft.
    fn may_lack(&self, _field: &str) -> bool {
        false
    }
    /// The participation whose deadlines saving may move; none where it can move none.
    fn participation(&self) -> Option<Id> {
        None
    }
    /// Whom or what the form is about, for its title.
    fn about(&self, _words: &Words) -> String {
        String::new()
    }
}

/// What a form is opened on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Opening {
    /// The record to correct; none for a new one.
    pub existing: Option<Id>,
    /// The participation it is about.
    pub participation: Option<Id>,
    /// The worker it is about.
    pub worker: Option<Id>,
    /// The meeting, plan or stay it hangs on.
    pub parent: Option<Id>,
    /// The deadline it answers: rule and occurrence.
    pub answers: Option<(String, i64)>,
    /// The file it is about.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
}

/// An open form: what it started from, and what stands in its fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// The draft it started from.
    pub base: Value,
    /// What stands in the fields.
    pub entries: Vec<Entry>,
    /// Whom or what it is about.
    pub about: String,
}

/// A form whose draft is not known by type.
pub trait AnyForm: Sync {
    /// The form's name.
    fn name(&self) -> &'static str;
    /// What saving it is called in the change log.
    fn act(&self) -> Act;
    /// The form's title.
    fn title(&self) -> Label;
    /// The fields.
    fn fields(&self) -> Vec<FieldInfo>;
    /// Opens it on something.
    fn open(&self, store: &Store, opening: &Opening, env: &Env) -> Result<Filled>;
    /// Gives what was opened the case whose deadlines saving may move, for [`AnyForm::consequences`].
    fn look_ahead(&self, store: &Store, filled: &mut Filled) -> Result<()>;
    /// What stands in the fields of a draft that links to nothing.
    fn entries(&self, base: &Value, env: &Env) -> Vec<Entry>;
    /// Whether this was a base of this form, as it is today.
    fn fits(&self, base: &Value) -> bool;
    /// What stands in the fields, said in the words of other surroundings; what cannot be understood stays as it was typed.
    fn reword(&self, base: &Value, entries: &[Entry], from: &Env, to: &Env) -> Vec<Entry>;
    /// The changes that saving makes, or everything that is wrong.
    fn submit(&self, base: &Value, entries: &[Entry], env: &Env) -> std::result::Result<Vec<Change>, Vec<Problem>>;
    /// What follows from saving, as far as the fields can be understood.
    fn consequences(&self, base: &Value, entries: &[Entry], env: &Env) -> Vec<String>;
    /// What is wrong with one field by itself.
    fn check(&self, base: &Value, field: usize, entry: &Entry, env: &Env) -> Option<Problem>;
}

/// The form with this name.
pub fn form(name: &str) -> Option<&'static dyn AnyForm> {
    FORMS.iter().copied().find(|form| form.name() == name)
}

/// Where in a form's base the case stands whose deadlines saving may move.
const CASE: &str = "case";

/// A form over the draft `D`.
pub(super) struct FormOf<D>(PhantomData<fn() -> D>);

impl<D: Draft> FormOf<D> {
    /// The form.
    pub(super) const NEW: Self = Self(PhantomData);

    /// The draft with the entries in it, and what could not be understood.
    fn fill(base: &Value, entries: &[Entry], env: &Env) -> (D, Vec<Problem>) {
        // A base comes from `open` of the same form; should it not fit, the form is simply blank.
        let mut draft = D::deserialize(base).unwrap_or_default();
        let mut problems = Vec::new();
        for (field, entry) in D::FIELDS.iter().zip(entries) {
            if let Err(rule) = field.take(&mut draft, entry, env) {
                problems.push(Problem::new(field.name, rule));
            }
        }
        (draft, problems)
    }
}

impl<D: Draft> AnyForm for FormOf<D> {
    fn name(&self) -> &'static str {
        D::NAME
    }

    fn act(&self) -> Act {
        D::ACT
    }

    fn title(&self) -> Label {
        D::TITLE
    }

    fn fields(&self) -> Vec<FieldInfo> {
        D::FIELDS.iter().map(Field::info).collect()
    }

    fn open(&self, store: &Store, opening: &Opening, env: &Env) -> Result<Filled> {
        let mut draft = D::open(store, opening, env)?;
        let base = serde_json::to_value(&draft).map_err(|error| Error::Damaged(error.to_string()))?;
        let name_of = |kind, id| name_of(store, kind, id, env.words);
        let entries = D::FIELDS.iter().map(|field| field.show(&mut draft, env, &name_of)).collect();
        Ok(Filled { base, entries, about: draft.about(env.words) })
    }

    fn look_ahead(&self, store: &Store, filled: &mut Filled) -> Result<()> {
        let draft = D::deserialize(&filled.base).unwrap_or_default();
        if let (Some(id), Some(base)) = (draft.participation(), filled.base.as_object_mut()) {
            let case = serde_json::to_value(store.case(id)?).map_err(|error| Error::Damaged(error.to_string()))?;
            base.insert(CASE.to_owned(), case);
        }
        Ok(())
    }

    fn entries(&self, base: &Value, env: &Env) -> Vec<Entry> {
        let mut draft = D::deserialize(base).unwrap_or_default();
        D::FIELDS.iter().map(|field| field.show(&mut draft, env, &|_, _| String::new())).collect()
    }

    fn fits(&self, base: &Value) -> bool {
        D::deserialize(base).is_ok()
    }

    fn reword(&self, base: &Value, entries: &[Entry], from: &Env, to: &Env) -> Vec<Entry> {
        let draft = D::deserialize(base).unwrap_or_default();
        let reword = |(field, entry): (&Field<D>, &Entry)| {
            let mut understood = draft.clone();
            // Records go by the same name in every language.
            let same =
                entry.is_empty() || !entry.chosen.is_empty() || field.take(&mut understood, entry, from).is_err();
            if same { entry.clone() } else { field.show(&mut understood, to, &|_, _| String::new()) }
        };
        D::FIELDS.iter().zip(entries).map(reword).collect()
    }

    fn submit(&self, base: &Value, entries: &[Entry], env: &Env) -> std::result::Result<Vec<Change>, Vec<Problem>> {
        let (draft, mut problems) = Self::fill(base, entries, env);
        problems.retain(|problem| problem.rule != Rule::Missing || !draft.may_lack(problem.field));
        for problem in draft.problems(env) {
            // What could not be read is not also called missing or wrong.
            if problems.iter().all(|known| known.field != problem.field) {
                problems.push(problem);
            }
        }
        let place = |problem: &Problem| D::FIELDS.iter().position(|field| field.name == problem.field);
        problems.sort_by_key(place);
        if problems.is_empty() { Ok(draft.changes(env)) } else { Err(problems) }
    }

    fn consequences(&self, base: &Value, entries: &[Entry], env: &Env) -> Vec<String> {
        let (draft, unread) = Self::fill(base, entries, env);
        let mut lines = draft.consequences(env);
        // What is wrong cannot be saved and moves nothing; what is only missing will be there.
        if unread.iter().chain(&draft.problems(env)).all(|problem| problem.rule == Rule::Missing) {
            let case = base.get(CASE).and_then(|case| Case::deserialize(case).ok());
            lines.splice(0..0, case.map(|case| what_moves(&case, &draft.foreseen(env), env)).unwrap_or_default());
        }
        lines
    }

    fn check(&self, base: &Value, field: usize, entry: &Entry, env: &Env) -> Option<Problem> {
        let field = D::FIELDS.get(field)?;
        let mut draft = D::deserialize(base).unwrap_or_default();
        field.take(&mut draft, entry, env).err().map(|rule| Problem::new(field.name, rule))
    }
}

/// What a record is called where a form or a message names it; empty for one that is gone.
pub fn name_of(store: &Store, kind: Kind, id: Id, words: &Words) -> String {
    let person = |id| store.get::<Person>(id).ok().flatten();
    let called = |participation: Option<Participation>, id| {
        person(id).map(|person| words.called(&person.record, participation.as_ref()))
    };
    let found = match kind {
        Kind::Person => {
            let named = person(id).is_none_or(|row| row.record.may_be_shown() && !row.record.name().is_empty());
            let first = (!named).then(|| store.participations_of(id).ok()?.into_iter().next()).flatten();
            called(first.map(|row| row.record), id)
        }
        Kind::Participation => store.get::<Participation>(id).ok().flatten().and_then(|row| {
            let person = row.record.person;
            called(Some(row.record), person)
        }),
        Kind::Worker => store.get::<Worker>(id).ok().flatten().map(|worker| worker.record.name()),
        _ => None,
    };
    found.unwrap_or_default()
}

/// Whom a record is about: itself where it has a name, else the participant or the worker it belongs to, at once or through a
/// stay or a plan; empty for neither.
pub fn subject_of(store: &Store, kind: Kind, id: Id, words: &Words) -> String {
    let own = name_of(store, kind, id, words);
    if !own.is_empty() {
        return own;
    }
    let record = store.record(kind, id).ok().flatten().and_then(|stored| serde_json::to_value(stored.record).ok());
    let belongs_to =
        |record: &Value, field: &str, to| record.get(field)?.as_i64().map(|id| subject_of(store, to, Id(id), words));
    let names = record.iter().flat_map(|record| {
        // Whoever did something comes last: it is about somebody else.
        let links = [
            ("participation", Kind::Participation),
            ("person", Kind::Person),
            ("stay", Kind::Stay),
            ("plan", Kind::Plan),
            ("worker", Kind::Worker),
        ];
        links.into_iter().filter_map(|(field, to)| belongs_to(record, field, to))
    });
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

/// The one change that saving a single record makes: a new one, a correction, or none when nothing differs.
pub(super) fn one_change<T: crate::domain::Entity + PartialEq>(
    existing: Option<&crate::domain::Stored<T>>,
    record: T,
) -> Vec<Change> {
    match existing {
        None => vec![Change::Create(Id(-1), record.into())],
        Some(stored) if stored.record == record => Vec::new(),
        Some(stored) => vec![Change::Update(stored.id, stored.version, record.into())],
    }
}
