//! What an import is told as: in sentences for people, as JSON for programs.

use std::path::Path;

use serde_json::json;

use super::answer::Answer;
use crate::{
    domain::one_line,
    env::Env,
    exchange::{Difference, Import, Source},
    i18n::fill,
};

/// How many problems or changes are told one by one; whoever has more begins with these.
const MOST_LINES: usize = 100;

/// An import that was done, or could be.
pub(super) struct Told<'a> {
    pub(super) import: &'a Import,
    pub(super) sheet: &'a Path,
    /// Where the refused rows were written.
    pub(super) refused: Option<&'a Path>,
    /// The number of the act, where something was written.
    pub(super) batch: Option<i64>,
}

impl Told<'_> {
    /// For people.
    pub(super) fn in_words(&self, env: &Env) -> String {
        let (import, words) = (self.import, &env.words.import);
        let mut lines = self.assumptions(env);
        lines.extend(import.changed.iter().take(MOST_LINES).map(|changed| difference(changed, env)));
        lines.extend(import.troubles.iter().take(MOST_LINES).map(|trouble| trouble.sentence(env)));
        let untold = import.problems().saturating_sub(MOST_LINES) + import.changed.len().saturating_sub(MOST_LINES);
        if untold > 0 {
            lines.push(fill(&words.and_more, &[("n", &env.words.lang.number(untold as i64))]));
        }
        let counts = [import.new, import.changed.len(), import.there, import.refused.len()].map(|n| n.to_string());
        let batch = self.batch.map(|batch| batch.to_string()).unwrap_or_default();
        let values = [("new", &counts[0]), ("changed", &counts[1]), ("there", &counts[2]), ("refused", &counts[3])];
        let values = values.map(|(name, count)| (name, count.as_str()));
        let values = [&values[..], &[("batch", &*batch)]].concat();
        if !import.is_unanswered {
            lines.push(fill(if batch.is_empty() { &words.would } else { &words.done }, &values));
        }
        if let Some(path) = self.refused {
            lines.push(fill(&words.refused_written, &[("path", &path.display().to_string())]));
        }
        lines.join("\n") + "\n"
    }

    /// What the sheet was taken for.
    fn assumptions(&self, env: &Env) -> Vec<String> {
        let (import, words, all) = (self.import, &env.words.import, env.words);
        let mut lines = vec![self.source(env)];
        if import.heading_row > 1 {
            lines.push(fill(&words.heading_in_row, &[("row", &import.heading_row.to_string())]));
        }
        if let [first, ..] = import.totals[..] {
            lines.push(fill(&words.totals, &[("row", &first.to_string())]));
        }
        if !import.assumed.is_empty() {
            let columns = import.assumed.iter().map(|(column, field)| format!("{}={field}", one_line(column)));
            lines.push(fill(&words.as_before, &[("columns", &columns.collect::<Vec<_>>().join(", "))]));
        }
        if !import.left_out.is_empty() {
            lines.push(fill(&words.left_out, &[("columns", &import.left_out.join(", "))]));
        }
        let filled_in = import.filled_in.iter();
        lines.extend(filled_in.map(|(field, value)| fill(&words.filled_in, &[("field", field), ("value", value)])));
        if import.in_capitals && !import.puts_names_right {
            lines.push(words.in_capitals.clone());
        }
        if let Some((cells, row)) = import.cleaned {
            let cells = all.counted(cells, &all.plural.cells);
            lines.push(fill(&words.cleaned, &[("cells", &cells), ("row", &row.to_string())]));
        }
        lines
    }

    fn source(&self, env: &Env) -> String {
        let (words, path) = (&env.words.import, self.sheet.display().to_string());
        let rows = env.words.counted(self.import.rows, &env.words.plural.rows);
        match &self.import.source {
            Source::Text(encoding, delimiter) => {
                let delimiter = if *delimiter == '\t' { words.tab.clone() } else { delimiter.to_string() };
                let values =
                    [("path", &*path), ("rows", &rows), ("encoding", encoding.name()), ("delimiter", &delimiter)];
                fill(&words.read, &values)
            }
            Source::Excel(name) | Source::OpenDocument(name) => {
                fill(&words.read_sheet, &[("path", &*path), ("rows", &rows), ("sheet", &one_line(name))])
            }
        }
    }

    /// For programs.
    pub(super) fn as_json(&self) -> String {
        let import = self.import;
        let (encoding, delimiter, name) = match &import.source {
            Source::Text(encoding, delimiter) => (Some(encoding.name()), Some(*delimiter), None),
            Source::Excel(name) | Source::OpenDocument(name) => (None, None, Some(name)),
        };
        let facts = json!({
            "file": self.sheet.display().to_string(), "encoding": encoding, "delimiter": delimiter, "sheet": name,
            "heading-row": import.heading_row, "totals": import.totals, "rows": import.rows,
            "left-out": import.left_out, "filled-in": import.filled_in, "columns-as-before": import.assumed, "names-in-capitals": import.in_capitals,
            "new": import.new, "changed": import.changed, "there": import.there, "refused": import.refused.len(),
            "cleaned": import.cleaned.map_or(0, |(cells, _)| cells), "problems": import.troubles,
            "more-problems": import.more_troubles, "batch": self.batch,
        });
        Answer::json(&facts).text
    }
}

/// What a row changes: each field with what was there and what comes.
fn difference(difference: &Difference, env: &Env) -> String {
    let words = &env.words.import;
    let field = |(field, was, becomes): &(String, String, String)| {
        fill(&words.becomes, &[("field", field), ("was", was), ("becomes", becomes)])
    };
    let fields: Vec<String> = difference.fields.iter().map(field).collect();
    fill(&words.in_row, &[("row", &difference.row.to_string()), ("said", &fields.join("; "))])
}
