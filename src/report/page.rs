//! A report as a page made for printing: one file of HTML that every browser prints or saves as PDF, with nothing beside it.
//!
//! Not a PDF of our own: the browser has the fonts of all four alphabets, breaks pages, and costs no dependency. The page has
//! no script and no link, and says so to the browser.

mod chart;
mod markup;

use super::{Align, Block, Chart, Column, Document, Field, FigureRow, Span, document::Holds};
use crate::i18n::Words;
use markup::{element, escaped, quoted};

/// How it looks.
const STYLE: &str = include_str!("../../data/page/print.css");
/// What stands round it: the page may load nothing, and runs nothing.
const PAGE: &str = include_str!("../../data/page/page.html");

/// What stands round a report on paper.
#[derive(Clone, Copy, Debug)]
pub struct Letterhead<'a> {
    /// The office that hands it in.
    pub office: &'a str,
    /// The words in which it is written.
    pub words: &'static Words,
}

/// Renders a report as a page.
pub fn render(document: &Document, letterhead: &Letterhead<'_>) -> String {
    let lang = letterhead.words.lang;
    let foot = document.log.as_deref().unwrap_or_default();
    let margin = |place: &str, content: &str| format!("@{place}{{content:{content};font:7pt sans-serif;color:#333}}");
    let (title, office) =
        (margin("top-left", &quoted(&shortened(&document.title))), margin("top-right", &quoted(letterhead.office)));
    let numbers = margin("bottom-right", &format!("counter(page){}counter(pages)", quoted(" / ")));
    let said = margin("bottom-left", &quoted(&shortened(foot)));
    // A sheet that comes loose says to what it belongs; the first says so itself.
    let first = "@top-left{content:none}@top-right{content:none}";
    let style = format!("{STYLE}@page{{{title}{office}{said}{numbers}}}@page:first{{{first}}}");
    let office = element("p", &[("class", "office")], &escaped(letterhead.office));
    let day = element("p", &[("class", "day")], &escaped(&lang.date(document.day)));
    let blocks = blocks(&document.blocks, letterhead.words);
    let main = element("h1", &[], &escaped(&document.title)) + &blocks;
    let mut body = element("header", &[], &(office + &day)) + "\n" + &element("main", &[], &main);
    if !foot.is_empty() {
        body += &element("footer", &[], &escaped(foot));
    }
    let values = [("lang", lang.code()), ("title", &escaped(&document.title)), ("style", &style), ("body", &body)];
    in_place(PAGE, &values)
}

/// The page with these texts in their places; what is in them has no places.
fn in_place(page: &str, values: &[(&str, &str)]) -> String {
    let value = |name: &str| values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| *value);
    // Every second part stands between braces.
    page.split(['{', '}']).enumerate().map(|(place, part)| if place % 2 == 0 { part } else { value(part) }).collect()
}

/// A text as it stands in the margin of each page: enough of it to know it.
fn shortened(said: &str) -> String {
    /// How many letters fit beside the number of the page, or the office.
    const LONGEST: usize = 60;
    let kept: String = said.chars().take(LONGEST).collect();
    if kept.len() < said.len() { kept + "…" } else { kept }
}

fn blocks(blocks: &[Block], words: &Words) -> String {
    let (mut text, mut heading) = (String::new(), 0);
    let is_signed = |block: &Block| matches!(block, Block::Signature { .. });
    for part in blocks.chunk_by(|one, next| is_signed(one) && is_signed(next)) {
        heading += usize::from(matches!(part[0], Block::Heading { .. }));
        let inner: String = part.iter().map(|block| marked(block, heading, words)).collect();
        text.push('\n');
        // Whoever signs sees something of what is signed on the same sheet.
        text += &if is_signed(&part[0]) { element("div", &[("class", "signatures")], &inner) } else { inner };
    }
    text
}

/// One part; a table is named by the heading before it.
fn marked(block: &Block, heading: usize, words: &Words) -> String {
    match block {
        Block::Heading { text } => element("h2", &[("id", &name(heading))], &escaped(text)),
        Block::Paragraph { text } | Block::Caption { text, .. } => element("p", &[], &escaped(text)),
        Block::List { numbered, items } => {
            let items: String = items.iter().map(|item| element("li", &[], &escaped(item))).collect();
            element(if *numbered { "ol" } else { "ul" }, &[], &items)
        }
        Block::Stressed { spans } => element("p", &[], &stressed(spans)),
        Block::StressedList { numbered, items } => {
            let items: String = items.iter().map(|item| element("li", &[], &stressed(item))).collect();
            element(if *numbered { "ol" } else { "ul" }, &[], &items)
        }
        Block::Table { columns, rows } => table(columns, rows, heading),
        Block::Chart(chart) => figure(chart) + &table(&chart.columns, &chart.rows, heading),
        Block::Fields { fields } => {
            element("dl", &[("class", "fields")], &fields.iter().map(field).collect::<String>())
        }
        Block::Figures { rows } => figures(rows, heading, words),
        Block::Signature { role, day } => signature(role, day, words),
    }
}

/// Words with the marks of how they are said.
fn stressed(spans: &[Span]) -> String {
    let marked = |span: &Span| {
        let text = escaped(&span.text);
        let text = if span.emphasis { element("em", &[], &text) } else { text };
        if span.strong { element("strong", &[], &text) } else { text }
    };
    spans.iter().map(marked).collect()
}

fn name(heading: usize) -> String {
    format!("h{heading}")
}

fn figure(chart: &Chart) -> String {
    let caption = element("figcaption", &[], &escaped(&chart.text));
    element("figure", &[], &(caption + &chart::chart(chart)))
}

/// A table whose head stands anew on every page. One with empty cells is ruled, to be filled in by hand.
fn table(columns: &[Column], rows: &[Vec<String>], heading: usize) -> String {
    let class = |column: &Column| match (column.align, column.holds) {
        (Align::Right, _) => "n",
        (Align::Left, Holds::Days) => "d",
        (Align::Left, _) => "",
    };
    let to_fill = rows.iter().any(|row| row.iter().all(String::is_empty));
    let head = columns.iter().map(|column| cell("th", &[("scope", "col")], class(column), &column.title));
    let head = element("tr", &[], &head.collect::<String>());
    let row = |row: &Vec<String>| {
        let cells = row.iter().zip(columns).map(|(text, column)| cell("td", &[], class(column), text));
        let room: &[(&str, &str)] = if row.iter().all(String::is_empty) { &[("class", "room")] } else { &[] };
        element("tr", room, &cells.collect::<String>()) + "\n"
    };
    let body = element("tbody", &[], &rows.iter().map(row).collect::<String>());
    let has_head = columns.iter().any(|column| !column.title.is_empty());
    let head = if has_head { element("thead", &[], &head) + "\n" } else { String::new() };
    element("table", &named(heading, to_fill, &name(heading)), &(head + &body))
}

fn named(heading: usize, to_fill: bool, name: &str) -> Vec<(&str, &str)> {
    let label = (heading > 0).then_some(("aria-labelledby", name));
    label.into_iter().chain(to_fill.then_some(("class", "ruled"))).collect()
}

fn cell(name: &str, attributes: &[(&str, &str)], class: &str, text: &str) -> String {
    let class = (!class.is_empty()).then_some(("class", class));
    let attributes: Vec<(&str, &str)> = attributes.iter().copied().chain(class).collect();
    element(name, &attributes, &escaped(text))
}

/// The figures as a table, without the columns that say nothing of any.
fn figures(rows: &[FigureRow], heading: usize, words: &Words) -> String {
    type Shown = (Column, fn(&FigureRow) -> &String);
    let column = &words.column;
    let mut shown: Vec<Shown> = vec![
        (Column::words(&column.promise), |row| &row.label),
        (Column::numbers(&column.figure), |row| &row.value),
        (Column::numbers(&column.percent), |row| &row.percent),
        (Column::words(&column.target), |row| &row.target),
    ];
    shown.retain(|(_, of)| rows.iter().any(|row| !of(row).is_empty()));
    let lines: Vec<Vec<String>> =
        rows.iter().map(|row| shown.iter().map(|(_, of)| of(row).clone()).collect()).collect();
    let columns: Vec<Column> = shown.into_iter().map(|(column, _)| column).collect();
    table(&columns, &lines, heading)
}

/// What is known, or lines to write on.
fn field(field: &Field) -> String {
    let known = if field.value.is_empty() {
        element("span", &[("class", "blank")], "").repeat(field.lines)
    } else {
        field.value.lines().map(|line| element("p", &[], &escaped(line))).collect()
    };
    let inner = element("dt", &[], &escaped(&field.label)) + &element("dd", &[], &known);
    let class = if field.lines > 1 { format!("{} {}", "field", "long") } else { "field".to_owned() };
    element("div", &[("class", &class)], &inner)
}

/// As what somebody signs, and lines for place, day, name and signature.
fn signature(role: &str, day: &str, words: &Words) -> String {
    let line = |label: &str, known: &str| element("span", &[], &(escaped(label) + &element("i", &[], &escaped(known))));
    let page = &words.page;
    let lines = [(&page.place, ""), (&page.day, day), (&page.name, ""), (&page.signature, "")];
    let lines: String = lines.into_iter().map(|(label, known)| line(label, known)).collect();
    element("section", &[("class", "signature")], &(element("b", &[], &escaped(role)) + &lines))
}
