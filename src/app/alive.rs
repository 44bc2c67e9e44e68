//! Which process this is, and whether another one still runs: what is being typed in another window is not offered here.

/// This process, so named that no later one is called the same.
pub(super) fn this_process() -> String {
    named(std::process::id())
}

/// Whether the process of this name still runs. One that cannot be asked about counts as running only if its number does.
pub(super) fn still_runs(name: &str) -> bool {
    let number = name.split(':').next().and_then(|number| number.parse().ok());
    number.is_some_and(|number| runs(number) && named(number) == name)
}

/// A process by its number, when it began, and since when this computer has been running; where the system does not say, by
/// its number alone.
fn named(process: u32) -> String {
    let begun = begun(process).unwrap_or_default();
    format!("{process}:{begun}:{}", this_start_of_the_computer())
}

#[cfg(target_os = "linux")]
fn begun(process: u32) -> Option<String> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name of the program stands in brackets and may hold anything; what follows does not.
    let (_, rest) = stat.rsplit_once(')')?;
    let mut facts = rest.split_whitespace();
    // One that has ended and that nobody has taken note of yet types no more.
    if matches!(facts.next()?, "Z" | "X") {
        return None;
    }
    facts.nth(18).map(str::to_owned)
}

#[cfg(not(target_os = "linux"))]
fn begun(_process: u32) -> Option<String> {
    None
}

#[cfg(target_os = "linux")]
fn this_start_of_the_computer() -> String {
    std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default().trim().to_owned()
}

#[cfg(not(target_os = "linux"))]
const fn this_start_of_the_computer() -> String {
    String::new()
}

#[cfg(unix)]
fn runs(process: u32) -> bool {
    use rustix::{
        io::Errno,
        process::{Pid, test_kill_process},
    };
    let known = Pid::from_raw(process.cast_signed()).map(test_kill_process);
    // Somebody else's process may not be asked, but it is there.
    matches!(known, Some(Ok(()) | Err(Errno::PERM)))
}

#[cfg(not(unix))]
fn runs(process: u32) -> bool {
    process == std::process::id()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_runs() {
        assert!(still_runs(&this_process()));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_process_that_began_at_another_time_is_another_one() {
        let number = std::process::id();
        assert!(!still_runs(&format!("{number}:1:{}", this_start_of_the_computer())));
        assert!(!still_runs(&this_process().replace(&this_start_of_the_computer(), "before-the-power-cut")));
    }

    #[test]
    fn what_is_no_process_does_not_run() {
        assert!(!still_runs("") && !still_runs("-1") && !still_runs("0:") && !still_runs("somebody"));
    }
}
