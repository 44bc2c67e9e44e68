//! A form: a field a line, what is wrong under its field, what follows from saving below.

use ratatui::{Frame, layout::Rect};
use unicode_width::UnicodeWidthStr;

use super::super::{
    Editor,
    model::{FormState, Model},
    theme,
};
use super::text;
use crate::{
    domain::shorten,
    forms::{Input, day_meant},
};
use chrono::Datelike;

/// How many lines the notes have.
const NOTES: usize = 3;
/// Room for the sign of what is wrong, at the left.
const MARGIN: usize = 2;

/// One line of the form as it is drawn.
enum Part {
    /// A field of one line.
    Field(usize),
    /// A line of the notes; the first has the label.
    Notes(usize, usize),
    /// What is wrong with the field above.
    Problem(String),
    /// What follows from saving.
    Consequence(String),
    /// Nothing.
    Empty,
}

/// Draws the form; scrolls so that the field under the cursor is in sight.
pub(super) fn draw(model: &Model, form: &FormState, frame: &mut Frame<'_>, area: Rect) {
    let words = model.env.words;
    let shown = form.fields.iter().enumerate().filter(|(place, _)| form.shows(*place));
    let label = shown.map(|(_, field)| (field.label)(words).width()).max().unwrap_or(0);
    let parts = parts(form, area.width as usize, label);
    let focus = parts
        .iter()
        .position(|part| matches!(part, Part::Field(place) | Part::Notes(place, _) if *place == form.focus));
    let height = area.height as usize;
    let focus = focus.unwrap_or(0);
    let wanted_end = (focus + 3 + NOTES).min(parts.len());
    let top = if parts.len() <= height { 0 } else { wanted_end.saturating_sub(height).min(parts.len() - height) };
    for (number, part) in parts.iter().skip(top).enumerate() {
        let Some(line) = text::row_of(area, number) else { break };
        draw_part(model, form, part, frame, line, label);
    }
    if let Some(Editor::Notes(notes)) = &form.editor {
        let room = Rect::new(area.x + column(label) as u16, area.y + (focus - top) as u16, 0, 0);
        let height = (NOTES as u16).min(area.bottom().saturating_sub(room.y));
        let room = Rect { width: area.right().saturating_sub(room.x + 1), height, ..room };
        frame.render_widget(&**notes, room);
        let cursor = notes.screen_cursor();
        let (row, col) = (cursor.row as u16, cursor.col as u16);
        frame.set_cursor_position((room.x + col.min(room.width), room.y + row.min(height.saturating_sub(1))));
    }
}

/// Where the values begin.
const fn column(label: usize) -> usize {
    MARGIN + label + 4
}

fn parts(form: &FormState, width: usize, label: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    for (place, field) in form.fields.iter().enumerate().filter(|(place, _)| form.shows(*place)) {
        match field.input {
            Input::Notes => parts.extend((0..NOTES).map(|line| Part::Notes(place, line))),
            _ => parts.push(Part::Field(place)),
        }
        for (_, problem) in form.problems.iter().filter(|(wrong, _)| *wrong == place) {
            let room = width.saturating_sub(column(label) + 2);
            parts.extend(text::wrapped(problem, room).into_iter().map(Part::Problem));
        }
    }
    if !form.consequences.is_empty() {
        parts.push(Part::Empty);
        for line in &form.consequences {
            parts.extend(text::wrapped(line, width.saturating_sub(6)).into_iter().map(Part::Consequence));
        }
    }
    parts
}

fn draw_part(model: &Model, form: &FormState, part: &Part, frame: &mut Frame<'_>, line: Rect, label: usize) {
    match part {
        Part::Field(place) => field(model, form, *place, frame, line, label),
        Part::Notes(place, number) => {
            let head = if *number == 0 { head(model, form, *place, label) } else { " ".repeat(column(label)) };
            let shown = if form.focus == *place { String::new() } else { notes_line(form, *place, *number) };
            text::line(frame, line, &format!("{head}{shown}"), theme::PLAIN);
        }
        Part::Problem(problem) => {
            text::line(frame, line, &format!("{}> {problem}", " ".repeat(column(label))), theme::ATTENTION);
        }
        Part::Consequence(sentence) => text::line(frame, line, &format!("    {sentence}"), theme::PLAIN),
        Part::Empty => {}
    }
}

fn notes_line(form: &FormState, place: usize, number: usize) -> String {
    form.entries[place].text.lines().nth(number).unwrap_or_default().to_owned()
}

/// The sign of what is wrong, the label, and the colon of a field that must be filled.
fn head(model: &Model, form: &FormState, place: usize, label: usize) -> String {
    let field = &form.fields[place];
    let name = (field.label)(model.env.words);
    let sign = if form.problems.iter().any(|(wrong, _)| *wrong == place) { "!" } else { " " };
    let cursor = if form.focus == place { ">" } else { " " };
    let needed = if field.needed { ":" } else { " " };
    format!("{cursor}{sign}{name}{} {needed} ", " ".repeat(label.saturating_sub(name.width()) + 1))
}

fn field(model: &Model, form: &FormState, place: usize, frame: &mut Frame<'_>, line: Rect, label: usize) {
    let head = head(model, form, place, label);
    let start = head.width();
    let room = (line.width as usize).saturating_sub(start + 6);
    let focused = form.focus == place;
    let entry = &form.entries[place];
    let (value, cursor) = match form.editor.as_ref().filter(|_| focused) {
        Some(Editor::Line(editor)) => {
            let scroll = editor.visual_scroll(room.saturating_sub(1));
            let visible: String = editor.value().chars().skip(scroll).collect();
            (shorten(&visible, room), editor.visual_cursor().saturating_sub(scroll))
        }
        _ => (shorten(&entry.text, room), 0),
    };
    let input = &form.fields[place].input;
    let chooses = input.is_choice() || matches!(input, Input::Item(_));
    let sign = if chooses { " v" } else { "" };
    let width = if focused { value.width().max(12) } else { value.width() };
    let gap = " ".repeat(width.saturating_sub(value.width()));
    let remark = remark(model, form, place);
    text::line(frame, line, &format!("{head}[{value}{gap}]{sign}  {remark}"), theme::PLAIN);
    if focused {
        let x = line.x + (start + 1) as u16;
        let area = Rect::new(x, line.y, (width as u16).min(line.right().saturating_sub(x)), 1);
        frame.buffer_mut().set_style(area, theme::REVERSED);
        frame.set_cursor_position((x + cursor as u16, line.y));
    }
}

/// The weekday of a day that was typed, so that a slip shows.
fn remark(model: &Model, form: &FormState, place: usize) -> String {
    let Input::Date(leaning) = form.fields[place].input else { return String::new() };
    let edited = form.editor.as_ref().filter(|_| form.focus == place).map(Editor::text);
    let typed = edited.unwrap_or_else(|| form.entries[place].text.clone());
    let Some(day) = day_meant(&typed, leaning, &model.env) else { return String::new() };
    let weekday = model.env.words.weekdays()[day.weekday().num_days_from_monday() as usize];
    let full = model.env.date(day);
    if typed.trim() == full { weekday.to_owned() } else { format!("{full} {weekday}") }
}
