//! Keys in a list.

use super::super::{
    Action,
    layout::content_rows,
    model::{Effect, ListState, Model, Tone},
    scope::rows_shown,
};
use super::{look, pick, print, question};
use crate::{
    domain::Kind,
    forms::Opening,
    lists::{LISTS, Target, answered_by},
    store::Window,
};

/// How many screens of rows are read at once, so that not every step reads the file.
const SCREENS: usize = 5;

/// Does what an action means in a list.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Up => step(model, -1),
        Action::Down => step(model, 1),
        Action::PageUp => step(model, -(rows_shown(model) as isize)),
        Action::PageDown => step(model, rows_shown(model) as isize),
        Action::First => step(model, isize::MIN / 2),
        Action::Last => step(model, isize::MAX / 2),
        Action::Open => open(model),
        Action::NextTab => switch(model, (model.tab + 1) % LISTS.len()),
        Action::PreviousTab => switch(model, (model.tab + LISTS.len() - 1) % LISTS.len()),
        Action::Tab(tab) => switch(model, tab),
        Action::Find => {
            model.list_mut().finding = true;
            Vec::new()
        }
        Action::ClearFind => find(model, String::new()),
        Action::Reload => vec![Effect::List(model.tab)],
        Action::Sort => pick::sort(model),
        Action::View => pick::view(model),
        Action::Print => print::print(model),
        Action::Back if model.env.past.is_some() => look::elsewhere(model),
        Action::Back => {
            model.escaped = true;
            let text = model.env.words.notice.escaped.clone();
            model.say(Tone::Attention, text);
            Vec::new()
        }
        Action::New => model.new_form().map(|form| Effect::Form(form, Opening::default())).into_iter().collect(),
        _ => on_record(model, action),
    }
}

/// Actions on the record under the cursor; a card shares them.
pub(super) fn on_record(model: &mut Model, action: Action) -> Vec<Effect> {
    let about = Opening { participation: model.participation(), ..Opening::default() };
    match action {
        Action::Edit => model.record().and_then(|(kind, id)| edit(kind, id)).into_iter().collect(),
        Action::Meeting => vec![Effect::Form("meeting", about)],
        Action::Outcome => vec![Effect::Form("spell", about)],
        Action::Exit => vec![Effect::Form("exit", about)],
        Action::History => {
            let record = model.record().map(|(kind, id)| Effect::Card(Target::History(kind, id)));
            record.into_iter().collect()
        }
        Action::HandOver => vec![Effect::Form("assignment", about)],
        Action::Remove => {
            if let Some(removal) = model.removable() {
                question::removal(model, removal);
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// The form that corrects a record.
fn edit(kind: Kind, id: crate::domain::Id) -> Option<Effect> {
    let form = match kind {
        Kind::Participation => "registration",
        Kind::Worker => "worker",
        Kind::Meeting => "meeting",
        Kind::Action => "action",
        _ => return None,
    };
    Some(Effect::Form(form, Opening { existing: Some(id), ..Opening::default() }))
}

/// Opens what a row stands for.
pub(super) fn open(model: &Model) -> Vec<Effect> {
    let Some(row) = model.row() else { return Vec::new() };
    match &row.target {
        Target::Heading => Vec::new(),
        Target::Sealed(id) => vec![Effect::Sealed(*id)],
        Target::Logged(seq) => vec![Effect::Logged(*seq)],
        Target::Form(form, _, id) => vec![Effect::Form(form, Opening { existing: Some(*id), ..Opening::default() })],
        Target::FollowUp(id, rule, occurrence) if !model.only_looks() => match answered_by(rule, &model.env) {
            Some(form) => {
                let answers = Some((rule.clone(), *occurrence));
                vec![Effect::Form(form, Opening { participation: Some(*id), answers, ..Opening::default() })]
            }
            None => vec![Effect::Card(row.target.clone())],
        },
        Target::HandIn(rule, occurrence) if !model.only_looks() => {
            let answers = Some((rule.clone(), *occurrence));
            vec![Effect::Form("hand-in", Opening { answers, ..Opening::default() })]
        }
        target => vec![Effect::Card(target.clone())],
    }
}

fn switch(model: &mut Model, tab: usize) -> Vec<Effect> {
    model.tab = tab;
    load(model)
}

/// Sets what is sought and reads the list anew. The cursor goes to the best hit; where everything is shown again, it stays on
/// its record.
pub(super) fn find(model: &mut Model, find: String) -> Vec<Effect> {
    if find.is_empty() {
        let list = model.list_mut();
        list.query.find = find;
        list.top = 0;
        return load(model);
    }
    model.list_mut().query.find = find;
    from_the_top(model)
}

/// Reads the list anew, and begins with its first row.
pub(super) fn from_the_top(model: &mut Model) -> Vec<Effect> {
    let list = model.list_mut();
    list.loaded = false;
    list.selected = 0;
    list.top = 0;
    load(model)
}

/// Reads the part of the list that is in sight, and some more around it.
pub(super) fn load(model: &mut Model) -> Vec<Effect> {
    let rows = rows_shown(model).max(1);
    let list = model.list_mut();
    list.query.window = Window { offset: list.top.saturating_sub(2 * rows), limit: SCREENS * rows };
    vec![Effect::List(model.tab)]
}

/// Moves the cursor by so many rows, over headings.
pub(super) fn step(model: &mut Model, by: isize) -> Vec<Effect> {
    let total = model.list().page.total;
    if total == 0 {
        return Vec::new();
    }
    let list = model.list_mut();
    let last = total as isize - 1;
    let wanted = (list.selected as isize).saturating_add(by).clamp(0, last) as usize;
    list.selected = over_headings(list, wanted, by);
    keep_in_sight(model)
}

/// The nearest row that is no heading: onwards first, then back.
fn over_headings(list: &ListState, wanted: usize, by: isize) -> usize {
    let heading = |place: usize| {
        place
            .checked_sub(list.page.offset)
            .and_then(|at| list.page.rows.get(at))
            .is_some_and(crate::lists::Row::is_heading)
    };
    let onwards = wanted..list.page.total;
    let back = (0..wanted).rev();
    let found = if by < 0 {
        back.clone().chain(onwards.clone()).find(|place| !heading(*place))
    } else {
        onwards.chain(back).find(|place| !heading(*place))
    };
    // The cursor itself first, whichever way it moved.
    if heading(wanted) { found.unwrap_or(wanted) } else { wanted }
}

/// Scrolls so that the cursor is in sight, and reads on where rows are missing.
pub(super) fn keep_in_sight(model: &mut Model) -> Vec<Effect> {
    let rows = content_rows(model.size.1).saturating_sub(1).max(1);
    let list = model.list_mut();
    list.selected = list.selected.min(list.page.total.saturating_sub(1));
    if list.selected < list.top {
        // A heading just above the first row comes into sight with it.
        list.top = list.selected.saturating_sub(usize::from(list.selected == 1));
    } else if list.selected >= list.top + rows {
        list.top = list.selected + 1 - rows;
    }
    let end = (list.top + rows).min(list.page.total);
    let read = list.page.offset..list.page.offset + list.page.rows.len();
    if list.loaded && (list.top < read.start || end > read.end) { load(model) } else { Vec::new() }
}
