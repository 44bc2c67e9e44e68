//! What the terminal can do, decided once at the start from what it says of itself and from the user's wishes.
//!
//! Asks the terminal nothing: an answer that comes late over a slow line would be read as typing.

use std::io;

/// How many colours may be written. Bold, underline and reverse are always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// The eight colours and their bright twins.
    Sixteen,
    /// The eight colours; bright ones become bold.
    Eight,
    /// No colour at all.
    None,
}

/// Which signs may be written besides letters, which are never changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyphs {
    /// All signs.
    Unicode,
    /// Box lines, but no blocks, arrows or bullets: what the Linux console has in its font.
    Lines,
    /// Only signs of ASCII.
    Ascii,
}

/// What the user asked for on the command line or in the settings; `None` leaves it to the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Wished colours.
    pub colours: Option<Colours>,
    /// Wished signs.
    pub glyphs: Option<Glyphs>,
}

/// What the terminal can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Colours it shows.
    pub colours: Colours,
    /// Signs it shows.
    pub glyphs: Glyphs,
    /// Whether it has a second screen, so that the first comes back when Tugi ends.
    pub alternate_screen: bool,
    /// Whether it marks pasted text as such.
    pub bracketed_paste: bool,
    /// Whether letters beyond ASCII can be typed and shown.
    pub utf8: bool,
}

/// Why there is no terminal to draw on. The sentence for the user is the caller's.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// `TERM` is unset or `dumb`: nothing can be placed on such a screen.
    #[error("the terminal cannot place text on its screen")]
    Dumb,
    /// Input or output is a file or a pipe.
    #[error("input or output is not a terminal")]
    NotATerminal,
    /// The terminal did not answer.
    #[error(transparent)]
    Broken(#[from] io::Error),
}

/// What a family of terminals can do.
struct Family {
    colours: Colours,
    glyphs: Glyphs,
    alternate_screen: bool,
    bracketed_paste: bool,
}

const MODERN: Family =
    Family { colours: Colours::Sixteen, glyphs: Glyphs::Unicode, alternate_screen: true, bracketed_paste: true };
const LINUX: Family =
    Family { colours: Colours::Eight, glyphs: Glyphs::Lines, alternate_screen: true, bracketed_paste: false };
const PLAIN: Family =
    Family { colours: Colours::None, glyphs: Glyphs::Ascii, alternate_screen: false, bracketed_paste: false };

/// How the names of terminals begin that can do all that Tugi uses.
const MODERN_NAMES: &[&str] = &[
    "xterm",
    "putty",
    "tmux",
    "screen",
    "rxvt",
    "konsole",
    "alacritty",
    "foot",
    "kitty",
    "wezterm",
    "ghostty",
    "vte",
    "gnome",
    "mintty",
    "cygwin",
    "st",
    "contour",
    "nsterm",
    "mlterm",
    "msys",
];

impl Capabilities {
    /// Decides by `TERM`, `NO_COLOR` and the locale, as `lookup` gives them; wishes win over all of these.
    pub fn detect(lookup: &dyn Fn(&str) -> Option<String>, wishes: &Wishes) -> Result<Self, Unusable> {
        let lookup = |name: &str| lookup(name).filter(|value| !value.is_empty());
        let family = family_of(lookup("TERM").as_deref())?;
        let locale = lookup("LC_ALL").or_else(|| lookup("LC_CTYPE")).or_else(|| lookup("LANG"));
        let utf8 = locale.as_deref().map_or(cfg!(windows), names_utf8);
        let colours = if lookup("NO_COLOR").is_some() { Colours::None } else { family.colours };
        let glyphs = if utf8 { family.glyphs } else { Glyphs::Ascii };
        Ok(Self {
            colours: wishes.colours.unwrap_or(colours),
            glyphs: wishes.glyphs.unwrap_or(glyphs),
            alternate_screen: family.alternate_screen,
            bracketed_paste: family.bracketed_paste,
            utf8,
        })
    }
}

/// The family of a terminal by its name. One that nobody knows is taken for a plain one, which works everywhere.
fn family_of(term: Option<&str>) -> Result<Family, Unusable> {
    match term {
        None if cfg!(windows) => Ok(MODERN),
        None | Some("dumb") => Err(Unusable::Dumb),
        Some(name) if name == "linux" || name.starts_with("linux-") => Ok(LINUX),
        Some(name) if is_modern(name) => Ok(MODERN),
        Some(_) => Ok(PLAIN),
    }
}

fn is_modern(name: &str) -> bool {
    name.contains("color")
        || MODERN_NAMES
            .iter()
            .any(|begin| name.strip_prefix(begin).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphabetic())))
}

fn names_utf8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(variables: &[(&str, &str)], wishes: Wishes) -> Result<Capabilities, Unusable> {
        let lookup =
            |name: &str| variables.iter().find(|(variable, _)| *variable == name).map(|(_, value)| (*value).to_owned());
        Capabilities::detect(&lookup, &wishes)
    }

    fn on(term: &str) -> Capabilities {
        detect(&[("TERM", term), ("LANG", "et_EE.UTF-8")], Wishes::default()).unwrap()
    }

    #[test]
    fn graphical_terminals_and_multiplexers_can_do_everything() {
        for term in ["xterm", "xterm-256color", "putty", "tmux-256color", "screen", "screen.xterm", "rxvt-unicode"] {
            let found = on(term);
            assert_eq!((found.colours, found.glyphs), (Colours::Sixteen, Glyphs::Unicode), "{term}");
            assert!(found.alternate_screen && found.bracketed_paste, "{term}");
        }
    }

    #[test]
    fn the_linux_console_has_eight_colours_and_box_lines() {
        let found = on("linux");
        assert_eq!((found.colours, found.glyphs), (Colours::Eight, Glyphs::Lines));
        assert!(found.alternate_screen && !found.bracketed_paste);
    }

    #[test]
    fn old_and_unknown_terminals_get_only_what_works_everywhere() {
        for term in ["vt100", "vt220", "ansi", "wyse60", "strange"] {
            let found = on(term);
            assert_eq!((found.colours, found.glyphs), (Colours::None, Glyphs::Ascii), "{term}");
            assert!(!found.alternate_screen && !found.bracketed_paste, "{term}");
        }
    }

    #[test]
    fn a_dumb_terminal_is_refused() {
        assert!(matches!(detect(&[("TERM", "dumb")], Wishes::default()), Err(Unusable::Dumb)));
    }

    #[cfg(unix)]
    #[test]
    fn a_terminal_without_a_name_is_refused() {
        assert!(matches!(detect(&[], Wishes::default()), Err(Unusable::Dumb)));
        assert!(matches!(detect(&[("TERM", "")], Wishes::default()), Err(Unusable::Dumb)));
    }

    #[test]
    fn no_color_takes_the_colours_away_only_if_it_is_not_empty() {
        let colours = |value| detect(&[("TERM", "xterm"), ("NO_COLOR", value)], Wishes::default()).unwrap().colours;
        assert_eq!(colours("1"), Colours::None);
        assert_eq!(colours(""), Colours::Sixteen);
    }

    #[test]
    fn a_wish_wins_over_the_surroundings() {
        let wishes = Wishes { colours: Some(Colours::Eight), glyphs: Some(Glyphs::Ascii) };
        let found = detect(&[("TERM", "xterm"), ("LANG", "C.UTF-8"), ("NO_COLOR", "1")], wishes).unwrap();
        assert_eq!((found.colours, found.glyphs), (Colours::Eight, Glyphs::Ascii));
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides_about_utf8() {
        let utf8 = |variables: &[(&str, &str)]| {
            let with_term: Vec<_> = variables.iter().copied().chain([("TERM", "xterm")]).collect();
            let found = detect(&with_term, Wishes::default()).unwrap();
            assert_eq!(found.glyphs == Glyphs::Unicode, found.utf8);
            found.utf8
        };
        assert!(utf8(&[("LANG", "lt_LT.utf8")]));
        assert!(utf8(&[("LC_ALL", ""), ("LC_CTYPE", "C.UTF-8"), ("LANG", "C")]));
        assert!(!utf8(&[("LC_ALL", "C"), ("LANG", "sv_SE.UTF-8")]));
    }
}
