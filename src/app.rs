//! The running program: takes what happens to the update, performs the effects it asks for, and draws.
//!
//! All reading and writing of the screen's program is here. An [`App`] runs without a terminal, for tests and screenshots.

mod alive;
mod beside;
mod drafts;
mod files;
mod folders;
mod handing;
mod options;
mod panics;
mod papers;
mod perform;
mod protection;
mod save;
mod sealed;
mod sheets;
mod twins;
mod undo;
mod waiting;
mod written;

use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender},
    thread,
    time::Instant,
};

use crate::{
    domain::{Id, Register},
    failures::{self, Told},
    lists::LISTS,
    session::Session,
    store::{Error, Publisher, Saved, Soundness},
    term::{self, Capabilities, Event, Signal, Terminal, Unusable},
    ui::{self, Effect, Message, Model},
};

pub(crate) use files::{bytes_of, write_as};
pub use panics::Panicked;
use waiting::Waiting;

/// The screen's program over an open register.
#[derive(Debug)]
pub struct App {
    /// The register and its surroundings.
    pub session: Session,
    /// Everything the screen knows.
    pub model: Model,
    /// Where reports and lists are written: the folder in which the program was started.
    pub folder: PathBuf,
    /// The file's data version when it was last read; another one means that somebody else has saved.
    seen: i64,
    /// Set when the file is no longer the one that was read, and that was said.
    lost: bool,
    /// Keeps the copy beside the register fresh; none where there is to be no copy.
    publisher: Option<Publisher>,
    /// The newest act in the change log when it was last looked at.
    newest: i64,
    /// The process this program is, by which its drafts are known.
    process: String,
    /// What is still to be kept as drafts.
    unkept: drafts::Unkept,
    /// The participant whose card was opened last, so that reading it anew is not noted again.
    read: Option<Id>,
    /// Set when the terminal is to be drawn anew.
    redraw: bool,
    /// The save that waits for somebody else's.
    waiting: Option<Waiting>,
    /// Whether a loop listens beside which work can be done that takes long; without one it is done at once.
    listens: bool,
    /// What is to be done beside the loop.
    long: Option<beside::Long>,
    /// How often the save that is being tried was tried before.
    tried: u128,
}

impl App {
    /// A program in a window of this size, with its first list read.
    pub fn new(mut session: Session, size: (u16, u16)) -> crate::store::Result<Self> {
        session.env.on_screen = true;
        let register = session.store.get::<Register>(Id(1))?.map(|stored| stored.record).unwrap_or_default();
        let model = Model::new(session.env.clone(), register.office, register.training_day.is_some(), size);
        let (seen, newest) = (session.store.data_version()?, session.store.newest_batch()?);
        let folder = std::env::current_dir().unwrap_or_default();
        let mut app = Self {
            session,
            model,
            folder,
            seen,
            lost: false,
            publisher: None,
            newest,
            process: alive::this_process(),
            unkept: drafts::Unkept::default(),
            read: None,
            redraw: false,
            waiting: None,
            listens: false,
            long: None,
            tried: 0,
        };
        app.send(Message::Input(ui::Input::Resize(size.0, size.1)));
        app.run_effects(vec![Effect::List(0), Effect::Drafts(true)]);
        app.tell_warnings();
        Ok(app)
    }

    /// Says once what is to be said of the register's place and opening; the most dangerous stays on the screen.
    fn tell_warnings(&mut self) {
        let words = self.session.env.words;
        let told: Vec<_> = self.session.store.warnings().iter().map(|warning| failures::warn(warning, words)).collect();
        for Told { sentence, hint } in told {
            self.send(Message::Warned(format!("{sentence} {hint}")));
        }
    }

    /// Takes one message, and everything that follows from it.
    pub fn send(&mut self, message: Message) {
        let effects = ui::update(&mut self.model, message);
        self.run_effects(effects);
    }

    fn run_effects(&mut self, effects: Vec<Effect>) {
        /// No chain of effects is this long; one that is goes round in a circle.
        const LONGEST: usize = 100;
        let mut waiting: std::collections::VecDeque<Effect> = effects.into();
        for _ in 0..LONGEST {
            let Some(effect) = waiting.pop_front() else { return };
            if let Some(message) = self.perform(effect) {
                waiting.extend(ui::update(&mut self.model, message));
            }
        }
    }

    /// Reads again what others have saved; quiet when nobody has. Says it at once where the file is no longer the one that was read.
    pub fn look_elsewhere(&mut self) {
        let same = self.session.store.still_the_same();
        let lost = matches!(same, Err(Error::Moved | Error::Overwritten | Error::Empty(_) | Error::HardLinked(_)));
        let known = std::mem::replace(&mut self.lost, lost);
        if let (true, false, Err(error)) = (lost, known, same) {
            let Told { sentence, hint } = failures::tell(&error, self.session.env.words);
            self.send(Message::Failed(format!("{sentence} {hint}")));
        }
        if lost {
            return;
        }
        let now = self.session.store.data_version().unwrap_or(self.seen);
        if now == self.seen {
            return;
        }
        self.seen = now;
        let newest = self.session.store.newest_batch().unwrap_or(self.newest);
        // What others only keep as drafts is nobody else's business.
        if newest != self.newest {
            self.newest = newest;
            self.renew_the_copy(Saved::Elsewhere);
            // A list that cannot be ordered anew is shown as it was; the next save will say what is wrong.
            let _ = self.session.store.refresh_order();
            self.look_up_rights();
            self.send(Message::Elsewhere);
        }
    }

    /// Has the copy beside the register renewed in a while.
    fn renew_the_copy(&self, saved: Saved) {
        if let Some(publisher) = &self.publisher {
            publisher.saved(saved);
        }
    }

    /// Opens the file that lies in the place of the register now. What is being typed stays; whether it still fits, saving shows.
    fn reopen(&mut self) -> crate::store::Result<()> {
        self.session.reopen()?;
        self.seen = self.session.store.data_version()?;
        self.lost = false;
        Ok(())
    }

    /// Says it when the file turned out not to be whole; quiet when all is well.
    fn tell_whether_whole(&mut self) {
        if let Err(error) = self.session.store.soundness().demand() {
            let words = self.session.env.words;
            let told = failures::tell(&error, words);
            let text = format!("{}\n\n{}", told.sentence, told.hint);
            self.send(Message::Text(words.notice.file_not_whole.clone(), text));
        }
    }

    /// Tells the model when a new day has begun; a screen left open over night would else lie.
    fn look_at_the_day(&mut self) {
        let today = self.session.clock.today();
        if today != self.session.env.today {
            self.session.env.today = today;
            // Whoever looks at another day goes on looking at it.
            if self.session.seen().1.past.is_none() {
                self.send(Message::Day(today));
            }
        }
    }

    fn take(&mut self, event: Event) -> Result<(), Ending> {
        match event {
            Event::Inputs(inputs) => {
                self.look_at_the_day();
                self.hope_again();
                panics::provoke(&inputs);
                for input in inputs {
                    self.hold(input);
                }
            }
            Event::Elsewhere => self.look_elsewhere(),
            Event::Checked => {
                self.tell_whether_whole();
                self.remove_old_drafts();
            }
            Event::Warned(text) => self.send(Message::Failed(text)),
            // What was done beside the loop has been waited for.
            Event::Reached(_) | Event::Finished => {}
            Event::Stopped(signal) => return Err(Ending::Signal(signal)),
            Event::Panicked => return Err(Ending::Panicked),
        }
        Ok(())
    }
}

/// Why the program could not run, or not on.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// The register could not be read.
    #[error(transparent)]
    Store(#[from] crate::store::Error),
    /// The terminal could not be used.
    #[error("the terminal cannot be used")]
    Terminal(Unusable),
    /// The program has a fault of its own.
    #[error("the program had to stop")]
    Panicked(Panicked),
}

/// How the loop came to its end before the user left.
enum Ending {
    Signal(Signal),
    Panicked,
}

impl From<Signal> for Ending {
    fn from(signal: Signal) -> Self {
        Self::Signal(signal)
    }
}

/// Runs the program on the terminal until the user leaves; answers the signal where one ended it before. A register that is
/// `copied` has a copy beside it, which is kept fresh meanwhile. A report of a fault of the program goes into `reports`.
pub fn run(
    session: Session,
    capabilities: &Capabilities,
    copied: bool,
    reports: Option<PathBuf>,
) -> Result<Option<Signal>, Ended> {
    let watched = session.store.path().map(std::path::Path::to_owned).unwrap_or_default();
    let mut terminal = Terminal::open(capabilities).map_err(Ended::Terminal)?;
    let (sender, events) = term::listen(&watched).map_err(|error| Ended::Terminal(error.into()))?;
    let report = panics::watch(sender.clone(), reports);
    let publisher = if copied { keep_a_copy(&session, sender.clone())? } else { None };
    let mut app = App { publisher, listens: true, ..App::new(session, terminal.size())? };
    // Only now: whoever waits for the check has it begin.
    tell_when_checked(app.session.store.soundness(), sender.clone());
    let turned = panics::caught(|| {
        panics::provoke(&[]);
        turn(&mut app, &mut terminal, &sender, &events)
    });
    match turned {
        Some(Ok(())) => app.keep_at_the_end(),
        Some(Err(Ending::Signal(signal))) => {
            app.keep_at_the_end();
            return Ok(Some(signal));
        }
        Some(Err(Ending::Panicked)) | None => {
            let kept = app.keep_after_a_panic();
            return Err(Ended::Panicked(Panicked { kept, report: report.written() }));
        }
    }
    Ok(None)
}

/// Wakes the loop once it is known whether the file is whole. Without a thread, the first save will say it.
fn tell_when_checked(soundness: Soundness, sender: Sender<Event>) {
    let waiting = move || {
        soundness.wait();
        let _ = sender.send(Event::Checked);
    };
    let _ = thread::Builder::new().name("checked".to_owned()).spawn(waiting);
}

/// Begins to keep the copy beside the register fresh, where the user may write there.
fn keep_a_copy(session: &Session, sender: Sender<Event>) -> crate::store::Result<Option<Publisher>> {
    let Some(path) = session.store.path().filter(|_| !session.store.is_read_only()) else { return Ok(None) };
    let (words, register) = (session.env.words, path.to_owned());
    let trouble = move |error| {
        // That the register itself is gone is said by whoever notices it first, and more plainly.
        if register.is_file() {
            let _ = sender.send(Event::Warned(failures::not_published(&error, words)));
        }
    };
    let publisher = Publisher::begin(path, trouble)?;
    // Somebody's program may have been ended before it could.
    publisher.saved(Saved::Elsewhere);
    Ok(Some(publisher))
}

/// Draws, sleeps until something happens or is due, takes all that waits, and draws again.
fn turn(
    app: &mut App,
    terminal: &mut Terminal,
    sender: &Sender<Event>,
    events: &Receiver<Event>,
) -> Result<(), Ending> {
    loop {
        app.mind_drafts(Instant::now());
        if std::mem::take(&mut app.redraw) {
            terminal.redraw();
        }
        terminal.draw(|frame| ui::view(&app.model, frame))?;
        let first = match app.heard(events) {
            Err(RecvTimeoutError::Timeout) => {
                app.try_again();
                None
            }
            // There is always somebody left who could send something.
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
            Ok(event) => Some(event),
        };
        for event in first.into_iter().chain(events.try_iter()) {
            app.take(event)?;
        }
        app.work(terminal, sender, events)?;
        if app.model.ended {
            return Ok(());
        }
    }
}

/// The name of the list of a tab.
fn list_name(tab: usize) -> &'static str {
    LISTS.get(tab).map_or("", |list| list.name())
}
