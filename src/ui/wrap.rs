//! A text broken into lines; update and view both count with it.

use unicode_width::UnicodeWidthStr;

use crate::domain::shorten;

/// A text broken into lines of at most so many columns, between words.
pub fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.width() + 1 + word.width() > columns {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&shorten(word, columns));
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_between_words_and_a_word_too_long_is_cut() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("extraordinarily", 6), ["extra~"]);
        assert_eq!(wrapped("", 6), [""]);
    }
}
