//! One channel for everything the main loop waits for.

use std::io;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};

use crate::ui::Input;

use super::signals::{self, Signal};
use super::{reader, watch};

/// What can happen to the program from outside.
#[derive(Debug, PartialEq, Eq)]
pub enum Event {
    /// The user did something: all that was waiting, in order, to be answered with one frame.
    Inputs(Vec<Input>),
    /// The program has to end and give the terminal back, within a second and a half; after that it is ended.
    Stopped(Signal),
    /// The file of the register was changed, by us or by somebody else. Only the file itself knows which.
    Elsewhere,
    /// Whether the file is whole is known now.
    Checked,
    /// Something that is done in the background could not be done; says what, and what that means.
    Warned(String),
    /// Work that is done beside the loop has come so far; says how far.
    Reached(String),
    /// Work that was done beside the loop has come to its end.
    Finished,
    /// A thread of the program has met a fault of its own; the program must end.
    Panicked,
}

/// Starts listening to the keyboard, to signals and to changes of the file; dropping the receiver ends that. The sender is for
/// what the program itself has to wait for.
///
/// No thread wakes up unless something happens. A folder that cannot be watched is no error: there are no
/// [`Event::Elsewhere`] then.
pub fn listen(file: &Path) -> io::Result<(Sender<Event>, Receiver<Event>)> {
    let (sender, receiver) = mpsc::channel();
    signals::listen(sender.clone())?;
    let watcher = watch::listen(file, sender.clone());
    reader::listen(sender.clone(), watcher)?;
    Ok((sender, receiver))
}
