//! The key table: every key, where it works, what it means and what it is called. Dispatch, footer, help, menu, README and the
//! key card all read it, so that none of them can say anything else.

use super::{
    Action,
    key::{Code, Key},
};
use crate::i18n::{Label, Words};

/// Where a key works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// In a list, on a tab.
    List,
    /// While typing what to find.
    Find,
    /// On a card.
    Card,
    /// In a form, in a field of one line.
    Form,
    /// In a form, in the notes.
    Notes,
    /// In a pick list.
    Pick,
    /// On a page of text.
    Page,
    /// In a question.
    Question,
    /// Where two people saved the same record.
    Conflict,
    /// Where two records of one person lie beside each other.
    Twins,
    /// Where a sheet is looked into.
    Sheet,
    /// In all of them, where they do not say otherwise.
    Everywhere,
}

/// Under which circumstances a key works; the footer shows it only then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// Always.
    Always,
    /// A row is there to act upon.
    Row,
    /// The row or card is a record that can be corrected.
    Record,
    /// The row or card is a record that can be removed.
    Removable,
    /// The row or card is about a participation.
    Participation,
    /// The card's participant is in the programme; in a list, the row is about a participation.
    InProgramme,
    /// New records can be made here.
    New,
    /// Something is being sought.
    Found,
    /// The list has more than one view.
    Views,
    /// The field offers a choice.
    Choice,
    /// Several may be ticked.
    Several,
    /// The line of the sheet can be answered.
    Answers,
    /// Rows of the sheet are refused.
    Refused,
    /// The page can be written to a file.
    Writable,
    /// The page is a report that can be sealed.
    Sealable,
    /// The page is a sealed report.
    Sealed,
    /// The card has more facts than are in sight.
    MoreFacts,
    /// Neither menu nor help is open.
    Help,
    /// Today is looked at.
    Today,
    /// Another day is looked at.
    AnotherDay,
    /// The form saves something.
    Saves,
    /// The form asks which day to look at.
    Looks,
    /// The form asks for a file to write.
    Writes,
}

/// Where the footer shows a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footer {
    /// In the line of this screen's keys.
    Here,
    /// In the line of the keys that are the same everywhere.
    Everywhere,
    /// There too, and never left out.
    Always,
    /// Not at all; help has it.
    Hidden,
}

/// One line of the table.
#[derive(Debug)]
pub struct Binding {
    /// Where it works.
    pub scope: Scope,
    /// The keys; the first is the one that is shown.
    pub keys: &'static [Key],
    /// What they mean.
    pub action: Action,
    /// What that is called.
    pub label: Label,
    /// Under which circumstances.
    pub when: When,
    /// Where the footer shows it.
    pub footer: Footer,
}

const fn bind(scope: Scope, keys: &'static [Key], action: Action, label: Label, when: When, footer: Footer) -> Binding {
    Binding { scope, keys, action, label, when, footer }
}

const fn k(code: Code) -> Key {
    Key::plain(code)
}

use Footer::{Always as Fixed, Everywhere as Common, Here, Hidden};
use Scope::{Card, Conflict, Everywhere, Find, Form, List, Notes, Page, Pick, Question, Sheet, Twins};

/// All keys. Within a scope, the footer shows them in this order and leaves out from the end.
#[rustfmt::skip]
pub static KEYMAP: &[Binding] = &[
    bind(List, &[k(Code::Enter)],                                     Action::Open,        |w| &w.action.open,      When::Row,           Here),
    bind(List, &[Key::f(4), Key::char('e')],                          Action::Edit,        |w| &w.action.edit,      When::Record,        Here),
    bind(List, &[Key::char('m')],                                     Action::Meeting,     |w| &w.action.meeting,   When::Participation, Here),
    bind(List, &[Key::char('x')],                                     Action::Exit,        |w| &w.action.exit,      When::InProgramme,   Here),
    bind(List, &[Key::char('u'), Key::ctrl('z')],                     Action::Undo,        |w| &w.action.undo,      When::Always,        Here),
    bind(List, &[Key::char('v')],                                     Action::View,        |w| &w.action.view,      When::Views,         Here),
    bind(List, &[Key::char('s')],                                     Action::Sort,        |w| &w.action.sort,      When::Row,           Here),
    bind(List, &[Key::char('o')],                                     Action::Outcome,     |w| &w.action.outcome,   When::Participation, Here),
    bind(List, &[Key::f(8), Key::char('d'), k(Code::Delete)],         Action::Remove,      |w| &w.action.remove,    When::Removable,     Here),
    bind(List, &[Key::char('l')],                                     Action::History,     |w| &w.action.history,   When::Record,        Hidden),
    bind(List, &[Key::char('a')],                                     Action::AnotherDay,  |w| &w.action.another_day, When::Today,      Hidden),
    bind(List, &[Key::char('a')],                                     Action::AnotherDay,  |w| &w.action.to_today,  When::AnotherDay,    Here),
    bind(List, &[Key::f(1), Key::char('?')],                          Action::Help,        |w| &w.action.help,      When::Always,        Fixed),
    bind(List, &[Key::f(3), Key::char('/')],                          Action::Find,        |w| &w.action.find,      When::Always,        Common),
    bind(List, &[Key::f(6), Key::char('n'), Key::ctrl('n')],          Action::New,         |w| &w.action.new,       When::New,           Common),
    bind(List, &[Key::f(7), Key::char('p'), Key::ctrl('p')],          Action::Print,       |w| &w.action.print,     When::Always,        Common),
    bind(List, &[Key::f(9), Key::char(':')],                          Action::Menu,        |w| &w.action.menu,      When::Always,        Fixed),
    bind(List, &[k(Code::Tab)],                                       Action::NextTab,     |w| &w.action.next_tab,  When::Always,        Common),
    bind(List, &[Key::char('U'), Key::ctrl('y')],                     Action::Redo,        |w| &w.action.redo,      When::Always,        Hidden),
    bind(List, &[Key::f(5), Key::ctrl('r')],                          Action::Reload,      |w| &w.action.reload,    When::Always,        Hidden),
    bind(List, &[k(Code::Backspace)],                                 Action::ClearFind,   |w| &w.action.clear_find, When::Found,        Here),
    bind(List, &[Key::f(12), k(Code::Esc)],                           Action::Back,        |w| &w.action.back,      When::Always,        Hidden),
    bind(List, &[k(Code::BackTab)],                                   Action::PreviousTab, |w| &w.action.previous_tab, When::Always,     Hidden),
    bind(List, &[Key::char('1'), Key::char('ą')],                     Action::Tab(0),      |w| &w.tab.today,        When::Always,        Hidden),
    bind(List, &[Key::char('2'), Key::char('č')],                     Action::Tab(1),      |w| &w.tab.participants, When::Always,        Hidden),
    bind(List, &[Key::char('3'), Key::char('ę')],                     Action::Tab(2),      |w| &w.tab.workers,      When::Always,        Hidden),
    bind(List, &[Key::char('4'), Key::char('ė')],                     Action::Tab(3),      |w| &w.tab.meetings,     When::Always,        Hidden),
    bind(List, &[Key::char('5'), Key::char('į')],                     Action::Tab(4),      |w| &w.tab.outcomes,     When::Always,        Hidden),
    bind(List, &[Key::char('6'), Key::char('š')],                     Action::Tab(5),      |w| &w.tab.programme,    When::Always,        Hidden),
    bind(List, &[k(Code::Up)],                                        Action::Up,          |w| &w.action.up,        When::Always,        Hidden),
    bind(List, &[k(Code::Down)],                                      Action::Down,        |w| &w.action.down,      When::Always,        Hidden),
    bind(List, &[k(Code::PageUp)],                                    Action::PageUp,      |w| &w.action.page_up,   When::Always,        Hidden),
    bind(List, &[k(Code::PageDown)],                                  Action::PageDown,    |w| &w.action.page_down, When::Always,        Hidden),
    bind(List, &[k(Code::Home)],                                      Action::First,       |w| &w.action.first,     When::Always,        Hidden),
    bind(List, &[k(Code::End)],                                       Action::Last,        |w| &w.action.last,      When::Always,        Hidden),

    bind(Find, &[k(Code::Enter)],                                     Action::KeepFind,    |w| &w.action.keep_find, When::Always,        Here),
    bind(Find, &[k(Code::Esc), Key::f(12)],                           Action::ClearFind,   |w| &w.action.clear_find, When::Always,       Here),
    bind(Find, &[k(Code::Down)],                                      Action::Down,        |w| &w.action.down,      When::Always,        Hidden),
    bind(Find, &[k(Code::Up)],                                        Action::Up,          |w| &w.action.up,        When::Always,        Hidden),
    bind(Find, &[k(Code::PageDown)],                                  Action::PageDown,    |w| &w.action.page_down, When::Always,        Hidden),
    bind(Find, &[k(Code::PageUp)],                                    Action::PageUp,      |w| &w.action.page_up,   When::Always,        Hidden),
    bind(Find, &[Key::f(1)],                                          Action::Help,        |w| &w.action.help,      When::Always,        Fixed),

    bind(Card, &[k(Code::Enter)],                                     Action::Open,        |w| &w.action.open,      When::Row,           Here),
    bind(Card, &[Key::f(4), Key::char('e')],                          Action::Edit,        |w| &w.action.edit,      When::Record,        Here),
    bind(Card, &[Key::char('m')],                                     Action::Meeting,     |w| &w.action.meeting,   When::Participation, Here),
    bind(Card, &[Key::char('o')],                                     Action::Outcome,     |w| &w.action.outcome,   When::Participation, Here),
    bind(Card, &[Key::char('x')],                                     Action::Exit,        |w| &w.action.exit,      When::InProgramme,   Here),
    bind(Card, &[Key::char('u'), Key::ctrl('z')],                     Action::Undo,        |w| &w.action.undo,      When::Always,        Here),
    bind(Card, &[Key::char('h')],                                     Action::HandOver,    |w| &w.action.hand_over, When::InProgramme,   Here),
    bind(Card, &[Key::f(8), Key::char('d'), k(Code::Delete)],         Action::Remove,      |w| &w.action.remove,    When::Removable,     Here),
    bind(Card, &[Key::char('l')],                                     Action::History,     |w| &w.action.history,   When::Record,        Hidden),
    bind(Card, &[Key::char('a')],                                     Action::AnotherDay,  |w| &w.action.another_day, When::Today,      Hidden),
    bind(Card, &[Key::char('a')],                                     Action::AnotherDay,  |w| &w.action.to_today,  When::AnotherDay,    Here),
    bind(Card, &[Key::f(1), Key::char('?')],                          Action::Help,        |w| &w.action.help,      When::Always,        Fixed),
    bind(Card, &[Key::f(6), Key::char('n'), Key::ctrl('n')],          Action::New,         |w| &w.action.new,       When::New,           Common),
    bind(Card, &[Key::f(7), Key::char('p'), Key::ctrl('p')],          Action::Print,       |w| &w.action.print,     When::Always,        Common),
    bind(Card, &[Key::f(9), Key::char(':')],                          Action::Menu,        |w| &w.action.menu,      When::Always,        Fixed),
    bind(Card, &[k(Code::Esc), Key::f(12)],                           Action::Back,        |w| &w.action.back,      When::Always,        Common),
    bind(Card, &[k(Code::Tab)],                                       Action::MoreFacts,   |w| &w.action.more_facts, When::MoreFacts,   Common),
    bind(Card, &[Key::char('<')],                                     Action::PreviousRecord, |w| &w.action.previous_record, When::Always, Hidden),
    bind(Card, &[Key::char('>')],                                     Action::NextRecord,  |w| &w.action.next_record, When::Always,      Hidden),
    bind(Card, &[k(Code::Backspace)],                                 Action::ClearFind,   |w| &w.action.clear_find, When::Found,        Here),
    bind(Card, &[Key::f(3), Key::char('/')],                          Action::Find,        |w| &w.action.find,      When::Row,           Here),
    bind(Card, &[Key::char('U'), Key::ctrl('y')],                     Action::Redo,        |w| &w.action.redo,      When::Always,        Hidden),
    bind(Card, &[Key::f(5), Key::ctrl('r')],                          Action::Reload,      |w| &w.action.reload,    When::Always,        Hidden),
    bind(Card, &[k(Code::Up)],                                        Action::Up,          |w| &w.action.up,        When::Always,        Hidden),
    bind(Card, &[k(Code::Down)],                                      Action::Down,        |w| &w.action.down,      When::Always,        Hidden),
    bind(Card, &[k(Code::PageUp)],                                    Action::PageUp,      |w| &w.action.page_up,   When::Always,        Hidden),
    bind(Card, &[k(Code::PageDown)],                                  Action::PageDown,    |w| &w.action.page_down, When::Always,        Hidden),
    bind(Card, &[k(Code::Home)],                                      Action::First,       |w| &w.action.first,     When::Always,        Hidden),
    bind(Card, &[k(Code::End)],                                       Action::Last,        |w| &w.action.last,      When::Always,        Hidden),

    bind(Form, &[Key::f(2), Key::ctrl('s')],                          Action::Save,        |w| &w.action.look,      When::Looks,         Here),
    bind(Form, &[Key::f(2), Key::ctrl('s')],                          Action::Save,        |w| &w.action.write,     When::Writes,        Here),
    bind(Form, &[k(Code::Enter), k(Code::Tab), k(Code::Down)],        Action::NextField,   |w| &w.action.next_field, When::Always,       Here),
    bind(Form, &[k(Code::BackTab), k(Code::Up)],                      Action::PreviousField, |w| &w.action.previous_field, When::Always, Here),
    bind(Form, &[Key::f(1)],                                          Action::Help,        |w| &w.action.help,      When::Always,        Fixed),
    bind(Form, &[Key::f(2), Key::ctrl('s')],                          Action::Save,        |w| &w.action.save,      When::Saves,         Fixed),
    bind(Form, &[Key::f(4)],                                          Action::Choose,      |w| &w.action.choose,    When::Choice,        Common),
    bind(Form, &[Key::f(9)],                                          Action::Menu,        |w| &w.action.menu,      When::Always,        Fixed),
    bind(Form, &[k(Code::Esc), Key::f(12)],                           Action::Back,        |w| &w.action.back,      When::Always,        Fixed),
    bind(Form, &[Key::ctrl('u')],                                     Action::ClearField,  |w| &w.action.clear_field, When::Always,      Here),

    bind(Notes, &[k(Code::Tab)],                                      Action::NextField,   |w| &w.action.next_field, When::Always,       Here),
    bind(Notes, &[k(Code::BackTab)],                                  Action::PreviousField, |w| &w.action.previous_field, When::Always, Here),
    bind(Notes, &[Key::f(1)],                                         Action::Help,        |w| &w.action.help,      When::Always,        Fixed),
    bind(Notes, &[Key::f(2), Key::ctrl('s')],                         Action::Save,        |w| &w.action.save,      When::Always,        Fixed),
    bind(Notes, &[Key::f(9)],                                         Action::Menu,        |w| &w.action.menu,      When::Always,        Fixed),
    bind(Notes, &[k(Code::Esc), Key::f(12)],                          Action::Back,        |w| &w.action.back,      When::Always,        Fixed),

    bind(Pick, &[k(Code::Enter)],                                     Action::Take,        |w| &w.action.take,      When::Row,           Here),
    bind(Pick, &[k(Code::Insert), Key::char(' ')],                    Action::Tick,        |w| &w.action.tick,      When::Several,       Here),
    bind(Pick, &[k(Code::Down)],                                      Action::Down,        |w| &w.action.down,      When::Always,        Hidden),
    bind(Pick, &[k(Code::Up)],                                        Action::Up,          |w| &w.action.up,        When::Always,        Hidden),
    bind(Pick, &[k(Code::PageDown)],                                  Action::PageDown,    |w| &w.action.page_down, When::Always,        Hidden),
    bind(Pick, &[k(Code::PageUp)],                                    Action::PageUp,      |w| &w.action.page_up,   When::Always,        Hidden),
    bind(Pick, &[k(Code::Home)],                                      Action::First,       |w| &w.action.first,     When::Always,        Hidden),
    bind(Pick, &[k(Code::End)],                                       Action::Last,        |w| &w.action.last,      When::Always,        Hidden),
    bind(Pick, &[Key::f(1)],                                          Action::Help,        |w| &w.action.help,      When::Help,          Fixed),
    bind(Pick, &[k(Code::Esc), Key::f(12)],                           Action::Back,        |w| &w.action.keep_as_it_was, When::Always,   Fixed),

    bind(Page, &[k(Code::PageDown)],                                  Action::PageDown,    |w| &w.action.page_down, When::Always,        Here),
    bind(Page, &[k(Code::PageUp)],                                    Action::PageUp,      |w| &w.action.page_up,   When::Always,        Here),
    bind(Page, &[Key::f(7), Key::char('p'), Key::ctrl('p')],          Action::Write,       |w| &w.action.write,     When::Writable,      Common),
    bind(Page, &[k(Code::Enter)],                                     Action::NextFound,   |w| &w.action.next_found, When::Found,        Here),
    bind(Page, &[k(Code::Backspace)],                                 Action::ClearFind,   |w| &w.action.clear_find, When::Found,        Here),
    bind(Page, &[Key::f(3), Key::char('/')],                          Action::Find,        |w| &w.action.find,      When::Always,        Common),
    bind(Page, &[Key::char('s')],                                     Action::Seal,        |w| &w.action.seal,      When::Sealable,      Here),
    bind(Page, &[Key::char('c')],                                     Action::Compare,     |w| &w.action.compare,   When::Sealed,        Here),
    bind(Page, &[Key::f(1), Key::char('?')],                          Action::Help,        |w| &w.action.help,      When::Help,          Fixed),
    bind(Page, &[k(Code::Esc), Key::f(12)],                           Action::Back,        |w| &w.action.back,      When::Always,        Fixed),
    bind(Page, &[k(Code::Down)],                                      Action::Down,        |w| &w.action.down,      When::Always,        Hidden),
    bind(Page, &[k(Code::Up)],                                        Action::Up,          |w| &w.action.up,        When::Always,        Hidden),
    bind(Page, &[k(Code::Home)],                                      Action::First,       |w| &w.action.first,     When::Always,        Hidden),
    bind(Page, &[k(Code::End)],                                       Action::Last,        |w| &w.action.last,      When::Always,        Hidden),

    bind(Question, &[k(Code::Enter)],                                 Action::Take,        |w| &w.action.do_it,     When::Always,        Here),
    bind(Question, &[k(Code::Right), k(Code::Tab), k(Code::Down)],    Action::Right,       |w| &w.action.right,     When::Always,        Here),
    bind(Question, &[k(Code::Left), k(Code::BackTab), k(Code::Up)],   Action::Left,        |w| &w.action.left,      When::Always,        Here),
    bind(Question, &[Key::f(1), Key::char('?')],                      Action::Help,        |w| &w.action.help,      When::Help,          Fixed),
    bind(Question, &[k(Code::Esc), Key::f(12)],                       Action::Back,        |w| &w.action.keep_as_it_was, When::Always,   Fixed),

    bind(Conflict, &[k(Code::Down), k(Code::Tab), k(Code::Enter)],    Action::Down,        |w| &w.action.down,      When::Always,        Here),
    bind(Conflict, &[k(Code::Up), k(Code::BackTab)],                  Action::Up,          |w| &w.action.up,        When::Always,        Here),
    bind(Conflict, &[k(Code::Left)],                                  Action::Left,        |w| &w.action.left,      When::Always,        Here),
    bind(Conflict, &[k(Code::Right)],                                 Action::Right,       |w| &w.action.right,     When::Always,        Here),
    bind(Conflict, &[Key::f(2), Key::ctrl('s')],                      Action::Save,        |w| &w.action.save,      When::Always,        Fixed),
    bind(Conflict, &[Key::f(1), Key::char('?')],                      Action::Help,        |w| &w.action.help,      When::Help,          Fixed),
    bind(Conflict, &[k(Code::Esc), Key::f(12)],                       Action::Back,        |w| &w.action.back_to_form, When::Always,     Fixed),

    bind(Twins,    &[k(Code::Left)],                                  Action::Left,        |w| &w.action.left,      When::Always,        Here),
    bind(Twins,    &[k(Code::Right)],                                 Action::Right,       |w| &w.action.right,     When::Always,        Here),
    bind(Twins,    &[k(Code::Down), k(Code::Tab), k(Code::Enter)],    Action::Down,        |w| &w.action.down,      When::Always,        Hidden),
    bind(Twins,    &[k(Code::Up), k(Code::BackTab)],                  Action::Up,          |w| &w.action.up,        When::Always,        Hidden),
    bind(Twins,    &[Key::f(2), Key::ctrl('s')],                      Action::Save,        |w| &w.action.save,      When::Always,        Fixed),
    bind(Twins,    &[Key::f(1), Key::char('?')],                      Action::Help,        |w| &w.action.help,      When::Help,          Fixed),
    bind(Twins,    &[k(Code::Esc), Key::f(12)],                       Action::Back,        |w| &w.action.keep_as_it_was, When::Always,    Fixed),

    bind(Sheet, &[k(Code::Enter), Key::f(4)],                         Action::Choose,      |w| &w.action.choose,    When::Answers,       Here),
    bind(Sheet, &[Key::f(7), Key::char('p'), Key::ctrl('p')],         Action::Write,       |w| &w.action.write_refused, When::Refused,   Here),
    bind(Sheet, &[Key::f(2), Key::ctrl('s')],                         Action::Save,        |w| &w.action.take_over, When::Always,        Fixed),
    bind(Sheet, &[Key::f(1), Key::char('?')],                         Action::Help,        |w| &w.action.help,      When::Help,          Fixed),
    bind(Sheet, &[k(Code::Esc), Key::f(12)],                          Action::Back,        |w| &w.action.keep_as_it_was, When::Always,   Fixed),
    bind(Sheet, &[k(Code::Down), k(Code::Tab)],                       Action::Down,        |w| &w.action.down,      When::Always,        Hidden),
    bind(Sheet, &[k(Code::Up), k(Code::BackTab)],                     Action::Up,          |w| &w.action.up,        When::Always,        Hidden),
    bind(Sheet, &[k(Code::PageDown)],                                 Action::PageDown,    |w| &w.action.page_down, When::Always,        Hidden),
    bind(Sheet, &[k(Code::PageUp)],                                   Action::PageUp,      |w| &w.action.page_up,   When::Always,        Hidden),
    bind(Sheet, &[k(Code::Home)],                                     Action::First,       |w| &w.action.first,     When::Always,        Hidden),
    bind(Sheet, &[k(Code::End)],                                      Action::Last,        |w| &w.action.last,      When::Always,        Hidden),

    bind(Everywhere, &[Key::f(10), Key::ctrl('q')],                   Action::Leave,       |w| &w.action.leave,     When::Always,        Fixed),
    bind(Everywhere, &[Key::ctrl('l')],                               Action::Redraw,      |w| &w.action.redraw,    When::Always,        Hidden),
    bind(Everywhere, &[Key::ctrl('c')],                               Action::Interrupt,   |w| &w.action.interrupt, When::Always,        Hidden),
];

/// The bindings that work in a scope: its own, and those of everywhere that it does not shadow.
pub fn bindings(scope: Scope) -> impl Iterator<Item = &'static Binding> {
    KEYMAP.iter().filter(move |binding| binding.scope == scope || binding.scope == Everywhere)
}

/// What a key means in a scope, under the circumstances that `allows` knows.
pub fn resolve(scope: Scope, key: Key, allows: impl Fn(When) -> bool) -> Option<&'static Binding> {
    bindings(scope).find(|binding| binding.keys.contains(&key) && allows(binding.when))
}

/// The key that goes back to today from another day, as it is called on the screen.
pub(super) fn key_to_today(words: &Words) -> String {
    let binding = KEYMAP.iter().find(|binding| binding.action == Action::AnotherDay);
    binding.map(|binding| key_name(binding.keys[0], words)).unwrap_or_default()
}

/// What a key is called on the screen.
pub fn key_name(key: Key, words: &Words) -> String {
    let name = match key.code {
        Code::Char(' ') => words.key.space.clone(),
        Code::Char(letter) if key.ctrl => letter.to_uppercase().to_string(),
        Code::Char(letter) => letter.to_string(),
        Code::F(number) => format!("F{number}"),
        Code::Enter => "Enter".into(),
        Code::Esc => "Esc".into(),
        Code::Tab => "Tab".into(),
        Code::BackTab => "Shift+Tab".into(),
        Code::Backspace => words.key.backspace.clone(),
        Code::Delete => "Del".into(),
        Code::Insert => "Ins".into(),
        Code::Up => words.key.up.clone(),
        Code::Down => words.key.down.clone(),
        Code::Left => words.key.left.clone(),
        Code::Right => words.key.right.clone(),
        Code::PageUp => "PgUp".into(),
        Code::PageDown => "PgDn".into(),
        Code::Home => "Home".into(),
        Code::End => "End".into(),
    };
    if key.ctrl { format!("Ctrl+{name}") } else { name }
}
