//! Signs that a terminal may lack, and what stands for them. The widgets do not know.
//!
//! A stand-in is one column wide, as what it stands for. Letters are never changed.

use super::Glyphs;

/// The sign to write for `symbol`: itself, unless the terminal lacks it.
pub(super) fn shown(symbol: &str, glyphs: Glyphs) -> &str {
    if symbol.is_ascii() {
        return symbol;
    }
    let mut letters = symbol.chars();
    let (Some(sign), None) = (letters.next(), letters.next()) else { return symbol };
    match glyphs {
        Glyphs::Unicode => symbol,
        Glyphs::Lines if is_line(sign) => symbol,
        Glyphs::Lines | Glyphs::Ascii => stand_in(sign).unwrap_or(symbol),
    }
}

const fn is_line(sign: char) -> bool {
    matches!(sign, '─' | '│' | '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼')
}

/// What stands for a sign on a terminal that has only ASCII; none for letters and for signs that nothing stands for.
pub const fn stand_in(sign: char) -> Option<&'static str> {
    Some(match sign {
        '─' | '━' | '═' | '–' | '—' | '−' | '‐' | '‑' => "-",
        '│' | '┃' | '║' | '▊' | '▋' | '▌' | '▍' | '▅' | '▆' => "|",
        '\u{2500}'..='\u{257f}' => "+",
        '█' | '▓' | '▇' | '▉' | '■' => "#",
        '▒' | '░' | '▃' | '▄' => ":",
        '▁' | '▂' | '▎' | '▏' | '·' => ".",
        '▸' | '►' | '→' | '▶' | '›' => ">",
        '◂' | '◄' | '←' | '◀' | '‹' => "<",
        '▾' | '▼' | '↓' => "v",
        '▴' | '▲' | '↑' => "^",
        '…' => "~",
        '●' | '•' => "*",
        '○' | '□' => "o",
        '✓' | '✔' | '×' | '✗' => "x",
        '„' | '“' | '”' | '«' | '»' => "\"",
        '‚' | '‘' | '’' => "'",
        '\u{a0}' | '\u{202f}' => " ",
        '\u{fffd}' => "?",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    const SIGNS: &str = "─━═│┃║┌┐└┘├┤┬┴┼╭╮╰╯╔╗█▓▒░▁▂▃▄▅▆▇▉▊▋▌▍▎▏▸►→◂◄←▾▼↓▴▲↑…●•○✓×–—−„“”‘’·";

    #[test]
    fn every_sign_has_a_stand_in_as_wide_as_itself() {
        for sign in SIGNS.chars() {
            let sign = sign.to_string();
            let stand_in = shown(&sign, Glyphs::Ascii);
            assert!(stand_in.is_ascii(), "{sign}");
            assert_eq!(stand_in.width(), sign.width(), "{sign}");
        }
    }

    #[test]
    fn letters_are_never_changed() {
        for letter in "õäöüšžąčęėįųūåÕŽ".chars().map(|letter| letter.to_string()) {
            assert_eq!(shown(&letter, Glyphs::Ascii), letter);
        }
        assert_eq!(shown("o\u{303}", Glyphs::Ascii), "o\u{303}");
    }

    #[test]
    fn the_linux_console_keeps_its_box_lines_and_nothing_else() {
        assert_eq!(shown("─", Glyphs::Lines), "─");
        assert_eq!(shown("█", Glyphs::Lines), "#");
        assert_eq!(shown("╭", Glyphs::Lines), "+");
        assert_eq!(shown("█", Glyphs::Unicode), "█");
    }
}
