//! The two lines of keys and the line of tabs: only what works here, never cut inside a word.

use ratatui::{
    Frame,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::super::{
    keymap::{Binding, Footer, Scope, bindings, key_name},
    layout::Regions,
    model::Model,
    theme,
};
use crate::{i18n::Words, lists::LISTS};

/// Draws the keys that work.
pub(super) fn draw(model: &Model, frame: &mut Frame<'_>, regions: &Regions) {
    let offers = |binding: &Binding| model.offers(binding);
    let [here, common] = packed_keys(model.scope(), model.env.words, regions.keys.width, offers);
    for (keys, area) in [(here, regions.keys), (common, regions.common)] {
        let mut spans = vec![Span::raw(" ")];
        for (key, label) in keys {
            spans.push(Span::styled(key, theme::STRONG));
            spans.push(Span::raw(format!(" {label}  ")));
        }
        frame.render_widget(Line::from(spans), area);
    }
}

/// The keys of the two lines: of this screen, and of everywhere. What does not fit is left out from the end, but never the keys
/// that must always be seen.
pub fn packed_keys(
    scope: Scope,
    words: &Words,
    width: u16,
    offers: impl Fn(&Binding) -> bool,
) -> [Vec<(String, String)>; 2] {
    let works: Vec<&Binding> = bindings(scope).filter(|binding| offers(binding)).collect();
    let line = |wanted: &dyn Fn(Footer) -> bool| -> Vec<&Binding> {
        works.iter().copied().filter(|binding| wanted(binding.footer)).collect()
    };
    [
        pack(&line(&|footer| footer == Footer::Here), words, width),
        pack(&line(&|footer| matches!(footer, Footer::Everywhere | Footer::Always)), words, width),
    ]
}

fn pack(works: &[&Binding], words: &Words, width: u16) -> Vec<(String, String)> {
    let named = |binding: &&&Binding| (key_name(binding.keys[0], words), (binding.label)(words).to_owned());
    let room = |(key, label): &(String, String)| key.width() + label.width() + 3;
    let fixed: usize =
        works.iter().filter(|binding| binding.footer == Footer::Always).map(|binding| room(&named(&binding))).sum();
    // One column at the left; the last key needs no gap after it.
    let mut left = (width as usize + 1).saturating_sub(fixed);
    let mut fits = |binding: &&&Binding| {
        if binding.footer == Footer::Always {
            return true;
        }
        let needed = room(&named(binding));
        let fits = needed <= left;
        // What comes after something left out is left out too, so that the order of importance holds.
        left = if fits { left - needed } else { 0 };
        fits
    };
    works.iter().filter(|binding| fits(binding)).map(|binding| named(&binding)).collect()
}

/// The tabs, the open one in brackets: with numbers where they fit, then without, then only the open one.
pub fn packed_tabs(open: usize, words: &Words, width: u16) -> String {
    let names: Vec<&str> = LISTS.iter().map(|list| (list.title())(words)).collect();
    // Between two tabs one column, or two where there is room: the brackets of the open one, or spaces.
    let between = |place: usize, roomy: bool| match (place, roomy) {
        _ if place == open => {
            if roomy {
                " ["
            } else {
                "["
            }
        }
        _ if place == open + 1 => {
            if roomy {
                "] "
            } else {
                "]"
            }
        }
        (_, true) => "  ",
        (_, false) => " ",
    };
    let tabs = |numbered: bool, roomy: bool| {
        let mut line = String::new();
        for (place, name) in names.iter().enumerate() {
            line.push_str(between(place, roomy));
            line.push_str(&if numbered { format!("{} {name}", place + 1) } else { (*name).to_owned() });
        }
        line + between(names.len(), roomy)
    };
    let fits = |line: &String| line.width() <= width as usize;
    let only = format!("[{}] {}/{}", names[open], open + 1, names.len());
    let lines = [tabs(true, true), tabs(true, false), tabs(false, true), tabs(false, false)];
    lines.into_iter().find(fits).unwrap_or(only)
}
