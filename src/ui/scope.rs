//! Where the user is, and which keys make sense there; dispatch and footer both ask here.

use super::{
    Action, Editor,
    keymap::{Binding, Scope, When},
    layout,
    model::{CardState, FormState, Layer, ListState, Model, PageOf, PickOption, PickState, Picked, Purpose},
    panes::Panes,
};
use crate::{
    domain::{Deed, Kind, fold, matches},
    forms::{Input, LOOK_AT, only_asks},
    lists::{Cell, LISTS, Row, Target},
};

impl Model {
    /// Where the next key goes.
    pub fn scope(&self) -> Scope {
        match self.layers.last() {
            None if self.list().finding => Scope::Find,
            None => Scope::List,
            Some(Layer::Card(card)) if card.finding => Scope::Find,
            Some(Layer::Card(_)) => Scope::Card,
            Some(Layer::Form(form)) if matches!(form.editor, Some(Editor::Notes(_))) => Scope::Notes,
            Some(Layer::Form(_)) => Scope::Form,
            Some(Layer::Pick(_)) => Scope::Pick,
            Some(Layer::Page(page)) if page.finding => Scope::Find,
            Some(Layer::Page(_)) => Scope::Page,
            Some(Layer::Question(_)) => Scope::Question,
            Some(Layer::Conflict(_)) => Scope::Conflict,
            Some(Layer::Twins(_)) => Scope::Twins,
            Some(Layer::Sheet(_)) => Scope::Sheet,
        }
    }

    /// Whether a key that works under these circumstances works now.
    pub fn allows(&self, when: When) -> bool {
        match when {
            When::Always => true,
            When::Row => match self.layers.last() {
                Some(Layer::Pick(pick)) => !pick.shown().is_empty(),
                _ => self.row().is_some_and(|row| !row.is_heading()),
            },
            When::Record => self.record().is_some(),
            When::Removable => self.removable().is_some(),
            When::Participation => self.participation().is_some(),
            When::InProgramme => match self.layers.last() {
                Some(Layer::Card(card)) => card.card.about.in_programme,
                _ => self.participation().is_some(),
            },
            When::New => match self.layers.last() {
                Some(Layer::Card(card)) => card.card.about != crate::cards::About::default(),
                _ => self.new_form().is_some(),
            },
            When::Found => match self.layers.last() {
                Some(Layer::Card(card)) => !card.find.is_empty(),
                Some(Layer::Page(page)) => !page.find.is_empty(),
                _ => !self.list().query.find.is_empty(),
            },
            When::Views => LISTS[self.tab].views().len() > 1,
            When::Choice => self.form().is_some_and(FormState::offers_choice),
            When::Several => {
                matches!(self.layers.last(), Some(Layer::Pick(pick)) if pick.several || pick.on_choice())
            }
            When::Today => self.env.past.is_none(),
            When::AnotherDay => self.env.past.is_some(),
            When::Saves => !self.only_asks(),
            When::Writes => self.form().is_some_and(|form| form.only_asks() && form.name != LOOK_AT),
            When::Looks => self.form().is_some_and(|form| form.name == LOOK_AT),
            When::Help => !matches!(self.layers.last(), Some(Layer::Pick(pick)) if pick.purpose == Purpose::Action),
            When::MoreFacts => {
                matches!(self.layers.last(), Some(Layer::Card(card)) if Panes::in_window(&card.card, self).more() > 0)
            }
            When::Sealable => {
                let known_on = self.env.past.is_some_and(|past| past.known_on.is_some());
                matches!(self.layers.last(), Some(Layer::Page(page)) if matches!(page.of, PageOf::Report(_)))
                    && !known_on
            }
            When::Sealed => {
                matches!(self.layers.last(), Some(Layer::Page(page)) if matches!(page.of, PageOf::Sealed(_)))
            }
            When::Answers => matches!(self.layers.last(), Some(Layer::Sheet(state)) if !state.answers().is_empty()),
            When::Refused => matches!(self.layers.last(), Some(Layer::Sheet(state)) if state.refused > 0),
            When::Writable => matches!(self.layers.last(), Some(Layer::Page(page)) if page.paper.is_some()),
        }
    }

    /// Whether a key is offered: it works, the user may do it, and while another day is looked at it changes nothing.
    pub fn offers(&self, binding: &Binding) -> bool {
        let looks_back = self.env.past.is_some() && self.changes(binding.action);
        self.allows(binding.when) && !looks_back && self.forbids(binding.action).is_none()
    }

    /// What the user may not do here of what an action begins.
    pub(super) fn forbids(&self, action: Action) -> Option<Deed> {
        let whole = |removal: Removal| removal.form.is_empty() && Deed::is_about_people(removal.kind);
        let deed = match action {
            Action::Remove if self.removable().is_some_and(whole) => Deed::Removal,
            Action::Twins => Deed::Removal,
            Action::TakeSheet => Deed::Import,
            action if self.changes(action) => Deed::Daily,
            _ => return None,
        };
        (!self.env.rights.may(deed)).then_some(deed)
    }

    /// Whether nothing can be changed here: another day is looked at, or the user only reads. What only asks can be filled all the
    /// same.
    pub(super) fn only_looks(&self) -> bool {
        !self.only_asks() && (self.env.past.is_some() || !self.env.rights.may(Deed::Daily))
    }

    /// Whether the form in front only asks for something.
    fn only_asks(&self) -> bool {
        self.form().is_some_and(FormState::only_asks)
    }

    /// Whether an action begins or ends a change here: in a form that only asks, filling it does not.
    pub(super) fn changes(&self, action: Action) -> bool {
        let asks = matches!(action, Action::Save | Action::Choose | Action::ClearField) && self.only_asks();
        action.changes() && !asks
    }

    /// The row under the cursor, of the card or the list in front.
    pub fn row(&self) -> Option<&Row> {
        match self.layers.last() {
            None => self.list().row(),
            Some(Layer::Card(card)) => card.row(),
            Some(_) => None,
        }
    }

    /// The record that correcting acts upon: the card's, or the row's in a list.
    pub fn record(&self) -> Option<(Kind, crate::domain::Id)> {
        match self.layers.last() {
            Some(Layer::Card(card)) => record_of(&card.card.target),
            _ => self.row().and_then(|row| record_of(&row.target)),
        }
    }

    /// What removing acts upon: the row under the cursor where that is a record of its own, else the record of the card. In the
    /// list of what is to do only decisions can be removed: the other lines stand for something else.
    pub(super) fn removable(&self) -> Option<Removal> {
        let row = self.row();
        let on_card = match self.layers.last() {
            Some(Layer::Card(card)) => Some(&card.card),
            _ => None,
        };
        let own = |target: &&Target| match (target, on_card.map(|card| &card.target)) {
            (Target::Form(form, ..), _) => *form != "registration",
            (Target::Record(Kind::Meeting, _), Some(card)) => matches!(card, Target::Record(Kind::Participation, _)),
            (_, Some(_)) => false,
            (target, None) => LISTS[self.tab].name() != "today" && record_of(target).is_some(),
        };
        if let Some(row) = row.filter(|row| own(&&row.target)) {
            let form = if let Target::Form(form, ..) = row.target { form } else { "" };
            let (kind, id) = record_of(&row.target)?;
            return Some(Removal { form, kind, id, what: self.said_in_short(row) });
        }
        let card = on_card?;
        record_of(&card.target).map(|(kind, id)| Removal { form: "", kind, id, what: card.title.clone() })
    }

    /// The first cells of a row that say which one it is.
    pub(super) fn said_in_short(&self, row: &Row) -> String {
        /// How many say enough.
        const CELLS: usize = 4;
        let shown = LISTS[self.tab].columns();
        let in_list = self.layers.is_empty();
        let visible = |place: &usize| !in_list || shown.get(*place).is_some_and(|column| column.width.is_some());
        let lang = self.env.words.lang;
        let cells = row.cells.iter().enumerate().filter(|(place, _)| visible(place)).map(|(_, cell)| cell);
        let words = cells.filter(|cell| !matches!(cell, Cell::Number(_))).map(|cell| cell.show(lang));
        words.filter(|text| !text.is_empty()).take(CELLS).collect::<Vec<_>>().join(" · ")
    }

    /// Whom a row of a list is about, by name; what it says in short where that is nobody.
    pub(super) fn whom_or_what(&self, row: &Row) -> String {
        let named = |place: usize| row.cells.get(place).map(|cell| cell.show(self.env.words.lang));
        let is_list = self.layers.is_empty();
        let columns = LISTS[self.tab].columns();
        let place = columns.iter().position(|column| is_list && matches!(column.name, "who" | "name"));
        place.and_then(named).filter(|name| !name.is_empty()).unwrap_or_else(|| self.said_in_short(row))
    }

    /// The participation that the row or the card is about.
    pub fn participation(&self) -> Option<crate::domain::Id> {
        match self.layers.last() {
            Some(Layer::Card(card)) => card.card.about.participation,
            Some(_) => None,
            None => match self.row().map(|row| &row.target) {
                Some(Target::Record(Kind::Participation, id) | Target::FollowUp(id, _, _)) => Some(*id),
                _ => None,
            },
        }
    }

    /// The worker that the row or the card is about.
    pub(super) fn worker(&self) -> Option<crate::domain::Id> {
        match self.layers.last() {
            Some(Layer::Card(card)) => card.card.about.worker,
            Some(_) => None,
            None => match self.row().map(|row| &row.target) {
                Some(Target::Record(Kind::Worker, id)) => Some(*id),
                _ => None,
            },
        }
    }

    /// The form that makes a new record on this tab.
    pub fn new_form(&self) -> Option<&'static str> {
        match (self.layers.is_empty(), LISTS[self.tab].name()) {
            (true, "participants") => Some("registration"),
            (true, "workers") => Some("worker"),
            (true, "meetings" | "today") => Some("meeting"),
            _ => None,
        }
    }

    /// The form in front, also behind a pick list.
    pub fn form(&self) -> Option<&FormState> {
        self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Form(form) => Some(&**form),
            _ => None,
        })
    }
}

/// Something that is to be removed.
pub(super) struct Removal {
    /// The form that has made it, where only its part is to go.
    pub(super) form: &'static str,
    /// The kind of record.
    pub(super) kind: Kind,
    /// Which one.
    pub(super) id: crate::domain::Id,
    /// What it is called in the question.
    pub(super) what: String,
}

/// The record behind a target.
fn record_of(target: &Target) -> Option<(Kind, crate::domain::Id)> {
    match target {
        Target::Record(kind, id) | Target::Form(_, kind, id) => Some((*kind, *id)),
        Target::FollowUp(id, _, _) => Some((Kind::Participation, *id)),
        Target::HandIn(..)
        | Target::Promise(_)
        | Target::Section(_)
        | Target::Sealed(_)
        | Target::History(..)
        | Target::Logged(_)
        | Target::Heading => None,
    }
}

impl ListState {
    /// The row under the cursor.
    pub fn row(&self) -> Option<&Row> {
        self.selected.checked_sub(self.page.offset).and_then(|place| self.page.rows.get(place))
    }
}

impl CardState {
    /// The rows that fit what is sought.
    pub fn shown(&self, lang: crate::i18n::Lang) -> Vec<&Row> {
        let text = |row: &Row| row.cells.iter().map(|cell| cell.show(lang)).collect::<Vec<_>>().join(" ");
        let fits = |row: &&Row| self.find.is_empty() || (!row.is_heading() && matches(&fold(&text(row)), &self.find));
        self.card.rows.iter().filter(fits).collect()
    }

    /// The row under the cursor. What is sought is held against the row as it is stored, so the language does not matter here.
    pub fn row(&self) -> Option<&Row> {
        self.shown(crate::i18n::Lang::En).get(self.selected).copied()
    }
}

impl PickState {
    /// Whether what is under the cursor is ticked on its own, without taking anything.
    pub fn on_choice(&self) -> bool {
        self.shown().get(self.selected).is_some_and(|option| matches!(option.value, Picked::Choice(_)))
    }

    /// The options that fit what was typed.
    pub fn shown(&self) -> Vec<&PickOption> {
        let fits = |option: &&PickOption| {
            self.typed.is_empty()
                || option.ticked
                || matches(&fold(&format!("{} {}", option.label, option.detail)), &self.typed)
        };
        self.options.iter().filter(fits).collect()
    }
}

impl FormState {
    /// Whether the field under the cursor offers a choice.
    pub fn offers_choice(&self) -> bool {
        self.fields
            .get(self.focus)
            .is_some_and(|field| field.input.is_choice() || matches!(field.input, Input::Item(_)))
    }

    /// Whether a field is on the screen: asked for, filled from the first, or wrong.
    pub fn shows(&self, place: usize) -> bool {
        self.asked.get(place).copied().unwrap_or(true)
            || !self.first[place].is_empty()
            || self.problems.iter().any(|(wrong, _)| *wrong == place)
    }

    /// Whether something was changed since it was opened.
    pub fn is_dirty(&self) -> bool {
        // A question for a day or a file holds nothing that could be lost.
        if self.only_asks() {
            return false;
        }
        let now = self.entries_now();
        now.iter()
            .zip(&self.first)
            .any(|(now, first)| now.text.trim_end() != first.text.trim_end() || now.chosen != first.chosen)
    }

    /// Whether it only asks for something, and saves nothing in the register.
    pub fn only_asks(&self) -> bool {
        only_asks(self.name)
    }

    /// What stands in the fields, with what is being typed.
    pub fn entries_now(&self) -> Vec<crate::forms::Entry> {
        let mut entries = self.entries.clone();
        if let Some(editor) = &self.editor {
            entries[self.focus].text = editor.text();
        }
        entries
    }

    /// Whether something stands in it that is not kept as a draft, or something is kept that is no longer wanted.
    pub fn is_unkept(&self) -> bool {
        match &self.kept {
            None => self.is_dirty(),
            Some(kept) => !self.is_dirty() || kept.entries != self.entries_now(),
        }
    }
}

/// How many rows of a list the window shows.
pub(super) fn rows_shown(model: &Model) -> usize {
    layout::content_rows(model.size.1).saturating_sub(1)
}
