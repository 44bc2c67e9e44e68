//! A report as plain text of a given width, for a terminal, a mail or a printer.

use unicode_width::UnicodeWidthStr;

use crate::domain::{break_long_words, one_line};

use super::{Align, Block, Chart, Column, Document, Field, FigureRow};

/// The least columns that a cell of words is given, however narrow the text.
const NARROWEST: usize = 10;
/// The least that is left of a column where even its longest word has to be cut.
const CUT: usize = 7;
/// How many signs the longest bar has.
const LONGEST_BAR: usize = 16;
/// What stands before the lines of a field that has several.
const INDENT: &str = "  ";
/// What stands between two columns.
const GAP: usize = 2;

/// Renders a report in lines of at most `width` columns where its words allow it; nothing in them commands a terminal.
pub fn render(document: &Document, width: usize) -> String {
    let width = width.max(2 * NARROWEST);
    let mut lines = wrapped(&document.title, width);
    lines.push("=".repeat(lines.iter().map(|line| line.width()).max().unwrap_or_default()));
    for block in &document.blocks {
        lines.push(String::new());
        block_lines(block, width, &mut lines);
    }
    if let Some(log) = &document.log {
        lines.push(String::new());
        lines.extend(wrapped(log, width));
    }
    let mut text = lines.iter().map(|line| one_line(line.trim_end())).collect::<Vec<_>>().join("\n");
    text.push('\n');
    text
}

/// A title and paragraphs under it, broken in the same way.
pub fn render_lines(title: &str, paragraphs: &[String], width: usize) -> String {
    let mut lines = wrapped(title, width);
    for paragraph in paragraphs {
        lines.push(String::new());
        lines.extend(wrapped(paragraph, width));
    }
    lines.join("\n") + "\n"
}

fn block_lines(block: &Block, width: usize, lines: &mut Vec<String>) {
    match block {
        Block::Heading { text } => {
            let heading = wrapped(text, width);
            let under = "-".repeat(heading.iter().map(|line| line.width()).max().unwrap_or_default());
            lines.extend(heading);
            lines.push(under);
        }
        Block::Paragraph { text } | Block::Caption { text, .. } => {
            lines.extend(wrapped(&break_long_words(text, width), width));
        }
        Block::Stressed { .. } | Block::StressedList { .. } => {
            if let Some(plain) = block.unstressed() {
                block_lines(&plain, width, lines);
            }
        }
        Block::List { numbered, items } => {
            for (number, item) in (1..).zip(items) {
                let mark = if *numbered { format!("{number}) ") } else { "- ".to_owned() };
                let room = width - mark.width();
                lines.extend(hanging(&mark, &wrapped(&break_long_words(item, room), room)));
            }
        }
        Block::Table { columns, rows } => table(columns, rows, width, lines),
        Block::Chart(drawn) => chart(drawn, width, lines),
        Block::Fields { fields } => lines.extend(fields.iter().flat_map(|field| known_or_blank(field, width))),
        Block::Figures { rows } => figures(rows, width, lines),
        Block::Signature { role, day } => {
            lines.extend(["_".repeat(30), role.clone(), day.clone()].into_iter().filter(|line| !line.is_empty()));
        }
    }
}

/// The mark before the first line, and as much room before the others.
fn hanging(mark: &str, lines: &[String]) -> Vec<String> {
    let room = " ".repeat(mark.width());
    lines
        .iter()
        .enumerate()
        .map(|(place, line)| if place == 0 { format!("{mark}{line}") } else { format!("{room}{line}") })
        .collect()
}

/// The figures under one another, without headings: the label says what each is.
fn figures(rows: &[FigureRow], width: usize, lines: &mut Vec<String>) {
    let columns = [Column::words(""), Column::numbers(""), Column::numbers(""), Column::words("")];
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| vec![row.label.clone(), row.value.clone(), row.percent.clone(), row.target.clone()])
        .collect();
    let widths = widths(&columns, &rows, width);
    for row in &rows {
        lines.extend(row_lines(row, &columns, &widths));
    }
}

/// What is known after its label, or lines to write on.
fn known_or_blank(field: &Field, width: usize) -> Vec<String> {
    let label = format!("{}: ", field.label);
    let known: Vec<&str> = field.value.lines().collect();
    match known[..] {
        [] => {}
        [line] => return wrapped(&(label + line), width),
        _ => {
            let under = known.iter().flat_map(|line| hanging(INDENT, &wrapped(line, width - INDENT.width())));
            return wrapped(&label, width).into_iter().chain(under).collect();
        }
    }
    let mut lines = wrapped(&label, width);
    let blank = "_".repeat(width);
    if field.lines > 1 {
        lines.extend(std::iter::repeat_n(blank, field.lines));
    } else if let Some(last) = lines.last_mut() {
        let room = width.saturating_sub(last.width() + 1);
        *last += &format!(" {}", &blank[..room]);
    }
    lines
}

/// What is drawn, and the rows with their bars after their numbers.
fn chart(chart: &Chart, width: usize, lines: &mut Vec<String>) {
    let columns: Vec<Column> = chart.columns.iter().cloned().chain([Column::words("")]).collect();
    let most = chart.most();
    // A cell is broken between words: what stands in a bar before its stroke must not end it.
    let drawn = chart.bars.iter().map(|bar| bar.signs(most, LONGEST_BAR).replace(' ', "\u{a0}"));
    let rows = chart.rows.iter().zip(drawn).map(|(row, drawn)| row.iter().cloned().chain([drawn]).collect());
    lines.extend(wrapped(&chart.text, width));
    lines.push(String::new());
    table(&columns, &rows.collect::<Vec<_>>(), width, lines);
}

fn table(columns: &[Column], rows: &[Vec<String>], width: usize, lines: &mut Vec<String>) {
    let widths = widths(columns, rows, width);
    let titles: Vec<String> = columns.iter().map(|column| column.title.clone()).collect();
    // Facts beside their labels have no headings, and need no rule under them.
    if titles.iter().any(|title| !title.is_empty()) {
        lines.extend(row_lines(&titles, columns, &widths));
        lines.push(rule(&widths));
    }
    for row in rows {
        lines.extend(row_lines(row, columns, &widths));
    }
}

fn rule(widths: &[usize]) -> String {
    widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>().join(&" ".repeat(GAP))
}

/// As wide as the widest cell; where that is too much together, the widest columns give way first, down to their longest word.
fn widths(columns: &[Column], rows: &[Vec<String>], width: usize) -> Vec<usize> {
    let cells = |place: usize| {
        let cells = rows.iter().filter_map(move |row| row.get(place)).map(String::as_str);
        cells.chain([columns[place].title.as_str()])
    };
    let widest = |place: usize| cells(place).map(UnicodeWidthStr::width).max().unwrap_or_default();
    let longest_word = |place: usize| {
        cells(place).flat_map(str::split_whitespace).map(UnicodeWidthStr::width).max().unwrap_or_default()
    };
    // A column of words keeps some room even where its words are short; numbers need none.
    let least = |place: usize| match columns[place].align {
        Align::Left => longest_word(place).max(NARROWEST),
        Align::Right => longest_word(place),
    };
    let mut widths: Vec<(usize, usize)> = (0..columns.len()).map(|place| (widest(place), least(place))).collect();
    let room = width.saturating_sub(GAP * columns.len().saturating_sub(1));
    while widths.iter().map(|(width, _)| width).sum::<usize>() > room {
        // Where the longest words are too much together, they are cut.
        let words_fit = widths.iter().any(|(width, least)| width > least);
        let gives_way = |(width, least): &&mut (usize, usize)| *width > if words_fit { *least } else { CUT };
        match widths.iter_mut().filter(gives_way).max_by_key(|(width, _)| *width) {
            Some((widest, _)) => *widest -= 1,
            None => break,
        }
    }
    widths.into_iter().map(|(width, _)| width).collect()
}

/// One row, on as many lines as its longest cell needs.
fn row_lines(cells: &[String], columns: &[Column], widths: &[usize]) -> Vec<String> {
    let cells: Vec<Vec<String>> =
        cells.iter().zip(widths).map(|(cell, width)| wrapped(&break_long_words(cell, *width), *width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or_default();
    let line = |place: usize| {
        let parts = cells.iter().zip(columns).zip(widths).map(|((cell, column), width)| {
            let text = cell.get(place).map_or("", String::as_str);
            let room = " ".repeat(width.saturating_sub(text.width()));
            if column.align == Align::Right { format!("{room}{text}") } else { format!("{text}{room}") }
        });
        parts.collect::<Vec<_>>().join(&" ".repeat(GAP))
    };
    (0..height).map(line).collect()
}

/// The text in lines of at most `width` columns, broken between words; a longer word keeps its line to itself.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().filter(|line| line.is_empty() || line.width() + 1 + word.width() <= width);
        match line {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn document(blocks: Vec<Block>) -> Document {
        Document {
            report: "test".to_owned(), title: "Õhtu".to_owned(), day: chrono::NaiveDate::MIN, blocks, log: None
        }
    }

    #[test]
    fn a_table_keeps_its_numbers_on_the_right_and_breaks_long_words_into_lines_of_their_own() {
        let columns = vec![Column::numbers("Nr"), Column::words("Nimi")];
        let rows = vec![
            vec!["1".to_owned(), "Kask".to_owned()],
            vec!["12".to_owned(), "Sõstrakivi-Põdrametsa, Maarja-Elisabeth".to_owned()],
        ];

        let text = render(&document(vec![Block::Table { columns, rows }]), 30);

        let expected = "Õhtu\n====\n\nNr  Nimi\n--  --------------------------\n 1  Kask\n12  Sõstrakivi-Põdrametsa,\n    Maarja-Elisabeth\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_table_for_which_the_words_are_too_long_cuts_them_and_stays_in_its_width() {
        let columns = vec![Column::words("Liik"), Column::numbers("Järelhindamine"), Column::numbers("Alustamisel")];
        let rows = vec![vec!["Toimetulekutoetus".to_owned(), "3".to_owned(), "0".to_owned()]];

        let text = render(&document(vec![Block::Table { columns, rows }]), 30);

        assert!(text.lines().all(|line| line.width() <= 30), "{text}");
        assert!(text.contains("Toimetule"), "{text}");
    }

    #[test]
    fn a_list_is_numbered_and_its_lines_hang() {
        let items = vec!["kaks sõna ja veel palju teisi".to_owned(), "üks".to_owned()];

        let text = render(&document(vec![Block::List { numbered: true, items }]), 20);

        assert!(text.ends_with("1) kaks sõna ja veel\n   palju teisi\n2) üks\n"), "{text}");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_and_no_word_is_lost(words in prop::collection::vec("[a-zõäöü]{1,12}", 0..60), width in 20_usize..90) {
            let text = render(&document(vec![Block::Paragraph { text: words.join("  ") }]), width);

            prop_assert!(text.lines().all(|line| line.width() <= width));
            let found: Vec<&str> = text.split_whitespace().skip(2).collect();
            prop_assert_eq!(found, words.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
}
