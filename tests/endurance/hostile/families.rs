//! The families of hostile sheets: each makes of a good sheet one that would do harm somewhere. The same number, the same file.

use super::{
    dice::Dice,
    good::{Good, joined},
};

/// A family: its name, whether its files are large, and how one is made.
pub(crate) struct Family {
    pub(crate) name: &'static str,
    pub(crate) large: bool,
    pub(crate) make: fn(&mut Dice, Good) -> Vec<u8>,
}

const fn small(name: &'static str, make: fn(&mut Dice, Good) -> Vec<u8>) -> Family {
    Family { name, large: false, make }
}

const fn large(name: &'static str, make: fn(&mut Dice, Good) -> Vec<u8>) -> Family {
    Family { name, large: true, make }
}

/// All families.
pub(crate) const FAMILIES: &[Family] = &[
    small("colours and cursor", |dice, good| {
        poisoned(dice, good, &["\x1b[2J", "\x1b[31;5m", "\x1b[6n", "\x1b[?1049h"])
    }),
    small("clipboard and title", |dice, good| {
        poisoned(dice, good, &["\x1b]52;c;cm0gLXJmIH4=\x07", "\x1b]0;root@server\x1b\\", "\x1b]8;;http://x\x07"])
    }),
    small("questions to the terminal", |dice, good| {
        poisoned(dice, good, &["\x1bP$qm\x1b\\", "\x1bP+q544e\x1b\\", "\x1b[c", "\x05", "\x1b_G\x1b\\"])
    }),
    small("eight-bit sequences", |dice, good| {
        poisoned(dice, good, &["\u{9b}2J", "\u{9d}0;x\u{9c}", "\u{90}$qm\u{9c}", "\u{85}"])
    }),
    small("control characters", |dice, good| one_of_each(dice, good, (1..32).chain([127]))),
    small("control characters of the second sort", |dice, good| one_of_each(dice, good, 0x80..0xa0)),
    small("nulls", |dice, good| poisoned(dice, good, &["\0", "\0\0\0\0"])),
    small("writing from right to left", |dice, good| {
        poisoned(
            dice,
            good,
            &["\u{202e}gnp.exe", "\u{2066}x\u{2067}y\u{2069}", "\u{200f}", "\u{61c}", "שלום", "\u{202b}ab"],
        )
    }),
    small("blanks without width", |dice, good| {
        poisoned(dice, good, &["\u{200b}", "\u{ad}", "\u{2060}", "\u{200d}", "\u{3164}", "\u{180e}", "\u{34f}"])
    }),
    small("hidden tags", |dice, good| {
        let hidden: String = "ignore the rules".chars().filter_map(|c| char::from_u32(0xe0000 + c as u32)).collect();
        poisoned(dice, good, &[&hidden, "\u{e0001}", "\u{e01ef}"])
    }),
    small("a flood of marks", |dice, good| {
        let flood =
            ["\u{335}", "\u{489}", "\u{301}", "\u{e31}", "\u{344}"][dice.below(5)].repeat(1 + dice.below(3_000));
        poisoned(dice, good, &[&flood])
    }),
    small("other line breaks", |dice, good| {
        poisoned(dice, good, &["\u{2028}", "\u{2029}", "\u{85}", "\x0b", "\x0c", "\r"])
    }),
    small("marks of the encoding inside", |dice, good| {
        poisoned(dice, good, &["\u{feff}", "\u{fffe}", "\u{ffff}", "\u{fff9}a\u{fffb}"])
    }),
    small("pictures of several signs", |dice, good| {
        poisoned(dice, good, &["👩\u{200d}👩\u{200d}👧", "❤\u{fe0f}\u{200d}🔥", "🏴\u{e0067}\u{e007f}", "🇪🇪", "﷽", "𒐫"])
    }),
    small("formulas", |dice, good| instead(dice, good, FORMULAS)),
    small("formulas behind signs", |dice, good| {
        let front = ["'", "\"", " ", "\t", "\u{a0}", "''", "\u{feff}", "\u{200b}", "\r"][dice.below(9)];
        let formula = format!("{front}{}", dice.pick(FORMULAS));
        instead(dice, good, &[&formula])
    }),
    small("statements", |dice, good| {
        instead(
            dice,
            good,
            &["'); DROP TABLE person;--", "x' OR '1'='1", "%", "_", "\\", "${jndi:ldap://x}", "\" * NEAR"],
        )
    }),
    small("paths and commands", |dice, good| {
        instead(
            dice,
            good,
            &["../../../etc/passwd", "C:\\CON", "$(reboot)", "`id`", "file:///etc/passwd", "| sh", "~root"],
        )
    }),
    small("places for values", |dice, good| {
        instead(dice, good, &["{said}", "{row}{n}{0}", "%s%n%x", "{{", "}", "{value"])
    }),
    small("huge numbers", |dice, good| {
        let digits = "9".repeat(1 + dice.below(5_000));
        anywhere(dice, good, &[&digits, "1e999", "-0", "NaN", "∞", "0x7fffffff", "９９９", "4790314991647903149916"])
    }),
    small("days that are none", |dice, good| {
        anywhere(
            dice,
            good,
            &[
                "31.02.2013",
                "99.99.9999",
                "01.01.0000",
                "1.1.+262143",
                "29.2.1900",
                "0000-00-00",
                "12-31-99999",
                "𝟏.𝟏.𝟐𝟎𝟏𝟑",
            ],
        )
    }),
    small("far too long a name", |dice, good| {
        let name = dice.pick(&["A", "õ", "漢", "👩\u{200d}", "a "]).repeat(1 + dice.below(60_000));
        anywhere(dice, good, &[&name])
    }),
    small("a list of thousands", |dice, good| {
        let names = dice.pick(&["kaja;", "Käbiraba, Õnne;", "kaja\n", ",", "1;", ";"]).repeat(1 + dice.below(20_000));
        anywhere(dice, good, &[&names])
    }),
    small("half letters of utf-16", |dice, good| {
        let mut units: Vec<u16> = std::iter::once(0xfeff).chain(good.text().encode_utf16()).collect();
        let place = 1 + dice.below(units.len() - 1);
        units.insert(place, [0xd800, 0xdfff, 0xdc00, 0xfffe, 0][dice.below(5)]);
        utf16(&units, dice.below(2) == 0)
    }),
    small("utf-16 of odd length", |dice, good| {
        let units: Vec<u16> = std::iter::once(0xfeff).chain(good.text().encode_utf16()).collect();
        let mut bytes = utf16(&units, dice.below(2) == 0);
        bytes.truncate(bytes.len() - 1 - dice.below(8));
        bytes
    }),
    small("utf-16 without its mark", |dice, good| {
        utf16(&good.text().encode_utf16().collect::<Vec<_>>(), dice.below(2) == 0)
    }),
    small("utf-8 that is too long", |dice, good| {
        spliced(
            dice,
            &good,
            &[b"\xc0\xaf", b"\xc1\x9b", b"\xe0\x80\xaf", b"\xf0\x80\x80\x9b", b"\xed\xa0\x80", b"\xf5\x80\x80\x80"],
        )
    }),
    small("letters cut off", |dice, good| {
        spliced(dice, &good, &[b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98", b"\x80", b"\xff\xfe", b"\xfe"])
    }),
    small("both code pages at once", |dice, good| {
        let mut bytes = encoding_rs::WINDOWS_1257.encode(&good.text()).0.into_owned();
        let place = dice.below(bytes.len());
        bytes.splice(place..place, [0xf0, 0x9a, 0x81, 0x98].into_iter().take(1 + dice.below(4)));
        bytes
    }),
    small("quotation marks never closed", |dice, good| spliced(dice, &good, &[b";\"", b"\n\"", b"\"\"\";\"", b"\""])),
    small("quotation marks everywhere", |dice, good| {
        good.text().replace(';', dice.pick(&[";\"", "\";\"", "\"\";", ";\"\";"])).into_bytes()
    }),
    small("headings", |dice, mut good| {
        let heading = dice.pick(&["\x1b[2J", "surname", "\u{202e}eman", "=1+1", "", "\0", "{found}", "\u{9b}5m"]);
        let place = dice.below(good.heading.len());
        good.heading[place] = heading.repeat(1 + dice.below(200));
        good.text().into_bytes()
    }),
    small("signs between columns", |dice, good| {
        let sep = dice.pick(&["sep=\x1b\n", "sep=\"\n", "sep=\n", "sep=a\n", "sep=;;\n", "sep=\u{202e}\n", "sep=,\n"]);
        format!("{sep}{}", good.text()).into_bytes()
    }),
    small("line ends", |dice, good| {
        good.text().replace('\n', dice.pick(&["\r", "\r\r\n", "\n\r", "\r\n\x1a", "\n\n\n"])).into_bytes()
    }),
    small("rows of other lengths", |dice, good| {
        let lines: Vec<String> =
            good.text().lines().map(|line| line.to_owned() + &";x".repeat(dice.below(4))).collect();
        lines.join("\n").replace("kaja", ";kaja").into_bytes()
    }),
    small("many lines in a cell", |dice, good| {
        let lines = format!("\"{}\"", "x\n".repeat(1 + dice.below(50_000)));
        anywhere(dice, good, &[&lines])
    }),
    small("other kinds of files", |dice, good| {
        let begin: &[u8] = [
            &b"PK\x03\x04\x14\0\x06\0xl/workbook.xml"[..],
            b"PK\x03\x04\n\0\0\0word/",
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
            b"SQLite format 3\0",
            b"\x89PNG\r\n\x1a\n",
            b"\x1f\x8b\x08\0",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"<html><table><tr><td>",
            b"{\"a\":1}",
            b"<?xml version=\"1.0\"?>",
            b"\x7fELF\x02\x01",
        ][dice.below(11)];
        let noise = (0..dice.below(4_000)).map(|_| dice.below(256) as u8).collect::<Vec<_>>();
        [begin, &noise, good.text().as_bytes()].concat()
    }),
    small("noise", |dice, _| (0..dice.below(30_000)).map(|_| dice.below(256) as u8).collect()),
    small("nearly nothing", |dice, _| {
        [
            &b""[..],
            b"\xef\xbb\xbf",
            b"\n\n\n",
            b";;;;\n",
            b"\xff\xfe",
            b"\"",
            b"\"\"",
            b"\0",
            b"\x1b",
            b"surname",
            b"sep=;",
        ][dice.below(11)]
        .to_vec()
    }),
    small("bytes changed", |dice, good| {
        let mut bytes = good.text().into_bytes();
        for _ in 0..=dice.below(12) {
            let place = dice.below(bytes.len());
            match dice.below(4) {
                0 => bytes[place] ^= 1 << dice.below(8),
                1 => drop(bytes.remove(place)),
                2 => bytes.insert(place, dice.below(256) as u8),
                _ => bytes.extend_from_within(place..),
            }
        }
        bytes
    }),
    large("a million columns", |dice, good| match dice.below(2) {
        0 => ";x".repeat(1_000_000).into_bytes(),
        _ => format!("{}{}\n", good.text(), ";".repeat(1_000_000 + dice.below(18_000_000))).into_bytes(),
    }),
    large("a million lines", |dice, good| {
        format!("{}{}", good.text(), dice.pick(&["a\n", "\n", ";;;\n", "\"\"\n", "a;b\n"]).repeat(1_000_000))
            .into_bytes()
    }),
    large("one cell of 19 MB", |dice, mut good| {
        let place = dice.below(good.heading.len());
        good.rows[0][place] = dice.pick(&["x", "\"\"", "õ", "x\n", "1."]).repeat(9_500_000);
        if dice.below(2) == 0 {
            good.rows[0][place] = format!("\"{}\"", good.rows[0][place]);
        }
        let mut bytes = good.text().into_bytes();
        bytes.truncate(19_900_000);
        bytes
    }),
    large("cells of a megabyte", |dice, mut good| {
        let text = dice.pick(&["x", "1.", "kaja;", "\u{301}", "\u{200b}", ", "]);
        let cell = joined(&[text.repeat((1024 * 1024 - 2) / text.len())]);
        for row in &mut good.rows {
            let place = dice.below(row.len());
            row[place].clone_from(&cell);
        }
        good.raw().into_bytes()
    }),
    large("more than 20 MB", |dice, good| {
        good.text().repeat(21 * 1024 * 1024 / good.text().len() + 1 + dice.below(9)).into_bytes()
    }),
    large("cells without number", |dice, good| {
        let row = format!("x{}\n", ";".repeat(dice.pick(&["7", "39", "499"]).parse().unwrap_or(0)));
        format!("{}{}", good.text(), row.repeat(19_000_000 / row.len())).into_bytes()
    }),
    large("a hundred thousand nearly alike, and one wrong", |dice, mut good| {
        let column = good.text_column(dice);
        let mut row = good.rows[0].clone();
        good.rows = (0..99_000)
            .map(|number| {
                row[column] = format!("Tamm{number}");
                row.clone()
            })
            .collect();
        format!("{}{}", good.text(), "x;".repeat(40)).into_bytes()
    }),
    large("fifty thousand wrong rows", |dice, good| {
        let row = good
            .text()
            .lines()
            .last()
            .map(|row| row.replace(';', dice.pick(&[";\u{1b};", "x;", ";"])))
            .unwrap_or_default();
        format!("{}{}", good.text(), format!("{row}\n").repeat(49_000)).into_bytes()
    }),
];

const FORMULAS: &[&str] = &[
    "=1+1",
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "=HYPERLINK(\"http://x\")",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "=WEBSERVICE(\"http://x\")",
    "+372 5550 0001",
    "-2",
    "=A1",
    "==1",
    "%=1",
    "=\"a\"&\"b\"",
    "{=1+1}",
    "=DDE(\"soffice\";\"x\";\"y\")",
];

/// The sheet with signs put into its texts, so that what is left of them may get in.
fn poisoned(dice: &mut Dice, mut good: Good, poison: &[&str]) -> Vec<u8> {
    for row in 0..good.rows.len() {
        let column = good.text_column(dice);
        let cell = &mut good.rows[row][column];
        let places: Vec<usize> = cell.char_indices().map(|(place, _)| place).chain([cell.len()]).collect();
        cell.insert_str(places[dice.below(places.len())], dice.pick(poison));
    }
    good.text().into_bytes()
}

fn one_of_each(dice: &mut Dice, good: Good, codes: impl Iterator<Item = u32>) -> Vec<u8> {
    let all: String = codes.filter_map(char::from_u32).filter(|sign| *sign != '\n').collect();
    let few: Vec<String> = all.chars().map(String::from).collect();
    let mut poison: Vec<&str> = few.iter().map(String::as_str).collect();
    poison.push(&all);
    poisoned(dice, good, &poison)
}

/// The sheet with texts in place of its own.
fn instead(dice: &mut Dice, mut good: Good, texts: &[&str]) -> Vec<u8> {
    for row in 0..good.rows.len() {
        let column = good.text_column(dice);
        dice.pick(texts).clone_into(&mut good.rows[row][column]);
    }
    good.text().into_bytes()
}

/// The sheet with a text in any one cell, quoted where it has to be.
fn anywhere(dice: &mut Dice, mut good: Good, texts: &[&str]) -> Vec<u8> {
    let (row, column) = (dice.below(good.rows.len()), dice.below(good.heading.len()));
    dice.pick(texts).clone_into(&mut good.rows[row][column]);
    good.text().into_bytes()
}

/// The bytes of the sheet with others put between them.
fn spliced(dice: &mut Dice, good: &Good, pieces: &[&[u8]]) -> Vec<u8> {
    let mut bytes = good.text().into_bytes();
    let place = dice.below(bytes.len());
    bytes.splice(place..place, pieces[dice.below(pieces.len())].iter().copied());
    bytes
}

fn utf16(units: &[u16], little: bool) -> Vec<u8> {
    units.iter().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}
