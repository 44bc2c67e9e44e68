//! A program in a terminal of its own, driven by keys and read off the screen.
//!
//! Nothing here sleeps for a fixed time: every wait ends as soon as what is waited for is there, and fails with the
//! screen in the message if it is not there after a generous limit.

// Said outright, since another test binary has this file from elsewhere.
#[path = "pty/keystrokes.rs"]
mod keystrokes;

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::fd::OwnedFd;
use rustix::fs::{Mode, OFlags, open};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{Action, LocalModes, tcflow, tcgetattr};

/// How long anything may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(30);

/// A running program with its terminal and an empty home of its own.
pub(crate) struct Session {
    terminal: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    device: PathBuf,
    pid: Pid,
    seen: Arc<Seen>,
    home: tempfile::TempDir,
}

/// What the program has done so far.
struct Seen {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    bytes: Vec<u8>,
    screen: vt100::Parser,
    /// All output has been read.
    silent: bool,
    hung_up: bool,
    exit: Option<portable_pty::ExitStatus>,
}

impl Session {
    /// Starts Tugi in a terminal of that size, an xterm in UTF-8 unless `env` says otherwise.
    pub(crate) fn start(args: &[&str], env: &[(&str, &str)], rows: u16, cols: u16) -> Self {
        Self::run(Path::new(env!("CARGO_BIN_EXE_tugi")), args, env, rows, cols)
    }

    /// Starts any program.
    pub(crate) fn run(program: &Path, args: &[&str], env: &[(&str, &str)], rows: u16, cols: u16) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(home.path());
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", home.path());
        for (name, value) in [("TERM", "xterm"), ("LANG", "C.UTF-8")].iter().chain(env) {
            command.env(name, value);
        }
        let pair = native_pty_system().openpty(size(rows, cols)).unwrap();
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen = Arc::new(Seen::new(rows, cols));
        let mut output = pair.master.try_clone_reader().unwrap();
        thread::spawn({
            let seen = Arc::clone(&seen);
            move || seen.read_all(&mut output)
        });
        let pid = child.process_id().and_then(|pid| Pid::from_raw(pid.cast_signed())).unwrap();
        thread::spawn({
            let seen = Arc::clone(&seen);
            move || {
                let exit = child.wait().ok();
                seen.change(|state| state.exit = exit);
            }
        });
        Self {
            keyboard: Some(pair.master.take_writer().unwrap()),
            device: pair.master.tty_name().unwrap(),
            terminal: Some(pair.master),
            pid,
            seen,
            home,
        }
    }

    /// The home and the working folder of the program.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Sends text or bytes in one piece.
    pub(crate) fn send(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        let keyboard = self.keyboard.as_mut().expect("the terminal is open");
        keyboard.write_all(bytes.as_ref()).unwrap();
        keyboard.flush().unwrap();
        self
    }

    /// Presses keys, written as `"abc<F2><C-s><Esc>"`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        let keys = keystrokes::sent_for(keys);
        for (place, key) in keys.iter().enumerate() {
            self.send(key);
            // Esc and one of these at once would be the beginning of another key.
            let next = keys.get(place + 1).map(String::as_str);
            if key == "\x1b" && matches!(next, Some("[" | "O")) {
                self.output_within(Duration::from_millis(300));
            }
        }
        self
    }

    /// Waits until the text is somewhere on the screen.
    pub(crate) fn wait(&mut self, text: &str) -> &mut Self {
        self.wait_until(&format!("{text:?} is on the screen"), |screen| screen.contains(text))
    }

    /// Waits until the text is nowhere on the screen.
    pub(crate) fn wait_gone(&mut self, text: &str) -> &mut Self {
        self.wait_until(&format!("{text:?} is gone from the screen"), |screen| !screen.contains(text))
    }

    /// Waits until the screen is as wished; `wish` says how, for the message.
    pub(crate) fn wait_until(&mut self, wish: &str, is_so: impl Fn(&str) -> bool) -> &mut Self {
        self.seen.wait(wish, |state| is_so(&state.screen.screen().contents()));
        self
    }

    /// Whether anything is written within that time; returns as soon as it is.
    pub(crate) fn output_within(&mut self, limit: Duration) -> bool {
        let before = self.bytes_so_far().len();
        self.seen.wait_within(limit, |state| state.bytes.len() > before)
    }

    /// Waits until nothing has been written for a while.
    pub(crate) fn settle(&mut self) -> &mut Self {
        while self.output_within(Duration::from_millis(300)) {}
        self
    }

    /// The text on the screen, line by line.
    pub(crate) fn screen(&self) -> String {
        self.seen.state().screen.screen().contents()
    }

    /// The screen with its attributes, cursor and modes.
    pub(crate) fn terminal_state(&self) -> vt100::Screen {
        self.seen.state().screen.screen().clone()
    }

    /// All bytes the program has written.
    pub(crate) fn bytes_so_far(&self) -> Vec<u8> {
        self.seen.state().bytes.clone()
    }

    /// Makes the window larger or smaller.
    pub(crate) fn resize(&mut self, rows: u16, cols: u16) -> &mut Self {
        let (height, width) = cells(rows, cols);
        self.seen.state().screen.set_size(height, width);
        self.terminal.as_ref().expect("the terminal is open").resize(size(rows, cols)).unwrap();
        self
    }

    /// Sends a signal to the program.
    pub(crate) fn signal(&mut self, signal: Signal) -> &mut Self {
        kill_process(self.pid, signal).unwrap();
        self
    }

    /// Waits until the program stands still; what reaches it before would not find it stopped.
    #[cfg(target_os = "linux")]
    pub(crate) fn wait_stopped(&mut self) -> &mut Self {
        while !self.process_file("stat").contains(") T ") {
            std::thread::yield_now();
        }
        self
    }

    /// Ends the program without a word, as a power cut would, and waits until it is gone.
    pub(crate) fn kill(&mut self) {
        kill_process(self.pid, Signal::KILL).unwrap();
        self.seen.wait("the program is gone", |state| state.exit.is_some());
    }

    /// Drops the line: the terminal is gone.
    pub(crate) fn hang_up(&mut self) -> &mut Self {
        // The thread that reads has the terminal open too; it lets go after the next output, so one is provoked.
        self.seen.state().hung_up = true;
        let (rows, cols) = self.terminal_state().size();
        self.resize(rows.get(), cols.get() + 1);
        self.seen.wait("the line has dropped", |state| state.silent);
        self.keyboard = None;
        self.terminal = None;
        self
    }

    /// Waits for the end of the program and returns its exit code; all its output has been read then.
    pub(crate) fn exit_code(&mut self) -> u32 {
        self.seen.wait("the program has ended", |state| state.exit.is_some() && state.silent);
        let exit = self.seen.state().exit.clone().expect("it was waited for");
        assert_eq!(exit.signal(), None, "the program was killed");
        exit.exit_code()
    }

    /// Whether the terminal echoes and takes whole lines, as the shell left it.
    pub(crate) fn cooked(&self) -> bool {
        let modes = tcgetattr(self.open_device()).unwrap().local_modes;
        modes.contains(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG)
    }

    /// Makes the terminal take no more bytes, as a line does that has stalled: whoever writes has to wait.
    pub(crate) fn stall(&mut self) -> &mut Self {
        tcflow(self.open_device(), Action::OOff).unwrap();
        self
    }

    fn open_device(&self) -> OwnedFd {
        open(&self.device, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap()
    }

    /// A file under `/proc` for the process, such as `stat`.
    #[cfg(target_os = "linux")]
    pub(crate) fn process_file(&self, name: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{name}", self.pid.as_raw_nonzero())).unwrap()
    }

    /// How often any thread of the program went to sleep so far, which is how often one was woken up.
    #[cfg(target_os = "linux")]
    pub(crate) fn sleeps_so_far(&self) -> u64 {
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.pid.as_raw_nonzero())).unwrap();
        let sleeps = |status: String| {
            let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:")).map(str::trim);
            line.and_then(|count| count.parse::<u64>().ok()).expect("the kernel counts them")
        };
        threads.map(|thread| sleeps(std::fs::read_to_string(thread.unwrap().path().join("status")).unwrap())).sum()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if self.seen.state().exit.is_none() {
            let _ = kill_process(self.pid, Signal::KILL);
        }
    }
}

impl Seen {
    fn new(rows: u16, cols: u16) -> Self {
        let (height, width) = cells(rows, cols);
        let screen = vt100::Parser::new(height, width, 0);
        let state = State { bytes: Vec::new(), screen, silent: false, hung_up: false, exit: None };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state());
        self.changed.notify_all();
    }

    fn read_all(&self, output: &mut dyn Read) {
        let mut piece = [0; 4096];
        while let Ok(count @ 1..) = output.read(&mut piece) {
            self.change(|state| {
                state.bytes.extend_from_slice(&piece[..count]);
                state.screen.process(&piece[..count]);
            });
            if self.state().hung_up {
                break;
            }
        }
        self.change(|state| state.silent = true);
    }

    fn wait_within(&self, limit: Duration, is_so: impl Fn(&State) -> bool) -> bool {
        let end = Instant::now() + limit;
        let mut state = self.state();
        while !is_so(&state) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            state = self.changed.wait_timeout(state, left).unwrap().0;
        }
        true
    }

    fn wait(&self, wish: &str, is_so: impl Fn(&State) -> bool) {
        // The screen cannot become right any more once the program has ended and all was read.
        let over = |state: &State| is_so(state) || (state.silent && state.exit.is_some());
        let in_time = self.wait_within(LIMIT, over);
        let state = self.state();
        if !is_so(&state) {
            let (screen, exit) = (state.screen.screen().contents(), state.exit.clone());
            // A panic with the lock held would take the other threads along.
            drop(state);
            panic!("waited until {wish} (in time: {in_time}, ended: {exit:?})\n{screen}");
        }
    }
}

const fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// The emulator has no screen of size 0, though a terminal may say that it is.
fn cells(rows: u16, cols: u16) -> (NonZeroU16, NonZeroU16) {
    (NonZeroU16::new(rows).unwrap_or(NonZeroU16::MIN), NonZeroU16::new(cols).unwrap_or(NonZeroU16::MIN))
}

#[test]
fn a_session_types_reads_the_screen_and_tells_how_the_program_ended() {
    let shell = Path::new("/bin/sh");
    let mut session = Session::run(shell, &["-c", "read name; echo \"Tere, $name\"; read end; exit 3"], &[], 24, 80);
    assert!(session.cooked());
    session.keys("Õie<Enter>").wait("Tere, Õie");
    assert_eq!(session.keys("<Enter>").exit_code(), 3);
}
