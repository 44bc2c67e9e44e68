//! Keys by name, as a terminal of the xterm family sends them.

use crate::keys::split;

/// What the terminal sends for `keys`, one entry for each.
pub(super) fn sent_for(keys: &str) -> Vec<String> {
    split(keys)
        .into_iter()
        .map(|key| if key.len() > 1 && key.starts_with('<') { named(key) } else { key.to_owned() })
        .collect()
}

fn named(key: &str) -> String {
    let name = key.trim_matches(['<', '>']);
    if let Some(letter) = name.strip_prefix("C-") {
        let letter = letter.chars().next().filter(char::is_ascii_alphabetic).expect("Ctrl with a letter");
        return char::from(letter.to_ascii_uppercase() as u8 & 0x1f).to_string();
    }
    let text = match name {
        "Esc" => "\x1b",
        "Enter" => "\r",
        "Tab" => "\t",
        "S-Tab" => "\x1b[Z",
        "BS" => "\x7f",
        "Space" => " ",
        "lt" => "<",
        "Up" => "\x1b[A",
        "Down" => "\x1b[B",
        "Right" => "\x1b[C",
        "Left" => "\x1b[D",
        "Home" => "\x1b[H",
        "End" => "\x1b[F",
        "Ins" => "\x1b[2~",
        "Del" => "\x1b[3~",
        "PgUp" => "\x1b[5~",
        "PgDn" => "\x1b[6~",
        "F1" => "\x1bOP",
        "F2" => "\x1bOQ",
        "F3" => "\x1bOR",
        "F4" => "\x1bOS",
        "F5" => "\x1b[15~",
        "F6" => "\x1b[17~",
        "F7" => "\x1b[18~",
        "F8" => "\x1b[19~",
        "F9" => "\x1b[20~",
        "F10" => "\x1b[21~",
        "F11" => "\x1b[23~",
        "F12" => "\x1b[24~",
        _ => panic!("there is no key <{name}>"),
    };
    text.to_owned()
}

#[test]
fn keys_are_written_by_name_and_letters_for_themselves() {
    assert_eq!(sent_for("aõ<F2><C-s><lt>"), ["a", "õ", "\x1bOQ", "\x13", "<"]);
}
