//! Work that takes long is done beside the loop, which goes on drawing and listening meanwhile: the screen says how far it is, Esc
//! stops it, and what else is pressed waits for its end.

use std::{
    io, iter,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    App, Ending,
    sheets::{self, Sheets},
    undo::TakingBack,
};
use crate::{
    store,
    term::{Event, Signal, Terminal},
    ui::{self, Code, Effect, Input, Key, Message, Model, Tone},
};

/// How often it is said how far it is.
const OFTEN: Duration = Duration::from_millis(500);

/// What is to be done beside the loop, and what was pressed since.
#[derive(Debug)]
pub(super) struct Long {
    effect: Effect,
    held: Vec<Input>,
    stopped: bool,
}

impl Long {
    pub(super) const fn of(effect: Effect) -> Self {
        Self { effect, held: Vec::new(), stopped: false }
    }

    /// Takes what was pressed; the size of the window is nothing that waits, and is given back.
    pub(super) fn hold(&mut self, input: Input) -> Option<Input> {
        match input {
            Input::Resize(..) => return Some(input),
            // What was pressed before was meant for something that does not come now.
            Input::Key(key) if key.code == Code::Esc || key == Key::ctrl('c') => {
                (self.stopped, self.held) = (true, Vec::new());
            }
            other => self.held.push(other),
        }
        None
    }
}

/// How the work tells how far it is, and hears whether to go on.
#[derive(Debug)]
pub(super) struct Course {
    /// Who is told; none where nobody looks on.
    told: Option<Sender<Event>>,
    stopped: Arc<AtomicBool>,
    said_at: Instant,
}

impl Course {
    /// Work that nobody looks at and nobody stops.
    pub(super) fn unseen() -> Self {
        Self { told: None, stopped: Arc::default(), said_at: Instant::now() }
    }

    /// Says how far it is, now and then; the answer is whether to go on.
    pub(super) fn goes_on(&mut self, said: impl FnOnce() -> String) -> bool {
        if self.said_at.elapsed() >= OFTEN {
            self.say(said());
        }
        !self.stopped.load(Ordering::Relaxed)
    }

    /// Says something at once.
    pub(super) fn say(&mut self, text: String) {
        self.said_at = Instant::now();
        if let Some(sender) = &self.told {
            let _ = sender.send(Event::Reached(text));
        }
    }

    /// Whether somebody looks on, so that it may wait.
    pub(super) const fn is_seen(&self) -> bool {
        self.told.is_some()
    }
}

/// The loop while work is done beside it.
struct Meanwhile<'a> {
    model: &'a mut Model,
    long: &'a mut Long,
    stopped: Arc<AtomicBool>,
    /// What is to be done once the register is free again.
    effects: Vec<Effect>,
    events: Vec<Event>,
    ending: Option<Ending>,
}

impl App {
    /// Does the work that was asked for, while the screen is drawn and listened to.
    pub(super) fn work(
        &mut self,
        terminal: &mut Terminal,
        sender: &Sender<Event>,
        events: &Receiver<Event>,
    ) -> Result<(), Ending> {
        // What was pressed meanwhile may ask for more of it.
        while let Some(long) = self.long.take() {
            self.work_on(long, terminal, sender, events)?;
        }
        Ok(())
    }

    fn work_on(
        &mut self,
        mut long: Long,
        terminal: &mut Terminal,
        sender: &Sender<Event>,
        events: &Receiver<Event>,
    ) -> Result<(), Ending> {
        let effect = long.effect.clone();
        let stopped = Arc::new(AtomicBool::new(long.stopped));
        let course = Course { told: Some(sender.clone()), stopped: Arc::clone(&stopped), said_at: Instant::now() };
        let patience = self.patience();
        let Self { session, model, folder, .. } = self;
        let (effects, waiting) = (Vec::new(), Vec::new());
        let mut meanwhile = Meanwhile { model, long: &mut long, stopped, effects, events: waiting, ending: None };
        let done = thread::scope(|scope| {
            let work = || {
                let done = match sheets::job(&effect) {
                    Some((job, asked)) => Sheets { session, folder, course, patience }.perform(job, asked).map(Some),
                    None => TakingBack { session, course, patience }.perform(&effect),
                };
                let _ = sender.send(Event::Finished);
                done
            };
            let worker = thread::Builder::new().name("beside".to_owned()).spawn_scoped(scope, work)?;
            meanwhile.listen(terminal, events);
            Ok::<_, io::Error>(worker.join())
        });
        let Meanwhile { effects, events, ending, .. } = meanwhile;
        let done = match done {
            Ok(Ok(done)) => done,
            Ok(Err(_)) => return Err(Ending::Panicked),
            Err(error) => Err(error.into()),
        };
        if let Some(ending) = ending {
            return Err(ending);
        }
        self.send(Message::Reached(String::new()));
        let message = match done {
            // It has waited already for as long as anybody waits.
            Err(store::Error::Busy) => Some(self.give_up(&effect)),
            done => self.answer(effect, done),
        };
        if let Some(message) = message {
            self.send(message);
        }
        self.run_effects(effects);
        for event in events {
            self.take(event)?;
        }
        let went_well = self.model.notice.as_ref().is_none_or(|notice| notice.tone == Tone::Done);
        if went_well {
            long.held.into_iter().for_each(|input| self.hold(input));
        }
        Ok(())
    }
}

impl Meanwhile<'_> {
    /// Draws and listens until the work has come to its end.
    fn listen(&mut self, terminal: &mut Terminal, events: &Receiver<Event>) {
        loop {
            if terminal.draw(|frame| ui::view(self.model, frame)).is_err() {
                self.end(Ending::Signal(Signal::HangUp));
            }
            let Ok(first) = events.recv() else { return };
            for event in iter::once(first).chain(events.try_iter()) {
                match event {
                    Event::Finished => return,
                    Event::Panicked => return self.end(Ending::Panicked),
                    Event::Stopped(signal) => self.end(Ending::Signal(signal)),
                    Event::Reached(text) => self.update(Message::Reached(text)),
                    Event::Inputs(inputs) => inputs.into_iter().for_each(|input| self.hold(input)),
                    later => self.events.push(later),
                }
            }
        }
    }

    fn hold(&mut self, input: Input) {
        if let Some(size) = self.long.hold(input) {
            self.update(Message::Input(size));
        }
        self.stopped.fetch_or(self.long.stopped, Ordering::Relaxed);
    }

    fn update(&mut self, message: Message) {
        self.effects.extend(ui::update(self.model, message));
    }

    /// Has the work stopped, and the program end after it.
    fn end(&mut self, ending: Ending) {
        self.stopped.store(true, Ordering::Relaxed);
        self.ending.get_or_insert(ending);
    }
}
