//! Keys in a form. What was typed stays until it is saved or thrown away on purpose; a wrong field never keeps the cursor.

use super::super::{
    Action, Editor,
    key::{Code, Key},
    model::{Effect, FormState, Layer, Model, Tone},
};
use super::{pick, question, written};
use crate::{
    env::Env,
    forms::{Entry, FORGET, Filled, Input, LOOK_AT, Opening, days_to_look_at, form, sentence, why_forget},
    i18n::fill,
};

/// Does what an action means in a form.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::NextField => return walk(model, 1),
        Action::PreviousField => return walk(model, -1),
        Action::Save => return save(model),
        Action::Choose => return pick::field(model, String::new()),
        Action::Back => return back(model),
        Action::ClearField => clear(model),
        _ => {}
    }
    Vec::new()
}

/// Opens a form that was read.
pub(super) fn show(model: &mut Model, name: &'static str, opening: Opening, filled: Filled) {
    let Some(mut state) = state(name, opening, filled, &model.env) else { return };
    // The first field that waits to be filled is where work begins.
    state.focus = state
        .entries
        .iter()
        .zip(&state.fields)
        .position(|(entry, field)| field.needed && entry.is_empty())
        .or_else(|| (0..state.fields.len()).find(|place| state.shows(*place)))
        .unwrap_or(0);
    state.enter();
    state.foresee(&model.env);
    model.layers.push(Layer::Form(Box::new(state)));
}

/// A form that was read, before the cursor is in it.
pub(super) fn state(name: &'static str, opening: Opening, filled: Filled, env: &Env) -> Option<FormState> {
    let spec = form(name)?;
    Some(FormState {
        name,
        asked: spec.fields().iter().map(|field| field.is_asked(&env.definition)).collect(),
        opening,
        fields: spec.fields(),
        base: filled.base.into(),
        first: filled.entries.clone(),
        entries: filled.entries,
        about: filled.about,
        focus: 0,
        editor: None,
        replaces: false,
        problems: Vec::new(),
        consequences: Vec::new(),
        newer: None,
        together: None,
        kept: None,
    })
}

/// Takes a key that no binding claims.
pub(super) fn typed(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(Layer::Form(form)) = model.layers.last_mut() else { return Vec::new() };
    form.begin_anew(matches!(key.code, Code::Char(_)) && !key.ctrl);
    if let Some(editor) = &mut form.editor {
        if editor.key(key) {
            form.problems.retain(|(place, _)| *place != form.focus);
            return Vec::new();
        }
        let text = model.env.words.notice.no_meaning.clone();
        model.say(Tone::Attention, text);
        return Vec::new();
    }
    match key.code {
        Code::Backspace | Code::Delete => {
            clear(model);
            Vec::new()
        }
        // Typing in a field that takes a choice opens the list with what was typed.
        Code::Char(' ') => pick::field(model, String::new()),
        Code::Char(letter) if !key.ctrl => pick::field(model, letter.to_string()),
        _ => Vec::new(),
    }
}

/// Takes pasted text.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    let Some(Layer::Form(form)) = model.layers.last_mut() else { return Vec::new() };
    form.begin_anew(true);
    match &mut form.editor {
        Some(editor) => {
            editor.paste(text);
            Vec::new()
        }
        None => pick::field(model, text.lines().next().unwrap_or_default().trim().to_owned()),
    }
}

fn walk(model: &mut Model, by: isize) -> Vec<Effect> {
    let env = model.env.clone();
    let Some(Layer::Form(form)) = model.layers.last_mut() else { return Vec::new() };
    form.leave(&env);
    let shown: Vec<usize> = (0..form.fields.len()).filter(|place| form.shows(*place)).collect();
    let at = shown.iter().position(|place| *place == form.focus).unwrap_or(0);
    let next = (at as isize + by).rem_euclid(shown.len().max(1) as isize) as usize;
    form.focus = shown.get(next).copied().unwrap_or(form.focus);
    form.enter();
    keep(form)
}

/// A field that was left is kept at once, if anything in the form is new.
fn keep(form: &FormState) -> Vec<Effect> {
    if form.is_unkept() { vec![Effect::Keep] } else { Vec::new() }
}

/// Closes the form in front, in which nothing is left that is worth keeping.
fn close(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Form(form)) = model.layers.pop() else { return Vec::new() };
    form.kept.map(|kept| Effect::ThrowDraftAway(kept.id)).into_iter().collect()
}

fn clear(model: &mut Model) {
    let env = model.env.clone();
    let Some(Layer::Form(form)) = model.layers.last_mut() else { return };
    form.entries[form.focus] = Entry::default();
    form.editor = None;
    form.enter();
    form.foresee(&env);
}

/// Saves; where something is wrong, goes to the first field that is, or to the next one when asked again.
fn save(model: &mut Model) -> Vec<Effect> {
    let env = model.env.clone();
    let Some(Layer::Form(state)) = model.layers.last_mut() else { return Vec::new() };
    // Asked again on a field that was said to be wrong, the next one is wanted.
    let again = state.problems.iter().any(|(place, _)| *place == state.focus);
    state.leave(&env);
    let Some(spec) = form(state.name) else { return Vec::new() };
    match spec.submit(&state.base, &state.entries, &env) {
        Ok(_) if state.name == LOOK_AT => {
            let [as_of, known_on] = days_to_look_at(&state.entries, &env);
            vec![Effect::LookAt(as_of, known_on)]
        }
        Ok(_) if state.only_asks() => {
            let (name, opening, entries) = (state.name, state.opening.clone(), state.entries.clone());
            // Should the file be refused, another name is typed over it.
            state.enter();
            written::write(model, name, &opening, &entries)
        }
        Ok(_) if state.name == FORGET => {
            let (reason, withdrawn) = why_forget(&state.entries, &env);
            state.enter();
            state.opening.participation.map(|id| Effect::Forget(id, reason, withdrawn)).into_iter().collect()
        }
        Ok(changes) if changes.is_empty() => {
            let words = &env.words.notice;
            let text = match &state.together {
                Some(together) => fill(&words.theirs_stand, &[("who", &together.who)]),
                None => words.nothing_changed.clone(),
            };
            model.say(Tone::Done, text);
            close(model)
        }
        Ok(changes) => {
            // Should the file refuse, work goes on where it was.
            state.enter();
            vec![Effect::Commit(state.name, state.opening.clone(), state.about.clone(), changes)]
        }
        Err(problems) => {
            let place = |name| state.fields.iter().position(|field| field.name == name).unwrap_or(0);
            state.problems = problems.iter().map(|problem| (place(problem.field), sentence(problem, &env))).collect();
            let onwards = state.problems.iter().map(|(place, _)| *place).find(|place| *place > state.focus);
            state.focus = onwards.filter(|_| again).unwrap_or(state.problems[0].0);
            state.enter();
            let count = env.words.counted(problems.len(), &env.words.plural.fields_wrong);
            let text = fill(&env.words.notice.not_saved, &[("fields", &count)]);
            let effects = keep(state);
            model.say(Tone::Attention, text);
            effects
        }
    }
}

/// Leaves the form; asks first where something was changed.
fn back(model: &mut Model) -> Vec<Effect> {
    let dirty = matches!(model.layers.last(), Some(Layer::Form(form)) if form.is_dirty());
    if dirty {
        question::guard(model, false);
        Vec::new()
    } else {
        close(model)
    }
}

impl FormState {
    /// Puts the cursor into the field in focus.
    pub(super) fn enter(&mut self) {
        let text = &self.entries[self.focus].text;
        self.editor = match self.fields[self.focus].input {
            ref input if input.is_choice() => None,
            Input::Notes => Some(Editor::notes(text)),
            _ => Some(Editor::line(text)),
        };
        self.replaces = matches!(self.fields[self.focus].input, Input::Date(_)) && !text.is_empty();
    }

    /// Empties a day that was there before as soon as a letter comes; a key that only moves or deletes keeps it.
    fn begin_anew(&mut self, letter: bool) {
        if std::mem::take(&mut self.replaces) && letter {
            self.editor = Some(Editor::line(""));
        }
    }

    /// Takes the text under the cursor into the field, checks it, and rewrites a date in full.
    pub(super) fn leave(&mut self, env: &Env) {
        if let Some(editor) = self.editor.take() {
            self.entries[self.focus] = Entry::typed(editor.text());
        }
        self.problems.retain(|(place, _)| *place != self.focus);
        let entry = &self.entries[self.focus];
        let checked = form(self.name).and_then(|spec| spec.check(&self.base, self.focus, entry, env));
        match checked {
            // A field that was passed by empty is said to be missing only when it is saved.
            Some(problem) if !entry.is_empty() => self.problems.push((self.focus, sentence(&problem, env))),
            Some(_) => {}
            None => self.rewrite(env),
        }
        self.foresee(env);
    }

    /// A date that was typed short stands in full once the field is left.
    fn rewrite(&mut self, env: &Env) {
        if let Input::Date(leaning) = self.fields[self.focus].input
            && let Some(day) = crate::forms::day_meant(&self.entries[self.focus].text, leaning, env)
        {
            self.entries[self.focus].text = env.date(day);
        }
    }

    /// What would follow from saving now.
    pub(super) fn foresee(&mut self, env: &Env) {
        self.consequences =
            form(self.name).map(|spec| spec.consequences(&self.base, &self.entries, env)).unwrap_or_default();
    }
}
