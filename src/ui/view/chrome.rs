//! What every screen has round its content: title, tabs, where the user is, status, hint, keys.

use chrono::Datelike;
use ratatui::{Frame, layout::Rect, style::Style};
use unicode_width::UnicodeWidthStr;

use super::super::{
    keymap::key_to_today,
    layout::Regions,
    model::{Layer, Model, PageState, Tone},
    notice::Notice,
    sheets::SheetState,
    theme,
};
use super::{footer, sheets, text, twins};
use crate::{
    domain::{Deed, break_long_words, one_line},
    i18n::fill,
    lists::LISTS,
};

/// Draws everything round the content.
pub(super) fn draw(model: &Model, frame: &mut Frame<'_>, regions: &Regions) {
    let title = title(model);
    let room = (regions.title.width as usize).saturating_sub(title.width() + 1);
    text::both_ends(frame, regions.title, &title, &session(model, room), theme::REVERSED);
    text::line(frame, regions.tabs, &footer::packed_tabs(model.tab, model.env.words, regions.tabs.width), theme::PLAIN);
    place_and_count(model, frame, regions);
    match &model.env.past_said() {
        Some(said) => banner(model, said, frame, regions),
        None => match newer(model) {
            Some(said) => text::line(frame, regions.rule, &format!(" ! {said}"), theme::ATTENTION),
            None => text::line(frame, regions.rule, &"─".repeat(regions.rule.width as usize), theme::PLAIN),
        },
    }
    status(model, frame, regions);
    footer::draw(model, frame, regions);
}

fn title(model: &Model) -> String {
    let words = model.env.words;
    let training = if model.training { format!(" | {}", words.title.training) } else { String::new() };
    format!(" TUGI{training} | {}", (LISTS[model.tab].title())(words))
}

/// That this is not today, in place of the rule: signs and words say it where there are no colours.
fn banner(model: &Model, said: &str, frame: &mut Frame<'_>, regions: &Regions) {
    let words = model.env.words;
    let said = format!("!!! {}. {said}", words.title.not_today);
    let how = format!("{} !!!", fill(&words.title.only_looking, &[("key", &key_to_today(words))]));
    let fits = said.width() + 2 + how.width() <= regions.rule.width as usize;
    text::both_ends(frame, regions.rule, &said, if fits { &how } else { "!!!" }, theme::LOUD);
}

/// That somebody else has saved what the form in front is about; in place of the rule, so that nothing moves.
fn newer(model: &Model) -> Option<String> {
    if matches!(model.layers.last(), Some(Layer::Conflict(_))) {
        // There it is the heading.
        return None;
    }
    let theirs = model.form()?.newer.as_ref()?;
    let words = &model.env.words.conflict;
    let said = if theirs.gone { &words.overtaken } else { &words.newer };
    Some(fill(said, &[("who", &theirs.who), ("at", &theirs.moment(&model.env))]))
}

/// The office, the user, the day, as far as there is room; no clock, which would redraw for ever.
fn session(model: &Model, room: usize) -> String {
    let env = &model.env;
    let weekday = env.words.weekdays()[env.today.weekday().num_days_from_monday() as usize];
    let day = format!("{weekday} {}", env.date(env.today));
    // Whoever only reads is told so where their name stands.
    let reads = format!("{} ({})", env.user, env.words.title.reads_only);
    let user = if env.rights.may(Deed::Daily) { env.user.as_str() } else { reads.as_str() };
    let parts = [model.office.as_str(), user, day.as_str()];
    let parts: Vec<&str> = parts.iter().filter(|part| !part.is_empty()).copied().collect();
    let lines = (0..parts.len()).map(|first| parts[first..].join(" | ") + " ");
    lines.into_iter().find(|line| line.width() <= room).unwrap_or_default()
}

/// Where the user is: the list with its view and what is sought, and everything opened from there.
fn place(model: &Model) -> String {
    let words = model.env.words;
    let list = model.list();
    let finding = |find: &str, typing: bool| {
        let cursor = if typing { "_" } else { "" };
        if find.is_empty() && !typing { String::new() } else { format!(" | {}: {find}{cursor}", words.action.find) }
    };
    let views = LISTS[model.tab].views();
    let view = views.get(list.query.view).filter(|_| views.len() > 1).map(|view| format!(": {}", view(words)));
    let mut place = format!(" {}{}", (LISTS[model.tab].title())(words), view.unwrap_or_default());
    place.push_str(&finding(&list.query.find, list.finding));
    let mut before = "";
    for layer in &model.layers {
        let step = match layer {
            Layer::Card(card) => format!("{}{}", card.card.title, finding(&card.find, card.finding)),
            Layer::Form(form) => {
                let title = crate::forms::form(form.name).map_or("", |spec| (spec.title())(words));
                // Over a card it is clear whom the form is about.
                let known = form.about.is_empty() || form.about == before;
                if known { title.to_owned() } else { format!("{title}, {}", form.about) }
            }
            Layer::Page(page) => format!("{}{}", page.title, finding(&page.find, page.finding)),
            Layer::Twins(_) => words.twins.title.clone(),
            Layer::Sheet(state) => named(state),
            Layer::Pick(_) | Layer::Question(_) | Layer::Conflict(_) => continue,
        };
        place.push_str(" > ");
        place.push_str(&step);
        before = if let Layer::Card(card) = layer { &card.card.title } else { "" };
    }
    place
}

/// Where the user is, and at the right how many there are; in a narrow window only the first.
fn place_and_count(model: &Model, frame: &mut Frame<'_>, regions: &Regions) {
    let (mut place, mut count) = (place(model), format!("{} ", count(model)));
    let width = regions.place.width as usize;
    let fits = |place: &str, count: &str| place.width() + 1 + count.width() <= width;
    // Where there is too little room, the way here may be cut, but not what is open.
    let last = place.rfind(" > ").map_or_else(|| place.clone(), |at| format!(" ~{}", &place[at..]));
    if !fits(&place, &count) && fits(&last, &count) {
        place.clone_from(&last);
    }
    if let Some(kept) = draft_kept(model) {
        let with_kept = format!("{}{kept} ", count.trim_end());
        if !fits(&place, &with_kept) && fits(&last, &with_kept) {
            place = last;
        }
        if fits(&place, &with_kept) {
            count = with_kept;
        }
    }
    let fits = fits(&place, &count);
    // That something is not saved is always said.
    let count = if fits || !model.layers.is_empty() { count } else { String::new() };
    text::both_ends(frame, regions.place, &place, &count, theme::STRONG);
}

/// How many there are, or that something is not saved.
fn count(model: &Model) -> String {
    let words = &model.env.words.title;
    match model.layers.last() {
        None => {
            let list = model.list();
            let sought = !list.query.find.is_empty();
            let found = fill(&words.found, &[("n", &list.page.total.to_string())]);
            if sought { found } else { list.page.summary.clone() }
        }
        Some(Layer::Page(page)) if page.paper.is_some() => {
            let values = [("n", &*(page.number() + 1).to_string()), ("all", &page.starts.len().to_string())];
            fill(&model.env.words.page.of_pages, &values)
        }
        _ if model.form().is_some_and(super::super::model::FormState::is_dirty) => words.not_saved.clone(),
        _ => String::new(),
    }
}

/// When what is typed was last kept as a draft.
fn draft_kept(model: &Model) -> Option<String> {
    let form = model.form().filter(|form| form.is_dirty())?;
    let kept = form.kept.as_ref()?;
    Some(format!(" | {}", fill(&model.env.words.title.draft_kept, &[("time", &kept.at)])))
}

/// What happened, and what is under the cursor; either may need both lines.
fn status(model: &Model, frame: &mut Frame<'_>, regions: &Regions) {
    let width = regions.status.width.saturating_sub(2) as usize;
    let hint = text::wrapped(&hint(model), width);
    let Some(notice) = &model.notice else {
        let rule = "─".repeat(regions.status.width as usize);
        match &hint[..] {
            [] => text::line(frame, regions.status, &rule, theme::PLAIN),
            [only] => {
                text::line(frame, regions.status, &rule, theme::PLAIN);
                text::line(frame, regions.hint, &format!(" {only}"), theme::PLAIN);
            }
            [first, rest @ ..] => {
                text::line(frame, regions.status, &format!(" {first}"), theme::PLAIN);
                text::line(frame, regions.hint, &format!(" {}", rest.join(" ")), theme::PLAIN);
            }
        }
        return;
    };
    let Said { lines, undo, style } = said(notice, model, width);
    if lines.len() > STATUS_LINES {
        // It takes lines of the content too, see `over_the_content`.
        return;
    }
    text::both_ends(frame, regions.status, &format!(" {}", lines[0]), &undo, style);
    // Half of a hint would read like the whole of one: where it has no room, it is cut with its sign.
    let below = lines.get(1).cloned().unwrap_or_else(|| hint.join(" "));
    text::line(frame, regions.hint, &format!(" {below}"), theme::PLAIN);
}

/// How many lines a notice has for itself.
const STATUS_LINES: usize = 2;

/// A notice in lines.
struct Said {
    lines: Vec<String>,
    /// How it is undone, beside the first of them.
    undo: String,
    style: Style,
}

fn said(notice: &Notice, model: &Model, width: usize) -> Said {
    let words = &model.env.words.title;
    let (word, style) = match notice.tone {
        Tone::Done => (words.done.as_str(), theme::DONE),
        Tone::Attention => ("!", theme::ATTENTION),
        Tone::Failed => (words.failed.as_str(), theme::FAILED),
    };
    let undo = if notice.undo { format!("u {} ", model.env.words.action.undo) } else { String::new() };
    let room = width.saturating_sub(undo.width());
    let lines = text::wrapped(&break_long_words(&format!("{word}  {}", notice.text), room), room);
    Said { lines, undo, style }
}

/// A notice that is too long for its lines, over the last ones of the content: no sentence is cut that says what was done, or what
/// to do. With the next key it is gone.
pub(super) fn over_the_content(model: &Model, frame: &mut Frame<'_>, regions: &Regions) {
    let Some(notice) = &model.notice else { return };
    let width = regions.status.width.saturating_sub(2) as usize;
    let Said { lines, undo, style } = said(notice, model, width);
    if lines.len() <= STATUS_LINES {
        return;
    }
    let rows = lines.len().min(regions.content.height as usize + STATUS_LINES) as u16;
    let first = regions.hint.y + 1 - rows;
    if first > regions.content.y {
        text::line(frame, row(regions, first - 1), &"─".repeat(regions.status.width as usize), theme::PLAIN);
    }
    for (place, line) in (0..rows).zip(&lines) {
        let (undo, style) = if place == 0 { (undo.as_str(), style) } else { ("", theme::PLAIN) };
        text::both_ends(frame, row(regions, first + place), &format!(" {line}"), undo, style);
    }
}

/// The line of the screen at this height.
fn row(regions: &Regions, y: u16) -> Rect {
    Rect { y, ..regions.status }
}

/// What is under the cursor.
fn hint(model: &Model) -> String {
    let words = &model.env.words;
    match model.layers.last() {
        Some(Layer::Form(form)) => {
            form.fields.get(form.focus).map(|field| (field.hint)(words).to_owned()).unwrap_or_default()
        }
        Some(Layer::Pick(pick)) if pick.several => words.title.pick_several.clone(),
        Some(Layer::Pick(_)) => words.title.pick.clone(),
        Some(Layer::Question(_)) => words.title.question.clone(),
        Some(Layer::Conflict(_)) => words.title.conflict.clone(),
        Some(Layer::Twins(state)) => twins::hint(state, words, model.size.0),
        Some(Layer::Sheet(state)) => sheets::hint(state, words, model.size.0),
        Some(Layer::Page(PageState { paper: Some(paper), .. })) => match paper.asked.what {
            what if what.can_be_without_names() => words.page.hint.clone(),
            what if what.can_be_in_any_language() => words.page.hint_language.clone(),
            _ => words.page.hint_form.clone(),
        },
        Some(Layer::Page(_)) => String::new(),
        None if is_empty(model) => (LISTS[model.tab].empty())(words).to_owned(),
        _ => model.row().map(|row| row.hint.clone()).unwrap_or_default(),
    }
}

/// Whether the list has nothing in it, without anything being sought.
fn is_empty(model: &Model) -> bool {
    let list = model.list();
    list.loaded && list.page.total == 0 && list.query.find.is_empty()
}

/// What a sheet is called, over what it would come to.
fn named(state: &SheetState) -> String {
    let name = state.asked.path.file_name().map(|name| name.to_string_lossy().into_owned());
    one_line(&name.unwrap_or_default()).into_owned()
}
