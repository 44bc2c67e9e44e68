//! A text in Markdown as parts of a report: headings, paragraphs, lists and tables, with the words in them that are stressed.
//!
//! Nothing in it is active: a link is its words with the address behind them, a picture is what it is called, and marks of a
//! page stand as they were written.

use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::{
    domain::{clean, harmless},
    report::{Block, Column, Span, in_one},
};

/// The title of a text, and what stands under it.
pub(super) fn blocks(text: &str) -> (Option<String>, Vec<Block>) {
    let text = harmless(text);
    let mut reader = Reader::default();
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        reader.take(event);
    }
    (reader.title, reader.blocks)
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    title: Option<String>,
    blocks: Vec<Block>,
    /// What is being said, until its paragraph, item or cell ends.
    said: Vec<Span>,
    /// In how many marks of strong words, and of stressed ones, it stands.
    strong: usize,
    stressed: usize,
    /// The addresses of the links that are open, each with how much was said before it.
    links: Vec<(String, usize)>,
    items: Vec<Vec<Span>>,
    depth: usize,
    numbered: bool,
    columns: Vec<Column>,
    cells: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => self.say(&part),
            Event::SoftBreak | Event::HardBreak => self.say(" "),
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.stressed += 1,
            Tag::Link { dest_url, .. } => self.links.push((dest_url.into_string(), self.said.len())),
            Tag::List(first) => {
                if self.depth == 0 {
                    self.numbered = first.is_some();
                }
                // What an item says before a list within it is an item of its own.
                self.end_item();
                self.depth += 1;
            }
            Tag::Table(aligned) => {
                self.end_item();
                self.end_list();
                let column = |align: Alignment| match align {
                    Alignment::Right => Column::numbers(""),
                    _ => Column::words(""),
                };
                self.columns = aligned.into_iter().map(column).collect();
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.stressed = self.stressed.saturating_sub(1),
            TagEnd::Link => self.end_link(),
            TagEnd::List(_) => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.end_list();
                }
            }
            TagEnd::Item => self.end_item(),
            TagEnd::Heading(HeadingLevel::H1) if self.title.is_none() && self.blocks.is_empty() => {
                self.title = taken(&mut self.said).map(|said| in_one(&said));
            }
            TagEnd::Heading(_) => {
                self.blocks.extend(taken(&mut self.said).map(|said| Block::heading(in_one(&said))));
            }
            TagEnd::Paragraph if self.depth > 0 => self.say(" "),
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.blocks.extend(taken(&mut self.said).map(Block::said));
            }
            TagEnd::TableCell => self.cells.push(taken(&mut self.said).map(|said| in_one(&said)).unwrap_or_default()),
            TagEnd::TableHead => {
                for (column, title) in self.columns.iter_mut().zip(self.cells.drain(..)) {
                    column.title = title;
                }
            }
            TagEnd::TableRow => {
                self.cells.resize(self.columns.len(), String::new());
                self.rows.push(std::mem::take(&mut self.cells));
            }
            TagEnd::Table => {
                let (columns, rows) = (std::mem::take(&mut self.columns), std::mem::take(&mut self.rows));
                self.blocks.push(Block::Table { columns, rows });
            }
            _ => {}
        }
    }

    fn say(&mut self, part: &str) {
        let (strong, emphasis) = (self.strong > 0, self.stressed > 0);
        self.said.push(Span { text: part.to_owned(), strong, emphasis });
    }

    /// The address behind the words of a link, unless they are the address themselves.
    fn end_link(&mut self) {
        let Some((address, from)) = self.links.pop() else { return };
        let Some(shown) = shown(&address) else { return };
        if clean(&in_one(&self.said[from..])) != shown {
            self.say(&format!(" ({shown})"));
        }
    }

    fn end_item(&mut self) {
        self.items.extend(taken(&mut self.said));
    }

    fn end_list(&mut self) {
        if !self.items.is_empty() {
            self.blocks.push(Block::said_list(self.numbered, std::mem::take(&mut self.items)));
        }
    }
}

/// The address of a link as it is shown: of what a reader may follow, or look up; what would run something is left out.
fn shown(address: &str) -> Option<&str> {
    let scheme = address.split_once(':').map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
    match &scheme {
        Some((scheme, _)) if scheme == "http" || scheme == "https" => Some(address),
        Some((scheme, rest)) if scheme == "mailto" || scheme == "tel" => Some(rest),
        Some(_) => None,
        None => Some(address).filter(|address| !address.is_empty() && !address.starts_with('#')),
    }
}

/// What was gathered, cleaned, what is said in the same way in one; none where it is nothing.
fn taken(said: &mut Vec<Span>) -> Option<Vec<Span>> {
    let mut kept: Vec<Span> = Vec::new();
    for span in said.drain(..) {
        let same = kept.last_mut().filter(|last| (last.strong, last.emphasis) == (span.strong, span.emphasis));
        match same {
            Some(last) => last.text += &span.text,
            None => kept.push(span),
        }
    }
    // Cleaning takes the room at both ends; what stood between two spans stays.
    let mut ends_in_room = true;
    for span in &mut kept {
        let (before, after) = (span.text.starts_with(char::is_whitespace), span.text.ends_with(char::is_whitespace));
        let text = clean(&span.text);
        let room = if before && !ends_in_room { " " } else { "" };
        if text.is_empty() {
            room.clone_into(&mut span.text);
            ends_in_room |= before;
        } else {
            span.text = format!("{room}{text}{}", if after { " " } else { "" });
            ends_in_room = after;
        }
    }
    if let Some(last) = kept.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    kept.retain(|span| !span.text.is_empty());
    (!kept.is_empty()).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(numbered: bool, items: &[&str]) -> Block {
        Block::List { numbered, items: items.iter().map(|it| (*it).into()).collect() }
    }

    fn span(text: &str, strong: bool, emphasis: bool) -> Span {
        Span { text: text.to_owned(), strong, emphasis }
    }

    #[test]
    fn headings_paragraphs_and_lists_of_a_text_are_shown_and_all_else_as_its_words() {
        let (title, blocks) =
            blocks("# The *first* week\n\nRing\nfirst.\n\n- one `x`\n- two\n  - three\n\n## Then\n\n1. go\n");
        assert_eq!(title.as_deref(), Some("The first week"));
        let expected = [
            Block::paragraph_of("Ring first."),
            list(false, &["one x", "two", "three"]),
            Block::heading("Then"),
            list(true, &["go"]),
        ];
        assert_eq!(blocks, expected);
    }

    #[test]
    fn stressed_words_stay_apart_and_the_room_between_them_stays() {
        let (_, found) = blocks("# T\n\n**Ring** first,\n*then* ***go***.\n\n- **one**\n- two\n");
        let spans = vec![
            span("Ring", true, false),
            span(" first, ", false, false),
            span("then", false, true),
            span(" ", false, false),
            span("go", true, true),
            span(".", false, false),
        ];
        let items = vec![vec![span("one", true, false)], vec![span("two", false, false)]];
        assert_eq!(found, [Block::Stressed { spans }, Block::StressedList { numbered: false, items }]);
    }

    #[test]
    fn a_link_shows_its_address_once_and_none_that_would_run_something() {
        for (written, said) in [
            ("[the fund](https://example.ee/a?b=1&c)", "the fund (https://example.ee/a?b=1&c)"),
            ("[write](mailto:abi@example.ee)", "write (abi@example.ee)"),
            ("[ring](tel:+3725550100)", "ring (+3725550100)"),
            ("<https://example.ee>", "https://example.ee"),
            ("<abi@example.ee>", "abi@example.ee"),
            ("[the form](forms/one.pdf)", "the form (forms/one.pdf)"),
            ("[click](javascript:alert(1))", "click"),
            ("[click](DATA:text/html,x)", "click"),
            ("[below](#below)", "below"),
            ("![the map](https://example.ee/map.png)", "the map"),
        ] {
            assert_eq!(blocks(&format!("# T\n\n{written}\n")).1, [Block::paragraph_of(said)], "{written}");
        }
    }

    #[test]
    fn a_table_is_a_table_of_the_report() {
        let (_, blocks) =
            blocks("# T\n\n| Who | **Rings** |\n|---|--:|\n| a [b](https://c.ee) | 1 |\n| d |\n\nThen.\n");
        let columns = vec![Column::words("Who"), Column::numbers("Rings")];
        let rows = [["a b (https://c.ee)", "1"], ["d", ""]].map(|row| row.map(String::from).to_vec()).to_vec();
        assert_eq!(blocks, [Block::Table { columns, rows }, Block::paragraph_of("Then.")]);
    }
}
