//! How much of a test is run, and how its figures are said.

/// The variable that asks for the whole of every test.
const FULL: &str = "TUGI_FULL";

/// Whether the whole of every test was asked for.
pub(crate) fn full() -> bool {
    std::env::var_os(FULL).is_some()
}

/// How many rounds: the first number in a quick run, the second when the whole was asked for.
pub(crate) fn rounds(quick: usize, whole: usize) -> usize {
    if full() { whole } else { quick }
}

/// Says a figure of a test, so that `--nocapture` shows it.
pub(crate) fn say(test: &str, figure: impl std::fmt::Display) {
    println!("{test}: {figure}");
}
