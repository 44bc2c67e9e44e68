//! Taking a sheet over from the screen: what it would come to, and the saving of it.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use super::{App, beside::Course, files, waiting};
use crate::{
    domain::{Act, one_line, shorten},
    exchange::{self, Changes, DateForm, Encoding, Import, NameOrder, NoImport, Reached, SheetColumn, SheetColumns},
    failures::Told,
    i18n::fill,
    session::Session,
    store::{Backups, Done, Result, Why},
    ui::{Effect, Message, SheetAnswer, SheetAsked, SheetLine, SheetState},
};

/// So many problems and changes are shown.
const MOST_LINES: usize = 500;
/// How wide the name of a sheet may be in the name of another file.
const WIDEST: usize = 50;

impl App {
    /// Does the work on a sheet here and now, where no loop listens beside which it could be done.
    pub(super) fn at_once(&mut self, job: Job, asked: &SheetAsked) -> Result<Message> {
        let patience = self.patience();
        let (session, folder, course) = (&mut self.session, self.folder.as_path(), Course::unseen());
        Sheets { session, folder, course, patience }.perform(job, asked)
    }
}

/// What is done with a sheet.
#[derive(Clone, Copy, Debug)]
pub(super) enum Job {
    LookInto,
    WriteRefused,
    TakeOver,
}

/// The work on a sheet that an effect asks for; all of it may take long.
pub(super) fn job(effect: &Effect) -> Option<(Job, &SheetAsked)> {
    match effect {
        Effect::LookInto(asked) => Some((Job::LookInto, asked)),
        Effect::WriteRefused(asked) => Some((Job::WriteRefused, asked)),
        Effect::TakeOver(asked) => Some((Job::TakeOver, asked)),
        _ => None,
    }
}

/// The work on a sheet, wherever it is done.
pub(super) struct Sheets<'a> {
    pub(super) session: &'a mut Session,
    /// Where files are written.
    pub(super) folder: &'a Path,
    pub(super) course: Course,
    /// How long the first try to save waits for somebody else's.
    pub(super) patience: Duration,
}

impl Sheets<'_> {
    /// Does it; the answer is what the screen is told.
    pub(super) fn perform(&mut self, job: Job, asked: &SheetAsked) -> Result<Message> {
        match job {
            Job::LookInto => self.look_into(asked.clone()),
            Job::WriteRefused => self.write_refused(asked),
            Job::TakeOver => self.take_over(asked),
        }
    }

    /// Reads a sheet and shows what taking it over would come to; saves nothing.
    fn look_into(&mut self, asked: SheetAsked) -> Result<Message> {
        let bytes = match files::bytes_of(&asked.path, self.session.env.words) {
            Ok(bytes) => bytes,
            Err(NoImport::Store(error)) => return Err(error),
            Err(NoImport::Sheet(told)) => return Ok(Message::Failed(format!("{} {}", told.sentence, told.hint))),
        };
        Ok(Message::Sheet(Box::new(self.sheet(asked, &bytes)?)))
    }

    fn sheet(&mut self, asked: SheetAsked, bytes: &[u8]) -> Result<SheetState> {
        let (import, refusal) = match self.read(&asked, bytes) {
            Ok(import) => (Some(import), None),
            Err(NoImport::Store(error)) => return Err(error),
            Err(NoImport::Sheet(told)) => (None, Some(told)),
        };
        let env = &self.session.env;
        let found = match &import {
            Some(import) => Some(import.columns.clone()),
            None => self.columns_of_refused(&asked, bytes)?,
        };
        let mut lines = self.readings(&asked, import.as_ref(), found.as_ref(), exchange::is_text(bytes));
        lines.extend(found.iter().flat_map(|found| self.columns(found)));
        let summary = match (&import, refusal) {
            (Some(import), _) => exchange::told(import, Path::new(asked.path.file_name().unwrap_or_default()), env),
            (None, told) => told.map(|Told { sentence, hint }| vec![sentence, hint]).unwrap_or_default(),
        };
        let asks = import.as_ref().filter(|import| import.is_unanswered).map(|import| {
            let words = &env.words.sheet;
            if import.asks_for_names.is_some() { words.names.as_str() } else { words.dates.as_str() }
        });
        let selected = self.first_asked(&lines, asks, import.is_some());
        lines.extend(import.iter().flat_map(|import| self.troubles(import)));
        let understood = import.as_ref().filter(|import| !import.is_unanswered);
        let ready = understood.map(|import| import.new + import.changed.len());
        let refused = understood.map_or(0, |import| import.refused.len());
        Ok(SheetState { asked, summary, lines, selected, ready, refused })
    }

    /// Finds out what taking a sheet over would come to, and says how far that is.
    fn read(&mut self, asked: &SheetAsked, bytes: &[u8]) -> std::result::Result<Import, NoImport> {
        let (store, env, course) = (&self.session.store, &self.session.env, &mut self.course);
        let mut goes_on = |reached: Reached| {
            course.goes_on(|| fill(&env.words.sheet.esc_stops, &[("reached", &exchange::reached(reached, env.words))]))
        };
        exchange::import_while(store, asked.what, bytes, &asked.reading, env, &mut goes_on)
    }

    /// The line with which the user is asked about the sheet; else the first.
    fn first_asked(&self, lines: &[SheetLine], asked: Option<&str>, is_read: bool) -> usize {
        let words = &self.session.env.words.sheet;
        let asks = |line: &SheetLine| match line {
            SheetLine::Choice { label, .. } if asked.is_some() => Some(label.as_str()) == asked,
            SheetLine::Choice { value, .. } if !is_read => value.is_empty() || *value == words.left_out,
            _ => false,
        };
        lines.iter().position(asks).unwrap_or_default()
    }

    /// How the sheet is read, with what else could be said; of what is no table, only what can be said of any text.
    fn readings(
        &self,
        asked: &SheetAsked,
        import: Option<&Import>,
        found: Option<&SheetColumns>,
        is_text: bool,
    ) -> Vec<SheetLine> {
        let (words, reading) = (&self.session.env.words.sheet, &asked.reading);
        let choice = |label: &str, value: String, answers: Vec<(String, SheetAnswer)>| SheetLine::Choice {
            label: label.to_owned(),
            value,
            sample: String::new(),
            answers,
        };
        let mut lines = Vec::new();
        if is_text {
            let encoding = found.and_then(|found| found.encoding).or(reading.encoding);
            let name = encoding.map(|encoding| encoding.name().to_owned()).unwrap_or_default();
            let all = Encoding::ALL.map(|encoding| (encoding.name().to_owned(), SheetAnswer::Encoding(encoding)));
            lines.push(choice(&words.encoding, name, all.into()));
        }
        let Some(found) = found else { return lines };
        lines.insert(0, SheetLine::Heading(words.how.clone()));
        if found.sheets.len() > 1 {
            let answer = |name: &String| (one_line(name).into_owned(), SheetAnswer::Sheet(name.clone()));
            let read = found.sheet.as_deref().map(one_line).unwrap_or_default().into_owned();
            lines.push(choice(&words.which_sheet, read, found.sheets.iter().map(answer).collect()));
        }
        let form = |form: DateForm| match form {
            DateForm::YearFirst => words.year_first.clone(),
            DateForm::DayFirst => words.day_first.clone(),
            DateForm::MonthFirst => words.month_first.clone(),
        };
        let dates = reading.dates.map_or_else(|| words.as_found.clone(), form);
        lines.push(choice(&words.dates, dates, DateForm::ALL.map(|it| (form(it), SheetAnswer::Dates(it))).into()));
        if import.is_some_and(|import| import.asks_for_names.is_some() || import.apart.is_some()) {
            let order = |order: NameOrder| match order {
                NameOrder::SurnameFirst => words.surname_first.clone(),
                NameOrder::GivenFirst => words.given_first.clone(),
            };
            let names = reading.names.map_or_else(|| words.as_found.clone(), order);
            lines.push(choice(
                &words.names,
                names,
                NameOrder::ALL.map(|it| (order(it), SheetAnswer::Names(it))).into(),
            ));
        }
        let yes_or_no = |yes: bool| if yes { words.yes.clone() } else { words.no.clone() };
        if import.is_some_and(|import| import.in_capitals) {
            let answers = [true, false].map(|yes| (yes_or_no(yes), SheetAnswer::ProperNames(yes)));
            lines.push(choice(&words.proper_names, yes_or_no(reading.proper_names), answers.into()));
        }
        let answers = [false, true].map(|yes| (yes_or_no(yes), SheetAnswer::Update(yes)));
        lines.push(choice(&words.update, yes_or_no(reading.update), answers.into()));
        lines
    }

    /// The columns of a sheet that cannot be taken over as it is read now; none where it is no table.
    fn columns_of_refused(&self, asked: &SheetAsked, bytes: &[u8]) -> Result<Option<SheetColumns>> {
        let Session { store, env, .. } = &*self.session;
        match exchange::columns(store, asked.what, bytes, &asked.reading, env) {
            Ok(found) => Ok(Some(found)),
            Err(NoImport::Store(error)) => Err(error),
            // Why there are none is said above.
            Err(NoImport::Sheet(_)) => Ok(None),
        }
    }

    /// What each column is for, with what else it could be for.
    fn columns(&self, found: &SheetColumns) -> Vec<SheetLine> {
        let env = &self.session.env;
        let words = &env.words.sheet;
        if found.columns.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![SheetLine::Heading(words.columns.clone())];
        let label = |field: Option<&'static str>| {
            let known = found.fields.iter().find(|(name, _)| Some(*name) == field);
            known.map_or_else(|| words.left_out.clone(), |(_, label)| label(env.words).to_owned())
        };
        let fields = || [None].into_iter().chain(found.fields.iter().map(|(name, _)| Some(*name)));
        let line = |column: &SheetColumn| SheetLine::Choice {
            label: one_line(&column.heading).into_owned(),
            value: label(column.field),
            sample: one_line(&column.sample).into_owned(),
            answers: fields()
                .map(|field| (label(field), SheetAnswer::Column(column.own_name.clone(), field)))
                .collect(),
        };
        lines.extend(found.columns.iter().filter(|column| !column.heading.trim().is_empty()).map(line));
        lines
    }

    /// What is wrong, and what the sheet would change in records that are there.
    fn troubles(&self, import: &Import) -> Vec<SheetLine> {
        let env = &self.session.env;
        let words = &env.words.sheet;
        let mut lines = Vec::new();
        let answer = |row| (words.somebody_else.clone(), SheetAnswer::SomebodyElse(row));
        let wrong = import.troubles.iter().map(|trouble| {
            SheetLine::Said(trouble.sentence(env), trouble.asks.then(|| answer(trouble.row)).into_iter().collect())
        });
        let changed = import.changed.iter().map(|it| SheetLine::Said(exchange::difference(it, env), Vec::new()));
        let parts =
            [(&words.wrong, wrong.collect::<Vec<_>>(), import.more_troubles), (&words.changes, changed.collect(), 0)];
        for (heading, said, untold) in parts.into_iter().filter(|(_, said, _)| !said.is_empty()) {
            let untold = untold + said.len().saturating_sub(MOST_LINES);
            lines.push(SheetLine::Heading(heading.clone()));
            lines.extend(said.into_iter().take(MOST_LINES));
            let more = || fill(&env.words.import.and_more, &[("n", &env.words.lang.number(untold as i64))]);
            lines.extend((untold > 0).then(|| SheetLine::Said(more(), Vec::new())));
        }
        lines
    }

    /// Writes the rows with something wrong into a file, to be corrected and taken over later.
    fn write_refused(&mut self, asked: &SheetAsked) -> Result<Message> {
        let words = self.session.env.words;
        let Some(import) = self.read_again(asked)? else { return Ok(Message::Failed(words.sheet.changed.clone())) };
        Ok(match self.refused_file(asked, &import)? {
            Some(path) => Message::Told(fill(&words.notice.written, &[("file", &path.display().to_string())])),
            None => Message::Failed(words.sheet.nothing_refused.clone()),
        })
    }

    /// What the file of the refused rows of a sheet is called.
    fn refused_name(&self, asked: &SheetAsked) -> String {
        let stem = asked.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        format!("{}-{}.csv", shorten(&stem, WIDEST), self.session.env.words.sheet.refused_name)
    }

    fn read_again(&mut self, asked: &SheetAsked) -> Result<Option<Import>> {
        let read = files::bytes_of(&asked.path, self.session.env.words).and_then(|bytes| self.read(asked, &bytes));
        match read {
            Ok(import) => Ok(Some(import)),
            Err(NoImport::Store(error)) => Err(error),
            Err(NoImport::Sheet(_)) => Ok(None),
        }
    }

    /// Takes a sheet over as one act; rows with something wrong go into a file.
    fn take_over(&mut self, asked: &SheetAsked) -> Result<Message> {
        let words = self.session.env.words;
        let Some(import) = self.read_again(asked)?.filter(|import| !import.is_unanswered) else {
            return Ok(Message::Failed(words.sheet.changed.clone()));
        };
        if let Some(path) = self.session.store.path().filter(|_| !import.changes.is_empty()) {
            // Where no copy can be kept, an undo takes the import back all the same.
            let _ = Backups::of(path).keep_before(Why::Import);
        }
        let rows = words.counted(import.new + import.changed.len(), &words.plural.rows);
        let name =
            asked.path.file_name().map(|name| one_line(&name.to_string_lossy()).into_owned()).unwrap_or_default();
        let mut about = fill(&words.sheet.taken, &[("name", &name), ("rows", &rows)]);
        let refused = self.refused_file(asked, &import)?;
        if let Some(file) = refused.as_ref().and_then(|path| path.file_name()) {
            let values = [("name", &*name), ("rows", &rows), ("file", &file.to_string_lossy())];
            about = fill(&words.sheet.taken_but, &values);
        }
        let saved = self.save(&import.changes);
        if let (Err(_), Some(path)) = (&saved, refused) {
            // The rows were not left out of anything; a save that somebody holds up is tried again, with a file of its own.
            let _ = fs::remove_file(path);
        }
        saved?;
        if !asked.reading.map.is_empty() {
            self.session.store.remember_sheet_map(import.form, &import.map.0, &import.map.1)?;
        }
        // None of the records is the one that was meant to be made.
        Ok(Message::Saved(Act::Import, about, Vec::new()))
    }

    /// Saves what the sheet says; where somebody looks on, waits for somebody else's save without reading the sheet again.
    fn save(&mut self, changes: &Changes) -> Result<Done> {
        let words = self.session.env.words;
        waiting::patiently(self.session, &mut self.course, self.patience, |store, by, course| {
            let mut goes_on = |done| {
                let reached = || exchange::reached(Reached::Written(done, changes.len()), words);
                course.goes_on(|| fill(&words.sheet.esc_stops, &[("reached", &reached())]))
            };
            store.commit_while(Act::Import, changes, by, &mut goes_on)
        })
    }

    /// The file into which the rows go that are not taken over; none where all are.
    fn refused_file(&self, asked: &SheetAsked, import: &Import) -> Result<Option<PathBuf>> {
        if import.refused.is_empty() {
            return Ok(None);
        }
        let bytes = import.refused.csv();
        Ok(Some(files::write_new(self.folder, &self.refused_name(asked), bytes.as_bytes())?))
    }
}
