//! The program run and watched: how long it takes, how much memory, what it says. More than the limit it cannot take.

use std::{
    fs::File,
    os::unix::process::CommandExt,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How often it is looked at.
const PERIOD: Duration = Duration::from_millis(2);
/// What nothing takes that still makes headway.
const FOR_EVER: Duration = Duration::from_mins(1);

/// What one run came to.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) took: Duration,
    /// How long a processor worked on it: what it takes on a machine that does nothing else.
    pub(crate) worked: Duration,
    /// The most memory it had at once, in kB.
    pub(crate) peak: u64,
    said: Vec<u8>,
}

impl Run {
    /// All that was printed, to the output and as errors.
    pub(crate) fn said(&self) -> String {
        String::from_utf8_lossy(&self.said).into_owned()
    }
}

/// Runs the program in a folder over `hostile.tugi`, with at most 512 MB of memory.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Run {
    let (output, errors) = (folder.join("said.out"), folder.join("said.err"));
    let mut command = Command::new("/bin/sh");
    command.args(["-c", "ulimit -v 524288; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_tugi")]).args(args);
    command.current_dir(folder).env_clear().env("HOME", folder).env("USER", "kaja").env("TUGI_FILE", "hostile.tugi");
    command.stdin(Stdio::null()).stdout(File::create(&output).unwrap()).stderr(File::create(&errors).unwrap());
    let begun = Instant::now();
    let mut child = command.process_group(0).spawn().unwrap();
    let process = format!("/proc/{}", child.id());
    let (mut peak, mut worked) = (0, Duration::ZERO);
    let end = loop {
        peak = peak.max(most_memory(&process));
        worked = worked.max(time_worked(&process));
        if let Some(end) = child.try_wait().unwrap() {
            break end;
        }
        if begun.elapsed() > FOR_EVER {
            child.kill().unwrap();
        }
        thread::sleep(PERIOD);
    };
    let took = begun.elapsed();
    let said = [std::fs::read(output).unwrap(), std::fs::read(errors).unwrap()].concat();
    Run { code: end.code(), took, worked, peak, said }
}

/// The most memory that a process has had so far, as the kernel counts it; 0 where it does not say.
fn most_memory(process: &str) -> u64 {
    let status = std::fs::read_to_string(format!("{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// How long processors have worked on a process so far, in the hundredths of a second in which the kernel counts it.
fn time_worked(process: &str) -> Duration {
    let stat = std::fs::read_to_string(format!("{process}/stat")).unwrap_or_default();
    // The name before the bracket may hold blanks; after it the times are the twelfth and the thirteenth.
    let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let hundredths: u64 = rest.split_whitespace().skip(11).take(2).filter_map(|time| time.parse::<u64>().ok()).sum();
    Duration::from_millis(hundredths * 10)
}
