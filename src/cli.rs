//! The command line: everything that an administrator schedules or scripts, without a screen.
//!
//! Each command answers with a text and an exit status, or with a sentence and a hint; only this file prints.

mod answer;
mod arguments;
mod audit;
mod calendar;
mod copies;
mod first;
mod guide;
mod history;
mod joint;
mod manual;
mod microdata;
mod passphrase;
mod person;
mod programme;
mod progress;
mod registers;
mod reports;
mod saving;
mod screen;
mod sealed;
mod sheet;
mod sheets;
mod table;
mod taken;
mod usage;
mod verify;
mod whole;
mod wording;

use std::{
    ffi::OsString,
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::FromArgMatches;

use answer::{Answer, Failure, Outcome, Status};
use arguments::{Arguments, Command, Format, Listed, Look, OnGuide, OnProgramme};

use crate::{
    clock::Clock,
    config,
    domain::{Signature, harmless},
    failures::{self, Told},
    i18n::{Lang, Words, fill, words},
    session::{Asked, Session},
    store::{Backups, Store, Why},
    term::Wishes,
};

/// What a sheet in UTF-8 begins with.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Runs one command line, and says how it went.
pub fn run(line: impl Iterator<Item = OsString>) -> ExitCode {
    let line: Vec<OsString> = line.collect();
    let locale = config::language(&variable);
    let words = words(lang_asked(&line).or(locale).unwrap_or_default());
    let read = wording::worded(words).try_get_matches_from(line);
    let (outcome, words) = match read.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => perform(&arguments, words, locale),
        Err(error) => (usage::outcome(&error, words), words),
    };
    let (text, told, status) = match outcome {
        Ok(Answer { text, status }) => (text, None, status),
        Err(failure) => {
            let (shown, told, status) = failure.tell(words);
            (shown, Some(told), status)
        }
    };
    // A screen that has ended says nothing, and its terminal may be gone.
    let status = if text.is_empty() { status } else { print(&text, words).unwrap_or(status) };
    if let Some(told) = told {
        complain(&told, words);
    }
    ExitCode::from(status.code())
}

/// What every command is told.
struct Call {
    asked: Asked,
    /// The words until a register is open that may speak another language.
    words: &'static Words,
    json: bool,
    wishes: Wishes,
    /// The register to work on.
    path: Option<PathBuf>,
}

impl Call {
    /// Does something with the register, and says in which words the outcome is to be told; what is dangerous about its place is
    /// said first.
    fn on_register(&self, work: impl FnOnce(Session) -> Outcome) -> (Outcome, &'static Words) {
        self.with_register(|session| {
            warn(&session.store, session.env.words);
            work(session)
        })
    }

    /// The same, but silent: the screen says for itself what is to be said.
    fn with_register(&self, work: impl FnOnce(Session) -> Outcome) -> (Outcome, &'static Words) {
        let words = &self.words.cli;
        let Some(path) = &self.path else {
            return (Err(Failure::said(&*words.no_home, &*words.no_home_hint)), self.words);
        };
        let unchanged = changed_at(path);
        match Session::open(path, &self.asked) {
            Ok(session) => {
                let (words, soundness) = (session.env.words, session.store.soundness());
                let outcome = work(session);
                if changed_at(path) != unchanged {
                    publish(path, words);
                }
                // What was read from a file that is not whole is not to be told as if it were true.
                let whole = outcome.and_then(|answer| soundness.demand().map(|()| answer).map_err(Failure::from));
                (whole, words)
            }
            Err(error) => (Err(error.into()), self.words),
        }
    }

    /// Keeps a copy of the register as it is before something great is done; without one, says so.
    fn keep_before(session: &Session, why: Why) {
        let Some(path) = session.store.path() else { return };
        if let Err(error) = Backups::of(path).keep_before(why) {
            note(&failures::not_kept(&error, session.env.words), session.env.words);
        }
    }

    /// Reads the register as of another day, and with another day's knowledge, where that is asked for.
    fn looking_at(&self, look: Look, work: impl FnOnce(&mut Session) -> Outcome) -> (Outcome, &'static Words) {
        self.on_register(|mut session| {
            session.look_at(look.as_of, look.known_on)?;
            work(&mut session)
        })
    }

    /// Who saves now, where no register is open yet.
    fn signature(&self) -> Signature {
        let clock = self.asked.today.map_or(Clock::System, Clock::Fixed);
        Signature { who: self.asked.user.clone(), at: clock.now() }
    }

    /// Says that a file was written, and what to do with it.
    fn written(&self, path: &Path, done: &str, next: &str) -> Answer {
        let shown = path.display().to_string();
        if self.json {
            return Answer::json(&serde_json::json!({ "file": shown }));
        }
        let values = [("path", shown.as_str())];
        Answer::done(format!("{}\n{}\n", fill(done, &values), fill(next, &values)))
    }
}

/// When a file was changed last, as far as the system tells.
fn changed_at(path: &Path) -> Option<impl PartialEq + use<>> {
    std::fs::metadata(path).and_then(|facts| facts.modified()).ok()
}

/// Renews the copy beside the register after something was saved; where that cannot be, what was saved is safe all the same.
fn publish(path: &Path, words: &Words) {
    if let Err(error) = Backups::of(path).publish() {
        note(&failures::not_published(&error, words), words);
    }
}

/// Says what does not change the outcome.
fn note(text: &str, words: &Words) {
    let _ = writeln!(io::stderr(), "{}: {text}", words.cli.note);
}

/// Carries a command line out; the words are those in which its outcome is told.
fn perform(arguments: &Arguments, words: &'static Words, locale: Option<Lang>) -> (Outcome, &'static Words) {
    let global = &arguments.global;
    let path = global.file.as_deref().or(arguments.register.as_deref());
    let call = Call {
        asked: Asked {
            lang: global.lang(),
            locale,
            today: global.today,
            user: config::user(global.user.as_deref(), &variable),
            login: config::login(),
            programme: global.programme.clone(),
        },
        words,
        json: global.json,
        wishes: Wishes { colours: global.color.colours(), glyphs: global.glyphs.glyphs() },
        path: config::register_path(path, &variable),
    };
    match &arguments.command {
        None if first::is_first(&call, path) => first::start(call),
        None => call.with_register(|session| screen::open(session, &call, true)),
        Some(command) => carry_out(command, &call),
    }
}

fn carry_out(command: &Command, call: &Call) -> (Outcome, &'static Words) {
    let outcome = match command {
        Command::Demo { programme, to } => registers::demo(call, programme, to.as_deref()),
        Command::Init { new, programme, office } => registers::init(call, new, programme, office.as_deref()),
        Command::Verify { copy, key } => verify::verify(call, copy, key.file()),
        Command::Restore { restored, check, key } => return copies::restore(call, restored, key.file(), *check),
        Command::Programme { what } => return on_programme(what, call),
        Command::Guide { what } => {
            return call.on_register(|session| match what {
                OnGuide::List => guide::list(&session, call),
                OnGuide::Show { guide, written } => guide::show(&session, call, guide, written),
                OnGuide::Add { guide_file } => guide::add(session, call, guide_file),
            });
        }
        Command::Person { what } => return call.on_register(|session| person::person(session, call, what)),
        Command::Completions { shell } => Ok(manual::completions(*shell, call.words)),
        Command::Man => manual::page(call.words),
        Command::Import { import } => {
            let Some(what) = import.what() else {
                let new_file = import.new_file.as_deref();
                return (whole::import(call, &import.sheet, new_file, import.check), call.words);
            };
            if import.new_file.is_some() {
                return (Err(whole::only_into_new(call.words)), call.words);
            }
            return call.on_register(|session| sheets::import(session, call, what, import));
        }
        Command::Export { worker: None, names: false, list: Listed::Microdata, handing, look, format, out } => {
            let (look, format, out) = (*look, *format, out.as_deref());
            return call.on_register(|session| microdata::export(session, call, handing, look, format, out));
        }
        Command::Export { handing, .. } if handing.is_asked() => Err(microdata::only_microdata(call.words)),
        Command::Export { list: Listed::Calendar, format, out, worker, names, look, .. } => {
            if format.is_some() || call.json || look.as_of.or(look.known_on).is_some() {
                return (Err(calendar::as_it_is(call.words)), call.words);
            }
            let (worker, out) = (worker.as_deref(), out.as_deref());
            return call.on_register(|session| calendar::export(&session, worker, *names, out));
        }
        Command::Export { list: Listed::Audit, out, .. } => {
            return call.on_register(|session| audit::export(&session, call, out.as_deref()));
        }
        Command::Export { worker: Some(_), .. } | Command::Export { names: true, .. } => {
            Err(calendar::only_calendar(call.words))
        }
        Command::Export { list: Listed::Register, format, out, look, .. } => {
            return call.looking_at(*look, |session| whole::export(session, call, *format, *look, out.as_deref()));
        }
        Command::Export { format: Some(Format::Text), .. } => Err(whole::only_text(call.words)),
        Command::Export { list, format, out, look, .. } => {
            return call.looking_at(*look, |session| sheets::export(session, call, *list, *format, out.as_deref()));
        }
        Command::Report { report, look, seal: true, .. } => {
            return call.on_register(|session| sealed::seal(session, call, report, *look));
        }
        Command::Report { report, sealed, compare, paper, .. } if report == sealed::NAME => {
            return call.on_register(|session| sealed::report(&session, call, *sealed, *compare, paper));
        }
        Command::Report { report, sealed, worker, look, paper, .. } => {
            let about = (*sealed, worker.as_deref());
            return call.looking_at(*look, |session| reports::report(session, call, report, about, paper));
        }
        Command::Figures { promise, proof, join: Some(other), look } => {
            return joint::figures(call, promise.as_deref(), *proof, other, *look);
        }
        Command::Figures { promise, proof, look, .. } => {
            return call.looking_at(*look, |session| reports::figures(session, call, promise.as_deref(), *proof));
        }
        Command::Today { days, worker, look } => {
            return call.looking_at(*look, |session| reports::today(session, call, worker.as_deref(), *days));
        }
        Command::Log { wanted, readings: true } => {
            return call.on_register(|session| history::readings(&session, call, wanted.newest));
        }
        Command::Log { wanted, .. } => return call.on_register(|session| history::log(&session, call, wanted)),
        Command::Undo { batch } => return call.on_register(|session| history::undo(session, call, *batch)),
        Command::Backup { destination, encrypt, key } => {
            return call.on_register(|session| copies::backup(&session, call, destination, *encrypt, key.file()));
        }
    };
    (outcome, call.words)
}

/// Carries a command on definitions out.
fn on_programme(command: &OnProgramme, call: &Call) -> (Outcome, &'static Words) {
    let outcome = match command {
        OnProgramme::List => programme::list(call),
        OnProgramme::Show { code, edition } => programme::show(call, code, *edition),
        OnProgramme::Check { definition } => programme::check(call, definition),
        OnProgramme::Export { code, edition, out } => programme::export(call, code, *edition, out.as_deref()),
        OnProgramme::Add { added } => return call.on_register(|session| programme::add(session, call, added)),
        OnProgramme::Move { number, edition } => {
            return call.on_register(|session| programme::move_to(session, *number, *edition));
        }
    };
    (outcome, call.words)
}

/// Prints to the output; the answer is the exit status when that fails. A reader that has gone has seen enough.
/// Whatever is in the text, it does nothing to a terminal.
fn print(text: &str, words: &Words) -> Option<Status> {
    let mut output = io::stdout().lock();
    // A sheet begins with the mark of its encoding.
    let (mark, rest) = text.strip_prefix(BYTE_ORDER_MARK).map_or(("", text), |rest| (BYTE_ORDER_MARK, rest));
    let rest = harmless(rest);
    let written = output.write_all(mark.as_bytes()).and_then(|()| output.write_all(rest.as_bytes()));
    match written.and_then(|()| output.flush()) {
        Ok(()) => None,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => None,
        Err(error) => {
            let (_, told, status) = Failure::Store(error.into()).tell(words);
            complain(&told, words);
            Some(status)
        }
    }
}

/// Says what is going on, beside what is printed.
fn remark(sentence: &str) {
    // Whoever cannot be told still waits.
    let _ = writeln!(io::stderr(), "{sentence}");
}

fn complain(told: &Told, words: &Words) {
    let hint = if told.hint.is_empty() { String::new() } else { format!("\n{}: {}", words.cli.hint, told.hint) };
    let said = format!("{}: {}{hint}", words.cli.error, told.sentence);
    // Where errors cannot be written either, the exit status has to say it.
    let _ = writeln!(io::stderr(), "{}", harmless(&said));
}

/// Says what is dangerous about the place of an open register, where errors are said.
fn warn(store: &Store, words: &Words) {
    for warning in store.warnings().iter().filter(|warning| warning.is_dangerous()) {
        let Told { sentence, hint } = failures::warn(warning, words);
        // Where it cannot be written, the work goes on all the same.
        let _ = writeln!(io::stderr(), "{}: {sentence}\n{}: {hint}", words.cli.warning, words.cli.hint);
    }
}

/// The language asked for, read before the rest so that everything that is wrong can be said in it.
fn lang_asked(line: &[OsString]) -> Option<Lang> {
    let texts: Vec<&str> = line.iter().filter_map(|word| word.to_str()).collect();
    let apart = texts.iter().position(|text| *text == "--lang").and_then(|place| texts.get(place + 1).copied());
    let together = || texts.iter().find_map(|text| text.strip_prefix("--lang="));
    apart.or_else(together)?.parse().ok()
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
