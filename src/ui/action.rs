//! What a key can mean.

/// What the user can ask for; which keys ask for it stands in the key table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// One row, field or choice up.
    Up,
    /// One row, field or choice down.
    Down,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// Opens what the row stands for.
    Open,
    /// One step back.
    Back,
    /// To the next tab.
    NextTab,
    /// To the tab before.
    PreviousTab,
    /// To the tab with this number, from 0.
    Tab(usize),
    /// Begins to find.
    Find,
    /// Shows everything again.
    ClearFind,
    /// Leaves what was found standing and goes on in the list.
    KeepFind,
    /// To the next place where it is found.
    NextFound,
    /// Corrects the record.
    Edit,
    /// Begins a new record.
    New,
    /// Removes the record, after a question.
    Remove,
    /// Reads the file again.
    Reload,
    /// Prints or exports.
    Print,
    /// Chooses the order.
    Sort,
    /// Chooses what is shown.
    View,
    /// Records a meeting.
    Meeting,
    /// Records work or study.
    Outcome,
    /// Records an exit.
    Exit,
    /// Hands over to another worker.
    HandOver,
    /// Shows who changed what of the record, and when.
    History,
    /// Looks at another day, or at today again.
    AnotherDay,
    /// Takes the last saved change back.
    Undo,
    /// Does it again.
    Redo,
    /// Shows the keys.
    Help,
    /// Shows everything that can be done.
    Menu,
    /// Shows what the program has said.
    Messages,
    /// Shows what was typed and not saved.
    Drafts,
    /// Looks for a sheet to take over.
    TakeSheet,
    /// Looks for another office's register, to count over both.
    Joint,
    /// Shows the guides for support persons.
    Guides,
    /// Looks for a guide to take in.
    AddGuide,
    /// Looks for the text of a register, to make a register of it.
    NewRegister,
    /// Lays another person beside this one, who may be the same.
    Twins,
    /// Leaves the program.
    Leave,
    /// Says how the program is left.
    Interrupt,
    /// Draws the screen anew.
    Redraw,
    /// To the record before, in the list.
    PreviousRecord,
    /// To the next record, in the list.
    NextRecord,
    /// Turns to the facts of a card that are not in sight.
    MoreFacts,
    /// Saves the form.
    Save,
    /// Shows what can be chosen.
    Choose,
    /// To the next field.
    NextField,
    /// To the field before.
    PreviousField,
    /// Empties the field.
    ClearField,
    /// Takes the choice.
    Take,
    /// Ticks the choice.
    Tick,
    /// To the choice at the left.
    Left,
    /// To the choice at the right.
    Right,
    /// Writes the text to a file.
    Write,
    /// Seals the report, as it is handed in.
    Seal,
    /// Holds the sealed report against what is known now.
    Compare,
}

impl Action {
    /// Whether it begins or ends a change, which is refused while another day is looked at.
    pub const fn changes(self) -> bool {
        match self {
            Self::Edit
            | Self::New
            | Self::Remove
            | Self::Meeting
            | Self::Outcome
            | Self::Exit
            | Self::HandOver
            | Self::Undo
            | Self::Redo
            | Self::Save
            | Self::Choose
            | Self::ClearField
            | Self::Drafts
            | Self::TakeSheet
            | Self::AddGuide
            | Self::Twins => true,
            Self::Up
            | Self::Down
            | Self::PageUp
            | Self::PageDown
            | Self::First
            | Self::Last
            | Self::Open
            | Self::Back
            | Self::NextTab
            | Self::PreviousTab
            | Self::Tab(_)
            | Self::Find
            | Self::ClearFind
            | Self::KeepFind
            | Self::NextFound
            | Self::Reload
            | Self::Print
            | Self::Sort
            | Self::View
            | Self::History
            | Self::AnotherDay
            | Self::Help
            | Self::Menu
            | Self::Messages
            | Self::Leave
            | Self::Interrupt
            | Self::Redraw
            | Self::PreviousRecord
            | Self::NextRecord
            | Self::MoreFacts
            | Self::NextField
            | Self::PreviousField
            | Self::Take
            | Self::Tick
            | Self::Left
            | Self::Right
            | Self::Write
            | Self::Joint
            | Self::Guides
            | Self::NewRegister
            | Self::Seal
            | Self::Compare => false,
        }
    }
}
