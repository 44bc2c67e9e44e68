//! The drawings in `screenshots/`: the training register as it is on the screen, cell by cell.
//!
//! `UPDATE=1 cargo test --test tugi screenshots` draws them anew.

use std::fmt::Write;

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};
use tugi::i18n::Lang;
use unicode_width::UnicodeWidthStr;

use crate::{documents::current, screen::Screen};

/// What is drawn: a name, a language, and the keys that lead there.
const DRAWINGS: &[(&str, Lang, &str)] = &[
    ("today", Lang::En, ""),
    ("participants", Lang::Sv, "2<Down><Down><Down>"),
    ("card", Lang::En, "2/hõbepaas<Enter><Enter>"),
    ("exit", Lang::Et, "2/hõbepaas<Enter>x<F4><Enter>"),
    ("proof", Lang::En, "5<Down><Down><Down><Down><Down><Enter>"),
    ("outcomes", Lang::Lt, "5"),
];

/// The size of a cell in the drawing.
const CELL: (usize, usize) = (9, 19);
/// Room round the screen.
const MARGIN: usize = 12;
const BACKGROUND: &str = "#16181d";
const FOREGROUND: &str = "#d7dae0";

/// A colour of the usual sixteen.
fn colour(color: Color) -> &'static str {
    match color {
        Color::Red | Color::LightRed => "#f0616d",
        Color::Green | Color::LightGreen => "#7bc275",
        Color::Yellow | Color::LightYellow => "#e5b95c",
        Color::Cyan | Color::LightCyan => "#5cb8c4",
        _ => FOREGROUND,
    }
}

/// How a cell is drawn: its letter, the ground behind it, and whether it is bold and underlined.
fn look(cell: &Cell) -> (&'static str, &'static str, bool, bool) {
    let (front, back) = (colour(cell.fg), BACKGROUND);
    let reversed = cell.modifier.contains(Modifier::REVERSED);
    let (front, back) = if reversed { (back, front) } else { (front, back) };
    (front, back, cell.modifier.contains(Modifier::BOLD), cell.modifier.contains(Modifier::UNDERLINED))
}

fn drawing(buffer: &Buffer) -> String {
    let (columns, rows) = (buffer.area.width as usize, buffer.area.height as usize);
    let (width, height) = (columns * CELL.0 + 2 * MARGIN, rows * CELL.1 + 2 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Consolas, monospace\" font-size=\"15\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{BACKGROUND}\"/>\n"
    );
    for row in 0..rows {
        let mut from = 0;
        while from < columns {
            let at = |column: usize| &buffer[(column as u16, row as u16)];
            let same = |column: &usize| look(at(*column)) == look(at(from));
            let to = (from..columns).take_while(same).last().unwrap_or(from) + 1;
            run(&mut svg, (from, row), (from..to).map(at));
            from = to;
        }
    }
    svg + "</svg>\n"
}

/// Draws cells of one look that stand side by side.
fn run<'a>(svg: &mut String, (column, row): (usize, usize), cells: impl Iterator<Item = &'a Cell> + Clone) {
    let Some(first) = cells.clone().next() else { return };
    let (front, back, bold, underlined) = look(first);
    let text: String = cells.map(Cell::symbol).collect();
    let (x, y) = (MARGIN + column * CELL.0, MARGIN + row * CELL.1);
    let width = text.width() * CELL.0;
    if back != BACKGROUND {
        writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{back}\"/>", CELL.1).unwrap();
    }
    let (said, shift) = (text.trim(), text.width() - text.trim_start().width());
    if said.is_empty() {
        return;
    }
    let (x, length) = (x + shift * CELL.0, said.width() * CELL.0);
    let weight = if bold { " font-weight=\"bold\"" } else { "" };
    let line = if underlined { " text-decoration=\"underline\"" } else { "" };
    let said = said.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    writeln!(
        svg,
        "<text x=\"{x}\" y=\"{}\" fill=\"{front}\" textLength=\"{length}\" xml:space=\"preserve\"{weight}{line}>{said}</text>",
        y + 14
    )
    .unwrap();
}

#[test]
fn every_screenshot_is_current() {
    for (name, lang, keys) in DRAWINGS {
        let screen = Screen::sized(80, 24, *lang).keys(keys);
        current(&format!("screenshots/{name}.svg"), &drawing(&screen.drawn()));
    }
}
