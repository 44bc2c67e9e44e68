//! Rows drawn as a picture of lines and areas, each with its number beside it.

use super::markup::{element, empty, escaped};
use crate::report::{Bar, Chart};

/// The width of a picture, in units of its own.
const WIDTH: usize = 640;
/// The height of the columns of a picture over time.
const HEIGHT: usize = 130;
/// Room above the columns for a number, and below them for a month.
const ROOM: usize = 16;
/// The widest that a column becomes.
const WIDEST: usize = 44;
/// The height of a row.
const ROW: usize = 22;
/// Room for the labels of rows.
const LABELS: usize = 250;
/// Room for the numbers of rows.
const NUMBERS: usize = 70;
/// The least room that a label of a column takes.
const LABEL: usize = 46;
/// What there is.
const FULL: &str = "#31587a";
/// What there might be.
const LIGHT: &str = "#dfe5ea";
/// The line round it.
const LINE: &str = "#70808c";

/// Draws the rows: as columns side by side where they follow in time, else under one another.
pub(super) fn chart(chart: &Chart) -> String {
    let labels: Vec<&str> = chart.rows.iter().map(|row| row.first().map_or("", String::as_str)).collect();
    let (bars, most, about) = (&chart.bars, chart.most(), &*chart.text);
    let (height, drawn) = if chart.over_time {
        (HEIGHT + 2 * ROOM, columns(&labels, bars, most) + &across(chart.line, most))
    } else {
        (bars.len() * ROW, rows(&labels, bars, most))
    };
    let seen = format!("0 0 {WIDTH} {height}");
    element("svg", &[("viewBox", &seen), ("role", "img"), ("aria-label", about)], &drawn)
}

fn columns(labels: &[&str], bars: &[Bar], most: usize) -> String {
    let step = (WIDTH / bars.len().max(1)).clamp(1, 2 * WIDEST);
    let wide = (step * 3 / 4).clamp(1, WIDEST);
    // Where they are too many, only every second or third month is named.
    let named = LABEL.div_ceil(step).max(1);
    let high = |n: usize| n * HEIGHT / most;
    let mut drawn = String::new();
    for (place, (label, bar)) in labels.iter().zip(bars).enumerate() {
        let x = place * step + (step - wide) / 2;
        let middle = place * step + step / 2;
        let top = |n: usize| ROOM + HEIGHT - high(n);
        if bar.all > bar.full {
            drawn += &area((x, top(bar.all)), (wide, high(bar.all)), LIGHT);
        }
        drawn += &area((x, top(bar.full)), (wide, high(bar.full)), FULL);
        let said = if bar.all > bar.full { format!("{} / {}", bar.full, bar.all) } else { bar.full.to_string() };
        drawn += &text((middle, top(bar.full.max(bar.all)) - 4), "middle", &said);
        if place % named == 0 {
            drawn += &text((middle, HEIGHT + 2 * ROOM - 3), "middle", label);
        }
    }
    drawn + &line((0, ROOM + HEIGHT), (WIDTH, ROOM + HEIGHT))
}

/// The line of what all are held against, with its number at the right.
fn across(at: Option<usize>, most: usize) -> String {
    let Some(at) = at else { return String::new() };
    let y = ROOM + HEIGHT - at * HEIGHT / most;
    line((0, y), (WIDTH, y)) + &text((WIDTH, y - 4), "end", &at.to_string())
}

fn rows(labels: &[&str], bars: &[Bar], most: usize) -> String {
    let long = |n: usize| n * (WIDTH - LABELS - NUMBERS) / most;
    let mut drawn = String::new();
    for (place, (label, bar)) in labels.iter().zip(bars).enumerate() {
        let y = place * ROW;
        drawn += &text((0, y + 14), "start", label);
        drawn += &area((LABELS, y + 4), (long(bar.all), 13), LIGHT);
        drawn += &area((LABELS, y + 4), (long(bar.full), 13), FULL);
        // Where it is to be, and more strongly where it ought to be by now.
        drawn += &line((LABELS + long(bar.all), y + 1), (LABELS + long(bar.all), y + 20));
        if let Some(mark) = bar.mark {
            drawn += &area((LABELS + long(mark), y + 1), (3, 19), "#111");
        }
        let said = if bar.all > bar.full || bar.mark.is_some() {
            format!("{} / {}", bar.full, bar.mark.filter(|_| bar.all == bar.full).unwrap_or(bar.all))
        } else {
            bar.full.to_string()
        };
        let reach = bar.full.max(bar.all).max(bar.mark.unwrap_or(0));
        drawn += &text((LABELS + long(reach) + 6, y + 14), "start", &said);
    }
    drawn
}

fn area((x, y): (usize, usize), (width, height): (usize, usize), fill: &str) -> String {
    let [x, y, width, height] = [x, y, width, height].map(|n| n.to_string());
    let sides = [("x", &*x), ("y", &y), ("width", &width), ("height", &height), ("fill", fill), ("stroke", LINE)];
    empty("rect", &sides)
}

fn line((x1, y1): (usize, usize), (x2, y2): (usize, usize)) -> String {
    let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(|n| n.to_string());
    empty("line", &[("x1", &*x1), ("y1", &y1), ("x2", &x2), ("y2", &y2), ("stroke", "#111")])
}

fn text((x, y): (usize, usize), anchor: &str, said: &str) -> String {
    let (x, y) = (x.to_string(), y.to_string());
    element("text", &[("x", &x), ("y", &y), ("text-anchor", anchor), ("font-size", "10.5")], &escaped(said))
}
