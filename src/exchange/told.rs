//! What taking a sheet over would come to, in sentences: what it was taken for, what is new, what would change.

use std::path::Path;

use super::{Apart, Difference, Import, NameOrder, Reached, Source, remedy::Remedy};
use crate::{
    domain::one_line,
    env::Env,
    i18n::{Words, fill},
};

/// How far it is.
pub fn reached(reached: Reached, words: &Words) -> String {
    let (sentence, done, all) = match reached {
        Reached::Read(done) => (&words.import.reads, done, 0),
        Reached::Looked(done, all) => (&words.import.looks, done, all),
        Reached::Written(done, all) => (&words.import.writes, done, all),
    };
    let [done, all] = [done, all].map(|number| words.lang.number(number as i64));
    fill(sentence, &[("done", &done), ("all", &all)])
}

/// What the sheet was taken for, and how many rows would do what; for a summary.
pub fn told(import: &Import, sheet: &Path, env: &Env) -> Vec<String> {
    let mut lines = assumptions(import, sheet, env);
    lines.extend((!import.is_unanswered).then(|| counts(import, None, env)));
    lines
}

/// How many rows would be new, changed, the same and refused; or were, by the act of this number.
pub fn counts(import: &Import, batch: Option<i64>, env: &Env) -> String {
    let words = &env.words.import;
    let counts =
        [import.new, import.changed.len(), import.there, import.refused.len()].map(|n| env.words.lang.number(n as i64));
    let number = batch.map(|batch| batch.to_string()).unwrap_or_default();
    let values = [("new", &*counts[0]), ("changed", &counts[1]), ("there", &counts[2]), ("refused", &counts[3])];
    let values = [&values[..], &[("batch", &*number)]].concat();
    match batch {
        Some(_) => fill(&words.done, &values),
        // On the screen it is plain that a sheet is only looked at.
        None if env.on_screen => fill(&words.would, &values),
        None => format!("{} {}", fill(&words.would, &values), words.nothing_written),
    }
}

/// What the sheet was taken for.
pub fn assumptions(import: &Import, sheet: &Path, env: &Env) -> Vec<String> {
    let (words, all) = (&env.words.import, env.words);
    let mut lines = vec![source(import, sheet, env)];
    if import.heading_row > 1 {
        lines.push(fill(&words.heading_in_row, &[("row", &import.heading_row.to_string())]));
    }
    if let [first, ..] = import.totals[..] {
        lines.push(fill(&words.totals, &[("row", &first.to_string())]));
    }
    if !import.merged.is_empty() {
        lines.push(fill(&words.merged, &[("columns", &import.merged.join(", "))]));
    }
    if !import.assumed.is_empty() {
        let columns = import.assumed.iter().map(|(column, field)| {
            let known = import.columns.columns.iter().find(|known| known.heading == *column);
            let field = known.and_then(|known| known.field).unwrap_or(field);
            let label = import.columns.fields.iter().find(|(name, _)| *name == field);
            format!("{}={}", one_line(column), label.map_or(field, |(_, label)| label(env.words)))
        });
        lines.push(fill(&words.as_before, &[("columns", &columns.collect::<Vec<_>>().join(", "))]));
    }
    if !import.left_out.is_empty() {
        lines.push(fill(&words.left_out, &[("columns", &import.left_out.join(", "))]));
    }
    let filled_in = import.filled_in.iter();
    lines.extend(filled_in.map(|(field, value)| fill(&words.filled_in, &[("field", field), ("value", value)])));
    lines.extend(import.applied_from.iter().map(|(field, column, value)| {
        fill(&words.applied_from, &[("field", field), ("column", column), ("value", value)])
    }));
    lines.extend(import.apart.iter().map(|apart| names_apart(apart, env)));
    if import.in_capitals && !import.puts_names_right {
        lines.push(format!("{} {}", words.in_capitals, Remedy::ProperNames.said(env)));
    }
    if let Some((cells, row)) = import.cleaned {
        let cells = all.counted(cells, &all.plural.cells);
        lines.push(fill(&words.cleaned, &[("cells", &cells), ("row", &row.to_string())]));
    }
    lines
}

/// How names come apart that have no comma.
fn names_apart(apart: &Apart, env: &Env) -> String {
    let words = &env.words.import;
    let name = |(row, surname, given): &(usize, String, String)| {
        fill(&words.name_apart, &[("row", &row.to_string()), ("surname", surname), ("given", given)])
    };
    let names: Vec<String> = apart.names.iter().map(name).collect();
    let sentence = match apart.order {
        NameOrder::SurnameFirst => &words.surname_first,
        NameOrder::GivenFirst => &words.given_first,
    };
    let said = fill(sentence, &[("column", &one_line(&apart.column)), ("names", &names.join("; "))]);
    let more = (apart.more > 0).then(|| fill(&words.and_more, &[("n", &env.words.lang.number(apart.more as i64))]));
    std::iter::once(said).chain(more).collect::<Vec<_>>().join(" ")
}

fn source(import: &Import, sheet: &Path, env: &Env) -> String {
    let (words, path) = (&env.words.import, sheet.display().to_string());
    let rows = env.words.counted(import.rows, &env.words.plural.rows);
    match &import.source {
        Source::Text(encoding, delimiter) => {
            let delimiter = if *delimiter == '\t' { words.tab.clone() } else { delimiter.to_string() };
            let values = [("path", &*path), ("rows", &rows), ("encoding", encoding.name()), ("delimiter", &delimiter)];
            fill(&words.read, &values)
        }
        Source::Excel(name) | Source::OpenDocument(name) => {
            fill(&words.read_sheet, &[("path", &*path), ("rows", &rows), ("sheet", &one_line(name))])
        }
    }
}

/// What a row changes: each field with what was there and what comes.
pub fn difference(difference: &Difference, env: &Env) -> String {
    let words = &env.words.import;
    let field = |(field, was, becomes): &(String, String, String)| {
        fill(&words.becomes, &[("field", field), ("was", was), ("becomes", becomes)])
    };
    let fields: Vec<String> = difference.fields.iter().map(field).collect();
    fill(&words.in_row, &[("row", &difference.row.to_string()), ("said", &fields.join("; "))])
}
