//! Where in a definition's text something stands.

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// The line of a place, such as `deadline.2.anchor`, or of the nearest part around it that the text has.
pub(super) fn line(text: &str, place: &str) -> Option<usize> {
    let tree = DeTable::parse(text).ok()?;
    let mut found = None;
    let mut table = Some(tree.get_ref());
    let mut list: Option<&DeArray> = None;
    for part in place.split('.') {
        let next = match (table, list) {
            (Some(table), _) => {
                table.iter().find(|(key, _)| key.get_ref() == part).map(|(key, value)| (key.span(), value))
            }
            (None, Some(list)) => nth(list, part).map(|value| (value.span(), value)),
            (None, None) => None,
        };
        let Some((span, value)) = next else { break };
        found = Some(line_at(text, span.start));
        (table, list) = (value.get_ref().as_table(), value.get_ref().as_array());
    }
    found
}

fn nth<'a, 'i>(list: &'a DeArray<'i>, part: &str) -> Option<&'a Spanned<DeValue<'i>>> {
    list.get(part.parse::<usize>().ok()?.checked_sub(1)?)
}

/// The line, from 1, on which this byte stands.
pub(super) fn line_at(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "code = \"x\"\naims = [\n  { et = \"a\" },\n  { et = \"b\" },\n]\n[name]\net = \"x\"\n\n[[deadline]]\nid = \"a\"\n\n[[deadline]]\nid = \"b\"\nafter = { days = 3 }\n[deadline.name]\net = \"y\"\n";

    #[test]
    fn a_place_is_found_by_keys_and_by_numbers_from_1() {
        let places = ["code", "aims.2", "name", "name.et", "deadline.1.id", "deadline.2", "deadline.2.after.days"];

        assert_eq!(places.map(|place| line(TEXT, place)), [1, 4, 6, 7, 10, 12, 14].map(Some));
        assert_eq!(line(TEXT, "deadline.2.name.et"), Some(16));
    }

    #[test]
    fn what_a_text_does_not_have_stands_where_the_part_around_it_does() {
        assert_eq!(line(TEXT, "deadline.2.scale"), Some(12));
        assert_eq!(line(TEXT, "budget"), None);
    }
}
