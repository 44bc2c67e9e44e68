//! From bytes to text: which encoding a sheet was saved in, by rule and never by likelihood.

use std::borrow::Cow;

use encoding_rs::{Encoding as Codec, ISO_8859_13, ISO_8859_15, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1257};

use super::foreign::{self, Foreign};

/// An encoding that sheets are saved in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without its mark.
    Utf8,
    /// UTF-16 with its mark: what spreadsheets call Unicode text.
    Utf16,
    /// The Baltic code page.
    Windows1257,
    /// The western code page.
    Windows1252,
    /// The Baltic letters of Unix; only when asked for, as they are where windows-1257 has them.
    Iso8859Part13,
    /// The western letters of Unix.
    Iso8859Part15,
}

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Utf8, Self::Utf16, Self::Windows1257, Self::Windows1252, Self::Iso8859Part13, Self::Iso8859Part15];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Windows1257 => "windows-1257",
            Self::Windows1252 => "windows-1252",
            Self::Iso8859Part13 => "iso-8859-13",
            Self::Iso8859Part15 => "iso-8859-15",
        }
    }
}

/// Why bytes are no text that can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotText {
    /// They are a file of another kind.
    Foreign(Foreign),
    /// They may be in several code pages, and the letters š and ž would come out differently.
    Undecided,
    /// On this line, from 1, they are not text in this encoding.
    Line(usize, Encoding),
}

/// What spreadsheets write before UTF-8.
const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads bytes as text in the encoding asked for, else in the one that the rule finds; `language` is the office's.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    asked: Option<Encoding>,
    language: &str,
) -> Result<(Cow<'a, str>, Encoding), NotText> {
    if let Some(foreign) = foreign::recognise(bytes) {
        return Err(NotText::Foreign(foreign));
    }
    let encoding = asked.map_or_else(|| recognise(bytes, language), Ok)?;
    let text = match encoding {
        Encoding::Utf8 => Cow::Borrowed(utf8(bytes)?),
        Encoding::Utf16 if bytes.starts_with(b"\xfe\xff") => with(UTF_16BE, &bytes[2..]),
        Encoding::Utf16 => with(UTF_16LE, bytes.strip_prefix(b"\xff\xfe").unwrap_or(bytes)),
        Encoding::Windows1257 => with(WINDOWS_1257, bytes),
        Encoding::Windows1252 => with(WINDOWS_1252, bytes),
        Encoding::Iso8859Part13 => with(ISO_8859_13, bytes),
        Encoding::Iso8859Part15 => with(ISO_8859_15, bytes),
    };
    match text.find(|letter| is_no_text(letter, encoding)) {
        Some(place) => Err(NotText::Line(line_of(text.as_bytes(), place), encoding)),
        None => Ok((text, encoding)),
    }
}

fn recognise(bytes: &[u8], language: &str) -> Result<Encoding, NotText> {
    let has = |any: &[u8]| bytes.iter().any(|byte| any.contains(byte));
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Ok(Encoding::Utf16);
    }
    if bytes.starts_with(UTF8_MARK) || is_utf8_for_the_most_part(bytes) {
        return Ok(Encoding::Utf8);
    }
    match language {
        "lt" => Ok(Encoding::Windows1257),
        // In Estonian the code pages differ only in these letters: Š, š, Ž, ž.
        "et" => match [b"\xd0\xf0\xde\xfe", b"\x8a\x9a\x8e\x9e", b"\xa6\xa8\xb4\xb8"].map(|letters| has(letters)) {
            [_, false, false] => Ok(Encoding::Windows1257),
            [false, true, false] => Ok(Encoding::Windows1252),
            [false, false, true] => Ok(Encoding::Iso8859Part15),
            _ => Err(NotText::Undecided),
        },
        _ => Ok(Encoding::Windows1252),
    }
}

/// Whether more letters beyond ASCII are whole in UTF-8 than places are broken: letters of a code page almost never look like
/// one of UTF-8, so that a text with some of each is UTF-8 that was damaged, and is to be refused and not misread.
fn is_utf8_for_the_most_part(bytes: &[u8]) -> bool {
    let (mut whole, mut broken, mut is_broken) = (0, 0, false);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        // Broken bytes in a row are one place.
        is_broken &= chunk.valid().is_empty();
        broken += usize::from(!is_broken && !chunk.invalid().is_empty());
        is_broken |= !chunk.invalid().is_empty();
    }
    broken == 0 || whole > broken
}

fn utf8(bytes: &[u8]) -> Result<&str, NotText> {
    let bytes = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => Err(NotText::Line(line_of(bytes, error.valid_up_to()), Encoding::Utf8)),
    }
}

fn with<'a>(codec: &'static Codec, bytes: &'a [u8]) -> Cow<'a, str> {
    codec.decode_without_bom_handling(bytes).0
}

/// A sign that no text has: it shows that the bytes are something else, or in another encoding.
const fn is_no_text(letter: char, encoding: Encoding) -> bool {
    let undefined_byte = matches!(letter, '\u{80}'..='\u{9f}') && !matches!(encoding, Encoding::Utf8);
    let broken = matches!(letter, '\u{fffd}') && !matches!(encoding, Encoding::Utf8);
    undefined_byte || broken || letter == '\0'
}

fn line_of(bytes: &[u8], place: usize) -> usize {
    bytes[..place].split(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read<'a>(bytes: &'a [u8], language: &str) -> Result<(Cow<'a, str>, Encoding), NotText> {
        decode(bytes, None, language)
    }

    fn is(text: &str, encoding: Encoding) -> (Cow<'_, str>, Encoding) {
        (text.into(), encoding)
    }

    #[test]
    fn valid_utf8_is_utf8_and_its_mark_is_left_out() {
        assert_eq!(read("Õnne Žukauskienė".as_bytes(), "et"), Ok(is("Õnne Žukauskienė", Encoding::Utf8)));
        assert_eq!(read("\u{feff}Åsa".as_bytes(), "sv"), Ok(is("Åsa", Encoding::Utf8)));
    }

    #[test]
    fn utf16_is_known_by_its_mark() {
        let little: Vec<u8> = "\u{feff}Õž".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}Õž".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&little, "et"), Ok(is("Õž", Encoding::Utf16)));
        assert_eq!(read(&big, "et"), Ok(is("Õž", Encoding::Utf16)));
    }

    #[test]
    fn estonian_is_told_apart_by_its_four_letters() {
        assert_eq!(read(b"\xd5nne \xf0okk", "et"), Ok(is("Õnne šokk", Encoding::Windows1257)));
        assert_eq!(read(b"\xd5nne \x9aokk", "et"), Ok(is("Õnne šokk", Encoding::Windows1252)));
        assert_eq!(read(b"\xd5nne \xa8okk", "et"), Ok(is("Õnne šokk", Encoding::Iso8859Part15)));
        assert_eq!(read(b"\xd5nne", "et"), Ok(is("Õnne", Encoding::Windows1257)));
        assert_eq!(read(b"\xf0\x9a", "et"), Err(NotText::Undecided));
    }

    #[test]
    fn the_other_countries_have_one_code_page_each() {
        assert_eq!(read(b"\xdeukauskien\xeb", "lt"), Ok(is("Žukauskienė", Encoding::Windows1257)));
        assert_eq!(read(b"\xc5sa", "sv"), Ok(is("Åsa", Encoding::Windows1252)));
    }

    #[test]
    fn what_was_asked_for_wins_over_the_rule() {
        let asked = decode(b"\xf0", Some(Encoding::Windows1252), "et");
        assert_eq!(asked, Ok(is("ð", Encoding::Windows1252)));
        let asked = decode(b"\xe0\xe8\xf0", Some(Encoding::Iso8859Part13), "sv");
        assert_eq!(asked, Ok(is("ąčš", Encoding::Iso8859Part13)));
        assert_eq!(decode(b"a\nb\n\xf0", Some(Encoding::Utf8), "et"), Err(NotText::Line(3, Encoding::Utf8)));
    }

    #[test]
    fn bytes_that_are_not_text_are_refused_with_their_line() {
        assert_eq!(read(b"a;b\nc;\x9a\xe4", "lt"), Err(NotText::Line(2, Encoding::Windows1257)));
        assert_eq!(read(b"a\0b", "et"), Err(NotText::Line(1, Encoding::Utf8)));
        assert_eq!(read(b"\xd0\xcf\x11\xe0", "et"), Err(NotText::Foreign(Foreign::Spreadsheet)));
    }

    #[test]
    fn utf8_that_was_damaged_is_refused_and_not_misread() {
        assert_eq!(read(b"\xef\xbb\xbfa\n\xff", "et"), Err(NotText::Line(2, Encoding::Utf8)));
        assert_eq!(read(b"\xc3\x95nne\n\xc3\x84li\n\xc0\xaf", "et"), Err(NotText::Line(3, Encoding::Utf8)));
        assert_eq!(read(b"\xc4\xc4r\xd5 \xc5\xa0", "et"), Ok(is("ÄÄrÕ Å\u{a0}", Encoding::Windows1257)));
    }

    #[test]
    fn half_a_letter_of_utf16_is_refused_with_its_line() {
        let lone: Vec<u8> = [0xfeff_u16, 0x61, 0x0a, 0xd800, 0x62].iter().flat_map(|unit| unit.to_le_bytes()).collect();
        assert_eq!(read(&lone, "et"), Err(NotText::Line(2, Encoding::Utf16)));
        assert_eq!(read(b"\xff\xfea\0b", "et"), Err(NotText::Line(1, Encoding::Utf16)));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), which in 0..5_usize) {
            for language in ["et", "lt", "sv", "en"] {
                let _ = decode(&bytes, Encoding::ALL.get(which).copied(), language);
            }
        }
    }
}
