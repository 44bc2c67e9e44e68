//! A fault of the program itself: the terminal is given back, what was typed is kept, and a report is written in which nothing
//! stands about anybody.

use std::{
    backtrace::Backtrace,
    panic::{self, AssertUnwindSafe, PanicHookInfo},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, mpsc::Sender},
    thread,
};

use super::files;
use crate::{
    exchange,
    term::{self, Event},
    ui::{Code, Input},
};

/// How the program ended by a fault of its own.
#[derive(Debug)]
pub struct Panicked {
    /// Whether something was being typed, and whether that is kept.
    pub kept: (bool, bool),
    /// Where the report lies; none if it could not be written.
    pub report: Option<PathBuf>,
}

/// Where the report was written, once it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Report(Arc<Mutex<Option<PathBuf>>>);

impl Report {
    /// Where it lies.
    pub(super) fn written(&self) -> Option<PathBuf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Writes it, once.
    fn write(&self, folder: Option<&Path>, info: &PanicHookInfo<'_>) {
        let mut written = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let (None, Some(folder)) = (&*written, folder) {
            *written = write(folder, &told(info)).ok();
        }
    }
}

/// From now on a panic gives the terminal back and leaves a report in the folder; one in another thread than this ends the
/// program too.
pub(super) fn watch(sender: Sender<Event>, folder: Option<PathBuf>) -> Report {
    let report = Report::default();
    let (writing, main) = (report.clone(), thread::current().id());
    term::on_panic(exchange::is_reading_what_may_break, move |info| {
        writing.write(folder.as_deref(), info);
        if thread::current().id() != main {
            let _ = sender.send(Event::Panicked);
        }
    });
    report
}

/// Does something; none if it panicked. Whoever asks must not rely on what was being changed.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    panic::catch_unwind(AssertUnwindSafe(work)).ok()
}

fn write(folder: &Path, text: &str) -> std::io::Result<PathBuf> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    files::write_new(folder, "tugi-fault.txt", text.as_bytes())
}

/// What a programmer needs to know. Not the message of the panic: that may quote what was typed.
fn told(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let thread = thread::current().name().unwrap_or_default().to_owned();
    let program = [env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH];
    format!("{}\n{thread}\n{place}\n\n{}\n", program.join(" "), Backtrace::force_capture())
}

/// In a debug build, asks for a panic, so that a test can see what is left: `1` at once, anything else at the key F11.
const VARIABLE: &str = "TUGI_TEST_PANIC";

/// Panics where a test has asked for it.
///
/// # Panics
///
/// In a debug build in which a test asks for it.
pub(super) fn provoke(inputs: &[Input]) {
    let asked = if cfg!(debug_assertions) { std::env::var(VARIABLE).ok() } else { None };
    let pressed = |input: &Input| matches!(input, Input::Key(key) if key.code == Code::F(11));
    let now = |asked: &str| asked == "1" || inputs.iter().any(pressed);
    assert!(!asked.as_deref().is_some_and(now), "{VARIABLE}");
}
