//! Marks of a page: elements with their attributes, and texts in which nothing is a mark.

use crate::domain::harmless;

/// An element round what is marked already.
pub(super) fn element(name: &str, attributes: &[(&str, &str)], inner: &str) -> String {
    format!("<{name}{}>{inner}</{name}>", said(attributes))
}

/// An element that holds nothing.
pub(super) fn empty(name: &str, attributes: &[(&str, &str)]) -> String {
    format!("<{name}{}/>", said(attributes))
}

fn said(attributes: &[(&str, &str)]) -> String {
    let said = |(name, value): &(&str, &str)| format!(" {name}=\"{}\"", escaped(value));
    attributes.iter().map(said).collect::<Vec<_>>().concat()
}

/// A text in which nothing is a mark, and nothing commands whoever shows it.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in harmless(text).chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// A text for a style sheet, between its quotation marks: all but letters and digits by number, so that none ends it.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in harmless(text).chars() {
        if letter.is_alphanumeric() {
            quoted.push(letter);
        } else {
            quoted.push_str(&format!("\\{:06x}", u32::from(letter)));
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_a_mark() {
        let text = "<script>alert('1 & \"2\"')</script>";
        let shown = element("td", &[("title", text)], &escaped(text));
        assert_eq!(shown.matches('<').count(), 2, "{shown}");
        assert_eq!(shown.matches('"').count(), 2, "{shown}");
        let style = quoted("\"; } </style>\\");
        assert_eq!((style.matches('"').count(), style.matches('<').count()), (2, 0), "{style}");
    }
}
