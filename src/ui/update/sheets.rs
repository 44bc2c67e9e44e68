//! Taking a sheet over: which file, what it is about, how it is read, and the saving of it; nothing is saved before F2.

use std::path::PathBuf;

use super::{
    super::{
        Action,
        model::{Answer, Effect, Layer, Model, PickOption, Picked, Purpose, QuestionState, Tone},
        sheets::{SheetAsked, SheetLine, SheetState},
    },
    pick, question,
};
use crate::{
    exchange::{Reading, What},
    i18n::fill,
};

/// How far a page goes.
const PAGE: usize = 10;

/// Asks what a sheet is about.
pub(super) fn about(model: &mut Model, path: PathBuf) {
    let words = model.env.words;
    let option = |(place, what): (usize, &What)| pick::plain(Picked::Place(place), (what.label())(words), "");
    let options = What::ALL.iter().enumerate().map(option).collect();
    let title = words.sheet.about.clone();
    pick::open(model, Purpose::SheetAbout(path), title, options);
}

/// Looks into the sheet as one about this.
pub(super) fn look_into(path: PathBuf, place: usize) -> Vec<Effect> {
    let Some(what) = What::ALL.get(place) else { return Vec::new() };
    vec![Effect::LookInto(Box::new(SheetAsked { path, what: *what, reading: Reading::default() }))]
}

/// Shows what the sheet would come to; where it was shown already, the cursor stays.
pub(super) fn show(model: &mut Model, mut state: SheetState) {
    if let Some(Layer::Sheet(before)) = model.layers.last() {
        state.selected = before.selected;
        model.layers.pop();
    }
    state.selected = state.nearest(state.selected);
    model.layers.push(Layer::Sheet(Box::new(state)));
}

/// Does what an action means here.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Layer::Sheet(state)) = model.layers.last_mut() else { return Vec::new() };
    let last = state.lines.len().saturating_sub(1);
    match action {
        Action::Down => state.selected = state.after(state.selected),
        Action::Up => state.selected = state.before(state.selected),
        Action::PageDown => state.selected = state.nearest((state.selected + PAGE).min(last)),
        Action::PageUp => state.selected = state.nearest(state.selected.saturating_sub(PAGE)),
        Action::First => state.selected = state.nearest(0),
        Action::Last => state.selected = state.nearest(last),
        Action::Choose => choose(model),
        Action::Back if state.is_answered() => question::guard_sheet(model, false),
        Action::Back => drop(model.layers.pop()),
        Action::Write => return vec![Effect::WriteRefused(Box::new(state.asked.clone()))],
        Action::Save => return save(model),
        _ => {}
    }
    Vec::new()
}

/// Opens what can be said of the line under the cursor.
fn choose(model: &mut Model) {
    let Some(Layer::Sheet(state)) = model.layers.last() else { return };
    let (label, value) = match state.lines.get(state.selected) {
        Some(SheetLine::Choice { label, value, .. }) => (label.as_str(), value.as_str()),
        // The sentence itself has more room below the box than over it.
        Some(SheetLine::Said(..)) => (model.env.words.sheet.wrong.as_str(), ""),
        _ => return,
    };
    let answers = state.answers();
    let options: Vec<PickOption> =
        answers.iter().enumerate().map(|(place, (name, _))| pick::plain(Picked::Place(place), name, "")).collect();
    let selected = answers.iter().position(|(name, _)| name == value).unwrap_or_default();
    let title = label.to_owned();
    pick::open_at(model, Purpose::SheetAnswer, title, options, selected);
}

/// Reads the sheet anew with what was chosen for the line under the cursor.
pub(super) fn answer(model: &Model, place: usize) -> Vec<Effect> {
    let Some(Layer::Sheet(state)) = model.layers.last() else { return Vec::new() };
    let Some((_, answer)) = state.answers().get(place) else { return Vec::new() };
    vec![Effect::LookInto(Box::new(state.asked.clone().with(answer.clone())))]
}

/// Takes the sheet over; where rows would be left out, asks first.
fn save(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Sheet(state)) = model.layers.last() else { return Vec::new() };
    let words = model.env.words;
    match (state.ready, state.refused) {
        (None | Some(0), _) => {
            let text = words.sheet.nothing_to_take.clone();
            model.say(Tone::Attention, text);
            Vec::new()
        }
        (Some(_), 0) => take_over(model),
        (Some(ready), refused) => {
            let [ready, refused] = [ready, refused].map(|number| words.lang.number(number as i64));
            let lines = vec![fill(&words.sheet.with_refused, &[("ready", &ready), ("refused", &refused)])];
            let answers = vec![
                (words.sheet.correct_first.clone(), Answer::Stay),
                (words.sheet.take_the_others.clone(), Answer::TakeOver),
            ];
            model.layers.push(Layer::Question(QuestionState { lines, answers, selected: 0 }));
            Vec::new()
        }
    }
}

/// Takes the sheet in front over, but for the rows that are wrong, which go into a file.
pub(super) fn take_over(model: &Model) -> Vec<Effect> {
    match model.layers.last() {
        Some(Layer::Sheet(state)) => vec![Effect::TakeOver(Box::new(state.asked.clone()))],
        _ => Vec::new(),
    }
}

impl SheetState {
    /// The line at this place, or the next one that the cursor can stand on.
    fn nearest(&self, place: usize) -> usize {
        let can = |place: &usize| self.lines.get(*place).is_some_and(|line| !matches!(line, SheetLine::Heading(_)));
        (place..self.lines.len()).find(can).or_else(|| (0..place).rev().find(can)).unwrap_or_default()
    }

    fn after(&self, place: usize) -> usize {
        self.nearest((place + 1).min(self.lines.len().saturating_sub(1)))
    }

    fn before(&self, place: usize) -> usize {
        let can = |place: &usize| !matches!(self.lines[*place], SheetLine::Heading(_));
        (0..place.min(self.lines.len())).rev().find(can).unwrap_or(place)
    }
}
