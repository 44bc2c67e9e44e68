//! A funder's table of participants in the shell: tested first, and written only when nothing would be refused.

use std::path::Path;

use serde_json::json;

use super::{
    Call,
    answer::{Answer, Failure, Outcome, Status},
    arguments::{Format, Handing, Look},
    programme::text_of,
    remark,
    reports::{WIDTH, shown},
    saving::retried,
    sheets::write_new,
};
use crate::{
    definitions::{self, LAYOUTS},
    domain::{
        Deed,
        microdata::{Each, Layout, Span},
    },
    env::Env,
    exchange::Form,
    i18n::{Words, fill},
    report::{self, ParticipantTable},
    session::Session,
    store::Error,
};

/// Tests the table and writes it; with faults only the complete rows, where that is asked for.
pub(super) fn export(
    mut session: Session,
    call: &Call,
    wanted: &Handing,
    look: Look,
    format: Option<Format>,
    out: Option<&Path>,
) -> Outcome {
    session.look_at(look.as_of, look.known_on)?;
    let (store, env) = session.seen();
    let layout = layout(wanted, env)?;
    let span = span(wanted, &layout, env)?;
    let table = report::participant_table(layout, span, store.facts(env.programme)?, env);
    let Some(table) = table else { return Err(not_a_quarter(&span.to_string(), env.words)) };
    let words = &env.words.microdata;
    let (complete, all) = table.complete();
    if wanted.check {
        let answer =
            if call.json { told(&table, env) } else { shown(report::dated(table.document(env), env), &session)? };
        return Ok(answer.with(if complete == all { Status::Done } else { Status::Unmet }));
    }
    if table.data.days.to > env.today {
        let sentence = fill(&words.not_over, &[("day", &env.date(table.data.days.to))]);
        return Err(Failure::said(sentence, words.not_over_hint.clone()));
    }
    if complete < all && !wanted.complete {
        let problems = env.words.counted(table.faults(env).len(), &env.words.plural.problems);
        return Err(Failure::Said {
            shown: report::render_text(&report::dated(table.document(env), env), WIDTH),
            sentence: fill(&words.refused, &[("problems", &problems)]),
            hint: words.refused_hint.clone(),
            status: Status::Failed,
        });
    }
    session.store.allow(Deed::Extract, &session.signature())?;
    hand_out(session, call, &table, (format, out))
}

/// Writes the complete rows, once the log says so; whoever is not among them is named.
fn hand_out(
    mut session: Session,
    call: &Call,
    table: &ParticipantTable,
    (format, out): (Option<Format>, Option<&Path>),
) -> Outcome {
    let env = session.seen().1.clone();
    let (words, complete) = (env.words, table.complete().0);
    let ending = out.and_then(Path::extension).and_then(|ending| ending.to_str()).and_then(Form::of_ending);
    let form = match format {
        _ if call.json => Form::Json,
        Some(Format::Xlsx) => Form::Workbook,
        Some(Format::Json) => Form::Json,
        Some(_) => Form::Csv,
        None => ending.filter(|form| Form::OF_LISTS.contains(form)).unwrap_or(Form::Csv),
    };
    let (name, lang) = (table.layout.name.get(&table.layout.language), table.lang());
    let bytes = table.sheet().write(form, name, env.today, lang)?;
    let no_out = || Failure::said(&*words.cli.no_out, &*words.cli.no_out_hint);
    let printed = if out.is_none() { Some(String::from_utf8(bytes.clone()).map_err(|_| no_out())?) } else { None };
    let note = format!("{} {}: {complete}", table.layout.code, table.span);
    retried(&mut session, |session, patience| session.note_handing_out(&note, patience))?;
    let left_out = left_out(table, &env);
    let (Some(path), None) = (out, &printed) else {
        for line in &left_out {
            remark(line);
        }
        return Ok(Answer::done(printed.unwrap_or_default()));
    };
    write_new(path, &bytes)?;
    let rows = words.counted(complete, &words.plural.rows);
    let values = [("rows", rows.as_str()), ("path", &path.display().to_string())];
    let lines: Vec<String> = [fill(&words.cli.exported, &values)].into_iter().chain(left_out).collect();
    Ok(Answer::done(lines.join("\n") + "\n"))
}

/// Who is not in the table, a line for each: the first thing for which the row would be refused, or why nobody is named.
fn left_out(table: &ParticipantTable, env: &Env) -> Vec<String> {
    let words = &env.words.microdata;
    let mut lines: Vec<String> = Vec::new();
    let mut last = None;
    for fault in table.faults(env) {
        let who = format!("{} {}", fault.number.unwrap_or_default(), fault.name.clone().unwrap_or_default());
        let said = format!("{}: {}", fault.field, fault.wrong);
        if last.as_ref() == Some(&who) {
            if let Some(line) = lines.last_mut() {
                *line += &format!(" {said}");
            }
        } else {
            lines.push(fill(&words.left_out, &[("who", who.trim_end()), ("why", &said)]));
        }
        last = Some(who);
    }
    let unnamed = table.unnamed(env).into_iter();
    lines
        .extend(unnamed.map(|(n, why)| fill(&words.left_out, &[("who", &n.to_string()), ("why", &format!("{why}."))])));
    lines
}

/// The table's tests for a program.
fn told(table: &ParticipantTable, env: &Env) -> Answer {
    let (complete, all) = table.complete();
    let unnamed: Vec<_> =
        table.unnamed(env).into_iter().map(|(number, why)| json!({ "number": number, "why": why })).collect();
    Answer::json(&json!({
        "layout": table.layout.code, "span": table.span.to_string(),
        "from": table.data.days.from, "to": table.data.days.to, "over": table.data.days.to <= env.today,
        "rows": all, "complete": complete, "faults": table.faults(env), "left-out": unnamed,
    }))
}

/// The layout that is asked for: one that comes with the program, or a file.
fn layout(wanted: &Handing, env: &Env) -> Result<Layout, Failure> {
    let words = &env.words.microdata;
    let known: Vec<&str> = LAYOUTS.iter().map(|(code, _)| *code).collect();
    let there_are = fill(&env.words.cli.there_are, &[("known", &known.join(", "))]);
    let Some(name) = &wanted.layout else {
        return Err(Failure::said(words.which_layout.clone(), there_are).with(Status::Usage));
    };
    if let Some(layout) = definitions::layout(name) {
        return Ok(layout);
    }
    let path = Path::new(name);
    if !path.exists() {
        return Err(Failure::said(fill(&words.no_layout, &[("name", name)]), there_are));
    }
    definitions::read_layout(&text_of(path)?).map_err(|problem| {
        let sentence = format!("{}: {}", path.display(), env.words.definition_problem(&problem));
        Failure::said(sentence, words.no_layout_hint.clone())
    })
}

/// The quarter or the year that is asked for; else the one that was over last.
fn span(wanted: &Handing, layout: &Layout, env: &Env) -> Result<Span, Failure> {
    let words = &env.words.microdata;
    let asked = match (&wanted.quarter, wanted.year) {
        (Some(typed), _) => Some(quarter(typed).ok_or_else(|| not_a_quarter(typed, env.words))?),
        (None, Some(year)) => Some(Span::new(year, None).ok_or_else(|| not_a_quarter(&year.to_string(), env.words))?),
        (None, None) => None,
    };
    let span = asked.or_else(|| Span::over_on(layout.each, env.today));
    let Some(span) = span else { return Err(not_a_quarter("", env.words)) };
    if span.each() != layout.each {
        let (sentence, hint) = match layout.each {
            Each::Quarter => (&words.for_quarters, &words.quarter_hint),
            Each::Year => (&words.for_years, &words.year_hint),
        };
        return Err(Failure::said(sentence.clone(), hint.clone()).with(Status::Usage));
    }
    match span.days().map(|days| days.from) {
        Some(from) if from > env.today => Err(Error::StillToCome(from).into()),
        _ => Ok(span),
    }
}

/// `2021-2` or `2021-Q2`.
fn quarter(typed: &str) -> Option<Span> {
    let (year, number) = typed.split_once('-')?;
    let number = number.trim_start_matches(['Q', 'q', 'K', 'k']);
    Span::new(year.parse().ok()?, Some(number.parse().ok()?))
}

fn not_a_quarter(typed: &str, words: &Words) -> Failure {
    let sentence = fill(&words.microdata.not_a_quarter, &[("typed", typed)]);
    Failure::said(sentence, words.microdata.quarter_hint.clone()).with(Status::Usage)
}

/// That these options belong to a table of participants.
pub(super) fn only_microdata(words: &Words) -> Failure {
    Failure::said(&*words.microdata.only_microdata, &*words.microdata.only_microdata_hint).with(Status::Usage)
}
