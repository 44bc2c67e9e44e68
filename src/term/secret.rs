//! A passphrase typed on the terminal, which shows nothing of it.

use std::io::{self, IsTerminal, Read, Write};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// Asks for a passphrase without showing it; none where there is no terminal, or where the user breaks off.
pub fn ask_secretly(prompt: &str) -> io::Result<Option<String>> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(None);
    }
    // Nothing is shown from before the question on; it goes where errors go, since the output may be a file.
    enable_raw_mode()?;
    let asked = write!(io::stderr(), "{prompt} ").and_then(|()| io::stderr().flush());
    let line = asked.and_then(|()| read_line(&mut io::stdin().lock()));
    disable_raw_mode()?;
    writeln!(io::stderr())?;
    Ok(line?.and_then(|bytes| String::from_utf8(bytes).ok()))
}

/// The bytes up to Enter; none after Ctrl+C, Ctrl+D or a line that has dropped.
fn read_line(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let (mut line, mut byte) = (Vec::new(), [0]);
    while input.read(&mut byte)? == 1 {
        match byte[0] {
            b'\r' | b'\n' => return Ok(Some(line)),
            3 | 4 => return Ok(None),
            8 | 127 => drop_letter(&mut line),
            other => line.push(other),
        }
    }
    Ok(None)
}

/// Takes the last letter away, however many bytes it has.
fn drop_letter(line: &mut Vec<u8>) {
    while line.pop().is_some_and(|byte| byte & 0b1100_0000 == 0b1000_0000) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(bytes: &[u8]) -> Option<String> {
        read_line(&mut &bytes[..]).unwrap().map(|line| String::from_utf8(line).unwrap())
    }

    #[test]
    fn a_line_ends_with_enter_and_backspace_takes_a_whole_letter_away() {
        assert_eq!(typed(b"abc\rdef").as_deref(), Some("abc"));
        assert_eq!(typed("aõ\u{7f}\u{7f}\u{7f}bé\u{8}c\n".as_bytes()).as_deref(), Some("bc"));
    }

    #[test]
    fn whoever_breaks_off_has_typed_nothing() {
        assert_eq!(typed(b"abc\x03"), None);
        assert_eq!(typed(b"abc"), None);
    }
}
