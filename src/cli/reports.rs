//! Reports in the shell: as text, or as JSON for a program.

use serde::Serialize;

use super::{
    Call,
    answer::{Answer, Failure, Outcome, Status},
    arguments::{Paper, Written},
    sheet::sheet,
    sheets::{write_new, write_over},
    table::table,
};
use crate::{
    domain::{Facts, Id, Register},
    env::Env,
    exchange::{self, Form, Known, Roll},
    i18n::{Label, Words, fill},
    report::{self, Document, LeftOut, Letterhead, REPORTS, Report},
    session::Session,
    ui::{KEY_CARD, key_card},
};

/// How many columns a report takes: those of a mail, and of the narrowest terminal.
pub(super) const WIDTH: usize = 80;
/// The name that asks which reports there are.
const LIST: &str = "list";

/// A report by its name, or all names.
pub(super) fn report(
    session: &mut Session,
    call: &Call,
    name: &str,
    about: (Option<i64>, Option<&str>),
    paper: &Paper,
) -> Outcome {
    let words = session.env.words;
    if name == LIST {
        return Ok(names(call, words));
    }
    if name == KEY_CARD {
        let card = key_card(&session.env);
        return given(&card, &card, session, call, &paper.written, words);
    }
    if let Some(found) = report::sheet(name) {
        return sheet(session, call, found, about, paper);
    }
    let Some(report) = report::report(name) else {
        let sentence = fill(&words.cli.no_report, &[("id", name)]);
        let known: Vec<&str> = all().map(|(name, _)| name).collect();
        return Err(Failure::said(sentence, fill(&words.cli.there_are, &[("known", &known.join(", "))])));
    };
    let (facts, env) = seen(session)?;
    let document = left_out(report, &facts, env, paper)?;
    let document = report::signed(document, &session.head()?, env);
    given(&document, &exchange::with_numbers(&document, env.words), session, call, &paper.written, env.words)
}

/// A report without what is to be left out of it.
fn left_out(report: &Report, facts: &Facts, env: &Env, paper: &Paper) -> Result<Document, Failure> {
    let words = &env.words.cli;
    if paper.small.is_some() && !report::counts_only(report.name) {
        return Err(Failure::said(&*words.no_small, &*words.no_small_hint));
    }
    let left_out = LeftOut { names: paper.anonymous, below: paper.small.map(usize::from) };
    Ok(report.without(left_out, facts, env))
}

/// All reports and sheets: the name of each, and what it is called.
fn all() -> impl Iterator<Item = (&'static str, Label)> {
    let sheets = report::SHEETS.iter().map(|sheet| (sheet.name, sheet.title));
    let card: (&str, Label) = (KEY_CARD, |words| &words.key_card.title);
    REPORTS.iter().map(|report| (report.name, report.title)).chain(sheets).chain([card])
}

/// A report in the form that is asked for: printed, or in a file of its own. For a program it is what is `told`, with that on
/// which it rests.
pub(super) fn given<T: Serialize>(
    document: &Document,
    told: &T,
    session: &Session,
    call: &Call,
    written: &Written,
    words: &'static Words,
) -> Outcome {
    let form = form_of(call, written);
    let known = Known::here(session.seen().1, session.head()?);
    let bytes = match form {
        Form::Json => exchange::for_program(told, &known)?.into_bytes(),
        form => exchange::write(document, form, &Letterhead { office: &office(session)?, words }, &known)?,
    };
    put_out(bytes, form, session, written)
}

/// The form that is asked for.
pub(super) fn form_of(call: &Call, written: &Written) -> Form {
    if call.json { Form::Json } else { written.form().unwrap_or(Form::Text) }
}

/// The office that hands reports in.
pub(super) fn office(session: &Session) -> Result<String, Failure> {
    Ok(session.store.get::<Register>(Id(1))?.map(|stored| stored.record.office).unwrap_or_default())
}

/// Bytes in this form, printed or in a file of their own.
pub(super) fn put_out(bytes: Vec<u8>, form: Form, session: &Session, written: &Written) -> Outcome {
    let words = &session.env.words.cli;
    let Some(path) = &written.out else {
        // A workbook is nothing to read in a terminal.
        let text = String::from_utf8(bytes);
        return text.map(Answer::done).map_err(|_| Failure::said(&*words.no_out, &*words.no_out_hint));
    };
    if written.overwrite {
        write_over(path, &bytes)?;
    } else {
        write_new(path, &bytes)?;
    }
    let done = if form == Form::Page { &words.page_written } else { &words.report_written };
    Ok(Answer::done(fill(done, &[("path", &path.display().to_string())]) + "\n"))
}

/// The figures of the promises; a figure that was asked for by its name and is undefined does not hold.
pub(super) fn figures(session: &Session, call: &Call, promise: Option<&str>, proof: bool) -> Outcome {
    let (facts, env) = seen(session)?;
    let Some(figures) = report::figures(&facts, env, promise, proof) else {
        return Err(no_promise(promise.unwrap_or_default(), env));
    };
    let status = unmet(&figures, promise);
    let document = || report::dated(report::figures_document(&facts, env, promise, proof), env);
    let answer = if call.json { json(&figures, session)? } else { shown(document(), session)? };
    Ok(answer.with(status))
}

/// That the programme makes no such promise, and which it makes.
pub(super) fn no_promise(promise: &str, env: &Env) -> Failure {
    let words = &env.words.cli;
    let known: Vec<&str> = env.definition.promises.iter().map(|promise| promise.id.as_str()).collect();
    Failure::said(fill(&words.no_promise, &[("id", promise)]), fill(&words.there_are, &[("known", &known.join(", "))]))
}

/// The status of figures: one that was asked for by its name and is undefined does not hold.
pub(super) fn unmet(figures: &report::Figures, promise: Option<&str>) -> Status {
    let undefined = figures.figures.iter().any(|figure| figure.share && figure.percent.is_none());
    if promise.is_some() && undefined { Status::Unmet } else { Status::Done }
}

/// What is due and overdue, for everybody or for one worker.
pub(super) fn today(session: &Session, call: &Call, worker: Option<&str>, days: Option<u16>) -> Outcome {
    let (facts, env) = seen(session)?;
    let worker = worker.map(|name| worker_called(name, &facts, env)).transpose()?;
    let days = days.map(u32::from);
    if call.json {
        json(&report::today(&facts, env, worker, days), session)
    } else {
        shown(report::dated(report::today_document(&facts, env, worker, days), env), session)
    }
}

/// A report as text, with the head of the change log under it.
pub(super) fn shown(document: Document, session: &Session) -> Outcome {
    let signed = report::signed(document, &session.head()?, session.seen().1);
    Ok(Answer::done(report::render_text(&signed, WIDTH)))
}

/// What a program reads, with the head of the change log.
fn json<T: Serialize>(told: &T, session: &Session) -> Outcome {
    Ok(Answer::done(exchange::for_program(told, &Known::here(session.seen().1, session.head()?))?))
}

/// The facts and the surroundings that are looked at.
fn seen(session: &Session) -> Result<(Facts, &Env), Failure> {
    let (store, env) = session.seen();
    Ok((store.facts(env.programme)?, env))
}

pub(super) fn worker_called(name: &str, facts: &Facts, env: &Env) -> Result<Id, Failure> {
    Roll::of_workers(&facts.workers).find(name).map_err(|_| {
        let words = &env.words.cli;
        let known: Vec<String> = facts.workers.iter().map(|worker| worker.record.name()).collect();
        let sentence = fill(&words.no_worker, &[("name", name)]);
        Failure::said(sentence, fill(&words.there_are, &[("known", &known.join("; "))]))
    })
}

fn names(call: &Call, words: &Words) -> Answer {
    if call.json {
        return Answer::json(&all().map(|(name, _)| name).collect::<Vec<_>>());
    }
    let row = |(name, title): (&str, Label)| vec![name.to_owned(), title(words).to_owned()];
    let headings = [words.value.name.clone(), words.cli.report.clone()];
    Answer::done(table(&headings, &all().map(row).collect::<Vec<_>>()))
}
