//! Files of their own, figures over two registers and guides: what of it is offered, and which file was found for what.

use std::path::PathBuf;

use super::super::{
    Action,
    model::{Effect, Layer, Model, PickOption, Picked, Purpose, Tone},
    sheets::FolderLine,
    sought::Sought,
};
use super::{pick, sheets};
use crate::forms::{AUDIT_COPY, CALENDAR, Entry, NEW_REGISTER, Opening, WHOLE, to_write};

/// What the menu offers: of another day only what can be said of another day, and of another knowledge the whole register.
pub(super) fn offered(model: &Model) -> Vec<PickOption> {
    let words = model.env.words;
    let today = model.env.past.is_none();
    let known = model.env.past.is_none_or(|past| past.known_on.is_some());
    let all = [
        (today, Picked::Form(CALENDAR), &words.calendar.action),
        (true, Picked::Action(Action::Guides), &words.guide.title),
        (true, Picked::Action(Action::Joint), &words.joint.action),
        (known, Picked::Form(WHOLE), &words.whole.action),
        (today, Picked::Form(AUDIT_COPY), &words.audit.action),
        (today, Picked::Action(Action::NewRegister), &words.whole.make),
    ];
    let offered = all.into_iter().filter(|(is_offered, ..)| *is_offered);
    offered.map(|(_, picked, label)| pick::plain(picked, label, "")).collect()
}

/// Opens a form that the menu offers, on what is in front.
pub(super) fn form(model: &Model, form: &'static str) -> Vec<Effect> {
    let (participation, worker) = (model.participation(), model.worker());
    vec![Effect::Form(form, Opening { participation, worker, ..Opening::default() })]
}

/// Shows a folder, to find a file in.
pub(super) fn folder(model: &mut Model, sought: Sought, title: String, lines: Vec<FolderLine>) {
    if lines.iter().all(|line| line.is_folder) {
        let text = model.env.words.sheet.nothing_here.clone();
        model.say(Tone::Attention, text);
    }
    let option = |line: FolderLine| {
        let picked = if line.is_folder { Picked::Folder(line.path) } else { Picked::File(line.path) };
        pick::plain(picked, &line.name, &line.detail)
    };
    let options: Vec<PickOption> = lines.into_iter().map(option).collect();
    if !options.is_empty() {
        pick::open(model, Purpose::Find(sought), title, options);
    }
}

/// Goes on with the file that was found.
pub(super) fn found(model: &mut Model, sought: Sought, path: PathBuf) -> Vec<Effect> {
    match sought {
        Sought::Sheet => {
            sheets::about(model, path);
            Vec::new()
        }
        Sought::Register => vec![Effect::Joint(path)],
        Sought::Guide => vec![Effect::AddGuide(path)],
        Sought::WholeText => {
            let file = path.to_string_lossy().into_owned();
            vec![Effect::Form(NEW_REGISTER, Opening { file, ..Opening::default() })]
        }
    }
}

/// Has written what a form asks for.
pub(super) fn write(model: &Model, form: &str, opening: &Opening, entries: &[Entry]) -> Vec<Effect> {
    to_write(form, opening, entries, &model.env).map(|(what, file)| Effect::WriteOut(what, file)).into_iter().collect()
}

/// Says what was written where, and closes the form that asked for it.
pub(super) fn done(model: &mut Model, text: String) {
    if matches!(model.layers.last(), Some(Layer::Form(_))) {
        model.layers.pop();
    }
    model.say(Tone::Done, text);
}

/// Shows the guides, to read one or to take one in.
pub(super) fn guides(model: &mut Model, guides: Vec<(String, String)>) {
    let words = model.env.words;
    let mut options: Vec<PickOption> =
        guides.into_iter().map(|(name, title)| pick::plain(Picked::Guide(name.clone()), &title, &name)).collect();
    if model.env.past.is_none() && model.forbids(Action::AddGuide).is_none() {
        options.push(pick::plain(Picked::Action(Action::AddGuide), &words.guide.add, ""));
    }
    pick::open(model, Purpose::Guide, words.guide.title.clone(), options);
}
