//! What an import is told as: in sentences for people, as JSON for programs.

use std::path::Path;

use serde_json::json;

use super::answer::Answer;
use crate::{
    env::Env,
    exchange::{self, Import, Source},
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
        let mut lines = exchange::assumptions(import, self.sheet, env);
        lines.extend(import.changed.iter().take(MOST_LINES).map(|changed| exchange::difference(changed, env)));
        lines.extend(import.troubles.iter().take(MOST_LINES).map(|trouble| trouble.sentence(env)));
        let untold = import.problems().saturating_sub(MOST_LINES) + import.changed.len().saturating_sub(MOST_LINES);
        if untold > 0 {
            lines.push(fill(&words.and_more, &[("n", &env.words.lang.number(untold as i64))]));
        }
        if !import.is_unanswered {
            lines.push(exchange::counts(import, self.batch, env));
        }
        if let Some(path) = self.refused {
            lines.push(fill(&words.refused_written, &[("path", &path.display().to_string())]));
        }
        lines.join("\n") + "\n"
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
            "heading-row": import.heading_row, "totals": import.totals, "merged": import.merged, "rows": import.rows,
            "left-out": import.left_out, "filled-in": import.filled_in,
            "applied-from": import.applied_from.as_ref().map(|(_, column, _)| column), "columns-as-before": import.assumed, "names-in-capitals": import.in_capitals,
            "new": import.new, "changed": import.changed, "there": import.there, "refused": import.refused.len(),
            "cleaned": import.cleaned.map_or(0, |(cells, _)| cells), "problems": import.troubles,
            "more-problems": import.more_troubles, "batch": self.batch,
        });
        Answer::json(&facts).text
    }
}
