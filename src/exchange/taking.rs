//! Row by row through the form: what is new, what is there, what the sheet changes, and what may be about somebody who is known.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    rc::Rc,
};

use serde_json::Value;

use super::{
    Import, NoImport, Reading,
    alike::{Alike, Likeness},
    cells::Cells,
    grid::Row,
    import::Difference,
    intake::{Earlier, Filled, Intake, Unfit, new_stay},
    remedy::Remedy,
    trouble::{self, RowTrouble},
};
use crate::{
    domain::{Change, Id, Kind, Problem},
    env::Env,
    forms::{AnyForm, Entry, Filled as Opened, name_of},
    i18n::fill,
    store::Store,
};

/// The taking over of one sheet.
pub(super) struct Taking<'a> {
    store: &'a Store,
    form: &'static dyn AnyForm,
    intake: &'a dyn Intake,
    env: &'a Env,
    cells: Cells<'a>,
    reading: &'a Reading,
    /// What earlier rows were about, in a hash that no two share by chance, with their numbers and what they said, hashed.
    earlier: HashMap<u128, (usize, u64)>,
    /// Whom earlier rows were about, by their numbers.
    people: Alike<usize>,
    /// The records that earlier rows change.
    updated: HashSet<(Kind, Id)>,
    /// The stays that they begin.
    begun: Earlier,
    /// What was opened last, for rows that are about the same.
    opened: RefCell<HashMap<String, Rc<Known>>>,
}

/// A record of the register in the form.
struct Known {
    form: Opened,
    /// What the last row said in a field, and whether that differs: rows about one record say much the same.
    answered: RefCell<HashMap<usize, (Entry, bool)>>,
}

/// How much stays open: many rows about one record, or about the records of one day, open it once.
const OPEN: usize = 100;

impl<'a> Taking<'a> {
    /// Nothing taken over yet.
    pub(super) fn of(
        store: &'a Store,
        form: &'static dyn AnyForm,
        intake: &'a dyn Intake,
        env: &'a Env,
        cells: Cells<'a>,
        reading: &'a Reading,
    ) -> Self {
        let (earlier, people, updated) = (HashMap::new(), Alike::new(), HashSet::new());
        let (begun, opened) = (Earlier::new(), RefCell::default());
        Self { store, form, intake, env, cells, reading, earlier, people, updated, begun, opened }
    }

    /// A cell as it is written for being read again.
    pub(super) fn written(&self, row: usize, column: usize) -> String {
        self.cells.written(row, column)
    }

    /// Takes a row over, or says what is wrong with it.
    pub(super) fn take(&mut self, row: &Row, import: &mut Import) -> Result<(), NoImport> {
        if let Some(trouble) = self.cells.wrong_length(row) {
            import.troubles.push(trouble);
            return Ok(());
        }
        let mut troubles = Vec::new();
        let mut filled = self.cells.fill(row, &mut troubles);
        if self.intake.passes_over(&filled) {
            import.there += 1;
            return Ok(());
        }
        self.intake.adapt(&mut filled, self.env);
        let base = self.intake.base(&filled, &self.begun, self.store, self.env)?;
        let changes = match base.map(|base| self.submitted(&filled, &base)) {
            Some(Ok(changes)) => changes,
            Some(Err(Unfit::Fields(problems))) => {
                troubles.extend(problems.iter().filter_map(|problem| self.cells.trouble(row, problem)));
                Vec::new()
            }
            Some(Err(Unfit::Row(said))) => {
                troubles.push(RowTrouble::with_row(row.number, said));
                Vec::new()
            }
            None => {
                troubles.extend(self.cells.missing_link(row));
                Vec::new()
            }
        };
        let mut seen = HashSet::new();
        troubles.retain(|trouble: &RowTrouble| seen.insert(trouble.column.clone()));
        if !troubles.is_empty() {
            import.troubles.extend(troubles);
            return Ok(());
        }
        if self.cells.are_unreadable() {
            return Ok(());
        }
        match self.already_there(row, &filled)? {
            There::New if self.is_changed_twice(&changes) => {
                let said = self.env.words.import.changed_twice.clone();
                import.troubles.push(RowTrouble::with_row(row.number, said));
            }
            There::New => {
                for stay in changes.iter().filter_map(new_stay) {
                    self.begun.entry(stay.participation).or_default().push(stay.clone());
                }
                // Each row's changes link to their own newest stand-ins, so rows can stand one after the other.
                import.changes.extend(changes)?;
                import.new += 1;
            }
            There::Changed(fields, changes) => {
                import.changes.extend(changes)?;
                import.changed.push(Difference { row: row.number, fields });
            }
            There::Same => import.there += 1,
            There::Otherwise(said) => import.troubles.push(RowTrouble::with_row(row.number, said)),
            There::Perhaps(said) => import.troubles.push(RowTrouble::with_doubt(row.number, said)),
        }
        Ok(())
    }

    /// What a row comes to, by the form and by its further columns.
    fn submitted(&self, filled: &Filled<'_>, base: &Value) -> Result<Vec<Change>, Unfit> {
        if let Some(said) = self.intake.refuses(base, self.env) {
            return Err(Unfit::Row(said));
        }
        let changes = self.form.submit(base, &filled.entries, self.env).map_err(Unfit::Fields)?;
        self.intake.complete(filled, changes, base, self.env)
    }

    /// Whether an earlier row changes one of the same records; if none does, this row does now.
    fn is_changed_twice(&mut self, changes: &[Change]) -> bool {
        let updated = || {
            changes.iter().filter_map(|change| match change {
                Change::Update(id, _, record) => Some((record.kind(), *id)),
                _ => None,
            })
        };
        let twice = updated().any(|record| self.updated.contains(&record));
        if !twice {
            self.updated.extend(updated());
        }
        twice
    }

    /// Whether the register, or an earlier row, has what this row says.
    fn already_there(&mut self, row: &Row, filled: &Filled<'_>) -> Result<There, NoImport> {
        let words = &self.env.words.import;
        let said = hashed(&self.intake.says(filled));
        let identity = identified(&self.intake.identity(filled, self.env));
        if let Some((earlier, known)) = self.earlier.get(&identity) {
            let differs = *known != said;
            let sentence = fill(self.intake.twin(self.env.words), &[("row", &earlier.to_string())]);
            return Ok(if differs { There::Otherwise(sentence) } else { There::Same });
        }
        self.earlier.insert(identity, (row.number, said));
        let known = self.intake.known(filled, self.env);
        for id in &known {
            if self.agrees(*id, filled)? {
                return Ok(There::Same);
            }
        }
        let Some(id) = known.first().copied() else { return self.like_another(row, filled) };
        let fields = self.differing(id, filled)?;
        if fields.is_empty() {
            return Ok(There::Same);
        }
        if self.reading.update {
            return self.changed(id, &fields, row, filled);
        }
        let labels: Vec<&str> = fields.iter().map(|place| self.label(*place, filled)).collect();
        let said = fill(&words.otherwise, &[("columns", &labels.join(", "))]);
        Ok(There::Otherwise(format!("{said} {}", Remedy::Update.said(self.env))))
    }

    /// A record of the register in the form.
    fn open(&self, id: Id, filled: &Filled<'_>) -> Result<Rc<Known>, NoImport> {
        let opening = self.intake.opening(id, filled);
        let key = format!("{opening:?}");
        if let Some(opened) = self.opened.borrow().get(&key) {
            return Ok(opened.clone());
        }
        let form = self.form.open(self.store, &opening, self.env)?;
        let opened = Rc::new(Known { form, answered: RefCell::default() });
        let mut kept = self.opened.borrow_mut();
        if kept.len() >= OPEN {
            kept.clear();
        }
        kept.insert(key, opened.clone());
        Ok(opened)
    }

    /// What of a record of the register becomes what the sheet says.
    fn changed(&mut self, id: Id, places: &[usize], row: &Row, filled: &Filled<'_>) -> Result<There, NoImport> {
        let words = &self.env.words.import;
        let opened = self.open(id, filled)?;
        let stored = &opened.form;
        let mut entries = stored.entries.clone();
        let mut fields = Vec::new();
        for place in places {
            let (was, becomes) = (&stored.entries[*place].text, &filled.entries[*place].text);
            fields.push((self.label(*place, filled).to_owned(), trouble::shown(was), trouble::shown(becomes)));
            entries[*place].clone_from(&filled.entries[*place]);
        }
        Ok(match self.form.submit(&stored.base, &entries, self.env) {
            Ok(changes) if self.is_changed_twice(&changes) => There::Otherwise(words.changed_twice.clone()),
            Ok(changes) => There::Changed(fields, changes),
            Err(problems) => {
                let told: Vec<String> = problems
                    .iter()
                    .filter_map(|problem| self.cells.trouble(row, problem))
                    .map(|trouble| RowTrouble::beside_the_row(&trouble))
                    .collect();
                There::Otherwise(told.join(" "))
            }
        })
    }

    /// Whether a row that is about nobody known for certain may still be about somebody in the register or in an earlier row.
    fn like_another(&mut self, row: &Row, filled: &Filled<'_>) -> Result<There, NoImport> {
        let Some(who) = self.intake.who(filled, self.env) else { return Ok(There::New) };
        let (in_register, in_sheet) = (self.intake.may_be(&who), self.people.may_be(&who));
        let same = self.people.same(&who).first().copied();
        self.people.add(who, row.number);
        let number = row.number;
        if let Some(earlier) = same {
            let twin = fill(self.intake.twin(self.env.words), &[("row", &earlier.to_string())]);
            return Ok(There::Otherwise(twin));
        }
        if self.reading.others.contains(&number) {
            return Ok(There::New);
        }
        if let Some((id, likeness)) = in_register {
            // Who says nothing but what the register has is no question.
            if likeness == Likeness::Name && self.agrees(id, filled)? {
                return Ok(There::Same);
            }
            let name = name_of(self.store, Kind::Participation, id, self.env.words);
            return Ok(There::Perhaps(trouble::doubt(likeness, &name, number, self.env)));
        }
        let Some((earlier, likeness)) = in_sheet else { return Ok(There::New) };
        let row = fill(&self.env.words.import.that_row, &[("row", &earlier.to_string())]);
        Ok(There::Perhaps(trouble::doubt(likeness, &row, number, self.env)))
    }

    fn label(&self, place: usize, filled: &Filled<'_>) -> &'a str {
        (filled.fields[place].label)(self.env.words)
    }

    /// Whether a record of the register has all that the row says.
    fn agrees(&self, id: Id, filled: &Filled<'_>) -> Result<bool, NoImport> {
        let stored = &self.open(id, filled)?.form;
        let otherwise = self.said_otherwise(filled, stored);
        Ok(otherwise.is_empty() || self.with(stored, &otherwise, filled).is_ok_and(|changes| changes.is_empty()))
    }

    /// The fields in which a record of the register says something else than the row.
    fn differing(&self, id: Id, filled: &Filled<'_>) -> Result<Vec<usize>, NoImport> {
        let stored = self.open(id, filled)?;
        let differs = |place: &usize| {
            let entry = &filled.entries[*place];
            if let Some((_, differs)) = stored.answered.borrow().get(place).filter(|(said, _)| said == entry) {
                return *differs;
            }
            let differs = match self.with(&stored.form, &[*place], filled) {
                Ok(changes) => !changes.is_empty(),
                // What is wrong with the stored record itself is not this row's doing.
                Err(problems) => problems.iter().any(|problem| problem.field == filled.fields[*place].name),
            };
            stored.answered.borrow_mut().insert(*place, (entry.clone(), differs));
            differs
        };
        Ok(self.said_otherwise(filled, &stored.form).into_iter().filter(differs).collect())
    }

    /// The fields that say something in the row which is not letter for letter what a record of the register says. It may mean the
    /// same; only the form tells, and takes longer.
    fn said_otherwise(&self, filled: &Filled<'_>, stored: &Opened) -> Vec<usize> {
        let mut said = self.said(filled);
        said.retain(|place| filled.entries[*place] != stored.entries[*place]);
        said
    }

    /// The fields of which the row says something; what it leaves blank agrees.
    fn said(&self, filled: &Filled<'_>) -> Vec<usize> {
        let said = |place: &usize| {
            let must_agree = filled.in_sheet[*place] && self.intake.must_agree(filled.fields[*place].name);
            must_agree && !filled.entries[*place].is_empty()
        };
        (0..filled.fields.len()).filter(said).collect()
    }

    /// What would change if a record said what the row says in these fields.
    fn with(&self, stored: &Opened, places: &[usize], filled: &Filled<'_>) -> Result<Vec<Change>, Vec<Problem>> {
        let mut entries = stored.entries.clone();
        for place in places {
            entries[*place].clone_from(&filled.entries[*place]);
        }
        self.form.submit(&stored.base, &entries, self.env)
    }
}

/// What a row says, as a number that is the same only where it is.
fn hashed(said: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    said.hash(&mut hasher);
    hasher.finish()
}

/// What a row is about, as a number that is the same only where it is.
fn identified(identity: &str) -> u128 {
    let half = |place: u8| {
        let mut hasher = DefaultHasher::new();
        (place, identity).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
}

/// Whether what a row says is in the register.
enum There {
    New,
    Same,
    /// It is, and the sheet changes it; carries the fields with what was there and what comes.
    Changed(Vec<(String, String, String)>, Vec<Change>),
    /// It is, but says otherwise; carries the sentence.
    Otherwise(String),
    /// It may be; carries the question.
    Perhaps(String),
}
