//! Processes that write: this test binary, started once more, saves what people save in a day and says after each save that
//! it was acknowledged. They can be paced, stopped and killed.

use std::{
    collections::HashMap,
    fs::{self, File},
    io::{BufRead, BufReader, Read, Write},
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Condvar, Mutex, mpsc},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use sha2::{Digest, Sha256};
use tugi::{
    session::collation,
    store::{Backups, Error, Store, Why},
};

use crate::office::{DailyWork, by};

/// The variable that tells a process what to write.
const JOB: &str = "TUGI_ENDURANCE_JOB";

/// What a process is to write, and how fast.
pub(crate) struct Job {
    /// The register.
    pub(crate) file: PathBuf,
    /// How long from one save to the next; none for as fast as it goes.
    pub(crate) pace: Duration,
    /// Where its chance begins.
    pub(crate) beginning: u64,
    /// After how many saves it ends by itself.
    pub(crate) most: usize,
    /// Whether it says after each save what the file looks like.
    pub(crate) states: bool,
    /// What it does again and again.
    pub(crate) task: Task,
}

/// What a process does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Saves what people save.
    Save,
    /// Saves, and renews the published copy after each save.
    SaveAndPublish,
    /// Renews the published copy of what others save, and says what that looks like.
    Publish,
    /// Renews the published copy, and keeps copies as before something great is done.
    Keep,
}

impl Task {
    const ALL: [Self; 4] = [Self::Save, Self::SaveAndPublish, Self::Publish, Self::Keep];
}

impl Job {
    /// As fast as it goes, until it is stopped.
    pub(crate) fn on(file: &Path) -> Self {
        Self {
            file: file.to_owned(),
            pace: Duration::ZERO,
            beginning: 1,
            most: usize::MAX,
            states: false,
            task: Task::Save,
        }
    }

    fn written(&self) -> String {
        let Self { file, pace, beginning, most, states, task } = self;
        format!("{};{beginning};{most};{states};{};{}", pace.as_millis(), *task as usize, file.display())
    }

    fn read(text: &str) -> Self {
        let mut parts = text.splitn(6, ';');
        let mut part = || parts.next().unwrap();
        Self {
            pace: Duration::from_millis(part().parse().unwrap()),
            beginning: part().parse().unwrap(),
            most: part().parse().unwrap(),
            states: part().parse().unwrap(),
            task: Task::ALL[part().parse::<usize>().unwrap()],
            file: part().into(),
        }
    }

    /// Does its task, and says so each time, until the input ends.
    fn work(&self) {
        let (sender, stop) = mpsc::channel();
        thread::spawn(move || {
            let _ = std::io::stdin().read_to_end(&mut Vec::new());
            let _ = sender.send(());
        });
        let mut once = match self.task {
            Task::Save | Task::SaveAndPublish => self.saving(),
            Task::Publish | Task::Keep => self.copying(),
        };
        let mut rest = self.pace;
        for _ in 0..self.most {
            if stop.recv_timeout(rest) != Err(mpsc::RecvTimeoutError::Timeout) {
                break;
            }
            let begun = Instant::now();
            once();
            rest = self.pace.saturating_sub(begun.elapsed());
        }
    }

    /// What saves once.
    fn saving(&self) -> Box<dyn FnMut() + '_> {
        let mut store = Store::open(&self.file, collation(None)).unwrap();
        // Open until the process ends: to close it sooner would take SQLite's locks away.
        let seen = self.states.then(|| File::open(&self.file).unwrap());
        let mut work = DailyWork::new(&store, self.beginning);
        let backups = Backups::of(&self.file);
        tell(store.head().unwrap().batch, seen.as_ref().map(contents));
        Box::new(move || {
            let (act, changes) = work.next(&store);
            let done = store.commit(act, &changes, &by()).unwrap();
            tell(done.batch, seen.as_ref().map(contents));
            if self.task == Task::SaveAndPublish {
                backups.publish().unwrap();
            }
        })
    }

    /// What copies once; it counts what it does, and says what the published copy looks like.
    fn copying(&self) -> Box<dyn FnMut() + '_> {
        let (backups, mut times) = (Backups::of(&self.file), 0);
        Box::new(move || {
            // Those who save leave no room now and then.
            let copied = match backups.publish() {
                Err(Error::Busy) => false,
                copied => copied.unwrap(),
            };
            if self.task == Task::Keep {
                match backups.keep_before([Why::Import, Why::Change][times as usize % 2]) {
                    Err(Error::Busy) => {}
                    kept => drop(kept.unwrap()),
                }
            }
            if copied || times == 0 {
                times += 1;
                tell(times, self.states.then(|| fs::read(backups.latest()).unwrap()));
            }
        })
    }
}

/// Says that a save was acknowledged, in one write, and what the file looks like.
fn tell(batch: i64, seen: Option<Vec<u8>>) {
    let state = seen.map_or_else(|| "-".to_owned(), |bytes| state(&bytes));
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\nsaved {batch} {state}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

fn contents(file: &File) -> Vec<u8> {
    let mut bytes = vec![0; file.metadata().unwrap().len() as usize];
    file.read_exact_at(&mut bytes, 0).unwrap();
    bytes
}

/// What stands for the bytes of a whole file. It knows nothing of how the program tells a whole file.
pub(crate) fn state(bytes: &[u8]) -> String {
    let digits: Vec<String> = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    digits.concat()
}

/// What a writing process has said so far.
#[derive(Default)]
struct Said {
    acknowledged: i64,
    states: HashMap<String, i64>,
    ended: bool,
}

/// A process that writes.
pub(crate) struct Writer {
    child: Child,
    said: Arc<(Mutex<Said>, Condvar)>,
    listening: JoinHandle<()>,
}

impl Writer {
    /// Starts a process on its job, and waits until it has opened the register.
    pub(crate) fn start(job: &Job) -> Self {
        Self::start_with(job, |command| command)
    }

    /// Starts it with something more in its surroundings.
    pub(crate) fn start_with(job: &Job, more: impl FnOnce(&mut Command) -> &mut Command) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "work::writes_until_it_is_told_to_stop", "--ignored", "--nocapture"]);
        command.env(JOB, job.written()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = more(&mut command).spawn().unwrap();
        let (said, out) = (Arc::<(Mutex<Said>, Condvar)>::default(), child.stdout.take().unwrap());
        let heard = said.clone();
        let listening = thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                hear(&heard, &line);
            }
            heard.0.lock().unwrap().ended = true;
            heard.1.notify_all();
        });
        Self { child, said, listening }
    }

    /// The last save that was acknowledged.
    pub(crate) fn acknowledged(&self) -> i64 {
        self.said.0.lock().unwrap().acknowledged
    }

    /// Waits until a later save than this one was acknowledged, so long or until the process ends.
    pub(crate) fn wait_beyond(&self, batch: i64, longest: Duration) -> bool {
        let said = self.said.0.lock().unwrap();
        let (said, _) =
            self.said.1.wait_timeout_while(said, longest, |said| said.acknowledged <= batch && !said.ended).unwrap();
        said.acknowledged > batch
    }

    /// After which save the file had these bytes; none where it never had them at rest.
    pub(crate) fn batch_of(&self, state: &str) -> Option<i64> {
        self.said.0.lock().unwrap().states.get(state).copied()
    }

    /// Kills the process in the middle of whatever it does; answers the last save it had acknowledged.
    pub(crate) fn kill(mut self) -> i64 {
        self.child.kill().unwrap();
        self.ended()
    }

    /// Has the process end after its save; answers the last one.
    pub(crate) fn stop(mut self) -> i64 {
        drop(self.child.stdin.take());
        self.ended()
    }

    /// Waits until the process has done all it was to do; answers the last save.
    #[cfg(target_os = "linux")]
    pub(crate) fn ended_alone(mut self) -> i64 {
        // Its input stays open meanwhile; the end of it would tell the process to stop.
        let _input = self.child.stdin.take();
        self.ended()
    }

    fn ended(mut self) -> i64 {
        self.child.wait().unwrap();
        self.listening.join().unwrap();
        self.said.0.lock().unwrap().acknowledged
    }
}

fn hear((said, news): &(Mutex<Said>, Condvar), line: &str) {
    let mut words = line.split(' ');
    if words.next() == Some("saved") {
        let (batch, state) = (words.next().unwrap().parse().unwrap(), words.next().unwrap());
        let mut said = said.lock().unwrap();
        said.acknowledged = batch;
        said.states.insert(state.to_owned(), batch);
        news.notify_all();
    }
}

#[test]
#[ignore = "a process that the other tests start"]
fn writes_until_it_is_told_to_stop() {
    if let Ok(job) = std::env::var(JOB) {
        Job::read(&job).work();
    }
}
