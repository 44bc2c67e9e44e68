//! Two records of one person, field by field: what each says, whose stands, and what moves with the other when they become one.

use crate::{
    domain::{
        Case, Change, Id, Kind, NoMerge, Participation, Person, Programme, Record, Whole, Worker, merge, sees_identity,
    },
    env::Env,
    i18n::{Label, fill},
    store::{Error, Result, Store},
};

/// A field in which two persons can differ.
struct Field {
    name: &'static str,
    label: Label,
    text: fn(&Person, &Env) -> String,
    take: fn(&mut Person, &Person),
}

/// What a person is called, and how reached: the fields between which is chosen.
#[rustfmt::skip]
static FIELDS: &[Field] = &[
    Field { name: "surname",     label: |w| &w.field.surname,     text: |p, _| p.surname.clone(),     take: |p, from| p.surname.clone_from(&from.surname) },
    Field { name: "given",       label: |w| &w.field.given,       text: |p, _| p.given.clone(),       take: |p, from| p.given.clone_from(&from.given) },
    Field { name: "national-id", label: |w| &w.field.national_id, text: |p, _| p.national_id.clone(), take: |p, from| p.national_id.clone_from(&from.national_id) },
    Field { name: "born",        label: |w| &w.field.born,        text: |p, env| env.date_or_empty(p.born), take: |p, from| p.born = from.born },
    Field { name: "gender",      label: |w| &w.field.gender,      text: |p, env| p.gender.map(|gender| env.words.name(gender).to_owned()).unwrap_or_default(), take: |p, from| p.gender = from.gender },
    Field { name: "phone",       label: |w| &w.field.phone,       text: |p, _| p.phone.clone(),       take: |p, from| p.phone.clone_from(&from.phone) },
    Field { name: "email",       label: |w| &w.field.email,       text: |p, _| p.email.clone(),       take: |p, from| p.email.clone_from(&from.email) },
    Field { name: "address",     label: |w| &w.field.address,     text: |p, _| p.address.clone(),     take: |p, from| p.address.clone_from(&from.address) },
];

/// A field of the two, as it is shown.
#[derive(Clone, Debug)]
pub struct TwinField {
    /// Its name for commands.
    pub name: &'static str,
    /// What it is called.
    pub label: Label,
    /// What the person who is kept has.
    pub kept: String,
    /// What the other has.
    pub other: String,
    /// Whether the other's is to stand.
    pub take: bool,
}

impl TwinField {
    /// Whether there is something to choose.
    pub fn differs(&self) -> bool {
        self.kept != self.other
    }
}

/// Two records of one person beside each other.
#[derive(Clone, Debug)]
pub struct Twins {
    /// The person who is kept.
    pub kept: Id,
    /// The other.
    pub other: Id,
    /// What the two are called.
    pub names: [String; 2],
    /// Field by field; what only the other has is taken.
    pub fields: Vec<TwinField>,
    /// What becomes of what hangs on the other, as sentences.
    pub follows: Vec<String>,
    /// Why they cannot be made one, and what to do; none where they can.
    pub refused: Option<(String, String)>,
}

impl Twins {
    /// The fields in which the other's value is to stand.
    pub fn taken(&self) -> Vec<&'static str> {
        self.fields.iter().filter(|field| field.take).map(|field| field.name).collect()
    }
}

/// Lays two persons beside each other.
///
/// # Errors
/// Where one of them is protected from this user.
pub fn twins(store: &Store, kept: Id, other: Id, env: &Env) -> Result<Twins> {
    let wholes = [seen(store, kept, env)?, seen(store, other, env)?];
    let [ours, theirs] = &wholes;
    let field = |field: &Field| {
        let [kept, other] = [ours, theirs].map(|whole| (field.text)(&whole.person.record, env));
        let take = kept.is_empty() && !other.is_empty();
        TwinField { name: field.name, label: field.label, kept, other, take }
    };
    let fields = FIELDS.iter().map(field).filter(|row| !(row.kept.is_empty() && row.other.is_empty())).collect();
    let person = ours.person.record.clone();
    let (refused, follows) = match merge(ours, theirs, person, &store.all::<Programme>()?) {
        Err(why) => (Some(refused(&why, env)), Vec::new()),
        Ok(changes) => (None, follows(theirs, &changes, env)),
    };
    let names = [ours, theirs].map(|whole| super::name_of(store, Kind::Person, whole.person.id, env.words));
    Ok(Twins { kept, other, names, fields, follows, refused })
}

/// The changes that make the two one, with these fields of the other.
///
/// # Errors
/// Where one of them is protected from this user, or was changed meanwhile so that they cannot be made one.
pub fn merging(store: &Store, [kept, other]: [Id; 2], take: &[&str], env: &Env) -> Result<Vec<Change>> {
    let [ours, theirs] = [seen(store, kept, env)?, seen(store, other, env)?];
    let mut person = ours.person.record.clone();
    for field in FIELDS.iter().filter(|field| take.contains(&field.name)) {
        (field.take)(&mut person, &theirs.person.record);
    }
    person.protected |= theirs.person.record.protected;
    let changes = merge(&ours, &theirs, person, &store.all::<Programme>()?);
    changes.map_err(|why| {
        let (sentence, way_out) = refused(&why, env);
        Error::Refused(format!("{sentence} {way_out}"))
    })
}

/// Somebody with everything, if this user may see who it is.
fn seen(store: &Store, person: Id, env: &Env) -> Result<Whole> {
    let whole = store.whole(person)?;
    let workers = store.all::<Worker>()?;
    let ids: Vec<Id> =
        whole.hanging.iter().filter(|row| row.record.kind() == Kind::Participation).map(|row| row.id).collect();
    let hidden = |case: &Case| !sees_identity(case, &workers, &env.user, env.today);
    match store.cases(&ids)?.iter().find(|case| hidden(case)) {
        Some(case) => Err(Error::Protected(case.participation.record.number)),
        None => Ok(whole),
    }
}

/// What becomes of what hangs on the other person.
fn follows(other: &Whole, changes: &[Change], env: &Env) -> Vec<String> {
    let words = env.words;
    let number = |change: &Change, gone: bool| match (change, gone) {
        (Change::Update(id, _, Record::Participation(row)), false) if is_theirs(other, *id) => Some(row.number),
        (Change::Delete(id, _, Kind::Participation), true) => theirs(other, *id).map(|row| row.number),
        _ => None,
    };
    let sentence = |text: &str, number: i64| fill(text, &[("number", &number.to_string())]);
    let moved = changes.iter().filter_map(|change| number(change, false)).map(|it| sentence(&words.twins.moves, it));
    let joined = changes.iter().filter_map(|change| number(change, true)).map(|it| sentence(&words.twins.joins, it));
    let records = changes.iter().filter(|change| matches!(change, Change::Update(..))).count().saturating_sub(1);
    let counted = words.counted(records, &words.plural.records);
    moved.chain(joined).chain([fill(&words.twins.records, &[("records", &counted)])]).collect()
}

fn theirs(other: &Whole, id: Id) -> Option<&Participation> {
    other.hanging.iter().find_map(|row| match &row.record {
        Record::Participation(participation) if row.id == id => Some(participation),
        _ => None,
    })
}

fn is_theirs(other: &Whole, id: Id) -> bool {
    theirs(other, id).is_some()
}

/// Why two persons cannot be made one, and the way out.
fn refused(why: &NoMerge, env: &Env) -> (String, String) {
    let words = &env.words.twins;
    match why {
        NoMerge::Same => (words.same.clone(), words.same_hint.clone()),
        NoMerge::Unnamed => (words.unnamed.clone(), words.unnamed_hint.clone()),
        NoMerge::TwoCodes => (words.two_codes.clone(), words.two_codes_hint.clone()),
        NoMerge::SameTime(ours, theirs) => {
            let numbers = [("kept", &*ours.to_string()), ("other", &*theirs.to_string())];
            (fill(&words.same_time, &numbers), words.same_time_hint.clone())
        }
        NoMerge::Differs(kind) => {
            let what = env.words.name(*kind);
            (fill(&words.differs, &[("what", what)]), words.differs_hint.clone())
        }
    }
}
