//! Files of other kinds that are taken for sheets: known by how they begin, and named, so that nobody reads their bytes as text.

/// What a file is instead of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Foreign {
    /// A spreadsheet's own file: one step from a sheet.
    Spreadsheet,
    /// Something else, by the name that people know it by.
    Other(&'static str),
}

/// How files of other kinds begin.
const BEGINNINGS: &[(&[u8], &str)] = &[
    (b"%PDF", "PDF"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a", "RAR"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ", "XZ"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90\0", "EXE"),
    (b"age-encryption.org/", "age"),
    (b"{\\rtf", "RTF"),
];
/// How texts of other kinds begin, in small letters, after blanks and the mark of UTF-8.
const MARKUP: &[(&str, &str)] = &[
    ("<!doctype html", "HTML"),
    ("<html", "HTML"),
    ("<table", "HTML"),
    ("<?xml", "XML"),
    ("{\"", "JSON"),
    ("[{", "JSON"),
    ("begin:vcard", "vCard"),
    ("begin:vcalendar", "iCalendar"),
];
/// The old spreadsheets, documents and mails of one maker.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";
/// Packed files, among them the spreadsheets of today.
const PACKED: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"];
/// What only a packed sheet of Excel's holds, what one of the open format begins with, and what one of Apple's holds.
const EXCEL: &[u8] = b"xl/worksheets/";
const OPENDOCUMENT: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
const APPLE: &[u8] = b"Index/Tables/";

/// A packed spreadsheet that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// Excel's.
    Excel,
    /// Of the open format, which many programs write.
    OpenDocument,
}

/// Which packed spreadsheet the bytes are, if they are one that can be read.
pub(super) fn packing(bytes: &[u8]) -> Option<Packing> {
    let start = &bytes[..bytes.len().min(OPENDOCUMENT.len() + 64)];
    match () {
        () if !is_packed(bytes) => None,
        () if holds(start, OPENDOCUMENT) => Some(Packing::OpenDocument),
        // The names of all parts stand in the clear at the end of the file.
        () if holds(bytes, EXCEL) => Some(Packing::Excel),
        () => None,
    }
}

fn is_packed(bytes: &[u8]) -> bool {
    PACKED.iter().any(|begin| bytes.starts_with(begin))
}

fn holds(bytes: &[u8], name: &[u8]) -> bool {
    bytes.windows(name.len()).any(|part| part == name)
}

/// Whether the bytes can be a text of rows and columns, in whichever encoding.
pub fn is_text(bytes: &[u8]) -> bool {
    !bytes.trim_ascii().is_empty() && recognise(bytes).is_none()
}

/// What the bytes are, where they are no text of rows and columns.
pub(super) fn recognise(bytes: &[u8]) -> Option<Foreign> {
    if bytes.starts_with(COMPOUND) {
        return Some(Foreign::Spreadsheet);
    }
    if is_packed(bytes) {
        return Some(if holds(bytes, APPLE) { Foreign::Spreadsheet } else { Foreign::Other("ZIP") });
    }
    let begins = BEGINNINGS.iter().find(|(begin, _)| bytes.starts_with(begin));
    begins.map(|(_, name)| *name).or_else(|| markup(bytes)).map(Foreign::Other)
}

fn markup(bytes: &[u8]) -> Option<&'static str> {
    let start = &bytes[..bytes.len().min(200)];
    let text = String::from_utf8_lossy(start).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    MARKUP.iter().find(|(begin, _)| text.starts_with(begin)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_kinds_are_named() {
        for (bytes, kind) in [
            (&b"PK\x03\x04....Index/Tables/DataList.iwa"[..], Foreign::Spreadsheet),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", Foreign::Spreadsheet),
            (b"PK\x03\x04....word/document.xml", Foreign::Other("ZIP")),
            (b"%PDF-1.7\n", Foreign::Other("PDF")),
            (b"SQLite format 3\0\x10\0", Foreign::Other("SQLite")),
            (b"\xef\xbb\xbf  <HTML><table>", Foreign::Other("HTML")),
            (b"[{\"surname\": \"Kask\"}]", Foreign::Other("JSON")),
        ] {
            assert_eq!(recognise(bytes), Some(kind));
        }
    }

    #[test]
    fn packed_spreadsheets_that_can_be_read_are_known() {
        assert_eq!(packing(b"PK\x03\x04....xl/worksheets/sheet1.xml"), Some(Packing::Excel));
        let opendocument = b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK";
        assert_eq!(packing(opendocument), Some(Packing::OpenDocument));
        assert_eq!(packing(b"PK\x03\x04....word/document.xml"), None);
        assert_eq!(packing(b"xl/worksheets/"), None);
    }

    #[test]
    fn a_sheet_is_no_other_kind_however_short() {
        for text in ["", "P", "Perekonnanimi;Eesnimi\n", "\u{feff}Nimi\n", "{x};[y]\n", "PKN;Nimi"] {
            assert_eq!(recognise(text.as_bytes()), None, "{text}");
        }
    }
}
