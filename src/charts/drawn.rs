//! Charts in the signs of a terminal: blocks, each with its number beside or under it. Where a terminal lacks them, others stand
//! for them; no colour says anything.

use unicode_width::UnicodeWidthStr;

use super::{Bar, Chart};
use crate::domain::{shorten, wrapped};

/// How many lines the columns of a chart over time are high.
const HEIGHT: usize = 5;
/// The steps of a line: nothing, one eighth, up to all of it.
const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// The longest that a bar becomes, however wide the window.
const LONGEST: usize = 40;
/// The shortest bar that still says something.
const SHORTEST: usize = 6;
/// How many months stand in one line.
const IN_A_LINE: usize = 6;

impl Bar {
    /// The bar in so many signs for `most`: what there is, what there might be, a stroke where there ought to be.
    pub fn signs(&self, most: usize, longest: usize) -> String {
        let scale = |n: usize| if most > longest { (n * longest).div_ceil(most) } else { n };
        let (full, all) = (scale(self.full), scale(self.all));
        let mut signs: Vec<char> = (0..all.max(full)).map(|place| if place < full { '█' } else { '░' }).collect();
        if let Some(mark) = self.mark.map(scale).filter(|mark| *mark > 0) {
            signs.resize(signs.len().max(mark), ' ');
            signs[mark - 1] = '│';
        }
        signs.into_iter().collect()
    }
}

impl Chart {
    /// The chart in lines of at most so many columns: over time as columns side by side, the latest months where not all fit; else
    /// as bars under one another.
    pub fn lines(&self, width: usize) -> Vec<String> {
        if self.bars.is_empty() {
            Vec::new()
        } else if self.over_time {
            self.side_by_side(width)
        } else {
            self.stacked(width)
        }
    }

    /// What is drawn, and the last months in a line under it.
    pub fn short(&self, width: usize) -> Vec<String> {
        let mut lines = wrapped(&self.text, width);
        lines.push(shorten(&self.in_a_line(), width));
        lines
    }

    /// The last months in one line: `18 20 20 ▇██ 2013-05–2013-07`.
    pub fn in_a_line(&self) -> String {
        let first = self.bars.len().saturating_sub(IN_A_LINE);
        let (bars, rows) = (&self.bars[first..], &self.rows[first..]);
        let (Some(from), Some(to)) = (rows.first(), rows.last()) else { return String::new() };
        let most = bars.iter().map(|bar| bar.full).chain(self.line).max().unwrap_or(0).max(1);
        let numbers: Vec<String> = bars.iter().map(|bar| bar.full.to_string()).collect();
        let signs: String = bars.iter().map(|bar| EIGHTHS[(bar.full * 8).div_ceil(most).min(8)]).collect();
        format!("{}  {signs}  {}–{}", numbers.join(" "), from[0], to[0])
    }

    fn side_by_side(&self, width: usize) -> Vec<String> {
        let widest = self.most();
        let digits = widest.to_string().len().max(2);
        let (axis, step) = (if self.line.is_some() { digits + 1 } else { 0 }, digits + 1);
        let shown = (width.saturating_sub(axis) / step).max(1);
        let first = self.bars.len().saturating_sub(shown);
        let (bars, rows) = (&self.bars[first..], &self.rows[first..]);
        // As high as the highest that is shown.
        let most = bars.iter().map(|bar| bar.full).chain(self.line).max().unwrap_or(0).max(1);
        let level = |n: usize| (n * HEIGHT * EIGHTHS[1..].len()).div_ceil(most);
        let mut lines = wrapped(&format!("{} {}", self.text, span(rows)), width);
        for row in (0..HEIGHT).rev() {
            let filled = |n: usize| level(n).saturating_sub(row * 8).min(8);
            let across = self.line.filter(|at| *at > 0 && (level(*at) - 1) / 8 == row);
            let gap = if across.is_some() { '─' } else { ' ' };
            let mut line = match across {
                Some(at) => format!("{at:>digits$}{gap}"),
                None => " ".repeat(axis),
            };
            for bar in bars {
                let eighths = filled(bar.full);
                let sign = if eighths == 0 { gap } else { EIGHTHS[eighths] };
                line.extend(std::iter::repeat_n(sign, digits).chain([gap]));
            }
            lines.push(line.trim_end().to_owned());
        }
        let under = |cells: Vec<String>| {
            let cells: Vec<String> = cells.iter().map(|cell| format!("{cell:>digits$}")).collect();
            format!("{}{}", " ".repeat(axis), cells.join(" "))
        };
        lines.push(under(bars.iter().map(|bar| bar.full.to_string()).collect()));
        lines.push(under(rows.iter().map(|row| month(row).to_owned()).collect()));
        lines
    }

    fn stacked(&self, width: usize) -> Vec<String> {
        let cell = |row: &Vec<String>, place: usize| row.get(place).cloned().unwrap_or_default();
        let widest = |place: usize| self.rows.iter().map(|row| cell(row, place).width()).max().unwrap_or(0);
        let numbers: Vec<usize> = (1..self.columns.len()).map(widest).collect();
        let taken: usize = numbers.iter().map(|width| width + 1).sum();
        let label = widest(0).min(width.saturating_sub(taken + SHORTEST + 2).max(SHORTEST));
        let longest = width.saturating_sub(label + taken + 2).clamp(1, LONGEST);
        let most = self.most();
        let mut lines = wrapped(&self.text, width);
        lines.extend(self.rows.iter().zip(&self.bars).map(|(row, bar)| {
            let name = shorten(&cell(row, 0), label);
            let mut line = format!("{name}{}", " ".repeat(label.saturating_sub(name.width())));
            for (place, wide) in (1..).zip(&numbers) {
                let number = cell(row, place);
                line += &format!(" {}{number}", " ".repeat(wide.saturating_sub(number.width())));
            }
            shorten(&format!("{line}  {}", bar.stretched(most, longest)), width).trim_end().to_owned()
        }));
        lines
    }
}

impl Bar {
    /// The same as long as there is room, also where the numbers are small.
    fn stretched(&self, most: usize, longest: usize) -> String {
        let factor = (longest / most).clamp(1, 4);
        let times = |n: usize| n * factor;
        let wide = Self { full: times(self.full), all: times(self.all), mark: self.mark.map(times) };
        wide.signs(times(most), longest)
    }
}

/// From the first month to the last.
fn span(rows: &[Vec<String>]) -> String {
    match rows {
        [] => String::new(),
        [only] => only[0].clone(),
        [first, .., last] => format!("{}–{}", first[0], last[0]),
    }
}

/// Of a month, as every language writes it in figures, the part that is not the year.
fn month(row: &[String]) -> &str {
    let written = row.first().map_or("", String::as_str);
    written.split(['-', '.']).find(|part| part.len() == 2).unwrap_or(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::Column;

    fn months(numbers: &[usize], line: Option<usize>) -> Chart {
        let row = |(n, number): (usize, &usize)| vec![format!("2013-{n:02}"), number.to_string()];
        Chart {
            text: "Places".to_owned(),
            over_time: true,
            columns: vec![Column::words("Month"), Column::people("Most")],
            rows: (1..).zip(numbers).map(row).collect(),
            bars: numbers.iter().map(|n| Bar::of(*n, line.unwrap_or(0))).collect(),
            line,
        }
    }

    #[test]
    fn months_stand_side_by_side_with_their_numbers_under_them_and_the_line_of_what_there_is_room_for() {
        let drawn = months(&[4, 10, 20, 12], Some(15)).lines(40);

        let expected = [
            "Places 2013-01–2013-04",
            "         ██",
            "15────────██────",
            "         ██",
            "      ▄▄ ██ ██",
            "   ██ ██ ██ ██",
            "    4 10 20 12",
            "   01 02 03 04",
        ];
        assert_eq!(drawn.len(), expected.len(), "{drawn:#?}");
        assert_eq!((&*drawn[0], &*drawn[6], &*drawn[7]), (expected[0], expected[6], expected[7]));
        assert!(drawn[2].starts_with("15───"), "{drawn:#?}");
        assert!(drawn[1].ends_with("██") && drawn[1].trim_start().chars().all(|sign| sign == '█'), "{drawn:#?}");
    }

    #[test]
    fn where_not_all_months_fit_the_latest_stand_there_and_the_heading_says_which() {
        let drawn = months(&(1..=12).collect::<Vec<_>>(), None).lines(12);

        assert_eq!(drawn.last().map(String::as_str), Some("09 10 11 12"));
        assert!(drawn.iter().all(|line| line.width() <= 12), "{drawn:#?}");
        assert!(months(&(1..=12).collect::<Vec<_>>(), None).lines(30)[0].ends_with("2013-03–2013-12"));
    }

    #[test]
    fn somebody_is_seen_beside_very_many_and_nobody_is_not() {
        let drawn = months(&[0, 1, 4000], None).lines(30);

        assert_eq!(drawn[5], "     ▁▁▁▁ ████");
    }

    #[test]
    fn bars_stand_under_one_another_with_a_stroke_where_they_ought_to_be() {
        let bar = Bar { full: 3, all: 10, mark: Some(5) };
        assert_eq!(bar.signs(10, 16), "███░│░░░░░");
        assert_eq!(Bar { full: 0, all: 0, mark: Some(2) }.signs(10, 16), " │");
        assert_eq!(Bar::of(2, 0).signs(1600, 16), "█");
        let chart = Chart {
            text: "Pace".to_owned(),
            over_time: false,
            columns: vec![Column::words(""), Column::people("")],
            rows: vec![vec!["Reached".to_owned(), "3".to_owned()], vec!["Needed".to_owned(), "10".to_owned()]],
            bars: vec![Bar::of(3, 10), Bar::alone(10)],
            line: None,
        };
        assert_eq!(chart.lines(30), ["Pace", "Reached  3  ███░░░░░░░", "Needed  10  ██████████"]);
        assert!(chart.lines(12).iter().all(|line| line.width() <= 12));
    }

    #[test]
    fn the_last_months_fit_in_a_line() {
        assert_eq!(months(&[1, 2, 4, 8, 8, 8, 4], None).in_a_line(), "2 4 8 8 8 4  ▂▄███▄  2013-02–2013-07");
        assert_eq!(months(&[], None).in_a_line(), "");
    }
}
