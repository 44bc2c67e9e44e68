//! A text in pages of paper: where they begin, where the screen stops on the way through them, and what is found in them.

use super::{
    model::{PageOf, PageState, Paper},
    wrap::line_of,
};
use crate::{
    domain::{fold, matches},
    i18n::{Words, fill},
    report::render_text,
};

/// How many lines of text stand on a sheet of A4.
const LINES: usize = 60;
/// How many of them may stay empty so that a page ends between two paragraphs.
const SPARE: usize = 15;
/// How wide a report is set where the window is as wide.
const COLUMNS: usize = 76;

impl PageState {
    /// A text that is no report, on a page without end.
    pub(super) fn of_text(title: String, lines: Vec<String>) -> Self {
        Self {
            title,
            of: PageOf::Text,
            lines,
            top: 0,
            paper: None,
            starts: vec![0],
            find: String::new(),
            finding: false,
            hit: None,
        }
    }

    /// A report in pages, set for a window of so many columns.
    pub(super) fn of_paper(of: PageOf, title: String, paper: Box<Paper>, columns: u16, words: &Words) -> Self {
        let mut page = Self { of, paper: Some(paper), ..Self::of_text(title, Vec::new()) };
        page.set(columns, words);
        page
    }

    /// Sets the report anew for a window of so many columns, and stays on the same page.
    pub(super) fn set(&mut self, columns: u16, words: &Words) {
        let Some(paper) = &self.paper else { return };
        let width = COLUMNS.min((columns as usize).saturating_sub(2));
        let number = self.number();
        let text = render_text(&paper.document, width);
        let lines: Vec<&str> = text.lines().collect();
        let ends = ends(&lines);
        let (mut set, mut starts) = (Vec::with_capacity(lines.len() + ends.len()), Vec::new());
        let mut from = 0;
        for (place, end) in ends.iter().enumerate() {
            starts.push(set.len());
            set.extend(lines[from..*end].iter().map(ToString::to_string));
            if ends.len() > 1 {
                let values = [("n", &*(place + 1).to_string()), ("all", &ends.len().to_string())];
                set.push(line_of(&fill(&words.page.of_pages, &values), width));
            }
            from = *end;
        }
        self.top = if number == 0 {
            self.top.min(set.len().saturating_sub(1))
        } else {
            starts.get(number).copied().unwrap_or(0)
        };
        (self.lines, self.starts, self.hit) = (set, starts, None);
    }

    /// Which page is in sight, from 0.
    pub(super) fn number(&self) -> usize {
        self.starts.iter().rposition(|start| *start <= self.top).unwrap_or(0)
    }

    /// Where the screen stops: at the beginning of every page, and every so many rows after it.
    fn stops(&self, rows: usize) -> Vec<usize> {
        let ends = self.starts.iter().skip(1).copied().chain([self.lines.len()]);
        let within = |(start, end): (&usize, usize)| (*start..end.max(*start + 1)).step_by(rows.max(1));
        self.starts.iter().zip(ends).flat_map(within).collect()
    }

    /// The next stop.
    pub(super) fn turn(&mut self, rows: usize) {
        self.top = self.stops(rows).into_iter().find(|stop| *stop > self.top).unwrap_or(self.top);
    }

    /// The stop before.
    pub(super) fn turn_back(&mut self, rows: usize) {
        self.top = self.stops(rows).into_iter().rfind(|stop| *stop < self.top).unwrap_or(0);
    }

    /// The last line that may stand at the top.
    pub(super) fn last(&self, rows: usize) -> usize {
        self.stops(rows).last().copied().unwrap_or(0)
    }

    /// Whether a line is one of those sought.
    pub(super) fn is_found(&self, line: &str) -> bool {
        !self.find.is_empty() && matches(&fold(line), &self.find)
    }

    /// Goes to the first line from there on that is sought, after the last one to the first again.
    pub(super) fn seek(&mut self, from: usize, rows: usize) {
        let found: Vec<usize> = (0..self.lines.len()).filter(|place| self.is_found(&self.lines[*place])).collect();
        self.hit = found.iter().find(|place| **place >= from).or(found.first()).copied();
        let Some(hit) = self.hit else { return };
        if hit < self.top || hit >= self.top + rows {
            self.top = hit.saturating_sub(1).min(self.last(rows));
        }
    }

    /// Goes to the next line that is sought.
    pub(super) fn seek_on(&mut self, rows: usize) {
        self.seek(self.hit.map_or(self.top, |hit| hit + 1), rows);
    }
}

/// After which lines the pages end: between two paragraphs where that leaves the page not too empty.
fn ends(lines: &[&str]) -> Vec<usize> {
    let (mut ends, mut from) = (Vec::new(), 0);
    while lines.len() - from > LINES {
        let full = from + LINES;
        let gap = (full - SPARE..full).rev().find(|place| lines[*place].is_empty());
        from = gap.map_or(full, |gap| gap + 1);
        ends.push(from);
    }
    ends.push(lines.len());
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(lines: usize, starts: &[usize]) -> PageState {
        let lines = (0..lines).map(|n| format!("line {n}")).collect();
        PageState { starts: starts.to_vec(), ..PageState::of_text(String::new(), lines) }
    }

    #[test]
    fn a_page_ends_between_paragraphs_unless_that_leaves_it_too_empty() {
        let mut lines = vec!["x"; 130];
        lines[50] = "";
        assert_eq!(ends(&lines), [51, 111, 130]);
        lines[50] = "x";
        lines[20] = "";
        assert_eq!(ends(&lines), [60, 120, 130]);
        assert_eq!(ends(&lines[..60]), [60]);
        assert_eq!(ends(&[]), [0]);
    }

    #[test]
    fn turning_shows_every_line_and_stops_where_a_page_begins() {
        let mut page = text(50, &[0, 30]);
        let mut stops = vec![page.top];
        for _ in 0..5 {
            page.turn(16);
            stops.push(page.top);
        }
        assert_eq!(stops, [0, 16, 30, 46, 46, 46]);
        assert_eq!(page.number(), 1);
        page.turn_back(16);
        page.turn_back(16);
        assert_eq!((page.top, page.number()), (16, 0));
        page.top = 0;
        page.turn_back(16);
        assert_eq!(page.top, 0);
    }

    #[test]
    fn what_is_sought_is_found_line_after_line_and_then_from_the_top_again() {
        let mut page = text(50, &[0]);
        page.find = "9".to_owned();
        let mut hits = Vec::new();
        page.seek(0, 16);
        for _ in 0..5 {
            hits.extend(page.hit);
            assert!(page.hit.is_some_and(|hit| (page.top..page.top + 16).contains(&hit)), "{page:?}");
            page.seek_on(16);
        }
        assert_eq!(hits, [9, 19, 29, 39, 49]);
        assert_eq!(page.hit, Some(9));
        page.find = "nowhere".to_owned();
        page.seek(0, 16);
        assert_eq!(page.hit, None);
    }
}
