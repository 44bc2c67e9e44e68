//! The two panes of a card: its facts and its list. Update and view both ask here where they stand and what is in them.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::{
    layout,
    model::{CardState, Model},
    wrap::wrapped,
};
use crate::{cards::Card, domain::shorten, lists::Target};

/// In a narrower window the facts stand over the list.
const SIDE_BY_SIDE: u16 = 76;

/// The panes of a card.
pub(super) struct Panes {
    /// Where the facts stand.
    pub(super) facts: Rect,
    /// The lines of the facts, those that need attention marked.
    pub(super) lines: Vec<(String, bool)>,
    /// The line between the two, upright or level.
    pub(super) rule: Rect,
    /// Where the list stands; nowhere for a card without one.
    pub(super) list: Rect,
}

impl Panes {
    /// The panes of a card in an area.
    pub(super) fn of(card: &Card, area: Rect) -> Self {
        let nothing = Rect { width: 0, height: 0, ..area };
        if card.columns.is_empty() {
            return Self { facts: area, lines: facts(card, area.width, true), rule: nothing, list: nothing };
        }
        // The reasons of a figure are sentences, so is the text it was promised in, and so is a change: all need the whole width.
        if area.width < SIDE_BY_SIDE || matches!(card.target, Target::Promise(_) | Target::History(..)) {
            let lines = facts(card, area.width, false);
            let height = (lines.len() as u16).min(area.height / 2);
            let below = area.y + height + 1;
            return Self {
                facts: Rect { height, ..area },
                lines,
                rule: Rect { y: area.y + height, height: 1, ..area },
                list: Rect { y: below, height: area.bottom().saturating_sub(below), ..area },
            };
        }
        let left = (area.width * 2 / 5).min(44);
        let right = area.x + left + 1;
        Self {
            facts: Rect { width: left, ..area },
            lines: facts(card, left, true),
            rule: Rect { x: area.x + left, width: 1, ..area },
            list: Rect { x: right, width: area.right().saturating_sub(right), ..area },
        }
    }

    /// The panes of a card in the window of this model.
    pub(super) fn in_window(card: &Card, model: &Model) -> Self {
        Self::of(card, Rect::new(0, 0, model.size.0, layout::content_rows(model.size.1) as u16))
    }

    /// How many rows of the list are in sight, its head not counted.
    pub(super) fn rows(&self) -> usize {
        (self.list.height as usize).saturating_sub(1).max(1)
    }

    /// How many lines of the facts do not fit.
    pub(super) fn more(&self) -> usize {
        self.lines.len().saturating_sub(self.facts.height as usize)
    }
}

impl CardState {
    /// Scrolls the facts to their next page, and from the last to the first.
    pub(super) fn turn_facts(&mut self, panes: &Panes) {
        let page = (panes.facts.height as usize).max(1);
        self.facts_top = if self.facts_top >= panes.more() { 0 } else { (self.facts_top + page).min(panes.more()) };
    }

    /// Scrolls the facts by so many lines, as far as there are any.
    pub(super) fn scroll_facts(&mut self, panes: &Panes, by: isize) {
        self.facts_top = (self.facts_top as isize).saturating_add(by).clamp(0, panes.more() as isize) as usize;
    }
}

/// What needs attention first, then what is drawn, then the facts; a value too long for its line goes on in the next.
fn facts(card: &Card, width: u16, high: bool) -> Vec<(String, bool)> {
    let room = width.saturating_sub(2) as usize;
    let label = card.facts.iter().map(|(label, _)| label.width()).max().unwrap_or(0).min(room * 3 / 5) + 1;
    let mut lines = Vec::new();
    for warning in &card.warnings {
        for (place, line) in wrapped(warning, room.saturating_sub(2)).iter().enumerate() {
            let sign = if place == 0 { "!" } else { " " };
            lines.push((format!(" {sign} {line}"), true));
        }
    }
    for chart in &card.charts {
        // Over a list there is no room for a picture with its numbers under it.
        let drawn = if chart.over_time && !high { chart.short(room) } else { chart.lines(room) };
        lines.extend(drawn.into_iter().map(|line| (format!(" {line}"), false)));
        if high {
            lines.push((String::new(), false));
        }
    }
    let mut before = "";
    for (name, value) in &card.facts {
        // The same label twice in a row is written once.
        let name_shown = if name == before { "" } else { name.as_str() };
        lines.extend(fact(name_shown, value, label, room).into_iter().map(|line| (line, false)));
        before = name;
    }
    lines
}

/// The lines of one fact; a value with a word too long for its column stands below its label.
fn fact(name: &str, value: &str, label: usize, room: usize) -> Vec<String> {
    let beside = room.saturating_sub(label);
    if value.split_whitespace().any(|word| word.width() > beside) {
        let head = (!name.is_empty()).then(|| format!(" {}", shorten(name, room)));
        let below = wrapped(value, room.saturating_sub(2)).into_iter().map(|line| format!("   {line}"));
        return head.into_iter().chain(below).collect();
    }
    let lines = wrapped(value, beside).into_iter().enumerate();
    lines
        .map(|(place, line)| {
            let shown = if place == 0 { shorten(name, label - 1) } else { String::new() };
            format!(" {shown}{}{line}", " ".repeat(label.saturating_sub(shown.width())))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cards::About;

    fn card(target: Target, facts: usize, with_list: bool) -> CardState {
        let columns = if with_list { vec![("What".to_owned(), crate::lists::Width::Share(1))] } else { Vec::new() };
        let facts = (0..facts).map(|number| (format!("fact {number}"), "value".to_owned())).collect();
        let card = Card {
            target,
            title: String::new(),
            facts,
            charts: Vec::new(),
            warnings: Vec::new(),
            columns,
            rows: Vec::new(),
            about: About::default(),
        };
        CardState { card, find: String::new(), finding: false, selected: 0, top: 0, facts_top: 0 }
    }

    #[test]
    fn every_fact_comes_into_sight_by_turning_pages() {
        let mut state = card(Target::Section("aim"), 25, true);
        let panes = Panes::of(&state.card, Rect::new(0, 0, 80, 10));
        let mut seen = std::collections::BTreeSet::new();

        for _ in 0..3 {
            seen.extend(state.facts_top..state.facts_top + 10);
            state.turn_facts(&panes);
        }

        assert_eq!(seen.len(), 25);
        assert_eq!(state.facts_top, 0, "after the last page comes the first");
    }

    #[test]
    fn facts_never_scroll_past_their_end() {
        let mut state = card(Target::Section("aim"), 12, false);
        let panes = Panes::of(&state.card, Rect::new(0, 0, 80, 10));

        state.scroll_facts(&panes, 100);
        assert_eq!(state.facts_top, 2);
        state.scroll_facts(&panes, -100);
        assert_eq!(state.facts_top, 0);
    }

    #[test]
    fn a_value_that_does_not_fit_beside_its_label_stands_below_it() {
        assert_eq!(fact("Suunaja", "sotsiaaltöötaja", 17, 30), [" Suunaja", "   sotsiaaltöötaja"]);
        assert_eq!(fact("Seis", "ootel, 02.07.2013", 10, 20), [" Seis      ootel,", "           02.07.2013"]);
    }

    #[test]
    fn a_figure_has_its_facts_over_the_list_and_leaves_the_list_half_the_room() {
        let state = card(Target::Promise("p".into()), 25, true);

        let panes = Panes::of(&state.card, Rect::new(0, 4, 80, 16));

        assert_eq!((panes.facts.width, panes.facts.height), (80, 8));
        assert_eq!((panes.list.y, panes.list.height, panes.rows()), (13, 7, 6));
    }
}
