//! Pick lists: the choices of a field, the menu, help, columns, views, what is new and what is printed.

use super::super::{
    Action,
    keymap::{Binding, Footer, Scope, bindings, key_name},
    model::{Effect, Layer, Model, PaperAsked, PickOption, PickState, Picked, Purpose, Tone},
    wrap::wrapped,
};
use super::{act as run, drafts, form, list, print, search, sheets, written};
use crate::{
    cards::About,
    domain::{Definition, Id, definition::Item},
    exchange::Form,
    forms::{Entry, FORGET, Input, Opening},
    lists::LISTS,
};

/// Does what an action means in a pick list.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    /// How far a page goes.
    const PAGE: usize = 10;
    let Some(Layer::Pick(pick)) = model.layers.last_mut() else { return Vec::new() };
    let last = pick.shown().len().saturating_sub(1);
    match action {
        Action::Up => pick.selected = pick.selected.saturating_sub(1),
        Action::Down => pick.selected = (pick.selected + 1).min(last),
        Action::PageUp => pick.selected = pick.selected.saturating_sub(PAGE),
        Action::PageDown => pick.selected = (pick.selected + PAGE).min(last),
        Action::First => pick.selected = 0,
        Action::Last => pick.selected = last,
        Action::Tick if pick.on_choice() => return take(model),
        Action::Tick => return tick(pick),
        Action::Back => drop(model.layers.pop()),
        Action::Take => return take(model),
        _ => {}
    }
    Vec::new()
}

/// Ticks the option under the cursor, or takes the tick away, and goes on to the next; after a search everything is shown again.
fn tick(pick: &mut PickState) -> Vec<Effect> {
    let under_cursor = pick.shown().get(pick.selected).map(|option| option.value.clone());
    for option in &mut pick.options {
        if Some(&option.value) == under_cursor.as_ref() {
            option.ticked = !option.ticked;
        }
    }
    if pick.typed.is_empty() {
        pick.selected = (pick.selected + 1).min(pick.shown().len().saturating_sub(1));
        return Vec::new();
    }
    pick.typed.clear();
    pick.selected = 0;
    search::wanted(pick)
}

/// Takes the option under the cursor; where several can be ticked, those that are.
fn take(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Pick(mut pick)) = model.layers.pop() else { return Vec::new() };
    let Some(option) = pick.shown().get(pick.selected).map(|option| (*option).clone()) else {
        model.layers.push(Layer::Pick(pick));
        return Vec::new();
    };
    if let Picked::Choice(choice) = option.value {
        // The forms stay in sight; the page below them shows what becomes of it.
        model.layers.push(Layer::Pick(pick));
        return print::choose(model, choice);
    }
    match (&pick.purpose, option.value) {
        (Purpose::Code(place), Picked::Code(_) | Picked::Place(_)) => {
            return fill_field(model, *place, Entry::typed(option.label));
        }
        (Purpose::Records(place, _), Picked::Record(id)) => {
            let place = *place;
            // What was searched for is meant, ticked or not; so is the only one, unless the ticks were taken away.
            let unticked = model.form().is_some_and(|form| !form.entries[place].chosen.is_empty());
            let nothing_ticked = !pick.options.iter().any(|known| known.ticked);
            if !pick.typed.is_empty() || (nothing_ticked && !unticked) {
                pick.options
                    .iter_mut()
                    .filter(|known| known.value == Picked::Record(id))
                    .for_each(|known| known.ticked = true);
            }
            let ticked = pick.options.iter().filter(|known| known.ticked);
            let chosen = if pick.several { ticked.filter_map(record).collect() } else { vec![(id, option.label)] };
            return fill_field(model, place, Entry::chosen(chosen));
        }
        (_, Picked::Action(action)) => return run(model, action),
        (Purpose::Sort, Picked::Place(column)) => {
            let sort = &mut model.list_mut().query.sort;
            // The same column again turns the order round.
            *sort = Some((column, *sort == Some((column, false))));
            return list::from_the_top(model);
        }
        (Purpose::View, Picked::Place(view)) => {
            model.list_mut().query.view = view;
            return list::from_the_top(model);
        }
        (Purpose::New(about), Picked::Form(form)) => {
            let parent = about.meeting;
            let opening =
                Opening { participation: about.participation, worker: about.worker, parent, ..Opening::default() };
            return vec![Effect::Form(form, opening)];
        }
        (Purpose::Find(sought), Picked::Folder(path)) => return vec![Effect::Folder(*sought, Some(path))],
        (Purpose::Find(sought), Picked::File(path)) => return written::found(model, *sought, path),
        (Purpose::Guide, Picked::Guide(name)) => return vec![Effect::Guide(name)],
        (Purpose::SheetAbout(path), Picked::Place(place)) => return sheets::look_into(path.clone(), place),
        (Purpose::SheetAnswer, Picked::Place(place)) => return sheets::answer(model, place),
        (Purpose::Twin(kept), Picked::Record(id)) => return vec![Effect::Twins(*kept, id)],
        (Purpose::Draft, Picked::Record(id)) => drafts::ask(model, id, option.label),
        (Purpose::Draft, _) => {
            let text = model.env.words.draft.elsewhere.clone();
            model.say(Tone::Attention, text);
        }
        (Purpose::Action, Picked::Form(form)) => return written::form(model, form),
        (Purpose::Print, Picked::Paper(what)) => {
            return vec![Effect::Paper(PaperAsked::plain(what, model.env.words.lang))];
        }
        (Purpose::Print, Picked::Place(tab)) => {
            let title = option.label;
            return open(model, Purpose::ExportAs(tab), title, print::forms(&Form::OF_LISTS, model.env.words));
        }
        (Purpose::ExportAs(tab), Picked::Place(place)) => {
            return Form::OF_LISTS.get(place).map(|form| Effect::Export(*tab, *form)).into_iter().collect();
        }
        (Purpose::WriteAs, Picked::Place(place)) => {
            return Form::ALL.get(place).map(|form| print::write(model, *form)).unwrap_or_default();
        }
        _ => {}
    }
    Vec::new()
}

fn record(option: &PickOption) -> Option<(Id, String)> {
    match option.value {
        Picked::Record(id) => Some((id, option.label.clone())),
        _ => None,
    }
}

/// Puts what was chosen into the field and goes on to the next.
fn fill_field(model: &mut Model, place: usize, entry: Entry) -> Vec<Effect> {
    if let Some(Layer::Form(state)) = model.layers.last_mut() {
        state.entries[place] = entry;
    }
    form::act(model, Action::NextField)
}

/// Opens the choices of the field under the cursor, searching for what was typed.
pub(super) fn field(model: &mut Model, typed: String) -> Vec<Effect> {
    let words = model.env.words;
    let Some(state) = model.form() else { return Vec::new() };
    let place = state.focus;
    let Some(info) = state.fields.get(place) else { return Vec::new() };
    let title = (info.label)(words).to_owned();
    let chosen = &state.entries[place].chosen;
    let (purpose, options, several) = match &info.input {
        Input::Choice(set, codes) => {
            let option = |code: &&'static str| plain(Picked::Code(code), words.code_name(set, code), "");
            (Purpose::Code(place), codes.iter().map(option).collect(), false)
        }
        Input::Item(list) => {
            let items = list.of(&model.env.definition).iter().enumerate();
            let option =
                |(number, item): (usize, &Item)| plain(Picked::Place(number), item.name.get(words.lang.code()), "");
            (Purpose::Code(place), items.map(option).collect(), false)
        }
        Input::Link(kind) => (Purpose::Records(place, *kind), Vec::new(), false),
        Input::Links(kind) => {
            let ticked =
                |(id, name): &(Id, String)| PickOption { ticked: true, ..plain(Picked::Record(*id), name, "") };
            (Purpose::Records(place, *kind), chosen.iter().map(ticked).collect(), true)
        }
        _ => return Vec::new(),
    };
    let pick = PickState { purpose, title, typed, options, selected: 0, several };
    let effects = search::wanted(&pick);
    model.layers.push(Layer::Pick(pick));
    effects
}

pub(super) fn plain(value: Picked, label: &str, detail: &str) -> PickOption {
    PickOption { value, label: label.to_owned(), detail: detail.to_owned(), ticked: false }
}

pub(super) fn open(model: &mut Model, purpose: Purpose, title: String, options: Vec<PickOption>) -> Vec<Effect> {
    open_at(model, purpose, title, options, 0)
}

/// Opens a list with the cursor on what is chosen already.
pub(super) fn open_at(
    model: &mut Model,
    purpose: Purpose,
    title: String,
    options: Vec<PickOption>,
    selected: usize,
) -> Vec<Effect> {
    if options.is_empty() {
        let text = model.env.words.notice.no_meaning.clone();
        model.say(Tone::Attention, text);
        return Vec::new();
    }
    model.layers.push(Layer::Pick(PickState {
        purpose,
        title,
        typed: String::new(),
        options,
        selected,
        several: false,
    }));
    Vec::new()
}

/// The line of a binding in menu and help: what it does, and its keys.
fn line(binding: &Binding, model: &Model) -> PickOption {
    let words = model.env.words;
    let keys: Vec<String> = binding.keys.iter().map(|key| key_name(*key, words)).collect();
    plain(Picked::Action(binding.action), (binding.label)(words), &keys.join("  "))
}

/// Everything that can be done here.
pub(super) fn menu(model: &mut Model) -> Vec<Effect> {
    let scope = model.scope();
    let moves = |action: Action| {
        matches!(
            action,
            Action::Up
                | Action::Down
                | Action::PageUp
                | Action::PageDown
                | Action::First
                | Action::Last
                | Action::Menu
                | Action::Back
        )
    };
    let works = |binding: &&Binding| model.offers(binding) && !moves(binding.action);
    let mut options: Vec<PickOption> = bindings(scope).filter(works).map(|binding| line(binding, model)).collect();
    // Over a form another form would hide it; that one is to be saved first.
    if matches!(scope, Scope::List | Scope::Card) && model.env.past.is_none() {
        options.push(plain(Picked::Action(Action::TakeSheet), &model.env.words.sheet.action, ""));
        options.push(plain(Picked::Action(Action::Drafts), &model.env.words.action.drafts, ""));
    }
    if matches!(scope, Scope::List | Scope::Card) {
        options.extend(written::offered(model));
    }
    let words = model.env.words;
    if print::participant(model).is_some() && model.env.past.is_none() {
        options.push(plain(Picked::Action(Action::Twins), &words.twins.action, ""));
        options.push(plain(Picked::Form(FORGET), &words.form.forget, ""));
    }
    options.push(plain(Picked::Action(Action::Messages), &words.action.messages, ""));
    let title = model.env.words.action.menu.clone();
    open(model, Purpose::Action, title, options)
}

/// In full what is under the cursor or what the field wants, then the keys of this screen, then those of everywhere.
pub(super) fn help(model: &mut Model) -> Vec<Effect> {
    let scope = model.scope();
    let mut options = Vec::new();
    let about = match model.form().filter(|_| matches!(scope, Scope::Form | Scope::Notes)) {
        Some(state) => (state.fields[state.focus].hint)(model.env.words).to_owned(),
        None => model.row().map(|row| row.hint.clone()).unwrap_or_default(),
    };
    if !about.is_empty() {
        let room = (model.size.0 as usize).saturating_sub(12);
        options.extend(wrapped(&about, room).iter().map(|line| plain(Picked::Nothing, line, "")));
    }
    let works: Vec<&Binding> = bindings(scope).filter(|binding| model.offers(binding)).collect();
    let common = |binding: &&&Binding| binding.footer != Footer::Here && binding.footer != Footer::Hidden;
    options.extend(works.iter().filter(|binding| !common(binding)).map(|binding| line(binding, model)));
    options.extend(works.iter().filter(common).map(|binding| line(binding, model)));
    let title = model.env.words.action.help.clone();
    open(model, Purpose::Action, title, options)
}

/// The columns to sort by.
pub(super) fn sort(model: &mut Model) -> Vec<Effect> {
    let words = model.env.words;
    let columns = LISTS[model.tab].columns();
    let shown = columns.iter().enumerate().filter(|(_, column)| column.width.is_some());
    let sort = model.list().query.sort;
    let arrow = |place: usize| match sort {
        Some((by, down)) if by == place => {
            if down {
                "v"
            } else {
                "^"
            }
        }
        _ => "",
    };
    let option = |place: usize, label: &str| plain(Picked::Place(place), label, arrow(place));
    let options: Vec<PickOption> = shown.map(|(place, column)| option(place, (column.label)(words))).collect();
    let chosen = options.iter().position(|option| !option.detail.is_empty()).unwrap_or(0);
    open_at(model, Purpose::Sort, words.action.sort.clone(), options, chosen)
}

/// The views of the list.
pub(super) fn view(model: &mut Model) -> Vec<Effect> {
    let words = model.env.words;
    let views = LISTS[model.tab].views().iter().enumerate();
    let options = views.map(|(place, label)| plain(Picked::Place(place), label(words), "")).collect();
    let chosen = model.list().query.view;
    open_at(model, Purpose::View, words.action.view.clone(), options, chosen)
}

/// What can be added from this card.
pub(super) fn new(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Card(card)) = model.layers.last() else { return Vec::new() };
    let about = card.card.about;
    let names = addable(about, &model.env.definition);
    let words = model.env.words;
    let title_of =
        |name: &&'static str| crate::forms::form(name).map(|form| plain(Picked::Form(name), (form.title())(words), ""));
    let options = names.iter().filter_map(title_of).collect();
    open(model, Purpose::New(about), words.action.new.clone(), options)
}

/// The forms that make a new record from a card.
fn addable(about: About, definition: &Definition) -> Vec<&'static str> {
    let stays: &[&'static str] = match about {
        About { meeting: Some(_), .. } => return vec!["action"],
        About { participation: None, worker: Some(_), .. } => return vec!["meeting"],
        About { participation: None, .. } => return Vec::new(),
        About { in_programme: true, .. } => {
            &["meeting", "action", "plan", "spell", "status", "pause", "assignment", "exit", "decision"]
        }
        About { .. } => &["entry", "offer", "meeting", "action", "plan", "spell", "status"],
    };
    let steps: &[&'static str] = if definition.steps.is_empty() { &[] } else { &["path-step"] };
    let always = ["assessment", "circumstance", "team-member", "relation", "referral", "flag"];
    [stays, steps, &always].concat()
}
