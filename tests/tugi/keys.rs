//! Keys written as text: letters for themselves, other keys by name, as in `"abc<F2><C-s><Esc>"`; `<lt>` is the sign `<`.

use tugi::ui::{Code, Key};

/// The keys one by one: `a`, `<F2>`.
pub(crate) fn split(keys: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = keys;
    while let Some(letter) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|name| name.find('>')).map(|end| end + 2);
        let (key, after) = rest.split_at(named.unwrap_or(letter.len_utf8()));
        found.push(key);
        rest = after;
    }
    found
}

/// The keys as the program understands them.
pub(crate) fn pressed(keys: &str) -> Vec<Key> {
    split(keys).into_iter().map(key).collect()
}

fn key(key: &str) -> Key {
    let Some(name) = key.strip_prefix('<').and_then(|name| name.strip_suffix('>')) else {
        return Key::char(key.chars().next().expect("no key is empty"));
    };
    if let Some(letter) = name.strip_prefix("C-") {
        return Key::ctrl(letter.chars().next().expect("Ctrl with a letter"));
    }
    let code = match name {
        "Esc" => Code::Esc,
        "Enter" => Code::Enter,
        "Tab" => Code::Tab,
        "S-Tab" => Code::BackTab,
        "BS" => Code::Backspace,
        "Space" => Code::Char(' '),
        "lt" => Code::Char('<'),
        "Up" => Code::Up,
        "Down" => Code::Down,
        "Left" => Code::Left,
        "Right" => Code::Right,
        "Home" => Code::Home,
        "End" => Code::End,
        "Ins" => Code::Insert,
        "Del" => Code::Delete,
        "PgUp" => Code::PageUp,
        "PgDn" => Code::PageDown,
        _ => Code::F(name.strip_prefix('F').and_then(|number| number.parse().ok()).expect("a key by its name")),
    };
    Key::plain(code)
}

#[test]
fn keys_are_written_by_name_and_letters_for_themselves() {
    assert_eq!(split("aõ<F2><lt>"), ["a", "õ", "<F2>", "<lt>"]);
    assert_eq!(pressed("õ<F12><C-s><lt>"), [Key::char('õ'), Key::f(12), Key::ctrl('s'), Key::char('<')]);
}
